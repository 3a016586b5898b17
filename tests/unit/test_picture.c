/* What a picture has, and that nothing of the input gets out of its place in it. */
#include "acv/answer.h"
#include "acv/render.h"
#include "expect.h"
#include "explain/picture.h"
#include "scenario.h"
#include "scenario_tree.h"
#include "suite.h"

#include <string.h>

static AcvAnswer *
answer_of(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question)
{
    g_autoptr(GError) error = NULL;
    AcvAnswer *answer = snapshot ? acv_answer_new(snapshot, catalog, question, &error) : NULL;
    EXPECT_TEXT(question->to, error ? error->message : NULL, NULL);
    return answer;
}

/* --- What is in a picture --- */

static const char *
name_of_kind(AcvFigureKind kind)
{
    static const char *const names[] = {
#define KIND_NAME(constant, is_gate) #constant,
        ACV_FIGURES(KIND_NAME)
#undef KIND_NAME
    };
    return names[kind];
}

/* "CLIENT > NETWORK_ACL! > ..": figures in their order, with "!" where packets stop, "%" where some
 * do, "?" where nobody knows, and "." where none gets; then how many links there are. */
static char *
print_picture(const AcvPicture *picture)
{
    static const char marks[] = {
        [ACV_FATE_BEYOND] = '.',     [ACV_FATE_PASSES] = ' ', [ACV_FATE_UNKNOWN] = '?',
        [ACV_FATE_STOPS_SOME] = '%', [ACV_FATE_STOPS] = '!',
    };
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < picture->figures->len; i++) {
        const AcvFigure *figure = g_ptr_array_index(picture->figures, i);
        char mark[] = { marks[figure->fate], '\0' };
        g_string_append_printf(text, "%s%s%s%s", i > 0 ? "; " : "", name_of_kind(figure->kind),
                               figure->is_reply ? " reply" : "", g_strchomp(mark));
    }
    g_string_append_printf(text, "; %u links", picture->links->len);
    return g_string_free(text, FALSE);
}

static const struct {
    const char *scenario;
    const char *from;
    const char *to;
    const char *figures;
} pictures[] = {
    { "database/reachable", "runtime", "rds",
      "CLIENT; SECURITY_GROUP; NETWORK_ACL; ROUTE_TABLE; NETWORK_ACL; SECURITY_GROUP; TARGET; "
      "6 links" },
    { "database/three-blockers", "runtime", "rds:3306",
      "CLIENT; SECURITY_GROUP!; NETWORK_ACL.; ROUTE_TABLE.; NETWORK_ACL!; SECURITY_GROUP!; "
      "TARGET.; 6 links" },
    { "network-acl/same-subnet", "runtime", "rds",
      "CLIENT; SECURITY_GROUP; SECURITY_GROUP; TARGET; 3 links" },
    { "network-acl/blocks-reply", "runtime", "rds:3306",
      "CLIENT; SECURITY_GROUP; NETWORK_ACL; ROUTE_TABLE; NETWORK_ACL; SECURITY_GROUP; TARGET; "
      "SECURITY_GROUP reply; NETWORK_ACL reply; ROUTE_TABLE reply; NETWORK_ACL reply!; "
      "SECURITY_GROUP reply.; 12 links" },
    { "internet/through-nat", "runtime", "internet",
      "CLIENT; SECURITY_GROUP; NETWORK_ACL; ROUTE_TABLE; NETWORK_ACL; NAT_GATEWAY; NETWORK_ACL; "
      "ROUTE_TABLE; INTERNET_GATEWAY; INTERNET; 9 links" },
    { "internet/public-subnet", "runtime", "1.1.1.1:443",
      "CLIENT; SECURITY_GROUP; NETWORK_ACL; ROUTE_TABLE; INTERNET_GATEWAY!; TARGET.; 5 links" },
    { "internet/arriving", "internet", "eni-web:443",
      "INTERNET; INTERNET_GATEWAY; NETWORK_ACL; SECURITY_GROUP; TARGET; 4 links" },
    { "agentcore/mode-public", "runtime", "rds:3306", "CLIENT; TARGET.; CONDITION!; 2 links" },
    { "missing-data/nat-gateway", "runtime", "1.1.1.1:443",
      "CLIENT; SECURITY_GROUP; NETWORK_ACL; ROUTE_TABLE; UNKNOWN?; TARGET?; 5 links" },
    { "target/nobody", "runtime", "10.0.101.77:443",
      "CLIENT; SECURITY_GROUP; NETWORK_ACL; ROUTE_TABLE; NETWORK_ACL; CONDITION!; 5 links" },
};

