/* Databases, proxies and file systems as targets: whom a name means, where that stands, and what it
 * needs to answer. */
#include "analysis/inquiry.h"
#include "expect.h"
#include "scenario.h"
#include "suite.h"

/* Two zones with a subnet each, groups for the agent, the proxy and the data behind. With ' for ".
 */
#define GROUP(id, port, peer_in, peer_out) \
    "{'GroupId':'" id "','VpcId':'vpc-1','IpPermissions':[{'IpProtocol':'tcp','FromPort':" port \
    ",'ToPort':" port ",'UserIdGroupPairs':[{'GroupId':'" peer_in "'}]}]," \
    "'IpPermissionsEgress':[{'IpProtocol':'tcp','FromPort':" port ",'ToPort':" port \
    ",'UserIdGroupPairs':[{'GroupId':'" peer_out "'}]}]}"
#define NETWORK \
    "'Region':'us-east-1','Vpcs':[{'VpcId':'vpc-1','CidrBlock':'10.0.0.0/16'}]," \
    "'Subnets':[{'SubnetId':'subnet-a','VpcId':'vpc-1','CidrBlock':'10.0.1.0/24'," \
    "'AvailabilityZone':'us-east-1a','AvailabilityZoneId':'use1-az1'}," \
    "{'SubnetId':'subnet-b','VpcId':'vpc-1','CidrBlock':'10.0.2.0/24'," \
    "'AvailabilityZone':'us-east-1b','AvailabilityZoneId':'use1-az2'}]," \
    "'AgentRuntimes':[{'agentRuntimeId':'agent','networkConfiguration':{'networkMode':'VPC'," \
    "'networkModeConfig':{'subnets':['subnet-a','subnet-b'],'securityGroups':['sg-agent']}}}]"
#define DIRECT(port) \
    NETWORK ",'SecurityGroups':[" GROUP("sg-agent", port, "sg-none", "sg-data") "," GROUP( \
        "sg-data", port, "sg-agent", "sg-none") "]"
#define PROXIED \
    NETWORK ",'SecurityGroups':[" GROUP("sg-agent", "3306", "sg-none", "sg-proxy") "," GROUP( \
        "sg-proxy", "3306", "sg-agent", "sg-data") "," GROUP("sg-data", "3306", "sg-proxy", \
                                                             "sg-none") "]"
#define SUBNET_GROUP \
    "'DBSubnetGroups':[{'DBSubnetGroupName':'g','Subnets':[{'SubnetIdentifier':'subnet-a'}," \
    "{'SubnetIdentifier':'subnet-b'}]}]"
#define DB(id, zone, more) \
    "{'DBInstanceIdentifier':'" id "','Engine':'mysql','DBSubnetGroup':{'DBSubnetGroupName':'g'}," \
    "'AvailabilityZone':'" zone "','VpcSecurityGroups':[{'VpcSecurityGroupId':'sg-data'}]" more \
    "}"
#define CLUSTER(more) \
    "'DBClusters':[{'DBClusterIdentifier':'c','Engine':'aurora-mysql','DBSubnetGroup':'g'," \
    "'VpcSecurityGroups':[{'VpcSecurityGroupId':'sg-data'}]" more "}]"
#define MEMBERS \
    ",'DBClusterMembers':[{'DBInstanceIdentifier':'c-2','IsClusterWriter':false}," \
    "{'DBInstanceIdentifier':'c-1','IsClusterWriter':true}]"
#define PROXY(more) \
    "'DBProxies':[{'DBProxyName':'p','EngineFamily':'MYSQL','VpcId':'vpc-1'," \
    "'VpcSecurityGroupIds':['sg-proxy'],'VpcSubnetIds':['subnet-a']" more "}]"
#define FILES(arn, targets) \
    "'FileSystems':[{'FileSystemId':'fs-1','Name':'skills','FileSystemArn':'arn:aws:" arn \
    ":us-east-1:111122223333:file-system/fs-1'}],'MountTargets':[" targets "]"
#define MOUNT(id, subnet, address, more) \
    "{'MountTargetId':'" id "','FileSystemId':'fs-1','SubnetId':'" subnet \
    "','IpAddress':'" address "','SecurityGroups':['sg-data']" more "}"

#define INTERFACE \
    "'NetworkInterfaces':[{'NetworkInterfaceId':'eni-d','VpcId':'vpc-1','SubnetId':'subnet-a'," \
    "'PrivateIpAddress':'10.0.1.9','Status':'in-use','Description':'RDSNetworkInterface'," \
    "'Groups':[{'GroupId':'sg-data'}]}]"

