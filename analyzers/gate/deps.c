/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/deps.h"

#include "gate/files.h"
#include "gate/process.h"

#include <string.h>

/* A name as ninja has it, and what it stands for: many units share a header, whose links are followed once. */
typedef struct known_file {
  const char *name, *path;
} known_file;

typedef struct reader {
  bw_arena *arena;
  const bw_plan *plan;
  known_file *slots;
  uint32_t room, count;
} reader;

static known_file *slot_of(reader *r, const char *name, size_t size) {
  uint32_t slot = (uint32_t)(bw_hash(BW_HASH_START, name, size) >> 20) & (r->room - 1);
  while (r->slots[slot].name != NULL &&
         (strncmp(r->slots[slot].name, name, size) != 0 || r->slots[slot].name[size] != '\0'))
    slot = (slot + 1) & (r->room - 1);
  return &r->slots[slot];
}

/* ninja names a file by a link if its path has characters that ninja cannot spell: resolving follows it. */
static const char *resolved(reader *r, const char *name, size_t size) {
  if (r->count * 2 >= r->room) {
    reader grown = {.arena = r->arena, .plan = r->plan, .room = r->room == 0 ? 1024 : r->room * 2, .count = r->count};
    grown.slots = bw_core_array(r->arena, known_file, grown.room);
    for (uint32_t i = 0; i < r->room; i++)
      if (r->slots[i].name != NULL) *slot_of(&grown, r->slots[i].name, strlen(r->slots[i].name)) = r->slots[i];
    *r = grown;
  }
  known_file *file = slot_of(r, name, size);
  if (file->name == NULL) {
    file->name = bw_copy(r->arena, name, size);
    file->path = bw_path_resolve(r->arena, r->plan->cache, file->name);
    r->count++;
  }
  return file->path;
}

static const bw_unit *unit_of(const bw_plan *plan, const char *target, size_t size) {
  for (uint32_t i = 0; i < plan->units.count; i++) {
    const char *stem = bw_path_within(plan->cache, plan->units.at[i].job.stem);
    size_t length = strlen(stem);
    if (length + 4 == size && strncmp(target, stem, length) == 0 && strncmp(target + length, ".bwr", 4) == 0)
      return &plan->units.at[i];
  }
  return NULL;
}

/* "TARGET: #deps 3, deps mtime 1 (VALID)", then a file a line, each behind four blanks. */
static void read_text(reader *r, const char *text, bw_deps *deps) {
  bool wanted = false;
  while (*text != '\0') {
    size_t size = strcspn(text, "\n");
    if (bw_starts_with(text, "    ") && size > 4) {
      if (wanted) {
        const char *path = resolved(r, text + 4, size - 4);
        bw_vec_push(r->arena, &deps->at[deps->count - 1].files, path);
      }
    } else if (size > 0) {
      size_t name = 0;
      while (name < size && strncmp(text + name, ": #deps ", 8) != 0) name++;
      const bw_unit *unit = unit_of(r->plan, text, name);
      wanted = unit != NULL;
      if (wanted) bw_vec_push(r->arena, deps, (bw_unit_deps){.unit = unit});
    }
    text += size + (text[size] == '\n' ? 1 : 0);
  }
}

bw_deps bw_deps_read(bw_arena *arena, const bw_plan *plan) {
  bw_deps deps = {0};
  reader r = {.arena = arena, .plan = plan};
  const char *ninja = bw_program_find(arena, plan->current, "ninja");
  if (ninja == NULL) ninja = bw_program_find(arena, plan->current, "ninja-build");
  if (ninja == NULL) return deps;
  if (*ninja != '/') ninja = bw_path_join(arena, plan->current, ninja);
  bw_text output = {.arena = arena};
  const char *const args[] = {ninja, "-t", "deps", NULL};
  (void)bw_child_run(arena, &(bw_process){.folder = plan->cache, .args = args, .output = &output}, NULL);
  read_text(&r, bw_text_string(&output), &deps);
  for (uint32_t i = 0; i < deps.count; i++) {
    bw_vec_push(arena, &deps.at[i].files, deps.at[i].unit->path);
    bw_words_sort(&deps.at[i].files);
  }
  return deps;
}

bw_words bw_deps_files(bw_arena *arena, const bw_deps *deps) {
  bw_words files = {0};
  for (uint32_t i = 0; i < deps->count; i++)
    for (uint32_t k = 0; k < deps->at[i].files.count; k++) bw_vec_push(arena, &files, deps->at[i].files.at[k]);
  bw_words_sort(&files);
  return files;
}
