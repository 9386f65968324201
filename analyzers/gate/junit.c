/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The verdict as a JUnit report: a test case for each unit, which passes when nothing in its file counts; for each
 * finding that counts one that fails, and for each unit without a verdict one in error. */
#include "gate/outputs.h"

#include "gate/files.h"
#include "gate/text.h"

#include <string.h>

/* Characters that XML 1.0 cannot hold at all become '?'. */
static void add_escaped(bw_text *out, const char *text) {
  for (text = bw_utf8(out->arena, text); *text != '\0'; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '<')
      bw_text_puts(out, "&lt;");
    else if (c == '>')
      bw_text_puts(out, "&gt;");
    else if (c == '&')
      bw_text_puts(out, "&amp;");
    else if (c == '"')
      bw_text_puts(out, "&quot;");
    else if (c == '\n' || c == '\t')
      bw_text_print(out, "&#%u;", c);
    else if (c < ' ' || c == 0x7f)
      bw_text_puts(out, "?");
    else if (c == 0xef && (unsigned char)text[1] == 0xbf && (unsigned char)text[2] >= 0xbe) {
      bw_text_puts(out, "?"); /* U+FFFE and U+FFFF */
      text += 2;
    } else
      bw_text_add(out, text, 1);
  }
}

static void add_case(bw_text *out, const char *file, const char *name) {
  bw_text_puts(out, "  <testcase classname=\"");
  add_escaped(out, file);
  bw_text_puts(out, "\" name=\"");
  add_escaped(out, name);
  bw_text_puts(out, "\">");
}

static void add_fault(bw_text *out, const char *kind, const char *type, const char *message, const char *text) {
  bw_text_print(out, "\n    <%s type=\"", kind);
  add_escaped(out, type);
  bw_text_puts(out, "\" message=\"");
  add_escaped(out, message);
  bw_text_puts(out, "\">");
  add_escaped(out, text);
  bw_text_print(out, "</%s>\n  </testcase>\n", kind);
}

static bool has_finding(const bw_judgement *judgement, const char *path) {
  for (size_t i = 0; i < judgement->count; i++) {
    const bw_judged *one = &judgement->findings[i];
    if (one->counts && one->finding.pos.file != NULL && strcmp(one->finding.pos.file, path) == 0) return true;
  }
  return false;
}

const char *bw_junit_text(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement) {
  (void)sources;
  const bw_verdict *verdict = judgement->verdict;
  size_t failed = judgement->counted[0] + judgement->counted[1] + judgement->counted[2], passed = 0;
  bw_text cases = {.arena = arena}, out = {.arena = arena};
  for (size_t i = 0; i < verdict->figure_count; i++) {
    if (!verdict->figures[i].answered || has_finding(judgement, verdict->figures[i].path)) continue;
    add_case(&cases, bw_path_within(judgement->current, verdict->figures[i].path), "bulwark lint");
    bw_text_puts(&cases, "</testcase>\n");
    passed++;
  }
  for (size_t i = 0; i < judgement->count; i++) {
    const bw_judged *one = &judgement->findings[i];
    if (!one->counts) continue;
    const char *file = one->finding.pos.file == NULL ? "." : bw_path_within(judgement->current, one->finding.pos.file);
    add_case(&cases, file, bw_format(arena, "%s %s", one->finding.check, one->print.unique));
    add_fault(&cases, "failure", one->finding.check, one->finding.message,
              bw_format(arena, "%s:%u:%u: %s: %s", file, one->finding.pos.line, one->finding.pos.column,
                        bw_severity_word(one->finding.severity), one->finding.message));
  }
  for (size_t i = 0; i < verdict->failure_count; i++) {
    add_case(&cases, verdict->failures[i].file, "bulwark lint");
    add_fault(&cases, "error", "no-verdict", verdict->failures[i].reason, verdict->failures[i].output);
  }
  size_t tests = passed + failed + verdict->failure_count;
  bw_text_print(&out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n <testsuite name=\"bulwark\" tests=\"%zu\" "
                "failures=\"%zu\" errors=\"%zu\">\n%s  <system-out>",
                tests, failed, verdict->failure_count, bw_text_string(&cases));
  add_escaped(&out, bw_text_summary(arena, judgement));
  bw_text_puts(&out, "</system-out>\n </testsuite>\n</testsuites>\n");
  return bw_text_string(&out);
}
