/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _XOPEN_SOURCE 700

#include "program.h"

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cases.h"
#include "compile.h"

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)info;
  (void)kind;
  (void)place;
  return remove(path);
}

static int write_database(const char *path, const char *clang, const char *folder, char *const names[], size_t count,
                          const char *const args[], char *const includes[], int include_count) {
  FILE *file = fopen(path, "w");
  if (file == NULL) return 0;
  fputs("[\n", file);
  for (size_t i = 0; i < count; i++) {
    fprintf(file, "  {\"directory\": \"%s\", \"file\": \"%s\", \"arguments\": [\"%s\"", folder, names[i], clang);
    for (const char *const *arg = args; *arg != NULL; arg++) fprintf(file, ", \"%s\"", *arg);
    for (int k = 0; k < include_count; k++) fprintf(file, ", \"-I%s\"", includes[k]);
    fprintf(file, ", \"-c\", \"%s\"]}%s\n", names[i], i + 1 < count ? "," : "");
  }
  fputs("]\n", file);
  return fclose(file) == 0;
}

char *program_lint_joined(const char *gate, const char *clang, const char *models, const char *folder,
                          char *const names[], size_t count, const char *const args[], char *const includes[], int include_count, int *ret_status) {
  char place[] = "joined-XXXXXX", path[CASE_PATH_MAX], whole[4096];
  if (mkdtemp(place) == NULL) return NULL;
  snprintf(path, sizeof path, "%s/all.c", place);
  FILE *file = fopen(path, "w");
  char *output = NULL, *only[] = {(char *)"all.c"};
  bool good = file != NULL && realpath(place, whole) != NULL;
  for (size_t i = 0; good && i < count; i++) fprintf(file, "#include \"%s/%s\"\n", folder, names[i]);
  if (file != NULL) good = fclose(file) == 0 && good;
  if (good) output = program_lint(gate, clang, models, whole, only, 1, 1, args, includes, include_count, ret_status);
  nftw(place, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  return output;
}

char *program_lint(const char *gate, const char *clang, const char *models, const char *folder, char *const names[],
                   size_t count, unsigned jobs, const char *const args[], char *const includes[], int include_count,
                   int *ret_status) {
  char place[] = "program-XXXXXX", database[CASE_PATH_MAX], cache[CASE_PATH_MAX], number[16];
  if (mkdtemp(place) == NULL) return NULL;
  snprintf(database, sizeof database, "%s/compile_commands.json", place);
  snprintf(cache, sizeof cache, "%s/cache", place);
  snprintf(number, sizeof number, "%u", jobs);
  char *output = NULL;
  if (write_database(database, clang, folder, names, count, args, includes, include_count)) {
    const char *argv[] = {gate, "lint", "-p", place, "--cache", cache, "--clang", clang, "--jobs", number,
                          models != NULL ? "--models" : NULL, models, NULL};
    output = compile_run((char *const *)argv, ret_status);
  }
  nftw(place, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  return output;
}
