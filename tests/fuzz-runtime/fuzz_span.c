/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Spans, cursors, builders and zips over items of three bytes. The oracle of each is a first index and a count
 * within one array, and a copy of the array.
 */
#include "fuzz.h"

#include <bulwark/cursor.h>
#include <bulwark/span.h>
#include <bulwark/zip.h>

#include <stdlib.h>
#include <string.h>

enum { ITEMS_MAX = 48, SPANS = 4 };

typedef struct item {
  uint8_t bytes[3];
} item;

BW_SPAN_DECLARE(triples, item);
static bool same_item(const item *a, const item *b) {
  return a->bytes[0] == b->bytes[0] && a->bytes[1] == b->bytes[1] && a->bytes[2] == b->bytes[2];
}

BW_SPAN_EQUAL_DECLARE(triples, item, same_item);
BW_ZIP2_DECLARE(pairs, triples, item, triples_const, item const);
BW_CURSOR_DECLARE(walk, triples_const, item const);
BW_BUILDER_DECLARE(fill, triples, item);

struct part {
  size_t first;
  size_t count;
};

struct world {
  item *memory; /* exactly as many as there are */
  item copy[ITEMS_MAX];
  size_t count;
  triples span[SPANS];
  struct part model[SPANS];
};

static item take_item(struct fuzz_input *input) {
  item taken;
  fuzz_bytes(input, taken.bytes, sizeof taken.bytes);
  return taken;
}

static bool same(item a, item b) {
  return memcmp(&a, &b, sizeof a) == 0;
}

static void keep(struct world *world, size_t slot, triples span, size_t first, size_t count) {
  FUZZ_CHECK(span.items == world->memory + first && span.count == count);
  world->span[slot] = span;
  world->model[slot].first = first;
  world->model[slot].count = count;
}

static void cut(struct world *world, struct fuzz_input *input, size_t from, size_t to) {
  triples span = world->span[from];
  struct part part = world->model[from];
  size_t offset = fuzz_size(input, part.count);
  size_t count = fuzz_size(input, part.count);
  bool inside = offset <= part.count && count <= part.count - offset;
  triples cut = triples_make(NULL, 0);
  triples rest = triples_make(NULL, 0);
  switch (fuzz_below(input, 8)) {
  case 4:
    FUZZ_CHECK(triples_try_first(span, count, &cut) == (count <= part.count ? BW_OK : BW_ERR_RANGE));
    if (count <= part.count) {
      keep(world, to, cut, part.first, count);
    }
    break;
  case 5:
    FUZZ_CHECK(triples_try_last(span, count, &cut) == (count <= part.count ? BW_OK : BW_ERR_RANGE));
    if (count <= part.count) {
      keep(world, to, cut, part.first + part.count - count, count);
    }
    break;
  case 6:
    FUZZ_CHECK(triples_try_split(span, offset, &cut, &rest) == (offset <= part.count ? BW_OK : BW_ERR_RANGE));
    if (offset <= part.count) {
      FUZZ_CHECK(cut.items == span.items && cut.count == offset);
      keep(world, to, rest, part.first + offset, part.count - offset);
    }
    break;
  case 7:
    if (offset > part.count) {
      FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, triples_split(span, offset, &cut, &rest));
    } else {
      triples_split(span, offset, &cut, &rest);
      keep(world, to, cut, part.first, offset);
      FUZZ_CHECK(rest.count == part.count - offset);
    }
    break;
  case 0:
    FUZZ_CHECK(triples_try_sub(span, offset, count, &cut) == (inside ? BW_OK : BW_ERR_RANGE));
    if (inside) {
      keep(world, to, cut, part.first + offset, count);
    } else {
      FUZZ_CHECK(cut.items == NULL && cut.count == 0u);
    }
    break;
  case 1:
    if (!inside) {
      FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)triples_sub(span, offset, count));
    } else {
      keep(world, to, triples_sub(span, offset, count), part.first + offset, count);
    }
    break;
  case 2:
    if (count > part.count) {
      FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)triples_first(span, count));
    } else {
      keep(world, to, triples_first(span, count), part.first, count);
    }
    break;
  default:
    if (count > part.count) {
      FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)triples_last(span, count));
    } else {
      keep(world, to, triples_last(span, count), part.first + part.count - count, count);
    }
    break;
  }
}

