/* AWS services as targets: where their endpoints lead, and what is known without them. */
#include "analysis/inquiry.h"
#include "analysis/layers.h"
#include "expect.h"
#include "scenario.h"
#include "suite.h"

typedef struct {
    const char *name;
    const char *json; /* With ' for ". */
    const char *from;
    const char *to;
    const char *answer; /* The verdict, and "CODE COMPONENT" of each blocker of the first path. */
} Case;

#define VPC \
    "'Region':'us-east-1','Vpcs':[{'VpcId':'vpc-1','CidrBlock':'10.0.0.0/16'}]," \
    "'Subnets':[{'SubnetId':'subnet-1','VpcId':'vpc-1','CidrBlock':'10.0.0.0/24'}," \
    "{'SubnetId':'subnet-2','VpcId':'vpc-1','CidrBlock':'10.0.1.0/24'}]"
#define NO_REGION \
    "'Vpcs':[{'VpcId':'vpc-1','CidrBlock':'10.0.0.0/16'}]," \
    "'Subnets':[{'SubnetId':'subnet-1','VpcId':'vpc-1','CidrBlock':'10.0.0.0/24'}]"
#define GROUPS(egress) \
    "'SecurityGroups':[{'GroupId':'sg-1','VpcId':'vpc-1','IpPermissions':[]" egress "}," \
    "{'GroupId':'sg-d','GroupName':'default','VpcId':'vpc-1','IpPermissions':[{'IpProtocol':" \
    "'-1','UserIdGroupPairs':[{'GroupId':'sg-d'}]}]}]"
#define EGRESS_TO(peer) ",'IpPermissionsEgress':[{'IpProtocol':'-1'," peer "}]"
#define TABLE(routes) \
    "'RouteTables':[{'RouteTableId':'rtb-1','VpcId':'vpc-1','Associations':[{'Main':true}]," \
    "'Routes':[" routes "]}]"
#define RUNTIME(mode) \
    "'AgentRuntimes':[{'agentRuntimeId':'runtime-1','networkConfiguration':{'networkMode':'" mode \
    "','networkModeConfig':{'subnets':['subnet-1'],'securityGroups':['sg-1']}}}]"
#define SANDBOX \
    "'CodeInterpreters':[{'codeInterpreterId':'code-1','networkConfiguration':{'networkMode':" \
    "'SANDBOX'}}]"
#define ENDPOINT(id, type, service, more) \
    "{'VpcEndpointId':'" id "','VpcEndpointType':'" type "','VpcId':'vpc-1','ServiceName':" \
    "'com.amazonaws.us-east-1." service "'" more "}"
#define ENDPOINTS(list) "'VpcEndpoints':[" list "]"
#define GATEWAY(more) ENDPOINTS(ENDPOINT("vpce-s3", "Gateway", "s3", more))
#define INTERFACE(more) ENDPOINTS(ENDPOINT("vpce-logs", "Interface", "logs", more))
#define LIST_ROUTE "{'DestinationPrefixListId':'pl-1','GatewayId':'vpce-s3'}"

