#include "load/json_text.h"

#include <stdint.h>
#include <string.h>

/* The parser copies a number into a buffer of 64 bytes. */
enum { MAX_NUMBER_LENGTH = 63 };

/* In a document, where a list of its top level has its elements. */
enum { LIST_DEPTH = 2 };

typedef struct {
    const char *at;
    const char *end; /* A zero byte stands there. */
    AcvJsonFault *fault;
    GArray *parts;    /* AcvJsonPart. */
    size_t part_size; /* Of a part but the last of its list, at least. */
    AcvJsonPart part; /* So far, of the list at hand. */
    unsigned depth;
    uint8_t is_object[ACV_JSON_MAX_DEPTH + 1]; /* By depth. */
} Scanner;

/* --- Saying what is wrong --- */

static bool
fail(Scanner *scanner, const char *at, char *message_take)
{
    *scanner->fault = (AcvJsonFault){ 0, message_take };
    scanner->at = at;
    return false;
}

static bool
fail_expecting(Scanner *scanner, const char *expected)
{
    const char *at = scanner->at;
    unsigned char c = (unsigned char) *at;

    if (at == scanner->end) {
        return fail(scanner, at, g_strdup_printf("expected %s, but the text ends", expected));
    }
    if (c < 0x20 || c == 0x7f) {
        return fail(scanner, at,
                    g_strdup_printf("expected %s, got the control character 0x%02x", expected, c));
    }
    gunichar whole = g_utf8_get_char_validated(at, scanner->end - at);
    if (whole == (gunichar) -1 || whole == (gunichar) -2) {
        return fail(scanner, at, g_strdup("is not valid UTF-8"));
    }
    int n = (int) (g_utf8_next_char(at) - at);
    return fail(scanner, at, g_strdup_printf("expected %s, got '%.*s'", expected, n, at));
}

void
acv_json_locate(const char *text, size_t offset, unsigned *out_line, unsigned *out_column)
{
    *out_line = 1;
    *out_column = 1;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            ++*out_line;
            *out_column = 1;
        } else {
            *out_column += ((unsigned char) text[i] & 0xc0) != 0x80;
        }
    }
}

/* --- Eight bytes at a time --- */

#define ALL_BYTES(byte) (UINT64_C(0x0101010101010101) * (byte))