typedef struct {
    const char *name;
    const char *json;
    const char *to;
    const char *expected; /* The verdict, then "source>target part verdict" of each path. */
} Case;

static const Case named[] = {
    { "a cluster is its members, the writer first",
      "{" DIRECT("3306") "," SUBNET_GROUP "," CLUSTER(MEMBERS) ",'DBInstances':[" DB(
          "c-1", "us-east-1a", "") "," DB("c-2", "us-east-1b", "") "]}",
      "rds/c",
      "reachable; subnet-a>c-1 writer reachable; subnet-a>c-2 reader reachable; "
      "subnet-b>c-1 writer reachable; subnet-b>c-2 reader reachable" },
    { "a member that stopped is a part of the cluster",
      "{" DIRECT("3306") "," SUBNET_GROUP
                         "," CLUSTER(MEMBERS) ",'DBInstances':[" DB("c-1", "us-east-1a", "") "," DB(
                             "c-2", "us-east-1b", ",'DBInstanceStatus':'stopped'") "]}",
      "rds",
      "partial; subnet-a>c-1 writer reachable; subnet-a>c-2 reader unreachable; "
      "subnet-b>c-1 writer reachable; subnet-b>c-2 reader unreachable" },
    { "a cluster that stopped answers by no member",
      "{" DIRECT("3306") "," SUBNET_GROUP "," CLUSTER(
          ",'Status':'stopped'" MEMBERS) ",'DBInstances':[" DB("c-1", "us-east-1a", "") "]}",
      "rds/c",
      "unreachable; subnet-a>c-1 writer unreachable; subnet-a>c reader unreachable; "
      "subnet-a>c reader unreachable; subnet-b>c-1 writer unreachable; "
      "subnet-b>c reader unreachable; subnet-b>c reader unreachable" },
    { "a cluster without members is in any subnet of its group",
      "{" DIRECT("3306") "," SUBNET_GROUP "," CLUSTER("") "}", "rds/c",
      "reachable; subnet-a>c - reachable; subnet-a>c - reachable; subnet-b>c - reachable; "
      "subnet-b>c - reachable" },
    { "a database that names its cluster is a member",
      "{" DIRECT("3306") "," SUBNET_GROUP "," CLUSTER("") ",'DBInstances':[" DB(
          "c-1", "us-east-1a", ",'DBClusterIdentifier':'c'") "]}",
      "rds", "reachable; subnet-a>c-1 - reachable; subnet-b>c-1 - reachable" },
    { "the port of a cluster is that of its members",
      "{" DIRECT("3310") "," SUBNET_GROUP "," CLUSTER(",'Port':3310" MEMBERS) ",'DBInstances':[" DB(
          "c-1", "us-east-1a", "") "," DB("c-2", "us-east-1a", "") "]}",
      "rds/c-1", "reachable; subnet-a>c-1 - reachable; subnet-b>c-1 - reachable" },
    { "a proxy needs both legs",
      "{" PROXIED "," SUBNET_GROUP "," PROXY(
          ",'Targets':[{'RdsResourceId':'d'}]") ",'DBInstances':[" DB("d", "us-east-1b", "") "]}",
      "rds/p",
      "reachable; subnet-a>p proxy reachable; subnet-b>p proxy reachable; "
      "subnet-a>d database reachable" },
    { "a proxy whose database stopped does not work",
      "{" PROXIED "," SUBNET_GROUP
      "," PROXY(",'Targets':[{'RdsResourceId':'d'}]") ",'DBInstances':[" DB(
          "d", "us-east-1b", ",'DBInstanceStatus':'stopped'") "]}",
      "rds/p",
      "unreachable; subnet-a>p proxy reachable; subnet-b>p proxy reachable; "
      "subnet-a>d database unreachable" },
    { "a proxy that is suspended does not work",
      "{" PROXIED "," SUBNET_GROUP
      "," PROXY(",'Status':'suspended','Targets':[{'RdsResourceId':'d'}]") ",'DBInstances':[" DB(
          "d", "us-east-1b", "") "]}",
      "rds/p",
      "unreachable; subnet-a>p proxy unreachable; subnet-b>p proxy unreachable; "
      "subnet-a>d database reachable" },
    { "a cluster and its members are one target of a proxy",
      "{" PROXIED "," SUBNET_GROUP "," CLUSTER(MEMBERS) "," PROXY(
          ",'Targets':[{'RdsResourceId':'c-1'},{'RdsResourceId':'c-2'},"
          "{'RdsResourceId':'c'}]") ",'DBInstances':[" DB("c-1", "us-east-1b",
                                                          "") "," DB("c-2", "us-east-1b", "") "]}",
      "rds/p",
      "reachable; subnet-a>p proxy reachable; subnet-b>p proxy reachable; "
      "subnet-a>c-1 database reachable; subnet-a>c-2 database reachable" },
    { "nobody knows a proxy without its targets", "{" PROXIED "," PROXY("") "}", "rds/p",
      "undetermined; subnet-a>p - undetermined; subnet-b>p - undetermined" },
    { "a proxy without a target answers nobody", "{" PROXIED "," PROXY(",'Targets':[]") "}",
      "rds/p", "unreachable; subnet-a>p - unreachable; subnet-b>p - unreachable" },
    { "a target of a proxy that is not there is missing",
      "{" PROXIED "," PROXY(",'Targets':[{'RdsResourceId':'d'}]") "}", "rds/p",
      "undetermined; subnet-a>p - undetermined; subnet-b>p - undetermined" },
    { "a proxy listens where its family does, whatever its database",
      "{" PROXIED "," SUBNET_GROUP "," PROXY(
          ",'Targets':[{'RdsResourceId':'d'}]") ",'DBInstances':[" DB("d", "us-east-1b", "") "]}",
      "rds/p:3307",
      "unreachable; subnet-a>p proxy unreachable; subnet-b>p proxy unreachable; "
      "subnet-a>d database reachable" },
    { "a client mounts by the target of its own zone",
      "{" DIRECT("2049") "," FILES("elasticfilesystem",
                                   MOUNT("fsmt-a", "subnet-a", "10.0.1.20",
                                         "") "," MOUNT("fsmt-b", "subnet-b", "10.0.2.20", "")) "}",
      "efs", "reachable; subnet-a>fsmt-a - reachable; subnet-b>fsmt-b - reachable" },
    { "without one, by any",
      "{" DIRECT("2049") "," FILES("elasticfilesystem",
                                   MOUNT("fsmt-a", "subnet-a", "10.0.1.20", "")) "}",
      "efs/skills", "reachable; subnet-a>fsmt-a - reachable; subnet-b>fsmt-a - reachable" },
    { "S3 Files is mounted in its zone alone",
      "{" DIRECT("2049") "," FILES("s3files", MOUNT("fsmt-a", "subnet-a", "10.0.1.20", "")) "}",
      "fs-1", "partial; subnet-a>fsmt-a - reachable; subnet-b>fsmt-a - unreachable" },
    { "a mount target that is being made does not answer",
      "{" DIRECT("2049") "," FILES("elasticfilesystem", MOUNT("fsmt-a", "subnet-a", "10.0.1.20",
                                                              ",'LifeCycleState':'creating'")) "}",
      "fsmt-a", "unreachable; subnet-a>fsmt-a - unreachable; subnet-b>fsmt-a - unreachable" },
    { "a mount target speaks NFS",
      "{" DIRECT("2050") "," FILES("elasticfilesystem",
                                   MOUNT("fsmt-a", "subnet-a", "10.0.1.20", "")) "}",
      "efs:2050", "unreachable; subnet-a>fsmt-a - unreachable; subnet-b>fsmt-a - unreachable" },
    { "the address of a database that stopped answers nobody",
      "{" DIRECT("3306") "," SUBNET_GROUP "," INTERFACE ",'DBInstances':[" DB(
          "d", "us-east-1a", ",'DBInstanceStatus':'stopped'") "]}",
      "10.0.1.9:3306", "unreachable; subnet-a>eni-d - unreachable; subnet-b>eni-d - unreachable" },
    { "a database listens at its interface where it does",
      "{" DIRECT("3306") "," SUBNET_GROUP "," INTERFACE
                         ",'DBInstances':[" DB("d", "us-east-1a", ",'Endpoint':{'Port':3307}") "]}",
      "eni-d:3306", "unreachable; subnet-a>eni-d - unreachable; subnet-b>eni-d - unreachable" },
    { "nobody can tell whose the interface of two alike is",
      "{" DIRECT("3306") "," SUBNET_GROUP "," INTERFACE ",'DBInstances':[" DB(
          "d", "us-east-1a", ",'DBInstanceStatus':'stopped'") "," DB("e", "us-east-1a", "") "]}",
      "eni-d:3306", "reachable; subnet-a>eni-d - reachable; subnet-b>eni-d - reachable" },
    { "the name of a zone means the mount target there",
      "{" DIRECT("2049") "," FILES("elasticfilesystem",
                                   MOUNT("fsmt-a", "subnet-a", "10.0.1.20",
                                         "") "," MOUNT("fsmt-b", "subnet-b", "10.0.2.20", "")) "}",
      "us-east-1b.fs-1.efs.us-east-1.amazonaws.com",
      "reachable; subnet-a>fs-1 - reachable; subnet-b>fs-1 - reachable" },
    { "a proxy by its host name needs both legs",
      "{" PROXIED "," SUBNET_GROUP "," PROXY(
          ",'Endpoint':'p.proxy-x.us-east-1.rds.amazonaws.com',"
          "'Targets':[{'RdsResourceId':'d'}]") ",'DBInstances':[" DB("d", "us-east-1b", "") "]}",
      "p.proxy-x.us-east-1.rds.amazonaws.com",
      "reachable; subnet-a>p proxy reachable; subnet-b>p proxy reachable; "
      "subnet-a>d database reachable" },
    { "a file system without a mount target is nowhere",
      "{" DIRECT("2049") "," FILES("elasticfilesystem", "") "}", "efs",
      "unreachable; subnet-a>fs-1 - unreachable; subnet-b>fs-1 - unreachable" },
};

