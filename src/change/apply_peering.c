/* Peering connections. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcPeeringConnection.html
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html */
#include "change/apply.h"
#include "change/operation.h"

#include <string.h>

/* --- The two sides --- */

static void
append_block(AcvEditing *editing, AcvVpcPeeringSide *side, AcvPrefix block)
{
    if (block.address.family == ACV_FAMILY_IPV4) {
        acv_editing_append(editing, &side->cidr_blocks, &block, sizeof block);
    } else if (block.address.family == ACV_FAMILY_IPV6) {
        acv_editing_append(editing, &side->ipv6_cidr_blocks, &block, sizeof block);
    }
}

static void
append_blocks(AcvEditing *editing, AcvVpcPeeringSide *side, const AcvCidrAssociations *blocks)
{
    for (size_t i = 0; i < blocks->n; i++) {
        if (!blocks->items[i].state || strcmp(blocks->items[i].state, "associated") == 0) {
            append_block(editing, side, blocks->items[i].cidr_block);
        }
    }
}

static AcvVpcPeeringSide
side_of(AcvEditing *editing, const AcvVpc *vpc)
{
    AcvVpcPeeringSide side = { .vpc_id = vpc->record.id,
                               .owner_id = vpc->record.owner_id,
                               .cidr_block = vpc->cidr_block };
    append_block(editing, &side, vpc->cidr_block);
    append_blocks(editing, &side, &vpc->cidr_block_associations);
    append_blocks(editing, &side, &vpc->ipv6_cidr_block_associations);
    return side;
}

static bool
overlap(const AcvPrefixes *a, const AcvPrefixes *b)
{
    for (size_t i = 0; i < a->n; i++) {
        for (size_t j = 0; j < b->n; j++) {
            if (acv_prefix_covers(a->items[i], b->items[j])
                || acv_prefix_covers(b->items[j], a->items[i])) {
                return true;
            }
        }
    }
    return false;
}

/* The other VPC may be of another account or Region, of which the data need not know. */
static bool
find_accepter(AcvEditing *editing, const AcvPeeringRequest *asked, AcvVpcPeeringSide *out)
{
    const AcvVpc *vpc = (const AcvVpc *) acv_snapshot_builder_find(editing->builder, ACV_KIND_VPC,
                                                                   asked->peer_vpc_id);
    if (vpc) {
        *out = side_of(editing, vpc);
        return true;
    }
    if (!asked->peer_owner_id && !asked->peer_region) {
        return acv_editing_find_vpc(editing, "peer-vpc-id", asked->peer_vpc_id);
    }
    *out = (AcvVpcPeeringSide){ .vpc_id = asked->peer_vpc_id,
                                .owner_id = asked->peer_owner_id,
                                .region = asked->peer_region };
    return true;
}

/* --- Operations --- */

void
acv_apply_create_vpc_peering_connection(AcvEditing *editing, const void *request)
{
    const AcvPeeringRequest *asked = request;
    const AcvVpc *vpc = acv_editing_find_vpc(editing, "vpc-id", asked->vpc_id);
    AcvVpcPeeringSide accepter;
    if (!vpc || !find_accepter(editing, asked, &accepter)) {
        return;
    }
    const AcvVpcPeeringConnection *other =
        acv_editing_peering_between(editing, asked->vpc_id, asked->peer_vpc_id);
    if (other) {
        acv_editing_fail(editing, "peer-vpc-id",
                         "VpcPeeringConnectionAlreadyExists: %s joins %s and %s already",
                         other->record.id, asked->vpc_id, asked->peer_vpc_id);
        return;
    }
    AcvVpcPeeringConnection *peering =
        (AcvVpcPeeringConnection *) acv_editing_add(editing, ACV_KIND_VPC_PEERING_CONNECTION, NULL);
    peering->requester = side_of(editing, vpc);
    peering->accepter = accepter;
    peering->status = "pending-acceptance";
    if (overlap(&peering->requester.cidr_blocks, &accepter.cidr_blocks)
        || strcmp(asked->vpc_id, asked->peer_vpc_id) == 0) {
        peering->status = "failed";
        acv_editing_warn(editing, "peer-vpc-id",
                         "the connection fails, because blocks of %s and %s overlap", asked->vpc_id,
                         asked->peer_vpc_id);
    }
    acv_editing_tag(editing, &peering->record, &asked->tags);
}

static const AcvVpcPeeringConnection *
find_peering(AcvEditing *editing, const char *id)
{
    return (const AcvVpcPeeringConnection *) acv_editing_find(
        editing, "vpc-peering-connection-id", "InvalidVpcPeeringConnectionID.NotFound",
        ACV_KIND_VPC_PEERING_CONNECTION, id);
}

void
acv_apply_accept_vpc_peering_connection(AcvEditing *editing, const void *request)
{
    const AcvPeeringRequest *asked = request;
    const AcvVpcPeeringConnection *peering =
        find_peering(editing, asked->vpc_peering_connection_id);
    if (!peering) {
        return;
    }
    if (g_strcmp0(peering->status, "pending-acceptance") != 0) {
        acv_editing_fail(editing, "vpc-peering-connection-id",
                         "InvalidStateTransition: %s is %s, not pending-acceptance",
                         peering->record.id, peering->status ? peering->status : "active");
        return;
    }
    AcvVpcPeeringConnection *changed = (AcvVpcPeeringConnection *) acv_editing_touch(
        editing, ACV_KIND_VPC_PEERING_CONNECTION, peering->record.id);
    changed->status = "active";
}

void
acv_apply_delete_vpc_peering_connection(AcvEditing *editing, const void *request)
{
    const AcvPeeringRequest *asked = request;
    const AcvVpcPeeringConnection *peering =
        find_peering(editing, asked->vpc_peering_connection_id);
    if (peering) {
        acv_editing_remove(editing, ACV_KIND_VPC_PEERING_CONNECTION, peering->record.id);
    }
}
