#include "base/arena.h"
#include "expect.h"
#include "suite.h"

#include <stdint.h>
#include <string.h>

static void
memory_is_zero_aligned_and_distinct(void)
{
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    char *last = NULL;

    for (size_t size = 0; size < 3000; size += 7) {
        char *memory = acv_arena_alloc(arena, size);
        CU_ASSERT_PTR_NOT_NULL_FATAL(memory);
        CU_ASSERT_EQUAL((uintptr_t) memory % 16, 0);
        CU_ASSERT_PTR_NOT_EQUAL(memory, last);
        for (size_t i = 0; i < size; i++) {
            CU_ASSERT_EQUAL(memory[i], 0);
        }
        memset(memory, 0xff, size);
        last = memory;
    }
}

static void
what_is_larger_than_a_chunk_fits_too(void)
{
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    size_t size = 5 << 20;
    char *memory = acv_arena_alloc_n(arena, size, 1);
    g_autofree char *text = g_strnfill(size, 'x');

    memset(memory, 1, size);
    CU_ASSERT_STRING_EQUAL(acv_arena_text(arena, text), text);
    CU_ASSERT_TRUE(acv_arena_size(arena) >= 2 * size);
}

static void
texts_are_copied_and_share_their_copies(void)
{
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    char text[] = "vpc-1";
    const char *first = acv_arena_text(arena, text);

    text[4] = '2';
    CU_ASSERT_STRING_EQUAL(first, "vpc-1");
    CU_ASSERT_STRING_EQUAL(acv_arena_text(arena, text), "vpc-2");
    CU_ASSERT_PTR_EQUAL(acv_arena_text(arena, "vpc-1"), first);
    CU_ASSERT_PTR_EQUAL(acv_arena_text_n(arena, "vpc-1234", 5), first);
    CU_ASSERT_STRING_EQUAL(acv_arena_text_n(arena, "", 0), "");
    CU_ASSERT_PTR_NULL(acv_arena_text(arena, NULL));
}

static void
texts_stay_right_however_many_there_are(void)
{
    enum { N = 50000 };
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    g_autofree const char **copies = g_new(const char *, N);
    char text[32];
    unsigned n_wrong = 0;

    for (int i = 0; i < N; i++) {
        g_snprintf(text, sizeof text, "eni-%d", i);
        copies[i] = acv_arena_text(arena, text);
    }
    for (int i = 0; i < N; i++) {
        g_snprintf(text, sizeof text, "eni-%d", i);
        n_wrong += strcmp(copies[i], text) != 0;
        n_wrong += strcmp(acv_arena_text(arena, text), text) != 0;
    }
    CU_ASSERT_EQUAL(n_wrong, 0);
}

static void
a_parent_lives_as_long_as_its_children(void)
{
    AcvArena *parent = acv_arena_new(NULL);
    const char *text = acv_arena_text(parent, "of the parent");
    AcvArena *child = acv_arena_new(parent);
    AcvArena *grandchild = acv_arena_new(child);

    acv_arena_unref(parent);
    acv_arena_unref(child);
    CU_ASSERT_STRING_EQUAL(text, "of the parent");
    acv_arena_unref(acv_arena_ref(grandchild));
    CU_ASSERT_STRING_EQUAL(text, "of the parent");
    acv_arena_unref(grandchild);
    acv_arena_unref(NULL);
}

static void
a_long_chain_of_arenas_is_freed_without_recursion(void)
{
    AcvArena *arena = acv_arena_new(NULL);
    for (int i = 0; i < 20000; i++) {
        AcvArena *child = acv_arena_new(arena);
        acv_arena_unref(arena);
        arena = child;
    }
    acv_arena_unref(arena);
}

static void
what_an_arena_absorbs_stays_where_it_is(void)
{
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    AcvArena *other = acv_arena_new(NULL);
    const char *own = acv_arena_text(arena, "own");
    const char *text = acv_arena_text(other, "of the other");
    char *large = acv_arena_alloc(other, 5 << 20);
    size_t size = acv_arena_size(arena);

    acv_arena_absorb(arena, other);
    CU_ASSERT_TRUE(acv_arena_size(arena) >= size + (5 << 20));
    CU_ASSERT_PTR_NOT_EQUAL(acv_arena_text(other, "of the other"), text);
    acv_arena_absorb(arena, other);
    acv_arena_absorb(arena, other);
    acv_arena_unref(other);
    CU_ASSERT_STRING_EQUAL(text, "of the other");
    CU_ASSERT_STRING_EQUAL(own, "own");
    CU_ASSERT_PTR_EQUAL(acv_arena_text(arena, "own"), own);
    memset(large, 1, 5 << 20);
}

SUITE_MAIN(arena, TEST(memory_is_zero_aligned_and_distinct),
           TEST(what_is_larger_than_a_chunk_fits_too),
           TEST(texts_are_copied_and_share_their_copies),
           TEST(texts_stay_right_however_many_there_are),
           TEST(a_parent_lives_as_long_as_its_children),
           TEST(a_long_chain_of_arenas_is_freed_without_recursion),
           TEST(what_an_arena_absorbs_stays_where_it_is))
