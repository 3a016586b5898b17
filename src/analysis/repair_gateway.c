/* New NAT gateways, and what they need: an address, a public subnet, an internet gateway. */
#include "analysis/repair_maker.h"
#include "network/hops.h"
#include "network/stage.h"

static const AcvPrefix everything = { .address = { 0, ACV_FAMILY_IPV4 } };

/* --- Internet gateways --- */

static const AcvInternetGateway *
find_internet_gateway(AcvNetwork *network, const char *id)
{
    return acv_snapshot_find_internet_gateway(acv_network_snapshot(network), id);
}

/* A gateway that is attached to nothing and that a table of 'vpc' leads to already, or NULL. */
static const char *
awaited_gateway(AcvNetwork *network, const AcvVpc *vpc)
{
    size_t n;
    const AcvRecord *const *tables =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_ROUTE_TABLE, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvRouteTable *table = (const AcvRouteTable *) tables[i];
        for (size_t j = 0; g_strcmp0(table->vpc_id, vpc->record.id) == 0 && j < table->routes.n;
             j++) {
            const AcvInternetGateway *gateway =
                find_internet_gateway(network, table->routes.items[j].gateway_id);
            if (gateway && gateway->attachments.n == 0) {
                return gateway->record.id;
            }
        }
    }
    return NULL;
}

static void
attach(const AcvCure *cure, const char *gateway_id, const AcvVpc *vpc)
{
    AcvPlan *plan = cure->plan;
    AcvAwsCommand *command = acv_plan_command(plan, NULL, "ec2", "attach-internet-gateway");
    acv_plan_add_id(plan, command, "internet-gateway-id", gateway_id);
    acv_plan_add_id(plan, command, "vpc-id", vpc->record.id);
    acv_plan_append(plan, command);
}

const char *
acv_cure_internet_gateway(const AcvCure *cure, const AcvVpc *vpc)
{
    static const char variable[] = "internet_gateway";
    AcvPlan *plan = cure->plan;
    const AcvInternetGateway *gateway =
        acv_scene_gateway_of_vpc(cure->path->scene, vpc, ACV_KIND_INTERNET_GATEWAY);
    const char *id = gateway ? gateway->record.id : acv_plan_id_of(plan, variable);
    if (id) {
        return id;
    }
    id = awaited_gateway(cure->network, vpc);
    if (!id) {
        acv_plan_append(plan, acv_plan_command(plan, variable, "ec2", "create-internet-gateway"));
        id = acv_plan_id_of(plan, variable);
    }
    attach(cure, id, vpc);
    return id;
}

void
acv_cure_attachment(const AcvCure *cure)
{
    const AcvRecord *component = cure->blocker->step->component;
    const AcvVpc *vpc = cure->blocker->step->hop->vpc;
    if (component && component->kind == ACV_KIND_INTERNET_GATEWAY && vpc) {
        attach(cure, component->id, vpc);
    } else if (component && component->kind == ACV_KIND_VPC) {
        acv_cure_internet_gateway(cure, (const AcvVpc *) component);
    }
}

/* --- Public and private subnets --- */

bool
acv_cure_is_subnet_usable(const AcvSubnet *subnet)
{
    static const char *const usable[] = { "available", "pending", NULL };
    return acv_state_is_usable(subnet->state, usable);
}

/* Whether the table of 'subnet' leads everything to an internet gateway. */
static bool
is_public(AcvNetwork *network, const AcvSubnet *subnet)
{
    const AcvRouteTable *table = acv_network_route_table_of(network, subnet);
    for (size_t i = 0; table && i < table->routes.n; i++) {
        const AcvRoute *route = &table->routes.items[i];
        if (acv_prefix_compare(route->destination_cidr_block, everything) == 0 && route->gateway_id
            && g_str_has_prefix(route->gateway_id, "igw-")
            && g_strcmp0(route->state, "blackhole") != 0) {
            return true;
        }
    }
    return false;
}

/* Whether a source of the inquiry uses the table of 'subnet'. */
static bool
shares_table(const AcvCure *cure, const AcvSubnet *subnet)
{
    const AcvRouteTable *table = acv_network_route_table_of(cure->network, subnet);
    for (guint i = 0; i < cure->inquiry->paths->len; i++) {
        const AcvPath *path = g_ptr_array_index(cure->inquiry->paths, i);
        const AcvPlacement *source = path->source.placement;
        if (source && source->subnet
            && acv_network_route_table_of(cure->network, source->subnet) == table) {
            return true;
        }
    }
    return false;
}

const AcvSubnet *
acv_cure_find_public_subnet(const AcvCure *cure, const AcvVpc *vpc, const AcvSubnet *near,
                            bool apart)
{
    size_t n;
    const AcvRecord *const *subnets =
        acv_snapshot_list(acv_network_snapshot(cure->network), ACV_KIND_SUBNET, &n);
    const AcvSubnet *found = NULL;
    for (size_t i = 0; i < n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) subnets[i];
        if (acv_network_vpc_of(cure->network, subnet) != vpc || !is_public(cure->network, subnet)
            || !acv_cure_is_subnet_usable(subnet) || (apart && shares_table(cure, subnet))) {
            continue;
        }
        bool is_near = near && g_strcmp0(subnet->availability_zone, near->availability_zone) == 0
                       && g_strcmp0(subnet->availability_zone_id, near->availability_zone_id) == 0;
        if (is_near) {
            return subnet;
        }
        found = found ? found : subnet;
    }
    return found;
}

