/* What endpoint policies admit. */
#include "expect.h"
#include "network/policy.h"
#include "scenario.h"
#include "suite.h"

#define LAYERS "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"
#define ROLE "arn:aws:iam::123456789012:role/agents/pilot"
#define VERSION "\"Version\":\"2012-10-17\","

/* One or two statements, without the braces. */
#define ONE(statement) "{" VERSION "\"Statement\":{" statement "}}"
#define TWO(first, second) "{" VERSION "\"Statement\":[{" first "},{" second "}]}"
#define ALLOW "\"Effect\":\"Allow\",\"Principal\":\"*\","
#define DENY "\"Effect\":\"Deny\",\"Principal\":\"*\","
#define ALLOW_ALL ALLOW "\"Action\":\"*\",\"Resource\":\"*\""
#define ON_LAYERS "\"Action\":\"s3:GetObject\",\"Resource\":\"" LAYERS "\""
#define FROM(principal) \
    "\"Effect\":\"Allow\",\"Principal\":" principal ",\"Action\":\"*\",\"Resource\":\"*\""
#define NOT_FROM(principal) \
    "\"Effect\":\"Deny\",\"NotPrincipal\":" principal ",\"Action\":\"*\",\"Resource\":\"*\""
#define IF ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalAccount\":\"123456789012\"}}"

enum { ADMITTED = ACV_POLICY_ADMITTED, REFUSED = ACV_POLICY_REFUSED, UNKNOWN = ACV_POLICY_UNKNOWN };

/* 'by' is the statement that decides, -1 for none. */
typedef struct {
    const char *name;
    const char *policy;
    AcvPolicyRequest request;
    int verdict;
    int by;
} Row;

#define GET_LAYERS \
    { \
        "s3", "s3:GetObject", LAYERS, ROLE, true \
    }
#define ON_BUCKET(arn) \
    { \
        "s3", "s3:GetObject", arn, ROLE, true \
    }
#define TOKEN \
    { \
        "ecr", "ecr:GetAuthorizationToken", "*", ROLE, false \
    }
#define BY(role, gateway) \
    { \
        "s3", "s3:GetObject", LAYERS, role, gateway \
    }
#define ANY_OF(service) \
    { \
        service, NULL, NULL, NULL, true \
    }

