/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A length out of a packet that is checked against the packet, and not against where it is copied to;
 * linux_packet_good.c checks both. */
#include "linux_packet.h"

struct header {
  u8 kind;
  u8 length;
  u16 total;
};
struct station {
  u8 name[32];
  u8 name_length;
  u8 rates[8];
};
static u8 table[64];

int table_set(struct sk_buff *skb) {
  struct header *h = (struct header *)skb->data;
  if (skb->len < sizeof(*h))
    return -EINVAL;
  if (h->length + sizeof(*h) > skb->len)
    return -EINVAL;
  memcpy(table, h + 1, h->length); /* expect: copy-extent "'table' has 64" */
  return 0;
}

int station_named(struct station *s, struct sk_buff *skb) {
  struct header *h = (struct header *)skb->data;
  if (skb->len < sizeof(*h))
    return -EINVAL;
  if (h->length > skb->len - sizeof(*h))
    return -EINVAL;
  memcpy(s->name, h + 1, h->length); /* expect: copy-extent "'name' has 32" */
  s->name_length = h->length;
  return 0;
}

/* element after element */
int station_elements(struct station *s, struct sk_buff *skb) {
  const u8 *at = skb->data;
  u32 left = skb->len;
  while (left >= 2) {
    u8 kind = at[0], length = at[1];
    if (left < 2u + length)
      return -EINVAL;
    if (kind == 1)
      memcpy(s->rates, at + 2, length); /* expect: copy-extent "'rates' has 8" */
    at += 2 + length;
    left -= 2 + length;
  }
  return 0;
}

/* turned round from the order of the network */
int table_whole(struct sk_buff *skb) {
  struct header *h = (struct header *)skb->data;
  u16 total;
  if (skb->len < sizeof(*h))
    return -EINVAL;
  total = (u16)(h->total << 8 | h->total >> 8);
  if (total > skb->len)
    return -EINVAL;
  memcpy(table, skb->data, total); /* expect: copy-extent "'table' has 64" */
  return 0;
}

int first_of_copy(struct sk_buff *skb) {
  u8 copy[16];
  u32 i;
  if (skb->len < 2)
    return -EINVAL;
  for (i = 0; i < skb->data[1] && i + 2 < skb->len; i++)
    copy[i] = skb->data[i + 2]; /* expect: index-range "'copy'" */
  return skb->data[1] ? copy[0] : 0;
}

/* what a device sent, held against how much it sent */
struct urb {
  void *transfer_buffer;
  u32 transfer_buffer_length;
  u32 actual_length;
  void *context;
};

void report_done(struct urb *urb) {
  struct station *s = urb->context;
  u8 *report = urb->transfer_buffer;
  if (urb->actual_length < 2 || report[0] > urb->actual_length - 1)
    return;
  memcpy(s->name, report + 1, report[0]); /* expect: copy-extent "'name' has 32" */
}
