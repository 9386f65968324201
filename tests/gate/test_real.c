/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The program with the real plugins in the real clangs: the same verdict from both, and none that is a lie. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *const clangs[] = {CLANG_19, CLANG_22};
enum { CLANGS = 2, UNITS = 24 };

static const char bad[] = "#include \"shared.h\"\n"
                          "static char small[4];\n"
                          "void fill(const char *from) {\n"
                          "  __builtin_memcpy(small, from, 8);\n"
                          "}\n";
static const char good[] = "static char small[8];\n"
                           "void fill(const char *from) { __builtin_memcpy(small, from, 8); }\n";

static void sleep_ms(long ms) { nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL); }

static outcome lint_with(unsigned clang, const char *rest) {
  char command[512];
  snprintf(command, sizeof command, "lint -p . --clang %s --cache cache%u %s", clangs[clang], clang, rest);
  return project_run(command);
}

START_TEST(the_fault_is_found_and_its_twin_is_not) {
  project_write("shared.h", "int shared;\n");
  project_write("bad.c", bad);
  project_write("good.c", good);
  project_database("cc -O2 -Wall -Werror -c %s -o x.o", "bad.c", "good.c", NULL);
  outcome o = lint_with((unsigned)_i, "--sarif out.sarif");
  ck_assert_msg(o.status == 1, "status %d:\n%s", o.status, o.output);
  ck_assert_msg(strncmp(o.out, "bad.c:4:", 8) == 0, "%s", o.output);
  ck_assert_ptr_nonnull(strstr(o.out, "[bulwark-copy-extent]\n    4 |   __builtin_memcpy(small, from, 8);\n"));
  ck_assert_ptr_null(strstr(o.out, "good.c"));
  ck_assert_ptr_nonnull(strstr(o.out, "2 units, 2 functions analysed; 1 finding (copy-extent 1); "));
  ck_assert_str_eq(o.err, "");
  outcome_free(&o);
  o = lint_with((unsigned)_i, "good.c");
  ck_assert_msg(o.status == 0, "%s", o.output);
  outcome_free(&o);
}
END_TEST

START_TEST(both_clangs_say_the_same) {
  project_write("shared.h", "int shared;\n");
  project_write("bad.c", bad);
  project_write("good.c", good);
  project_database("gcc -O2 -fconserve-stack -mrecord-mcount -c %s", "bad.c", "good.c", NULL);
  outcome one = lint_with(0, ""), other = lint_with(1, "");
  ck_assert_int_eq(one.status, 1);
  ck_assert_str_eq(one.output, other.output);
  outcome_free(&one);
  outcome_free(&other);
}
END_TEST

START_TEST(it_never_lies) {
  project_write("bad.c", "int broken(\n");
  project_database("cc -c %s", "bad.c", NULL);
  outcome o = lint_with((unsigned)_i, "");
  ck_assert_int_eq(o.status, 2);
  ck_assert_ptr_nonnull(strstr(o.err, "bad.c: it does not compile with clang-"));
  ck_assert_ptr_nonnull(strstr(o.err, "  | bad.c:"));
  outcome_free(&o);

  project_write("bad.c", "#include \"not_built_yet.h\"\n");
  o = lint_with((unsigned)_i, "");
  ck_assert_int_eq(o.status, 2);
  ck_assert_ptr_nonnull(strstr(o.err, "'not_built_yet.h' file not found"));
  outcome_free(&o);

  /* A plugin file that is none. */
  project_write("bad.c", good);
  setenv("BULWARK_PLUGIN_DIR", project_path("plugins"), 1);
  o = lint_with((unsigned)_i, "");
  ck_assert_msg(o.status == 2, "%s", o.output);
  ck_assert_ptr_nonnull(strstr(o.err, "bad.c: the plugin does not load into "));
  outcome_free(&o);
}
END_TEST

