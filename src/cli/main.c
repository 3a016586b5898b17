/* acv-path: the commands, and what becomes of their outcomes. */
#include "acv/answer.h"
#include "acv/checkup.h"
#include "acv/matrix.h"
#include "acv/matrix_diff.h"
#include "acv/problem.h"
#include "acv/scenario.h"
#include "base/suggest.h"
#include "cli/format.h"
#include "cli/help.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"

#include <stdio.h>

/* The exit statuses of spec and help. */
enum { EXIT_YES = 0, EXIT_NO = 1, EXIT_WRONG = 2, EXIT_UNDETERMINED = 3 };

typedef int (*CommandRunner)(const AcvOptions *options, AcvOutput *out, GError **error);

static int
fail(GError **error, const char *message)
{
    g_set_error_literal(error, ACV_ERROR, ACV_ERROR_USAGE, message);
    return EXIT_WRONG;
}

/* --- Commands --- */

/* The designs that the arguments describe, with what they are judged by. */
typedef struct {
    AcvCatalog *catalog;
    AcvDesign design;
} Subject;

static void
subject_clear(Subject *subject)
{
    acv_design_clear(&subject->design);
    g_clear_pointer(&subject->catalog, acv_catalog_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Subject, subject_clear)

/* False if anything has an error, which is printed or set. */
static bool
open_subject(const AcvOptions *options, Subject *out, GError **error)
{
    if (options->arguments->len == 0) {
        fail(error, "no scenario is given; name a file, a directory, or - for standard input");
        return false;
    }
    out->catalog = acv_input_catalog(options);
    return out->catalog && acv_input_design(options, &out->design, error);
}

static AcvQuestion
question_of(const AcvOptions *options)
{
    return (AcvQuestion){ options->from, options->to, options->ephemeral_ports, options->no_dns };
}

static void
print(const AcvOptions *options, AcvOutput *out, AcvResult *result)
{
    result->style = acv_output_style(options);
    result->sink = (AcvSink){ acv_output_take, out };
    acv_format_print(options->command, options->format, out->text, result);
}

/* Writes the answer and ends the program. All that it holds is left to the system, which takes it
 * back at once: of a large snapshot, to free it piece by piece takes as long as to print the
 * answer. Returns only if something could not be written. */
static int
leave(AcvOutput *out, int status, GError **error)
{
    if (acv_output_finish(out, error)) {
        exit(status);
    }
    return EXIT_WRONG;
}

/* The answer after changes, beside the one before. */
static void
print_trial(const AcvOptions *options, AcvOutput *out, const Subject *subject,
            const AcvAnswer *answer)
{
    const AcvDesign *design = &subject->design;
    AcvQuestion question = question_of(options);
    g_autoptr(AcvAnswer) before = acv_answer_new(design->before, subject->catalog, &question, NULL);
    g_autoptr(GPtrArray) zones = g_ptr_array_copy(options->zones, NULL, NULL);
    g_ptr_array_add(zones, NULL);
    AcvTrial trial = { before, answer, design->changes, design->what_if,
                       (const char *const *) zones->pdata };
    print(options, out, &(AcvResult){ .trial = trial });
}

static int
run_path(const AcvOptions *options, AcvOutput *out, GError **error)
{
    if (!options->from) {
        return fail(error, "--from is missing; \"acv-path list SCENARIO\" shows the names");
    }
    if (!options->to) {
        return fail(error, "--to is missing; \"acv-path list SCENARIO\" shows the names");
    }
    g_auto(Subject) subject = { 0 };
    if (!open_subject(options, &subject, error)) {
        return EXIT_WRONG;
    }
    const AcvDesign *design = &subject.design;
    AcvQuestion question = question_of(options);
    g_autoptr(AcvAnswer) answer = acv_answer_new(design->after, subject.catalog, &question, error);
    if (!answer) {
        return EXIT_WRONG;
    }
    acv_answer_find_remedies(answer, design->after);
    if (options->fix) {
        acv_render_fix(out->text, answer);
    } else if (design->what_if || options->zones->len > 0) {
        print_trial(options, out, &subject, answer);
    } else {
        print(options, out, &(AcvResult){ .trial.after = answer });
    }
    static const int statuses[] = {
        [ACV_OUTCOME_REACHABLE] = EXIT_YES,
        [ACV_OUTCOME_UNREACHABLE] = EXIT_NO,
        [ACV_OUTCOME_PARTIAL] = EXIT_NO,
        [ACV_OUTCOME_UNDETERMINED] = EXIT_UNDETERMINED,
    };
    return leave(out, statuses[acv_answer_outcome(answer)], error);
}

/* The ids in the lists of one option, ending with NULL; NULL without any. What is not known fails.
 */
static bool
read_check_ids(const AcvCatalog *catalog, const char *option, const GPtrArray *lists,
               GPtrArray **out_ids, GError **error)
{
    if (lists->len == 0) {
        return true;
    }
    *out_ids = g_ptr_array_new();
    for (guint i = 0; i < lists->len; i++) {
        g_auto(GStrv) ids = g_strsplit(g_ptr_array_index(lists, i), ",", -1);
        for (char **id = ids; *id; id++) {
            const AcvCheckRow *row = acv_check_find(catalog, g_strstrip(*id), error);
            if (!row) {
                g_prefix_error(error, "%s: ", option);
                return false;
            }
            g_ptr_array_add(*out_ids, (gpointer) row->check);
        }
    }
    g_ptr_array_add(*out_ids, NULL);
    return true;
}

static int
run_check(const AcvOptions *options, AcvOutput *out, GError **error)
{
    g_auto(Subject) subject = { 0 };
    if (!open_subject(options, &subject, error)) {
        return EXIT_WRONG;
    }
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(GPtrArray) only = NULL;
    g_autoptr(GPtrArray) skip = NULL;
    if (!read_check_ids(subject.catalog, "--only", options->only, &only, error)
        || !read_check_ids(subject.catalog, "--skip", options->skip, &skip, error)) {
        return EXIT_WRONG;
    }
    AcvCheckOptions how = { .ephemeral_ports = options->ephemeral_ports,
                            .no_dns = options->no_dns,
                            .only = only ? (const char *const *) only->pdata : NULL,
                            .skip = skip ? (const char *const *) skip->pdata : NULL };
    g_autoptr(AcvCheckup) checkup =
        acv_checkup_new(subject.design.after, subject.catalog, &how, problems);
    acv_input_print_problems(options, problems);
    if (!checkup) {
        return EXIT_WRONG;
    }
    print(options, out, &(AcvResult){ .checkup = checkup });
    static const int statuses[] = {
        [ACV_STATUS_PASS] = EXIT_YES,
        [ACV_STATUS_FAIL] = EXIT_NO,
        [ACV_STATUS_WARNING] = EXIT_YES,
        [ACV_STATUS_UNDETERMINED] = EXIT_UNDETERMINED,
    };
    return leave(out, statuses[acv_checkup_status(checkup)], error);
}

static AcvMatrix *
make_matrix(const AcvOptions *options, AcvSnapshot *snapshot, const AcvCatalog *catalog,
            GError **error)
{
    AcvQuestion question = question_of(options);
    AcvProgressBar bar = acv_progress_bar(options->quiet);
    AcvProgress progress = { acv_progress_bar_tell, &bar };
    AcvMatrix *matrix = acv_matrix_new(snapshot, catalog, &question, &progress, error);
    acv_progress_bar_clear(&bar);
    return matrix;
}

static int
run_matrix(const AcvOptions *options, AcvOutput *out, GError **error)
{
    g_auto(Subject) subject = { 0 };
    if (!open_subject(options, &subject, error)) {
        return EXIT_WRONG;
    }
    g_autoptr(AcvMatrix) matrix =
        make_matrix(options, subject.design.after, subject.catalog, error);
    if (!matrix) {
        return EXIT_WRONG;
    }
    print(options, out, &(AcvResult){ .matrix = matrix });
    return leave(out, EXIT_YES, error);
}

/* What is wrong with the scenarios of diff; NULL if nothing is. */
static const char *
fault_of_diff(const AcvOptions *options)
{
    const GPtrArray *names = options->arguments;
    if (names->len == 0) {
        return "no scenario is given; diff takes two, BEFORE and AFTER, or one with --what-if";
    }
    if (names->len > 2) {
        return "diff takes two scenarios; put the files of each into a directory";
    }
    if (names->len == 1 && options->what_ifs->len == 0 && options->zones->len == 0) {
        return "one scenario alone has nothing to differ from; give a second, --what-if or "
               "--without-zone";
    }
    return NULL;
}

static int
run_diff(const AcvOptions *options, AcvOutput *out, GError **error)
{
    const char *fault = fault_of_diff(options);
    if (fault) {
        return fail(error, fault);
    }
    g_autoptr(AcvCatalog) catalog = acv_input_catalog(options);
    g_auto(AcvComparison) comparison = { 0 };
    if (!catalog || !acv_input_comparison(options, &comparison, error)) {
        return EXIT_WRONG;
    }
    g_autoptr(AcvMatrix) before = make_matrix(options, comparison.before, catalog, error);
    if (!before) {
        g_prefix_error(error, "before: ");
        return EXIT_WRONG;
    }
    g_autoptr(AcvMatrix) after = make_matrix(options, comparison.design.after, catalog, error);
    if (!after) {
        g_prefix_error(error, "after: ");
        return EXIT_WRONG;
    }
    g_autoptr(AcvMatrixDiff) diff = acv_matrix_diff_new(before, after);
    print(options, out, &(AcvResult){ .diff = diff });
    return leave(out, acv_matrix_diff_is_empty(diff) ? EXIT_YES : EXIT_NO, error);
}

static int
run_list(const AcvOptions *options, AcvOutput *out, GError **error)
{
    g_auto(Subject) subject = { 0 };
    if (!open_subject(options, &subject, error)) {
        return EXIT_WRONG;
    }
    AcvResult result = { .snapshot = subject.design.after, .catalog = subject.catalog };
    print(options, out, &result);
    return EXIT_YES;
}

/* The code or the check of that name, in whatever case, or an error that names the nearest. */
static bool
find_topic(const AcvCatalog *catalog, const char *name, AcvResult *out_result, GError **error)
{
    g_autofree char *upper = g_ascii_strup(name, -1);
    out_result->code = acv_catalog_find_code(catalog, upper);
    out_result->check = out_result->code ? NULL : acv_check_find(catalog, name, NULL);
    if (out_result->code || out_result->check) {
        return true;
    }
    enum { MOST_SHOWN = 5 };
    size_t n;
    const AcvCodeRow *codes = acv_catalog_list_code(catalog, &n);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < n; i++) {
        g_ptr_array_add(names, (gpointer) codes[i].code);
    }
    const AcvCheckRow *checks = acv_catalog_list_check(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        g_ptr_array_add(names, (gpointer) checks[i].check);
    }
    g_autoptr(GPtrArray) near =
        acv_suggest(name, (const char *const *) names->pdata, names->len, MOST_SHOWN);
    if (near->len == 0) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN,
                    "no code or check is called \"%s\"; \"acv-path explain\" lists them", name);
        return false;
    }
    g_ptr_array_add(near, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **) near->pdata);
    g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN,
                "no code or check is called \"%s\"; did you mean %s?", name, list);
    return false;
}

