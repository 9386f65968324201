/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "handle_fixture.h"

START_TEST(init_checks_its_arguments) {
  const regions before = table;
  ck_assert_int_eq(regions_init(&table, NULL, region_storage.entries, region_storage.order, region_storage.place, 3,
                                BW_HANDLE_RETIRE),
                   BW_ERR_ARGUMENT);
  ck_assert_int_eq(regions_init(&table, region_storage.items, NULL, region_storage.order, region_storage.place, 3,
                                BW_HANDLE_RETIRE),
                   BW_ERR_ARGUMENT);
  ck_assert_int_eq(regions_init(&table, region_storage.items, region_storage.entries, NULL, region_storage.place, 3,
                                BW_HANDLE_RETIRE),
                   BW_ERR_ARGUMENT);
  ck_assert_int_eq(regions_init(&table, region_storage.items, region_storage.entries, region_storage.order, NULL, 3,
                                BW_HANDLE_RETIRE),
                   BW_ERR_ARGUMENT);
  ck_assert_int_eq(regions_alloc(&table, &arena, 0, BW_HANDLE_RETIRE), BW_ERR_ARGUMENT);
  ck_assert_int_eq(regions_alloc(&table, &arena, BW_SLOTS_MAX + 1u, BW_HANDLE_RETIRE), BW_ERR_ARGUMENT);
  ck_assert_int_eq(icons_alloc(&narrow, &arena, 65537, BW_HANDLE_RETIRE), BW_ERR_ARGUMENT);
  ck_assert_int_eq(memcmp(&table, &before, sizeof before), 0);
}
END_TEST

START_TEST(the_untyped_half_checks_its_layout) {
  static const struct {
    uint32_t type;
    uint32_t type_bits;
    uint32_t generation_max;
    bw_status status;
  } rows[] = {
      {1, 8, 0xFFFFFF, BW_OK},           {255, 8, 1, BW_OK},
      {0, 8, 0xFFFFFF, BW_ERR_ARGUMENT}, {256, 8, 0xFFFFFF, BW_ERR_ARGUMENT},
      {1, 0, 0xFFFFFF, BW_ERR_ARGUMENT}, {1, 8, 0x1000000, BW_ERR_ARGUMENT},
      {1, 8, 0, BW_ERR_ARGUMENT},        {1, 31, 1, BW_OK},
      {1, 32, 1, BW_ERR_ARGUMENT},       {1, 31, 2, BW_ERR_ARGUMENT},
      {1, UINT32_MAX, 1, BW_ERR_ARGUMENT},
  };
  size_t i;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    bw_handles handles;
    bw_handle_entry entries[2];
    uint32_t order[2];
    uint32_t place[2];
    ck_assert_int_eq(bw_handles_init(&handles, entries, order, place, 2, rows[i].type, rows[i].type_bits,
                                     rows[i].generation_max, BW_HANDLE_RETIRE),
                     rows[i].status);
  }
}
END_TEST

START_TEST(a_handle_leads_to_its_object) {
  region *objects[CAPACITY];
  regions_handle handles[CAPACITY];
  region *found = NULL;
  size_t i;
  for (i = 0; i < CAPACITY; i++) {
    handles[i] = create(&objects[i]);
    objects[i]->area = i;
  }
  ck_assert_int_eq(regions_create(&table, &owner, &found, &handles[0]), BW_ERR_FULL);
  ck_assert_ptr_null(found);
  ck_assert_uint_eq(owner.count, CAPACITY);
  for (i = 0; i < CAPACITY; i++) {
    ck_assert_ptr_eq(regions_resolve(&table, handles[i]), objects[i]);
    ck_assert_uint_eq(regions_resolve(&table, handles[i])->area, i);
    ck_assert_int_eq(regions_try_resolve(&table, regions_handle_of(regions_value(handles[i])), &found), BW_OK);
    ck_assert_ptr_eq(found, objects[i]);
  }
}
END_TEST

