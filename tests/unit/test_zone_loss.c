/* What survives the loss of a zone: one design in two zones, with one more thing in it each time.
 */
#include "acv/zone_loss.h"

#include "acv/answer.h"
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#define PLACE "'VpcId':'vpc-1','AvailabilityZone':'us-east-1"
#define VPC \
    "{'Region':'us-east-1','Vpcs':[{'VpcId':'vpc-1','CidrBlock':'10.0.0.0/16'," \
    "'EnableDnsHostnames':true}],'DhcpOptions':[]," \
    "'Subnets':[{'SubnetId':'subnet-a','CidrBlock':'10.0.0.0/24'," PLACE \
    "a','AvailabilityZoneId':'use1-az1'},{'SubnetId':'subnet-b','CidrBlock':'10.0.1.0/24'," PLACE \
    "b','AvailabilityZoneId':'use1-az2'},{'SubnetId':'subnet-pa','CidrBlock':'10.0.2.0/24'," PLACE \
    "a'},{'SubnetId':'subnet-pb','CidrBlock':'10.0.3.0/24'," PLACE "b'}]," \
    "'SecurityGroups':[{'GroupId':'sg-1','VpcId':'vpc-1','IpPermissions':[{'IpProtocol':'-1'," \
    "'IpRanges':[{'CidrIp':'0.0.0.0/0'}]}],'IpPermissionsEgress':[{'IpProtocol':'-1','IpRanges':[" \
    "{'CidrIp':'0.0.0.0/0'}]}]}]," \
    "'InternetGateways':[{'InternetGatewayId':'igw-1','Attachments':[{'VpcId':'vpc-1','State':" \
    "'available'}]}],'NetworkInterfaces':[],'DBSubnetGroups':[{'DBSubnetGroupName':'dbs'," \
    "'VpcId':'vpc-1','Subnets':[{'SubnetIdentifier':'subnet-a'},{'SubnetIdentifier':'subnet-b'}]}" \
    "]"
#define RUNTIME(subnets) \
    ",'AgentRuntimes':[{'agentRuntimeId':'runtime-1','networkConfiguration':{'networkMode':'VPC'," \
    "'networkModeConfig':{'subnets':[" subnets "],'securityGroups':['sg-1']}}}]"
#define IN_BOTH RUNTIME("'subnet-a','subnet-b'")
#define TABLE(id, subnets, route) \
    "{'RouteTableId':'" id "','VpcId':'vpc-1','Associations':[" subnets \
    "],'Routes':[{'DestinationCidrBlock':'10.0.0.0/16','GatewayId':'local'}" route "]}"
#define SUBNET(id) "{'SubnetId':'" id "'}"
#define DEFAULT(key, target) ",{'DestinationCidrBlock':'0.0.0.0/0','" key "':'" target "'}"
#define LOCAL_ONLY ",'RouteTables':[" TABLE("rtb-1", "{'Main':true}", "") "]"
#define PUBLIC \
    TABLE("rtb-p", SUBNET("subnet-pa") "," SUBNET("subnet-pb"), DEFAULT("GatewayId", "igw-1"))
#define NAT(id, subnet) "{'NatGatewayId':'" id "','VpcId':'vpc-1','SubnetId':'" subnet "'}"
#define ONE_NAT \
    ",'NatGateways':[" NAT("nat-a", "subnet-pa") "],'RouteTables':[" PUBLIC "," TABLE( \
        "rtb-1", "{'Main':true}", DEFAULT("NatGatewayId", "nat-a")) "]"
#define TWO_NATS \
    ",'NatGateways':[" NAT("nat-a", "subnet-pa") "," NAT( \
        "nat-b", \
        "subnet-pb") "]," \
                     "'RouteTables':[" PUBLIC \
                     "," TABLE("rtb-a", SUBNET("subnet-a"), \
                               DEFAULT("NatGatewayId", \
                                       "nat-a")) "," TABLE("rtb-b", SUBNET("subnet-b"), \
                                                           DEFAULT("NatGatewayId", "nat-b")) "]"
#define REGIONAL_NAT(addresses) \
    ",'NatGateways':[{'NatGatewayId':'nat-r','VpcId':'vpc-1','AvailabilityMode':'regional'," \
    "'RouteTableId':'rtb-n','NatGatewayAddresses':[" addresses \
    "]}],'RouteTables':[" TABLE("rtb-n", "", DEFAULT("GatewayId", "igw-1")) "," TABLE( \
        "rtb-1", "{'Main':true}", DEFAULT("NatGatewayId", "nat-r")) "]"
#define NAT_ADDRESS(ip, zone) "{'PublicIp':'" ip "','AvailabilityZoneId':'" zone "'}"
#define DB(rest) \
    ",'DBInstances':[{'DBInstanceIdentifier':'db','Engine':'mysql','DBInstanceStatus':" \
    "'available','AvailabilityZone':'us-east-1a','DBSubnetGroup':{'DBSubnetGroupName':'dbs'}," \
    "'VpcSecurityGroups':[{'VpcSecurityGroupId':'sg-1'}]" rest "}]"
