/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _DEFAULT_SOURCE

#include "gate/whole.h"

#include "core/program.h"
#include "core/record.h"
#include "gate/files.h"
#include "gate/source.h"
#include "gate/version.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PARTS_MAX = 64, FAILED = 3 };

typedef struct pass {
  bw_arena *arena;
  const bw_gate_options *options;
  const bw_plan *plan;
  const bw_whole_unit *units;
  size_t count;
  const char *folder; /* program/ in the cache */
  bw_sources sources;
  bw_program_source source;
  bw_models models;
  bw_program program;
} pass;

/* ---- source ------------------------------------------------------------------------------------------------ */

static const char *path_of(void *context, const char *folder, const char *file) {
  /* "<built-in>" and its like are no files. */
  return *file == '<' ? file : bw_path_resolve(((pass *)context)->arena, folder, file);
}

static const char *text_of(void *context, const bw_pos *pos, size_t *ret_size) {
  return bw_source_text(&((pass *)context)->sources, pos->file, pos->begin, pos->end, ret_size);
}

/* ---- what it depends on ------------------------------------------------------------------------------------ */

/* Everything that the result is made of, as one text: equal texts, equal results. */
static const char *key_of(pass *p) {
  bw_text text = {.arena = p->arena};
  struct stat self = {0};
  const char *program = bw_program_self(p->arena);
  if (program != NULL) (void)stat(program, &self);
  bw_text_print(&text, "bulwark program %u %s %lld %lld\n", BW_RECORD_VERSION, BW_VERSION, (long long)self.st_size,
                (long long)self.st_mtime);
  for (uint32_t i = 0; i < p->options->models.count; i++) {
    char *bytes = NULL;
    size_t size = 0;
    const char *path = bw_path_join(p->arena, p->plan->current, p->options->models.at[i]);
    if (!bw_file_read(path, p->arena, &bytes, &size)) size = 0;
    bw_text_print(&text, "models %s %016llx\n", path, (unsigned long long)bw_hash(BW_HASH_START, bytes, size));
  }
  for (unsigned i = 0; i < BW_RAW_KIND_COUNT; i++)
    if (p->options->policy.raw_off[i]) bw_text_print(&text, "raw-op %s off\n", bw_raw_list[i].word);
  for (size_t i = 0; i < p->count; i++)
    bw_text_print(&text, "unit %s %s %zu %016llx\n", p->units[i].path, p->units[i].folder, p->units[i].code_size,
                  (unsigned long long)p->units[i].sum);
  return bw_text_string(&text);
}

static const char *key_path(const pass *p) { return bw_path_join(p->arena, p->folder, "key"); }
static const char *result_path(const pass *p) { return bw_path_join(p->arena, p->folder, "result.bwr"); }
static const char *part_path(const pass *p, unsigned part) { return bw_format(p->arena, "%s/part-%u.bwr", p->folder, part); }

static bool known(pass *p, const char *key, const bw_report **ret_report) {
  char *bytes = NULL;
  size_t size = 0;
  return bw_file_read(key_path(p), p->arena, &bytes, &size) && size == strlen(key) && memcmp(bytes, key, size) == 0 &&
         bw_record_read_file(result_path(p), p->arena, ret_report, NULL) == BW_RECORD_OK;
}

/* ---- the run ----------------------------------------------------------------------------------------------- */

static bool load_models(pass *p, const char **ret_reason) {
  bw_models_init(&p->models, p->arena);
  bw_models_add_builtin(&p->models);
  for (uint32_t i = 0; i < p->options->models.count; i++) {
    char *bytes = NULL;
    size_t size = 0;
    const char *path = bw_path_join(p->arena, p->plan->current, p->options->models.at[i]), *error = NULL;
    if (!bw_file_read(path, p->arena, &bytes, &size)) {
      *ret_reason = bw_format(p->arena, "%s cannot be read: %s", path, strerror(errno));
      return false;
    }
    if (!bw_models_parse(&p->models, path, bytes, size, &error)) {
      *ret_reason = error;
      return false;
    }
  }
  return true;
}

static void link_units(pass *p) {
  p->source = (bw_program_source){p, path_of, text_of};
  p->sources.arena = p->arena;
  bw_program_init(&p->program, p->arena, &p->source);
  for (size_t i = 0; i < p->count; i++)
    bw_program_add(&p->program,
                   (bw_program_unit){p->units[i].path, p->units[i].folder, p->units[i].code, p->units[i].code_size});
  bw_program_link(&p->program);
}

static bool write_report(pass *p, const bw_report *report, const char *path) {
  const unsigned char *bytes = NULL;
  size_t size = 0;
  return bw_record_encode(report, p->arena, &bytes, &size) == BW_RECORD_OK &&
         bw_record_write_file(path, bytes, size, NULL) == BW_RECORD_OK;
}

/* Which checks a unit has on is its plugin's default; the pass keeps to the same, and to what raw-op was told to tell. */
static bw_options engine_options(const pass *p) {
  bw_options options = {.models = &p->models, .compiler = "", .closed = true};
  for (unsigned i = 0; i < BW_CHECK_COUNT; i++) options.off[i] = !bw_check_list[i].on;
  memcpy(options.raw_off, p->options->policy.raw_off, sizeof options.raw_off);
  return options;
}

