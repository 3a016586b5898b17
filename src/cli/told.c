#include "cli/told.h"

#include "acv/record.h"
#include "cli/input.h"

#include <string.h>

static void
tell(GString *text)
{
    AcvProblem problem = { .severity = ACV_SEVERITY_REMARK, .message = text->str };
    acv_input_print_problem(&problem);
    g_string_free(text, TRUE);
}

static int
compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* Appends "1 account (111111111111)". */
static void
append_set(GString *out, GHashTable *set, const char *one, const char *several)
{
    guint n;
    g_autofree const char **texts = (const char **) g_hash_table_get_keys_as_array(set, &n);
    qsort(texts, n, sizeof *texts, compare_texts);
    if (n == 0) {
        g_string_append_printf(out, "no %s that is named", one);
        return;
    }
    g_string_append_printf(out, "%u %s", n, n == 1 ? one : several);
    for (guint i = 0; i < n; i++) {
        g_string_append_printf(out, "%s%s", i == 0 ? " (" : ", ", texts[i]);
    }
    g_string_append_c(out, ')');
}

/* The Region of an ARN, arn:PARTITION:SERVICE:REGION:…; the caller's to free. NULL if it has none.
 */
static char *
region_of(const char *arn)
{
    g_auto(GStrv) parts = g_strsplit(arn ? arn : "", ":", 5);
    return g_strv_length(parts) == 5 && parts[3][0] ? g_strdup(parts[3]) : NULL;
}

static void
add_if_given(GHashTable *set, char *text_taken)
{
    if (text_taken) {
        g_hash_table_add(set, text_taken);
    }
}

static size_t
see_records(const AcvSnapshot *snapshot, GHashTable *regions, GHashTable *accounts)
{
    size_t n_all = 0;
    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        size_t n;
        const AcvRecord *const *records = acv_snapshot_list(snapshot, (AcvKind) kind, &n);
        for (size_t i = 0; i < n; i++) {
            add_if_given(accounts, g_strdup(records[i]->owner_id));
            add_if_given(regions, region_of(records[i]->arn));
        }
        n_all += n;
    }
    return n_all;
}

void
acv_told_read(const AcvOptions *options, const AcvSnapshot *snapshot)
{
    g_autoptr(GHashTable) regions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) accounts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GString *read = g_string_new(NULL);
    size_t n = see_records(snapshot, regions, accounts);
    add_if_given(regions, g_strdup(acv_snapshot_region(snapshot)));
    add_if_given(accounts, g_strdup(acv_snapshot_account_id(snapshot)));
    g_string_append_printf(read, "read %zu resource%s of ", n, n == 1 ? "" : "s");
    append_set(read, regions, "Region", "Regions");
    g_string_append(read, " and ");
    append_set(read, accounts, "account", "accounts");
    tell(read);

    GString *assumed = g_string_new(NULL);
    g_string_append_printf(assumed, "assumed: client ports %u-%u; %s; AWS data %s",
                           options->ephemeral_ports.first, options->ephemeral_ports.last,
                           options->no_dns ? "names are resolved" : "names are resolved in the VPC",
                           options->data ? "of " : "as built in");
    g_string_append(assumed, options->data ? options->data : "");
    tell(assumed);
}
