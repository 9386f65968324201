/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The kernel looks itself whether so much of a packet is there. */
#include "linux_packet.h"

struct option {
  u8 kind;
  u32 length;
};

int skip_options(const struct sk_buff *skb, int offset) {
  struct option buffer, *option;
  for (;;) {
    option = skb_header_pointer(skb, offset, sizeof buffer, &buffer);
    if (!option)
      return -EINVAL;
    if (option->kind == 0)
      return offset;
    offset += 8 + (option->length & 0xff8);
  }
}

int second_option(const struct sk_buff *skb, int offset) {
  struct option buffer, *option = skb_header_pointer(skb, offset, sizeof buffer, &buffer);
  if (!option)
    return -EINVAL;
  option = skb_header_pointer(skb, offset + option->length, sizeof buffer, &buffer);
  return option ? option->kind : -EINVAL;
}
