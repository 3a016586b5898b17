#include "render/matrix_gather.h"

AcvGathering *
acv_gathering_new(const AcvMatrix *matrix)
{
    AcvGathering *gathering = g_new0(AcvGathering, 1);
    gathering->n_values = matrix->values->len;
    gathering->values = g_new0(AcvGathered, gathering->n_values);
    gathering->present = g_array_new(FALSE, FALSE, sizeof(guint));
    return gathering;
}

void
acv_gathering_free(AcvGathering *gathering)
{
    if (!gathering) {
        return;
    }
    for (guint i = 0; i < gathering->n_values; i++) {
        if (gathering->values[i].text) {
            g_string_free(gathering->values[i].text, TRUE);
        }
    }
    g_free(gathering->values);
    g_array_unref(gathering->present);
    g_free(gathering);
}

void
acv_gathering_clear(AcvGathering *gathering)
{
    for (guint i = 0; i < gathering->present->len; i++) {
        AcvGathered *value = &gathering->values[g_array_index(gathering->present, guint, i)];
        value->n = 0;
        g_string_truncate(value->text, 0);
    }
    g_array_set_size(gathering->present, 0);
}

AcvGathered *
acv_gather(AcvGathering *gathering, guint number, guint n)
{
    AcvGathered *value = &gathering->values[number];
    if (!value->text) {
        value->text = g_string_new(NULL);
    }
    if (value->n == 0) {
        g_array_append_val(gathering->present, number);
    }
    value->n += n;
    return value;
}
