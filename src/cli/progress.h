/* A bar on a terminal for what takes longer than a second. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    gint64 start; /* In microseconds. */
    gint64 last;  /* When it was drawn last; 0: not yet. */
    bool is_on;   /* Standard error is a terminal that can move its cursor. */
} AcvProgressBar;

/* A bar that starts now, and never shows if 'quiet'. */
AcvProgressBar acv_progress_bar(bool quiet);

/* Draws the bar, at most ten times a second; 'bar' is an AcvProgressBar *. */
void acv_progress_bar_tell(size_t done, size_t total, void *bar);

/* Takes the bar from the screen. */
void acv_progress_bar_clear(AcvProgressBar *bar);
