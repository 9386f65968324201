/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of resized_bad.c, repaired, and other ways to keep what could not be resized. */
#include <stdlib.h>

struct buffer {
  char *bytes;
  size_t used, room;
};

int resize(struct buffer *b, size_t n) {
  char *bytes = realloc(b->bytes, n);
  if (!bytes)
    return -1;
  b->bytes = bytes;
  b->room = n;
  return 0;
}

int append(struct buffer *b, char c) {
  if (b->used == b->room) {
    size_t room = b->room * 2 + 16;
    char *bytes = realloc(b->bytes, room);
    if (bytes == NULL) {
      free(b->bytes);
      b->bytes = NULL;
      b->room = b->used = 0;
      return -1;
    }
    b->bytes = bytes;
    b->room = room;
  }
  b->bytes[b->used++] = c;
  return 0;
}

static char *table;
static size_t table_size;

int grow_table(size_t n) {
  char *larger = realloc(table, n);
  if (larger == NULL)
    return -1;
  table = larger;
  table_size = n;
  return 0;
}

int resize_at(char **where, size_t n) {
  char *old = *where;
  *where = realloc(old, n);
  if (*where != NULL)
    return 0;
  *where = old;
  return -1;
}

/* freed by its other name */
int resize_or_drop(struct buffer *b, size_t n) {
  char *old = b->bytes;
  b->bytes = realloc(old, n);
  if (b->bytes == NULL) {
    free(old);
    return -1;
  }
  return 0;
}

/* nothing is left to be lost in */
int resize_or_end(struct buffer *b, size_t n) {
  b->bytes = realloc(b->bytes, n);
  if (b->bytes == NULL)
    abort();
  return 0;
}

/* the one it was read from has it still */
int resize_for(struct buffer *b, struct buffer *other, size_t n) {
  other->bytes = realloc(b->bytes, n);
  if (other->bytes == NULL)
    return -1;
  b->bytes = other->bytes;
  return 0;
}

/* there was nothing before */
int first(struct buffer *b, size_t n) {
  b->bytes = NULL;
  b->bytes = realloc(b->bytes, n);
  return b->bytes != NULL ? 0 : -1;
}

/* the caller has it still */
char *resized(char *bytes, size_t n) {
  bytes = realloc(bytes, n);
  if (bytes == NULL)
    return NULL;
  bytes[0] = 0;
  return bytes;
}
