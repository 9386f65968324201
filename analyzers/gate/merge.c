/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L

#include "gate/merge.h"

#include "core/record.h"
#include "gate/files.h"
#include "gate/whole.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct merger {
  bw_arena *arena;
  const bw_plan *plan;
  BW_VEC(bw_finding) findings;
  BW_VEC(bw_count) counts;
  BW_VEC(bw_failure) failures;
  BW_VEC(bw_whole_unit) code;
  BW_VEC(bw_figures) figures;
  BW_VEC(bw_unsafe) unsafes;
  size_t answered;
} merger;

/* ---- order ------------------------------------------------------------------------------------------------- */

static int compare_number(uint64_t a, uint64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

static int compare_pos(const bw_pos *a, const bw_pos *b) {
  int by = strcmp(a->file == NULL ? "" : a->file, b->file == NULL ? "" : b->file);
  if (by == 0) by = compare_number(a->line, b->line);
  if (by == 0) by = compare_number(a->column, b->column);
  return by;
}

/* What makes two findings the same one. */
static int compare_identity(const bw_finding *a, const bw_finding *b) {
  int by = compare_pos(&a->pos, &b->pos);
  if (by == 0) by = strcmp(a->check, b->check);
  if (by == 0) by = strcmp(a->message, b->message);
  if (by == 0) by = strcmp(a->function, b->function);
  return by;
}

/* What else may differ: the story told, and its length. Makes the choice among equal findings that of their content,
 * never that of the order in which units were read. */
static int compare_story(const bw_finding *a, const bw_finding *b) {
  int by = compare_number(b->severity, a->severity);
  if (by == 0) by = compare_number(a->note_count, b->note_count);
  for (size_t i = 0; by == 0 && i < a->note_count; i++) {
    by = compare_pos(&a->notes[i].pos, &b->notes[i].pos);
    if (by == 0) by = strcmp(a->notes[i].text, b->notes[i].text);
  }
  if (by == 0) by = compare_number(b->fixit_count, a->fixit_count);
  for (size_t i = 0; by == 0 && i < a->fixit_count; i++) {
    by = compare_pos(&a->fixits[i].pos, &b->fixits[i].pos);
    if (by == 0) by = compare_number(a->fixits[i].pos.begin, b->fixits[i].pos.begin);
    if (by == 0) by = strcmp(a->fixits[i].text, b->fixits[i].text);
  }
  return by;
}

static int compare_findings(const void *a, const void *b) {
  int by = compare_identity(a, b);
  return by != 0 ? by : compare_story(a, b);
}

size_t bw_merge_findings(bw_finding *findings, size_t count) {
  if (count == 0) return 0;
  qsort(findings, count, sizeof *findings, compare_findings);
  size_t kept = 1;
  for (size_t i = 1; i < count; i++)
    if (compare_identity(&findings[kept - 1], &findings[i]) != 0) findings[kept++] = findings[i];
  return kept;
}

static int compare_counts(const void *a, const void *b) {
  return strcmp(((const bw_count *)a)->name, ((const bw_count *)b)->name);
}

static int compare_failures(const void *a, const void *b) {
  const bw_failure *one = a, *other = b;
  int by = strcmp(one->file, other->file);
  return by != 0 ? by : strcmp(one->reason, other->reason);
}

/* ---- names of files ---------------------------------------------------------------------------------------- */

/* The decoder gives equal strings one address, so a record's few file names are resolved once each. */
typedef struct names {
  bw_arena *arena;
  const char *folder;
  BW_VEC(const char *) from;
  BW_VEC(const char *) to;
} names;

static const char *resolved(names *known, const char *file) {
  if (file == NULL) return NULL;
  for (uint32_t i = known->from.count; i > 0; i--)
    if (known->from.at[i - 1] == file) return known->to.at[i - 1];
  /* "<built-in>" and its like are no files. */
  const char *path = *file == '<' ? file : bw_path_resolve(known->arena, known->folder, file);
  bw_vec_push(known->arena, &known->from, file);
  bw_vec_push(known->arena, &known->to, path);
  return path;
}

static bw_finding with_resolved_files(names *known, const bw_finding *from) {
  bw_finding finding = *from;
  bw_note *notes = bw_core_array(known->arena, bw_note, from->note_count);
  bw_fixit *fixits = bw_core_array(known->arena, bw_fixit, from->fixit_count);
  finding.pos.file = resolved(known, from->pos.file);
  for (size_t i = 0; i < from->note_count; i++) {
    notes[i] = from->notes[i];
    notes[i].pos.file = resolved(known, notes[i].pos.file);
  }
  for (size_t i = 0; i < from->fixit_count; i++) {
    fixits[i] = from->fixits[i];
    fixits[i].pos.file = resolved(known, fixits[i].pos.file);
  }
  finding.notes = notes;
  finding.fixits = fixits;
  return finding;
}

/* ---- records ----------------------------------------------------------------------------------------------- */

static void add_failure(merger *m, const char *file, const char *reason, const char *output, const bw_job *job) {
  bw_failure failure = {file, reason, output, job == NULL ? NULL : bw_job_command(m->arena, job->stem)};
  bw_vec_push(m->arena, &m->failures, failure);
}

/* The job's report; NULL, with the reason and the output, if it left none. */
static const bw_report *report_of(merger *m, const bw_job *job, const char **ret_reason, const char **ret_output) {
  const bw_report *report = NULL;
  const char *record = bw_job_record(m->arena, job->stem), *why = NULL;
  *ret_output = "";
  if (bw_job_read_failure(m->arena, job->stem, ret_reason, ret_output)) return NULL;
  bw_record_status status = bw_record_read_file(record, m->arena, &report, &why);
  if (status == BW_RECORD_OK) return report;
  if (status == BW_RECORD_FILE && errno == ENOENT) {
    *ret_reason = "it left no record; run again";
  } else {
    /* Without it, the next run makes it anew. */
    unlink(record);
    *ret_reason = bw_format(m->arena, "its record cannot be read: %s; run again, it will be made anew", why);
  }
  return NULL;
}

static void add_counts(merger *m, const bw_report *report) {
  for (size_t i = 0; i < report->count_count; i++) bw_vec_push(m->arena, &m->counts, report->counts[i]);
}

static void add_report(merger *m, const bw_unit *unit, const bw_report *report, bool answered) {
  names known = {.arena = m->arena, .folder = unit->job.folder};
  for (size_t i = 0; i < report->finding_count; i++)
    bw_vec_push(m->arena, &m->findings, with_resolved_files(&known, &report->findings[i]));
  for (size_t i = 0; i < report->unsafe_count; i++) {
    bw_unsafe block = report->unsafes[i];
    block.pos.file = resolved(&known, block.pos.file);
    bw_vec_push(m->arena, &m->unsafes, block);
  }
  add_counts(m, report);
  bw_vec_push(m->arena, &m->figures, bw_figures_read(unit->path, report, answered));
  if (report->code_size > 0)
    bw_vec_push(m->arena, &m->code, (bw_whole_unit){unit->path, unit->job.folder, report->code, report->code_size,
                                                report->sum});
}

static int compare_place(const void *a, const void *b) {
  const bw_finding *one = a, *other = b;
  int by = compare_pos(&one->pos, &other->pos);
  return by != 0 ? by : strcmp(one->check, other->check);
}

/* What the units found stays as they tell it; the pass adds what stands at other places. */
static void add_whole(merger *m, const bw_report *report) {
  size_t own = m->findings.count;
  bw_finding *sorted = bw_core_array(m->arena, bw_finding, own + 1);
  if (own > 0) memcpy(sorted, m->findings.at, own * sizeof *sorted);
  qsort(sorted, own, sizeof *sorted, compare_place);
  for (size_t i = 0; i < report->finding_count; i++)
    if (bsearch(&report->findings[i], sorted, own, sizeof *sorted, compare_place) == NULL)
      bw_vec_push(m->arena, &m->findings, report->findings[i]);
  add_counts(m, report);
}

static void run_whole(merger *m, const bw_gate_options *options) {
  const bw_report *report = NULL;
  const char *reason = NULL;
  if (m->code.count == 0) return;
  if (bw_whole_run(m->arena, options, m->plan, m->code.at, m->code.count, &report, &reason))
    add_whole(m, report);
  else
    add_failure(m, "the whole program", reason, "", NULL);
}

static bool reports_canary(const bw_report *report) {
  for (size_t i = 0; i < report->finding_count; i++)
    if (strcmp(report->findings[i].check, BW_CANARY_CHECK) == 0 &&
        strcmp(report->findings[i].function, BW_CANARY_FUNCTION) == 0)
      return true;
  return false;
}

/* Whether the analysis is known to run with these flags; a failure if not. */
static bool canary_sings(merger *m, const bw_canary *canary) {
  const char *reason = NULL, *output = NULL;
  const bw_report *report = report_of(m, &canary->job, &reason, &output);
  if (report != NULL && reports_canary(report)) return true;
  if (report != NULL)
    reason = bw_format(m->arena, "the planted fault was not reported; run bulwark doctor --clang %s",
                       canary->compiler->path);
  add_failure(m, bw_format(m->arena, "canary with the flags of %s", canary->file), reason, output, &canary->job);
  return false;
}

static void sum_counts(merger *m) {
  if (m->counts.count == 0) return;
  qsort(m->counts.at, m->counts.count, sizeof *m->counts.at, compare_counts);
  uint32_t kept = 0;
  for (uint32_t i = 1; i < m->counts.count; i++) {
    if (strcmp(m->counts.at[kept].name, m->counts.at[i].name) == 0) {
      /* A forged record must not make the sum wrap to a small one. */
      uint64_t room = UINT64_MAX - m->counts.at[kept].value;
      m->counts.at[kept].value += m->counts.at[i].value < room ? m->counts.at[i].value : room;
    } else {
      m->counts.at[++kept] = m->counts.at[i];
    }
  }
  m->counts.count = kept + 1;
}

static int compare_unsafes(const void *a, const void *b) {
  const bw_unsafe *one = a, *other = b;
  int by = compare_pos(&one->pos, &other->pos);
  if (by == 0) by = strcmp(one->reason, other->reason);
  return by != 0 ? by : strcmp(one->function, other->function);
}

static void unite_unsafes(merger *m) {
  uint32_t kept = 0;
  if (m->unsafes.count > 0) qsort(m->unsafes.at, m->unsafes.count, sizeof *m->unsafes.at, compare_unsafes);
  for (uint32_t i = 0; i < m->unsafes.count; i++)
    if (kept == 0 || compare_unsafes(&m->unsafes.at[kept - 1], &m->unsafes.at[i]) != 0)
      m->unsafes.at[kept++] = m->unsafes.at[i];
  m->unsafes.count = kept;
}

static bw_words compilers_of(bw_arena *arena, const bw_plan *plan) {
  bw_words versions = {0};
  for (uint32_t i = 0; i < plan->canaries.count; i++)
    bw_vec_push(arena, &versions, plan->canaries.at[i].compiler->version);
  bw_words_sort(&versions);
  return versions;
}

bw_verdict bw_merge(bw_arena *arena, const bw_gate_options *options, const bw_plan *plan) {
  merger m = {.arena = arena, .plan = plan};
  bool *sings = bw_core_array(arena, bool, plan->canaries.count);
  for (uint32_t i = 0; i < plan->canaries.count; i++) sings[i] = canary_sings(&m, &plan->canaries.at[i]);
  for (uint32_t i = 0; i < plan->units.count; i++) {
    const bw_unit *unit = &plan->units.at[i];
    const char *reason = NULL, *output = NULL;
    const bw_report *report = report_of(&m, &unit->job, &reason, &output);
    if (report == NULL) {
      if (!bw_path_is_file(unit->path))
        reason = "there is no such file; the compilation database is older than the tree, make it again";
      add_failure(&m, unit->file, reason, output, &unit->job);
    } else {
      add_report(&m, unit, report, sings[unit->canary]);
      if (sings[unit->canary]) m.answered++;
    }
  }
  run_whole(&m, options);
  sum_counts(&m);
  unite_unsafes(&m);
  if (m.failures.count > 0) qsort(m.failures.at, m.failures.count, sizeof *m.failures.at, compare_failures);
  return (bw_verdict){
      .findings = m.findings.at,
      .finding_count = bw_merge_findings(m.findings.at, m.findings.count),
      .counts = m.counts.at,
      .count_count = m.counts.count,
      .failures = m.failures.at,
      .failure_count = m.failures.count,
      .units = plan->units.count,
      .answered = m.answered,
      .other_languages = plan->other_languages,
      .left_out = plan->left_out,
      .off = plan->off,
      .figures = m.figures.at,
      .figure_count = m.figures.count,
      .unsafes = m.unsafes.at,
      .unsafe_count = m.unsafes.count,
      .canaries = plan->canaries.count,
      .compilers = compilers_of(arena, plan),
  };
}

uint64_t bw_verdict_count(const bw_verdict *verdict, const char *name) {
  for (size_t i = 0; i < verdict->count_count; i++)
    if (strcmp(verdict->counts[i].name, name) == 0) return verdict->counts[i].value;
  return 0;
}
