/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the runtime's capture brings in is chosen by user mode; the work of capture_bad.c, with its checks. */
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
  return asked.colour < COLOURS ? palette[asked.colour] : -1;
}

int colour_of_list(bw_arena *arena, bw_user argument) {
  words list;
  if (words_capture(arena, &argument, 4, 4, &list) != BW_OK) {
    return -1;
  }
  return palette[bw_index(BW_AT(list, 0), COLOURS)];
}

int colour_of_number(bw_user argument) {
  uint32_t number;
  if (bw_u32_capture(&argument, &number) != BW_OK) {
    return -1;
  }
  return number < COLOURS ? palette[number] : -1;
}
