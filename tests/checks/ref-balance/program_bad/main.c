/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stddef.h>

int left(struct port *port, int speed) {
  port_get(port);
  if (port->state != 1)
    return -1; /* expect: ref-balance */
  port->speed = speed;
  port_put(port);
  return 0;
}

int found(unsigned handle, int speed) {
  struct port *port = port_find(handle);
  if (port == NULL)
    return -1;
  if (port_set(port, speed) != 0)
    return -1; /* expect: ref-balance */
  of_node_put(port);
  return 0;
}

int dropped_there_and_here(unsigned handle, int speed) {
  struct port *port = port_find(handle);
  int ret;
  if (port == NULL)
    return -1;
  ret = port_check(port, speed);
  of_node_put(port); /* expect: ref-balance */
  return ret;
}

int by_table(struct port *port, int speed) {
  port_ops.get(port);
  if (port->speed == speed)
    return -1; /* expect: ref-balance */
  port->speed = speed;
  port_ops.put(port);
  return 0;
}