/* In an empty table, a full one, and one where every slot was used before. */
START_TEST(no_other_value_resolves) {
  uint64_t live[CAPACITY];
  size_t live_count = 0;
  size_t i;
  uint64_t index;
  uint64_t upper;
  for (i = 0; i < CAPACITY && _i >= 1; i++) {
    live[live_count] = regions_value(create(NULL));
    live_count++;
  }
  for (i = 0; i < live_count && _i == 2; i++) {
    ASSERT_IN_LOOP(regions_destroy(&table, regions_handle_of(live[i])) == BW_OK);
  }
  live_count = _i == 1 ? live_count : 0;
  ASSERT_IN_LOOP(resolve(regions_handle_of(0)) == BW_ERR_STALE);
  ASSERT_IN_LOOP(resolve(regions_handle_of(UINT64_MAX)) == BW_ERR_TYPE);
  for (index = 0; index < CAPACITY + 3u; index++) {
    for (upper = 0; upper < 0x1000; upper++) {
      uint64_t value = upper << 32 | index;
      for (i = 0; i < live_count && live[i] != value; i++) {
      }
      ASSERT_IN_LOOP((resolve(regions_handle_of(value)) == BW_OK) == (i < live_count));
    }
  }
}
END_TEST

/* All four billion would take a while; all that differ from a live handle in up to two bits do not. */
START_TEST(near_values_do_not_resolve) {
  uint64_t value = regions_value(create(NULL));
  unsigned a;
  unsigned b;
  ASSERT_IN_LOOP(resolve(regions_handle_of(value)) == BW_OK);
  for (a = 0; a < 64; a++) {
    for (b = 0; b < 64; b++) {
      uint64_t near = value ^ (uint64_t)1 << a ^ (uint64_t)1 << b;
      ASSERT_IN_LOOP(near == value || resolve(regions_handle_of(near)) != BW_OK);
    }
  }
}
END_TEST

START_TEST(of_all_narrow_values_the_live_ones_resolve) {
  region *object = NULL;
  icons_handle handle = {0};
  uint32_t resolved = 0;
  uint32_t i;
  uint32_t upper;
  for (i = 0; i < 5; i++) {
    ck_assert_int_eq(icons_create(&narrow, &owner, &object, &handle), BW_OK);
    if (i % 2 == 0) {
      ck_assert_int_eq(icons_destroy(&narrow, handle), BW_OK);
    }
  }
  for (upper = 0; upper <= 0xFFFFu; upper++) {
    for (i = 0; i < CAPACITY; i++) {
      resolved += icons_try_resolve(&narrow, icons_handle_of(upper << 16 | i), &object) == BW_OK ? 1u : 0u;
    }
    for (i = CAPACITY; i <= 0xFFFFu; i += i < 64u ? 1u : 6007u) {
      resolved += icons_try_resolve(&narrow, icons_handle_of(upper << 16 | i), &object) == BW_OK ? 1u : 0u;
    }
  }
  ck_assert_uint_eq(resolved, 2);
}
END_TEST

START_TEST(the_handle_of_another_type_says_so) {
  window *object = NULL;
  windows_handle handle = {0};
  ck_assert_int_eq(windows_create(&others, &owner, &object, &handle), BW_OK);
  (void)create(NULL);
  ck_assert_int_eq(resolve(regions_handle_of(windows_value(handle))), BW_ERR_TYPE);
  ck_assert_int_eq(regions_destroy(&table, regions_handle_of(windows_value(handle))), BW_ERR_TYPE);
  ck_assert_int_eq(regions_charge(&table, regions_handle_of(windows_value(handle)), NULL), BW_ERR_TYPE);
  ck_assert_int_eq(windows_try_resolve(&others, handle, &object), BW_OK);
}
END_TEST

START_TEST(a_destroyed_handle_stays_stale) {
  regions_handle old[500];
  unsigned i;
  unsigned k;
  for (i = 0; i < 500; i++) {
    old[i] = create(NULL);
    ASSERT_IN_LOOP(regions_destroy(&table, old[i]) == BW_OK);
    ASSERT_IN_LOOP(regions_destroy(&table, old[i]) == BW_ERR_STALE);
    for (k = 0; k <= i; k++) {
      ASSERT_IN_LOOP(resolve(old[k]) == BW_ERR_STALE);
    }
  }
  ASSERT_IN_LOOP(owner.count == 0);
}
END_TEST

