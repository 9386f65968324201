/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A release build keeps every check: this program and the one-file runtime in it are compiled with
 * -O2 -DNDEBUG whatever the build type, and each row below must end in the processor's trap.
 */
#include <bulwark/bulwark.h>

#include <string.h>

#include "suite.h"

#if !defined(NDEBUG) || !defined(__OPTIMIZE__)
#error "this test must be compiled with -O2 -DNDEBUG"
#endif

BW_SPAN_DECLARE(ints, int);
BW_CURSOR_DECLARE(ints_cursor, ints, int);
BW_BUILDER_DECLARE(ints_builder, ints, int);
BW_VIEW_DECLARE(grid, ints, int);
BW_VIEW_DECLARE(grid_const, ints_const, int const);
BW_VIEW_WRITE_DECLARE(grid, grid_const, int);
BW_ZIP2_DECLARE(pair, ints, int, ints_const, int const);
BW_PLAIN_SCALAR_DECLARE(plain_int, int);
BW_SPAN_PLAIN_DECLARE(ints, plain_int);

/* Values the optimiser cannot see through. */
static volatile size_t eight = 8;
static volatile int kept;

static bw_policy trap(const bw_violation *violation) {
  (void)violation;
  return BW_POLICY_TRAP;
}

static int data[8];

static ints all(void) {
  return BW_SPAN_OF_ARRAY(ints, data);
}

static grid square(void) {
  grid view;
  if (grid_make(all(), 4, 2, 4, &view) != BW_OK) {
    abort();
  }
  return view;
}

static void use_index(void) {
  kept = (int)bw_index(eight, 8);
}

static void use_at_macro(void) {
  ints span = all();
  kept = BW_AT(span, eight);
}

static void use_at(void) {
  kept = *ints_at(all(), eight);
}

static void use_const_at(void) {
  kept = *ints_const_at(ints_as_const(all()), eight);
}

static void use_make(void) {
  kept = (int)ints_make(NULL, eight).count;
}

static void use_sub(void) {
  kept = (int)ints_sub(all(), 1, eight).count;
}

static void use_first(void) {
  kept = (int)ints_first(all(), eight + 1).count;
}

static void use_last(void) {
  kept = (int)ints_last(all(), eight + 1).count;
}

static void use_copy(void) {
  ints_copy(ints_first(all(), eight - 1), ints_as_const(all()));
}

static void use_split(void) {
  ints first;
  ints rest;
  ints_split(all(), eight + 1, &first, &rest);
  kept = (int)first.count;
}

static void use_move(void) {
  ints_move(all(), 1, 0, eight);
}

static void use_cursor_get(void) {
  ints_cursor cursor = ints_cursor_over(ints_first(all(), eight - 8));
  kept = *ints_cursor_get(&cursor);
}

static void use_zip_at(void) {
  pair zip = pair_shortest(all(), ints_const_make(data, eight - 1));
  kept = BW_ZIP_AT(zip, b, eight - 1);
}

static void use_zip_equal(void) {
  kept = (int)pair_equal(all(), ints_const_make(data, eight - 1)).count;
}

static void use_zip_sub(void) {
  kept = (int)pair_sub(pair_equal(all(), ints_as_const(all())), 1, eight).count;
}

static void use_from_bytes(void) {
  kept = (int)ints_from_bytes(bw_bytes_make((uint8_t *)data, eight + 1)).count;
}

static void use_writer_patch(void) {
  bw_writer writer = bw_writer_into(bw_bytes_make((uint8_t *)data, sizeof data));
  kept = (int)bw_writer_u32le(&writer, 1);
  kept = (int)bw_writer_patch_u32le(&writer, eight, 1);
}

static void use_writer_patch_count(void) {
  bw_writer writer = bw_writer_into(bw_bytes_make((uint8_t *)data, sizeof data));
  kept = (int)bw_writer_u32le(&writer, 1);
  kept = (int)bw_writer_patch_count_u32le(&writer, eight / 8);
}

static void use_put(void) {
  ints_builder builder = ints_builder_into(all());
  size_t i;
  for (i = 0; i <= eight; i++) {
    ints_builder_put(&builder, 1);
  }
  kept = (int)ints_builder_count(&builder);
}

static void use_view_at(void) {
  kept = *grid_at(square(), eight / 2, 0);
}

