/* Threads that fill a matrix together.
 *
 * A network is for one thread. So each member of a team has its own of the same snapshot, and a
 * matrix of it, in which it fills the rows of the places that nobody else has taken; in the end
 * they go into one. A row is the same whoever fills it. */
#pragma once

#include "analysis/matrix.h"

typedef struct AcvTeam AcvTeam;

enum { ACV_TEAM_MOST_MEMBERS = 7 };

/* How many members a matrix of all that 'snapshot' has, or of what 'question' names, is worth. */
guint acv_team_members_worth(AcvSnapshot *snapshot, const AcvQuestion *question);

/* Starts 'n_members' threads, at most ACV_TEAM_MOST_MEMBERS, which begin at once. All must outlive
 * it; 'progress' may be NULL. */
AcvTeam *acv_team_new(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question,
                      const AcvProgress *progress, guint n_members);

/* Fills all rows of 'matrix' together with the members; NULL only waits for them to end. */
void acv_team_fill(AcvTeam *team, AcvMatrix *matrix);
void acv_team_free(AcvTeam *team);
