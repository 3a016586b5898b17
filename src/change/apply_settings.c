/* What is set rather than built: interfaces, name servers, prefix lists, Block Public Access.
 * Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyNetworkInterfaceAttribute.html
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/requester-managed-eni.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateDhcpOptions.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyManagedPrefixList.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

/* --- Interfaces --- */

/* What the instance says of its only interface. */
static void
change_instance(AcvEditing *editing, const AcvNetworkInterface *interface)
{
    const AcvInstance *seen = (const AcvInstance *) acv_snapshot_builder_find(
        editing->builder, ACV_KIND_INSTANCE, interface->instance_id);
    if (!seen || seen->network_interface_ids.n != 1
        || !acv_strings_hold(&seen->network_interface_ids, interface->record.id)) {
        return;
    }
    AcvInstance *instance =
        (AcvInstance *) acv_editing_touch(editing, ACV_KIND_INSTANCE, seen->record.id);
    if (instance->group_ids.items) {
        instance->group_ids = interface->group_ids;
    }
    if (instance->source_dest_check) {
        instance->source_dest_check = interface->source_dest_check;
    }
}

void
acv_apply_modify_network_interface_attribute(AcvEditing *editing, const void *request)
{
    const AcvInterfaceAttributeRequest *asked = request;
    AcvNetworkInterface *interface = (AcvNetworkInterface *) acv_editing_edit(
        editing, "network-interface-id", "InvalidNetworkInterfaceID.NotFound",
        ACV_KIND_NETWORK_INTERFACE, asked->network_interface_id);
    if (!interface) {
        return;
    }
    if (interface->requester_managed == ACV_FLAG_TRUE) {
        acv_editing_fail(editing, "network-interface-id",
                         "AuthFailure: %s is managed by %s; change what it belongs to instead",
                         interface->record.id,
                         interface->requester_id ? interface->requester_id : "AWS");
        return;
    }
    if (asked->group_ids.items && asked->source_dest_check) {
        acv_editing_fail(editing, NULL,
                         "InvalidParameterCombination: --groups and --source-dest-check cannot be "
                         "modified in one command");
        return;
    }
    if (asked->group_ids.items
        && acv_editing_check_groups(editing, "groups", &asked->group_ids, interface->vpc_id)) {
        interface->group_ids = asked->group_ids;
    }
    if (asked->source_dest_check) {
        interface->source_dest_check = asked->source_dest_check;
    }
    change_instance(editing, interface);
}

/* --- Name servers --- */

void
acv_apply_create_dhcp_options(AcvEditing *editing, const void *request)
{
    const AcvDhcpOptionsRequest *asked = request;
    AcvDhcpOptions *options =
        (AcvDhcpOptions *) acv_editing_add(editing, ACV_KIND_DHCP_OPTIONS, NULL);
    for (size_t i = 0; i < asked->configurations.n; i++) {
        acv_editing_append(editing, &options->configurations, &asked->configurations.items[i],
                           sizeof(AcvDhcpConfiguration));
    }
    acv_editing_tag(editing, &options->record, &asked->tags);
}

/* "default" is no set at all. */
void
acv_apply_associate_dhcp_options(AcvEditing *editing, const void *request)
{
    const AcvDhcpOptionsRequest *asked = request;
    AcvVpc *vpc = (AcvVpc *) acv_editing_edit(editing, "vpc-id", "InvalidVpcID.NotFound",
                                              ACV_KIND_VPC, asked->vpc_id);
    bool is_there = strcmp(asked->dhcp_options_id, "default") == 0
                    || acv_editing_find(editing, "dhcp-options-id", "InvalidDhcpOptionID.NotFound",
                                        ACV_KIND_DHCP_OPTIONS, asked->dhcp_options_id);
    if (vpc && is_there) {
        vpc->dhcp_options_id = asked->dhcp_options_id;
    }
}

/* --- Prefix lists --- */

static bool
find_prefix(const AcvPrefixes *prefixes, AcvPrefix wanted, size_t *out_index)
{
    for (size_t i = 0; i < prefixes->n; i++) {
        if (acv_prefix_compare(prefixes->items[i], wanted) == 0) {
            *out_index = i;
            return true;
        }
    }
    return false;
}

