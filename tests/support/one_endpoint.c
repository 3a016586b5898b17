/* What one packet meets at an endpoint without a policy. */
#include "one_rules.h"

#include <string.h>

static bool
is_available(const OneQuestion *q, const AcvVpcEndpoint *endpoint)
{
    return g_str_equal(endpoint->state, "available") || q->fault == ONE_FAULT_ANY_STATE;
}

const AcvVpcEndpoint *
one_endpoint_of(const AcvSnapshot *snapshot, const OneEnd *end)
{
    size_t n;
    const AcvRecord *const *all = acv_snapshot_list(snapshot, ACV_KIND_VPC_ENDPOINT, &n);
    for (size_t i = 0; end->interface && i < n; i++) {
        const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) all[i];
        for (size_t j = 0; j < endpoint->network_interface_ids.n; j++) {
            if (g_str_equal(endpoint->network_interface_ids.items[j], end->interface->record.id)) {
                return endpoint;
            }
        }
    }
    return NULL;
}

bool
one_endpoint_answers(const OneQuestion *q, const AcvVpcEndpoint *endpoint, const AcvPacket *packet)
{
    return is_available(q, endpoint) && packet->protocol == ACV_PROTOCOL_TCP
           && packet->destination_port == 443;
}

/* TCP and pings; of an ICMP packet the first port is its type. */
bool
one_gateway_endpoint_passes(const OneQuestion *q, const AcvVpcEndpoint *endpoint,
                            const AcvPacket *packet)
{
    bool is_ping = packet->protocol == ACV_PROTOCOL_ICMP && packet->source_port == 8;
    return is_available(q, endpoint) && (packet->protocol == ACV_PROTOCOL_TCP || is_ping);
}
