#include "load/tables.h"

/* --- Items of lists --- */

static const AcvJsonField tag_fields[] = {
    ACV_STRING("Key", AcvTag, key),
    ACV_STRING("Value", AcvTag, value),
};
ACV_TABLE_WITH(tag, AcvTag, tag_fields, .is_sparse = true);

static const AcvJsonField text_fields[] = {
    { .type = ACV_JSON_STRING },
};
ACV_TABLE_WITH(text, const char *, text_fields, .is_value = true);

static const AcvJsonField subnet_id_fields[] = {
    { .type = ACV_JSON_STRING,
      .flags = ACV_JSON_REQUIRED,
      .reference = ACV_REFERENCE_ALWAYS,
      .kind = ACV_KIND_SUBNET },
};
ACV_TABLE_WITH(subnet_id, const char *, subnet_id_fields, .is_value = true);

static const AcvJsonField group_id_fields[] = {
    { .type = ACV_JSON_STRING,
      .flags = ACV_JSON_REQUIRED,
      .reference = ACV_REFERENCE_ALWAYS,
      .kind = ACV_KIND_SECURITY_GROUP },
};
ACV_TABLE_WITH(group_id, const char *, group_id_fields, .is_value = true);

static const AcvJsonField group_object_fields[] = {
    { .key = "GroupId",
      .type = ACV_JSON_STRING,
      .flags = ACV_JSON_REQUIRED,
      .reference = ACV_REFERENCE_ALWAYS,
      .kind = ACV_KIND_SECURITY_GROUP },
    ACV_IGNORED("GroupName"),
};
ACV_TABLE(group_object, const char *, group_object_fields);

static const char *const cidr_states[] = {
    "associating", "associated", "disassociating", "disassociated", "failing", "failed", NULL
};

static const AcvJsonField cidr_state_fields[] = {
    ACV_ENUM("State", AcvCidrAssociation, state, cidr_states),
    ACV_IGNORED("StatusMessage"),
};
static ACV_TABLE(cidr_state, AcvCidrAssociation, cidr_state_fields);

static const AcvJsonField ipv4_cidr_association_fields[] = {
    ACV_IGNORED("AssociationId"),
    ACV_PREFIX("CidrBlock", AcvCidrAssociation, cidr_block, IPV4),
    ACV_OBJECT("CidrBlockState", &acv_cidr_state_fields),
};
ACV_TABLE_WITH(ipv4_cidr_association, AcvCidrAssociation, ipv4_cidr_association_fields,
               .is_sparse = true);

static const AcvJsonField ipv6_cidr_association_fields[] = {
    ACV_IGNORED("AssociationId"),
    ACV_IGNORED("IpSource"),
    ACV_IGNORED("Ipv6AddressAttribute"),
    ACV_PREFIX("Ipv6CidrBlock", AcvCidrAssociation, cidr_block, IPV6),
    ACV_OBJECT("Ipv6CidrBlockState", &acv_cidr_state_fields),
    ACV_IGNORED("Ipv6Pool"),
    ACV_IGNORED("NetworkBorderGroup"),
};
ACV_TABLE_WITH(ipv6_cidr_association, AcvCidrAssociation, ipv6_cidr_association_fields,
               .is_sparse = true);

/* AWS documents "attached", and prints "available" for an internet gateway in use. */
static const char *const attachment_states[] = { "attaching", "attached",  "detaching",
                                                 "detached",  "available", NULL };

static const AcvJsonField gateway_attachment_fields[] = {
    ACV_ENUM("State", AcvGatewayAttachment, state, attachment_states),
    ACV_STRING("VpcId", AcvGatewayAttachment, vpc_id),
};
ACV_TABLE_WITH(gateway_attachment, AcvGatewayAttachment, gateway_attachment_fields,
               .is_sparse = true);

/* --- Values --- */

const char *const acv_block_public_access_modes[] = { "off", "block-bidirectional", "block-ingress",
                                                      NULL };
const char *const acv_association_states[] = { "associating",   "associated", "disassociating",
                                               "disassociated", "failed",     NULL };
const char *const acv_peering_states[] = {
    "initiating-request",
    "pending-acceptance",
    "active",
    "deleted",
    "rejected",
    "failed",
    "expired",
    "provisioning",
    "deleting",
    NULL,
};
const char *const acv_gateway_states[] = { "pending", "available", "deleting", "deleted", NULL };
const char *const acv_transit_gateway_states[] = {
    "initiating", "initiatingRequest", "pendingAcceptance", "rollingBack", "pending",
    "available",  "modifying",         "deleting",          "deleted",     "failed",
    "rejected",   "rejecting",         "failing",           NULL,
};
const char *const acv_switch_values[] = { "enable", "disable", NULL };

const AcvJsonRange acv_port_range = { -1, 65535, "a port 0-65535 or -1" };
const AcvJsonRange acv_listener_port_range = { 0, 65535, "a port 0-65535" };
const AcvJsonRange acv_icmp_range = { -1, 255, "an ICMP type or code 0-255 or -1" };

/* --- Kinds --- */

const AcvJsonTable *
acv_kind_table(AcvKind kind)
{
    static const AcvJsonTable *const tables[] = {
#define ROW(constant, noun, type, key, id_key) [ACV_KIND_##constant] = &acv_##noun##_fields,
        ACV_KINDS(ROW)
#undef ROW
    };
    return tables[kind];
}

/* --- Checks --- */

bool
acv_state_is_gone(const char *state)
{
    static const char *const gone[] = { "deleted",  "deleting", "terminated", "failed",
                                        "rejected", "expired",  "blackhole",  "disassociated",
                                        "detached", NULL };
    return state && g_strv_contains(gone, state);
}

static bool
has_icmp_types(const AcvProtocol *protocol)
{
    return protocol->first == protocol->last && (protocol->first == 1 || protocol->first == 58);
}

static bool
has_ports(const AcvProtocol *protocol)
{
    return protocol->first == protocol->last && (protocol->first == 6 || protocol->first == 17);
}

bool
acv_check_port_range(AcvJsonReader *reader, const AcvJsonPath *path, const AcvProtocol *protocol,
                     const AcvNumber *from, const AcvNumber *to)
{
    if (has_ports(protocol) && from->given && to->given && from->value > to->value) {
        acv_json_report(reader, ACV_SEVERITY_ERROR, path,
                        "the first port, %d, is beyond the last, %d", from->value, to->value);
        return false;
    }
    return true;
}

bool
acv_check_ports(AcvJsonReader *reader, const AcvJsonPath *path, const AcvProtocol *protocol,
                const AcvNumber *from, const AcvNumber *to)
{
    if (has_icmp_types(protocol) && (from->value > 255 || to->value > 255)) {
        acv_json_report(reader, ACV_SEVERITY_ERROR, path,
                        "expected an ICMP type and code of at most 255, got %d and %d", from->value,
                        to->value);
        return false;
    }
    return acv_check_port_range(reader, path, protocol, from, to);
}
