/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a device reads or writes by itself stands on the stack; linux_device_good.c allocates it. */
#include "linux_kernel.h"

struct usb_device;
int usb_control_msg(struct usb_device *dev, u32 pipe, u8 request, u8 kind, u16 value, u16 index, void *data, u16 size,
                    int timeout);
int usb_bulk_msg(struct usb_device *dev, u32 pipe, void *data, int length, int *actual, int timeout);
int usb_interrupt_msg(struct usb_device *dev, u32 pipe, void *data, int length, int *actual, int timeout);

struct status {
  u8 state;
  u8 level;
};

int status_level(struct usb_device *dev) {
  struct status status;
  int got = usb_control_msg(dev, 0x80, 1, 0xc0, 0, 0, &status, sizeof(status), 1000); /* expect: alloc-family "on the stack" */
  return got == sizeof(status) ? status.level : -EINVAL;
}

int command_sent(struct usb_device *dev, u8 code) {
  u8 command[4] = {code, 0, 0, 1};
  int sent;
  return usb_bulk_msg(dev, 1, command, sizeof(command), &sent, 100); /* expect: alloc-family "'command'" */
}

/* one byte in the middle of a record */
int event_kind(struct usb_device *dev) {
  u8 events[8];
  int got;
  if (usb_interrupt_msg(dev, 2, events + 4, 1, &got, 100)) /* expect: alloc-family "on the stack" */
    return -EINVAL;
  return got == 1 ? events[4] : 0;
}

/* a wrapper asks for the caller's place */
static int register_read(struct usb_device *dev, u16 index, void *to, u16 n) {
  return usb_control_msg(dev, 0x80, 2, 0xc0, 0, index, to, n, 500); /* expect: alloc-family "on the stack" */
}

int register_word(struct usb_device *dev, u16 *word) {
  u16 value;
  if (register_read(dev, 4, &value, sizeof(value)) != sizeof(value))
    return -EINVAL;
  *word = value;
  return 0;
}
