/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _XOPEN_SOURCE 700

#include "gate/job.h"

#include "core/record.h"
#include "gate/ccache.h"
#include "gate/files.h"
#include "gate/flags_cl.h"
#include "gate/process.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[] = "bulwark-job 2";

/* More options than this that clang does not know, and the command line is not worth guessing at. */
enum { LENIENT_ROUNDS = 8 };

char *bw_job_command(bw_arena *arena, const char *stem) { return bw_format(arena, "%s.job", stem); }
char *bw_job_record(bw_arena *arena, const char *stem) { return bw_format(arena, "%s.bwr", stem); }
char *bw_job_depends(bw_arena *arena, const char *stem) { return bw_format(arena, "%s.d", stem); }
char *bw_job_failure(bw_arena *arena, const char *stem) { return bw_format(arena, "%s.failed", stem); }

/* ---- the command file: strings, each with its NUL -------------------------------------------------------- */

bool bw_job_save(bw_arena *arena, const bw_job *job) {
  bw_text text = {.arena = arena};
  bw_text_add(&text, magic, sizeof magic);
  bw_text_add(&text, job->folder, strlen(job->folder) + 1);
  const char *ccache = job->ccache == NULL ? "" : job->ccache;
  bw_text_add(&text, ccache, strlen(ccache) + 1);
  bw_text_add(&text, job->salt, strlen(job->salt) + 1);
  bw_text_add(&text, job->lenient ? "lenient" : "strict", job->lenient ? 8 : 7);
  for (uint32_t i = 0; i < job->words.count; i++) bw_text_add(&text, job->words.at[i], strlen(job->words.at[i]) + 1);
  return bw_file_write(bw_job_command(arena, job->stem), text.at, text.size);
}

static bool load(bw_arena *arena, const char *path, bw_job *job) {
  char *bytes = NULL;
  size_t size = 0;
  if (!bw_ends_with(path, ".job") || !bw_file_read(path, arena, &bytes, &size)) {
    bw_complain("%s: not a job that can be read", path);
    return false;
  }
  bw_words strings = {0};
  for (size_t at = 0; at < size; at += strlen(bytes + at) + 1) bw_vec_push(arena, &strings, bytes + at);
  if (strings.count < 6 || strcmp(strings.at[0], magic) != 0) {
    bw_complain("%s: not a job of this version of bulwark; run bulwark lint again", path);
    return false;
  }
  *job = (bw_job){.folder = strings.at[1], .salt = strings.at[3], .lenient = strcmp(strings.at[4], "lenient") == 0};
  if (*strings.at[2] != '\0') job->ccache = strings.at[2];
  for (uint32_t i = 5; i < strings.count; i++) bw_vec_push(arena, &job->words, strings.at[i]);
  path = bw_path_resolve(arena, bw_path_current(arena), path);
  job->stem = bw_copy(arena, path, strlen(path) - 4);
  return true;
}

/* ---- options of another compiler --------------------------------------------------------------------------- */

/* Adds to unknown each option that clang's driver says it does not know, in the spelling it uses. */
static void find_unknown(bw_arena *arena, const char *output, bw_words *unknown) {
  static const char *const complaints[] = {"error: unknown argument: '", "error: unknown argument '",
                                           "error: unsupported option '", "error: unsupported argument '",
                                           "error: unknown integrated assembler option '"};
  for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
    for (const char *at = output; (at = strstr(at, complaints[i])) != NULL;) {
      at += strlen(complaints[i]);
      const char *to = strstr(at, " to option '"); /* "unsupported argument 'v' to option '-mfoo='" */
      const char *line_end = at + strcspn(at, "\n");
      const char *name = bw_copy(arena, at, strcspn(at, "'"));
      if (to != NULL && to < line_end) name = bw_format(arena, "%.*s%s", (int)strcspn(to + 12, "'"), to + 12, name);
      bw_vec_push(arena, unknown, name);
    }
  }
}

static bool listed(const bw_words *list, const char *word) {
  for (uint32_t i = 0; i < list->count; i++)
    if (strcmp(list->at[i], word) == 0) return true;
  return false;
}

/* Leaves out the words that clang did not know; false if there was none among them. */
static bool leave_out_unknown(bw_arena *arena, const char *output, bw_words *words) {
  bw_words unknown = {0}, left = {0};
  find_unknown(arena, output, &unknown);
  for (uint32_t i = 0; i < words->count; i++)
    if (i == 0 || !listed(&unknown, words->at[i])) bw_vec_push(arena, &left, words->at[i]);
  bool fewer = left.count < words->count;
  *words = left;
  return fewer;
}

