/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _XOPEN_SOURCE 700

#include "gate/inventory.h"

#include "gate/deps.h"
#include "gate/files.h"
#include "gate/rules.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const char magic[] = "bulwark-units 1";

typedef struct inventory {
  bw_arena *arena;
  const bw_plan *plan;
  const char *root;
  bw_finding_list *findings;
} inventory;

static void add(inventory *v, const char *rule, const char *file, const char *message) {
  bw_finding finding = {.check = rule, .pos = {.file = file, .line = 1}, .function = "", .message = message};
  finding.severity = bw_rule_get(v->arena, bw_rule_find(rule)).severity;
  bw_vec_push(v->arena, v->findings, finding);
}

/* ---- units that are gone ----------------------------------------------------------------------------------- */

static const char *list_path(bw_arena *arena, const bw_plan *plan) {
  return bw_path_join(arena, plan->cache, "units.list");
}

/* The units that the cache knows of this database: strings, each with its NUL. Anything else is no list. */
static bw_words remembered(bw_arena *arena, const bw_plan *plan) {
  bw_words words = {0}, units = {0};
  char *bytes = NULL;
  size_t size = 0;
  if (!bw_file_read(list_path(arena, plan), arena, &bytes, &size)) return units;
  for (size_t at = 0; at < size; at += strlen(bytes + at) + 1) bw_vec_push(arena, &words, bytes + at);
  if (words.count < 2 || strcmp(words.at[0], magic) != 0 || strcmp(words.at[1], plan->database) != 0) return units;
  for (uint32_t i = 2; i < words.count; i++) bw_vec_push(arena, &units, words.at[i]);
  return units;
}

/* Known, still on disk, and not in the database. */
static bw_words missing(bw_arena *arena, const bw_plan *plan, const bw_words *known) {
  bw_words gone = {0};
  for (uint32_t i = 0; i < known->count; i++)
    if (!bw_words_has(&plan->listed, known->at[i]) && bw_path_is_file(known->at[i]))
      bw_vec_push(arena, &gone, known->at[i]);
  bw_words_sort(&gone);
  return gone;
}

static void add_missing(inventory *v, const bw_baseline *baseline) {
  bw_words known = remembered(v->arena, v->plan);
  for (uint32_t i = 0; i < baseline->units.count; i++)
    bw_vec_push(v->arena, &known, bw_path_resolve(v->arena, v->root, baseline->units.at[i]));
  bw_words gone = missing(v->arena, v->plan, &known);
  for (uint32_t i = 0; i < gone.count; i++)
    add(v, BW_RULE_UNIT_MISSING, gone.at[i],
        bw_format(v->arena,
                  "'%s' was analysed before and is no longer in the compilation database; make the database again, or "
                  "set the "
                  "file's tier to off",
                  bw_path_within(v->root, gone.at[i])));
}

/* ---- a database that is too old ---------------------------------------------------------------------------- */

static bool newer(const struct stat *info, const struct stat *than) {
  if (info->st_mtim.tv_sec != than->st_mtim.tv_sec) return info->st_mtim.tv_sec > than->st_mtim.tv_sec;
  return info->st_mtim.tv_nsec > than->st_mtim.tv_nsec;
}

static void add_if_newer(inventory *v, const char *path, const struct stat *database, const char *format) {
  struct stat info;
  if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) || !newer(&info, database)) return;
  bool source = bw_ends_with(path, ".c");
  add(v, BW_RULE_DATABASE_STALE, source ? path : v->plan->database,
      bw_format(v->arena, "'%s' %s", bw_path_within(v->root, path), format));
}

/* Files that say what is compiled, in this folder. */
static void look_at_build_files(inventory *v, const char *folder, const struct stat *database) {
  static const char *const names[] = {"CMakeLists.txt", "meson.build", "Kbuild",
                                      "Makefile",       "GNUmakefile", "configure.ac"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    add_if_newer(v, bw_path_join(v->arena, folder, names[i]), database,
                 "is newer than the compilation database; make the database again");
}

/* Sources beside those that are compiled. */
static void look_at_sources(inventory *v, const char *folder, const struct stat *database) {
  DIR *dir = opendir(folder);
  if (dir == NULL) return;
  for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
    if (!bw_ends_with(entry->d_name, ".c")) continue;
    const char *path = bw_path_join(v->arena, folder, entry->d_name);
    if (!bw_words_has(&v->plan->listed, path))
      add_if_newer(v, path, database,
                   "is newer than the compilation database and not in it; make the database again, or set the file's "
                   "tier to off");
  }
  closedir(dir);
}

static void add_stale(inventory *v) {
  struct stat database;
  bw_words folders = {0}, above = {0};
  if (stat(v->plan->database, &database) != 0) return;
  for (uint32_t i = 0; i < v->plan->listed.count; i++)
    bw_vec_push(v->arena, &folders, bw_path_folder(v->arena, v->plan->listed.at[i]));
  bw_words_sort(&folders);
  for (uint32_t i = 0; i < folders.count; i++) {
    /* What is generated into the database's own folder is newer than it in every build. */
    const char *base = v->plan->database_folder;
    bool generated = strcmp(base, folders.at[i]) == 0 || bw_path_within(base, folders.at[i]) != folders.at[i];
    const char *up = folders.at[i];
    if (bw_path_within(v->root, up) == up && strcmp(v->root, up) != 0) continue; /* outside of the project */
    if (generated && strcmp(base, v->root) != 0) continue;
    look_at_sources(v, up, &database);
    for (; strcmp(up, v->root) != 0 && strlen(up) > strlen(v->root); up = bw_path_folder(v->arena, up))
      bw_vec_push(v->arena, &above, up);
  }
  bw_vec_push(v->arena, &above, v->root);
  bw_words_sort(&above);
  for (uint32_t i = 0; i < above.count; i++) look_at_build_files(v, above.at[i], &database);
}

/* ---- both -------------------------------------------------------------------------------------------------- */

void bw_inventory_faults(bw_arena *arena, const bw_plan *plan, const char *root, const bw_baseline *baseline,
                         bw_finding_list *findings) {
  inventory v = {arena, plan, root, findings};
  add_missing(&v, baseline);
  add_stale(&v);
}

bool bw_inventory_save(bw_arena *arena, const bw_plan *plan) {
  bw_words known = remembered(arena, plan), all = missing(arena, plan, &known);
  for (uint32_t i = 0; i < plan->units.count; i++) bw_vec_push(arena, &all, plan->units.at[i].path);
  /* Those that this run did not select are as well known as those that it did. */
  for (uint32_t i = 0; i < known.count; i++)
    if (bw_words_has(&plan->listed, known.at[i])) bw_vec_push(arena, &all, known.at[i]);
  bw_words_sort(&all);
  bw_text text = {.arena = arena};
  bw_text_add(&text, magic, sizeof magic);
  bw_text_add(&text, plan->database, strlen(plan->database) + 1);
  for (uint32_t i = 0; i < all.count; i++) bw_text_add(&text, all.at[i], strlen(all.at[i]) + 1);
  const char *path = list_path(arena, plan);
  if (bw_file_write(path, text.at, text.size)) return true;
  bw_complain("%s cannot be written: %s; name another folder with --cache", path, strerror(errno));
  return false;
}
