/* Whether components work: their states and listeners, and AWS's switch against the internet. */
#include "network/gateway.h"
#include "network/index.h"
#include "network/stage.h"

bool
acv_state_is_usable(const char *state, const char *const *usable)
{
    if (!state) {
        return true;
    }
    for (; *usable; usable++) {
        if (g_ascii_strcasecmp(state, *usable) == 0) {
            return true;
        }
    }
    return false;
}

static AcvStage *
state_stage(AcvNetwork *network, const AcvRecord *component, bool usable, AcvCode code,
            AcvAssumption assumption)
{
    g_autoptr(GArray) rules = acv_rules_new();
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = usable ? ACV_VERDICT_ADMITTED : ACV_VERDICT_REFUSED,
                     .code = code,
                     .assumption = assumption,
                     .record = component };
    g_array_append_val(rules, rule);
    AcvStage like = { .kind = ACV_STAGE_STATE, .code = code, .component = component };
    return acv_stage_new(network, &like, rules);
}

AcvStage *
acv_state_stage(AcvNetwork *network, const AcvRecord *component, bool usable, AcvCode code)
{
    return state_stage(network, component, usable, code, ACV_ASSUMPTION_NONE);
}

AcvStage *
acv_usability_stage(AcvNetwork *network, const AcvRecord *component, const char *state,
                    const char *const *usable, AcvCode code)
{
    AcvStage *stage = state_stage(network, component, acv_state_is_usable(state, usable), code,
                                  state ? ACV_ASSUMPTION_NONE : ACV_ASSUMPTION_STATE_USABLE);
    stage->stateful = true;
    return stage;
}

AcvStage *
acv_unknown_stage(AcvNetwork *network, AcvStageKind kind, const AcvRecord *component,
                  AcvMissing missing)
{
    g_autoptr(GArray) rules = acv_rules_new();
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_UNKNOWN,
                     .code = ACV_CODE_MISSING_DATA,
                     .missing = missing,
                     .record = component };
    g_array_append_val(rules, rule);
    AcvStage like = { .kind = kind, .code = ACV_CODE_MISSING_DATA, .component = component };
    return acv_stage_new(network, &like, rules);
}

AcvStage *
acv_listener_stage(AcvNetwork *network, const AcvRecord *record, AcvNumber port, bool assumed,
                   const char *field)
{
    if (!port.given) {
        return acv_unknown_stage(network, ACV_STAGE_LISTENER, record,
                                 (AcvMissing){ record->kind, record->id, field, NULL });
    }
    g_autoptr(GArray) rules = acv_rules_new();
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_ADMITTED,
                     .record = record,
                     .assumption = assumed ? ACV_ASSUMPTION_ENGINE_PORT : ACV_ASSUMPTION_NONE };
    rule.match.first_protocol = ACV_PROTOCOL_TCP;
    rule.match.last_protocol = ACV_PROTOCOL_TCP;
    rule.match.destination_ports = (AcvPortRange){ (uint16_t) port.value, (uint16_t) port.value };
    g_array_append_val(rules, rule);
    AcvStage like = { .kind = ACV_STAGE_LISTENER,
                      .direction = ACV_DIRECTION_INGRESS,
                      .code = ACV_CODE_TARGET_NOT_LISTENING,
                      .component = record,
                      .stateful = true };
    return acv_stage_new(network, &like, rules);
}

AcvStage *
acv_attachment_stage(AcvNetwork *network, const AcvInternetGateway *gateway, const AcvVpc *vpc)
{
    static const char *const usable[] = { "available", "attached", NULL };
    if (!gateway->attachments.items) {
        return acv_unknown_stage(
            network, ACV_STAGE_ATTACHMENT, &gateway->record,
            (AcvMissing){ gateway->record.kind, gateway->record.id, "Attachments", NULL });
    }
    const char *state = "detached";
    for (size_t i = 0; i < gateway->attachments.n; i++) {
        const AcvGatewayAttachment *attachment = &gateway->attachments.items[i];
        if (g_strcmp0(attachment->vpc_id, vpc->record.id) == 0
            && !acv_state_is_usable(state, usable)) {
            state = attachment->state;
        }
    }
    AcvStage *stage = acv_usability_stage(network, &gateway->record, state, usable,
                                          ACV_CODE_BAD_STATE_ATTACHMENT);
    stage->kind = ACV_STAGE_ATTACHMENT;
    return stage;
}

