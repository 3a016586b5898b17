#include "expect.h"
#include "load/json_text.h"
#include "load/long_list.h"
#include "suite.h"

#include <cjson/cJSON.h>
#include <string.h>

static const struct {
    const char *name;
    const char *text;
    const char *fault; /* "line:column: message", NULL if there is none. */
} texts[] = {
    { "an empty object", "{}", NULL },
    { "space around", " \r\n\t{ \"a\" : [ ] , \"b\" : { } }\n", NULL },
    { "every value", "{\"a\":[true,false,null,\"x\",0,-1,1.5,1e9,2E-3,-0.5e+2,{},[[]]]}", NULL },
    { "every escape", "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"}", NULL },
    { "other letters", "{\"a\":\"Zürich 東京 😀\"}", NULL },
    { "two documents", "{}{\"a\":1}", NULL },
    { "documents on lines", "{}\n{}\n", NULL },
    { "a backslash and u0000", "{\"a\":\"\\\\u0000\"}", NULL },
    { "63 digits", "{\"a\":123456789012345678901234567890123456789012345678901234567890123}",
      NULL },

    { "a list", "[1]", "1:1: expected an object, '{', got '['" },
    { "a word", "hello", "1:1: expected an object, '{', got 'h'" },
    { "text after the document", "{} x",
      "1:4: expected another object or the end of the text, got 'x'" },
    { "a comma after the document", "{},{}",
      "1:3: expected another object or the end of the text, got ','" },
    { "the end in an object", "{\"a\": 1", "1:8: expected ',' or '}', but the text ends" },
    { "the end before a key", "{", "1:2: expected a key in double quotes, but the text ends" },
    { "the end before a value", "{\"a\":", "1:6: expected a value, but the text ends" },
    { "the end in a string", "{\"a", "1:4: expected the end of a string, but the text ends" },
    { "the end in a list", "{\"a\":[1", "1:8: expected ',' or ']', but the text ends" },
    { "a trailing comma", "{\"a\":1,\n}", "2:1: expected a key in double quotes, got '}'" },
    { "a trailing comma in a list", "{\"a\":[1,]}", "1:9: expected a value, got ']'" },
    { "two commas", "{\"a\":[1,,2]}", "1:9: expected a value, got ','" },
    { "a missing comma", "{\"a\":1\n \"b\":2}", "2:2: expected ',' or '}', got '\"'" },
    { "a missing colon", "{\"a\" 1}", "1:6: expected ':', got '1'" },
    { "a missing value", "{\"a\":}", "1:6: expected a value, got '}'" },
    { "a bare key", "{a:1}", "1:2: expected a key in double quotes, got 'a'" },
    { "single quotes", "{'a':1}", "1:2: expected a key in double quotes, got '''" },
    { "a comment", "{ // no\n}", "1:3: expected a key in double quotes, got '/'" },
    { "the wrong bracket", "{\"a\":[1}", "1:8: expected ',' or ']', got '}'" },
    { "a word that is none", "{\"a\":True}", "1:6: expected a value, got 'T'" },
    { "a word cut short", "{\"a\":tru}", "1:6: expected a value, got 't'" },
    { "a word too long", "{\"a\":nulls}", "1:10: expected ',' or '}', got 's'" },
    { "a leading zero", "{\"a\":012}", "1:6: a number that begins with 0" },
    { "a plus sign", "{\"a\":+1}", "1:6: expected a value, got '+'" },
    { "a minus alone", "{\"a\":-}", "1:7: expected a digit, got '}'" },
    { "a dot without digits", "{\"a\":1.}", "1:8: expected a digit, got '}'" },
    { "an exponent without digits", "{\"a\":1e}", "1:8: expected a digit, got '}'" },
    { "64 digits", "{\"a\":1234567890123456789012345678901234567890123456789012345678901234}",
      "1:6: a number of more than 63 characters" },
    { "an escape that is none", "{\"a\":\"\\x\"}", "1:7: an escape that JSON does not have" },
    { "three digits after \\u", "{\"a\":\"\\u12x\"}",
      "1:7: expected four hexadecimal digits after \\u" },
    { "a zero character", "{\"a\":\"\\u0000\"}",
      "1:7: the character \\u0000 is not allowed in a string" },
    { "half a pair", "{\"a\":\"\\ud83d x\"}", "1:7: half of a surrogate pair" },
    { "the other half", "{\"a\":\"\\ude00\"}", "1:7: half of a surrogate pair" },
    { "a pair of first halves", "{\"a\":\"\\ud83d\\ud83d\"}", "1:7: half of a surrogate pair" },
    { "a line break in a string", "{\"a\":\"1\n2\"}",
      "1:8: the control character 0x0a in a string: write it as an escape" },
    { "a tab in a string", "{\"a\":\"a long enough text\tx\"}",
      "1:25: the control character 0x09 in a string: write it as an escape" },
    { "a control character", "{\x01}",
      "1:2: expected a key in double quotes, got the control character 0x01" },
    { "a stray byte in a string", "{\"ü\":\"\xff\"}", "1:7: is not valid UTF-8" },
    { "a character cut short", "{\"a\":\"\xc3\"}", "1:7: is not valid UTF-8" },
    { "an overlong character", "{\"a\":\"\xc0\xaf\"}", "1:7: is not valid UTF-8" },
    { "an encoded surrogate", "{\"a\":\"\xed\xa0\x80\"}", "1:7: is not valid UTF-8" },
    { "a stray byte between", "{\xe9}", "1:2: is not valid UTF-8" },
    { "a letter between", "{é}", "1:2: expected a key in double quotes, got 'é'" },
    { "the third line", "{\n  \"ä\": 1,\n  \"ö\": x\n}", "3:8: expected a value, got 'x'" },
};

