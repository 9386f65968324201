/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stddef.h>

struct pen {
  int width;
  int style;
};
struct brush {
  void *pattern;
  size_t size;
  int colour;
};

/* nothing says a type, and nobody outside picks the element */
struct pair {
  void *first, *second;
};
static struct pair pairs[4];

void pair_pen(unsigned i, struct pen *pen) {
  pairs[i & 3].first = pen;
}

void pair_brush(unsigned i, struct brush *brush) {
  pairs[i & 3].first = brush;
}

int pair_width(unsigned i) {
  struct pen *pen = pairs[i & 3].first;
  return pen != NULL ? pen->width : 0;
}

/* the type is asked for on one way only */
struct entry {
  int kind;
  void *object;
};
static struct entry entries[4];

void entry_pen(unsigned i, struct pen *pen) {
  entries[i & 3].kind = 1;
  entries[i & 3].object = pen;
}

void entry_brush(unsigned i, struct brush *brush) {
  entries[i & 3].kind = 2;
  entries[i & 3].object = brush;
}

int entry_width(unsigned i, int careful) {
  struct entry *entry = &entries[i & 3];
  struct pen *pen = entry->object;
  if (careful && entry->kind != 1)
    return -1;
  return pen->width;
}

/* the wrong type is asked for */
int entry_colour(unsigned i) {
  struct entry *entry = &entries[i & 3];
  if (entry->kind != 1)
    return -1;
  return ((struct brush *)entry->object)->colour;
}

/* a number that is an address */
struct slot {
  int kind;
  unsigned long value;
};
static struct slot slots[4];

void slot_pen(unsigned i, struct pen *pen) {
  slots[i & 3].kind = 1;
  slots[i & 3].value = (unsigned long)pen;
}

void slot_brush(unsigned i, struct brush *brush) {
  slots[i & 3].kind = 2;
  slots[i & 3].value = (unsigned long)brush;
}

int slot_width(unsigned i) {
  return ((struct pen *)slots[i & 3].value)->width;
}

/* records in one another's place */
struct shape {
  int kind;
  union {
    struct pen pen;
    struct brush brush;
  };
};
static struct shape shapes[4];

int shape_colour(unsigned i) {
  return shapes[i & 3].brush.colour;
}
