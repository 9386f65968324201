/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What is used as a record of a type that nothing says it is of, on the marked line; good.c holds the same functions
 * repaired. */
#include <stddef.h>
#include <stdlib.h>

#include "untrusted.h"

enum kind { KIND_NONE, KIND_PEN, KIND_BRUSH, KIND_FONT };

struct pen {
  int width;
  int style;
};

struct brush {
  void *pattern;
  size_t size;
  int colour;
};

struct font {
  char name[32];
  int height;
};

/* ---- a table of entries, the type beside the pointer ---- */

struct entry {
  enum kind kind;
  unsigned generation;
  void *object;
};

static struct entry table[64];

int put_pen(unsigned i, struct pen *pen) {
  if (i >= 64)
    return -1;
  table[i].kind = KIND_PEN;
  table[i].object = pen;
  return 0;
}

int put_brush(unsigned i, struct brush *brush) {
  if (i >= 64)
    return -1;
  table[i].kind = KIND_BRUSH;
  table[i].object = brush;
  return 0;
}

int pen_width(unsigned i) {
  if (i >= 64 || table[i].object == NULL)
    return -1;
  struct pen *pen = table[i].object;
  return pen->width; /* expect: object-type */
}

void pen_set(unsigned i, int style) {
  if (i >= 64)
    return;
  struct entry *entry = &table[i];
  struct pen *pen = entry->object;
  if (pen != NULL)
    pen->style = style; /* expect: object-type */
}

/* the generation is no type */
int brush_colour(unsigned i, unsigned generation) {
  if (i >= 64)
    return -1;
  struct entry *entry = &table[i];
  if (entry->generation != generation || entry->object == NULL)
    return -1;
  return ((struct brush *)entry->object)->colour; /* expect: object-type */
}

/* the type of another entry was asked for */
int second_colour(unsigned i, unsigned k) {
  if (i >= 64 || k >= 64 || table[k].object == NULL)
    return -1;
  if (table[i].kind != KIND_BRUSH)
    return -1;
  struct brush *brush = table[k].object;
  return brush->colour; /* expect: object-type */
}

/* what looks it up does not ask */
static void *find(unsigned i) {
  if (i >= 64)
    return NULL;
  return table[i].object;
}

int found_style(unsigned i) {
  struct pen *pen = find(i);
  if (pen == NULL)
    return -1;
  return pen->style; /* expect: object-type */
}

/* used in a callee */
static int style_of(const struct pen *pen) {
  return pen->style; /* expect: object-type */
}

int callee_style(unsigned i) {
  if (i >= 64 || table[i].object == NULL)
    return -1;
  return style_of(table[i].object);
}

/* kept for later */
struct context {
  struct pen *pen;
  struct brush *brush;
};

int select_pen(struct context *context, unsigned i) {
  if (i >= 64)
    return -1;
  context->pen = table[i].object; /* expect: object-type */
  return 0;
}

/* ---- a common header that says the type ---- */

struct header {
  enum kind kind;
  int pins;
};

struct region {
  struct header header;
  int left, right;
};

struct bitmap {
  struct header header;
  unsigned char *bits;
  size_t pitch;
};

struct slot {
  struct header *head;
  unsigned unique;
};

struct objects {
  struct slot slots[32];
};

static int object_add(struct objects *o, unsigned i, struct header *head, enum kind kind) {
  if (i >= 32)
    return -1;
  head->kind = kind;
  o->slots[i].head = head;
  return 0;
}

int region_add(struct objects *o, unsigned i) {
  struct region *region = calloc(1, sizeof *region);
  if (region == NULL)
    return -1;
  if (object_add(o, i, &region->header, KIND_BRUSH) == 0)
    return 0;
  free(region);
  return -1;
}

int bitmap_add(struct objects *o, unsigned i) {
  struct bitmap *bitmap = calloc(1, sizeof *bitmap);
  if (bitmap == NULL)
    return -1;
  if (object_add(o, i, &bitmap->header, KIND_FONT) == 0)
    return 0;
  free(bitmap);
  return -1;
}

size_t bitmap_pitch(struct objects *o, unsigned i) {
  if (i >= 32 || o->slots[i].head == NULL)
    return 0;
  struct bitmap *bitmap = (struct bitmap *)o->slots[i].head;
  bitmap->header.pins++;
  return bitmap->pitch; /* expect: object-type */
}

/* the caller says what it is, and is believed */
int width_or_pitch(struct objects *o, unsigned i, UNTRUSTED int kind) {
  if (i >= 32 || o->slots[i].head == NULL)
    return 0;
  struct header *head = o->slots[i].head;
  switch (kind) {
  case KIND_BRUSH:
    return ((struct region *)head)->right; /* expect: object-type */
  case KIND_FONT:
    return (int)((struct bitmap *)head)->pitch; /* expect: object-type */
  default:
    return 0;
  }
}

/* ---- an index that an attacker chooses, and nothing that says a type ---- */

struct session {
  void *things[8];
};

void session_pen(struct session *s, struct pen *pen) {
  s->things[0] = pen;
}

void session_brush(struct session *s, struct brush *brush) {
  s->things[1] = brush;
}

int session_colour(struct session *s, UNTRUSTED unsigned i) {
  if (i >= 8 || s->things[i] == NULL)
    return -1;
  struct brush *brush = s->things[i];
  return brush->colour; /* expect: object-type */
}

/* ---- functions in one table, which all work on the same objects ---- */

struct stream {
  void *private;
};

struct operations {
  int (*open)(struct stream *s, int how);
  int (*read)(struct stream *s);
};

static int mixed_open(struct stream *s, int how) {
  if (how) {
    struct pen *pen = malloc(sizeof *pen);
    if (pen == NULL)
      return -1;
    pen->width = pen->style = 0;
    s->private = pen;
  } else {
    struct brush *brush = calloc(1, sizeof *brush);
    if (brush == NULL)
      return -1;
    s->private = brush;
  }
  return 0;
}

static int mixed_read(struct stream *s) {
  struct pen *pen = s->private;
  return pen->width; /* expect: object-type */
}

const struct operations mixed = {mixed_open, mixed_read};
