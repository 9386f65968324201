/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef SHARED_H
#define SHARED_H
#include <linux_kernel.h>

struct port {
  char name[24];
};
void port_name(struct port *port, const char *name);
void port_any(struct port *port, const char *name);
#endif
