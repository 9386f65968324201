/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _XOPEN_SOURCE 700

#include "gate/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FORWARDED = 3 };
static const int forwarded_signals[FORWARDED] = {SIGINT, SIGTERM, SIGHUP};

/* The child that signals go to, its group if negative, and the last of them. Signal handlers can be given nothing else. */
static volatile sig_atomic_t forward_to, forwarded;

static void forward(int signal_number) {
  forwarded = signal_number;
  /* A terminal sends SIGINT to the whole group, child included; a second one does it no harm. */
  if (forward_to != 0) kill((pid_t)forward_to, signal_number);
}

static void forward_start(pid_t child, struct sigaction kept[FORWARDED]) {
  forward_to = (sig_atomic_t)child;
  forwarded = 0;
  struct sigaction action = {.sa_handler = forward};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < FORWARDED; i++) sigaction(forwarded_signals[i], &action, &kept[i]);
}

static bool forward_stop(const struct sigaction kept[FORWARDED]) {
  for (int i = 0; i < FORWARDED; i++) sigaction(forwarded_signals[i], &kept[i], NULL);
  forward_to = 0;
  return forwarded != 0;
}

/* Runs in the child: only functions that are safe after fork. Tells the parent through report what went wrong. */
static _Noreturn void become(const bw_process *process, char **environment, int output, int report) {
  int nothing = open("/dev/null", O_RDONLY);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGPIPE, SIG_DFL);
  if (process->own_group) setpgid(0, 0);
  if (nothing >= 0 && dup2(nothing, 0) >= 0 && dup2(output, 1) >= 0 && dup2(output, 2) >= 0 &&
      (process->folder == NULL || chdir(process->folder) == 0))
    execve(process->args[0], (char *const *)(uintptr_t)process->args, environment);
  int error = errno;
  ssize_t told = write(report, &error, sizeof error);
  _exit(told == (ssize_t)sizeof error ? 127 : 126);
}

extern char **environ;

/* Those of the parent, with the additions in place of what they name. */
static char **environment_with(bw_arena *arena, const char *const *additions) {
  BW_VEC(char *) all = {0};
  for (char **one = environ; *one != NULL; one++) {
    bool replaced = false;
    for (const char *const *add = additions; add != NULL && *add != NULL; add++) {
      size_t size = strcspn(*add, "=") + 1;
      if (strncmp(*one, *add, size) == 0) replaced = true;
    }
    if (!replaced) bw_vec_push(arena, &all, *one);
  }
  for (const char *const *add = additions; add != NULL && *add != NULL; add++)
    bw_vec_push(arena, &all, bw_copy_string(arena, *add));
  bw_vec_push(arena, &all, NULL);
  return all.at;
}

/* Hands out complete lines and keeps the rest for the next call. */
static void take_lines(const bw_process *process, bw_text *pending, const char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++) {
    if (bytes[i] != '\n') {
      bw_text_add(pending, bytes + i, 1);
      continue;
    }
    process->on_line(process->context, bw_text_string(pending));
    pending->size = 0;
    if (pending->at != NULL) pending->at[0] = '\0';
  }
}

static long long now_ms(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Whether there is something to read before the time is over. */
static bool wait_for_output(int file, long long end) {
  for (;;) {
    long long left = end - now_ms();
    struct pollfd one = {.fd = file, .events = POLLIN};
    int ready = left <= 0 ? 0 : poll(&one, 1, left > 60000 ? 60000 : (int)left);
    if (ready > 0) return true;
    if (ready == 0 && end <= now_ms()) return false;
    if (ready < 0 && errno != EINTR) return true; /* read will say what is wrong */
  }
}

/* Returns whether the child was done with its output in time. */
static bool take_output(bw_arena *arena, const bw_process *process, int file) {
  bw_text pending = {.arena = arena};
  long long end = now_ms() + (long long)process->time_limit * 1000;
  for (;;) {
    char block[4096];
    if (process->time_limit > 0 && !wait_for_output(file, end)) return false;
    ssize_t got = read(file, block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    if (process->output != NULL) bw_text_add(process->output, block, (size_t)got);
    if (process->on_line != NULL) take_lines(process, &pending, block, (size_t)got);
  }
  if (process->on_line != NULL && pending.size > 0) process->on_line(process->context, bw_text_string(&pending));
  return true;
}

static bool pipe_closed_on_exec(int ends[2]) {
  if (pipe(ends) != 0) return false;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return true;
}

static bw_child wait_for(pid_t pid) {
  bw_child child = {.started = true, .exit_status = -1};
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  if (WIFEXITED(status)) child.exit_status = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) child.signal = WTERMSIG(status);
  return child;
}

bw_child bw_child_run(bw_arena *arena, const bw_process *process, bool *ret_interrupted) {
  bw_child child = {.exit_status = -1};
  int output[2], report[2];
  char **environment = environment_with(arena, process->environment);
  if (!pipe_closed_on_exec(output)) {
    child.error = errno;
    return child;
  }
  if (!pipe_closed_on_exec(report)) {
    child.error = errno;
    close(output[0]);
    close(output[1]);
    return child;
  }
  pid_t pid = fork();
  if (pid == 0) become(process, environment, output[1], report[1]);
  int error = errno;
  if (pid > 0 && process->own_group) setpgid(pid, pid); /* whichever of the two comes first */
  pid_t whole = process->own_group ? -pid : pid;
  struct sigaction kept[FORWARDED];
  if (pid > 0 && process->forward_signals) forward_start(whole, kept);
  close(output[1]);
  close(report[1]);
  if (pid > 0) {
    ssize_t told;
    while ((told = read(report[0], &error, sizeof error)) < 0 && errno == EINTR) continue;
    bool in_time = take_output(arena, process, output[0]);
    if (!in_time) kill(whole, SIGKILL);
    child = wait_for(pid);
    if (!in_time) child.over_time = process->time_limit;
    if (told == (ssize_t)sizeof error) child = (bw_child){.error = error, .exit_status = -1};
  } else {
    child.error = error;
  }
  close(output[0]);
  close(report[0]);
  bool interrupted = pid > 0 && process->forward_signals && forward_stop(kept);
  if (ret_interrupted != NULL) *ret_interrupted = interrupted;
  return child;
}

const char *bw_child_describe(bw_arena *arena, const bw_child *child) {
  if (!child->started) return bw_format(arena, "could not be started: %s", strerror(child->error));
  if (child->over_time != 0) return bw_format(arena, "was ended after %u seconds", child->over_time);
  if (child->signal != 0)
    return bw_format(arena, "was killed by signal %d (%s)", child->signal, strsignal(child->signal));
  return bw_format(arena, "exited with status %d", child->exit_status);
}
