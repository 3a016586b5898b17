#include "base/pages.h"

#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void
acv_pages_enlarge(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    uintptr_t page = (uintptr_t) sysconf(_SC_PAGESIZE);
    uintptr_t start = ((uintptr_t) memory + page - 1) & ~(page - 1);
    uintptr_t end = ((uintptr_t) memory + size) & ~(page - 1);
    if (start < end) {
        madvise((void *) start, end - start, MADV_HUGEPAGE);
    }
#else
    (void) memory;
    (void) size;
#endif
}

void *
acv_pages_alloc(size_t size)
{
    void *memory = aligned_alloc(ACV_LARGE_PAGE, size);
    if (!memory) {
        g_error("out of memory: %zu bytes", size);
    }
    acv_pages_enlarge(memory, size);
    return memory;
}
