#include "acv/render.h"

#include "render/answer_json.h"
#include "render/rule_json.h"

enum { SCHEMA_VERSION = 1 };

static void
write_summary(AcvJsonWriter *writer, const AcvCheckup *checkup)
{
    static const char *const keys[] = {
        [ACV_STATUS_PASS] = "Pass",
        [ACV_STATUS_FAIL] = "Fail",
        [ACV_STATUS_WARNING] = "Warning",
        [ACV_STATUS_UNDETERMINED] = "Undetermined",
    };
    acv_json_key(writer, "Summary");
    acv_json_begin_object(writer);
    for (int status = 0; status < ACV_N_STATUSES; status++) {
        acv_json_member_int(writer, keys[status],
                            (int64_t) acv_checkup_count(checkup, (AcvStatus) status));
    }
    acv_json_end_object(writer);
}

static void
write_expectation(AcvJsonWriter *writer, const AcvExpectation *expectation)
{
    g_autofree char *pointer = acv_place_pointer(&expectation->place);
    acv_json_key(writer, "Expectation");
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "From", expectation->from);
    acv_json_member_string(writer, "To", expectation->to);
    acv_json_member_string(writer, "Expect", expectation->expect);
    acv_json_member_string(writer, "Because", expectation->because);
    acv_json_member_string(writer, "File", expectation->place.file);
    acv_json_member_string(writer, "Pointer", pointer);
    acv_json_end_object(writer);
}

static void
write_evidence(AcvJsonWriter *writer, const AcvFinding *finding)
{
    acv_json_key(writer, "Evidence");
    acv_json_begin_object(writer);
    if (finding->expectation) {
        write_expectation(writer, finding->expectation);
    }
    acv_json_member_string(writer, "LostZone", finding->zone);
    if (finding->answer) {
        AcvWords words = acv_words_of(finding->answer);
        acv_json_member_string(writer, "Verdict", acv_outcome_name(finding->answer->outcome));
        acv_json_member_explanations(writer, &words, finding->answer->explanations);
        acv_json_member_missing(writer, finding->answer->missing);
    }
    acv_json_end_object(writer);
}

/* Of a check that did not pass, what to change, in the order of the explanations. */
static void
write_remedy(AcvJsonWriter *writer, const AcvFinding *finding)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const GArray *explanations = finding->answer ? finding->answer->explanations : NULL;
    bool is_wanted =
        finding->status != ACV_STATUS_PASS && finding->expected == ACV_OUTCOME_REACHABLE;
    for (guint i = 0; is_wanted && explanations && i < explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(explanations, AcvExplanation, i);
        AcvWords words = acv_words_of(finding->answer);
        if (explanation->verdict == ACV_VERDICT_REFUSED) {
            g_string_append(text, text->len > 0 ? " " : "");
            acv_word_remedy(text, &words, explanation);
        }
    }
    acv_json_member_string(writer, "Remedy", text->len > 0 ? text->str : NULL);
}

static void
write_finding(AcvJsonWriter *writer, const AcvFinding *finding)
{
    const AcvCheckRow *row = acv_check_row(finding->check);
    g_autoptr(GString) message = g_string_new(NULL);
    acv_word_finding(message, finding);
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "Check", row->id);
    acv_json_member_string(writer, "Title", row->title);
    acv_json_member_component(writer, "Resource", finding->resource);
    acv_json_member_string(writer, "Status", acv_status_name(finding->status));
    acv_json_member_string(writer, "Severity", row->severity);
    acv_json_member_string(writer, "Message", message->str);
    write_evidence(writer, finding);
    write_remedy(writer, finding);
    acv_json_member_string(writer, "Source", row->source);
    acv_json_end_object(writer);
}

void
acv_render_checkup_json(GString *out, const AcvCheckup *checkup)
{
    AcvJsonWriter writer = acv_json_writer(out);
    acv_json_begin_object(&writer);
    acv_json_member_int(&writer, "SchemaVersion", SCHEMA_VERSION);
    acv_json_member_string(&writer, "Status", acv_status_name(acv_checkup_status(checkup)));
    write_summary(&writer, checkup);
    acv_json_key(&writer, "Findings");
    acv_json_begin_array(&writer);
    for (guint i = 0; i < checkup->findings->len; i++) {
        write_finding(&writer, &g_array_index(checkup->findings, AcvFinding, i));
    }
    acv_json_end_array(&writer);
    acv_json_end_object(&writer);
}
