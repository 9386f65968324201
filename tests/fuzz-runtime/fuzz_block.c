/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The oracle of a block is its count and the fill of each item; the platform sees that all comes back, whole. */
#include "fuzz.h"

#include <bulwark/block.h>

#include <string.h>

enum { BLOCKS = 4, COUNT_MAX = 64 };

BW_SPAN_DECLARE(words, uint32_t);
BW_SPAN_BLOCK_DECLARE(words, uint32_t);

struct world {
  words span[BLOCKS];
  uint32_t model[BLOCKS][COUNT_MAX];
};

/* What a block of so many words must answer: the platform's limit is above COUNT_MAX. */
static bool allowed(bw_status status, size_t count, unsigned refused) {
  if (count > SIZE_MAX / sizeof(uint32_t)) {
    return status == BW_ERR_RANGE;
  }
  return status == (fuzz_chunks_refused() != refused ? BW_ERR_MEMORY : BW_OK);
}

static void take(struct world *world, size_t which, size_t count) {
  unsigned refused = fuzz_chunks_refused();
  words made = words_make(NULL, 0);
  bw_status status = words_block_take(count, &made);
  FUZZ_CHECK(allowed(status, count, refused));
  if (status != BW_OK) {
    FUZZ_CHECK(made.items == NULL && made.count == 0u);
    return;
  }
  FUZZ_CHECK(made.count == count && fuzz_all_bytes_are(made.items, count * sizeof(uint32_t), 0));
  words_block_give(&world->span[which]);
  if (count > COUNT_MAX) {
    words_block_give(&made);
    FUZZ_CHECK(made.items == NULL && made.count == 0u);
  }
  world->span[which] = made;
  memset(world->model[which], 0, sizeof world->model[which]);
}

static void give(struct world *world, size_t which) {
  words_block_give(&world->span[which]);
  FUZZ_CHECK(world->span[which].items == NULL && world->span[which].count == 0u);
  memset(world->model[which], 0, sizeof world->model[which]);
}

static void resize(struct world *world, size_t which, size_t count) {
  words *span = &world->span[which];
  unsigned refused = fuzz_chunks_refused();
  size_t before = span->count;
  size_t i;
  bw_status status = words_block_resize(span, count);
  FUZZ_CHECK(allowed(status, count, refused));
  FUZZ_CHECK(span->count == (status == BW_OK ? count : before));
  for (i = status == BW_OK && count < COUNT_MAX ? count : COUNT_MAX; i < COUNT_MAX; i++) {
    world->model[which][i] = 0;
  }
  for (i = COUNT_MAX; i < span->count; i++) {
    FUZZ_CHECK(BW_AT(*span, i) == 0u);
  }
  if (span->count > COUNT_MAX) {
    give(world, which);
  }
}

void fuzz_block(struct fuzz_input *input) {
  static struct world world;
  size_t i;
  memset(&world, 0, sizeof world);
  while (fuzz_more(input)) {
    size_t which = fuzz_below(input, BLOCKS);
    words *span = &world.span[which];
    switch (fuzz_below(input, 8)) {
    case 0:
    case 1:
      take(&world, which, fuzz_size(input, COUNT_MAX));
      break;
    case 2:
    case 3:
      resize(&world, which, fuzz_size(input, COUNT_MAX));
      break;
    case 4:
      give(&world, which);
      break;
    case 5:
      fuzz_fail_chunks((unsigned)fuzz_below(input, 4));
      break;
    default:
      i = fuzz_below(input, COUNT_MAX);
      if (i < span->count) {
        world.model[which][i] = (uint32_t)fuzz_number(input, 4);
        BW_AT(*span, i) = world.model[which][i];
      }
      break;
    }
    for (which = 0; which < BLOCKS; which++) {
      span = &world.span[which];
      FUZZ_CHECK(span->count <= COUNT_MAX);
      FUZZ_CHECK(span->count == 0u ||
                 memcmp(span->items, world.model[which], span->count * sizeof(uint32_t)) == 0);
    }
  }
  for (i = 0; i < BLOCKS; i++) {
    words_block_give(&world.span[i]);
  }
}
