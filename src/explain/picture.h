/* A picture of an answer, as data: the places that its ways touch, who and what stands in them, and
 * the links that packets take from one to the next. Everything that draws draws this.
 *
 *     frames    VPC > zone > subnet, each once
 *     figures   what stands in a frame, at the edge of a VPC, or outside: each once, however many
 *               ways go through it
 *     links     from figure to figure; past a wall they show what would follow
 *
 * Ways that differ only in where they begin are drawn once if there are too many of them.
 *
 * Everything is borrowed from the answer, which must outlive the picture. */
#pragma once

#include "explain/answer.h"

typedef enum {
    ACV_FRAME_VPC,
    ACV_FRAME_ZONE,
    ACV_FRAME_SUBNET,
} AcvFrameKind;

enum { ACV_NO_FRAME = -1 };

typedef struct {
    AcvFrameKind kind;
    int parent;              /* Index of a frame; ACV_NO_FRAME of a VPC. */
    const char *id;          /* Of the VPC or subnet; of a zone its id; NULL if not known. */
    const char *zone_name;   /* Of a zone; may be NULL. */
    const AcvRecord *record; /* NULL of a zone, and of what is not in the snapshot. */
    AcvFlag is_public;       /* Of a subnet: whether its table leads to an internet gateway. */
} AcvFrame;

/* X(constant, is_gate): a gate decides, on the way from one thing to the next. */
#define ACV_FIGURES(X) \
    X(CLIENT, false) /* Who asks. */ \
    X(TARGET, false) /* Who is asked for. */ \
    X(INTERFACE, false) \
    X(NAT_GATEWAY, false) \
    X(INTERNET_GATEWAY, false) /* Also an egress-only one. */ \
    X(GATEWAY_ENDPOINT, false) \
    X(INTERNET, false) \
    X(SERVICE, false) /* Of AWS, at its public addresses. */ \
    X(RESOLVER, false) \
    X(LINK_LOCAL, false) \
    X(UNKNOWN, false) /* Of which the scenario says nothing. */ \
    X(NAME, true)     /* A name that is no help; one that is, is not drawn. */ \
    X(SECURITY_GROUP, true) \
    X(NETWORK_ACL, true) \
    X(ROUTE_TABLE, true) \
    X(CONDITION, true) /* Anything else that must hold. */

typedef enum {
#define ACV_FIGURE_CONSTANT(constant, is_gate) ACV_FIGURE_##constant,
    ACV_FIGURES(ACV_FIGURE_CONSTANT)
#undef ACV_FIGURE_CONSTANT
} AcvFigureKind;

/* What becomes of packets; the worse of two is the greater. */
typedef enum {
    ACV_FATE_BEYOND, /* None gets there: what would happen. */
    ACV_FATE_PASSES,
    ACV_FATE_UNKNOWN,
    ACV_FATE_STOPS_SOME,
    ACV_FATE_STOPS,
} AcvFate;

typedef struct {
    AcvFigureKind kind;
    int frame;                  /* A subnet: in it. A VPC: at its edge. ACV_NO_FRAME: outside. */
    const AcvRecord *component; /* NULL: the internet, addresses, or a service. */
    const AcvEnd *end;          /* Of a client or target, and of what stands for one. */
    AcvDirection direction;     /* Of a gate. */
    bool is_reply;              /* Of a gate: replies are asked. */
    AcvFate fate;
    unsigned occurrence;     /* Of the same thing on one way: a loop comes by again. */
    GPtrArray *waypoints;    /* Elements const AcvWaypoint *: all that it stands for. */
    GPtrArray *explanations; /* Elements const AcvExplanation *: what it stops, and why. */
} AcvFigure;

typedef struct {
    guint from; /* Indexes of figures. */
    guint to;
    bool is_reply;
    AcvFate fate; /* PASSES, BEYOND or UNKNOWN. */
} AcvLink;

typedef struct {
    GArray *frames;     /* Elements AcvFrame; parents before their children. */
    GPtrArray *figures; /* Elements AcvFigure *; in the order of the ways. */
    GArray *links;      /* Elements AcvLink. */
    guint n_left_out;   /* Paths that differ from a drawn one only in where they begin, or that are
                           too many. */
    bool hides_replies; /* Replies come back the way the packets went, and are not drawn. */
} AcvPicture;

bool acv_figure_is_gate(const AcvFigure *figure);

/* Free with acv_picture_free(). */
AcvPicture *acv_picture_new(const AcvAnswer *answer);
void acv_picture_free(AcvPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvPicture, acv_picture_free)
