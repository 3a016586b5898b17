/* What checks are made with: findings, evidence, questions. */
#include "explain/check.h"

#include "acv/zone_loss.h"

/* --- Findings --- */

void
acv_finding_free(AcvFinding *finding)
{
    g_array_unref(finding->facts);
    g_array_unref(finding->missing);
    g_ptr_array_unref(finding->rules);
    g_ptr_array_unref(finding->answers);
    g_free(finding);
}

AcvFinding *
acv_finding_new(AcvChecking *checking, AcvStatus status, AcvSentence sentence)
{
    AcvFinding *finding = g_new(AcvFinding, 1);
    const AcvRecord *subject = checking->resource ? &checking->resource->record : NULL;
    *finding = (AcvFinding){
        .check = checking->check,
        .row = checking->row,
        .status = status,
        .severity = checking->row->severity,
        .sentence = sentence,
        .subject = subject,
        .resource = subject,
        .facts = g_array_new(FALSE, FALSE, sizeof(AcvFact)),
        .missing = g_array_new(FALSE, FALSE, sizeof(AcvMissing)),
        .rules = g_ptr_array_new(),
        .answers = g_ptr_array_new(),
    };
    g_ptr_array_add(checking->checkup->findings, finding);
    return finding;
}

void
acv_finding_add_record(AcvFinding *finding, const AcvRecord *record)
{
    AcvFact fact = { .record = record };
    g_array_append_val(finding->facts, fact);
}

void
acv_finding_add_value(AcvChecking *checking, AcvFinding *finding, const AcvRecord *record,
                      const char *field, const char *value)
{
    AcvArena *arena = acv_network_arena(checking->network);
    AcvFact fact = { record, acv_arena_text(arena, field), acv_arena_text(arena, value) };
    g_array_append_val(finding->facts, fact);
}

void
acv_finding_add_missing(AcvFinding *finding, AcvKind kind, const char *id, const char *field)
{
    AcvMissing missing = { .kind = kind, .id = id, .field = field };
    g_array_append_val(finding->missing, missing);
}

void
acv_finding_add_rule(AcvFinding *finding, const AcvRule *rule)
{
    g_ptr_array_add(finding->rules, (gpointer) rule);
}

void
acv_finding_add_answer(AcvFinding *finding, const AcvAnswer *answer)
{
    g_ptr_array_add(finding->answers, (gpointer) answer);
}

const AcvAnswer *
acv_finding_answer(const AcvFinding *finding, guint index)
{
    return index < finding->answers->len ? g_ptr_array_index(finding->answers, index) : NULL;
}

/* --- Questions --- */

AcvNetwork *
acv_checkup_add_network(AcvCheckup *checkup, AcvSnapshot *snapshot)
{
    AcvNetwork *network = acv_network_new(snapshot, checkup->catalog);
    g_ptr_array_add(checkup->networks, network);
    return network;
}

static AcvQuestion *
question_new(AcvChecking *checking, const char *from, const char *to)
{
    AcvQuestion *question = g_new(AcvQuestion, 1);
    *question = (AcvQuestion){ .from = from,
                               .to = to,
                               .ephemeral_ports = checking->options->ephemeral_ports,
                               .no_dns = checking->options->no_dns };
    g_ptr_array_add(checking->checkup->questions, question);
    return question;
}

static const AcvAnswer *
keep_answer_take(AcvChecking *checking, AcvInquiry *inquiry)
{
    AcvAnswer *answer = acv_answer_new_take(inquiry);
    g_ptr_array_add(checking->checkup->answers, answer);
    return answer;
}

const AcvAnswer *
acv_checking_ask(AcvChecking *checking, AcvNetwork *network, const char *from, const char *to,
                 AcvQuestionPart *out_wrong, GError **error)
{
    AcvQuestion *question = question_new(checking, from, to);
    AcvInquiry *inquiry = acv_inquiry_try(network, question, out_wrong, error);
    return inquiry ? keep_answer_take(checking, inquiry) : NULL;
}

const AcvAnswer *
acv_checking_ask_between(AcvChecking *checking, AcvNetwork *network, const char *from,
                         const char *to, GPtrArray *sources, GPtrArray *targets)
{
    AcvQuestion *question = question_new(checking, from, to);
    AcvAskedPorts ports;
    g_autofree char *name = acv_question_split_target(network, to, &ports, NULL);
    AcvInquiry *inquiry =
        name ? acv_inquiry_new_between(network, question, &ports, sources, targets, NULL) : NULL;
    return inquiry ? keep_answer_take(checking, inquiry) : NULL;
}

const char *
acv_checking_text_take(AcvChecking *checking, char *text)
{
    const char *kept = acv_arena_text(acv_network_arena(checking->network), text);
    g_free(text);
    return kept;
}

const GArray *
acv_checking_lost_zones(AcvChecking *checking)
{
    AcvCheckup *checkup = checking->checkup;
    if (checkup->lost_zones) {
        return checkup->lost_zones;
    }
    checkup->lost_zones = g_array_new(FALSE, FALSE, sizeof(AcvLostZone));
    g_autoptr(GPtrArray) zones = acv_zones_list(checkup->snapshot);
    for (guint i = 0; i < zones->len; i++) {
        const char *zone = g_ptr_array_index(zones, i);
        g_autoptr(AcvSnapshot) rest = acv_zone_loss_apply(checkup->snapshot, zone, NULL);
        AcvLostZone lost = { zone, acv_checkup_add_network(checkup, rest) };
        g_array_append_val(checkup->lost_zones, lost);
    }
    return checkup->lost_zones;
}
