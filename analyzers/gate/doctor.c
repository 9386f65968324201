/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _XOPEN_SOURCE 700

#include "gate/commands.h"
#include "gate/config.h"

#include "core/record.h"
#include "gate/database.h"
#include "gate/files.h"
#include "gate/flags.h"
#include "gate/options.h"
#include "gate/plan.h"
#include "gate/process.h"
#include "gate/version.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct doctor {
  bw_arena *arena;
  bw_toolchain toolchain;
  const char *folder; /* scratch, removed at the end */
  const char *current;
  unsigned usable;
  unsigned broken;
} doctor;

/* ---- a trial ----------------------------------------------------------------------------------------------- */

typedef enum trial { TRIAL_GOOD, TRIAL_NO_LOAD, TRIAL_NO_RECORD, TRIAL_NO_CANARY } trial;

typedef struct trial_result {
  trial outcome;
  const char *detail; /* first line that clang printed, or why the record is none */
} trial_result;

static const char *first_line(bw_arena *arena, const char *output) {
  return *output == '\0' ? "it printed nothing" : bw_copy(arena, output, strcspn(output, "\n"));
}

static bool reported(const bw_report *report) {
  for (size_t i = 0; i < report->finding_count; i++)
    if (strcmp(report->findings[i].check, BW_CANARY_CHECK) == 0) return true;
  return false;
}

/* Compiles the file with the plugin; false, with what happened, if that leaves no record. */
static bool compile(doctor *d, const bw_compiler *clang, const char *plugin, const char *file, trial_result *result,
                    const bw_report **ret_report) {
  const char *record = bw_format(d->arena, "%s/record.bwr", d->folder), *why = NULL;
  bw_words flags = {0}, words = {0};
  bw_vec_push(d->arena, &flags, bw_format(d->arena, "-fplugin-arg-bulwark-record=%s", record));
  bw_plan_words(d->arena, clang, &flags, plugin, file, &words);
  bw_vec_push(d->arena, &words, NULL);
  bw_text output = {.arena = d->arena};
  bw_child child = bw_child_run(d->arena, &(bw_process){.folder = d->folder, .args = words.at, .output = &output}, NULL);
  if (child.exit_status != 0) {
    *result = (trial_result){TRIAL_NO_LOAD, bw_format(d->arena, "clang %s: %s", bw_child_describe(d->arena, &child),
                                                      first_line(d->arena, bw_text_string(&output)))};
    return false;
  }
  bw_record_status status = bw_record_read_file(record, d->arena, ret_report, &why);
  unlink(record);
  if (status == BW_RECORD_OK) return true;
  *result = (trial_result){TRIAL_NO_RECORD, why};
  return false;
}

static trial_result try_plugin(doctor *d, const bw_compiler *clang, const char *plugin) {
  trial_result result = {.outcome = TRIAL_GOOD, .detail = ""};
  const bw_report *report = NULL;
  if (!compile(d, clang, plugin, bw_format(d->arena, "%s/empty.c", d->folder), &result, &report)) return result;
  if (!compile(d, clang, plugin, bw_format(d->arena, "%s/canary.c", d->folder), &result, &report)) return result;
  if (!reported(report)) result = (trial_result){TRIAL_NO_CANARY, "the planted fault was not found"};
  return result;
}

/* ---- which clang a plugin is for --------------------------------------------------------------------------- */

/* The clang that this plugin really loads into, among those there are plugins for; NULL if into none. */
static const bw_compiler *home_of(doctor *d, const char *plugin, unsigned except) {
  for (uint32_t i = 0; i < d->toolchain.plugins.count; i++) {
    unsigned major = d->toolchain.plugins.at[i].major;
    const char *name = bw_format(d->arena, "clang-%u", major);
    const bw_compiler *clang = major == except ? NULL : bw_toolchain_compiler(&d->toolchain, "/", name);
    if (clang != NULL && clang->major == major && try_plugin(d, clang, plugin).outcome == TRIAL_GOOD) return clang;
  }
  return NULL;
}

/* The major in a text such as bulwark-clang19.so at the start of at, 0 if it is none. */
static unsigned major_at(const char *at) {
  char *end = NULL;
  unsigned long major = strtoul(at + strlen("bulwark-clang"), &end, 10);
  return major > 0 && major < 1000 && strncmp(end, ".so", 3) == 0 ? (unsigned)major : 0;
}

/* The major a plugin was built for: the build writes it into the file as the library's own name. Else what its file
 * name promises; 0 if nothing does. */
static unsigned built_for(doctor *d, const char *plugin) {
  char *bytes = NULL;
  size_t size = 0;
  static const char name[] = "bulwark-clang";
  if (bw_file_read(plugin, d->arena, &bytes, &size))
    for (size_t at = 0; at + sizeof name < size; at++)
      if (bytes[at] == 'b' && memcmp(bytes + at, name, sizeof name - 1) == 0 && major_at(bytes + at) > 0)
        return major_at(bytes + at);
  return bw_starts_with(bw_path_name(plugin), name) ? major_at(bw_path_name(plugin)) : 0;
}

