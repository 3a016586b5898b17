#include "acv/kind.h"

static const struct {
    const char *noun;
    const char *key;
} kinds[] = {
#define ROW(constant, noun, type, key, id_key) [ACV_KIND_##constant] = { #noun, key },
    ACV_KINDS(ROW)
#undef ROW
};

const char *
acv_kind_noun(AcvKind kind)
{
    return kinds[kind].noun;
}

const char *
acv_kind_key(AcvKind kind)
{
    return kinds[kind].key;
}
