/* One table: a printer for each command and form. */
#include "cli/format.h"

#include "acv/problem.h"

typedef void (*Printer)(GString *out, const AcvResult *result);

/* --- Printers --- */

static void
print_path_text(GString *out, const AcvResult *result)
{
    if (result->trial.changes) {
        acv_render_trial_text(out, &result->trial, &result->style);
    } else {
        acv_render_text(out, result->trial.after, &result->style);
    }
}

static void
print_path_markdown(GString *out, const AcvResult *result)
{
    acv_render_markdown(out, &result->trial);
}

static void
print_path_json(GString *out, const AcvResult *result)
{
    if (result->trial.changes) {
        acv_render_trial_json(out, &result->trial);
    } else {
        acv_render_json(out, result->trial.after);
    }
}

static void
print_path_mermaid(GString *out, const AcvResult *result)
{
    acv_render_mermaid(out, result->trial.after);
}

static void
print_path_dot(GString *out, const AcvResult *result)
{
    acv_render_dot(out, result->trial.after);
}

static void
print_path_svg(GString *out, const AcvResult *result)
{
    acv_render_svg(out, result->trial.after);
}

static void
print_check_junit(GString *out, const AcvResult *result)
{
    acv_render_checkup_junit(out, result->checkup);
}

static void
print_check_sarif(GString *out, const AcvResult *result)
{
    acv_render_checkup_sarif(out, result->checkup);
}

static void
print_check_text(GString *out, const AcvResult *result)
{
    acv_render_checkup_text(out, result->checkup, &result->style);
}

static void
print_check_markdown(GString *out, const AcvResult *result)
{
    acv_render_checkup_markdown(out, result->checkup);
}

static void
print_check_json(GString *out, const AcvResult *result)
{
    acv_render_checkup_json(out, result->checkup);
}

static void
print_matrix_text(GString *out, const AcvResult *result)
{
    acv_render_matrix_text(out, result->matrix, &result->style, &result->sink);
}

static void
print_matrix_markdown(GString *out, const AcvResult *result)
{
    acv_render_matrix_markdown(out, result->matrix);
}

static void
print_matrix_json(GString *out, const AcvResult *result)
{
    acv_render_matrix_json(out, result->matrix, &result->sink);
}

static void
print_matrix_csv(GString *out, const AcvResult *result)
{
    acv_render_matrix_csv(out, result->matrix, &result->sink);
}

static void
print_diff_text(GString *out, const AcvResult *result)
{
    acv_render_diff_text(out, result->diff, &result->style);
}

static void
print_diff_markdown(GString *out, const AcvResult *result)
{
    acv_render_diff_markdown(out, result->diff);
}

static void
print_diff_json(GString *out, const AcvResult *result)
{
    acv_render_diff_json(out, result->diff);
}

static void
print_list_text(GString *out, const AcvResult *result)
{
    acv_render_names_text(out, result->snapshot, result->catalog, &result->style);
}

static void
print_list_json(GString *out, const AcvResult *result)
{
    acv_render_names_json(out, result->snapshot, result->catalog);
}

static void
print_code_text(GString *out, const AcvResult *result)
{
    if (result->check) {
        acv_render_check_text(out, result->check, &result->style);
    } else {
        acv_render_code_text(out, result->catalog, result->code, &result->style);
    }
}

static void
print_code_markdown(GString *out, const AcvResult *result)
{
    if (result->check) {
        acv_render_check_markdown(out, result->check);
    } else {
        acv_render_code_markdown(out, result->catalog, result->code);
    }
}

static void
print_code_json(GString *out, const AcvResult *result)
{
    if (result->check) {
        acv_render_check_json(out, result->check);
    } else {
        acv_render_code_json(out, result->catalog, result->code);
    }
}

static void
print_path_html(GString *out, const AcvResult *result)
{
    acv_render_html(out, &result->trial);
}

static void
print_check_html(GString *out, const AcvResult *result)
{
    acv_render_checkup_html(out, result->checkup);
}

static void
print_matrix_html(GString *out, const AcvResult *result)
{
    acv_render_matrix_html(out, result->matrix, &result->sink);
}

static void
print_diff_html(GString *out, const AcvResult *result)
{
    acv_render_diff_html(out, result->diff);
}

/* --- The table --- */

static const Printer printers[ACV_N_COMMANDS][ACV_N_FORMATS] = {
    [ACV_COMMAND_PATH] = {
        [ACV_FORMAT_TEXT] = print_path_text,
        [ACV_FORMAT_JSON] = print_path_json,
        [ACV_FORMAT_MARKDOWN] = print_path_markdown,
        [ACV_FORMAT_MERMAID] = print_path_mermaid,
        [ACV_FORMAT_DOT] = print_path_dot,
        [ACV_FORMAT_SVG] = print_path_svg,
        [ACV_FORMAT_HTML] = print_path_html,
    },
    [ACV_COMMAND_CHECK] = {
        [ACV_FORMAT_JUNIT] = print_check_junit,
        [ACV_FORMAT_SARIF] = print_check_sarif,
        [ACV_FORMAT_TEXT] = print_check_text,
        [ACV_FORMAT_JSON] = print_check_json,
        [ACV_FORMAT_HTML] = print_check_html,
        [ACV_FORMAT_MARKDOWN] = print_check_markdown,
    },
    [ACV_COMMAND_MATRIX] = {
        [ACV_FORMAT_TEXT] = print_matrix_text,
        [ACV_FORMAT_JSON] = print_matrix_json,
        [ACV_FORMAT_HTML] = print_matrix_html,
        [ACV_FORMAT_MARKDOWN] = print_matrix_markdown,
        [ACV_FORMAT_CSV] = print_matrix_csv,
    },
    [ACV_COMMAND_DIFF] = {
        [ACV_FORMAT_TEXT] = print_diff_text,
        [ACV_FORMAT_JSON] = print_diff_json,
        [ACV_FORMAT_HTML] = print_diff_html,
        [ACV_FORMAT_MARKDOWN] = print_diff_markdown,
    },
    [ACV_COMMAND_LIST] = {
        [ACV_FORMAT_TEXT] = print_list_text,
        [ACV_FORMAT_JSON] = print_list_json,
    },
    [ACV_COMMAND_EXPLAIN] = {
        [ACV_FORMAT_TEXT] = print_code_text,
        [ACV_FORMAT_JSON] = print_code_json,
        [ACV_FORMAT_MARKDOWN] = print_code_markdown,
    },
};

/* "text, json and csv". */
static char *
list_formats(AcvCommand command)
{
    GString *list = g_string_new(NULL);
    int last = ACV_N_FORMATS - 1;
    while (last > 0 && !printers[command][last]) {
        last--;
    }
    for (int format = 0; format <= last; format++) {
        if (printers[command][format]) {
            const char *before = list->len == 0 ? "" : format == last ? " and " : ", ";
            g_string_append_printf(list, "%s%s", before, acv_format_word(format));
        }
    }
    return g_string_free(list, FALSE);
}

bool
acv_format_check(AcvCommand command, AcvFormat format, GError **error)
{
    if (printers[command][format]) {
        return true;
    }
    g_autofree char *formats = list_formats(command);
    g_set_error(error, ACV_ERROR, ACV_ERROR_USAGE, "%s has no --format %s; it has %s",
                acv_command_word(command), acv_format_word(format), formats);
    return false;
}

void
acv_format_print(AcvCommand command, AcvFormat format, GString *out, const AcvResult *result)
{
    printers[command][format](out, result);
}
