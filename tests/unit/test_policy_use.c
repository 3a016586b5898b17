/* What endpoint policies admit of what runtimes need. */
#include "expect.h"
#include "network/policy_use.h"
#include "scenario.h"
#include "suite.h"

/* A runtime, and an endpoint whose policy allows 'actions' on 'resources'. */
#define WITH(actions, resources) \
    "{\"AgentRuntimes\":[{\"agentRuntimeId\":\"pilot-a1B2c3D4e5\",\"agentRuntimeArn\":" \
    "\"arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/pilot-a1B2c3D4e5\"," \
    "\"roleArn\":\"arn:aws:iam::123456789012:role/pilot\",\"agentRuntimeArtifact\":{" \
    "\"containerConfiguration\":{\"containerUri\":" \
    "\"210987654321.dkr.ecr.us-east-1.amazonaws.com/team/pilot:v1\"}}}],\"VpcEndpoints\":[{" \
    "\"VpcEndpointId\":\"vpce-1\",\"PolicyDocument\":{\"Statement\":{\"Effect\":\"Allow\"," \
    "\"Principal\":\"*\",\"Action\":" actions ",\"Resource\":" resources "}}}]}"

enum { ADMITTED = ACV_POLICY_ADMITTED, REFUSED = ACV_POLICY_REFUSED, UNKNOWN = ACV_POLICY_UNKNOWN };

static const struct {
    const char *name;
    const char *json;
    const char *subject;
    const char *service;
    bool is_stranger; /* Asked for someone of whom no more is known. */
    int verdict;
    const char *need; /* NULL is any. */
    bool is_narrowed;
} rows[] = {
    { "everything", WITH("\"*\"", "\"*\""), "logs", "logs", false, ADMITTED, "logs=CreateLogStream",
      false },
    { "the logs of runtimes",
      WITH("[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]",
           "\"arn:aws:logs:us-east-1:123456789012:log-group:/aws/bedrock-agentcore/runtimes/*\""),
      "logs", "logs", false, ADMITTED, "logs=CreateLogStream", true },
    { "no events", WITH("\"logs:Create*\"", "\"*\""), "logs", "logs", false, REFUSED,
      "logs=PutLogEvents", false },
    { "the logs of another account",
      WITH("\"logs:*\"", "\"arn:aws:logs:us-east-1:000000000001:log-group:*\""), "logs", "logs",
      false, REFUSED, "logs=CreateLogStream", false },
    { "the logs of one session",
      WITH("\"logs:*\"", "\"arn:aws:logs:us-east-1:123456789012:log-group:/aws/bedrock-agentcore/"
                         "runtimes/pilot-a1B2c3D4e5-DEFAULT:log-stream:x\""),
      "logs", "logs", false, UNKNOWN, "logs=CreateLogStream", false },
    { "logs, and someone else asks", WITH("\"logs:DescribeLogGroups\"", "\"*\""), "logs", "logs",
      true, ADMITTED, NULL, true },
    { "another service, and someone else asks", WITH("\"s3:*\"", "\"*\""), "logs", "logs", true,
      REFUSED, NULL, false },

    { "the token", WITH("\"ecr:GetAuthorizationToken\"", "\"*\""), "ecr/1-token", "ecr.api", false,
      ADMITTED, "ecr/1-token=GetAuthorizationToken", true },
    { "the token, of a repository",
      WITH("\"ecr:*\"", "\"arn:aws:ecr:us-east-1:210987654321:repository/team/pilot\""),
      "ecr/1-token", "ecr.api", false, REFUSED, "ecr/1-token=GetAuthorizationToken", false },
    { "the image's own repository",
      WITH("\"ecr:*\"", "\"arn:aws:ecr:us-east-1:210987654321:repository/team/pilot\""),
      "ecr/2-manifest", "ecr.dkr", false, ADMITTED, "ecr/2-manifest=BatchGetImage", true },
    { "another repository",
      WITH("\"ecr:*\"", "\"arn:aws:ecr:us-east-1:210987654321:repository/team/pilots\""),
      "ecr/2-manifest", "ecr.dkr", false, REFUSED, "ecr/2-manifest=BatchGetImage", false },
    { "the repository in another account",
      WITH("\"ecr:*\"", "\"arn:aws:ecr:us-east-1:123456789012:repository/team/pilot\""),
      "ecr/2-manifest", "ecr.dkr", false, REFUSED, "ecr/2-manifest=BatchGetImage", false },
    { "the layers",
      WITH("\"s3:GetObject\"", "\"arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*\""),
      "ecr/3-layers", "s3", false, ADMITTED, "ecr/3-layers=GetObject", true },
    { "only one's own bucket", WITH("\"s3:*\"", "\"arn:aws:s3:::mine/*\""), "ecr/3-layers", "s3",
      false, REFUSED, "ecr/3-layers=GetObject", false },
    { "only one's own bucket, for S3 as such", WITH("\"s3:*\"", "\"arn:aws:s3:::mine/*\""), "s3",
      "s3", false, ADMITTED, NULL, true },
    { "code packages", WITH("\"s3:GetObject\"", "\"arn:aws:s3:::acr-code-*-us-east-1-an/*\""),
      "code-package/1-package", "s3", false, ADMITTED, "code-package/1-package=GetObject", true },
    { "session storage, only to read", WITH("\"s3:GetObject\"", "\"arn:aws:s3:::acr-storage-*\""),
      "session-storage/1-files", "s3", false, REFUSED, "session-storage/1-files=ListBucket",
      false },
    { "one model of several",
      WITH("\"bedrock:InvokeModel\"", "\"arn:aws:bedrock:*::foundation-model/amazon.nova-pro*\""),
      "bedrock-runtime", "bedrock-runtime", false, UNKNOWN, "bedrock-runtime=InvokeModel", false },
    { "a service of which no need is known", WITH("\"kms:Decrypt\"", "\"*\""), "kms", "kms", false,
      ADMITTED, NULL, true },
    { "a service of which no prefix is known", WITH("\"x:Get*\"", "\"*\""), NULL, NULL, false,
      ADMITTED, NULL, true },
};

