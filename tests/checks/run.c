/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark-check-cases CLANG PLUGIN GATE FOLDER INCLUDE…: compiles every case of a check's folder and compares the findings
 * with those that the case asks for, both ways. A file is compiled as its name says (compile.h). Good code is looked at by
 * every check; bad code (a name without "good") by the check of the folder and those that it asks for, since one fault may
 * be one for several checks. Where a case names edits, no other may be offered. A folder inside of it is one program of several files: it is linted by GATE as a whole,
 * forwards with one job and backwards with two, which must say the same; what the compiler says of each of its files must be
 * among it, and in one piece it must say the same again.
 * Exit: 0 all as expected, 1 not so (each difference on stdout), 2 a case could not be compiled or read. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "compile.h"
#include "core/check_list.h"
#include "program.h"

enum { FILES_MAX = 64, ARGS_MAX = 48 };

typedef struct setting {
  const char *clang, *plugin, *gate, *folder;
  char *const *includes;
  int include_count;
} setting;

/* Models for a case of this name, NULL when it needs none. */
static const char *models_of(const setting *s, const char *name) {
  static char path[CASE_PATH_MAX];
  return compile_models_of(s->folder, name, path, sizeof path) ? path : NULL;
}

/* The check of the folder, and those of the expectations, as the plugin wants to hear them. */
static void choose_checks(const setting *s, const case_expectations *expectations, char *ret_arg, size_t size) {
  const char *name = strrchr(s->folder, '/');
  size_t used = (size_t)snprintf(ret_arg, size, "-fplugin-arg-bulwark-checks=%s", name == NULL ? s->folder : name + 1);
  for (size_t i = 0; i < expectations->count; i++) {
    const char *id = expectations->at[i].id;
    bool listed = false;
    for (const char *at = ret_arg; !listed && (at = strstr(at, id)) != NULL; at++) {
      char before = at[-1], after = at[strlen(id)];
      listed = (before == '=' || before == ',') && (after == ',' || after == '\0');
    }
    if (!listed && used < size) used += (size_t)snprintf(ret_arg + used, size - used, ",%s", id);
  }
}

/* as: whose arguments (compile.h) and whose checks: expectations NULL means all of them. */
static char *compile_case(const setting *s, const char *as, const char *path, const case_expectations *expectations,
                          bool edits, int *ret_status) {
  char plugin[CASE_PATH_MAX], includes[8][CASE_PATH_MAX], checks[CASE_PATH_MAX], models[CASE_PATH_MAX + 32];
  /* clang prints edits with the lines they are of, or not at all */
  const char *argv[ARGS_MAX] = {s->clang, "-fsyntax-only", edits ? "-fdiagnostics-parseable-fixits" : "-fno-caret-diagnostics",
                                "-ferror-limit=0", "-fplugin-arg-bulwark-error"};
  size_t count = 5;
  snprintf(plugin, sizeof plugin, "-fplugin=%s", s->plugin);
  argv[count++] = plugin;
  if (expectations != NULL) {
    choose_checks(s, expectations, checks, sizeof checks);
    argv[count++] = checks;
  }
  if (models_of(s, as) != NULL) {
    snprintf(models, sizeof models, "-fplugin-arg-bulwark-models=%s", models_of(s, as));
    argv[count++] = models;
  }
  for (const char *const *arg = compile_args_of(as); *arg != NULL; arg++) argv[count++] = *arg;
  for (int i = 0; i < s->include_count && i < 8; i++) {
    snprintf(includes[i], sizeof includes[i], "-I%s", s->includes[i]);
    argv[count++] = includes[i];
  }
  argv[count++] = path;
  argv[count] = NULL;
  return compile_run((char *const *)argv, ret_status);
}

/* What the list says about a finding: its check exists, and its severity is the check's. */
static bool severity_fits(const case_finding *finding) {
  bw_check_id check = bw_check_find(finding->id);
  if (check == BW_CHECK_COUNT) return false;
  return strcmp(finding->severity, bw_check_list[check].severity == BW_SEVERITY_ERROR ? "error" : "warning") == 0;
}

