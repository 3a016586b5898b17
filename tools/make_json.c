#include "make_json.h"

#include <string.h>

enum { WRITE_SIZE = 1 << 16 };

static void
write_out(Printer *printer)
{
    fwrite(printer->text->str, 1, printer->text->len, printer->out);
    g_string_truncate(printer->text, 0);
}

static void
new_line(Printer *printer)
{
    static const char spaces[] = "                                                            ";
    gsize n = 4 * (gsize) printer->depth;

    g_assert(n < sizeof spaces);
    g_string_append_c(printer->text, '\n');
    g_string_append_len(printer->text, spaces, (gssize) n);
}

static void
begin_value(Printer *printer)
{
    if (!printer->is_first) {
        g_string_append_c(printer->text, ',');
    }
    new_line(printer);
    printer->is_first = FALSE;
}

/* The text between two ', without its end; returns what follows. */
static const char *
print_string(Printer *printer, const char *at)
{
    const char *end = strchr(at + 1, '\'');

    g_assert(end);
    g_string_append_c(printer->text, '"');
    g_string_append_len(printer->text, at + 1, end - at - 1);
    g_string_append_c(printer->text, '"');
    return end + 1;
}

/* At a bracket that opens. */
static const char *
print_bracket(Printer *printer, const char *at)
{
    g_string_append_c(printer->text, *at);
    if (at[1] == '}' || at[1] == ']') {
        g_string_append_c(printer->text, at[1]);
        return at + 2;
    }
    printer->depth++;
    new_line(printer);
    return at + 1;
}

static const char *
print_token(Printer *printer, const char *at)
{
    switch (*at) {
    case '\'':
        return print_string(printer, at);
    case '{':
    case '[':
        return print_bracket(printer, at);
    case '}':
    case ']':
        printer->depth--;
        new_line(printer);
        g_string_append_c(printer->text, *at);
        return at + 1;
    case ',':
        g_string_append_c(printer->text, ',');
        new_line(printer);
        return at + 1 + strspn(at + 1, " ");
    default:
        g_string_append_c(printer->text, *at);
        return at + 1;
    }
}

void
printer_item(Printer *printer, const char *template, ...)
{
    va_list arguments;

    va_start(arguments, template);
    g_string_vprintf(printer->template, template, arguments);
    va_end(arguments);
    begin_value(printer);
    for (const char *at = printer->template->str; *at;) {
        at = print_token(printer, at);
    }
    if (printer->text->len >= WRITE_SIZE) {
        write_out(printer);
    }
}

void
printer_begin(Printer *printer, FILE *out)
{
    *printer = (Printer){ .out = out,
                          .template = g_string_new(NULL),
                          .text = g_string_new("{"),
                          .depth = 1,
                          .is_first = TRUE };
}

void
printer_end(Printer *printer)
{
    g_string_append(printer->text, "\n}\n");
    write_out(printer);
    g_string_free(printer->template, TRUE);
    g_string_free(printer->text, TRUE);
}

void
printer_open(Printer *printer, const char *key)
{
    begin_value(printer);
    g_string_append_printf(printer->text, "\"%s\": [", key);
    printer->depth++;
    printer->is_first = TRUE;
}

void
printer_close(Printer *printer)
{
    printer->depth--;
    if (!printer->is_first) {
        new_line(printer);
    }
    g_string_append_c(printer->text, ']');
    printer->is_first = FALSE;
}

void
printer_text(Printer *printer, const char *key, const char *text)
{
    begin_value(printer);
    g_string_append_printf(printer->text, "\"%s\": \"%s\"", key, text);
}
