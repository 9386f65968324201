/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/options.h"

#include "gate/strings.h"

#include <stdlib.h>
#include <string.h>

/* An option that takes a value: where it goes, once or into a list. */
typedef struct target {
  const char *name;
  const char **single;
  bw_words *list;
} target;

static const char *long_name(const char *word) {
  static const char *const pairs[][2] = {{"-p", "database"}, {"-j", "jobs"}, {"-h", "help"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (strncmp(word, pairs[i][0], 2) == 0) return pairs[i][1];
  return bw_starts_with(word, "--") ? word + 2 : NULL;
}

/* The allowed option that word names, up to its '='; NULL if it names none. */
static const char *find_allowed(const char *word, const char *const *allowed) {
  const char *name = long_name(word);
  if (name == NULL) return NULL;
  for (; *allowed != NULL; allowed++)
    if (strncmp(name, *allowed, strlen(*allowed)) == 0 && strchr("=", name[strlen(*allowed)]) != NULL) return *allowed;
  return NULL;
}

/* The value joined to the option, NULL if there is none: -p=DIR is the folder "=DIR", as compilers read it. */
static const char *joined_value(const char *word) {
  if (word[1] != '-') return word[2] == '\0' ? NULL : word + 2;
  const char *equals = strchr(word, '=');
  return equals == NULL ? NULL : equals + 1;
}

static bool store(bw_arena *arena, const target *targets, const char *name, const char *value) {
  for (; targets->name != NULL; targets++) {
    if (strcmp(targets->name, name) != 0) continue;
    if (targets->list != NULL) bw_vec_push(arena, targets->list, value);
    if (targets->single != NULL) *targets->single = value;
    return true;
  }
  return false;
}

static bool read_jobs(const char *value, unsigned *ret_jobs) {
  if (value == NULL) return true;
  char *end = NULL;
  unsigned long jobs = strtoul(value, &end, 10);
  if (*value < '0' || *value > '9' || *end != '\0' || jobs == 0 || jobs > 4096) {
    bw_complain("-j %s: not a number of jobs between 1 and 4096", value);
    return false;
  }
  *ret_jobs = (unsigned)jobs;
  return true;
}

bool bw_options_read(bw_arena *arena, int argc, char **argv, const char *const *allowed, bw_gate_options *ret_options) {
  bw_gate_options options = {0};
  const char *jobs = NULL;
  const target targets[] = {
      {"database", &options.database, NULL}, {"cache", &options.cache, NULL},
      {"sarif", &options.sarif, NULL},       {"clang", &options.clang, &options.clangs},
      {"plugin", &options.plugin, NULL},     {"jobs", &jobs, NULL},
      {"filter", NULL, &options.filters},    {"models", NULL, &options.models},
      {"hardened", NULL, &options.hardened}, {NULL, NULL, NULL},
  };
  bool only_files = false;
  for (int i = 1; i < argc; i++) {
    const char *word = argv[i];
    if (only_files || *word != '-' || word[1] == '\0') {
      bw_vec_push(arena, &options.files, word);
      continue;
    }
    if (strcmp(word, "--") == 0) {
      only_files = true;
      continue;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
      options.help = true;
      continue;
    }
    const char *name = find_allowed(word, allowed);
    if (name == NULL) {
      bw_complain("unknown option %s; bulwark %s --help lists them", word, argv[0]);
      return false;
    }
    const char *value = joined_value(word);
    if (value == NULL && i + 1 < argc) value = argv[++i];
    if (value == NULL || *value == '\0') {
      bw_complain("option %s needs a value; bulwark %s --help explains it", word, argv[0]);
      return false;
    }
    if (!store(arena, targets, name, value)) return false;
  }
  if (!read_jobs(jobs, &options.jobs)) return false;
  *ret_options = options;
  return true;
}
