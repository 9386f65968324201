/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

static struct port first;

int port_open(const char *name) {
  port_name(&first, name);
  port_any(&first, name);
  return first.name[0];
}
