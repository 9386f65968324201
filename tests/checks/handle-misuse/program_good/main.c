/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

int timer_end(timers *table, timers_handle handle) {
  struct timer *timer = timers_resolve(table, handle);
  timer_log(timer);
  if (timers_destroy(table, handle) != BW_OK)
    return -1;
  return 0;
}
