/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Timers of an RTOS-like kernel on the runtime, its own names taught by rtos.model; rtos_good.c holds them repaired. */
#include <bulwark/handle.h>

typedef int os_err;
enum { OS_OK = 0, OS_GONE = -3, OS_NO_ROOM = -4 };
struct os_mutex {
  int owner;
};
void *os_alloc(unsigned n);
void os_free(void *p);
void os_lock(struct os_mutex *m);
void os_unlock(struct os_mutex *m);

struct timer {
  unsigned period, left;
  void *queue;
  unsigned room;
};
BW_HANDLE_DECLARE(timers, struct timer, 3);

static timers all_timers;
static struct os_mutex guard;

/* room of the new size is sought when the size stands already */
os_err os_timer_room(timers_handle handle, unsigned room) {
  struct timer *timer;
  os_err result = OS_GONE;
  os_lock(&guard);
  if (timers_try_resolve(&all_timers, handle, &timer) == BW_OK) {
    timer->room = room & 63;
    void *queue = os_alloc(room & 63); /* expect: handle-misuse "half of the change" */
    if (queue == NULL) {
      os_unlock(&guard);
      return OS_NO_ROOM;
    }
    os_free(timer->queue);
    timer->queue = queue;
    result = OS_OK;
  }
  os_unlock(&guard);
  return result;
}

/* deleted, and its queue sought there */
os_err os_timer_delete(timers_handle handle) {
  struct timer *timer;
  os_lock(&guard);
  if (timers_try_resolve(&all_timers, handle, &timer) != BW_OK || timers_destroy(&all_timers, handle) != BW_OK) {
    os_unlock(&guard);
    return OS_GONE;
  }
  os_free(timer->queue); /* expect: handle-misuse "destroyed" */
  os_unlock(&guard);
  return OS_OK;
}

/* the pointer is kept for the interrupt */
static struct timer *next_to_fire;
os_err os_timer_start(timers_handle handle, unsigned period) {
  struct timer *timer;
  if (timers_try_resolve(&all_timers, handle, &timer) != BW_OK)
    return OS_GONE;
  timer->period = timer->left = period;
  next_to_fire = timer; /* expect: handle-misuse "keep the handle" */
  return OS_OK;
}
