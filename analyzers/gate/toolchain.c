/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L

#include "gate/toolchain.h"

#include "gate/files.h"
#include "gate/process.h"
#include "gate/strings.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* The major in a file name bulwark-clang<major>.so, 0 if it is not one. */
static unsigned plugin_major(const char *name) {
  static const char prefix[] = "bulwark-clang";
  if (!bw_starts_with(name, prefix)) return 0;
  char *end = NULL;
  unsigned long major = strtoul(name + sizeof prefix - 1, &end, 10);
  return strcmp(end, ".so") == 0 && major > 0 && major < 1000 ? (unsigned)major : 0;
}

static void add_plugin(bw_toolchain *toolchain, bw_plugin plugin) {
  bw_vec_push(toolchain->arena, &toolchain->plugins, plugin);
  for (uint32_t at = toolchain->plugins.count - 1; at > 0; at--) {
    bw_plugin *pair = &toolchain->plugins.at[at - 1];
    if (pair[0].major >= pair[1].major) break;
    bw_plugin kept = pair[0];
    pair[0] = pair[1];
    pair[1] = kept;
  }
}

static bool find_plugins(bw_toolchain *toolchain, const char *folder) {
  DIR *dir = opendir(folder);
  if (dir == NULL) return false;
  for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
    unsigned major = plugin_major(entry->d_name);
    if (major == 0) continue;
    add_plugin(toolchain, (bw_plugin){major, bw_path_join(toolchain->arena, folder, entry->d_name)});
  }
  closedir(dir);
  toolchain->plugin_folder = folder;
  return toolchain->plugins.count > 0;
}

bw_toolchain bw_toolchain_find(bw_arena *arena) {
  bw_toolchain toolchain = {.arena = arena};
  const char *named = getenv("BULWARK_PLUGIN_DIR");
  if (named != NULL && *named != '\0') {
    find_plugins(&toolchain, bw_path_resolve(arena, bw_path_current(arena), named));
    return toolchain;
  }
  const char *here = bw_path_folder(arena, bw_program_self(arena));
  static const char *const places[] = {"../lib", "../lib/bulwark"};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (find_plugins(&toolchain, bw_path_resolve(arena, here, places[i]))) break;
  return toolchain;
}

const char *bw_toolchain_plugin(const bw_toolchain *toolchain, unsigned major) {
  for (uint32_t i = 0; i < toolchain->plugins.count; i++)
    if (toolchain->plugins.at[i].major == major) return toolchain->plugins.at[i].path;
  return NULL;
}

const char *bw_toolchain_majors(const bw_toolchain *toolchain) {
  bw_text text = {.arena = toolchain->arena};
  for (uint32_t left = toolchain->plugins.count; left > 0; left--) {
    if (text.size > 0) bw_text_puts(&text, left == 1 ? " and " : ", ");
    bw_text_print(&text, "%u", toolchain->plugins.at[left - 1].major);
  }
  return text.size == 0 ? "none" : bw_text_string(&text);
}

bool bw_toolchain_parse_version(bw_arena *arena, const char *output, unsigned *ret_major, const char **ret_version) {
  static const char mark[] = "clang version ";
  const char *line_end = output + strcspn(output, "\n");
  const char *at = strstr(output, mark);
  if (at == NULL || at > line_end) return false;
  at += sizeof mark - 1;
  unsigned long major = strtoul(at, NULL, 10);
  if (major == 0 || major > 999) return false;
  *ret_major = (unsigned)major;
  *ret_version = bw_format(arena, "clang %.*s", (int)strspn(at, "0123456789."), at);
  return true;
}

static bw_compiler *ask(bw_toolchain *toolchain, const char *path) {
  bw_arena *arena = toolchain->arena;
  bw_text output = {.arena = arena};
  const char *const args[] = {path, "--version", NULL};
  bw_child child = bw_child_run(arena, &(bw_process){.args = args, .output = &output}, NULL);
  bw_compiler *compiler = bw_core_new(arena, bw_compiler);
  compiler->path = path;
  if (child.exit_status != 0) {
    compiler->version = bw_format(arena, "%s --version %s", path, bw_child_describe(arena, &child));
  } else if (bw_toolchain_parse_version(arena, bw_text_string(&output), &compiler->major, &compiler->version)) {
    compiler->plugin = bw_toolchain_plugin(toolchain, compiler->major);
  } else {
    compiler->version = bw_copy(arena, bw_text_string(&output), strcspn(bw_text_string(&output), "\n"));
  }
  return compiler;
}

const bw_compiler *bw_toolchain_compiler(bw_toolchain *toolchain, const char *folder, const char *name) {
  const char *path = bw_program_find(toolchain->arena, folder, name);
  if (path == NULL) return NULL;
  if (*path != '/') path = bw_path_join(toolchain->arena, bw_path_current(toolchain->arena), path);
  for (uint32_t i = 0; i < toolchain->compilers.count; i++)
    if (strcmp(toolchain->compilers.at[i]->path, path) == 0) return toolchain->compilers.at[i];
  bw_compiler *compiler = ask(toolchain, path);
  bw_vec_push(toolchain->arena, &toolchain->compilers, compiler);
  return compiler;
}

const bw_compiler *bw_toolchain_newest(bw_toolchain *toolchain) {
  for (uint32_t i = 0; i < toolchain->plugins.count; i++) {
    unsigned major = toolchain->plugins.at[i].major;
    const char *names[] = {bw_format(toolchain->arena, "clang-%u", major),
                           bw_format(toolchain->arena, "/usr/lib/llvm-%u/bin/clang", major), "clang"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
      const bw_compiler *compiler = bw_toolchain_compiler(toolchain, "/", names[k]);
      if (compiler != NULL && compiler->major == major) return compiler;
    }
  }
  return NULL;
}
