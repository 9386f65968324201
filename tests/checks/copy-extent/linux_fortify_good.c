/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a fortified memcpy asks of its sizes says nothing of how large they get; and a number from the network that is turned
 * round twice is the same both times. */
#include "linux_fortify.h"

struct port {
  u8 permanent[32], current[32];
  u8 *address;
  u8 address_length;
};

/* the network layer keeps address_length at 6 */
void keep_address(struct port *port) {
  memcpy(port->permanent, port->address, port->address_length);
}

struct session {
  u8 key[32];
  u8 salt[14];
  u32 salt_length;
};

int cipher(u8 *out, size_t n, const u8 *key);

static int derive(u8 *out, int n, const u8 *key) {
  u8 block[32];
  int error = cipher(block, sizeof block, key);
  if (error)
    return error;
  memcpy(out, block, n);
  return 0;
}

int derive_salt(struct session *s) {
  return derive(s->salt, s->salt_length, s->key);
}

struct frame {
  u16 length;
  u8 data[512];
};

int receive(u8 *out, const void __user *from) {
  struct frame frame;
  u8 line[64];
  if (copy_from_user(&frame, from, sizeof frame))
    return -EFAULT;
  if (swab16(frame.length) > sizeof line)
    return -EINVAL;
  memcpy(line, frame.data, swab16(frame.length));
  memcpy(out, line, 4);
  return 0;
}
