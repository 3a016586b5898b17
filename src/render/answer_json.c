#include "render/answer_json.h"

#include "acv/render.h"
#include "render/header_json.h"
#include "render/remedies.h"
#include "render/rule_json.h"

enum { SCHEMA_VERSION = 1 };

typedef void (*Wording)(GString *out, const AcvWords *words, const AcvExplanation *explanation);

static void
member_words(AcvJsonWriter *writer, const char *key, Wording wording, const AcvWords *words,
             const AcvExplanation *explanation)
{
    g_autoptr(GString) text = g_string_new(NULL);
    wording(text, words, explanation);
    if (text->len > 0) {
        acv_json_member_string(writer, key, text->str);
    }
}

/* --- Ends --- */

static void
write_strings(AcvJsonWriter *writer, const char *key, const AcvStrings *strings)
{
    acv_json_key(writer, key);
    acv_json_begin_array(writer);
    for (size_t i = 0; i < strings->n; i++) {
        acv_json_string(writer, strings->items[i]);
    }
    acv_json_end_array(writer);
}

static void
write_placement(AcvJsonWriter *writer, const AcvPlacement *placement)
{
    const AcvSubnet *subnet = placement->subnet;
    acv_json_member_string(writer, "NetworkInterfaceId",
                           placement->interface ? placement->interface->record.id : NULL);
    acv_json_member_string(writer, "SubnetId", placement->subnet_id);
    acv_json_member_string(writer, "VpcId", placement->vpc->record.id);
    acv_json_member_string(writer, "AvailabilityZone", subnet ? subnet->availability_zone : NULL);
    acv_json_member_string(writer, "AvailabilityZoneId",
                           subnet ? subnet->availability_zone_id : NULL);
    if (placement->group_ids.items) {
        write_strings(writer, "SecurityGroupIds", &placement->group_ids);
    }
}

static void
write_service(AcvJsonWriter *writer, const AcvWords *words, const AcvService *service)
{
    g_autofree char *host = acv_service_host(words->network, service);
    acv_json_member_string(writer, "ServiceName", service->name);
    acv_json_member_string(writer, "Title", service->row ? service->row->title : NULL);
    acv_json_member_string(writer, "Host", host);
}

static void
write_end(AcvJsonWriter *writer, const AcvWords *words, const char *key, const AcvEnd *end)
{
    acv_json_key(writer, key);
    acv_json_begin_object(writer);
    if (end->record) {
        acv_json_member_string(writer, "Id", end->record->id);
        acv_json_member_string(writer, "Name", acv_record_title(end->record));
        acv_json_member_string(writer, "Arn", end->record->arn);
    } else if (end->kind == ACV_PARTY_INTERNET) {
        acv_json_member_string(writer, "Id", "internet");
    } else if (end->service) {
        acv_json_member_string(writer, "Id", end->service->name);
    } else {
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_addresses(text, words, end->addresses, SIZE_MAX);
        acv_json_member_string(writer, "Id", text->str);
    }
    if (end->service) {
        write_service(writer, words, end->service);
    }
    if (end->placement) {
        write_placement(writer, end->placement);
    }
    acv_json_key(writer, "Addresses");
    acv_json_addresses(writer, end->addresses);
    acv_json_end_object(writer);
}

/* --- Explanations --- */

/* AWS's own member for a component of that kind, besides Component. */
static const struct {
    AcvKind kind;
    const char *key;
} typed_keys[] = {
    { ACV_KIND_SECURITY_GROUP, "SecurityGroup" },
    { ACV_KIND_NETWORK_ACL, "Acl" },
    { ACV_KIND_ROUTE_TABLE, "RouteTable" },
    { ACV_KIND_INTERNET_GATEWAY, "InternetGateway" },
    { ACV_KIND_NAT_GATEWAY, "NatGateway" },
    { ACV_KIND_NETWORK_INTERFACE, "NetworkInterface" },
    { ACV_KIND_VPC_ENDPOINT, "VpcEndpoint" },
};

