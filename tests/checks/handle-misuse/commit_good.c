/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of commit_bad.c repaired, and what looks alike. */
#include <bulwark/bulwark.h>

struct region {
  int left, right;
  unsigned flags, moves;
};
BW_HANDLE_DECLARE(regions, struct region, 4);

int both(regions *table, regions_handle one, regions_handle other, int left) {
  struct region *first, *second;
  if (regions_try_resolve(table, one, &first) != BW_OK || regions_try_resolve(table, other, &second) != BW_OK)
    return -1;
  first->left = left;
  second->left = left;
  return 0;
}

bw_status swap(regions *table, regions_handle one, regions_handle other) {
  struct region *first = regions_resolve(table, one), *second;
  bw_status status = regions_try_resolve(table, other, &second);
  if (status != BW_OK)
    return status;
  int left = first->left;
  first->left = first->right;
  first->right = second->left;
  second->left = left;
  return BW_OK;
}

/* taken back */
int link(regions *table, regions_handle handle, regions_handle *ret_made) {
  struct region *region, *made;
  if (regions_try_resolve(table, handle, &region) != BW_OK)
    return -1;
  region->flags |= 2;
  if (regions_create(table, NULL, &made, ret_made) != BW_OK) {
    region->flags &= ~2u;
    return -2;
  }
  made->left = region->left;
  return 0;
}

/* taken back by another function */
void undo(struct region *region);
int undone(regions *table, regions_handle one, regions_handle other) {
  struct region *first, *second;
  if (regions_try_resolve(table, one, &first) != BW_OK)
    return -1;
  first->flags = 1;
  if (regions_try_resolve(table, other, &second) != BW_OK) {
    undo(first);
    return -1;
  }
  second->flags = 1;
  return 0;
}

/* one that was just made is nobody's yet, and gone again */
int made(regions *table, regions_handle other, regions_handle *ret_handle) {
  struct region *region, *second;
  regions_handle handle;
  if (regions_create(table, NULL, &region, &handle) != BW_OK)
    return -1;
  region->left = 1;
  if (regions_try_resolve(table, other, &second) != BW_OK) {
    (void)!regions_destroy(table, handle);
    return -1;
  }
  region->right = second->left;
  *ret_handle = handle;
  return 0;
}

/* what was tried is counted */
int counted(regions *table, regions_handle one, regions_handle other) {
  struct region *first, *second;
  if (regions_try_resolve(table, one, &first) != BW_OK)
    return -1;
  first->moves++;
  if (regions_try_resolve(table, other, &second) != BW_OK)
    return -1;
  second->moves++;
  return 0;
}

/* it goes on without the second one */
int without(regions *table, regions_handle one, regions_handle other) {
  struct region *first, *second;
  if (regions_try_resolve(table, one, &first) != BW_OK)
    return -1;
  first->left = 0;
  if (regions_try_resolve(table, other, &second) == BW_OK)
    second->left = 0;
  return 0;
}

/* the failure is what is stored */
int marked(regions *table, regions_handle one, regions_handle other) {
  struct region *first, *second;
  if (regions_try_resolve(table, one, &first) != BW_OK)
    return -1;
  if (regions_try_resolve(table, other, &second) != BW_OK) {
    first->flags |= 4;
    return -1;
  }
  return second->left;
}
