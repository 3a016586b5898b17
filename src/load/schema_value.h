/* The JSON Schema of single values. */
#pragma once

#include "load/field.h"

G_BEGIN_DECLS

/* {"type": TYPE} */
cJSON *acv_schema_of_type(const char *type);

/* One of two. */
cJSON *acv_schema_either_take(cJSON *a, cJSON *b);

/* The same, or null. */
cJSON *acv_schema_nullable_take(cJSON *json);

/* A field that is neither an object nor a list. */
cJSON *acv_schema_of_value(const AcvJsonField *field);

/* A sentence about what a field holds, or NULL if its type says it all; the caller's to free. */
char *acv_schema_describe(const AcvJsonField *field);

/* "Network ACL entry" of "network_acl_entry"; the caller's to free. */
char *acv_schema_title(const char *noun);

G_END_DECLS
