/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "compile.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *read_all(int fd) {
  size_t room = 1u << 16, used = 0;
  char *text = (char *)malloc(room);
  while (text != NULL) {
    if (room - used < 2) {
      char *larger = (char *)realloc(text, room *= 2);
      if (larger == NULL) break;
      text = larger;
    }
    ssize_t n = read(fd, text + used, room - used - 1);
    if (n < 0) break;
    used += (size_t)n;
    text[used] = '\0';
    if (n == 0) return text;
  }
  free(text);
  return NULL;
}

char *compile_run(char *const argv[], int *ret_status) {
  int ends[2], status;
  if (pipe(ends) != 0) return NULL;
  pid_t child = fork();
  if (child == 0) {
    int null = open("/dev/null", O_RDONLY);
    if (null < 0 || dup2(null, 0) < 0 || dup2(ends[1], 1) < 0 || dup2(ends[1], 2) < 0) _exit(127);
    close(ends[0]);
    close(ends[1]);
    execv(argv[0], argv);
    _exit(127);
  }
  close(ends[1]);
  char *output = child < 0 ? NULL : read_all(ends[0]);
  close(ends[0]);
  if (child < 0 || waitpid(child, &status, 0) != child) {
    free(output);
    return NULL;
  }
  *ret_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return output;
}

char *compile_read_file(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0) return NULL;
  char *text = read_all(fd);
  close(fd);
  return text;
}

static const char *const program_args[] = {"-std=gnu11", "-D_DEFAULT_SOURCE", NULL};
static const char *const linux_args[] = {"-std=gnu11",    "-ffreestanding", "-fno-strict-overflow",
                                         "-fno-strict-aliasing", "-fshort-wchar", "-fno-PIE",
                                         "-mcmodel=kernel",      "-mno-red-zone", NULL};
static const char *const windows_args[] = {"--target=x86_64-w64-mingw32", "-std=gnu11", "-ffreestanding",
                                           "-fms-extensions", "-mno-red-zone", "-D_MM3DNOW_H_INCLUDED", "-D_AMD64_",
                                           "-isystem", "/usr/x86_64-w64-mingw32/include",
                                           "-isystem", "/usr/x86_64-w64-mingw32/include/ddk", NULL};

bool compile_models_of(const char *folder, const char *file, char *ret_path, size_t size) {
  int word = (int)strcspn(file, "_.");
  int used = snprintf(ret_path, size, "%s/%.*s.model", folder, word, file);
  return used > 0 && (size_t)used < size && access(ret_path, R_OK) == 0;
}

const char *const *compile_args_of(const char *file) {
  if (strncmp(file, "linux_", 6) == 0) return linux_args;
  if (strncmp(file, "windows_", 8) == 0) return windows_args;
  return program_args;
}