static void access_one(struct world *world, struct fuzz_input *input, size_t from) {
  triples span = world->span[from];
  struct part part = world->model[from];
  size_t index = fuzz_size(input, part.count);
  item value = take_item(input);
  item *found = NULL;
  if (index >= part.count) {
    FUZZ_CHECK(triples_try_at(span, index, &found) == BW_ERR_RANGE && found == NULL);
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)triples_at(span, index));
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, BW_AT(span, index) = value);
    return;
  }
  FUZZ_CHECK(triples_try_at(span, index, &found) == BW_OK && found == world->memory + part.first + index);
  FUZZ_CHECK(triples_at(span, index) == found && same(BW_AT(span, index), world->copy[part.first + index]));
  BW_AT(span, index) = value;
  world->copy[part.first + index] = value;
}

static void copy_part(struct world *world, struct fuzz_input *input, size_t from, size_t to) {
  triples target = world->span[to];
  triples_const source = triples_as_const(world->span[from]);
  struct part a = world->model[from];
  struct part b = world->model[to];
  bool fits = a.count <= b.count;
  if (fuzz_below(input, 2) == 0u) {
    FUZZ_CHECK(triples_try_copy(target, source) == (fits ? BW_OK : BW_ERR_RANGE));
  } else if (fits) {
    triples_copy(target, source);
  } else {
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, triples_copy(target, source));
  }
  if (fits) {
    memmove(world->copy + b.first, world->copy + a.first, a.count * sizeof(item));
  }
}

/* Within one span, from one index to another. */
static void move_part(struct world *world, struct fuzz_input *input, size_t which) {
  struct part part = world->model[which];
  size_t to = fuzz_size(input, part.count);
  size_t from = fuzz_size(input, part.count);
  size_t count = fuzz_size(input, part.count);
  bool inside = count <= part.count && to <= part.count - count && from <= part.count - count;
  if (fuzz_below(input, 2) == 0u) {
    FUZZ_CHECK(triples_try_move(world->span[which], to, from, count) == (inside ? BW_OK : BW_ERR_RANGE));
  } else if (inside) {
    triples_move(world->span[which], to, from, count);
  } else {
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, triples_move(world->span[which], to, from, count));
  }
  if (inside) {
    memmove(world->copy + part.first + to, world->copy + part.first + from, count * sizeof(item));
  }
}

/* The first or last place at which part lies in span, or SIZE_MAX. */
static size_t place_of(const uint8_t *span, size_t count, const uint8_t *part, size_t part_count, size_t step,
                       bool last) {
  size_t found = SIZE_MAX;
  size_t i;
  for (i = 0; part_count <= count && i <= count - part_count; i += step) {
    if (memcmp(span + i, part, part_count) == 0) {
      found = i / step;
      if (!last) {
        return found;
      }
    }
  }
  return found;
}

static void check_found(bool answer, const size_t *index, size_t expected) {
  FUZZ_CHECK(answer == (expected != SIZE_MAX) && *index == (answer ? expected : 77u));
}

