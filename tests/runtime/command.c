/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L
#include "command.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

char output[OUTPUT_MAX];
char folder[64];

void make_folder(void) {
  (void)strcpy(folder, "/tmp/bulwark-runtime-XXXXXX");
  if (mkdtemp(folder) == NULL) {
    perror(folder);
    exit(EXIT_FAILURE);
  }
}

void remove_folder(void) {
  DIR *dir = opendir(folder);
  struct dirent *entry;
  while (dir != NULL && (entry = readdir(dir)) != NULL) {
    char path[COMMAND_MAX];
    (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    (void)remove(path);
  }
  if (dir == NULL || closedir(dir) != 0 || rmdir(folder) != 0) {
    perror(folder);
  }
}

int run(const char *format, ...) {
  static char command[COMMAND_MAX];
  va_list arguments;
  FILE *pipe;
  size_t length;
  int status;
  va_start(arguments, format);
  length = (size_t)vsnprintf(command, sizeof command - 6, format, arguments);
  va_end(arguments);
  ck_assert_uint_lt(length, sizeof command - 6);
  (void)strcat(command, " 2>&1");
  (void)fflush(NULL);
  pipe = popen(command, "r");
  ck_assert_ptr_nonnull(pipe);
  length = fread(output, 1, sizeof output - 1, pipe);
  output[length] = '\0';
  status = pclose(pipe);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void read_file(const char *path) {
  FILE *file = fopen(path, "r");
  size_t length;
  ck_assert_msg(file != NULL, "%s cannot be opened", path);
  length = fread(output, 1, sizeof output - 1, file);
  output[length] = '\0';
  (void)fclose(file);
  ck_assert_msg(length < sizeof output - 1, "%s is longer than this test reads", path);
}
