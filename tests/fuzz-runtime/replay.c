/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * fuzz-runtime-replay UNIT ROUNDS [FILE...]: the fuzzed units without libFuzzer, for every compiler.
 * Runs each file as an input, then ROUNDS inputs of its own: files with a few bytes changed, and plain
 * random bytes. The same arguments give the same inputs everywhere. A difference aborts, after the input was
 * written to standard error in hexadecimal: xxd -r -p makes a seed of it.
 */
#include "fuzz.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUT_MAX = 4096, FILES_MAX = 256 };

static const struct {
  const char *name;
  void (*run)(struct fuzz_input *input);
} units[] = {
#define FUZZ_UNIT(unit) {#unit, fuzz_##unit},
#include "units.def"
#undef FUZZ_UNIT
};

struct sample {
  size_t count;
  uint8_t bytes[INPUT_MAX];
};

static struct sample samples[FILES_MAX];
static const struct sample *current;

static void tell_input(int signal_number) {
  size_t i;
  (void)signal(signal_number, SIG_DFL);
  for (i = 0; i < current->count; i++) {
    (void)fprintf(stderr, "%02x%s", current->bytes[i], i % 32u == 31u ? "\n" : "");
  }
  (void)fprintf(stderr, "\n");
}

/* Sebastiano Vigna's splitmix64: every seed is a good one. */
static uint64_t random_number(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

static void read_sample(const char *path, struct sample *sample) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(2);
  }
  sample->count = fread(sample->bytes, 1, sizeof sample->bytes, file);
  (void)fclose(file);
}

/* An input of its own: a sample with some bytes changed and its tail replaced, or nothing but random bytes. */
static void make_sample(uint64_t *state, unsigned files, struct sample *made) {
  size_t changes;
  size_t i;
  made->count = (size_t)(random_number(state) % 400u);
  for (i = 0; i < made->count; i++) {
    made->bytes[i] = (uint8_t)random_number(state);
  }
  if (files != 0u && random_number(state) % 2u == 0u) {
    const struct sample *from = &samples[random_number(state) % files];
    size_t kept = from->count == 0u ? 0u : (size_t)(random_number(state) % from->count) + 1u;
    memcpy(made->bytes, from->bytes, kept);
    made->count = kept > made->count ? kept : made->count;
    for (changes = (size_t)(random_number(state) % 4u); changes != 0u && kept != 0u; changes--) {
      made->bytes[random_number(state) % kept] = (uint8_t)random_number(state);
    }
  }
}

/* Inputs lie in memory of exactly their size, so that a sanitizer sees reads past their end. */
static void run_sample(void (*run)(struct fuzz_input *input), const struct sample *sample) {
  uint8_t *bytes = (uint8_t *)malloc(sample->count + 1u);
  current = sample;
  if (bytes == NULL) {
    exit(2);
  }
  memcpy(bytes + 1, sample->bytes, sample->count);
  fuzz_run(run, bytes + 1, sample->count);
  free(bytes);
}

int main(int argc, char **argv) {
  static struct sample made;
  uint64_t state = 1;
  unsigned long rounds = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
  unsigned files = 0;
  size_t unit = 0;
  while (unit < sizeof units / sizeof units[0] && (argc < 3 || strcmp(units[unit].name, argv[1]) != 0)) {
    unit++;
  }
  if (unit == sizeof units / sizeof units[0] || argc - 3 > FILES_MAX) {
    (void)fprintf(stderr, "usage: fuzz-runtime-replay UNIT ROUNDS [FILE...], a unit of units.def\n");
    return 2;
  }
  (void)signal(SIGABRT, tell_input);
  for (files = 0; files + 3u < (unsigned)argc; files++) {
    read_sample(argv[files + 3u], &samples[files]);
    run_sample(units[unit].run, &samples[files]);
  }
  for (; rounds != 0u; rounds--) {
    make_sample(&state, files, &made);
    run_sample(units[unit].run, &made);
  }
  return 0;
}
