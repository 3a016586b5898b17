/* Options of a command of the AWS CLI, read through a table whose keys are their names with the
 * dashes. A value is text, shorthand, or JSON, as its field says and as it begins. */
#pragma once

#include "load/field.h"

G_BEGIN_DECLS

typedef struct {
    const char *name;  /* "--group-id". */
    AcvStrings values; /* One word each. Those of a flag are none. */
    bool is_negative;  /* Of a flag: "--no-…". */
    bool is_refused;   /* It is there, and was reported to be wrong. */
} AcvCliOption;

/* Reads all options into '*target', whose bytes are zero. False if it reported any error; unknown
 * keys and values within options are errors too. Options that the table does not have are the
 * caller's to tell. The table's 'finish' is called also if other fields are wrong, which are then
 * not given. */
bool acv_cli_options_read(AcvJsonReader *reader, const AcvJsonTable *table,
                          const AcvCliOption *options, size_t n, void *target);

/* The field of an option; NULL if the table does not have it. */
const AcvJsonField *acv_cli_option_field(const AcvJsonTable *table, const char *name);

G_END_DECLS
