/* Every change is a row with what it is read as, or with what a user is told. */
#include "acv/change.h"
#include "change/changes.h"
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

static const struct {
    const char *name;
    const char *text;
    const char *expected; /* Commands as they print, then problems. */
} rows[] = {
#define AUTHORIZE "aws ec2 authorize-security-group-ingress --group-id sg-1 "
#define WHERE "error: x.sh: "
    /* --- Forms of one command --- */
    { "as it prints", AUTHORIZE "--protocol tcp --port 3306 --source-group sg-2",
      AUTHORIZE "--protocol tcp --port 3306 --source-group sg-2\n" },
    { "with an equals sign", "aws ec2 delete-subnet --subnet-id=subnet-1",
      "aws ec2 delete-subnet --subnet-id subnet-1\n" },
    { "shorthand",
      AUTHORIZE "--ip-permissions IpProtocol=tcp,FromPort=1,ToPort=2,"
                "IpRanges=[{CidrIp=10.0.0.0/8}]",
      AUTHORIZE "--ip-permissions 'IpProtocol=tcp,FromPort=1,ToPort=2,"
                "IpRanges=[{CidrIp=10.0.0.0/8}]'\n" },
    { "shorthand twice",
      AUTHORIZE "--ip-permissions IpProtocol=-1,PrefixListIds=[{PrefixListId=pl-1}]"
                " IpProtocol=6,UserIdGroupPairs=[{GroupId=sg-2}]",
      AUTHORIZE "--ip-permissions 'IpProtocol=-1,PrefixListIds=[{PrefixListId=pl-1}]' "
                "'IpProtocol=6,UserIdGroupPairs=[{GroupId=sg-2}]'\n" },
    { "JSON",
      AUTHORIZE "--ip-permissions '[{\"IpProtocol\":\"tcp\",\"FromPort\":1,\"ToPort\":2,"
                "\"IpRanges\":[{\"CidrIp\":\"10.0.0.0/8\"}]}]'",
      AUTHORIZE "--ip-permissions '[{\"IpProtocol\":\"tcp\",\"FromPort\":1,\"ToPort\":2,"
                "\"IpRanges\":[{\"CidrIp\":\"10.0.0.0/8\"}]}]'\n" },
    { "several objects in JSON",
      AUTHORIZE "--ip-permissions '{\"IpProtocol\":\"-1\",\"IpRanges\":[{\"CidrIp\":\"10.0.0.0/"
                "8\"}]}' '{\"IpProtocol\":\"-1\",\"PrefixListIds\":[{\"PrefixListId\":\"p\"}]}'",
      AUTHORIZE "--ip-permissions '{\"IpProtocol\":\"-1\",\"IpRanges\":[{\"CidrIp\":\"10.0.0.0/"
                "8\"}]}' '{\"IpProtocol\":\"-1\",\"PrefixListIds\":[{\"PrefixListId\":\"p\"}]}'"
                "\n" },
    { "a negative number", AUTHORIZE "--protocol -1 --port -1 --cidr 10.0.0.0/8",
      AUTHORIZE "--protocol -1 --port -1 --cidr 10.0.0.0/8\n" },
    { "an ICMP type and code", AUTHORIZE "--protocol icmp --port 8-0 --cidr 10.0.0.0/8",
      AUTHORIZE "--protocol icmp --port 8-0 --cidr 10.0.0.0/8\n" },
    { "a list of texts",
      "aws ec2 create-vpc-endpoint --vpc-id vpc-1 --service-name s --subnet-ids a b",
      "aws ec2 create-vpc-endpoint --vpc-id vpc-1 --service-name s --subnet-ids a b\n" },
    { "a list of texts as JSON", "aws ec2 delete-vpc-endpoints --vpc-endpoint-ids '[\"a\",\"b\"]'",
      "aws ec2 delete-vpc-endpoints --vpc-endpoint-ids '[\"a\",\"b\"]'\n" },
    { "a policy",
      "aws ec2 modify-vpc-endpoint --vpc-endpoint-id v --policy-document '{\"Statement\":[]}'",
      "aws ec2 modify-vpc-endpoint --vpc-endpoint-id v --policy-document '{\"Statement\":[]}'\n" },
    { "a flag", "aws ec2 modify-vpc-attribute --vpc-id v --enable-dns-support",
      "aws ec2 modify-vpc-attribute --vpc-id v --enable-dns-support\n" },
    { "its opposite", "aws ec2 modify-vpc-attribute --vpc-id v --no-enable-dns-support",
      "aws ec2 modify-vpc-attribute --vpc-id v --no-enable-dns-support\n" },
    { "a flag as JSON",
      "aws ec2 modify-vpc-attribute --vpc-id v --enable-dns-support '{\"Value\":true}'",
      "aws ec2 modify-vpc-attribute --vpc-id v --enable-dns-support '{\"Value\":true}'\n" },
    { "a flag as shorthand",
      "aws ec2 modify-vpc-attribute --vpc-id v --enable-dns-support Value=false",
      "aws ec2 modify-vpc-attribute --vpc-id v --enable-dns-support Value=false\n" },
    { "ingress is no egress",
      "aws ec2 delete-network-acl-entry --network-acl-id a --rule-number 9 --ingress",
      "aws ec2 delete-network-acl-entry --network-acl-id a --rule-number 9 --ingress\n" },
    { "an object",
      "aws ec2 create-network-acl-entry --network-acl-id a --rule-number 9 --egress --protocol tcp "
      "--rule-action allow --cidr-block 0.0.0.0/0 --port-range From=1,To=2",
      "aws ec2 create-network-acl-entry --network-acl-id a --rule-number 9 --egress --protocol tcp "
      "--rule-action allow --cidr-block 0.0.0.0/0 --port-range From=1,To=2\n" },
    { "a description that looks like an option",
      "aws ec2 create-security-group --group-name g --description=--x",
      "aws ec2 create-security-group --group-name g --description=--x\n" },
    { "options of all commands",
      "aws --region us-east-1 ec2 --no-cli-pager delete-subnet --subnet-id s --profile p --output "
      "json",
      "aws ec2 delete-subnet --subnet-id s\n" },
    { "the beginning of an option", "aws ec2 delete-subnet --subnet s",
      "aws ec2 delete-subnet --subnet-id s\n" },
    { "the beginning of an opposite",
      "aws ec2 modify-vpc-endpoint --vpc-endpoint-id v --no-private",
      "aws ec2 modify-vpc-endpoint --vpc-endpoint-id v --no-private-dns-enabled\n" },
    { "the beginning of an option of all commands",
      "aws --reg us-east-1 ec2 delete-subnet --subnet-id=s --out=json",
      "aws ec2 delete-subnet --subnet-id s\n" },
    { "a text of several words that begins with a dash",
      "aws ec2 create-security-group --group-name g --description '- a b'",
      "aws ec2 create-security-group --group-name g --description '- a b'\n" },
    { "both a CIDR and a group",
      AUTHORIZE "--protocol tcp --port 1 --cidr 10.0.0.0/8 --source-group sg-2",
      AUTHORIZE "--protocol tcp --port 1 --cidr 10.0.0.0/8 --source-group sg-2\n" },
    { "options of no bearing",
      "aws rds modify-db-instance --db-instance-identifier d --no-deletion-protection "
      "--domain-dns-ips 1.1.1.1 1.1.1.2",
      "aws rds modify-db-instance --db-instance-identifier d --no-deletion-protection "
      "--domain-dns-ips 1.1.1.1 1.1.1.2\n" },
    { "a runtime",
      "aws bedrock-agentcore-control update-agent-runtime --agent-runtime-id r "
      "--network-configuration "
      "networkMode=VPC,networkModeConfig={subnets=[a,b],securityGroups=[g]}",
      "aws bedrock-agentcore-control update-agent-runtime --agent-runtime-id r "
      "--network-configuration "
      "'networkMode=VPC,networkModeConfig={subnets=[a,b],securityGroups=[g]}'\n" },
    { "a waiter does nothing", "aws ec2 wait nat-gateway-available --nat-gateway-ids n", "" },
    { "a result",
      "N=$(aws ec2 create-nat-gateway --subnet-id s --query NatGateway.NatGatewayId --output "
      "text); "
      "aws ec2 create-route --route-table-id r --destination-cidr-block 0.0.0.0/0 "
      "--nat-gateway-id $N",
      "N=$(aws ec2 create-nat-gateway --subnet-id s --query NatGateway.NatGatewayId --output "
      "text)\n"
      "aws ec2 create-route --route-table-id r --destination-cidr-block 0.0.0.0/0 "
      "--nat-gateway-id \"$N\"\n" },
    { "DHCP options",
      "aws ec2 create-dhcp-options --dhcp-configurations "
      "Key=domain-name-servers,Values=10.2.5.1,10.2.5.2 Key=domain-name,Values=x.test",
      "aws ec2 create-dhcp-options --dhcp-configurations "
      "Key=domain-name-servers,Values=10.2.5.1,10.2.5.2 Key=domain-name,Values=x.test\n" },

    /* --- What is no command --- */
    { "nothing", " \n", WHERE "is empty; expected aws commands or a fragment of a scenario" },
    { "another program", "terraform apply",
      WHERE "\"terraform\" is not understood; only aws commands are" },
    { "aws alone", "aws ec2", WHERE "expected a command such as \"aws ec2 create-route\"" },
    { "an unknown service", "aws ecc delete-subnet",
      WHERE "unknown service \"ecc\"; did you mean ec2?" },
    { "an unknown operation", "aws ec2 delete-subnets",
      WHERE "unknown change of ec2 \"delete-subnets\"; did you mean delete-subnet?" },
    { "a question changes nothing", "aws ec2 describe-vpcs; aws sts get-caller-identity", "" },
    { "but has no answer", "VPC=$(aws ec2 describe-vpcs --query x --output text)",
      WHERE "\"describe-vpcs\" asks an account, and there is none; write the value itself" },

    /* --- Options --- */
    { "an unknown option", "aws ec2 delete-subnet --subnet-ids s",
      WHERE "unknown option of delete-subnet \"--subnet-ids\"; did you mean --subnet-id?" },
    { "an unknown option beside a missing one", "aws ec2 create-route --gatewayid igw-1",
      WHERE "unknown option of create-route \"--gatewayid\"; did you mean --gateway-id?\n" WHERE
            "--route-table-id is missing\n" WHERE
            "expected one of --destination-cidr-block, --destination-ipv6-cidr-block and "
            "--destination-prefix-list-id" },
    { "a wrong value beside a missing one", "aws ec2 create-subnet --cidr-block 10.0.0.0/40",
      WHERE "--cidr-block: expected an IPv4 CIDR such as 10.0.0.0/16, got \"10.0.0.0/40\"\n" WHERE
            "--vpc-id is missing" },
    { "a rule without a group and a protocol",
      "aws ec2 authorize-security-group-ingress --port 443 --cidr 10.0.0.0/8",
      WHERE "expected one of --group-id and --group-name\n" WHERE "--protocol is missing" },
    { "wrong values and missing ones, all at once",
      "aws ec2 authorize-security-group-ingress --port http --cidr 10.0.0.0/40",
      WHERE "--cidr: expected an IPv4 CIDR such as 10.0.0.0/16, got \"10.0.0.0/40\"\n" WHERE
            "expected one of --group-id and --group-name\n" WHERE "--protocol is missing\n" WHERE
            "--port: expected a port, a range such as 8000-8100, or an ICMP type and code such as "
            "8-0" },
    { "a rule about nobody", AUTHORIZE "--protocol tcp --port 443",
      WHERE "expected --cidr or --source-group" },
    { "rules of egress go by id alone",
      "aws ec2 authorize-security-group-egress --group-name g --protocol -1 --cidr 10.0.0.0/8",
      WHERE "unknown option of authorize-security-group-egress \"--group-name\"; did you mean "
            "--group-id, --group-owner?" },
    { "the beginning of several options", "aws ec2 create-vpc-endpoint --vpc v --service-name s",
      WHERE
      "\"--vpc\" is the beginning of several options, such as --vpc-endpoint-type, --vpc-id" },
    { "a prompt", "$ aws ec2 delete-subnet --subnet-id s",
      WHERE "\"$\" is not understood; only aws commands are" },
    { "an option of another family", AUTHORIZE "--protocol tcp --cidr 10.0.0.0/8 --egress",
      WHERE "unknown option of authorize-security-group-ingress \"--egress\"" },
    { "a missing one", "aws ec2 attach-internet-gateway",
      WHERE "--internet-gateway-id is missing\n" WHERE "--vpc-id is missing" },
    { "one without a value", "aws ec2 delete-subnet --subnet-id",
      WHERE "--subnet-id: needs a value" },
    { "one with two values", "aws ec2 delete-subnet --subnet-id a b",
      WHERE "--subnet-id: takes one value; \"b\" is one too many" },
    { "one twice", "aws ec2 delete-subnet --subnet-id a --subnet-id b",
      WHERE "--subnet-id: is given twice" },
    { "a word of no option", "aws ec2 delete-subnet a --subnet-id b",
      WHERE "\"a\" belongs to no option" },
    { "a flag with a value", "aws ec2 modify-vpc-endpoint --vpc-endpoint-id v --reset-policy yes",
      WHERE "--reset-policy: takes no value, got \"yes\"" },
    { "no flag denied", "aws ec2 delete-subnet --no-subnet-id",
      WHERE "--subnet-id: has no --no- form" },
    { "a trial", "aws ec2 delete-subnet --subnet-id a --dry-run",
      WHERE "--dry-run: makes the command change nothing; leave it out" },
    { "an input file", "aws ec2 delete-subnet --cli-input-json file://x.json",
      WHERE "--cli-input-json: is not understood; write the options themselves" },
    { "a file", "aws ec2 modify-vpc-endpoint --vpc-endpoint-id v --policy-document file://p.json",
      WHERE "--policy-document: values from files are not read; write the value itself" },

    /* --- Values --- */
    { "no number", "aws ec2 delete-network-acl-entry --network-acl-id a --rule-number x --egress",
      WHERE "--rule-number: expected a rule number 1-32766, got \"x\"" },
    { "a number out of range",
      "aws ec2 delete-network-acl-entry --network-acl-id a --rule-number 32767 --egress",
      WHERE "--rule-number: expected a rule number 1-32766, got 32767" },
    { "no CIDR", AUTHORIZE "--protocol tcp --cidr everywhere",
      WHERE "--cidr: expected an IPv4 CIDR such as 10.0.0.0/16, got \"everywhere\"" },
    { "a CIDR of the other family", AUTHORIZE "--protocol -1 --cidr ::/0",
      WHERE "--cidr: expected an IPv4 CIDR such as 10.0.0.0/16, got \"::/0\"" },
    { "no protocol", AUTHORIZE "--protocol tpc --cidr 10.0.0.0/8",
      WHERE "--protocol: expected a protocol: a name, 0-255, or -1 for all, got \"tpc\"" },
    { "no port", AUTHORIZE "--protocol tcp --port http --cidr 10.0.0.0/8",
      WHERE "--port: expected a port, a range such as 8000-8100, or an ICMP type and code such as "
            "8-0" },
    { "a port too high", AUTHORIZE "--protocol tcp --port 65536 --cidr 10.0.0.0/8",
      WHERE "--port: expected a port, a range such as 8000-8100, or an ICMP type and code such as "
            "8-0" },
    { "no known value",
      "aws ec2 modify-vpc-block-public-access-options --internet-gateway-block-mode on",
      WHERE "--internet-gateway-block-mode: \"on\" is not one of the known values: off, "
            "block-bidirectional, block-ingress" },
    { "an unknown key within", AUTHORIZE "--ip-permissions Protocol=tcp",
      WHERE "--ip-permissions/0/Protocol: an unknown field; perhaps \"IpProtocol\" is meant\n" WHERE
            "--ip-permissions/0: IpProtocol is missing" },
    { "a key of another list",
      AUTHORIZE "--ip-permissions IpProtocol=-1,IpRanges=[{CidrIpv6=::/0}]",
      WHERE "--ip-permissions/0/IpRanges/0/CidrIpv6: an unknown field; perhaps \"CidrIp\" is "
            "meant\n" WHERE "--ip-permissions/0/IpRanges/0: CidrIp is missing" },
    { "an empty list of rules", AUTHORIZE "--ip-permissions '[]'",
      WHERE "--ip-permissions: expected at least one rule" },
    { "shorthand that is none", AUTHORIZE "--ip-permissions tcp",
      WHERE "--ip-permissions: expected \"=\" after a key, got the end at character 4 of \"tcp\"" },
    { "JSON that is none", AUTHORIZE "--ip-permissions '[{\"IpProtocol\":}]'",
      WHERE "--ip-permissions: expected a value, got '}' at byte 16 of its JSON" },
    { "a file among texts", "aws ec2 delete-vpc-endpoints --vpc-endpoint-ids file://x",
      WHERE "--vpc-endpoint-ids: values from files are not read; write the value itself" },
    { "shorthand, then JSON",
      AUTHORIZE "--ip-permissions IpProtocol=-1,IpRanges=[{CidrIp=10.0.0.0/8}] "
                "'{\"IpProtocol\":\"-1\"}'",
      WHERE "--ip-permissions: expected a key, got \"{\" at character 1 of "
            "\"{\"IpProtocol\":\"-1\"}\"" },
    { "JSON, then shorthand", AUTHORIZE "--ip-permissions '{\"IpProtocol\":\"-1\"}' IpProtocol=-1",
      WHERE "--ip-permissions: expected a value, got 'I' at byte 1 of its JSON" },
    { "two lists in JSON", AUTHORIZE "--ip-permissions '[]' '[]'",
      WHERE "--ip-permissions/0: expected an object, got a list\n" WHERE
            "--ip-permissions/1: expected an object, got a list" },
    { "both forms", AUTHORIZE "--protocol tcp --ip-permissions IpProtocol=tcp",
      WHERE "--ip-permissions/0: expected at least one CIDR, prefix list or group\n" WHERE
            "--ip-permissions is not together with --protocol, --port, --cidr and --source-group" },
    { "no rule at all", "aws ec2 authorize-security-group-ingress --group-id g",
      WHERE "no rule is given, neither by --ip-permissions nor by --protocol, --port and --cidr or "
            "--source-group" },
    { "a route with two targets",
      "aws ec2 create-route --route-table-id r --destination-cidr-block 0.0.0.0/0 --gateway-id i "
      "--nat-gateway-id n",
      WHERE "expected one target, such as --gateway-id or --nat-gateway-id" },
    { "a route to nowhere", "aws ec2 delete-route --route-table-id r",
      WHERE "expected one of --destination-cidr-block, --destination-ipv6-cidr-block and "
            "--destination-prefix-list-id" },
    { "two attributes at once",
      "aws ec2 modify-vpc-attribute --vpc-id v --enable-dns-support --enable-dns-hostnames",
      WHERE "expected one attribute, such as --enable-dns-hostnames or --enable-dns-support" },
    { "no attribute", "aws ec2 modify-vpc-attribute --vpc-id v",
      WHERE "expected one attribute, such as --enable-dns-hostnames or --enable-dns-support" },
    { "an attribute without its key",
      "aws ec2 modify-vpc-attribute --vpc-id v --enable-dns-support true",
      WHERE "--enable-dns-support: expected \"=\" after a key, got the end at character 5 of "
            "\"true\"" },
    { "what IPAM would choose", "aws ec2 create-subnet --vpc-id v --ipv4-netmask-length 24",
      WHERE "which block IPAM would give is not known; write --cidr-block or --ipv6-cidr-block" },

    /* --- Results --- */
    { "a result that is no id", "N=$(aws ec2 create-nat-gateway --subnet-id s)",
      WHERE "N is to hold an id; expected --query NatGateway.NatGatewayId --output text" },
    { "an error in what makes a result is told but once",
      "N=$(aws ec2 create-nat-gatewy --subnet-id s)\naws ec2 delete-nat-gateway --nat-gateway-id "
      "$N",
      "error: x.sh:1: unknown change of ec2 \"create-nat-gatewy\"; did you mean "
      "create-nat-gateway, delete-nat-gateway?" },
    { "a result of nothing", "N=$(aws ec2 delete-subnet --subnet-id s --output text)",
      WHERE "delete-subnet creates nothing whose id N could hold" },

    /* --- Fragments --- */
    { "a fragment", "{\"Vpcs\":[{\"VpcId\":\"v\"}]}", "{\"Vpcs\":[{\"VpcId\":\"v\"}]}\n" },
    { "with an error", "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"x\"}]}",
      WHERE "/Vpcs/0/CidrBlock: expected an IPv4 CIDR such as 10.0.0.0/16, got \"x\"" },
    { "that is no JSON", "{\"Vpcs\":[}", "error: x.sh:1:10: expected a value, got '}'" },
    { "with a key and a field that nobody knows",
      "{\"Vpc\":[],\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlok\":\"10.0.0.0/16\"}]}",
      "{\"Vpc\":[],\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlok\":\"10.0.0.0/16\"}]}\n"
      "warning: x.sh: /Vpcs/0/CidrBlok: an unknown field, which is ignored; perhaps \"CidrBlock\" "
      "is meant\nwarning: x.sh: /Vpc: an unknown key, which is ignored; perhaps \"Vpcs\" is "
      "meant" },
    { "that deletes an item of a list",
      "{\"RouteTables\":[{\"RouteTableId\":\"r\",\"Routes\":[{\"$delete\":true}]}]}",
      WHERE "/RouteTables/0/Routes/0/$delete: only whole resources can be deleted; write the list "
            "as it is to be" },
    { "that deletes in another spelling", "{\"Vpcs\":[{\"VpcId\":\"v\",\"$Delete\":true}]}",
      WHERE "/Vpcs/0/$Delete: is spelled \"$delete\"" },
    { "with a comment", "{\"Vpcs\":[{\"VpcId\":\"v\",\"$comment\":\"x\"}]}",
      "{\"Vpcs\":[{\"VpcId\":\"v\",\"$comment\":\"x\"}]}\n" },
    { "that deletes what has no id", "{\"Vpcs\":[{\"$delete\":true}]}",
      WHERE "/Vpcs/0: VpcId is missing" },
    { "that gives a record twice, and not alike",
      "{\"Vpcs\":[{\"VpcId\":\"v\",\"CidrBlock\":\"10.0.0.0/16\"},"
      "{\"VpcId\":\"v\",\"CidrBlock\":\"10.1.0.0/16\"}]}",
      "error: x.sh: /Vpcs/1/CidrBlock: contradicts /Vpcs/0/CidrBlock" },
    { "that gives what it deletes",
      "{\"Subnets\":[{\"SubnetId\":\"s\",\"$delete\":true},{\"SubnetId\":\"s\"}]}",
      "error: x.sh: /Subnets/1: is deleted at /Subnets/0" },
    { "that deletes what it gives",
      "{\"Subnets\":[{\"SubnetId\":\"s\"},{\"SubnetId\":\"s\",\"$delete\":true}]}",
      "error: x.sh: /Subnets/1: deletes what is given at /Subnets/0" },
    { "that gives fields of one record in two places",
      "{\"VpcAttributes\":[{\"VpcId\":\"v\",\"EnableDnsSupport\":{\"Value\":true}},"
      "{\"VpcId\":\"v\",\"EnableDnsHostnames\":{\"Value\":true}}]}",
      "{\"VpcAttributes\":[{\"VpcId\":\"v\",\"EnableDnsSupport\":{\"Value\":true}},"
      "{\"VpcId\":\"v\",\"EnableDnsHostnames\":{\"Value\":true}}]}\n" },
    { "that deletes perhaps", "{\"Vpcs\":[{\"VpcId\":\"v\",\"$delete\":1}]}",
      WHERE "/Vpcs/0/$delete: expected true or false, got 1" },

    { "all errors at once", "aws ec2 delete-subnet\naws ec2 x\naws 'y",
      "error: x.sh:3:5: the quote ' has no end\nerror: x.sh:1: --subnet-id is missing\nerror: "
      "x.sh:2: unknown change of ec2 \"x\"" },
};

