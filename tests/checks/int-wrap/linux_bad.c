/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Kernel shapes: sizes out of user memory; linux_good.c holds the same functions, repaired. */
#include "linux_kernel.h"

struct map {
  u32 first, count, stride;
};

u64 last_of(const struct map __user *from) {
  struct map map;
  u32 last;
  if (copy_from_user(&map, from, sizeof(map)))
    return 0;
  last = map.first + map.count; /* expect: int-wrap "32 unsigned bits" */
  return last;
}

u64 area_of(const struct map __user *from) {
  struct map map;
  u32 bytes;
  if (copy_from_user(&map, from, sizeof(map)))
    return 0;
  bytes = map.count * map.stride; /* expect: int-wrap "product" */
  return bytes;
}

u32 rows_of(const struct map __user *from, u32 bytes) {
  struct map map;
  if (copy_from_user(&map, from, sizeof(map)))
    return 0;
  return bytes / map.stride; /* expect: int-wrap "compare it with 0 first" */
}

u32 payload(const struct map __user *from) {
  struct map map;
  u32 rest;
  if (copy_from_user(&map, from, sizeof(map)))
    return 0;
  rest = map.count - sizeof(u32) * 2; /* expect: int-wrap "can be less" */
  return rest;
}

/* turned round only on the way in, it is an amount */
u32 payload_of_network(const struct map __user *from) {
  struct map map;
  u32 rest;
  if (copy_from_user(&map, from, sizeof(map)))
    return 0;
  rest = __builtin_bswap32(map.count) - sizeof(u32) * 2; /* expect: int-wrap "can be less" */
  return rest;
}
