/* A program of somebody else that uses the installed library: prints the answer, and says by its
 * exit status whether it is that all of it is reachable.
 *
 * usage: library_user FROM TO SCENARIO */
#include <acv/answer.h>
#include <acv/render.h>
#include <acv/scenario.h>

#include <stdio.h>

static int
ask(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question)
{
    static const AcvTextStyle style = { .width = 80 };
    g_autoptr(GError) error = NULL;
    g_autoptr(AcvAnswer) answer = acv_answer_new(snapshot, catalog, question, &error);
    if (!answer) {
        fprintf(stderr, "%s\n", error->message);
        return 2;
    }
    acv_answer_find_remedies(answer, snapshot);
    g_autoptr(GString) text = g_string_new(NULL);
    acv_render_text(text, answer, &style);
    fputs(text->str, stdout);
    return acv_answer_outcome(answer) == ACV_OUTCOME_REACHABLE ? 0 : 1;
}

int
main(int argc, char **argv)
{
    if (argc != 4) {
        return 2;
    }
    const char *const names[] = { argv[3], NULL };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvSnapshot) snapshot = acv_scenario_read(names, problems);
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    AcvQuestion question = { .from = argv[1],
                             .to = argv[2],
                             .ephemeral_ports = ACV_EPHEMERAL_PORTS };
    return snapshot && catalog ? ask(snapshot, catalog, &question) : 2;
}
