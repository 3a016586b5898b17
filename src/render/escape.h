/* What the input says, made harmless for each format: the one place where that is done.
 *
 * Of every format it holds that bytes that are not UTF-8 become U+FFFD, and that what has no shape
 * but changes how others look or run (controls, line breaks, what turns the direction of writing)
 * is shown as its number, U+202E. Every function appends to 'out'. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* 'text' with nothing but characters that have a shape; no format's own signs are touched. The
 * caller's to free. */
char *acv_escape_controls(const char *text);

/* For text and quoted attributes of HTML, SVG and other XML. */
void acv_escape_markup(GString *out, const char *text);

/* A field of CSV, in quotes if it needs them; what a spreadsheet would compute is made text.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection */
void acv_escape_csv(GString *out, const char *text);

/* For within the quotes of a Graphviz string that is a label.
 * Source: https://graphviz.org/doc/info/lang.html */
void acv_escape_dot(GString *out, const char *text);

/* For within the quotes of a Mermaid text; a web page shows its entity codes as what they stand
 * for. Source: https://mermaid.js.org/syntax/flowchart.html */
void acv_escape_mermaid(GString *out, const char *text);

/* For within a line of Markdown as GitHub reads it, also in a cell of a table; what stands at the
 * start of a line can mean more.
 * Source: https://github.github.com/gfm/ */
void acv_escape_markdown(GString *out, const char *text);
