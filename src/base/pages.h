/* Large memory, in large pages where the system has them: in small ones it costs as much time to
 * get as to fill. */
#pragma once

#include <stddef.h>

/* From this size on it is worth it. */
enum { ACV_LARGE_PAGE = 2 << 20 };

/* Asks for large pages under what lies in 'memory', which has not been used yet. */
void acv_pages_enlarge(void *memory, size_t size);

/* 'size' bytes, a multiple of ACV_LARGE_PAGE, in large pages. Free with g_free(). */
void *acv_pages_alloc(size_t size);
