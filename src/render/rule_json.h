/* Rules and components in the shapes of AWS's NetworkInsightsAnalysis. */
#pragma once

#include "render/json_writer.h"
#include "render/wording.h"

/* KEY: {"Id", "Name", "Arn"}; nothing of NULL. */
void acv_json_member_component(AcvJsonWriter *writer, const char *key, const AcvRecord *record);

/* "SecurityGroupRule", "AclRule" or "RouteTableRoute" with what AWS says of such a rule; nothing of
 * a rule that is none of these. */
void acv_json_member_rule(AcvJsonWriter *writer, const AcvWords *words, const AcvRule *rule);