static const Row rows[] = {
    /* --- Whole policies --- */
    { "the default policy", "{\"Statement\":[{" ALLOW_ALL "}]}", GET_LAYERS, ADMITTED, 0 },
    { "no statement", "{\"Statement\":[]}", GET_LAYERS, REFUSED, -1 },
    { "exactly what is needed", ONE(ALLOW ON_LAYERS), GET_LAYERS, ADMITTED, 0 },
    { "one statement as a list", "{\"Statement\":[{" ALLOW ON_LAYERS "}]}", GET_LAYERS, ADMITTED,
      0 },
    { "the second allows", TWO(ALLOW "\"Action\":\"s3:Put*\",\"Resource\":\"*\"", ALLOW_ALL),
      GET_LAYERS, ADMITTED, 1 },
    { "denied although allowed", TWO(ALLOW_ALL, DENY ON_LAYERS), GET_LAYERS, REFUSED, 1 },
    { "denied before allowed", TWO(DENY ON_LAYERS, ALLOW_ALL), GET_LAYERS, REFUSED, 0 },
    { "only denied", ONE(DENY ON_LAYERS), GET_LAYERS, REFUSED, 0 },
    { "only something else is denied", ONE(DENY "\"Action\":\"s3:Put*\",\"Resource\":\"*\""),
      GET_LAYERS, REFUSED, -1 },
    { "an unknown effect", ONE("\"Effect\":\"Permit\",\"Principal\":\"*\"," ON_LAYERS), GET_LAYERS,
      UNKNOWN, 0 },
    { "an unknown effect beside an Allow",
      TWO(ALLOW_ALL, "\"Effect\":\"Permit\",\"Principal\":\"*\"," ON_LAYERS), GET_LAYERS, UNKNOWN,
      1 },

    /* --- Actions --- */
    { "an action in another case",
      ONE(ALLOW "\"Action\":\"S3:getOBJECT\",\"Resource\":\"" LAYERS "\""), GET_LAYERS, ADMITTED,
      0 },
    { "all actions of the service", ONE(ALLOW "\"Action\":\"s3:*\",\"Resource\":\"*\""), GET_LAYERS,
      ADMITTED, 0 },
    { "some actions of the service", ONE(ALLOW "\"Action\":\"s3:Get*\",\"Resource\":\"*\""),
      GET_LAYERS, ADMITTED, 0 },
    { "one character of an action", ONE(ALLOW "\"Action\":\"s3:GetObjec?\",\"Resource\":\"*\""),
      GET_LAYERS, ADMITTED, 0 },
    { "a longer action", ONE(ALLOW "\"Action\":\"s3:GetObjectAcl\",\"Resource\":\"*\""), GET_LAYERS,
      REFUSED, -1 },
    { "another service", ONE(ALLOW "\"Action\":\"dynamodb:*\",\"Resource\":\"*\""), GET_LAYERS,
      REFUSED, -1 },
    { "one of several actions",
      ONE(ALLOW "\"Action\":[\"s3:PutObject\",\"s3:GetObject\"],\"Resource\":\"*\""), GET_LAYERS,
      ADMITTED, 0 },
    { "none of several actions",
      ONE(ALLOW "\"Action\":[\"s3:PutObject\",\"s3:ListBucket\"],\"Resource\":\"*\""), GET_LAYERS,
      REFUSED, -1 },
    { "no action", ONE(ALLOW "\"Action\":[],\"Resource\":\"*\""), GET_LAYERS, REFUSED, -1 },
    { "all actions but others", ONE(ALLOW "\"NotAction\":\"s3:Put*\",\"Resource\":\"*\""),
      GET_LAYERS, ADMITTED, 0 },
    { "all actions but this", ONE(ALLOW "\"NotAction\":[\"s3:Get*\"],\"Resource\":\"*\""),
      GET_LAYERS, REFUSED, -1 },
    { "denied are all but this",
      TWO(ALLOW_ALL, DENY "\"NotAction\":\"s3:GetObject\",\"Resource\":\"*\""), GET_LAYERS,
      ADMITTED, 0 },
    { "denied are all but another",
      TWO(ALLOW_ALL, DENY "\"NotAction\":\"s3:PutObject\",\"Resource\":\"*\""), GET_LAYERS, REFUSED,
      1 },

    /* --- Resources --- */
    { "a resource that covers the layers",
      ONE(ALLOW "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::prod-*-starport-layer-"
                "bucket/*\""),
      GET_LAYERS, ADMITTED, 0 },
    { "a resource in another case",
      ONE(ALLOW "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::PROD-us-east-1-starport-"
                "layer-bucket/*\""),
      GET_LAYERS, REFUSED, -1 },
    { "the bucket, not its objects",
      ONE(ALLOW "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::prod-us-east-1-starport-"
                "layer-bucket\""),
      GET_LAYERS, REFUSED, -1 },
    { "the layers of another Region",
      ONE(ALLOW "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::prod-eu-west-1-starport-"
                "layer-bucket/*\""),
      GET_LAYERS, REFUSED, -1 },
    { "only one's own bucket",
      ONE(ALLOW "\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::mine\",\"arn:aws:s3:::mine/"
                "*\"]"),
      GET_LAYERS, REFUSED, -1 },
    { "a part of the layers",
      ONE(ALLOW "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::prod-us-east-1-starport-"
                "layer-bucket/abc*\""),
      GET_LAYERS, UNKNOWN, 0 },
    { "a part of the layers is denied",
      TWO(ALLOW_ALL, DENY "\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::*/secret\""), GET_LAYERS,
      UNKNOWN, 1 },
    { "another bucket is denied",
      TWO(ALLOW_ALL, DENY "\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::mine/*\""), GET_LAYERS,
      ADMITTED, 0 },
    { "all resources but others",
      ONE(ALLOW "\"Action\":\"s3:*\",\"NotResource\":\"arn:aws:s3:::mine/*\""), GET_LAYERS,
      ADMITTED, 0 },
    { "all resources but these",
      ONE(ALLOW "\"Action\":\"s3:*\",\"NotResource\":\"arn:aws:s3:::prod-*\""), GET_LAYERS, REFUSED,
      -1 },
    { "all resources but some of these",
      ONE(ALLOW "\"Action\":\"s3:*\",\"NotResource\":\"arn:aws:s3:::*/secret\""), GET_LAYERS,
      UNKNOWN, 0 },
    { "denied is what is not one's own",
      TWO(ALLOW_ALL, DENY "\"Action\":\"s3:*\",\"NotResource\":\"arn:aws:s3:::mine/*\""),
      GET_LAYERS, REFUSED, 1 },
    { "a resource that is not known, and all are allowed", ONE(ALLOW_ALL), ON_BUCKET(NULL),
      ADMITTED, 0 },
    { "a resource that is not known, and some are allowed", ONE(ALLOW ON_LAYERS), ON_BUCKET(NULL),
      UNKNOWN, 0 },
    { "no resource is given", ONE(ALLOW "\"Action\":\"s3:*\""), GET_LAYERS, ADMITTED, 0 },
    { "an action that knows no resources", ONE(ALLOW "\"Action\":\"ecr:*\",\"Resource\":\"*\""),
      TOKEN, ADMITTED, 0 },
    { "an action that knows no resources, for a repository",
      ONE(ALLOW "\"Action\":\"ecr:*\",\"Resource\":\"arn:aws:ecr:*:*:repository/*\""), TOKEN,
      REFUSED, -1 },
    { "an action that knows no resources, denied for a repository",
      TWO(ALLOW_ALL, DENY "\"Action\":\"*\",\"Resource\":\"arn:aws:ecr:*:*:repository/*\""), TOKEN,
      ADMITTED, 0 },

    /* --- Variables --- */
    { "a variable that may fit",
      ONE(ALLOW "\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::${aws:PrincipalTag/b}/*\""),
      GET_LAYERS, UNKNOWN, 0 },
    { "a variable that cannot fit",
      ONE(ALLOW "\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::mine/${aws:username}/*\""),
      GET_LAYERS, REFUSED, -1 },
    { "a variable in a Deny",
      TWO(ALLOW_ALL, DENY "\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::${aws:username}/*\""),
      GET_LAYERS, UNKNOWN, 1 },
    { "a variable that is plain text in the older version",
      "{\"Statement\":{" ALLOW "\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::${aws:username}/*\"}}",
      GET_LAYERS, REFUSED, -1 },
    { "a variable without an end",
      ONE(ALLOW "\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::${aws:username/*\""), GET_LAYERS,
      REFUSED, -1 },

    /* --- Conditions --- */
    { "allowed on a condition", ONE(ALLOW ON_LAYERS IF), GET_LAYERS, UNKNOWN, 0 },
    { "denied on a condition", TWO(ALLOW_ALL, DENY ON_LAYERS IF), GET_LAYERS, UNKNOWN, 1 },
    { "denied on a condition, and never allowed", ONE(DENY ON_LAYERS IF), GET_LAYERS, REFUSED, -1 },
    { "an empty condition", ONE(ALLOW ON_LAYERS ",\"Condition\":{}"), GET_LAYERS, ADMITTED, 0 },
    { "another action on a condition",
      ONE(ALLOW "\"Action\":\"s3:PutObject\",\"Resource\":\"*\"" IF), GET_LAYERS, REFUSED, -1 },
    { "on a condition, and without", TWO(ALLOW ON_LAYERS IF, ALLOW ON_LAYERS), GET_LAYERS, ADMITTED,
      1 },
    { "on a condition, and denied", TWO(ALLOW ON_LAYERS IF, DENY ON_LAYERS), GET_LAYERS, REFUSED,
      1 },

    /* --- Principals --- */
    { "all AWS principals", ONE(FROM("{\"AWS\":\"*\"}")), BY(ROLE, false), ADMITTED, 0 },
    { "all AWS principals, in a list", ONE(FROM("{\"AWS\":[\"*\"]}")), BY(NULL, true), ADMITTED,
      0 },
    { "the role", ONE(FROM("{\"AWS\":\"" ROLE "\"}")), BY(ROLE, false), ADMITTED, 0 },
    { "another role", ONE(FROM("{\"AWS\":\"arn:aws:iam::123456789012:role/other\"}")),
      BY(ROLE, false), REFUSED, -1 },
    { "a role, and who calls is not known", ONE(FROM("{\"AWS\":\"" ROLE "\"}")), BY(NULL, false),
      UNKNOWN, 0 },
    { "the account", ONE(FROM("{\"AWS\":\"123456789012\"}")), BY(ROLE, false), ADMITTED, 0 },
    { "the root of the account", ONE(FROM("{\"AWS\":\"arn:aws:iam::123456789012:root\"}")),
      BY(ROLE, false), ADMITTED, 0 },
    { "another account", ONE(FROM("{\"AWS\":[\"210987654321\"]}")), BY(ROLE, false), REFUSED, -1 },
    { "an account at a gateway endpoint is its root user", ONE(FROM("{\"AWS\":\"123456789012\"}")),
      BY(ROLE, true), REFUSED, -1 },
    { "a root at a gateway endpoint", ONE(FROM("{\"AWS\":\"arn:aws:iam::123456789012:root\"}")),
      BY(NULL, true), REFUSED, -1 },
    { "a session of the role",
      ONE(FROM("{\"AWS\":\"arn:aws:sts::123456789012:assumed-role/pilot/one\"}")), BY(ROLE, false),
      UNKNOWN, 0 },
    { "a session of another role",
      ONE(FROM("{\"AWS\":\"arn:aws:sts::123456789012:assumed-role/pilots/one\"}")), BY(ROLE, false),
      REFUSED, -1 },
    { "a service", ONE(FROM("{\"Service\":\"bedrock-agentcore.amazonaws.com\"}")), BY(ROLE, false),
      UNKNOWN, 0 },
    { "a federated user", ONE(FROM("{\"Federated\":\"accounts.google.com\"}")), BY(ROLE, false),
      UNKNOWN, 0 },
    { "no principal is given", ONE("\"Effect\":\"Allow\"," ON_LAYERS), BY(ROLE, false), ADMITTED,
      0 },
    { "all but the role are denied", TWO(ALLOW_ALL, NOT_FROM("{\"AWS\":\"" ROLE "\"}")),
      BY(ROLE, false), ADMITTED, 0 },
    { "all but another are denied",
      TWO(ALLOW_ALL, NOT_FROM("{\"AWS\":\"arn:aws:iam::123456789012:role/other\"}")),
      BY(ROLE, false), REFUSED, 1 },
    { "all but one are denied, and who calls is not known",
      TWO(ALLOW_ALL, NOT_FROM("{\"AWS\":\"" ROLE "\"}")), BY(NULL, false), UNKNOWN, 1 },

    /* --- Anything of a service --- */
    { "anything, of all", ONE(ALLOW_ALL), ANY_OF("s3"), ADMITTED, 0 },
    { "anything, of what is allowed", ONE(ALLOW ON_LAYERS), ANY_OF("s3"), ADMITTED, 0 },
    { "anything, of another service", ONE(ALLOW "\"Action\":\"logs:*\",\"Resource\":\"*\""),
      ANY_OF("s3"), REFUSED, -1 },
    { "anything, of a service whose name begins alike",
      ONE(ALLOW "\"Action\":\"s3express:*\",\"Resource\":\"*\""), ANY_OF("s3"), REFUSED, -1 },
    { "anything, by a wildcard in the service",
      ONE(ALLOW "\"Action\":\"s*:Get*\",\"Resource\":\"*\""), ANY_OF("s3"), ADMITTED, 0 },
    { "anything of a service that is not known",
      ONE(ALLOW "\"Action\":\"x:Get*\",\"Resource\":\"*\""), ANY_OF(NULL), ADMITTED, 0 },
    { "anything, on a condition", ONE(ALLOW_ALL IF), ANY_OF("s3"), UNKNOWN, 0 },
    { "anything, of nothing", ONE(DENY "\"Action\":\"*\",\"Resource\":\"*\""), ANY_OF("s3"),
      REFUSED, -1 },
    { "anything, of what is denied as a whole",
      TWO(ALLOW "\"Action\":\"s3:Get*\",\"Resource\":\"*\"",
          DENY "\"Action\":\"s3:*\",\"Resource\":\"*\""),
      ANY_OF("s3"), REFUSED, 1 },
    { "anything, of what is denied in part",
      TWO(ALLOW "\"Action\":\"s3:*\",\"Resource\":\"*\"",
          DENY "\"Action\":\"s3:Delete*\",\"Resource\":\"*\""),
      ANY_OF("s3"), ADMITTED, 0 },
    { "anything, of what is denied but for a bucket",
      TWO(ALLOW_ALL, DENY "\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::mine/*\""), ANY_OF("s3"),
      UNKNOWN, 1 },
    { "anything, of what is denied on a condition",
      TWO(ALLOW_ALL, DENY "\"Action\":\"*\",\"Resource\":\"*\"" IF), ANY_OF("s3"), UNKNOWN, 1 },
    { "anything, of all but this service", ONE(ALLOW "\"NotAction\":\"s3:*\",\"Resource\":\"*\""),
      ANY_OF("s3"), REFUSED, -1 },
    { "anything, of all but some of this service",
      ONE(ALLOW "\"NotAction\":\"s3:Put*\",\"Resource\":\"*\""), ANY_OF("s3"), ADMITTED, 0 },
    { "anything, of all but a bucket",
      ONE(ALLOW "\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::mine/*\""), ANY_OF("s3"), ADMITTED,
      0 },
    { "anything, for the root user of an account", ONE(FROM("{\"AWS\":\"123456789012\"}")),
      ANY_OF("s3"), REFUSED, -1 },
    { "anything, for a role", ONE(FROM("{\"AWS\":\"" ROLE "\"}")), ANY_OF("s3"), UNKNOWN, 0 },
};

