/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The findings that count as workflow commands of GitHub Actions, which become annotations of the change, and the
 * summary. */
#include "gate/outputs.h"

#include "gate/files.h"
#include "gate/text.h"

#include <string.h>

/* GitHub reads %, and ends of lines, and in properties : and , as its own. */
static void add_escaped(bw_text *out, const char *text, bool property) {
  for (; *text != '\0'; text++) {
    bool escaped = (unsigned char)*text < ' ' || *text == '%' || (property && (*text == ':' || *text == ','));
    if (escaped)
      bw_text_print(out, "%%%02X", (unsigned)(unsigned char)*text);
    else
      bw_text_add(out, text, 1);
  }
}

static void add_finding(bw_text *out, const bw_judgement *judgement, const bw_finding *finding) {
  bw_text_print(out, "::%s ", finding->severity == BW_SEVERITY_NOTE ? "notice" : bw_severity_word(finding->severity));
  if (finding->pos.file != NULL) {
    bw_text_puts(out, "file=");
    add_escaped(out, bw_utf8(out->arena, bw_path_within(judgement->current, finding->pos.file)), true);
    if (finding->pos.line > 0) bw_text_print(out, ",line=%u", finding->pos.line);
    if (finding->pos.end_line > finding->pos.line)
      bw_text_print(out, ",endLine=%u", finding->pos.end_line);
    else if (finding->pos.column > 0)
      bw_text_print(out, ",col=%u", finding->pos.column);
    bw_text_puts(out, ",");
  }
  bw_text_puts(out, "title=bulwark ");
  add_escaped(out, bw_utf8(out->arena, finding->check), true);
  bw_text_puts(out, "::");
  add_escaped(out, bw_utf8(out->arena, finding->message), false);
  bw_text_puts(out, "\n");
}

const char *bw_github_text(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement) {
  (void)sources;
  bw_text out = {.arena = arena};
  for (size_t i = 0; i < judgement->count; i++)
    if (judgement->findings[i].counts) add_finding(&out, judgement, &judgement->findings[i].finding);
  for (size_t i = 0; i < judgement->verdict->failure_count; i++) {
    const bw_failure *failure = &judgement->verdict->failures[i];
    bw_text_puts(&out, "::error title=bulwark has no verdict::");
    add_escaped(&out, bw_utf8(arena, bw_format(arena, "%s: %s", failure->file, failure->reason)), false);
    bw_text_puts(&out, "\n");
  }
  bw_text_puts(&out, bw_text_summary(arena, judgement));
  return bw_text_string(&out);
}
