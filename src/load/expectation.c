/* What is expected of a design: questions, and the answers that must come. */
#include "load/tables.h"

static const char *const outcomes[] = { "reachable", "unreachable", "partial", "undetermined",
                                        NULL };

static const AcvJsonField expectation_fields[] = {
    ACV_STRING("Because", AcvExpectation, because),
    ACV_STRING_WITH("Expect", AcvExpectation, expect, .values = outcomes,
                    .flags = ACV_JSON_REQUIRED | ACV_JSON_CLOSED),
    ACV_REQUIRED("From", AcvExpectation, from),
    ACV_REQUIRED("To", AcvExpectation, to),
};
ACV_TABLE(expectation, AcvExpectation, expectation_fields);