/* What keeps a compiler quiet keeps nothing from being found, and a reason in the source does. */
START_TEST(only_a_reason_silences) {
  static const char *const flags[] = {"-w", "-fsyntax-only", "-Wno-everything", "-Xclang -plugin-arg-bulwark -Xclang lower-only"};
  project_write("shared.h", "int shared;\n");
  project_write("bad.c", bad);
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
    char command[128];
    snprintf(command, sizeof command, "cc %s -c %%s", flags[i]);
    project_database(command, "bad.c", NULL);
    outcome o = lint_with((unsigned)_i, "");
    ck_assert_msg(o.status == 1 && strstr(o.out, "[bulwark-copy-extent]") != NULL, "%s: status %d\n%s", flags[i], o.status, o.output);
    outcome_free(&o);
  }
  project_write("bad.c", "static char small[4];\n"
                         "void fill(const char *from) {\n"
                         "  /* bulwark: allow(copy-extent) padding follows */\n"
                         "  __builtin_memcpy(small,\n    from, 8);\n"
                         "}\n");
  outcome o = lint_with((unsigned)_i, "");
  ck_assert_msg(o.status == 0 && strstr(o.out, "0 findings, 1 suppressed;") != NULL, "status %d\n%s", o.status, o.output);
  outcome_free(&o);
}
END_TEST

/* What a hardened file is excused from is known by its place and reason, that of a block in a macro by where it is used. */
START_TEST(what_is_hardened_and_unsafe_is_known) {
  project_write("unsafe.h", "#define BW_UNSAFE(reason) if (sizeof(\"bulwark::unsafe:\" reason) == 0u) { } else\n"
                            "#define QUIET(p) BW_UNSAFE(\"in a macro\") { *(p) = 0; }\n"
                            "static inline void called(int *p) { BW_UNSAFE(\"in a header\") { *p = 1; } }\n");
  project_write("hard.c", "#include \"unsafe.h\"\n"
                          "extern const char bw_hardened_file __attribute__((annotate(\"bulwark::hardened\")));\n"
                          "void f(int *p) {\n"
                          "  BW_UNSAFE(\"the <registers> \" \"are fixed\") { p[4] = 0; }\n"
                          "  QUIET(p)\n"
                          "  called(p);\n"
                          "}\n");
  project_write("soft.c", "#include \"unsafe.h\"\nvoid g(int *p) { called(p); }\n");
  project_database("cc -O2 -c %s", "hard.c", "soft.c", NULL);
  outcome o = lint_with((unsigned)_i, "--format json=out.json");
  ck_assert_msg(o.status == 0, "status %d\n%s", o.status, o.output);
  outcome_free(&o);
  char *text = project_read("out.json");
  static const char *const parts[] = {
      "\"line\": 4,\n   \"column\": 3,\n   \"endLine\": 4,\n   \"endColumn\": 44,\n   \"function\": \"f\",\n"
      "   \"reason\": \"the <registers> are fixed\"",
      "\"line\": 5,\n   \"column\": 3,\n   \"endLine\": 5,\n   \"endColumn\": 11,\n   \"function\": \"f\",\n"
      "   \"reason\": \"in a macro\"",
      "\"function\": \"called\",\n   \"reason\": \"in a header\"",
      "\"file\": \"hard.c\",\n   \"hardened\": true", "\"file\": \"soft.c\",\n   \"hardened\": false"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    ck_assert_msg(strstr(text, parts[i]) != NULL, "no %s in\n%s", parts[i], strstr(text, "\"files\""));
  const char *header = strstr(text, "in a header");
  ck_assert_ptr_null(strstr(header + 1, "in a header")); /* once, though two units show it */
  free(text);
}
END_TEST

/* The edits that the plugin offers, made and looked at again. */
START_TEST(what_is_fixed_is_found_no_more) {
  project_write("bad.c", "static char small[4];\nvoid fill(const char *from) {\n  __builtin_memcpy(small, from, 8);\n}\n");
  project_database("cc -O2 -c %s", "bad.c", NULL);
  char command[256];
  snprintf(command, sizeof command, "fix -p . --clang %s --cache cache%d", clangs[_i], _i);
  outcome o = project_run(command);
  ck_assert_msg(o.status == 0 && strstr(o.out, "1 fix applied in 1 file, 0 left out") != NULL, "status %d\n%s", o.status, o.output);
  outcome_free(&o);
  char *text = project_read("bad.c");
  ck_assert_ptr_nonnull(strstr(text, "__builtin_memcpy(small, from, sizeof(small));"));
  free(text);
  o = lint_with((unsigned)_i, "");
  ck_assert_msg(o.status == 0, "%s", o.output);
  outcome_free(&o);
}
END_TEST

START_TEST(flags_of_kernels_pass) {
  static const char *const commands[] = {
      "cc -ffreestanding -nostdinc -mno-red-zone -mno-sse -fno-strict-aliasing -std=gnu11 -Werror -c %s",
      "x86_64-w64-mingw32-gcc -ffreestanding -fms-extensions -mno-red-zone -c %s",
      "aarch64-linux-gnu-gcc -mgeneral-regs-only -O2 -c %s",
      "cc -m32 -Os -std=c99 -pedantic-errors -c %s",
      "cc -O0 -g3 -fsanitize=kernel-address -fPIC -flto -MD -MF x.d -c %s",
  };
  project_write("shared.h", "int shared;\n");
  project_write("bad.c", bad);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    project_database(commands[i], "bad.c", NULL);
    outcome o = lint_with((unsigned)_i, "");
    ck_assert_msg(o.status == 1, "%s:\n%s", commands[i], o.output);
    ck_assert_msg(strncmp(o.out, "bad.c:4:", 8) == 0, "%s:\n%s", commands[i], o.output);
    outcome_free(&o);
  }
}
END_TEST

