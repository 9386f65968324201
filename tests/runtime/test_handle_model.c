/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Handle tables against a list of every handle ever made, and what ends in a violation. */
#include "handle_fixture.h"

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
  ASSERT_IN_LOOP(regions_create(&table, &model.owners[who], &model.all[n].object, &model.all[n].handle) == expected);
  if (expected != BW_OK) {
    return;
  }
  for (i = 0; i < n; i++) {
    ASSERT_IN_LOOP(regions_value(model.all[i].handle) != regions_value(model.all[n].handle));
    ASSERT_IN_LOOP(model.all[i].state == DEAD || model.all[i].object != model.all[n].object);
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
      ASSERT_IN_LOOP(regions_resolve(&table, model.all[i].handle) == model.all[i].object);
    } else {
      ASSERT_IN_LOOP(regions_try_resolve(&table, model.all[i].handle, &object) == BW_ERR_STALE);
      ASSERT_IN_LOOP(object == NULL);
    }
    if (model.all[i].state != DEAD) {
      ASSERT_IN_LOOP(model.all[i].object->area == model.all[i].area);
    }
  }
  while ((object = regions_next(&table, &walk, &handle)) != NULL) {
    ASSERT_IN_LOOP(regions_resolve(&table, handle) == object);
    walked++;
  }
  ASSERT_IN_LOOP(walked == live);
  ASSERT_IN_LOOP(regions_count(&table) == model.alive);
  for (i = 0; i < OWNERS; i++) {
    ASSERT_IN_LOOP(model.owners[i].count == model.owned[i]);
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
  TCase *tcase = tcase_create("handle-model");
  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_loop_test(tcase, random_operations_agree_with_an_oracle, 0, 8);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 14);
  return suite_run("handle-model", tcase);
}
