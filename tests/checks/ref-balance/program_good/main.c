/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stddef.h>

int left(struct port *port, int speed) {
  port_get(port);
  if (port->state != 1) {
    port_put(port);
    return -1;
  }
  port->speed = speed;
  port_put(port);
  return 0;
}

int found(unsigned handle, int speed) {
  struct port *port = port_find(handle);
  if (port == NULL)
    return -1;
  if (port_set(port, speed) != 0) {
    of_node_put(port);
    return -1;
  }
  of_node_put(port);
  return 0;
}

int dropped_there_or_here(unsigned handle, int speed) {
  struct port *port = port_find(handle);
  if (port == NULL || port_check(port, speed) != 0)
    return -1;
  port->state = 2;
  of_node_put(port);
  return 0;
}

int by_table(struct port *port, int speed) {
  port_ops.get(port);
  int changed = port->speed != speed;
  port->speed = speed;
  port_ops.put(port);
  return changed ? 0 : -1;
}
