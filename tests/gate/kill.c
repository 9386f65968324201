/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Ends `bulwark lint` by SIGKILL at random moments and starts it again: the verdict must be that of a run that nothing
 * disturbed, in every byte of its text, JSON and SARIF.
 *
 *   bulwark-gate-kill --program BULWARK --clang CLANG --work DIR --flags FLAGS [--rounds N] [--seed N]
 *                     [--results DIR] FILE...
 *
 * The project is the files named, compiled with the flags, and four units of its own that share a header. The header
 * has two states, of which one has a fault more. A round starts with an empty cache or with that of the round before,
 * lets one to three runs be ended, the header changed in between or not, and then lets one finish. Moments are drawn
 * from the seed and spread over the length that an undisturbed run was measured to have. What is ended is the program,
 * ninja, one worker, or all of them at once. A run that ends by itself although something below it was killed must
 * have no verdict, or the right one.
 *
 * kill_rounds       rounds in which a living run was ended
 * kill_differences  verdicts that were not those of the undisturbed run
 * Exit: 0 no difference, 1 some, 2 it could not be tried. Writes <results>/gate-kill.json.
 */
#define _GNU_SOURCE

#include "kill_tree.h"
#include "results.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 50, OWN_UNITS = 4, STATES = 2, OUTPUTS = 3, ATTEMPTS = 50 };

static const char *const outputs[OUTPUTS] = {"out.txt", "out.json", "out.sarif"};

typedef struct setup {
  const char *program, *clang, *work, *flags, *results;
  const char *const *files;
  size_t file_count;
  unsigned rounds;
  uint64_t random;
  /* what undisturbed runs said and took */
  char *expected[STATES][OUTPUTS];
  int expected_status[STATES];
  double cold_seconds, warm_seconds;
  /* what happened */
  unsigned hits[VICTIM_COUNT], late, rounds_done, differences;
} setup;

static void fail(const char *what, const char *object) {
  fprintf(stderr, "bulwark-gate-kill: %s: %s\n", what, object);
  exit(2);
}

static uint64_t next_random(setup *s) {
  s->random ^= s->random << 13;
  s->random ^= s->random >> 7;
  s->random ^= s->random << 17;
  return s->random;
}

static double random_below(setup *s, double end) { return end * (double)(next_random(s) >> 11) / 9007199254740992.0; }

static double now(void) {
  struct timespec t = {0};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void sleep_until(double moment) {
  double left = moment - now();
  if (left <= 0) return;
  struct timespec wait = {(time_t)left, (long)((left - (double)(time_t)left) * 1e9)};
  while (nanosleep(&wait, &wait) != 0 && errno == EINTR) {
  }
}

/* ---- files ------------------------------------------------------------------------------------------------- */

static const char *path_in(const setup *s, const char *name) {
  static char paths[4][4096];
  static unsigned turn;
  char *path = paths[turn++ % 4];
  if ((size_t)snprintf(path, sizeof paths[0], "%s/%s", s->work, name) >= sizeof paths[0]) fail("too long a path", s->work);
  return path;
}

static void write_text(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0) fail("cannot be written", path);
}

static char *read_text(const char *path) {
  FILE *file = fopen(path, "r");
  struct stat info;
  if (file == NULL || fstat(fileno(file), &info) != 0) fail("cannot be read", path);
  char *text = calloc((size_t)info.st_size + 1, 1);
  if (text == NULL || fread(text, 1, (size_t)info.st_size, file) != (size_t)info.st_size) fail("cannot be read", path);
  fclose(file);
  return text;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where) {
  (void)info, (void)kind, (void)where;
  return remove(path);
}

static void remove_folder(const char *path) {
  if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0 && errno != ENOENT) fail("cannot be removed", path);
}

/* ---- the project ------------------------------------------------------------------------------------------- */

/* The two states differ in what one inline function of a header does: units see it, and so does the whole program. */
static void set_state(const setup *s, unsigned state) {
  static const char *const states[STATES] = {
      "static inline unsigned own_limit(void) { return 8; }\n",
      "static inline unsigned own_limit(void) { return 9; }\n"};
  write_text(path_in(s, "own.h"), states[state]);
}

