/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c repaired, and what looks alike. */
#include <bulwark/bulwark.h>

struct region {
  int left, right;
  unsigned flags;
};
BW_HANDLE_DECLARE(regions, struct region, 4);
BW_HANDLE32_DECLARE(pens, struct region, 5);
BW_SPAN_DECLARE(words, unsigned);
BW_SPAN_ARENA_DECLARE(words, unsigned);

static regions_handle last;

int after_destroy(regions *table, regions_handle handle) {
  struct region *region;
  if (regions_try_resolve(table, handle, &region) != BW_OK)
    return -1;
  int left = region->left;
  if (regions_destroy(table, handle) != BW_OK)
    return -1;
  return left;
}

/* pinned over its end */
int pinned_over_destroy(regions *table, regions_handle handle) {
  struct region *region;
  int left;
  if (regions_pin(table, handle, &region) != BW_OK)
    return -1;
  if (regions_destroy(table, handle) != BW_OK) {
    regions_unpin(table, handle);
    return -1;
  }
  left = region->left;
  regions_unpin(table, handle);
  return left;
}

/* another one is destroyed */
int two(regions *table, regions_handle one, regions_handle other) {
  struct region *region = regions_resolve(table, one);
  if (regions_destroy(table, other) != BW_OK)
    return -1;
  return region->left;
}

int after_undo(regions *table, regions_handle *ret_handle, int wanted) {
  struct region *region;
  regions_handle handle;
  if (regions_create(table, NULL, &region, &handle) != BW_OK)
    return -1;
  if (wanted < 0) {
    (void)!regions_destroy(table, handle);
    return -2;
  }
  region->left = wanted;
  *ret_handle = handle;
  return 0;
}

/* resolved anew */
int again(regions *table, regions_handle handle, regions_handle other) {
  struct region *region = regions_resolve(table, handle);
  int left = region->left;
  if (regions_destroy(table, handle) != BW_OK)
    return -1;
  region = regions_resolve(table, other);
  return left + region->left;
}

int after_unpin(pens *table, pens_handle handle) {
  struct region *pen;
  int right;
  if (pens_pin(table, handle, &pen) != BW_OK)
    return -1;
  right = pen->right;
  pens_unpin(table, handle);
  return right;
}

int after_unpin_in_branch(pens *table, pens_handle handle, int early) {
  struct region *pen;
  if (pens_pin(table, handle, &pen) != BW_OK)
    return -1;
  pen->flags = early ? 1 : 2;
  pens_unpin(table, handle);
  return early;
}

static int width(const struct region *region) {
  return region->right;
}

int helper_before_destroy(regions *table, regions_handle handle) {
  struct region *region = regions_resolve(table, handle);
  int result = width(region);
  return regions_destroy(table, handle) == BW_OK ? result : -1;
}

/* destroyed where it is not used any more */
int either(regions *table, regions_handle handle, int end) {
  struct region *region = regions_resolve(table, handle);
  if (end) {
    if (regions_destroy(table, handle) != BW_OK)
      return -1;
  }
  if (!end)
    region->flags = 1;
  return 0;
}

void keeps(regions_handle handle) {
  last = handle;
}

/* a wrapper hands it on */
bw_status find(regions *table, regions_handle handle, struct region **ret_region) {
  struct region *region;
  bw_status status = regions_try_resolve(table, handle, &region);
  if (status == BW_OK)
    *ret_region = region;
  return status;
}

unsigned before_reset(bw_arena *arena, size_t count) {
  words table;
  unsigned first;
  if (count == 0 || words_alloc(arena, count, &table) != BW_OK)
    return 0;
  first = BW_AT(table, 0);
  bw_arena_reset(arena);
  return first;
}

/* cut before the mark */
unsigned before_mark(bw_arena *arena) {
  words table, scratch;
  if (words_alloc(arena, 4, &table) != BW_OK)
    return 0;
  bw_arena_mark mark = bw_arena_save(arena);
  if (words_alloc(arena, 4, &scratch) != BW_OK)
    return 0;
  BW_AT(table, 0) = BW_AT(scratch, 0);
  bw_arena_rollback(arena, mark);
  return BW_AT(table, 0);
}

/* of another arena */
unsigned other_arena(bw_arena *arena, bw_arena *other) {
  words table;
  if (words_alloc(arena, 4, &table) != BW_OK)
    return 0;
  bw_arena_reset(other);
  return BW_AT(table, 0);
}

/* allocated anew in each round */
unsigned rounds(bw_arena *arena, unsigned n) {
  unsigned sum = 0;
  for (unsigned i = 0; i < n; i++) {
    words table;
    if (words_alloc(arena, 4, &table) != BW_OK)
      return 0;
    sum += BW_AT(table, 1);
    bw_arena_reset(arena);
  }
  return sum;
}

/* the type number may be looked at */
unsigned type_of(regions_handle handle) {
  return (unsigned)(regions_value(handle) >> BW_HANDLE_INDEX_BITS & 0xff);
}

int same(regions_handle a, regions_handle b) {
  return regions_value(a) == regions_value(b);
}

/* a record of that name that is no handle */
struct door_handle {
  unsigned value;
};
unsigned turned(struct door_handle door) {
  return door.value + 1;
}
