/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/changes.h"

#include "gate/files.h"
#include "gate/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- asking git -------------------------------------------------------------------------------------------- */

static const char *first_line(bw_arena *arena, const char *text) {
  return *text == '\0' ? "it says nothing" : bw_copy(arena, text, strcspn(text, "\n"));
}

/* What git prints, NULL if it fails; *ret_output then holds why. */
static const char *ask_git(bw_arena *arena, const char *folder, const char *const *words, const char **ret_output) {
  const char *git = bw_program_find(arena, folder, "git");
  static const char *const environment[] = {"GIT_OPTIONAL_LOCKS=0", "LC_ALL=C", NULL};
  bw_words args = {0};
  if (git == NULL) {
    *ret_output = "git is not installed";
    return NULL;
  }
  bw_vec_push(arena, &args, git);
  bw_vec_push(arena, &args, "-c");
  bw_vec_push(arena, &args, "core.quotePath=false");
  for (; *words != NULL; words++) bw_vec_push(arena, &args, *words);
  bw_vec_push(arena, &args, NULL);
  bw_text output = {.arena = arena};
  bw_child child = bw_child_run(
      arena, &(bw_process){.folder = folder, .args = args.at, .environment = environment, .output = &output}, NULL);
  if (child.exit_status == 0) return bw_text_string(&output);
  *ret_output = child.started ? first_line(arena, bw_text_string(&output)) : bw_child_describe(arena, &child);
  return NULL;
}

/* ---- the patch --------------------------------------------------------------------------------------------- */

/* The name behind "+++ " or "--- ", without git's prefix and quotes; NULL for /dev/null. */
static const char *patch_name(bw_arena *arena, const char *at, size_t size) {
  bw_text name = {.arena = arena};
  while (size > 0 && (at[size - 1] == '\r' || at[size - 1] == '\t')) size--;
  if (size < 2 || at[0] != '"') {
    bw_text_add(&name, at, size);
  } else {
    static const char *const letters = "abtnvfr", *const values = "\a\b\t\n\v\f\r";
    for (size_t i = 1; i + 1 < size; i++) {
      if (at[i] != '\\' || i + 2 >= size) {
        bw_text_add(&name, at + i, 1);
        continue;
      }
      i++;
      const char *letter = strchr(letters, at[i]);
      bool octal = i + 2 < size && at[i] >= '0' && at[i] <= '3' && strspn(at + i, "01234567") >= 3;
      char c = octal            ? (char)((at[i] - '0') * 64 + (at[i + 1] - '0') * 8 + (at[i + 2] - '0'))
               : letter != NULL ? values[letter - letters]
                                : at[i];
      if (octal) i += 2;
      bw_text_add(&name, &c, 1);
    }
  }
  const char *text = bw_text_string(&name);
  if (strcmp(text, "/dev/null") == 0) return NULL;
  return bw_starts_with(text, "a/") || bw_starts_with(text, "b/") ? text + 2 : text;
}

typedef struct patch {
  bw_arena *arena;
  bw_changes *changes;
  const char *old_name;
  bool in_file;
  uint64_t old_left, new_left; /* lines of the hunk still to come */
  bw_text removed;
} patch;

static bw_changed_file *last_file(patch *p) { return &p->changes->files.at[p->changes->files.count - 1]; }

static void start_file(patch *p, const char *name) {
  if (name == NULL) name = p->old_name; /* the file is gone: what it said may still matter */
  p->in_file = name != NULL;
  if (!p->in_file) return;
  bw_changed_file file = {.path = bw_path_resolve(p->arena, p->changes->top, name)};
  bw_vec_push(p->arena, &p->changes->files, file);
}

/* "@@ -12,0 +13,4 @@" */
static void start_hunk(patch *p, const char *line) {
  unsigned long old_start = 0, start = 0, old_count = 1, count = 1;
  int used = 0;
  if (sscanf(line, "@@ -%lu%n", &old_start, &used) < 1) return;
  line += used;
  if (*line == ',' && sscanf(line, ",%lu%n", &old_count, &used) == 1) line += used;
  if (sscanf(line, " +%lu%n", &start, &used) < 1) return;
  line += used;
  if (*line == ',' && sscanf(line, ",%lu", &count) != 1) return;
  if (start > UINT32_MAX - 1 || count > UINT32_MAX - start - 1) return;
  p->old_left = old_count;
  p->new_left = count;
  p->removed = (bw_text){.arena = p->arena};
  bw_change change = {(uint32_t)start, (uint32_t)(count == 0 ? start + 1 : start + count - 1), ""};
  if (p->in_file) bw_vec_push(p->arena, &last_file(p)->changes, change);
}

