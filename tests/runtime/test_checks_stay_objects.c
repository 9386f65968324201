/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * As test_checks_stay.c, for the units that hold objects: slots, pools, handles, lists, rings, reference counts,
 * and the scopes and resets of arenas.
 */
#include <bulwark/bulwark.h>

#include <string.h>

#include "suite.h"

#if !defined(NDEBUG) || !defined(__OPTIMIZE__)
#error "this test must be compiled with -O2 -DNDEBUG"
#endif

typedef struct item {
  int value;
  bw_list_link link;
} item;

BW_SPAN_DECLARE(ints, int);
BW_RING_DECLARE(queue, ints, int);
BW_LIST_DECLARE(items, item, link);
BW_POOL_DECLARE(item_pool, item);
BW_HANDLE_DECLARE(item_table, item, 1);

/* Values the optimiser cannot see through. */
static volatile uint32_t four = 4;
static volatile int kept;

static bw_policy trap(const bw_violation *violation) {
  (void)violation;
  return BW_POLICY_TRAP;
}

static void must(bw_status status) {
  if (status != BW_OK) {
    abort();
  }
}

static uint32_t order[4];
static uint32_t place[4];

static bw_slots four_slots(void) {
  bw_slots slots;
  must(bw_slots_init(&slots, order, place, 4));
  return slots;
}

static void use_slots_give_beyond(void) {
  bw_slots slots = four_slots();
  bw_slots_give(&slots, four);
}

static void use_slots_give_free(void) {
  bw_slots slots = four_slots();
  bw_slots_give(&slots, four - 1u);
}

static void use_slots_corrupt(void) {
  bw_slots slots = four_slots();
  uint32_t slot = 0;
  memset(order, (int)four, sizeof order);
  kept = (int)bw_slots_take(&slots, &slot);
}

static BW_POOL_STORAGE(item, 4) pool_storage;

static item_pool four_items(item **ret_item) {
  item_pool pool;
  must(BW_POOL_OVER(item_pool, &pool, &pool_storage, BW_POOL_VERIFY));
  must(item_pool_take(&pool, ret_item));
  return pool;
}

static void use_pool_give_twice(void) {
  item *object;
  item_pool pool = four_items(&object);
  item_pool_give(&pool, object);
  item_pool_give(&pool, object);
}

static void use_pool_give_foreign(void) {
  item *object;
  item_pool pool = four_items(&object);
  item other = *object;
  item_pool_give(&pool, &other);
}

static void use_pool_give_interior(void) {
  item *object;
  item_pool pool = four_items(&object);
  item_pool_give(&pool, (item *)((uintptr_t)object + four));
}

static void use_pool_written_while_free(void) {
  item *object;
  item_pool pool = four_items(&object);
  unsigned i;
  item_pool_give(&pool, object);
  BW_UNPOISON_REGION(object, sizeof *object);
  object->value = (int)four;
  for (i = 0; i < four; i++) {
    must(item_pool_take(&pool, &object));
  }
}

static void use_pool_at(void) {
  item *object;
  item_pool pool = four_items(&object);
  kept = item_pool_at(&pool, four)->value;
}

static BW_HANDLE_STORAGE(item_table, 4) table_storage;
static bw_handle_owner owner = {4, 0};

static item_table table_of_one(item_table_handle *ret_handle) {
  item_table table;
  item *object;
  must(BW_HANDLE_OVER(item_table, &table, &table_storage, BW_HANDLE_RETIRE));
  must(item_table_create(&table, &owner, &object, ret_handle));
  return table;
}

static void use_handle_stale(void) {
  item_table_handle handle;
  item_table table = table_of_one(&handle);
  must(item_table_destroy(&table, handle));
  kept = item_table_resolve(&table, handle)->value;
}

static void use_handle_unpin(void) {
  item_table_handle handle;
  item_table table = table_of_one(&handle);
  item_table_unpin(&table, handle);
}

static void use_handle_close(void) {
  item_table_handle handle;
  item_table table = table_of_one(&handle);
  item_table_close(&table);
}