/* A free block of 'length' bits; false if there is none. */
static bool
find_block(AcvNetwork *network, const AcvVpc *vpc, unsigned length, AcvPrefix *out)
{
    enum { MOST_TRIED = 4096 };
    bool is_known = vpc->cidr_block.address.family == ACV_FAMILY_IPV4;
    if (!is_known || vpc->cidr_block.length > length) {
        return false;
    }
    AcvAddressRange range = acv_prefix_range(vpc->cidr_block);
    AcvUint128 size = (AcvUint128) 1 << (32 - length);
    AcvUint128 first = range.last - size + 1;
    for (unsigned i = 0; i < MOST_TRIED && first >= range.first; i++, first -= size) {
        AcvPrefix block = acv_prefix_of((AcvAddress){ first, ACV_FAMILY_IPV4 }, length);
        g_autoptr(GPtrArray) subnets = acv_network_subnets(network, vpc, acv_prefix_range(block));
        if (subnets->len == 0) {
            *out = block;
            return true;
        }
    }
    return false;
}

static void
add_zone(const AcvCure *cure, AcvAwsCommand *command, const AcvSubnet *near)
{
    if (near && near->availability_zone) {
        acv_plan_add_text(cure->plan, command, "availability-zone", near->availability_zone);
    } else if (near && near->availability_zone_id) {
        acv_plan_add_text(cure->plan, command, "availability-zone-id", near->availability_zone_id);
    }
}

static const char *
create_subnet(const AcvCure *cure, const AcvVpc *vpc, const AcvSubnet *near, AcvPrefix block,
              const char *subnet_variable)
{
    AcvPlan *plan = cure->plan;
    AcvAwsCommand *command = acv_plan_command(plan, subnet_variable, "ec2", "create-subnet");
    acv_plan_add_id(plan, command, "vpc-id", vpc->record.id);
    acv_plan_add_prefix(plan, command, "cidr-block", block);
    add_zone(cure, command, near);
    acv_plan_append(plan, command);
    return acv_plan_id_of(plan, subnet_variable);
}

static const char *
create_table(const AcvCure *cure, const AcvVpc *vpc, const char *subnet_id,
             const char *table_variable)
{
    AcvPlan *plan = cure->plan;
    AcvAwsCommand *create = acv_plan_command(plan, table_variable, "ec2", "create-route-table");
    acv_plan_add_id(plan, create, "vpc-id", vpc->record.id);
    acv_plan_append(plan, create);
    const char *table_id = acv_plan_id_of(plan, table_variable);
    AcvAwsCommand *associate = acv_plan_command(plan, NULL, "ec2", "associate-route-table");
    acv_plan_add_id(plan, associate, "route-table-id", table_id);
    acv_plan_add_id(plan, associate, "subnet-id", subnet_id);
    acv_plan_append(plan, associate);
    return table_id;
}

static const char *
create_public_subnet(const AcvCure *cure, const AcvVpc *vpc, const AcvSubnet *near)
{
    enum { SMALLEST = 28 };
    AcvPrefix block;
    if (!find_block(cure->network, vpc, SMALLEST, &block)) {
        return NULL;
    }
    const char *subnet_id = create_subnet(cure, vpc, near, block, "public_subnet");
    const char *table_id = create_table(cure, vpc, subnet_id, "public_route_table");
    acv_cure_append_route(cure, "create-route", table_id, everything, "gateway-id",
                          acv_cure_internet_gateway(cure, vpc));
    return subnet_id;
}

const char *
acv_cure_create_nat_gateway(const AcvCure *cure, const AcvVpc *vpc, const AcvSubnet *near,
                            bool apart)
{
    AcvPlan *plan = cure->plan;
    const char *id = acv_plan_id_of(plan, "nat_gateway");
    if (id) {
        return id;
    }
    const AcvSubnet *subnet = acv_cure_find_public_subnet(cure, vpc, near, apart);
    const char *subnet_id = subnet ? subnet->record.id : create_public_subnet(cure, vpc, near);
    if (!subnet_id) {
        return NULL;
    }
    AcvAwsCommand *allocate = acv_plan_command(plan, "nat_address", "ec2", "allocate-address");
    acv_plan_add_word(plan, allocate, "domain", "vpc");
    acv_plan_append(plan, allocate);
    AcvAwsCommand *create = acv_plan_command(plan, "nat_gateway", "ec2", "create-nat-gateway");
    acv_plan_add_id(plan, create, "subnet-id", subnet_id);
    acv_plan_add_id(plan, create, "allocation-id", acv_plan_id_of(plan, "nat_address"));
    acv_plan_append(plan, create);
    return acv_plan_id_of(plan, "nat_gateway");
}

const char *
acv_cure_create_private_subnet(const AcvCure *cure, const AcvVpc *vpc, const AcvSubnet *near)
{
    enum { ROOM = 26 };
    AcvPrefix block;
    const char *gateway = find_block(cure->network, vpc, ROOM, &block)
                              ? acv_cure_create_nat_gateway(cure, vpc, near, false)
                              : NULL;
    if (!gateway) {
        return NULL;
    }
    const char *subnet_id = create_subnet(cure, vpc, near, block, "private_subnet");
    const char *table_id = create_table(cure, vpc, subnet_id, "private_route_table");
    acv_cure_append_route(cure, "create-route", table_id, everything, "nat-gateway-id", gateway);
    return subnet_id;
}
