/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/options.h"

#include "gate/rules.h"
#include "gate/strings.h"

#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(bw_gate_options, field)
#define RUNS (BW_COMMAND_LINT | BW_COMMAND_FIX | BW_COMMAND_BASELINE | BW_COMMAND_REPORT)
#define JUDGES (BW_COMMAND_LINT | BW_COMMAND_REPORT)

const bw_option bw_option_list[] = {
    {'p', "database", "DIR", BW_OPTION_ONE, RUNS | BW_COMMAND_DOCTOR, AT(database), "folder of compile_commands.json, or such a file"},
    {0, "config", "FILE", BW_OPTION_ONE, RUNS | BW_COMMAND_DOCTOR, AT(config),
     "read this configuration; bulwark.yaml in the current folder or one above it if not given"},
    {0, "no-config", NULL, BW_OPTION_FLAG, RUNS | BW_COMMAND_DOCTOR, AT(no_config), "read no configuration"},
    {0, "filter", "GLOB", BW_OPTION_MANY, JUDGES | BW_COMMAND_FIX, AT(filters),
     "only units whose path matches; may be given several times"},
    {0, "format", "FORMAT[=FILE]", BW_OPTION_MANY, BW_COMMAND_LINT, AT(formats),
     "text, sarif, json, html, github, gitlab or junit, on standard output or into FILE; may be given several times; "
     "text goes to standard output if nothing else does"},
    {'o', "output", "FILE", BW_OPTION_ONE, BW_COMMAND_REPORT, AT(output),
     "write the page there; " BW_REPORT_FILE " in the current folder if not given"},
    {0, "sarif", "FILE", BW_OPTION_ONE, BW_COMMAND_LINT, SIZE_MAX, "the same as --format sarif=FILE"},
    {0, "all", NULL, BW_OPTION_FLAG, BW_COMMAND_LINT, AT(all),
     "show in text also what is suppressed, in the baseline or outside the diff"},
    {0, "diff", "REV", BW_OPTION_ONE, JUDGES, AT(diff),
     "count only what the changes since this git revision touch or cause"},
    {0, "baseline", "FILE", BW_OPTION_ONE, RUNS & ~(unsigned)BW_COMMAND_FIX, AT(baseline),
     "compare with this baseline"},
    {0, "no-baseline", NULL, BW_OPTION_FLAG, JUDGES, AT(no_baseline), "compare with no baseline"},
    {0, "allow", "REASON", BW_OPTION_ONE, BW_COMMAND_BASELINE, AT(allow),
     "let update take in new findings and more debt, and note why"},
    {0, "rule", "ID", BW_OPTION_MANY, BW_COMMAND_FIX, AT(rules),
     "apply only fixes of this rule; may be given several times"},
    {0, "dry-run", NULL, BW_OPTION_FLAG, BW_COMMAND_FIX, AT(dry_run),
     "print the changes as a unified diff, change nothing"},
    {0, "patch", "FILE", BW_OPTION_ONE, BW_COMMAND_FIX, AT(patch),
     "write the changes there as a unified diff, change nothing else"},
    {0, "clang", "PROGRAM", BW_OPTION_MANY, RUNS | BW_COMMAND_DOCTOR, AT(clangs),
     "analyse with this clang instead of the one each unit is compiled with"},
    {0, "plugin", "FILE", BW_OPTION_ONE, BW_COMMAND_DOCTOR, AT(plugin), "try this plugin instead of the one that fits"},
    {0, "model", "FUNCTION", BW_OPTION_ONE, BW_COMMAND_EXPLAIN, AT(model), "say in words what is known of a function, and from where"},
    {0, "models", "FILE", BW_OPTION_MANY, RUNS | BW_COMMAND_EXPLAIN, AT(models), "API models of your own; may be given several times"},
    {0, "hardened", "GLOB", BW_OPTION_MANY, RUNS, AT(hardened),
     "hold files that match to the hardened profile; may be given several times"},
    {'j', "jobs", "N", BW_OPTION_ONE, RUNS, AT(jobs_text),
     "so many units at once; the number of processors if not given"},
    {0, "time-limit", "SECONDS", BW_OPTION_ONE, RUNS, AT(time_limit_text),
     "end a unit that takes longer, which then has no verdict; 600 if not given"},
    {0, "cache", "DIR", BW_OPTION_ONE, RUNS, AT(cache),
     "where records are kept between runs; .bulwark beside the database if not given"},
    {0, "ccache", NULL, BW_OPTION_FLAG, RUNS, AT(ccache),
     "ask ccache for records and leave new ones there; without it, only for units that are compiled through ccache"},
    {0, "schema", NULL, BW_OPTION_FLAG, BW_COMMAND_INIT, AT(schema),
     "print the JSON schema of the configuration, write nothing"},
    {0, "force", NULL, BW_OPTION_FLAG, BW_COMMAND_INIT | BW_COMMAND_BASELINE, AT(force), "overwrite what is there"},
};
const size_t bw_option_count = sizeof bw_option_list / sizeof *bw_option_list;

