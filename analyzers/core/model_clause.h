/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The clauses of a model line: what stands between the colon and the end.
 *
 * Effects are appended to models->effects in the order written; flags and the raw hint go to the model at hand.
 * Combinations that contradict each other are faults here, so that the engine never sees them.
 */
#ifndef BULWARK_CORE_MODEL_CLAUSE_H
#define BULWARK_CORE_MODEL_CLAUSE_H

#include "core/model_parser.h"

/* Reads the clauses up to the statement's end. Fills model's flags, raw_hint, effect and effect_count.
 * Returns false on a fault. */
bool bw_model_parse_clauses(bw_model_parser *parser, bw_model *model);

#endif