/* The dialect of MSBuild and of CMake with clang-cl, also as it is written on Windows, where the tree is seen below a drive. */
START_TEST(command_lines_of_clang_cl) {
  static const char *const commands[] = {
      "clang-cl /nologo /c /W4 /WX /O2 /std:c11 /Zi /MD /GS /DSIZE=8 /I inc /FIforced.h /Fobad.obj -- bad.c",
      "cl.exe /c /Zc:inline /EHsc /RTC1 /fp:precise /DSIZE=8 /Iinc /FI forced.h /showIncludes /Fdx.pdb bad.c /link /OUT:x.exe",
      "clang-cl --target=i686-pc-windows-msvc /DSIZE=8 /imsvc inc /FIforced.h /clang:-fno-strict-aliasing /TC bad.c",
  };
  project_write("inc/shared.h", "int shared;\n");
  project_write("forced.h", "extern int forced;\n");
  project_write("bad.c", "#include <shared.h>\nstatic char small[4];\n#ifdef _WIN32\nvoid fill(const char *from) { forced = 1; __builtin_memcpy(small, from, SIZE); }\n#endif\n");
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    char text[1024];
    snprintf(text, sizeof text, "[{\"directory\": \"%s\", \"file\": \"bad.c\", \"command\": \"%s\"}]", project_folder(), commands[i]);
    project_write("compile_commands.json", text);
    outcome o = lint_with((unsigned)_i, "");
    ck_assert_msg(o.status == 1 && strncmp(o.out, "bad.c:4:", 8) == 0, "%s: status %d\n%s", commands[i], o.status, o.output);
    outcome_free(&o);
  }
  char *text = project_read("bad.c");
  project_write("d/src/sub/bad.c", text);
  free(text);
  project_write("d/sdk/shared.h", "int shared;\n");
  project_write("d/src/forced.h", "extern int forced;\n");
  project_write("compile_commands.json",
                "[{\"directory\": \"D:\\\\src\", \"file\": \"D:\\\\src\\\\sub\\\\bad.c\", \"command\": \"\\\"C:\\\\Program Files\\\\LLVM\\\\bin\\\\"
                "clang-cl.exe\\\" /c /W4 /DSIZE=8 \\\"/ID:\\\\sdk\\\" /FIforced.h /Fox.obj sub\\\\bad.c\"}]");
  ck_assert_int_eq(unlink(project_path("bad.c")), 0);
  setenv("BULWARK_DRIVES", project_folder(), 1);
  outcome o = lint_with((unsigned)_i, "--hardened '*bad.c'");
  ck_assert_msg(o.status == 1 && strncmp(o.out, "d/src/sub/bad.c:4:", 18) == 0, "status %d\n%s", o.status, o.output);
  ck_assert_ptr_nonnull(strstr(o.out, "[bulwark-raw-op]"));
  outcome_free(&o);
}
END_TEST

