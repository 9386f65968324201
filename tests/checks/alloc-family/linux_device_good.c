/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_device_bad.c: what a device reaches is allocated, or copied by the function. */
#include "linux_kernel.h"

struct usb_device;
int usb_control_msg(struct usb_device *dev, u32 pipe, u8 request, u8 kind, u16 value, u16 index, void *data, u16 size,
                    int timeout);
int usb_control_msg_recv(struct usb_device *dev, u8 endpoint, u8 request, u8 kind, u16 value, u16 index, void *data, u16 size,
                         int timeout, gfp_t flags);
int usb_bulk_msg(struct usb_device *dev, u32 pipe, void *data, int length, int *actual, int timeout);

struct status {
  u8 state;
  u8 level;
};
struct unit {
  struct usb_device *dev;
  u8 *buffer;
  u8 inside[8];
};

int status_level(struct usb_device *dev) {
  struct status *status = kmalloc(sizeof(*status), GFP_KERNEL);
  int got;
  if (!status)
    return -ENOMEM;
  got = usb_control_msg(dev, 0x80, 1, 0xc0, 0, 0, status, sizeof(*status), 1000);
  got = got == sizeof(*status) ? status->level : -EINVAL;
  kfree(status);
  return got;
}

int command_sent(struct unit *u, u8 code) {
  int sent;
  u->buffer[0] = code;
  u->inside[0] = code;
  if (usb_bulk_msg(u->dev, 1, u->inside, 1, &sent, 100))
    return -EINVAL;
  return usb_bulk_msg(u->dev, 1, u->buffer, 4, &sent, 100);
}

/* nothing is moved */
int started(struct usb_device *dev) {
  return usb_control_msg(dev, 0, 9, 0x40, 1, 0, NULL, 0, 1000);
}

/* this one copies by itself */
int status_copied(struct usb_device *dev) {
  struct status status;
  if (usb_control_msg_recv(dev, 0, 1, 0xc0, 0, 0, &status, sizeof(status), 1000, GFP_KERNEL))
    return -EINVAL;
  return status.level;
}

/* a wrapper that has the bytes moved through memory of its own */
static int register_read(struct usb_device *dev, u16 index, void *to, u16 n) {
  void *buffer = kmalloc(n, GFP_KERNEL);
  int got;
  if (!buffer)
    return -ENOMEM;
  got = usb_control_msg(dev, 0x80, 2, 0xc0, 0, index, buffer, n, 500);
  if (got == n)
    memcpy(to, buffer, n);
  kfree(buffer);
  return got;
}

int register_word(struct usb_device *dev, u16 *word) {
  u16 value;
  if (register_read(dev, 4, &value, sizeof(value)) != sizeof(value))
    return -EINVAL;
  *word = value;
  return 0;
}
