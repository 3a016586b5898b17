/* Notes, assumptions and missing data in words. */
#include "render/wording.h"
#include "render/wording_names.h"

/* --- Notes --- */

static void
note_eni_missing(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    acv_word_record(out, note->record);
    g_string_append(out, " is READY, but the scenario has no network interface of it; any address "
                         "of its subnets stands for one.");
}

static void
note_not_in_vpc(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    const AcvAgentCore *resource = (const AcvAgentCore *) note->record;
    acv_word_record(out, note->record);
    g_string_append_printf(out,
                           " runs in mode %s: what it reaches, it reaches by AWS's network and "
                           "not by this design.",
                           resource->network_mode ? resource->network_mode : "PUBLIC");
}

static void
word_zone_of(GString *out, const AcvWords *words, const AcvRecord *record)
{
    const AcvSubnet *subnet = (const AcvSubnet *) record;
    const char *zone = acv_network_zone_id_of(words->network, subnet);
    acv_word_record(out, record);
    g_string_append_printf(out, " in %s", zone ? zone : subnet->availability_zone);
}

static void
note_zone_crossed(GString *out, const AcvWords *words, const AcvNote *note)
{
    g_string_append(out, "The way crosses zones, which costs and adds delay: from ");
    word_zone_of(out, words, note->record);
    g_string_append(out, " to ");
    word_zone_of(out, words, note->other);
    g_string_append_c(out, '.');
}

static void
note_nat_at_random(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    acv_word_record(out, note->record);
    g_string_append(out, " picks a port of 1024-65535 for each connection, and replies to some of "
                         "those ports are stopped: connections fail at random.");
}

static void
note_single_zone_nat(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    g_string_append(out, "Subnets of several zones share ");
    acv_word_record(out, note->record);
    g_string_append(out, "; if its zone fails, all of them lose it. A gateway in each zone, with "
                         "a route table for the subnets there, would remove that.");
}

/* What gives a component a second one in another zone. */
static const struct {
    AcvKind kind;
    const char *cure;
} cures[] = {
    { ACV_KIND_DB_INSTANCE,
      "Multi-AZ, or a reader in another zone of its cluster, would remove that" },
    { ACV_KIND_VPC_ENDPOINT, "a subnet of another zone, added to it, would remove that" },
    { ACV_KIND_MOUNT_TARGET, "a mount target in each zone would remove that" },
};

static void
note_single_point(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    const char *cure = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(cures); i++) {
        cure = cures[i].kind == note->record->kind ? cures[i].cure : cure;
    }
    acv_word_record(out, note->record);
    g_string_append(out, " stands in one zone, and sources of several zones need it");
    if (cure) {
        g_string_append_printf(out, "; %s", cure);
    }
    g_string_append_c(out, '.');
}

static void
note_over_broad(GString *out, const AcvWords *words, const AcvNote *note)
{
    acv_word_record(out, note->record);
    g_string_append(out, " lets in far more than this: ");
    acv_word_rule(out, words, note->rule);
    g_string_append_c(out, '.');
}

static void
note_no_group(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    acv_word_record(out, note->record);
    g_string_append(out, " has no network interface; any address of it, without a security group, "
                         "stands for the source.");
}

static void
note_endpoint_not_used(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    acv_word_record(out, note->record);
    g_string_append(out, " exists but is not used, because ");
    acv_word_record(out, note->other);
    g_string_append(out, " is not associated with it.");
}

static void
note_name_passes_by(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    g_string_append(out, "The endpoint ");
    acv_word_record(out, note->other);
    g_string_append(out, " is not used: ");
    acv_word_private_dns_setting(out, note->record);
    g_string_append(out, ", so the name gives public addresses.");
}

static void
note_endpoint_down(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    const AcvVpcEndpoint *endpoint = (const AcvVpcEndpoint *) note->record;
    g_string_append(out, "The endpoint ");
    acv_word_record(out, note->record);
    g_string_append_printf(out, " is not used: it is %s, so the name gives public addresses.",
                           endpoint->state);
}

static void
note_policy_is_narrow(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    g_string_append(out, "The policy of ");
    acv_word_record(out, note->record);
    g_string_append(out, " admits this, but not everything: other actions or resources of the "
                         "service may be refused.");
}

static void
note_layers_by_aws(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    acv_word_record(out, note->record);
    g_string_append(out, " gets the layers of its image from Amazon S3 by a gateway that AWS "
                         "manages, not by its VPC: it was created before that ended, or says "
                         "requireServiceS3Endpoint. What its own code asks of Amazon S3 goes by "
                         "the VPC.");
}

static void
note_conflict(GString *out, const AcvWords *words, const AcvNote *note)
{
    (void) words;
    g_autofree char *first = acv_place_pointer(&note->conflict->first);
    g_autofree char *second = acv_place_pointer(&note->conflict->second);
    g_string_append(out, "Two places differ about ");
    acv_word_record(out, note->record);
    g_string_append_printf(out, ": %s is taken from %s: %s, not from %s: %s.",
                           note->conflict->field, note->conflict->first.file, first,
                           note->conflict->second.file, second);
}

