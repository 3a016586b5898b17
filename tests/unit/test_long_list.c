#include "expect.h"
#include "load/document.h"
#include "load/long_list.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

/* An element of a list of subnets: what makes it special stands after its id. */
static const struct {
    const char *noun;
    const char *members; /* Gets the index, if it wants it. */
} sorts[] = {
    { "fine", "" },
    { "with an account", ", \"OwnerId\": \"11112222%04zu\"" },
    { "of an unknown state", ", \"State\": \"lost\"" },
    { "with an unknown field", ", \"Colour\": \"red\"" },
    { "with an unknown field of its own", ", \"Shade%zu\": 1" },
    { "of a bad prefix", ", \"CidrBlock\": \"nonsense\"" },
    { "with all sorts of errors", ", \"State\": 1, \"Tags\": 2, \"EnableDns64\": 3" },
    { "given twice", ", \"VpcId\": \"vpc-2\"" },
    { "with the name of another", ", \"SubnetId\": \"subnet-0\"" },
};
enum { FINE, ACCOUNT, STATE, COLOUR, SHADE, PREFIX, ERRORS, TWICE, OTHER, N_SORTS };

static void
append_subnet(GString *text, size_t index, size_t sort, const char *filling)
{
    g_string_append_printf(text, "%s\n    { \"SubnetId\": \"subnet-%zu\", \"VpcId\": \"vpc-1\"",
                           index > 0 ? "," : "", index % 997);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    g_string_append_printf(text, sorts[sort].members, index);
#pragma GCC diagnostic pop
    g_string_append_printf(text, ", \"Tags\": [{ \"Key\": \"Name\", \"Value\": \"%s\" }] }",
                           filling);
}

/* --- Reading --- */

/* Everything that a loader got, and said. */
static char *
print(AcvLoader *loader)
{
    AcvSnapshot *snapshot;
    GString *out = g_string_new(NULL);
    g_autofree char *problems = problems_print(loader->reader.problems, ACV_SEVERITY_REMARK);
    size_t n;

    g_string_append_printf(out, "%zu errors, %zu records, account %s\n%s",
                           acv_problems_count(loader->reader.problems, ACV_SEVERITY_ERROR),
                           loader->n_records, acv_origin_account_id(&loader->origin), problems);
    snapshot = acv_snapshot_builder_finish_take(g_steal_pointer(&loader->builder));
    g_autofree char *records = snapshot_print(snapshot);
    g_string_append(out, records);
    const AcvRecord *const *list = acv_snapshot_list(snapshot, ACV_KIND_SUBNET, &n);
    for (size_t i = 0; i < n; i++) {
        g_autofree char *pointer = acv_place_pointer(&list[i]->place);
        g_string_append_printf(out, "%s at %s: %s\n", list[i]->id, list[i]->place.file, pointer);
    }
    acv_snapshot_unref(snapshot);
    return g_string_free(out, FALSE);
}

/* What comes of a list whose elements are read by one thread, as one tree; or of the document with
 * it. */
static char *
read_plainly(const char *text, bool is_document)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvLoader) loader = acv_loader_new(problems);
    const AcvSection *section = acv_section_find("Subnets", strlen("Subnets"));
    AcvJsonPath path = { .key = "Subnets" };
    AcvJsonPath item = { .parent = &path };
    cJSON *json = cJSON_Parse(text);
    const cJSON *child;

    acv_loader_set_file(loader, "t.json");
    cJSON_ArrayForEach(child, json->child)
    {
        AcvElement element = { child, &item, acv_loader_place(loader, &item) };
        if (acv_problems_keeps(problems, ACV_SEVERITY_ERROR)) {
            section->read(loader, section, &element);
        }
        item.index++;
    }
    cJSON_Delete(json);
    if (is_document) {
        acv_json_report(&loader->reader, ACV_SEVERITY_REMARK, NULL, "read %zu Subnets", item.index);
    }
    return print(loader);
}

static char *
read_in_parts(const char *text, size_t part_size, unsigned n_helpers)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvLoader) loader = acv_loader_new(problems);
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(AcvJsonPart));
    AcvJsonPath path = { .key = "Subnets" };
    AcvJsonFault fault;
    size_t n;

    acv_loader_set_file(loader, "t.json");
    g_assert(acv_json_check_in_parts(text, strlen(text), part_size, parts, &fault));
    const AcvJsonPart *first = acv_long_list_find(parts, strchr(text, '['), &n);
    g_assert(first);
    acv_long_list_read(loader, acv_section_find("Subnets", strlen("Subnets")), &path, first, n,
                       n_helpers);
    return print(loader);
}

static void
expect_the_same(const char *name, const char *text)
{
    static const size_t part_sizes[] = { 1, 1000, 7000 };
    static const unsigned n_helpers[] = { 0, 1, 3 };
    g_autofree char *expected = read_plainly(text, false);

    for (size_t i = 0; i < G_N_ELEMENTS(part_sizes); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(n_helpers); j++) {
            g_autofree char *got = read_in_parts(text, part_sizes[i], n_helpers[j]);
            EXPECT_TEXT(name, got, expected);
        }
    }
}

