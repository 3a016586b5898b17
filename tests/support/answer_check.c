#include "answer_check.h"

#include "acv/problem.h"
#include "acv/render.h"
#include "load/json_text.h"

/* No control characters, C1 included, so that no input moves the cursor of a terminal. */
static void
check_text(const char *text)
{
    g_assert(g_utf8_validate(text, -1, NULL));
    for (; *text; text = g_utf8_next_char(text)) {
        g_assert(*text == '\n' || !g_unichar_iscntrl(g_utf8_get_char(text)));
    }
}

static void
render(const AcvAnswer *answer, unsigned width, bool verbose)
{
    AcvTextStyle style = { .width = width, .verbose = verbose };
    g_autoptr(GString) text = g_string_new(NULL);
    acv_render_text(text, answer, &style);
    check_text(text->str);
}

static void
render_json(const AcvAnswer *answer)
{
    AcvJsonFault fault;
    g_autoptr(GString) json = g_string_new(NULL);
    acv_render_json(json, answer);
    check_text(json->str);
    g_assert(acv_json_check(json->str, json->len, &fault));
}

static void
render_pictures(const AcvAnswer *answer)
{
    static void (*const renderers[])(GString *, const AcvAnswer *) = {
        acv_render_svg,
        acv_render_mermaid,
        acv_render_dot,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(renderers); i++) {
        g_autoptr(GString) picture = g_string_new(NULL);
        renderers[i](picture, answer);
        check_text(picture->str);
    }
}

static void
render_markdown(const AcvAnswer *answer)
{
    g_autoptr(GString) page = g_string_new(NULL);
    acv_render_markdown(page, &(AcvTrial){ .after = answer });
    check_text(page->str);
}

void
answer_question(AcvSnapshot *snapshot, const char *from, const char *to)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    AcvQuestion question = { .from = from, .to = to, .ephemeral_ports = ACV_EPHEMERAL_PORTS };
    g_autoptr(GError) error = NULL;
    g_autoptr(AcvAnswer) answer = acv_answer_new(snapshot, catalog, &question, &error);
    g_assert(!answer == (error != NULL));
    if (answer) {
        g_autoptr(GString) script = g_string_new(NULL);
        acv_answer_find_remedies(answer, snapshot);
        acv_render_fix(script, answer);
        check_text(script->str);
        render(answer, 40, false);
        render(answer, 100, true);
        render_json(answer);
        render_pictures(answer);
        render_markdown(answer);
    }
}
