/* A test program is one CUnit suite: TEST names its cases, SUITE_MAIN runs them.
 *
 * Random tests take their seed from random_seed(), which prints it; ACV_TEST_SEED repeats a run. */
#pragma once

#include <CUnit/CUnit.h>
#include <glib.h>
#include <stdint.h>

typedef struct {
    const char *name;
    void (*run)(void);
} TestCase;

/* Runs the cases, prints the failures and a last line "NAME: N passed, N failed"; 0 if all pass. */
int suite_run(const char *name, const TestCase *cases, size_t n_cases);

/* The seed of this run: of ACV_TEST_SEED, else 'fallback'. Prints it. */
uint32_t random_seed(uint32_t fallback);

/* How many rounds a random test should make: 'normal' times ACV_TEST_ROUNDS, if that is set. */
unsigned random_rounds(unsigned normal);

#define TEST(function) \
    { \
#function, function \
    }

#define SUITE_MAIN(name, ...) \
    int main(void) \
    { \
        static const TestCase cases[] = { __VA_ARGS__ }; \
        return suite_run(#name, cases, G_N_ELEMENTS(cases)); \
    }
