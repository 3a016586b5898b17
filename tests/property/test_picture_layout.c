/* Laws of every picture of every worked scenario, and of random ones: nothing lies on anything
 * else, texts stay in their chips, and what is written is well-formed. */
#include "acv/answer.h"
#include "acv/render.h"
#include "acv/scenario.h"
#include "ask.h"
#include "expect.h"
#include "random_scenario.h"
#include "render/svg_layout.h"
#include "scenario.h"
#include "scenario_tree.h"
#include "suite.h"

enum { TOP = 48 };

/* --- Every picture --- */

/* How many faults a picture has. */
typedef guint (*Check)(const AcvSvgLayout *layout);

/* What is done with an answer and its picture. */
typedef void (*Use)(const char *name, const AcvAnswer *answer, AcvSvgLayout *layout, Check check);

static void
use_answer(const char *name, const AcvAnswer *answer, Use use, Check check)
{
    g_autoptr(AcvPicture) picture = acv_picture_new(answer);
    AcvWords words = acv_words_of(answer);
    g_autoptr(AcvSvgLayout) layout = acv_svg_layout_new(picture, &words, TOP);
    use(name, answer, layout, check);
}

static AcvSnapshot *
read_case(const char *name, AcvProblems *problems)
{
    g_autofree char *path = g_build_filename(SCENARIOS, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *file = g_build_filename(folder, "scenario.json", NULL);
    g_autofree char *directory = g_build_filename(folder, "scenario", NULL);
    bool is_file = g_file_test(file, G_FILE_TEST_EXISTS);
    const char *names[] = { is_file ? file : directory, NULL };
    return acv_scenario_read(names, problems);
}

/* Of questions about a change, the answer before it, if there is one. */
static void
use_question(const char *name, Use use, Check check)
{
    g_autofree char *file = g_strconcat(name, ".ask", NULL);
    g_autofree char *text = scenario_file(SCENARIOS, file);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    g_autoptr(Ask) ask = ask_parse(text, NULL);
    g_autoptr(AcvSnapshot) snapshot = read_case(name, problems);
    AcvQuestion question = { ask->from, ask->to, ask->ephemeral_ports, ask->no_dns };
    g_autoptr(AcvAnswer) answer =
        snapshot && !ask->is_check ? acv_answer_new(snapshot, catalog, &question, NULL) : NULL;
    if (answer) {
        use_answer(name, answer, use, check);
    }
}

static void
use_all(Use use, Check check)
{
    g_autoptr(GPtrArray) questions = scenario_questions();
    for (guint i = 0; i < questions->len; i++) {
        use_question(g_ptr_array_index(questions, i), use, check);
    }
}

static void
expect_no_fault(const char *name, const AcvAnswer *answer, AcvSvgLayout *layout, Check check)
{
    (void) answer;
    EXPECT_INT(name, check(layout), 0);
}

static void
check_all(Check check)
{
    use_all(expect_no_fault, check);
}

/* --- Boxes --- */

static bool
boxes_overlap(const AcvSvgBox *a, const AcvSvgBox *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
           && b->y < a->y + a->height;
}

static bool
box_holds(const AcvSvgBox *outer, const AcvSvgBox *inner)
{
    return inner->x >= outer->x && inner->y >= outer->y
           && inner->x + inner->width <= outer->x + outer->width
           && inner->y + inner->height <= outer->y + outer->height;
}

static guint
misplaced_chips(const AcvSvgLayout *layout)
{
    guint faults = 0;
    for (guint i = 0; i < layout->chips->len; i++) {
        const AcvSvgChip *chip = acv_svg_layout_chip(layout, i);
        for (guint j = 0; j < i; j++) {
            bool apart = !boxes_overlap(&chip->box, &acv_svg_layout_chip(layout, j)->box);
            faults += !apart;
        }
        int frame = chip->figure->frame;
        bool is_within =
            frame != ACV_NO_FRAME
            && g_array_index(layout->picture->frames, AcvFrame, frame).kind == ACV_FRAME_SUBNET;
        if (is_within) {
            faults += !(box_holds(&g_array_index(layout->frames, AcvSvgBox, frame), &chip->box));
        }
        faults += !(chip->box.x >= 0 && chip->box.x + chip->box.width <= layout->width);
        faults += !(chip->box.y >= TOP && chip->box.y + chip->box.height <= layout->height);
    }
    return faults;
}

static void
figures_stand_apart_and_in_their_frames(void)
{
    check_all(misplaced_chips);
}

static guint
misplaced_frames(const AcvSvgLayout *layout)
{
    guint faults = 0;
    for (guint i = 0; i < layout->frames->len; i++) {
        const AcvFrame *frame = &g_array_index(layout->picture->frames, AcvFrame, i);
        const AcvSvgBox *box = &g_array_index(layout->frames, AcvSvgBox, i);
        faults += !(box->width > 0 && box->height > 0);
        if (frame->parent != ACV_NO_FRAME) {
            faults += !(box_holds(&g_array_index(layout->frames, AcvSvgBox, frame->parent), box));
        }
        for (guint j = 0; j < i; j++) {
            bool are_siblings =
                g_array_index(layout->picture->frames, AcvFrame, j).parent == frame->parent;
            bool overlap = boxes_overlap(box, &g_array_index(layout->frames, AcvSvgBox, j));
            faults += !(!are_siblings || !overlap);
        }
    }
    return faults;
}

static void
frames_stand_apart_and_in_one_another(void)
{
    check_all(misplaced_frames);
}

static guint
too_long_texts(const AcvSvgLayout *layout)
{
    guint faults = 0;
    for (guint i = 0; i < layout->chips->len; i++) {
        const AcvSvgChip *chip = acv_svg_layout_chip(layout, i);
        int height = 0;
        for (guint j = 0; j < chip->lines->len; j++) {
            const AcvSvgLine *line = &g_array_index(chip->lines, AcvSvgLine, j);
            int right = ACV_SVG_TEXT_INSET + acv_svg_text_width(line->text, line->font);
            faults += !(right < chip->box.width);
            height += acv_svg_line_height(line->font);
        }
        faults += !(chip->lines->len > 0 && height < chip->box.height);
    }
    return faults;
}

static void
texts_stay_in_their_chips(void)
{
    check_all(too_long_texts);
}

/* --- Lines --- */

/* A straight piece of a line. */
typedef struct {
    AcvSvgBox box; /* One pixel wide, or high. */
    guint route;
} Piece;

static GArray *
pieces_of(const AcvSvgLayout *layout)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    for (guint i = 0; i < layout->routes->len; i++) {
        const GArray *points = g_array_index(layout->routes, AcvSvgRoute, i).points;
        for (guint j = 1; j < points->len; j++) {
            AcvSvgPoint a = g_array_index(points, AcvSvgPoint, j - 1);
            AcvSvgPoint b = g_array_index(points, AcvSvgPoint, j);
            AcvSvgBox box = { MIN(a.x, b.x), MIN(a.y, b.y), ABS(a.x - b.x) + 1,
                              ABS(a.y - b.y) + 1 };
            Piece piece = { box, i };
            g_array_append_val(pieces, piece);
        }
    }
    return pieces;
}

