#include "load/check.h"

#include "base/hash.h"
#include "load/reference.h"
#include "load/tables.h"

#include <string.h>

typedef struct {
    const AcvSnapshot *snapshot;
    AcvProblems *problems;
} Check;

static void warn(const Check *check, const AcvRecord *record, const char *pointer,
                 const char *format, ...) G_GNUC_PRINTF(4, 5);

/* About the field of 'record' at 'pointer', "" being the whole. */
static void
warn(const Check *check, const AcvRecord *record, const char *pointer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *place = acv_place_pointer(&record->place);
    g_autofree char *here = g_strconcat(place, pointer, NULL);
    acv_problems_add(check->problems, &(AcvProblem){ .severity = ACV_SEVERITY_WARNING,
                                                     .file = record->place.file,
                                                     .pointer = here,
                                                     .message = message });
}

/* --- Ids that lead nowhere --- */

/* Of one record no more are told. */
enum { MAX_MISSING = 100 };

typedef struct {
    AcvKind kind;
    const char *id;
    char *pointer;
} Missing;

/* The search for what one record names. */
typedef struct {
    const Check *check;
    GArray *missing; /* Missing, each kind and id once. */
} Search;

static void
look_up(const AcvJsonField *field, const char *id, const AcvJsonPath *path, void *data)
{
    const Search *search = data;
    const AcvSnapshot *snapshot = search->check->snapshot;
    AcvKind kind;

    if (search->missing->len == MAX_MISSING
        || !acv_reference_is_missing(snapshot, field, id, &kind)) {
        return;
    }
    for (guint i = 0; i < search->missing->len; i++) {
        const Missing *missing = &g_array_index(search->missing, Missing, i);
        if (missing->kind == kind && strcmp(missing->id, id) == 0) {
            return;
        }
    }
    Missing missing = { kind, id, acv_json_path_print(path) };
    g_array_append_val(search->missing, missing);
}

static void
clear_missing(void *missing)
{
    g_free(((Missing *) missing)->pointer);
}

static bool
lacks_vpc(const GArray *missing)
{
    for (guint i = 0; i < missing->len; i++) {
        if (g_array_index(missing, Missing, i).kind == ACV_KIND_VPC) {
            return true;
        }
    }
    return false;
}

/* A record whose VPC is not in the data is of another account or Region, or plays no part: then
 * nothing is said of what else it names. */
static void
warn_of_missing(const Check *check, const AcvRecord *record, const GArray *all)
{
    bool only_vpcs = lacks_vpc(all);

    for (guint i = 0; i < all->len; i++) {
        const Missing *missing = &g_array_index(all, Missing, i);
        if (only_vpcs && missing->kind != ACV_KIND_VPC) {
            continue;
        }
        g_autofree char *noun = g_strdelimit(g_strdup(acv_kind_noun(missing->kind)), "_", ' ');
        warn(check, record, missing->pointer, "%s \"%s\" is not in the data", noun, missing->id);
    }
}

static void
check_references(const Check *check, AcvKind kind)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(check->snapshot, kind, &n);
    const AcvJsonTable *table = acv_kind_table(kind);
    g_autoptr(AcvReferencePlan) plan = acv_reference_plan_new(table, check->snapshot);
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(Missing));
    Search search = { check, missing };

    g_array_set_clear_func(missing, clear_missing);
    for (size_t i = 0; i < n; i++) {
        if (acv_reference_plan_misses(plan, records[i])) {
            acv_json_visit_references(table, records[i], NULL, look_up, &search);
            warn_of_missing(check, records[i], missing);
            g_array_set_size(missing, 0);
        }
    }
}

/* --- Subnets and their VPCs --- */

static bool
is_usable(const AcvCidrAssociation *association)
{
    return !association->state || strcmp(association->state, "associated") == 0
           || strcmp(association->state, "associating") == 0;
}

