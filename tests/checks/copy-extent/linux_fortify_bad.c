/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Fortified or not, these go too far. */
#include "linux_fortify.h"

struct port {
  u8 permanent[6], current[32];
  u8 *address;
  u8 address_length;
};

void keep_address(struct port *port) {
  if (port->address_length > sizeof port->current)
    return;
  memcpy(port->permanent, port->address, port->address_length); /* expect: copy-extent */
}

struct frame {
  u16 length;
  u8 data[512];
};

struct line {
  u32 count;
  u8 text[64], rest[64];
};

int receive(struct line *line, const void __user *from) {
  struct frame frame;
  if (copy_from_user(&frame, from, sizeof frame))
    return -EFAULT;
  if (swab16(frame.length) > sizeof line->text + sizeof line->rest)
    return -EINVAL;
  memcpy(line->text, frame.data, swab16(frame.length)); /* expect: copy-extent */
  return 0;
}

int receive_unchecked(struct line *line, const void __user *from) {
  struct frame frame;
  if (copy_from_user(&frame, from, sizeof frame))
    return -EFAULT;
  memcpy(line->text, frame.data, swab16(frame.length)); /* expect: copy-extent */
  return 0;
}
