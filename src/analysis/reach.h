/* Which packets get there and are answered, and what stops the others. */
#pragma once

#include "analysis/flow.h"

typedef enum {
    ACV_STEP_STAGE,     /* A stage was asked. */
    ACV_STEP_ROUTE,     /* The router chose a way, or found none. */
    ACV_STEP_TRANSLATE, /* Addresses or ports were rewritten. */
    ACV_STEP_ARRIVAL,   /* The packets have arrived, or the replies have come home. */
} AcvStepKind;

typedef struct AcvStep AcvStep;

/* One thing that happened to packets on their way. */
struct AcvStep {
    AcvStepKind kind;
    const AcvStep *previous; /* What happened before, down to NULL at the start of the way. */
    const AcvHop *hop;
    const AcvStage *stage;      /* Of a STAGE. */
    const AcvRule *route;       /* Of a ROUTE: the rule that decided, or NULL if none matches. */
    const AcvRecord *component; /* Of what refuses: what to change. */
    const AcvHop *detour;       /* Of a ROUTE that leads nowhere: where the search went on. */
    AcvVerdict verdict;         /* Over the packets asked about: refused if any is refused. */
    AcvCode code;               /* Of a refusal. */
    bool is_reply;
    bool is_past_block; /* Nothing of the question can get here as things are. */
    AcvFlow in;         /* Replies are written as the packets that they answer. */
    AcvFlow out;
};

/* One reason why packets do not get there, or may not; or, with what admits, the place of a stage
 * that is set aside. */
typedef struct {
    const AcvStep *step;
    AcvVerdict verdict; /* Refused, or unknown; admitted of what is set aside. */
    AcvCode code;
    const AcvRule *rule;         /* That decided, or NULL if none matched. */
    const AcvPacketSet *packets; /* That it stops, as they are at that place. */
} AcvBlocker;

/* A stretch of the way on which a packet keeps its sender: from the source, or from a NAT gateway.
 */
typedef struct AcvLeg AcvLeg;
struct AcvLeg {
    const AcvLeg *outer;     /* The stretch before; NULL for the source's own. */
    const AcvHop *hop;       /* The NAT gateway where it starts; NULL for the source. */
    const AcvStep *start;    /* The translation that starts it. */
    const AcvStep *way_back; /* The last step of replies from there on the outer leg, or NULL. */
};

/* One way that packets took: to its end, and back. */
typedef struct {
    const AcvStep *end; /* The last step there. */
    const AcvLeg *leg;
    const AcvStep *way_back; /* The last step back to the start of 'leg'; NULL if there is none. */
    bool arrived;
} AcvBranch;

/* All sets are of packets as the source sends them. */
typedef struct {
    const AcvPacketSet *asked;
    AcvFlow answered;    /* What got there, and its replies back. */
    GPtrArray *branches; /* Elements AcvBranch *; the one with most packets first. */
    GPtrArray *blockers; /* Elements AcvBlocker *; in the order of the way. */
} AcvReach;

/* Sends 'asked' through the scene. Lives as long as the network, but for the arrays: free with
 * acv_reach_free(). */
AcvReach *acv_reach(AcvScene *scene, const AcvPacketSet *asked);

/* The same for who wants to know 'answered' alone: nothing is walked past a block. */
AcvReach *acv_reach_to_blocks(AcvScene *scene, const AcvPacketSet *asked);

void acv_reach_free(AcvReach *reach);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvReach, acv_reach_free)
