#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

enum {
    WIDTH = 40,
    PATIENCE_US = 1000000,
    INTERVAL_US = 100000,
};

AcvProgressBar
acv_progress_bar(bool quiet)
{
    return (AcvProgressBar){ .start = g_get_monotonic_time(),
                             .is_on = !quiet && isatty(STDERR_FILENO)
                                      && g_strcmp0(g_getenv("TERM"), "dumb") != 0 };
}

void
acv_progress_bar_tell(size_t done, size_t total, void *pointer)
{
    AcvProgressBar *bar = pointer;
    gint64 now = bar->is_on ? g_get_monotonic_time() : 0;
    if (!bar->is_on || now - bar->start < PATIENCE_US || now - bar->last < INTERVAL_US) {
        return;
    }
    int n = total > 0 ? (int) ((double) done / (double) total * WIDTH) : WIDTH;
    fprintf(stderr, "\r[%.*s%*s] %zu of %zu", n, "########################################",
            WIDTH - n, "", done, total);
    fflush(stderr);
    bar->last = now;
}

void
acv_progress_bar_clear(AcvProgressBar *bar)
{
    if (bar->last > 0) {
        fputs("\r\033[K", stderr);
    }
}
