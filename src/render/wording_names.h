/* Names and their servers in words; every function appends to 'out'. */
#pragma once

#include "render/wording.h"

/* What a name stands for, and by whose word: "db.example is 10.0.1.5, by this hosted zone". */
void acv_word_naming(GString *out, const AcvWords *words, const AcvNaming *naming);

/* Which setting keeps private DNS from having an effect, and where: "PrivateDnsEnabled is off in
 * vpce-0a1". */
void acv_word_private_dns_setting(GString *out, const AcvRecord *component);

/* What happened, for the codes that are about names. */
void acv_word_no_name(GString *out, const AcvWords *words, const AcvExplanation *explanation);
void acv_word_private_dns(GString *out, const AcvWords *words, const AcvExplanation *explanation);
void acv_word_dns_server(GString *out, const AcvWords *words, const AcvExplanation *explanation);