static void
each_thing_is_drawn_once_with_what_becomes_of_packets(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(pictures); i++) {
        g_autofree char *file =
            g_build_filename(SCENARIOS, pictures[i].scenario, "scenario.json", NULL);
        const char *names[] = { file, NULL };
        g_autoptr(AcvSnapshot) snapshot = acv_scenario_read(names, problems);
        AcvQuestion question = { pictures[i].from, pictures[i].to, ACV_EPHEMERAL_PORTS, false };
        g_autoptr(AcvAnswer) answer = answer_of(snapshot, catalog, &question);
        if (answer) {
            g_autoptr(AcvPicture) picture = acv_picture_new(answer);
            g_autofree char *figures = print_picture(picture);
            EXPECT_TEXT(pictures[i].scenario, figures, pictures[i].figures);
        }
    }
}

/* --- Many placements --- */

/* A runtime in 'n' subnets with tables of their own, none of which leads anywhere else. */
static char *
many_subnets(unsigned n)
{
    GString *json = g_string_new("{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/16\"}],"
                                 "\"SecurityGroups\":[{\"GroupId\":\"sg-1\",\"VpcId\":\"vpc-1\"}],"
                                 "\"Subnets\":[");
    for (unsigned i = 0; i < n; i++) {
        g_string_append_printf(
            json,
            "%s{\"SubnetId\":\"subnet-%u\",\"VpcId\":\"vpc-1\","
            "\"CidrBlock\":\"10.0.%u.0/24\",\"AvailabilityZoneId\":\"use1-az%u\"}",
            i > 0 ? "," : "", i, i, i % 6 + 1);
    }
    g_string_append(json, "],\"AgentRuntimes\":[{\"agentRuntimeId\":\"agent-1\","
                          "\"networkConfiguration\":{\"networkMode\":\"VPC\","
                          "\"networkModeConfig\":{\"securityGroups\":[\"sg-1\"],\"subnets\":[");
    for (unsigned i = 0; i < n; i++) {
        g_string_append_printf(json, "%s\"subnet-%u\"", i > 0 ? "," : "", i);
    }
    g_string_append(json, "]}}}]}");
    return g_string_free(json, FALSE);
}

static void
many_ways_are_drawn_where_they_differ_and_the_rest_is_counted(void)
{
    enum { FEW = 3, MANY = 40, MOST_DRAWN = 12 };
    static const unsigned counts[] = { FEW, MANY };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_autofree char *name = g_strdup_printf("%u subnets", counts[i]);
        g_autofree char *json = many_subnets(counts[i]);
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
        AcvQuestion question = { "runtime", "1.1.1.1:443", ACV_EPHEMERAL_PORTS, false };
        g_autoptr(AcvAnswer) answer = answer_of(snapshot, catalog, &question);
        g_autoptr(AcvPicture) picture = acv_picture_new(answer);
        g_autoptr(GString) svg = g_string_new(NULL);
        acv_render_svg(svg, answer);
        bool is_many = counts[i] > MOST_DRAWN;
        EXPECT_TRUE(name, is_many == (picture->n_left_out >= MANY - MOST_DRAWN));
        EXPECT_TRUE(name, is_many == (strstr(svg->str, " more paths are not drawn.") != NULL));
    }
}

/* --- Hostile names --- */

static const char *const hostile_names[] = {
    "</text><script>alert(1)</script>",
    "\\\"]; x [label=\\\"",
    "\\\"-->",
    "a\\nb",
    "\\u202eevil",
    "\\u0007\\u001b[31m",
    "\\ud83d\\ude80 \\ud83d\\ude80",
    "%%{init: {}}%%",
    "#quot;]; end",
    "]]> &amp; &#0; --",
    "\\\\",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
};

