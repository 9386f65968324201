/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bench-memory count | time ROUNDS: arenas against allocators, the guard, handles against pointers.
 *
 * arena: a request makes 20 blocks of 16 to 512 bytes, writes to each, and ends. The arena rolls back to its mark,
 *   malloc and mimalloc free each block, APR clears the request's pool, talloc frees the request's context.
 *   arena does what the others do: blocks of any content, ended blocks keep their bytes. Nobody else has the rest:
 *   arena_rotated resets and rotates chunks, arena_poisoned fills ended blocks, arena_zeroed zeroes new ones too.
 *   malloc_filled, mimalloc_filled, apr_filled and talloc_filled do what arena_poisoned does: each block is filled
 *   when it ends, as a hardened heap does. The caller fills, since he knows the size; the allocator would look it up.
 * guard: bw_guard_run with an empty body, and a call of an empty function with the same arguments.
 * handles<N>: the same objects in the same random order, by pointer, by a raw handle table, and by the runtime's.
 * Exit: 0 done, 2 it could not be run.
 */
#include "harness.h"
#include "work.h"

#include <bulwark/arena.h>
#include <bulwark/guard.h>

#include <apr_general.h>
#include <apr_pools.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { BLOCKS = 20, REQUESTS = 50, CALLS = 1000 };

static size_t sizes[BLOCKS];

static void fail(const char *what)
{
    fprintf(stderr, "bench-memory: %s\n", what);
    exit(2);
}

static void make_sizes(void)
{
    uint32_t state = 7;
    for (size_t i = 0; i < BLOCKS; i++)
        sizes[i] = 16 + bench_random(&state) % 497;
}

/* What a request does with a block: its first word is its size. */
static inline uint64_t use(void *block, size_t bytes)
{
    memcpy(block, &bytes, sizeof bytes);
    return bytes;
}

/* Ends a block as an arena does. The barrier keeps the compiler from dropping stores to memory that is freed next. */
static inline void end(void *block, size_t bytes)
{
    memset(block, BW_ARENA_POISON, bytes);
    BW_BARRIER();
}

static uint64_t arena_requests(void *context)
{
    bw_arena *arena = context;
    uint64_t sum = 0;
    for (int request = 0; request < REQUESTS; request++) {
        bw_arena_mark mark = bw_arena_save(arena);
        for (size_t i = 0; i < BLOCKS; i++) {
            bw_bytes block;
            if (bw_bytes_alloc_uncleared(arena, sizes[i], 8, &block) != BW_OK)
                fail("the arena has no memory");
            sum += use(block.items, sizes[i]);
        }
        bw_arena_rollback(arena, mark);
    }
    return sum;
}

static uint64_t zeroed_requests(void *context)
{
    bw_arena *arena = context;
    uint64_t sum = 0;
    for (int request = 0; request < REQUESTS; request++) {
        bw_arena_mark mark = bw_arena_save(arena);
        for (size_t i = 0; i < BLOCKS; i++) {
            void *block;
            if (bw_arena_alloc(arena, sizes[i], 8, &block) != BW_OK)
                fail("the arena has no memory");
            sum += use(block, sizes[i]);
        }
        bw_arena_rollback(arena, mark);
    }
    return sum;
}

static uint64_t rotated_requests(void *context)
{
    bw_arena *arena = context;
    uint64_t sum = 0;
    for (int request = 0; request < REQUESTS; request++) {
        for (size_t i = 0; i < BLOCKS; i++) {
            bw_bytes block;
            if (bw_bytes_alloc_uncleared(arena, sizes[i], 8, &block) != BW_OK)
                fail("the arena has no memory");
            sum += use(block.items, sizes[i]);
        }
        bw_arena_reset(arena);
    }
    return sum;
}

/* malloc and free, or what takes their place. */
typedef struct heap {
    void *(*take)(size_t bytes);
    void (*give)(void *block);
} heap;

static inline uint64_t one_heap_request(void *(*take)(size_t), void (*give)(void *), bool filled)
{
    void *block[BLOCKS];
    uint64_t sum = 0;
    for (size_t i = 0; i < BLOCKS; i++) {
        block[i] = take(sizes[i]);
        if (block[i] == NULL)
            fail("the heap has no memory");
        sum += use(block[i], sizes[i]);
    }
    for (size_t i = 0; i < BLOCKS; i++) {
        if (filled)
            end(block[i], sizes[i]);
        give(block[i]);
    }
    return sum;
}

static uint64_t malloc_requests(void *context)
{
    uint64_t sum = 0;
    (void)context;
    for (int request = 0; request < REQUESTS; request++)
        sum += one_heap_request(malloc, free, false);
    return sum;
}

static uint64_t malloc_filled_requests(void *context)
{
    uint64_t sum = 0;
    (void)context;
    for (int request = 0; request < REQUESTS; request++)
        sum += one_heap_request(malloc, free, true);
    return sum;
}

