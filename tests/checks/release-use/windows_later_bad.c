/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A context is released while its timer or deferred call may run; windows_later_good.c holds the same functions repaired. */
#include <ntifs.h>

typedef struct _WATCH {
  KTIMER Timer;
  KDPC Dpc;
  ULONG Ticks;
} WATCH, *PWATCH;

VOID StopWatch(PWATCH Watch) {
  KeCancelTimer(&Watch->Timer);
  ExFreePoolWithTag(Watch, 'hctW'); /* expect: release-use "may run" */
}

VOID EndWatch(PWATCH Watch) {
  KeInsertQueueDpc(&Watch->Dpc, NULL, NULL);
  ExFreePoolWithTag(Watch, 'hctW'); /* expect: release-use */
}
