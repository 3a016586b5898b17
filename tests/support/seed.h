/* Checks of records that are read from the seeds of the fuzzer, of which there is one for each
 * kind. */
#pragma once

#include "expect.h"
#include "scenario.h"

static inline AcvSnapshot *
read_seed(const char *noun)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autofree char *path = g_strdup_printf("tests/fuzz/corpus/scenario/%s.json", noun);
    const char *const names[] = { path, NULL };
    AcvSnapshot *snapshot = acv_scenario_read(names, problems);
    g_autofree char *errors = problems_print(problems, ACV_SEVERITY_ERROR);

    EXPECT_TEXT(noun, errors, "");
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    return snapshot;
}

/* A seed's snapshot, and the record of that id. */
#define SEED(noun, type, id_) \
    g_autoptr(AcvSnapshot) snapshot = read_seed(#noun); \
    const type *r = acv_snapshot_find_##noun(snapshot, id_); \
    CU_ASSERT_PTR_NOT_NULL_FATAL(r)

/* The text is the expression itself. */
#define TEXT(expression, expected) EXPECT_TEXT(#expression, expression, expected)
#define INT(expression, expected) EXPECT_INT(#expression, expression, expected)
#define YES(expression) EXPECT_INT(#expression, expression, ACV_FLAG_TRUE)
#define NO(expression) EXPECT_INT(#expression, expression, ACV_FLAG_FALSE)
#define NUMBER(expression, expected) \
    EXPECT_TRUE(#expression, (expression).given && (expression).value == (expected))
#define PREFIX(expression, expected) expect_prefix(#expression, expression, expected)
#define ADDRESS(expression, expected) expect_address(#expression, expression, expected)
#define PROTOCOL(expression, number) \
    EXPECT_TRUE(#expression, (expression).given && !(expression).unknown \
                                 && (expression).first == (number) \
                                 && (expression).last == (number))
#define ALL_PROTOCOLS(expression) \
    EXPECT_TRUE(#expression, \
                (expression).given && (expression).first == 0 && (expression).last == 255)

static inline void
expect_prefix(const char *name, AcvPrefix prefix, const char *expected)
{
    char text[ACV_ADDRESS_TEXT_SIZE];
    EXPECT_TEXT(name, acv_prefix_print(prefix, text), expected);
}

static inline void
expect_address(const char *name, AcvAddress address, const char *expected)
{
    char text[ACV_ADDRESS_TEXT_SIZE];
    EXPECT_TEXT(name, acv_address_print(address, text), expected);
}

static inline void
expect_head(const AcvRecord *record, const char *owner_id, const char *arn, const char *name)
{
    TEXT(record->owner_id, owner_id);
    TEXT(record->arn, arn);
    TEXT(acv_record_name(record), name);
}
