/* SARIF 2.1.0: a rule for each check, a result for each finding that did not pass.
 *
 * What is undetermined is of the kind "open", which has no level. What a scenario says has a JSON
 * pointer and no line, so it is a logical location in the file. Files are named as they were given,
 * relative to where the program ran.
 *
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
#include "acv/render.h"

#include "render/escape.h"
#include "render/finding_identity.h"
#include "render/json_writer.h"
#include "render/wording_checks.h"

#include <string.h>

static const char schema[] =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/* The name of a fingerprint ends with the version of how it is made. */
static const char fingerprint_name[] = "acvPathFinding/v1";

typedef struct {
    AcvJsonWriter json;
    AcvWords words;
    GHashTable *identities; /* How often each came; texts to counts. */
    bool has_suppressions;
} Report;

/* --- Texts --- */

/* A message without links and placeholders, whatever it says: sections 3.11.5 and 3.11.6. */
static char *
plain_message(const char *text)
{
    g_autofree char *clean = acv_escape_controls(text);
    GString *message = g_string_new(NULL);
    for (const char *at = clean; *at; at++) {
        if (strchr("[]\\", *at)) {
            g_string_append_c(message, '\\');
        } else if (strchr("{}", *at)) {
            g_string_append_c(message, *at);
        }
        g_string_append_c(message, *at);
    }
    return g_string_free(message, FALSE);
}

static void
write_message(AcvJsonWriter *json, const char *key, const char *text)
{
    g_autofree char *message = plain_message(text);
    acv_json_key(json, key);
    acv_json_begin_object(json);
    acv_json_member_string(json, "text", message);
    acv_json_end_object(json);
}

/* The file of a place as a URI; NULL if it is none. The caller's to free. */
static char *
file_uri(const char *file)
{
    static const char document[] = " (document ";
    const char *end = g_strrstr(file, document);
    g_autofree char *path = end ? g_strndup(file, (gsize) (end - file)) : g_strdup(file);
    if (g_str_equal(path, "standard input")) {
        return NULL;
    }
    g_autofree char *escaped = g_uri_escape_string(path, "/", FALSE);
    return g_strconcat(g_path_is_absolute(path) ? "file://" : "", escaped, NULL);
}

/* --- Rules --- */

static const char *
level_of(AcvCheckSeverity severity)
{
    switch (severity) {
    case ACV_CHECK_SEVERITY_CRITICAL:
    case ACV_CHECK_SEVERITY_HIGH:
        return "error";
    case ACV_CHECK_SEVERITY_MEDIUM:
        return "warning";
    case ACV_CHECK_SEVERITY_LOW:
    case ACV_CHECK_SEVERITY_INFORMATIONAL:
        return "note";
    }
    g_assert_not_reached();
}

static void
write_rule(AcvJsonWriter *json, const AcvCheckRow *row)
{
    acv_json_begin_object(json);
    acv_json_member_string(json, "id", row->check);
    write_message(json, "shortDescription", row->title);
    if (g_str_has_prefix(row->source, "https://")) {
        g_autofree char *first = g_strndup(row->source, strcspn(row->source, "; "));
        acv_json_member_string(json, "helpUri", first);
    }
    acv_json_key(json, "defaultConfiguration");
    acv_json_begin_object(json);
    acv_json_member_string(json, "level", level_of(row->severity));
    acv_json_end_object(json);
    acv_json_key(json, "properties");
    acv_json_begin_object(json);
    acv_json_member_string(json, "severity", acv_check_severity_name(row->severity));
    acv_json_end_object(json);
    acv_json_end_object(json);
}

static void
write_tool(AcvJsonWriter *json, const AcvCatalog *catalog)
{
    size_t n;
    const AcvCheckRow *rows = acv_catalog_list_check(catalog, &n);
    acv_json_key(json, "tool");
    acv_json_begin_object(json);
    acv_json_key(json, "driver");
    acv_json_begin_object(json);
    acv_json_member_string(json, "name", "acv-path");
    acv_json_member_string(json, "semanticVersion", ACV_VERSION);
    acv_json_key(json, "rules");
    acv_json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        write_rule(json, &rows[i]);
    }
    acv_json_end_array(json);
    acv_json_end_object(json);
    acv_json_end_object(json);
}

/* --- Results --- */

static int64_t
rule_index(const AcvCatalog *catalog, const AcvCheckRow *row)
{
    size_t n;
    const AcvCheckRow *rows = acv_catalog_list_check(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (&rows[i] == row) {
            return (int64_t) i;
        }
    }
    return -1;
}

static void
write_artifact(AcvJsonWriter *json, const char *uri)
{
    acv_json_key(json, "physicalLocation");
    acv_json_begin_object(json);
    acv_json_key(json, "artifactLocation");
    acv_json_begin_object(json);
    acv_json_member_string(json, "uri", uri);
    acv_json_end_object(json);
    acv_json_end_object(json);
}

static void
write_logical(AcvJsonWriter *json, const AcvPlace *place, const char *id)
{
    g_autofree char *pointer = acv_place_pointer(place);
    acv_json_key(json, "logicalLocations");
    acv_json_begin_array(json);
    acv_json_begin_object(json);
    acv_json_member_string(json, "name", id);
    acv_json_member_string(json, "fullyQualifiedName", pointer);
    acv_json_member_string(json, "kind", "object");
    acv_json_end_object(json);
    acv_json_end_array(json);
}

