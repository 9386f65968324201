/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "browser.h"

#include "scratch.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { MOST_ARGUMENTS = 32 };

typedef struct words {
  char text[MOST_ARGUMENTS][600];
  char *argv[MOST_ARGUMENTS + 1];
  unsigned count;
} words;

__attribute__((format(printf, 2, 3))) static void add(words *w, const char *format, ...) {
  if (w->count == MOST_ARGUMENTS) abort();
  va_list args;
  va_start(args, format);
  vsnprintf(w->text[w->count], sizeof w->text[0], format, args);
  va_end(args);
  w->argv[w->count] = w->text[w->count];
  w->argv[++w->count] = NULL;
}

static void add_arguments(words *w, const browser *b, const char *profile) {
  static const char *const always[] = {"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                                       "--disable-background-networking", "--disable-component-update",
                                       "--disable-sync", "--hide-scrollbars", "--force-device-scale-factor=1",
                                       /* Whatever the page would ask for, there is nobody. */
                                       "--proxy-server=127.0.0.1:9"};
  add(w, "timeout");
  add(w, "--kill-after=5");
  add(w, "120");
  add(w, "%s", b->program);
  for (size_t i = 0; i < sizeof always / sizeof *always; i++) add(w, "%s", always[i]);
  add(w, "--user-data-dir=%s", profile);
  add(w, "--window-size=%u,%u", b->width, b->height);
  add(w, "--blink-settings=preferredColorScheme=%d", b->dark ? 0 : 1);
  if (b->wait > 0) add(w, "--virtual-time-budget=%u", b->wait);
  if (b->picture != NULL) add(w, "--screenshot=%s", b->picture);
  else add(w, "--dump-dom");
  add(w, "file://%s", b->page);
}

/* Runs it to its end, standard output going to out; whether it went well. */
static bool run(char *const *argv, const char *out) {
  extern char **environ;
  posix_spawn_file_actions_t actions;
  pid_t pid = 0;
  int status = -1;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  bool good = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ) == 0 && waitpid(pid, &status, 0) == pid;
  posix_spawn_file_actions_destroy(&actions);
  return good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

char *browser_run(const browser *b) {
  struct bw_scratch scratch = bw_scratch_make();
  static words w;
  w.count = 0;
  /* What it writes beside its profile, such as certificates, goes with it. */
  char *home = getenv("HOME") == NULL ? NULL : strdup(getenv("HOME")), *dom = NULL;
  setenv("HOME", scratch.dir, 1);
  add_arguments(&w, b, bw_scratch_path(&scratch, "profile"));
  const char *out = bw_scratch_path(&scratch, "out");
  if (run(w.argv, out)) dom = bw_scratch_read(out);
  if (home != NULL) setenv("HOME", home, 1);
  free(home);
  bw_scratch_remove(&scratch);
  return dom;
}

char *browser_title(const char *dom) {
  static const struct {
    const char *entity;
    char plain;
  } entities[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&amp;", '&'}};
  const char *from = strstr(dom, "<title>"), *to = from == NULL ? NULL : strstr(from, "</title>");
  if (to == NULL) return NULL;
  char *title = malloc((size_t)(to - from) + 1), *out = title;
  if (title == NULL) return NULL;
  for (from += strlen("<title>"); from < to;) {
    size_t i = 0, most = sizeof entities / sizeof *entities;
    while (i < most && strncmp(from, entities[i].entity, strlen(entities[i].entity)) != 0) i++;
    *out++ = i < most ? entities[i].plain : *from;
    from += i < most ? strlen(entities[i].entity) : 1;
  }
  *out = '\0';
  return title;
}
