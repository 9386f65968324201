/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The oracle of a list is an array of object numbers in their order; two lists share the objects. */
#include "fuzz.h"

#include <bulwark/list.h>

#include <string.h>

enum { OBJECTS = 8, LISTS = 2, NONE = -1 };

typedef struct thing {
  int number;
  bw_list_link link;
} thing;

BW_LIST_DECLARE(objects, thing, link);

struct world {
  objects list[LISTS];
  thing object[OBJECTS];
  int order[LISTS][OBJECTS];
  size_t count[LISTS];
};

static int place_of(const struct world *world, size_t list, int number) {
  size_t i;
  for (i = 0; i < world->count[list]; i++) {
    if (world->order[list][i] == number) {
      return (int)i;
    }
  }
  return NONE;
}

static bool is_anywhere(const struct world *world, int number) {
  return place_of(world, 0, number) != NONE || place_of(world, 1, number) != NONE;
}

static void model_insert(struct world *world, size_t list, size_t at, int number) {
  memmove(&world->order[list][at + 1u], &world->order[list][at], (world->count[list] - at) * sizeof(int));
  world->order[list][at] = number;
  world->count[list]++;
}

static void model_remove(struct world *world, size_t list, size_t at) {
  world->count[list]--;
  memmove(&world->order[list][at], &world->order[list][at + 1u], (world->count[list] - at) * sizeof(int));
}

static void insert(struct world *world, size_t list, thing *it, thing *where, size_t how) {
  objects *into = &world->list[list];
  int at = how < 2u ? 0 : place_of(world, list, where->number);
  if (is_anywhere(world, it->number) || at == NONE) {
    switch (how) {
    case 0:
      FUZZ_VIOLATES(BW_VIOLATION_STATE, objects_push_front(into, it));
      break;
    case 1:
      FUZZ_VIOLATES(BW_VIOLATION_STATE, objects_push_back(into, it));
      break;
    case 2:
      FUZZ_VIOLATES(BW_VIOLATION_STATE, objects_insert_before(into, where, it));
      break;
    default:
      FUZZ_VIOLATES(BW_VIOLATION_STATE, objects_insert_after(into, where, it));
      break;
    }
    return;
  }
  switch (how) {
  case 0:
    objects_push_front(into, it);
    break;
  case 1:
    objects_push_back(into, it);
    at = (int)world->count[list];
    break;
  case 2:
    objects_insert_before(into, where, it);
    break;
  default:
    objects_insert_after(into, where, it);
    at++;
    break;
  }
  model_insert(world, list, (size_t)at, it->number);
}

static void remove_one(struct world *world, size_t list, thing *it, size_t how) {
  objects *from = &world->list[list];
  size_t count = world->count[list];
  int at;
  if (how == 0u) {
    FUZZ_CHECK(objects_take_front(from) == (count == 0u ? NULL : &world->object[world->order[list][0]]));
    at = count == 0u ? NONE : 0;
  } else if (how == 1u) {
    FUZZ_CHECK(objects_take_back(from) == (count == 0u ? NULL : &world->object[world->order[list][count - 1u]]));
    at = (int)count - 1;
  } else {
    at = place_of(world, list, it->number);
    if (at == NONE) {
      FUZZ_VIOLATES(BW_VIOLATION_STATE, objects_remove(from, it));
    } else {
      objects_remove(from, it);
    }
  }
  if (at != NONE) {
    model_remove(world, list, (size_t)at);
  }
}