static unsigned show_missing(const char *path, const case_expectations *expectations) {
  unsigned differences = 0;
  for (size_t i = 0; i < expectations->count; i++) {
    const case_expectation *e = &expectations->at[i];
    if (e->met || e->optional) continue;
    printf("%s:%u: missing: %s%s%s\n", path, e->line, e->id, e->words[0] == '\0' ? "" : ": ", e->words);
    differences++;
  }
  return differences;
}

static unsigned show_unexpected(const case_findings *findings) {
  unsigned differences = 0;
  for (size_t i = 0; i < findings->count; i++) {
    const case_finding *f = &findings->at[i];
    if (!f->asked) printf("%s:%u:%u: unexpected: %s: %s\n", f->file, f->line, f->column, f->id, f->message);
    if (!severity_fits(f)) printf("%s:%u:%u: %s is not the severity of %s\n", f->file, f->line, f->column, f->severity, f->id);
    differences += !f->asked || !severity_fits(f);
  }
  return differences;
}

/* Edits that a case asks for, against those that the compiler offered, both ways; of cases that name none, none count. */
static unsigned compare_edits(const char *path, const char *text, char *told) {
  static case_edits wanted, offered;
  unsigned differences = 0;
  cases_read_wanted_edits(text, &wanted);
  cases_read_offered_edits(told, &offered);
  for (size_t i = 0; i < wanted.count; i++)
    if (!cases_has_edit(&offered, &wanted.at[i])) printf("%s:%u: edit missing: %s\n", path, wanted.at[i].line, wanted.at[i].text), differences++;
  for (size_t i = 0; wanted.count != 0 && i < offered.count; i++)
    if (!cases_has_edit(&wanted, &offered.at[i])) printf("%s:%u: edit too much: %s\n", path, offered.at[i].line, offered.at[i].text), differences++;
  return differences;
}

static int run_case(const setting *s, const char *file) {
  static case_expectations expectations;
  static case_findings findings;
  char path[CASE_PATH_MAX];
  int status = 0;
  snprintf(path, sizeof path, "%s/%s", s->folder, file);
  char *text = compile_read_file(path);
  unsigned fault = text == NULL ? 1 : cases_read_expectations(text, &expectations);
  if (fault != 0) {
    printf("%s:%u: expectation cannot be read\n", path, fault);
    free(text);
    return 2;
  }
  char *output = compile_case(s, file, path, strstr(file, "good") == NULL ? &expectations : NULL,
                              strstr(text, CASE_EDIT) != NULL, &status);
  char *told = output == NULL ? NULL : strdup(output);
  const char *stranger = output == NULL ? "the compiler could not be run" : cases_read_findings(output, &findings);
  if (stranger != NULL || status > 1 || told == NULL) {
    printf("%s: not compiled (status %d): %s\n", path, status, stranger == NULL ? "no message" : stranger);
    free(output);
    free(text);
    free(told);
    return 2;
  }
  free(output);
  cases_match(file, &expectations, &findings);
  unsigned differences = show_missing(path, &expectations) + show_unexpected(&findings) + compare_edits(path, text, told);
  free(text);
  free(told);
  printf("%s: %zu expectations, %zu findings, %u differences\n", file, expectations.count, findings.count, differences);
  return differences == 0 ? 0 : 1;
}

static size_t list_cases(const char *folder, const char *ending, char *ret_names[FILES_MAX]);

static void reverse(char *names[], size_t count) {
  for (size_t i = 0; i < count / 2; i++) {
    char *name = names[i];
    names[i] = names[count - 1 - i];
    names[count - 1 - i] = name;
  }
}