static uint64_t
load_word(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* Not zero if a byte of 'word' is less than 'limit', which is at most 0x80. Bytes above 0x7f do not
 * count, but may hide others. */
static uint64_t
has_less(uint64_t word, uint8_t limit)
{
    return (word - ALL_BYTES(limit)) & ~word & ALL_BYTES(0x80);
}

static bool
is_plain_word(uint64_t word)
{
    uint64_t special = (word & ALL_BYTES(0x80)) | has_less(word, 0x20)
                       | has_less(word ^ ALL_BYTES('"'), 1) | has_less(word ^ ALL_BYTES('\\'), 1);
    return special == 0;
}

const char *
acv_json_skip_space(const char *text)
{
    while (*text == ' ' || *text == '\n' || *text == '\r' || *text == '\t') {
        text++;
    }
    return text;
}

static void
skip_space(Scanner *scanner)
{
    const char *at = scanner->at;

    if ((unsigned char) *at > ' ') {
        return;
    }
    for (;;) {
        while (scanner->end - at >= 8 && load_word(at) == ALL_BYTES(' ')) {
            at += 8;
        }
        if (*at != ' ' && *at != '\n' && *at != '\r' && *at != '\t') {
            break;
        }
        at++;
    }
    scanner->at = at;
}

/* --- Strings --- */

static int
hex_quad(const char *at)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = g_ascii_xdigit_value(at[i]);
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

/* At the 'u' of an escape. */
static bool
check_unicode_escape(Scanner *scanner)
{
    const char *start = scanner->at - 1;
    int code = hex_quad(scanner->at + 1);

    if (code < 0) {
        return fail(scanner, start, g_strdup("expected four hexadecimal digits after \\u"));
    }
    if (code == 0) {
        return fail(scanner, start, g_strdup("the character \\u0000 is not allowed in a string"));
    }
    scanner->at += 5;
    if (code < 0xd800 || code > 0xdfff) {
        return true;
    }
    int low = scanner->at[0] == '\\' && scanner->at[1] == 'u' ? hex_quad(scanner->at + 2) : -1;
    if (code > 0xdbff || low < 0xdc00 || low > 0xdfff) {
        return fail(scanner, start, g_strdup("half of a surrogate pair"));
    }
    scanner->at += 6;
    return true;
}

/* At a backslash. */
static bool
check_escape(Scanner *scanner)
{
    char c = *++scanner->at;
    if (c == 'u') {
        return check_unicode_escape(scanner);
    }
    if (c == '\0' || !strchr("\"\\/bfnrt", c)) {
        return fail(scanner, scanner->at - 1, g_strdup("an escape that JSON does not have"));
    }
    scanner->at++;
    return true;
}

/* At a byte above 0x7f. */
static bool
check_character(Scanner *scanner)
{
    gunichar c = g_utf8_get_char_validated(scanner->at, scanner->end - scanner->at);
    if (c == (gunichar) -1 || c == (gunichar) -2) {
        return fail(scanner, scanner->at, g_strdup("is not valid UTF-8"));
    }
    scanner->at = g_utf8_next_char(scanner->at);
    return true;
}

static bool
check_special(Scanner *scanner)
{
    unsigned char c = (unsigned char) *scanner->at;

    if (c == '\\') {
        return check_escape(scanner);
    }
    if (c >= 0x80) {
        return check_character(scanner);
    }
    if (scanner->at == scanner->end) {
        return fail_expecting(scanner, "the end of a string");
    }
    return fail(
        scanner, scanner->at,
        g_strdup_printf("the control character 0x%02x in a string: write it as an escape", c));
}

/* At the opening quote. */
static bool
check_string(Scanner *scanner)
{
    scanner->at++;
    for (;;) {
        while (scanner->end - scanner->at >= 8 && is_plain_word(load_word(scanner->at))) {
            scanner->at += 8;
        }
        unsigned char c = (unsigned char) *scanner->at;
        while (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
            c = (unsigned char) *++scanner->at;
        }
        if (c == '"') {
            scanner->at++;
            return true;
        }
        if (!check_special(scanner)) {
            return false;
        }
    }
}

/* --- Other values --- */

static bool
check_digits(Scanner *scanner)
{
    if (!g_ascii_isdigit(*scanner->at)) {
        return fail_expecting(scanner, "a digit");
    }
    while (g_ascii_isdigit(*scanner->at)) {
        scanner->at++;
    }
    return true;
}

static bool
check_number(Scanner *scanner)
{
    const char *start = scanner->at;
    scanner->at += *start == '-';
    if (*scanner->at == '0' && g_ascii_isdigit(scanner->at[1])) {
        return fail(scanner, start, g_strdup("a number that begins with 0"));
    }
    if (!check_digits(scanner)) {
        return false;
    }
    if (*scanner->at == '.') {
        scanner->at++;
        if (!check_digits(scanner)) {
            return false;
        }
    }
    if (*scanner->at == 'e' || *scanner->at == 'E') {
        scanner->at++;
        scanner->at += *scanner->at == '+' || *scanner->at == '-';
        if (!check_digits(scanner)) {
            return false;
        }
    }
    if (scanner->at - start > MAX_NUMBER_LENGTH) {
        return fail(scanner, start, g_strdup("a number of more than 63 characters"));
    }
    return true;
}

static bool
check_word(Scanner *scanner, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(scanner->at, word, length) != 0) {
        return fail_expecting(scanner, "a value");
    }
    scanner->at += length;
    return true;
}

static bool
check_scalar(Scanner *scanner)
{
    switch (*scanner->at) {
    case '"':
        return check_string(scanner);
    case 't':
        return check_word(scanner, "true");
    case 'f':
        return check_word(scanner, "false");
    case 'n':
        return check_word(scanner, "null");
    default:
        if (*scanner->at == '-' || g_ascii_isdigit(*scanner->at)) {
            return check_number(scanner);
        }
        return fail_expecting(scanner, "a value");
    }
}

/* --- Structure --- */

static bool
check_key(Scanner *scanner)
{
    skip_space(scanner);
    if (*scanner->at != '"') {
        return fail_expecting(scanner, "a key in double quotes");
    }
    if (!check_string(scanner)) {
        return false;
    }
    skip_space(scanner);
    if (*scanner->at != ':') {
        return fail_expecting(scanner, "':'");
    }
    scanner->at++;
    return true;
}

