/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the API models say of one function, for people. */
#ifndef BULWARK_GATE_EXPLAIN_MODEL_H
#define BULWARK_GATE_EXPLAIN_MODEL_H

#include "gate/gate.h"
#include "gate/options.h"

/* pre: options->model names the function; its models are those of --models and of bulwark.yaml here or above.
 * on failure: complained: no such model, with the nearest name, or a file of models that cannot be read. */
bw_exit bw_explain_model(bw_arena *arena, bw_gate_options *options);

#endif
