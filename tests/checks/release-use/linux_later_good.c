/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_later_bad.c repaired, and what looks alike. */
#include "linux_kernel.h"

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
struct workqueue_struct;
int mod_timer(struct timer_list *timer, unsigned long expires);
int del_timer(struct timer_list *timer);
int del_timer_sync(struct timer_list *timer);
_Bool schedule_work(struct work_struct *work);
_Bool cancel_work(struct work_struct *work);
_Bool cancel_work_sync(struct work_struct *work);
_Bool cancel_delayed_work(struct delayed_work *work);
_Bool cancel_delayed_work_sync(struct delayed_work *work);
void destroy_workqueue(struct workqueue_struct *queue);

struct port {
  u32 state;
  struct timer_list timer;
  struct work_struct work;
  struct delayed_work poll;
  struct port *next;
};

void port_free(struct port *p) {
  del_timer_sync(&p->timer);
  kfree(p);
}

void port_free_work(struct port *p) {
  cancel_work(&p->work);
  cancel_work_sync(&p->work);
  kfree(p);
}

void port_free_poll(struct port *p) {
  cancel_delayed_work_sync(&p->poll);
  kfree(p);
}

/* whoever stopped it before it began gives the object back */
void port_drop(struct port *p) {
  if (del_timer(&p->timer))
    kfree(p);
}

/* the queue is emptied first */
void port_queue(struct port *p, struct workqueue_struct *queue) {
  cancel_delayed_work(&p->poll);
  destroy_workqueue(queue);
  kfree(p);
}

/* another one is released */
void port_other(struct port *p) {
  struct port *next = p->next;
  p->next = NULL;
  schedule_work(&p->work);
  kfree(next);
}

/* code out of view may wait */
void port_wait(struct port *p);
void port_end(struct port *p) {
  cancel_work(&p->work);
  port_wait(p);
  kfree(p);
}

int port_start(struct port **ret_port, int (*open)(u32)) {
  struct port *p = kzalloc(sizeof(*p), GFP_KERNEL);
  if (!p)
    return -ENOMEM;
  if (open(7) < 0) {
    kfree(p);
    return -EINVAL;
  }
  mod_timer(&p->timer, 10);
  *ret_port = p;
  return 0;
}
