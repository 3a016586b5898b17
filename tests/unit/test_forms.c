/* Every command of tests/operations/forms.txt, in whatever form, is read as the AWS CLI reads it.
 */
#include "change/changes.h"
#include "effects.h"
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

#define FILE_NAME "tests/operations/forms.txt"

typedef struct {
    AcvChanges *changes;
    AcvArena *arena;
    const AcvOperation *operation;
    const void *request;
} Form;

static Form
read_form(const char *name, const char *text)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    Form form = { .changes = acv_changes_new(), .arena = acv_arena_new(NULL) };
    bool is_read = acv_changes_add_text(form.changes, "forms", text, problems)
                   && acv_changes_n(form.changes) == 1;
    g_autofree char *told = problems_print(problems, ACV_SEVERITY_WARNING);
    EXPECT_TEXT(name, told, "");
    EXPECT_TRUE(name, is_read);
    if (is_read) {
        const AcvCompiled *compiled = &acv_changes_item(form.changes, 0)->compiled;
        form.operation = compiled->operation;
        form.request = acv_command_request(compiled, form.arena);
    }
    return form;
}

static void
clear_form(Form *form)
{
    acv_changes_free(form->changes);
    acv_arena_unref(form->arena);
}

static bool
is_same(const Form *a, const Form *b)
{
    return a->operation && a->operation == b->operation
           && acv_json_compare(a->operation->request, a->request, b->request) == 0;
}

/* 'text' is a case without its "== "; marks its operation in 'seen'. */
static void
expect_form(const char *text, GHashTable *seen)
{
    g_auto(GStrv) parts = g_strsplit(text, "\n--\n", 2);
    char *command = strchr(parts[0], '\n');
    EXPECT_TRUE(text, command && parts[1]);
    if (!command || !parts[1]) {
        return;
    }
    *command++ = '\0';
    Form form = read_form(parts[0], command);
    Form plain = read_form(parts[0], parts[1]);
    EXPECT_TRUE(parts[0], is_same(&form, &plain));
    g_hash_table_add(seen, (gpointer) form.operation);
    clear_form(&form);
    clear_form(&plain);
}

static void
every_form_is_read_as_the_aws_cli_reads_it(void)
{
    g_autofree char *text = NULL;
    bool is_read = g_file_get_contents(FILE_NAME, &text, NULL, NULL);
    EXPECT_TRUE(FILE_NAME, is_read);
    g_auto(GStrv) cases = g_strsplit(text ? text : "", "== ", -1);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (char **one = cases; *one && *++one;) {
        expect_form(*one, seen);
    }
    size_t n;
    const AcvOperation *operations = acv_operations(&n);
    for (size_t i = 0; i < n; i++) {
        EXPECT_TRUE(operations[i].name, g_hash_table_contains(seen, &operations[i]));
    }
}

/* What is not the same must not look so. */
static void
forms_of_other_commands_differ(void)
{
    static const char rule[] = "aws ec2 authorize-security-group-ingress --group-id sg-1 "
                               "--protocol tcp --port 443 --cidr 10.0.0.0/%d";
    g_autofree char *text_8 = g_strdup_printf(rule, 8);
    g_autofree char *text_9 = g_strdup_printf(rule, 9);
    Form form_8 = read_form("a block", text_8);
    Form form_9 = read_form("another", text_9);
    EXPECT_TRUE("one block is not another", !is_same(&form_8, &form_9));
    clear_form(&form_8);
    clear_form(&form_9);
}

SUITE_MAIN(forms, TEST(every_form_is_read_as_the_aws_cli_reads_it),
           TEST(forms_of_other_commands_differ))