static char *
read_changes(const char *text)
{
    g_autoptr(AcvChanges) changes = acv_changes_new();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    GString *out = g_string_new(NULL);
    acv_changes_add_text(changes, "x.sh", text, problems);
    for (size_t i = 0; i < acv_changes_n(changes); i++) {
        const AcvChange *change = acv_changes_get(changes, i);
        g_autofree char *command =
            change->command ? acv_aws_command_print(change->command) : g_strdup(change->fragment);
        g_string_append_printf(out, "%s\n", command);
    }
    g_autofree char *told = problems_print(problems, ACV_SEVERITY_REMARK);
    g_string_append(out, told);
    return g_string_free(out, FALSE);
}

static void
a_change_is_read_or_refused_with_the_reason(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = read_changes(rows[i].text);
        g_autofree char *expected = g_strdup(rows[i].expected);
        if (strstr(expected, "error: ")) {
            g_strchomp(expected);
        }
        EXPECT_TEXT(rows[i].name, got, expected);
    }
}

/* --- Applying --- */

static const char base[] =
    "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/16\",\"IsDefault\":false}],"
    "\"Subnets\":[{\"SubnetId\":\"subnet-1\",\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/24\"}],"
    "\"SecurityGroups\":[{\"GroupId\":\"sg-1\",\"VpcId\":\"vpc-1\",\"IpPermissions\":[]},"
    "{\"GroupId\":\"sg-2\",\"VpcId\":\"vpc-1\",\"GroupName\":\"two\"}]}";