static AcvSnapshot *
snapshot_of(const char *quoted)
{
    g_autofree char *json = g_strdelimit(g_strdup(quoted), "'", '"');
    g_autofree char *problems = NULL;
    AcvSnapshot *snapshot = scenario_parse(json, &problems);
    EXPECT_TRUE(problems ? problems : "it is a scenario", snapshot != NULL);
    return snapshot;
}

static void
append_path(GString *text, const AcvPath *path)
{
    g_string_append_printf(text, "; %s>%s %s %s", path->source.placement->subnet_id,
                           path->target.record->id, path->part ? path->part : "-",
                           acv_outcome_name(path->outcome));
}

static void
a_name_means_all_that_it_stands_for(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    for (size_t i = 0; i < G_N_ELEMENTS(named); i++) {
        g_autoptr(AcvSnapshot) snapshot = snapshot_of(named[i].json);
        g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
        AcvQuestion question = { .from = "runtime",
                                 .to = named[i].to,
                                 .ephemeral_ports = ACV_EPHEMERAL_PORTS };
        g_autoptr(GError) error = NULL;
        g_autoptr(AcvInquiry) inquiry = acv_inquiry_new(network, &question, &error);
        g_autoptr(GString) got = g_string_new(error ? error->message : NULL);
        if (inquiry) {
            g_string_append(got, acv_outcome_name(inquiry->outcome));
            for (guint j = 0; j < inquiry->paths->len; j++) {
                append_path(got, g_ptr_array_index(inquiry->paths, j));
            }
        }
        EXPECT_TEXT(named[i].name, got->str, named[i].expected);
    }
}

