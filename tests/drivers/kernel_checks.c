/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Three small drivers, the last of several files, each with faults and without, as the plugin sees them.
 *
 *     kernel_checks CLANG PLUGIN FOLDER INCLUDE… [--results FOLDER]
 *
 * Each driver of FOLDER is compiled twice. With its faults, each line that says "planted: CHECK" has to be reported by that
 * check; without them nothing may be reported. Every check of checks.def has to be planted twice. What was planted and found
 * goes to kernel-checks.json; rates of false alarms on real code are read by people and are no business of this program.
 * Status 0: all found, nothing else.
 */
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/check_list.h"
#include "results.h"

extern char **environ;

enum { LINES_MAX = 4096, ARGS_MAX = 48, FINDINGS_MAX = 512 };

typedef struct finding {
  unsigned line;
  char check[48];
} finding;

typedef struct findings {
  finding at[FINDINGS_MAX];
  unsigned count;
} findings;

typedef struct setting {
  const char *clang, *plugin, *folder;
  const char *includes[8];
  unsigned include_count;
  char plugin_option[1024];
} setting;

typedef struct driver {
  const char *file;
  bool windows;
} driver;

static const driver drivers[] = {{"wdm.c", true}, {"wdf.c", true}, {"linux_misc.c", false}, {"linux_codec.c", false}, {"linux_clients.c", false}};

static const char *const windows_words[] = {"--target=x86_64-w64-mingw32", "-std=gnu11", "-ffreestanding", "-fms-extensions",
                                            "-mno-red-zone", "-D_MM3DNOW_H_INCLUDED", "-D_AMD64_", "-isystem",
                                            "/usr/x86_64-w64-mingw32/include", "-isystem", "/usr/x86_64-w64-mingw32/include/ddk"};
static const char *const linux_words[] = {"-std=gnu11", "-ffreestanding", "-fno-strict-overflow", "-fno-strict-aliasing",
                                          "-fshort-wchar", "-fno-PIE", "-mcmodel=kernel", "-mno-red-zone"};

/* ---- what the plugin says ---- */

/* "file.c:12:3: warning: text [bulwark-check]" of the file itself. */
static void take_line(const char *line, const char *file, findings *f) {
  const char *name = strstr(line, file), *tag = strstr(line, "[bulwark-");
  bool told = strstr(line, ": warning: ") != NULL || strstr(line, ": error: ") != NULL;
  if (name == NULL || tag == NULL || !told || name[strlen(file)] != ':' || f->count == FINDINGS_MAX) return;
  finding *made = &f->at[f->count++];
  made->line = (unsigned)strtoul(name + strlen(file) + 1, NULL, 10);
  snprintf(made->check, sizeof made->check, "%.*s", (int)strcspn(tag + 9, "]"), tag + 9);
}

static bool start(const setting *s, const driver *d, bool faulty, int to, pid_t *ret_child) {
  const char *words[ARGS_MAX];
  char path[1024];
  size_t n = 0;
  const char *const *usual = d->windows ? windows_words : linux_words;
  size_t usual_count = d->windows ? sizeof windows_words / sizeof *windows_words : sizeof linux_words / sizeof *linux_words;
  posix_spawn_file_actions_t actions;
  snprintf(path, sizeof path, "%s/%s", s->folder, d->file);
  words[n++] = s->clang;
  for (size_t i = 0; i < usual_count; i++) words[n++] = usual[i];
  words[n++] = s->plugin_option;
  words[n++] = "-fsyntax-only";
  words[n++] = faulty ? "-DDRIVER_FAULTY=1" : "-DDRIVER_FAULTY=0";
  for (unsigned i = 0; i < s->include_count; i++) {
    words[n++] = "-I";
    words[n++] = s->includes[i];
  }
  words[n++] = path;
  words[n] = NULL;
  if (posix_spawn_file_actions_init(&actions) != 0) return false;
  bool good = posix_spawn_file_actions_adddup2(&actions, to, STDERR_FILENO) == 0 &&
              posix_spawnp(ret_child, s->clang, &actions, NULL, (char *const *)(void *)words, environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  return good;
}

/* False: the driver could not be compiled; what clang said was printed. */
static bool compile(const setting *s, const driver *d, bool faulty, findings *ret_findings) {
  int ends[2], status = 0;
  pid_t child = 0;
  char line[8192];
  bool broken = false;
  ret_findings->count = 0;
  if (pipe(ends) != 0) return false;
  bool started = start(s, d, faulty, ends[1], &child);
  close(ends[1]);
  FILE *said = fdopen(ends[0], "r");
  while (said != NULL && fgets(line, sizeof line, said) != NULL) {
    take_line(line, d->file, ret_findings);
    bool error = (strstr(line, ": error: ") != NULL || strstr(line, "fatal error") != NULL) && strstr(line, "[bulwark-") == NULL;
    if (error) fputs(line, stderr);
    broken = broken || error;
  }
  if (said != NULL) fclose(said);
  bool ended = started && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) <= 1;
  if (!ended || broken) fprintf(stderr, "%s: not compiled\n", d->file);
  return ended && !broken;
}