static void
write_typed_component(AcvJsonWriter *writer, const AcvRecord *component)
{
    for (size_t i = 0; component && i < G_N_ELEMENTS(typed_keys); i++) {
        if (typed_keys[i].kind == component->kind) {
            acv_json_member_component(writer, typed_keys[i].key, component);
        }
    }
}

static void
write_near_miss(AcvJsonWriter *writer, const AcvWords *words, const AcvExplanation *explanation)
{
    static const struct {
        AcvMiss miss;
        const char *name;
    } fields[] = {
        { ACV_MISS_FAMILY, "Family" },
        { ACV_MISS_PROTOCOL, "Protocol" },
        { ACV_MISS_ADDRESS, "Address" },
        { ACV_MISS_PORT, "Port" },
    };
    const AcvNearMiss *near = &explanation->near_miss;
    if (!near->rule || (!near->rule->peer && !near->rule->entry)) {
        return;
    }
    acv_json_key(writer, "NearMiss");
    acv_json_begin_object(writer);
    acv_json_member_component(writer, "Component", near->rule->record);
    acv_json_member_rule(writer, words, near->rule);
    acv_json_key(writer, "Differs");
    acv_json_begin_array(writer);
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (near->misses & fields[i].miss) {
            acv_json_string(writer, fields[i].name);
        }
    }
    acv_json_end_array(writer);
    member_words(writer, "Message", acv_word_near_miss, words, explanation);
    acv_json_end_object(writer);
}

static void
write_where(AcvJsonWriter *writer, const AcvExplanation *explanation)
{
    static const char *const directions[] = {
        [ACV_DIRECTION_NONE] = NULL,
        [ACV_DIRECTION_INGRESS] = "ingress",
        [ACV_DIRECTION_EGRESS] = "egress",
    };
    acv_json_member_string(writer, "Direction", directions[explanation->direction]);
    acv_json_member_string(writer, "Path", explanation->is_reply ? "return" : "forward");
    acv_json_member_component(writer, "Component", explanation->component);
    write_typed_component(writer, explanation->component);
    if (explanation->hop) {
        acv_json_member_component(
            writer, "Subnet", explanation->hop->subnet ? &explanation->hop->subnet->record : NULL);
        acv_json_member_component(writer, "Vpc",
                                  explanation->hop->vpc ? &explanation->hop->vpc->record : NULL);
    }
}

static void
write_explanation(AcvJsonWriter *writer, const AcvWords *words, const AcvExplanation *explanation)
{
    const char *code = acv_code_name(explanation->code);
    const AcvCodeRow *row = acv_catalog_find_code(words->catalog, code);
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "ExplanationCode", code);
    write_where(writer, explanation);
    acv_json_member_rule(writer, words, explanation->rule);
    write_near_miss(writer, words, explanation);
    member_words(writer, "Message", acv_word_message, words, explanation);
    member_words(writer, "Remedy", acv_word_remedy, words, explanation);
    acv_json_member_string(writer, "Symptom", row ? row->symptom : NULL);
    acv_json_member_string(writer, "Reference", row ? row->source : NULL);
    acv_json_key(writer, "Headers");
    acv_json_packets(writer, explanation->packets);
    acv_json_end_object(writer);
}

void
acv_json_member_explanations(AcvJsonWriter *writer, const AcvWords *words,
                             const GArray *explanations)
{
    acv_json_key(writer, "Explanations");
    acv_json_begin_array(writer);
    for (guint i = 0; i < explanations->len; i++) {
        write_explanation(writer, words, &g_array_index(explanations, AcvExplanation, i));
    }
    acv_json_end_array(writer);
}

/* --- Ways --- */

/* What a name stands for, at the hop that asked for it. */
static void
write_resolution(AcvJsonWriter *writer, const AcvNaming *naming)
{
    acv_json_key(writer, "Resolution");
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "Host", naming->host);
    if (naming->addresses) {
        acv_json_key(writer, "Addresses");
        acv_json_addresses(writer, naming->addresses);
    }
    acv_json_member_component(writer, "Record", naming->answer.record);
    acv_json_member_component(writer, "By", naming->answer.by);
    acv_json_end_object(writer);
}