/* Whether two pieces of different lines lie on one another for more than a crossing. */
static bool
lie_together(const Piece *a, const Piece *b)
{
    bool cross = (a->box.width == 1) != (b->box.width == 1);
    return a->route != b->route && !cross && boxes_overlap(&a->box, &b->box);
}

static guint
hidden_lines(const AcvSvgLayout *layout)
{
    guint faults = 0;
    g_autoptr(GArray) pieces = pieces_of(layout);
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);
        faults += !(piece->box.width == 1 || piece->box.height == 1);
        for (guint j = 0; j < i; j++) {
            faults += !(!lie_together(piece, &g_array_index(pieces, Piece, j)));
        }
        for (guint j = 0; j < layout->chips->len; j++) {
            AcvSvgBox inner = acv_svg_layout_chip(layout, j)->box;
            inner.x++;
            inner.y++;
            inner.width -= 2;
            inner.height -= 2;
            faults += !(!boxes_overlap(&piece->box, &inner));
        }
    }
    return faults;
}

static void
lines_lie_on_nothing(void)
{
    check_all(hidden_lines);
}

/* --- What is written --- */

static void
expect_markup(const char *name, const AcvAnswer *answer, AcvSvgLayout *layout, Check check)
{
    (void) layout;
    (void) check;
    static const GMarkupParser parser = { 0 };
    g_autoptr(GString) svg = g_string_new(NULL);
    g_autoptr(GString) again = g_string_new(NULL);
    g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
    acv_render_svg(svg, answer);
    acv_render_svg(again, answer);
    EXPECT_TEXT(name, again->str, svg->str);
    EXPECT_TRUE(name, g_markup_parse_context_parse(context, svg->str, (gssize) svg->len, NULL)
                          && g_markup_parse_context_end_parse(context, NULL));
}

