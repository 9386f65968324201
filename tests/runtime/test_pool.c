/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/pool.h>

#include <string.h>

#include "platform_test.h"
#include "suite.h"

/* Of an odd size, so that an interior pointer is not simply a multiple of eight off. */
typedef struct brush {
  uint32_t colour;
  uint32_t pattern[2];
} brush;

BW_POOL_DECLARE(brushes, brush);
BW_POOL_DECLARE(letters, char);

/* Named as a macro might name something of its own. */
typedef struct slot {
  unsigned char bytes[41];
} slot;

BW_POOL_DECLARE(slot_pool, slot);

enum { CAPACITY = 23 };

static BW_POOL_STORAGE(brush, CAPACITY) storage;
static BW_POOL_STORAGE(brush, 2) other_storage;
static brushes pool;
static bw_arena arena;

static void setup(void) {
  platform_reset();
  ck_assert_int_eq(bw_arena_init(&arena, 1024), BW_OK);
  ck_assert_int_eq(BW_POOL_OVER(brushes, &pool, &storage, BW_POOL_VERIFY), BW_OK);
}

static void teardown(void) {
  brushes_close(&pool);
  bw_arena_destroy(&arena);
  ck_assert_uint_eq(platform_chunks_live(), 0);
}

static bool all_bytes_are(const void *block, size_t bytes, unsigned char byte) {
  const unsigned char *p = (const unsigned char *)block;
  size_t i;
  for (i = 0; i < bytes; i++) {
    if (p[i] != byte) {
      return false;
    }
  }
  return true;
}

/* Looks at an object nobody may touch. */
static bool freed_bytes_are(const void *object, size_t bytes, unsigned char byte) {
  bool same;
  BW_UNPOISON_REGION(object, bytes);
  same = all_bytes_are(object, bytes, byte);
  BW_POISON_REGION(object, bytes);
  return same;
}

static brush *take(void) {
  brush *item = NULL;
  ASSERT_IN_LOOP(brushes_take(&pool, &item) == BW_OK);
  ASSERT_IN_LOOP(all_bytes_are(item, sizeof *item, 0));
  return item;
}

START_TEST(init_checks_its_arguments) {
  brushes fresh;
  const brushes before = pool;
  ck_assert_int_eq(brushes_init(&pool, NULL, storage.order, storage.place, 1, BW_POOL_POISON), BW_ERR_ARGUMENT);
  ck_assert_int_eq(brushes_init(&pool, storage.items, NULL, storage.place, 1, BW_POOL_POISON), BW_ERR_ARGUMENT);
  ck_assert_int_eq(brushes_init(&pool, storage.items, storage.order, NULL, 1, BW_POOL_POISON), BW_ERR_ARGUMENT);
  ck_assert_int_eq(brushes_init(&pool, storage.items, storage.order, storage.place, 0, BW_POOL_POISON),
                   BW_ERR_ARGUMENT);
  ck_assert_int_eq(brushes_alloc(&pool, &arena, 0, BW_POOL_POISON), BW_ERR_ARGUMENT);
  ck_assert_int_eq(brushes_alloc(&pool, &arena, UINT32_MAX, BW_POOL_POISON), BW_ERR_ARGUMENT);
  ck_assert_int_eq(memcmp(&pool, &before, sizeof before), 0);
  ck_assert_int_eq(BW_POOL_OVER(brushes, &fresh, &other_storage, BW_POOL_POISON), BW_OK);
  ck_assert_uint_eq(brushes_room(&fresh), 2);
  brushes_close(&fresh);
}
END_TEST

START_TEST(a_full_pool_is_a_status) {
  brush *item = NULL;
  unsigned i;
  for (i = 0; i < CAPACITY; i++) {
    item = take();
  }
  ck_assert_int_eq(brushes_take(&pool, &item), BW_ERR_FULL);
  ck_assert_ptr_nonnull(item);
  ck_assert_uint_eq(brushes_room(&pool), 0);
  brushes_give(&pool, item);
  ck_assert_ptr_eq(take(), item);
}
END_TEST

START_TEST(what_was_given_back_is_wiped) {
  static const struct {
    bw_pool_policy policy;
    unsigned char byte;
  } rows[] = {{BW_POOL_POISON, BW_POOL_POISON_BYTE}, {BW_POOL_ZERO, 0}, {BW_POOL_VERIFY, BW_POOL_POISON_BYTE}};
  brush *item;
  ck_assert_int_eq(BW_POOL_OVER(brushes, &pool, &storage, rows[_i].policy), BW_OK);
  ck_assert(freed_bytes_are(storage.items, sizeof storage.items, rows[_i].byte));
  item = take();
  memset(item, 0x3C, sizeof *item);
  brushes_give(&pool, item);
  ck_assert(freed_bytes_are(storage.items, sizeof storage.items, rows[_i].byte));
}
END_TEST

