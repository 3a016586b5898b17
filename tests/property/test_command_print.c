/* What prints a command and what reads it agree: for any command, reading what it prints gives it
 * back, in a script as in words. */
#include "acv/change.h"
#include "change/operation.h"
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

enum { N_ROUNDS = 3000, MAX_VALUES = 3 };

/* Pieces of values, with all that means something to sh. */
static const char *const pieces[] = {
    "a",  "sg-1", "-1", "10.0.0.0/8", " ",  "'", "\"", "\\", "$$",  "`",       "\n",   "#",
    "=",  ",",    "{",  "}",          "[",  "]", ";",  "&",  "|",   "${NAT}",  "$$x",  "Ü",
    "--", "~",    "*",  "!",          "\t", "<", ">",  "()", "%d ", "${NAT}x", "NAT=",
};

static const char *
random_value(GRand *random, GPtrArray *texts)
{
    GString *value = g_string_new(NULL);
    gint32 n = g_rand_int_range(random, 0, 6);
    for (gint32 i = 0; i < n; i++) {
        g_string_append(value, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    }
    char *text = g_string_free(value, FALSE);
    g_ptr_array_add(texts, text);
    return text;
}

/* Or what went wrong. */
static char *
print_and_read(const AcvAwsCommand *command, AcvChanges *changes, AcvProblems *problems)
{
    g_autofree char *printed = acv_aws_command_print(command);
    acv_changes_add_text(changes, "s", printed, problems);
    g_autofree char *told = problems_print(problems, ACV_SEVERITY_REMARK);
    size_t n = acv_changes_n(changes);
    if (*told || n == 0) {
        return g_strdup_printf("%s\n%s", printed, told);
    }
    return acv_aws_command_print(acv_changes_get(changes, n - 1)->command);
}

static void
expect_same_options(const AcvAwsCommand *expected, const AcvAwsCommand *got)
{
    EXPECT_INT("options", got->options.n, expected->options.n);
    for (size_t i = 0; i < got->options.n && i < expected->options.n; i++) {
        const AcvAwsOption *a = &expected->options.items[i];
        const AcvAwsOption *b = &got->options.items[i];
        EXPECT_TEXT("option", b->name, a->name);
        EXPECT_INT(a->name, b->values.n, a->values.n);
        for (size_t j = 0; j < a->values.n && j < b->values.n; j++) {
            EXPECT_TEXT(a->name, b->values.items[j], a->values.items[j]);
        }
    }
}

static void
add_nat(AcvChanges *changes, AcvProblems *problems)
{
    acv_changes_add_text(changes, "s",
                         "NAT=$(aws ec2 create-nat-gateway --subnet-id s --query "
                         "NatGateway.NatGatewayId --output text)",
                         problems);
}

static void
check_one(GRand *random)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(AcvChanges) changes = acv_changes_new();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    const char *vpc_id = g_strconcat("vpc", random_value(random, texts), NULL);
    g_ptr_array_add(texts, (gpointer) vpc_id);
    const char *ids[MAX_VALUES];
    size_t n_ids = (size_t) g_rand_int_range(random, 1, MAX_VALUES + 1);
    for (size_t i = 0; i < n_ids; i++) {
        ids[i] = g_strconcat("id", random_value(random, texts), NULL);
        g_ptr_array_add(texts, (gpointer) ids[i]);
    }
    AcvAwsOption options[] = {
        { "vpc-id", { &vpc_id, 1 } },
        { "subnet-ids", { ids, n_ids } },
        { "no-private-dns-enabled", { NULL, 0 } },
    };
    AcvAwsCommand command = { .service = "ec2", .operation = "create-vpc-endpoint" };
    command.variable = g_rand_boolean(random) ? "ENDPOINT" : NULL;
    command.options.items = options;
    command.options.n = G_N_ELEMENTS(options);
    add_nat(changes, problems);
    g_autofree char *printed = acv_aws_command_print(&command);
    g_autofree char *again = print_and_read(&command, changes, problems);
    EXPECT_TEXT(printed, again, printed);
    size_t n = acv_changes_n(changes);
    expect_same_options(&command, acv_changes_get(changes, n - 1)->command);
}

static void
a_printed_command_is_read_back(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(20261125));
    for (unsigned i = 0; i < random_rounds(N_ROUNDS); i++) {
        check_one(random);
    }
}

/* A command that was made and never printed is the same as when it is. */
static void
a_made_command_is_read_alike(void)
{
    g_autoptr(AcvChanges) changes = acv_changes_new();
    g_autoptr(AcvProblems) problems = acv_problems_new();
    const char *vpc = "vpc-1";
    const char *service = "com.amazonaws.us-east-1.s3";
    AcvAwsOption options[] = { { "vpc-id", { &vpc, 1 } }, { "service-name", { &service, 1 } } };
    AcvAwsCommand command = {
        .variable = "S3", .service = "ec2", .operation = "create-vpc-endpoint", .file = "remedy"
    };
    command.options.items = options;
    command.options.n = G_N_ELEMENTS(options);
    EXPECT_TRUE("added", acv_changes_add_command(changes, &command, problems));
    EXPECT_INT("one", acv_changes_n(changes), 1);
    g_autofree char *expected = acv_aws_command_print(&command);
    g_autofree char *got = acv_aws_command_print(acv_changes_get(changes, 0)->command);
    EXPECT_TEXT("as printed", got, expected);
}

SUITE_MAIN(command_print, TEST(a_printed_command_is_read_back), TEST(a_made_command_is_read_alike))
