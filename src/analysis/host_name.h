/* Host names among the names that a question can use. */
#pragma once

#include "network/network.h"

/* Whether 'text' can be a host name: labels and dots, and no endpoint service name. */
bool acv_text_is_host_name(const char *text);

/* Whether somebody is known to answer for it: AWS, or a zone or database of the scenario. Of other
 * names that look like a mistyped one, the mistake is likelier. */
bool acv_host_name_is_known(AcvNetwork *network, const char *text);

/* The name under which clients find a database or a file system; NULL if nobody knows it, or if
 * there is one for each zone. */
const char *acv_record_host_name(AcvNetwork *network, const AcvRecord *record);
