/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <bulwark/bulwark.h>

struct region {
  int left, right;
};
BW_HANDLE_DECLARE(regions, struct region, 4);

/* one table's end is not seen to be the end of all its objects */
int after_close(regions *table, regions_handle handle) {
  struct region *region = regions_resolve(table, handle);
  regions_close(table);
  return region->left;
}

/* a fallible step after the first one that lasts */
int half_done(regions *table, regions_handle one, regions_handle other, int left) {
  struct region *first = regions_resolve(table, one), *second;
  first->left = left;
  if (regions_try_resolve(table, other, &second) != BW_OK)
    return -1;
  second->left = left;
  return 0;
}
