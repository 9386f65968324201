/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c repaired, and what looks like them and is right: no finding. */
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
  if (i >= 64 || table[i].kind != KIND_PEN || table[i].object == NULL)
    return -1;
  struct pen *pen = table[i].object;
  return pen->width;
}

void pen_set(unsigned i, int style) {
  if (i >= 64)
    return;
  struct entry *entry = &table[i];
  struct pen *pen = entry->object;
  if (pen != NULL && entry->kind == KIND_PEN)
    pen->style = style;
}

int brush_colour(unsigned i, unsigned generation) {
  if (i >= 64)
    return -1;
  struct entry *entry = &table[i];
  if (entry->generation != generation || entry->kind != KIND_BRUSH || entry->object == NULL)
    return -1;
  return ((struct brush *)entry->object)->colour;
}

int second_colour(unsigned i, unsigned k) {
  if (i >= 64 || k >= 64 || table[k].object == NULL)
    return -1;
  if (table[k].kind != KIND_BRUSH)
    return -1;
  struct brush *brush = table[k].object;
  return brush->colour + (int)table[i].generation;
}

/* the callee asks */
static void *find(unsigned i, enum kind kind) {
  if (i >= 64 || table[i].kind != kind)
    return NULL;
  return table[i].object;
}

int found_style(unsigned i) {
  struct pen *pen = find(i, KIND_PEN);
  if (pen == NULL)
    return -1;
  return pen->style;
}

/* the caller asks */
static int style_of(const struct entry *entry) {
  const struct pen *pen = entry->object;
  return pen->style;
}

int callee_style(unsigned i) {
  if (i >= 64 || table[i].kind != KIND_PEN || table[i].object == NULL)
    return -1;
  return style_of(&table[i]);
}

/* a switch asks */
int any_number(unsigned i) {
  if (i >= 64 || table[i].object == NULL)
    return -1;
  switch (table[i].kind) {
  case KIND_PEN:
    return ((struct pen *)table[i].object)->width;
  case KIND_BRUSH:
    return ((struct brush *)table[i].object)->colour;
  default:
    return 0;
  }
}

struct context {
  struct pen *pen;
  struct brush *brush;
};

int select_pen(struct context *context, unsigned i) {
  if (i >= 64 || table[i].kind != KIND_PEN)
    return -1;
  context->pen = table[i].object;
  return 0;
}

void draw_with(const struct pen *pen);

void draw(unsigned i) {
  if (i < 64 && table[i].kind == KIND_PEN)
    draw_with(table[i].object);
}

/* code out of view asks */
int is_pen(const struct entry *entry);

int asked_elsewhere(unsigned i) {
  if (i >= 64 || !is_pen(&table[i]) || table[i].object == NULL)
    return -1;
  struct pen *pen = table[i].object;
  return pen->width;
}

/* it is the one that the caller has */
int is_mine(unsigned i, struct pen *pen) {
  if (i >= 64 || table[i].object != pen)
    return 0;
  struct pen *same = table[i].object;
  return same->style;
}

/* what was just stored there */
int fresh(unsigned i) {
  struct pen *pen = malloc(sizeof *pen);
  if (pen == NULL)
    return -1;
  if (i >= 64) {
    free(pen);
    return -1;
  }
  pen->width = 3;
  table[i].kind = KIND_PEN;
  table[i].object = pen;
  struct pen *again = table[i].object;
  return again->width;
}

/* functions for each type, picked by the type */
static int pen_number(const struct entry *entry) {
  return ((const struct pen *)entry->object)->width;
}

static int brush_number(const struct entry *entry) {
  return ((const struct brush *)entry->object)->colour;
}

static int (*const numbers[])(const struct entry *) = {NULL, pen_number, brush_number};

int number(unsigned i) {
  if (i >= 64 || table[i].kind < KIND_PEN || table[i].kind > KIND_BRUSH)
    return -1;
  return numbers[table[i].kind](&table[i]);
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
  if (bitmap->header.kind != KIND_FONT)
    return 0;
  bitmap->header.pins++;
  return bitmap->pitch;
}

int width_or_pitch(struct objects *o, unsigned i) {
  if (i >= 32 || o->slots[i].head == NULL)
    return 0;
  struct header *head = o->slots[i].head;
  switch (head->kind) {
  case KIND_BRUSH:
    return ((struct region *)head)->right;
  case KIND_FONT:
    return (int)((struct bitmap *)head)->pitch;
  default:
    return 0;
  }
}

/* what all begin with */
void object_unpin(struct objects *o, unsigned i) {
  if (i < 32 && o->slots[i].head != NULL)
    ((struct region *)o->slots[i].head)->header.pins--;
}

/* the head leads from a member of the record to the record */
struct bitmap *bitmap_of_bits(unsigned char **bits) {
  return (struct bitmap *)((char *)bits - offsetof(struct bitmap, bits));
}

/* ---- one type only ---- */

