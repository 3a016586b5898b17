/* States of resources, as AWS spells them. */
#include "render/wording.h"

/* Where records of a kind say how they are; each is a const char *. */
static const struct {
    AcvKind kind;
    size_t offset;
} states[] = {
    { ACV_KIND_SUBNET, offsetof(AcvSubnet, state) },
    { ACV_KIND_NAT_GATEWAY, offsetof(AcvNatGateway, state) },
    { ACV_KIND_VPC_ENDPOINT, offsetof(AcvVpcEndpoint, state) },
    { ACV_KIND_DB_INSTANCE, offsetof(AcvDbInstance, status) },
    { ACV_KIND_DB_CLUSTER, offsetof(AcvDbCluster, status) },
    { ACV_KIND_DB_PROXY, offsetof(AcvDbProxy, status) },
    { ACV_KIND_FILE_SYSTEM, offsetof(AcvFileSystem, state) },
    { ACV_KIND_MOUNT_TARGET, offsetof(AcvMountTarget, state) },
    { ACV_KIND_INSTANCE, offsetof(AcvInstance, state) },
    { ACV_KIND_NETWORK_INTERFACE, offsetof(AcvNetworkInterface, status) },
};

const char *
acv_state_of(const AcvRecord *record)
{
    for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
        if (record && states[i].kind == record->kind) {
            return G_STRUCT_MEMBER(const char *, record, states[i].offset);
        }
    }
    return NULL;
}

bool
acv_is_proxy_without_target(const AcvRecord *record)
{
    return record && record->kind == ACV_KIND_DB_PROXY
           && ((const AcvDbProxy *) record)->target_ids.items
           && ((const AcvDbProxy *) record)->target_ids.n == 0;
}
