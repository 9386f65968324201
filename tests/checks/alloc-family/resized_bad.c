/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The result of a resizing is stored over the only pointer to what was to be resized, and on the marked way out it had failed.
 * resized_good.c holds the same functions repaired. */
#include <stdlib.h>

struct buffer {
  char *bytes;
  size_t used, room;
};

int resize(struct buffer *b, size_t n) {
  b->bytes = realloc(b->bytes, n);
  if (!b->bytes)
    return -1; /* expect: alloc-family "could not be resized" */
  b->room = n;
  return 0;
}

int append(struct buffer *b, char c) {
  if (b->used == b->room) {
    b->room = b->room * 2 + 16;
    b->bytes = realloc(b->bytes, b->room);
    if (b->bytes == NULL)
      return -1; /* expect: alloc-family */
  }
  b->bytes[b->used++] = c;
  return 0;
}

static char *table;
static size_t table_size;

int grow_table(size_t n) {
  table = realloc(table, n);
  if (table == NULL)
    goto fail;
  table_size = n;
  return 0;
fail:
  return -1; /* expect: alloc-family */
}

/* the caller's pointer */
int resize_at(char **where, size_t n) {
  *where = realloc(*where, n);
  return *where != NULL ? 0 : -1; /* expect: alloc-family */
}

/* by a helper */
static void *sized(void *p, unsigned n) {
  return realloc(p, (size_t)n + 16);
}

int resize_by_helper(struct buffer *b, unsigned n) {
  b->bytes = sized(b->bytes, n);
  if (!b->bytes)
    return -1; /* expect: alloc-family */
  b->room = n;
  return 0;
}
