/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Kernel shapes: sizes out of user memory, checked. */
#include "linux_kernel.h"

struct map {
  u32 first, count, stride;
};

u64 last_of(const struct map __user *from) {
  struct map map;
  u32 last;
  if (copy_from_user(&map, from, sizeof(map)))
    return 0;
  if (map.count > 0xffffffffu - map.first)
    return 0;
  last = map.first + map.count;
  return last;
}

u64 area_of(const struct map __user *from) {
  struct map map;
  u32 bytes;
  if (copy_from_user(&map, from, sizeof(map)))
    return 0;
  if (map.stride && map.count > 0xffffffffu / map.stride)
    return 0;
  bytes = map.count * map.stride;
  return bytes;
}

u32 rows_of(const struct map __user *from, u32 bytes) {
  struct map map;
  if (copy_from_user(&map, from, sizeof(map)))
    return 0;
  return map.stride ? bytes / map.stride : 0;
}

u32 payload(const struct map __user *from) {
  struct map map;
  u32 rest;
  if (copy_from_user(&map, from, sizeof(map)))
    return 0;
  if (map.count < 8)
    return 0;
  rest = map.count - 8;
  return rest;
}

/* What a process sent reaches as far as the length that was checked, not into the members behind. */
struct box {
  u8 data[64];
  u64 puts;
};

long put_in_box(struct box *box, const void __user *from, u32 length) {
  if (length > sizeof box->data)
    return -EINVAL;
  if (copy_from_user(box->data, from, length))
    return -EFAULT;
  box->puts++;
  return 0;
}

/* a sequence number of the network goes round on purpose */
struct segment {
  u32 sequence, answers;
  u32 opens : 1, ends : 1;
};

static u32 to_network(u32 x) {
  return __builtin_bswap32(x);
}

int answer_segment(struct segment *reply, const struct segment __user *from) {
  struct segment segment;
  if (copy_from_user(&segment, from, sizeof segment))
    return -EFAULT;
  reply->answers = __builtin_bswap32(__builtin_bswap32(segment.sequence) + segment.opens + segment.ends);
  reply->sequence = to_network(0);
  return 0;
}

/* a difference may be below 0 on its way through a sum without a sign */
struct words {
  u8 words;
};
int packet_delta(const struct words __user *from, int fragment) {
  struct words h;
  int delta;
  if (copy_from_user(&h, from, sizeof h))
    return 0;
  delta = 40 - (h.words << 2);
  if (fragment)
    delta += sizeof(u64);
  return delta;
}
