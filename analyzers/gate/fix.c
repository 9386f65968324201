/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark fix: the edits that come with findings, made where the code still compiles with them. */
#define _XOPEN_SOURCE 700

#include "gate/commands.h"
#include "gate/deps.h"
#include "gate/edits.h"
#include "gate/files.h"
#include "gate/reparse.h"
#include "gate/session.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* The edits of one finding. */
typedef struct group {
  const bw_judged *judged;
  const bw_edit *edits;
  size_t count;
} group;

typedef struct fixer {
  bw_arena *arena;
  bw_session *session;
  bw_deps deps;
  BW_VEC(group) groups;
  bw_edits made;
  size_t applied, left_out;
} fixer;

/* ---- which edits ------------------------------------------------------------------------------------------- */

static void leave_out(fixer *f, const bw_judged *judged, const char *why) {
  const bw_pos *pos = &judged->finding.pos;
  bw_remark("%s:%u:%u: the fix of %s is left out: %s", bw_path_within(f->session->judgement.current, pos->file),
            pos->line, pos->column, judged->finding.check, why);
  f->left_out++;
}

/* The byte that a line and a column of a file as it is now stand for; false if there is no such place. */
static bool offset_of(const bw_source_file *file, uint32_t line, uint32_t column, uint32_t *ret_offset) {
  if (line == 0 || column == 0 || line > file->starts.count) return false;
  uint32_t start = file->starts.at[line - 1];
  uint32_t end = line < file->starts.count ? file->starts.at[line] : (uint32_t)file->size;
  if (column - 1 > end - start) return false;
  *ret_offset = start + column - 1;
  return true;
}

/* Why this edit cannot be made, NULL if it can. Line and column must name the same bytes as the offsets: else the
 * file has changed, or a #line speaks of another one. */
static const char *read_edit(fixer *f, const bw_fixit *fixit, bw_edit *ret_edit) {
  uint32_t begin = 0;
  if (fixit->pos.in_macro) return "it lies in a macro";
  const bw_source_file *file = bw_source_file_of(&f->session->sources, fixit->pos.file);
  if (file == NULL) return "its file cannot be read";
  if (!offset_of(file, fixit->pos.line, fixit->pos.column, &begin) || begin != fixit->pos.begin ||
      fixit->pos.end < begin || fixit->pos.end > file->size)
    return "its file has changed since it was analysed";
  if (bw_path_within(f->session->judgement.root, file->path) == file->path &&
      bw_path_within(f->session->judgement.current, file->path) == file->path)
    return "its file lies outside of the project";
  *ret_edit = (bw_edit){file->path, begin, fixit->pos.end, fixit->text};
  return NULL;
}

static bool wanted(const bw_gate_options *options, const bw_judged *judged) {
  if (!judged->counts || judged->finding.fixit_count == 0) return false;
  for (uint32_t i = 0; i < options->rules.count; i++)
    if (strcmp(options->rules.at[i], judged->finding.check) == 0) return true;
  return options->rules.count == 0;
}

static void gather(fixer *f) {
  const bw_judgement *judgement = &f->session->judgement;
  for (size_t i = 0; i < judgement->count; i++) {
    const bw_judged *judged = &judgement->findings[i];
    if (!wanted(&f->session->options, judged)) continue;
    bw_edit *edits = bw_core_array(f->arena, bw_edit, judged->finding.fixit_count);
    const char *why = NULL;
    for (size_t k = 0; why == NULL && k < judged->finding.fixit_count; k++)
      why = read_edit(f, &judged->finding.fixits[k], &edits[k]);
    if (why != NULL)
      leave_out(f, judged, why);
    else
      bw_vec_push(f->arena, &f->groups, (group){judged, edits, judged->finding.fixit_count});
  }
}

/* ---- trying them ------------------------------------------------------------------------------------------- */

typedef BW_VEC(bw_changed_text) text_list;

static text_list texts_with(fixer *f, const bw_edits *edits) {
  text_list texts = {0};
  bw_words files = bw_edits_files(f->arena, edits);
  for (uint32_t i = 0; i < files.count; i++) {
    bw_changed_text text = {.path = files.at[i]};
    text.text = bw_edits_apply(f->arena, bw_source_file_of(&f->session->sources, files.at[i]), edits, &text.size);
    bw_vec_push(f->arena, &texts, text);
  }
  return texts;
}

/* A touched file that no unit is known to be made of; NULL if there is none. */
static const char *stray_file(const fixer *f, const bw_edit *touched, size_t count) {
  for (size_t k = 0; k < count; k++) {
    bool known = false;
    for (uint32_t i = 0; i < f->deps.count; i++) known = known || bw_words_has(&f->deps.at[i].files, touched[k].path);
    if (!known) return touched[k].path;
  }
  return NULL;
}

