/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The oracle of a view is where its first item lies in the memory, its sizes and its stride; whether a
 * rectangle fits is computed with numbers that cannot wrap, by division.
 */
#include "fuzz.h"

#include <bulwark/view.h>

#include <stdlib.h>
#include <string.h>

enum { MEMORY_MAX = 300, VIEWS = 3 };

BW_SPAN_DECLARE(pixels, uint16_t);
BW_VIEW_DECLARE(surface, pixels, uint16_t);
BW_VIEW_COPY_DECLARE(surface_copy, surface, surface, uint16_t);

struct part {
  size_t first;
  size_t width;
  size_t height;
  size_t stride;
};

struct world {
  uint16_t *memory; /* exactly as many as there are */
  uint16_t copy[MEMORY_MAX];
  size_t count;
  surface view[VIEWS];
  struct part model[VIEWS];
};

/* Whether (height - 1) * stride + width <= most. pre: neither is 0, width <= stride. */
static bool extent_fits(size_t width, size_t height, size_t stride, size_t most) {
  return width <= most && height - 1u <= (most - width) / stride;
}

static void make(struct world *world, struct fuzz_input *input, size_t to) {
  size_t width = fuzz_size(input, 20);
  size_t height = fuzz_size(input, 20);
  size_t stride = fuzz_size(input, 24);
  size_t first = fuzz_below(input, world->count + 1u);
  bool empty = width == 0u || height == 0u;
  bw_status expected = BW_OK;
  surface made;
  size_t extent = 77;
  memset(&made, 0, sizeof made);
  if (width > stride) {
    expected = BW_ERR_ARGUMENT;
  } else if (!empty && !extent_fits(width, height, stride, SIZE_MAX)) {
    expected = BW_ERR_RANGE;
  }
  FUZZ_CHECK(bw_view_extent(width, height, stride, &extent) == expected);
  FUZZ_CHECK(extent == (expected != BW_OK ? 77u : empty ? 0u : (height - 1u) * stride + width));
  if (expected == BW_OK && !empty && !extent_fits(width, height, stride, world->count - first)) {
    expected = BW_ERR_RANGE;
  }
  FUZZ_CHECK(surface_make(pixels_make(world->memory + first, world->count - first), width, height, stride,
                          &made) == expected);
  if (expected != BW_OK) {
    FUZZ_CHECK(made.items.items == NULL && made.items.count == 0u && made.stride == 0u);
    return;
  }
  world->view[to] = made;
  world->model[to].first = first;
  world->model[to].width = empty ? 0u : width;
  world->model[to].height = empty ? 0u : height;
  world->model[to].stride = stride;
}

static void cut(struct world *world, struct fuzz_input *input, size_t from, size_t to) {
  struct part part = world->model[from];
  surface made;
  size_t x = fuzz_size(input, part.width);
  size_t y = fuzz_size(input, part.height);
  size_t width = fuzz_size(input, part.width);
  size_t height = fuzz_size(input, part.height);
  bool inside = x <= part.width && width <= part.width - x && y <= part.height && height <= part.height - y;
  bool tried = fuzz_below(input, 2) == 0u;
  memset(&made, 0, sizeof made);
  if (tried) {
    FUZZ_CHECK(surface_try_rect(world->view[from], x, y, width, height, &made) ==
               (inside ? BW_OK : BW_ERR_RANGE));
  } else if (inside) {
    made = surface_rect(world->view[from], x, y, width, height);
  } else {
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)surface_rect(world->view[from], x, y, width, height));
  }
  if (!inside) {
    FUZZ_CHECK(made.items.items == NULL && made.items.count == 0u);
    return;
  }
  world->view[to] = made;
  world->model[to].width = width;
  world->model[to].height = height;
  world->model[to].stride = part.stride;
  /* A part without items may begin anywhere, and says that it has none. */
  if (width == 0u || height == 0u) {
    FUZZ_CHECK(made.width == 0u || made.height == 0u);
    world->model[to].width = made.width;
    world->model[to].height = made.height;
    world->model[to].first = world->model[from].first;
  } else {
    world->model[to].first = part.first + y * part.stride + x;
  }
}

/* A coordinate that may lie anywhere. */
static ptrdiff_t take_coordinate(struct fuzz_input *input, size_t side) {
  size_t bits = fuzz_size(input, side < 1000u ? side : 1000u);
  if (bits > (size_t)PTRDIFF_MAX) {
    return bits == (size_t)PTRDIFF_MAX + 1u ? PTRDIFF_MIN : -(ptrdiff_t)(SIZE_MAX - bits + 1u);
  }
  return (ptrdiff_t)bits;
}

