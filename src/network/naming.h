/* The first hop to a target that has a name: who was asked for it, and what came of that. */
#pragma once

#include "network/name.h"
#include "network/scene.h"

enum { ACV_NAMING_MAX_RULES = 4 };

struct AcvNaming {
    const char *host;               /* NULL if nobody knows it. */
    const AcvAddressSet *addresses; /* What the name gave. */
    AcvNameAnswer answer;
    AcvRule resolver; /* Whether anybody answers at all. */
    /* What keeps the name from leading to the target, each a stage of its own; if nothing does, the
     * one rule of who answered. */
    AcvRule rules[ACV_NAMING_MAX_RULES];
    size_t n_rules;
    const GPtrArray
        *servers; /* Elements AcvDnsServer *, of the analysis; NULL if Amazon answers. */
    /* The endpoint of the service that the name passes by, and why, as rules that refuse; NULL if
     * there is none. */
    const AcvVpcEndpoint *bypassed;
    AcvRule obstacles[ACV_NAMING_MAX_RULES];
    size_t n_obstacles;
};

/* The rule of who answered for the name: a zone, an endpoint, else the VPC. */
AcvRule acv_naming_answer_rule(const AcvNameAnswer *answer, const AcvVpc *vpc);

/* Why 'endpoint' does not answer to its service's name, as rules that refuse, but for its state,
 * which refuses packets at the endpoint itself; '*out_n' of them, at most ACV_NAMING_MAX_RULES. */
void acv_naming_obstacles(AcvNetwork *network, const AcvVpcEndpoint *endpoint, AcvRule *out_rules,
                          size_t *out_n);

/* Adds to 'hop' the stages of 'naming'. */
void acv_naming_add_stages(AcvNetwork *network, const AcvNaming *naming, AcvHop *hop);