/* ---- running ----------------------------------------------------------------------------------------------- */

/* The command that leaves the record at fresh, by clang alone. */
static bw_words clang_words(bw_arena *arena, const bw_job *job, const bw_words *words, const char *fresh) {
  bw_words all = {0};
  for (uint32_t i = 0; i < words->count; i++) {
    /* The unit itself comes last, after "--": ours go before it. */
    if (i + 2 == words->count) {
      const char *const added[] = {bw_format(arena, "-fplugin-arg-bulwark-record=%s", fresh),
                                   "-MD", "-MF", bw_job_depends(arena, job->stem),
                                   "-MT", bw_path_name(bw_job_record(arena, job->stem))};
      for (size_t k = 0; k < sizeof added / sizeof *added; k++) {
        const char *spelled = bw_flags_spell(arena, words, added[k]);
        bw_vec_push(arena, &all, spelled);
      }
    }
    bw_vec_push(arena, &all, words->at[i]);
  }
  return all;
}

static bw_child run_once(bw_arena *arena, const bw_job *job, bool remembered, const bw_words *words, const char *fresh,
                         bw_text *output, bool *ret_interrupted) {
  bw_words all = {0};
  if (remembered) bw_ccache_words(arena, job, words, fresh, &all);
  else all = clang_words(arena, job, words, fresh);
  bw_vec_push(arena, &all, NULL);
  /* From the environment, not from the job: a new limit is no reason to analyse again what was done within the old
   * one. */
  const char *limit = getenv(BW_TIME_LIMIT_VARIABLE);
  unsigned seconds = limit == NULL ? 0 : (unsigned)strtoul(limit, NULL, 10);
  return bw_child_run(arena,
                        &(bw_process){.folder = job->folder,
                                      .args = all.at,
                                      .environment = remembered ? bw_ccache_environment(arena, job) : NULL,
                                      .output = output,
                                      .time_limit = seconds,
                                      .own_group = true,
                                      .forward_signals = true},
                        ret_interrupted);
}

/* Runs clang, and again without the options that it does not know if they were written for another compiler. */
static bw_child run_clang(bw_arena *arena, const bw_job *job, bool remembered, const char *fresh, bw_text *output,
                          bool *ret_interrupted) {
  bw_words words = job->words;
  for (int round = 0;; round++) {
    *output = (bw_text){.arena = arena};
    bw_child child = run_once(arena, job, remembered, &words, fresh, output, ret_interrupted);
    if (*ret_interrupted || round == LENIENT_ROUNDS || !job->lenient || child.exit_status != 1) return child;
    if (!leave_out_unknown(arena, bw_text_string(output), &words)) return child;
  }
}

/* clang catches its own crashes and exits with a status that an ordinary error never has, or says so. */
static bool crashed(const bw_child *child, const char *output) {
  return child->signal != 0 || child->exit_status >= 128 || strstr(output, "PLEASE submit a bug report") != NULL ||
         strstr(output, "clang frontend command failed") != NULL;
}

/* Why the run left no good record; NULL if it left one, in *ret_status form at fresh. */
static const char *judge(bw_arena *arena, const bw_child *child, const char *clang, const char *output,
                         const char *fresh) {
  const char *name = bw_path_name(clang), *reason = NULL, *how = bw_child_describe(arena, child);
  if (!child->started) return bw_format(arena, "%s %s", clang, how);
  if (strstr(output, "symbol lookup error") != NULL || strstr(output, "unable to load plugin") != NULL)
    return bw_format(arena, "the plugin does not load into %s; run bulwark doctor", clang);
  if (child->over_time != 0)
    return bw_format(arena, "%s %s; give it longer with --time-limit, or set the file's tier to off", name, how);
  if (crashed(child, output)) return bw_format(arena, "%s crashed: it %s", name, how);
  if (child->exit_status != 0)
    return bw_format(arena, "it does not compile with %s; if a header is missing, build the project first", name);
  const bw_report *report = NULL;
  switch (bw_record_read_file(fresh, arena, &report, &reason)) {
  case BW_RECORD_OK: return NULL;
  case BW_RECORD_FILE:
    if (errno == ENOENT)
      return bw_format(arena, "%s left no record: the plugin did not run; run bulwark doctor --clang %s", name, clang);
    return bw_format(arena, "its record cannot be read: %s", reason);
  default: return bw_format(arena, "its record cannot be read: %s; run bulwark doctor --clang %s", reason, clang);
  }
}

