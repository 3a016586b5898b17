#include "explain/picture_frame.h"

static int
find_frame(const AcvPicture *picture, AcvFrameKind kind, int parent, const char *id)
{
    for (guint i = 0; i < picture->frames->len; i++) {
        const AcvFrame *frame = &g_array_index(picture->frames, AcvFrame, i);
        if (frame->kind == kind && frame->parent == parent && g_strcmp0(frame->id, id) == 0) {
            return (int) i;
        }
    }
    return ACV_NO_FRAME;
}

/* The frame that is like 'like'; added if there is none. */
static int
frame_like(AcvPicture *picture, const AcvFrame *like)
{
    int found = find_frame(picture, like->kind, like->parent, like->id);
    if (found != ACV_NO_FRAME) {
        return found;
    }
    g_array_append_vals(picture->frames, like, 1);
    return (int) picture->frames->len - 1;
}

int
acv_picture_vpc_frame(AcvPicture *picture, const AcvVpc *vpc)
{
    if (!vpc) {
        return ACV_NO_FRAME;
    }
    AcvFrame frame = {
        .kind = ACV_FRAME_VPC, .parent = ACV_NO_FRAME, .id = vpc->record.id, .record = &vpc->record
    };
    return frame_like(picture, &frame);
}

/* Whether a table has a route to an internet gateway, which makes its subnets public.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html */
static bool
leads_to_internet_gateway(const AcvRouteTable *table)
{
    for (size_t i = 0; i < table->routes.n; i++) {
        const char *gateway = table->routes.items[i].gateway_id;
        if (gateway && g_str_has_prefix(gateway, "igw-")) {
            return true;
        }
    }
    return false;
}

static AcvFlag
is_public(AcvNetwork *network, const AcvSubnet *subnet)
{
    const AcvRouteTable *table = subnet ? acv_network_route_table_of(network, subnet) : NULL;
    if (!table || !table->routes.items) {
        return ACV_FLAG_ABSENT;
    }
    return leads_to_internet_gateway(table) ? ACV_FLAG_TRUE : ACV_FLAG_FALSE;
}

int
acv_picture_subnet_frame(AcvPicture *picture, AcvNetwork *network, const AcvVpc *vpc,
                         const AcvSubnet *subnet, const char *subnet_id)
{
    int around = acv_picture_vpc_frame(picture, vpc);
    if (around == ACV_NO_FRAME || !subnet_id) {
        return around;
    }
    const char *name = subnet ? subnet->availability_zone : NULL;
    const char *id = subnet ? acv_network_zone_id_of(network, subnet) : NULL;
    AcvFrame zone = { .kind = ACV_FRAME_ZONE,
                      .parent = around,
                      .id = id ? id : name,
                      .zone_name = id ? name : NULL };
    AcvFrame frame = { .kind = ACV_FRAME_SUBNET,
                       .parent = frame_like(picture, &zone),
                       .id = subnet_id,
                       .record = subnet ? &subnet->record : NULL,
                       .is_public = is_public(network, subnet) };
    return frame_like(picture, &frame);
}
