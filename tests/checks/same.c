/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark-check-same CLANG PLUGIN GATE FOLDER INCLUDE…: what must not change the findings. Each case of a check's folder is
 * looked at as it is, and in forms that mean the same (vary.h): with other names, in the opposite order, wrapped in
 * statements that do nothing, with conditions negated, beside code that has nothing to do with it; and split into two files
 * that are linted as one program, where nothing but functions would have to be shared. The findings must be those of the
 * case as it stands, by line and check.
 * VARY=N in the environment: that form alone, as a number of vary.h's bits.
 * Exit: 0 so, 1 not so (each difference on stdout), 2 a case could not be compiled or read. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cases.h"
#include "compile.h"
#include "program.h"
#include "vary.h"

enum { ARGS_MAX = 48 };

typedef struct setting {
  const char *clang, *plugin, *gate, *folder;
  char *const *includes;
  int include_count;
  char place[32], whole[4096]; /* a folder for files in another form */
} setting;

static const unsigned forms[] = {VARY_RENAMED | VARY_REORDERED | VARY_STRANGERS, VARY_WRAPPED | VARY_NEGATED};

static bool write_form(const setting *s, const char *as, const char *name, const char *text, unsigned how) {
  char path[CASE_PATH_MAX];
  snprintf(path, sizeof path, "%s/%s", s->place, as);
  FILE *file = fopen(path, "w");
  if (file == NULL) return false;
  bool written = vary_write(file, name, text, how);
  return fclose(file) == 0 && written;
}

static void remove_form(const setting *s, const char *as) {
  char path[CASE_PATH_MAX];
  snprintf(path, sizeof path, "%s/%s", s->place, as);
  (void)remove(path);
}

/* Compiles the file `as` of the place and reads its findings; false, with a message, when that is not possible. */
static bool compile(const setting *s, const char *name, const char *as, case_findings *ret_findings) {
  char plugin[CASE_PATH_MAX], includes[8][CASE_PATH_MAX], path[CASE_PATH_MAX], models[CASE_PATH_MAX];
  char models_arg[CASE_PATH_MAX + 32];
  const char *argv[ARGS_MAX] = {s->clang, "-fsyntax-only", "-fno-caret-diagnostics", "-ferror-limit=0", "-w"};
  size_t count = 5;
  int status = 0;
  snprintf(plugin, sizeof plugin, "-fplugin=%s", s->plugin);
  argv[count++] = plugin;
  if (compile_models_of(s->folder, name, models, sizeof models)) {
    snprintf(models_arg, sizeof models_arg, "-fplugin-arg-bulwark-models=%s", models);
    argv[count++] = models_arg;
  }
  for (const char *const *arg = compile_args_of(name); *arg != NULL; arg++) argv[count++] = *arg;
  for (int i = 0; i < s->include_count && i < 8; i++) {
    snprintf(includes[i], sizeof includes[i], "-I%s", s->includes[i]);
    argv[count++] = includes[i];
  }
  snprintf(path, sizeof path, "%s/%s", s->place, as);
  argv[count++] = path;
  char *output = compile_run((char *const *)argv, &status);
  const char *stranger = output == NULL ? "the compiler could not be run" : cases_read_findings(output, ret_findings);
  if (stranger != NULL) printf("%s: not compiled: %s\n", name, stranger);
  free(output);
  return stranger == NULL && status <= 1;
}

static bool lint(const setting *s, const char *name, char *const files[], size_t count, case_findings *ret_findings) {
  int status = 0;
  char path[CASE_PATH_MAX];
  const char *models = compile_models_of(s->folder, name, path, sizeof path) ? path : NULL;
  char *output = program_lint(s->gate, s->clang, models, s->whole, files, count, 1, compile_args_of(name), s->includes,
                              s->include_count, &status);
  const char *stranger = output == NULL ? "bulwark could not be run" : cases_read_findings(output, ret_findings);
  if (stranger != NULL || status > 1) printf("%s: not linted (status %d): %s\n", name, status, stranger == NULL ? "" : stranger);
  free(output);
  return stranger == NULL && status <= 1;
}

