/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/jsontext.h"

#include <stdlib.h>

json_t *bw_json_text(bw_arena *arena, const char *text) { return json_string(bw_utf8(arena, text)); }

json_t *bw_json_count(uint64_t count) { return json_integer(count > INT64_MAX ? INT64_MAX : (json_int_t)count); }

const char *bw_json_dump(bw_arena *arena, json_t *document) {
  char *text = json_dumps(document, JSON_INDENT(1));
  json_decref(document);
  if (text == NULL) {
    bw_complain("no memory for the output");
    exit(BW_EXIT_UNABLE);
  }
  const char *copy = bw_format(arena, "%s\n", text);
  free(text);
  return copy;
}
