/* Both questions are answered by a table of "can what is left of the one go with what is left of
 * the other", filled from the ends of both, of which two rows are kept.
 *
 *              o t h e r  ->
 *     p   *  [ . . . . . ]      a cell looks at the cells
 *     a   a  [ . . . x-> ]      right of it, below, and
 *     t   ?  [ . . . v \ ]      right below
 *     |   *  [ . . . . . ]
 *     v      [ . . . . T ]
 *
 * Covering needs care, since the letters may be anything: "?*" covers "*a", though its "?" is no
 * token of the other, and "*?" is the same set. So the wildcards that stand together are one run,
 * of at least n characters, or of exactly n if there is no "*" among them, and a run with a "*"
 * takes any tokens of the other of which at least n are not "*". */
#include "base/wildcard.h"

#include <string.h>

/* A letter, or a run of wildcards. */
typedef struct {
    char letter;  /* 0 for a run. */
    bool is_open; /* A run with "*". */
    size_t n;     /* Characters of a run, at least. */
} Token;

static bool
is_wildcard(char c)
{
    return c == '*' || c == '?';
}

/* The tokens of a pattern, '*out_n' of them; the caller's to free. */
static Token *
split(const char *pattern, size_t *out_n)
{
    Token *tokens = g_new0(Token, strlen(pattern) + 1);
    size_t n = 0;

    while (*pattern) {
        Token *token = &tokens[n++];
        if (!is_wildcard(*pattern)) {
            token->letter = *pattern++;
            continue;
        }
        for (; is_wildcard(*pattern); pattern++) {
            token->is_open |= *pattern == '*';
            token->n += *pattern == '?';
        }
    }
    *out_n = n;
    return tokens;
}

/* Of a run, the cell for 'other' from j on. 'below' is the row of the tokens after the run: the run
 * takes the characters of other[j..k), and below[k] says whether the rest fits. */
static bool
run_fits(const Token *run, const char *other, size_t j, const bool *below, size_t n_other)
{
    size_t n_fixed = 0;
    for (size_t k = j;; k++) {
        bool is_long_enough = run->is_open ? n_fixed >= run->n : n_fixed == run->n;
        if (is_long_enough && below[k]) {
            return true;
        }
        if (k == n_other || (!run->is_open && (other[k] == '*' || n_fixed == run->n))) {
            return false;
        }
        n_fixed += other[k] != '*';
    }
}

static void
fill_row(const Token *token, const char *other, size_t n_other, const bool *below, bool *row)
{
    for (size_t j = n_other + 1; j-- > 0;) {
        row[j] = token->letter ? other[j] == token->letter && below[j + 1]
                               : run_fits(token, other, j, below, n_other);
    }
}

bool
acv_wildcard_covers(const char *pattern, const char *other)
{
    size_t n_tokens;
    size_t n_other = strlen(other);
    g_autofree Token *tokens = split(pattern, &n_tokens);
    g_autofree bool *below = g_new0(bool, n_other + 2);
    g_autofree bool *row = g_new0(bool, n_other + 2);

    below[n_other] = true;
    for (size_t i = n_tokens; i-- > 0;) {
        fill_row(&tokens[i], other, n_other, below, row);
        bool *swap = below;
        below = row;
        row = swap;
    }
    return below[0];
}

/* Whether one character of both may be the same. */
static bool
may_be_equal(char a, char b)
{
    return a == b || a == '?' || b == '?';
}

bool
acv_wildcard_overlaps(const char *a, const char *b)
{
    size_t n_b = strlen(b);
    g_autofree bool *below = g_new0(bool, n_b + 2);
    g_autofree bool *row = g_new0(bool, n_b + 2);

    for (size_t i = strlen(a) + 1; i-- > 0;) {
        for (size_t j = n_b + 1; j-- > 0;) {
            if (!a[i] && !b[j]) {
                row[j] = true;
            } else if (a[i] == '*' || b[j] == '*') {
                row[j] = (a[i] && below[j] && (a[i] == '*' || b[j] == '*')) || (b[j] && row[j + 1]);
            } else {
                row[j] = a[i] && b[j] && may_be_equal(a[i], b[j]) && below[j + 1];
            }
        }
        bool *swap = below;
        below = row;
        row = swap;
    }
    return below[0];
}
