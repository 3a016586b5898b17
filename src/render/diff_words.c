#include "render/diff_words.h"

const char *
acv_difference_heading(AcvDifferenceKind kind)
{
    static const char *const headings[] = {
        [ACV_DIFFERENCE_GAINED] = "Became reachable",
        [ACV_DIFFERENCE_LOST] = "Ceased to be reachable",
        [ACV_DIFFERENCE_CHANGED] = "Changed in part",
        [ACV_DIFFERENCE_OBSCURED] = "Became undetermined",
        [ACV_DIFFERENCE_RESOLVED] = "No longer undetermined",
    };
    return headings[kind];
}

char *
acv_diff_title(const AcvMatrixDiff *diff)
{
    return acv_matrix_diff_is_empty(diff)
               ? g_strdup_printf("No difference in %zu answers", diff->n_compared)
               : g_strdup_printf("What differs: %u of %zu answers", diff->differences->len,
                                 diff->n_compared);
}

void
acv_word_unit(GString *out, const AcvMatrixUnit *unit)
{
    acv_word_matrix_end(out, unit->matrix, unit->end);
}

void
acv_word_cell(GString *out, const AcvMatrix *matrix, const AcvMatrixCell *cell)
{
    g_autoptr(GString) packets = g_string_new(NULL);
    acv_word_matrix_packets(packets, matrix, cell->packets);
    g_string_append(out, acv_outcome_name(cell->outcome));
    g_string_append(out, packets->len > 0 ? " (" : "");
    g_string_append(out, packets->str);
    g_string_append(out, packets->len > 0 ? ")" : "");
}

void
acv_word_cause(GString *out, const AcvDifference *difference)
{
    if (difference->code == ACV_CODE_NONE) {
        return;
    }
    g_string_append(out, difference->is_cause_before ? "; was stopped by " : "; stopped by ");
    if (difference->component) {
        acv_word_record(out, difference->component);
        g_string_append(out, ": ");
    }
    g_string_append(out, acv_code_name(difference->code));
}
