/* What follows from a change without being said: routes whose target goes become blackholes, and
 * heal when it is back. */
#pragma once

#include "change/editing.h"

G_BEGIN_DECLS

/* Lets the routes of all tables follow what the change at hand did to their targets. */
void acv_editing_follow(AcvEditing *editing);

G_END_DECLS