/* Two parts compared and looked for in each other, as items and as bytes. */
static void compare_parts(struct world *world, size_t first, size_t second) {
  triples_const a = triples_as_const(world->span[first]);
  triples_const b = triples_as_const(world->span[second]);
  const uint8_t *bytes_a = (const uint8_t *)(world->copy + world->model[first].first);
  const uint8_t *bytes_b = (const uint8_t *)(world->copy + world->model[second].first);
  size_t count_a = a.count * sizeof(item);
  size_t count_b = b.count * sizeof(item);
  bw_bytes_const as_bytes = bw_bytes_const_make((const uint8_t *)a.items, count_a);
  bw_bytes_const bs_bytes = bw_bytes_const_make((const uint8_t *)b.items, count_b);
  size_t shared = count_a < count_b ? count_a : count_b;
  int order = memcmp(bytes_a, bytes_b, shared);
  bool equal = count_a == count_b && order == 0;
  bool starts = count_b <= count_a && order == 0;
  bool ends = count_b <= count_a && memcmp(bytes_a + (count_a - count_b), bytes_b, count_b) == 0;
  size_t index = 77;
  order = order != 0 ? order : count_a == count_b ? 0 : count_a < count_b ? -1 : 1;
  FUZZ_CHECK(triples_equal(a, b) == equal && bw_bytes_equal(as_bytes, bs_bytes) == equal);
  FUZZ_CHECK(triples_starts_with(a, b) == starts && bw_bytes_starts_with(as_bytes, bs_bytes) == starts);
  FUZZ_CHECK(triples_ends_with(a, b) == ends && bw_bytes_ends_with(as_bytes, bs_bytes) == ends);
  FUZZ_CHECK(bw_bytes_compare(as_bytes, bs_bytes) == (order > 0) - (order < 0));
  check_found(triples_find_span(a, b, &index), &index,
              place_of(bytes_a, count_a, bytes_b, count_b, sizeof(item), false));
  index = 77;
  check_found(bw_bytes_find_span(as_bytes, bs_bytes, &index), &index,
              place_of(bytes_a, count_a, bytes_b, count_b, 1, false));
  if (b.count != 0u) {
    index = 77;
    check_found(triples_find(a, &b.items[0], &index), &index,
                place_of(bytes_a, count_a, bytes_b, sizeof(item), sizeof(item), false));
    index = 77;
    check_found(triples_find_last(a, &b.items[0], &index), &index,
                place_of(bytes_a, count_a, bytes_b, sizeof(item), sizeof(item), true));
    index = 77;
    check_found(bw_bytes_find(as_bytes, bytes_b[0], &index), &index,
                place_of(bytes_a, count_a, bytes_b, 1, 1, false));
    index = 77;
    check_found(bw_bytes_find_last(as_bytes, bytes_b[0], &index), &index,
                place_of(bytes_a, count_a, bytes_b, 1, 1, true));
  }
}

/* Two parts walked by one index. */
static void zip_parts(struct world *world, struct fuzz_input *input, size_t first, size_t second) {
  triples a = world->span[first];
  triples_const b = triples_as_const(world->span[second]);
  size_t count = a.count < b.count ? a.count : b.count;
  size_t offset = fuzz_size(input, count);
  size_t some = fuzz_size(input, count);
  bool inside = offset <= count && some <= count - offset;
  pairs zip = pairs_shortest(a, b);
  pairs part = zip;
  item *left = NULL;
  item const *right = NULL;
  FUZZ_CHECK(zip.count == count && zip.a == a.items && zip.b == b.items);
  FUZZ_CHECK(pairs_try_equal(a, b, &part) == (a.count == b.count ? BW_OK : BW_ERR_RANGE));
  FUZZ_CHECK(pairs_try_sub(zip, offset, some, &part) == (inside ? BW_OK : BW_ERR_RANGE));
  if (!inside) {
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)pairs_sub(zip, offset, some));
  } else {
    FUZZ_CHECK(part.count == some && part.a == a.items + offset && part.b == b.items + offset);
    if (some != 0u) {
      FUZZ_CHECK(&BW_ZIP_AT(part, a, some - 1u) == a.items + offset + some - 1u);
    }
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)BW_ZIP_AT(part, b, some));
  }
  if (a.count != b.count) {
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)pairs_equal(a, b));
  }
  for (offset = 0; pairs_next(&zip, &left, &right); offset++) {
    FUZZ_CHECK(left == a.items + offset && right == b.items + offset);
  }
  FUZZ_CHECK(offset == count);
}

static void fill_part(struct world *world, struct fuzz_input *input, size_t to) {
  struct part part = world->model[to];
  item value = take_item(input);
  size_t i;
  triples_fill(world->span[to], value);
  for (i = 0; i < part.count; i++) {
    world->copy[part.first + i] = value;
  }
}

