#include "cli/options.h"

#include "acv/problem.h"
#include "acv/question.h"
#include "base/suggest.h"

#include <stdlib.h>
#include <string.h>

/* --- The tables --- */

typedef bool (*ValueReader)(const char *value, void *member, GError **error);

static bool read_text(const char *value, void *member, GError **error);
static bool read_format(const char *value, void *member, GError **error);
static bool read_color(const char *value, void *member, GError **error);
static bool read_ports(const char *value, void *member, GError **error);
static bool read_further(const char *value, void *member, GError **error);

enum {
    OF_PATH = 1 << ACV_COMMAND_PATH,
    OF_CHECK = 1 << ACV_COMMAND_CHECK,
    OF_MATRIX = 1 << ACV_COMMAND_MATRIX,
    OF_DIFF = 1 << ACV_COMMAND_DIFF,
    OF_LIST = 1 << ACV_COMMAND_LIST,
    OF_EXPLAIN = 1 << ACV_COMMAND_EXPLAIN,
    OF_SCHEMA = 1 << ACV_COMMAND_SCHEMA,
    OF_ALL = OF_PATH | OF_CHECK | OF_MATRIX | OF_DIFF | OF_LIST | OF_EXPLAIN | OF_SCHEMA,
    OF_NAMING = OF_PATH | OF_MATRIX | OF_DIFF,
    OF_ASKING = OF_NAMING | OF_CHECK,
    OF_READING = OF_ASKING | OF_LIST,
    OF_TELLING = OF_READING | OF_EXPLAIN
};

/* An option without a reader is a flag. */
static const struct Option {
    const char *name;
    char letter;
    ValueReader read;
    size_t offset;
    unsigned commands; /* Which take it. */
} options_table[] = {
    { "from", 0, read_text, offsetof(AcvOptions, from), OF_NAMING },
    { "to", 0, read_text, offsetof(AcvOptions, to), OF_NAMING },
    { "format", 0, read_format, offsetof(AcvOptions, format), OF_TELLING },
    { "output", 'o', read_text, offsetof(AcvOptions, output), OF_ALL },
    { "ephemeral-ports", 0, read_ports, offsetof(AcvOptions, ephemeral_ports), OF_ASKING },
    { "what-if", 0, read_further, offsetof(AcvOptions, what_ifs), OF_READING },
    { "fix", 0, NULL, offsetof(AcvOptions, fix), OF_PATH },
    { "only", 0, read_further, offsetof(AcvOptions, only), OF_CHECK },
    { "skip", 0, read_further, offsetof(AcvOptions, skip), OF_CHECK },
    { "without-zone", 0, read_further, offsetof(AcvOptions, zones), OF_READING },
    { "no-dns", 0, NULL, offsetof(AcvOptions, no_dns), OF_ASKING },
    { "data", 0, read_text, offsetof(AcvOptions, data), OF_TELLING },
    { "color", 0, read_color, offsetof(AcvOptions, color), OF_ALL },
    { "quiet", 'q', NULL, offsetof(AcvOptions, quiet), OF_ALL },
    { "verbose", 'v', NULL, offsetof(AcvOptions, verbose), OF_ALL },
    { "help", 'h', NULL, offsetof(AcvOptions, help), OF_ALL },
    { "version", 0, NULL, offsetof(AcvOptions, version), OF_ALL },
};

typedef struct Option Option;

static const char *const command_words[] = {
#define ACV_COMMAND_WORD(constant, word) [ACV_COMMAND_##constant] = (word),
    ACV_COMMANDS(ACV_COMMAND_WORD)
#undef ACV_COMMAND_WORD
};

const char *
acv_command_word(AcvCommand command)
{
    return command_words[command];
}

static const char *const format_words[] = {
#define ACV_FORMAT_WORD(constant, word) [ACV_FORMAT_##constant] = (word),
    ACV_FORMATS(ACV_FORMAT_WORD)
#undef ACV_FORMAT_WORD
};

const char *
acv_format_word(AcvFormat format)
{
    return format_words[format];
}

bool
acv_option_describe(size_t index, AcvOptionDescription *out)
{
    if (index >= G_N_ELEMENTS(options_table)) {
        return false;
    }
    const Option *option = &options_table[index];
    *out = (AcvOptionDescription){ option->name, option->letter, option->commands };
    return true;
}

/* --- Errors --- */

/* Says what is wrong and, if something is near, what was perhaps meant. */
static bool
fail_near(const char *what, const char *word, const char *const *known, size_t n, GError **error)
{
    g_autoptr(GPtrArray) near = acv_suggest(word, known, n, 1);
    if (near->len > 0) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN, "%s \"%s\"; did you mean %s?", what, word,
                    (const char *) g_ptr_array_index(near, 0));
    } else {
        g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN, "%s \"%s\"; see acv-path --help", what,
                    word);
    }
    return false;
}

