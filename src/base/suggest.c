#include "base/suggest.h"

#include <stdint.h>
#include <string.h>

enum {
    MAX_LENGTH = 64,        /* Of names whose slips are counted. */
    MIN_PART_LENGTH = 3,    /* Shorter parts say nothing. */
    MAX_WHOLE_LENGTH = 512, /* Of names in which parts are looked for. */
};

typedef struct {
    const char *text;
    size_t rank; /* Lower is closer. */
} Match;

static size_t
min3(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

static bool
same_letter(char a, char b)
{
    return g_ascii_tolower(a) == g_ascii_tolower(b);
}

/* Fills row i of the table of distances between prefixes from the two rows before it; returns the
 * least of it. */
static size_t
fill_row(const char *a, const char *b, size_t i, size_t rows[3][MAX_LENGTH + 1])
{
    size_t *row = rows[i % 3];
    const size_t *above = rows[(i + 2) % 3];
    const size_t *above2 = rows[(i + 1) % 3];
    size_t n = strlen(b);
    size_t least = row[0] = i;

    for (size_t j = 1; j <= n; j++) {
        size_t changed = above[j - 1] + !same_letter(a[i - 1], b[j - 1]);
        row[j] = min3(above[j] + 1, row[j - 1] + 1, changed);
        if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) && same_letter(a[i - 2], b[j - 1])) {
            row[j] = MIN(row[j], above2[j - 2] + 1);
        }
        least = MIN(least, row[j]);
    }
    return least;
}

size_t
acv_edit_distance(const char *a, const char *b, size_t limit)
{
    size_t rows[3][MAX_LENGTH + 1];
    size_t m = strlen(a);
    size_t n = strlen(b);

    if (m > MAX_LENGTH || n > MAX_LENGTH || m > n + limit || n > m + limit) {
        return limit + 1;
    }
    for (size_t j = 0; j <= n; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= m; i++) {
        size_t least = fill_row(a, b, i, rows);
        if (least > limit && i < m) {
            return limit + 1;
        }
    }
    return MIN(rows[m % 3][n], limit + 1);
}

/* Whether 'part', if it is long enough, stands anywhere in 'text', if that is short enough. */
static bool
contains(const char *text, const char *part)
{
    size_t length = strnlen(part, MAX_WHOLE_LENGTH);
    if (length < MIN_PART_LENGTH || strnlen(text, MAX_WHOLE_LENGTH) == MAX_WHOLE_LENGTH) {
        return false;
    }
    for (; *text; text++) {
        if (g_ascii_strncasecmp(text, part, length) == 0) {
            return true;
        }
    }
    return false;
}

/* One slip in a short name, one more for every four letters. */
static size_t
tolerance(const char *name)
{
    return 1 + MIN(strlen(name), MAX_LENGTH) / 4;
}

bool
acv_is_slip(const char *name, const char *const *candidates, size_t n, size_t most)
{
    size_t limit = MIN(most, tolerance(name));
    for (size_t i = 0; i < n; i++) {
        if (acv_edit_distance(name, candidates[i], limit) <= limit) {
            return true;
        }
    }
    return false;
}

/* How far 'candidate' is from 'name': equal but for case, one begins with the other, slips, parts;
 * SIZE_MAX if it does not resemble it. */
static size_t
rank_of(const char *name, const char *candidate)
{
    size_t length = strlen(name);
    size_t limit = tolerance(name);
    size_t distance = acv_edit_distance(name, candidate, limit);

    if (distance <= 1) {
        return distance;
    }
    if (length > 0 && g_ascii_strncasecmp(candidate, name, length) == 0) {
        return 2;
    }
    if (distance <= limit) {
        return 1 + distance;
    }
    if (contains(candidate, name)) {
        return 2 + limit;
    }
    if (contains(name, candidate)) {
        return 3 + limit;
    }
    return SIZE_MAX;
}

static int
compare_matches(const void *a, const void *b)
{
    const Match *x = a;
    const Match *y = b;
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    return strcmp(x->text, y->text);
}

GPtrArray *
acv_suggest(const char *name, const char *const *candidates, size_t n, size_t max)
{
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(Match));
    GPtrArray *names = g_ptr_array_new();

    for (size_t i = 0; i < n; i++) {
        Match match = { candidates[i], rank_of(name, candidates[i]) };
        if (match.rank != SIZE_MAX) {
            g_array_append_val(matches, match);
        }
    }
    g_array_sort(matches, compare_matches);
    for (size_t i = 0; i < matches->len && names->len < max; i++) {
        const char *text = g_array_index(matches, Match, i).text;
        if (names->len == 0 || strcmp(text, g_ptr_array_index(names, names->len - 1)) != 0) {
            g_ptr_array_add(names, (gpointer) (uintptr_t) text);
        }
    }
    return names;
}
