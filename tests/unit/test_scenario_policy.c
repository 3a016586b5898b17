/* How policies are read, as objects and as the texts that AWS prints. */
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

#define ENDPOINT(policy) \
    "{\"VpcEndpoints\":[{\"VpcEndpointId\":\"vpce-1\",\"PolicyDocument\":" policy "}]}"
#define AT "t.json: /VpcEndpoints/0/PolicyDocument"

static const struct {
    const char *name;
    const char *json;
    const char *problems;
} rows[] = {
    { "a policy", ENDPOINT("\"{\\\"Statement\\\":[]}\""), "" },
    { "no policy", ENDPOINT("null"), "" },

    /* --- Not JSON --- */
    { "not JSON", ENDPOINT("\"full access\""),
      "error: " AT ": not JSON at line 1, column 1 of it: expected an object, '{', got 'f'" },
    { "an empty text", ENDPOINT("\"\""),
      "error: " AT ": not JSON at line 1, column 1 of it: expected an object, '{', but the text "
      "ends" },
    { "a text cut short", ENDPOINT("\"{\\n  \\\"Statement\\\": [\""),
      "error: " AT ": not JSON at line 2, column 17 of it: expected a value, but the text ends" },
    { "a comma too many", ENDPOINT("\"{\\\"Statement\\\": [],}\""),
      "error: " AT ": not JSON at line 1, column 18 of it: expected a key in double quotes, got "
      "'}'" },
    { "two objects", ENDPOINT("\"{\\\"Statement\\\": []} {}\""),
      "error: " AT ": not JSON at line 1, column 19 of it: expected the end of the text, got "
      "another object" },

    /* --- Not a policy --- */
    { "a number", ENDPOINT("1"), "error: " AT ": expected an object, got 1" },
    { "no statements", ENDPOINT("{\"Version\":\"2012-10-17\"}"),
      "error: " AT ": Statement is missing" },
    { "no statements, in a text", ENDPOINT("\"{}\""), "error: " AT ": Statement is missing" },
    { "statements that are none", ENDPOINT("{\"Statement\":\"Allow\"}"),
      "error: " AT "/Statement: expected an object, got \"Allow\"" },
    { "a statement that says nothing", ENDPOINT("{\"Statement\":[{\"Principal\":\"*\"}]}"),
      "error: " AT "/Statement/0: Effect is missing" },
    { "a statement without an action",
      ENDPOINT("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"*\"}}"),
      "error: " AT "/Statement: Action is missing" },
    { "an action that is no text",
      ENDPOINT("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[1],"
               "\"Resource\":\"*\"}}"),
      "error: " AT "/Statement/Action/0: expected a text, got 1" },
    { "an element and its opposite",
      ENDPOINT("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotPrincipal\":\"*\","
               "\"Action\":\"*\",\"NotAction\":\"*\",\"Resource\":\"*\",\"NotResource\":\"*\"}]}"),
      "error: " AT "/Statement/0: has both Principal and NotPrincipal\n"
      "error: " AT "/Statement/0: has both Action and NotAction\n"
      "error: " AT "/Statement/0: has both Resource and NotResource" },
    { "a condition that is none",
      ENDPOINT("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\","
               "\"Resource\":\"*\",\"Condition\":\"aws:SourceVpc\"}]}"),
      "error: " AT "/Statement/0/Condition: expected an object, got \"aws:SourceVpc\"" },
    { "a principal that is none",
      ENDPOINT("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":7,\"Action\":\"*\","
               "\"Resource\":\"*\"}]}"),
      "error: " AT "/Statement/0/Principal: expected an object, got 7" },

    /* --- Odd --- */
    { "a statement about anyone and anything",
      ENDPOINT("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}"),
      "warning: " AT "/Statement/0: Principal is missing, which AWS refuses; taken as \"*\"\n"
      "warning: " AT "/Statement/0: Resource is missing, which AWS refuses; taken as \"*\"" },
    { "an unknown effect",
      ENDPOINT("{\"Statement\":[{\"Effect\":\"Permit\",\"Principal\":\"*\",\"Action\":\"*\","
               "\"Resource\":\"*\"}]}"),
      "warning: " AT "/Statement/0/Effect: \"Permit\" is not one of the known values: Allow, "
      "Deny" },
};

static void
what_is_no_policy_is_an_error_with_its_place(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *problems = NULL;
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(rows[i].json, &problems);
        EXPECT_TEXT(rows[i].name, problems, rows[i].problems);
        EXPECT_INT(rows[i].name, snapshot == NULL, g_str_has_prefix(problems, "error"));
    }
}

/* The same policy, short, at length, and as a text. */
#define SHORT \
    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"a\",\"Effect\":\"Allow\"," \
    "\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{ \"Bool\": { " \
    "\"x\" : " \
    "\"true\" } } }}"
#define LONG \
    "{\"Id\":\"p\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"*\"]}," \
    "\"Action\":[\"s3:*\"],\"Resource\":[\"*\"],\"Condition\":{\"Bool\":{\"x\":\"true\"}}," \
    "\"Sid\":\"a\"}],\"Version\":\"2012-10-17\"}"
#define TEXT \
    "\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"a\\\"," \
    "\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\",\\\"Action\\\":\\\"s3:*\\\"," \
    "\\\"Resource\\\":\\\"*\\\",\\\"Condition\\\":{\\\"Bool\\\":{\\\"x\\\":\\\"true\\\"}}}]}\""

static void
a_policy_is_the_same_however_it_is_written(void)
{
    static const char *const documents[] = { ENDPOINT(SHORT), ENDPOINT(LONG), ENDPOINT(TEXT) };
    g_autofree char *first = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(documents); i++) {
        g_autoptr(AcvSnapshot) snapshot = scenario_parse(documents[i], NULL);
        CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
        g_autofree char *printed = snapshot_print(snapshot);
        if (i == 0) {
            first = g_steal_pointer(&printed);
            CU_ASSERT_PTR_NOT_NULL(strstr(first, "s3:*"));
        } else {
            EXPECT_TEXT(documents[i], printed, first);
        }
    }
}

/* One endpoint, printed twice. */
#define TWICE(a, b) \
    "{\"VpcEndpoints\":[{\"VpcEndpointId\":\"vpce-1\",\"PolicyDocument\":" a "}," \
    "{\"VpcEndpointId\":\"vpce-1\",\"PolicyDocument\":" b "}]}"

static void
two_prints_of_a_policy_differ_only_in_what_they_say(void)
{
    g_autofree char *same = NULL;
    g_autofree char *other = NULL;
    g_autoptr(AcvSnapshot) a = scenario_parse(TWICE(TEXT, LONG), &same);
    g_autoptr(AcvSnapshot) b = scenario_parse(TWICE(TEXT, "{\"Statement\":[]}"), &other);

    EXPECT_TEXT("the same", same, "");
    EXPECT_TRUE("another", strstr(other, "/VpcEndpoints/1/PolicyDocument/Statement") != NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    EXPECT_INT("the first is used",
               acv_snapshot_find_vpc_endpoint(b, "vpce-1")->policy.statements.n, 1);
}

SUITE_MAIN(scenario_policy, TEST(what_is_no_policy_is_an_error_with_its_place),
           TEST(a_policy_is_the_same_however_it_is_written),
           TEST(two_prints_of_a_policy_differ_only_in_what_they_say))
