/* What tries a connection in the account: a command in a code interpreter that stands where the
 * source does, or in the container of a runtime.
 *
 * The AWS CLI has no command for either, as their replies are streams of events; AWS's guides call
 * them with awscurl and with boto3.
 *
 * Source: https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html,
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/code-interpreter-execute-code.html,
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-execute-command.html */
#include "explain/proof.h"
#include "load/shell.h"
#include "network/resource.h"

/* --- What to try --- */

static bool
has_port(const AcvPacketSet *asked, uint16_t port)
{
    enum { TCP = 6 };
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(asked);
    for (size_t i = 0; i < acv_header_sets_count(sets); i++) {
        const AcvHeaderSet *header = acv_header_sets_get(sets, i);
        bool has_tcp = false;
        for (size_t j = 0; j < header->n_protocols; j++) {
            has_tcp |= header->protocols[j].first <= TCP && TCP <= header->protocols[j].last;
        }
        bool has = has_tcp && header->n_destination_ports == 0;
        for (size_t j = 0; has_tcp && j < header->n_destination_ports; j++) {
            has |= header->destination_ports[j].first <= port
                   && port <= header->destination_ports[j].last;
        }
        if (has) {
            return true;
        }
    }
    return false;
}

/* The TCP port to try: of what is asked, the target's own, else 443, else the least; 0 if there is
 * none. */
static uint16_t
port_of(const AcvPath *path)
{
    enum { HTTPS = 443 };
    if (path->target.port && has_port(path->asked, path->target.port)) {
        return path->target.port;
    }
    if (has_port(path->asked, HTTPS)) {
        return HTTPS;
    }
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(path->asked);
    for (size_t i = 0; i < acv_header_sets_count(sets); i++) {
        const AcvHeaderSet *header = acv_header_sets_get(sets, i);
        uint16_t port = header->n_destination_ports > 0 ? header->destination_ports[0].first : 0;
        if (port && has_port(path->asked, port)) {
            return port;
        }
    }
    return 0;
}

/* Its name; of one for each account that of the scenario's. */
static char *
host_of_service(AcvNetwork *network, const AcvService *service)
{
    char *host = acv_service_host(network, service);
    const char *account = acv_snapshot_account_id(acv_network_snapshot(network));
    if (!host || !g_str_has_prefix(host, "*.") || !account) {
        return host;
    }
    char *own = g_strconcat(account, host + 1, NULL);
    g_free(host);
    return own;
}

/* The name or single address by which a client asks; NULL if nobody knows one. The caller's to
 * free. */
static char *
host_of(AcvNetwork *network, const AcvPath *path)
{
    const AcvEnd *target = &path->target;
    g_autofree char *host = NULL;
    if (target->service) {
        host = host_of_service(network, target->service);
    } else if (target->kind == ACV_PARTY_INTERNET) {
        host = g_strdup("checkip.amazonaws.com");
    } else {
        const char *name = target->naming && target->naming->host ? target->naming->host
                           : target->party                        ? target->party->host
                                                                  : NULL;
        host = g_strdup(name);
    }
    if (acv_is_plain_word(host)) {
        return g_steal_pointer(&host);
    }
    const AcvAddressSet *addresses = target->addresses;
    if (addresses->n_ranges == 0 || (target->placement && !target->placement->interface)) {
        return NULL;
    }
    char buffer[ACV_ADDRESS_TEXT_SIZE];
    AcvAddress first = { addresses->ranges[0].first, addresses->ranges[0].family };
    acv_address_print(first, buffer);
    return first.family == ACV_FAMILY_IPV6 ? g_strdup_printf("[%s]", buffer) : g_strdup(buffer);
}

/* A command for sh that tries the connection of 'path', and says to which address. NULL if it
 * cannot be tried; then 'proof' says why. */
static char *
try_of(AcvProof *proof, AcvNetwork *network)
{
    enum { HTTPS = 443 };
    const AcvPath *path = proof->path;
    uint16_t port = port_of(path);
    g_autofree char *host = host_of(network, path);
    bool is_checked = path->target.kind == ACV_PARTY_INTERNET && port != HTTPS;
    if (!port || !host || is_checked) {
        proof->limits |= 1U << (port ? ACV_PROOF_LIMIT_PROBE_TARGET : ACV_PROOF_LIMIT_PROBE_TCP);
        return NULL;
    }
    return port == HTTPS
               ? g_strdup_printf("curl -sv -o /dev/null --max-time 10 https://%s/", host)
               : g_strdup_printf("curl -sv --max-time 10 telnet://%s:%u </dev/null", host, port);
}

