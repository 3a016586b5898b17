/* Patterns in which "*" stands for any text and "?" for any one character, as in AWS policies.
 *
 * A pattern is the set of the texts that it matches; a text without wildcards is a set of one.
 * Bytes are compared as they are.
 *
 * Source:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Whether 'pattern' matches every text that 'other' matches. */
bool acv_wildcard_covers(const char *pattern, const char *other);

/* Whether there is a text that both match. */
bool acv_wildcard_overlaps(const char *a, const char *b);

G_END_DECLS
