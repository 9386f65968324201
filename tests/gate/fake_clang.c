/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A compiler for the tests of the gate: it does what its input says, through the real record.
 *
 * Understands the options the gate passes. Each line "//! WORD ..." of the input is an order:
 *   finding LINE COLUMN CHECK MESSAGE   a finding in this file, inside function "f"
 *   header NAME LINE COLUMN CHECK MESSAGE   a finding in another file, and a dependency on it
 *   also NAME                           a dependency on another file
 *   note LINE COLUMN TEXT               a note of the finding before
 *   fix LINE COLUMN END TEXT            an edit of the finding before; nothing after END removes
 *   elsewhere NAME LINE COLUMN END TEXT an edit of the finding before, in another file
 *   count NAME VALUE                    a count of the report
 *   unsafe LINE COLUMN REASON           a BW_UNSAFE block in this file, inside function "f"
 *   crash | fail | silent | damaged     die by a signal, fail to compile, leave no record, leave a bad one
 *   unknown FLAG                        fail as clang does when FLAG is among the arguments
 *   sleep MILLISECONDS                  take so long
 *   orphan                              kill the process that started this one
 * The canary is reported unless -fblind is given. Every run adds its input to the file $FAKE_CLANG_LOG.
 * It is clang 19, or the major in its own name, such as clang-22; a plugin whose name ends in another number does not
 * load into it. Called gcc, it is no clang.
 */
#define _POSIX_C_SOURCE 200809L

#include "core/record.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 64 };

typedef struct state {
  const char *input, *record, *depends, *target;
  bool blind, silent, damaged;
  bw_finding findings[MOST];
  bw_note notes[MOST][MOST];
  bw_fixit fixits[MOST][4];
  bw_count counts[MOST];
  bw_unsafe unsafes[MOST];
  size_t finding_count, count_count, unsafe_count;
  const char *headers[MOST];
  size_t header_count;
  int argc;
  char **argv;
} state;

static char *copy(const char *text) {
  char *made = strdup(text);
  if (made == NULL) abort();
  return made;
}

static const char *after(const char *word, const char *prefix) {
  return strncmp(word, prefix, strlen(prefix)) == 0 ? word + strlen(prefix) : NULL;
}

static unsigned major_of(const char *name, const char *before) {
  const char *slash = strrchr(name, '/'), *at = strstr(slash == NULL ? name : slash, before);
  return at == NULL ? 0 : (unsigned)strtoul(at + strlen(before), NULL, 10);
}

static void print_version(const char *name) {
  unsigned major = major_of(name, "clang-");
  if (strstr(name, "gcc") != NULL) puts("gcc (Fake 12.2.0) 12.2.0");
  else printf("Fake clang version %u.1.7 (build)\nTarget: fake\n", major == 0 ? 19 : major);
  exit(0);
}

/* What the loader says when a plugin was built for another major. */
static void load_plugin(const state *s, const char *plugin) {
  unsigned mine = major_of(s->argv[0], "clang-");
  if (major_of(plugin, "bulwark-clang") == (mine == 0 ? 19 : mine)) return;
  fprintf(stderr, "%s: symbol lookup error: %s: undefined symbol: _ZN5clang8ASTFrobE\n", s->argv[0], plugin);
  exit(127);
}

static void read_arguments(state *s) {
  for (int i = 1; i < s->argc; i++) {
    const char *word = s->argv[i], *value;
    if (strcmp(word, "--version") == 0) print_version(s->argv[0]);
    if ((value = after(word, "-fplugin=")) != NULL) load_plugin(s, value);
    if ((value = after(word, "-fplugin-arg-bulwark-record=")) != NULL) s->record = value;
    if (strcmp(word, "-MF") == 0) s->depends = s->argv[++i];
    if (strcmp(word, "-MT") == 0) s->target = s->argv[++i];
    if (strcmp(word, "-fblind") == 0) s->blind = true;
    if (strcmp(word, "--") == 0 && i + 1 < s->argc) s->input = s->argv[i + 1];
  }
}

