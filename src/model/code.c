#include "acv/code.h"

const char *
acv_code_name(AcvCode code)
{
    static const char *const names[] = { [ACV_CODE_NONE] = NULL,
#define NAME(name) [ACV_CODE_##name] = #name,
                                         ACV_CODES(NAME)
#undef NAME
    };
    return names[code];
}