/* "line:column: message" or NULL. */
static char *
fault_of(const char *text, size_t length)
{
    AcvJsonFault fault;
    unsigned line;
    unsigned column;

    if (acv_json_check(text, length, &fault)) {
        return NULL;
    }
    g_autofree char *message = fault.message;
    acv_json_locate(text, fault.offset, &line, &column);
    return g_strdup_printf("%u:%u: %s", line, column, message);
}

static void
text_that_is_not_json_is_told_by_line_and_column(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *fault = fault_of(texts[i].text, strlen(texts[i].text));
        EXPECT_TEXT(texts[i].name, fault, texts[i].fault);
    }
}

static void
zero_bytes_are_control_characters(void)
{
    static const char inside[] = "{\"a\0b\":1}";
    static const char after[] = "{}\0";
    g_autofree char *first = fault_of(inside, sizeof inside - 1);
    g_autofree char *second = fault_of(after, sizeof after - 1);

    EXPECT_TEXT("in a string", first,
                "1:4: the control character 0x00 in a string: write it as an escape");
    EXPECT_TEXT("after the document", second,
                "1:3: expected another object or the end of the text, got the control character "
                "0x00");
}

/* {"a":[[[…]]]} with so many levels in all. */
static char *
nested(unsigned depth)
{
    g_autofree char *open = g_strnfill(depth - 1, '[');
    g_autofree char *close = g_strnfill(depth - 1, ']');
    return g_strconcat("{\"a\":", open, close, "}", NULL);
}

static void
depth_has_a_limit(void)
{
    g_autofree char *deep = nested(1000);
    g_autofree char *deeper = nested(1001);
    g_autofree char *fault = fault_of(deep, strlen(deep));
    g_autofree char *second = fault_of(deeper, strlen(deeper));

    EXPECT_TEXT("1,000", fault, NULL);
    EXPECT_TEXT("1,001", second, "1:1005: nested deeper than 1,000 levels");
    cJSON *json = cJSON_Parse(deep);
    EXPECT_TRUE("the parser agrees", json != NULL);
    cJSON_Delete(json);
}

static void
endless_nesting_fails_at_once(void)
{
    size_t length = 50 << 20;
    g_autofree char *text = g_strnfill(length, '[');
    memcpy(text, "{\"a\":", 5);
    gint64 start = g_get_monotonic_time();
    g_autofree char *fault = fault_of(text, length);

    EXPECT_TEXT("fault", fault, "1:1005: nested deeper than 1,000 levels");
    EXPECT_TRUE("in no time", g_get_monotonic_time() - start < G_USEC_PER_SEC / 10);
}

static void
values_are_skipped_whole(void)
{
    static const char *const values[] = {
        "1",         "-1.5e3",          "true",
        "null",      "\"a\\\"]}\"",     "{}",
        "[]",        "[1, [2, \"]\"]]", "{\"a\": {\"b\": [\"}\", {}]}}",
        "[ 1 , 2 ]",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autofree char *text = g_strconcat(values[i], " ,rest", NULL);
        EXPECT_INT(values[i], acv_json_skip_value(text) - text, strlen(values[i]));
    }
}

/* --- Against the parser --- */

static const char alphabet[] = "{{}}[[]]\"\"\"::,,, \n\\u0a1-.eE+truefalsnl\x01\xc3\xa9";

