#include "render/layout.h"

#include "base/append.h"
#include "render/escape.h"

#include <string.h>

enum { MIN_WIDTH = 40 };

/* A line has room for at least this much of a long word. */
enum { LEAST_ROOM = 8 };

char *
acv_layout_clean(const char *text)
{
    return acv_escape_controls(text);
}

/* --- Measuring --- */

static unsigned
columns_of_character(const char *at)
{
    if (*at >= ' ' && *at <= '~') {
        return 1;
    }
    gunichar character = g_utf8_get_char(at);
    return g_unichar_iszerowidth(character) ? 0 : g_unichar_iswide(character) ? 2 : 1;
}

static unsigned
columns_of(const char *text, size_t length)
{
    unsigned columns = 0;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        columns += columns_of_character(at);
    }
    return columns;
}

unsigned
acv_layout_columns(const char *text)
{
    g_autofree char *clean = acv_layout_clean(text);
    return columns_of(clean, strlen(clean));
}

/* --- Writing --- */

static const char *
color_of(const AcvLayout *layout, AcvTone tone)
{
    static const char *const colors[] = {
        [ACV_TONE_PLAIN] = "",         [ACV_TONE_STRONG] = "\033[1m",
        [ACV_TONE_FAINT] = "\033[2m",  [ACV_TONE_GOOD] = "\033[32m",
        [ACV_TONE_BAD] = "\033[1;31m", [ACV_TONE_DOUBTFUL] = "\033[33m",
    };
    return layout->use_color ? colors[tone] : "";
}

void
acv_layout_toned(AcvLayout *layout, AcvTone tone, const char *text)
{
    const char *color = color_of(layout, tone);
    g_string_append(layout->out, color);
    g_string_append(layout->out, text);
    g_string_append(layout->out, *color ? "\033[0m" : "");
}

static void
pad(AcvLayout *layout, unsigned columns)
{
    memset(acv_reserve(layout->out, columns), ' ', columns);
    acv_grow(layout->out, columns);
}

/* How much of a word of 'length' bytes goes into a line of its own of 'width' columns: of a longer
 * one, such as a host name, up to the last dot, hyphen or colon that fits, else what fits. */
static size_t
fitting_part(const char *word, size_t length, unsigned width)
{
    if (length <= width) {
        return length; /* No character has more columns than bytes. */
    }
    size_t fits = 0;
    size_t to_mark = 0;
    unsigned columns = 0;
    for (const char *at = word; at < word + length; at = g_utf8_next_char(at)) {
        size_t end = (size_t) (g_utf8_next_char(at) - word);
        columns += columns_of_character(at);
        if (columns > width) {
            return to_mark > 0 ? to_mark : MAX(fits, 1);
        }
        fits = end;
        to_mark = strchr(".-:/", *at) ? end : to_mark;
    }
    return length;
}

/* Writes words from 'column' on; a word that does not fit begins a new line at 'hang'. */
static void
wrap(AcvLayout *layout, unsigned column, unsigned hang, const char *text)
{
    unsigned width = MAX(layout->width, MIN_WIDTH);
    bool at_start = true;
    bool within_word = false;
    for (const char *word = text; *word;) {
        size_t length = fitting_part(word, strcspn(word, " "),
                                     width > hang + LEAST_ROOM ? width - hang : LEAST_ROOM);
        unsigned columns = columns_of(word, length);
        if (!at_start && column + 1 + columns > width) {
            g_string_append_c(layout->out, '\n');
            pad(layout, hang);
            column = hang;
            at_start = true;
        }
        if (!at_start && !within_word) {
            g_string_append_c(layout->out, ' ');
            column++;
        }
        g_string_append_len(layout->out, word, (gssize) length);
        column += columns;
        at_start = false;
        word += length;
        within_word = *word && *word != ' ';
        word += strspn(word, " ");
    }
    g_string_append_c(layout->out, '\n');
}

void
acv_layout_item(AcvLayout *layout, unsigned indent, AcvTone tone, const char *lead, unsigned hang,
                const char *text)
{
    g_autofree char *clean_lead = acv_layout_clean(lead);
    g_autofree char *clean_text = acv_layout_clean(text);
    unsigned column = indent + columns_of(clean_lead, strlen(clean_lead));
    pad(layout, indent);
    acv_layout_toned(layout, tone, clean_lead);
    if (column + 1 > hang && *clean_text) {
        g_string_append_c(layout->out, ' ');
        column++;
    } else if (*clean_text) {
        pad(layout, hang - column);
        column = hang;
    }
    wrap(layout, column, hang, clean_text);
}

void
acv_layout_text(AcvLayout *layout, unsigned indent, const char *text)
{
    g_autofree char *clean = acv_layout_clean(text);
    pad(layout, indent);
    wrap(layout, indent, indent, clean);
}

void
acv_layout_heading(AcvLayout *layout, const char *text)
{
    acv_layout_blank(layout);
    acv_layout_toned(layout, ACV_TONE_STRONG, text);
    g_string_append_c(layout->out, '\n');
}

void
acv_layout_wall(AcvLayout *layout, unsigned indent, const char *text)
{
    unsigned width = MAX(layout->width, MIN_WIDTH);
    g_autoptr(GString) line = g_string_new("====");
    g_string_append_printf(line, " %s ", text);
    while (indent + line->len < width) {
        g_string_append_c(line, '=');
    }
    pad(layout, indent);
    acv_layout_toned(layout, ACV_TONE_BAD, line->str);
    g_string_append_c(layout->out, '\n');
}

void
acv_layout_blank(AcvLayout *layout)
{
    g_string_append_c(layout->out, '\n');
}
