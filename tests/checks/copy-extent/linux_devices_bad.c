/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What comes from the net, from a device and from a file of firmware says how long it is; linux_devices_good.c holds the same
 * functions repaired. */
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
  memcpy(card->name, fw->data + sizeof(*h), h->size); /* expect: copy-extent "chosen by untrusted data" */
  release_firmware(fw);
  return 0;
}

int receive(struct card *card, struct sk_buff *skb) {
  const u8 *p = skb->data;
  memcpy(card->name, p + 2, p[0] << 8 | p[1]); /* expect: copy-extent "chosen by untrusted data" */
  return 0;
}

void complete(struct urb *urb) {
  struct card *card = urb->context;
  const u8 *p = urb->transfer_buffer;
  for (u32 i = 0; i < p[0]; i++)
    card->regs[i] = p[1 + i]; /* expect: index-range "chosen by untrusted data" */
}

int ask(struct card *card, struct usb_device *dev) {
  u8 *answer = kmalloc(8, GFP_KERNEL);
  if (!answer)
    return -ENOMEM;
  int n = usb_control_msg(dev, 0, 1, 0x80, 0, 0, answer, 64, 100); /* expect: copy-extent "has 8" */
  card->last = n > 0 ? answer[0] : 0;
  kfree(answer);
  return n;
}
