/* Patterns with wildcards against the texts that they match: every pair of short patterns over two
 * letters, and every short text over three, of which no pattern knows the third. */
#include "base/wildcard.h"
#include "expect.h"
#include "suite.h"

#include <string.h>

enum {
    MAX_PATTERN = 4,
    MAX_TEXT = 7,
    N_PATTERNS = 1 + 4 + 16 + 64 + 256,
    N_TEXTS = 1 + 3 + 9 + 27 + 81 + 243 + 729 + 2187,
    N_WORDS = (N_TEXTS + 63) / 64,
};

typedef struct {
    char pattern[MAX_PATTERN + 1];
    uint64_t texts[N_WORDS]; /* A bit for each text that it matches. */
} Case;

/* The slow obvious way. */
static bool
matches(const char *pattern, const char *text)
{
    if (*pattern == '*') {
        return matches(pattern + 1, text) || (*text && matches(pattern, text + 1));
    }
    if (!*pattern || !*text) {
        return *pattern == *text;
    }
    return (*pattern == '?' || *pattern == *text) && matches(pattern + 1, text + 1);
}

/* The text of that number, of digits from an alphabet: first the empty one, then those of one. */
static void
spell(unsigned number, const char *alphabet, char *text)
{
    unsigned n_letters = (unsigned) strlen(alphabet);
    unsigned n_texts = 1;
    size_t length = 0;

    for (; number >= n_texts; n_texts *= n_letters, length++) {
        number -= n_texts;
    }
    text[length] = '\0';
    while (length-- > 0) {
        text[length] = alphabet[number % n_letters];
        number /= n_letters;
    }
}

static Case *
cases_new(void)
{
    Case *cases = g_new0(Case, N_PATTERNS);
    for (unsigned i = 0; i < N_PATTERNS; i++) {
        spell(i, "ab*?", cases[i].pattern);
        for (unsigned j = 0; j < N_TEXTS; j++) {
            char text[MAX_TEXT + 1];
            spell(j, "abc", text);
            cases[i].texts[j / 64] |= (uint64_t) matches(cases[i].pattern, text) << j % 64;
        }
    }
    return cases;
}

static bool
truly_covers(const Case *a, const Case *b)
{
    for (unsigned i = 0; i < N_WORDS; i++) {
        if (b->texts[i] & ~a->texts[i]) {
            return false;
        }
    }
    return true;
}

static bool
truly_overlaps(const Case *a, const Case *b)
{
    for (unsigned i = 0; i < N_WORDS; i++) {
        if (a->texts[i] & b->texts[i]) {
            return true;
        }
    }
    return false;
}

typedef bool (*OnPatterns)(const char *a, const char *b);
typedef bool (*OnCases)(const Case *a, const Case *b);

/* How often 'answer' is not the truth; prints the first such pair. */
static unsigned
count_differences(OnPatterns answer, OnCases truth, bool is_told)
{
    g_autofree Case *cases = cases_new();
    unsigned n = 0;
    for (unsigned i = 0; i < N_PATTERNS; i++) {
        for (unsigned j = 0; j < N_PATTERNS; j++) {
            bool differs =
                answer(cases[i].pattern, cases[j].pattern) != truth(&cases[i], &cases[j]);
            if (differs && n++ == 0 && is_told) {
                g_printerr("first of \"%s\" and \"%s\"\n", cases[i].pattern, cases[j].pattern);
            }
        }
    }
    return n;
}

static void
covering_is_holding_every_text(void)
{
    EXPECT_INT("covers", count_differences(acv_wildcard_covers, truly_covers, true), 0);
}

static void
overlapping_is_having_a_text_in_common(void)
{
    EXPECT_INT("overlaps", count_differences(acv_wildcard_overlaps, truly_overlaps, true), 0);
}

/* Takes the other's wildcards for letters. */
static bool
covers_by_match(const char *a, const char *b)
{
    return matches(a, b);
}

/* Takes overlapping for covering by either. */
static bool
overlaps_by_match(const char *a, const char *b)
{
    return matches(a, b) || matches(b, a);
}

static void
the_oracle_notices_a_planted_fault(void)
{
    EXPECT_TRUE("covers", count_differences(covers_by_match, truly_covers, false) > 0);
    EXPECT_TRUE("overlaps", count_differences(overlaps_by_match, truly_overlaps, false) > 0);
}

SUITE_MAIN(wildcard_texts, TEST(covering_is_holding_every_text),
           TEST(overlapping_is_having_a_text_in_common), TEST(the_oracle_notices_a_planted_fault))