/* ---- one word ---------------------------------------------------------------------------------------------- */

static bool has_name(const bw_option *option, const char *name) {
  size_t size = strlen(option->name);
  return strncmp(name, option->name, size) == 0 && (name[size] == '\0' || name[size] == '=');
}

/* The option that word names, up to its '=', if the command takes it. */
static const bw_option *find_option(const char *word, unsigned command) {
  for (size_t i = 0; i < bw_option_count; i++) {
    const bw_option *option = &bw_option_list[i];
    if ((option->commands & command) == 0) continue;
    if (word[1] != '-' ? option->letter != 0 && word[1] == option->letter : has_name(option, word + 2)) return option;
  }
  return NULL;
}

/* The value joined to the option, NULL if there is none: -p=DIR is the folder "=DIR", as compilers read it. */
static const char *joined_value(const char *word) {
  if (word[1] != '-') return word[2] == '\0' ? NULL : word + 2;
  const char *equals = strchr(word, '=');
  return equals == NULL ? NULL : equals + 1;
}

static void store(bw_arena *arena, const bw_option *option, const char *value, bw_gate_options *options) {
  if (option->offset == SIZE_MAX) {
    bw_vec_push(arena, &options->formats, bw_format(arena, "sarif=%s", value));
    return;
  }
  char *field = (char *)options + option->offset;
  switch (option->form) {
  case BW_OPTION_FLAG: memcpy(field, &(bool){true}, sizeof(bool)); break;
  case BW_OPTION_ONE: memcpy(field, &value, sizeof value); break;
  case BW_OPTION_MANY: {
    bw_words words;
    memcpy(&words, field, sizeof words);
    bw_vec_push(arena, &words, value);
    memcpy(field, &words, sizeof words);
    break;
  }
  }
}

bool bw_option_number(const char *value, unsigned most, unsigned *ret_number) {
  char *end = NULL;
  unsigned long number = strtoul(value, &end, 10);
  if (*value < '0' || *value > '9' || *end != '\0' || number == 0 || number > most) return false;
  *ret_number = (unsigned)number;
  return true;
}

static bool read_numbers(bw_gate_options *options) {
  if (options->jobs_text != NULL && !bw_option_number(options->jobs_text, 4096, &options->jobs)) {
    bw_complain("-j %s: not a number of jobs between 1 and 4096", options->jobs_text);
    return false;
  }
  if (options->time_limit_text != NULL &&
      !bw_option_number(options->time_limit_text, BW_TIME_LIMIT_MOST, &options->time_limit)) {
    bw_complain("--time-limit %s: not a number of seconds between 1 and %d", options->time_limit_text,
                BW_TIME_LIMIT_MOST);
    return false;
  }
  return true;
}

static bool complain_unknown(bw_arena *arena, const char *word, unsigned command, const char *name) {
  bw_words names = {0};
  for (size_t i = 0; i < bw_option_count; i++)
    if ((bw_option_list[i].commands & command) != 0) bw_vec_push(arena, &names, bw_option_list[i].name);
  bw_vec_push(arena, &names, NULL);
  const char *bare = word + strspn(word, "-");
  const char *near = bw_word_near(bw_copy(arena, bare, strcspn(bare, "=")), names.at);
  if (near != NULL)
    bw_complain("unknown option %s; did you mean --%s? bulwark %s --help lists them", word, near, name);
  else
    bw_complain("unknown option %s; bulwark %s --help lists them", word, name);
  return false;
}

/* Reads the option at argv[*at] and leaves *at at its last word. */
static bool read_option(bw_arena *arena, char **argv, int argc, int *at, unsigned command, bw_gate_options *options) {
  const char *word = argv[*at];
  const bw_option *option = find_option(word, command);
  if (option == NULL) return complain_unknown(arena, word, command, argv[0]);
  const char *value = joined_value(word);
  if (option->value == NULL) {
    if (value != NULL) {
      bw_complain("option --%s takes no value; bulwark %s --help explains it", option->name, argv[0]);
      return false;
    }
  } else {
    if (value == NULL && *at + 1 < argc) value = argv[++*at];
    if (value == NULL || *value == '\0') {
      bw_complain("option %s needs a value; bulwark %s --help explains it", word, argv[0]);
      return false;
    }
  }
  store(arena, option, value, options);
  return true;
}

bool bw_options_read(bw_arena *arena, int argc, char **argv, unsigned command, bw_gate_options *ret_options) {
  bw_gate_options options = {0};
  bool only_files = false;
  for (int i = 1; i < argc; i++) {
    const char *word = argv[i];
    if (only_files || *word != '-' || word[1] == '\0')
      bw_vec_push(arena, &options.files, word);
    else if (strcmp(word, "--") == 0)
      only_files = true;
    else if (!read_option(arena, argv, argc, &i, command, &options))
      return false;
  }
  if (!read_numbers(&options)) return false;
  if (options.clangs.count > 0) options.clang = options.clangs.at[options.clangs.count - 1];
  *ret_options = options;
  return true;
}