START_TEST(objects_have_numbers) {
  brush *item = take();
  brush *again = NULL;
  uint32_t index = brushes_index_of(&pool, item);
  ck_assert_ptr_eq(brushes_at(&pool, index), item);
  ck_assert_int_eq(brushes_try_at(&pool, index, &again), BW_OK);
  ck_assert_ptr_eq(again, item);
  brushes_give(&pool, item);
  again = NULL;
  ck_assert_int_eq(brushes_try_at(&pool, index, &again), BW_ERR_STALE);
  ck_assert_int_eq(brushes_try_at(&pool, CAPACITY, &again), BW_ERR_RANGE);
  ck_assert_int_eq(brushes_try_at(&pool, UINT32_MAX, &again), BW_ERR_RANGE);
  ck_assert_ptr_null(again);
}
END_TEST

START_TEST(closing_wipes_what_is_left) {
  brush *item = take();
  item->colour = 1;
  brushes_close(&pool);
  ck_assert(all_bytes_are(item, sizeof *item, BW_POOL_POISON_BYTE));
  ck_assert(all_bytes_are(&pool, sizeof pool, 0));
  ck_assert_int_eq(brushes_take(&pool, &item), BW_ERR_FULL);
  ck_assert_uint_eq(brushes_count(&pool), 0);
  brushes_close(&pool);
}
END_TEST

/* Objects smaller than a pointer, more than a byte can count. */
START_TEST(a_pool_of_characters_works) {
  letters text;
  char *items[300];
  unsigned i;
  ck_assert_int_eq(letters_alloc(&text, &arena, 300, BW_POOL_VERIFY), BW_OK);
  for (i = 0; i < 300; i++) {
    ck_assert_int_eq(letters_take(&text, &items[i]), BW_OK);
    *items[i] = (char)(i % 100);
  }
  for (i = 0; i < 300; i++) {
    ck_assert_int_eq(*items[i], (char)(i % 100));
    letters_give(&text, items[i]);
  }
  ck_assert_uint_eq(letters_room(&text), 300);
}
END_TEST

/* The size of the type is meant wherever its name stands, whatever a macro calls its variables. */
START_TEST(a_type_may_be_called_slot) {
  static BW_POOL_STORAGE(slot, 3) items;
  slot_pool of_items;
  slot *object = NULL;
  memset(&items, 0x11, sizeof items);
  ck_assert_int_eq(BW_POOL_OVER(slot_pool, &of_items, &items, BW_POOL_VERIFY), BW_OK);
  ck_assert(freed_bytes_are(items.items, sizeof items.items, BW_POOL_POISON_BYTE));
  ck_assert_int_eq(slot_pool_take(&of_items, &object), BW_OK);
  ck_assert(all_bytes_are(object, sizeof *object, 0));
  slot_pool_give(&of_items, object);
  ck_assert(freed_bytes_are(items.items, sizeof items.items, BW_POOL_POISON_BYTE));
  slot_pool_close(&of_items);
}
END_TEST

/* Whatever allocation fails, pool and arena are as before. */
START_TEST(survives_failure_of_every_allocation) {
  unsigned nth;
  unsigned failed = 0;
  for (nth = 1; nth <= 3; nth++) {
    brushes fresh;
    brushes before;
    size_t used;
    bw_status status;
    memset(&fresh, 0x5A, sizeof fresh);
    before = fresh;
    (void)bw_arena_save(&arena);
    used = bw_arena_used(&arena);
    platform_fail_from(nth);
    status = brushes_alloc(&fresh, &arena, 100, BW_POOL_POISON);
    platform_fail_from(0);
    if (status != BW_OK) {
      failed++;
      ck_assert_int_eq(status, BW_ERR_MEMORY);
      ck_assert_int_eq(memcmp(&fresh, &before, sizeof fresh), 0);
      ck_assert_uint_eq(bw_arena_used(&arena), used);
    } else {
      ck_assert_uint_eq(brushes_room(&fresh), 100);
    }
    bw_arena_reset(&arena);
  }
  ck_assert_uint_ge(failed, 1);
  ck_assert_uint_lt(failed, 3);
}
END_TEST

static uint32_t seed;

static uint32_t dice(uint32_t sides) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % sides;
}

