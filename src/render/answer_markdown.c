/* An answer as a page of a troubleshooting document: the verdict, a picture, the hops as tables,
 * what stops packets and what to change, and how to see it all in the account. */
#include "acv/render.h"

#include "explain/story.h"
#include "render/answer_markdown.h"
#include "render/escape.h"
#include "render/markdown.h"
#include "render/remedies.h"

#include <string.h>

/* --- The verdict --- */

static void
write_verdict(const AcvMarkdownPage *page)
{
    const AcvQuestion *question = page->answer->inquiry->question;
    AcvTone tone;
    g_string_append(page->out, "# From ");
    acv_escape_markdown(page->out, question->from);
    g_string_append(page->out, " to ");
    acv_escape_markdown(page->out, question->to);
    g_string_append_printf(page->out, ": %s\n\n", acv_page_verdict(page->answer->outcome, &tone));
}

static void
write_picture(const AcvMarkdownPage *page)
{
    g_autoptr(GString) chart = g_string_new(NULL);
    acv_render_mermaid(chart, page->answer);
    acv_markdown_block(page->out, "mermaid", chart->str);
}

/* --- What follows --- */

static void
write_cause(const AcvMarkdownPage *page, const AcvExplanation *explanation, unsigned number)
{
    g_autoptr(GString) blamed = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    acv_word_blamed(blamed, explanation);
    acv_word_message(text, &page->words, explanation);
    g_autoptr(GString) near = g_string_new(NULL);
    acv_word_near_miss(near, &page->words, explanation);
    g_string_append_printf(text, "%s%s", near->len > 0 ? " " : "", near->str);
    g_string_append_printf(page->out, "%u. ", number);
    acv_markdown_code(page->out, acv_code_name(explanation->code));
    if (explanation->component && !strstr(text->str, explanation->component->id)) {
        g_string_append(page->out, " at ");
        acv_escape_markdown(page->out, blamed->str);
    }
    g_string_append(page->out, ": ");
    acv_escape_markdown(page->out, text->str);
    g_string_append_c(page->out, '\n');
}

static void
write_causes(const AcvMarkdownPage *page)
{
    const GArray *explanations = page->answer->explanations;
    if (explanations->len > 0) {
        bool is_sure = page->answer->missing->len == 0;
        acv_markdown_heading(page->out, 2,
                             is_sure ? "What stops packets" : "What stops packets, or may");
    }
    for (guint i = 0; i < explanations->len; i++) {
        write_cause(page, &g_array_index(explanations, AcvExplanation, i), i + 1);
    }
}

static void
write_remedies(const AcvMarkdownPage *page)
{
    const GArray *explanations = page->answer->explanations;
    unsigned number = 0;
    for (guint i = 0; i < explanations->len; i++) {
        const AcvExplanation *explanation = &g_array_index(explanations, AcvExplanation, i);
        if (explanation->verdict != ACV_VERDICT_REFUSED) {
            continue;
        }
        if (number == 0) {
            acv_markdown_heading(page->out, 2, "What to change");
        }
        g_autoptr(GString) text = g_string_new(NULL);
        acv_word_remedy(text, &page->words, explanation);
        acv_markdown_item(page->out, ++number, text->str);
    }
}

static void
write_commands(const AcvMarkdownPage *page)
{
    const AcvRepairs *repairs = page->answer->repairs;
    for (guint i = 0; repairs && i < repairs->list->len; i++) {
        const AcvRepair *repair = g_ptr_array_index(repairs->list, i);
        g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
        for (guint j = 0; j < repair->plan->commands->len; j++) {
            const AcvAwsCommand *command = g_ptr_array_index(repair->plan->commands, j);
            g_ptr_array_add(lines, acv_aws_command_print(command));
        }
        g_string_append_c(page->out, '\n');
        acv_markdown_paragraph(page->out, acv_repair_heading(repair, i));
        acv_markdown_script(page->out, lines);
        for (guint j = 0; j < repair->breaks->len; j++) {
            g_autoptr(GString) text = g_string_new(NULL);
            acv_word_broken(text, g_ptr_array_index(repair->breaks, j));
            g_string_append_c(page->out, '\n');
            acv_markdown_paragraph(page->out, text->str);
        }
    }
}