/* --- Lists --- */

/* Of 'n' elements, one of another sort than the others at every 'step' from 'first' on. */
static const struct {
    const char *name;
    size_t n;
    size_t common;
    size_t special;
    size_t first;
    size_t step;
} lists[] = {
    { "nothing to say", 900, FINE, ACCOUNT, 0, 900 },
    { "several accounts", 900, ACCOUNT, FINE, 0, 2 },
    { "one error", 900, FINE, PREFIX, 700, 900 },
    { "an error here and there", 900, FINE, PREFIX, 7, 31 },
    { "errors at the end", 900, FINE, ERRORS, 850, 1 },
    { "too many errors", 900, ERRORS, FINE, 4, 5 },
    { "too many errors, late", 1500, FINE, ERRORS, 1000, 1 },
    { "a warning each", 900, STATE, FINE, 0, 100 },
    { "too many warnings", 1500, STATE, FINE, 0, 100 },
    { "an unknown field everywhere", 900, COLOUR, FINE, 0, 10 },
    { "an unknown field at the end", 900, FINE, COLOUR, 880, 1 },
    { "other unknown fields", 900, COLOUR, SHADE, 300, 3 },
    { "too many unknown fields", 1500, SHADE, COLOUR, 1200, 1 },
    { "given twice", 900, FINE, TWICE, 450, 200 },
    { "one of several ids", 900, FINE, OTHER, 450, 200 },
    { "of the same ids", 1800, FINE, ACCOUNT, 1000, 3 },
};

static void
threads_make_no_difference(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_autoptr(GString) text = g_string_new("{ \"Subnets\": [");
        for (size_t j = 0; j < lists[i].n; j++) {
            bool is_special = j >= lists[i].first && (j - lists[i].first) % lists[i].step == 0;
            append_subnet(text, j, is_special ? lists[i].special : lists[i].common, "a");
        }
        g_string_append(text, "\n] }");
        expect_the_same(lists[i].name, text->str);
    }
}

static void
threads_make_no_difference_to_random_lists(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(20261125));
    unsigned n_rounds = random_rounds(10);

    for (unsigned round = 0; round < n_rounds; round++) {
        g_autoptr(GString) text = g_string_new("{ \"Subnets\": [");
        gint32 n = g_rand_int_range(random, 500, 1500);
        gint32 oddity = g_rand_int_range(random, 1, 100);
        for (gint32 i = 0; i < n; i++) {
            bool is_odd = g_rand_int_range(random, 0, oddity) == 0;
            gint32 size = g_rand_int_range(random, 0, 300) == 0 ? 20000 : 10;
            g_autofree char *filling = g_strnfill((gsize) size, 'x');
            append_subnet(text, (size_t) i,
                          is_odd ? (size_t) g_rand_int_range(random, 0, N_SORTS) : FINE, filling);
        }
        g_string_append(text, "]}");
        g_autofree char *name = g_strdup_printf("round %u", round);
        expect_the_same(name, text->str);
    }
}

static void
documents_have_long_lists(void)
{
    static const size_t sizes[] = { 10, 1000, 10000 }; /* Of an element; the list has 300. */

    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(AcvProblems) problems = acv_problems_new();
        g_autoptr(AcvLoader) loader = acv_loader_new(problems);
        g_autofree char *filling = g_strnfill(sizes[i], 'x');
        g_autoptr(GString) text = g_string_new("{ \"Subnets\" : [");
        for (size_t j = 0; j < 300; j++) {
            append_subnet(text, j, j % 100 == 50 ? COLOUR : FINE, filling);
        }
        g_string_append(text, " ] }");
        g_autofree char *name = g_strdup_printf("%zu bytes", text->len);
        acv_documents_read(loader, "t.json", text->str, text->len);
        g_autofree char *got = print(loader);
        g_autofree char *expected = read_plainly(text->str, true);
        EXPECT_TEXT(name, got, expected);
    }
}

static void
a_difference_would_be_seen(void)
{
    g_autofree char *last = NULL;

    for (size_t sort = 0; sort < N_SORTS; sort++) {
        g_autoptr(GString) text = g_string_new("{ \"Subnets\": [");
        append_subnet(text, 0, FINE, "a");
        append_subnet(text, 1, sort, "a");
        g_string_append(text, "]}");
        g_autofree char *got = read_plainly(text->str, false);
        EXPECT_TRUE(sorts[sort].noun, g_strcmp0(got, last) != 0);
        g_free(last);
        last = g_steal_pointer(&got);
    }
}

SUITE_MAIN(long_list, TEST(threads_make_no_difference),
           TEST(threads_make_no_difference_to_random_lists), TEST(documents_have_long_lists),
           TEST(a_difference_would_be_seen))