static void add_string(FILE *file, const char *text) {
  fputc('"', file);
  for (; *text != '\0'; text++) fprintf(file, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
  fputc('"', file);
}

static void add_entry(const setup *s, FILE *database, const char *file, bool first) {
  char command[8192];
  if ((size_t)snprintf(command, sizeof command, "cc %s -c '%s'", s->flags, file) >= sizeof command) fail("too long", file);
  fputs(first ? "[{\"directory\": " : ",\n {\"directory\": ", database);
  add_string(database, s->work);
  fputs(", \"file\": ", database);
  add_string(database, file);
  fputs(", \"command\": ", database);
  add_string(database, command);
  fputs("}", database);
}

static void make_project(const setup *s) {
  remove_folder(s->work);
  if (mkdir(s->work, 0777) != 0) fail("cannot be made", s->work);
  FILE *database = fopen(path_in(s, "compile_commands.json"), "w");
  if (database == NULL) fail("cannot be written", path_in(s, "compile_commands.json"));
  for (unsigned i = 0; i < OWN_UNITS; i++) {
    char name[32], text[256];
    snprintf(name, sizeof name, "own%u.c", i);
    snprintf(text, sizeof text,
             "#include \"own.h\"\nchar own_room%u[8];\nvoid own_fill%u(void);\n"
             "void own_fill%u(void) { for (unsigned i = 0; i < own_limit(); i++) own_room%u[i] = 1; }\n",
             i, i, i, i);
    write_text(path_in(s, name), text);
    add_entry(s, database, path_in(s, name), i == 0);
  }
  for (size_t i = 0; i < s->file_count; i++) add_entry(s, database, s->files[i], false);
  fputs("]\n", database);
  if (fclose(database) != 0) fail("cannot be written", path_in(s, "compile_commands.json"));
}

/* ---- runs -------------------------------------------------------------------------------------------------- */

static pid_t launch(const setup *s) {
  for (unsigned i = 0; i < OUTPUTS; i++) (void)unlink(path_in(s, outputs[i]));
  pid_t pid = fork();
  if (pid < 0) fail("no process can be made", s->program);
  if (pid > 0) return pid;
  int log = open(path_in(s, "err.txt"), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (chdir(s->work) != 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0) _exit(98);
  execl(s->program, s->program, "lint", "--no-config", "-p", ".", "--cache", "cache", "--clang", s->clang, "-j", "2", "--format",
        "text=out.txt", "--format", "json=out.json", "--format", "sarif=out.sarif", (char *)NULL);
  _exit(98);
}

/* The exit status, -1 if a signal ended it. */
static int wait_for(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) fail("cannot be waited for", "the run");
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static double expect_state(setup *s, unsigned state) {
  set_state(s, state);
  double start = now();
  s->expected_status[state] = wait_for(launch(s));
  double seconds = now() - start;
  if (s->expected_status[state] != 1) fail("an undisturbed run must end with findings; its words", path_in(s, "err.txt"));
  for (unsigned i = 0; i < OUTPUTS; i++) {
    free(s->expected[state][i]);
    s->expected[state][i] = read_text(path_in(s, outputs[i]));
  }
  return seconds;
}

/* Runs that nothing disturbs: both states from nothing, and again one after the other. */
static void measure_undisturbed(setup *s) {
  s->cold_seconds = expect_state(s, 1);
  char *first = strdup(s->expected[1][0]);
  expect_state(s, 0);
  s->warm_seconds = expect_state(s, 1);
  if (first == NULL || strcmp(first, s->expected[1][0]) != 0) fail("undisturbed runs differ", path_in(s, outputs[0]));
  free(first);
  for (unsigned i = 0; i < OUTPUTS; i++)
    if (strcmp(s->expected[0][i], s->expected[1][i]) == 0) fail("the two states of the header look the same in", outputs[i]);
  printf("undisturbed: %.1f s from nothing, %.1f s after the header changed\n", s->cold_seconds, s->warm_seconds);
}

/* Counts a run that ended by itself against the verdict it had to come to; without_verdict may be what it ends in. */
static void judge(setup *s, unsigned round, unsigned state, int status, bool without_verdict) {
  if (without_verdict && status == 2) return;
  const char *what = status == s->expected_status[state] ? NULL : "status";
  for (unsigned i = 0; what == NULL && i < OUTPUTS; i++) {
    char *text = read_text(path_in(s, outputs[i]));
    if (strcmp(text, s->expected[state][i]) != 0) what = outputs[i];
    free(text);
  }
  if (what == NULL) return;
  s->differences++;
  printf("round %u: state %u ended with status %d and differs in %s\n", round, state, status, what);
  char kept[64];
  for (unsigned i = 0; i < OUTPUTS; i++) {
    snprintf(kept, sizeof kept, "round-%u.%s", round, outputs[i]);
    (void)rename(path_in(s, outputs[i]), path_in(s, kept));
  }
  snprintf(kept, sizeof kept, "round-%u.err.txt", round);
  (void)rename(path_in(s, "err.txt"), path_in(s, kept));
}

/* One run, ended within the window; true if it was still alive then. */
static bool disturb(setup *s, unsigned round, unsigned state, double window) {
  double moment = now() + random_below(s, window);
  victim whom = (victim)(next_random(s) % VICTIM_COUNT);
  pid_t pid = launch(s);
  sleep_until(moment);
  siginfo_t info = {0};
  bool alive = waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
  if (alive) s->hits[kill_tree(pid, whom, next_random(s))]++;
  else s->late++;
  int status = wait_for(pid);
  if (status >= 0) judge(s, round, state, status, alive);
  return alive;
}

static void run_round(setup *s, unsigned round) {
  unsigned state = next_random(s) % STATES, wanted = 1 + (unsigned)(next_random(s) % 3), hits = 0;
  bool cold = next_random(s) % 3 != 0;
  set_state(s, state);
  if (cold) remove_folder(path_in(s, "cache"));
  double left = cold ? s->cold_seconds : s->warm_seconds;
  for (unsigned attempt = 0; hits < wanted && attempt < ATTEMPTS; attempt++) {
    double start = now();
    if (disturb(s, round, state, left)) hits++;
    left -= now() - start;
    /* Little is left, or this run found nothing more to do: the header changes, or all begins again. */
    if (left < s->warm_seconds / 4) left = s->warm_seconds;
    if (next_random(s) % 2 == 0) {
      state = 1 - state;
      set_state(s, state);
    }
  }
  if (hits > 0) s->rounds_done++;
  judge(s, round, state, wait_for(launch(s)), false);
  kill_tree_reap();
}

/* ---- all of it --------------------------------------------------------------------------------------------- */

static bool write_figures(const setup *s) {
  static const char *const names[VICTIM_COUNT] = {"kills_of_program", "kills_of_ninja", "kills_of_worker", "kills_of_all"};
  struct bw_results results = {0};
  bool good = bw_results_add(&results, "kill_rounds", s->rounds_done, s->results == NULL ? s->rounds : ROUNDS, BW_RESULT_MIN) == BW_RESULTS_OK &&
              bw_results_add(&results, "kill_differences", s->differences, 0, BW_RESULT_MAX) == BW_RESULTS_OK;
  for (unsigned i = 0; good && i < VICTIM_COUNT; i++)
    good = bw_results_add(&results, names[i], s->hits[i], 0, BW_RESULT_SHOWN) == BW_RESULTS_OK;
  good = good && bw_results_add(&results, "kills_too_late", s->late, 0, BW_RESULT_SHOWN) == BW_RESULTS_OK &&
         bw_results_add(&results, "kill_run_seconds", s->cold_seconds, 0, BW_RESULT_SHOWN) == BW_RESULTS_OK;
  bw_results_print(&results, "gate-kill", stdout);
  if (good && s->results != NULL) good = bw_results_write(&results, s->results, "gate-kill") == BW_RESULTS_OK;
  bw_results_free(&results);
  return good;
}

static bool take_option(setup *s, const char *name, const char *value) {
  if (strcmp(name, "--program") == 0) s->program = value;
  else if (strcmp(name, "--clang") == 0) s->clang = value;
  else if (strcmp(name, "--work") == 0) s->work = value;
  else if (strcmp(name, "--flags") == 0) s->flags = value;
  else if (strcmp(name, "--results") == 0) s->results = value;
  else if (strcmp(name, "--rounds") == 0) s->rounds = (unsigned)strtoul(value, NULL, 10);
  else if (strcmp(name, "--seed") == 0) s->random = strtoull(value, NULL, 10);
  else return false;
  return true;
}

int main(int argc, char **argv) {
  static setup s = {.rounds = ROUNDS, .random = 88172645463325252u};
  int at = 1;
  for (; at < argc && argv[at][0] == '-'; at += 2)
    if (at + 1 == argc || !take_option(&s, argv[at], argv[at + 1])) fail("unknown option, or one without its value", argv[at]);
  s.files = (const char *const *)(uintptr_t)(argv + at);
  s.file_count = (size_t)(argc - at);
  if (s.program == NULL || s.clang == NULL || s.work == NULL || s.flags == NULL || s.rounds == 0 || s.random == 0)
    fail("options are missing", "--program, --clang, --work and --flags are needed");
  setvbuf(stdout, NULL, _IOLBF, 0);
  kill_tree_start();
  make_project(&s);
  measure_undisturbed(&s);
  for (unsigned round = 1; round <= s.rounds; round++) run_round(&s, round);
  if (!write_figures(&s)) fail("the figures cannot be written", s.results);
  if (s.rounds_done < s.rounds) fail("some rounds had nothing to end", s.work);
  return s.differences == 0 ? 0 : 1;
}