static void
write_symptom(const AcvMarkdownPage *page)
{
    const char *symptom = acv_answer_symptom(page->answer);
    if (symptom) {
        acv_markdown_heading(page->out, 2, "What a user sees");
        acv_markdown_paragraph(page->out, symptom);
    }
}

static void
write_proofs(const AcvMarkdownPage *page, bool is_changed)
{
    g_autoptr(GPtrArray) proofs = acv_proofs_of(page->answer);
    acv_markdown_heading(page->out, 2, "How to verify it in the account");
    if (is_changed) {
        acv_markdown_paragraph(page->out, "Once the changes are made there:");
    }
    acv_markdown_proofs(page->out, &page->words, proofs);
}

static void
write_rest(const AcvMarkdownPage *page)
{
    const AcvAnswer *answer = page->answer;
    for (guint i = 0; i < answer->missing->len; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        if (i == 0) {
            acv_markdown_heading(page->out, 2, "What the answer depends on");
        }
        acv_word_missing(text, &g_array_index(answer->missing, AcvMissing, i));
        acv_markdown_item(page->out, 0, text->str);
    }
    for (guint i = 0; i < answer->notes->len; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        if (i == 0) {
            acv_markdown_heading(page->out, 2, "Notes");
        }
        acv_word_note(text, &page->words, &g_array_index(answer->notes, AcvNote, i));
        acv_markdown_item(page->out, 0, text->str);
    }
    for (guint i = 0; i < answer->assumptions->len; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        if (i == 0) {
            acv_markdown_heading(page->out, 2, "Assumed");
        }
        acv_word_assumed(text, &g_array_index(answer->assumptions, AcvAssumed, i));
        acv_markdown_item(page->out, 0, text->str);
    }
}

static void
write_references(const AcvMarkdownPage *page)
{
    g_autoptr(GString) references = g_string_new(NULL);
    acv_markdown_references(references, page->words.catalog, page->answer->explanations);
    if (references->len > 0) {
        acv_markdown_heading(page->out, 2, "References");
        g_string_append(page->out, references->str);
    }
}

/* --- What if --- */

static void
write_change(const AcvMarkdownPage *page, const AcvTrial *trial, size_t index)
{
    const AcvChange *change = acv_changes_get(trial->changes, index);
    g_autofree char *command = change->command ? acv_aws_command_print(change->command) : NULL;
    g_autoptr(GString) effects = g_string_new(NULL);
    acv_word_effects(effects, trial->what_if, index);
    g_string_append_printf(page->out, "%zu. ", index + 1);
    if (command) {
        acv_markdown_code(page->out, command);
    } else {
        g_string_append(page->out, "a fragment of a scenario");
    }
    g_string_append(page->out, ": ");
    acv_escape_markdown(page->out, effects->str);
    g_string_append_c(page->out, '\n');
}

static void
write_trial(const AcvMarkdownPage *page, const AcvTrial *trial)
{
    AcvTone tone;
    const char *before = trial->before ? acv_page_verdict(trial->before->outcome, &tone)
                                       : "the question names what is not there yet";
    g_string_append_printf(page->out, "Before: **%s**. After: **%s**.\n", before,
                           acv_page_verdict(trial->after->outcome, &tone));
    acv_markdown_heading(page->out, 2, "What if");
    for (size_t i = 0; trial->what_if && i < acv_changes_n(trial->changes); i++) {
        write_change(page, trial, i);
    }
    for (const char *const *zone = trial->lost_zones; zone && *zone; zone++) {
        g_autofree char *text = g_strdup_printf("zone %s is lost", *zone);
        acv_markdown_item(page->out, 0, text);
    }
    g_autoptr(GString) differences = g_string_new(NULL);
    acv_trial_write_differences(differences, trial);
    acv_markdown_heading(page->out, 2, "What changes on the way");
    acv_markdown_block(page->out, "text", differences->str);
    g_string_append_c(page->out, '\n');
}

void
acv_render_markdown(GString *out, const AcvTrial *trial)
{
    AcvMarkdownPage page = { out, trial->after, acv_words_of(trial->after) };
    write_verdict(&page);
    if (trial->changes) {
        write_trial(&page, trial);
    }
    write_picture(&page);
    acv_markdown_paths(&page);
    write_causes(&page);
    write_remedies(&page);
    write_commands(&page);
    write_symptom(&page);
    write_proofs(&page, trial->changes);
    write_rest(&page);
    write_references(&page);
    acv_markdown_end(page.out);
}