static void take_line(patch *p, const char *line, size_t size) {
  if (p->old_left > 0 && *line == '-') {
    p->old_left--;
    bw_text_add(&p->removed, line + 1, size - 1);
    bw_text_puts(&p->removed, "\n");
    if (p->in_file && last_file(p)->changes.count > 0)
      last_file(p)->changes.at[last_file(p)->changes.count - 1].removed = bw_text_string(&p->removed);
  } else if (p->new_left > 0 && *line == '+') {
    p->new_left--;
  } else if (bw_starts_with(line, "--- ")) {
    p->old_name = patch_name(p->arena, line + 4, size - 4);
  } else if (bw_starts_with(line, "+++ ")) {
    start_file(p, patch_name(p->arena, line + 4, size - 4));
  } else if (bw_starts_with(line, "@@ ")) {
    start_hunk(p, line);
  } else if (bw_starts_with(line, "diff ")) {
    p->in_file = false;
  }
}

static int compare_files(const void *a, const void *b) {
  return strcmp(((const bw_changed_file *)a)->path, ((const bw_changed_file *)b)->path);
}

void bw_changes_parse(bw_arena *arena, const char *text, bw_changes *changes) {
  patch p = {.arena = arena, .changes = changes, .removed = {.arena = arena}};
  while (*text != '\0') {
    size_t size = strcspn(text, "\n");
    if (size > 0) take_line(&p, text, size);
    text += size + (text[size] == '\n' ? 1 : 0);
  }
  if (changes->files.count > 0)
    qsort(changes->files.at, changes->files.count, sizeof *changes->files.at, compare_files);
}

/* ---- reading ----------------------------------------------------------------------------------------------- */

/* Names are separated by newlines: one with a newline in it is none that is compiled. */
static void add_unknown_files(bw_arena *arena, const char *names, bw_changes *changes) {
  while (*names != '\0') {
    size_t size = strcspn(names, "\n");
    const char *name = patch_name(arena, names, size);
    if (size > 0 && name != NULL) {
      bw_changed_file file = {.path = bw_path_resolve(arena, changes->top, name)};
      bw_vec_push(arena, &file.changes, (bw_change){1, UINT32_MAX, ""});
      bw_vec_push(arena, &changes->files, file);
    }
    names += size + (names[size] == '\n' ? 1 : 0);
  }
}

bool bw_changes_read(bw_arena *arena, const char *folder, const char *revision, bw_changes *ret_changes) {
  const char *why = NULL;
  const char *const top_words[] = {"rev-parse", "--show-toplevel", NULL};
  const char *top = ask_git(arena, folder, top_words, &why);
  if (top == NULL) {
    bw_complain("--diff %s: the folder %s is in no git repository: %s", revision, folder, why);
    return false;
  }
  top = bw_path_resolve(arena, "/", first_line(arena, top));
  const char *const verify_words[] = {
      "rev-parse", "--verify", "--quiet", "--end-of-options", bw_format(arena, "%s^{commit}", revision), NULL};
  const char *commit = ask_git(arena, top, verify_words, &why);
  if (commit == NULL) {
    bw_complain("--diff %s: git knows no such revision; fetch it first if this is a shallow clone", revision);
    return false;
  }
  const char *const diff_words[] = {"diff",
                                    "--unified=0",
                                    "--no-color",
                                    "--no-ext-diff",
                                    "--no-textconv",
                                    "--find-renames",
                                    "--src-prefix=a/",
                                    "--dst-prefix=b/",
                                    first_line(arena, commit),
                                    "--",
                                    NULL};
  const char *const other_words[] = {"ls-files", "--others", "--exclude-standard", "--", NULL};
  const char *patch_text = ask_git(arena, top, diff_words, &why);
  const char *others = patch_text == NULL ? NULL : ask_git(arena, top, other_words, &why);
  if (others == NULL) {
    bw_complain("--diff %s: git cannot say what changed: %s", revision, why);
    return false;
  }
  bw_changes changes = {.top = top};
  add_unknown_files(arena, others, &changes);
  bw_changes_parse(arena, patch_text, &changes);
  *ret_changes = changes;
  return true;
}

const bw_changed_file *bw_changes_of(const bw_changes *changes, const char *path) {
  bw_changed_file wanted = {.path = path};
  if (changes->files.count == 0 || path == NULL) return NULL;
  return bsearch(&wanted, changes->files.at, changes->files.count, sizeof wanted, compare_files);
}

bool bw_changed_lines(const bw_changed_file *file, uint32_t first, uint32_t last) {
  for (uint32_t i = 0; file != NULL && i < file->changes.count; i++)
    if (file->changes.at[i].first <= last && first <= file->changes.at[i].last) return true;
  return false;
}