/* --- Words of sh --- */

static void
append_json_text(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *c = text; *c; c++) {
        if ((unsigned char) *c < ' ') {
            g_string_append_printf(out, "\\u%04x", (unsigned) *c);
            continue;
        }
        if (*c == '"' || *c == '\\') {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *c);
    }
    g_string_append_c(out, '"');
}

/* 'text' with its dollars doubled, as words are templates. */
static void
append_word(GString *line, const char *text)
{
    g_autoptr(GString) word = g_string_new(text);
    g_string_replace(word, "$", "$$", 0);
    g_string_append_c(line, ' ');
    acv_shell_quote(line, word->str);
}

/* A word in which "${NAME}" stands for a variable. */
static void
append_template(GString *line, const char *word)
{
    g_string_append_c(line, ' ');
    acv_shell_quote(line, word);
}

/* --- Where to try it --- */

/* The Region of the source, or a variable that holds it. */
static const char *
region_of(AcvNetwork *network, const AcvPath *path)
{
    const AcvRecord *record = path->source.record;
    const AcvPlacement *placement = path->source.placement;
    const char *region = record ? acv_network_region_of_record(network, record) : NULL;
    if (!region && placement && placement->subnet) {
        region = acv_network_region_of(network, placement->subnet);
    }
    return acv_is_plain_word(region) ? region : NULL;
}

static const char *
suffix_of(AcvNetwork *network, const char *region)
{
    const AcvRegionRow *row =
        region ? acv_catalog_find_region(acv_network_catalog(network), region) : NULL;
    return row ? row->dns_suffix : "amazonaws.com";
}

static void
add_invocation(AcvProof *proof, AcvNetwork *network, const char *interpreter, const char *attempt)
{
    const char *region = region_of(network, proof->path);
    const char *shown = region ? region : "${AWS_REGION}";
    g_autofree char *url =
        g_strdup_printf("https://bedrock-agentcore.%s.%s/code-interpreters/%s/tools/invoke", shown,
                        suffix_of(network, region), interpreter);
    g_autoptr(GString) body =
        g_string_new("{\"name\":\"executeCommand\",\"arguments\":{\"command\":");
    append_json_text(body, attempt);
    g_string_append(body, "}}");
    GString *line = g_string_new("awscurl --service bedrock-agentcore --region");
    append_template(line, shown);
    g_string_append(line, " -X POST -H 'Content-Type: application/json'"
                          " -H 'Accept: application/json' -H");
    append_template(line, "x-amzn-code-interpreter-session-id: ${SESSION}");
    g_string_append(line, " -d");
    append_word(line, body->str);
    append_template(line, url);
    g_ptr_array_add(proof->commands, g_string_free(line, FALSE));
}

static void
add_session(AcvProof *proof, AcvPlan *plan, const char *interpreter)
{
    AcvAwsCommand *start =
        acv_plan_command(plan, "SESSION", "bedrock-agentcore", "start-code-interpreter-session");
    acv_plan_add_word(plan, start, "code-interpreter-identifier", interpreter);
    acv_plan_add_text(plan, start, "query", "sessionId");
    acv_plan_add_text(plan, start, "output", "text");
    acv_proof_add(proof, start);
}

static void
add_end_of_session(AcvProof *proof, AcvPlan *plan, const char *interpreter)
{
    AcvAwsCommand *stop =
        acv_plan_command(plan, NULL, "bedrock-agentcore", "stop-code-interpreter-session");
    acv_plan_add_word(plan, stop, "code-interpreter-identifier", interpreter);
    acv_plan_add_word(plan, stop, "session-id", "${SESSION}");
    acv_proof_add(proof, stop);
}

/* Where the source stands, as a network configuration; NULL if AgentCore cannot be put there. */
static char *
network_configuration(const AcvEnd *source)
{
    const AcvPlacement *placement = source->placement;
    if (source->kind == ACV_PARTY_OUTSIDE) {
        const AcvAgentCore *resource = (const AcvAgentCore *) source->record;
        bool is_sandbox = g_strcmp0(resource->network_mode, "SANDBOX") == 0;
        return g_strdup_printf("{\"networkMode\":\"%s\"}", is_sandbox ? "SANDBOX" : "PUBLIC");
    }
    if (!placement || !acv_is_plain_word(placement->subnet_id) || placement->group_ids.n == 0) {
        return NULL;
    }
    GString *text = g_string_new("{\"networkMode\":\"VPC\",\"vpcConfig\":{\"subnets\":[");
    append_json_text(text, placement->subnet_id);
    g_string_append(text, "],\"securityGroups\":[");
    for (size_t i = 0; i < placement->group_ids.n; i++) {
        g_string_append(text, i > 0 ? "," : "");
        append_json_text(text, placement->group_ids.items[i]);
    }
    g_string_append(text, "]}}");
    return g_string_free(text, FALSE);
}

