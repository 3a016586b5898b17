/* An answer explained, as data: the ways that packets took, what blocked them, how near they came,
 * what was assumed and what is missing. Words and layout are made of this one floor up.
 *
 * Everything is borrowed from the inquiry and its network. */
#pragma once

#include "acv/answer.h"
#include "analysis/inquiry.h"
#include "analysis/near_miss.h"
#include "analysis/repair.h"

/* One thing that stops packets, or may stop them. */
typedef struct {
    AcvCode code;
    AcvVerdict verdict; /* Refused or unknown. */
    AcvDirection direction;
    bool is_reply;
    const AcvRecord *component; /* What to change; NULL if that is not in the snapshot. */
    const AcvHop *hop;          /* Where it happened; NULL if no packet could be sent. */
    const AcvStage *stage;      /* NULL if it is a matter of routing. */
    const AcvRule *rule;        /* That decided; NULL if none matched. */
    AcvNearMiss near_miss;
    const AcvHop *detour;        /* Past a route that leads nowhere: where the search went on. */
    const AcvPath *path;         /* The first path that it stops. */
    const AcvPacketSet *packets; /* Stopped, as they are there; of replies, what they answer. */
} AcvExplanation;

/* One component on the way. */
typedef struct {
    const AcvRecord *component; /* NULL: the internet. */
    const AcvStep *step;        /* The step that it stands for; NULL at the very start. */
    const AcvHop *hop;
    const AcvRule *rule; /* That let the packets pass or stopped them; may be NULL. */
    AcvVerdict verdict;
    bool is_past_block;
    const AcvPacketSet *in; /* What still passes; past a block, what is asked. */
    const AcvPacketSet *out;
} AcvWaypoint;

/* One way there and back. */
typedef struct {
    GArray *there; /* Elements AcvWaypoint. */
    GArray *back;  /* Elements AcvWaypoint. */
    bool arrived;
} AcvWay;

/* A path of the inquiry with its explanation. */
typedef struct {
    const AcvPath *path;
    GPtrArray *ways;      /* Elements AcvWay *; the main one first. */
    GArray *explanations; /* Elements AcvExplanation. */
} AcvPathAnswer;

/* A default of AWS's that decided, and of what. */
typedef struct {
    AcvAssumption assumption;
    const AcvRecord *record; /* May be NULL. */
} AcvAssumed;

/* X(constant, code): what does not block but matters. */
#define ACV_NOTES(X) \
    X(ENI_MISSING, AGENTCORE_ENI_MISSING)      /* A resource claims to be READY without one. */ \
    X(NOT_IN_VPC, AGENTCORE_NOT_IN_VPC)        /* AWS runs the resource outside any VPC. */ \
    X(ZONE_CROSSED, AVAILABILITY_ZONE_CROSSED) /* The way leaves the zone of 'record'. */ \
    X(NAT_AT_RANDOM, REMAP_EPHEMERAL_PORT)     /* Some ports that a gateway picks are lost. */ \
    X(SINGLE_ZONE_NAT, NONE)                   /* Sources of several zones share one gateway. */ \
    X(SINGLE_POINT, NONE)                      /* All sources lose the target with 'record'. */ \
    X(OVER_BROAD_RULE, NONE)                   /* A rule that passed them allows far more. */ \
    X(NO_SECURITY_GROUP, NONE) /* The placement stands for any host of a subnet. */ \
    X(ENDPOINT_NOT_USED, NONE) /* Its gateway endpoint is not associated with the route table. */ \
    X(NAME_PASSES_BY, PRIVATE_DNS_NOT_EFFECTIVE) /* 'record' keeps the name from the endpoint. */ \
    X(ENDPOINT_DOWN, BAD_STATE) /* The name passes it by, because it does not work. */ \
    X(POLICY_IS_NARROW, NONE)   /* Its policy admits this and not everything. */ \
    X(LAYERS_BY_AWS, NONE)      /* A gateway of AWS's own brings the layers of an image. */ \
    X(CONFLICT, NONE)           /* Two places of the input differ. */

typedef enum {
#define ACV_NOTE_CONSTANT(constant, code) ACV_NOTE_##constant,
    ACV_NOTES(ACV_NOTE_CONSTANT)
#undef ACV_NOTE_CONSTANT
} AcvNoteKind;

typedef struct {
    AcvNoteKind kind;
    AcvCode code; /* ACV_CODE_NONE if the table of codes has none for it. */
    const AcvRecord *record;
    const AcvRecord *other;      /* The far subnet of a crossed zone; the route table that leads
                                    past an endpoint; else NULL. */
    const AcvRule *rule;         /* Of an over-broad rule. */
    const AcvConflict *conflict; /* Of a conflict. */
} AcvNote;

struct AcvAnswer {
    AcvNetwork *network; /* Freed with the answer; NULL if that is somebody else's to do. */
    AcvInquiry *inquiry;
    AcvOutcome outcome;
    GPtrArray *paths;     /* Elements AcvPathAnswer *, as in the inquiry. */
    GArray *explanations; /* Elements AcvExplanation: of all paths, each once. */
    GArray *notes;        /* Elements AcvNote. */
    GArray *assumptions;  /* Elements AcvAssumed. */
    GArray *missing;      /* Elements AcvMissing: what an undetermined answer depends on. */
    AcvRepairs *repairs;  /* NULL before they are looked for. */
};

/* True if they blame the same component for the same thing. */
bool acv_explanation_equals(const AcvExplanation *a, const AcvExplanation *b);

/* True if two ways lead over the same components, but for who sends. */
bool acv_way_resembles(const AcvWay *a, const AcvWay *b);

/* Explains 'inquiry', which the answer keeps. */
AcvAnswer *acv_answer_new_take(AcvInquiry *inquiry);
