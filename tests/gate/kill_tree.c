/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _GNU_SOURCE

#include "kill_tree.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { MOST = 4096 };

typedef struct one {
  pid_t pid, parent;
  char name[32];
} one;

typedef struct tree {
  one list[MOST];
  size_t count;
} tree;

void kill_tree_start(void) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

/* Reads "PID (NAME) STATE PARENT ..."; false for what is gone or dead. The name may hold anything, blanks and ')' too. */
static bool read_one(const char *number, one *ret_one) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%.20s/stat", number);
  FILE *file = fopen(path, "r");
  if (file == NULL) return false;
  size_t size = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[size] = '\0';
  char *open = strchr(text, '('), *close = strrchr(text, ')'), state = 'Z';
  long parent = 0;
  if (open == NULL || close == NULL || sscanf(close + 1, " %c %ld", &state, &parent) != 2) return false;
  *close = '\0';
  *ret_one = (one){.pid = (pid_t)strtol(number, NULL, 10), .parent = (pid_t)parent};
  snprintf(ret_one->name, sizeof ret_one->name, "%.31s", open + 1);
  return state != 'Z' && state != 'X';
}

static bool is_below(const tree *all, pid_t pid, pid_t root) {
  for (size_t steps = 0; steps < all->count && pid > 1; steps++) {
    size_t i = 0;
    while (i < all->count && all->list[i].pid != pid) i++;
    if (i == all->count) return false;
    pid = all->list[i].parent;
    if (pid == root) return true;
  }
  return false;
}

/* What lies below root now, without root itself. */
static void find_tree(pid_t root, tree *ret_tree) {
  static tree all;
  all.count = ret_tree->count = 0;
  DIR *dir = opendir("/proc");
  if (dir == NULL) return;
  for (const struct dirent *entry = readdir(dir); entry != NULL && all.count < MOST; entry = readdir(dir))
    if (isdigit((unsigned char)entry->d_name[0]) && read_one(entry->d_name, &all.list[all.count])) all.count++;
  closedir(dir);
  for (size_t i = 0; i < all.count; i++)
    if (is_below(&all, all.list[i].pid, root)) ret_tree->list[ret_tree->count++] = all.list[i];
}

/* All are stopped first, so that none starts another in between. */
static void kill_all(pid_t root) {
  static tree below;
  size_t before;
  kill(root, SIGSTOP);
  find_tree(root, &below);
  do {
    before = below.count;
    for (size_t i = 0; i < below.count; i++) kill(below.list[i].pid, SIGSTOP);
    find_tree(root, &below);
  } while (below.count > before);
  for (size_t i = 0; i < below.count; i++) kill(below.list[i].pid, SIGKILL);
  kill(root, SIGKILL);
}

victim kill_tree(pid_t root, victim whom, uint64_t choice) {
  static tree below;
  size_t fit[MOST], fits = 0;
  if (whom == VICTIM_ALL) {
    kill_all(root);
    return whom;
  }
  if (whom != VICTIM_PROGRAM) find_tree(root, &below);
  for (size_t i = 0; whom != VICTIM_PROGRAM && i < below.count; i++)
    if ((strcmp(below.list[i].name, "ninja") == 0) == (whom == VICTIM_SCHEDULER)) fit[fits++] = i;
  if (fits == 0) {
    kill(root, SIGKILL);
    return VICTIM_PROGRAM;
  }
  kill(below.list[fit[choice % fits]].pid, SIGKILL);
  return whom;
}

void kill_tree_reap(void) {
  int status;
  while (waitpid(-1, &status, 0) > 0 || errno == EINTR) errno = 0;
}
