/* Answers as text and as JSON. Nothing of the input reaches the output unescaped. */
#pragma once

#include <acv/answer.h>
#include <acv/api.h>
#include <acv/checkup.h>
#include <acv/matrix.h>
#include <acv/matrix_diff.h>

ACV_BEGIN_DECLS

/* How text is laid out. */
typedef struct {
    unsigned width; /* In columns; what is less than 40 counts as 40. */
    bool use_color; /* ANSI colours, for terminals. */
    bool verbose;   /* Every packet set, and every rule that let packets through. */
} AcvTextStyle;

/* Takes a long text in pieces, in their order. False if it wants no more of them. */
typedef struct {
    bool (*take)(const char *piece, size_t length, void *user_data);
    void *user_data;
} AcvSink;

/* A diagnosis for people, appended to 'out'. */
void acv_render_text(GString *out, const AcvAnswer *answer, const AcvTextStyle *style);

/* One JSON object, appended to 'out'; its field names are AWS's, of NetworkInsightsAnalysis.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInsightsAnalysis.html
 */
void acv_render_json(GString *out, const AcvAnswer *answer);

/* A picture of an answer: VPC, zones and subnets, the way of the packets through them, and a wall
 * where it stops. As a Mermaid flowchart, as a graph for Graphviz,
 * and as a drawing of its own, an element of SVG that can stand in a page and needs nothing else.
 * Source: https://mermaid.js.org/syntax/flowchart.html, https://graphviz.org/doc/info/lang.html */
void acv_render_mermaid(GString *out, const AcvAnswer *answer);
void acv_render_dot(GString *out, const AcvAnswer *answer);
void acv_render_svg(GString *out, const AcvAnswer *answer);

/* An answer, and what it was before some changes. */
typedef struct {
    const AcvAnswer *before; /* NULL if the question names what only the changes make. */
    const AcvAnswer *after;
    const AcvChanges *changes;
    const AcvWhatIf *what_if;      /* What 'changes' lead to; NULL if there are none. */
    const char *const *lost_zones; /* Up to NULL; may be NULL. */
} AcvTrial;

/* What changes, the verdict before and after, what differs on the way, and the answer after. */
void acv_render_trial_text(GString *out, const AcvTrial *trial, const AcvTextStyle *style);

/* The answer after, with the answer before under "Before" (null if there is none), and under
 * "Changes" what was changed and what came of it. */
void acv_render_trial_json(GString *out, const AcvTrial *trial);

/* A page of a troubleshooting document, in Markdown as GitHub reads it: the verdict, the picture,
 * the hops, what stops packets, what to change, and how to see it in the account. Without changes,
 * 'after' is the answer and the rest NULL.
 * Source: https://github.github.com/gfm/ */
void acv_render_markdown(GString *out, const AcvTrial *trial);
void acv_render_checkup_markdown(GString *out, const AcvCheckup *checkup);
void acv_render_matrix_markdown(GString *out, const AcvMatrix *matrix);
void acv_render_diff_markdown(GString *out, const AcvMatrixDiff *diff);
void acv_render_check_markdown(GString *out, const AcvCheckRow *check);
void acv_render_code_markdown(GString *out, const AcvCatalog *catalog, const AcvCodeRow *code);

/* What came of each check, and why; a line of summary first. */
void acv_render_checkup_text(GString *out, const AcvCheckup *checkup, const AcvTextStyle *style);
void acv_render_checkup_json(GString *out, const AcvCheckup *checkup);

/* The best remedy as a script for sh, and nothing else; where nothing helps, comments that say what
 * stands in the way. What acv_changes_add_text() reads is the same changes. */
void acv_render_fix(GString *out, const AcvAnswer *answer);

/* JUnit's XML: a suite for each AgentCore resource and one for the design; undetermined is an
 * error, a warning a case that passes. Source:
 * https://docs.gitlab.com/ci/testing/unit_test_reports/ */
void acv_render_checkup_junit(GString *out, const AcvCheckup *checkup);

/* SARIF 2.1.0: a rule for each check, a result for each finding that did not pass.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
void acv_render_checkup_sarif(GString *out, const AcvCheckup *checkup);

/* The names that a question can use, and how much of each kind was read. */
void acv_render_names_text(GString *out, AcvSnapshot *snapshot, const AcvCatalog *catalog,
                           const AcvTextStyle *style);
void acv_render_names_json(GString *out, AcvSnapshot *snapshot, const AcvCatalog *catalog);

/* Who reaches what: a table as wide as the page, or where that has too few columns a list. Whatever
 * its form, a matrix can make a long text: from time to time, a 'sink' is given what 'out' holds
 * and what is next, so that 'out' has only the end of the text. 'sink' may be NULL. */
void acv_render_matrix_text(GString *out, const AcvMatrix *matrix, const AcvTextStyle *style,
                            const AcvSink *sink);

/* One JSON object. Each source lists its cells by value, with the numbers of the targets. */
void acv_render_matrix_json(GString *out, const AcvMatrix *matrix, const AcvSink *sink);

/* A line for each cell, as RFC 4180 has it; of a source with more than a thousand targets, those
 * that it does not reach are counted by code. No field can be taken for a formula.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection */
void acv_render_matrix_csv(GString *out, const AcvMatrix *matrix, const AcvSink *sink);

/* What differs between two designs, by what became of the answers; each with what stops packets, or
 * did. What is not verbose counts the rest of a long list. */
void acv_render_diff_text(GString *out, const AcvMatrixDiff *diff, const AcvTextStyle *style);

/* One JSON object: the same, in full. */
void acv_render_diff_json(GString *out, const AcvMatrixDiff *diff);

/* What a check is about. */
void acv_render_check_text(GString *out, const AcvCheckRow *check, const AcvTextStyle *style);
void acv_render_check_json(GString *out, const AcvCheckRow *check);

/* What a code means, or of NULL all codes that an answer can have and all checks, a line each. */
void acv_render_code_text(GString *out, const AcvCatalog *catalog, const AcvCodeRow *code,
                          const AcvTextStyle *style);
void acv_render_code_json(GString *out, const AcvCatalog *catalog, const AcvCodeRow *code);

/* An answer, findings or a matrix as a web page: one file that needs no other. Of a trial without
 * changes only the answer after is shown. Of very long lists it says what it leaves out. */
void acv_render_html(GString *out, const AcvTrial *trial);
void acv_render_checkup_html(GString *out, const AcvCheckup *checkup);
void acv_render_matrix_html(GString *out, const AcvMatrix *matrix, const AcvSink *sink);
void acv_render_diff_html(GString *out, const AcvMatrixDiff *diff);

ACV_END_DECLS