/* A cursor over one part, until the input asks for its end. */
static void walk_part(struct world *world, struct fuzz_input *input, size_t from) {
  struct part part = world->model[from];
  walk cursor = walk_over(triples_as_const(world->span[from]));
  size_t at = 0;
  bool on = true;
  while (on) {
    item const *found = NULL;
    size_t count = 0;
    bool more = at < part.count;
    switch (fuzz_below(input, 5)) {
    case 1:
    case 2:
      FUZZ_CHECK(walk_next(&cursor, &found) == more);
      FUZZ_CHECK(found == (more ? world->memory + part.first + at : NULL));
      at += more ? 1u : 0u;
      break;
    case 3:
      FUZZ_CHECK(walk_peek(&cursor, &found) == more);
      FUZZ_CHECK(found == (more ? world->memory + part.first + at : NULL));
      break;
    case 4:
      count = fuzz_size(input, part.count - at);
      FUZZ_CHECK(walk_skip(&cursor, count) == (count <= part.count - at ? BW_OK : BW_ERR_RANGE));
      at += count <= part.count - at ? count : 0u;
      break;
    default:
      on = false;
      break;
    }
    FUZZ_CHECK(walk_left(&cursor) == part.count - at && walk_rest(&cursor).count == part.count - at);
    FUZZ_CHECK(walk_rest(&cursor).items == world->memory + part.first + at);
  }
}

/* One step of a builder: puts what it wrote into the copy, returns how many items were used. */
static size_t build_step(struct world *world, struct fuzz_input *input, fill *builder, size_t at, size_t room) {
  item value = take_item(input);
  triples taken = triples_make(NULL, 0);
  size_t count;
  switch (fuzz_below(input, 3)) {
  case 0:
    FUZZ_CHECK(fill_push(builder, value) == (room != 0u ? BW_OK : BW_ERR_FULL));
    count = room != 0u ? 1u : 0u;
    break;
  case 1:
    if (room == 0u) {
      FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, fill_put(builder, value));
      return 0;
    }
    fill_put(builder, value);
    count = 1;
    break;
  default:
    count = fuzz_size(input, room);
    FUZZ_CHECK(fill_take(builder, count, &taken) == (count <= room ? BW_OK : BW_ERR_FULL));
    if (count > room) {
      FUZZ_CHECK(taken.items == NULL && taken.count == 0u);
      return 0;
    }
    FUZZ_CHECK(taken.items == world->memory + at && taken.count == count);
    triples_fill(taken, value);
    break;
  }
  for (room = 0; room < count; room++) {
    world->copy[at + room] = value;
  }
  return count;
}

static void build_part(struct world *world, struct fuzz_input *input, size_t to) {
  struct part part = world->model[to];
  fill builder = fill_into(world->span[to]);
  size_t used = 0;
  size_t steps = fuzz_below(input, 8);
  for (; steps != 0u; steps--) {
    used += build_step(world, input, &builder, part.first + used, part.count - used);
    FUZZ_CHECK(fill_count(&builder) == used && fill_room(&builder) == part.count - used);
    FUZZ_CHECK(fill_done(&builder).items == world->memory + part.first && fill_done(&builder).count == used);
  }
}

void fuzz_span(struct fuzz_input *input) {
  struct world world;
  size_t i;
  world.count = fuzz_below(input, ITEMS_MAX);
  world.memory = (item *)malloc(world.count == 0u ? 1u : world.count * sizeof(item));
  FUZZ_CHECK(world.memory != NULL);
  memset(world.memory, 0, world.count * sizeof(item));
  memset(world.copy, 0, sizeof world.copy);
  for (i = 0; i < SPANS; i++) {
    keep(&world, i, triples_make(world.memory, world.count), 0, world.count);
  }
  while (fuzz_more(input)) {
    size_t from = fuzz_below(input, SPANS);
    size_t to = fuzz_below(input, SPANS);
    switch (fuzz_below(input, 11)) {
    case 7:
    case 8:
      compare_parts(&world, from, to);
      break;
    case 9:
      zip_parts(&world, input, from, to);
      break;
    case 10:
      move_part(&world, input, from);
      break;
    case 0:
      cut(&world, input, from, to);
      break;
    case 1:
      access_one(&world, input, from);
      break;
    case 2:
      copy_part(&world, input, from, to);
      break;
    case 3:
      fill_part(&world, input, to);
      break;
    case 4:
      walk_part(&world, input, from);
      break;
    case 5:
      build_part(&world, input, to);
      break;
    default:
      FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)triples_make(NULL, 1u + fuzz_below(input, 256)));
      keep(&world, to, triples_make(world.memory, world.count), 0, world.count);
      break;
    }
    FUZZ_CHECK(memcmp(world.memory, world.copy, world.count * sizeof(item)) == 0);
  }
  free(world.memory);
}
