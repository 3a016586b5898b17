/* Addresses as names of parties. */
#pragma once

#include "analysis/party.h"

/* Whether 'text' is an address, a prefix or "internet"; then '*out_prefix' is what it means. */
bool acv_addresses_parse(const char *text, AcvPrefix *out_prefix);

/* The party that 'prefix' means, which 'text' names. Free with g_ptr_array_unref().
 *
 * Errors: ACV_ERROR_UNKNOWN, of a source that no subnet holds. */
GPtrArray *acv_parties_of_addresses(AcvNetwork *network, const char *text, AcvPrefix prefix,
                                    AcvRole role, GError **error);
