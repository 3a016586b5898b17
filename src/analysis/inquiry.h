/* A question put to a network: every pair of a source's and a target's placement, walked. */
#pragma once

#include "acv/question.h"
#include "analysis/layers.h"
#include "analysis/named_end.h"
#include "analysis/ports.h"
#include "analysis/reach.h"

/* One pair. All sets are of packets as the source sends them. */
typedef struct {
    AcvEnd source;
    AcvEnd target;
    const char *part;  /* Of what the question names this is about a part: "writer"; or NULL. */
    const void *whole; /* What needs all of its parts, each for itself; NULL if there is none. */
    const AcvRecord *opened_by; /* The proxy that opens this connection for its clients, or NULL. */
    AcvOutcome outcome;
    const AcvPacketSet *asked;
    const AcvPacketSet *reachable;    /* Delivered and answered for some choice of NAT gateways. */
    const AcvPacketSet *unreachable;  /* Not, whatever is unknown. */
    const AcvPacketSet *undetermined; /* It depends on what is unknown. */
    const AcvPacketSet *unsteady;     /* Of 'reachable', what some choice of NAT gateways loses. */
    bool depends_on_addresses;        /* On those that a service has, which nobody knows. */
    AcvReach *reach;                  /* NULL if no packet could be sent. */
    AcvFlow answered;                 /* If one was; of a service, whatever addresses it has. */
    AcvCode code;                     /* If so, why. */
    const AcvRule *lack;              /* Why there is nowhere to send to; or NULL. */
    AcvScene *scene;
    AcvLayersWay layers; /* If it is about the layers of an image, how they come. */
    bool is_new_assumed; /* That is for a default. */
    unsigned pair;       /* The pair of a source and a target, in the order of the inquiry. */
} AcvPath;

typedef struct {
    AcvNetwork *network;
    const AcvQuestion *question;
    AcvAskedPorts ports;
    GPtrArray *sources;      /* Elements AcvParty *. */
    GPtrArray *targets;      /* Elements AcvParty *. */
    GPtrArray *name_clients; /* Elements AcvNameClient *: whom the sources ask for names. */
    GPtrArray *paths;        /* Elements AcvPath *, by source, then by target. */
    AcvOutcome outcome;
    bool has_groups_aside; /* The groups of the two ends of a path admit everything. */
    bool ends_at_blocks;   /* Only outcomes are asked for, and not what blocks. */
} AcvInquiry;

/* Answers 'question', which must outlive the inquiry, as must 'network'.
 *
 * Errors: ACV_ERROR_SYNTAX, ACV_ERROR_UNKNOWN, ACV_ERROR_AMBIGUOUS, ACV_ERROR_USAGE, beginning with
 * "--from: " or "--to: ". */
AcvInquiry *acv_inquiry_new(AcvNetwork *network, const AcvQuestion *question, GError **error);

/* Which text of a question is wrong. */
typedef enum { ACV_QUESTION_FROM, ACV_QUESTION_TO } AcvQuestionPart;

/* The same, but that errors do not begin with the name of an option: '*out_wrong' says of what they
 * are. */
AcvInquiry *acv_inquiry_try(AcvNetwork *network, const AcvQuestion *question,
                            AcvQuestionPart *out_wrong, GError **error);

/* The same between parties that are found already (elements AcvParty *), of which it keeps
 * references; of the question the names do not matter.
 *
 * Errors: ACV_ERROR_USAGE, beginning with "--to: ". */
AcvInquiry *acv_inquiry_new_between(AcvNetwork *network, const AcvQuestion *question,
                                    const AcvAskedPorts *ports, GPtrArray *sources,
                                    GPtrArray *targets, GError **error);

/* The same as if the security groups of sources and targets admitted everything; NULL if that
 * cannot be asked. */
AcvInquiry *acv_inquiry_new_past_groups(AcvNetwork *network, const AcvQuestion *question,
                                        const AcvAskedPorts *ports, GPtrArray *sources,
                                        GPtrArray *targets);

/* Whether the same question, put to another network, is answered "reachable"; false also if there
 * it makes no sense. Walks no further than it takes, and what is blocked in 'inquiry' first. */
bool acv_inquiry_is_reachable_in(const AcvInquiry *inquiry, AcvNetwork *network);

/* Splits the target of a question into its name, which it returns and the caller frees, and the
 * ports.
 *
 * Errors: ACV_ERROR_SYNTAX. */
char *acv_question_split_target(const AcvNetwork *network, const char *to, AcvAskedPorts *out_ports,
                                GError **error);

void acv_inquiry_free(AcvInquiry *inquiry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvInquiry, acv_inquiry_free)