static const struct {
    const char *name;
    const char *changes[3];
    const char *expected; /* Effects of each change, then problems. */
} applied_rows[] = {
    { "a command", { AUTHORIZE "--protocol tcp --port 1 --source-group sg-2" }, "changed sg-1;\n" },
    { "twice the same",
      { AUTHORIZE "--protocol tcp --port 1 --source-group sg-2",
        AUTHORIZE "--protocol tcp --port 1 --source-group sg-2" },
      "error: b: InvalidPermission.Duplicate: sg-1 already allows tcp 1 from sg-2" },
    { "an unknown group",
      { "aws ec2 authorize-security-group-ingress --group-id sg-l --protocol tcp --cidr "
        "10.0.0.0/8" },
      "error: a: --group-id: InvalidGroup.NotFound: no security group \"sg-l\" is in the data; did "
      "you mean sg-1, sg-2?" },
    { "a fragment that replaces a field",
      { "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"IsDefault\":true}]}" },
      "changed vpc-1;\n" },
    { "a fragment that adds",
      { "{\"Vpcs\":[{\"VpcId\":\"vpc-2\",\"CidrBlock\":\"10.9.0.0/16\"}]}" },
      "added vpc-2;\n" },
    { "a fragment that deletes",
      { "{\"SecurityGroups\":[{\"GroupId\":\"sg-2\",\"$delete\":true}]}" },
      "removed sg-2;\n" },
    { "a fragment that deletes nothing",
      { "{\"SecurityGroups\":[{\"GroupId\":\"sg-3\",\"$delete\":true}]}" },
      "error: a: /SecurityGroups/0: \"sg-3\" cannot be deleted: it is not in the data" },
    { "a fragment that says what is so",
      { "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"CidrBlock\":\"10.0.0.0/16\"}]}" },
      "\nwarning: a: changes nothing" },
    { "a fragment that expects something",
      { "{\"Expectations\":[{\"From\":\"a\",\"To\":\"b\",\"Expect\":\"reachable\"}]}" },
      "\n" },
    { "added and deleted",
      { "{\"Vpcs\":[{\"VpcId\":\"vpc-2\"}]}",
        "{\"Vpcs\":[{\"VpcId\":\"vpc-2\",\"$delete\":true}]}" },
      "added vpc-2;\nremoved vpc-2;\n" },
    { "what a fragment added, a command changes",
      { "{\"SecurityGroups\":[{\"GroupId\":\"sg-3\",\"VpcId\":\"vpc-1\"}]}",
        "aws ec2 authorize-security-group-ingress --group-id sg-3 --protocol -1 --cidr "
        "10.0.0.0/8" },
      "added sg-3;\nchanged sg-3;\n" },
    { "a fragment after which something is amiss",
      { "{\"Subnets\":[{\"SubnetId\":\"subnet-1\",\"VpcId\":\"vpc-9\"}]}" },
      "changed subnet-1;\nwarning: t.json: /Subnets/0/VpcId: vpc \"vpc-9\" is not in the data" },
    { "a rule that is not there is revoked",
      { "aws ec2 revoke-security-group-ingress --group-id sg-1 --protocol -1 --cidr 10.0.0.0/8" },
      "error: a: InvalidPermission.NotFound: sg-1 has no rule that allows all traffic from "
      "10.0.0.0/8" },
    { "the same in a default VPC",
      { "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"IsDefault\":true}]}",
        "aws ec2 revoke-security-group-ingress --group-id sg-1 --protocol -1 --cidr 10.0.0.0/8" },
      "changed vpc-1;\n\nwarning: b: sg-1 has no rule that allows all traffic from 10.0.0.0/8\n"
      "warning: b: changes nothing" },
    { "rules by themselves",
      { "{\"SecurityGroupRules\":[{\"GroupId\":\"sg-1\",\"CidrIpv4\":\"10.0.0.0/8\"}]}" },
      "error: a: /SecurityGroupRules/0: rules by themselves change nothing; give the IpPermissions "
      "of the group" },
};

