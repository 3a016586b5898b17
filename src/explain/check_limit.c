#include "explain/check_limit.h"

unsigned
acv_check_limit(const AcvChecking *checking, const char *limit)
{
    const AcvLimitRow *row = acv_catalog_find_limit(checking->checkup->catalog, limit);
    guint64 value;
    bool is_number = row && g_ascii_string_to_unsigned(row->value, 10, 0, G_MAXUINT, &value, NULL);
    return is_number ? (unsigned) value : G_MAXUINT;
}

void
acv_check_add_number(AcvChecking *checking, AcvFinding *finding, const char *field, size_t value)
{
    g_autofree char *text = g_strdup_printf("%zu", value);
    acv_finding_add_value(checking, finding, NULL, field, text);
}