static uint64_t heap_requests(void *context)
{
    const heap *h = context;
    uint64_t sum = 0;
    for (int request = 0; request < REQUESTS; request++)
        sum += one_heap_request(h->take, h->give, false);
    return sum;
}

static uint64_t heap_filled_requests(void *context)
{
    const heap *h = context;
    uint64_t sum = 0;
    for (int request = 0; request < REQUESTS; request++)
        sum += one_heap_request(h->take, h->give, true);
    return sum;
}

static uint64_t apr_requests(void *context)
{
    apr_pool_t *pool = context;
    uint64_t sum = 0;
    for (int request = 0; request < REQUESTS; request++) {
        for (size_t i = 0; i < BLOCKS; i++)
            sum += use(apr_palloc(pool, sizes[i]), sizes[i]);
        apr_pool_clear(pool);
    }
    return sum;
}

static uint64_t talloc_requests(void *context)
{
    uint64_t sum = 0;
    (void)context;
    for (int request = 0; request < REQUESTS; request++) {
        void *pool = talloc_new(NULL);
        for (size_t i = 0; i < BLOCKS; i++)
            sum += use(talloc_size(pool, sizes[i]), sizes[i]);
        talloc_free(pool);
    }
    return sum;
}

static uint64_t apr_filled_requests(void *context)
{
    apr_pool_t *pool = context;
    void *block[BLOCKS];
    uint64_t sum = 0;
    for (int request = 0; request < REQUESTS; request++) {
        for (size_t i = 0; i < BLOCKS; i++) {
            block[i] = apr_palloc(pool, sizes[i]);
            sum += use(block[i], sizes[i]);
        }
        for (size_t i = 0; i < BLOCKS; i++)
            end(block[i], sizes[i]);
        apr_pool_clear(pool);
    }
    return sum;
}

static uint64_t talloc_filled_requests(void *context)
{
    void *block[BLOCKS];
    uint64_t sum = 0;
    (void)context;
    for (int request = 0; request < REQUESTS; request++) {
        void *pool = talloc_new(NULL);
        for (size_t i = 0; i < BLOCKS; i++) {
            block[i] = talloc_size(pool, sizes[i]);
            sum += use(block[i], sizes[i]);
        }
        for (size_t i = 0; i < BLOCKS; i++)
            end(block[i], sizes[i]);
        talloc_free(pool);
    }
    return sum;
}

