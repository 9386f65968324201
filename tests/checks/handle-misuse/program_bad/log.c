/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

static unsigned logged[4];

void timer_log(const struct timer *timer) {
  logged[0] = timer->period; /* expect: handle-misuse */
}