/* One fault may be one for several checks: of bad programs those of the folder's and of those asked for count. */
static bool of_others(const char *folder, const case_finding *f, const case_findings *findings) {
  const char *slash = strrchr(folder, '/');
  const char *id = slash == NULL ? folder : slash + 1;
  bool asked = strcmp(f->id, id) == 0;
  for (size_t i = 0; i < findings->count; i++)
    asked = asked || (findings->at[i].asked && strcmp(findings->at[i].id, f->id) == 0);
  return !asked;
}

/* Reads what one file of a program expects and marks what meets it. */
static int match_file(const char *folder, const char *file, case_findings *findings, unsigned *differences, size_t *expected) {
  static case_expectations expectations;
  char path[CASE_PATH_MAX];
  if (snprintf(path, sizeof path, "%s/%s", folder, file) >= (int)sizeof path) return 2;
  char *text = compile_read_file(path);
  unsigned fault = text == NULL ? 1 : cases_read_expectations(text, &expectations);
  free(text);
  if (fault != 0) {
    printf("%s:%u: expectation cannot be read\n", path, fault);
    return 2;
  }
  cases_match(file, &expectations, findings);
  *differences += show_missing(path, &expectations);
  *expected += expectations.count;
  return 0;
}

static bool told(const case_findings *list, const case_finding *f) {
  const char *name = strrchr(f->file, '/') == NULL ? f->file : strrchr(f->file, '/') + 1;
  for (size_t i = 0; i < list->count; i++) {
    const case_finding *at = &list->at[i];
    const char *other = strrchr(at->file, '/') == NULL ? at->file : strrchr(at->file, '/') + 1;
    if (at->line == f->line && strcmp(at->id, f->id) == 0 && strcmp(other, name) == 0) return true;
  }
  return false;
}

/* Findings of the one that the other lacks. */
static unsigned show_lost(const char *what, const case_findings *of, const case_findings *in) {
  unsigned lost = 0;
  for (size_t i = 0; i < of->count; i++) {
    if (told(in, &of->at[i])) continue;
    printf("%s:%u: %s: %s: %s\n", of->at[i].file, of->at[i].line, what, of->at[i].id, of->at[i].message);
    lost++;
  }
  return lost;
}

/* In one piece and split into files, a program has the same faults. */
static unsigned compare_joined(const setting *s, const char *name, const char *folder, char *names[], size_t count,
                               const case_findings *split) {
  static case_findings joined;
  int status = 0;
  char *output = program_lint_joined(s->gate, s->clang, models_of(s, name), folder, names, count, compile_args_of(name), s->includes, s->include_count, &status);
  const char *stranger = output == NULL ? "bulwark could not be run" : cases_read_findings(output, &joined);
  if (stranger != NULL || status > 1) printf("%s in one piece: not linted (status %d): %s\n", folder, status, stranger == NULL ? "" : stranger);
  free(output);
  if (stranger != NULL || status > 1) return 1;
  return show_lost("lost in one piece", split, &joined) + show_lost("lost by splitting", &joined, split);
}

/* What the compiler says of one file is a part of what the gate says of the program. */
static unsigned compare_compiled(const setting *s, const char *name, const char *folder, char *names[], size_t count,
                                 const case_findings *whole) {
  static case_findings compiled;
  unsigned lost = 0;
  for (size_t i = 0; i < count; i++) {
    char path[CASE_PATH_MAX];
    int status = 0;
    if (snprintf(path, sizeof path, "%s/%s", folder, names[i]) >= (int)sizeof path) return 1;
    char *output = compile_case(s, name, path, NULL, false, &status);
    const char *stranger = output == NULL ? "the compiler could not be run" : cases_read_findings(output, &compiled);
    if (stranger != NULL) printf("%s: not compiled (status %d): %s\n", path, status, stranger);
    lost += stranger != NULL ? 1 : show_lost("taken back by the whole program", &compiled, whole);
    free(output);
  }
  return lost;
}

