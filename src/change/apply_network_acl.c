/* Network ACLs. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclAssociation.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkAcl.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/create-network-acl.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

/* The numbers of the entries that deny what no other decides. */
enum { LAST_IPV4 = 32767, LAST_IPV6 = 32768 };

static AcvNetworkAcl *
edit_acl(AcvEditing *editing, const char *id)
{
    return (AcvNetworkAcl *) acv_editing_edit(
        editing, "network-acl-id", "InvalidNetworkAclID.NotFound", ACV_KIND_NETWORK_ACL, id);
}

/* --- Entries --- */

/* An ACL for changing its entries, which must be known. */
static AcvNetworkAcl *
edit_entries(AcvEditing *editing, const char *id)
{
    AcvNetworkAcl *acl = edit_acl(editing, id);
    if (acl && !acl->entries.items) {
        acv_editing_fail(editing, "network-acl-id",
                         "the data do not say which entries %s has, so nothing can be told of a "
                         "change to them",
                         id);
        return NULL;
    }
    return acl;
}

static bool
find_entry(const AcvNetworkAcl *acl, const AcvNetworkAclEntry *like, size_t *out_index)
{
    for (size_t i = 0; i < acl->entries.n; i++) {
        const AcvNetworkAclEntry *entry = &acl->entries.items[i];
        if (entry->rule_number.value == like->rule_number.value
            && (entry->egress == ACV_FLAG_TRUE) == (like->egress == ACV_FLAG_TRUE)) {
            *out_index = i;
            return true;
        }
    }
    return false;
}

static const char *
direction_name(const AcvNetworkAclEntry *entry)
{
    return entry->egress == ACV_FLAG_TRUE ? "egress" : "ingress";
}

/* TCP and UDP entries need ports, ICMP entries type and code; of others AWS ignores them, as of
 * ICMPv6 with an IPv4 block. */
static bool
check_entry(AcvEditing *editing, const AcvNetworkAclEntry *entry)
{
    bool is_one = entry->protocol.first == entry->protocol.last;
    bool is_ipv6 = entry->ipv6_cidr_block.address.family == ACV_FAMILY_IPV6;
    uint8_t protocol = entry->protocol.first;
    if (entry->protocol.unknown) {
        acv_editing_fail(editing, "protocol", "InvalidParameterValue: the protocol is unknown");
        return false;
    }
    if (is_one && (protocol == 6 || protocol == 17)
        && (!entry->from_port.given || !entry->to_port.given)) {
        acv_editing_fail(editing, "port-range", "MissingParameter: TCP and UDP need From and To");
        return false;
    }
    if (is_one && (protocol == 6 || protocol == 17) && entry->from_port.value < 0) {
        acv_editing_fail(editing, "port-range",
                         "InvalidParameterValue: port -1 is out of range; all ports are 0-65535");
        return false;
    }
    bool has_types = protocol == 1 || (protocol == 58 && is_ipv6);
    if (is_one && has_types && (!entry->icmp_type.given || !entry->icmp_code.given)) {
        acv_editing_fail(editing, "icmp-type-code", "MissingParameter: ICMP needs Type and Code");
        return false;
    }
    return true;
}

void
acv_apply_create_network_acl_entry(AcvEditing *editing, const void *request)
{
    const AcvNetworkAclEntryRequest *asked = request;
    AcvNetworkAcl *acl = edit_entries(editing, asked->network_acl_id);
    size_t index;
    if (!acl || !check_entry(editing, &asked->entry)) {
        return;
    }
    if (find_entry(acl, &asked->entry, &index)) {
        acv_editing_fail(editing, "rule-number",
                         "NetworkAclEntryAlreadyExists: %s has an %s entry %d; "
                         "replace-network-acl-entry changes it",
                         acl->record.id, direction_name(&asked->entry),
                         asked->entry.rule_number.value);
        return;
    }
    acv_editing_append(editing, &acl->entries, &asked->entry, sizeof asked->entry);
}

static bool
require_entry(AcvEditing *editing, const AcvNetworkAcl *acl, const AcvNetworkAclEntry *like,
              size_t *out_index)
{
    if (find_entry(acl, like, out_index)) {
        return true;
    }
    acv_editing_fail(editing, "rule-number",
                     "InvalidNetworkAclEntry.NotFound: %s has no %s entry %d", acl->record.id,
                     direction_name(like), like->rule_number.value);
    return false;
}

void
acv_apply_replace_network_acl_entry(AcvEditing *editing, const void *request)
{
    const AcvNetworkAclEntryRequest *asked = request;
    AcvNetworkAcl *acl = edit_entries(editing, asked->network_acl_id);
    size_t index;
    if (acl && check_entry(editing, &asked->entry)
        && require_entry(editing, acl, &asked->entry, &index)) {
        acv_editing_set(editing, &acl->entries, index, &asked->entry, sizeof asked->entry);
    }
}