/* 2047 generations a slot; then it is retired, or starts again. */
START_TEST(generations_run_out_by_policy) {
  menus table_of_two;
  bw_handle_wrap wrap = _i == 0 ? BW_HANDLE_RETIRE : BW_HANDLE_REUSE;
  uint32_t first = 0;
  uint32_t created = 0;
  uint32_t met_again = 0;
  ASSERT_IN_LOOP(menus_alloc(&table_of_two, &arena, 2, wrap) == BW_OK);
  while (created < 3u * 2u * BW_HANDLE32_GENERATION_MAX) {
    window *object = NULL;
    menus_handle handle = {0};
    bw_status status = menus_create(&table_of_two, NULL, &object, &handle);
    if (status != BW_OK) {
      ASSERT_IN_LOOP(status == BW_ERR_FULL);
      break;
    }
    created++;
    ASSERT_IN_LOOP((menus_value(handle) >> 21) != 0); /* generation zero is never used */
    first = created == 1 ? menus_value(handle) : first;
    met_again += menus_value(handle) == first ? 1u : 0u;
    ASSERT_IN_LOOP(menus_destroy(&table_of_two, handle) == BW_OK);
  }
  if (wrap == BW_HANDLE_RETIRE) {
    ASSERT_IN_LOOP(created == 2u * BW_HANDLE32_GENERATION_MAX);
    ASSERT_IN_LOOP(met_again == 1);
  } else {
    ASSERT_IN_LOOP(created == 3u * 2u * BW_HANDLE32_GENERATION_MAX);
    ASSERT_IN_LOOP(met_again == 3);
  }
  menus_close(&table_of_two);
}
END_TEST

START_TEST(an_owner_has_a_quota) {
  bw_handle_owner poor = {2, 0};
  bw_handle_owner nobody = {0, 0};
  region *object = NULL;
  regions_handle handle = {4711};
  regions_handle kept = {0};
  ck_assert_int_eq(regions_create(&table, &nobody, &object, &handle), BW_ERR_QUOTA);
  ck_assert_ptr_null(object);
  ck_assert_uint_eq(regions_value(handle), 4711);
  ck_assert_int_eq(regions_create(&table, &poor, &object, &kept), BW_OK);
  ck_assert_int_eq(regions_create(&table, &poor, &object, &handle), BW_OK);
  ck_assert_int_eq(regions_create(&table, &poor, &object, &handle), BW_ERR_QUOTA);
  /* One quota over all tables. */
  {
    window *other = NULL;
    windows_handle other_handle = {0};
    ck_assert_int_eq(windows_create(&others, &poor, &other, &other_handle), BW_ERR_QUOTA);
  }
  ck_assert_int_eq(regions_charge(&table, kept, &nobody), BW_ERR_QUOTA);
  ck_assert_uint_eq(poor.count, 2);
  ck_assert_int_eq(regions_charge(&table, kept, &poor), BW_OK);
  ck_assert_int_eq(regions_charge(&table, kept, &owner), BW_OK);
  ck_assert_uint_eq(poor.count, 1);
  ck_assert_uint_eq(owner.count, 1);
  ck_assert_int_eq(regions_charge(&table, kept, NULL), BW_OK);
  ck_assert_uint_eq(owner.count, 0);
  ck_assert_int_eq(regions_destroy(&table, handle), BW_OK);
  ck_assert_uint_eq(poor.count, 0);
  /* A quota that shrank below the count only stops new ones. */
  ck_assert_int_eq(regions_create(&table, &poor, &object, &handle), BW_OK);
  poor.quota = 0;
  ck_assert_int_eq(regions_create(&table, &poor, &object, &kept), BW_ERR_QUOTA);
  ck_assert_int_eq(regions_destroy(&table, handle), BW_OK);
}
END_TEST

static unsigned ended;
static uint64_t ended_area;

static void count_end(region *object, void *context) {
  ck_assert_ptr_eq(context, &ended);
  ended++;
  ended_area += object->area;
}

