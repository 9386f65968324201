/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stddef.h>

struct port *port_get(struct port *port) {
  kref_get(&port->ref);
  return port;
}

void port_put(struct port *port) {
  kref_put(&port->ref, port_free);
}

const struct port_ops port_ops = {port_get, port_put};

struct port *port_find(unsigned handle) {
  struct port *port = of_find_node_by_phandle(handle);
  if (port == NULL)
    return NULL;
  if (port->state == 0) {
    of_node_put(port);
    return NULL;
  }
  return port;
}

/* drops where it fails */
int port_check(struct port *port, int speed) {
  if (port->speed < speed) {
    of_node_put(port);
    return -1;
  }
  return 0;
}

int port_set(struct port *port, int speed) {
  if (speed > 9)
    return -1;
  port->speed = speed;
  return 0;
}
