/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The page of bulwark report: the template of page/ with the data of html_data.h in it.
 *
 * Everything that comes from the project is either escaped text or stands in the data, a script element that is no
 * script, in which no '<' occurs: whatever a file is called or a message says, it cannot end the element. The page's own
 * scripts make text of it, never markup, and its policy runs no script but those, by their hash, and loads nothing. */
#include "gate/outputs.h"

#include "gate/files.h"
#include "gate/html_data.h"
#include "gate/html_page.h"
#include "gate/text.h"

#include <stdlib.h>
#include <string.h>

static void add_escaped(bw_text *out, const char *string) {
  for (; *string != '\0'; string++) {
    switch (*string) {
    case '<': bw_text_puts(out, "&lt;"); break;
    case '>': bw_text_puts(out, "&gt;"); break;
    case '&': bw_text_puts(out, "&amp;"); break;
    case '"': bw_text_puts(out, "&quot;"); break;
    default: bw_text_add(out, string, 1);
    }
  }
}

/* In JSON a '<' can only stand inside of a string, where its number says the same. */
static void add_data(bw_text *out, json_t *data) {
  char *json = json_dumps(data, JSON_COMPACT);
  json_decref(data);
  if (json == NULL) {
    bw_complain("no memory for the page");
    exit(BW_EXIT_UNABLE);
  }
  for (const char *at = json; *at != '\0';) {
    size_t size = strcspn(at, "<");
    bw_text_add(out, at, size);
    at += size;
    if (*at == '\0') break;
    bw_text_puts(out, "\\u003c");
    at++;
  }
  free(json);
}

static void add_part(bw_text *out, const char *name, bw_sources *sources, const bw_judgement *judgement) {
  if (strcmp(name, "title") == 0)
    add_escaped(out, bw_utf8(out->arena, bw_path_name(bw_html_base(out->arena, judgement))));
  else if (strcmp(name, "summary") == 0)
    add_escaped(out, bw_utf8(out->arena, bw_text_summary(out->arena, judgement)));
  else
    add_data(out, bw_html_data(out->arena, sources, judgement));
}

const char *bw_html_text(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement) {
  bw_text out = {.arena = arena};
  const char *at = (const char *)bw_html_page;
  for (const char *mark = strstr(at, "{{"); mark != NULL; mark = strstr(at, "{{")) {
    const char *end = strstr(mark, "}}");
    if (end == NULL) break;
    bw_text_add(&out, at, (size_t)(mark - at));
    add_part(&out, bw_copy(arena, mark + 2, (size_t)(end - mark) - 2), sources, judgement);
    at = end + 2;
  }
  bw_text_puts(&out, at);
  return bw_text_string(&out);
}
