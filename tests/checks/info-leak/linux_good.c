/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c with all bytes written before they go. */
#include "linux_kernel.h"

struct reply {
  u32 code;
  u8 flag;
  u32 size;
  u64 token;
};

struct packed_reply {
  u32 code;
  u32 size;
  u64 token;
};

long padding(void __user *to) {
  struct reply reply;
  memset(&reply, 0, sizeof(reply));
  reply.code = 1;
  reply.flag = 2;
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0;
}

long initialised(void __user *to, u32 code) {
  struct reply reply = {0};
  reply.code = code;
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0;
}

long no_padding(void __user *to) {
  struct packed_reply reply;
  reply.code = 1;
  reply.size = 2;
  reply.token = 3;
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0;
}

long heap(void __user *to) {
  struct reply *reply = kzalloc(sizeof(*reply), GFP_KERNEL);
  long error = 0;
  if (!reply)
    return -ENOMEM;
  reply->code = 1;
  if (copy_to_user(to, reply, sizeof(*reply)))
    error = -EFAULT;
  kfree(reply);
  return error;
}

/* only what was written goes */
long part(void __user *to) {
  char text[16];
  text[0] = 'o';
  text[1] = 'k';
  text[2] = 0;
  return copy_to_user(to, text, 3) ? -EFAULT : 0;
}

long loop(void __user *to) {
  u32 words[8];
  for (int i = 0; i < 8; i++)
    words[i] = (u32)i;
  return copy_to_user(to, words, sizeof(words)) ? -EFAULT : 0;
}

int fill_elsewhere(struct reply *reply);
long by_code_out_of_view(void __user *to) {
  struct reply reply;
  if (fill_elsewhere(&reply))
    return -EINVAL;
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0;
}

/* what came from there may go back */
long there_and_back(void __user *where) {
  struct reply reply;
  if (copy_from_user(&reply, where, sizeof(reply)))
    return -EFAULT;
  reply.code = 0;
  return copy_to_user(where, &reply, sizeof(reply)) ? -EFAULT : 0;
}

long both_ways(void __user *to, int full) {
  struct reply reply;
  if (full)
    memset(&reply, 1, sizeof(reply));
  else
    memset(&reply, 0, sizeof(reply));
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0;
}

struct whole {
  struct reply a;
};
long copied_whole(void __user *to, const struct whole *from) {
  struct whole copy = *from;
  return copy_to_user(to, &copy, sizeof(copy)) ? -EFAULT : 0;
}

static void fill(struct packed_reply *reply) {
  reply->code = 1;
  reply->size = 1;
  reply->token = 1;
}

long by_helper(void __user *to) {
  struct packed_reply reply;
  fill(&reply);
  return copy_to_user(to, &reply, sizeof(reply)) ? -EFAULT : 0;
}
