/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Models in words, for people: what `bulwark explain --model` prints.
 *
 * Every clause becomes a phrase in the parameters' own names; `_` parameters are called by their number. The words are made
 * from the parsed model, not from its text, so they say what the analysis understood.
 */
#ifndef BULWARK_CORE_MODEL_WORDS_H
#define BULWARK_CORE_MODEL_WORDS_H

#include "core/model.h"

/* What the effect says, as a phrase without a full stop, in the models' arena. Cost: linear in its expressions. */
const char *bw_effect_words(const bw_models *models, const bw_model *model, const bw_effect *effect);

/* The function with its parameters: "memcpy (d, s, n)". */
const char *bw_model_signature(const bw_models *models, const bw_model *model);

/* What a flag of a model says, BW_MODEL_NORETURN and so on; NULL for a flag that is no statement of its own. */
const char *bw_model_flag_words(uint32_t flag);

#endif
