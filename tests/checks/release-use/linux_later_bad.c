/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* An object is released while a timer or a piece of work that is a part of it may run; linux_later_good.c holds the same
 * functions repaired. */
#include "linux_kernel.h"

#define container_of(p, type, member) ((type *)((char *)(p) - __builtin_offsetof(type, member)))
struct timer_list {
  unsigned long expires;
  void (*function)(struct timer_list *);
};
struct work_struct {
  void (*func)(struct work_struct *);
};
struct delayed_work {
  struct work_struct work;
  struct timer_list timer;
};
int mod_timer(struct timer_list *timer, unsigned long expires);
int del_timer(struct timer_list *timer);
_Bool schedule_work(struct work_struct *work);
_Bool cancel_work(struct work_struct *work);
_Bool cancel_delayed_work(struct delayed_work *work);

struct port {
  u32 state;
  struct timer_list timer;
  struct work_struct work;
  struct delayed_work poll;
};

/* stopped, and a run that has begun goes on */
void port_free(struct port *p) {
  del_timer(&p->timer);
  kfree(p); /* expect: release-use "wait for that to end first" */
}

void port_free_work(struct port *p) {
  p->state = 0;
  cancel_work(&p->work);
  kfree(p); /* expect: release-use "may run" */
}

void port_free_poll(struct port *p) {
  if (p->state != 0)
    cancel_delayed_work(&p->poll);
  else
    return;
  kfree(p); /* expect: release-use */
}

/* set going on the way that fails */
int port_start(struct port **ret_port, int (*open)(u32)) {
  struct port *p = kzalloc(sizeof(*p), GFP_KERNEL);
  if (!p)
    return -ENOMEM;
  mod_timer(&p->timer, 10);
  if (open(7) < 0) {
    kfree(p); /* expect: release-use */
    return -EINVAL;
  }
  *ret_port = p;
  return 0;
}

/* in a callee */
static void port_stop(struct port *p) {
  schedule_work(&p->work);
}

void port_end(struct port *p) {
  port_stop(p);
  kfree(p); /* expect: release-use */
}
