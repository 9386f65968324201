/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/plan.h"

#include "gate/files.h"
#include "gate/flags.h"
#include "gate/flags_cl.h"
#include "gate/version.h"

#include "core/record.h"

#include <fnmatch.h>
#include <string.h>

/* ---- which units ------------------------------------------------------------------------------------------- */

/* Whether path is one of the named files or lies in one of the named folders; marks the name that selected it. */
static bool named(bw_arena *arena, const bw_words *files, const char *current, const char *path, bool *used) {
  bool selected = false;
  for (uint32_t i = 0; i < files->count; i++) {
    const char *name = bw_path_resolve(arena, current, files->at[i]);
    if (strcmp(name, path) != 0 && bw_path_within(name, path) == path) continue;
    used[i] = true;
    selected = true;
  }
  return selected;
}

static bool matches(const bw_words *filters, const char *shown, const char *path) {
  for (uint32_t i = 0; i < filters->count; i++)
    if (fnmatch(filters->at[i], shown, 0) == 0 || fnmatch(filters->at[i], path, 0) == 0) return true;
  return false;
}

/* ---- which compiler ---------------------------------------------------------------------------------------- */

static bool complain_no_plugin(const bw_toolchain *toolchain, const bw_compiler *compiler) {
  bw_complain("%s is %s; there are plugins for clang %s in %s; name one of those with --clang", compiler->path,
              compiler->version, bw_toolchain_majors(toolchain),
              toolchain->plugin_folder == NULL ? "no folder" : toolchain->plugin_folder);
  return false;
}

/* What --clang names, else the newest there is: for entries whose own compiler cannot load a plugin. */
static bool choose_default(bw_toolchain *toolchain, const bw_gate_options *options, const char *current,
                           const bw_compiler **ret_compiler) {
  if (options->clang == NULL) {
    *ret_compiler = bw_toolchain_newest(toolchain);
    return true;
  }
  const bw_compiler *compiler = bw_toolchain_compiler(toolchain, current, options->clang);
  if (compiler == NULL) {
    bw_complain("--clang %s: there is no such program", options->clang);
    return false;
  }
  if (compiler->plugin == NULL) return complain_no_plugin(toolchain, compiler);
  *ret_compiler = compiler;
  return true;
}

/* own receives whether the entry's command line was written for the chosen compiler. */
static const bw_compiler *choose(bw_toolchain *toolchain, const bw_gate_options *options, const bw_compiler *usual,
                                 const bw_database_entry *entry, const bw_flags *flags, bool *ret_own) {
  const bw_compiler *own = bw_toolchain_compiler(toolchain, entry->folder, flags->compiler);
  if (options->clang == NULL && own != NULL && own->plugin != NULL) {
    *ret_own = true;
    return own;
  }
  *ret_own = own != NULL && usual != NULL && own->major == usual->major;
  if (usual == NULL)
    bw_complain("%s: its compiler %s has no plugin, and no clang that has one is installed (plugins: %s); run bulwark "
                "doctor",
                entry->file, flags->compiler, bw_toolchain_majors(toolchain));
  return usual;
}

/* ---- jobs -------------------------------------------------------------------------------------------------- */

/* An option of ours, in the dialect of the words before it. */
static void add_own(bw_arena *arena, bw_words *words, const char *option) {
  const char *spelled = bw_flags_spell(arena, words, option);
  bw_vec_push(arena, words, spelled);
}

void bw_plan_words(bw_arena *arena, const bw_compiler *compiler, const bw_words *flags, const char *plugin,
                   const char *file, bw_words *ret_words) {
  bw_words words = {0};
  bw_vec_push(arena, &words, compiler->path);
  for (uint32_t i = 0; i < flags->count; i++) bw_vec_push(arena, &words, flags->at[i]);
  /* -w: clang's own warnings have their own gate. No reproducer in /tmp when clang crashes. */
  static const char *const added[] = {"-fsyntax-only", "-w", "-fno-crash-diagnostics"};
  for (size_t i = 0; i < sizeof added / sizeof *added; i++) add_own(arena, &words, added[i]);
  add_own(arena, &words, bw_format(arena, "-fplugin=%s", plugin));
  add_own(arena, &words, "-fplugin-arg-bulwark-quiet");
  bw_vec_push(arena, &words, "--");
  bw_vec_push(arena, &words, file);
  *ret_words = words;
}