static void
change_entries(AcvEditing *editing, AcvPrefixList *list, const AcvPrefixListRequest *asked)
{
    size_t index;
    for (size_t i = 0; i < asked->remove_entries.n; i++) {
        AcvPrefix prefix = asked->remove_entries.items[i];
        char text[ACV_ADDRESS_TEXT_SIZE];
        if (find_prefix(&list->cidrs, prefix, &index)) {
            acv_editing_drop(editing, &list->cidrs, index, sizeof prefix);
        } else {
            acv_editing_fail(editing, "remove-entries",
                             "InvalidPrefixListModification: %s is not an entry of %s",
                             acv_prefix_print(prefix, text), list->record.id);
        }
    }
    for (size_t i = 0; i < asked->add_entries.n; i++) {
        AcvPrefix prefix = asked->add_entries.items[i];
        if (list->cidrs.n > 0 && list->cidrs.items[0].address.family != prefix.address.family) {
            acv_editing_fail(editing, "add-entries",
                             "InvalidPrefixListModification: %s holds blocks of the other family",
                             list->record.id);
        } else if (!find_prefix(&list->cidrs, prefix, &index)) {
            acv_editing_append(editing, &list->cidrs, &prefix, sizeof prefix);
        }
    }
}

void
acv_apply_modify_managed_prefix_list(AcvEditing *editing, const void *request)
{
    const AcvPrefixListRequest *asked = request;
    AcvPrefixList *list = (AcvPrefixList *) acv_editing_edit(
        editing, "prefix-list-id", "InvalidPrefixListID.NotFound", ACV_KIND_PREFIX_LIST,
        asked->prefix_list_id);
    if (!list) {
        return;
    }
    if (g_strcmp0(list->record.owner_id, "AWS") == 0
        || (list->name && g_str_has_prefix(list->name, "com.amazonaws."))) {
        acv_editing_fail(editing, "prefix-list-id",
                         "InvalidPrefixListModification: %s is AWS's own", list->record.id);
        return;
    }
    if (!list->cidrs.items) {
        acv_editing_fail(editing, "prefix-list-id",
                         "the data do not say which entries %s has, so nothing can be told of a "
                         "change to them",
                         list->record.id);
        return;
    }
    change_entries(editing, list, asked);
    if (asked->name) {
        list->name = asked->name;
    }
}

/* --- Block Public Access --- */

/* The options are of an account in a Region, and exist before anybody sets them. */
void
acv_apply_modify_vpc_block_public_access_options(AcvEditing *editing, const void *request)
{
    const AcvBlockPublicAccessRequest *asked = request;
    g_autoptr(GPtrArray) records =
        acv_editing_list(editing, ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS);
    const AcvRecord *first = records->len > 0 ? g_ptr_array_index(records, 0) : NULL;

    if (records->len > 1) {
        acv_editing_fail(editing, NULL,
                         "the data have options of %u Regions; which are meant is not known",
                         records->len);
        return;
    }
    AcvVpcBlockPublicAccessOptions *options =
        (AcvVpcBlockPublicAccessOptions *) (first
                                                ? acv_editing_touch(editing, first->kind, first->id)
                                                : acv_editing_add(
                                                    editing,
                                                    ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS, "*"));
    options->internet_gateway_block_mode = asked->mode;
    options->state = "update-complete";
}

static bool
names(const char *arn, const char *id)
{
    const char *slash = arn ? strrchr(arn, '/') : NULL;
    return slash && strcmp(slash + 1, id) == 0;
}

static const AcvRecord *
find_exclusion(AcvEditing *editing, const char *id)
{
    g_autoptr(GPtrArray) records =
        acv_editing_list(editing, ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSION);
    for (guint i = 0; i < records->len; i++) {
        const AcvVpcBlockPublicAccessExclusion *exclusion = g_ptr_array_index(records, i);
        if (names(exclusion->resource_arn, id)
            && !(exclusion->state && g_str_has_prefix(exclusion->state, "delete"))) {
            return &exclusion->record;
        }
    }
    return NULL;
}

void
acv_apply_create_vpc_block_public_access_exclusion(AcvEditing *editing, const void *request)
{
    const AcvBlockPublicAccessRequest *asked = request;
    const AcvRecord *resource =
        asked->vpc_id
            ? (const AcvRecord *) acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id)
            : (const AcvRecord *) acv_editing_find_subnet(editing, "subnet-id", asked->subnet_id);
    if (!resource) {
        return;
    }
    const AcvRecord *other = find_exclusion(editing, resource->id);
    if (other) {
        acv_editing_fail(editing, asked->vpc_id ? "vpc-id" : "subnet-id",
                         "ResourceAlreadyExists: %s excludes %s already", other->id, resource->id);
        return;
    }
    AcvVpcBlockPublicAccessExclusion *exclusion =
        (AcvVpcBlockPublicAccessExclusion *) acv_editing_add(
            editing, ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSION, NULL);
    exclusion->resource_arn = acv_editing_text(editing, "arn:aws:ec2:::%s/%s",
                                               asked->vpc_id ? "vpc" : "subnet", resource->id);
    exclusion->mode = asked->mode;
    exclusion->state = "create-complete";
    acv_editing_tag(editing, &exclusion->record, &asked->tags);
}
