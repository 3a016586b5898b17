/* What is in the subnets of an AgentCore resource: free addresses, and where their routes lead. */
#include "explain/check_tally.h"

#include "explain/check_limit.h"
#include "network/resource.h"

/* --- Free addresses --- */

/* Whether an interface of the resource, or one that it would share, stands in the subnet already:
 * then it needs no address more. */
static bool
has_interface(AcvChecking *checking, const AcvSubnet *subnet)
{
    g_autoptr(GArray) placements =
        acv_placements_of(checking->network, &checking->resource->record);
    bool found = false;
    for (guint i = 0; placements && i < placements->len; i++) {
        const AcvPlacement *placement = &g_array_index(placements, AcvPlacement, i);
        found |= placement->interface && placement->subnet == subnet;
    }
    return found;
}

/* The addresses of IPv4 that hosts of the subnet can have. */
static guint64
room_of(AcvNetwork *network, const AcvSubnet *subnet)
{
    const AcvAddressSet *set = acv_network_assignable_addresses(network, subnet);
    guint64 n = 0;
    for (size_t i = 0; i < set->n_ranges; i++) {
        if (set->ranges[i].family == ACV_FAMILY_IPV4) {
            n += (guint64) (set->ranges[i].last - set->ranges[i].first) + 1;
        }
    }
    return n;
}

/* What the scenario does not say is at most what the block has room for. */
static void
judge_addresses(AcvTally *tally, const AcvSubnet *subnet)
{
    AcvChecking *checking = tally->checking;
    AcvNumber given = subnet->available_ip_address_count;
    guint64 free = given.given && given.value >= 0 ? (guint64) given.value
                                                   : room_of(checking->network, subnet);
    guint64 few = acv_check_limit(checking, "subnet-free-addresses");
    AcvStatus status = free == 0 && !has_interface(checking, subnet) ? ACV_STATUS_FAIL
                       : free < few                                  ? ACV_STATUS_WARNING
                                                                     : ACV_STATUS_PASS;
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, free);
    if (given.given || status == ACV_STATUS_FAIL) {
        acv_tally_add(tally, status, &subnet->record, "AvailableIpAddressCount", text);
    } else if (subnet->cidr_block.address.family == ACV_FAMILY_NONE) {
        acv_tally_add_missing(tally, ACV_KIND_SUBNET, subnet->record.id, "AvailableIpAddressCount");
    } else {
        g_autofree char *room = g_strdup_printf("at most %s", text);
        acv_tally_add(tally, ACV_STATUS_WARNING, &subnet->record, "CidrBlock", room);
    }
}

/* Where only blocks are known, which is no news, says so lightly; else leaves those out. */
static void
settle_addresses(AcvFinding *finding)
{
    static const char given[] = "AvailableIpAddressCount";
    g_autoptr(GArray) few = g_array_new(FALSE, FALSE, sizeof(AcvFact));
    for (guint i = 0; i < finding->facts->len; i++) {
        AcvFact fact = g_array_index(finding->facts, AcvFact, i);
        if (g_str_equal(fact.field, given)) {
            g_array_append_val(few, fact);
        }
    }
    if (few->len > 0) {
        g_array_set_size(finding->facts, 0);
        g_array_append_vals(finding->facts, few->data, few->len);
    } else {
        finding->sentence = ACV_SENTENCE_ADDRESSES_NOT_GIVEN;
        finding->severity = ACV_CHECK_SEVERITY_INFORMATIONAL;
    }
}

void
acv_check_subnet_addresses(AcvChecking *checking)
{
    static const AcvSentence sentences[] = {
        [ACV_STATUS_PASS] = ACV_SENTENCE_ADDRESSES_FREE,
        [ACV_STATUS_FAIL] = ACV_SENTENCE_ADDRESSES_NONE,
        [ACV_STATUS_WARNING] = ACV_SENTENCE_ADDRESSES_FEW,
        [ACV_STATUS_UNDETERMINED] = ACV_SENTENCE_ADDRESSES_UNKNOWN,
    };
    if (!acv_agentcore_is_in_vpc(checking->resource)) {
        return;
    }
    g_auto(AcvTally) tally = acv_tally_subnets(checking, judge_addresses);
    AcvFinding *finding = acv_tally_conclude(&tally, sentences);
    if (finding && finding->status == ACV_STATUS_WARNING) {
        settle_addresses(finding);
    }
}

/* --- Routes to an internet gateway --- */

/* The first route of IPv4 to an internet gateway that carries packets; NULL if there is none. */
static const AcvRoute *
public_route(const AcvRouteTable *table)
{
    for (size_t i = 0; i < table->routes.n; i++) {
        const AcvRoute *route = &table->routes.items[i];
        bool is_ipv4 = route->destination_ipv6_cidr_block.address.family == ACV_FAMILY_NONE;
        if (is_ipv4 && route->gateway_id && g_str_has_prefix(route->gateway_id, "igw-")
            && g_strcmp0(route->state, "blackhole") != 0) {
            return route;
        }
    }
    return NULL;
}

static char *
destination_of(const AcvRoute *route)
{
    if (route->destination_prefix_list_id) {
        return g_strdup(route->destination_prefix_list_id);
    }
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    return g_strdup(acv_prefix_print(route->destination_cidr_block, buffer));
}

static void
judge_routes(AcvTally *tally, const AcvSubnet *subnet)
{
    const AcvRouteTable *table = acv_network_route_table_of(tally->checking->network, subnet);
    const AcvRoute *route = table && table->routes.items ? public_route(table) : NULL;
    if (!table) {
        acv_tally_add_missing(tally, ACV_KIND_SUBNET, subnet->record.id, "the route table");
    } else if (!table->routes.items) {
        acv_tally_add_missing(tally, ACV_KIND_ROUTE_TABLE, table->record.id, "Routes");
    } else if (route) {
        g_autofree char *destination = destination_of(route);
        g_autofree char *text = g_strdup_printf("%s of %s leads %s to %s", table->record.id,
                                                subnet->record.id, destination, route->gateway_id);
        acv_tally_add(tally, ACV_STATUS_WARNING, &subnet->record, "Routes", text);
    } else {
        acv_tally_add(tally, ACV_STATUS_PASS, &subnet->record, "RouteTableId", table->record.id);
    }
}

/* An interface of AgentCore has no public address, so an internet gateway drops what it sends: that
 * is why a public subnet is a warning, and no failure of its own. */
void
acv_check_private_subnets(AcvChecking *checking)
{
    static const AcvSentence sentences[] = {
        [ACV_STATUS_PASS] = ACV_SENTENCE_SUBNETS_PRIVATE,
        [ACV_STATUS_FAIL] = ACV_SENTENCE_SUBNETS_PUBLIC,
        [ACV_STATUS_WARNING] = ACV_SENTENCE_SUBNETS_PUBLIC,
        [ACV_STATUS_UNDETERMINED] = ACV_SENTENCE_SUBNET_ROUTES_UNKNOWN,
    };
    if (acv_agentcore_is_in_vpc(checking->resource)) {
        g_auto(AcvTally) tally = acv_tally_subnets(checking, judge_routes);
        acv_tally_advise(&tally, sentences);
    }
}
