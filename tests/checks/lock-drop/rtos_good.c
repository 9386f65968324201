/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of rtos_bad.c, which read again. */
#include <stddef.h>

struct os_mutex {
  int owner;
};
void os_mutex_enter(struct os_mutex *mutex);
void os_mutex_leave(struct os_mutex *mutex);
void os_mutex_yield(struct os_mutex *mutex);
void os_scheduler_stop(void);
void os_scheduler_start(void);
void os_sleep(unsigned ticks);

struct task {
  unsigned state;
  unsigned priority;
  struct task *next;
};

struct queue {
  struct os_mutex mutex;
  struct task *first;
  struct task *running;
  unsigned *marks;
  unsigned used;
};

void queue_clear(struct queue *q) {
  os_mutex_enter(&q->mutex);
  q->running = NULL;
  q->used = 0;
  os_mutex_leave(&q->mutex);
}

unsigned yields(struct queue *q) {
  unsigned state = 0;
  os_mutex_enter(&q->mutex);
  os_mutex_yield(&q->mutex);
  struct task *task = q->running;
  if (task != NULL)
    state = task->state;
  os_mutex_leave(&q->mutex);
  return state;
}

void marks(struct queue *q) {
  os_mutex_enter(&q->mutex);
  unsigned used = q->used;
  os_mutex_leave(&q->mutex);
  os_sleep(used);
  os_mutex_enter(&q->mutex);
  if (used > 0 && used <= q->used)
    q->marks[used - 1] = 1;
  os_mutex_leave(&q->mutex);
}

/* a list */
void raise_all(struct queue *q, unsigned priority) {
  os_mutex_enter(&q->mutex);
  os_mutex_leave(&q->mutex);
  os_sleep(1);
  os_mutex_enter(&q->mutex);
  struct task *second = q->first != NULL ? q->first->next : NULL;
  if (second != NULL)
    second->priority = priority;
  os_mutex_leave(&q->mutex);
}

/* one lock for all */
static struct task *current;
void set_current(struct task *task) {
  os_scheduler_stop();
  current = task;
  os_scheduler_start();
}
unsigned current_priority(void) {
  unsigned priority = 0;
  os_scheduler_stop();
  os_scheduler_start();
  os_sleep(1);
  os_scheduler_stop();
  struct task *task = current;
  if (task != NULL)
    priority = task->priority;
  os_scheduler_start();
  return priority;
}