static const Case answers[] = {
    { "a route to a list of which nothing is known but its endpoint leads to the service",
      "{" VPC "," GROUPS("") "," TABLE(LIST_ROUTE) "," GATEWAY("") "," RUNTIME("VPC") "}",
      "runtime", "s3", "reachable" },
    { "an endpoint that names a table has a route there, written or not",
      "{" VPC
      "," GROUPS("") "," TABLE("") "," GATEWAY(",'RouteTableIds':['rtb-1']") "," RUNTIME("VPC") "}",
      "runtime", "s3", "reachable" },
    { "an endpoint that names another table has none here",
      "{" VPC
      "," GROUPS("") "," TABLE("") "," GATEWAY(",'RouteTableIds':['rtb-2']") "," RUNTIME("VPC") "}",
      "runtime", "s3", "unreachable; NO_ROUTE_TO_DESTINATION rtb-1" },
    { "a list of another service leads nowhere with this one",
      "{" VPC
      "," GROUPS("") "," TABLE("{'DestinationPrefixListId':'pl-2','GatewayId':'vpce-s3'"
                               "}") "," GATEWAY("") ","
                                                    "'PrefixLists':[{'PrefixListId':'pl-2','"
                                                    "PrefixListName':'com.amazonaws.us-east-1."
                                                    "dynamodb'}]," RUNTIME("VPC") "}",
      "runtime", "s3", "unreachable; NO_ROUTE_TO_DESTINATION rtb-1" },
    { "the list of another Region's service admits none of this one's addresses",
      "{" VPC "," GROUPS(EGRESS_TO("'PrefixListIds':[{'PrefixListId':'pl-3'}]")) "," TABLE(
          LIST_ROUTE) "," GATEWAY("") ","
                                      "'PrefixLists':[{'PrefixListId':'pl-3','PrefixListName':'"
                                      "com.amazonaws.eu-west-1.s3'}]," RUNTIME("VPC") "}",
      "runtime", "s3", "unreachable; ENI_SG_RULES_MISMATCH sg-1" },
    { "a list that the customer manages, without entries, may hold the service's addresses",
      "{" VPC "," GROUPS(EGRESS_TO("'PrefixListIds':[{'PrefixListId':'pl-4'}]")) "," TABLE(
          LIST_ROUTE) "," GATEWAY("") ","
                                      "'PrefixLists':[{'PrefixListId':'pl-4','PrefixListName':'"
                                      "partners'}]," RUNTIME("VPC") "}",
      "runtime", "s3", "undetermined; MISSING_DATA sg-1" },
    { "some of the service's addresses may be in a block that a group admits",
      "{" VPC "," GROUPS(EGRESS_TO("'IpRanges':[{'CidrIp':'52.0.0.0/8'}]")) "," TABLE(
          LIST_ROUTE) "," GATEWAY("") "," RUNTIME("VPC") "}",
      "runtime", "s3", "undetermined; ENI_SG_RULES_MISMATCH sg-1" },
    { "a deleted endpoint is none",
      "{" VPC "," GROUPS("") "," TABLE("") "," GATEWAY(",'State':'deleted'") "," RUNTIME("VPC") "}",
      "runtime", "s3", "unreachable; ENDPOINT_MISSING vpc-1" },
    { "a blackhole route is the table's to mend",
      "{" VPC "," GROUPS("") "," TABLE(
          "{'DestinationPrefixListId':'pl-1','GatewayId':'vpce-s3'"
          ",'State':'blackhole'}") "," GATEWAY(",'State':'deleted'") "," RUNTIME("VPC") "}",
      "runtime", "s3", "unreachable; BAD_STATE_ROUTE rtb-1" },
    { "a gateway endpoint by its id counts no other way",
      "{" VPC "," GROUPS("") "," TABLE(
          "{'DestinationCidrBlock':'0.0.0.0/"
          "0','GatewayId':'igw-1'}") "," GATEWAY("") ","
                                                     "'InternetGateways':[{'InternetGatewayId':'"
                                                     "igw-1','Attachments':[{'VpcId':'vpc-1'"
                                                     "}]}]," RUNTIME("VPC") "}",
      "runtime", "vpce-s3", "unreachable; NO_ROUTE_TO_DESTINATION rtb-1" },
    { "without an endpoint no group is to blame",
      "{" VPC "," GROUPS(EGRESS_TO("'UserIdGroupPairs':[{'GroupId':'sg-d'}]")) "," TABLE(
          "") "," RUNTIME("VPC") "}",
      "runtime", "logs", "unreachable; ENDPOINT_MISSING vpc-1" },
    { "an endpoint of another Region does not serve",
      "{" VPC "," GROUPS("") "," TABLE("") "," INTERFACE(",'SubnetIds':['subnet-1']") "," RUNTIME(
          "VPC") "}",
      "runtime", "com.amazonaws.eu-west-1.logs", "unreachable; ENDPOINT_MISSING vpc-1" },
    { "without a Region an endpoint of the service serves, whatever its Region",
      "{" NO_REGION "," GROUPS("") "," TABLE("") "," INTERFACE(
          ",'SubnetIds':['subnet-1'],'Groups':[{'GroupId':'sg-1'}]") "," RUNTIME("VPC") "}",
      "runtime", "logs", "unreachable; SG_HAS_NO_RULES sg-1" },
    { "an endpoint without groups has the default group of its VPC",
      "{" VPC "," GROUPS("") "," TABLE("") "," INTERFACE(",'SubnetIds':['subnet-2']") "," RUNTIME(
          "VPC") "}",
      "runtime", "logs", "unreachable; ENI_SG_RULES_MISMATCH sg-d" },
    { "an endpoint answers no ping",
      "{" VPC
      "," GROUPS(EGRESS_TO("'IpRanges':[{'CidrIp':'0.0.0.0/0'}]")) "," TABLE("") "," INTERFACE(
          ",'SubnetIds':['subnet-1'],'Groups':[{'GroupId':'sg-none'}]") "," RUNTIME("VPC") "}",
      "runtime", "vpce-logs/ping", "unreachable; TARGET_NOT_LISTENING vpce-logs" },
    { "what lies beyond an endpoint of a load balancer is not known",
      "{" VPC "," GROUPS("") "," TABLE("") "," ENDPOINTS(ENDPOINT(
          "vpce-g", "GatewayLoadBalancer", "vpce-svc-1",
          ",'SubnetIds':['subnet-1'],'Groups':[{'GroupId':'sg-d'}]")) ","
                                                                      "'NetworkInterfaces':[{'"
                                                                      "NetworkInterfaceId':'"
                                                                      "eni-1','VpcId':'vpc-1','"
                                                                      "SubnetId':'subnet-2',"
                                                                      "'PrivateIpAddress':'10."
                                                                      "0.1.9','Groups':[{'"
                                                                      "GroupId':'sg-d'}]}]}",
      "eni-1", "vpce-g:443", "undetermined; MISSING_DATA vpce-g" },
    { "an endpoint opens no connection",
      "{" VPC "," GROUPS("") "," TABLE("") "," INTERFACE("") "," RUNTIME("VPC") "}", "vpce-logs",
      "runtime:443", "unreachable" },
    { "a runtime in mode PUBLIC reaches services by AWS",
      "{" VPC "," GROUPS("") "," TABLE("") "," RUNTIME("PUBLIC") "}", "runtime", "ecr",
      "reachable" },
    { "a sandbox reaches Amazon S3", "{" VPC "," SANDBOX "}", "code-interpreter", "s3",
      "reachable" },
    { "a sandbox reaches no other service", "{" VPC "," SANDBOX "}", "code-interpreter", "logs",
      "unreachable" },
};

