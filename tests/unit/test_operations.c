/* What every operation does to the scenario tests/operations/world.json, and what it refuses.
 *
 * The files tests/operations/NAME.txt are tables of cases: "== " and the case's name, the commands,
 * "--", and what effects_of() says of them. */
#include "change/operation.h"
#include "effects.h"
#include "expect.h"
#include "suite.h"

#include <string.h>

#define FOLDER "tests/operations"

static char *
read_file(const char *name)
{
    g_autofree char *path = g_build_filename(FOLDER, name, NULL);
    char *text = NULL;
    bool is_read = g_file_get_contents(path, &text, NULL, NULL);
    EXPECT_TRUE(path, is_read);
    return text ? text : g_strdup("");
}

/* 'text' is the case without its "== ". */
static void
expect_case(const char *world, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "\n--\n", 2);
    char *script = strchr(parts[0], '\n');
    EXPECT_TRUE(text, script && parts[1]);
    if (!script || !parts[1]) {
        return;
    }
    *script++ = '\0';
    g_autofree char *got = effects_of(world, script);
    EXPECT_TEXT(parts[0], g_strstrip(got), g_strstrip(parts[1]));
}

/* All cases of the file that is called like the test. */
static void
run_cases(void)
{
    g_autofree char *file = g_strconcat(CU_get_current_test()->pName, ".txt", NULL);
    g_autofree char *text = read_file(file);
    g_autofree char *world = read_file("world.json");
    g_auto(GStrv) cases = g_strsplit(text, "== ", -1);
    EXPECT_TRUE(file, g_strv_length(cases) > 1);
    for (char **one = cases + 1; *one; one++) {
        expect_case(world, *one);
    }
}

/* What has no effect, or the wrong one, must not look like what was expected. */
static void
effects_tell_changes_apart(void)
{
    static const char world[] =
        "{\"SecurityGroups\":[{\"GroupId\":\"sg-1\",\"VpcId\":\"vpc-1\",\"IpPermissions\":[]}]}";
    static const char rule[] =
        "aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port %s "
        "--cidr 10.0.0.0/8";
    g_autofree char *script_80 = g_strdup_printf(rule, "80");
    g_autofree char *script_81 = g_strdup_printf(rule, "81");
    g_autofree char *got_80 = effects_of(world, script_80);
    g_autofree char *got_81 = effects_of(world, script_81);
    EXPECT_TRUE("one port is not another", strcmp(got_80, got_81) != 0);
    EXPECT_TRUE("an effect is told", strstr(got_80, "+ security_group sg-1") != NULL);
}

static void
options_are_sorted_and_begin_with_dashes(void)
{
    size_t n;
    const AcvOperation *operations = acv_operations(&n);
    for (size_t i = 0; i < n; i++) {
        const AcvJsonTable *table = operations[i].request;
        for (size_t j = 0; j < table->n_fields; j++) {
            const char *key = table->fields[j].key;
            EXPECT_TRUE(operations[i].name, g_str_has_prefix(key, "--"));
            EXPECT_TRUE(key, j == 0 || strcmp(table->fields[j - 1].key, key) < 0);
        }
        EXPECT_TRUE(operations[i].name, !operations[i].id_path == !operations[i].id_prefix);
    }
}

int
main(void)
{
    static const TestCase cases[] = {
        { "security-groups", run_cases },
        { "routes", run_cases },
        { "network-acls", run_cases },
        { "gateways", run_cases },
        { "endpoints", run_cases },
        { "vpcs", run_cases },
        { "resources", run_cases },
        TEST(effects_tell_changes_apart),
        TEST(options_are_sorted_and_begin_with_dashes),
    };
    return suite_run("operations", cases, G_N_ELEMENTS(cases));
}
