/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the writers of JSON share. */
#ifndef BULWARK_GATE_JSONTEXT_H
#define BULWARK_GATE_JSONTEXT_H

#include "gate/strings.h"

#include <jansson.h>

/* A string of any bytes: what is no UTF-8 becomes U+FFFD. */
json_t *bw_json_text(bw_arena *arena, const char *text);

json_t *bw_json_count(uint64_t count);

/* The document with a newline behind it; gives it up. Ends the program when there is no memory. */
const char *bw_json_dump(bw_arena *arena, json_t *document);

#endif
