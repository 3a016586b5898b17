/* JUnit's XML as Jenkins and GitLab read it: a suite for each AgentCore resource and one for the
 * design, a case for each finding. What is undetermined is an error, not a failure: the check could
 * not come to an end. A warning is a case that passes and says something; what is suppressed is
 * skipped, for the reason given. There are no times, so
 * that the same design gives the same bytes. */
#include "acv/render.h"

#include "render/escape.h"
#include "render/finding_identity.h"
#include "render/wording_checks.h"

/* How a case says what came of it; the element NULL: not at all. */
static const struct {
    const char *element;
    bool has_message; /* As an attribute, with the severity as its type. */
} outcomes[] = {
    [ACV_STATUS_PASS] = { NULL, false },
    [ACV_STATUS_FAIL] = { "failure", true },
    [ACV_STATUS_WARNING] = { "system-out", false },
    [ACV_STATUS_UNDETERMINED] = { "error", true },
};

typedef struct {
    GString *out;
    AcvWords words;
    GHashTable *names; /* How often each name of a case was used; texts to counts. */
} Report;

static void
write_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, " %s=\"", name);
    acv_escape_markup(out, value);
    g_string_append_c(out, '"');
}

static void
write_line(GString *out, const char *label, const char *text)
{
    if (text && text[0]) {
        g_string_append(out, label);
        acv_escape_markup(out, text);
        g_string_append_c(out, '\n');
    }
}

/* What a reader of a failed build needs: what was found, what to do, and where it stands. */
static void
write_details(Report *report, const AcvFinding *finding, const char *message)
{
    g_autoptr(GString) remedy = g_string_new(NULL);
    const AcvPlace *place = acv_finding_place(finding);

    acv_word_finding_remedy(remedy, &report->words, finding);
    write_line(report->out, "", message);
    write_line(report->out, "Do: ", remedy->str);
    if (finding->expectation) {
        write_line(report->out, "Because: ", finding->expectation->because);
    }
    if (place) {
        g_autofree char *pointer = acv_place_pointer(place);
        g_autofree char *where = g_strdup_printf("%s: %s", place->file, pointer);
        write_line(report->out, "Where: ", where);
    }
    write_line(report->out, "Source: ", finding->row->source);
}

static void
write_outcome(Report *report, const AcvFinding *finding)
{
    GString *out = report->out;
    const char *element = outcomes[finding->status].element;
    g_autoptr(GString) message = g_string_new(NULL);

    acv_word_finding(message, &report->words, finding);
    if (finding->suppression) {
        g_string_append(out, "      <skipped");
        write_attribute(out, "message", finding->suppression->because);
        g_string_append(out, "/>\n      <system-out>");
        acv_escape_markup(out, message->str);
        g_string_append(out, "</system-out>\n");
        return;
    }
    g_string_append_printf(out, "      <%s", element);
    if (outcomes[finding->status].has_message) {
        write_attribute(out, "message", message->str);
        write_attribute(out, "type", acv_check_severity_name(finding->severity));
    }
    g_string_append_c(out, '>');
    write_details(report, finding, message->str);
    g_string_append_printf(out, "</%s>\n", element);
}

/* Each name is used once, for those that keep a history of it. */
static char *
take_name(Report *report, const AcvFinding *finding)
{
    g_autoptr(GString) name = g_string_new(NULL);
    acv_finding_identity(name, finding);
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(report->names, name->str)) + 1;
    g_hash_table_insert(report->names, g_strdup(name->str), GUINT_TO_POINTER(n));
    if (n > 1) {
        g_string_append_printf(name, " (%u)", n);
    }
    return g_strdup(name->str);
}

static void
write_case(Report *report, const AcvFinding *finding)
{
    GString *out = report->out;
    g_autofree char *name = take_name(report, finding);
    const AcvSuppression *suppression = finding->suppression;

    g_string_append(out, "    <testcase");
    write_attribute(out, "classname", finding->row->check);
    write_attribute(out, "name", name);
    if (!suppression && !outcomes[finding->status].element) {
        g_string_append(out, "/>\n");
        return;
    }
    g_string_append(out, ">\n");
    if (suppression) {
        g_string_append(out, "      <skipped");
        write_attribute(out, "message", suppression->because);
        g_string_append(out, "/>\n");
    } else {
        write_outcome(report, finding);
    }
    g_string_append(out, "    </testcase>\n");
}

/* The counts of the findings about 'subject'; of all if 'all'. */
static void
write_counts(GString *out, const AcvCheckup *checkup, const AcvRecord *subject, bool all)
{
    unsigned counts[ACV_N_STATUSES] = { 0 };
    unsigned n_suppressed = 0;
    unsigned n = 0;
    for (guint i = 0; i < checkup->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        if (all || finding->subject == subject) {
            counts[finding->status] += !finding->suppression;
            n_suppressed += finding->suppression != NULL;
            n++;
        }
    }
    g_string_append_printf(out, " tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\"", n,
                           counts[ACV_STATUS_FAIL], counts[ACV_STATUS_UNDETERMINED], n_suppressed);
}

static void
write_suite(Report *report, const AcvCheckup *checkup, const AcvRecord *subject)
{
    g_autoptr(GString) name = g_string_new(NULL);
    if (subject) {
        acv_word_record(name, subject);
    } else {
        g_string_append(name, "The design");
    }
    g_string_append(report->out, "  <testsuite");
    write_attribute(report->out, "name", name->str);
    write_counts(report->out, checkup, subject, false);
    g_string_append(report->out, ">\n");
    for (guint i = 0; i < checkup->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        if (finding->subject == subject) {
            write_case(report, finding);
        }
    }
    g_string_append(report->out, "  </testsuite>\n");
}

void
acv_render_checkup_junit(GString *out, const AcvCheckup *checkup)
{
    Report report = { out, acv_words_of_checkup(checkup),
                      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };
    g_autoptr(GPtrArray) subjects = g_ptr_array_new();

    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<testsuites name=\"acv-path check\"");
    write_counts(out, checkup, NULL, true);
    g_string_append(out, ">\n");
    for (guint i = 0; i < checkup->findings->len; i++) {
        const AcvFinding *finding = g_ptr_array_index(checkup->findings, i);
        if (!g_ptr_array_find(subjects, finding->subject, NULL)) {
            g_ptr_array_add(subjects, (gpointer) finding->subject);
            write_suite(&report, checkup, finding->subject);
        }
    }
    g_string_append(out, "</testsuites>\n");
    g_hash_table_unref(report.names);
}
