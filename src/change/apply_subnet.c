/* Subnets, and what a VPC says of names. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSubnet.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

/* The widest and the narrowest block of a subnet. */
enum { WIDEST_IPV4 = 16, NARROWEST_IPV4 = 28, WIDEST_IPV6 = 44, NARROWEST_IPV6 = 64 };

/* --- Blocks --- */

static bool
is_associated(const AcvCidrAssociation *association)
{
    return !association->state || strcmp(association->state, "associated") == 0;
}

static bool
covers(const AcvCidrAssociations *blocks, AcvPrefix prefix)
{
    for (size_t i = 0; i < blocks->n; i++) {
        if (is_associated(&blocks->items[i])
            && blocks->items[i].cidr_block.address.family == prefix.address.family
            && acv_prefix_covers(blocks->items[i].cidr_block, prefix)) {
            return true;
        }
    }
    return false;
}

static bool
vpc_covers(const AcvVpc *vpc, AcvPrefix prefix)
{
    return (vpc->cidr_block.address.family == prefix.address.family
            && acv_prefix_covers(vpc->cidr_block, prefix))
           || covers(&vpc->cidr_block_associations, prefix)
           || covers(&vpc->ipv6_cidr_block_associations, prefix);
}

static bool
overlap(AcvPrefix a, AcvPrefix b)
{
    return a.address.family == b.address.family && a.address.family != ACV_FAMILY_NONE
           && (acv_prefix_covers(a, b) || acv_prefix_covers(b, a));
}

static const AcvSubnet *
find_overlap(AcvEditing *editing, const char *vpc_id, AcvPrefix block)
{
    g_autoptr(GPtrArray) subnets = acv_editing_list(editing, ACV_KIND_SUBNET);
    for (guint i = 0; i < subnets->len; i++) {
        const AcvSubnet *subnet = g_ptr_array_index(subnets, i);
        bool meets = overlap(subnet->cidr_block, block);
        for (size_t j = 0; j < subnet->ipv6_cidr_block_associations.n; j++) {
            meets |= is_associated(&subnet->ipv6_cidr_block_associations.items[j])
                     && overlap(subnet->ipv6_cidr_block_associations.items[j].cidr_block, block);
        }
        if (meets && g_strcmp0(acv_editing_vpc_of_subnet(editing, subnet), vpc_id) == 0) {
            return subnet;
        }
    }
    return NULL;
}

static bool
check_block(AcvEditing *editing, const char *option, const AcvVpc *vpc, AcvPrefix block)
{
    bool is_ipv4 = block.address.family == ACV_FAMILY_IPV4;
    char text[ACV_ADDRESS_TEXT_SIZE];
    if (block.address.family == ACV_FAMILY_NONE) {
        return true;
    }
    if (block.length < (is_ipv4 ? WIDEST_IPV4 : WIDEST_IPV6)
        || block.length > (is_ipv4 ? NARROWEST_IPV4 : NARROWEST_IPV6)) {
        acv_editing_fail(editing, option, "InvalidSubnet.Range: %s is not between /%d and /%d",
                         acv_prefix_print(block, text), is_ipv4 ? WIDEST_IPV4 : WIDEST_IPV6,
                         is_ipv4 ? NARROWEST_IPV4 : NARROWEST_IPV6);
        return false;
    }
    if (!vpc_covers(vpc, block)) {
        acv_editing_fail(editing, option, "InvalidSubnet.Range: %s is not within %s",
                         acv_prefix_print(block, text), vpc->record.id);
        return false;
    }
    const AcvSubnet *other = find_overlap(editing, vpc->record.id, block);
    if (other) {
        acv_editing_fail(editing, option, "InvalidSubnet.Conflict: %s overlaps with %s",
                         acv_prefix_print(block, text), other->record.id);
    }
    return !other;
}

/* --- Zones --- */

/* Sets the zone's name or id where only the other is given and anything in the data tells it. */
static void
complete_zone(AcvEditing *editing, AcvSubnet *subnet)
{
    g_autoptr(GPtrArray) zones = acv_editing_list(editing, ACV_KIND_AVAILABILITY_ZONE);
    g_autoptr(GPtrArray) subnets = acv_editing_list(editing, ACV_KIND_SUBNET);
    for (guint i = 0; i < zones->len + subnets->len; i++) {
        const AcvAvailabilityZone *zone = i < zones->len ? g_ptr_array_index(zones, i) : NULL;
        const AcvSubnet *like = zone ? NULL : g_ptr_array_index(subnets, i - zones->len);
        const char *name = zone ? zone->record.id : like->availability_zone;
        const char *id = zone ? zone->zone_id : like->availability_zone_id;
        if (!subnet->availability_zone && id && g_strcmp0(id, subnet->availability_zone_id) == 0) {
            subnet->availability_zone = name;
        } else if (!subnet->availability_zone_id && name
                   && g_strcmp0(name, subnet->availability_zone) == 0) {
            subnet->availability_zone_id = id;
        }
    }
}

