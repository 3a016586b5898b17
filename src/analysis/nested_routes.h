/* The prefixes that a route table matches, as they nest. */
#pragma once

#include "network/network.h"

/* One prefix. Of equal ones the better comes later, as if it were within the other. */
typedef struct {
    AcvAddressRange range;
    const AcvRule *rule;
    guint rank;      /* Its place among the rules: the lower one is better. */
    guint end;       /* Behind the last prefix that is within this one. */
    bool is_covered; /* Better ones are certain to take all of it. */
} AcvNestedRoute;

/* The known prefixes of a table (elements AcvNestedRoute), each before those within it. Free with
 * g_array_unref(). */
GArray *acv_nested_routes(AcvNetwork *network, const AcvRouteTable *table);

/* Whether a rule is one of those that a prefix list stands for. */
bool acv_rule_is_of_list(const AcvRule *rule);
