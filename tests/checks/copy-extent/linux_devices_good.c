/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_devices_bad.c repaired. */
#include "linux_kernel.h"

struct device;
struct firmware {
  size_t size;
  const u8 *data;
};
int request_firmware(const struct firmware **fw, const char *name, struct device *dev);
void release_firmware(const struct firmware *fw);
struct sk_buff {
  u32 len;
  u8 *data;
};
struct urb {
  u32 actual_length;
  void *transfer_buffer, *context;
};
struct usb_device;
int usb_control_msg(struct usb_device *dev, u32 pipe, u8 request, u8 type, u16 value, u16 index, void *data, u16 size, int wait);

struct header {
  u32 offset, size;
};
struct card {
  u8 name[32];
  u32 regs[16];
  u8 last;
};

int load(struct card *card, struct device *dev) {
  const struct firmware *fw;
  int error = request_firmware(&fw, "card.bin", dev);
  if (error)
    return error;
  const struct header *h = (const struct header *)fw->data;
  error = -EINVAL;
  if (fw->size >= sizeof(*h) && h->size <= fw->size - sizeof(*h) && h->size <= sizeof(card->name)) {
    memcpy(card->name, fw->data + sizeof(*h), h->size);
    error = 0;
  }
  release_firmware(fw);
  return error;
}

/* a list of pieces, each as long as it says */
int walk(struct card *card, const struct firmware *fw) {
  size_t at = 0;
  while (at + 2 <= fw->size) {
    u8 size = fw->data[at + 1];
    if (at + 2 + size > fw->size)
      return -EINVAL;
    if (fw->data[at] == 1 && size <= sizeof(card->name))
      memcpy(card->name, fw->data + at + 2, size);
    at += 2 + size;
  }
  return 0;
}

int receive(struct card *card, struct sk_buff *skb) {
  const u8 *p = skb->data;
  u32 size;
  if (skb->len < 2)
    return -EINVAL;
  size = p[0] << 8 | p[1];
  if (size > skb->len - 2 || size > sizeof(card->name))
    return -EINVAL;
  memcpy(card->name, p + 2, size);
  return 0;
}

void complete(struct urb *urb) {
  struct card *card = urb->context;
  const u8 *p = urb->transfer_buffer;
  u8 n;
  if (urb->actual_length < 1)
    return;
  n = p[0];
  if (n > ARRAY_SIZE(card->regs) || n > urb->actual_length - 1)
    return;
  for (u32 i = 0; i < n; i++)
    card->regs[i] = p[1 + i];
}

int ask(struct card *card, struct usb_device *dev) {
  u8 *answer = kmalloc(8, GFP_KERNEL);
  if (!answer)
    return -ENOMEM;
  int n = usb_control_msg(dev, 0, 1, 0x80, 0, 0, answer, 8, 100);
  card->last = n > 0 ? answer[0] : 0;
  kfree(answer);
  return n;
}