/* The kinds of raw-op that are told, NULL when that is all of them. */
static const char *raw_kinds(bw_arena *arena, const bool *off) {
  bw_text kinds = {.arena = arena};
  bool all = true;
  for (unsigned i = 0; i < BW_RAW_KIND_COUNT; i++) {
    all = all && !off[i];
    if (!off[i]) bw_text_print(&kinds, "%s%s", kinds.size == 0 ? "" : ",", bw_raw_list[i].word);
  }
  return all ? NULL : kinds.size == 0 ? "none" : bw_text_string(&kinds);
}

/* The models, what is hardened and what that means go to every unit, in front of the plain words' end. A file that the configuration
 * hardens is named as clang will name it. */
static void add_policy(bw_arena *arena, const bw_gate_options *options, const char *current, bw_tier tier,
                       bw_words *words) {
  const char *file = words->at[words->count - 1];
  words->count -= 2;
  for (uint32_t i = 0; i < options->models.count; i++)
    add_own(arena, words,
            bw_format(arena, "-fplugin-arg-bulwark-models=%s", bw_path_join(arena, current, options->models.at[i])));
  for (uint32_t i = 0; i < options->hardened.count; i++)
    add_own(arena, words, bw_format(arena, "-fplugin-arg-bulwark-hardened=%s", options->hardened.at[i]));
  const char *raw = raw_kinds(arena, options->policy.raw_off);
  if (raw != NULL) add_own(arena, words, bw_format(arena, "-fplugin-arg-bulwark-raw-op=%s", raw));
  if (tier == BW_TIER_HARDENED) add_own(arena, words, bw_format(arena, "-fplugin-arg-bulwark-hardened=%s", file));
  bw_vec_push(arena, words, "--");
  bw_vec_push(arena, words, file);
}

/* The name with everything taken out that ninja, make or a shell could read in another way. */
static const char *plain_name(bw_arena *arena, const char *path) {
  const char *name = bw_path_name(path);
  char *plain = bw_copy(arena, name, strlen(name) > 60 ? 60 : strlen(name));
  for (char *at = plain; *at != '\0'; at++)
    if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._", *at) == NULL) *at = '_';
  return plain;
}

static uint64_t hash_words(uint64_t hash, const bw_words *words) {
  for (uint32_t i = 0; i < words->count; i++) hash = bw_hash_string(hash, words->at[i]);
  return hash;
}

static uint64_t place_key(const bw_unit *unit) {
  uint64_t key = bw_hash_string(BW_HASH_START, unit->job.folder);
  return bw_hash_string(bw_hash_string(key, unit->path), unit->compiler->path);
}

/* A unit keeps its place in the cache when its flags change, and has another for each compiler. A file that is
 * compiled several times in one folder has one place for each time, in the order of the database. */
static uint64_t name_key(const bw_plan *plan, uint64_t key) {
  uint32_t twins = 0;
  for (uint32_t i = 0; i < plan->units.count; i++) twins += plan->units.at[i].key == key ? 1 : 0;
  return twins == 0 ? key : bw_hash(key, &twins, sizeof twins);
}

static uint32_t canary_for(bw_arena *arena, bw_plan *plan, const bw_unit *unit, const bw_flags *flags) {
  bw_canary canary = {.file = unit->file, .compiler = unit->compiler};
  const char *source = bw_format(arena, "%s/canary/canary.c", plan->cache);
  bw_plan_words(arena, unit->compiler, &flags->bare, unit->compiler->plugin, source, &canary.job.words);
  canary.key = hash_words(BW_HASH_START, &canary.job.words);
  for (uint32_t i = 0; i < plan->canaries.count; i++)
    if (plan->canaries.at[i].key == canary.key) return i;
  canary.job.folder = bw_format(arena, "%s/canary", plan->cache);
  canary.job.salt = ""; /* never remembered: it shows that the analysis runs here and now */
  canary.job.lenient = unit->job.lenient;
  canary.job.stem = bw_format(arena, "%s/canary/canary-%016llx", plan->cache, (unsigned long long)canary.key);
  bw_vec_push(arena, &plan->canaries, canary);
  return plan->canaries.count - 1;
}

