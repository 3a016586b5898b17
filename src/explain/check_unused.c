/* What is attached to nothing: who reads the design takes it for a part of it. */
#include "explain/check.h"

#include "analysis/unused.h"

typedef GPtrArray *(*UnusedSearch)(AcvNetwork *network, size_t *out_n);

static void
check_unused(AcvChecking *checking, UnusedSearch search, AcvSentence found, AcvSentence all_well)
{
    size_t n_judged;
    g_autoptr(GPtrArray) unused = search(checking->network, &n_judged);
    for (guint i = 0; i < unused->len; i++) {
        AcvFinding *finding = acv_finding_new(checking, ACV_STATUS_WARNING, found);
        finding->resource = g_ptr_array_index(unused, i);
        acv_finding_add_record(finding, finding->resource);
    }
    if (n_judged > 0 && unused->len == 0) {
        acv_finding_new(checking, ACV_STATUS_PASS, all_well);
    }
}

void
acv_check_unused_groups(AcvChecking *checking)
{
    check_unused(checking, acv_unused_security_groups, ACV_SENTENCE_GROUP_UNUSED,
                 ACV_SENTENCE_GROUPS_USED);
}

void
acv_check_unused_acls(AcvChecking *checking)
{
    check_unused(checking, acv_unused_network_acls, ACV_SENTENCE_ACL_UNUSED,
                 ACV_SENTENCE_ACLS_USED);
}

void
acv_check_unused_tables(AcvChecking *checking)
{
    check_unused(checking, acv_unused_route_tables, ACV_SENTENCE_TABLE_UNUSED,
                 ACV_SENTENCE_TABLES_USED);
}

void
acv_check_unused_endpoints(AcvChecking *checking)
{
    check_unused(checking, acv_unused_gateway_endpoints, ACV_SENTENCE_GATEWAY_ENDPOINT_UNUSED,
                 ACV_SENTENCE_GATEWAY_ENDPOINTS_USED);
}
