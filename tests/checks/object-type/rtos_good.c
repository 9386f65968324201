/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of rtos_bad.c repaired: no finding. */
#include <stddef.h>

struct os_kind {
  const char *name;
};
extern struct os_kind *OS_TIMER, *OS_QUEUE, *OS_PORT;

struct os_timer {
  unsigned period;
  unsigned left;
};
struct os_queue {
  void *first;
  unsigned depth;
};
struct os_port {
  const struct os_kind *kind;
  void *owner;
};

int os_object_get(unsigned handle, struct os_kind *kind, void **out);
void os_object_put(void *object);
struct os_port *os_port_find(unsigned number);
void os_receive(void *room, unsigned n);

struct message {
  unsigned handle;
  unsigned value;
};

struct driver {
  unsigned rate;
  unsigned state;
};

int any_timer(void) {
  struct message m;
  struct os_timer *timer;
  os_receive(&m, sizeof m);
  if (os_object_get(m.handle, OS_TIMER, (void **)&timer) < 0)
    return -1;
  timer->period = m.value;
  os_object_put(timer);
  return 0;
}

int right_timer(unsigned handle) {
  struct os_timer *timer;
  if (os_object_get(handle, OS_TIMER, (void **)&timer) < 0)
    return -1;
  timer->left = 0;
  os_object_put(timer);
  return 0;
}

static unsigned depth_of(struct os_queue *queue) {
  return queue->depth;
}

int right_queue(unsigned handle) {
  void *object;
  if (os_object_get(handle, OS_QUEUE, &object) < 0)
    return -1;
  int depth = (int)depth_of(object);
  os_object_put(object);
  return depth;
}

extern const struct os_kind *driver_kind;

int rate_of_port(unsigned number) {
  struct os_port *port = os_port_find(number);
  int rate = -1;
  if (port == NULL)
    return -1;
  if (port->kind != driver_kind) {
    os_object_put(port);
    return -1;
  }
  struct driver *driver = port->owner;
  if (driver != NULL)
    rate = (int)driver->rate;
  os_object_put(port);
  return rate;
}

int state_of_port(unsigned handle) {
  struct os_port *port;
  if (os_object_get(handle, OS_PORT, (void **)&port) < 0)
    return -1;
  struct driver *driver = port->owner;
  int state = port->kind == driver_kind ? (int)driver->state : -1;
  os_object_put(port);
  return state;
}

/* any type will do for what is done with it */
int exists(void) {
  struct message m;
  void *object;
  os_receive(&m, sizeof m);
  if (os_object_get(m.handle, NULL, &object) < 0)
    return 0;
  os_object_put(object);
  return 1;
}
