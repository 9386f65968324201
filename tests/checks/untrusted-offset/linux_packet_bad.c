/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A length out of a packet, used without a look at how long the packet is. */
#include "linux_packet.h"

struct option {
  u32 kind, length;
};

int second_option(const struct sk_buff *skb, int offset) {
  struct option buffer, *option = skb_header_pointer(skb, offset, sizeof buffer, &buffer);
  const u8 *data = skb->data;
  if (!option)
    return -EINVAL;
  return data[option->length]; /* expect: untrusted-offset */
}
