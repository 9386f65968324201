/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark-check-cases CLANG PLUGIN FOLDER INCLUDE…: compiles every case of a check's folder and compares the findings
 * with those that the case asks for, both ways. The name says what a file is compiled as: linux_*.c as the kernel
 * compiles, windows_*.c as a driver against the real headers, everything else as a program. Good code is looked at by
 * every check; bad code (a name without "good") by the check of the folder and those that it asks for, since one fault may
 * be one for several checks.
 * Exit: 0 all as expected, 1 not so (each difference on stdout), 2 a case could not be compiled or read. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "compile.h"
#include "core/check_list.h"

enum { FILES_MAX = 64, ARGS_MAX = 48 };

static const char *const program_args[] = {"-std=gnu11", "-D_DEFAULT_SOURCE", NULL};
static const char *const linux_args[] = {"-std=gnu11",    "-ffreestanding", "-fno-strict-overflow",
                                         "-fno-strict-aliasing", "-fshort-wchar", "-fno-PIE",
                                         "-mcmodel=kernel",      "-mno-red-zone", NULL};
static const char *const windows_args[] = {"--target=x86_64-w64-mingw32", "-std=gnu11", "-ffreestanding",
                                           "-fms-extensions", "-mno-red-zone", "-D_MM3DNOW_H_INCLUDED", "-D_AMD64_",
                                           "-isystem", "/usr/x86_64-w64-mingw32/include",
                                           "-isystem", "/usr/x86_64-w64-mingw32/include/ddk", NULL};

typedef struct setting {
  const char *clang, *plugin, *folder;
  char *const *includes;
  int include_count;
} setting;

static const char *const *args_of(const char *file) {
  if (strncmp(file, "linux_", 6) == 0) return linux_args;
  if (strncmp(file, "windows_", 8) == 0) return windows_args;
  return program_args;
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

static char *compile_case(const setting *s, const char *file, const char *path, const case_expectations *expectations,
                          int *ret_status) {
  char plugin[CASE_PATH_MAX], includes[8][CASE_PATH_MAX], checks[CASE_PATH_MAX];
  const char *argv[ARGS_MAX] = {s->clang, "-fsyntax-only", "-fno-caret-diagnostics", "-ferror-limit=0",
                                "-fplugin-arg-bulwark-error"};
  size_t count = 5;
  snprintf(plugin, sizeof plugin, "-fplugin=%s", s->plugin);
  argv[count++] = plugin;
  choose_checks(s, expectations, checks, sizeof checks);
  if (strstr(file, "good") == NULL) argv[count++] = checks;
  for (const char *const *arg = args_of(file); *arg != NULL; arg++) argv[count++] = *arg;
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

static unsigned show_differences(const char *path, const case_expectations *expectations, const case_findings *findings) {
  unsigned differences = 0;
  for (size_t i = 0; i < expectations->count; i++) {
    const case_expectation *e = &expectations->at[i];
    if (e->met || e->optional) continue;
    printf("%s:%u: missing: %s%s%s\n", path, e->line, e->id, e->words[0] == '\0' ? "" : ": ", e->words);
    differences++;
  }
  for (size_t i = 0; i < findings->count; i++) {
    const case_finding *f = &findings->at[i];
    if (!f->asked) printf("%s:%u:%u: unexpected: %s: %s\n", f->file, f->line, f->column, f->id, f->message);
    if (!severity_fits(f)) printf("%s:%u:%u: %s is not the severity of %s\n", f->file, f->line, f->column, f->severity, f->id);
    differences += !f->asked || !severity_fits(f);
  }
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
  free(text);
  if (fault != 0) {
    printf("%s:%u: expectation cannot be read\n", path, fault);
    return 2;
  }
  char *output = compile_case(s, file, path, &expectations, &status);
  const char *stranger = output == NULL ? "the compiler could not be run" : cases_read_findings(output, &findings);
  if (stranger != NULL || status > 1) {
    printf("%s: not compiled (status %d): %s\n", path, status, stranger == NULL ? "no message" : stranger);
    free(output);
    return 2;
  }
  free(output);
  cases_match(file, &expectations, &findings);
  unsigned differences = show_differences(path, &expectations, &findings);
  printf("%s: %zu expectations, %zu findings, %u differences\n", file, expectations.count, findings.count, differences);
  return differences == 0 ? 0 : 1;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* The names of the folder's cases, sorted; each to be freed. */
static size_t list_cases(const char *folder, char *ret_names[FILES_MAX]) {
  size_t count = 0;
  DIR *dir = opendir(folder);
  if (dir == NULL) return 0;
  for (struct dirent *entry; count < FILES_MAX && (entry = readdir(dir)) != NULL;) {
    size_t size = strlen(entry->d_name);
    if (size < 3 || strcmp(entry->d_name + size - 2, ".c") != 0) continue;
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
  if (argc < 4) {
    fputs("usage: bulwark-check-cases CLANG PLUGIN FOLDER INCLUDE...\n", stderr);
    return 2;
  }
  setting s = {argv[1], argv[2], argv[3], argv + 4, argc - 4};
  size_t count = list_cases(s.folder, names);
  for (size_t i = 0; i < count; i++) {
    int result = run_case(&s, names[i]);
    if (result > worst) worst = result;
    free(names[i]);
  }
  if (count == 0) printf("%s: no cases\n", s.folder);
  return count == 0 ? 2 : worst;
}
