/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calls through a member of a record of which nothing says which one it is: what is put there in view is looked at. */

struct device;

struct operations {
  int (*get)(const int *table, int at);
  void (*reset)(struct device *device, char *to, int room);
};

struct device {
  const struct operations *operations;
  int state;
};

static int get_entry(const int *table, int at) {
  return table[at]; /* expect: index-range */
}

static void reset_text(struct device *device, char *to, int room) {
  device->state = 0;
  to[room] = 0; /* expect: index-range */
}

struct operations operations = {.get = get_entry};

void attach(struct operations *o) { o->reset = reset_text; }

int entry_of(struct device *device) {
  int table[3] = {1, 2, 3};
  return device->operations->get(table, 3);
}

int text_of(struct device *device) {
  char text[16] = "";
  device->operations->reset(device, text, 16);
  return text[0];
}

/* a union's arrays end where the union does */
struct digest {
  union {
    unsigned long words[4];
    unsigned char bytes[32];
  } state;
  unsigned rate;
};

unsigned char last_of(struct digest *digest) {
  return digest->state.bytes[32]; /* expect: index-range */
}