/* The byte of the file at which a line starts. */
static unsigned start_of(const char *name, unsigned line) {
  FILE *file = fopen(name, "r");
  unsigned at = 0;
  for (int c; line > 1 && file != NULL && (c = getc(file)) != EOF; at++) line -= c == '\n' ? 1 : 0;
  if (file != NULL) fclose(file);
  return at;
}

static bw_pos place(const char *file, unsigned line, unsigned column) {
  unsigned begin = start_of(file, line) + column - 1;
  return (bw_pos){.file = file, .line = line, .column = column, .end_line = line, .end_column = column + 1,
                  .begin = begin, .end = begin + 1};
}

static void add_finding(state *s, const char *file, unsigned line, unsigned column, const char *check,
                        const char *function, const char *message) {
  if (s->finding_count == MOST) abort();
  bw_finding *finding = &s->findings[s->finding_count];
  *finding = (bw_finding){.check = copy(check), .severity = BW_SEVERITY_ERROR, .function = function,
                          .pos = place(copy(file), line, column), .message = copy(message)};
  finding->notes = s->notes[s->finding_count];
  finding->fixits = s->fixits[s->finding_count];
  s->finding_count++;
}

static void obey_finding(state *s, const char *order) {
  char check[64] = "", message[256] = "", name[256] = "";
  unsigned line, column;
  if (sscanf(order, "finding %u %u %63s %255[^\n]", &line, &column, check, message) == 4) {
    add_finding(s, s->input, line, column, check, "f", message);
  } else if (sscanf(order, "header %255s %u %u %63s %255[^\n]", name, &line, &column, check, message) == 5) {
    add_finding(s, name, line, column, check, "inlined", message);
    s->headers[s->header_count++] = copy(name);
  } else {
    abort();
  }
}

static void obey_detail(state *s, const char *order) {
  char text[256] = "";
  unsigned line, column, end;
  bw_finding *last = &s->findings[s->finding_count - 1];
  char name[256] = "";
  if (sscanf(order, "elsewhere %255s %u %u %u %255[^\n]", name, &line, &column, &end, text) == 5) {
    bw_pos pos = place(copy(name), line, column);
    pos.end_column = end;
    pos.end = pos.begin + (end - column);
    s->fixits[s->finding_count - 1][last->fixit_count++] = (bw_fixit){pos, copy(text)};
  } else if (sscanf(order, "note %u %u %255[^\n]", &line, &column, text) == 3) {
    s->notes[s->finding_count - 1][last->note_count++] = (bw_note){place(last->pos.file, line, column), copy(text)};
  } else if (sscanf(order, "fix %u %u %u %255[^\n]", &line, &column, &end, text) >= 3) {
    bw_pos pos = place(last->pos.file, line, column);
    pos.end_column = end;
    pos.end = pos.begin + (end - column);
    s->fixits[s->finding_count - 1][last->fixit_count++] = (bw_fixit){pos, copy(text)};
  } else {
    abort();
  }
}

static void obey_unsafe(state *s, const char *order) {
  char reason[256] = "";
  unsigned line, column;
  if (sscanf(order, "unsafe %u %u %255[^\n]", &line, &column, reason) < 2 || s->unsafe_count == MOST) abort();
  s->unsafes[s->unsafe_count++] = (bw_unsafe){place(s->input, line, column), "f", copy(reason)};
}

static void obey_flag(state *s, const char *flag) {
  for (int i = 1; i < s->argc; i++) {
    if (strcmp(s->argv[i], flag) != 0) continue;
    fprintf(stderr, "fake-clang: error: unknown argument: '%s'\n", flag);
    exit(1);
  }
}

