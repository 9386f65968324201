/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The timers of rtos_bad.c repaired. */
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

os_err os_timer_room(timers_handle handle, unsigned room) {
  struct timer *timer;
  os_err result = OS_GONE;
  void *queue = os_alloc(room & 63);
  if (queue == NULL)
    return OS_NO_ROOM;
  os_lock(&guard);
  if (timers_try_resolve(&all_timers, handle, &timer) == BW_OK) {
    os_free(timer->queue);
    timer->room = room & 63;
    timer->queue = queue;
    queue = NULL;
    result = OS_OK;
  }
  os_unlock(&guard);
  os_free(queue);
  return result;
}

os_err os_timer_delete(timers_handle handle) {
  struct timer *timer;
  os_lock(&guard);
  if (timers_try_resolve(&all_timers, handle, &timer) != BW_OK) {
    os_unlock(&guard);
    return OS_GONE;
  }
  void *queue = timer->queue;
  timer->queue = NULL;
  (void)!timers_destroy(&all_timers, handle);
  os_free(queue);
  os_unlock(&guard);
  return OS_OK;
}

static timers_handle next_to_fire;
os_err os_timer_start(timers_handle handle, unsigned period) {
  struct timer *timer;
  if (timers_try_resolve(&all_timers, handle, &timer) != BW_OK)
    return OS_GONE;
  timer->period = timer->left = period;
  next_to_fire = handle;
  return OS_OK;
}
