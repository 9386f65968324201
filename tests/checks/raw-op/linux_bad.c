/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Raw operations of Linux idioms in a hardened file; linux_good.c does the same work without them. */
#include <bulwark/annotate.h>

#include "linux_kernel.h"

BW_HARDENED_FILE;

struct buffer {
  u8 *data;
  size_t length;
};

struct wire_header {
  u32 kind;
  u32 length;
};

struct node {
  struct node *next;
};

struct owner {
  u32 id;
  struct node link;
};

#define container_of(p, type, member) ((type *)((char *)(p) - __builtin_offsetof(type, member)))

const u8 *payload(const struct buffer *buffer, size_t offset) {
  return buffer->data + offset; /* expect: raw-op */
}

u8 byte_at(const struct buffer *buffer, size_t offset) {
  return buffer->data[offset]; /* expect: raw-op */
}

void taken_over(struct buffer *buffer, const u8 *from, size_t n) {
  memcpy(buffer->data, from, n); /* expect: raw-op "'memcpy'" */
}

u32 kind_of(const struct buffer *buffer) {
  const struct wire_header *header = (const struct wire_header *)buffer->data; /* expect: raw-op */
  return header->kind;
}

struct owner *owner_of(struct node *node) {
  return container_of(node, struct owner, link); /* expect: raw-op */ /* may: raw-op */
}

void named(char *to, const char *name) {
  strcpy(to, name); /* expect: raw-op "'strcpy'" */
}
