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

ACV_END_DECLS