void
acv_word_note(GString *out, const AcvWords *words, const AcvNote *note)
{
    static void (*const by_kind[])(GString *, const AcvWords *, const AcvNote *) = {
        [ACV_NOTE_ENI_MISSING] = note_eni_missing,
        [ACV_NOTE_NOT_IN_VPC] = note_not_in_vpc,
        [ACV_NOTE_ZONE_CROSSED] = note_zone_crossed,
        [ACV_NOTE_NAT_AT_RANDOM] = note_nat_at_random,
        [ACV_NOTE_SINGLE_ZONE_NAT] = note_single_zone_nat,
        [ACV_NOTE_SINGLE_POINT] = note_single_point,
        [ACV_NOTE_OVER_BROAD_RULE] = note_over_broad,
        [ACV_NOTE_NO_SECURITY_GROUP] = note_no_group,
        [ACV_NOTE_ENDPOINT_NOT_USED] = note_endpoint_not_used,
        [ACV_NOTE_NAME_PASSES_BY] = note_name_passes_by,
        [ACV_NOTE_ENDPOINT_DOWN] = note_endpoint_down,
        [ACV_NOTE_POLICY_IS_NARROW] = note_policy_is_narrow,
        [ACV_NOTE_LAYERS_BY_AWS] = note_layers_by_aws,
        [ACV_NOTE_CONFLICT] = note_conflict,
    };
    by_kind[note->kind](out, words, note);
}

/* --- Assumptions --- */

void
acv_word_assumed(GString *out, const AcvAssumed *assumed)
{
    static const char *const texts[] = {
        [ACV_ASSUMPTION_NONE] = "",
        [ACV_ASSUMPTION_DEFAULT_NETWORK_ACL] =
            "no network ACL is given for it, so it has its VPC's default one, which allows all",
        [ACV_ASSUMPTION_DEFAULT_GROUP_EGRESS] =
            "its egress rules are not given, so it has the one of a new group, which allows all",
        [ACV_ASSUMPTION_DEFAULT_GROUP_INGRESS] =
            "its ingress rules are not given, so it has none, as a new group",
        [ACV_ASSUMPTION_NO_SECURITY_GROUP] = "it carries no security group, so none filters",
        [ACV_ASSUMPTION_ENDPOINT_ROUTE] =
            "it does not show the route to a gateway endpoint that names it, but has it",
        [ACV_ASSUMPTION_NEW_RUNTIME] =
            "its createdAt is not given, so it is new, and gets the layers of its image by its VPC",
        [ACV_ASSUMPTION_SERVICE_REGION] =
            "its Region is not given, so its endpoints are taken as those of its own Region",
        [ACV_ASSUMPTION_LOCAL_ROUTE] =
            "its local route is not written down, but every route table has one",
        [ACV_ASSUMPTION_NAT_ADDRESS] =
            "its addresses are not given, so it has one of its subnet and a public one",
        [ACV_ASSUMPTION_ELASTIC_ADDRESS] =
            "AWS is yet to choose that address, and the internet answers any",
        [ACV_ASSUMPTION_STATE_USABLE] = "its state is not given, so it works",
        [ACV_ASSUMPTION_ENGINE_PORT] =
            "its port is not given, so it listens on the default port of its engine",
        [ACV_ASSUMPTION_AMAZON_RESOLVER] =
            "no DHCP options are given for it, so its hosts ask the Amazon DNS server",
        [ACV_ASSUMPTION_PRIVATE_DNS] =
            "not all settings of its private DNS are given, so they are as when it was created",
        [ACV_ASSUMPTION_DNS_HOSTNAMES] =
            "enableDnsHostnames is not given, so it is on in a default VPC, and for private DNS",
        [ACV_ASSUMPTION_ZONE_NOT_KNOWN] =
            "its zone id is not given, so its zone is taken as one that AgentCore supports",
        [ACV_ASSUMPTION_REGION_NOT_KNOWN] =
            "the table of supported zones lacks its Region, so its zone is taken as supported",
    };
    if (assumed->record) {
        acv_word_record(out, assumed->record);
        g_string_append(out, ": ");
    }
    g_string_append_printf(out, "%s.", texts[assumed->assumption]);
}

/* --- Missing data --- */

/* "network ACL" of "network_acl". */
static void
word_kind(GString *out, AcvKind kind)
{
    static const char *const acronyms[] = { "acl", "db", "dhcp", "ip", "nat", "vpc", "vpn", NULL };
    g_auto(GStrv) words = g_strsplit(acv_kind_noun(kind), "_", -1);
    for (guint i = 0; words[i]; i++) {
        g_autofree char *upper = g_ascii_strup(words[i], -1);
        g_string_append(out, i > 0 ? " " : "");
        g_string_append(out, g_strv_contains(acronyms, words[i]) ? upper : words[i]);
    }
}

void
acv_word_missing(GString *out, const AcvMissing *missing)
{
    if (missing->field && missing->of) {
        g_string_append_printf(out, "whether %s takes connections while its %s is \"%s\"",
                               missing->id, missing->field, acv_state_of(missing->of));
        return;
    }
    if (missing->id && missing->field && g_str_equal(missing->field, ACV_MISSING_BEYOND)) {
        g_string_append_printf(out, "%s %s, of which the scenario says nothing", missing->field,
                               missing->id);
        return;
    }
    if (missing->id && missing->field) {
        g_string_append_printf(out, "%s of %s, which the scenario does not say", missing->field,
                               missing->id);
        return;
    }
    g_string_append(out, "the ");
    word_kind(out, missing->kind);
    if (missing->id) {
        g_string_append_printf(out, " %s", missing->id);
    }
    if (missing->of) {
        g_string_append(out, " of ");
        acv_word_record(out, missing->of);
    }
    g_string_append(out, ", which the scenario lacks");
}