static int
run_explain(const AcvOptions *options, AcvOutput *out, GError **error)
{
    g_autoptr(AcvCatalog) catalog = acv_input_catalog(options);
    if (!catalog) {
        return EXIT_WRONG;
    }
    if (options->arguments->len > 1) {
        return fail(error, "explain takes one code or check at a time");
    }
    AcvResult result = { .catalog = catalog };
    if (options->arguments->len == 1
        && !find_topic(catalog, g_ptr_array_index(options->arguments, 0), &result, error)) {
        return EXIT_WRONG;
    }
    print(options, out, &result);
    return EXIT_YES;
}

static int
run_schema(const AcvOptions *options, AcvOutput *out, GError **error)
{
    if (options->arguments->len > 0) {
        return fail(error, "schema takes no argument");
    }
    g_autofree char *schema = acv_scenario_schema();
    g_string_append(out->text, schema);
    return EXIT_YES;
}

static int
run(const AcvOptions *options, AcvOutput *out, GError **error)
{
    static const CommandRunner runners[] = {
        [ACV_COMMAND_PATH] = run_path,     [ACV_COMMAND_CHECK] = run_check,
        [ACV_COMMAND_MATRIX] = run_matrix, [ACV_COMMAND_DIFF] = run_diff,
        [ACV_COMMAND_LIST] = run_list,     [ACV_COMMAND_EXPLAIN] = run_explain,
        [ACV_COMMAND_SCHEMA] = run_schema,
    };
    if (options->version) {
        g_string_append(out->text, "acv-path " ACV_VERSION "\n");
        return EXIT_YES;
    }
    if (options->help) {
        g_string_append(out->text, acv_help_text(options));
        return EXIT_YES;
    }
    bool has_format = options->command == ACV_COMMAND_SCHEMA
                      || acv_format_check(options->command, options->format, error);
    return has_format ? runners[options->command](options, out, error) : EXIT_WRONG;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    AcvOptions options;
    int status = EXIT_WRONG;
    if (argc < 2) {
        fputs(acv_help_text(NULL), stderr);
        return EXIT_WRONG;
    }
    if (acv_options_parse(argc, argv, &options, &error)) {
        g_autoptr(AcvOutput) out = acv_output_new(&options);
        status = run(&options, out, &error);
        if (!error && !acv_output_finish(out, &error)) {
            status = EXIT_WRONG;
        }
    }
    if (error) {
        AcvProblem problem = { .severity = ACV_SEVERITY_ERROR, .message = error->message };
        acv_input_print_problem(&problem);
        status = EXIT_WRONG;
    }
    acv_options_clear(&options);
    return status;
}
