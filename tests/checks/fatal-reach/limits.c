/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What fatal-reach is known to miss. */
#include "linux_kernel.h"

void panic(const char *format, ...) __attribute__((noreturn));
void die_hard(void) __attribute__((noreturn));
void *lookup(u32 id);

struct request {
  u32 id, count;
};
static u32 users;

/* A sequence of requests breaks what the program itself counts. */
int counted(const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  users++;
  if (users > 1000)
    panic("users");
  return 0;
}

/* The callee is out of view and answers what it was given. */
int answered(const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (lookup(request.id) == NULL)
    panic("id");
  return 0;
}

/* Nothing says what the function does. */
int unnamed(const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.count > 16)
    die_hard();
  return 0;
}