/* --- Names that make no sense --- */

static const struct {
    const char *name;
    const char *from;
    const char *to;
    const char *message;
} wrong[] = {
    { "a database opens no connection", "rds/d", "internet",
      "--from: \"rds/d\" only answers connections, so it can be a target and not a source "
      "(DBInstances)" },
    { "nor does a file system", "fs-1", "internet",
      "--from: \"fs-1\" only answers connections, so it can be a target and not a source "
      "(FileSystems)" },
    { "a prefix that is none", "runtime", "10.0.0.0/33",
      "--to: expected an address, or a CIDR such as 10.0.0.0/16, got \"10.0.0.0/33\"" },
    { "no file system of Amazon EFS", "runtime", "efs",
      "--to: the scenario has no file system of Amazon EFS (FileSystems)" },
    { "a cluster and a database of one name", "runtime", "rds/c",
      "--to: \"rds/c\" is ambiguous: it can be c (DBInstances), c (DBClusters)" },
    { "a slip", "runtime", "rds/e",
      "--to: no target is called \"rds/e\"; did you mean rds/c, "
      "rds/d, rds?" },
};

static void
a_name_that_makes_no_sense_is_an_error(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autoptr(AcvSnapshot) snapshot = snapshot_of(
        "{" DIRECT("3306") "," CLUSTER("") "," FILES("s3files", "") ",'DBInstances':[" DB(
            "c", "us-east-1a", "") "," DB("d", "us-east-1a", "") "]}");
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(AcvNetwork) network = acv_network_new(snapshot, catalog);
        AcvQuestion question = { .from = wrong[i].from,
                                 .to = wrong[i].to,
                                 .ephemeral_ports = ACV_EPHEMERAL_PORTS };
        g_autoptr(GError) error = NULL;
        g_autoptr(AcvInquiry) inquiry = acv_inquiry_new(network, &question, &error);
        EXPECT_TEXT(wrong[i].name, error ? error->message : NULL, wrong[i].message);
    }
}

SUITE_MAIN(targets, TEST(a_name_means_all_that_it_stands_for),
           TEST(a_name_that_makes_no_sense_is_an_error))
