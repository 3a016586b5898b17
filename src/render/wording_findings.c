/* What checks found, in words. */
#include "render/wording.h"

static void
word_expectation(GString *out, const AcvFinding *finding)
{
    const AcvQuestion *question = finding->answer->inquiry->question;
    g_string_append_printf(out, "from %s to %s is %s, ", question->from, question->to,
                           acv_outcome_name(finding->answer->outcome));
    if (finding->status == ACV_STATUS_PASS) {
        g_string_append(out, "as expected");
    } else {
        g_string_append_printf(out, "expected %s", acv_outcome_name(finding->expected));
    }
}

static void
word_zone_loss(GString *out, const AcvFinding *finding)
{
    const AcvExpectation *expectation = finding->expectation;
    g_string_append_printf(out, "from %s to %s ", expectation->from, expectation->to);
    if (!finding->answer) {
        g_string_append_printf(out, "is lost with %s", finding->zone);
        return;
    }
    g_string_append_printf(out, "is %s%s when %s is lost",
                           finding->status == ACV_STATUS_PASS ? "still " : "",
                           acv_outcome_name(finding->answer->outcome), finding->zone);
}

void
acv_word_finding(GString *out, const AcvFinding *finding)
{
    static void (*const words[])(GString * out, const AcvFinding *finding) = {
        [ACV_CHECK_EXPECTATION] = word_expectation,
        [ACV_CHECK_ZONE_LOSS] = word_zone_loss,
    };
    words[finding->check](out, finding);
}