/* ---- what was planted ---- */

static bool read_planted(const setting *s, const driver *d, findings *ret_planted) {
  char path[1024], line[LINES_MAX];
  snprintf(path, sizeof path, "%s/%s", s->folder, d->file);
  FILE *file = fopen(path, "r");
  ret_planted->count = 0;
  for (unsigned number = 1; file != NULL && fgets(line, sizeof line, file) != NULL; number++) {
    const char *mark = strstr(line, "/* planted: ");
    if (mark == NULL || ret_planted->count == FINDINGS_MAX) continue;
    finding *made = &ret_planted->at[ret_planted->count++];
    made->line = number;
    snprintf(made->check, sizeof made->check, "%.*s", (int)strcspn(mark + 12, " *"), mark + 12);
  }
  if (file == NULL) return false;
  fclose(file);
  return true;
}

static bool among(const findings *f, const finding *what) {
  for (unsigned i = 0; i < f->count; i++)
    if (f->at[i].line == what->line && strcmp(f->at[i].check, what->check) == 0) return true;
  return false;
}

typedef struct totals {
  unsigned planted, found, fixed, checks[BW_CHECK_COUNT];
} totals;

static void count_check(totals *t, const char *check) {
  for (size_t i = 0; i < BW_CHECK_COUNT; i++)
    if (strcmp(bw_check_list[i].id, check) == 0) t->checks[i]++;
}

static bool hold(const setting *s, const driver *d, totals *t) {
  static findings planted, faulty, fixed;
  if (!read_planted(s, d, &planted) || !compile(s, d, true, &faulty) || !compile(s, d, false, &fixed)) return false;
  for (unsigned i = 0; i < planted.count; i++) {
    bool found = among(&faulty, &planted.at[i]);
    t->planted++;
    t->found += found;
    if (found) count_check(t, planted.at[i].check);
    if (!found) printf("%s:%u: %s is planted and not found\n", d->file, planted.at[i].line, planted.at[i].check);
  }
  for (unsigned i = 0; i < fixed.count; i++)
    printf("%s:%u: %s is found where nothing is wrong\n", d->file, fixed.at[i].line, fixed.at[i].check);
  t->fixed += fixed.count;
  printf("%s: %u planted, %u findings with them, %u without\n", d->file, planted.count, faulty.count, fixed.count);
  return true;
}

/* Checks that no driver has twice. */
static unsigned missing_checks(const totals *t) {
  unsigned missing = 0;
  for (size_t i = 0; i < BW_CHECK_COUNT; i++) {
    if (t->checks[i] >= 2) continue;
    printf("%s is found %u times, not twice\n", bw_check_list[i].id, t->checks[i]);
    missing++;
  }
  return missing;
}

static bool write_results(const totals *t, unsigned missing, const char *folder) {
  struct bw_results results = {0};
  bool good = bw_results_add(&results, "planted", t->planted, 0, BW_RESULT_SHOWN) == BW_RESULTS_OK &&
              bw_results_add(&results, "found", t->found, t->planted, BW_RESULT_MIN) == BW_RESULTS_OK &&
              bw_results_add(&results, "fixed_variant_findings", t->fixed, 0, BW_RESULT_MAX) == BW_RESULTS_OK &&
              bw_results_add(&results, "checks_not_found_twice", missing, 0, BW_RESULT_MAX) == BW_RESULTS_OK &&
              bw_results_write(&results, folder, "kernel-checks") == BW_RESULTS_OK;
  bw_results_print(&results, "kernel checks", stdout);
  bw_results_free(&results);
  return good;
}

int main(int argc, char **argv) {
  static setting s;
  totals t = {0};
  const char *results = NULL;
  bool good = argc >= 4;
  if (!good) return 2;
  s.clang = argv[1];
  s.folder = argv[3];
  snprintf(s.plugin_option, sizeof s.plugin_option, "-fplugin=%s", argv[2]);
  for (int i = 4; i < argc; i++) {
    if (strcmp(argv[i], "--results") == 0 && i + 1 < argc) results = argv[++i];
    else if (s.include_count < sizeof s.includes / sizeof *s.includes) s.includes[s.include_count++] = argv[i];
  }
  for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++) good = hold(&s, &drivers[i], &t) && good;
  if (!good) return 2; /* what could not be measured is not written down */
  unsigned missing = missing_checks(&t);
  if (results != NULL && !write_results(&t, missing, results)) return 2;
  return t.found == t.planted && t.fixed == 0 && missing == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