/* mimalloc's own names, from the library itself: linked to it, the program would get its malloc in place of glibc's. */
static heap open_mimalloc(void)
{
    heap h;
    void *library = dlopen("libmimalloc.so.2", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        fail(dlerror());
    *(void **)(&h.take) = dlsym(library, "mi_malloc");
    *(void **)(&h.give) = dlsym(library, "mi_free");
    if (h.take == NULL || h.give == NULL)
        fail("libmimalloc.so.2 has no mi_malloc");
    return h;
}

static bool measure_arena(const char *mode, const char *rounds)
{
    static bw_arena arena;
    static bw_arena poisoned;
    static bw_arena zeroed;
    static bw_arena rotated;
    apr_pool_t *parent = NULL;
    apr_pool_t *pool = NULL;
    heap mimalloc = open_mimalloc();
    if (bw_arena_init(&arena, 16384) != BW_OK || bw_arena_init(&poisoned, 16384) != BW_OK ||
        bw_arena_init(&zeroed, 16384) != BW_OK || bw_arena_init(&rotated, 16384) != BW_OK)
        fail("an arena cannot be made");
    bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
    bw_arena_set_ending(&rotated, BW_ARENA_ENDING_KEEP);
    /* The caller's own blocks lie in front of a request's. */
    void *before;
    if (bw_arena_alloc(&arena, 64, 8, &before) != BW_OK || bw_arena_alloc(&poisoned, 64, 8, &before) != BW_OK ||
        bw_arena_alloc(&zeroed, 64, 8, &before) != BW_OK)
        fail("the arena has no memory");
    if (apr_initialize() != APR_SUCCESS || apr_pool_create(&parent, NULL) != APR_SUCCESS ||
        apr_pool_create(&pool, parent) != APR_SUCCESS)
        fail("APR gives no pool");
    bench_group group = {.name = "arena"};
    bench_add(&group, "arena", arena_requests, &arena);
    bench_add(&group, "arena_rotated", rotated_requests, &rotated);
    bench_add(&group, "arena_poisoned", arena_requests, &poisoned);
    bench_add(&group, "arena_zeroed", zeroed_requests, &zeroed);
    bench_add(&group, "malloc", malloc_requests, NULL);
    bench_add(&group, "mimalloc", heap_requests, &mimalloc);
    bench_add(&group, "apr", apr_requests, pool);
    bench_add(&group, "talloc", talloc_requests, NULL);
    bench_add(&group, "malloc_filled", malloc_filled_requests, NULL);
    bench_add(&group, "mimalloc_filled", heap_filled_requests, &mimalloc);
    bench_add(&group, "apr_filled", apr_filled_requests, pool);
    bench_add(&group, "talloc_filled", talloc_filled_requests, NULL);
    for (size_t i = 1; i < group.count; i++) {
        if (group.cases[i].run(group.cases[i].context) != group.cases[0].run(group.cases[0].context))
            fail("the allocators do not do the same work");
    }
    bool known = bench_measure(&group, mode, rounds);
    bw_arena_destroy(&arena);
    bw_arena_destroy(&poisoned);
    bw_arena_destroy(&zeroed);
    bw_arena_destroy(&rotated);
    apr_pool_destroy(parent);
    apr_terminate();
    return known;
}

static bw_status empty_body(bw_guard *guard, void *context)
{
    (void)guard;
    (void)context;
    return BW_OK;
}

/* As many arguments as bw_guard_run, and nothing done with them. */
static __attribute__((noinline)) bw_status empty_call(bw_guard *guard, bw_arena *arena, bw_guard_body *body,
                                                      void *context)
{
    __asm__ volatile("" ::"r"(guard), "r"(arena), "r"(body), "r"(context));
    return BW_OK;
}

typedef bw_status guarded_call(bw_guard *guard, bw_arena *arena, bw_guard_body *body, void *context);

/* Through a pointer in both cases, so that the loops are the same to the instruction. */
static guarded_call *volatile guarded = bw_guard_run;
static guarded_call *volatile not_guarded = empty_call;

static uint64_t guard_calls(void *context)
{
    guarded_call *call = *(guarded_call *volatile *)context;
    bw_guard guard;
    uint64_t done = 0;
    for (int i = 0; i < CALLS; i++)
        done += call(&guard, NULL, empty_body, NULL) == BW_OK;
    return done;
}

static bool measure_guard(const char *mode, const char *rounds)
{
    bench_group group = {.name = "guard"};
    bench_add(&group, "empty_call", guard_calls, (void *)(uintptr_t)&not_guarded);
    bench_add(&group, "guard_run", guard_calls, (void *)(uintptr_t)&guarded);
    for (size_t i = 0; i < group.count; i++) {
        if (group.cases[i].run(group.cases[i].context) != CALLS)
            fail("a guard refuses here");
    }
    return bench_measure(&group, mode, rounds);
}

typedef struct lookups {
    bench_handles objects;
    bench_table *table;
} lookups;

static uint64_t by_pointer(void *context)
{
    bench_pointers_const pointers = ((const lookups *)context)->objects.pointers;
    uint64_t sum = 0;
    for (size_t i = 0; i < pointers.count; i++)
        sum += BW_AT(pointers, i)->width;
    return sum;
}

static uint64_t by_entry(void *context)
{
    const bench_handles *objects = &((const lookups *)context)->objects;
    const bench_entry *entries = objects->entries.items;
    size_t count = objects->entries.count;
    const uint32_t *handles = objects->raw_handles.items;
    size_t lookups_count = objects->raw_handles.count;
    uint64_t sum = 0;
    for (size_t i = 0; i < lookups_count; i++) {
        uint32_t index = handles[i] & 0xffff;
        if (index >= count || entries[index].unique != handles[i] >> 16 || entries[index].type != BENCH_TYPE)
            return 0;
        sum += entries[index].object->width;
    }
    return sum;
}

static uint64_t by_handle(void *context)
{
    const bench_table *table = ((const lookups *)context)->table;
    bw_u64s_const handles = ((const lookups *)context)->objects.handles;
    uint64_t sum = 0;
    for (size_t i = 0; i < handles.count; i++) {
        bench_object *object;
        if (bench_table_try_resolve(table, bench_table_handle_of(BW_AT(handles, i)), &object) != BW_OK)
            return 0;
        sum += object->width;
    }
    return sum;
}

static bool measure_handles(uint32_t count, const char *mode, const char *rounds)
{
    lookups all;
    uint32_t random = 11;
    char name[32];
    bench_objects_make(count, 4 * (size_t)count + 4096, 0, &random, &all.objects, &all.table);
    (void)snprintf(name, sizeof name, "handles%u", count);
    bench_group group = {.name = name};
    bench_add(&group, "pointer", by_pointer, &all);
    bench_add(&group, "raw_table", by_entry, &all);
    bench_add(&group, "hardened", by_handle, &all);
    for (size_t i = 1; i < group.count; i++) {
        if (group.cases[i].run(&all) != group.cases[0].run(&all))
            fail("the tables do not hold the same objects");
    }
    bool known = bench_measure(&group, mode, rounds);
    bench_objects_free(&all.objects, all.table);
    return known;
}

int main(int argc, char **argv)
{
    const char *mode = argc > 1 ? argv[1] : "";
    const char *rounds = argc > 2 ? argv[2] : NULL;
    make_sizes();
    if (!measure_arena(mode, rounds) || !measure_guard(mode, rounds) || !measure_handles(256, mode, rounds) ||
        !measure_handles(4096, mode, rounds) || !measure_handles(65536, mode, rounds)) {
        fputs("usage: bench-memory count | time ROUNDS\n", stderr);
        return 2;
    }
    return 0;
}