static void
write_waypoint(AcvJsonWriter *writer, const AcvWords *words, const AcvWaypoint *waypoint,
               unsigned number)
{
    bool mirrored = waypoint->step && waypoint->step->is_reply;
    const AcvHop *hop = waypoint->hop;
    acv_json_begin_object(writer);
    acv_json_member_int(writer, "SequenceNumber", number);
    if (waypoint->component) {
        acv_json_member_component(writer, "Component", waypoint->component);
    } else {
        acv_json_key(writer, "Component");
        acv_json_begin_object(writer);
        acv_json_member_string(writer, "Id", "internet");
        acv_json_end_object(writer);
    }
    acv_json_member_component(writer, "Subnet", hop && hop->subnet ? &hop->subnet->record : NULL);
    acv_json_member_component(writer, "Vpc", hop && hop->vpc ? &hop->vpc->record : NULL);
    acv_json_member_rule(writer, words, waypoint->rule);
    if (waypoint->step && waypoint->step->kind == ACV_STEP_STAGE
        && waypoint->step->stage->kind == ACV_STAGE_NAME) {
        write_resolution(writer, hop->naming);
    }
    if (number == 1) {
        acv_json_member_header(writer, "InboundHeader", waypoint->in, mirrored);
    }
    if (waypoint->out != waypoint->in) {
        acv_json_member_header(writer, "OutboundHeader", waypoint->out, mirrored);
    }
    if (waypoint->verdict != ACV_VERDICT_ADMITTED) {
        acv_json_member_string(writer, "Verdict",
                               waypoint->verdict == ACV_VERDICT_REFUSED ? "refused" : "unknown");
        acv_json_member_string(writer, "ExplanationCode", acv_code_name(waypoint->step->code));
    }
    if (waypoint->is_past_block) {
        acv_json_member_bool(writer, "PastBlock", true);
    }
    acv_json_end_object(writer);
}

static void
write_waypoints(AcvJsonWriter *writer, const char *key, const AcvWords *words,
                const GArray *waypoints)
{
    acv_json_key(writer, key);
    acv_json_begin_array(writer);
    for (guint i = 0; waypoints && i < waypoints->len; i++) {
        write_waypoint(writer, words, &g_array_index(waypoints, AcvWaypoint, i), i + 1);
    }
    acv_json_end_array(writer);
}

