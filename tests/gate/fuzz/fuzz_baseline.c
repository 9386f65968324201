/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Any bytes are a baseline, of which nothing can be taken more often than it holds, or none. */
#include "input.h"

#include "gate/baseline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bw_arena *arena = input_arena();
  bw_baseline baseline;
  if (!bw_baseline_read(arena, input_path(data, size), &baseline)) return 0;
  for (uint32_t i = 0; i < baseline.findings.count; i++)
    input_promise(baseline.findings.at[i].fingerprint != NULL && baseline.findings.at[i].file != NULL);
  for (int round = 0; round < 8; round++)
    for (uint32_t i = 0; i < baseline.findings.count && i < 64; i++)
      (void)bw_baseline_take(&baseline, baseline.findings.at[i].fingerprint, baseline.findings.at[i].file, round % 2 == 0);
  for (bw_debt_kind kind = 0; kind < BW_DEBT_COUNT; kind++) (void)bw_baseline_debt(&baseline, ".", kind);
  for (uint32_t i = 0; i < baseline.debts.count; i++) {
    const bw_debt *debt = &baseline.debts.at[i];
    input_promise(bw_baseline_debt(&baseline, debt->folder, debt->kind) != NULL);
  }
  return 0;
}