/* One operation of each kind in a hardened file, each with a switch of its own. */
START_TEST(raw_operations_have_a_switch_each) {
  static const struct {
    const char *configuration, *rules;
  } rows[] = {
      {"raw-op: {}\n", "raw-op 5)"},
      {"raw-op: {subscript: off, union: on}\n", "raw-op 4)"},
      {"raw-op: {call: off, cast: off}\n", "raw-op 3)"},
      {"raw-op: {subscript: off, arithmetic: off, call: off, cast: off}\n", "raw-op 1)"},
      {"raw-op: {subscript: off, arithmetic: off, call: off, cast: off, union: off}\n", " 0 findings"},
  };
  project_write("bad.c", "union number { float real; unsigned bits; };\n"
                         "struct entry { int kind, length; };\n"
                         "int subscript(const int *p, int i) { return p[i]; }\n"
                         "const int *arithmetic(const int *p, int i) { return p + i; }\n"
                         "void call(int *p, int n) { __builtin_memset(p, 0, (unsigned)n); }\n"
                         "int cast(const short *p) { return ((const struct entry *)p)->kind; }\n"
                         "unsigned member(const union number *p) { return p->bits; }\n");
  project_database("cc -O2 -c %s", "bad.c", NULL);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    project_write("bulwark.yaml", rows[i].configuration);
    outcome o = lint_with((unsigned)_i, "--hardened '*bad.c'");
    ck_assert_msg(strstr(o.out, rows[i].rules) != NULL, "%s%s", rows[i].configuration, o.output);
    outcome_free(&o);
  }
}
END_TEST

START_TEST(the_doctor_agrees) {
  char command[512], expected[256];
  snprintf(command, sizeof command, "doctor --clang %s --clang %s", clangs[0], clangs[1]);
  project_expect(command, 0, "canary  reported");
  for (unsigned i = 0; i < CLANGS; i++) {
    snprintf(command, sizeof command, "doctor --clang %s --plugin %s/bulwark-clang%s.so", clangs[i], PLUGINS,
             i == 0 ? "22" : "19");
    snprintf(expected, sizeof expected, "bulwark-clang%s.so is built for clang %s but %s is clang %s; use ",
             i == 0 ? "22" : "19", i == 0 ? "22" : "19", clangs[i], i == 0 ? "19" : "22");
    project_expect(command, 2, expected);
  }
}
END_TEST

/* ---- stopped in the middle --------------------------------------------------------------------------------- */

static bool is_record(const char *name) { return strlen(name) > 4 && strcmp(name + strlen(name) - 4, ".bwr") == 0; }

/* How many records lie in the folder. */
static unsigned count_records(const char *folder) {
  unsigned records = 0;
  DIR *dir = opendir(project_path(folder));
  if (dir == NULL) return 0;
  for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir))
    if (is_record(entry->d_name)) records++;
  closedir(dir);
  return records;
}

