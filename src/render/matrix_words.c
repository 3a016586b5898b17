#include "render/matrix_words.h"

#include "render/wording.h"

guint
acv_matrix_end_size(const AcvMatrixEnd *end)
{
    return end->interfaces ? end->interfaces->len : 1;
}

static const char *
title_or(const AcvRecord *record, const char *otherwise)
{
    const char *title = record ? acv_record_title(record) : NULL;
    return title ? title : otherwise ? otherwise : "?";
}

static void
word_groups(GString *out, const AcvSnapshot *snapshot, const AcvStrings *group_ids)
{
    for (size_t i = 0; i < group_ids->n; i++) {
        const char *id = group_ids->items[i];
        const AcvRecord *group = acv_snapshot_find(snapshot, ACV_KIND_SECURITY_GROUP, id);
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : " [", title_or(group, id));
    }
    g_string_append(out, group_ids->n > 0 ? "]" : "");
}

void
acv_word_matrix_end(GString *out, const AcvMatrix *matrix, const AcvMatrixEnd *end)
{
    if (!end->interfaces) {
        g_string_append(out, end->name);
        return;
    }
    const AcvNetworkInterface *first = g_ptr_array_index(end->interfaces, 0);
    const AcvSnapshot *snapshot = acv_network_snapshot(matrix->network);
    if (end->interfaces->len == 1) {
        const char *title = acv_record_title(&first->record);
        g_string_append(out, first->record.id);
        g_string_append_printf(out, title ? " (%s)" : "%s", title ? title : "");
        return;
    }
    const AcvRecord *subnet = acv_snapshot_find(snapshot, ACV_KIND_SUBNET, first->subnet_id);
    g_string_append_printf(out, "%u in %s", end->interfaces->len,
                           title_or(subnet, first->subnet_id));
    word_groups(out, snapshot, &first->group_ids);
}

void
acv_word_matrix_packets(GString *out, const AcvMatrix *matrix, const AcvPacketSet *packets)
{
    AcvWords words = { .catalog = acv_network_catalog(matrix->network),
                       .network = matrix->network };
    g_autoptr(AcvHeaderSets) sets = acv_header_sets_new(packets);
    g_autoptr(GString) last = g_string_new(NULL);
    for (size_t i = 0; i < acv_header_sets_count(sets); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_service(text, &words, acv_header_sets_get(sets, i));
        if (!g_string_equal(text, last)) {
            g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", text->str);
        }
        g_string_assign(last, text->str);
    }
}