static bool
any_covers(const AcvCidrAssociations *associations, AcvPrefix prefix)
{
    for (size_t i = 0; i < associations->n; i++) {
        const AcvCidrAssociation *association = &associations->items[i];
        if (is_usable(association)
            && association->cidr_block.address.family == prefix.address.family
            && acv_prefix_covers(association->cidr_block, prefix)) {
            return true;
        }
    }
    return false;
}

static void
check_subnet(const Check *check, const AcvSubnet *subnet)
{
    const AcvVpc *vpc = acv_snapshot_find_vpc(check->snapshot, subnet->vpc_id);
    bool has_ipv4 = subnet->cidr_block.address.family != ACV_FAMILY_NONE;
    char text[ACV_ADDRESS_TEXT_SIZE];

    if (!has_ipv4 && subnet->ipv6_cidr_block_associations.n == 0) {
        warn(check, &subnet->record, "", "the subnet has no CidrBlock");
        return;
    }
    if (!has_ipv4 || !vpc || vpc->cidr_block.address.family == ACV_FAMILY_NONE
        || acv_prefix_covers(vpc->cidr_block, subnet->cidr_block)
        || any_covers(&vpc->cidr_block_associations, subnet->cidr_block)) {
        return;
    }
    warn(check, &subnet->record, "/CidrBlock", "%s lies outside %s",
         acv_prefix_print(subnet->cidr_block, text), vpc->record.id);
}

static void
check_vpc(const Check *check, const AcvVpc *vpc)
{
    if (vpc->cidr_block.address.family == ACV_FAMILY_NONE) {
        warn(check, &vpc->record, "", "the VPC has no CidrBlock");
    }
}

/* --- Subnets that two tables claim --- */

/* Remembers that 'record' claims 'key'; warns if another does. */
static void
claim(const Check *check, GHashTable *claims, const AcvRecord *record, const char *key,
      const char *what)
{
    const AcvRecord *other = g_hash_table_lookup(claims, key);
    if (!other) {
        g_hash_table_insert(claims, (gpointer) (uintptr_t) key, (gpointer) (uintptr_t) record);
    } else if (other != record) {
        g_autofree char *place = acv_place_pointer(&other->place);
        warn(check, record, "", "claims %s %s, which %s has too (%s: %s)", what, key, other->id,
             other->place.file, place);
    }
}

static void
check_route_tables(const Check *check)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(check->snapshot, ACV_KIND_ROUTE_TABLE, &n);
    g_autoptr(GHashTable) subnets = g_hash_table_new(acv_text_hash, g_str_equal);
    g_autoptr(GHashTable) vpcs = g_hash_table_new(acv_text_hash, g_str_equal);

    for (size_t i = 0; i < n; i++) {
        const AcvRouteTable *table = (const AcvRouteTable *) records[i];
        for (size_t j = 0; j < table->associations.n; j++) {
            const AcvRouteTableAssociation *association = &table->associations.items[j];
            if (acv_state_is_gone(association->state)) {
                continue;
            }
            if (association->subnet_id) {
                claim(check, subnets, records[i], association->subnet_id, "subnet");
            } else if (association->main == ACV_FLAG_TRUE && table->vpc_id) {
                claim(check, vpcs, records[i], table->vpc_id, "to be the main route table of");
            }
        }
    }
}

static void
check_network_acls(const Check *check)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(check->snapshot, ACV_KIND_NETWORK_ACL, &n);
    g_autoptr(GHashTable) subnets = g_hash_table_new(acv_text_hash, g_str_equal);

    for (size_t i = 0; i < n; i++) {
        const AcvNetworkAcl *acl = (const AcvNetworkAcl *) records[i];
        for (size_t j = 0; j < acl->associations.n; j++) {
            if (acl->associations.items[j].subnet_id) {
                claim(check, subnets, records[i], acl->associations.items[j].subnet_id, "subnet");
            }
        }
    }
}

/* --- Endpoints and names --- */

static bool
is_service_name(const char *name)
{
    const char *dot = strchr(name, '.');
    return dot && strchr(dot + 1, '.')
           && !name[strspn(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS ".-_")];
}