static void
write_locations(AcvJsonWriter *json, const AcvFinding *finding)
{
    const AcvPlace *place = acv_finding_place(finding);
    const AcvRecord *record = finding->expectation ? NULL : acv_finding_record(finding);
    g_autofree char *uri = place ? file_uri(place->file) : NULL;
    acv_json_key(json, "locations");
    acv_json_begin_array(json);
    if (place) {
        acv_json_begin_object(json);
        if (uri) {
            write_artifact(json, uri);
        }
        write_logical(json, place, record ? record->id : NULL);
        acv_json_end_object(json);
    }
    acv_json_end_array(json);
}

/* The same finding has the same fingerprint however often it is found. */
static void
write_fingerprint(Report *report, const AcvFinding *finding)
{
    g_autoptr(GString) identity = g_string_new(finding->row->check);
    g_string_append_c(identity, '\n');
    acv_finding_identity(identity, finding);
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(report->identities, identity->str));
    g_hash_table_insert(report->identities, g_strdup(identity->str), GUINT_TO_POINTER(n + 1));
    g_string_append_printf(identity, "\n%u", n);
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, identity->str, -1);
    acv_json_key(&report->json, "partialFingerprints");
    acv_json_begin_object(&report->json);
    acv_json_member_string(&report->json, fingerprint_name, sum);
    acv_json_end_object(&report->json);
}

static const char *
level_of_finding(const AcvFinding *finding)
{
    const char *level = level_of(finding->severity);
    if (finding->status == ACV_STATUS_UNDETERMINED) {
        return "none";
    }
    bool is_too_loud = finding->status == ACV_STATUS_WARNING && g_str_equal(level, "error");
    return is_too_loud ? "warning" : level;
}

/* What was found, and what to do. */
static void
write_text(Report *report, const AcvFinding *finding)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) remedy = g_string_new(NULL);
    acv_word_finding(text, &report->words, finding);
    acv_word_finding_remedy(remedy, &report->words, finding);
    if (remedy->len > 0) {
        bool is_sentence = g_str_has_suffix(text->str, ".");
        g_string_append_printf(text, "%s %s", is_sentence ? "" : ".", remedy->str);
    }
    write_message(&report->json, "message", text->str);
}

/* Accepted where it stands, or by a file of its own. If one result has them, all have: section
 * 3.27.23. */
static void
write_suppressions(AcvJsonWriter *json, const AcvFinding *finding)
{
    const AcvPlace *place = acv_finding_place(finding);
    const AcvSuppression *suppression = finding->suppression;
    acv_json_key(json, "suppressions");
    acv_json_begin_array(json);
    if (suppression) {
        bool is_in_source = place && g_strcmp0(place->file, suppression->place.file) == 0;
        acv_json_begin_object(json);
        acv_json_member_string(json, "kind", is_in_source ? "inSource" : "external");
        acv_json_member_string(json, "justification", suppression->because);
        acv_json_end_object(json);
    }
    acv_json_end_array(json);
}

static void
write_result(Report *report, const AcvFinding *finding)
{
    AcvJsonWriter *json = &report->json;
    bool is_open = finding->status == ACV_STATUS_UNDETERMINED;
    acv_json_begin_object(json);
    acv_json_member_string(json, "ruleId", finding->row->check);
    acv_json_member_int(json, "ruleIndex", rule_index(report->words.catalog, finding->row));
    acv_json_member_string(json, "kind", is_open ? "open" : "fail");
    acv_json_member_string(json, "level", level_of_finding(finding));
    write_text(report, finding);
    write_locations(json, finding);
    write_fingerprint(report, finding);
    if (report->has_suppressions) {
        write_suppressions(json, finding);
    }
    acv_json_key(json, "properties");
    acv_json_begin_object(json);
    acv_json_member_string(json, "status", acv_status_name(finding->status));
    acv_json_member_string(json, "severity", acv_check_severity_name(finding->severity));
    acv_json_end_object(json);
    acv_json_end_object(json);
}

static void
write_results(Report *report, const AcvCheckup *checkup)
{
    acv_json_key(&report->json, "results");
    acv_json_begin_array(&report->json);
    for (guint i = 0; i < checkup->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        if (finding->status != ACV_STATUS_PASS) {
            write_result(report, finding);
        }
    }
    acv_json_end_array(&report->json);
}

void
acv_render_checkup_sarif(GString *out, const AcvCheckup *checkup)
{
    Report report = { acv_json_writer(out), acv_words_of_checkup(checkup),
                      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                      acv_checkup_count_suppressed(checkup) > 0 };
    AcvJsonWriter *json = &report.json;
    acv_json_begin_object(json);
    acv_json_member_string(json, "$schema", schema);
    acv_json_member_string(json, "version", "2.1.0");
    acv_json_key(json, "runs");
    acv_json_begin_array(json);
    acv_json_begin_object(json);
    write_tool(json, checkup->catalog);
    write_results(&report, checkup);
    acv_json_member_string(json, "columnKind", "unicodeCodePoints");
    acv_json_end_object(json);
    acv_json_end_array(json);
    acv_json_end_object(json);
    g_hash_table_unref(report.identities);
}