/* A text that is mostly almost JSON: pieces of it, some spoiled. */
static char *
random_text(GRand *random)
{
    static const char *const pieces[] = { "{", "}",     "[",        "]",         ",",
                                          ":", "\"a\"", "\"b\\n\"", "1",         "-2.5e3",
                                          " ", "true",  "null",     "{\"a\":1}", "[1,2]" };
    GString *text = g_string_new("{\"a\":");
    int n = g_rand_int_range(random, 0, 8);
    for (int i = 0; i < n; i++) {
        g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    }
    g_string_append_c(text, '}');
    if (g_rand_int_range(random, 0, 4) == 0) {
        gsize at = (gsize) g_rand_int_range(random, 0, (gint32) text->len);
        text->str[at] = alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)];
    }
    return g_string_free(text, FALSE);
}

static void
what_the_check_accepts_the_parser_accepts(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(81));
    unsigned n_rounds = random_rounds(50000);
    unsigned n_accepted = 0;

    for (unsigned i = 0; i < n_rounds; i++) {
        g_autofree char *text = random_text(random);
        g_autofree char *fault = fault_of(text, strlen(text));
        const char *end;
        cJSON *json = cJSON_ParseWithLengthOpts(text, strlen(text), &end, false);
        if (!fault) {
            n_accepted++;
            EXPECT_TRUE(text, json != NULL);
            EXPECT_INT(text, acv_json_skip_value(text) - text, end - text);
        }
        cJSON_Delete(json);
    }
    EXPECT_TRUE("some were accepted", n_accepted > n_rounds / 100);
    EXPECT_TRUE("some were not", n_accepted < n_rounds);
}

static const struct {
    const char *name;
    const char *text; /* Cut into parts of three bytes. */
    const char *parts;
} cuts[] = {
    { "a short list", "{\"a\":[1]}", "" },
    { "an empty list", "{\"a\":[    ]}", "" },
    { "a list as long as a part", "{\"a\":[123]}", "" },
    { "a list of one long element", "{\"a\":[1234]}", "" },
    { "short elements", "{\"a\":[1,2,3,4,5]}", "[0: 1,2][2: 3,4][4: 5]" },
    { "long elements", "{\"a\":[[1,2,3],\"456,789\"]}", "[0: [1,2,3]][1: \"456,789\"]" },
    { "space", "{\"a\" : [ 1 , 2 , 3 ] }", "[0:  1 ][1:  2 ][2:  3 ]" },
    { "the last as long as a part", "{\"a\":[1,2,345]}", "[0: 1,2][2: 345]" },
    { "several lists", "{\"a\":[1,2,3],\"b\":[4],\"c\":[5,6,7]}", "[0: 1,2][2: 3][0: 5,6][2: 7]" },
    { "several documents", "{\"a\":[1,2,3]}{\"a\":[4,5,6]}", "[0: 1,2][2: 3][0: 4,5][2: 6]" },
    { "lists further down", "{\"a\":{\"b\":[1,2,3,4]}}", "" },
    { "objects", "{\"a\":{\"b\":1,\"c\":2,\"d\":3}}", "" },
    { "objects in a list", "{\"a\":[{\"b\":[1,2]},{}]}", "[0: {\"b\":[1,2]}][1: {}]" },
};

/* "[index of the first: text]…", of all lists that begin in 'text'. */
static char *
print_parts(const GArray *parts, const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *at = strchr(text, '['); at; at = strchr(at + 1, '[')) {
        size_t n;
        const AcvJsonPart *part = acv_long_list_find(parts, at, &n);
        for (size_t i = 0; i < n; i++) {
            g_string_append_printf(out, "[%zu: %.*s]", part[i].first,
                                   (int) (part[i].end - part[i].start), part[i].start);
            EXPECT_INT(text, part[i].first + part[i].n,
                       i + 1 < n ? part[i + 1].first : part[i].first + 1);
        }
    }
    return g_string_free(out, FALSE);
}

static void
long_lists_are_cut_between_elements(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cuts); i++) {
        g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(AcvJsonPart));
        AcvJsonFault fault;
        const char *text = cuts[i].text;
        EXPECT_TRUE(cuts[i].name, acv_json_check_in_parts(text, strlen(text), 3, parts, &fault));
        g_autofree char *got = print_parts(parts, text);
        EXPECT_TEXT(cuts[i].name, got, cuts[i].parts);
    }
}

SUITE_MAIN(json_text, TEST(text_that_is_not_json_is_told_by_line_and_column),
           TEST(zero_bytes_are_control_characters), TEST(depth_has_a_limit),
           TEST(endless_nesting_fails_at_once), TEST(values_are_skipped_whole),
           TEST(what_the_check_accepts_the_parser_accepts),
           TEST(long_lists_are_cut_between_elements))