/* --- Block Public Access --- */

typedef enum { MODE_OFF, MODE_INGRESS, MODE_BIDIRECTIONAL } BlockMode;

static BlockMode
parse_mode(const char *text)
{
    if (g_strcmp0(text, "block-bidirectional") == 0) {
        return MODE_BIDIRECTIONAL;
    }
    return g_strcmp0(text, "block-ingress") == 0 ? MODE_INGRESS : MODE_OFF;
}

static bool
names_resource(const char *arn, const char *id)
{
    return arn && id && g_str_has_suffix(arn, id) && arn[strlen(arn) - strlen(id) - 1] == '/';
}

/* The exclusion of a subnet or of its VPC; the more generous one if both are there. */
static const char *
exclusion_mode(AcvNetwork *network, const AcvVpc *vpc, const AcvSubnet *subnet)
{
    static const char *const usable[] = { "create-complete", "update-complete",
                                          "update-in-progress", NULL };
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(
        acv_network_snapshot(network), ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSION, &n);
    const char *mode = NULL;
    for (size_t i = 0; i < n; i++) {
        const AcvVpcBlockPublicAccessExclusion *exclusion = (const void *) records[i];
        bool applies = names_resource(exclusion->resource_arn, vpc->record.id)
                       || (subnet && names_resource(exclusion->resource_arn, subnet->record.id));
        if (applies && acv_state_is_usable(exclusion->state, usable)
            && g_strcmp0(mode, "allow-bidirectional") != 0) {
            mode = exclusion->mode;
        }
    }
    return mode;
}

/* The options of the account in the VPC's Region. */
static const AcvVpcBlockPublicAccessOptions *
block_options(AcvNetwork *network, const AcvSubnet *subnet)
{
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(
        acv_network_snapshot(network), ACV_KIND_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS, &n);
    const char *region = acv_network_region_of(network, subnet);
    for (size_t i = 0; i < n; i++) {
        if (n == 1 || g_strcmp0(records[i]->id, region) == 0) {
            return (const AcvVpcBlockPublicAccessOptions *) records[i];
        }
    }
    return NULL;
}

/* What is in force for a subnet, exclusions considered.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html */
static BlockMode
effective_mode(AcvNetwork *network, const AcvVpc *vpc, const AcvSubnet *subnet)
{
    const AcvVpcBlockPublicAccessOptions *options = block_options(network, subnet);
    if (!options) {
        const char *shown = subnet ? subnet->internet_gateway_block_mode : NULL;
        return parse_mode(shown ? shown : vpc->internet_gateway_block_mode);
    }
    BlockMode mode = parse_mode(options->internet_gateway_block_mode);
    const char *exclusion = exclusion_mode(network, vpc, subnet);
    if (g_strcmp0(exclusion, "allow-bidirectional") == 0) {
        return MODE_OFF;
    }
    if (g_strcmp0(exclusion, "allow-egress") == 0 && mode == MODE_BIDIRECTIONAL) {
        return MODE_INGRESS;
    }
    return mode;
}

/* Against ingress, only what gateways send that let nothing in passes: the gateway blocks a host's
 * own traffic in both directions.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-example.html */
AcvStage *
acv_block_public_access_stage(AcvNetwork *network, const AcvVpc *vpc, const AcvSubnet *subnet,
                              bool outbound_only)
{
    BlockMode mode = effective_mode(network, vpc, subnet);
    bool usable = mode == MODE_OFF || (mode == MODE_INGRESS && outbound_only);
    AcvStage *stage =
        acv_state_stage(network, &vpc->record, usable, ACV_CODE_VPC_BLOCK_PUBLIC_ACCESS_ENABLED);
    stage->kind = ACV_STAGE_BLOCK_PUBLIC_ACCESS;
    stage->stateful = true;
    return stage;
}