static bw_exit finish_failed(bw_arena *arena, const bw_job *job, const char *reason, const char *output) {
  unlink(bw_job_record(arena, job->stem));
  bw_text text = {.arena = arena};
  bw_text_print(&text, "%s\n%s", reason, output);
  fputs(bw_text_string(&text), stdout);
  if (!bw_file_write(bw_job_failure(arena, job->stem), text.at, text.size))
    bw_complain("%s cannot be written: %s", bw_job_failure(arena, job->stem), strerror(errno));
  return BW_EXIT_UNABLE;
}

/* Until its end the job counts as failed, with nothing said: whoever kills it leaves no older record to be believed.
 * Tells the time as the file system has it, which is what the times of sources will be compared with. */
static bool begin(bw_arena *arena, const bw_job *job, struct timespec *ret_start) {
  struct stat info;
  const char *failure = bw_job_failure(arena, job->stem);
  unlink(failure);
  int file = open(failure, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  bool good = file >= 0 && fstat(file, &info) == 0;
  if (file >= 0) close(file);
  if (good) *ret_start = info.st_mtim;
  return good;
}

/* Puts the fresh record in place. Its time is that of the start: a source that is changed while clang is at work, after
 * clang has read it, is newer than the record then, whatever ninja notes about the job. */
static const char *finish_done(bw_arena *arena, const bw_job *job, const char *fresh, struct timespec start) {
  const struct timespec times[2] = {start, start};
  const char *depends = bw_job_depends(arena, job->stem), *record = bw_job_record(arena, job->stem);
  char *bytes = NULL;
  size_t size = 0;
  if (!bw_file_read(depends, arena, &bytes, &size))
    return bw_format(arena, "its dependencies cannot be read: %s", strerror(errno));
  const char *cache = bw_path_folder(arena, bw_path_folder(arena, job->stem));
  const char *input = job->words.at[job->words.count - 1];
  const char *rewritten = bw_depends_for_ninja(arena, job->folder, cache, input, bytes);
  if (rewritten == NULL || !bw_file_write(depends, rewritten, strlen(rewritten)) || !bw_file_read(fresh, arena, &bytes, &size) ||
      !bw_file_write(record, bytes, size) || utimensat(AT_FDCWD, record, times, 0) != 0 ||
      unlink(bw_job_failure(arena, job->stem)) != 0)
    return bw_format(arena, "its record cannot be kept: %s", strerror(errno));
  return NULL;
}

bw_exit bw_job_run(bw_arena *arena, const char *command_path) {
  bw_job job;
  if (!load(arena, command_path, &job)) return BW_EXIT_UNABLE;
  const char *fresh = bw_format(arena, "%s.fresh", job.stem);
  struct timespec start = {0};
  unlink(fresh);
  if (!begin(arena, &job, &start))
    return finish_failed(arena, &job, bw_format(arena, "its record cannot be kept: %s", strerror(errno)), "");
  bw_text output;
  bool remembered = bw_ccache_fits(arena, &job), interrupted = false;
  bw_child child = run_clang(arena, &job, remembered, fresh, &output, &interrupted);
  const char *reason = judge(arena, &child, job.words.at[0], bw_text_string(&output), fresh);
  if (remembered && reason != NULL && child.over_time == 0 && !interrupted) {
    /* Whatever is wrong with the entry or with ccache itself: clang alone decides. */
    unlink(fresh);
    child = run_clang(arena, &job, false, fresh, &output, &interrupted);
    reason = judge(arena, &child, job.words.at[0], bw_text_string(&output), fresh);
  }
  if (interrupted) {
    /* A clang that was told to stop says nothing about the unit. */
    unlink(fresh);
    return BW_EXIT_INTERRUPTED;
  }
  if (reason == NULL) reason = finish_done(arena, &job, fresh, start);
  unlink(fresh);
  return reason == NULL ? BW_EXIT_CLEAN : finish_failed(arena, &job, reason, bw_text_string(&output));
}

bool bw_job_read_failure(bw_arena *arena, const char *stem, const char **ret_reason, const char **ret_output) {
  char *bytes = NULL;
  size_t size = 0;
  if (!bw_file_read(bw_job_failure(arena, stem), arena, &bytes, &size)) return false;
  size_t line = strcspn(bytes, "\n");
  *ret_reason = line == 0 ? "it was ended before it was done; run again" : bw_copy(arena, bytes, line);
  *ret_output = bytes[line] == '\n' ? bytes + line + 1 : "";
  return true;
}