/* At the end of an element: ends the part here if it is long enough, or the last of a list that has
 * parts. */
static void
add_to_part(Scanner *scanner, bool is_last)
{
    AcvJsonPart *part = &scanner->part;
    size_t size = (size_t) (scanner->at - part->start);

    part->n++;
    if (is_last ? part->first > 0 : size >= scanner->part_size) {
        part->end = scanner->at;
        g_array_append_val(scanner->parts, *part);
        *part = (AcvJsonPart){ .start = scanner->at + 1, .first = part->first + part->n };
    }
}

/* After a value: leaves what ends here, and goes to the next value, or to the end of the document
 * when 'depth' becomes 0. */
static bool
leave(Scanner *scanner)
{
    while (scanner->depth > 0) {
        bool is_object = scanner->is_object[scanner->depth];
        bool is_list = scanner->depth == LIST_DEPTH && !is_object;
        skip_space(scanner);
        if (is_list) {
            add_to_part(scanner, *scanner->at != ',');
        }
        if (*scanner->at == ',') {
            scanner->at++;
            return !is_object || check_key(scanner);
        }
        if (*scanner->at != (is_object ? '}' : ']')) {
            return fail_expecting(scanner, is_object ? "',' or '}'" : "',' or ']'");
        }
        scanner->at++;
        scanner->depth--;
    }
    return true;
}

/* At a bracket that opens: goes to the first value inside, or past the closing one. */
static bool
enter(Scanner *scanner)
{
    bool is_object = *scanner->at == '{';

    if (scanner->depth == ACV_JSON_MAX_DEPTH) {
        return fail(scanner, scanner->at, g_strdup("nested deeper than 1,000 levels"));
    }
    scanner->at++;
    scanner->is_object[++scanner->depth] = is_object;
    if (scanner->depth == LIST_DEPTH) {
        scanner->part = (AcvJsonPart){ .start = scanner->at };
    }
    skip_space(scanner);
    if (*scanner->at == (is_object ? '}' : ']')) {
        return leave(scanner);
    }
    return !is_object || check_key(scanner);
}

/* Goes to the next value, which may be inside this one. */
static bool
check_value(Scanner *scanner)
{
    skip_space(scanner);
    if (*scanner->at == '{' || *scanner->at == '[') {
        return enter(scanner);
    }
    return check_scalar(scanner) && leave(scanner);
}

static bool
check_documents(Scanner *scanner)
{
    skip_space(scanner);
    for (bool is_first = true; is_first || scanner->at != scanner->end; is_first = false) {
        if (*scanner->at != '{') {
            return fail_expecting(scanner, is_first ? "an object, '{'"
                                                    : "another object or the end of the text");
        }
        do {
            if (!check_value(scanner)) {
                return false;
            }
        } while (scanner->depth > 0);
        skip_space(scanner);
    }
    return true;
}

bool
acv_json_check(const char *text, size_t length, AcvJsonFault *out_fault)
{
    return acv_json_check_in_parts(text, length, SIZE_MAX, NULL, out_fault);
}

bool
acv_json_check_in_parts(const char *text, size_t length, size_t part_size, GArray *parts,
                        AcvJsonFault *out_fault)
{
    Scanner scanner = {
        .at = text, .end = text + length, .fault = out_fault, .parts = parts, .part_size = part_size
    };

    if (check_documents(&scanner)) {
        return true;
    }
    out_fault->offset = (size_t) (scanner.at - text);
    return false;
}

static const char *
skip_string(const char *text)
{
    for (text++; *text != '"'; text++) {
        text += *text == '\\';
    }
    return text + 1;
}

const char *
acv_json_skip_value(const char *text)
{
    unsigned depth = 0;
    do {
        switch (*text) {
        case '"':
            text = skip_string(text);
            break;
        case '{':
        case '[':
            depth++;
            text++;
            break;
        case '}':
        case ']':
            depth--;
            text++;
            break;
        default:
            text += strcspn(text, ",]}\"[{ \n\r\t");
            break;
        }
        while (depth > 0 && *text && strchr(",: \n\r\t", *text)) {
            text++;
        }
    } while (depth > 0);
    return text;
}