/* The part of a side between two coordinates. */
static size_t clip_side(ptrdiff_t from, ptrdiff_t to, size_t side, size_t *ret_start) {
  size_t start = from > 0 ? (size_t)from : 0u;
  size_t end = to > 0 ? (size_t)to : 0u;
  end = end < side ? end : side;
  *ret_start = start;
  return start < end ? end - start : 0u;
}

static void clip(struct world *world, struct fuzz_input *input, size_t from, size_t to) {
  struct part part = world->model[from];
  ptrdiff_t left = take_coordinate(input, part.width);
  ptrdiff_t top = take_coordinate(input, part.height);
  ptrdiff_t right = take_coordinate(input, part.width);
  ptrdiff_t bottom = take_coordinate(input, part.height);
  surface made = surface_clip(world->view[from], left, top, right, bottom);
  size_t x = 0;
  size_t y = 0;
  size_t width = clip_side(left, right, part.width, &x);
  size_t height = clip_side(top, bottom, part.height, &y);
  bool empty = width == 0u || height == 0u;
  world->view[to] = made;
  world->model[to].first = empty ? part.first : part.first + y * part.stride + x;
  world->model[to].width = empty ? 0u : width;
  world->model[to].height = empty ? 0u : height;
  world->model[to].stride = part.stride;
}

/* From one view to another; they may not share items, and have the same size. */
static void copy(struct world *world, size_t from, size_t to) {
  struct part a = world->model[from];
  struct part b = world->model[to];
  size_t y;
  if (a.width != b.width || a.height != b.height) {
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, surface_copy(world->view[to], world->view[from]));
    return;
  }
  if (a.width != 0u && a.first < b.first + (b.height - 1u) * b.stride + b.width &&
      b.first < a.first + (a.height - 1u) * a.stride + a.width) {
    return;
  }
  surface_copy(world->view[to], world->view[from]);
  for (y = 0; a.width != 0u && y < a.height; y++) {
    memcpy(world->copy + b.first + y * b.stride, world->copy + a.first + y * a.stride,
           a.width * sizeof(uint16_t));
  }
}

static void access_one(struct world *world, struct fuzz_input *input, size_t from) {
  surface view = world->view[from];
  struct part part = world->model[from];
  size_t x = fuzz_size(input, part.width);
  size_t y = fuzz_size(input, part.height);
  uint16_t *found = NULL;
  if (x >= part.width || y >= part.height) {
    FUZZ_CHECK(surface_try_at(view, x, y, &found) == BW_ERR_RANGE && found == NULL);
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)surface_at(view, x, y));
    return;
  }
  FUZZ_CHECK(surface_try_at(view, x, y, &found) == BW_OK);
  FUZZ_CHECK(found == world->memory + part.first + y * part.stride + x && surface_at(view, x, y) == found);
  *found = (uint16_t)fuzz_number(input, 2);
  world->copy[part.first + y * part.stride + x] = *found;
}

static void write_row(struct world *world, struct fuzz_input *input, size_t from) {
  struct part part = world->model[from];
  size_t y = fuzz_size(input, part.height);
  uint16_t value = (uint16_t)fuzz_number(input, 2);
  pixels row;
  size_t x;
  if (y >= part.height) {
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)surface_row(world->view[from], y));
    return;
  }
  row = surface_row(world->view[from], y);
  FUZZ_CHECK(row.count == part.width);
  pixels_fill(row, value);
  for (x = 0; x < part.width; x++) {
    world->copy[part.first + y * part.stride + x] = value;
  }
}

void fuzz_view(struct fuzz_input *input) {
  struct world world;
  size_t i;
  world.count = fuzz_below(input, MEMORY_MAX);
  world.memory = (uint16_t *)calloc(world.count == 0u ? 1u : world.count, sizeof(uint16_t));
  FUZZ_CHECK(world.memory != NULL);
  memset(&world.copy, 0, sizeof world.copy);
  memset(&world.view, 0, sizeof world.view);
  memset(&world.model, 0, sizeof world.model);
  while (fuzz_more(input)) {
    size_t from = fuzz_below(input, VIEWS);
    size_t to = fuzz_below(input, VIEWS);
    switch (fuzz_below(input, 6)) {
    case 3:
      clip(&world, input, from, to);
      break;
    case 4:
      copy(&world, from, to);
      break;
    case 0:
      make(&world, input, to);
      break;
    case 1:
      cut(&world, input, from, to);
      break;
    case 2:
      access_one(&world, input, from);
      break;
    default:
      write_row(&world, input, from);
      break;
    }
    for (i = 0; i < VIEWS; i++) {
      FUZZ_CHECK(world.view[i].width == world.model[i].width && world.view[i].height == world.model[i].height);
    }
    FUZZ_CHECK(memcmp(world.memory, world.copy, world.count * sizeof(uint16_t)) == 0);
  }
  free(world.memory);
}
