/* The shorthand of the AWS CLI, beside the JSON that it stands for. */
#include "expect.h"
#include "load/shorthand.h"
#include "suite.h"

static const struct {
    const char *name;
    const char *text;
    const char *expected; /* JSON, or what is wrong. */
} rows[] = {
    { "one", "A=b", "{\"A\":\"b\"}" },
    { "nothing in an object, before a comma", "A={B=,C=d}", "{\"A\":{\"B\":\"\",\"C\":\"d\"}}" },
    { "nothing in a list, before a comma", "A=[b,,c]", "{\"A\":[\"b\",\"\",\"c\"]}" },
    { "several", "A=b,C=d", "{\"A\":\"b\",\"C\":\"d\"}" },
    { "an empty value", "A=", "{\"A\":\"\"}" },
    { "an empty value before another", "A=,B=c", "{\"A\":\"\",\"B\":\"c\"}" },
    { "spaces around", "A = b , C = d ", "{\"A\":\"b\",\"C\":\"d\"}" },
    { "spaces before", " A=b", "expected a key, got \" \" at character 1 of \" A=b\"" },
    { "spaces after a list", "A=[b] ", "expected \",\", got the end at character 7 of \"A=[b] \"" },
    { "a list by commas", "A=b,c,d", "{\"A\":[\"b\",\"c\",\"d\"]}" },
    { "a list by commas, then a key", "A=b,c,D=e", "{\"A\":[\"b\",\"c\"],\"D\":\"e\"}" },
    { "a list", "A=[b,c]", "{\"A\":[\"b\",\"c\"]}" },
    { "a list of one", "A=[b]", "{\"A\":[\"b\"]}" },
    { "an empty list", "A=[]", "{\"A\":[]}" },
    { "an object", "A={B=1,C=2}", "{\"A\":{\"B\":\"1\",\"C\":\"2\"}}" },
    { "an empty object", "A={}", "{\"A\":{}}" },
    { "objects in a list", "A=[{B=1},{B=2}],C=d",
      "{\"A\":[{\"B\":\"1\"},{\"B\":\"2\"}],\"C\":\"d\"}" },
    { "lists in a list", "A=[[a,b],[c]]", "{\"A\":[[\"a\",\"b\"],[\"c\"]]}" },
    { "an object in an object", "A={B={C=d}}", "{\"A\":{\"B\":{\"C\":\"d\"}}}" },
    { "single quotes", "A='b, c=d'", "{\"A\":\"b, c=d\"}" },
    { "double quotes", "A=\"b, c\"", "{\"A\":\"b, c\"}" },
    { "an escaped quote", "A='it\\'s',B=\"\\\"\\\\\"", "{\"A\":\"it's\",\"B\":\"\\\"\\\\\"}" },
    { "an escaped comma", "A=b\\,c", "{\"A\":\"b,c\"}" },
    { "an equals sign in a value", "A=b=c", "{\"A\":\"b=c\"}" },
    { "a space in a value", "A=all of it,B=c", "{\"A\":\"all of it\",\"B\":\"c\"}" },
    { "a permission of EC2",
      "IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{CidrIp=10.0.0.0/16,Description='a, b'}]",
      "{\"IpProtocol\":\"tcp\",\"FromPort\":\"22\",\"ToPort\":\"22\",\"IpRanges\":[{\"CidrIp\":"
      "\"10.0.0.0/16\",\"Description\":\"a, b\"}]}" },
    { "an IPv6 block", "Ipv6Ranges=[{CidrIpv6=::/0}]",
      "{\"Ipv6Ranges\":[{\"CidrIpv6\":\"::/0\"}]}" },

    { "nothing", "", "expected a key, got the end at character 1 of \"\"" },
    { "no key", "=b", "expected a key, got \"=\" at character 1 of \"=b\"" },
    { "no value", "A", "expected \"=\" after a key, got the end at character 2 of \"A\"" },
    { "a text alone", "sg-1,sg-2",
      "expected \"=\" after a key, got \",\" at character 5 of \"sg-1,sg-2\"" },
    { "a quote without end", "A='b",
      "expected a value whose quote has an end, got \"'\" at character 3 of \"A='b\"" },
    { "a list without end", "A=[b,c",
      "expected \",\" or \"]\" in a list, got the end at character 7 of \"A=[b,c\"" },
    { "an object without end", "A={B=c",
      "expected \",\" or \"}\" in an object, got the end at character 7 of \"A={B=c\"" },
    { "a key without a value in an object", "A={B}",
      "expected \"=\" after a key, got \"}\" at character 5 of \"A={B}\"" },
    { "something after a list", "A=[b]c",
      "expected \",\" or the end, got \"c\" at character 6 of \"A=[b]c\"" },
    { "a key twice", "A=b,A=c",
      "expected the key \"A\" but once (perhaps a space is meant for a comma), got the end at "
      "character 8 of \"A=b,A=c\"" },
    { "a comma at the end", "A=b,C=d,",
      "expected a value, got the end at character 9 of \"A=b,C=d,\"" },
    { "nothing in an object", "A={B=}",
      "expected a value, got \"}\" at character 6 of \"A={B=}\"" },
    { "an equals sign twice", "A==b", "expected a value, got \"=\" at character 3 of \"A==b\"" },
    { "a list among texts", "A=b,[c]",
      "expected a value, got \"[\" at character 5 of \"A=b,[c]\"" },
};

static void
shorthand_is_json(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        cJSON *json = acv_shorthand_parse(rows[i].text, &error);
        char *text = json ? cJSON_PrintUnformatted(json) : NULL;
        EXPECT_TEXT(rows[i].name, text ? text : error->message, rows[i].expected);
        cJSON_free(text);
        cJSON_Delete(json);
    }
}

static void
depth_is_bounded(void)
{
    g_autoptr(GString) text = g_string_new("A=");
    for (int i = 0; i < 100000; i++) {
        g_string_append_c(text, '[');
    }
    g_autoptr(GError) error = NULL;
    cJSON *json = acv_shorthand_parse(text->str, &error);
    EXPECT_TRUE("refused", !json);
    EXPECT_TRUE("why",
                error && g_str_has_prefix(error->message, "expected no more than 32 levels"));
}

SUITE_MAIN(shorthand, TEST(shorthand_is_json), TEST(depth_is_bounded))
