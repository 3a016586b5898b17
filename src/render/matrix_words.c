#include "render/matrix_words.h"

#include "base/digits.h"
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
        g_string_append(out, i > 0 ? ", " : " [");
        g_string_append(out, title_or(group, id));
    }
    g_string_append(out, group_ids->n > 0 ? "]" : "");
}

static void
word_interface(GString *out, const AcvRecord *interface)
{
    const char *title = acv_record_title(interface);
    g_string_append(out, interface->id);
    if (title) {
        g_string_append(out, " (");
        g_string_append(out, title);
        g_string_append_c(out, ')');
    }
}

/* No formats here, for there are as many as interfaces. */
void
acv_word_matrix_end(GString *out, const AcvMatrix *matrix, const AcvMatrixEnd *end)
{
    if (!end->interfaces) {
        g_string_append(out, end->name);
        return;
    }
    const AcvNetworkInterface *first = g_ptr_array_index(end->interfaces, 0);
    if (end->interfaces->len == 1) {
        word_interface(out, &first->record);
        return;
    }
    const AcvSnapshot *snapshot = acv_network_snapshot(matrix->network);
    const AcvRecord *subnet = acv_snapshot_find(snapshot, ACV_KIND_SUBNET, first->subnet_id);
    acv_digits_append(out, end->interfaces->len);
    g_string_append(out, " in ");
    g_string_append(out, title_or(subnet, first->subnet_id));
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

GPtrArray *
acv_word_matrix_values(const AcvMatrix *matrix)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(texts, NULL);
    for (guint i = 1; i < matrix->values->len; i++) {
        GString *text = g_string_new(NULL);
        acv_word_matrix_packets(text, matrix,
                                g_array_index(matrix->values, AcvMatrixCell, i).packets);
        g_ptr_array_add(texts, g_string_free(text, FALSE));
    }
    return texts;
}
