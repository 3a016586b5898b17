#include "base/hash.h"

#include <stdint.h>
#include <string.h>

__extension__ typedef unsigned __int128 Product;

/* Both halves of the product, so that every bit of 'a' has a say in every bit. */
static uint64_t
fold(uint64_t a, uint64_t b)
{
    Product product = (Product) a * b;
    return (uint64_t) product ^ (uint64_t) (product >> 64);
}

guint
acv_text_hash_n(const char *text, size_t length)
{
    static const uint64_t factor = UINT64_C(0x9fb21c651e98df25);
    /* Where this lies in memory is different in every run, and not known to who writes the input.
     */
    uint64_t hash = fold((uint64_t) (uintptr_t) &factor ^ length, factor);

    for (; length >= sizeof hash; text += sizeof hash, length -= sizeof hash) {
        uint64_t word;
        memcpy(&word, text, sizeof word);
        hash = fold(hash ^ word, factor);
    }
    uint64_t rest = 0;
    for (size_t i = 0; i < length; i++) {
        rest = rest << 8 | (unsigned char) text[i];
    }
    return (guint) fold(hash ^ rest, factor);
}

guint
acv_text_hash(gconstpointer text)
{
    return acv_text_hash_n(text, strlen(text));
}