START_TEST(a_pinned_object_dies_with_its_last_pin) {
  region *object = NULL;
  region *pinned = NULL;
  regions_handle handle = create(&object);
  regions_handle others_of_table[CAPACITY];
  unsigned i;
  ended = 0;
  ended_area = 0;
  regions_on_end(&table, count_end, &ended);
  object->area = 99;
  ck_assert_int_eq(regions_pin(&table, handle, &pinned), BW_OK);
  ck_assert_int_eq(regions_pin(&table, handle, &pinned), BW_OK);
  ck_assert_ptr_eq(pinned, object);
  ck_assert_int_eq(regions_destroy(&table, handle), BW_OK);
  ck_assert_int_eq(resolve(handle), BW_ERR_STALE);
  ck_assert_int_eq(regions_pin(&table, handle, &pinned), BW_ERR_STALE);
  ck_assert_int_eq(regions_destroy(&table, handle), BW_ERR_STALE);
  ck_assert_int_eq(regions_charge(&table, handle, NULL), BW_ERR_STALE);
  /* Still the object's memory, and still charged for. */
  for (i = 0; i < CAPACITY - 1u; i++) {
    others_of_table[i] = create(&object);
    ck_assert_ptr_ne(object, pinned);
  }
  ck_assert_uint_eq(pinned->area, 99);
  ck_assert_uint_eq(owner.count, CAPACITY);
  ck_assert_uint_eq(regions_count(&table), CAPACITY);
  regions_unpin(&table, handle);
  ck_assert_uint_eq(ended, 0);
  regions_unpin(&table, handle);
  ck_assert_uint_eq(ended, 1);
  ck_assert_uint_eq(ended_area, 99);
  ck_assert_uint_eq(owner.count, CAPACITY - 1u);
  for (i = 0; i < CAPACITY - 1u; i++) {
    ck_assert_int_eq(regions_destroy(&table, others_of_table[i]), BW_OK);
  }
  ck_assert_uint_eq(ended, CAPACITY);
}
END_TEST

START_TEST(pins_are_counted_to_the_end) {
  region *object = NULL;
  regions_handle handle = create(NULL);
  uint32_t slot = (uint32_t)regions_value(handle);
  table.handles.entries[slot].pins = UINT32_MAX - 1u;
  ck_assert_int_eq(regions_pin(&table, handle, &object), BW_OK);
  object = NULL;
  ck_assert_int_eq(regions_pin(&table, handle, &object), BW_ERR_RANGE);
  ck_assert_ptr_null(object);
  table.handles.entries[slot].pins = 1;
  regions_unpin(&table, handle);
}
END_TEST

/* An end function that destroys what hangs on the object: a chain goes down from its first link. */
static regions_handle chain[CAPACITY];

static void end_next(region *object, void *context) {
  (void)context;
  ended++;
  if (object->left != 0u) {
    ck_assert_int_eq(regions_destroy(&table, chain[object->left - 1u]), BW_OK);
  }
}

START_TEST(an_end_may_destroy_others) {
  bw_slots_walk walk;
  region *object = NULL;
  uint32_t i;
  for (i = 0; i < 10; i++) {
    chain[i] = create(&object);
    object->left = i; /* one more than the number of the next */
  }
  ended = 0;
  regions_on_end(&table, end_next, NULL);
  if (_i == 0) {
    ck_assert_int_eq(regions_destroy(&table, chain[9]), BW_OK);
  } else {
    /* The clean-up comes past objects that the end function destroys under its feet. */
    walk = regions_walk(&table);
    while (!regions_destroy_owned(&table, &walk, &owner, 1)) {
    }
  }
  ck_assert_uint_eq(ended, 10);
  ck_assert_uint_eq(owner.count, 0);
  regions_on_end(&table, NULL, NULL);
}
END_TEST

START_TEST(an_owner_is_cleaned_up_in_bounded_steps) {
  bw_handle_owner second = {100, 0};
  bw_slots_walk walk;
  regions_handle pinned = {0};
  region *object = NULL;
  unsigned calls = 0;
  unsigned i;
  for (i = 0; i < 16; i++) {
    regions_handle handle = {0};
    ck_assert_int_eq(regions_create(&table, i % 2 == 0 ? &owner : &second, &object, &handle), BW_OK);
    if (i == 4) {
      pinned = handle;
      ck_assert_int_eq(regions_pin(&table, pinned, &object), BW_OK);
    }
  }
  walk = regions_walk(&table);
  while (!regions_destroy_owned(&table, &walk, &owner, 3)) {
    calls++;
    ck_assert_uint_ge(owner.count + calls * 3u, 8);
  }
  ck_assert_uint_ge(calls, 4);
  ck_assert_uint_eq(owner.count, 1); /* the pinned one */
  ck_assert_uint_eq(second.count, 8);
  regions_unpin(&table, pinned);
  ck_assert_uint_eq(owner.count, 0);
  walk = regions_walk(&table);
  ck_assert(!regions_destroy_owned(&table, &walk, &second, 0));
  ck_assert(regions_destroy_owned(&table, &walk, &second, UINT32_MAX));
  ck_assert_uint_eq(second.count, 0);
}
END_TEST