static void
print_effects(GString *out, const AcvWhatIf *what_if, size_t index)
{
    static const char *const verbs[] = { "added", "changed", "removed" };
    size_t n;
    const AcvEffect *effects = acv_what_if_effects(what_if, index, &n);
    for (size_t i = 0; i < n; i++) {
        g_string_append_printf(out, "%s %s;", verbs[effects[i].type], effects[i].id);
    }
    g_string_append_c(out, '\n');
}

static void
expect_effects(const char *name, const char *const *texts, size_t n, const char *expected)
{
    static const char *const files[] = { "a", "b", "c" };
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(base, NULL);
    g_autofree char *printed_before = snapshot_print(snapshot);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvChanges) changes = acv_changes_new();
    g_autoptr(GString) got = g_string_new(NULL);
    bool ok = true;
    for (size_t i = 0; i < n && texts[i]; i++) {
        ok &= acv_changes_add_text(changes, files[i], texts[i], problems);
    }
    g_autoptr(AcvWhatIf) what_if = ok ? acv_what_if_new(snapshot, changes, problems) : NULL;
    for (size_t i = 0; what_if && i < acv_changes_n(changes); i++) {
        print_effects(got, what_if, i);
    }
    g_autofree char *told = problems_print(problems, ACV_SEVERITY_REMARK);
    g_string_append(got, told);
    EXPECT_TEXT(name, got->str, expected);
    g_autofree char *printed_after = snapshot_print(snapshot);
    EXPECT_TEXT(name, printed_after, printed_before);
}

