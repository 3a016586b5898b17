/* A text is checked as a whole and then walked along its top level; each element of a list there is
 * parsed, read into its record, and forgotten before the next. So there is never a tree of the
 * whole text, and the parser's memory stays warm. The check also cuts long lists into parts, which
 * several threads read. */
#include "load/document.h"

#include "base/suggest.h"
#include "load/json_text.h"
#include "load/long_list.h"
#include "load/section.h"

#include <string.h>

/* More unknown keys of one document are not remarked upon. */
enum { MAX_UNKNOWN = 100 };

/* Lists of fewer parts are read before other threads have begun. In bytes, of a part. */
enum { PART_SIZE = 64 << 10, MIN_PARTS = 16 };

/* The walk of one document. */
typedef struct {
    AcvLoader *loader;
    const char *at;
    const char *end;          /* Of the text. */
    const GArray *parts;      /* Of its long lists, AcvJsonPart. */
    const AcvSection *single; /* If the document is one resource. */
    GPtrArray *unknown;       /* Keys; texts. */
    GString *read;            /* "4 Subnets, 1 Vpcs". */
} Walk;

/* Checked text parses; what is left to fail is memory. */
static cJSON *
parse(Walk *walk)
{
    cJSON *json =
        cJSON_ParseWithLengthOpts(walk->at, (size_t) (walk->end - walk->at), &walk->at, false);
    g_assert(json);
    return json;
}

static void
skip(Walk *walk)
{
    walk->at = acv_json_skip_value(walk->at);
}

static void
skip_space(Walk *walk)
{
    walk->at = acv_json_skip_space(walk->at);
}

/* The key at hand, decoded; goes to its value. */
static char *
take_key(Walk *walk)
{
    cJSON *json = parse(walk);
    char *key = g_strdup(json->valuestring);
    cJSON_Delete(json);
    skip_space(walk);
    walk->at++; /* The colon. */
    skip_space(walk);
    return key;
}

/* --- What stands under a key --- */

static void
read_element(Walk *walk, const AcvSection *section, const AcvJsonPath *path, AcvPlace place)
{
    cJSON *json = parse(walk);
    AcvElement element = { json, path, place };
    section->read(walk->loader, section, &element);
    cJSON_Delete(json);
}

/* For those who ask what was read. */
static void
count(Walk *walk, const char *key, size_t n)
{
    g_string_append_printf(walk->read, "%s%zu %s", walk->read->len > 0 ? ", " : "", n, key);
}

/* Goes to the end of the list; the number of its elements. */
static size_t
read_one_by_one(Walk *walk, const AcvSection *section, const AcvJsonPath *path)
{
    AcvJsonPath item_path = { .parent = path };
    AcvPlace place = acv_loader_place(walk->loader, &item_path);

    do {
        walk->at++; /* The bracket or comma. */
        skip_space(walk);
        if (*walk->at == ']') {
            break;
        }
        place.index = (int32_t) item_path.index;
        /* After so many errors no more are told. */
        if (acv_problems_keeps(walk->loader->reader.problems, ACV_SEVERITY_ERROR)) {
            read_element(walk, section, &item_path, place);
        } else {
            skip(walk);
        }
        item_path.index++;
        skip_space(walk);
    } while (*walk->at == ',');
    return item_path.index;
}

static size_t
read_in_parts(Walk *walk, const AcvSection *section, const AcvJsonPath *path,
              const AcvJsonPart *parts, size_t n_parts)
{
    const AcvJsonPart *last = &parts[n_parts - 1];

    acv_long_list_read(walk->loader, section, path, parts, n_parts, acv_long_list_helpers());
    walk->at = last->end;
    return last->first + last->n;
}

static void
read_list(Walk *walk, const AcvSection *section, const AcvJsonPath *path)
{
    size_t n_parts;
    const AcvJsonPart *parts = acv_long_list_find(walk->parts, walk->at, &n_parts);
    bool is_long = n_parts >= MIN_PARTS && !walk->loader->overlay && acv_section_is_plain(section);
    size_t n = is_long ? read_in_parts(walk, section, path, parts, n_parts)
                       : read_one_by_one(walk, section, path);

    walk->at++;
    count(walk, section->key, n);
}

static void
read_unfit(Walk *walk, const AcvJsonPath *path, const char *expected)
{
    cJSON *json = parse(walk);
    if (!cJSON_IsNull(json)) {
        acv_json_expected(&walk->loader->reader, path, expected, json);
    }
    cJSON_Delete(json);
}

/* Only the key of a kind itself says that all of them are there; and of an overlay not even that.
 */
static void
mention(Walk *walk, const AcvSection *section)
{
    if (!walk->loader->overlay && strcmp(section->key, acv_kind_key(section->kind)) == 0) {
        acv_snapshot_builder_mention(walk->loader->builder, section->kind);
    }
}

static void
read_records(Walk *walk, const AcvSection *section, const AcvJsonPath *path)
{
    bool may_be_object = section->shape == ACV_SECTION_OBJECT;

    if (*walk->at == '[') {
        mention(walk, section);
        read_list(walk, section, path);
    } else if (may_be_object && *walk->at == '{') {
        mention(walk, section);
        read_element(walk, section, path, acv_loader_place(walk->loader, path));
        count(walk, section->key, 1);
    } else {
        read_unfit(walk, path, may_be_object ? "an object or a list of objects" : "a list");
    }
}

