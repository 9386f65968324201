/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _DEFAULT_SOURCE

#include "gate/run.h"

#include "gate/files.h"
#include "gate/process.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool bw_run_lock(bw_arena *arena, const char *cache) {
  if (!bw_folder_make(arena, cache)) {
    bw_complain("%s cannot be made: %s; name another folder with --cache", cache, strerror(errno));
    return false;
  }
  const char *path = bw_path_join(arena, cache, "lock");
  /* Left open on purpose: ninja inherits it, so a cache that an orphaned ninja still writes to stays locked. */
  int file = open(path, O_RDWR | O_CREAT, 0666);
  if (file < 0) {
    bw_complain("%s cannot be opened: %s; name another folder with --cache", path, strerror(errno));
    return false;
  }
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return true;
  if (errno == EWOULDBLOCK) {
    bw_remark("waiting for another run that uses %s", cache);
    while (flock(file, LOCK_EX) != 0)
      if (errno != EINTR) break;
    return true;
  }
  /* A file system without locks: two runs at once are then the user's own doing. */
  return true;
}

/* ---- progress ---------------------------------------------------------------------------------------------- */

typedef struct progress {
  bool shown;  /* standard error is a terminal */
  bool drawn;  /* a line stands there that has to be wiped */
  unsigned width;
  bool stopped; /* ninja says that jobs failed */
  bool trouble; /* ninja says that something else is wrong */
  bw_text *ninja_says; /* what is neither progress nor the output of a job */
} progress;

/* What ninja is told to put before each line about a job: "@finished/total ". */
static const char status_format[] = "NINJA_STATUS=@%f/%t ";

static unsigned terminal_width(void) {
  struct winsize size = {0};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

static void draw(progress *p, const char *line) {
  char shown[512];
  snprintf(shown, sizeof shown, "%s", line);
  for (char *at = shown; *at != '\0'; at++)
    if ((unsigned char)*at < ' ' || *at == 0x7f) *at = '?';
  fprintf(stderr, "\r\033[K[%.*s", (int)p->width - 2, shown);
  fflush(stderr);
  p->drawn = true;
}

static void wipe(progress *p) {
  if (!p->drawn) return;
  fputs("\r\033[K", stderr);
  fflush(stderr);
  p->drawn = false;
}

static void on_line(void *context, const char *line) {
  progress *p = context;
  const char *blank = strchr(line, ' ');
  if (*line == '@' && blank != NULL) {
    char text[512];
    snprintf(text, sizeof text, "%.*s] %s", (int)(blank - line - 1), line + 1, blank + 1);
    if (p->shown) draw(p, text);
  } else if (bw_starts_with(line, "ninja: ")) {
    if (bw_starts_with(line + 7, "build stopped: ")) p->stopped = true;
    if (bw_starts_with(line + 7, "error: ") || bw_starts_with(line + 7, "fatal: ")) p->trouble = true;
    bw_text_print(p->ninja_says, "%s%s", p->ninja_says->size > 0 ? "; " : "", line + 7);
  }
}

/* ---- the run ----------------------------------------------------------------------------------------------- */

static unsigned processors(void) {
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online < 1 ? 1 : (unsigned)online;
}

static bool all_finished(bw_arena *arena, const bw_plan *plan) {
  size_t open = 0;
  for (uint32_t i = 0; i < plan->units.count + plan->canaries.count; i++) {
    const bw_job *job = i < plan->units.count ? &plan->units.at[i].job : &plan->canaries.at[i - plan->units.count].job;
    if (!bw_path_is_file(bw_job_record(arena, job->stem)) && !bw_path_is_file(bw_job_failure(arena, job->stem))) open++;
  }
  return open == 0;
}

/* Whether ninja ended with status 1 because of jobs that failed, each of which has left its reason, and of nothing else: a
 * ninja that could not look at a file or keep its log did not do what there was to do, whatever records lie there from before. */
static bool only_jobs_failed(bw_arena *arena, const bw_plan *plan, const progress *p) {
  return p->stopped && !p->trouble && all_finished(arena, plan);
}

bw_run_status bw_run_plan(bw_arena *arena, const bw_plan *plan, unsigned jobs, unsigned time_limit) {
  const char *ninja = bw_program_find(arena, plan->current, "ninja");
  if (ninja == NULL) ninja = bw_program_find(arena, plan->current, "ninja-build");
  if (ninja == NULL) {
    bw_complain("ninja is not installed; install the package ninja-build");
    return BW_RUN_UNABLE;
  }
  if (*ninja != '/') ninja = bw_path_join(arena, plan->current, ninja);
  bw_text says = {.arena = arena};
  progress p = {.shown = isatty(STDERR_FILENO) == 1, .width = terminal_width(), .ninja_says = &says};
  const char *const args[] = {ninja, "-k", "0", "-j", bw_format(arena, "%u", jobs == 0 ? processors() : jobs), NULL};
  const char *const environment[] = {status_format, "NINJAFLAGS=",
                                     bw_format(arena, BW_TIME_LIMIT_VARIABLE "=%u", time_limit), NULL};
  bool interrupted = false;
  bw_child child = bw_child_run(arena,
                                  &(bw_process){.folder = plan->cache,
                                                .args = args,
                                                .environment = environment,
                                                .on_line = on_line,
                                                .context = &p,
                                                .forward_signals = true},
                                  &interrupted);
  wipe(&p);
  /* ninja's own status for an interrupt differs between versions; a signal we saw does not. */
  if (interrupted || child.exit_status == 130) return BW_RUN_INTERRUPTED;
  if (child.exit_status == 0 || (child.exit_status == 1 && only_jobs_failed(arena, plan, &p))) return BW_RUN_DONE;
  bw_complain("ninja %s: %s; remove %s if this stays", bw_child_describe(arena, &child),
              says.size == 0 ? "it says nothing" : bw_text_string(&says), plan->cache);
  return BW_RUN_UNABLE;
}
