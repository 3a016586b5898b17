/* Writes JSON into a GString: indented, keys in the order of the calls, every text escaped. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    GString *out;
    unsigned depth;
    bool is_empty;  /* Nothing yet in the innermost object or array. */
    bool after_key; /* The next value belongs to a key. */
} AcvJsonWriter;

AcvJsonWriter acv_json_writer(GString *out);

/* Goes on within an array or object, 'depth' deep, that has 'n_before' elements or members. */
AcvJsonWriter acv_json_writer_within(GString *out, unsigned depth, size_t n_before);

/* Each value either stands in an array or follows acv_json_key(). */
void acv_json_begin_object(AcvJsonWriter *writer);
void acv_json_end_object(AcvJsonWriter *writer);
void acv_json_begin_array(AcvJsonWriter *writer);
void acv_json_end_array(AcvJsonWriter *writer);
void acv_json_key(AcvJsonWriter *writer, const char *key);

/* NULL is written as null. Bytes that are not UTF-8 become U+FFFD. */
void acv_json_string(AcvJsonWriter *writer, const char *text);
void acv_json_int(AcvJsonWriter *writer, int64_t value);
void acv_json_bool(AcvJsonWriter *writer, bool value);
void acv_json_null(AcvJsonWriter *writer);

/* Text of which nothing has to be escaped, nor looked at. */
void acv_json_plain(AcvJsonWriter *writer, const char *text, size_t length);

/* Members as they were written to another object, as the first ones of an object at the same depth.
 */
void acv_json_members(AcvJsonWriter *writer, const GString *written);

/* A key with its value; of a NULL text nothing at all. */
void acv_json_member_string(AcvJsonWriter *writer, const char *key, const char *text);
void acv_json_member_int(AcvJsonWriter *writer, const char *key, int64_t value);
void acv_json_member_bool(AcvJsonWriter *writer, const char *key, bool value);
