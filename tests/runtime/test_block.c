/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/block.h>

#include "platform_test.h"
#include "suite.h"

typedef struct entry {
  uint32_t key;
  uint16_t value;
} entry;
BW_SPAN_DECLARE(entries, entry);
BW_SPAN_BLOCK_DECLARE(entries, entry);

static void nothing_is_live(void) {
  ck_assert_uint_eq(platform_chunks_live(), 0);
}

START_TEST(blocks_are_zeroed_and_go_back) {
  entries block = entries_make(NULL, 0);
  size_t i;
  ck_assert_int_eq(entries_block_take(7, &block), BW_OK);
  ck_assert_uint_eq(block.count, 7);
  ck_assert_uint_eq(platform_bytes_live(), 7 * sizeof(entry));
  for (i = 0; i < 7 * sizeof(entry); i++) {
    ck_assert_uint_eq(((const uint8_t *)block.items)[i], 0);
  }
  entries_block_give(&block);
  ck_assert_ptr_null(block.items);
  ck_assert_uint_eq(block.count, 0);
  nothing_is_live();
  entries_block_give(&block);
}
END_TEST

START_TEST(an_empty_block_takes_no_memory) {
  entries block = entries_make(NULL, 0);
  ck_assert_int_eq(entries_block_take(0, &block), BW_OK);
  ck_assert_uint_eq(platform_chunks_taken(), 0);
  entries_block_give(&block);
  ck_assert_int_eq(entries_block_resize(&block, 3), BW_OK);
  ck_assert_uint_eq(block.count, 3);
  ck_assert_int_eq(entries_block_resize(&block, 0), BW_OK);
  ck_assert_uint_eq(block.count, 0);
  nothing_is_live();
}
END_TEST

/* From every length to every other: what both have in common stays, the rest is zero. */
START_TEST(resizing_keeps_the_items) {
  size_t from;
  size_t to;
  for (from = 0; from < 6; from++) {
    for (to = 0; to < 6; to++) {
      entries block;
      size_t i;
      ck_assert_int_eq(entries_block_take(from, &block), BW_OK);
      for (i = 0; i < from; i++) {
        BW_AT(block, i).key = (uint32_t)i + 1;
      }
      ck_assert_int_eq(entries_block_resize(&block, to), BW_OK);
      ck_assert_uint_eq(block.count, to);
      for (i = 0; i < to; i++) {
        ck_assert_uint_eq(BW_AT(block, i).key, i < from ? i + 1 : 0);
      }
      ck_assert_uint_eq(platform_bytes_live(), to * sizeof(entry));
      entries_block_give(&block);
      nothing_is_live();
    }
  }
}
END_TEST

START_TEST(failures_change_nothing) {
  entries block = entries_make(NULL, 0);
  entries kept;
  ck_assert_int_eq(entries_block_take(SIZE_MAX / sizeof(entry) + 1, &block), BW_ERR_RANGE);
  ck_assert_int_eq(entries_block_take(SIZE_MAX, &block), BW_ERR_RANGE);
  ck_assert_ptr_null(block.items);
  platform_fail_from(1);
  ck_assert_int_eq(entries_block_take(1, &block), BW_ERR_MEMORY);
  ck_assert_ptr_null(block.items);
  platform_fail_from(0);
  ck_assert_int_eq(entries_block_take(2, &block), BW_OK);
  BW_AT(block, 1).key = 9;
  kept = block;
  platform_fail_from(1);
  ck_assert_int_eq(entries_block_resize(&block, 4), BW_ERR_MEMORY);
  ck_assert_int_eq(entries_block_resize(&block, SIZE_MAX / 2), BW_ERR_RANGE);
  ck_assert_ptr_eq(block.items, kept.items);
  ck_assert_uint_eq(block.count, 2);
  ck_assert_uint_eq(BW_AT(block, 1).key, 9);
  entries_block_give(&block);
  nothing_is_live();
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("block");
  tcase_add_checked_fixture(tcase, platform_reset, NULL);
  tcase_add_test(tcase, blocks_are_zeroed_and_go_back);
  tcase_add_test(tcase, an_empty_block_takes_no_memory);
  tcase_add_test(tcase, resizing_keeps_the_items);
  tcase_add_test(tcase, failures_change_nothing);
  return suite_run("block", tcase);
}