/* Where the records of a unit may be had from. */
static void remember(bw_arena *arena, const bw_gate_options *options, const bw_flags *flags, bw_unit *unit) {
  const char *name = flags->ccache != NULL ? flags->ccache : options->ccache ? "ccache" : NULL;
  unit->job.salt = "";
  if (name == NULL) return;
  unit->job.ccache = bw_program_find(arena, unit->job.folder, name);
  unit->job.salt = bw_format(arena, "bulwark %s %u %s", BW_VERSION, BW_RECORD_VERSION, unit->compiler->version);
}

static bool add_unit(bw_arena *arena, const bw_gate_options *options, bw_toolchain *toolchain, const bw_compiler *usual,
                     const bw_database_entry *entry, bw_plan *plan) {
  bw_flags flags;
  if (!bw_flags_read(arena, entry, &flags)) return false;
  if (!flags.is_c) {
    plan->other_languages++;
    return true;
  }
  bool own = false;
  bw_unit unit = {.file = bw_path_within(plan->current, entry->path), .path = entry->path};
  unit.tier = bw_policy_tier(&options->policy, entry->path);
  if (unit.tier == BW_TIER_OFF) {
    plan->off++;
    return true;
  }
  unit.compiler = choose(toolchain, options, usual, entry, &flags, &own);
  if (unit.compiler == NULL) return false;
  unit.job.folder = entry->folder;
  unit.job.lenient = !own;
  remember(arena, options, &flags, &unit);
  bw_plan_words(arena, unit.compiler, &flags.kept, unit.compiler->plugin, entry->file, &unit.job.words);
  add_policy(arena, options, plan->current, unit.tier, &unit.job.words);
  unit.key = place_key(&unit);
  unit.job.stem = bw_format(arena, "%s/units/%s-%016llx", plan->cache, plain_name(arena, entry->path),
                            (unsigned long long)name_key(plan, unit.key));
  unit.canary = canary_for(arena, plan, &unit, &flags);
  bw_vec_push(arena, &plan->units, unit);
  return true;
}

static bool ccache_exists(bw_arena *arena, const bw_gate_options *options) {
  if (!options->ccache || bw_program_find(arena, "/", "ccache") != NULL) return true;
  bw_complain("--ccache: ccache is not installed; install the package ccache");
  return false;
}

static bool models_exist(const bw_gate_options *options) {
  for (uint32_t i = 0; i < options->models.count; i++) {
    if (bw_path_is_file(options->models.at[i])) continue;
    bw_complain("--models %s: there is no such file", options->models.at[i]);
    return false;
  }
  return true;
}

static bool all_used(const bw_gate_options *options, const bool *used, const bw_database *database) {
  for (uint32_t i = 0; i < options->files.count; i++) {
    if (used[i]) continue;
    bw_complain("%s: no entry of %s compiles it; name the file that the database names, or make the database again",
                options->files.at[i], database->path);
    return false;
  }
  return true;
}

bool bw_plan_make(bw_arena *arena, const bw_gate_options *options, const bw_database *database, bw_toolchain *toolchain,
                  bw_plan *ret_plan) {
  bw_plan plan = {.current = bw_path_current(arena), .database = database->path};
  plan.database_folder = bw_path_folder(arena, database->path);
  const char *beside = bw_path_join(arena, bw_path_folder(arena, database->path), ".bulwark");
  plan.cache = options->cache == NULL ? beside : bw_path_join(arena, plan.current, options->cache);
  const bw_compiler *usual = NULL;
  if (!models_exist(options) || !ccache_exists(arena, options) || !choose_default(toolchain, options, plan.current, &usual)) return false;
  bool *used = bw_core_array(arena, bool, options->files.count + 1);
  for (size_t i = 0; i < database->count; i++) {
    const bw_database_entry *entry = &database->entries[i];
    const char *shown = bw_path_within(plan.current, entry->path);
    bw_vec_push(arena, &plan.listed, entry->path);
    bool wanted = options->files.count == 0 || named(arena, &options->files, plan.current, entry->path, used);
    if (!wanted || (options->filters.count > 0 && !matches(&options->filters, shown, entry->path))) {
      plan.left_out++;
    } else if (!add_unit(arena, options, toolchain, usual, entry, &plan)) {
      return false;
    }
  }
  bw_words_sort(&plan.listed);
  if (!all_used(options, used, database)) return false;
  if (plan.units.count == 0) {
    bw_complain("%s: no unit to analyse: of %zu entries, %zu are not C, %zu are off and %zu are not selected",
                database->path, database->count, plan.other_languages, plan.off, plan.left_out);
    return false;
  }
  *ret_plan = plan;
  return true;
}
