/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As a driver for Linux would do it: the marked lines use memory that is gone. */
#include "linux_kernel.h"

struct request {
  u32 id;
  u32 length;
  u8 *data;
  struct request *next;
};

void report(u32 id);

void finish(struct request *r) {
  kfree(r->data);
  kfree(r);
  report(r->id); /* expect: release-use */
}

int twice(struct request *r, int mode) {
  if (mode < 0)
    goto fail;
  r->data = kmalloc(16, GFP_KERNEL);
  if (!r->data)
    goto fail;
  kfree(r);
  return 0;
fail:
  kfree(r);
  kfree(r); /* expect: release-use */
  return -ENOMEM;
}

void drain(struct request *head) {
  struct request *r;
  for (r = head; r; r = r->next) /* expect: release-use */
    kfree(r);
}

static int submit(struct request *r) {
  if (r->length > 4096) {
    kfree(r);
    return -EINVAL;
  }
  return 0;
}

int submit_and_look(struct request *r) {
  submit(r);
  return (int)r->id; /* expect: release-use */
}

int grown(struct request *r, size_t n) {
  u8 *old = r->data, *more = krealloc(old, n, GFP_KERNEL);
  if (!more)
    return -ENOMEM;
  old[0] = 1; /* expect: release-use */
  r->data = more;
  return 0;
}

ssize_t copied_out(struct request *r, u8 __user *user) {
  kfree(r->data);
  if (copy_to_user(user, r->data, 16)) /* expect: release-use */
    return -EFAULT;
  return 16;
}

/* long enough not to be followed for its size alone */
static void take_apart(struct request *r, u32 *sums) {
  u32 i;
  for (i = 0; i < r->length && i < 8; i++) {
    sums[i] += r->data[i];
    if (sums[i] > r->id)
      sums[i] -= r->id;
    else
      r->id++;
  }
  sums[0] += r->id * 3 + r->length * 5;
  if (sums[1] > sums[2])
    sums[1]--;
  kfree(r);
}

u32 apart(struct request *r, u32 *sums) {
  take_apart(r, sums);
  return r->id; /* expect: release-use */
}

/* the next request finds the member as this one left it */
struct file {
  void *private_data;
};
struct file_operations {
  long (*unlocked_ioctl)(struct file *file, unsigned int command, unsigned long arg);
};
struct session {
  u8 *buffer;
  size_t length;
};

static long session_drop(struct session *s) {
  kfree(s->buffer); /* expect: release-use "'buffer' still leads" */
  s->length = 0;
  return 0;
}

static long session_ioctl(struct file *file, unsigned int command, unsigned long arg) {
  struct session *s = file->private_data;
  if (command == 1)
    return session_drop(s);
  if (!s->buffer)
    s->buffer = kzalloc(64, GFP_KERNEL);
  return s->buffer ? 0 : -ENOMEM;
}
static const struct file_operations session_operations = {.unlocked_ioctl = session_ioctl};

static struct digest *digest;

int digest_begin(void) {
  if (digest)
    return 0;
  digest = kmalloc(sizeof(u64), GFP_KERNEL);
  if (!digest)
    return -ENOMEM;
  return 0;
}

void digest_end(void) {
  kfree(digest); /* expect: release-use "still leads to memory that was released" */
}

/* a packet that was handed on, and one that is dropped twice */
struct sk_buff {
  u32 len;
  u8 *data;
};
int netif_rx(struct sk_buff *skb);
void kfree_skb(struct sk_buff *skb);
u32 handed_on(struct sk_buff *skb) {
  netif_rx(skb);
  return skb->len; /* expect: release-use */
}
int dropped_twice(struct sk_buff *skb) {
  if (skb->len < 4) {
    kfree_skb(skb);
    goto drop;
  }
  return skb->data[0];
drop:
  kfree_skb(skb); /* expect: release-use "a second time" */
  return -EINVAL;
}

void __dev_kfree_skb_any(struct sk_buff *skb, int reason);
u32 dropped_anywhere(struct sk_buff *skb) {
  __dev_kfree_skb_any(skb, 1);
  return skb->len; /* expect: release-use */
}
