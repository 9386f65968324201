/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the tests of handle tables share: three tables and an owner a test, on the test platform. */
#ifndef BULWARK_TESTS_HANDLE_FIXTURE_H
#define BULWARK_TESTS_HANDLE_FIXTURE_H

#include <bulwark/handle.h>

#include <string.h>

#include "platform_test.h"
#include "suite.h"

typedef struct region {
  uint32_t left;
  uint64_t area;
} region;

typedef struct window {
  unsigned char title[13];
} window;

BW_HANDLE_DECLARE(regions, region, 1);
BW_HANDLE_DECLARE(windows, window, 255);
BW_HANDLE32_DECLARE(icons, region, 3);
BW_HANDLE32_DECLARE(menus, window, 31);

enum { CAPACITY = 19 };

static BW_HANDLE_STORAGE(regions, CAPACITY) region_storage;
static BW_HANDLE_STORAGE(windows, CAPACITY) window_storage;
static BW_HANDLE_STORAGE(icons, CAPACITY) icon_storage;
static regions table;
static windows others;
static icons narrow;
static bw_handle_owner owner;
static bw_arena arena;

static inline void setup(void) {
  platform_reset();
  ck_assert_int_eq(bw_arena_init(&arena, 4096), BW_OK);
  ck_assert_int_eq(BW_HANDLE_OVER(regions, &table, &region_storage, BW_HANDLE_RETIRE), BW_OK);
  ck_assert_int_eq(BW_HANDLE_OVER(windows, &others, &window_storage, BW_HANDLE_RETIRE), BW_OK);
  ck_assert_int_eq(BW_HANDLE_OVER(icons, &narrow, &icon_storage, BW_HANDLE_RETIRE), BW_OK);
  owner.quota = 1000;
  owner.count = 0;
}

/* What a test left is destroyed; its owner then owes nothing. */
static inline void teardown(void) {
  bw_slots_walk walk = regions_walk(&table);
  ck_assert(regions_destroy_owned(&table, &walk, NULL, UINT32_MAX));
  walk = windows_walk(&others);
  ck_assert(windows_destroy_owned(&others, &walk, NULL, UINT32_MAX));
  walk = icons_walk(&narrow);
  ck_assert(icons_destroy_owned(&narrow, &walk, NULL, UINT32_MAX));
  regions_close(&table);
  windows_close(&others);
  icons_close(&narrow);
  ck_assert_uint_eq(owner.count, 0);
  bw_arena_destroy(&arena);
  ck_assert_uint_eq(platform_chunks_live(), 0);
}

static inline regions_handle create(region **ret_object) {
  region *object = NULL;
  regions_handle handle = {0};
  ck_assert_int_eq(regions_create(&table, &owner, &object, &handle), BW_OK);
  ck_assert_uint_eq(object->left, 0);
  ck_assert_uint_eq(object->area, 0);
  if (ret_object != NULL) {
    *ret_object = object;
  }
  return handle;
}

static inline bw_status resolve(regions_handle handle) {
  static region untouched;
  region *object = &untouched;
  bw_status status = regions_try_resolve(&table, handle, &object);
  ASSERT_IN_LOOP(status == BW_OK ? object != &untouched : object == &untouched);
  return status;
}

#endif
