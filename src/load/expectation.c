/* What is expected of a design: questions, and the answers that must come; and what checks may find
 * of it. */
#include "load/tables.h"

static const char *const outcomes[] = { "reachable", "unreachable", "partial", "undetermined",
                                        NULL };

static const AcvJsonField expectation_fields[] = {
    ACV_STRING_WITH("Because", AcvExpectation, because,
                    .about = "Why it must be so; printed if it is not."),
    ACV_STRING_WITH("Expect", AcvExpectation, expect, .values = outcomes,
                    .flags = ACV_JSON_REQUIRED | ACV_JSON_CLOSED,
                    .about = "The answer that must come."),
    ACV_STRING_WITH("From", AcvExpectation, from, .flags = ACV_JSON_REQUIRED,
                    .about = "A source, as --from takes it."),
    ACV_STRING_WITH("To", AcvExpectation, to, .flags = ACV_JSON_REQUIRED,
                    .about = "A target, as --to takes it, with or without ports."),
};
ACV_TABLE(expectation, AcvExpectation, expectation_fields);

static const AcvJsonField suppression_fields[] = {
    ACV_STRING_WITH("Because", AcvSuppression, because, .flags = ACV_JSON_REQUIRED,
                    .about = "Why the finding is accepted; printed with it."),
    ACV_STRING_WITH("Check", AcvSuppression, check, .flags = ACV_JSON_REQUIRED,
                    .about = "The id of a check; acv-path explain lists them."),
    ACV_STRING_WITH("Resource", AcvSuppression, resource,
                    .about = "The id, ARN or name of what it is about; if not given, anything."),
};
ACV_TABLE(suppression, AcvSuppression, suppression_fields);
