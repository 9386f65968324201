/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Rules of the runtime that are broken on the marked line; good.c holds the same functions repaired. */
#include <bulwark/bulwark.h>

struct region {
  int left, right;
  unsigned flags;
};
BW_HANDLE_DECLARE(regions, struct region, 4);
BW_HANDLE32_DECLARE(pens, struct region, 5);
BW_SPAN_DECLARE(words, unsigned);
BW_SPAN_ARENA_DECLARE(words, unsigned);

static struct region *last;

/* used when its handle is gone */
int after_destroy(regions *table, regions_handle handle) {
  struct region *region;
  if (regions_try_resolve(table, handle, &region) != BW_OK)
    return -1;
  if (regions_destroy(table, handle) != BW_OK)
    return -1;
  return region->left; /* expect: handle-misuse "destroyed" */
}

int after_destroy_of_kept(regions *table, regions_handle handle) {
  struct region *region = regions_resolve(table, handle);
  int right = region->right;
  (void)!regions_destroy(table, handle);
  region->flags = 0; /* expect: handle-misuse "'region" */
  return right;
}

/* just made, and gone again */
int after_undo(regions *table, regions_handle *ret_handle, int wanted) {
  struct region *region;
  regions_handle handle;
  if (regions_create(table, NULL, &region, &handle) != BW_OK)
    return -1;
  if (wanted < 0) {
    (void)!regions_destroy(table, handle);
    return region->left; /* expect: handle-misuse */
  }
  region->left = wanted;
  *ret_handle = handle;
  return 0;
}

/* the pin is dropped too early */
int after_unpin(pens *table, pens_handle handle) {
  struct region *pen;
  if (pens_pin(table, handle, &pen) != BW_OK)
    return -1;
  pens_unpin(table, handle);
  return pen->right; /* expect: handle-misuse "pin" */
}

int after_unpin_in_branch(pens *table, pens_handle handle, int early) {
  struct region *pen;
  if (pens_pin(table, handle, &pen) != BW_OK)
    return -1;
  if (early) {
    pens_unpin(table, handle);
    pen->flags = 1; /* expect: handle-misuse */
    return 1;
  }
  pen->flags = 2;
  pens_unpin(table, handle);
  return 0;
}

/* a helper uses it */
static int width(const struct region *region) {
  return region->right; /* expect: handle-misuse */
}

int helper_after_destroy(regions *table, regions_handle handle) {
  struct region *region = regions_resolve(table, handle);
  if (regions_destroy(table, handle) != BW_OK)
    return -1;
  return width(region);
}

/* kept where only a handle may be */
int keeps(regions *table, regions_handle handle) {
  struct region *region;
  if (regions_try_resolve(table, handle, &region) != BW_OK)
    return -1;
  last = region; /* expect: handle-misuse "keep the handle" */
  return 0;
}

static struct {
  struct region *of[4];
} cache;

void keeps_in_table(regions *table, regions_handle handle, unsigned i) {
  cache.of[i & 3] = regions_resolve(table, handle); /* expect: handle-misuse "is kept" */
}

/* a block is used when its arena is empty again */
unsigned after_reset(bw_arena *arena, size_t count) {
  words table;
  if (count == 0 || words_alloc(arena, count, &table) != BW_OK)
    return 0;
  bw_arena_reset(arena);
  return BW_AT(table, 0); /* expect: handle-misuse "taken back" */
}

unsigned after_rollback(bw_arena *arena) {
  words table;
  bw_arena_mark mark = bw_arena_save(arena);
  if (words_alloc(arena, 4, &table) != BW_OK)
    return 0;
  BW_AT(table, 0) = 7;
  bw_arena_rollback(arena, mark);
  return BW_AT(table, 1); /* expect: handle-misuse */
}

unsigned after_scope(bw_arena *arena) {
  bw_arena_scope scope;
  words table;
  unsigned sum = 0;
  bw_arena_enter(arena, &scope);
  if (words_alloc(arena, 4, &table) != BW_OK) {
    bw_arena_leave(arena, &scope);
    return 0;
  }
  bw_arena_leave(arena, &scope);
  sum += BW_AT(table, 2); /* expect: handle-misuse */
  return sum;
}

/* handles are no numbers */
regions_handle next_one(regions_handle handle) {
  return regions_handle_of(regions_value(handle) + 1); /* expect: handle-misuse "arithmetic" */
}

void with_flag(regions_handle *handle) {
  handle->value |= 1; /* expect: handle-misuse "arithmetic" */
}