/* --- Subnets --- */

/* A new subnet is associated with the default ACL; by saying nothing, with the main table. */
static void
associate_default_acl(AcvEditing *editing, const AcvSubnet *subnet)
{
    g_autoptr(GPtrArray) acls = acv_editing_list(editing, ACV_KIND_NETWORK_ACL);
    for (guint i = 0; i < acls->len; i++) {
        const AcvNetworkAcl *acl = g_ptr_array_index(acls, i);
        if (acl->is_default == ACV_FLAG_TRUE && g_strcmp0(acl->vpc_id, subnet->vpc_id) == 0) {
            AcvNetworkAcl *changed =
                (AcvNetworkAcl *) acv_editing_touch(editing, ACV_KIND_NETWORK_ACL, acl->record.id);
            AcvNetworkAclAssociation association = {
                .id = acv_editing_id_beside(editing, "aclassoc"),
                .subnet_id = subnet->record.id,
            };
            acv_editing_append(editing, &changed->associations, &association, sizeof association);
            return;
        }
    }
}

void
acv_apply_create_subnet(AcvEditing *editing, const void *request)
{
    const AcvSubnetRequest *asked = request;
    const AcvVpc *vpc = acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id);
    bool has_ipv4 = asked->cidr_block.address.family != ACV_FAMILY_NONE;
    bool has_ipv6 = asked->ipv6_cidr_block.address.family != ACV_FAMILY_NONE;
    if (!vpc) {
        return;
    }
    if (!has_ipv4 && !has_ipv6) {
        acv_editing_fail(editing, "cidr-block", "MissingParameter: a subnet needs a block");
        return;
    }
    if (!check_block(editing, "cidr-block", vpc, asked->cidr_block)
        || !check_block(editing, "ipv6-cidr-block", vpc, asked->ipv6_cidr_block)) {
        return;
    }
    AcvSubnet *subnet = (AcvSubnet *) acv_editing_add(editing, ACV_KIND_SUBNET, NULL);
    subnet->vpc_id = vpc->record.id;
    subnet->record.owner_id = vpc->record.owner_id;
    subnet->cidr_block = asked->cidr_block;
    subnet->availability_zone = asked->availability_zone;
    subnet->availability_zone_id = asked->availability_zone_id;
    subnet->ipv6_native = asked->ipv6_native;
    subnet->state = "available";
    subnet->map_public_ip_on_launch = ACV_FLAG_FALSE;
    if (has_ipv6) {
        AcvCidrAssociation association = { asked->ipv6_cidr_block, "associated" };
        acv_editing_append(editing, &subnet->ipv6_cidr_block_associations, &association,
                           sizeof association);
    }
    complete_zone(editing, subnet);
    associate_default_acl(editing, subnet);
    acv_editing_tag(editing, &subnet->record, &asked->tags);
}

/* Where a kind of record names the subnet that it stands in, or lists the subnets. */
static const struct {
    AcvKind kind;
    size_t offset;
    bool is_list;
} residents[] = {
    { ACV_KIND_NETWORK_INTERFACE, offsetof(AcvNetworkInterface, subnet_id), false },
    { ACV_KIND_INSTANCE, offsetof(AcvInstance, subnet_id), false },
    { ACV_KIND_NAT_GATEWAY, offsetof(AcvNatGateway, subnet_id), false },
    { ACV_KIND_MOUNT_TARGET, offsetof(AcvMountTarget, subnet_id), false },
    { ACV_KIND_VPC_ENDPOINT, offsetof(AcvVpcEndpoint, subnet_ids), true },
    { ACV_KIND_TRANSIT_GATEWAY_VPC_ATTACHMENT, offsetof(AcvTransitGatewayVpcAttachment, subnet_ids),
      true },
    { ACV_KIND_DB_PROXY, offsetof(AcvDbProxy, vpc_subnet_ids), true },
    { ACV_KIND_AGENT_RUNTIME, offsetof(AcvAgentCore, subnets), true },
    { ACV_KIND_CODE_INTERPRETER, offsetof(AcvAgentCore, subnets), true },
    { ACV_KIND_BROWSER, offsetof(AcvAgentCore, subnets), true },
};

