/* Commands for sh, in lines of some width. */
#include "render/remedies.h"

#include <string.h>

/* Whether a blank and an option stand at 'text'; a negative number is none. */
static bool
is_option(const char *text)
{
    return text[0] == ' ' && text[1] == '-' && (text[2] == '-' || g_ascii_isalpha(text[2]));
}

/* Where a line may be broken: before an option that stands in no quotes. */
static size_t
next_break(const char *text, size_t from)
{
    char quote = '\0';
    for (size_t i = from; text[i]; i++) {
        if (text[i] == '\\' && quote != '\'' && text[i + 1]) {
            i++;
        } else if (quote) {
            quote = text[i] == quote ? '\0' : quote;
        } else if (text[i] == '\'' || text[i] == '"') {
            quote = text[i];
        } else if (i > from && is_option(text + i)) {
            return i;
        }
    }
    return strlen(text);
}

void
acv_append_command(GString *out, const char *command, unsigned width, unsigned indent)
{
    static const char joint[] = " \\\n";
    enum { HANG = 4 };
    size_t column = indent;
    g_string_append_printf(out, "%*s", (int) indent, "");
    for (size_t at = 0; command[at];) {
        size_t end = next_break(command, at);
        g_autofree char *piece = g_strndup(command + at, end - at);
        unsigned columns = acv_layout_columns(piece);
        if (at > 0 && column + columns + strlen(" \\") > width) {
            g_string_append_printf(out, "%s%*s", joint, (int) (indent + HANG), "");
            column = indent + HANG - 1;
            g_string_append(out, piece + 1);
        } else {
            g_string_append(out, piece);
        }
        column += columns;
        at = end;
    }
    g_string_append_c(out, '\n');
}