static const char *explain_wrong(doctor *d, const bw_compiler *clang, const char *plugin, unsigned major) {
  const char *fitting = bw_toolchain_plugin(&d->toolchain, clang->major);
  const char *advice = fitting != NULL ? bw_format(d->arena, "use %s", fitting)
                                       : bw_format(d->arena, "there is no plugin for clang %u (plugins: %s)",
                                                   clang->major, bw_toolchain_majors(&d->toolchain));
  return bw_format(d->arena, "plugin %s is built for clang %u but %s is clang %u; %s", plugin, major, clang->path,
                   clang->major, advice);
}

/* ---- the report -------------------------------------------------------------------------------------------- */

static void show_trial(doctor *d, const bw_compiler *clang, const char *plugin, trial_result result) {
  const bw_compiler *home = result.outcome == TRIAL_NO_LOAD ? home_of(d, plugin, clang->major) : NULL;
  const char *wrong = home != NULL ? explain_wrong(d, clang, plugin, home->major) : NULL;
  switch (result.outcome) {
  case TRIAL_GOOD:
    printf("  loads   yes\n  canary  reported\n");
    d->usable++;
    return;
  case TRIAL_NO_LOAD: printf("  loads   no: %s\n", wrong != NULL ? wrong : result.detail); break;
  case TRIAL_NO_RECORD:
    printf("  loads   no record: %s; build the plugin and bulwark from one release\n", result.detail);
    break;
  case TRIAL_NO_CANARY:
    printf("  loads   yes\n  canary  not reported: %s; build the plugin again\n", result.detail);
    break;
  }
  d->broken++;
}

static void examine(doctor *d, const bw_compiler *clang, const char *plugin, bool named) {
  if (clang->major == 0) {
    printf("%s: not a clang: %s\n", clang->path, clang->version);
    d->broken++;
    return;
  }
  printf("%s (%s)\n", clang->version, clang->path);
  if (plugin == NULL) plugin = clang->plugin;
  if (plugin == NULL) {
    printf("  plugin  none for clang %u; there are plugins for clang %s\n", clang->major,
           bw_toolchain_majors(&d->toolchain));
    if (named) d->broken++;
    return;
  }
  printf("  plugin  %s\n", plugin);
  unsigned major = built_for(d, plugin);
  if (major != 0 && major != clang->major) {
    /* Not even tried: what happens then ranges from a symbol error to an analysis that goes wrong in silence. */
    printf("  loads   no: %s\n", explain_wrong(d, clang, plugin, major));
    d->broken++;
    return;
  }
  show_trial(d, clang, plugin, try_plugin(d, clang, plugin));
}

/* ---- what is installed ------------------------------------------------------------------------------------- */

static bool is_clang_name(const char *name) {
  if (!bw_starts_with(name, "clang")) return false;
  if (name[5] == '\0') return true;
  return name[5] == '-' && name[6] != '\0' && name[6 + strspn(name + 6, "0123456789")] == '\0';
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_folder(doctor *d, const char *folder, bw_words *names) {
  DIR *dir = opendir(folder);
  if (dir == NULL) return;
  for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
    if (!is_clang_name(entry->d_name)) continue;
    bool known = false;
    for (uint32_t i = 0; i < names->count; i++) known = known || strcmp(names->at[i], entry->d_name) == 0;
    if (!known) bw_vec_push(d->arena, names, bw_copy_string(d->arena, entry->d_name));
  }
  closedir(dir);
}

/* Names on PATH such as clang and clang-19, sorted. */
static bw_words installed(doctor *d) {
  bw_words names = {0};
  const char *at = getenv("PATH");
  while (at != NULL && *at != '\0') {
    size_t size = strcspn(at, ":");
    add_folder(d, bw_copy(d->arena, at, size), &names);
    at += size + (at[size] == ':' ? 1 : 0);
  }
  if (names.count > 0) qsort(names.at, names.count, sizeof *names.at, compare_names);
  return names;
}

/* Whether the same program was examined under another name. */
static bool seen(doctor *d, bw_words *done, const char *path) {
  const char *real = bw_path_resolve(d->arena, "/", path);
  for (uint32_t i = 0; i < done->count; i++)
    if (strcmp(done->at[i], real) == 0) return true;
  bw_vec_push(d->arena, done, real);
  return false;
}

