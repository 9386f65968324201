/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired: nothing is reported here. */
#include "linux_kernel.h"

struct request {
  u32 id;
  u32 length;
  u8 *data;
  struct request *next;
};

void report(u32 id);

void finish(struct request *r) {
  report(r->id);
  kfree(r->data);
  kfree(r);
}

int once(struct request *r, int mode) {
  if (mode < 0)
    goto fail;
  r->data = kmalloc(16, GFP_KERNEL);
  if (!r->data)
    goto fail;
  return 0;
fail:
  kfree(r);
  return -ENOMEM;
}

void drain(struct request *head) {
  struct request *r, *next;
  for (r = head; r; r = next) {
    next = r->next;
    kfree(r);
  }
}

static int submit(struct request *r) {
  if (r->length > 4096) {
    kfree(r);
    return -EINVAL;
  }
  return 0;
}

int submit_and_look(struct request *r) {
  int error = submit(r);
  if (error)
    return error;
  return (int)r->id;
}

int grown(struct request *r, size_t n) {
  u8 *more = krealloc(r->data, n, GFP_KERNEL);
  if (!more)
    return -ENOMEM;
  more[0] = 1;
  r->data = more;
  return 0;
}

void replaced(struct request *r) {
  kfree(r->data);
  r->data = kmalloc(16, GFP_KERNEL);
  if (r->data)
    r->data[0] = 1;
}

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
  u32 id = r->id;
  take_apart(r, sums);
  return id;
}

struct file {
  void *private_data;
};
struct file_operations {
  long (*unlocked_ioctl)(struct file *file, unsigned int command, unsigned long arg);
  int (*release)(struct file *file);
};
struct session {
  u8 *buffer;
  size_t length;
};

static long session_drop(struct session *s) {
  kfree(s->buffer);
  s->buffer = NULL;
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

/* nobody asks after the file is closed */
static int session_release(struct file *file) {
  struct session *s = file->private_data;
  kfree(s->buffer);
  return 0;
}
static const struct file_operations session_operations = {.unlocked_ioctl = session_ioctl, .release = session_release};

/* who asks about what was just put there asks for its own sake */
static struct digest *digest;

int digest_begin(void) {
  digest = kmalloc(sizeof(u64), GFP_KERNEL);
  if (!digest)
    return -ENOMEM;
  return 0;
}

void digest_end(void) {
  kfree(digest);
}

struct sk_buff {
  u32 len;
  u8 *data;
};
int netif_rx(struct sk_buff *skb);
void kfree_skb(struct sk_buff *skb);
u32 handed_on(struct sk_buff *skb) {
  u32 len = skb->len;
  netif_rx(skb);
  return len;
}
int dropped_once(struct sk_buff *skb) {
  if (skb->len < 4)
    goto drop;
  return skb->data[0];
drop:
  kfree_skb(skb);
  return -EINVAL;
}

void __dev_kfree_skb_any(struct sk_buff *skb, int reason);
u32 dropped_anywhere(struct sk_buff *skb) {
  u32 n = skb->len;
  __dev_kfree_skb_any(skb, 1);
  return n;
}
