/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Objects in two handle tables, the raw one and the runtime's, and handles to them in the same random order. */
#include "work.h"

#include <stdlib.h>

/* What a table of the runtime lies in; the table comes first, so that its address is that of all. */
typedef struct storage {
    bench_table table;
    bw_handle_entry *entries;
    uint32_t *order;
    uint32_t *place;
} storage;

static bench_table_handle create(bench_table *table, uint32_t index)
{
    bench_object *object;
    bench_table_handle handle;
    if (bench_table_create(table, NULL, &object, &handle) != BW_OK)
        abort();
    object->width = index % 4093;
    object->height = index % 251 + 1;
    return handle;
}

static storage *make_storage(uint32_t count)
{
    storage *made = bench_items(1, sizeof *made);
    made->entries = bench_items(count, sizeof *made->entries);
    made->order = bench_items(count, sizeof *made->order);
    made->place = bench_items(count, sizeof *made->place);
    bench_table_slot *slots = bench_items(count, sizeof *slots);
    if (bench_table_init(&made->table, slots, made->entries, made->order, made->place, count, BW_HANDLE_RETIRE) != BW_OK)
        abort();
    return made;
}

/*
 * Both tables hold objects 0 to count-1; the object of a raw entry has the contents of the slot's. bad handles are
 * the ones of objects that were there before (stale), or carry another type number.
 */
void bench_objects_make(uint32_t count, size_t lookups, uint32_t bad_each, uint32_t *random, bench_handles *ret_handles,
                        bench_table **ret_table)
{
    storage *made = make_storage(count);
    bench_object *objects = bench_items(count, sizeof *objects);
    bench_entry *entries = bench_items(count, sizeof *entries);
    uint64_t *stale = bench_items(count, sizeof *stale);
    uint64_t *live = bench_items(count, sizeof *live);
    for (uint32_t i = 0; i < count; i++)
        stale[i] = bench_table_value(create(&made->table, i));
    for (uint32_t i = 0; i < count; i++) {
        if (bench_table_destroy(&made->table, bench_table_handle_of(stale[i])) != BW_OK)
            abort();
    }
    for (uint32_t i = 0; i < count; i++)
        live[i] = bench_table_value(create(&made->table, i));
    /* The raw table has its entries in the order of the slots, and its objects in the order of the entries, as a
       pool would place them that was filled once. */
    for (uint32_t i = 0; i < count; i++) {
        uint32_t slot = (uint32_t)live[i];
        objects[slot] = made->table.items[slot].object;
        entries[slot] = (bench_entry){&objects[slot], 2, BENCH_TYPE, 0};
    }
    uint64_t *handles = bench_items(lookups, sizeof *handles);
    uint32_t *raw_handles = bench_items(lookups, sizeof *raw_handles);
    bench_object **pointers = bench_items(lookups, sizeof *pointers);
    for (size_t i = 0; i < lookups; i++) {
        uint32_t object = bench_random(random) % count;
        uint32_t slot = (uint32_t)live[object];
        bool bad = bad_each != 0 && bench_random(random) % bad_each == 0;
        bool of_other_type = bench_random(random) % 2 == 0;
        handles[i] = live[object];
        raw_handles[i] = slot | 2u << 16;
        pointers[i] = &objects[slot];
        if (bad && of_other_type) {
            handles[i] ^= UINT64_C(1) << BW_HANDLE_INDEX_BITS;
            raw_handles[i] = slot | 3u << 16;
        } else if (bad) {
            handles[i] -= UINT64_C(1) << (BW_HANDLE_INDEX_BITS + BW_HANDLE_TYPE_BITS);
            raw_handles[i] = slot | 1u << 16;
        }
    }
    free(stale);
    free(live);
    ret_handles->entries = bench_entries_const_make(entries, count);
    ret_handles->raw_handles = bw_u32s_const_make(raw_handles, lookups);
    ret_handles->slots = bench_slots_const_make(made->table.items, count);
    ret_handles->handles = bw_u64s_const_make(handles, lookups);
    ret_handles->pointers = bench_pointers_const_make(pointers, lookups);
    *ret_table = &made->table;
}

void bench_objects_free(bench_handles *handles, bench_table *table)
{
    storage *made = (storage *)table;
    const void *owned[] = {handles->entries.items[0].object, handles->entries.items, handles->raw_handles.items,
                           handles->slots.items,             handles->handles.items, handles->pointers.items,
                           made->entries,                    made->order,            made->place,
                           made};
    /* Entry 0 leads to the first of the objects, which were made in one piece. */
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        free((void *)(uintptr_t)owned[i]);
    *handles = (bench_handles){0};
}
