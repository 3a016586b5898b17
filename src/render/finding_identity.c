#include "render/finding_identity.h"

#include "analysis/inquiry.h"

void
acv_finding_identity(GString *out, const AcvFinding *finding)
{
    const AcvExpectation *expectation = finding->expectation;
    if (finding->subject) {
        g_string_append_printf(out, "%s: ", finding->subject->id);
    }
    g_string_append(out, finding->row->title);
    if (expectation) {
        g_string_append_printf(out, ", from %s to %s is %s", expectation->from, expectation->to,
                               expectation->expect);
    } else if (finding->resource && finding->resource != finding->subject) {
        g_string_append_printf(out, ", %s", finding->resource->id);
    }
    if (!expectation && finding->answers->len == 1) {
        const AcvAnswer *answer = g_ptr_array_index(finding->answers, 0);
        g_string_append_printf(out, ", to %s", answer->inquiry->question->to);
    }
    if (finding->zone) {
        g_string_append_printf(out, ", without %s", finding->zone);
    }
}

/* Of the first rule, else of the first fact, that stands somewhere. */
static const AcvRecord *
evidence(const AcvFinding *finding)
{
    for (guint i = 0; i < finding->rules->len; i++) {
        const AcvRule *rule = g_ptr_array_index(finding->rules, i);
        if (rule->record) {
            return rule->record;
        }
    }
    for (guint i = 0; i < finding->facts->len; i++) {
        const AcvFact *fact = &g_array_index(finding->facts, AcvFact, i);
        if (fact->record) {
            return fact->record;
        }
    }
    return NULL;
}

const AcvRecord *
acv_finding_record(const AcvFinding *finding)
{
    if (finding->resource) {
        return finding->resource;
    }
    return finding->subject ? finding->subject : evidence(finding);
}

const AcvPlace *
acv_finding_place(const AcvFinding *finding)
{
    const AcvRecord *record = acv_finding_record(finding);
    const AcvPlace *place = finding->expectation ? &finding->expectation->place
                            : record             ? &record->place
                                                 : NULL;
    return place && place->file ? place : NULL;
}