static bool has(const case_findings *list, const case_finding *f) {
  for (size_t i = 0; i < list->count; i++)
    if (list->at[i].line == f->line && strcmp(list->at[i].id, f->id) == 0) return true;
  return false;
}

static unsigned show(const char *name, const char *what, unsigned how, const case_findings *of, const case_findings *in) {
  unsigned differences = 0;
  for (size_t i = 0; i < of->count; i++) {
    if (has(in, &of->at[i])) continue;
    printf("%s:%u: %s in form %u: %s: %s\n", name, of->at[i].line, what, how, of->at[i].id, of->at[i].message);
    differences++;
  }
  return differences;
}

static unsigned compare(const char *name, unsigned how, const case_findings *usual, const case_findings *varied) {
  return show(name, "lost", how, usual, varied) + show(name, "new", how, varied, usual);
}

/* Returns how many differences there are; UINT_MAX-like ~0u when the case could not be looked at. */
static unsigned run_case(const setting *s, const char *name, const char *text) {
  static case_findings usual, varied;
  const char *only = getenv("VARY");
  unsigned differences = 0, chosen = only != NULL ? (unsigned)strtoul(only, NULL, 10) : 0;
  char *halves[] = {(char *)"first.c", (char *)"second.c"}, *one[] = {(char *)"case.c"};
  if (!write_form(s, "case.c", name, text, 0) || !compile(s, name, "case.c", &usual)) return ~0u;
  for (size_t i = 0; i < (only != NULL ? 1 : sizeof forms / sizeof *forms); i++) {
    unsigned how = only != NULL ? chosen : forms[i];
    if (how & (VARY_FIRST | VARY_SECOND)) break;
    if (!write_form(s, "form.c", name, text, how) || !compile(s, name, "form.c", &varied)) return ~0u;
    differences += compare(name, how, &usual, &varied);
    remove_form(s, "form.c");
  }
  bool split = only == NULL || chosen & VARY_FIRST;
  split = split && write_form(s, halves[0], name, text, VARY_FIRST) && write_form(s, halves[1], name, text, VARY_SECOND);
  if (split) {
    if (!lint(s, name, one, 1, &usual) || !lint(s, name, halves, 2, &varied)) return ~0u;
    differences += compare(name, VARY_FIRST | VARY_SECOND, &usual, &varied);
  }
  printf("%s: %zu findings, %s, %u differences\n", name, usual.count, split ? "also in two files" : "not split", differences);
  remove_form(s, "case.c");
  remove_form(s, halves[0]);
  remove_form(s, halves[1]);
  return differences;
}

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }
static int is_case(const struct dirent *entry) {
  size_t size = strlen(entry->d_name);
  return size > 2 && strcmp(entry->d_name + size - 2, ".c") == 0;
}

int main(int argc, char **argv) {
  if (argc < 5) {
    fputs("usage: bulwark-check-same CLANG PLUGIN GATE FOLDER INCLUDE...\n", stderr);
    return 2;
  }
  setting s = {.clang = argv[1], .plugin = argv[2], .gate = argv[3], .folder = argv[4], .includes = argv + 5,
               .include_count = argc - 5, .place = "same-XXXXXX"};
  struct dirent **entries = NULL;
  int count = scandir(s.folder, &entries, is_case, by_name), worst = 0;
  if (count <= 0 || mkdtemp(s.place) == NULL || realpath(s.place, s.whole) == NULL) {
    fputs("bulwark-check-same: no case, or no folder to work in\n", stderr);
    return 2;
  }
  for (int i = 0; i < count; i++) {
    char path[CASE_PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", s.folder, entries[i]->d_name);
    char *text = compile_read_file(path);
    unsigned differences = text != NULL ? run_case(&s, entries[i]->d_name, text) : ~0u;
    int result = differences == ~0u ? 2 : differences != 0;
    if (result > worst) worst = result;
    free(text);
    free(entries[i]);
  }
  free(entries);
  (void)rmdir(s.place);
  return worst;
}
