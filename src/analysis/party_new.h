/* How parties are made of what a question names. */
#pragma once

#include "analysis/party.h"

/* An empty list that owns its parties. */
GPtrArray *acv_parties_new(void);

bool acv_record_is_agentcore(const AcvRecord *record);

/* The caller's, to be put into a list. */
AcvParty *acv_party_of_record(AcvNetwork *network, const AcvRecord *record, AcvRole role);
AcvParty *acv_party_of_host(AcvNetwork *network, const char *text);

/* All addresses of a prefix; of no length, the internet of its family. */
AcvParty *acv_party_of_addresses(AcvNetwork *network, AcvPrefix prefix);
