/* What of a list of changes only this floor sees. */
#pragma once

#include "change/command.h"

G_BEGIN_DECLS

typedef struct {
    AcvChange change;
    AcvCompiled compiled; /* Of a command. */
} AcvChangeItem;

const AcvChangeItem *acv_changes_item(const AcvChanges *changes, size_t index);

/* The same changes without the one at 'index', to which no other one refers; nothing is added to
 * them. */
AcvChanges *acv_changes_new_without(const AcvChanges *changes, size_t index);

G_END_DECLS
