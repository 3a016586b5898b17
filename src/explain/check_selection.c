#include "explain/check_selection.h"

#include "base/suggest.h"

/* --- Ids --- */

const AcvCheckRow *
acv_check_find(const AcvCatalog *catalog, const char *id, GError **error)
{
    enum { MOST_SHOWN = 3 };
    g_autofree char *lower = g_ascii_strdown(id, -1);
    const AcvCheckRow *row = acv_catalog_find_check(catalog, lower);
    if (row) {
        return row;
    }
    size_t n;
    const AcvCheckRow *rows = acv_catalog_list_check(catalog, &n);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (size_t i = 0; i < n; i++) {
        g_ptr_array_add(ids, (gpointer) rows[i].check);
    }
    g_autoptr(GPtrArray) near =
        acv_suggest(id, (const char *const *) ids->pdata, ids->len, MOST_SHOWN);
    if (near->len == 0) {
        g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN,
                    "no check is called \"%s\"; \"acv-path explain\" lists them", id);
        return NULL;
    }
    g_ptr_array_add(near, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **) near->pdata);
    g_set_error(error, ACV_ERROR, ACV_ERROR_UNKNOWN, "no check is called \"%s\"; did you mean %s?",
                id, list);
    return NULL;
}

static bool
lists(const char *const *ids, const char *id)
{
    for (; ids && *ids; ids++) {
        if (g_ascii_strcasecmp(*ids, id) == 0) {
            return true;
        }
    }
    return false;
}

bool
acv_check_is_selected(const AcvCheckOptions *options, const char *id)
{
    return (!options->only || lists(options->only, id)) && !lists(options->skip, id);
}

bool
acv_check_is_needed(const AcvCheckOptions *options, const char *id)
{
    static const struct {
        const char *id;
        const char *goes_by;
    } dependencies[] = {
        { "zone-loss", "expectation" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(dependencies); i++) {
        if (g_str_equal(dependencies[i].goes_by, id)
            && acv_check_is_selected(options, dependencies[i].id)) {
            return true;
        }
    }
    return acv_check_is_selected(options, id);
}

void
acv_checkup_drop_unselected(AcvCheckup *checkup, const AcvCheckOptions *options)
{
    for (guint i = checkup->findings->len; i > 0; i--) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i - 1);
        if (!acv_check_is_selected(options, finding->row->check)) {
            g_ptr_array_remove_index(checkup->findings, i - 1);
        }
    }
}

/* --- Suppressions --- */

static bool
is_called(const AcvRecord *record, const char *name)
{
    return record
           && (g_strcmp0(record->id, name) == 0 || g_strcmp0(record->arn, name) == 0
               || g_strcmp0(acv_record_title(record), name) == 0);
}

static bool
fits(const AcvSuppression *suppression, const AcvFinding *finding)
{
    if (finding->status == ACV_STATUS_PASS
        || g_ascii_strcasecmp(suppression->check, finding->row->check) != 0) {
        return false;
    }
    return !suppression->resource || is_called(finding->resource, suppression->resource)
           || is_called(finding->subject, suppression->resource);
}

static void
report(const AcvSuppression *suppression, AcvSeverity severity, const char *key,
       const char *message, AcvProblems *problems)
{
    g_autofree char *place = acv_place_pointer(&suppression->place);
    g_autofree char *pointer = g_strconcat(place, key, NULL);
    acv_problems_add(problems, &(AcvProblem){ .severity = severity,
                                              .file = suppression->place.file,
                                              .pointer = pointer,
                                              .message = message });
}

/* The first suppression that fits a finding is the one by which it is accepted. */
static void
apply(const AcvCheckup *checkup, const AcvSuppression *suppression, AcvProblems *problems)
{
    size_t n = 0;
    for (guint i = 0; i < checkup->findings->len; i++) {
        AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        if (fits(suppression, finding)) {
            finding->suppression = finding->suppression ? finding->suppression : suppression;
            n++;
        }
    }
    if (n == 0) {
        g_autofree char *message =
            g_strdup_printf("there is nothing to suppress: %s finds nothing%s%s",
                            suppression->check, suppression->resource ? " about " : "",
                            suppression->resource ? suppression->resource : "");
        report(suppression, ACV_SEVERITY_WARNING, "", message, problems);
    }
}

void
acv_checkup_suppress(AcvCheckup *checkup, const AcvCheckOptions *options, AcvProblems *problems)
{
    size_t n;
    const AcvSuppression *suppressions = acv_snapshot_suppressions(checkup->snapshot, &n);
    for (size_t i = 0; i < n; i++) {
        g_autoptr(GError) error = NULL;
        const AcvCheckRow *row = acv_check_find(checkup->catalog, suppressions[i].check, &error);
        if (!row) {
            report(&suppressions[i], ACV_SEVERITY_ERROR, "/Check", error->message, problems);
        } else if (acv_check_is_selected(options, row->check)) {
            apply(checkup, &suppressions[i], problems);
        }
    }
}
