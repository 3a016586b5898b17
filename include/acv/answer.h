/* A question answered: the verdict, the ways of the packets, what stops them and why.
 *
 *     AcvSnapshot *snapshot = acv_scenario_read(names, problems);
 *     AcvCatalog *catalog = acv_catalog_load(NULL, problems);
 *     AcvQuestion question = { .from = "runtime",
 *                              .to = "rds:3306",
 *                              .ephemeral_ports = ACV_EPHEMERAL_PORTS };
 *     AcvAnswer *answer = acv_answer_new(snapshot, catalog, &question, &error);
 *     acv_render_text(out, answer, &style); */
#pragma once

#include <acv/api.h>
#include <acv/catalog.h>
#include <acv/change.h>
#include <acv/question.h>
#include <acv/snapshot.h>

ACV_BEGIN_DECLS

typedef struct AcvAnswer AcvAnswer;

/* Answers 'question'. The question and the catalog must outlive the answer.
 *
 * Errors: ACV_ERROR_SYNTAX, ACV_ERROR_UNKNOWN, ACV_ERROR_AMBIGUOUS, ACV_ERROR_USAGE: of the names
 * in the question; the message begins with "--from: " or "--to: ". */
AcvAnswer *acv_answer_new(AcvSnapshot *snapshot, const AcvCatalog *catalog,
                          const AcvQuestion *question, GError **error);
void acv_answer_free(AcvAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvAnswer, acv_answer_free)

AcvOutcome acv_answer_outcome(const AcvAnswer *answer);

/* Finds what would make the answer "reachable", by trying changes on 'snapshot', of which it is the
 * answer. Only after this does an answer have remedies. */
void acv_answer_find_remedies(AcvAnswer *answer, AcvSnapshot *snapshot);

/* How many remedies it has; none if nothing helps, or nothing has to. */
size_t acv_answer_n_remedies(const AcvAnswer *answer);

/* The changes of the remedy at 'index', the best one being the first: a list to which nothing is to
 * be added. Free with acv_changes_free(). */
AcvChanges *acv_answer_remedy(const AcvAnswer *answer, size_t index);

ACV_END_DECLS
