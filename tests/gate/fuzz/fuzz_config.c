/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Any bytes are a configuration that can be asked about files and rules, or none. */
#include "input.h"

#include "gate/config.h"
#include "gate/policy.h"
#include "gate/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bw_arena *arena = input_arena();
  bw_gate_options options = {.config = input_path(data, size)};
  if (!bw_config_load(arena, &options)) return 0;
  input_promise(options.time_limit >= 1 && options.time_limit <= BW_TIME_LIMIT_MOST);
  input_promise(bw_policy_tier(&options.policy, "/p/src/a.c") <= BW_TIER_HARDENED);
  for (size_t i = 0; i < bw_rule_count(); i++) {
    int severity = (int)bw_policy_severity(&options.policy, bw_rule_get(arena, i).id, BW_SEVERITY_ERROR);
    input_promise(severity >= -1 && severity <= (int)BW_SEVERITY_ERROR);
  }
  for (uint32_t i = 0; i < options.policy.suppressions.count; i++)
    input_promise(options.policy.suppressions.at[i].glob != NULL && options.policy.suppressions.at[i].rule != NULL);
  return 0;
}