static void examine_all(doctor *d, const bw_gate_options *options) {
  const bw_words names = options->clangs.count > 0 ? options->clangs : installed(d);
  bool named = options->clangs.count > 0;
  bw_words done = {0};
  for (uint32_t i = 0; i < names.count; i++) {
    const bw_compiler *clang = bw_toolchain_compiler(&d->toolchain, d->current, names.at[i]);
    if (clang == NULL) {
      printf("%s: there is no such program\n", names.at[i]);
      d->broken++;
    } else if (named || !seen(d, &done, clang->path)) {
      examine(d, clang, options->plugin == NULL ? NULL : bw_path_resolve(d->arena, d->current, options->plugin), named);
    }
  }
  if (d->usable == 0 && d->broken == 0) {
    printf("no clang that has a plugin is installed; install clang for one of these: %s\n",
           bw_toolchain_majors(&d->toolchain));
    d->broken++;
  }
}

static void examine_ninja(doctor *d) {
  const char *ninja = bw_program_find(d->arena, d->current, "ninja");
  if (ninja == NULL) ninja = bw_program_find(d->arena, d->current, "ninja-build");
  if (ninja == NULL) {
    puts("ninja: not installed; install the package ninja-build");
    d->broken++;
    return;
  }
  bw_text output = {.arena = d->arena};
  const char *const args[] = {ninja, "--version", NULL};
  bw_child child = bw_child_run(d->arena, &(bw_process){.args = args, .output = &output}, NULL);
  printf("ninja %s (%s)\n", first_line(d->arena, bw_text_string(&output)), ninja);
  if (child.exit_status != 0) d->broken++;
}

/* ---- the project ------------------------------------------------------------------------------------------- */

/* The database that lint would read here: that of the command line, of the configuration, or what lies where it usually does. */
static void examine_database(doctor *d, bw_gate_options *options) {
  if (!bw_config_load(d->arena, options)) {
    d->broken++;
    return;
  }
  if (options->database == NULL) options->database = bw_database_find(d->arena);
  if (options->policy.config != NULL) printf("configuration %s\n", options->policy.config);
  if (options->database == NULL) {
    puts("database: none here; bulwark init says how this project makes one");
    return;
  }
  bw_database database;
  fflush(stdout);
  if (!bw_database_read(d->arena, options->database, &database)) {
    printf("database %s: cannot be used; bulwark init says how this project makes one\n", options->database);
    d->broken++;
    return;
  }
  size_t c = 0, faulty = 0;
  for (size_t i = 0; i < database.count; i++) {
    bw_flags flags;
    if (!bw_flags_read(d->arena, &database.entries[i], &flags)) faulty++;
    else if (flags.is_c) c++;
  }
  printf("database %s: %zu units in C, %zu in other languages\n", database.path, c, database.count - c - faulty);
  if (c == 0 || faulty > 0) d->broken++;
}

/* ---- the command ------------------------------------------------------------------------------------------- */

static bool make_scratch(doctor *d) {
  const char *base = getenv("TMPDIR");
  char *folder = bw_format(d->arena, "%s/bulwark-doctor-XXXXXX", base == NULL || *base != '/' ? "/tmp" : base);
  if (mkdtemp(folder) == NULL) {
    bw_complain("%s cannot be made: %s; set TMPDIR to a folder that can be written", folder, strerror(errno));
    return false;
  }
  d->folder = folder;
  if (bw_file_write(bw_format(d->arena, "%s/empty.c", folder), "\n", 1) &&
      bw_file_write(bw_format(d->arena, "%s/canary.c", folder), bw_canary_source, strlen(bw_canary_source)))
    return true;
  bw_complain("%s cannot be written: %s", folder, strerror(errno));
  return false;
}

static void remove_scratch(doctor *d) {
  static const char *const names[] = {"empty.c", "canary.c", "record.bwr"};
  if (d->folder == NULL) return;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    unlink(bw_format(d->arena, "%s/%s", d->folder, names[i]));
  rmdir(d->folder);
}

bw_exit bw_doctor_main(bw_arena *arena, int argc, char **argv) {
  bw_gate_options options;
  if (!bw_options_read(arena, argc, argv, BW_COMMAND_DOCTOR, &options)) return BW_EXIT_UNABLE;
  if (options.files.count > 0) {
    bw_complain("bulwark doctor takes no file %s; name a clang with --clang", options.files.at[0]);
    return BW_EXIT_UNABLE;
  }
  if (options.plugin != NULL && !bw_path_is_file(options.plugin)) {
    bw_complain("--plugin %s: there is no such file", options.plugin);
    return BW_EXIT_UNABLE;
  }
  doctor d = {.arena = arena, .toolchain = bw_toolchain_find(arena), .current = bw_path_current(arena)};
  bool ready = make_scratch(&d);
  if (ready) {
    puts("bulwark " BW_VERSION);
    examine_all(&d, &options);
    examine_ninja(&d);
    examine_database(&d, &options);
  }
  remove_scratch(&d);
  return ready && d.broken == 0 && d.usable > 0 ? BW_EXIT_CLEAN : BW_EXIT_UNABLE;
}