/* What an argument creates, the next may use; and ids say by what variable. */
static void
variables_live_on(void)
{
    g_autoptr(AcvChanges) changes = acv_changes_new();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    acv_changes_add(changes, "aws ec2 create-vpc-endpoint --vpc-id vpc-1 --service-name s",
                    problems);
    acv_changes_add_text(changes, "x.sh",
                         "G=$(aws ec2 create-security-group --group-name g --description d "
                         "--vpc-id vpc-1 --query GroupId --output text)",
                         problems);
    bool ok = acv_changes_add_text(changes, "y.sh", "aws ec2 delete-security-group --group-id $G",
                                   problems);
    EXPECT_TRUE("read", ok);
    EXPECT_INT("all", acv_changes_n(changes), 3);
    EXPECT_TEXT("numbered", acv_changes_item(changes, 0)->compiled.new_id, "vpce-new1");
    EXPECT_TEXT("named", acv_changes_item(changes, 1)->compiled.new_id, "sg-G");
    EXPECT_TEXT("used", acv_changes_item(changes, 2)->compiled.options[0].values.items[0], "sg-G");
    EXPECT_TRUE(
        "not otherwise",
        !acv_changes_add_text(changes, "z.sh", "aws ec2 delete-subnet --subnet-id $H", problems));
    EXPECT_INT("still", acv_changes_n(changes), 3);
}

static void
changes_have_effects_and_leave_alone_what_they_change(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(applied_rows); i++) {
        expect_effects(applied_rows[i].name, applied_rows[i].changes,
                       G_N_ELEMENTS(applied_rows[i].changes), applied_rows[i].expected);
    }
}

SUITE_MAIN(change, TEST(a_change_is_read_or_refused_with_the_reason),
           TEST(changes_have_effects_and_leave_alone_what_they_change), TEST(variables_live_on))
