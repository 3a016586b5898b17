#include "base/hash.h"

#include <stdint.h>
#include <string.h>

static uint64_t
mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9fb21c651e98df25);
    return hash ^ (hash >> 29);
}

guint
acv_text_hash_n(const char *text, size_t length)
{
    uint64_t hash = length;

    for (; length >= sizeof hash; text += sizeof hash, length -= sizeof hash) {
        uint64_t word;
        memcpy(&word, text, sizeof word);
        hash = mix(hash, word);
    }
    uint64_t rest = 0;
    for (size_t i = 0; i < length; i++) {
        rest = rest << 8 | (unsigned char) text[i];
    }
    hash = mix(mix(hash, rest), UINT64_C(0x2545f4914f6cdd1d));
    return (guint) (hash >> 32);
}

guint
acv_text_hash(gconstpointer text)
{
    return acv_text_hash_n(text, strlen(text));
}
