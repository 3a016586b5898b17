#include "acv/render.h"

#include "render/answer_json.h"
#include "render/rule_json.h"
#include "render/wording_checks.h"

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
    if (acv_checkup_count_suppressed(checkup) > 0) {
        acv_json_member_int(writer, "Suppressed", (int64_t) acv_checkup_count_suppressed(checkup));
    }
    acv_json_end_object(writer);
}

/* By which entry of the scenario a finding is accepted, and why. */
static void
write_suppression(AcvJsonWriter *writer, const AcvSuppression *suppression)
{
    g_autofree char *pointer = acv_place_pointer(&suppression->place);
    acv_json_key(writer, "Suppressed");
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "Because", suppression->because);
    acv_json_member_string(writer, "File", suppression->place.file);
    acv_json_member_string(writer, "Pointer", pointer);
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
write_answer(AcvJsonWriter *writer, const AcvAnswer *answer)
{
    AcvWords words = acv_words_of(answer);
    const AcvQuestion *question = answer->inquiry->question;
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "From", question->from);
    acv_json_member_string(writer, "To", question->to);
    acv_json_member_string(writer, "Verdict", acv_outcome_name(answer->outcome));
    acv_json_member_explanations(writer, &words, answer->explanations);
    acv_json_member_missing(writer, answer->missing);
    acv_json_end_object(writer);
}

static void
write_answers(AcvJsonWriter *writer, const AcvFinding *finding)
{
    acv_json_key(writer, "Answers");
    acv_json_begin_array(writer);
    for (guint i = 0; i < finding->answers->len; i++) {
        write_answer(writer, acv_finding_answer(finding, i));
    }
    acv_json_end_array(writer);
}

static void
write_facts(AcvJsonWriter *writer, const AcvFinding *finding)
{
    acv_json_key(writer, "Facts");
    acv_json_begin_array(writer);
    for (guint i = 0; i < finding->facts->len; i++) {
        const AcvFact *fact = &g_array_index(finding->facts, AcvFact, i);
        acv_json_begin_object(writer);
        acv_json_member_component(writer, "Component", fact->record);
        acv_json_member_string(writer, "Field", fact->field);
        acv_json_member_string(writer, "Value", fact->value);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

static void
write_rules(AcvJsonWriter *writer, const AcvWords *words, const AcvFinding *finding)
{
    acv_json_key(writer, "Rules");
    acv_json_begin_array(writer);
    for (guint i = 0; i < finding->rules->len; i++) {
        const AcvRule *rule = g_ptr_array_index(finding->rules, i);
        acv_json_begin_object(writer);
        acv_json_member_component(writer, "Component", rule->record);
        acv_json_member_rule(writer, words, rule);
        acv_json_end_object(writer);
    }
    acv_json_end_array(writer);
}

static void
write_evidence(AcvJsonWriter *writer, const AcvWords *words, const AcvFinding *finding)
{
    acv_json_key(writer, "Evidence");
    acv_json_begin_object(writer);
    if (finding->expectation) {
        write_expectation(writer, finding->expectation);
    }
    acv_json_member_string(writer, "LostZone", finding->zone);
    if (finding->facts->len > 0) {
        write_facts(writer, finding);
    }
    if (finding->rules->len > 0) {
        write_rules(writer, words, finding);
    }
    if (finding->answers->len > 0) {
        write_answers(writer, finding);
    }
    if (finding->missing->len > 0) {
        acv_json_member_missing(writer, finding->missing);
    }
    acv_json_end_object(writer);
}

static void
write_finding(AcvJsonWriter *writer, const AcvWords *words, const AcvFinding *finding)
{
    const AcvCheckRow *row = finding->row;
    g_autoptr(GString) message = g_string_new(NULL);
    g_autoptr(GString) remedy = g_string_new(NULL);
    acv_word_finding(message, words, finding);
    acv_word_finding_remedy(remedy, words, finding);
    acv_json_begin_object(writer);
    acv_json_member_string(writer, "Check", row->check);
    acv_json_member_string(writer, "Title", row->title);
    acv_json_member_component(writer, "Resource", finding->resource);
    acv_json_member_string(writer, "Status", acv_status_name(finding->status));
    if (finding->suppression) {
        write_suppression(writer, finding->suppression);
    }
    acv_json_member_string(writer, "Severity", acv_check_severity_name(finding->severity));
    acv_json_member_string(writer, "Message", message->str);
    write_evidence(writer, words, finding);
    acv_json_member_string(writer, "Remedy", remedy->len > 0 ? remedy->str : NULL);
    acv_json_member_string(writer, "Source", row->source);
    acv_json_end_object(writer);
}

void
acv_render_checkup_json(GString *out, const AcvCheckup *checkup)
{
    AcvJsonWriter writer = acv_json_writer(out);
    AcvWords words = acv_words_of_checkup(checkup);
    acv_json_begin_object(&writer);
    acv_json_member_int(&writer, "SchemaVersion", SCHEMA_VERSION);
    acv_json_member_string(&writer, "Status", acv_status_name(acv_checkup_status(checkup)));
    write_summary(&writer, checkup);
    acv_json_key(&writer, "Findings");
    acv_json_begin_array(&writer);
    for (guint i = 0; i < checkup->findings->len; i++) {
        write_finding(&writer, &words, g_ptr_array_index(checkup->findings, i));
    }
    acv_json_end_array(&writer);
    acv_json_end_object(&writer);
}
