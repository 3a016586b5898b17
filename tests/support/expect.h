/* Checks that say which case of a table failed, and with what values. */
#pragma once

#include <CUnit/CUnit.h>
#include <CUnit/TestRun.h>
#include <glib.h>
#include <inttypes.h>
#include <stdbool.h>

static inline void
expect_int_at(const char *name, int64_t got, int64_t expected, unsigned line, const char *file)
{
    g_autofree char *condition =
        g_strdup_printf("case '%s': got %" PRId64 ", expected %" PRId64, name, got, expected);
    CU_assertImplementation(got == expected, line, condition, file, "", CU_FALSE);
}

static inline void
expect_text_at(const char *name, const char *got, const char *expected, unsigned line,
               const char *file)
{
    g_autofree char *condition =
        g_strdup_printf("case '%s':\n    got      \"%s\"\n    expected \"%s\"", name,
                        got ? got : "(null)", expected ? expected : "(null)");
    CU_assertImplementation(g_strcmp0(got, expected) == 0, line, condition, file, "", CU_FALSE);
}

static inline void
expect_true_at(const char *name, bool got, unsigned line, const char *file)
{
    g_autofree char *condition = g_strdup_printf("case '%s'", name);
    CU_assertImplementation(got, line, condition, file, "", CU_FALSE);
}

#define EXPECT_INT(name, got, expected) \
    expect_int_at((name), (int64_t) (got), (int64_t) (expected), __LINE__, __FILE__)
#define EXPECT_TEXT(name, got, expected) \
    expect_text_at((name), (got), (expected), __LINE__, __FILE__)
#define EXPECT_TRUE(name, got) expect_true_at((name), (got), __LINE__, __FILE__)