struct holder {
  enum kind kind;
  void *object;
};

static struct holder holders[16];

void holder_set(unsigned i, struct font *font) {
  if (i < 16)
    holders[i].object = font;
}

int holder_height(UNTRUSTED unsigned i) {
  if (i >= 16 || holders[i].object == NULL)
    return 0;
  struct font *font = holders[i].object;
  return font->height;
}

/* ---- one begins with the other ---- */

struct wide_pen {
  struct pen pen;
  int cap;
};

struct pens {
  void *at[8];
};

void pens_add(struct pens *p, struct pen *pen, struct wide_pen *wide) {
  p->at[0] = pen;
  p->at[1] = wide;
}

int pens_width(struct pens *p, UNTRUSTED unsigned i) {
  if (i >= 8 || p->at[i] == NULL)
    return 0;
  struct pen *pen = p->at[i];
  return pen->width;
}

/* ---- lists for all, each of things of one type ---- */

struct node {
  struct node *next;
  void *data;
};

struct node *pens_list, *brushes_list;

static int list_add(struct node **list, void *data) {
  struct node *node = malloc(sizeof *node);
  if (node == NULL)
    return -1;
  node->data = data;
  node->next = *list;
  *list = node;
  return 0;
}

int list_pen(struct pen *pen) {
  return list_add(&pens_list, pen);
}

int list_brush(struct brush *brush) {
  return list_add(&brushes_list, brush);
}

int pens_sum(void) {
  int sum = 0;
  for (struct node *node = pens_list; node != NULL; node = node->next) {
    struct pen *pen = node->data;
    sum += pen->width;
  }
  return sum;
}

int brushes_sum(void) {
  int sum = 0;
  for (struct node *node = brushes_list; node != NULL; node = node->next) {
    struct brush *brush = node->data;
    sum += brush->colour;
  }
  return sum;
}

/* ---- each table of functions has objects of its own ---- */

struct stream {
  void *private;
};

struct operations {
  int (*open)(struct stream *s, int how);
  int (*read)(struct stream *s);
};

static int pen_open(struct stream *s, int how) {
  struct pen *pen = malloc(sizeof *pen);
  if (pen == NULL)
    return -1;
  pen->width = pen->style = how;
  s->private = pen;
  return 0;
}

static int pen_read(struct stream *s) {
  struct pen *pen = s->private;
  return pen->width;
}

const struct operations pen_operations = {pen_open, pen_read};

static int brush_open(struct stream *s, int how) {
  struct brush *brush = calloc(1, sizeof *brush);
  if (brush == NULL)
    return -1;
  brush->colour = how;
  s->private = brush;
  return 0;
}

static int brush_read(struct stream *s) {
  struct brush *brush = s->private;
  return brush->colour;
}

const struct operations brush_operations = {brush_open, brush_read};

/* ---- elements that have owners ---- */

enum { SLOT_PEN, SLOT_BRUSH };

static struct entry slots[2];

void slots_set(struct pen *pen, struct brush *brush) {
  slots[SLOT_PEN].object = pen;
  slots[SLOT_BRUSH].object = brush;
}

int slots_width(void) {
  struct pen *pen = slots[SLOT_PEN].object;
  return pen != NULL ? pen->width : 0;
}

/* ---- memory that becomes what it is taken for ---- */

struct pen *pen_make(void) {
  struct pen *pen = malloc(sizeof *pen);
  if (pen != NULL)
    pen->width = 1;
  return pen;
}

struct cache {
  void *spare;
};

struct font *font_take(struct cache *cache) {
  struct font *font = cache->spare;
  cache->spare = NULL;
  if (font != NULL)
    font->height = 0;
  return font;
}

/* ---- what was put there last ---- */

struct common {
  struct common *next;
  unsigned char tag;
};

struct stroke_line {
  struct common common;
  int width, style;
};

struct stroke_fill {
  struct common common;
  void *pattern;
  long colour;
};

union stack_cell {
  struct {
    struct common *object;
    int tag;
  } v;
  long pad[2];
};

struct stack_machine {
  union stack_cell *top;
};

static struct stack_machine machine;
int parse(struct stack_machine *m);

static void push(struct stack_machine *m, struct common *object, int tag) {
  m->top->v.object = object;
  m->top->v.tag = tag;
  m->top++;
}

static int parsed(struct stack_machine *m) {
  int status = parse(m);
  if (status == 0) {
    struct stroke_line *line = (struct stroke_line *)(m->top - 1)->v.object;
    if (line->width >= 1)
      return line->style;
  }
  return status;
}

int parse_all(struct stroke_line *line, struct stroke_fill *fill) {
  push(&machine, (struct common *)line, 1);
  push(&machine, (struct common *)fill, 2);
  return parsed(&machine);
}

int top_width(void) {
  struct stroke_line *line = (struct stroke_line *)(machine.top - 1)->v.object;
  return line->width;
}
