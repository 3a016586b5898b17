/* The shorthand that the AWS CLI takes for JSON: "Key=value,List=[a,b],Object={A=1,B=2}".
 *
 * Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html */
#pragma once

#include <cjson/cJSON.h>
#include <glib.h>

G_BEGIN_DECLS

/* The object that 'text' says; all that is no list or object is a text. Free with cJSON_Delete().
 *
 * Errors: ACV_ERROR_SYNTAX, with what was expected where. */
cJSON *acv_shorthand_parse(const char *text, GError **error);

G_END_DECLS
