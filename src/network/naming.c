#include "network/naming.h"

#include "network/stage.h"

AcvRule
acv_naming_answer_rule(const AcvNameAnswer *answer, const AcvVpc *vpc)
{
    AcvRule rule = { .match = ACV_MATCH_ALL,
                     .verdict = ACV_VERDICT_ADMITTED,
                     .record = answer->by ? answer->by : &vpc->record };
    if (answer->is_assumed) {
        bool by_endpoint = answer->by && answer->by->kind == ACV_KIND_VPC_ENDPOINT;
        rule.assumption = by_endpoint ? ACV_ASSUMPTION_PRIVATE_DNS : ACV_ASSUMPTION_DNS_HOSTNAMES;
    }
    if (answer->kind == ACV_NAME_NOT_FOUND) {
        rule.verdict = ACV_VERDICT_REFUSED;
        rule.code = ACV_CODE_DNS_NAME_NOT_FOUND;
    } else if (answer->kind == ACV_NAME_UNKNOWN) {
        rule.verdict = ACV_VERDICT_UNKNOWN;
        rule.code = ACV_CODE_MISSING_DATA;
        rule.missing = answer->missing;
    }
    return rule;
}

void
acv_naming_obstacles(AcvNetwork *network, const AcvVpcEndpoint *endpoint, AcvRule *out_rules,
                     size_t *out_n)
{
    const AcvVpc *vpc = acv_endpoint_vpc(network, endpoint);
    unsigned obstacles = acv_endpoint_private_dns_obstacles(network, endpoint, NULL);
    const struct {
        unsigned obstacles;
        const AcvRecord *component;
    } places[] = {
        { ACV_PRIVATE_DNS_OFF | ACV_PRIVATE_DNS_INBOUND_ONLY, &endpoint->record },
        { ACV_PRIVATE_DNS_NO_HOSTNAMES, &vpc->record },
    };
    *out_n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        if (obstacles & places[i].obstacles) {
            out_rules[(*out_n)++] = (AcvRule){ .match = ACV_MATCH_ALL,
                                               .verdict = ACV_VERDICT_REFUSED,
                                               .code = ACV_CODE_PRIVATE_DNS_NOT_EFFECTIVE,
                                               .record = places[i].component };
        }
    }
}

static void
add_stage(AcvNetwork *network, AcvStageKind kind, const AcvRule *rule, AcvHop *hop)
{
    g_autoptr(GArray) rules = acv_rules_new();
    g_array_append_val(rules, *rule);
    AcvStage like = { .kind = kind, .code = rule->code, .component = rule->record };
    hop->stages[hop->n_stages++] = acv_stage_new(network, &like, rules);
}

void
acv_naming_add_stages(AcvNetwork *network, const AcvNaming *naming, AcvHop *hop)
{
    add_stage(network, ACV_STAGE_RESOLVER, &naming->resolver, hop);
    for (size_t i = 0; i < naming->n_rules; i++) {
        add_stage(network, ACV_STAGE_NAME, &naming->rules[i], hop);
    }
}
