/* Small changes of a scenario, as tests write them down: one line each,
 *
 *     /VpcEndpoints/vpce-logs/State = "pending"          sets a member
 *     /SecurityGroups/sg-a/IpPermissions + {…}           puts an item at the end of an array
 *     /VpcEndpoints/vpce-logs -                          takes a member or an item away
 *
 * An item of an array is called by its number, or by what one of its members that end in "Id" says.
 */
#pragma once

#include <cjson/cJSON.h>
#include <glib.h>
#include <stdbool.h>

/* Errors: ACV_ERROR_SYNTAX, for a line that is no edit or leads nowhere; the JSON is as it was. */
bool json_edit(cJSON *json, const char *line, GError **error);
