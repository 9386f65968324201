/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A small kernel whose names a model teaches (rtos.model): objects behind handles used as what they need not be on the marked
 * line; rtos_good.c holds the same functions repaired. */
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
  if (os_object_get(m.handle, NULL, (void **)&timer) < 0)
    return -1;
  timer->period = m.value; /* expect: object-type "'timer' is used as a 'os_timer', but its handle may name an object of any type" */
  os_object_put(timer);
  return 0;
}

int wrong_timer(unsigned handle) {
  struct os_timer *timer;
  if (os_object_get(handle, OS_QUEUE, (void **)&timer) < 0)
    return -1;
  timer->left = 0; /* expect: object-type "asked for an object of 'OS_QUEUE'" */
  os_object_put(timer);
  return 0;
}

static unsigned depth_of(struct os_queue *queue) {
  return queue->depth; /* expect: object-type */
}

int wrong_queue(unsigned handle) {
  void *object;
  if (os_object_get(handle, OS_TIMER, &object) < 0)
    return -1;
  int depth = (int)depth_of(object);
  os_object_put(object);
  return depth;
}

int rate_of_port(unsigned number) {
  struct os_port *port = os_port_find(number);
  int rate = -1;
  if (port == NULL)
    return -1;
  struct driver *driver = port->owner;
  if (driver != NULL)
    rate = (int)driver->rate; /* expect: object-type "'os_port_find' may have found" */
  os_object_put(port);
  return rate;
}

int state_of_port(unsigned handle) {
  struct os_port *port;
  if (os_object_get(handle, OS_PORT, (void **)&port) < 0)
    return -1;
  struct driver *driver = port->owner;
  int state = (int)driver->state; /* expect: object-type */
  os_object_put(port);
  return state;
}
