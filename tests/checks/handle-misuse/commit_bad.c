/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A step that fails behind the first store that lasts: half of the change stays. commit_good.c holds the same functions
 * repaired. */
#include <bulwark/bulwark.h>

struct region {
  int left, right;
  unsigned flags, moves;
};
BW_HANDLE_DECLARE(regions, struct region, 4);

/* two objects, the second one resolved behind the store to the first */
int both(regions *table, regions_handle one, regions_handle other, int left) {
  struct region *first, *second;
  if (regions_try_resolve(table, one, &first) != BW_OK)
    return -1;
  first->left = left;
  if (regions_try_resolve(table, other, &second) != BW_OK) /* expect: handle-misuse "do first what may fail" */
    return -1;
  second->left = left;
  return 0;
}

/* the status is handed on */
bw_status swap(regions *table, regions_handle one, regions_handle other) {
  struct region *first = regions_resolve(table, one), *second;
  int left = first->left;
  first->left = first->right;
  bw_status status = regions_try_resolve(table, other, &second); /* expect: handle-misuse */
  if (status != BW_OK)
    return status;
  first->right = second->left;
  second->left = left;
  return BW_OK;
}

/* one is made behind it */
int link(regions *table, regions_handle handle, regions_handle *ret_made) {
  struct region *region, *made;
  if (regions_try_resolve(table, handle, &region) != BW_OK)
    return -1;
  region->flags |= 2;
  if (regions_create(table, NULL, &made, ret_made) != BW_OK) /* expect: handle-misuse */
    return -2;
  made->left = region->left;
  return 0;
}

/* in a callee */
static bw_status second_of(regions *table, regions_handle other, struct region **ret_region) {
  return regions_try_resolve(table, other, ret_region); /* expect: handle-misuse */
}

int helper(regions *table, regions_handle one, regions_handle other, int right) {
  struct region *first, *second;
  if (regions_try_resolve(table, one, &first) != BW_OK)
    return -1;
  first->right = right;
  if (second_of(table, other, &second) != BW_OK)
    return -1;
  second->right = right;
  return 0;
}