static void obey(state *s, const char *order) {
  char name[64] = "";
  unsigned long long value;
  if (after(order, "finding") || after(order, "header")) obey_finding(s, order);
  else if (sscanf(order, "also %63s", name) == 1) s->headers[s->header_count++] = copy(name);
  else if (after(order, "note") || after(order, "fix") || after(order, "elsewhere")) obey_detail(s, order);
  else if (sscanf(order, "count %63s %llu", name, &value) == 2)
    s->counts[s->count_count++] = (bw_count){copy(name), value};
  else if (after(order, "unsafe")) obey_unsafe(s, order);
  else if (after(order, "crash")) {
    signal(SIGSEGV, SIG_DFL); /* a sanitizer would make an ordinary exit of it */
    raise(SIGSEGV);
  }
  else if (after(order, "orphan")) kill(getppid(), SIGKILL);
  else if (after(order, "silent")) s->silent = true;
  else if (after(order, "damaged")) s->damaged = true;
  else if (sscanf(order, "unknown %63s", name) == 1) obey_flag(s, name);
  else if (sscanf(order, "sleep %llu", &value) == 1)
    nanosleep(&(struct timespec){(time_t)(value / 1000), (long)(value % 1000) * 1000000}, NULL);
  else if (after(order, "fail")) {
    fprintf(stderr, "%s:1:1: fatal error: 'missing.h' file not found\n", s->input);
    exit(1);
  } else {
    abort();
  }
}

static void read_input(state *s) {
  FILE *file = fopen(s->input, "r");
  if (file == NULL) {
    fprintf(stderr, "fake-clang: error: no such file or directory: '%s'\n", s->input);
    exit(1);
  }
  char line[512];
  while (fgets(line, sizeof line, file) != NULL) {
    const char *order = after(line, "//! ");
    if (order != NULL) obey(s, order);
    if (strstr(line, "bulwark_canary(const char *source) {") != NULL && !s->blind)
      add_finding(s, s->input, 3, 43, "copy-extent", "bulwark_canary", "8 bytes are copied into 4");
  }
  fclose(file);
}

static void write_depends(const state *s) {
  FILE *file = s->depends == NULL ? NULL : fopen(s->depends, "w");
  if (file == NULL) return;
  fprintf(file, "%s: ", s->target);
  for (const char *at = s->input; *at != '\0'; at++)
    fprintf(file, "%s%c", *at == ' ' || *at == '#' ? "\\" : *at == '$' ? "$" : "", *at);
  for (size_t i = 0; i < s->header_count; i++) fprintf(file, " \\\n  %s", s->headers[i]);
  fputs("\n", file);
  fclose(file);
}

static void write_record(const state *s) {
  bw_report report = {.unit = s->input, .compiler = "fake clang", .target = "fake-target", .findings = s->findings,
                      .finding_count = s->finding_count, .counts = s->counts, .count_count = s->count_count,
                      .unsafes = s->unsafes, .unsafe_count = s->unsafe_count};
  bw_arena arena = {0};
  const unsigned char *bytes = NULL;
  size_t size = 0;
  if (bw_arena_init(&arena, 4096) != BW_OK || bw_record_encode(&report, &arena, &bytes, &size) != BW_RECORD_OK) abort();
  if (bw_record_write_file(s->record, bytes, s->damaged ? size - 3 : size, NULL) != BW_RECORD_OK) exit(1);
  bw_arena_destroy(&arena);
}

static void write_log(const state *s) {
  const char *path = getenv("FAKE_CLANG_LOG");
  FILE *file = path == NULL ? NULL : fopen(path, "a");
  if (file == NULL) return;
  fprintf(file, "%s\n", s->input);
  fclose(file);
}

int main(int argc, char **argv) {
  static state s;
  s.argc = argc;
  s.argv = argv;
  read_arguments(&s);
  if (s.input == NULL) {
    fputs("fake-clang: error: no input files\n", stderr);
    return 1;
  }
  write_log(&s);
  read_input(&s);
  write_depends(&s);
  if (s.record != NULL && !s.silent) write_record(&s);
  return 0;
}