static void
drawings_are_well_formed_and_the_same_each_time(void)
{
    use_all(expect_markup, NULL);
}

/* --- Random pictures --- */

static void
expect_all(const char *name, const AcvAnswer *answer, AcvSvgLayout *layout, Check check)
{
    static const Check checks[] = { misplaced_chips, misplaced_frames, too_long_texts,
                                    hidden_lines };
    for (size_t i = 0; i < G_N_ELEMENTS(checks); i++) {
        expect_no_fault(name, answer, layout, checks[i]);
    }
    expect_markup(name, answer, layout, check);
}

static void
use_random(uint32_t seed, const AcvCatalog *catalog)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autoptr(RandomScenario) scenario = random_scenario_new(random, RANDOM_ANYTHING);
    g_autofree char *json = random_scenario_json(scenario);
    g_autofree char *to = random_scenario_target(scenario);
    g_autoptr(AcvSnapshot) snapshot = scenario_parse(json, NULL);
    AcvQuestion question = { random_scenario_source(scenario), to, ACV_EPHEMERAL_PORTS, false };
    g_autofree char *name = g_strdup_printf("seed %u: %s to %s", seed, question.from, to);
    g_autoptr(AcvAnswer) answer = acv_answer_new(snapshot, catalog, &question, NULL);
    if (answer) {
        use_answer(name, answer, expect_all, NULL);
    }
}

static void
random_pictures_keep_the_laws(void)
{
    enum { N_SCENARIOS = 300 };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvCatalog) catalog = acv_catalog_load(NULL, problems);
    uint32_t seed = random_seed(1);
    for (unsigned i = 0; i < random_rounds(N_SCENARIOS); i++) {
        use_random(seed + i, catalog);
    }
}

/* --- Planted faults --- */

static void
expect_faults(const char *name, const AcvAnswer *answer, AcvSvgLayout *layout, Check check)
{
    (void) answer;
    AcvSvgChip *chip = acv_svg_layout_chip(layout, 1);
    g_array_index(layout->frames, AcvSvgBox, 1).x -= layout->width;
    chip->box.y = acv_svg_layout_chip(layout, 0)->box.y + 1;
    chip->box.width = chip->box.width * 3 / 4;
    EXPECT_TRUE(name, check(layout) > 0);
}

static void
laws_notice_what_is_moved(void)
{
    static const Check checks[] = { misplaced_chips, misplaced_frames, too_long_texts,
                                    hidden_lines };
    for (size_t i = 0; i < G_N_ELEMENTS(checks); i++) {
        use_question("database/three-blockers/1", expect_faults, checks[i]);
    }
}

SUITE_MAIN(picture_layout, TEST(figures_stand_apart_and_in_their_frames),
           TEST(frames_stand_apart_and_in_one_another), TEST(texts_stay_in_their_chips),
           TEST(lines_lie_on_nothing), TEST(drawings_are_well_formed_and_the_same_each_time),
           TEST(random_pictures_keep_the_laws), TEST(laws_notice_what_is_moved))