static char *
answer_of(const AcvInquiry *inquiry)
{
    GString *text = g_string_new(acv_outcome_name(inquiry->outcome));
    const AcvPath *path = g_ptr_array_index(inquiry->paths, 0);
    for (guint i = 0; path->reach && i < path->reach->blockers->len; i++) {
        const AcvBlocker *blocker = g_ptr_array_index(path->reach->blockers, i);
        const AcvRecord *component = blocker->step->component;
        if (blocker->verdict == ACV_VERDICT_REFUSED
            || !acv_packet_set_is_empty(path->undetermined)) {
            g_string_append_printf(text, "; %s %s", acv_code_name(blocker->code),
                                   component ? component->id : "-");
        }
    }
    return g_string_free(text, FALSE);
}

/* What is answered, or the error. */
static char *
ask(const AcvCatalog *catalog, const Case *c)
{
    g_autofree char *json = g_strdelimit(g_strdup(c->json), "'", '"');
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
    AcvQuestion question = {
        .from = c->from, .to = c->to, .ephemeral_ports = ACV_EPHEMERAL_PORTS, .no_dns = true
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(AcvInquiry) inquiry = acv_inquiry_new(network, &question, &error);
    return inquiry ? answer_of(inquiry) : g_strdup(error->message);
}

static void
check_all(const Case *cases, size_t n)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < n; i++) {
        g_autofree char *got = ask(catalog, &cases[i]);
        EXPECT_TEXT(cases[i].name, got, cases[i].answer);
    }
}

static void
services_are_reached_by_endpoints_and_lists(void)
{
    check_all(answers, G_N_ELEMENTS(answers));
}

static void
names_of_services_are_known_or_told_apart(void)
{
    static const Case names[] = {
        { "a name that is near to a service", "{" VPC "," GROUPS("") "," RUNTIME("VPC") "}",
          "runtime", "bedrok-runtime",
          "--to: no target is called \"bedrok-runtime\"; did you mean bedrock-runtime, runtime?" },
        { "no service is a source", "{" VPC "," GROUPS("") "," RUNTIME("VPC") "}", "s3", "runtime",
          "--from: no source is called \"s3\"; \"acv-path list\" shows the names" },
        { "something else is called like a service",
          "{" VPC ",'Reservations':[{'Instances':[{'InstanceId':'i-1','SubnetId':'subnet-1','Tags':"
          "[{'Key':'Name','Value':'batch'}]}]}]," GROUPS("") "," RUNTIME("VPC") "}",
          "runtime", "batch",
          "--to: an AWS service and something else have this name: \"batch\" is ambiguous: it can "
          "be "
          "i-1 (batch)" },
    };
    check_all(names, G_N_ELEMENTS(names));
}

static void
layers_come_by_the_day_of_creation(void)
{
    static const struct {
        const char *name;
        const char *created_at;
        AcvFlag requires;
        AcvLayersWay way;
        bool assumed;
    } cases[] = {
        { "before", "2026-05-04T23:59:59Z", ACV_FLAG_ABSENT, ACV_LAYERS_BY_AWS, false },
        { "before, in a zone ahead", "2026-05-05T01:00:00+02:00", ACV_FLAG_ABSENT,
          ACV_LAYERS_BY_AWS, false },
        { "on the first day", "2026-05-05T00:00:00Z", ACV_FLAG_ABSENT, ACV_LAYERS_BY_EITHER,
          false },
        { "a day alone", "2026-05-05", ACV_FLAG_ABSENT, ACV_LAYERS_BY_EITHER, false },
        { "at the end", "2026-06-11T00:00:00Z", ACV_FLAG_ABSENT, ACV_LAYERS_BY_VPC, false },
        { "before, but switched off", "2026-01-01T00:00:00Z", ACV_FLAG_FALSE, ACV_LAYERS_BY_VPC,
          false },
        { "switched on, whenever", NULL, ACV_FLAG_TRUE, ACV_LAYERS_BY_AWS, false },
        { "not said", NULL, ACV_FLAG_ABSENT, ACV_LAYERS_BY_VPC, true },
    };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        AcvAgentCore runtime = { .created_at = cases[i].created_at,
                                 .require_service_s3_endpoint = cases[i].requires };
        bool assumed;
        EXPECT_INT(cases[i].name, acv_layers_way(catalog, &runtime, &assumed), cases[i].way);
        EXPECT_TRUE(cases[i].name, assumed == cases[i].assumed);
    }
}

SUITE_MAIN(service_target, TEST(services_are_reached_by_endpoints_and_lists),
           TEST(names_of_services_are_known_or_told_apart),
           TEST(layers_come_by_the_day_of_creation))
