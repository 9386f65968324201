/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Fuzz target: any bytes are decoded to a well-formed report that survives a round trip, or refused with a reason.
 *
 * Each input is decoded twice: as it is, and with its frame (length and checksum) set right, so that the fuzzer gets
 * past the checksum. Built with -fsanitize=fuzzer it searches; built plainly, main runs the kept seeds and, for each,
 * a fixed number of mutations.
 */
#include "core/record.h"
#include "random_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool good, const char *what) {
  if (good) return;
  fprintf(stderr, "fuzz_record: %s\n", what);
  abort();
}

static void decode(const unsigned char *bytes, size_t size) {
  bw_arena arena = {0};
  const bw_report *report = NULL, *back = NULL;
  const char *reason = NULL;
  demand(bw_arena_init(&arena, 1 << 14) == BW_OK, "no arena");
  bw_record_status status = bw_record_decode(bytes, size, &arena, &report, &reason);
  if (status == BW_RECORD_OK) {
    const unsigned char *again = NULL;
    size_t again_size = 0;
    demand(report_well_formed(report), "a record decodes to a report that is not well formed");
    demand(bw_record_encode(report, &arena, &again, &again_size) == BW_RECORD_OK, "a decoded report cannot be encoded");
    demand(bw_record_decode(again, again_size, &arena, &back, NULL) == BW_RECORD_OK, "its record cannot be decoded");
    demand(report_equal(report, back), "a round trip changes the report");
  } else {
    demand(report == NULL && reason != NULL && *reason != '\0', "a refusal without a reason, or with a report");
  }
  bw_arena_destroy(&arena);
}

static void seal(unsigned char *bytes, size_t size) {
  static const unsigned char start[8] = {'B', 'W', 'R', 'C', BW_RECORD_VERSION, 0, 0, 0};
  uint64_t sum = UINT64_C(0xcbf29ce484222325);
  memcpy(bytes, start, sizeof start);
  for (size_t i = 0; i < 8; i++) bytes[8 + i] = (unsigned char)((uint64_t)size >> (8 * i));
  for (size_t i = 0; i < size - 8; i++) sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3);
  for (size_t i = 0; i < 8; i++) bytes[size - 8 + i] = (unsigned char)(sum >> (8 * i));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  unsigned char *bytes = calloc(1, size + 1);
  demand(bytes != NULL, "no memory");
  if (size > 0) memcpy(bytes, data, size);
  decode(bytes, size);
  if (size >= 24) {
    seal(bytes, size);
    decode(bytes, size);
  }
  free(bytes);
  return 0;
}

#ifndef BULWARK_LIBFUZZER
enum { MUTATIONS = 400, LARGEST = 1 << 16 };

static void run_seed(const char *path) {
  static unsigned char seed[LARGEST], mutant[LARGEST];
  FILE *file = fopen(path, "rb");
  demand(file != NULL, path);
  size_t size = fread(seed, 1, sizeof seed, file);
  fclose(file);
  LLVMFuzzerTestOneInput(seed, size);
  uint64_t state = size;
  for (unsigned i = 0; i < MUTATIONS && size > 0; i++) {
    memcpy(mutant, seed, size);
    size_t cut = random_next(&state) % 4 == 0 ? (size_t)(random_next(&state) % size) : size;
    for (unsigned changes = 1 + (unsigned)(random_next(&state) % 4); changes > 0 && cut > 0; changes--)
      mutant[random_next(&state) % cut] = (unsigned char)random_next(&state);
    LLVMFuzzerTestOneInput(mutant, cut);
  }
}

int main(int argc, char **argv) {
  demand(argc > 1, "name the seeds");
  for (int i = 1; i < argc; i++) run_seed(argv[i]);
  printf("%d seeds, %d mutations each\n", argc - 1, MUTATIONS);
  return 0;
}
#endif