static void use_handle_owner(void) {
  item_table_handle handle;
  item_table table = table_of_one(&handle);
  owner.count = four - 4u;
  must(item_table_destroy(&table, handle));
}

static items list;
static item in_list[3];

static void fill_list(void) {
  items_init(&list);
  items_push_back(&list, &in_list[0]);
  items_push_back(&list, &in_list[1]);
}

static void use_list_insert_twice(void) {
  fill_list();
  items_push_back(&list, &in_list[1]);
}

static void use_list_remove_twice(void) {
  fill_list();
  items_remove(&list, &in_list[2]);
}

static void use_list_unlink(void) {
  fill_list();
  in_list[0].link.next = &in_list[2].link;
  items_remove(&list, &in_list[0]);
}

static void use_list_walk(void) {
  bw_list_walk walk;
  fill_list();
  walk = items_walk(&list);
  items_remove(&list, &in_list[1]);
  kept = items_walk_next(&walk) != NULL;
}

static int places[4];

static void use_ring_at(void) {
  queue ring = queue_over(BW_SPAN_OF_ARRAY(ints, places));
  kept = *queue_at(&ring, four);
}

static void use_ring_commit(void) {
  queue ring = queue_over(BW_SPAN_OF_ARRAY(ints, places));
  queue_commit(&ring, four + 1u);
}

static void use_ring_corrupt(void) {
  queue ring = queue_over(BW_SPAN_OF_ARRAY(ints, places));
  ring.first = four;
  must(queue_push(&ring, 1));
}

static void use_refcount_take(void) {
  bw_refcount refs = {four - 4u};
  bw_refcount_take(&refs);
}

static void use_refcount_release(void) {
  bw_refcount refs = {four - 4u};
  kept = bw_refcount_release(&refs);
}

static void use_refcount_shared(void) {
  bw_refcount_shared refs = {four - 4u};
  kept = bw_refcount_shared_release(&refs);
}

static void use_arena_leave(void) {
  bw_arena arena;
  bw_arena_scope outer;
  bw_arena_scope inner;
  must(bw_arena_init(&arena, 1024));
  bw_arena_enter(&arena, &outer);
  bw_arena_enter(&arena, &inner);
  bw_arena_leave(&arena, &outer);
}

static void use_arena_passed_mark(void) {
  bw_arena arena;
  bw_arena_mark first;
  bw_arena_mark second;
  void *block;
  must(bw_arena_init(&arena, 1024));
  must(bw_arena_alloc(&arena, four, 1, &block));
  first = bw_arena_save(&arena);
  must(bw_arena_alloc(&arena, four, 1, &block));
  second = bw_arena_save(&arena);
  bw_arena_rollback(&arena, first);
  must(bw_arena_alloc(&arena, 100, 1, &block));
  bw_arena_rollback(&arena, second);
}

static void use_arena_reset(void) {
  bw_arena arena;
  memset(&arena, 0, sizeof arena);
  bw_arena_reset(&arena);
}

static void (*const rows[])(void) = {
    use_slots_give_beyond,  use_slots_give_free,    use_slots_corrupt,           use_pool_give_twice,
    use_pool_give_foreign,  use_pool_give_interior, use_pool_written_while_free, use_pool_at,
    use_handle_stale,       use_handle_unpin,       use_handle_close,            use_handle_owner,
    use_list_insert_twice,  use_list_remove_twice,  use_list_unlink,             use_list_walk,
    use_ring_at,            use_ring_commit,        use_ring_corrupt,            use_refcount_take,
    use_refcount_release,   use_refcount_shared,    use_arena_leave,             use_arena_passed_mark,
    use_arena_reset,
};

START_TEST(the_check_is_there) {
  (void)bw_policy_set(trap);
  rows[_i]();
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("checks-stay-objects");
  tcase_add_loop_test_raise_signal(tcase, the_check_is_there, TRAP_SIGNAL, 0,
                                   (int)(sizeof(rows) / sizeof(rows[0])));
  return suite_run("checks-stay-objects", tcase);
}