static bool
fail_option(const char *word, GError **error)
{
    const char *names[G_N_ELEMENTS(options_table)];
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(options_table); i++) {
        names[i] = g_strconcat("--", options_table[i].name, NULL);
        g_ptr_array_add(texts, (gpointer) names[i]);
    }
    return fail_near("unknown option", word, names, G_N_ELEMENTS(names), error);
}

/* --- Values --- */

static bool
read_text(const char *value, void *member, GError **error)
{
    if (*value == '\0') {
        g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE, "expected a value, got an empty one");
        return false;
    }
    *(const char **) member = value;
    return true;
}

/* An option that may be given several times. */
static bool
read_further(const char *value, void *member, GError **error)
{
    const char *text;
    if (!read_text(value, &text, error)) {
        return false;
    }
    g_ptr_array_add(*(GPtrArray **) member, (gpointer) text);
    return true;
}

/* The index of 'value' in 'words', or an error that names the nearest. */
static bool
read_word(const char *value, const char *const *words, size_t n, int *out, GError **error)
{
    for (size_t i = 0; i < n; i++) {
        if (g_str_equal(words[i], value)) {
            *out = (int) i;
            return true;
        }
    }
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t i = 0; i < n; i++) {
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", words[i]);
    }
    g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE, "expected one of %s, got \"%s\"", list->str,
                value);
    return false;
}

static bool
read_format(const char *value, void *member, GError **error)
{
    int index;
    if (!read_word(value, format_words, G_N_ELEMENTS(format_words), &index, error)) {
        return false;
    }
    *(AcvFormat *) member = (AcvFormat) index;
    return true;
}

static bool
read_color(const char *value, void *member, GError **error)
{
    static const char *const words[] = { "auto", "always", "never" };
    int index;
    if (!read_word(value, words, G_N_ELEMENTS(words), &index, error)) {
        return false;
    }
    *(AcvColor *) member = (AcvColor) index;
    return true;
}

static bool
read_port(const char *text, uint16_t *out)
{
    char *end;
    if (!g_ascii_isdigit(*text) || strlen(text) > 5) {
        return false;
    }
    unsigned long port = strtoul(text, &end, 10);
    *out = (uint16_t) port;
    return *end == '\0' && port >= 1 && port <= UINT16_MAX;
}

static bool
read_ports(const char *value, void *member, GError **error)
{
    g_auto(GStrv) ends = g_strsplit(value, "-", 2);
    AcvPortRange ports;
    if (!ends[0] || !ends[1] || !read_port(ends[0], &ports.first)
        || !read_port(ends[1], &ports.last) || ports.first > ports.last) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE,
                    "expected two ports such as 32768-60999, got \"%s\"", value);
        return false;
    }
    *(AcvPortRange *) member = ports;
    return true;
}

/* --- Parsing --- */

typedef struct {
    int argc;
    char **argv;
    int next;
    AcvOptions *options;
    uint32_t used; /* Bits of the options so far. */
} Parser;

G_STATIC_ASSERT(G_N_ELEMENTS(options_table) <= 32);

static const Option *
find_option(const char *name, size_t length, char letter)
{
    for (size_t i = 0; i < G_N_ELEMENTS(options_table); i++) {
        const Option *option = &options_table[i];
        bool named =
            name && strlen(option->name) == length && strncmp(option->name, name, length) == 0;
        if (named || (letter && option->letter == letter)) {
            return option;
        }
    }
    return NULL;
}

/* Stores an option whose value, if it takes one, is 'value' or else the next argument. */
static bool
store(Parser *parser, const Option *option, const char *value, GError **error)
{
    void *member = (char *) parser->options + option->offset;
    parser->used |= 1u << (option - options_table);
    if (!option->read) {
        if (value) {
            g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE, "--%s takes no value", option->name);
            return false;
        }
        *(bool *) member = true;
        return true;
    }
    if (!value && parser->next < parser->argc) {
        value = parser->argv[parser->next++];
    }
    if (!value) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE, "--%s needs a value", option->name);
        return false;
    }
    if (!option->read(value, member, error)) {
        g_prefix_error(error, "--%s: ", option->name);
        return false;
    }
    return true;
}

