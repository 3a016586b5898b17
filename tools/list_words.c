/* Prints the words that completions know, a line each: KIND|COMMAND|WORD|VALUE|SUMMARY.
 *
 *     command|path|path||one question, explained hop by hop
 *     option|path|--output|FILE|write there
 *     format|path|json||
 *     code, check and service, of no command
 */
#include "acv/catalog.h"
#include "cli/format.h"
#include "cli/options.h"

#include <stdio.h>

static const char *const summaries[ACV_N_COMMANDS] = {
    [ACV_COMMAND_PATH] = "one question, explained hop by hop",
    [ACV_COMMAND_CHECK] = "whether the design has what it needs and expects",
    [ACV_COMMAND_MATRIX] = "who reaches what, as a table",
    [ACV_COMMAND_DIFF] = "what became reachable or unreachable",
    [ACV_COMMAND_LIST] = "the names usable in --from and --to",
    [ACV_COMMAND_EXPLAIN] = "what an explanation code means",
    [ACV_COMMAND_SCHEMA] = "the JSON Schema of a scenario",
};

/* What the value of an option is called, which completions go by; NULL of a flag. */
static const struct {
    const char *name;
    const char *value;
    const char *summary;
} options[] = {
    { "from", "SOURCE", "whose packets they are" },
    { "to", "TARGET", "where they are to arrive" },
    { "format", "FORM", "the form of what is printed" },
    { "output", "FILE", "write there" },
    { "ephemeral-ports", "PORTS", "the client's ports" },
    { "what-if", "CHANGE", "answer for the design after a change" },
    { "fix", NULL, "only the best remedy, as a script" },
    { "without-zone", "ZONE", "answer for the loss of a zone" },
    { "only", "CHECKS", "only these checks" },
    { "skip", "CHECKS", "all but these checks" },
    { "no-dns", NULL, "take names as already resolved" },
    { "data", "DIR", "tables that replace the built-in AWS data" },
    { "color", "WHEN", "whether to use colors" },
    { "quiet", NULL, "no warnings" },
    { "verbose", NULL, "everything, and what was read" },
    { "help", NULL, "a help text" },
    { "version", NULL, "the version" },
};

static void
print_word(const char *kind, const char *command, const char *word, const char *value,
           const char *summary)
{
    printf("%s|%s|%s|%s|%s\n", kind, command, word, value ? value : "", summary);
}

static void
print_option(AcvCommand command, const char *name, const char *word)
{
    size_t i = 0;
    while (i + 1 < G_N_ELEMENTS(options) && !g_str_equal(options[i].name, name)) {
        i++;
    }
    g_assert(g_str_equal(options[i].name, name)); /* Every option has its words above. */
    print_word("option", acv_command_word(command), word, options[i].value, options[i].summary);
}

static void
print_options(AcvCommand command)
{
    AcvOptionDescription option;
    for (size_t i = 0; acv_option_describe(i, &option); i++) {
        if (!(option.commands & 1u << command)) {
            continue;
        }
        g_autofree char *word = g_strconcat("--", option.name, NULL);
        g_autofree char *letter = g_strdup_printf("-%c", option.letter);
        print_option(command, option.name, word);
        if (option.letter) {
            print_option(command, option.name, letter);
        }
    }
}

static void
print_formats(AcvCommand command)
{
    for (int format = 0; format < ACV_N_FORMATS; format++) {
        if (acv_format_check(command, (AcvFormat) format, NULL)) {
            print_word("format", acv_command_word(command), acv_format_word((AcvFormat) format),
                       NULL, "");
        }
    }
}

static void
print_facts(const AcvCatalog *catalog)
{
    size_t n;
    const AcvCodeRow *codes = acv_catalog_list_code(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        print_word("code", "explain", codes[i].code, NULL, codes[i].title);
    }
    const AcvCheckRow *checks = acv_catalog_list_check(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        print_word("check", "check", checks[i].check, NULL, checks[i].title);
    }
    const AcvServiceRow *services = acv_catalog_list_service(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        print_word("service", "", services[i].service, NULL, "");
    }
}

int
main(void)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_assert(catalog);
    for (int command = 0; command < ACV_N_COMMANDS; command++) {
        const char *word = acv_command_word((AcvCommand) command);
        print_word("command", word, word, NULL, summaries[command]);
        print_options((AcvCommand) command);
        print_formats((AcvCommand) command);
    }
    print_facts(catalog);
    return 0;
}
