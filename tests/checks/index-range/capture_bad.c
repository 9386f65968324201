/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the runtime's capture brings in is chosen by user mode; capture_good.c holds the same functions, repaired. */
#include <bulwark/bulwark.h>

enum { COLOURS = 16 };

typedef struct request {
  uint32_t colour;
  uint32_t count;
  bw_user indices;
} request;

BW_SPAN_DECLARE(words, uint32_t);
BW_CAPTURE_DECLARE(request, request);
BW_SPAN_CAPTURE_DECLARE(words, uint32_t);

static int palette[COLOURS];

int colour_of_request(bw_user argument);
int colour_of_list(bw_arena *arena, bw_user argument);
int colour_of_number(bw_user argument);

int colour_of_request(bw_user argument) {
  request asked;
  if (request_capture(&argument, &asked) != BW_OK) {
    return -1;
  }
  return palette[asked.colour]; /* expect: index-range "'palette'" */
}

int colour_of_list(bw_arena *arena, bw_user argument) {
  words list;
  if (words_capture(arena, &argument, 4, 4, &list) != BW_OK) {
    return -1;
  }
  return palette[BW_AT(list, 0)]; /* expect: index-range "'palette'" */
}

int colour_of_number(bw_user argument) {
  uint32_t number;
  if (bw_u32_capture(&argument, &number) != BW_OK) {
    return -1;
  }
  return palette[number]; /* expect: index-range "'palette'" */
}
