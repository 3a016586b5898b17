/* Web pages: one file each that needs no other, works without its script, and can be read in a
 * narrow window, by keyboard and aloud. Every text is escaped here, and by a policy of the page no
 * script but its own runs.
 *
 * Every function appends to 'out'. */
#pragma once

#include "acv/checkup.h"
#include "render/wording.h"

/* The page up to its contents: 'title' is its name, 'verdict' stands before it in the heading and
 * may be NULL, 'tone' is "good", "bad" or "doubt". */
typedef struct {
    const char *title;
    const char *verdict;
    const char *tone;
} AcvHtmlHead;

void acv_html_begin(GString *out, const AcvHtmlHead *head);
void acv_html_end(GString *out);

/* "good", "bad" or "doubt". */
const char *acv_html_tone(AcvOutcome outcome);
const char *acv_html_status_tone(AcvStatus status);

/* <tag class="…">text</tag>; the class may be NULL. */
void acv_html_element(GString *out, const char *tag, const char *class, const char *text);

/* Text with codes, such as ENI_SG_RULES_MISMATCH, that can be broken behind each word. */
void acv_html_code(GString *out, const char *text);

/* A heading of a section, which the caller ends. */
void acv_html_section(GString *out, const char *heading);

/* A term and what it stands for, in a <dl>. */
void acv_html_term(GString *out, const char *term, const char *text);

/* Links to where something is documented, as models/ has them: "https://…; https://…"; what is no
 * web address is plain text. */
void acv_html_links(GString *out, const char *addresses);

/* Text of which the lines and blanks matter; 'label' says what it is. */
void acv_html_lines(GString *out, const char *label, const char *text);

/* Commands to copy: 'text' as it is. */
void acv_html_commands(GString *out, const char *text);

/* What narrows the rows within the element of that id: those with data-status. 'statuses' ends with
 * NULL. */
void acv_html_filter(GString *out, const char *rows_id, const char *const *statuses);

/* A table that scrolls by itself, with a filter; its rows have data-status. Both lists end with
 * NULL. */
void acv_html_begin_table(GString *out, const char *const *columns, const char *const *statuses);
void acv_html_end_table(GString *out);
