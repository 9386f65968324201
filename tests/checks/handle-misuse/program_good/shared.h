/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef SHARED_H
#define SHARED_H
#include <bulwark/bulwark.h>

struct timer {
  unsigned period, left;
};
BW_HANDLE_DECLARE(timers, struct timer, 9);

void timer_log(const struct timer *timer);
#endif
