#include "render/json_writer.h"

#include "base/append.h"

enum { INDENT = 2 };

AcvJsonWriter
acv_json_writer(GString *out)
{
    return (AcvJsonWriter){ .out = out, .is_empty = true };
}

AcvJsonWriter
acv_json_writer_within(GString *out, unsigned depth, size_t n_before)
{
    return (AcvJsonWriter){ .out = out, .depth = depth, .is_empty = n_before == 0 };
}

/* A line break, and the blanks that the next line begins with, after 'before'. */
static void
new_line(AcvJsonWriter *writer, const char *before)
{
    size_t n_before = strlen(before);
    size_t n_blanks = (size_t) writer->depth * INDENT;
    char *at = acv_reserve(writer->out, n_before + 1 + n_blanks);
    memcpy(at, before, n_before);
    at[n_before] = '\n';
    memset(at + n_before + 1, ' ', n_blanks);
    acv_grow(writer->out, n_before + 1 + n_blanks);
}

/* Puts the comma and the line break before a value of an array, or before a key. */
static void
separate(AcvJsonWriter *writer)
{
    if (writer->after_key) {
        writer->after_key = false;
        return;
    }
    if (writer->depth > 0) {
        new_line(writer, writer->is_empty ? "" : ",");
    } else if (!writer->is_empty) {
        g_string_append_c(writer->out, ',');
    }
    writer->is_empty = false;
}

static void
begin(AcvJsonWriter *writer, char bracket)
{
    separate(writer);
    g_string_append_c(writer->out, bracket);
    writer->depth++;
    writer->is_empty = true;
}

static void
end(AcvJsonWriter *writer, char bracket)
{
    writer->depth--;
    if (!writer->is_empty) {
        new_line(writer, "");
    }
    g_string_append_c(writer->out, bracket);
    writer->is_empty = false;
    if (writer->depth == 0) {
        g_string_append_c(writer->out, '\n');
    }
}

void
acv_json_begin_object(AcvJsonWriter *writer)
{
    begin(writer, '{');
}

void
acv_json_end_object(AcvJsonWriter *writer)
{
    end(writer, '}');
}

void
acv_json_begin_array(AcvJsonWriter *writer)
{
    begin(writer, '[');
}

void
acv_json_end_array(AcvJsonWriter *writer)
{
    end(writer, ']');
}

static void
append_character(GString *out, gunichar character)
{
    switch (character) {
    case '"':
        g_string_append(out, "\\\"");
        break;
    case '\\':
        g_string_append(out, "\\\\");
        break;
    case '\n':
        g_string_append(out, "\\n");
        break;
    case '\t':
        g_string_append(out, "\\t");
        break;
    default:
        /* Also DEL and the C1 controls, which some terminals obey. */
        if (character < 0x20 || (character >= 0x7f && character < 0xa0)) {
            g_string_append_printf(out, "\\u%04x", character);
        } else {
            g_string_append_unichar(out, character);
        }
    }
}

/* The length of what needs no escape at the start of 'text'. */
static size_t
count_plain(const char *text)
{
    size_t n = 0;
    while ((unsigned char) text[n] >= 0x20 && (unsigned char) text[n] < 0x7f && text[n] != '"'
           && text[n] != '\\') {
        n++;
    }
    return n;
}

static void
append_escaped(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        append_character(out, g_utf8_get_char(at));
    }
}

static void
append_plain(GString *out, const char *text, size_t n)
{
    char *at = acv_reserve(out, n + 2);
    at[0] = '"';
    memcpy(at + 1, text, n);
    at[n + 1] = '"';
    acv_grow(out, n + 2);
}

static void
append_quoted(GString *out, const char *text)
{
    size_t n = count_plain(text);
    if (!text[n]) {
        append_plain(out, text, n);
        return;
    }
    g_string_append_c(out, '"');
    acv_append(out, text, n);
    append_escaped(out, text + n);
    g_string_append_c(out, '"');
}

void
acv_json_key(AcvJsonWriter *writer, const char *key)
{
    separate(writer);
    append_quoted(writer->out, key);
    acv_append(writer->out, ": ", 2);
    writer->after_key = true;
}

void
acv_json_string(AcvJsonWriter *writer, const char *text)
{
    if (!text) {
        acv_json_null(writer);
        return;
    }
    separate(writer);
    append_quoted(writer->out, text);
}

void
acv_json_plain(AcvJsonWriter *writer, const char *text, size_t length)
{
    separate(writer);
    append_plain(writer->out, text, length);
}

void
acv_json_members(AcvJsonWriter *writer, const GString *written)
{
    acv_append(writer->out, written->str, written->len);
    writer->is_empty &= written->len == 0;
}

void
acv_json_int(AcvJsonWriter *writer, int64_t value)
{
    separate(writer);
    g_string_append_printf(writer->out, "%" G_GINT64_FORMAT, (gint64) value);
}

void
acv_json_bool(AcvJsonWriter *writer, bool value)
{
    separate(writer);
    g_string_append(writer->out, value ? "true" : "false");
}

void
acv_json_null(AcvJsonWriter *writer)
{
    separate(writer);
    g_string_append(writer->out, "null");
}

void
acv_json_member_string(AcvJsonWriter *writer, const char *key, const char *text)
{
    if (text) {
        acv_json_key(writer, key);
        acv_json_string(writer, text);
    }
}

void
acv_json_member_int(AcvJsonWriter *writer, const char *key, int64_t value)
{
    acv_json_key(writer, key);
    acv_json_int(writer, value);
}

void
acv_json_member_bool(AcvJsonWriter *writer, const char *key, bool value)
{
    acv_json_key(writer, key);
    acv_json_bool(writer, value);
}
