/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What members_bad.c does, with numbers that fit; and what a function that may be meant leaves is not taken for granted. */
#include <stdio.h>
#include <stdlib.h>

struct device;

struct operations {
  int (*get)(const int *table, int at);
  void (*reset)(struct device *device, char *to, int room);
  void (*done)(char *buffer);
  int (*limit)(const char *buffer);
};

struct device {
  const struct operations *operations;
  int state;
};

static int get_entry(const int *table, int at) { return table[at]; }

static void reset_text(struct device *device, char *to, int room) {
  device->state = 0;
  to[room - 1] = 0;
}

static void release(char *buffer) { free(buffer); }

static int limit_of(const char *buffer) { return buffer[0] != 0 ? 20 : 0; }

struct operations operations = {.get = get_entry, .done = release, .limit = limit_of};

void attach(struct operations *o) { o->reset = reset_text; }

int entry_of(struct device *device) {
  int table[3] = {1, 2, 3};
  return device->operations->get(table, 2);
}

int text_of(struct device *device) {
  char text[16] = "";
  device->operations->reset(device, text, 16);
  return text[0];
}

/* another device may have an operation that keeps the buffer */
char kept_by_others(struct device *device) {
  char *buffer = calloc(8, 1), first;
  if (buffer == NULL)
    return 0;
  device->operations->done(buffer);
  first = buffer[0];
  free(buffer);
  return first;
}

char limited_by_others(struct device *device) {
  char text[16] = "";
  return text[device->operations->limit(text)];
}

/* What is stored into an array of a union, wherever in it, leaves the members beside the union alone. */
struct digest {
  union {
    unsigned long words[4];
    unsigned char bytes[32];
    unsigned char head[2];
  } state;
  unsigned rate, filled;
};

void digest_mix(struct digest *digest);

static void digest_update(struct digest *digest, const unsigned char *data, unsigned size) {
  for (unsigned i = 0; i < size; i++) {
    digest->state.bytes[digest->filled] ^= data[i];
    digest->filled++;
    if (digest->filled == digest->rate) {
      digest_mix(digest);
      digest->filled = 0;
    }
  }
}

int digest_of_input(FILE *file) {
  struct digest digest = {.rate = 16};
  unsigned char data[64];
  size_t got = fread(data, 1, sizeof data, file);
  digest_update(&digest, data, (unsigned)got);
  digest.state.bytes[digest.filled] ^= 0x80;
  return digest.state.head[3];
}
