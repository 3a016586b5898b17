/* The templates of what checks say. */
#include "expect.h"
#include "render/wording_checks.h"
#include "suite.h"

static const AcvSubnet subnets[] = {
    { .record = { .kind = ACV_KIND_SUBNET, .id = "subnet-1" } },
    { .record = { .kind = ACV_KIND_SUBNET, .id = "subnet-{n}" } },
};

/* What a finding of the first 'n' facts says. */
static char *
fill(const char *template_text, guint n)
{
    const AcvFact facts[] = {
        { &subnets[0].record, "State", "pending" },
        { &subnets[1].record, "State", "pending" },
        { NULL, NULL, "{records}" },
        { &subnets[0].record, NULL, NULL },
        { NULL, NULL, "a" },
        { NULL, NULL, "b" },
        { NULL, NULL, "c" },
    };
    const AcvCheckRow row = { .remedy = template_text };
    const AcvMissing missing[] = { { ACV_KIND_SUBNET, "subnet-9", NULL, NULL },
                                   { ACV_KIND_VPC, "vpc-9", "CidrBlock", NULL } };
    AcvFinding finding = { .row = &row,
                           .status = ACV_STATUS_FAIL,
                           .resource = &subnets[0].record,
                           .facts = g_array_new(FALSE, FALSE, sizeof(AcvFact)),
                           .missing = g_array_new(FALSE, FALSE, sizeof(AcvMissing)),
                           .answers = g_ptr_array_new() };
    g_array_append_vals(finding.facts, facts, n);
    g_array_append_vals(finding.missing, missing, MIN(n, (guint) G_N_ELEMENTS(missing)));
    GString *out = g_string_new(NULL);
    acv_word_finding_remedy(out, NULL, &finding);
    g_array_unref(finding.facts);
    g_array_unref(finding.missing);
    g_ptr_array_unref(finding.answers);
    return g_string_free(out, FALSE);
}

static const struct {
    const char *name;
    const char *template_text;
    guint n_facts;
    const char *text;
} rows[] = {
    { "plain text", "Do this.", 0, "Do this." },
    { "the resource", "of {resource}", 0, "of subnet-1" },
    { "one record", "{records} {is|are} there", 1, "subnet-1 is there" },
    { "what is filled in is not looked into", "{records}", 2, "subnet-1 and subnet-{n}" },
    { "a value that looks like a placeholder", "{values}", 3, "pending and {records}" },
    { "records, each once", "{records} {is|are} there", 4, "subnet-1 and subnet-{n} are there" },
    { "a long list", "{values}", 7, "pending, {records}, a, b and 1 more" },
    { "facts", "{facts}", 3, "subnet-1: pending, subnet-{n}: pending and {records}" },
    { "a fact by its number", "{1} is {value1}", 2, "subnet-{n} is pending" },
    { "a fact that is not there", "{1} is {value1}", 1, "{1} is {value1}" },
    { "how many", "{n} subnets", 2, "2 subnets" },
    { "no placeholder", "--query {a} or }{", 1, "--query {a} or }{" },
    { "no end", "{records", 1, "{records" },
    { "a zone that is not lost", "{zone}", 1, "{zone}" },
    { "one thing missing", "on {missing}", 1, "on the subnet subnet-9, which the scenario lacks" },
    { "two things missing", "on {missing}", 2,
      "on the subnet subnet-9, which the scenario lacks, and CidrBlock of vpc-9, which the "
      "scenario does not say" },
};

static void
templates_are_filled_in(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = fill(rows[i].template_text, rows[i].n_facts);
        EXPECT_TEXT(rows[i].name, text, rows[i].text);
    }
}

SUITE_MAIN(check_words, TEST(templates_are_filled_in))