static void use_view_row(void) {
  kept = (int)grid_row(square(), eight / 4).count;
}

static void use_view_rect(void) {
  kept = (int)grid_rect(square(), 1, 1, eight / 2, 1).width;
}

static grid low_square(void) {
  grid view;
  if (grid_make(all(), 4, 1, 4, &view) != BW_OK) {
    abort();
  }
  return view;
}

static void use_view_move(void) {
  grid_move(square(), grid_as_const(low_square()));
}

static void use_view_move_strides(void) {
  grid other;
  if (grid_make(all(), 2, eight / 4, 2, &other) != BW_OK) {
    abort();
  }
  grid_move(grid_rect(square(), 0, 0, 2, 2), grid_as_const(other));
}

static void use_reader_fail(void) {
  bw_reader reader = bw_reader_over(bw_bytes_const_make(NULL, 0));
  kept = (int)bw_reader_fail(&reader, (bw_status)(eight - 8));
}

static void use_arena_align(void) {
  bw_arena arena;
  void *block;
  kept = bw_arena_init(&arena, 1024) == BW_OK && bw_arena_alloc(&arena, 1, eight + 1, &block) == BW_OK;
}

static void use_arena_unready(void) {
  bw_arena arena;
  void *block;
  memset(&arena, 0, sizeof arena);
  kept = (int)bw_arena_alloc(&arena, eight, 8, &block);
}

static void use_arena_rollback(void) {
  bw_arena arena;
  bw_arena_mark mark = {NULL, NULL, 0, 0, 0};
  mark.used = eight;
  kept = (int)bw_arena_init(&arena, 1024);
  bw_arena_rollback(&arena, mark);
}

static void nothing(void *object) {
  (void)object;
}

static bw_status release_unknown(bw_guard *guard, void *context) {
  bw_defer_release(guard, context);
  return BW_OK;
}

static void use_defer_release(void) {
  bw_guard guard;
  kept = (int)bw_guard_run(&guard, NULL, release_unknown, data);
}

static void use_defer_outside(void) {
  bw_guard guard;
  memset(&guard, 0, sizeof guard);
  kept = (int)bw_defer(&guard, nothing, data);
}

static bw_status leave_fence_twice(bw_guard *guard, void *context) {
  bw_guard_fence fence;
  (void)guard;
  (void)context;
  bw_guard_fence_enter(&fence);
  bw_guard_fence_leave(&fence);
  bw_guard_fence_leave(&fence);
  return BW_OK;
}

static void use_fence(void) {
  bw_guard guard;
  kept = (int)bw_guard_run(&guard, NULL, leave_fence_twice, NULL);
}

static bw_status run_again(bw_guard *guard, void *context) {
  return bw_guard_run(guard, NULL, release_unknown, context);
}

static void use_guard_again(void) {
  bw_guard guard;
  kept = (int)bw_guard_run(&guard, NULL, run_again, data);
}

static void (*const rows[])(void) = {
    use_index, use_at_macro, use_at, use_const_at, use_make, use_sub, use_first, use_last, use_copy, use_split,
    use_move, use_cursor_get, use_zip_at, use_zip_equal, use_zip_sub, use_from_bytes, use_writer_patch,
    use_writer_patch_count, use_view_move, use_view_move_strides, use_put, use_view_at, use_view_row,
    use_view_rect, use_reader_fail, use_arena_align, use_arena_unready, use_arena_rollback, use_defer_release,
    use_defer_outside, use_fence, use_guard_again,
};

START_TEST(the_violation_still_traps) {
  (void)bw_policy_set(trap);
  rows[_i]();
}
END_TEST

/* The rows are about the index, not about the surroundings: one less is fine in each that has one. */
START_TEST(without_a_violation_nothing_traps) {
  (void)bw_policy_set(trap);
  eight = 0;
  use_at_macro();
  use_at();
  use_const_at();
  use_make();
  use_view_at();
  use_view_row();
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("checks-stay");
  tcase_add_loop_test_raise_signal(tcase, the_violation_still_traps, TRAP_SIGNAL, 0,
                                   (int)(sizeof(rows) / sizeof(rows[0])));
  tcase_add_test(tcase, without_a_violation_nothing_traps);
  return suite_run("checks-stay", tcase);
}