/* An endpoint of that policy, in a snapshot of its own. */
static const AcvPolicy *
parse_policy(const char *policy, AcvSnapshot **out_snapshot)
{
    g_autofree char *json = g_strdup_printf(
        "{\"VpcEndpoints\":[{\"VpcEndpointId\":\"vpce-1\",\"PolicyDocument\":%s}]}", policy);
    *out_snapshot = scenario_parse(json, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(*out_snapshot);
    return &acv_snapshot_find_vpc_endpoint(*out_snapshot, "vpce-1")->policy;
}

static void
a_decision_follows_from_what_surely_and_what_possibly_holds(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvSnapshot) snapshot = NULL;
        const AcvPolicy *policy = parse_policy(rows[i].policy, &snapshot);
        AcvPolicyDecision decision = acv_policy_decide(policy, &rows[i].request);
        int by = decision.statement ? (int) (decision.statement - policy->statements.items) : -1;
        EXPECT_INT(rows[i].name, decision.verdict, rows[i].verdict);
        EXPECT_INT(rows[i].name, by, rows[i].by);
    }
}

static void
no_policy_admits_everything(void)
{
    AcvPolicy none = { 0 };
    EXPECT_INT("something", acv_policy_decide(&none, &rows[0].request).verdict, ADMITTED);
    EXPECT_TRUE("everything", acv_policy_admits_everything(&none));
}