#define MEMBER(id, zone) \
    "{'DBInstanceIdentifier':'" id "','DBClusterIdentifier':'cl','DBInstanceStatus':'available'," \
    "'Engine':'aurora-mysql','AvailabilityZone':'us-east-1" zone "','VpcSecurityGroups':[{" \
    "'VpcSecurityGroupId':'sg-1'}],'DBSubnetGroup':{'DBSubnetGroupName':'dbs'}}"
#define CLUSTER(members) \
    ",'DBClusters':[{'DBClusterIdentifier':'cl','Engine':'aurora-mysql','Status':'available'," \
    "'DBSubnetGroup':'dbs','DBClusterMembers':[" members "]}]"
#define IN_CLUSTER(id, is_writer) \
    "{'DBInstanceIdentifier':'" id "','IsClusterWriter':" is_writer "}"
#define ENDPOINT(subnets) \
    ",'VpcEndpoints':[{'VpcEndpointId':'vpce-1','VpcId':'vpc-1','VpcEndpointType':'Interface'," \
    "'ServiceName':'com.amazonaws.us-east-1.logs','State':'available','PrivateDnsEnabled':true," \
    "'SubnetIds':[" subnets "],'Groups':[{'GroupId':'sg-1'}]}]"
#define MOUNT(id, subnet) \
    "{'MountTargetId':'" id "','FileSystemId':'fs-1','VpcId':'vpc-1','SubnetId':'" subnet \
    "','LifeCycleState':'available','SecurityGroups':['sg-1']}"
#define FILES(targets) \
    ",'FileSystems':[{'FileSystemId':'fs-1','LifeCycleState':'available'}],'MountTargets':" \
    "[" targets "]"

static const struct {
    const char *name;
    const char *json; /* With ' for ". */
    const char *to;
    const char *zone;
    AcvOutcome outcome; /* From runtime. */
} rows[] = {
    { "a runtime in one zone is lost with it", VPC RUNTIME("'subnet-a'") LOCAL_ONLY DB("") "}",
      "rds", "use1-az1", ACV_OUTCOME_UNREACHABLE },
    { "a database of another zone stays", VPC IN_BOTH LOCAL_ONLY DB("") "}", "rds", "use1-az2",
      ACV_OUTCOME_REACHABLE },
    { "a database in one zone is lost with it", VPC IN_BOTH LOCAL_ONLY DB("") "}", "rds",
      "use1-az1", ACV_OUTCOME_UNREACHABLE },
    { "a zone may be called by its name", VPC IN_BOTH LOCAL_ONLY DB("") "}", "rds", "us-east-1a",
      ACV_OUTCOME_UNREACHABLE },
    { "a database fails over to a zone that is known",
      VPC IN_BOTH LOCAL_ONLY DB(",'MultiAZ':true,'SecondaryAvailabilityZone':'us-east-1b'") "}",
      "rds", "use1-az1", ACV_OUTCOME_REACHABLE },
    { "a database fails over to a zone that is not known",
      VPC IN_BOTH LOCAL_ONLY DB(",'MultiAZ':true") "}", "rds", "use1-az1", ACV_OUTCOME_REACHABLE },
    { "a standby is not missed",
      VPC IN_BOTH LOCAL_ONLY DB(",'MultiAZ':true,'SecondaryAvailabilityZone':'us-east-1b'") "}",
      "rds", "use1-az2", ACV_OUTCOME_REACHABLE },
    { "a reader takes over from the writer",
      VPC IN_BOTH LOCAL_ONLY ",'DBInstances':[" MEMBER("w", "a") "," MEMBER("r", "b") "]" CLUSTER(
          IN_CLUSTER("w", "true") "," IN_CLUSTER("r", "false")) "}",
      "rds/cl", "use1-az1", ACV_OUTCOME_REACHABLE },
    { "a cluster in one zone is lost with it",
      VPC IN_BOTH LOCAL_ONLY ",'DBInstances':[" MEMBER("w", "a") "," MEMBER("r", "a") "]" CLUSTER(
          IN_CLUSTER("w", "true") "," IN_CLUSTER("r", "false")) "}",
      "rds/cl", "use1-az1", ACV_OUTCOME_UNREACHABLE },
    { "a single NAT gateway is lost with its zone", VPC IN_BOTH ONE_NAT "}", "internet", "use1-az1",
      ACV_OUTCOME_UNREACHABLE },
    { "a single NAT gateway survives that of others", VPC IN_BOTH ONE_NAT "}", "internet",
      "use1-az2", ACV_OUTCOME_REACHABLE },
    { "a NAT gateway in each zone", VPC IN_BOTH TWO_NATS "}", "internet", "use1-az1",
      ACV_OUTCOME_REACHABLE },
    { "a regional NAT gateway in each zone",
      VPC IN_BOTH REGIONAL_NAT(
          NAT_ADDRESS("3.0.0.1", "use1-az1") "," NAT_ADDRESS("3.0.0.2", "use1-az2")) "}",
      "internet", "use1-az1", ACV_OUTCOME_REACHABLE },
    { "a regional NAT gateway in one zone",
      VPC RUNTIME("'subnet-a'") REGIONAL_NAT(NAT_ADDRESS("3.0.0.1", "use1-az1")) "}", "internet",
      "use1-az1", ACV_OUTCOME_UNREACHABLE },
    { "an endpoint in each zone", VPC IN_BOTH LOCAL_ONLY ENDPOINT("'subnet-a','subnet-b'") "}",
      "logs", "use1-az1", ACV_OUTCOME_REACHABLE },
    { "an endpoint in one zone is not passed by when it is lost",
      VPC IN_BOTH TWO_NATS ENDPOINT("'subnet-a'") "}", "logs", "use1-az1",
      ACV_OUTCOME_UNREACHABLE },
    { "an endpoint in one zone survives that of others",
      VPC IN_BOTH LOCAL_ONLY ENDPOINT("'subnet-a'") "}", "logs", "use1-az2",
      ACV_OUTCOME_REACHABLE },
    { "a file system with a target in each zone",
      VPC IN_BOTH LOCAL_ONLY FILES(MOUNT("fsmt-a", "subnet-a") "," MOUNT("fsmt-b", "subnet-b")) "}",
      "fs-1", "use1-az1", ACV_OUTCOME_REACHABLE },
    { "a file system with a target in one zone",
      VPC IN_BOTH LOCAL_ONLY FILES(MOUNT("fsmt-a", "subnet-a")) "}", "fs-1", "use1-az1",
      ACV_OUTCOME_UNREACHABLE },
    { "an address in the zone", VPC IN_BOTH LOCAL_ONLY "}", "subnet-a:443", "use1-az1",
      ACV_OUTCOME_UNREACHABLE },
};

