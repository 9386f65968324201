/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the analysis can say of each file: its accesses by verdict, and whether it is hardened. */
#ifndef BULWARK_GATE_FIGURES_H
#define BULWARK_GATE_FIGURES_H

#include "core/report.h"
#include "gate/gate.h"

/* Of one unit, and after bw_figures_by_file of one file. */
typedef struct bw_figures {
  const char *path; /* absolute, resolved */
  uint64_t proved, open, violation; /* accesses by verdict */
  uint64_t functions;               /* analysed */
  uint64_t unsafe;                  /* BW_UNSAFE blocks */
  bool hardened;                    /* held to the hardened profile, by its own word or the configuration's */
  bool answered;                    /* its canary was reported */
} bw_figures;

/* The figures of a unit out of its report. */
bw_figures bw_figures_read(const char *path, const bw_report *report, bool answered);

/* One entry a file, sorted by path. A file that is compiled several times has the accesses of the time that leaves most
 * open, the blocks of the time that has most, and is hardened and answered for when it is so every time. */
const bw_figures *bw_figures_by_file(bw_arena *arena, const bw_figures *figures, size_t count, size_t *ret_count);

#endif
