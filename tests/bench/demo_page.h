/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The page that the demo leaves to be looked at: its pictures side by side, and its table. */
#ifndef BULWARK_BENCH_DEMO_PAGE_H
#define BULWARK_BENCH_DEMO_PAGE_H

#include "demo_findings.h"

/*
 * Writes <folder>/index.html about the pictures desktop.png, raw-after.png, hardened-after.png and difference.png beside
 * it, after the attack of that id. It needs no network and no script. On failure: false, an earlier page may be cut off.
 */
__attribute__((warn_unused_result)) bool bw_demo_write_page(const char *folder, const char *attack,
                                                            const struct bw_demo *demo);

#endif
