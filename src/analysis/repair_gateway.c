/* New NAT gateways, and what they need: an address, a public subnet, an internet gateway. */
#include "analysis/repair_maker.h"
#include "network/hops.h"

static const AcvPrefix everything = { .address = { 0, ACV_FAMILY_IPV4 } };

/* The id of the internet gateway of 'vpc': the one that is attached, one that is free, or a new
 * one. */
static const char *
internet_gateway_of(const AcvCure *cure, const AcvVpc *vpc)
{
    AcvPlan *plan = cure->plan;
    const AcvInternetGateway *gateway =
        acv_scene_gateway_of_vpc(cure->path->scene, vpc, ACV_KIND_INTERNET_GATEWAY);
    const char *id = gateway ? gateway->record.id : acv_plan_id_of(plan, "internet_gateway");
    if (id) {
        return id;
    }
    AcvAwsCommand *create =
        acv_plan_command(plan, "internet_gateway", "ec2", "create-internet-gateway");
    acv_plan_append(plan, create);
    id = acv_plan_id_of(plan, "internet_gateway");
    AcvAwsCommand *attach = acv_plan_command(plan, NULL, "ec2", "attach-internet-gateway");
    acv_plan_add_id(plan, attach, "internet-gateway-id", id);
    acv_plan_add_id(plan, attach, "vpc-id", vpc->record.id);
    acv_plan_append(plan, attach);
    return id;
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

/* A public subnet of the VPC, in the zone of 'near' if there is one, or NULL. */
static const AcvSubnet *
public_subnet_of(AcvNetwork *network, const AcvVpc *vpc, const AcvSubnet *near)
{
    size_t n;
    const AcvRecord *const *subnets =
        acv_snapshot_list(acv_network_snapshot(network), ACV_KIND_SUBNET, &n);
    const AcvSubnet *found = NULL;
    for (size_t i = 0; i < n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) subnets[i];
        if (acv_network_vpc_of(network, subnet) != vpc || !is_public(network, subnet)) {
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
                          internet_gateway_of(cure, vpc));
    return subnet_id;
}

const char *
acv_cure_create_nat_gateway(const AcvCure *cure, const AcvVpc *vpc, const AcvSubnet *near)
{
    AcvPlan *plan = cure->plan;
    const char *id = acv_plan_id_of(plan, "nat_gateway");
    if (id) {
        return id;
    }
    const AcvSubnet *subnet = public_subnet_of(cure->network, vpc, near);
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
                              ? acv_cure_create_nat_gateway(cure, vpc, near)
                              : NULL;
    if (!gateway) {
        return NULL;
    }
    const char *subnet_id = create_subnet(cure, vpc, near, block, "private_subnet");
    const char *table_id = create_table(cure, vpc, subnet_id, "private_route_table");
    acv_cure_append_route(cure, "create-route", table_id, everything, "nat-gateway-id", gateway);
    return subnet_id;
}
