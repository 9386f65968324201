/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A project in a folder of its own, and the program run on it, for tests.
 *
 * project_start makes the folder, with bin/ (the fake clang under the names fake-clang, clang-19, clang-22 and gcc)
 * and plugins/ (files that stand for the plugins of 19 and 22); project_end removes all of it. Everything here ends
 * the test when it fails.
 */
#ifndef BULWARK_TESTS_GATE_HARNESS_H
#define BULWARK_TESTS_GATE_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

void project_start(void);

/* The same without the fake clang on PATH, and with the plugins beside the program. */
void project_start_real(void);
void project_end(void);

/* The project's folder, and the path of a file in it (valid until eight more calls). */
const char *project_folder(void);
const char *project_path(const char *name);

/* Writes a file of the project, making its folders. */
void project_write(const char *name, const char *text);

/* The text of a file of the project, NULL if there is none; freed by the caller. */
char *project_read(const char *name);

/* Writes compile_commands.json: each unit of the list, ended by NULL, is compiled by the command with %s for it. */
void project_database(const char *command, ...);

typedef struct outcome {
  int status;   /* exit status, -1 if a signal ended it */
  char *output; /* standard output, then standard error */
  char *out, *err;
} outcome;

/* Runs bulwark with these words in the project's folder. Freed by outcome_free. */
outcome project_run(const char *command_line);
void outcome_free(outcome *o);

/* Starts it and returns at once. Its output goes to the files out.txt and err.txt of the project. */
pid_t project_launch(const char *command_line);

/* The same in a process group of its own, as a shell starts it. */
pid_t project_launch_group(const char *command_line);

/* Runs it with standard error on a terminal; returns its exit status, and what the terminal got in text[0, size). */
int project_run_on_terminal(const char *command_line, char *text, size_t size);

int project_wait(pid_t pid);

/* How often the fake clang ran since the last call, the canary left out; NULL as name counts all. */
unsigned project_runs_of(const char *name);
void project_forget_runs(void);

/* Runs it, and demands the status and that the output holds the text. */
void project_expect(const char *command_line, int status, const char *text);

#endif
