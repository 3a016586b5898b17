/* JSON text, checked strictly before anything is read from it.
 *
 * A text holds one JSON object or several, one after another. What acv_json_check() accepts is
 * valid UTF-8 and valid JSON (RFC 8259), and small enough in depth and in its numbers for the
 * parser. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

G_BEGIN_DECLS

enum { ACV_JSON_MAX_DEPTH = 1000 };

/* Where a text is not what it should be, and how: 'message' is the caller's to free. */
typedef struct {
    size_t offset; /* In bytes. */
    char *message;
} AcvJsonFault;

/* Whether 'text', which a zero byte follows, is a sequence of JSON objects; at least one. If not,
 * fills '*out_fault'. */
bool acv_json_check(const char *text, size_t length, AcvJsonFault *out_fault);

/* Some elements of a list, one after another: their text begins behind the bracket or comma before
 * the first, and ends at the comma or bracket after the last. */
typedef struct {
    const char *start;
    const char *end;
    size_t first; /* The index of the first. */
    size_t n;     /* At least one. */
} AcvJsonPart;

/* The same, and cuts lists at the top of the objects into parts: appends to 'parts', of
 * AcvJsonPart, all parts of each list that is longer than 'part_size' bytes, in the order of the
 * text. Each but the last of a list has so many bytes or more, but not without its last element. */
bool acv_json_check_in_parts(const char *text, size_t length, size_t part_size, GArray *parts,
                             AcvJsonFault *out_fault);

/* Both count from 1; a column is a character. */
void acv_json_locate(const char *text, size_t offset, unsigned *out_line, unsigned *out_column);

/* The first character from 'text' on that is no space; of checked text. */
const char *acv_json_skip_space(const char *text);

/* The first character after the value that begins at 'text'; of checked text. */
const char *acv_json_skip_value(const char *text);

G_END_DECLS
