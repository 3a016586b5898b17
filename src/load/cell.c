#include "load/cell.h"

#include "acv/catalog.h"

#include <string.h>

/* --- Text --- */

static bool
is_nothing(const char *cell)
{
    return cell[0] == '-' && !cell[1];
}

static void
store_text(const AcvColumn *column, const char *cell, void *member)
{
    (void) column;
    *(const char **) member = is_nothing(cell) ? NULL : cell;
}

static bool
check_text(const AcvColumn *column, const char *cell)
{
    (void) column;
    return !is_nothing(cell);
}

static bool
check_nothing(const AcvColumn *column, const char *cell)
{
    (void) column;
    (void) cell;
    return true;
}

static bool
check_key(const AcvColumn *column, const char *cell)
{
    (void) column;
    return !is_nothing(cell) && !strpbrk(cell, " ,;");
}

/* The length of a placeholder at 'text', or 0. */
static size_t
placeholder_length(const char *text)
{
    static const char *const placeholders[] = { "{region}",    "{suffix}",  "{dual}",
                                                "{partition}", "{account}", "{repository}",
                                                "{runtime}" };
    for (size_t i = 0; i < G_N_ELEMENTS(placeholders); i++) {
        if (g_str_has_prefix(text, placeholders[i])) {
            return strlen(placeholders[i]);
        }
    }
    return 0;
}

static bool
check_pattern(const AcvColumn *column, const char *cell)
{
    (void) column;
    while (*cell) {
        size_t length = *cell == '{' ? placeholder_length(cell) : 1;
        if (length == 0 || *cell == '}' || *cell == ' ') {
            return false;
        }
        cell += length;
    }
    return true;
}

static bool
check_host(const AcvColumn *column, const char *cell)
{
    if (is_nothing(cell)) {
        return true;
    }
    const char *labels = g_str_has_prefix(cell, "*.") ? cell + strlen("*.") : cell;
    return *labels && *labels != '.' && !g_str_has_suffix(labels, ".") && !strstr(labels, "..")
           && !strpbrk(labels, "*,ABCDEFGHIJKLMNOPQRSTUVWXYZ") && check_pattern(column, labels);
}

static bool
check_hosts(const AcvColumn *column, const char *cell)
{
    g_auto(GStrv) hosts = g_strsplit(cell, ",", -1);
    bool good = true;
    for (size_t i = 0; hosts[i]; i++) {
        good &= check_host(column, hosts[i]) && (!is_nothing(hosts[i]) || !hosts[1]);
    }
    return good;
}

static void
store_hosts(const AcvColumn *column, const char *cell, void *member)
{
    store_text(column, strcmp(cell, "none") == 0 ? "" : cell, member);
}

static bool
check_source(const AcvColumn *column, const char *cell)
{
    (void) column;
    g_auto(GStrv) sources = g_strsplit(cell, "; ", -1);
    bool good = true;
    for (size_t i = 0; sources[i]; i++) {
        good &= g_str_has_prefix(sources[i], "https://") || g_str_has_prefix(sources[i], "field: ")
                || g_str_has_prefix(sources[i], "rule: ");
    }
    return good;
}