static void
only_a_policy_without_limits_admits_everything(void)
{
    static const struct {
        const char *policy;
        bool admits;
    } cases[] = {
        { ONE(ALLOW_ALL), true },
        { ONE(ALLOW_ALL IF), false },
        { ONE(ALLOW "\"Action\":\"s3:*\",\"Resource\":\"*\""), false },
        { ONE(ALLOW "\"Action\":\"*\",\"Resource\":\"arn:*\""), false },
        { ONE(FROM("{\"AWS\":\"" ROLE "\"}")), false },
        { TWO(ALLOW_ALL, DENY ON_LAYERS), false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(AcvSnapshot) snapshot = NULL;
        const AcvPolicy *policy = parse_policy(cases[i].policy, &snapshot);
        EXPECT_INT(cases[i].policy, acv_policy_admits_everything(policy), cases[i].admits);
    }
}

/* Untrusted: neither long patterns nor many of them may take long. */
static void
a_monstrous_policy_ends_soon(void)
{
    GString *json = g_string_new("{\"Statement\":[");
    for (int i = 0; i < 300; i++) {
        g_string_append_printf(
            json, "{" ALLOW "\"Action\":\"s3:a%d*?*?b\",\"Resource\":\"%d*?*\"},", i, i);
    }
    g_string_append(json, "{" DENY "\"Action\":\"");
    for (int i = 0; i < 30000; i++) {
        g_string_append(json, "*?");
    }
    g_string_append(json, "\",\"Resource\":\"*\"}]}");
    g_autofree char *text = g_string_free(json, FALSE);
    g_autoptr(AcvSnapshot) snapshot = NULL;
    const AcvPolicy *policy = parse_policy(text, &snapshot);
    AcvPolicyRequest request = ANY_OF("s3");
    EXPECT_INT("anything", acv_policy_decide(policy, &request).verdict, UNKNOWN);
}

SUITE_MAIN(policy, TEST(a_decision_follows_from_what_surely_and_what_possibly_holds),
           TEST(no_policy_admits_everything), TEST(only_a_policy_without_limits_admits_everything),
           TEST(a_monstrous_policy_ends_soon))