static bool run_part(pass *p, unsigned part, unsigned parts) {
  bw_options options = engine_options(p);
  bw_report report;
  return bw_program_run(&p->program, &options, part, parts, &report) && write_report(p, &report, part_path(p, part));
}

static unsigned parts_of(const pass *p) {
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  unsigned wanted = p->options->jobs != 0 ? p->options->jobs : online < 1 ? 1 : (unsigned)online;
  if (wanted > p->program.top_count / 16 + 1) wanted = p->program.top_count / 16 + 1;
  return wanted > PARTS_MAX ? PARTS_MAX : wanted;
}

static bool run_parts(pass *p, unsigned parts, const char **ret_reason) {
  pid_t children[PARTS_MAX];
  bool good = true;
  fflush(NULL);
  for (unsigned part = 0; part < parts; part++) {
    unlink(part_path(p, part));
    children[part] = fork();
    if (children[part] == 0) _exit(run_part(p, part, parts) ? 0 : FAILED);
  }
  for (unsigned part = 0; part < parts; part++) {
    int status = 0;
    pid_t ended = -1;
    while (children[part] > 0 && (ended = waitpid(children[part], &status, 0)) < 0 && errno == EINTR) {
    }
    if (ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0) continue;
    good = false;
    *ret_reason = ended > 0 && WIFSIGNALED(status)
                      ? bw_format(p->arena, "the whole-program pass was ended by signal %d", WTERMSIG(status))
                      : "the whole-program pass could not be run";
  }
  return good;
}

/* The findings of all parts, each once, with what the program as a whole counts. */
static bool gather(pass *p, unsigned parts, bw_report *ret_report, const char **ret_reason) {
  BW_VEC(bw_finding) findings = {0};
  uint64_t budget = 0, steps = 0;
  for (unsigned part = 0; part < parts; part++) {
    const bw_report *report = NULL;
    if (bw_record_read_file(part_path(p, part), p->arena, &report, ret_reason) != BW_RECORD_OK) return false;
    for (size_t i = 0; i < report->finding_count; i++) bw_vec_push(p->arena, &findings, report->findings[i]);
    for (size_t i = 0; i < report->count_count; i++) {
      if (strcmp(report->counts[i].name, "functions.budget") == 0) budget += report->counts[i].value;
      if (strcmp(report->counts[i].name, "steps") == 0) steps += report->counts[i].value;
    }
    unlink(part_path(p, part));
  }
  bw_count *counts = bw_core_array(p->arena, bw_count, 8);
  size_t count = 0;
  counts[count++] = (bw_count){"program.budget", budget};
  counts[count++] = (bw_count){"program.functions", p->program.top_count};
  counts[count++] = (bw_count){"program.left_out", p->program.damaged};
  counts[count++] = (bw_count){"program.resolved", p->program.resolved};
  counts[count++] = (bw_count){"program.steps", steps};
  counts[count++] = (bw_count){"program.units", p->program.pack_count};
  *ret_report = (bw_report){.unit = "", .compiler = "", .target = "", .counts = counts, .count_count = count};
  ret_report->findings = findings.at;
  ret_report->finding_count = bw_program_unique(findings.at, findings.count);
  return true;
}

static int by_path(const void *a, const void *b) {
  const bw_whole_unit *one = a, *other = b;
  int by = strcmp(one->path, other->path);
  if (by == 0) by = strcmp(one->folder, other->folder);
  if (by == 0) by = one->code_size < other->code_size ? -1 : one->code_size > other->code_size ? 1 : 0;
  return by != 0 || one->code_size == 0 ? by : memcmp(one->code, other->code, one->code_size);
}

bool bw_whole_run(bw_arena *arena, const bw_gate_options *options, const bw_plan *plan, const bw_whole_unit *units,
                  size_t count, const bw_report **ret_report, const char **ret_reason) {
  pass p = {.arena = arena, .options = options, .plan = plan, .count = count};
  bw_whole_unit *sorted = bw_core_array(arena, bw_whole_unit, count + 1);
  bw_report *report = bw_core_new(arena, bw_report);
  memcpy(sorted, units, count * sizeof *units);
  qsort(sorted, count, sizeof *sorted, by_path);
  p.units = sorted;
  p.folder = bw_path_join(arena, plan->cache, "program");
  if (!bw_folder_make(arena, p.folder)) {
    *ret_reason = bw_format(arena, "%s cannot be made: %s", p.folder, strerror(errno));
    return false;
  }
  const char *key = key_of(&p);
  if (known(&p, key, ret_report)) return true;
  unlink(key_path(&p));
  if (!load_models(&p, ret_reason)) return false;
  link_units(&p);
  unsigned parts = parts_of(&p);
  if (!run_parts(&p, parts, ret_reason) || !gather(&p, parts, report, ret_reason)) return false;
  if (!write_report(&p, report, result_path(&p)) || !bw_file_write(key_path(&p), key, strlen(key))) {
    *ret_reason = bw_format(arena, "%s cannot be written: %s", p.folder, strerror(errno));
    return false;
  }
  *ret_report = report;
  return true;
}
