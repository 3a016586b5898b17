#include "suite.h"

#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>

/* A test's name is a sentence: its function's name with spaces. */
static char *
sentence(const char *function)
{
    return g_strdelimit(g_strdup(function), "_", ' ');
}

static void
print_failures(const char *name)
{
    for (CU_pFailureRecord failure = CU_get_failure_list(); failure; failure = failure->pNext) {
        printf("FAILED %s: %s\n  %s:%u: %s\n", name,
               failure->pTest ? failure->pTest->pName : "(suite)", failure->strFileName,
               failure->uiLineNumber, failure->strCondition);
    }
}

int
suite_run(const char *name, const TestCase *cases, size_t n_cases)
{
    if (CU_initialize_registry() != CUE_SUCCESS) {
        return EXIT_FAILURE;
    }
    CU_pSuite suite = CU_add_suite(name, NULL, NULL);
    for (size_t i = 0; i < n_cases; i++) {
        g_autofree char *text = sentence(cases[i].name);
        CU_add_test(suite, text, cases[i].run);
    }
    CU_run_all_tests();
    print_failures(name);
    unsigned failed = CU_get_number_of_tests_failed();
    printf("%s: %zu passed, %u failed\n", name, n_cases - failed, failed);
    CU_cleanup_registry();
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

uint32_t
random_seed(uint32_t fallback)
{
    const char *text = g_getenv("ACV_TEST_SEED");
    uint32_t seed = text ? (uint32_t) g_ascii_strtoull(text, NULL, 10) : fallback;
    printf("seed %u\n", seed);
    return seed;
}

unsigned
random_rounds(unsigned normal)
{
    const char *text = g_getenv("ACV_TEST_ROUNDS");
    unsigned times = text ? (unsigned) g_ascii_strtoull(text, NULL, 10) : 1;
    return normal * MAX(times, 1);
}
