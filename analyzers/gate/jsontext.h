/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the writers of JSON share. */
#ifndef BULWARK_GATE_JSONTEXT_H
#define BULWARK_GATE_JSONTEXT_H

#include "gate/merge.h"
#include "gate/strings.h"

#include <jansson.h>

/* A string of any bytes: what is no UTF-8 becomes U+FFFD. */
json_t *bw_json_text(bw_arena *arena, const char *text);

json_t *bw_json_count(uint64_t count);

/* What every output says of a run: its units by what became of them, units without a record with the reason, counts by
 * name, versions of the compilers. */
json_t *bw_json_units(const bw_verdict *verdict);
json_t *bw_json_failures(bw_arena *arena, const bw_verdict *verdict);
json_t *bw_json_counts(bw_arena *arena, const bw_verdict *verdict);
json_t *bw_json_compilers(bw_arena *arena, const bw_verdict *verdict);

/* The document with a newline behind it; gives it up. Ends the program when there is no memory. */
const char *bw_json_dump(bw_arena *arena, json_t *document);

#endif
