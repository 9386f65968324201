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

/* half of it is taken for finished, as nothing says that it failed */
void half_done(regions *table, regions_handle one, regions_handle other, int left) {
  struct region *first = regions_resolve(table, one), *second;
  first->left = left;
  if (regions_try_resolve(table, other, &second) != BW_OK)
    return;
  second->left = left;
}

/* what lasts is a member of a record that the object leads to */
struct area {
  int size;
};
struct holder {
  struct area *area;
};
BW_HANDLE_DECLARE(holders, struct holder, 4);
int behind(holders *table, holders_handle one, holders_handle other) {
  struct holder *first = holders_resolve(table, one), *second;
  first->area->size = 0;
  if (holders_try_resolve(table, other, &second) != BW_OK)
    return -1;
  second->area->size = 0;
  return 0;
}

/* each of a list as it comes */
int all(regions *table, const regions_handle *handles, int left) {
  for (unsigned i = 0; i < 4; i++) {
    struct region *region;
    if (regions_try_resolve(table, handles[i], &region) != BW_OK)
      return -1;
    region->left = left;
  }
  return 0;
}