static void many_units(void) {
  FILE *file = fopen(project_path("compile_commands.json"), "w");
  ck_assert_ptr_nonnull(file);
  for (int i = 0; i < UNITS; i++) {
    char name[32], text[256];
    snprintf(name, sizeof name, "u%02d.c", i);
    snprintf(text, sizeof text, "#include <stdio.h>\n#include <stdlib.h>\nstatic char small[%d];\n"
                                "void fill(const char *from) { __builtin_memcpy(small, from, 8); }\n", 1 + i % 12);
    project_write(name, text);
    fprintf(file, "%s{\"directory\":\"%s\",\"file\":\"%s\",\"command\":\"cc -O2 -c %s\"}", i == 0 ? "[" : ",",
            project_folder(), name, name);
  }
  fputs("]", file);
  ck_assert_int_eq(fclose(file), 0);
}

/* Stopped at several moments one after the other, gently or not, it comes to the verdict of an undisturbed run. */
START_TEST(stopped_runs_come_to_the_same_verdict) {
  static const int signals[] = {SIGINT, SIGKILL, SIGTERM};
  many_units();
  outcome undisturbed = lint_with(0, "-j 2");
  ck_assert_msg(undisturbed.status == 1, "%s", undisturbed.output);
  char command[512];
  snprintf(command, sizeof command, "lint -p . --clang %s --cache stopped -j 2", clangs[0]);
  unsigned records = 0;
  for (unsigned round = 0; round < 3; round++) {
    pid_t pid = project_launch(command);
    for (int i = 0; i < 3000 && count_records("stopped/units") < 3 + 4 * round; i++) sleep_ms(5);
    ck_assert_int_eq(kill(pid, signals[round]), 0);
    ck_assert_int_eq(project_wait(pid), round == 1 ? -1 : 130);
    ck_assert_uint_ge(count_records("stopped/units"), records);
    records = count_records("stopped/units");
  }
  ck_assert_uint_gt(records, 0);
  outcome resumed = project_run(command);
  ck_assert_int_eq(resumed.status, 1);
  ck_assert_str_eq(resumed.out, undisturbed.out);
  outcome_free(&resumed);
  outcome_free(&undisturbed);
}
END_TEST

static const char source_file[] = "#include <stdio.h>\n#include <stdlib.h>\n"
                                  "int read_amount(void) {\n"
                                  "  char text[16];\n"
                                  "  if (fgets(text, sizeof text, stdin) == NULL) return 0;\n"
                                  "  return atoi(text);\n"
                                  "}\n"
                                  "int verbose = 1;\n";
static const char sink_file[] = "int read_amount(void);\nextern int verbose;\n"
                                "int table[10];\n"
                                "void store(void) {\n"
                                "  int at = read_amount();\n"
                                "  if (!verbose) at = 10;\n"
                                "  if (at < 0) return;\n"
                                "  table[at] = 1;\n"
                                "}\n"
                                "void fixed(void) {\n"
                                "  int at = 0;\n"
                                "  if (verbose) at = 10;\n"
                                "  table[at] = 1;\n"
                                "}\n"
                                "void never(void) {\n"
                                "  int at = 0;\n"
                                "  if (!verbose) at = 10;\n"
                                "  table[at] = 1;\n"
                                "}\n";

static struct timespec written(const char *name) {
  struct stat info;
  ck_assert_msg(stat(project_path(name), &info) == 0, "there is no %s", name);
  return info.st_mtim;
}

static bool same_time(struct timespec a, struct timespec b) { return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec; }

/* A fault that needs two files is told with a place in both, what another file excludes is not, and what has not
 * changed is not looked at again. */
