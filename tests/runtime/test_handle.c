/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
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

static void setup(void) {
  platform_reset();
  ck_assert_int_eq(bw_arena_init(&arena, 4096), BW_OK);
  ck_assert_int_eq(BW_HANDLE_OVER(regions, &table, &region_storage, BW_HANDLE_RETIRE), BW_OK);
  ck_assert_int_eq(BW_HANDLE_OVER(windows, &others, &window_storage, BW_HANDLE_RETIRE), BW_OK);
  ck_assert_int_eq(BW_HANDLE_OVER(icons, &narrow, &icon_storage, BW_HANDLE_RETIRE), BW_OK);
  owner.quota = 1000;
  owner.count = 0;
}

/* What a test left is destroyed; its owner then owes nothing. */
static void teardown(void) {
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

static regions_handle create(region **ret_object) {
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

static bw_status resolve(regions_handle handle) {
  static region untouched;
  region *object = &untouched;
  bw_status status = regions_try_resolve(&table, handle, &object);
  ck_assert(status == BW_OK ? object != &untouched : object == &untouched);
  return status;
}

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
    ck_assert_int_eq(regions_destroy(&table, regions_handle_of(live[i])), BW_OK);
  }
  live_count = _i == 1 ? live_count : 0;
  ck_assert_int_eq(resolve(regions_handle_of(0)), BW_ERR_STALE);
  ck_assert_int_eq(resolve(regions_handle_of(UINT64_MAX)), BW_ERR_TYPE);
  for (index = 0; index < CAPACITY + 3u; index++) {
    for (upper = 0; upper < 0x1000; upper++) {
      uint64_t value = upper << 32 | index;
      for (i = 0; i < live_count && live[i] != value; i++) {
      }
      ck_assert_msg((resolve(regions_handle_of(value)) == BW_OK) == (i < live_count), "value %llx",
                    (unsigned long long)value);
    }
  }
}
END_TEST