static void
the_worst_of_what_a_runtime_needs_decides(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(rows[i].json, NULL);
        CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
        AcvUse use = {
            .subject = rows[i].subject,
            .service = acv_catalog_find_service(catalog, rows[i].service),
            .region = acv_catalog_find_region(catalog, "us-east-1"),
            .caller = rows[i].is_stranger
                          ? NULL
                          : acv_snapshot_find_agent_runtime(snapshot, "pilot-a1B2c3D4e5"),
        };
        const AcvPolicy *policy = &acv_snapshot_find_vpc_endpoint(snapshot, "vpce-1")->policy;
        AcvUseDecision decision = acv_policy_decide_use(policy, catalog, &use);
        EXPECT_INT(rows[i].name, decision.decision.verdict, rows[i].verdict);
        EXPECT_TEXT(rows[i].name, decision.need ? decision.need->need : NULL, rows[i].need);
        EXPECT_INT(rows[i].name, decision.is_narrowed, rows[i].is_narrowed);
    }
}

static void
in_a_region_that_is_not_known_any_may_be_meant(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(
        WITH("\"s3:*\"", "\"arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*\""), NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    AcvUse use = {
        .subject = "ecr/3-layers",
        .service = acv_catalog_find_service(catalog, "s3"),
        .caller = acv_snapshot_find_agent_runtime(snapshot, "pilot-a1B2c3D4e5"),
    };
    const AcvPolicy *policy = &acv_snapshot_find_vpc_endpoint(snapshot, "vpce-1")->policy;
    EXPECT_INT("layers", acv_policy_decide_use(policy, catalog, &use).decision.verdict, UNKNOWN);
}

SUITE_MAIN(policy_use, TEST(the_worst_of_what_a_runtime_needs_decides),
           TEST(in_a_region_that_is_not_known_any_may_be_meant))