static bool
parse_long(Parser *parser, const char *word, GError **error)
{
    const char *equals = strchr(word, '=');
    size_t length = equals ? (size_t) (equals - word - 2) : strlen(word) - 2;
    const Option *option = find_option(word + 2, length, 0);
    g_autofree char *name = g_strndup(word, length + 2);
    return option ? store(parser, option, equals ? equals + 1 : NULL, error)
                  : fail_option(name, error);
}

/* "-qv" is "-q -v"; "-oFILE" is "-o FILE". */
static bool
parse_short(Parser *parser, const char *word, GError **error)
{
    for (const char *letter = word + 1; *letter; letter++) {
        const Option *option = find_option(NULL, 0, *letter);
        if (!option) {
            return fail_option(word, error);
        }
        bool takes_rest = option->read && letter[1] != '\0';
        if (!store(parser, option, takes_rest ? letter + 1 : NULL, error)) {
            return false;
        }
        if (takes_rest) {
            break;
        }
    }
    return true;
}

/* Whether a word looks like a command and is no file. */
static bool
is_like_command(const char *word)
{
    size_t n_letters = strspn(word, "abcdefghijklmnopqrstuvwxyz-");
    return word[0] != '-' && word[n_letters] == '\0' && !g_file_test(word, G_FILE_TEST_EXISTS);
}

/* The first argument may be a command; a file of that name is written "./list". */
static bool
take_first(AcvOptions *options, const char *word, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(command_words); i++) {
        if (g_str_equal(command_words[i], word)) {
            options->command = (AcvCommand) i;
            options->has_command = true;
            return true;
        }
    }
    if (is_like_command(word)) {
        return fail_near("no command and no file is called", word, command_words,
                         G_N_ELEMENTS(command_words), error);
    }
    g_ptr_array_add(options->arguments, (gpointer) word);
    return true;
}

static bool
parse_word(Parser *parser, const char *word, bool *only_arguments, GError **error)
{
    AcvOptions *options = parser->options;
    if (!*only_arguments && g_str_equal(word, "--")) {
        *only_arguments = true;
        return true;
    }
    if (!*only_arguments && g_str_has_prefix(word, "--")) {
        return parse_long(parser, word, error);
    }
    if (!*only_arguments && word[0] == '-' && word[1] != '\0') {
        return parse_short(parser, word, error);
    }
    bool is_first = options->arguments->len == 0 && !options->has_command;
    if (is_first && !*only_arguments) {
        return take_first(options, word, error);
    }
    g_ptr_array_add(options->arguments, (gpointer) word);
    return true;
}

/* An option that the command does not take is no option of it. */
static bool
check_options_fit(const Parser *parser, GError **error)
{
    const AcvOptions *options = parser->options;
    if (options->help || options->version) {
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(options_table); i++) {
        bool fits = options_table[i].commands & 1u << options->command;
        if (parser->used & 1u << i && !fits) {
            g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE,
                        "%s takes no --%s; see acv-path %s --help", command_words[options->command],
                        options_table[i].name, command_words[options->command]);
            return false;
        }
    }
    return true;
}

/* What is read from it once is gone. */
static bool
check_standard_input(const AcvOptions *options, GError **error)
{
    const GPtrArray *lists[] = { options->arguments, options->what_ifs };
    unsigned n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (guint j = 0; j < lists[i]->len; j++) {
            n += g_str_equal(g_ptr_array_index(lists[i], j), "-");
        }
    }
    if (n > 1) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE,
                    "standard input can be read but once, and \"-\" is given %u times", n);
    }
    return n <= 1;
}

bool
acv_options_parse(int argc, char **argv, AcvOptions *out_options, GError **error)
{
    *out_options = (AcvOptions){ .ephemeral_ports = ACV_EPHEMERAL_PORTS,
                                 .zones = g_ptr_array_new(),
                                 .what_ifs = g_ptr_array_new(),
                                 .only = g_ptr_array_new(),
                                 .skip = g_ptr_array_new(),
                                 .arguments = g_ptr_array_new() };
    Parser parser = { argc, argv, 1, out_options, 0 };
    bool only_arguments = false;
    while (parser.next < argc) {
        const char *word = argv[parser.next++];
        if (!parse_word(&parser, word, &only_arguments, error)) {
            return false;
        }
    }
    return check_options_fit(&parser, error) && check_standard_input(out_options, error);
}

void
acv_options_clear(AcvOptions *options)
{
    g_clear_pointer(&options->zones, g_ptr_array_unref);
    g_clear_pointer(&options->what_ifs, g_ptr_array_unref);
    g_clear_pointer(&options->only, g_ptr_array_unref);
    g_clear_pointer(&options->skip, g_ptr_array_unref);
    g_clear_pointer(&options->arguments, g_ptr_array_unref);
}