/* All four billion would take a while; all that differ from a live handle in up to two bits do not. */
START_TEST(near_values_do_not_resolve) {
  uint64_t value = regions_value(create(NULL));
  unsigned a;
  unsigned b;
  ck_assert_int_eq(resolve(regions_handle_of(value)), BW_OK);
  for (a = 0; a < 64; a++) {
    for (b = 0; b < 64; b++) {
      uint64_t near = value ^ (uint64_t)1 << a ^ (uint64_t)1 << b;
      ck_assert(near == value || resolve(regions_handle_of(near)) != BW_OK);
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
    ck_assert_int_eq(regions_destroy(&table, old[i]), BW_OK);
    ck_assert_int_eq(regions_destroy(&table, old[i]), BW_ERR_STALE);
    for (k = 0; k <= i; k++) {
      ck_assert_int_eq(resolve(old[k]), BW_ERR_STALE);
    }
  }
  ck_assert_uint_eq(owner.count, 0);
}
END_TEST

/* 2047 generations a slot; then it is retired, or starts again. */
START_TEST(generations_run_out_by_policy) {
  menus table_of_two;
  bw_handle_wrap wrap = _i == 0 ? BW_HANDLE_RETIRE : BW_HANDLE_REUSE;
  uint32_t first = 0;
  uint32_t created = 0;
  uint32_t met_again = 0;
  ck_assert_int_eq(menus_alloc(&table_of_two, &arena, 2, wrap), BW_OK);
  while (created < 3u * 2u * BW_HANDLE32_GENERATION_MAX) {
    window *object = NULL;
    menus_handle handle = {0};
    bw_status status = menus_create(&table_of_two, NULL, &object, &handle);
    if (status != BW_OK) {
      ck_assert_int_eq(status, BW_ERR_FULL);
      break;
    }
    created++;
    ck_assert_uint_ne(menus_value(handle) >> 21, 0); /* generation zero is never used */
    first = created == 1 ? menus_value(handle) : first;
    met_again += menus_value(handle) == first ? 1u : 0u;
    ck_assert_int_eq(menus_destroy(&table_of_two, handle), BW_OK);
  }
  if (wrap == BW_HANDLE_RETIRE) {
    ck_assert_uint_eq(created, 2u * BW_HANDLE32_GENERATION_MAX);
    ck_assert_uint_eq(met_again, 1);
  } else {
    ck_assert_uint_eq(created, 3u * 2u * BW_HANDLE32_GENERATION_MAX);
    ck_assert_uint_eq(met_again, 3);
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
    used = arena.used;
    platform_fail_from(nth);
    status = regions_alloc(&fresh, &arena, 200, BW_HANDLE_RETIRE);
    platform_fail_from(0);
    if (status != BW_OK) {
      failed++;
      ck_assert_int_eq(status, BW_ERR_MEMORY);
      ck_assert_int_eq(memcmp(&fresh, &before, sizeof fresh), 0);
      ck_assert_uint_eq(arena.used, used);
    } else {
      regions_close(&fresh);
    }
    bw_arena_reset(&arena);
  }
  ck_assert_uint_ge(failed, 2);
  ck_assert_uint_lt(failed, 5);
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

static uint32_t seed;

static uint32_t dice(uint32_t sides) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % sides;
}

/*
 * Against a list of every handle ever made and the state of its object. Handles are drawn from the whole list, so
 * most are stale.
 */
enum { HANDLES = 400, OWNERS = 3 };

static struct {
  struct {
    regions_handle handle;
    region *object;
    uint64_t area;
    uint32_t pins;
    unsigned owner;
    enum { DEAD, LIVE, ENDED } state;
  } all[HANDLES];
  bw_handle_owner owners[OWNERS];
  uint32_t owned[OWNERS];
  size_t count;
  uint32_t alive;
} model;

static void model_died(size_t n) {
  model.all[n].state = DEAD;
  model.owned[model.all[n].owner]--;
  model.alive--;
}

static void model_create(uint32_t step) {
  size_t n = model.count;
  unsigned who = dice(OWNERS);
  bw_status expected = model.owned[who] >= model.owners[who].quota ? BW_ERR_QUOTA
                       : model.alive == CAPACITY                     ? BW_ERR_FULL
                                                                     : BW_OK;
  size_t i;
  if (n == HANDLES) {
    return;
  }
  ck_assert_int_eq(regions_create(&table, &model.owners[who], &model.all[n].object, &model.all[n].handle), expected);
  if (expected != BW_OK) {
    return;
  }
  for (i = 0; i < n; i++) {
    ck_assert(regions_value(model.all[i].handle) != regions_value(model.all[n].handle));
    ck_assert(model.all[i].state == DEAD || model.all[i].object != model.all[n].object);
  }
  model.all[n].area = step;
  model.all[n].object->area = step;
  model.all[n].pins = 0;
  model.all[n].owner = who;
  model.all[n].state = LIVE;
  model.owned[who]++;
  model.alive++;
  model.count++;
}

static void model_step(uint32_t step) {
  region *object = NULL;
  uint32_t what = dice(100);
  size_t n;
  if (what < 30 || model.count == 0) {
    model_create(step);
    return;
  }
  n = dice(4) == 0 || model.count < 30 ? dice((uint32_t)model.count) : model.count - 1u - dice(30);
  if (what < 50) {
    ck_assert_int_eq(regions_destroy(&table, model.all[n].handle), model.all[n].state == LIVE ? BW_OK : BW_ERR_STALE);
    if (model.all[n].state == LIVE && model.all[n].pins == 0) {
      model_died(n);
    } else if (model.all[n].state == LIVE) {
      model.all[n].state = ENDED;
    }
  } else if (what < 65) {
    ck_assert_int_eq(regions_pin(&table, model.all[n].handle, &object),
                     model.all[n].state == LIVE ? BW_OK : BW_ERR_STALE);
    model.all[n].pins += model.all[n].state == LIVE ? 1u : 0u;
  } else if (what < 85 && model.all[n].pins > 0) {
    regions_unpin(&table, model.all[n].handle);
    model.all[n].pins--;
    if (model.all[n].pins == 0 && model.all[n].state == ENDED) {
      model_died(n);
    }
  } else if (what < 90) {
    unsigned who = dice(OWNERS);
    bw_status expected = model.all[n].state != LIVE ? BW_ERR_STALE
                         : model.all[n].owner == who ? BW_OK
                         : model.owned[who] >= model.owners[who].quota ? BW_ERR_QUOTA
                                                                       : BW_OK;
    ck_assert_int_eq(regions_charge(&table, model.all[n].handle, &model.owners[who]), expected);
    if (expected == BW_OK) {
      model.owned[model.all[n].owner]--;
      model.owned[who]++;
      model.all[n].owner = who;
    }
  }
}

static void model_check(void) {
  bw_slots_walk walk = regions_walk(&table);
  regions_handle handle = {0};
  region *object;
  uint32_t live = 0;
  uint32_t walked = 0;
  size_t i;
  for (i = 0; i < model.count; i++) {
    object = NULL;
    if (model.all[i].state == LIVE) {
      live++;
      ck_assert_ptr_eq(regions_resolve(&table, model.all[i].handle), model.all[i].object);
    } else {
      ck_assert_int_eq(regions_try_resolve(&table, model.all[i].handle, &object), BW_ERR_STALE);
      ck_assert_ptr_null(object);
    }
    if (model.all[i].state != DEAD) {
      ck_assert_uint_eq(model.all[i].object->area, model.all[i].area);
    }
  }
  while ((object = regions_next(&table, &walk, &handle)) != NULL) {
    ck_assert_ptr_eq(regions_resolve(&table, handle), object);
    walked++;
  }
  ck_assert_uint_eq(walked, live);
  ck_assert_uint_eq(regions_count(&table), model.alive);
  for (i = 0; i < OWNERS; i++) {
    ck_assert_uint_eq(model.owners[i].count, model.owned[i]);
  }
}

START_TEST(random_operations_agree_with_an_oracle) {
  uint32_t step;
  size_t i;
  seed = (uint32_t)_i + 99u;
  memset(&model, 0, sizeof model);
  model.owners[0].quota = 3;
  model.owners[1].quota = 9;
  model.owners[2].quota = 100;
  for (step = 0; step < 1500; step++) {
    model_step(step);
    model_check();
  }
  for (i = 0; i < model.count; i++) {
    for (; model.all[i].pins > 0; model.all[i].pins--) {
      regions_unpin(&table, model.all[i].handle);
    }
  }
}
END_TEST

/* Each ends in a panic of the test platform. */
START_TEST(misuse_is_a_violation) {
  region *object = NULL;
  regions_handle handle = create(&object);
  regions_handle second = create(NULL);
  bw_handle_owner thief = {1, 0};
  switch (_i) {
  case 0:
    ck_assert_int_eq(regions_destroy(&table, handle), BW_OK);
    (void)regions_resolve(&table, handle);
    break;
  case 1:
    (void)regions_resolve(&table, regions_handle_of(0));
    break;
  case 2:
    (void)regions_resolve(&table, regions_handle_of(UINT64_MAX));
    break;
  case 3: /* not pinned */
    regions_unpin(&table, handle);
    break;
  case 4: /* unpinned once too often, after it was destroyed */
    ck_assert_int_eq(regions_pin(&table, handle, &object), BW_OK);
    ck_assert_int_eq(regions_destroy(&table, handle), BW_OK);
    regions_unpin(&table, handle);
    regions_unpin(&table, handle);
    break;
  case 5: /* a pin of another object of the slot */
    ck_assert_int_eq(regions_pin(&table, second, &object), BW_OK);
    regions_unpin(&table, regions_handle_of(regions_value(second) + ((uint64_t)0x100 << 32)));
    break;
  case 6:
    regions_unpin(&table, regions_handle_of(regions_value(second) | CAPACITY));
    break;
  case 7: /* objects are alive */
    regions_close(&table);
    break;
  case 8: /* the owner's record was overwritten */
    owner.count = 0;
    ck_assert_int_eq(regions_destroy(&table, handle), BW_OK);
    break;
  case 9: /* bookkeeping overwritten: a free slot that says it is live */
    memset(region_storage.entries, 1, sizeof region_storage.entries);
    ck_assert_int_eq(regions_create(&table, NULL, &object, &handle), BW_OK);
    break;
  case 10:
    memset(region_storage.place, 0, sizeof region_storage.place);
    ck_assert_int_eq(regions_destroy(&table, second), BW_OK);
    ck_assert_int_eq(regions_destroy(&table, handle), BW_OK);
    break;
  case 11:
    bw_handles_free(&table.handles, (uint32_t)regions_value(handle));
    break;
  case 12:
    bw_handles_free(&table.handles, CAPACITY);
    break;
  case 13: /* the charge is given back to a record that was not charged */
    region_storage.entries[(uint32_t)regions_value(handle)].owner = &thief;
    ck_assert_int_eq(regions_destroy(&table, handle), BW_OK);
    break;
  default:
    break;
  }
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
  tcase_add_test(tcase, an_unused_or_closed_table_has_nothing);
  tcase_add_loop_test(tcase, random_operations_agree_with_an_oracle, 0, 8);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 14);
  return suite_run("handle", tcase);
}