/* Why some unit that is made of a file of these edits does not compile with them; NULL if all do. */
static const char *try_edits(fixer *f, const bw_edits *edits, const bw_edit *touched, size_t count) {
  text_list texts = texts_with(f, edits);
  const char *stray = stray_file(f, touched, count);
  if (stray != NULL) return bw_format(f->arena, "no unit is known to be made of %s, so it cannot be tried", stray);
  for (uint32_t i = 0; i < f->deps.count; i++) {
    bool concerned = false;
    const char *reason = NULL;
    for (size_t k = 0; k < count; k++) concerned = concerned || bw_words_has(&f->deps.at[i].files, touched[k].path);
    if (!concerned) continue;
    switch (bw_reparse_unit(f->arena, f->deps.at[i].unit, texts.at, texts.count, &reason)) {
    case BW_REPARSE_GOOD: break;
    case BW_REPARSE_BAD:
      return bw_format(f->arena, "%s does not compile with it: %s", f->deps.at[i].unit->file, reason);
    case BW_REPARSE_UNKNOWN:
      return bw_format(f->arena, "whether %s compiles with it cannot be told: %s", f->deps.at[i].unit->file, reason);
    }
  }
  return NULL;
}

static void accept(fixer *f, const group *one) {
  bw_edits_add(f->arena, &f->made, one->edits, one->count);
  f->applied++;
}

/* All at once, which is nearly always right; if not, one after the other, so that only the bad ones stay behind. */
static void choose(fixer *f) {
  bw_edits all = {0};
  bool together = true;
  for (uint32_t i = 0; i < f->groups.count; i++) {
    const group *one = &f->groups.at[i];
    if (bw_edits_conflict(&all, one->edits, one->count))
      together = false;
    else
      bw_edits_add(f->arena, &all, one->edits, one->count);
  }
  if (together && try_edits(f, &all, all.list.at, all.list.count) == NULL) {
    f->made = all;
    f->applied = f->groups.count;
    return;
  }
  for (uint32_t i = 0; i < f->groups.count; i++) {
    const group *one = &f->groups.at[i];
    if (bw_edits_conflict(&f->made, one->edits, one->count)) {
      leave_out(f, one->judged, "it meets another fix; run again");
      continue;
    }
    bw_edits trial = {0};
    bw_edits_add(f->arena, &trial, f->made.list.at, f->made.list.count);
    bw_edits_add(f->arena, &trial, one->edits, one->count);
    const char *why = try_edits(f, &trial, one->edits, one->count);
    if (why != NULL)
      leave_out(f, one->judged, why);
    else
      accept(f, one);
  }
}

/* ---- the result -------------------------------------------------------------------------------------------- */

static bool write_text(fixer *f, const bw_changed_text *text) {
  struct stat info;
  /* The new file takes the old one's place: it keeps who may read and run it. */
  if (stat(text->path, &info) == 0 && bw_file_write(text->path, text->text, text->size) &&
      chmod(text->path, info.st_mode & 07777) == 0)
    return true;
  bw_complain("%s cannot be written: %s", bw_path_within(f->session->judgement.current, text->path), strerror(errno));
  return false;
}

static bool write_patch(const char *path, const bw_text *diff) {
  if (bw_file_write(path, bw_text_string(diff), diff->size)) return true;
  bw_complain("--patch %s: it cannot be written: %s", path, strerror(errno));
  return false;
}

static bool put_out(fixer *f) {
  const bw_gate_options *options = &f->session->options;
  text_list texts = texts_with(f, &f->made);
  bw_text diff = {.arena = f->arena};
  bool good = true;
  for (uint32_t i = 0; i < texts.count; i++) {
    const bw_source_file *file = bw_source_file_of(&f->session->sources, texts.at[i].path);
    if (options->dry_run || options->patch != NULL)
      bw_edits_diff(&diff, bw_path_within(f->session->judgement.current, file->path), file->bytes, file->size,
                    texts.at[i].text, texts.at[i].size);
    else
      good = write_text(f, &texts.at[i]) && good;
  }
  if (options->dry_run) fputs(bw_text_string(&diff), stdout);
  if (options->patch != NULL) good = write_patch(options->patch, &diff) && good;
  const char *verb = options->dry_run || options->patch != NULL ? "would be applied" : "applied";
  fflush(stdout);
  fprintf(options->dry_run ? stderr : stdout, "bulwark: %zu %s %s in %u %s, %zu left out\n", f->applied,
          f->applied == 1 ? "fix" : "fixes", verb, texts.count, texts.count == 1 ? "file" : "files", f->left_out);
  return good;
}

static bool rules_exist(const bw_gate_options *options) {
  for (uint32_t i = 0; i < options->rules.count; i++) {
    if (bw_rule_find(options->rules.at[i]) < bw_rule_count()) continue;
    const char *near = bw_rule_near(options->rules.at[i]);
    bw_complain("--rule %s: there is no such rule; %s%s", options->rules.at[i],
                near == NULL ? "bulwark checks lists them" : "did you mean ", near == NULL ? "" : near);
    return false;
  }
  return true;
}

bw_exit bw_fix_main(bw_arena *arena, int argc, char **argv) {
  static bw_session session;
  const char *reason = NULL;
  if (!bw_session_read(arena, argc, argv, BW_COMMAND_FIX, &session) || !rules_exist(&session.options))
    return BW_EXIT_UNABLE;
  bw_exit status = bw_session_run(arena, &session, &reason);
  if (status != BW_EXIT_CLEAN) return status;
  fixer f = {.arena = arena, .session = &session, .deps = bw_deps_read(arena, &session.plan)};
  gather(&f);
  choose(&f);
  bool good = put_out(&f);
  bw_session_show_failures(&session);
  if (!good || session.verdict.failure_count > 0) return BW_EXIT_UNABLE;
  return f.left_out > 0 ? BW_EXIT_FINDINGS : BW_EXIT_CLEAN;
}