void
acv_apply_delete_network_acl_entry(AcvEditing *editing, const void *request)
{
    const AcvNetworkAclEntryRequest *asked = request;
    AcvNetworkAcl *acl = edit_entries(editing, asked->network_acl_id);
    size_t index;
    if (acl && require_entry(editing, acl, &asked->entry, &index)) {
        acv_editing_drop(editing, &acl->entries, index, sizeof(AcvNetworkAclEntry));
    }
}

/* --- ACLs --- */

static void
add_last_entries(AcvEditing *editing, AcvNetworkAcl *acl, int32_t number, const char *block)
{
    AcvNetworkAclEntry entry = { .rule_number = { number, true },
                                 .rule_action = "deny",
                                 .protocol = { .last = 255, .given = true } };
    AcvPrefix all;
    bool parsed = acv_prefix_parse(block, &all, NULL, NULL);
    g_assert(parsed);
    if (all.address.family == ACV_FAMILY_IPV4) {
        entry.cidr_block = all;
    } else {
        entry.ipv6_cidr_block = all;
    }
    for (int egress = 0; egress < 2; egress++) {
        entry.egress = egress ? ACV_FLAG_TRUE : ACV_FLAG_FALSE;
        acv_editing_append(editing, &acl->entries, &entry, sizeof entry);
    }
}

/* A new ACL denies everything until it has entries of its own. */
void
acv_apply_create_network_acl(AcvEditing *editing, const void *request)
{
    const AcvNetworkAclRequest *asked = request;
    const AcvVpc *vpc = acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id);
    if (!vpc) {
        return;
    }
    AcvNetworkAcl *acl = (AcvNetworkAcl *) acv_editing_add(editing, ACV_KIND_NETWORK_ACL, NULL);
    acl->vpc_id = vpc->record.id;
    acl->record.owner_id = vpc->record.owner_id;
    acl->is_default = ACV_FLAG_FALSE;
    acl->associations.items = acv_arena_new0(editing->arena, AcvNetworkAclAssociation, 0);
    add_last_entries(editing, acl, LAST_IPV4, "0.0.0.0/0");
    if (vpc->ipv6_cidr_block_associations.n > 0) {
        add_last_entries(editing, acl, LAST_IPV6, "::/0");
    }
    acv_editing_tag(editing, &acl->record, &asked->tags);
}

void
acv_apply_delete_network_acl(AcvEditing *editing, const void *request)
{
    const AcvNetworkAclRequest *asked = request;
    const AcvNetworkAcl *acl = (const AcvNetworkAcl *) acv_editing_find(
        editing, "network-acl-id", "InvalidNetworkAclID.NotFound", ACV_KIND_NETWORK_ACL,
        asked->network_acl_id);
    if (!acl) {
        return;
    }
    if (acl->is_default == ACV_FLAG_TRUE) {
        acv_editing_fail(editing, "network-acl-id",
                         "InvalidParameterValue: %s is the default ACL of its VPC", acl->record.id);
    } else if (acl->associations.n > 0) {
        acv_editing_fail(editing, "network-acl-id",
                         "DependencyViolation: %s is still associated with %s", acl->record.id,
                         acl->associations.items[0].subnet_id);
    } else {
        acv_editing_remove(editing, ACV_KIND_NETWORK_ACL, acl->record.id);
    }
}

static const AcvNetworkAcl *
find_association(AcvEditing *editing, const char *id, size_t *out_index)
{
    g_autoptr(GPtrArray) acls = acv_editing_list(editing, ACV_KIND_NETWORK_ACL);
    for (guint i = 0; i < acls->len; i++) {
        const AcvNetworkAcl *acl = g_ptr_array_index(acls, i);
        for (size_t j = 0; j < acl->associations.n; j++) {
            if (g_strcmp0(acl->associations.items[j].id, id) == 0) {
                *out_index = j;
                return acl;
            }
        }
    }
    if (!g_hash_table_contains(editing->never_made, id)) {
        acv_editing_fail(editing, "association-id",
                         "InvalidAssociationID.NotFound: no network ACL in the data has an "
                         "association \"%s\"",
                         id);
    }
    editing->failed = true;
    return NULL;
}

void
acv_apply_replace_network_acl_association(AcvEditing *editing, const void *request)
{
    const AcvNetworkAclRequest *asked = request;
    size_t index;
    const AcvNetworkAcl *old = find_association(editing, asked->association_id, &index);
    const AcvNetworkAcl *acl = (const AcvNetworkAcl *) acv_editing_find(
        editing, "network-acl-id", "InvalidNetworkAclID.NotFound", ACV_KIND_NETWORK_ACL,
        asked->network_acl_id);
    if (!old || !acl
        || !acv_editing_check_same_vpc(editing, "network-acl-id", "InvalidParameterValue",
                                       acl->record.id, acl->vpc_id, old->vpc_id)) {
        return;
    }
    if (old != acl) {
        AcvNetworkAclAssociation association = old->associations.items[index];
        association.id = editing->new_id;
        AcvNetworkAcl *changed = edit_acl(editing, old->record.id);
        acv_editing_drop(editing, &changed->associations, index, sizeof association);
        changed = edit_acl(editing, acl->record.id);
        acv_editing_append(editing, &changed->associations, &association, sizeof association);
    }
}