static bool
holds_all(const AcvStrings *list, const AcvStrings *others)
{
    for (size_t i = 0; i < others->n; i++) {
        bool is_there = false;
        for (size_t j = 0; j < list->n && !is_there; j++) {
            is_there = strcmp(list->items[j], others->items[i]) == 0;
        }
        if (!is_there) {
            return false;
        }
    }
    return true;
}

/* The groups of an endpoint's interfaces are what filters. */
static void
check_groups(const Check *check, const AcvVpcEndpoint *endpoint)
{
    for (size_t i = 0; endpoint->group_ids.items && i < endpoint->network_interface_ids.n; i++) {
        const AcvNetworkInterface *interface = acv_snapshot_find_network_interface(
            check->snapshot, endpoint->network_interface_ids.items[i]);
        if (interface && interface->group_ids.items
            && (!holds_all(&endpoint->group_ids, &interface->group_ids)
                || !holds_all(&interface->group_ids, &endpoint->group_ids))) {
            warn(check, &endpoint->record, "/Groups",
                 "differ from the groups of its interface %s, which are used",
                 interface->record.id);
        }
    }
}

static void
check_endpoint(const Check *check, const AcvVpcEndpoint *endpoint)
{
    bool is_interface = g_strcmp0(endpoint->type, "Interface") == 0;

    if (acv_state_is_gone(endpoint->state)) {
        return;
    }
    if (!endpoint->service_name && (is_interface || g_strcmp0(endpoint->type, "Gateway") == 0)) {
        warn(check, &endpoint->record, "", "has no ServiceName, so what it leads to is unknown");
    } else if (endpoint->service_name && !is_service_name(endpoint->service_name)) {
        warn(check, &endpoint->record, "/ServiceName",
             "\"%.60s\" is not the full name of an endpoint service, such as "
             "com.amazonaws.eu-west-1.logs",
             endpoint->service_name);
    }
    if (is_interface && endpoint->network_interface_ids.n == 0 && endpoint->subnet_ids.n == 0) {
        warn(check, &endpoint->record, "",
             "has neither NetworkInterfaceIds nor SubnetIds, so where it answers is unknown");
    }
    check_groups(check, endpoint);
}

static void
check_hosted_zone(const Check *check, const AcvHostedZone *zone)
{
    if (zone->private_zone == ACV_FLAG_TRUE && zone->vpc_ids.n == 0) {
        warn(check, &zone->record, "", "a private zone without VPCs, which answers nobody");
    }
}

static void
check_endpoints_and_zones(const Check *check)
{
    size_t n;
    const AcvRecord *const *endpoints =
        acv_snapshot_list(check->snapshot, ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; i < n; i++) {
        check_endpoint(check, (const AcvVpcEndpoint *) endpoints[i]);
    }
    const AcvRecord *const *zones = acv_snapshot_list(check->snapshot, ACV_KIND_HOSTED_ZONE, &n);
    for (size_t i = 0; i < n; i++) {
        check_hosted_zone(check, (const AcvHostedZone *) zones[i]);
    }
}

void
acv_snapshot_check(const AcvSnapshot *snapshot, AcvProblems *problems)
{
    Check check = { snapshot, problems };
    size_t n;

    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        check_references(&check, (AcvKind) kind);
    }
    const AcvRecord *const *vpcs = acv_snapshot_list(snapshot, ACV_KIND_VPC, &n);
    for (size_t i = 0; i < n; i++) {
        check_vpc(&check, (const AcvVpc *) vpcs[i]);
    }
    const AcvRecord *const *subnets = acv_snapshot_list(snapshot, ACV_KIND_SUBNET, &n);
    for (size_t i = 0; i < n; i++) {
        check_subnet(&check, (const AcvSubnet *) subnets[i]);
    }
    check_route_tables(&check);
    check_network_acls(&check);
    check_endpoints_and_zones(&check);
}
