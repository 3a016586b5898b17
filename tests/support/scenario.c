#include "scenario.h"

#include "load/tables.h"

#include <string.h>

static void print_struct(GString *out, const AcvJsonTable *table, const void *target, int depth);

char *
problems_print(const AcvProblems *problems, AcvSeverity last)
{
    static const char *const names[] = { "error", "warning", "remark" };
    GString *out = g_string_new(NULL);

    for (size_t i = 0; i < acv_problems_n_kept(problems); i++) {
        const AcvProblem *problem = acv_problems_get(problems, i);
        if (problem->severity <= last) {
            g_autofree char *text = acv_problem_print(problem);
            g_string_append_printf(out, "%s%s: %s", out->len > 0 ? "\n" : "",
                                   names[problem->severity], text);
        }
    }
    return g_string_free(out, FALSE);
}

AcvSnapshot *
scenario_parse(const char *json, char **out_problems)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    AcvScenarioText text = { "t.json", json, strlen(json) };
    AcvSnapshot *snapshot = acv_scenario_parse(&text, 1, problems);

    if (out_problems) {
        *out_problems = problems_print(problems, ACV_SEVERITY_WARNING);
    }
    return snapshot;
}

static void
print_value(GString *out, const AcvJsonField *field, const void *member)
{
    char text[ACV_ADDRESS_TEXT_SIZE];

    switch (field->type) {
    case ACV_JSON_STRING:
    case ACV_JSON_DNS_NAME:
    case ACV_JSON_TIME:
    case ACV_JSON_VERBATIM:
        g_string_append_printf(out, "\"%s\"", *(const char *const *) member);
        return;
    case ACV_JSON_FLAG:
    case ACV_JSON_ATTRIBUTE:
        g_string_append(out, *(const AcvFlag *) member == ACV_FLAG_TRUE ? "true" : "false");
        return;
    case ACV_JSON_NUMBER:
        g_string_append_printf(out, "%d", ((const AcvNumber *) member)->value);
        return;
    case ACV_JSON_PREFIX:
        g_string_append(out, acv_prefix_print(*(const AcvPrefix *) member, text));
        return;
    case ACV_JSON_ADDRESS:
        g_string_append(out, acv_address_print(*(const AcvAddress *) member, text));
        return;
    case ACV_JSON_PROTOCOL: {
        const AcvProtocol *protocol = member;
        g_string_append_printf(out, "%d-%d%s", protocol->first, protocol->last,
                               protocol->unknown ? " (unknown)" : "");
        return;
    }
    case ACV_JSON_IGNORED:
    case ACV_JSON_OBJECT:
    case ACV_JSON_DOCUMENT:
    case ACV_JSON_LIST:
        break;
    }
    g_assert_not_reached();
}

static void
print_list(GString *out, const AcvJsonTable *table, const void *member, int depth)
{
    struct {
        const char *items;
        size_t n;
    } list;
    memcpy(&list, member, sizeof list);
    g_string_append_printf(out, "[%zu]\n", list.n);
    for (size_t i = 0; i < list.n; i++) {
        const char *item = list.items + i * table->size;
        if (table->is_value) {
            g_string_append_printf(out, "%*s", 2 * depth, "");
            print_value(out, &table->fields[0], item);
            g_string_append_c(out, '\n');
        } else {
            g_string_append_printf(out, "%*s-\n", 2 * depth, "");
            print_struct(out, table, item, depth + 1);
        }
    }
}

static void
print_struct(GString *out, const AcvJsonTable *table, const void *target, int depth)
{
    for (size_t i = 0; i < table->n_fields; i++) {
        const AcvJsonField *field = &table->fields[i];
        const void *member = (const char *) target + field->offset;
        if ((field->flags & ACV_JSON_ALSO) || !acv_json_field_is_given(field, target)) {
            continue;
        }
        g_string_append_printf(out, "%*s%s ", 2 * depth, "", field->key);
        if (acv_json_field_is_object(field)) {
            g_string_append_c(out, '\n');
            print_struct(out, field->table, target, depth + 1);
        } else if (field->type == ACV_JSON_LIST) {
            print_list(out, field->table, member, depth + 1);
        } else {
            print_value(out, field, member);
            g_string_append_c(out, '\n');
        }
    }
}

char *
snapshot_print(const AcvSnapshot *snapshot)
{
    GString *out = g_string_new(NULL);
    const char *region = acv_snapshot_region(snapshot);
    const char *account_id = acv_snapshot_account_id(snapshot);

    g_string_append_printf(out, "region %s account %s\n", region ? region : "?",
                           account_id ? account_id : "?");
    for (int kind = 0; kind < ACV_N_KINDS; kind++) {
        size_t n;
        const AcvRecord *const *records = acv_snapshot_list(snapshot, (AcvKind) kind, &n);
        if (n == 0 && acv_snapshot_has_kind(snapshot, (AcvKind) kind)) {
            g_string_append_printf(out, "no %s\n", acv_kind_noun((AcvKind) kind));
        }
        for (size_t i = 0; i < n; i++) {
            g_string_append_printf(out, "%s %s\n", acv_kind_noun((AcvKind) kind), records[i]->id);
            print_struct(out, acv_kind_table((AcvKind) kind), records[i], 1);
        }
    }
    return g_string_free(out, FALSE);
}