/* Against an array of the objects that are taken, and what they hold. */
START_TEST(random_operations_agree_with_an_oracle) {
  struct {
    brush *item;
    uint32_t colour;
  } model[CAPACITY];
  uint32_t count = 0;
  unsigned step;
  seed = (uint32_t)_i + 7u;
  for (step = 0; step < 5000; step++) {
    uint32_t i;
    uint32_t walked = 0;
    bw_slots_walk walk;
    brush *item = NULL;
    if (dice(2) == 0) {
      bw_status status = brushes_take(&pool, &item);
      ASSERT_IN_LOOP(status == (count == CAPACITY ? BW_ERR_FULL : BW_OK));
      if (status == BW_OK) {
        ASSERT_IN_LOOP(all_bytes_are(item, sizeof *item, 0));
        model[count].item = item;
        model[count].colour = step;
        item->colour = step;
        item->pattern[0] = ~step;
        count++;
      }
    } else if (count > 0) {
      i = dice(count);
      brushes_give(&pool, model[i].item);
      count--;
      model[i] = model[count];
    }
    ASSERT_IN_LOOP(brushes_count(&pool) == count);
    for (i = 0; i < count; i++) {
      ASSERT_IN_LOOP(model[i].item->colour == model[i].colour);
      ASSERT_IN_LOOP(model[i].item->pattern[0] == ~model[i].colour);
    }
    walk = brushes_walk(&pool);
    while ((item = brushes_next(&pool, &walk)) != NULL) {
      for (i = 0; i < count && model[i].item != item; i++) {
      }
      ASSERT_IN_LOOP(i < count);
      walked++;
    }
    ASSERT_IN_LOOP(walked == count);
  }
}
END_TEST

START_TEST(a_walk_may_give_back_what_it_sees) {
  bw_slots_walk walk;
  brush *item;
  unsigned seen = 0;
  unsigned i;
  for (i = 0; i < 20; i++) {
    take()->colour = i;
  }
  walk = brushes_walk(&pool);
  while ((item = brushes_next(&pool, &walk)) != NULL) {
    seen++;
    if (item->colour % 2 == 0) {
      brushes_give(&pool, item);
    }
  }
  ck_assert_uint_eq(seen, 20);
  ck_assert_uint_eq(brushes_count(&pool), 10);
}
END_TEST

/* Each ends in a panic of the test platform. */
START_TEST(misuse_is_a_violation) {
  brush foreign;
  brush *item = take();
  brush *second = take();
  unsigned i;
  memset(&foreign, 0, sizeof foreign);
  switch (_i) {
  case 0:
    brushes_give(&pool, item);
    brushes_give(&pool, item);
    break;
  case 1:
    brushes_give(&pool, &foreign);
    break;
  case 2:
    brushes_give(&pool, NULL);
    break;
  case 3: /* into the middle of an object */
    brushes_give(&pool, (brush *)(void *)((unsigned char *)item + 4));
    break;
  case 4: /* one in front of the first, one behind the last */
    brushes_give(&pool, (brush *)((uintptr_t)storage.items - sizeof(brush)));
    break;
  case 5:
    brushes_give(&pool, (brush *)((uintptr_t)storage.items + sizeof storage.items));
    break;
  case 6: /* of the pool, never taken */
    brushes_give(&pool, &storage.items[CAPACITY - 1]);
    break;
  case 7:
    (void)brushes_at(&pool, CAPACITY);
    break;
  case 8:
    brushes_give(&pool, item);
    (void)brushes_index_of(&pool, item);
    break;
  case 9:
    i = brushes_index_of(&pool, item);
    brushes_give(&pool, item);
    (void)brushes_at(&pool, i);
    break;
  case 10: /* a write through a stale pointer, noticed when the object comes again */
    brushes_give(&pool, item);
    BW_UNPOISON_REGION(item, sizeof *item);
    item->pattern[1] ^= 0x100;
    for (i = 0; i < CAPACITY; i++) {
      second = take();
    }
    break;
  case 11: /* closed */
    brushes_close(&pool);
    brushes_give(&pool, second);
    break;
  default:
    break;
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("pool");
  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, init_checks_its_arguments);
  tcase_add_test(tcase, a_full_pool_is_a_status);
  tcase_add_loop_test(tcase, what_was_given_back_is_wiped, 0, 3);
  tcase_add_test(tcase, objects_have_numbers);
  tcase_add_test(tcase, closing_wipes_what_is_left);
  tcase_add_test(tcase, a_pool_of_characters_works);
  tcase_add_test(tcase, a_type_may_be_called_slot);
  tcase_add_test(tcase, survives_failure_of_every_allocation);
  tcase_add_loop_test(tcase, random_operations_agree_with_an_oracle, 0, 5);
  tcase_add_test(tcase, a_walk_may_give_back_what_it_sees);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 12);
  return suite_run("pool", tcase);
}