/* Whatever allocation fails, table and arena are as before. */
START_TEST(survives_failure_of_every_allocation) {
  unsigned nth;
  unsigned failed = 0;
  for (nth = 1; nth <= 5; nth++) {
    regions fresh;
    regions before;
    size_t used;
    bw_status status;
    memset(&fresh, 0x5A, sizeof fresh);
    before = fresh;
    (void)bw_arena_save(&arena);
    used = bw_arena_used(&arena);
    platform_fail_from(nth);
    status = regions_alloc(&fresh, &arena, 200, BW_HANDLE_RETIRE);
    platform_fail_from(0);
    if (status != BW_OK) {
      failed++;
      ck_assert_int_eq(status, BW_ERR_MEMORY);
      ck_assert_int_eq(memcmp(&fresh, &before, sizeof fresh), 0);
      ck_assert_uint_eq(bw_arena_used(&arena), used);
    } else {
      regions_close(&fresh);
    }
    bw_arena_reset(&arena);
  }
  ck_assert_uint_ge(failed, 2);
  ck_assert_uint_lt(failed, 5);
}
END_TEST

BW_HANDLE_DECLARE(lines, uint32_t, 9);
BW_HANDLE32_DECLARE(dots, uint32_t, 9);

/* A lookup and the table agree on a handle. */
#define CHECK_LOOKUP(name, table, lookup, value)                                                                 \
  do {                                                                                                           \
    uint32_t *by_table = NULL;                                                                                   \
    uint32_t *by_lookup = NULL;                                                                                  \
    name##_handle handle_ = name##_handle_of(value);                                                             \
    bw_status expected = name##_try_resolve((table), handle_, &by_table);                                        \
    ASSERT_IN_LOOP(name##_find((lookup), handle_, &by_lookup) == expected);                                      \
    ASSERT_IN_LOOP(by_lookup == by_table);                                                                       \
  } while (0)

/* Live, stale and free slots of both widths, asked for with every small number, index, type and generation. */
START_TEST(a_lookup_resolves_what_the_table_does) {
  static BW_HANDLE_STORAGE(lines, 8) wide_storage;
  static BW_HANDLE_STORAGE(dots, 8) narrow_storage;
  lines wide;
  dots thin;
  lines_lookup in_wide;
  dots_lookup in_thin;
  lines_handle line[6];
  dots_handle dot[6];
  uint32_t *object = NULL;
  uint32_t index;
  uint32_t type;
  uint32_t generation;
  size_t i;
  ck_assert_int_eq(BW_HANDLE_OVER(lines, &wide, &wide_storage, BW_HANDLE_RETIRE), BW_OK);
  ck_assert_int_eq(BW_HANDLE_OVER(dots, &thin, &narrow_storage, BW_HANDLE_RETIRE), BW_OK);
  ck_assert_int_eq(lines_lookup_of(&wide, &in_wide), BW_OK);
  ck_assert_int_eq(dots_lookup_of(&thin, &in_thin), BW_OK);
  for (i = 0; i < 6; i++) {
    ck_assert_int_eq(lines_create(&wide, NULL, &object, &line[i]), BW_OK);
    ck_assert_int_eq(dots_create(&thin, NULL, &object, &dot[i]), BW_OK);
  }
  for (i = 0; i < 3; i++) {
    ck_assert_int_eq(lines_destroy(&wide, line[2 * i]), BW_OK);
    ck_assert_int_eq(dots_destroy(&thin, dot[2 * i]), BW_OK);
  }
  for (i = 0; i < 6; i++) {
    ck_assert_int_eq(lines_find(in_wide, line[i], &object), i % 2 == 0 ? BW_ERR_STALE : BW_OK);
    ck_assert_int_eq(dots_find(in_thin, dot[i], &object), i % 2 == 0 ? BW_ERR_STALE : BW_OK);
  }
  for (index = 0; index < 40; index++) {
    for (type = 0; type < 12; type++) {
      for (generation = 0; generation < 4; generation++) {
        CHECK_LOOKUP(lines, &wide, in_wide, (uint64_t)generation << 40 | (uint64_t)type << 32 | index);
        CHECK_LOOKUP(dots, &thin, in_thin, generation << 21 | type << 16 | index);
      }
    }
  }
  CHECK_LOOKUP(lines, &wide, in_wide, UINT64_MAX);
  CHECK_LOOKUP(dots, &thin, in_thin, UINT32_MAX);
  for (i = 0; i < 3; i++) {
    ck_assert_int_eq(lines_destroy(&wide, line[2 * i + 1]), BW_OK);
    ck_assert_int_eq(dots_destroy(&thin, dot[2 * i + 1]), BW_OK);
  }
  lines_close(&wide);
  dots_close(&thin);
  ck_assert_int_eq(lines_lookup_of(&wide, &in_wide), BW_ERR_ARGUMENT);
}
END_TEST

/* Of 1 to 19 slots. */
START_TEST(a_lookup_wants_a_power_of_two_of_slots) {
  uint32_t capacity;
  for (capacity = 1; capacity <= CAPACITY; capacity++) {
    static BW_HANDLE_STORAGE(lines, CAPACITY) storage;
    lines some;
    lines_lookup lookup = {NULL, 77};
    bool good = capacity == 2 || capacity == 4 || capacity == 8 || capacity == 16;
    ck_assert_int_eq(lines_init(&some, storage.items, storage.entries, storage.order, storage.place, capacity,
                                BW_HANDLE_REUSE),
                     BW_OK);
    ck_assert_int_eq(lines_lookup_of(&some, &lookup), good ? BW_OK : BW_ERR_ARGUMENT);
    ck_assert_uint_eq(lookup.mask, good ? capacity - 1 : 77);
    lines_close(&some);
  }
}
END_TEST

START_TEST(an_unused_or_closed_table_has_nothing) {
  regions closed;
  region *object = NULL;
  regions_handle handle = {(uint64_t)0x101 << 32};
  bw_slots_walk walk;
  memset(&closed, 0, sizeof closed);
  ck_assert_int_ne(regions_try_resolve(&closed, handle, &object), BW_OK);
  ck_assert_int_eq(regions_create(&closed, NULL, &object, &handle), BW_ERR_FULL);
  ck_assert_int_ne(regions_destroy(&closed, handle), BW_OK);
  ck_assert_int_ne(regions_pin(&closed, handle, &object), BW_OK);
  walk = regions_walk(&closed);
  ck_assert_ptr_null(regions_next(&closed, &walk, &handle));
  ck_assert_ptr_null(object);
  regions_close(&closed);
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("handle");
  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, init_checks_its_arguments);
  tcase_add_test(tcase, the_untyped_half_checks_its_layout);
  tcase_add_test(tcase, a_handle_leads_to_its_object);
  tcase_add_loop_test(tcase, no_other_value_resolves, 0, 3);
  tcase_add_test(tcase, near_values_do_not_resolve);
  tcase_add_test(tcase, of_all_narrow_values_the_live_ones_resolve);
  tcase_add_test(tcase, the_handle_of_another_type_says_so);
  tcase_add_test(tcase, a_destroyed_handle_stays_stale);
  tcase_add_loop_test(tcase, generations_run_out_by_policy, 0, 2);
  tcase_add_test(tcase, an_owner_has_a_quota);
  tcase_add_test(tcase, a_pinned_object_dies_with_its_last_pin);
  tcase_add_test(tcase, pins_are_counted_to_the_end);
  tcase_add_loop_test(tcase, an_end_may_destroy_others, 0, 2);
  tcase_add_test(tcase, an_owner_is_cleaned_up_in_bounded_steps);
  tcase_add_test(tcase, survives_failure_of_every_allocation);
  tcase_add_test(tcase, a_lookup_resolves_what_the_table_does);
  tcase_add_test(tcase, a_lookup_wants_a_power_of_two_of_slots);
  tcase_add_test(tcase, an_unused_or_closed_table_has_nothing);
  return suite_run("handle", tcase);
}
