#include "render/wording_checks.h"

#include <string.h>

/* How many things a sentence names. */
enum { MOST_NAMED = 4 };

const AcvSentenceWords *
acv_sentence_words(AcvSentence sentence)
{
    const AcvTopicWords topics[] = {
        acv_words_of_expectation(), acv_words_of_hygiene(), acv_words_of_deployment(),
        acv_words_of_subnets(),     acv_words_of_vpc(),     acv_words_of_need(),
        acv_words_of_way(),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(topics); i++) {
        for (size_t j = 0; j < topics[i].n; j++) {
            if (topics[i].rows[j].sentence == sentence) {
                return &topics[i].rows[j];
            }
        }
    }
    return NULL;
}

AcvWords
acv_words_of_checkup(const AcvCheckup *checkup)
{
    return (AcvWords){ .catalog = checkup->catalog, .network = checkup->network };
}

/* --- Lists --- */

/* Appends "a, b and c", or the first few and how many more. */
static void
word_list(GString *out, const GPtrArray *texts)
{
    guint n = MIN(texts->len, (guint) MOST_NAMED);
    for (guint i = 0; i < n; i++) {
        const char *separator = i == 0 ? "" : i + 1 == texts->len ? " and " : ", ";
        g_string_append_printf(out, "%s%s", separator, (char *) g_ptr_array_index(texts, i));
    }
    if (n < texts->len) {
        g_string_append_printf(out, " and %u more", texts->len - n);
    }
}

typedef void (*FactWording)(GString *out, const AcvFact *fact);

static void
word_fact_record(GString *out, const AcvFact *fact)
{
    if (fact->record) {
        acv_word_record(out, fact->record);
    }
}

static void
word_fact_value(GString *out, const AcvFact *fact)
{
    g_string_append(out, fact->value ? fact->value : "");
}

static void
word_fact(GString *out, const AcvFact *fact)
{
    word_fact_record(out, fact);
    if (fact->value) {
        g_string_append_printf(out, "%s%s", fact->record ? ": " : "", fact->value);
    }
}

/* A list of what all facts say, each once. */
static void
word_facts(GString *out, const AcvFinding *finding, FactWording wording)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < finding->facts->len; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        wording(text, &g_array_index(finding->facts, AcvFact, i));
        if (text->len > 0
            && !g_ptr_array_find_with_equal_func(texts, text->str, g_str_equal, NULL)) {
            g_ptr_array_add(texts, g_strdup(text->str));
        }
    }
    word_list(out, texts);
}

/* The same of texts that have commas themselves. */
static void
word_clauses(GString *out, const GPtrArray *texts)
{
    guint n = MIN(texts->len, (guint) MOST_NAMED);
    for (guint i = 0; i < n; i++) {
        const char *separator = i == 0 ? "" : i + 1 == texts->len ? ", and " : "; ";
        g_string_append_printf(out, "%s%s", separator, (char *) g_ptr_array_index(texts, i));
    }
    if (n < texts->len) {
        g_string_append_printf(out, "; and %u more", texts->len - n);
    }
}

static void
word_all_missing(GString *out, const AcvFinding *finding)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < finding->missing->len; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_missing(text, &g_array_index(finding->missing, AcvMissing, i));
        g_ptr_array_add(texts, g_strdup(text->str));
    }
    word_clauses(out, texts);
}

/* --- Templates --- */

static bool
has_name(const char *name, size_t length, const char *wanted)
{
    return strlen(wanted) == length && strncmp(name, wanted, length) == 0;
}

/* "{0}" and "{value0}": of which fact 'wording' is meant; NULL if there is no such fact. */
static const AcvFact *
numbered_fact(const AcvFinding *finding, const char *name, size_t length, FactWording *out_wording)
{
    static const char value[] = "value";
    bool is_value = strncmp(name, value, strlen(value)) == 0;
    const char *digit = name + (is_value ? strlen(value) : 0);
    *out_wording = is_value ? word_fact_value : word_fact_record;
    if (digit + 1 != name + length || !g_ascii_isdigit(*digit)) {
        return NULL;
    }
    guint index = (guint) (*digit - '0');
    return index < finding->facts->len ? &g_array_index(finding->facts, AcvFact, index) : NULL;
}

/* Appends what a placeholder stands for; false if it is none. */
static bool
fill_in(GString *out, const AcvFinding *finding, const char *name, size_t length)
{
    static const struct {
        const char *name;
        FactWording wording;
    } lists[] = {
        { "records", word_fact_record },
        { "values", word_fact_value },
        { "facts", word_fact },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (has_name(name, length, lists[i].name)) {
            word_facts(out, finding, lists[i].wording);
            return true;
        }
    }
    FactWording wording;
    const AcvFact *fact = numbered_fact(finding, name, length, &wording);
    const char *bar = memchr(name, '|', length);
    if (fact) {
        wording(out, fact);
    } else if (bar && finding->facts->len == 1) {
        g_string_append_len(out, name, bar - name);
    } else if (bar) {
        g_string_append_len(out, bar + 1, name + length - bar - 1);
    } else if (has_name(name, length, "resource") && finding->resource) {
        acv_word_record(out, finding->resource);
    } else if (has_name(name, length, "n")) {
        g_string_append_printf(out, "%u", finding->facts->len);
    } else if (has_name(name, length, "missing")) {
        word_all_missing(out, finding);
    } else if (has_name(name, length, "zone") && finding->zone) {
        g_string_append(out, finding->zone);
    } else {
        return false;
    }
    return true;
}

static void
word_template(GString *out, const AcvFinding *finding, const char *text)
{
    while (*text) {
        size_t plain = strcspn(text, "{");
        g_string_append_len(out, text, (gssize) plain);
        text += plain;
        const char *end = *text ? strchr(text, '}') : NULL;
        if (end && fill_in(out, finding, text + 1, (size_t) (end - text - 1))) {
            text = end + 1;
        } else if (*text) {
            g_string_append_c(out, *text++);
        }
    }
}

/* --- Findings --- */

void
acv_word_finding(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    const AcvSentenceWords *sentence = acv_sentence_words(finding->sentence);
    if (sentence && sentence->function) {
        sentence->function(out, words, finding);
    } else if (sentence) {
        word_template(out, finding, sentence->template_text);
    }
}

/* What to change so that packets arrive, in the order of the explanations. */
static void
word_repairs(GString *out, const AcvAnswer *answer)
{
    AcvWords words = acv_words_of(answer);
    for (guint i = 0; i < answer->explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(answer->explanations, AcvExplanation, i);
        if (explanation->verdict == ACV_VERDICT_REFUSED) {
            g_string_append(out, out->len > 0 ? " " : "");
            acv_word_remedy(out, &words, explanation);
        }
    }
}

void
acv_word_finding_remedy(GString *out, const AcvWords *words, const AcvFinding *finding)
{
    (void) words;
    if (finding->status == ACV_STATUS_PASS) {
        return;
    }
    if (finding->status == ACV_STATUS_UNDETERMINED) {
        g_string_append(out, "Add what is missing to the input, and check again.");
        return;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; finding->expected == ACV_OUTCOME_REACHABLE && i < finding->answers->len;
         i++) {
        word_repairs(text, acv_finding_answer(finding, i));
    }
    if (text->len == 0) {
        word_template(text, finding, finding->row->remedy);
    }
    g_string_append(out, text->str);
}
