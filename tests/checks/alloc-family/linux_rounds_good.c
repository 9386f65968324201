/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_rounds_bad.c repaired, and loops that keep what they allocate. */
#include "linux_kernel.h"

int entry_check(u32 at);

int each(const char __user *from, u32 n) {
  for (u32 i = 0; i < n; i++) {
    char *block = kmalloc(64, GFP_KERNEL);
    if (!block)
      return -ENOMEM;
    if (copy_from_user(block, from + 64 * i, 64)) {
      kfree(block);
      continue;
    }
    _printk("%d\n", block[3]);
    kfree(block);
  }
  return 0;
}

int again_and_again(u32 at) {
  char *block = kzalloc(32, GFP_KERNEL);
  if (!block)
    return -ENOMEM;
  while (entry_check(at++))
    ;
  kfree(block);
  return 0;
}

int by_goto(u32 at) {
  char *block;
retry:
  block = kzalloc(32, GFP_KERNEL);
  if (!block)
    return -ENOMEM;
  if (entry_check(at)) {
    kfree(block);
    goto retry;
  }
  kfree(block);
  return 0;
}

struct link {
  struct link *next;
  u32 at;
};

/* each round leads to the one before */
struct link *chain(u32 n) {
  struct link *head = NULL;
  for (u32 i = 0; i < n; i++) {
    struct link *link = kzalloc(sizeof(*link), GFP_KERNEL);
    if (!link)
      break;
    link->at = i;
    link->next = head;
    head = link;
  }
  return head;
}

/* at its end */
struct link *chain_at_end(u32 n) {
  struct link *head = NULL, **end = &head;
  for (u32 i = 0; i < n; i++) {
    struct link *link = kzalloc(sizeof(*link), GFP_KERNEL);
    if (!link)
      break;
    *end = link;
    end = &link->next;
  }
  return head;
}

/* a table has them */
int fill(char **table, u32 n) {
  for (u32 i = 0; i < n; i++) {
    char *block = kzalloc(32, GFP_KERNEL);
    if (!block)
      return -ENOMEM;
    table[i] = block;
  }
  return 0;
}

/* the next round releases the one before */
int one_behind(u32 n) {
  char *last = NULL;
  for (u32 i = 0; i < n; i++) {
    char *block = kzalloc(32, GFP_KERNEL);
    kfree(last);
    last = block;
  }
  kfree(last);
  return 0;
}

/* only the first round allocates */
int once(u32 n) {
  char *block = NULL;
  for (u32 i = 0; i < n; i++) {
    if (!block)
      block = kzalloc(32, GFP_KERNEL);
    if (!block || entry_check(i))
      continue;
    block[0]++;
  }
  kfree(block);
  return 0;
}
