/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L

#include "gate/outputs.h"

#include "gate/files.h"
#include "gate/sarif.h"
#include "gate/text.h"

#include <bulwark/violation.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef const char *text_writer(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement);

static const struct {
  const char *name;
  text_writer *write; /* NULL: text, which also depends on the terminal */
} formats[] = {
    {"text", NULL},
    {"sarif", bw_sarif_text},
    {"json", bw_json_report},
    {"html", bw_html_text},
    {"github", bw_github_text},
    {"gitlab", bw_gitlab_text},
    {"junit", bw_junit_text},
};
enum { FORMATS = sizeof formats / sizeof *formats };

static size_t find_format(const char *name) {
  size_t i = 0;
  while (i < FORMATS && strcmp(formats[i].name, name) != 0) i++;
  return i;
}

static bool read_one(bw_arena *arena, const char *word, bw_outputs *outputs) {
  size_t size = strcspn(word, "=");
  bw_output output = {bw_copy(arena, word, size), word[size] == '=' ? word + size + 1 : NULL};
  if (find_format(output.format) == FORMATS) {
    bw_complain("--format %s: there is no such format; they are text, sarif, json, html, github, gitlab and junit",
                output.format);
    return false;
  }
  if (output.path != NULL && *output.path == '\0') {
    bw_complain("--format %s: the name of a file must stand behind the '='", word);
    return false;
  }
  for (uint32_t i = 0; i < outputs->list.count; i++) {
    const char *other = outputs->list.at[i].path;
    if (output.path == NULL ? other != NULL : other == NULL || strcmp(other, output.path) != 0) continue;
    bw_complain("--format %s: %s takes one output; write --format %s=FILE", word,
                output.path == NULL ? "standard output" : output.path, output.format);
    return false;
  }
  bw_vec_push(arena, &outputs->list, output);
  return true;
}

bool bw_outputs_read(bw_arena *arena, const bw_gate_options *options, bw_outputs *ret_outputs) {
  bw_outputs outputs = {.all = options->all};
  bool standard = false;
  for (uint32_t i = 0; i < options->formats.count; i++)
    if (!read_one(arena, options->formats.at[i], &outputs)) return false;
  for (uint32_t i = 0; i < outputs.list.count; i++) standard = standard || outputs.list.at[i].path == NULL;
  if (!standard) bw_vec_push(arena, &outputs.list, (bw_output){"text", NULL});
  *ret_outputs = outputs;
  return true;
}

static bool wants_colour(void) {
  const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
  if (none != NULL && *none != '\0') return false;
  return isatty(STDOUT_FILENO) == 1 && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

static const char *text_of(bw_arena *arena, bw_sources *sources, const bw_output *output, bool all,
                           const bw_judgement *judgement) {
  text_writer *write = formats[bw_index(find_format(output->format), FORMATS)].write;
  if (write != NULL) return write(arena, sources, judgement);
  bw_text_style style = {.colour = output->path == NULL && wants_colour(), .all = all};
  return bw_format(arena, "%s%s", bw_text_findings(arena, sources, judgement, &style),
                   bw_text_summary(arena, judgement));
}

static bool write_file(const char *path, const char *text) {
  bool good;
  FILE *file = bw_path_is_file(path) ? NULL : fopen(path, "r+");
  if (file != NULL) {
    good = fputs(text, file) >= 0;
    good = fclose(file) == 0 && good;
  } else {
    good = bw_file_write(path, text, strlen(text));
  }
  if (!good) bw_complain("the output %s cannot be written: %s", path, strerror(errno));
  return good;
}

bool bw_outputs_write(bw_arena *arena, bw_sources *sources, const bw_outputs *outputs, const bw_judgement *judgement) {
  bool good = true;
  for (uint32_t i = 0; i < outputs->list.count; i++) {
    const bw_output *output = &outputs->list.at[i];
    const char *text = text_of(arena, sources, output, outputs->all, judgement);
    if (output->path == NULL)
      fputs(text, stdout);
    else
      good = write_file(output->path, text) && good;
  }
  fflush(stdout);
  return good;
}

bool bw_outputs_give_up(bw_arena *arena, bw_sources *sources, const bw_outputs *outputs, const char *name,
                        const char *reason, bw_exit status) {
  bw_failure failure = {.file = bw_format(arena, "bulwark %s", name), .reason = reason, .output = ""};
  bw_verdict verdict = {.failures = &failure, .failure_count = 1};
  bw_outputs files = {.all = false};
  bw_judgement judgement = {.verdict = &verdict, .current = bw_path_current(arena), .status = status};
  judgement.root = judgement.current;
  for (uint32_t i = 0; i < outputs->list.count; i++)
    if (outputs->list.at[i].path != NULL) bw_vec_push(arena, &files.list, outputs->list.at[i]);
  return bw_outputs_write(arena, sources, &files, &judgement);
}
