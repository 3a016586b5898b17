/* The ends to which a name leads. */
#pragma once

#include "analysis/end.h"
#include "analysis/name_client.h"

/* Whether clients reach the party by a name. */
bool acv_party_has_name(const AcvParty *party);

/* Where the name of 'party' leads 'source', as 'view' answers: elements AcvEnd, each with its
 * naming. 'is_doubtful': whether it answers so is not known. Free with g_array_unref(). */
GArray *acv_ends_of_name(AcvNetwork *network, const AcvNameClient *client, const AcvParty *party,
                         const AcvEnd *source, AcvNameView view, bool is_doubtful);

/* Where the host name 'party' leads a source that knows its addresses without asking: those of an
 * endpoint that works, whatever its private DNS, else the public ones; or one that AWS runs outside
 * any VPC. Elements AcvEnd. Free with g_array_unref(). */
GArray *acv_ends_of_known_host(AcvNetwork *network, const AcvParty *party, const AcvEnd *source);

/* Whether both views answer the same. */
bool acv_name_has_one_answer(AcvNetwork *network, const AcvNameClient *client,
                             const AcvParty *party, const AcvEnd *source);

/* Of a service whose name passes by an endpoint, the ends behind that endpoint, each with a naming
 * that says why they are not reached; NULL if there is no such endpoint. Free with
 * g_array_unref(). */
GArray *acv_ends_passed_by(AcvNetwork *network, const AcvNameClient *client, const AcvParty *party,
                           const AcvEnd *source, AcvNameView view);
