/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _XOPEN_SOURCE 700

#include "gate/files.h"

#include "core/record.h"
#include "gate/strings.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Copies path part by part; with fold, ".." removes the part before it. */
static char *clean(bw_arena *arena, const char *path, bool fold) {
  bw_text out = {.arena = arena};
  bw_text_puts(&out, *path == '/' ? "/" : "");
  for (const char *at = path; *at != '\0';) {
    size_t size = strcspn(at, "/");
    if (fold && size == 2 && at[0] == '.' && at[1] == '.' && out.size > 1) {
      while (out.size > 1 && out.at[out.size - 1] != '/') out.size--;
      if (out.size > 1) out.size--;
      out.at[out.size] = '\0';
    } else if (size > 0 && !(size == 1 && at[0] == '.')) {
      if (out.size > 0 && out.at[out.size - 1] != '/') bw_text_puts(&out, "/");
      bw_text_add(&out, at, size);
    }
    at += size;
    while (*at == '/') at++;
  }
  return out.size == 0 ? bw_copy(arena, ".", 1) : out.at;
}

char *bw_path_join(bw_arena *arena, const char *folder, const char *path) {
  return clean(arena, *path == '/' ? path : bw_format(arena, "%s/%s", folder, path), false);
}

const char *bw_path_resolve(bw_arena *arena, const char *folder, const char *path) {
  char *joined = bw_path_join(arena, folder, path);
  char *real = realpath(joined, NULL);
  if (real == NULL) return clean(arena, joined, true);
  char *copy = bw_copy_string(arena, real);
  free(real);
  return copy;
}

const char *bw_path_within(const char *base, const char *path) {
  size_t size = strlen(base);
  if (strncmp(base, path, size) != 0) return path;
  if (size > 0 && base[size - 1] == '/') return path + size;
  return path[size] == '/' && path[size + 1] != '\0' ? path + size + 1 : path;
}

const char *bw_path_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

char *bw_path_folder(bw_arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  if (slash == NULL) return bw_copy(arena, ".", 1);
  return bw_copy(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

const char *bw_path_current(bw_arena *arena) {
  char *current = getcwd(NULL, 0);
  if (current == NULL) {
    bw_complain("the current folder cannot be found: %s", strerror(errno));
    exit(BW_EXIT_UNABLE);
  }
  char *copy = bw_copy_string(arena, current);
  free(current);
  return copy;
}

bool bw_path_is_file(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bool bw_path_is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool bw_folder_make(bw_arena *arena, const char *path) {
  if (mkdir(path, 0777) == 0) return true;
  if (errno == EEXIST) {
    if (bw_path_is_folder(path)) return true;
    errno = ENOTDIR;
    return false;
  }
  if (errno != ENOENT || strchr(path + 1, '/') == NULL) return false;
  if (!bw_folder_make(arena, bw_path_folder(arena, path))) return false;
  return mkdir(path, 0777) == 0 || errno == EEXIST;
}

static bool read_bytes(int file, char *bytes, size_t size, size_t *ret_got) {
  size_t got = 0;
  while (got < size) {
    ssize_t step = read(file, bytes + got, size - got);
    if (step < 0 && errno == EINTR) continue;
    if (step < 0) return false;
    if (step == 0) break;
    got += (size_t)step;
  }
  *ret_got = got;
  return true;
}

bool bw_file_read(const char *path, bw_arena *arena, char **ret_bytes, size_t *ret_size) {
  /* A pipe that nobody writes to, or a terminal, must not hold anything up: what a database names may be one. */
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return false;
  struct stat info = {0};
  bool good = fstat(file, &info) == 0;
  if (good && (S_ISDIR(info.st_mode) || info.st_size > (off_t)1 << 30)) {
    errno = S_ISDIR(info.st_mode) ? EISDIR : EFBIG;
    good = false;
  }
  size_t size = 0;
  char *bytes = good ? bw_core_array_raw(arena, char, (size_t)info.st_size + 1) : NULL;
  good = good && read_bytes(file, bytes, (size_t)info.st_size, &size);
  int saved = errno;
  close(file);
  errno = saved;
  if (!good) return false;
  bytes[size] = '\0';
  *ret_bytes = bytes;
  *ret_size = size;
  return true;
}

bool bw_file_write(const char *path, const char *bytes, size_t size) {
  return bw_record_write_file(path, (const unsigned char *)bytes, size, NULL) == BW_RECORD_OK;
}

static bool can_run(const char *path) { return bw_path_is_file(path) && access(path, X_OK) == 0; }

const char *bw_program_find(bw_arena *arena, const char *folder, const char *name) {
  if (strchr(name, '/') != NULL) {
    char *path = bw_path_join(arena, folder, name);
    return can_run(path) ? path : NULL;
  }
  const char *at = getenv("PATH");
  if (at == NULL || *name == '\0') return NULL;
  for (;;) {
    size_t size = strcspn(at, ":");
    char *path = bw_path_join(arena, size == 0 ? "." : bw_copy(arena, at, size), name);
    if (can_run(path)) return path;
    if (at[size] == '\0') return NULL;
    at += size + 1;
  }
}

const char *bw_program_self(bw_arena *arena) {
  char path[PATH_MAX];
  ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);
  if (size <= 0) {
    bw_complain("the program cannot find its own file: %s", strerror(errno));
    exit(BW_EXIT_UNABLE);
  }
  return bw_copy(arena, path, (size_t)size);
}