static void
write_ways(AcvJsonWriter *writer, const AcvWords *words, const GPtrArray *ways)
{
    const AcvWay *main_way = ways->len > 0 ? g_ptr_array_index(ways, 0) : NULL;
    write_waypoints(writer, "ForwardPathComponents", words, main_way ? main_way->there : NULL);
    write_waypoints(writer, "ReturnPathComponents", words, main_way ? main_way->back : NULL);
    if (ways->len < 2) {
        return;
    }
    acv_json_key(writer, "OtherWays");
    acv_json_begin_array(writer);
    for (guint i = 1; i < ways->len; i++) {
        const AcvWay *way = g_ptr_array_index(ways, i);
        acv_json_begin_object(writer);
        write_waypoints(writer, "ForwardPathComponents", words, way->there);
        write_waypoints(writer, "ReturnPathComponents", words, way->back);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

/* --- Paths --- */

static void
member_packets(AcvJsonWriter *writer, const char *key, const AcvPacketSet *packets, bool always)
{
    if (always || !acv_packet_set_is_empty(packets)) {
        acv_json_key(writer, key);
        acv_json_packets(writer, packets);
    }
}

static void
write_path(AcvJsonWriter *writer, const AcvWords *words, const AcvPathAnswer *answer)
{
    const AcvPath *path = answer->path;
    acv_json_begin_object(writer);
    write_end(writer, words, "Source", &path->source);
    write_end(writer, words, "Destination", &path->target);
    acv_json_member_string(writer, "Part", path->part);
    acv_json_member_string(writer, "Verdict", acv_outcome_name(path->outcome));
    member_packets(writer, "Reachable", path->reachable, true);
    member_packets(writer, "Unreachable", path->unreachable, true);
    member_packets(writer, "Undetermined", path->undetermined, false);
    member_packets(writer, "AtRandom", path->unsteady, false);
    write_ways(writer, words, answer->ways);
    acv_json_member_explanations(writer, words, answer->explanations);
    acv_json_end_object(writer);
}

/* --- The rest --- */

static void
write_query(AcvJsonWriter *writer, const AcvQuestion *question)
{
    acv_json_key(writer, "Query");
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "From", question->from);
    acv_json_member_string(writer, "To", question->to);
    acv_json_key(writer, "EphemeralPorts");
    acv_json_range(writer, question->ephemeral_ports.first, question->ephemeral_ports.last);
    acv_json_end_object(writer);
}

static void
write_notes(AcvJsonWriter *writer, const AcvWords *words, const GArray *notes)
{
    acv_json_key(writer, "Notes");
    acv_json_begin_array(writer);
    for (guint i = 0; i < notes->len; i++) {
        const AcvNote *note = &g_array_index(notes, AcvNote, i);
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_note(text, words, note);
        acv_json_begin_object(writer);
        acv_json_member_string(writer, "ExplanationCode", acv_code_name(note->code));
        acv_json_member_component(writer, "Component", note->record);
        acv_json_member_string(writer, "Message", text->str);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

static void
write_assumptions(AcvJsonWriter *writer, const GArray *assumptions)
{
    acv_json_key(writer, "Assumptions");
    acv_json_begin_array(writer);
    for (guint i = 0; i < assumptions->len; i++) {
        const AcvAssumed *assumed = &g_array_index(assumptions, AcvAssumed, i);
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_assumed(text, assumed);
        acv_json_begin_object(writer);
        acv_json_member_component(writer, "Component", assumed->record);
        acv_json_member_string(writer, "Message", text->str);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

void
acv_json_member_missing(AcvJsonWriter *writer, const GArray *missing)
{
    acv_json_key(writer, "MissingData");
    acv_json_begin_array(writer);
    for (guint i = 0; i < missing->len; i++) {
        const AcvMissing *item = &g_array_index(missing, AcvMissing, i);
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_missing(text, item);
        acv_json_begin_object(writer);
        acv_json_member_string(writer, "Key", acv_kind_key(item->kind));
        acv_json_member_string(writer, "Id", item->id);
        acv_json_member_string(writer, "Field", item->field);
        acv_json_member_component(writer, "Of", item->of);
        acv_json_member_string(writer, "Message", text->str);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

/* True for reachable and partial, null for undetermined. */
static void
write_found(AcvJsonWriter *writer, AcvOutcome outcome)
{
    acv_json_key(writer, "NetworkPathFound");
    if (outcome == ACV_OUTCOME_UNDETERMINED) {
        acv_json_null(writer);
    } else {
        acv_json_bool(writer, outcome != ACV_OUTCOME_UNREACHABLE);
    }
}

void
acv_json_members_of_answer(AcvJsonWriter *writer, const AcvAnswer *answer)
{
    AcvWords words = acv_words_of(answer);
    acv_json_member_int(writer, "SchemaVersion", SCHEMA_VERSION);
    acv_json_member_string(writer, "Verdict", acv_outcome_name(answer->outcome));
    write_found(writer, answer->outcome);
    write_query(writer, answer->inquiry->question);
    acv_json_key(writer, "Paths");
    acv_json_begin_array(writer);
    for (guint i = 0; i < answer->paths->len; i++) {
        write_path(writer, &words, g_ptr_array_index(answer->paths, i));
    }
    acv_json_end_array(writer);
    acv_json_member_explanations(writer, &words, answer->explanations);
    acv_json_member_remedies(writer, answer);
    write_notes(writer, &words, answer->notes);
    write_assumptions(writer, answer->assumptions);
    acv_json_member_missing(writer, answer->missing);
}

void
acv_render_json(GString *out, const AcvAnswer *answer)
{
    AcvJsonWriter writer = acv_json_writer(out);
    acv_json_begin_object(&writer);
    acv_json_members_of_answer(&writer, answer);
    acv_json_member_verification(&writer, answer);
    acv_json_end_object(&writer);
}
