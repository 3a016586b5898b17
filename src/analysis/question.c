#include "acv/question.h"

static const char *const names[] = {
    [ACV_OUTCOME_REACHABLE] = "reachable",
    [ACV_OUTCOME_UNREACHABLE] = "unreachable",
    [ACV_OUTCOME_PARTIAL] = "partial",
    [ACV_OUTCOME_UNDETERMINED] = "undetermined",
};

const char *
acv_outcome_name(AcvOutcome outcome)
{
    return names[outcome];
}

bool
acv_outcome_parse(const char *name, AcvOutcome *out_outcome)
{
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_str_equal(names[i], name)) {
            *out_outcome = (AcvOutcome) i;
            return true;
        }
    }
    return false;
}
