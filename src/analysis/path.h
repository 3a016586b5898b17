/* How the paths of an inquiry are walked. */
#pragma once

#include "analysis/inquiry.h"

/* A path with the ends, the part and the whole of 'like', walked. */
AcvPath *acv_path_new(const AcvInquiry *inquiry, const AcvPath *like);
void acv_path_free(AcvPath *path);

/* An empty list that owns its paths. */
GPtrArray *acv_paths_new(void);

/* The paths from 'source' to those of 'targets' (elements AcvEnd), which are freed, that it can
 * mean: elements AcvPath *. */
GPtrArray *acv_paths_to_take(const AcvInquiry *inquiry, const AcvEnd *source, GArray *targets);

/* The same to what the name of 'party' leads to, as 'client' is answered. */
GPtrArray *acv_paths_by_name(const AcvInquiry *inquiry, const AcvNameClient *client,
                             const AcvParty *party, const AcvEnd *source);