static bool
check_date(const AcvColumn *column, const char *cell)
{
    (void) column;
    if (!g_regex_match_simple("^\\d{4}-\\d{2}-\\d{2}\\z", cell, 0, 0)) {
        return false;
    }
    unsigned year = (unsigned) g_ascii_strtoull(cell, NULL, 10);
    unsigned month = (unsigned) g_ascii_strtoull(cell + strlen("2026-"), NULL, 10);
    unsigned day = (unsigned) g_ascii_strtoull(cell + strlen("2026-11-"), NULL, 10);
    return g_date_valid_dmy((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* --- Words and numbers --- */

static const AcvWord *
find_word(const AcvWord *words, const char *text, size_t length)
{
    for (const AcvWord *word = words; word->text; word++) {
        if (strncmp(word->text, text, length) == 0 && !word->text[length]) {
            return word;
        }
    }
    return NULL;
}

static int
word_value(const AcvWord *words, const char *text, size_t length)
{
    const AcvWord *word = find_word(words, text, length);
    g_assert(word);
    return word->value;
}

static bool
check_word(const AcvColumn *column, const char *cell)
{
    return find_word(column->words, cell, strlen(cell)) != NULL;
}

/* Every enumeration has the size of an int. */
static void
store_word(const AcvColumn *column, const char *cell, void *member)
{
    int value = word_value(column->words, cell, strlen(cell));
    memcpy(member, &value, sizeof(value));
}

static bool
check_words(const AcvColumn *column, const char *cell)
{
    g_auto(GStrv) words = g_strsplit(cell, ",", -1);
    bool good = true;
    for (size_t i = 0; words[i]; i++) {
        good &= check_word(column, words[i]);
    }
    return good;
}

static void
store_words(const AcvColumn *column, const char *cell, void *member)
{
    int flags = 0;
    for (const char *next = cell; *next;) {
        size_t length = strcspn(next, ",");
        flags |= word_value(column->words, next, length);
        next += length;
        next += *next == ',';
    }
    memcpy(member, &flags, sizeof(flags));
}

static bool
check_flag(const AcvColumn *column, const char *cell)
{
    (void) column;
    return strcmp(cell, "yes") == 0 || strcmp(cell, "no") == 0;
}

static void
store_flag(const AcvColumn *column, const char *cell, void *member)
{
    (void) column;
    *(bool *) member = cell[0] == 'y';
}

static bool
check_number(const AcvColumn *column, const char *cell)
{
    return g_ascii_string_to_unsigned(cell, 10, 0, column->max, NULL, NULL);
}

static void
store_number(const AcvColumn *column, const char *cell, void *member)
{
    (void) column;
    *(uint16_t *) member = (uint16_t) g_ascii_strtoull(cell, NULL, 10);
}

/* --- Addresses: each has one way to be written, so that equal keys are equal texts. --- */

static bool
check_prefix(const AcvColumn *column, const char *cell)
{
    (void) column;
    AcvPrefix prefix;
    bool had_host_bits;
    char text[ACV_ADDRESS_TEXT_SIZE];
    return acv_prefix_parse(cell, &prefix, &had_host_bits, NULL) && !had_host_bits
           && strcmp(acv_prefix_print(prefix, text), cell) == 0;
}

static void
store_prefix(const AcvColumn *column, const char *cell, void *member)
{
    (void) column;
    AcvPrefixKey *key = member;
    key->text = cell;
    acv_prefix_parse(cell, &key->value, NULL, NULL);
}

static bool
check_address(const AcvColumn *column, const char *cell)
{
    (void) column;
    AcvAddress address;
    char text[ACV_ADDRESS_TEXT_SIZE];
    return acv_address_parse(cell, &address, NULL)
           && strcmp(acv_address_print(address, text), cell) == 0;
}

static void
store_address(const AcvColumn *column, const char *cell, void *member)
{
    (void) column;
    AcvPrefixKey *key = member;
    AcvAddress address = { 0 };
    acv_address_parse(cell, &address, NULL);
    key->text = cell;
    key->value = acv_prefix_of(address, acv_family_bits(address.family));
}

/* --- Types --- */

#define PLACEHOLDERS "{region}, {suffix}, {dual}, {partition} and {account}"

const AcvCellType acv_cell_text = { "a text", check_text, store_text };
const AcvCellType acv_cell_optional = { "a text", check_nothing, store_text };
const AcvCellType acv_cell_key = { "a name without spaces, commas and semicolons", check_key,
                                   store_text };
const AcvCellType acv_cell_pattern = { "a pattern with no placeholders but " PLACEHOLDERS,
                                       check_pattern, store_text };
const AcvCellType acv_cell_host = { "a host name in lower case, perhaps after \"*.\", with no "
                                    "placeholders but " PLACEHOLDERS,
                                    check_host, store_text };
const AcvCellType acv_cell_hosts = { "\"none\", or host names in lower case, perhaps after \"*.\", "
                                     "by commas, with no placeholders but " PLACEHOLDERS,
                                     check_hosts, store_hosts };
const AcvCellType acv_cell_source = { "sources that begin with \"https://\", \"field: \" or "
                                      "\"rule: \", separated by \"; \"",
                                      check_source, store_text };
const AcvCellType acv_cell_date = { "a date such as 2026-11-23", check_date, store_text };
const AcvCellType acv_cell_word = { NULL, check_word, store_word };
const AcvCellType acv_cell_words = { NULL, check_words, store_words };
const AcvCellType acv_cell_flag = { "\"yes\" or \"no\"", check_flag, store_flag };
const AcvCellType acv_cell_number = { NULL, check_number, store_number };
const AcvCellType acv_cell_prefix = { "a prefix such as 10.0.0.0/8 or 2001:db8::/32, in its "
                                      "shortest form and without host bits",
                                      check_prefix, store_prefix };
const AcvCellType acv_cell_address = { "an address such as 169.254.169.253 or fd00:ec2::253, in "
                                       "its shortest form",
                                       check_address, store_address };

char *
acv_column_expected(const AcvColumn *column)
{
    if (column->type->expected) {
        return g_strdup(column->type->expected);
    }
    if (!column->words) {
        return g_strdup_printf("a number from 0 to %u", column->max);
    }
    GString *text = g_string_new(column->type == &acv_cell_words ? "some of" : "one of");
    for (const AcvWord *word = column->words; word->text; word++) {
        g_string_append_printf(text, "%s \"%s\"", word == column->words ? "" : ",", word->text);
    }
    return g_string_free(text, FALSE);
}
