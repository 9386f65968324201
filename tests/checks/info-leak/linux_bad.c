/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the kernel left in memory goes to user space on the marked line; linux_good.c holds the same functions repaired. */
#include "linux_kernel.h"

struct reply {
  u32 code;
  u8 flag; /* three bytes of padding follow */
  u32 size;
  u64 token;
};

struct nested {
  struct reply first;
  char text[16];
};

long padding(void __user *to) {
  struct reply reply;
  reply.code = 1;
  reply.flag = 2;
  reply.size = 3;
  reply.token = 4;
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0; /* expect: info-leak "padding behind member 'flag'" */
}

long member(void __user *to, u32 code) {
  struct reply reply;
  reply.code = code;
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0; /* expect: info-leak "member 'flag'" */
}

long nothing(void __user *to) {
  struct reply reply;
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0; /* expect: info-leak "member 'code'" */
}

long heap(void __user *to) {
  struct reply *reply = kmalloc(sizeof(*reply), GFP_KERNEL);
  long error = 0;
  if (!reply)
    return -ENOMEM;
  reply->code = 1;
  reply->size = 2;
  if (copy_to_user(to, reply, sizeof(*reply))) /* expect: info-leak "member 'flag'" */
    error = -EFAULT;
  kfree(reply);
  return error;
}

long array(void __user *to) {
  char text[16];
  text[0] = 'o';
  text[1] = 'k';
  text[2] = 0;
  return copy_to_user(to, text, sizeof(text)) ? -EFAULT : 0; /* expect: info-leak "13 bytes from 3" */
}

long inner(void __user *to) {
  struct nested nested;
  memset(nested.text, 0, sizeof(nested.text));
  nested.first.code = 1;
  nested.first.size = 2;
  nested.first.token = 3;
  return copy_to_user(to, &nested.first, sizeof(nested.first)) ? -EFAULT : 0; /* may: info-leak */
}

/* the memset has the size of the pointer */
long wrong_size(void __user *to) {
  struct reply reply, *p = &reply;
  memset(p, 0, sizeof(p));
  p->size = 1;
  return copy_to_user(to, p, sizeof(*p)) ? -EFAULT : 0; /* expect: info-leak */
}

/* filled on one of two ways only */
long one_way(void __user *to, int full) {
  struct reply reply;
  if (full)
    memset(&reply, 0, sizeof(reply));
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0; /* expect: info-leak */
}

static void fill(struct reply *reply) {
  reply->code = 1;
  reply->flag = 1;
  reply->size = 1;
  reply->token = 1;
}

long by_helper(void __user *to) {
  struct reply reply;
  fill(&reply);
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0; /* expect: info-leak "padding" */
}

static long answer(void __user *to, const struct reply *reply) {
  return copy_to_user(to, reply, sizeof(*reply)) ? -EFAULT : 0; /* expect: info-leak "member 'token'" */
}

long sent_by_helper(void __user *to) {
  struct reply reply;
  memset(&reply, 0, 16);
  return answer(to, &reply);
}

struct bits {
  u32 low : 3;
  u32 high : 5; /* three bytes follow */
  u32 rest;
};

long bit_fields(void __user *to) {
  struct bits bits;
  bits.low = 1;
  bits.high = 2;
  bits.rest = 3;
  return copy_to_user(to, &bits, sizeof(bits)) ? -EFAULT : 0; /* expect: info-leak "byte" */
}
