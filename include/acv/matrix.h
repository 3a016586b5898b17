/* Who reaches what: every source of a scenario by every target.
 *
 * Sources are the AgentCore resources and the network interfaces; targets are databases, file
 * systems, AWS services, the internet and the network interfaces. Interfaces that no rule, route or
 * record tells apart make one class, of which a cell speaks as a whole. Every cell is what a
 * question about the two would be answered. */
#pragma once

#include <acv/api.h>
#include <acv/catalog.h>
#include <acv/question.h>
#include <acv/snapshot.h>

ACV_BEGIN_DECLS

typedef struct AcvMatrix AcvMatrix;

/* Told from time to time that 'done' of 'total' sources have been answered for. */
typedef struct {
    void (*tell)(size_t done, size_t total, void *user_data);
    void *user_data;
} AcvProgress;

/* Answers for all sources and targets, or for those that 'question' names: its 'from' and 'to' may
 * each be NULL. 'catalog' must outlive the matrix. 'progress' may be NULL.
 *
 * Errors: ACV_ERROR_SYNTAX, ACV_ERROR_UNKNOWN, ACV_ERROR_AMBIGUOUS, ACV_ERROR_USAGE, beginning with
 * "--from: " or "--to: ". */
AcvMatrix *acv_matrix_new(AcvSnapshot *snapshot, const AcvCatalog *catalog,
                          const AcvQuestion *question, const AcvProgress *progress, GError **error);
void acv_matrix_free(AcvMatrix *matrix);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvMatrix, acv_matrix_free)

ACV_END_DECLS
