/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The compilers of this machine and the plugins that fit them.
 *
 * A plugin serves one major version of clang. Plugins lie in $BULWARK_PLUGIN_DIR if that is set, else in ../lib or
 * ../lib/bulwark beside the running program, and are named bulwark-clang<major>.so. A compiler is asked for its
 * version once.
 */
#ifndef BULWARK_GATE_TOOLCHAIN_H
#define BULWARK_GATE_TOOLCHAIN_H

#include "gate/gate.h"

typedef struct bw_compiler {
  const char *path;    /* absolute, links not resolved: clang takes its target from its name */
  unsigned major;      /* of clang; 0: it is no clang, or cannot be asked */
  const char *version; /* "clang 19.1.7"; for others the first line it prints, or why it printed none */
  const char *plugin;  /* absolute path; NULL: there is none for this major */
} bw_compiler;

typedef struct bw_plugin {
  unsigned major;
  const char *path;
} bw_plugin;

typedef struct bw_toolchain {
  bw_arena *arena;
  const char *plugin_folder; /* NULL: no plugin was found anywhere */
  BW_VEC(bw_plugin) plugins; /* newest major first */
  BW_VEC(bw_compiler *) compilers;
} bw_toolchain;

/* Finds the plugins. Never fails: a toolchain may have none. */
bw_toolchain bw_toolchain_find(bw_arena *arena);

/* The compiler of that name, asked for its version; NULL, saying nothing, if there is no such program. folder is
 * where a relative name with a slash starts. */
const bw_compiler *bw_toolchain_compiler(bw_toolchain *toolchain, const char *folder, const char *name);

/* The newest installed clang that has a plugin; NULL, saying nothing, if there is none. */
const bw_compiler *bw_toolchain_newest(bw_toolchain *toolchain);

/* The path of the plugin for this major, NULL if there is none. */
const char *bw_toolchain_plugin(const bw_toolchain *toolchain, unsigned major);

/* "19 and 22", the majors there are plugins for; "none" without any. */
const char *bw_toolchain_majors(const bw_toolchain *toolchain);

/* Reads major and version of what clang --version prints; false if it is not clang's. */
bool bw_toolchain_parse_version(bw_arena *arena, const char *output, unsigned *ret_major, const char **ret_version);

#endif
