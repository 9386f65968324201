/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include "gate/files.h"
#include "gate/strings.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];

const char *project_folder(void) { return folder; }

const char *project_path(const char *name) {
  static char paths[8][512];
  static unsigned turn;
  char *path = paths[turn++ % 8];
  snprintf(path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

void project_write(const char *name, const char *text) {
  bw_arena arena = {0};
  ck_assert_int_eq(bw_arena_init(&arena, 4096), BW_OK);
  const char *path = bw_path_join(&arena, folder, name);
  ck_assert(bw_folder_make(&arena, bw_path_folder(&arena, path)));
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  ck_assert_int_ge(fputs(text, file), 0);
  ck_assert_int_eq(fclose(file), 0);
  bw_arena_destroy(&arena);
}

char *project_read(const char *name) {
  bw_arena arena = {0};
  ck_assert_int_eq(bw_arena_init(&arena, 4096), BW_OK);
  char *bytes = NULL, *copy = NULL;
  size_t size = 0;
  if (bw_file_read(project_path(name), &arena, &bytes, &size)) {
    copy = malloc(size + 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, size + 1);
  }
  bw_arena_destroy(&arena);
  return copy;
}

static void link_program(const char *name) {
  ck_assert_int_eq(symlink(FAKE_CLANG, project_path(name)), 0);
}

void project_start(void) {
  strcpy(folder, "/tmp/bulwark-gate-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  project_write("plugins/bulwark-clang19.so", "");
  project_write("plugins/bulwark-clang22.so", "");
  ck_assert_int_eq(mkdir(project_path("bin"), 0777), 0);
  link_program("bin/fake-clang");
  link_program("bin/clang-19");
  link_program("bin/clang-22");
  link_program("bin/gcc");
  const char *path = getenv("PATH");
  char *with_bin = malloc(strlen(path) + sizeof folder + 8);
  ck_assert_ptr_nonnull(with_bin);
  sprintf(with_bin, "%s/bin:%s", folder, path);
  setenv("PATH", with_bin, 1);
  free(with_bin);
  setenv("BULWARK_PLUGIN_DIR", project_path("plugins"), 1);
  setenv("FAKE_CLANG_LOG", project_path("runs.log"), 1);
}

void project_start_real(void) {
  char *path = strdup(getenv("PATH"));
  ck_assert_ptr_nonnull(path);
  project_start();
  setenv("PATH", path, 1);
  unsetenv("BULWARK_PLUGIN_DIR");
  free(path);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where) {
  (void)info, (void)kind, (void)where;
  return remove(path);
}

void project_end(void) { ck_assert_int_eq(nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0); }

static void add_json_string(FILE *file, const char *text) {
  fputc('"', file);
  for (; *text != '\0'; text++) {
    if (*text == '"' || *text == '\\') fputc('\\', file);
    if (*text == '\n') fputs("\\n", file);
    else fputc(*text, file);
  }
  fputc('"', file);
}

void project_database(const char *command, ...) {
  FILE *file = fopen(project_path("compile_commands.json"), "w");
  ck_assert_ptr_nonnull(file);
  va_list units;
  va_start(units, command);
  const char *before = "[";
  for (const char *unit = va_arg(units, const char *); unit != NULL; unit = va_arg(units, const char *)) {
    char line[1024];
    const char *at = strstr(command, "%s");
    ck_assert_ptr_nonnull(at);
    snprintf(line, sizeof line, "%.*s%s%s", (int)(at - command), command, unit, at + 2);
    fprintf(file, "%s{\"directory\":", before);
    add_json_string(file, folder);
    fputs(",\"file\":", file);
    add_json_string(file, unit);
    fputs(",\"command\":", file);
    add_json_string(file, line);
    fputs("}", file);
    before = ",\n";
  }
  va_end(units);
  fputs(strcmp(before, "[") == 0 ? "[]" : "]", file);
  ck_assert_int_eq(fclose(file), 0);
}

static void become(const char *command_line, int err) {
  bw_arena arena = {0};
  bw_words words = {0};
  int out = open(project_path("out.txt"), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (err < 0) err = open(project_path("err.txt"), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (bw_arena_init(&arena, 4096) != BW_OK || !bw_words_split(&arena, command_line, &words)) _exit(99);
  bw_vec_push(&arena, &words, NULL);
  const char **args = calloc(words.count + 1, sizeof *args);
  if (args == NULL) _exit(99);
  args[0] = BULWARK;
  memcpy(args + 1, words.at, words.count * sizeof *args);
  if (chdir(folder) != 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0) _exit(99);
  execv(BULWARK, (char *const *)(uintptr_t)args);
  _exit(98);
}

pid_t project_launch(const char *command_line) {
  pid_t pid = fork();
  ck_assert_int_ge(pid, 0);
  if (pid == 0) become(command_line, -1);
  return pid;
}

pid_t project_launch_group(const char *command_line) {
  pid_t pid = fork();
  ck_assert_int_ge(pid, 0);
  if (pid == 0) {
    setpgid(0, 0);
    become(command_line, -1);
  }
  setpgid(pid, pid); /* whichever of the two comes first */
  return pid;
}

int project_run_on_terminal(const char *command_line, char *text, size_t size) {
  int master = posix_openpt(O_RDWR | O_NOCTTY);
  ck_assert_int_ge(master, 0);
  ck_assert(grantpt(master) == 0 && unlockpt(master) == 0);
  int terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
  ck_assert_int_ge(terminal, 0);
  pid_t pid = fork();
  ck_assert_int_ge(pid, 0);
  if (pid == 0) become(command_line, terminal);
  close(terminal);
  size_t got = 0;
  ssize_t step;
  while (got + 1 < size && (step = read(master, text + got, size - 1 - got)) > 0) got += (size_t)step;
  text[got] = '\0';
  close(master);
  return project_wait(pid);
}

int project_wait(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) ck_assert_int_eq(errno, EINTR);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

outcome project_run(const char *command_line) {
  outcome o = {.status = project_wait(project_launch(command_line))};
  o.out = project_read("out.txt");
  o.err = project_read("err.txt");
  ck_assert(o.out != NULL && o.err != NULL);
  o.output = malloc(strlen(o.out) + strlen(o.err) + 1);
  ck_assert_ptr_nonnull(o.output);
  strcpy(o.output, o.out);
  strcat(o.output, o.err);
  return o;
}

void outcome_free(outcome *o) {
  free(o->output);
  free(o->out);
  free(o->err);
}

void project_forget_runs(void) { unlink(project_path("runs.log")); }

unsigned project_runs_of(const char *name) {
  char *log = project_read("runs.log");
  unsigned runs = 0;
  for (char *line = log == NULL ? NULL : strtok(log, "\n"); line != NULL; line = strtok(NULL, "\n"))
    if (strstr(line, "canary") == NULL && (name == NULL || strcmp(line, name) == 0)) runs++;
  free(log);
  return runs;
}

void project_expect(const char *command_line, int status, const char *text) {
  outcome o = project_run(command_line);
  ck_assert_msg(o.status == status, "bulwark %s: status %d, expected %d; output:\n%s", command_line, o.status, status,
                o.output);
  ck_assert_msg(strstr(o.output, text) != NULL, "bulwark %s: '%s' is not in the output:\n%s", command_line, text,
                o.output);
  outcome_free(&o);
}
