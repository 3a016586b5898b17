/* What a hop did with packets, in words. */
#pragma once

#include "render/wording.h"

/* Why it let them through: "tcp 443 to 0.0.0.0/0", "translates 10.0.1.20 to 10.0.101.10",
 * "receives". */
void acv_word_waypoint(GString *out, const AcvWords *words, const AcvWaypoint *waypoint);

/* Whether the waypoint is about a name, which matters more than that of the component. */
bool acv_waypoint_is_name(const AcvWaypoint *waypoint);
