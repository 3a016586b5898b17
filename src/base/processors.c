#include "base/processors.h"

#include <sched.h>

guint
acv_n_processors(void)
{
    guint n = g_get_num_processors(); /* Of the machine. */
#ifdef CPU_COUNT
    cpu_set_t ours;
    if (sched_getaffinity(0, sizeof ours, &ours) == 0) {
        n = (guint) CPU_COUNT(&ours);
    }
#endif
    return MAX(n, 1);
}