/* From the front to the back, removing and inserting on the way; somebody else's removal ends it. */
static void walk(struct world *world, struct fuzz_input *input, size_t list) {
  bw_list_walk walk = objects_walk(&world->list[list]);
  size_t at = 0;
  bool holds = false;
  for (;;) {
    thing *it = &world->object[fuzz_below(input, OBJECTS)];
    switch (fuzz_below(input, 6)) {
    case 1:
    case 2:
      at += holds ? 1u : 0u;
      holds = at < world->count[list];
      FUZZ_CHECK(objects_walk_next(&walk) == (holds ? &world->object[world->order[list][at]] : NULL));
      if (!holds) {
        return;
      }
      break;
    case 3:
      if (holds) {
        objects_walk_remove(&walk);
        model_remove(world, list, at);
        holds = false;
      } else {
        FUZZ_VIOLATES(BW_VIOLATION_STATE, objects_walk_remove(&walk));
      }
      break;
    case 4:
      if (!is_anywhere(world, it->number)) {
        insert(world, list, it, it, 1);
      }
      break;
    case 5:
      if (place_of(world, list, it->number) == NONE) {
        break;
      }
      remove_one(world, list, it, 2);
      FUZZ_VIOLATES(BW_VIOLATION_STATE, (void)objects_walk_next(&walk));
      FUZZ_VIOLATES(BW_VIOLATION_STATE, objects_walk_remove(&walk));
      return;
    default:
      return;
    }
  }
}

/* A link is overwritten, as a stray write would: nothing may be unlinked through it. */
static void corrupt(struct world *world, size_t list, thing *it, uint8_t how) {
  objects *in = &world->list[list];
  thing *other = &world->object[(it->number + 1) % OBJECTS];
  bw_list_link *victim = how % 2u == 0u ? it->link.next : it->link.prev;
  bw_list_link kept;
  if (place_of(world, list, it->number) == NONE) {
    return;
  }
  kept = *victim;
  if (how % 2u == 0u) {
    victim->prev = how < 128u ? NULL : &other->link;
  } else {
    victim->next = how < 128u ? NULL : &other->link;
  }
  FUZZ_VIOLATES(BW_VIOLATION_CORRUPT, objects_remove(in, it));
  FUZZ_VIOLATES(BW_VIOLATION_CORRUPT, (void)objects_next(in, it));
  FUZZ_VIOLATES(BW_VIOLATION_CORRUPT, objects_verify(in));
  *victim = kept;
}

static void check(struct world *world, size_t list) {
  objects *in = &world->list[list];
  size_t count = world->count[list];
  thing *it = objects_first(in);
  size_t i;
  FUZZ_CHECK(objects_count(in) == count && objects_is_empty(in) == (count == 0u));
  for (i = 0; i < count; i++) {
    FUZZ_CHECK(it == &world->object[world->order[list][i]] && objects_contains(in, it));
    FUZZ_CHECK(objects_prev(in, it) == (i == 0u ? NULL : &world->object[world->order[list][i - 1u]]));
    it = objects_next(in, it);
  }
  FUZZ_CHECK(it == NULL);
  FUZZ_CHECK(objects_last(in) == (count == 0u ? NULL : &world->object[world->order[list][count - 1u]]));
  objects_verify(in);
}

void fuzz_list(struct fuzz_input *input) {
  static struct world world;
  int i;
  memset(&world, 0, sizeof world);
  objects_init(&world.list[0]);
  objects_init(&world.list[1]);
  for (i = 0; i < OBJECTS; i++) {
    world.object[i].number = i;
  }
  while (fuzz_more(input)) {
    size_t list = fuzz_below(input, LISTS);
    thing *it = &world.object[fuzz_below(input, OBJECTS)];
    thing *where = &world.object[fuzz_below(input, OBJECTS)];
    uint8_t how = fuzz_byte(input);
    switch (fuzz_below(input, 6)) {
    case 0:
    case 1:
    case 2:
      insert(&world, list, it, where, how % 4u);
      break;
    case 3:
      remove_one(&world, list, it, how % 4u);
      break;
    case 4:
      walk(&world, input, list);
      break;
    default:
      corrupt(&world, list, it, how);
      break;
    }
    check(&world, 0);
    check(&world, 1);
    for (i = 0; i < OBJECTS; i++) {
      FUZZ_CHECK(objects_is_linked(&world.object[i]) == is_anywhere(&world, i));
    }
  }
}