static int run_program(const setting *s, const char *name) {
  static case_findings findings;
  char folder[CASE_PATH_MAX / 2], *names[FILES_MAX];
  int status = 0, worst = 0;
  unsigned differences = 0;
  size_t expected = 0;
  snprintf(folder, sizeof folder, "%s/%s", s->folder, name);
  size_t count = list_cases(folder, ".c", names);
  if (count == 0) return 0;
  char *first = program_lint(s->gate, s->clang, models_of(s, name), folder, names, count, 1, compile_args_of(name), s->includes, s->include_count, &status);
  reverse(names, count);
  char *second = program_lint(s->gate, s->clang, models_of(s, name), folder, names, count, 2, compile_args_of(name), s->includes, s->include_count, &status);
  if (first == NULL || second == NULL || strcmp(first, second) != 0) {
    printf("%s: two runs say different things:\n%s\n---\n%s\n", folder, first != NULL ? first : "", second != NULL ? second : "");
    differences++;
  }
  const char *stranger = first == NULL ? "bulwark could not be run" : cases_read_findings(first, &findings);
  if (stranger != NULL || status > 1) {
    printf("%s: not linted (status %d): %s\n", folder, status, stranger == NULL ? "no message" : stranger);
    worst = 2;
  }
  if (worst != 2) differences += compare_compiled(s, name, folder, names, count, &findings);
  if (worst != 2) differences += compare_joined(s, name, folder, names, count, &findings);
  for (size_t i = 0; i < count; i++) {
    int result = worst == 2 ? 0 : match_file(folder, names[i], &findings, &differences, &expected);
    if (result > worst) worst = result;
    free(names[i]);
  }
  for (size_t i = 0; i < findings.count && strstr(name, "good") == NULL; i++)
    if (of_others(s->folder, &findings.at[i], &findings)) findings.at[i].asked = true;
  if (worst != 2) differences += show_unexpected(&findings);
  free(first);
  free(second);
  printf("%s: %zu files, %zu expectations, %zu findings, %u differences\n", name, count, expected, findings.count, differences);
  return worst != 0 ? worst : differences == 0 ? 0 : 1;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* The names in a folder with this ending, sorted; each to be freed. An ending of "" means names without a dot: folders. */
static size_t list_cases(const char *folder, const char *ending, char *ret_names[FILES_MAX]) {
  size_t count = 0;
  DIR *dir = opendir(folder);
  if (dir == NULL) return 0;
  for (struct dirent *entry; count < FILES_MAX && (entry = readdir(dir)) != NULL;) {
    size_t size = strlen(entry->d_name), tail = strlen(ending);
    if (tail == 0 ? strchr(entry->d_name, '.') != NULL : size <= tail || strcmp(entry->d_name + size - tail, ending) != 0)
      continue;
    char *name = (char *)malloc(size + 1);
    if (name == NULL) break;
    memcpy(name, entry->d_name, size + 1);
    ret_names[count++] = name;
  }
  closedir(dir);
  qsort(ret_names, count, sizeof *ret_names, by_name);
  return count;
}

int main(int argc, char **argv) {
  char *names[FILES_MAX];
  int worst = 0;
  if (argc < 5) {
    fputs("usage: bulwark-check-cases CLANG PLUGIN GATE FOLDER INCLUDE...\n", stderr);
    return 2;
  }
  setting s = {argv[1], argv[2], argv[3], argv[4], argv + 5, argc - 5};
  size_t count = list_cases(s.folder, ".c", names);
  for (size_t i = 0; i < count; i++) {
    int result = run_case(&s, names[i]);
    if (result > worst) worst = result;
    free(names[i]);
  }
  char *programs[FILES_MAX];
  size_t program_count = list_cases(s.folder, "", programs);
  for (size_t i = 0; i < program_count; i++) {
    int result = run_program(&s, programs[i]);
    if (result > worst) worst = result;
    free(programs[i]);
  }
  if (count == 0) printf("%s: no cases\n", s.folder);
  return count == 0 ? 2 : worst;
}
