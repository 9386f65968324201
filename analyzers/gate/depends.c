/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _XOPEN_SOURCE 700

#include "gate/job.h"

#include "gate/files.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Where the input ends if it stands at the start of at, NULL if it does not. */
static const char *after_input(const char *at, const char *input) {
  for (; *input != '\0'; input++, at++) {
    if ((at[0] == '\\' && (*input == ' ' || *input == '#')) || (at[0] == '$' && at[1] == '$')) at++;
    if (*at != *input) return NULL;
  }
  return *at == '\0' || strchr(" \r\n", *at) != NULL ? at : NULL;
}

/* Takes one path from the start of *at, as clang writes it: a backslash before a blank or '#', a doubled '$'. */
static const char *take_path(bw_arena *arena, const char **at) {
  bw_text path = {.arena = arena};
  const char *from = *at;
  while (*from != '\0' && strchr(" \t\r\n", *from) == NULL) {
    if (from[0] == '\\' && (from[1] == '\n' || from[1] == '\r')) break;
    if ((from[0] == '\\' && (from[1] == ' ' || from[1] == '#')) || (from[0] == '$' && from[1] == '$')) from++;
    bw_text_add(&path, from++, 1);
  }
  *at = from;
  return bw_text_string(&path);
}

static bool plain(const char *path) {
  return path[strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_.,+-=@~")] == '\0';
}

/* ninja follows the link when it asks for the file's time. */
static const char *link_to(bw_arena *arena, const char *cache, const char *path) {
  const char *name = bw_format(arena, "links/%016llx", (unsigned long long)bw_hash_string(BW_HASH_START, path));
  return symlink(path, bw_path_join(arena, cache, name)) == 0 || errno == EEXIST ? name : NULL;
}

const char *bw_depends_for_ninja(bw_arena *arena, const char *folder, const char *cache, const char *input,
                                 const char *depends) {
  bw_text text = {.arena = arena};
  const char *at = strstr(depends, ": ");
  if (at == NULL) return depends;
  bw_text_add(&text, depends, (size_t)(at + 1 - depends));
  for (at++; *at != '\0';) {
    const char *end = after_input(at, input), *path = end == NULL ? take_path(arena, &at) : input;
    if (end != NULL) at = end;
    if (*path == '\0') {
      at++; /* a blank, the end of a line, or the backslash before it */
      continue;
    }
    path = bw_path_join(arena, folder, path);
    if (!plain(path)) path = link_to(arena, cache, path);
    if (path == NULL) return NULL;
    bw_text_print(&text, " \\\n  %s", path);
  }
  bw_text_puts(&text, "\n");
  return bw_text_string(&text);
}
