/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

void port_name(struct port *port, const char *name) {
  strscpy(port->name, name, sizeof(port->name));
}

void port_any(struct port *port, const char *name) {
  if (port->name[0] == 0)
    strscpy(port->name, name, sizeof(port->name));
}
