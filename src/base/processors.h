/* How many threads can run at once. */
#pragma once

#include <glib.h>

/* The processors that this process may use; at least 1. */
guint acv_n_processors(void);
