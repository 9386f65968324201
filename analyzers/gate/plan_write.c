/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/plan.h"

#include "gate/files.h"

#include <errno.h>
#include <string.h>

/* A path among ninja's inputs and outputs. */
static void add_path(bw_text *text, const char *path) {
  for (; *path != '\0'; path++) {
    if (strchr("$ :", *path) != NULL) bw_text_puts(text, "$");
    bw_text_add(text, path, 1);
  }
}

/* A word of the shell command that ninja runs. */
static void add_shell_word(bw_text *text, const char *word) {
  bw_text_puts(text, "'");
  for (; *word != '\0'; word++) {
    if (*word == '\'') bw_text_puts(text, "'\\'");
    if (*word == '$') bw_text_puts(text, "$");
    bw_text_add(text, word, 1);
  }
  bw_text_puts(text, "'");
}

/* What progress shows: ninja ends a line of its file at a newline and knows no way to keep one. */
static void add_description(bw_text *text, const char *shown) {
  for (; *shown != '\0'; shown++) {
    if (*shown == '$') bw_text_puts(text, "$");
    bw_text_add(text, (unsigned char)*shown < ' ' ? "?" : shown, 1);
  }
}

static void add_edge(bw_text *text, const bw_gate_options *options, const bw_plan *plan, const bw_job *job,
                     const bw_compiler *compiler, const char *self, const char *shown) {
  const char *stem = bw_path_within(plan->cache, job->stem);
  bw_text_print(text, "build %s.bwr: analyse %s.job | ", stem, stem);
  add_path(text, self);
  bw_text_puts(text, " ");
  add_path(text, compiler->plugin);
  bw_text_puts(text, " ");
  add_path(text, compiler->path);
  for (uint32_t i = 0; i < options->models.count; i++) {
    bw_text_puts(text, " ");
    add_path(text, bw_path_join(text->arena, plan->current, options->models.at[i]));
  }
  bw_text_print(text, "\n  stem = %s\n  shown = ", stem);
  add_description(text, shown);
  bw_text_puts(text, "\n");
}

static const char *ninja_text(bw_arena *arena, const bw_gate_options *options, const bw_plan *plan) {
  bw_text text = {.arena = arena};
  const char *self = bw_program_self(arena);
  bw_text_puts(&text, "# made by bulwark lint; do not edit\nninja_required_version = 1.8\nrule analyse\n  command = ");
  add_shell_word(&text, self);
  bw_text_puts(&text, " run-unit $stem.job\n  depfile = $stem.d\n  deps = gcc\n  description = $shown\n");
  /* Canaries first: when the analysis does not run at all, that is the first thing to show. */
  for (uint32_t i = 0; i < plan->canaries.count; i++) {
    const bw_canary *canary = &plan->canaries.at[i];
    add_edge(&text, options, plan, &canary->job, canary->compiler, self, "canary");
  }
  for (uint32_t i = 0; i < plan->units.count; i++) {
    const bw_unit *unit = &plan->units.at[i];
    add_edge(&text, options, plan, &unit->job, unit->compiler, self, unit->file);
  }
  return bw_text_string(&text);
}

static bool cannot_write(const char *path) {
  bw_complain("%s cannot be written: %s; name another folder with --cache", path, strerror(errno));
  return false;
}

static bool write_file(const char *path, const char *bytes) {
  return bw_file_write(path, bytes, strlen(bytes)) || cannot_write(path);
}

static bool save_job(bw_arena *arena, const bw_job *job) {
  return bw_job_save(arena, job) || cannot_write(bw_job_command(arena, job->stem));
}

bool bw_plan_write(bw_arena *arena, const bw_gate_options *options, const bw_plan *plan) {
  const char *units = bw_path_join(arena, plan->cache, "units");
  const char *canaries = bw_path_join(arena, plan->cache, "canary");
  if (!bw_folder_make(arena, units)) return cannot_write(units);
  const char *links = bw_path_join(arena, plan->cache, "links");
  if (!bw_folder_make(arena, canaries)) return cannot_write(canaries);
  if (!bw_folder_make(arena, links)) return cannot_write(links);
  /* The cache is no part of anyone's project. */
  if (!write_file(bw_path_join(arena, plan->cache, ".gitignore"), "*\n")) return false;
  if (!write_file(bw_path_join(arena, canaries, "canary.c"), bw_canary_source)) return false;
  for (uint32_t i = 0; i < plan->canaries.count; i++)
    if (!save_job(arena, &plan->canaries.at[i].job)) return false;
  for (uint32_t i = 0; i < plan->units.count; i++)
    if (!save_job(arena, &plan->units.at[i].job)) return false;
  return write_file(bw_path_join(arena, plan->cache, "build.ninja"), ninja_text(arena, options, plan));
}