START_TEST(two_files_make_one_program) {
  project_write("source.c", source_file);
  project_write("sink.c", sink_file);
  project_database("cc -c %s", "source.c", "sink.c", NULL);
  char result[64];
  snprintf(result, sizeof result, "cache%d/program/result.bwr", _i);
  outcome first = lint_with((unsigned)_i, "--sarif out.sarif -j 2");
  ck_assert_msg(first.status == 1, "%s", first.output);
  ck_assert_msg(strstr(first.out, "sink.c:8:3: error: ") != NULL, "%s", first.output);
  ck_assert_msg(strstr(first.out, "source.c:6:10: note: 'atoi(text)' is chosen by untrusted data") != NULL, "%s", first.output);
  ck_assert_msg(strstr(first.out, "sink.c:13:3: error: ") != NULL, "%s", first.output);
  ck_assert_msg(strstr(first.out, "sink.c:18:") == NULL, "%s", first.output);
  ck_assert_ptr_nonnull(strstr(first.out, "2 findings (index-range 2)"));
  char *sarif = project_read("out.sarif");
  ck_assert_ptr_nonnull(sarif);
  ck_assert_ptr_nonnull(strstr(sarif, "source.c"));
  ck_assert_ptr_nonnull(strstr(sarif, "program.functions"));
  free(sarif);
  struct timespec before = written(result);
  outcome again = lint_with((unsigned)_i, "-j 1");
  ck_assert_str_eq(again.out, first.out);
  ck_assert(same_time(before, written(result)));
  outcome_free(&again);
  outcome_free(&first);
  /* the other file changes its mind */
  char *changed = project_read("source.c");
  ck_assert_ptr_nonnull(changed);
  *strstr(changed, "verbose = 1") = 'V';
  memcpy(strstr(changed, "Verbose = 1"), "verbose = 0", 11);
  sleep_ms(20);
  project_write("source.c", changed);
  free(changed);
  again = lint_with((unsigned)_i, "");
  ck_assert_msg(strstr(again.out, "sink.c:13:") == NULL, "%s", again.output);
  ck_assert_msg(strstr(again.out, "sink.c:18:3: error: ") != NULL, "%s", again.output);
  outcome_free(&again);
  /* alone, the unit cannot know */
  again = lint_with((unsigned)_i, "sink.c");
  ck_assert_msg(again.status == 0, "%s", again.output);
  outcome_free(&again);
}
END_TEST

/* Names that two programs of one database define mean nothing, and a file compiled twice is one. */
START_TEST(names_of_several_programs_are_apart) {
  project_write("one.c", "int limit(void) { return 10; }\n");
  project_write("two.c", "int limit(void) { return 3; }\n");
  project_write("use.c", "int limit(void);\nint table[10];\nvoid use(void) { table[limit()] = 1; }\n");
  project_database("cc -c %s", "one.c", "two.c", "use.c", NULL);
  outcome o = lint_with(0, "");
  ck_assert_msg(o.status == 0, "%s", o.output);
  outcome_free(&o);
  project_database("cc -c %s", "one.c", "one.c", "use.c", NULL);
  o = lint_with(0, "");
  ck_assert_msg(o.status == 1 && strstr(o.out, "use.c:3:18: error: ") != NULL, "%s", o.output);
  outcome_free(&o);
}
END_TEST

static Suite *suite(void) {
  Suite *s = suite_create("real");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start_real, project_end);
  tcase_set_timeout(all, 100);
  tcase_add_loop_test(all, the_fault_is_found_and_its_twin_is_not, 0, CLANGS);
  tcase_add_test(all, both_clangs_say_the_same);
  tcase_add_loop_test(all, two_files_make_one_program, 0, CLANGS);
  tcase_add_test(all, names_of_several_programs_are_apart);
  tcase_add_loop_test(all, it_never_lies, 0, CLANGS);
  tcase_add_loop_test(all, only_a_reason_silences, 0, CLANGS);
  tcase_add_loop_test(all, what_is_hardened_and_unsafe_is_known, 0, CLANGS);
  tcase_add_loop_test(all, raw_operations_have_a_switch_each, 0, CLANGS);
  tcase_add_loop_test(all, what_is_fixed_is_found_no_more, 0, CLANGS);
  tcase_add_loop_test(all, flags_of_kernels_pass, 0, CLANGS);
  tcase_add_loop_test(all, command_lines_of_clang_cl, 0, CLANGS);
  tcase_add_test(all, the_doctor_agrees);
  tcase_add_test(all, stopped_runs_come_to_the_same_verdict);
  suite_add_tcase(s, all);
  return s;
}

int main(void) {
  SRunner *runner = srunner_create(suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
