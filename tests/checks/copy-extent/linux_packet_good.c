/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_packet_bad.c, which look at where they copy to as well, and some that need not. */
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
  if (h->length > sizeof(table) || h->length + sizeof(*h) > skb->len)
    return -EINVAL;
  memcpy(table, h + 1, h->length);
  return 0;
}

/* the packet itself is not too long */
int station_named(struct station *s, struct sk_buff *skb) {
  struct header *h = (struct header *)skb->data;
  if (skb->len < sizeof(*h) || skb->len > sizeof(*h) + sizeof(s->name))
    return -EINVAL;
  if (h->length > skb->len - sizeof(*h))
    return -EINVAL;
  memcpy(s->name, h + 1, h->length);
  s->name_length = h->length;
  return 0;
}

int station_elements(struct station *s, struct sk_buff *skb) {
  const u8 *at = skb->data;
  u32 left = skb->len;
  while (left >= 2) {
    u8 kind = at[0], length = at[1];
    if (left < 2u + length)
      return -EINVAL;
    if (kind == 1 && length <= sizeof(s->rates))
      memcpy(s->rates, at + 2, length);
    at += 2 + length;
    left -= 2 + length;
  }
  return 0;
}

/* there is as much room as the packet has */
u8 *packet_copied(struct sk_buff *skb) {
  struct header *h = (struct header *)skb->data;
  u8 *copy;
  if (skb->len < sizeof(*h) || h->length > skb->len)
    return NULL;
  copy = kmalloc(skb->len, GFP_KERNEL);
  if (!copy)
    return NULL;
  memcpy(copy, skb->data, h->length);
  return copy;
}

/* who takes what fits needs no length of the packet's own */
int packet_fits(struct sk_buff *skb, u32 room) {
  struct header *h = (struct header *)skb->data;
  u8 copy[256];
  if (skb->len < sizeof(*h) || h->length + sizeof(*h) > skb->len || h->length > room)
    return -EINVAL;
  memcpy(copy, h + 1, h->length);
  return h->length ? copy[0] : 0;
}

/* as long as others let it be */
int packet_short(struct sk_buff *skb, u32 most) {
  struct header *h = (struct header *)skb->data;
  if (skb->len < sizeof(*h) || skb->len > most || h->length > skb->len)
    return -EINVAL;
  memcpy(table, skb->data, h->length);
  return 0;
}

struct urb {
  void *transfer_buffer;
  u32 transfer_buffer_length;
  u32 actual_length;
  void *context;
};

void report_done(struct urb *urb) {
  struct station *s = urb->context;
  u8 *report = urb->transfer_buffer;
  if (urb->actual_length < 2 || report[0] > urb->actual_length - 1 || report[0] > sizeof(s->name))
    return;
  memcpy(s->name, report + 1, report[0]);
}
