/* What is fuzzed: each target is fuzz_NAME() in fuzz_NAME.c, with seeds in corpus/NAME and the
 * inputs that once did harm in regressions/NAME. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define FUZZ_TARGETS(X) X(answer) X(change) X(question) X(scenario)

/* Feeds 'size' bytes to the part under test; aborts if a law is broken. */
#define DECLARE_TARGET(name) void fuzz_##name(const uint8_t *data, size_t size);
FUZZ_TARGETS(DECLARE_TARGET)
#undef DECLARE_TARGET
