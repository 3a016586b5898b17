#include "acv/question.h"

const char *
acv_outcome_name(AcvOutcome outcome)
{
    static const char *const names[] = {
        [ACV_OUTCOME_REACHABLE] = "reachable",
        [ACV_OUTCOME_UNREACHABLE] = "unreachable",
        [ACV_OUTCOME_PARTIAL] = "partial",
        [ACV_OUTCOME_UNDETERMINED] = "undetermined",
    };
    return names[outcome];
}