/* A code interpreter beside the source, for the time of the probe. */
static void
add_interpreter(AcvProof *proof, AcvPlan *plan, const char *configuration)
{
    AcvAwsCommand *create = acv_plan_command(plan, "INTERPRETER", "bedrock-agentcore-control",
                                             "create-code-interpreter");
    acv_plan_add_text(plan, create, "name", "acv_path_probe");
    acv_plan_add_text(plan, create, "network-configuration", configuration);
    acv_plan_add_text(plan, create, "query", "codeInterpreterId");
    acv_plan_add_text(plan, create, "output", "text");
    acv_proof_add(proof, create);
    AcvAwsCommand *show =
        acv_plan_command(plan, NULL, "bedrock-agentcore-control", "get-code-interpreter");
    acv_plan_add_word(plan, show, "code-interpreter-id", "${INTERPRETER}");
    acv_plan_add_text(plan, show, "query", "[status,failureReason]");
    acv_proof_add(proof, show);
}

/* The word of a code interpreter that stands where the source does; NULL if there can be none. */
static const char *
open_interpreter(AcvProof *proof, AcvProbing *probing)
{
    const AcvRecord *source = proof->path->source.record;
    if (source && source->kind == ACV_KIND_CODE_INTERPRETER && acv_is_plain_word(source->id)) {
        return source->id;
    }
    g_autofree char *configuration = network_configuration(&proof->path->source);
    if (!configuration) {
        proof->limits |= 1U << ACV_PROOF_LIMIT_PROBE_PLACE;
        return NULL;
    }
    add_interpreter(proof, probing->plan, configuration);
    proof->limits |= 1U << ACV_PROOF_LIMIT_WAIT;
    return "${INTERPRETER}";
}

static bool
same_place(const AcvPath *a, const AcvPath *b)
{
    return a->source.party == b->source.party && a->source.placement == b->source.placement;
}

void
acv_probing_close(AcvProbing *probing)
{
    if (!probing->proof) {
        return;
    }
    add_end_of_session(probing->proof, probing->plan, probing->interpreter);
    if (probing->interpreter[0] == '$') {
        AcvAwsCommand *remove = acv_plan_command(probing->plan, NULL, "bedrock-agentcore-control",
                                                 "delete-code-interpreter");
        acv_plan_add_word(probing->plan, remove, "code-interpreter-id", probing->interpreter);
        acv_proof_add(probing->proof, remove);
    }
    probing->proof = NULL;
}

void
acv_proof_probe(AcvProof *proof, AcvProbing *probing)
{
    g_autofree char *attempt = try_of(proof, probing->network);
    if (!attempt) {
        return;
    }
    if (!probing->proof || !same_place(probing->proof->path, proof->path)) {
        acv_probing_close(probing);
        probing->interpreter = open_interpreter(proof, probing);
        if (!probing->interpreter) {
            return;
        }
        add_session(proof, probing->plan, probing->interpreter);
    }
    add_invocation(proof, probing->network, probing->interpreter, attempt);
    probing->proof = proof;
}

/* --- In the container of a runtime --- */

void
acv_proof_run_in_container(AcvProof *proof, AcvNetwork *network)
{
    const AcvRecord *source = proof->path->source.record;
    if (!source || source->kind != ACV_KIND_AGENT_RUNTIME || !acv_is_plain_word(source->arn)) {
        return;
    }
    g_autofree char *attempt = try_of(proof, network);
    if (!attempt) {
        return;
    }
    g_autoptr(GString) code = g_string_new("import boto3; [print(event) for event in "
                                           "boto3.client('bedrock-agentcore')"
                                           ".invoke_agent_runtime_command(agentRuntimeArn=");
    g_string_append_printf(code, "'%s', body={'command': ", source->arn);
    g_autoptr(GString) text = g_string_new(NULL);
    append_json_text(text, attempt);
    g_string_append_printf(code, "%s, 'timeout': 30})['stream']]", text->str);
    GString *line = g_string_new("python3 -c");
    append_word(line, code->str);
    g_ptr_array_add(proof->commands, g_string_free(line, FALSE));
}