static const AcvRecord *
find_resident(AcvEditing *editing, const char *subnet_id)
{
    for (size_t i = 0; i < G_N_ELEMENTS(residents); i++) {
        g_autoptr(GPtrArray) records = acv_editing_list(editing, residents[i].kind);
        for (guint j = 0; j < records->len; j++) {
            const AcvRecord *record = g_ptr_array_index(records, j);
            const void *member = (const char *) record + residents[i].offset;
            if (residents[i].is_list ? acv_strings_hold(member, subnet_id)
                                     : g_strcmp0(*(const char *const *) member, subnet_id) == 0) {
                return record;
            }
        }
    }
    return NULL;
}

static void
drop_from_route_tables(AcvEditing *editing, const char *subnet_id)
{
    g_autoptr(GPtrArray) tables = acv_editing_list(editing, ACV_KIND_ROUTE_TABLE);
    for (guint i = 0; i < tables->len; i++) {
        const AcvRouteTable *table = g_ptr_array_index(tables, i);
        for (size_t j = table->associations.n; j > 0; j--) {
            if (g_strcmp0(table->associations.items[j - 1].subnet_id, subnet_id) == 0) {
                AcvRouteTable *changed = (AcvRouteTable *) acv_editing_touch(
                    editing, ACV_KIND_ROUTE_TABLE, table->record.id);
                acv_editing_drop(editing, &changed->associations, j - 1,
                                 sizeof(AcvRouteTableAssociation));
                table = changed;
            }
        }
    }
}

static void
drop_from_network_acls(AcvEditing *editing, const char *subnet_id)
{
    g_autoptr(GPtrArray) acls = acv_editing_list(editing, ACV_KIND_NETWORK_ACL);
    for (guint i = 0; i < acls->len; i++) {
        const AcvNetworkAcl *acl = g_ptr_array_index(acls, i);
        for (size_t j = acl->associations.n; j > 0; j--) {
            if (g_strcmp0(acl->associations.items[j - 1].subnet_id, subnet_id) == 0) {
                AcvNetworkAcl *changed = (AcvNetworkAcl *) acv_editing_touch(
                    editing, ACV_KIND_NETWORK_ACL, acl->record.id);
                acv_editing_drop(editing, &changed->associations, j - 1,
                                 sizeof(AcvNetworkAclAssociation));
                acl = changed;
            }
        }
    }
}

void
acv_apply_delete_subnet(AcvEditing *editing, const void *request)
{
    const AcvSubnetRequest *asked = request;
    const AcvSubnet *subnet = acv_editing_find_subnet(editing, "subnet-id", asked->subnet_id);
    if (!subnet) {
        return;
    }
    const char *id = subnet->record.id;
    const AcvRecord *resident = find_resident(editing, id);
    if (resident) {
        acv_editing_fail(editing, "subnet-id", "DependencyViolation: %s is still in %s",
                         resident->id, id);
        return;
    }
    drop_from_route_tables(editing, id);
    drop_from_network_acls(editing, id);
    acv_editing_remove(editing, ACV_KIND_SUBNET, id);
}

/* --- Attributes of a VPC --- */

void
acv_apply_modify_vpc_attribute(AcvEditing *editing, const void *request)
{
    const AcvVpcAttributeRequest *asked = request;
    AcvVpc *vpc = (AcvVpc *) acv_editing_edit(editing, "vpc-id", "InvalidVpcID.NotFound",
                                              ACV_KIND_VPC, asked->vpc_id);
    if (!vpc) {
        return;
    }
    if (asked->enable_dns_hostnames == ACV_FLAG_TRUE && vpc->enable_dns_support == ACV_FLAG_FALSE) {
        acv_editing_fail(editing, "enable-dns-hostnames",
                         "InvalidParameterValue: DNS hostnames need the DNS support of %s, which "
                         "is off",
                         vpc->record.id);
        return;
    }
    if (asked->enable_dns_support) {
        vpc->enable_dns_support = asked->enable_dns_support;
    }
    if (asked->enable_dns_hostnames) {
        vpc->enable_dns_hostnames = asked->enable_dns_hostnames;
    }
}
