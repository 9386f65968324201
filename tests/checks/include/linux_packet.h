/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* How the kernel hands out parts of a packet. */
#ifndef BULWARK_TESTS_LINUX_PACKET_H
#define BULWARK_TESTS_LINUX_PACKET_H

#include "linux_kernel.h"

struct sk_buff {
  const u8 *data;
  u32 len, data_len;
};

int skb_copy_bits(const struct sk_buff *skb, int offset, void *to, int n);

static inline void *skb_header_pointer(const struct sk_buff *skb, int offset, int n, void *buffer) {
  if ((int)(skb->len - skb->data_len) - offset >= n)
    return (void *)(skb->data + offset);
  if (skb_copy_bits(skb, offset, buffer, n) < 0)
    return NULL;
  return buffer;
}

#endif