static AcvSnapshot *
read_design(const char *quoted)
{
    g_autofree char *json = g_strdelimit(g_strdup(quoted), "'", '"');
    g_autofree char *problems = NULL;
    AcvSnapshot *snapshot = scenario_parse(json, &problems);
    EXPECT_TEXT(quoted, problems, "");
    return snapshot;
}

static AcvOutcome
outcome_of(AcvSnapshot *snapshot, const AcvCatalog *catalog, const char *to)
{
    AcvQuestion question = { .from = "runtime", .to = to, .ephemeral_ports = ACV_EPHEMERAL_PORTS };
    g_autoptr(GError) error = NULL;
    g_autoptr(AcvAnswer) answer = acv_answer_new(snapshot, catalog, &question, &error);
    EXPECT_TEXT(to, error ? error->message : NULL, NULL);
    return answer ? acv_answer_outcome(answer) : ACV_OUTCOME_UNDETERMINED;
}

static void
what_stands_elsewhere_survives(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvSnapshot) before = read_design(rows[i].json);
        g_autofree char *printed = snapshot_print(before);
        g_autoptr(AcvSnapshot) after = acv_zone_loss_apply(before, rows[i].zone, NULL);
        g_autofree char *printed_later = snapshot_print(before);
        EXPECT_TEXT(rows[i].name, acv_outcome_name(outcome_of(after, catalog, rows[i].to)),
                    acv_outcome_name(rows[i].outcome));
        if (!g_str_has_prefix(rows[i].to, "subnet-")) {
            EXPECT_TEXT(rows[i].name, acv_outcome_name(outcome_of(before, catalog, rows[i].to)),
                        "reachable");
        }
        EXPECT_TEXT(rows[i].name, printed_later, printed);
    }
}

static void
a_zone_that_is_not_there_is_an_error(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AcvSnapshot) snapshot = read_design(VPC "}");
    g_autoptr(AcvSnapshot) after = acv_zone_loss_apply(snapshot, "use1-az3", &error);
    EXPECT_TRUE("refused", after == NULL);
    EXPECT_TEXT("the message", error->message,
                "no subnet is in zone \"use1-az3\"; there are use1-az1, use1-az2");
}

static void
zones_are_listed_once_by_id(void)
{
    g_autoptr(AcvSnapshot) snapshot = read_design(VPC "}");
    g_autoptr(GPtrArray) zones = acv_zones_list(snapshot);
    EXPECT_INT("zones", zones->len, 2);
    EXPECT_TEXT("the first", g_ptr_array_index(zones, 0), "use1-az1");
    EXPECT_TEXT("the second", g_ptr_array_index(zones, 1), "use1-az2");
}

static void
losing_a_zone_twice_is_losing_it_once(void)
{
    g_autoptr(AcvSnapshot) before = read_design(VPC IN_BOTH TWO_NATS ENDPOINT("'subnet-a'") "}");
    g_autoptr(AcvSnapshot) once = acv_zone_loss_apply(before, "use1-az1", NULL);
    g_autoptr(AcvSnapshot) twice = acv_zone_loss_apply(once, "us-east-1a", NULL);
    g_autofree char *first = snapshot_print(once);
    g_autofree char *second = snapshot_print(twice);
    EXPECT_TEXT("the snapshot", second, first);
}

SUITE_MAIN(zone_loss, TEST(what_stands_elsewhere_survives),
           TEST(a_zone_that_is_not_there_is_an_error), TEST(zones_are_listed_once_by_id),
           TEST(losing_a_zone_twice_is_losing_it_once))