/* A design in which everything is called 'name', which is JSON without its quotes. */
static char *
scenario_called(const char *name)
{
    static const char json[] =
        "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/16\","
        "\"Tags\":[{\"Key\":\"Name\",\"Value\":\"@\"}]}],"
        "\"Subnets\":[{\"SubnetId\":\"subnet-1\",\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.1.0/24\","
        "\"AvailabilityZone\":\"@\",\"Tags\":[{\"Key\":\"Name\",\"Value\":\"@\"}]}],"
        "\"SecurityGroups\":[{\"GroupId\":\"sg-@\",\"VpcId\":\"vpc-1\",\"GroupName\":\"@\","
        "\"IpPermissionsEgress\":[{\"IpProtocol\":\"tcp\",\"FromPort\":443,\"ToPort\":443,"
        "\"IpRanges\":[{\"CidrIp\":\"0.0.0.0/0\",\"Description\":\"@\"}]}]}],"
        "\"RouteTables\":[{\"RouteTableId\":\"rtb-@\",\"VpcId\":\"vpc-1\","
        "\"Associations\":[{\"Main\":true}],\"Routes\":[]}],"
        "\"AgentRuntimes\":[{\"agentRuntimeId\":\"agent-1\",\"agentRuntimeName\":\"@\","
        "\"networkConfiguration\":{\"networkMode\":\"VPC\",\"networkModeConfig\":"
        "{\"securityGroups\":[\"sg-@\"],\"subnets\":[\"subnet-1\"]}}}]}";
    g_auto(GStrv) parts = g_strsplit(json, "@", -1);
    return g_strjoinv(name, parts);
}

/* Whether each line has an even number of quotes that are not escaped. */
static bool
quotes_pair_up(const char *text, bool has_escapes)
{
    bool is_open = false;
    for (const char *at = text; *at; at++) {
        if (has_escapes && is_open && *at == '\\' && at[1]) {
            at++;
        } else if (*at == '"') {
            is_open = !is_open;
        } else if (*at == '\n' && is_open) {
            return false;
        }
    }
    return !is_open;
}

static bool
is_clean(const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        GUnicodeType type = g_unichar_type(character);
        if (character != '\n' && (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT)) {
            return false;
        }
    }
    return g_utf8_validate(text, -1, NULL);
}

static bool
is_markup(const GString *text)
{
    static const GMarkupParser parser = { 0 };
    g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
    return g_markup_parse_context_parse(context, text->str, (gssize) text->len, NULL)
           && g_markup_parse_context_end_parse(context, NULL);
}

static void
hostile_names_stay_names(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(hostile_names); i++) {
        const char *name = hostile_names[i];
        g_autofree char *json = scenario_called(name);
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
        AcvQuestion question = { "runtime", "1.1.1.1:443", ACV_EPHEMERAL_PORTS, false };
        g_autoptr(AcvAnswer) answer = answer_of(snapshot, catalog, &question);
        g_autoptr(GString) svg = g_string_new(NULL);
        g_autoptr(GString) dot = g_string_new(NULL);
        g_autoptr(GString) mermaid = g_string_new(NULL);
        acv_render_svg(svg, answer);
        acv_render_dot(dot, answer);
        acv_render_mermaid(mermaid, answer);
        EXPECT_TRUE(name, is_markup(svg) && !strstr(svg->str, "<script"));
        EXPECT_TRUE(name, quotes_pair_up(dot->str, true));
        EXPECT_TRUE(name, quotes_pair_up(mermaid->str, false));
        EXPECT_TRUE(name, !strstr(mermaid->str, "<script") && !strstr(mermaid->str, "{init: {}}"));
        EXPECT_TRUE(name, is_clean(svg->str) && is_clean(dot->str) && is_clean(mermaid->str));
    }
}

SUITE_MAIN(picture, TEST(each_thing_is_drawn_once_with_what_becomes_of_packets),
           TEST(many_ways_are_drawn_where_they_differ_and_the_rest_is_counted),
           TEST(hostile_names_stay_names))
