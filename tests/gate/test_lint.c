/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark lint with a compiler that does what its input says. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define COMPILE "bin/fake-clang -O2 -c %s -o x.o"
#define FINDING "//! finding 1 5 copy-extent the copy of 8 bytes does not fit\n"

static void sleep_ms(long ms) { nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL); }

/* ---- verdicts ---------------------------------------------------------------------------------------------- */

START_TEST(clean_is_zero) {
  project_write("a.c", "int a;\n//! count functions.analysed 3\n//! count accesses.proved 3\n//! count accesses.open 1\n");
  project_write("b.c", "int b;\n//! count functions.analysed 2\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  outcome o = project_run("lint -p .");
  ck_assert_int_eq(o.status, 0);
  ck_assert_str_eq(o.output, "bulwark: 2 units, 5 functions analysed; 0 findings; "
                             "4 accesses: 75.0 % proved, 25.0 % open, 0.0 % violation\n");
  outcome_free(&o);
}
END_TEST

START_TEST(findings_are_one_and_look_like_clangs) {
  project_write("src/a.c", "int\tmain(void) { copy(to, from, n); }\n"
                           "//! finding 1 18 copy-extent 'n' bytes do not fit into 'to'\n"
                           "//! note 1 5 the function begins\n"
                           "//! fix 1 33 34 4\n"
                           "//! fix 1 18 18 if (n <= 4)\n"
                           "//! fix 1 5 9\n");
  project_database(COMPILE, "src/a.c", NULL);
  outcome o = project_run("lint -p .");
  ck_assert_int_eq(o.status, 1);
  ck_assert_str_eq(o.out, "src/a.c:1:18: error: 'n' bytes do not fit into 'to' [bulwark-copy-extent]\n"
                          "    1 | int     main(void) { copy(to, from, n); }\n"
                          "      |                      ^\n"
                          "src/a.c:1:5: note: the function begins\n"
                          "    1 | int     main(void) { copy(to, from, n); }\n"
                          "      |         ^\n"
                          "src/a.c:1:33: note: fix: replace 'n' with '4'\n"
                          "src/a.c:1:18: note: fix: insert 'if (n <= 4)'\n"
                          "src/a.c:1:5: note: fix: remove 'main'\n"
                          "bulwark: 1 unit, 0 functions analysed; 1 finding (copy-extent 1); no accesses\n");
  ck_assert_str_eq(o.err, "");
  outcome_free(&o);
}
END_TEST

START_TEST(header_findings_are_told_once_in_one_order) {
  project_write("h.h", "int h;\nint i;\n");
  const char *shared = "//! header h.h 2 1 raw-op shared\n//! header h.h 1 1 copy-extent shared\n";
  char text[512];
  for (char name = 'a'; name <= 'f'; name++) {
    const char file[] = {name, '.', 'c', '\0'};
    snprintf(text, sizeof text, "int x;\n%s//! finding 1 1 alloc-arith in %c\n//! sleep %d\n", shared, name, ('f' - name) * 8);
    project_write(file, text);
  }
  project_database(COMPILE, "a.c", "b.c", "c.c", "d.c", "e.c", "f.c", NULL);
  outcome one = project_run("lint -p . -j 1 --cache one");
  project_database(COMPILE, "f.c", "c.c", "a.c", "e.c", "d.c", "b.c", NULL);
  outcome six = project_run("lint -p . -j 6 --cache six");
  ck_assert_int_eq(one.status, 1);
  ck_assert_str_eq(one.output, six.output);
  ck_assert_ptr_nonnull(strstr(one.output, "8 findings (copy-extent 1, alloc-arith 6, raw-op 1)"));
  outcome_free(&one);
  outcome_free(&six);
}
END_TEST

START_TEST(terminal_control_never_comes_through) {
  project_write("a.c", "int \033[31mred;\n//! finding 1 5 copy-extent evil \033]0;title\007 text\n");
  project_database(COMPILE, "a.c", NULL);
  outcome o = project_run("lint -p .");
  ck_assert_int_eq(o.status, 1);
  ck_assert_ptr_null(strchr(o.output, '\033'));
  ck_assert_ptr_null(strchr(o.output, '\007'));
  ck_assert_ptr_nonnull(strstr(o.output, "evil ?]0;title? text"));
  outcome_free(&o);
}
END_TEST

/* ---- what makes it two ------------------------------------------------------------------------------------- */

START_TEST(databases_that_are_none) {
  project_expect("lint -p .", 2, "no compilation database there; make one with");
  project_expect("lint -p nowhere", 2, "nowhere: no compilation database there");
  project_expect("lint", 2, "there is no compilation database here");
  static const struct {
    const char *text, *message;
  } rows[] = {
      {"[]", "the compilation database is empty"},
      {"", "not valid JSON"},
      {"[{]", "compile_commands.json:1:3: the compilation database is not valid JSON"},
      {"{}", "is not a list of entries"},
      {"[3]", "entry 1 (of no file) is not an object"},
      {"[{\"file\":\"a.c\",\"command\":\"cc a.c\"}]", "has no \"directory\""},
      {"[{\"directory\":\"/\",\"command\":\"cc a.c\"}]", "has no \"file\""},
      {"[{\"directory\":\"/\",\"file\":\"a.c\"}]", "entry 1 (a.c) has neither \"arguments\" nor \"command\""},
      {"[{\"directory\":\"/\",\"file\":\"a.c\",\"command\":\" \"}]", "has an empty \"command\""},
      {"[{\"directory\":\"/\",\"file\":\"a.c\",\"command\":\"cc 'a\"}]", "has a \"command\" with an unclosed quote"},
      {"[{\"directory\":\"/\",\"file\":\"a.c\",\"arguments\":[]}]", "has empty \"arguments\""},
      {"[{\"directory\":\"/\",\"file\":\"a.c\",\"arguments\":[\"cc\",1]}]", "that are not all strings"},
      {"[{\"directory\":\"/\",\"file\":\"a.c\",\"arguments\":\"cc\"}]", "that are not a list"},
      {"[{\"directory\":\"/\",\"file\":\"a\\u0000.c\",\"command\":\"cc a.c\"}]", "not valid JSON"},
      {"[{\"directory\":\"/\",\"file\":\"a.cpp\",\"command\":\"cc a.cpp\"}]", "no unit to analyse: of 1 entries, 1 are not C"},
      {"[{\"directory\":\"/\",\"file\":\"a.c\",\"command\":\"cl.exe /c /TP a.c\"}]", "no unit to analyse: of 1 entries, 1 are not C"},
      {"[{\"directory\":\"/\",\"file\":\"a.c\",\"command\":\"clang-19 -cc1 -emit-obj a.c\"}]", "nothing but inner commands of clang"},
      {"[{\"directory\":\"/\",\"file\":\"a.c\",\"command\":\"cc @none.rsp\"}]", "response file none.rsp cannot be read"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    project_write("compile_commands.json", rows[i].text);
    project_expect("lint -p .", 2, rows[i].message);
  }
  ck_assert_int_eq(remove(project_path("compile_commands.json")), 0);
  ck_assert_int_eq(mkdir(project_path("compile_commands.json"), 0777), 0);
  project_expect("lint -p .", 2, "the compilation database cannot be read");
}
END_TEST

/* A good unit beside the bad one: its findings are still told, and the bad one is named. */
static void expect_bad_unit(const char *order, const char *message) {
  char text[256];
  snprintf(text, sizeof text, "int b;\n//! %s\n", order);
  project_write("good.c", "int good;\n" FINDING);
  project_write("bad.c", text);
  project_database(COMPILE, "good.c", "bad.c", NULL);
  outcome o = project_run("lint -p . --sarif out.sarif");
  ck_assert_msg(o.status == 2, "%s: status %d:\n%s", order, o.status, o.output);
  ck_assert_msg(strstr(o.err, message) != NULL, "%s: no '%s' in:\n%s", order, message, o.output);
  ck_assert_ptr_nonnull(strstr(o.err, "bulwark: error: bad.c: "));
  ck_assert_ptr_nonnull(strstr(o.err, "to repeat the first of these: bulwark run-unit '"));
  ck_assert_ptr_nonnull(strstr(o.out, "good.c:1:5: error: "));
  ck_assert_ptr_nonnull(strstr(o.out, "2 units (1 without a verdict)"));
  outcome_free(&o);
  char *sarif = project_read("out.sarif");
  ck_assert_ptr_nonnull(strstr(sarif, "\"executionSuccessful\": false"));
  free(sarif);

  /* Nothing changed: the failing unit is tried again, and is still a failure. */
  project_forget_runs();
  o = project_run("lint -p .");
  ck_assert_int_eq(o.status, 2);
  ck_assert_uint_eq(project_runs_of("bad.c"), 1);
  ck_assert_uint_eq(project_runs_of("good.c"), 0);
  outcome_free(&o);

  project_write("bad.c", "int mended;\n");
  project_expect("lint -p .", 1, "2 units, ");
}

START_TEST(a_crash_is_two) { expect_bad_unit("crash", "fake-clang crashed: it was killed by signal 11"); }
END_TEST
START_TEST(no_record_is_two) { expect_bad_unit("silent", "fake-clang left no record: the plugin did not run"); }
END_TEST
START_TEST(a_bad_record_is_two) { expect_bad_unit("damaged", "its record cannot be read: record is cut short"); }
END_TEST
START_TEST(what_does_not_compile_is_two) {
  expect_bad_unit("fail", "it does not compile with fake-clang");
  project_write("bad.c", "//! fail\n");
  project_expect("lint -p .", 2, "  | bad.c:1:1: fatal error: 'missing.h' file not found");
}
END_TEST

START_TEST(a_record_spoilt_later_is_two_and_mended) {
  project_write("a.c", "int a;\n" FINDING);
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p .", 1, "1 unit, ");
  char command[512];
  snprintf(command, sizeof command, "for f in '%s'/.bulwark/units/*.bwr; do cp -p \"$f\" '%s/kept'; printf 'x' >>\"$f\"; "
                                    "touch -r '%s/kept' \"$f\"; done", project_folder(), project_folder(), project_folder());
  ck_assert_int_eq(system(command), 0);
  project_expect("lint -p .", 2, "a.c: its record cannot be read: record is damaged");
  project_expect("lint -p .", 1, "1 unit, ");
}
END_TEST

START_TEST(a_silent_canary_is_two) {
  project_write("a.c", "int a;\n");
  project_write("b.c", "int b;\n");
  project_database("bin/fake-clang -fblind -c %s", "a.c", NULL);
  project_expect("lint -p .", 2, "canary with the flags of a.c: the planted fault was not reported");
  project_expect("lint -p .", 2, "1 unit (1 without a verdict)");
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p .", 0, "1 unit, ");
}
END_TEST

START_TEST(each_set_of_flags_has_a_canary) {
  project_write("a.c", "int a;\n");
  project_write("compile_commands.json",
                "[{\"directory\":\".\",\"file\":\"a.c\",\"command\":\"bin/fake-clang -DX=1 -Iinc -c a.c\"},"
                "{\"directory\":\".\",\"file\":\"a.c\",\"command\":\"bin/fake-clang -DX=2 -c a.c\"},"
                "{\"directory\":\".\",\"file\":\"a.c\",\"command\":\"bin/fake-clang -m32 -c a.c\"}]");
  outcome o = project_run("lint -p . --sarif out.sarif");
  ck_assert_int_eq(o.status, 0);
  char *sarif = project_read("out.sarif");
  ck_assert_ptr_nonnull(strstr(sarif, "\"canaries\": 2"));
  ck_assert_ptr_nonnull(strstr(sarif, "\"units\": 3"));
  ck_assert_ptr_null(strstr(o.output, "canary"));
  free(sarif);
  outcome_free(&o);
}
END_TEST

START_TEST(wrong_words_are_two) {
  project_write("a.c", "int a;\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("", 2, "usage: bulwark COMMAND");
  project_expect("lnt", 2, "unknown command lnt");
  project_expect("--frob", 2, "unknown option --frob");
  project_expect("lint --frob", 2, "unknown option --frob; bulwark lint --help lists them");
  project_expect("lint -p . --sarifx=y", 2, "unknown option --sarifx=y");
  project_expect("lint -p", 2, "option -p needs a value");
  project_expect("lint -p . -j 0", 2, "-j 0: not a number of jobs");
  project_expect("lint -p . -j x", 2, "-j x: not a number of jobs");
  project_expect("lint -p . --models none.model", 2, "--models none.model: there is no such file");
  project_expect("lint -p . --clang none", 2, "--clang none: there is no such program");
  project_expect("lint -p . --clang bin/gcc", 2, "name one of those with --clang");
  project_expect("lint -p . --sarif none/out.sarif", 2, "the output none/out.sarif cannot be written: No such file or directory");
  project_expect("lint -p . other.c", 2, "other.c: no entry of");
  project_expect("lint -p . --filter 'z*'", 2, "no unit to analyse: of 1 entries, 0 are not C, 0 are off and 1 are not selected");
  project_expect("lint --help", 0, "usage: bulwark lint");
  project_expect("--help", 0, "usage: bulwark COMMAND");
  project_expect("--version", 0, "bulwark 0.");
}
END_TEST

START_TEST(without_ninja_is_two) {
  project_write("a.c", "int a;\n");
  project_database(COMPILE, "a.c", NULL);
  setenv("PATH", project_path("bin"), 1);
  project_expect("lint -p . --sarif out.sarif", 2, "ninja is not installed");
  char *sarif = project_read("out.sarif");
  ck_assert_ptr_nonnull(strstr(sarif, "\"executionSuccessful\": false"));
  free(sarif);
}
END_TEST

START_TEST(without_plugins_is_two) {
  project_write("a.c", "int a;\n");
  project_database(COMPILE, "a.c", NULL);
  setenv("BULWARK_PLUGIN_DIR", project_path("bin"), 1);
  project_expect("lint -p .", 2, "has no plugin, and no clang that has one is installed (plugins: none)");
}
END_TEST

/* ---- what is done again, and what is not ------------------------------------------------------------------- */

/* ninja compares times of files; a change within one tick of the clock would go unseen by it. */
static void later(void) { sleep_ms(20); }

START_TEST(only_what_changed_is_done_again) {
  project_write("inc/h.h", "int h;\n");
  project_write("a.c", "//! header inc/h.h 1 1 raw-op in a header\n");
  project_write("b.c", "int b;\n");
  project_write("own.model", "");
  project_database(COMPILE, "a.c", "b.c", NULL);
  project_expect("lint -p . --models own.model", 1, "1 finding");
  ck_assert_uint_eq(project_runs_of(NULL), 2);
  static const struct {
    const char *changed;
    unsigned a, b;
  } rows[] = {{NULL, 0, 0}, {"b.c", 0, 1}, {"inc/h.h", 1, 0}, {"own.model", 1, 1}, {"plugins/bulwark-clang19.so", 1, 1}, {NULL, 0, 0}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    later();
    if (rows[i].changed != NULL) project_write(rows[i].changed, i == 1 ? "int b2;\n" : "int h2;\n");
    project_forget_runs();
    project_expect("lint -p . --models own.model", 1, "1 finding");
    ck_assert_msg(project_runs_of("a.c") == rows[i].a && project_runs_of("b.c") == rows[i].b, "row %zu", i);
  }
  project_database("bin/fake-clang -O3 -c %s", "a.c", "b.c", NULL);
  project_forget_runs();
  project_expect("lint -p . --models own.model", 1, "1 finding");
  ck_assert_uint_eq(project_runs_of(NULL), 2);
}
END_TEST

START_TEST(a_header_that_went_away_is_noticed) {
  project_write("h.h", "int h;\n");
  project_write("a.c", "//! header h.h 1 1 raw-op in a header\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p .", 1, "1 finding");
  ck_assert_int_eq(unlink(project_path("h.h")), 0);
  project_forget_runs();
  project_expect("lint -p .", 1, "1 finding");
  ck_assert_uint_eq(project_runs_of("a.c"), 1);
}
END_TEST

START_TEST(files_and_filters_select) {
  project_write("one/a.c", "int a;\n" FINDING);
  project_write("two/b.c", "int b;\n");
  project_database(COMPILE, "one/a.c", "two/b.c", NULL);
  project_expect("lint -p . two", 0, "1 unit, ");
  project_expect("lint -p . two/b.c", 0, "1 unit, ");
  project_expect("lint -p . ./one/../one/a.c", 1, "1 unit, ");
  project_expect("lint -p . --filter 'two/*'", 0, "1 unit, ");
  project_expect("lint -p . --filter='two/*' --filter 'one/*'", 1, "2 units, ");
  project_expect("lint -pcompile_commands.json -j2 -- one two", 1, "2 units, ");
}
END_TEST

START_TEST(other_languages_are_counted) {
  project_write("a.c", "int a;\n");
  project_database(COMPILE, "a.c", "b.cpp", "c.S", NULL);
  project_expect("lint -p .", 0, "1 unit, 2 not in C, ");
}
END_TEST

START_TEST(odd_names_work) {
  static const char *const names[] = {"with space.c", "with$dollar.c", "with'quote.c", "with#hash.c", "with:colon.c", "größe.c"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char command[256], path[256];
    snprintf(path, sizeof path, "odd dir$/%s", names[i]);
    project_write(path, "int a;\n" FINDING);
    FILE *file = fopen(project_path("compile_commands.json"), "w");
    ck_assert_ptr_nonnull(file);
    fprintf(file, "[{\"directory\":\"%s/odd dir$\",\"file\":\"%s\",\"arguments\":[\"../bin/fake-clang\",\"-c\",\"%s\"]}]",
            project_folder(), names[i], names[i]);
    ck_assert_int_eq(fclose(file), 0);
    snprintf(command, sizeof command, "odd dir$/%s:1:5: error: ", names[i]);
    project_expect("lint -p . --cache 'my cache'", 1, command);
    project_forget_runs();
    project_expect("lint -p . --cache 'my cache'", 1, command);
    ck_assert_msg(project_runs_of(NULL) == 0, "%s was analysed again", names[i]);
    later();
    project_write(path, "int b;\n" FINDING);
    project_expect("lint -p . --cache 'my cache'", 1, command);
    ck_assert_msg(project_runs_of(NULL) == 1, "%s was not analysed again", names[i]);
  }
  project_database("bin/fake-clang -c a.c", NULL);
  project_write("new\nline.c", "int a;\n" FINDING);
  project_write("compile_commands.json", "[{\"directory\":\".\",\"file\":\"new\\nline.c\","
                                         "\"arguments\":[\"bin/fake-clang\",\"-c\",\"new\\nline.c\"]}]");
  project_expect("lint -p .", 1, "new?line.c:1:5: error: ");
}
END_TEST

START_TEST(options_of_gcc_are_left_out) {
  project_write("a.c", "//! unknown -fno-such-thing\n//! unknown -mnor-that\n//! finding 1 5 raw-op it ran\n");
  project_database("bin/gcc -Wall -fno-such-thing -mnor-that -O2 -c %s", "a.c", NULL);
  project_expect("lint -p . --clang bin/clang-19", 1, "it ran");
  project_expect("lint -p .", 1, "it ran");
  project_database("bin/clang-19 -fno-such-thing -c %s", "a.c", NULL);
  project_expect("lint -p .", 2, "unknown argument: '-fno-such-thing'");
  project_expect("lint -p . --clang bin/clang-22", 1, "it ran");
}
END_TEST

START_TEST(policy_reaches_the_plugin) {
  project_write("a.c", "//! unknown -fplugin-arg-bulwark-hardened=src/*\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p . --hardened 'src/*'", 2, "unknown argument: '-fplugin-arg-bulwark-hardened=src/*'");
  char order[512];
  snprintf(order, sizeof order, "//! unknown -fplugin-arg-bulwark-models=%s/m.model\n", project_folder());
  project_write("a.c", order);
  project_write("m.model", "");
  project_expect("lint -p . --models m.model", 2, "unknown argument: '-fplugin-arg-bulwark-models=");
}
END_TEST

START_TEST(progress_is_for_terminals) {
  static char text[65536];
  project_write("a.c", "int a;\n//! sleep 30\n");
  project_write("b.c", "int b;\n//! sleep 30\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  ck_assert_int_eq(project_run_on_terminal("lint -p . -j 1", text, sizeof text), 0);
  ck_assert_ptr_nonnull(strstr(text, "\r\033[K[3/3] b.c"));
  ck_assert_ptr_nonnull(strstr(text, "\r\033[K[2/3] a.c"));
  ck_assert_str_eq(text + strlen(text) - 4, "\r\033[K"); /* it is wiped at the end */
  ck_assert_ptr_null(strchr(text, '\n'));
}
END_TEST

/* ---- stopped in the middle --------------------------------------------------------------------------------- */

enum { UNITS = 8 };

static void many_slow_units(void) {
  for (int i = 0; i < UNITS; i++) {
    char name[16], text[160];
    snprintf(name, sizeof name, "u%d.c", i);
    snprintf(text, sizeof text, "int u;\n//! sleep 150\n//! finding 1 5 copy-extent in unit %d\n", i);
    project_write(name, text);
  }
  project_database(COMPILE, "u0.c", "u1.c", "u2.c", "u3.c", "u4.c", "u5.c", "u6.c", "u7.c", NULL);
}

static void wait_for_runs(unsigned runs) {
  for (int i = 0; i < 1000 && project_runs_of(NULL) < runs; i++) sleep_ms(10);
  ck_assert_uint_ge(project_runs_of(NULL), runs);
}

static void expect_resumed(const char *undisturbed) {
  project_forget_runs();
  outcome o = project_run("lint -p . -j 2");
  ck_assert_int_eq(o.status, 1);
  ck_assert_str_eq(o.out, undisturbed);
  ck_assert_uint_lt(project_runs_of(NULL), UNITS);
  outcome_free(&o);
}

START_TEST(an_interrupted_run_goes_on) {
  many_slow_units();
  outcome undisturbed = project_run("lint -p . -j 2 --cache other");
  project_forget_runs();
  pid_t pid = project_launch_group("lint -p . -j 2 --sarif out.sarif");
  wait_for_runs(5);
  /* The last is what a terminal does at Ctrl-C: everyone gets the signal. */
  ck_assert_int_eq(kill(_i == 2 ? -pid : pid, _i == 0 ? SIGTERM : SIGINT), 0);
  ck_assert_int_eq(project_wait(pid), 130);
  char *said = project_read("err.txt"), *sarif = project_read("out.sarif");
  ck_assert_ptr_nonnull(strstr(said, "interrupted; the same command goes on where this one was"));
  ck_assert_ptr_nonnull(strstr(sarif, "\"executionSuccessful\": false"));
  free(said);
  free(sarif);
  expect_resumed(undisturbed.out);
  outcome_free(&undisturbed);
}
END_TEST

START_TEST(a_killed_run_goes_on) {
  many_slow_units();
  outcome undisturbed = project_run("lint -p . -j 2 --cache other");
  project_forget_runs();
  pid_t pid = project_launch("lint -p . -j 2");
  wait_for_runs(5);
  ck_assert_int_eq(kill(pid, SIGKILL), 0);
  ck_assert_int_eq(project_wait(pid), -1);
  expect_resumed(undisturbed.out);
  outcome_free(&undisturbed);
}
END_TEST

START_TEST(two_runs_share_a_cache) {
  many_slow_units();
  pid_t first = project_launch("lint -p . -j 1");
  wait_for_runs(2);
  pid_t second = project_launch("lint -p . -j 1");
  ck_assert_int_eq(project_wait(first), 1);
  ck_assert_int_eq(project_wait(second), 1);
  ck_assert_uint_eq(project_runs_of(NULL), UNITS);
  char *said = project_read("err.txt");
  ck_assert_ptr_nonnull(strstr(said, "waiting for another run"));
  free(said);
}
END_TEST

static Suite *suite(void) {
  Suite *s = suite_create("lint");
  TCase *verdicts = tcase_create("verdicts"), *twos = tcase_create("two"), *again = tcase_create("again"),
        *stops = tcase_create("stops");
  TCase *all[] = {verdicts, twos, again, stops};
  for (size_t i = 0; i < 4; i++) {
    tcase_add_checked_fixture(all[i], project_start, project_end);
    tcase_set_timeout(all[i], 60);
    suite_add_tcase(s, all[i]);
  }
  tcase_add_test(verdicts, clean_is_zero);
  tcase_add_test(verdicts, findings_are_one_and_look_like_clangs);
  tcase_add_test(verdicts, header_findings_are_told_once_in_one_order);
  tcase_add_test(verdicts, terminal_control_never_comes_through);
  tcase_add_test(twos, databases_that_are_none);
  tcase_add_test(twos, a_crash_is_two);
  tcase_add_test(twos, no_record_is_two);
  tcase_add_test(twos, a_bad_record_is_two);
  tcase_add_test(twos, what_does_not_compile_is_two);
  tcase_add_test(twos, a_record_spoilt_later_is_two_and_mended);
  tcase_add_test(twos, a_silent_canary_is_two);
  tcase_add_test(twos, each_set_of_flags_has_a_canary);
  tcase_add_test(twos, wrong_words_are_two);
  tcase_add_test(twos, without_ninja_is_two);
  tcase_add_test(twos, without_plugins_is_two);
  tcase_add_test(again, only_what_changed_is_done_again);
  tcase_add_test(again, a_header_that_went_away_is_noticed);
  tcase_add_test(again, files_and_filters_select);
  tcase_add_test(again, other_languages_are_counted);
  tcase_add_test(again, odd_names_work);
  tcase_add_test(again, options_of_gcc_are_left_out);
  tcase_add_test(again, policy_reaches_the_plugin);
  tcase_add_test(verdicts, progress_is_for_terminals);
  tcase_add_loop_test(stops, an_interrupted_run_goes_on, 0, 3);
  tcase_add_test(stops, a_killed_run_goes_on);
  tcase_add_test(stops, two_runs_share_a_cache);
  return s;
}

int main(void) {
  SRunner *runner = srunner_create(suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