/* Region and AccountId: the first counts. */
static void
read_text(Walk *walk, const AcvSection *section, const AcvJsonPath *path)
{
    AcvJsonReader *reader = &walk->loader->reader;
    const char **member = G_STRUCT_MEMBER_P(walk->loader, section->text);

    if (*walk->at != '"') {
        read_unfit(walk, path, "a text");
        return;
    }
    cJSON *json = parse(walk);
    const char *text = acv_arena_text(reader->arena, json->valuestring);
    cJSON_Delete(json);
    if (!*member) {
        *member = text;
    } else if (strcmp(*member, text) != 0) {
        acv_json_report(reader, ACV_SEVERITY_WARNING, path,
                        "differs from \"%.60s\", which came before and is used", *member);
    }
}

static void
read_page(Walk *walk, const AcvJsonPath *path)
{
    bool is_text = *walk->at == '"';
    bool is_last = is_text && walk->at[1] == '"';

    skip(walk);
    if (is_text && !is_last) {
        acv_json_report(&walk->loader->reader, ACV_SEVERITY_WARNING, path,
                        "this reply is one page of several: the others are needed too");
    }
}

static void
read_section(Walk *walk, const AcvSection *section, const AcvJsonPath *path)
{
    switch (section->shape) {
    case ACV_SECTION_LIST:
    case ACV_SECTION_OBJECT:
        read_records(walk, section, path);
        return;
    case ACV_SECTION_TEXT:
        read_text(walk, section, path);
        return;
    case ACV_SECTION_PAGE:
        read_page(walk, path);
        return;
    case ACV_SECTION_RECOGNIZED:
        skip(walk);
        return;
    case ACV_SECTION_HINT:
        skip(walk);
        acv_json_report(&walk->loader->reader, ACV_SEVERITY_WARNING, path, "%s", section->hint);
        return;
    }
    g_assert_not_reached();
}

/* --- Documents --- */

static void
read_member(Walk *walk)
{
    g_autofree char *key = take_key(walk);
    AcvJsonPath path = { .key = key };
    const AcvSection *section = acv_section_find(key, strlen(key));

    if (section) {
        read_section(walk, section, &path);
        return;
    }
    const AcvSection *single = acv_section_of_single(key, strlen(key));
    skip(walk);
    if (single) {
        walk->single = single;
    } else if (walk->unknown->len < MAX_UNKNOWN
               && acv_problems_keeps(walk->loader->reader.problems, ACV_SEVERITY_REMARK)) {
        g_ptr_array_add(walk->unknown, g_steal_pointer(&key));
    }
}

static void
remark_unknown(Walk *walk)
{
    size_t n_sections;
    const AcvSection *sections = acv_sections(&n_sections);
    g_autofree const char **keys = g_new(const char *, n_sections);

    for (size_t i = 0; i < n_sections; i++) {
        keys[i] = sections[i].key;
    }
    for (guint i = 0; i < walk->unknown->len; i++) {
        const char *key = g_ptr_array_index(walk->unknown, i);
        AcvJsonPath path = { .key = key };
        g_autoptr(GPtrArray) close = acv_suggest(key, keys, n_sections, 1);
        const char *hint = close->len > 0 ? g_ptr_array_index(close, 0) : NULL;
        g_hash_table_add(walk->loader->strangers, g_strdup(key));
        acv_json_report(&walk->loader->reader, ACV_SEVERITY_REMARK, &path,
                        hint ? "an unknown key, which is ignored; perhaps \"%s\" is meant"
                             : "an unknown key, which is ignored%s",
                        hint ? hint : "");
    }
}

/* A whole reply of get-agent-runtime and the like. */
static void
read_single(Walk *walk, const char *start)
{
    Walk whole = { .loader = walk->loader, .at = start, .end = walk->end };

    read_element(&whole, walk->single, NULL, acv_loader_place(walk->loader, NULL));
}

/* At its opening brace. */
static void
read_document(Walk *walk)
{
    const char *start = walk->at;

    do {
        walk->at++; /* The brace or comma. */
        skip_space(walk);
        if (*walk->at == '}') {
            break;
        }
        read_member(walk);
        skip_space(walk);
    } while (*walk->at == ',');
    walk->at++;
    if (walk->single) {
        read_single(walk, start);
        count(walk, acv_kind_key(walk->single->kind), 1);
    } else {
        remark_unknown(walk);
    }
    if (!walk->loader->overlay) {
        acv_json_report(&walk->loader->reader, ACV_SEVERITY_REMARK, NULL, "read %s",
                        walk->read->len > 0 ? walk->read->str : "nothing");
    }
}

static void
report_fault(AcvLoader *loader, const char *text, AcvJsonFault *fault)
{
    AcvProblem problem = { .severity = ACV_SEVERITY_ERROR,
                           .file = loader->reader.file,
                           .message = fault->message };

    acv_json_locate(text, fault->offset, &problem.line, &problem.column);
    acv_problems_add(loader->reader.problems, &problem);
    g_free(fault->message);
}

static void
set_document(AcvLoader *loader, const char *name, unsigned number)
{
    g_autofree char *file = number > 1 ? g_strdup_printf("%s (document %u)", name, number) : NULL;
    acv_loader_set_file(loader, file ? file : name);
}

void
acv_documents_read(AcvLoader *loader, const char *name, const char *text, size_t length)
{
    AcvJsonFault fault;

    acv_loader_set_file(loader, name);
    const char *at = acv_json_skip_space(text);
    if (at == text + length) {
        acv_json_report(&loader->reader, ACV_SEVERITY_ERROR, NULL, "is empty");
        return;
    }
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(AcvJsonPart));
    if (!acv_json_check_in_parts(text, length, PART_SIZE, parts, &fault)) {
        report_fault(loader, text, &fault);
        return;
    }
    for (unsigned number = 1; at < text + length; number++) {
        g_autoptr(GPtrArray) unknown = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GString) read = g_string_new(NULL);
        Walk walk = { loader, at, text + length, parts, NULL, unknown, read };
        set_document(loader, name, number);
        read_document(&walk);
        at = acv_json_skip_space(walk.at);
    }
}
