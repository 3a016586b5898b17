/* What checks found, in words, the same in every format; plain text, escaped by who prints it.
 *
 * Each sentence (explain/check_sentence.h) has a template or a function. In a template
 *
 *     {resource}     what the finding is about
 *     {records}      the records of its facts, each once: "subnet-1 (a), subnet-2 (b) and 3 more"
 *     {facts}        records and values: "subnet-1 (a): use1-az3, subnet-2 (b): use1-az5"
 *     {values}       the values of its facts, each once
 *     {0}, {1}, …    the record of that fact
 *     {value0}, …    its value
 *     {n}            how many facts
 *     {is|are}       the first if there is one fact, else the second
 *     {missing}      what an undetermined status depends on
 *     {zone}         the zone that is lost
 *
 * The remedies of models/checks.tsv are templates too. What is no placeholder stays as it is, and
 * what is filled in is not looked into again. */
#pragma once

#include "render/wording.h"

typedef void (*AcvFindingWording)(GString *out, const AcvWords *words, const AcvFinding *finding);

/* One of these two. */
typedef struct {
    AcvSentence sentence;
    const char *template_text;
    AcvFindingWording function;
} AcvSentenceWords;

/* The words of one topic, in any order. */
typedef struct {
    const AcvSentenceWords *rows;
    size_t n;
} AcvTopicWords;

#define ACV_TOPIC_WORDS(rows) ((AcvTopicWords){ (rows), G_N_ELEMENTS(rows) })

AcvTopicWords acv_words_of_expectation(void);
AcvTopicWords acv_words_of_hygiene(void);
AcvTopicWords acv_words_of_deployment(void);
AcvTopicWords acv_words_of_subnets(void);
AcvTopicWords acv_words_of_vpc(void);
AcvTopicWords acv_words_of_need(void);
AcvTopicWords acv_words_of_way(void);

/* The words of a sentence; NULL if it has none, which a test sees to. */
const AcvSentenceWords *acv_sentence_words(AcvSentence sentence);

AcvWords acv_words_of_checkup(const AcvCheckup *checkup);

/* Append to 'out' what was found: "subnet-1 (a) is in use1-az3, …"; */
void acv_word_finding(GString *out, const AcvWords *words, const AcvFinding *finding);

/* and what to do: the remedies of what stops packets that are expected to arrive, else that of the
 * check; of what is undetermined, to complete the input; nothing if it passed. */
void acv_word_finding_remedy(GString *out, const AcvWords *words, const AcvFinding *finding);

/* "12 checks: 2 failed, 10 passed". */
void acv_word_checkup_summary(GString *out, const AcvCheckup *checkup);
