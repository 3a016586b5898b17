/* What AgentCore resources need of the network, and what comes of asking for it.
 *
 * Each need is one question from all places of a resource. It is asked once, whatever checks look
 * at the answer, and so are the parties of the question found once for all resources. */
#pragma once

#include "explain/check.h"

typedef struct {
    const AcvRequirementRow *requirement;
    const char *target;      /* As a question names it: "logs", "ecr/3-layers", "internet". */
    const char *title;       /* For people: "logs", "s3 (layers)", "internet". */
    bool is_open;            /* The resource does not say whether it needs this. */
    bool is_nowhere;         /* The scenario has nothing of that name. */
    const AcvAnswer *answer; /* NULL if it is nowhere. */
} AcvNeed;

/* All needs of a kind of resource in mode VPC that are not ruled out by what the resource says:
 * elements AcvNeed, borrowed. Empty for a resource outside any VPC. */
const GArray *acv_checking_needs(AcvChecking *checking);

bool acv_need_is_internet(const AcvNeed *need);

/* True if it must be met. What only the author of the code knows need not. */
bool acv_need_is_required(const AcvNeed *need);

/* The resource as a question names it: "runtime/orders". Lives as long as the checkup. */
const char *acv_checking_source_name(AcvChecking *checking);

/* Asks the same as 'need' of 'network', which is the design without a zone. NULL if an end is lost.
 */
const AcvAnswer *acv_checking_ask_need(AcvChecking *checking, AcvNetwork *network,
                                       const AcvNeed *need);

/* --- Places --- */

/* What comes of a question from one place of its source. */
typedef struct {
    const AcvSubnet *subnet; /* NULL if that is not known. */
    AcvOutcome outcome;
    GPtrArray *paths; /* Elements const AcvPath *. */
} AcvPlaceOutcome;

/* By the subnets of the source, in the order of the paths: elements AcvPlaceOutcome. Free with
 * g_array_unref(). */
GArray *acv_answer_by_place(const AcvAnswer *answer);

/* The id or name of a subnet's zone; NULL if it is not known. */
const char *acv_checking_zone_of(AcvChecking *checking, const AcvSubnet *subnet);

/* The subnets of checking->resource that are known: elements const AcvSubnet *. Free with
 * g_ptr_array_unref(). */
GPtrArray *acv_checking_subnets(AcvChecking *checking);

/* The zones in which a record stands, or can: elements const char *, each once; none if they are
 * not known. Free with g_ptr_array_unref(). */
GPtrArray *acv_checking_zones_of(AcvChecking *checking, const AcvRecord *record);
