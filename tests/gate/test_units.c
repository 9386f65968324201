/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The units of the gate that need no process: words, flags, paths, text, merging. */
#define _XOPEN_SOURCE 700

#include "harness.h"
#include "random_report.h"

#include "core/record.h"
#include "gate/files.h"
#include "gate/flags.h"
#include "gate/flags_cl.h"
#include "gate/job.h"
#include "gate/merge.h"
#include "gate/source.h"
#include "gate/toolchain.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bw_arena arena;

static void setup(void) { ck_assert_int_eq(bw_arena_init(&arena, 1 << 16), BW_OK); }
static void teardown(void) { bw_arena_destroy(&arena); }

static const char *joined(const bw_words *words) {
  bw_text text = {.arena = &arena};
  for (uint32_t i = 0; i < words->count; i++) bw_text_print(&text, "%s%s", i == 0 ? "" : "|", words->at[i]);
  return bw_text_string(&text);
}

START_TEST(words_are_split_as_a_shell_does) {
  static const char *const rows[][2] = {
      {"cc -c a.c", "cc|-c|a.c"},
      {"  cc\t-c \n a.c ", "cc|-c|a.c"},
      {"", ""},
      {"'a b' c", "a b|c"},
      {"\"a b\" c", "a b|c"},
      {"-DX=\"a b\"", "-DX=a b"},
      {"-DS=\\\"str\\\"", "-DS=\"str\""},
      {"\"-DS=\\\"a b\\\"\"", "-DS=\"a b\""},
      {"'\\n' \"\\n\" \\n", "\\n|\\n|n"},
      {"\"\\$x \\` \\\\\"", "$x ` \\"},
      {"a'b'\"c\"d", "abcd"},
      {"'' \"\" x", "||x"},
      {"$HOME *", "$HOME|*"},
      {"a\\", "a\\"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bw_words words = {0};
    ck_assert_msg(bw_words_split(&arena, rows[i][0], &words), "%s", rows[i][0]);
    ck_assert_str_eq(joined(&words), rows[i][1]);
  }
  static const char *const windows[][2] = {
      {"cl.exe /c \"C:\\a b\\x.c\" /DS=\\\"q\\\" ", "cl.exe|/c|C:\\a b\\x.c|/DS=\"q\""},
      {"a\\b 'c d' \"e\\\\\" \"\" f\"g h\"i", "a\\b|'c|d'|e\\||fg hi"},
      {" ", ""},
      {"\"open end", "open end"},
  };
  bw_words words = {0};
  for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
    bw_words_split_windows(&arena, windows[i][0], &words);
    ck_assert_str_eq(joined(&words), windows[i][1]);
  }
  words.count = 0;
  ck_assert(!bw_words_split(&arena, "a 'b", &words));
  ck_assert(!bw_words_split(&arena, "a \"b\\\"", &words));
}
END_TEST

START_TEST(flags_keep_what_has_meaning) {
  setenv("BULWARK_DRIVES", "/drives", 1);
  static const struct {
    const char *command, *kept, *bare, *compiler;
  } rows[] = {
      {"cc -c a.c -o a.o", "", "", "cc"},
      {"cc -O2 -std=gnu11 -m32 -ffreestanding -c a.c", "-O2|-std=gnu11|-m32|-ffreestanding", "-O2|-std=gnu11|-m32|-ffreestanding", "cc"},
      {"cc -DA -D B=1 -UC -Ix -I y -include z.h -isystem s -O1 a.c", "-DA|-D|B=1|-UC|-Ix|-I|y|-include|z.h|-isystem|s|-O1", "-O1", "cc"},
      {"cc -include-pch p.pch a.c", "-include-pch|p.pch", "", "cc"},
      {"cc -Wall -Wextra -Werror -Wno-foo -Wno-error=bar -Wa,x -Wl,y -w -pedantic-errors a.c", "-Wno-foo|-Wno-error=bar", "-Wno-foo|-Wno-error=bar", "cc"},
      {"cc -MD -MF a.d -MT a.o -MP -MMD -Wp,-MMD,x.d -Wp,-DQ a.c", "-Wp,-DQ", "", "cc"},
      {"cc -oa.o -save-temps -pipe -v -g3 -gdwarf-4 -flto=thin -fprofile-arcs --coverage a.c", "", "", "cc"},
      {"cc -fplugin=x.so -fplugin-arg-x-y=1 -Xclang -load -Xclang p.so -Xclang -frob a.c", "-Xclang|-frob", "", "cc"},
      {"cc -fconserve-stack -mpreferred-stack-boundary=3 --param x=1 -undef a.c", "-undef", "-undef", "cc"},
      {"cc -x c -nostdinc a.in b.o -- c.c", "-x|c|-nostdinc", "-x|c|-nostdinc", "cc"},
      {"ccache gcc -O2 a.c", "-O2", "-O2", "gcc"},
      {"/usr/bin/env X=1 /opt/ccache -k distcc clang -O2 a.c", "-O2", "-O2", "clang"},
      {"x86_64-w64-mingw32-gcc-12 -O2 a.c", "--target=x86_64-w64-mingw32|-O2", "--target=x86_64-w64-mingw32|-O2", "x86_64-w64-mingw32-gcc-12"},
      {"clang-cl /nologo /c /W4 /WX /wd4996 /Zi /FdX.pdb /Foa.obj /O2 /std:c11 /MDd /GS- a.c", "--driver-mode=cl|/O2|/std:c11|/MDd|/GS-",
       "--driver-mode=cl|/O2|/std:c11|/MDd|/GS-", "clang-cl"},
      {"cl.exe /DA /D B=1 /UC /Ix /I y /FIz.h /external:I e /external:W0 -imsvc s /TC -Wno-foo -Wall /Yuall.h /Fo: o.obj /openmp /link /LTCG",
       "--driver-mode=cl|/DA|/D|B=1|/UC|/Ix|/I|y|/FIz.h|/external:I|e|-imsvc|s|-Wno-foo|/openmp", "--driver-mode=cl|-Wno-foo|/openmp", "cl.exe"},
      {"clang --driver-mode=cl /clang:-MD /clang:-MFx.d /clang:-fno-builtin -Xclang -load -Xclang p.so -m32 --target=i686-pc-windows-msvc -- /src/a.c",
       "--driver-mode=cl|/clang:-fno-builtin|-m32|--target=i686-pc-windows-msvc", "--driver-mode=cl|-m32|--target=i686-pc-windows-msvc", "clang"},
      {"clang-cl-22.exe /c /IC:\\\\sdk\\\\inc /FI sub\\\\z.h /src/a.c", "--driver-mode=cl|/I/drives/c/sdk/inc|/FI|sub/z.h", "--driver-mode=cl",
       "clang-cl-22.exe"},
      {"aarch64-linux-gnu-clang --target=arm-none-eabi a.c", "--target=arm-none-eabi", "--target=arm-none-eabi", "aarch64-linux-gnu-clang"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bw_database_entry entry = {.folder = "/", .file = "a.c", .path = "/a.c"};
    bw_flags flags;
    ck_assert(bw_words_split(&arena, rows[i].command, &entry.words));
    ck_assert(bw_flags_read(&arena, &entry, &flags));
    ck_assert_str_eq(joined(&flags.kept), rows[i].kept);
    ck_assert_str_eq(joined(&flags.bare), rows[i].bare);
    ck_assert_str_eq(flags.compiler, rows[i].compiler);
    ck_assert(flags.is_c);
  }
}
END_TEST

START_TEST(language_is_that_of_x_else_of_the_name) {
  static const struct {
    const char *command, *file;
    bool c;
  } rows[] = {
      {"cc a.c", "a.c", true},          {"cc a.cpp", "a.cpp", false},       {"cc a.S", "a.S", false},
      {"cc -x c a.S", "a.S", true},     {"cc -xc++ a.c", "a.c", false},     {"cc -x assembler-with-cpp a.c", "a.c", false},
      {"cc -x none a.c", "a.c", true},  {"cc a.i", "a.i", true},            {"cc a.m", "a.m", false},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bw_database_entry entry = {.folder = "/", .file = rows[i].file, .path = rows[i].file};
    bw_flags flags;
    ck_assert(bw_words_split(&arena, rows[i].command, &entry.words));
    ck_assert(bw_flags_read(&arena, &entry, &flags));
    ck_assert_msg(flags.is_c == rows[i].c, "%s", rows[i].command);
  }
}
END_TEST

START_TEST(response_files_are_expanded) {
  project_write("one.rsp", "-DA='x y' @two.rsp\n-O1");
  project_write("two.rsp", "-O3");
  project_write("loop.rsp", "@loop.rsp");
  bw_database_entry entry = {.folder = project_folder(), .file = "a.c", .path = "/a.c"};
  bw_flags flags;
  ck_assert(bw_words_split(&arena, "cc @one.rsp a.c", &entry.words));
  ck_assert(bw_flags_read(&arena, &entry, &flags));
  ck_assert_str_eq(joined(&flags.kept), "-DA=x y|-O3|-O1");
  entry.words.count = 0;
  ck_assert(bw_words_split(&arena, "cc @loop.rsp a.c", &entry.words));
  ck_assert(!bw_flags_read(&arena, &entry, &flags));
}
END_TEST

START_TEST(targets_are_read_from_names) {
  static const char *const rows[][2] = {
      {"gcc", NULL}, {"cc", NULL}, {"clang-19", NULL}, {"/usr/bin/x86_64-linux-gnu-gcc-12", "x86_64-linux-gnu"},
      {"i686-w64-mingw32-gcc.exe", "i686-w64-mingw32"}, {"arm-none-eabi-gcc", "arm-none-eabi"},
      {"riscv64-linux-gnu-clang-19.1", "riscv64-linux-gnu"}, {"my-cross-gcc", NULL}, {"llvm-mingw-clang", NULL},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *target = bw_flags_target_of(&arena, rows[i][0]);
    if (rows[i][1] == NULL) ck_assert_msg(target == NULL, "%s gives %s", rows[i][0], target);
    else ck_assert_str_eq(target, rows[i][1]);
  }
}
END_TEST

START_TEST(versions_are_read) {
  unsigned major = 0;
  const char *version = NULL;
  ck_assert(bw_toolchain_parse_version(&arena, "Debian clang version 19.1.7 (3)\nTarget: x\n", &major, &version));
  ck_assert_uint_eq(major, 19);
  ck_assert_str_eq(version, "clang 19.1.7");
  ck_assert(bw_toolchain_parse_version(&arena, "clang version 22.0.0git (https://x)", &major, &version));
  ck_assert_str_eq(version, "clang 22.0.0");
  ck_assert(!bw_toolchain_parse_version(&arena, "gcc (Debian) 12.2.0\nnot clang version 3\n", &major, &version));
  ck_assert(!bw_toolchain_parse_version(&arena, "", &major, &version));
}
END_TEST

START_TEST(paths_are_joined_and_compared) {
  ck_assert_str_eq(bw_path_join(&arena, "/a/b", "c.c"), "/a/b/c.c");
  ck_assert_str_eq(bw_path_join(&arena, "/a/b/", "./c//d/./e.c"), "/a/b/c/d/e.c");
  ck_assert_str_eq(bw_path_join(&arena, "/a", "../c.c"), "/a/../c.c");
  ck_assert_str_eq(bw_path_join(&arena, "/a", "/c.c"), "/c.c");
  ck_assert_str_eq(bw_path_join(&arena, "/", "c.c"), "/c.c");
  ck_assert_str_eq(bw_path_join(&arena, ".", "."), ".");
  ck_assert_str_eq(bw_path_resolve(&arena, "/no/such", "../place/../x.c"), "/no/x.c");
  ck_assert_str_eq(bw_path_resolve(&arena, "/no", "../../../x.c"), "/x.c");
  ck_assert_str_eq(bw_path_within("/a/b", "/a/b/c.c"), "c.c");
  ck_assert_str_eq(bw_path_within("/", "/a.c"), "a.c");
  ck_assert_str_eq(bw_path_within("/a/b", "/a/bc/d.c"), "/a/bc/d.c");
  ck_assert_str_eq(bw_path_within("/a/b", "/a/b"), "/a/b");
  ck_assert_str_eq(bw_path_folder(&arena, "/a"), "/");
  ck_assert_str_eq(bw_path_folder(&arena, "a"), ".");
}
END_TEST

START_TEST(dependencies_become_absolute_and_plain) {
  ck_assert_str_eq(bw_depends_for_ninja(&arena, "/src", project_folder(), "a.c", "x.bwr: a.c \\\n  inc/b.h /usr/include/c.h\n"),
                   "x.bwr: \\\n  /src/a.c \\\n  /src/inc/b.h \\\n  /usr/include/c.h\n");
  ck_assert_str_eq(bw_depends_for_ninja(&arena, "/src", project_folder(), "a.c", "x.bwr:\n"), "x.bwr:\n");
  ck_assert(bw_folder_make(&arena, project_path("links")));
  const char *odd = bw_depends_for_ninja(&arena, "/src dir", project_folder(), "a b#.c", "x.bwr: a\\ b\\#.c c$$.h\n");
  ck_assert_ptr_nonnull(odd);
  ck_assert_ptr_null(strstr(odd, "src"));
  const char *link = strstr(odd, "links/");
  ck_assert_ptr_nonnull(link);
  char target[64] = "";
  char name[64];
  snprintf(name, sizeof name, "%.22s", link);
  ck_assert_int_gt(readlink(project_path(name), target, sizeof target - 1), 0);
  ck_assert_str_eq(target, "/src dir/a b#.c");
}
END_TEST

START_TEST(text_is_made_well_formed) {
  static const char *const rows[][2] = {
      {"plain", "plain"}, {"größe", "größe"}, {"a\xff z", "a\xef\xbf\xbd z"}, {"\xc3", "\xef\xbf\xbd"},
      {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"}, {"\xc0\x80", "\xef\xbf\xbd\xef\xbf\xbd"},
      {"\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) ck_assert_str_eq(bw_utf8(&arena, rows[i][0]), rows[i][1]);
  ck_assert_uint_eq(bw_source_code_point("abc", 3), 3);
  ck_assert_uint_eq(bw_source_code_point("äbc", 3), 2);
  ck_assert_uint_eq(bw_source_code_point("äb", 4), 3);
  ck_assert_uint_eq(bw_source_code_point("", 4), 4);
}
END_TEST

START_TEST(lines_are_found) {
  project_write("lines.c", "one\n\nthree\r\nfour");
  bw_sources sources = {.arena = &arena};
  const char *path = project_path("lines.c");
  ck_assert_str_eq(bw_source_line(&sources, path, 1), "one");
  ck_assert_str_eq(bw_source_line(&sources, path, 2), "");
  ck_assert_str_eq(bw_source_line(&sources, path, 3), "three");
  ck_assert_str_eq(bw_source_line(&sources, path, 4), "four");
  ck_assert_ptr_null(bw_source_line(&sources, path, 5));
  ck_assert_ptr_null(bw_source_line(&sources, path, 0));
  ck_assert_ptr_null(bw_source_line(&sources, "/no/such/file.c", 1));
  ck_assert_ptr_null(bw_source_line(&sources, NULL, 1));
}
END_TEST

/* Whatever the order in which findings arrive, the same ones are kept, in the same order. */
START_TEST(merging_forgets_the_order) {
  uint64_t state = (uint64_t)_i;
  enum { COUNT = 120 };
  const bw_report *report = random_report((uint64_t)_i, 40, &arena);
  if (report->finding_count == 0) return;
  bw_finding first[COUNT], second[COUNT];
  for (size_t i = 0; i < COUNT; i++) {
    first[i] = report->findings[random_next(&state) % report->finding_count];
    if (random_next(&state) % 4 == 0) first[i].note_count = 0; /* the same finding, told with another story */
    second[i] = first[i];
  }
  for (size_t i = COUNT - 1; i > 0; i--) {
    size_t k = random_next(&state) % (i + 1);
    bw_finding kept = second[i];
    second[i] = second[k];
    second[k] = kept;
  }
  size_t kept = bw_merge_findings(first, COUNT);
  ck_assert_uint_eq(bw_merge_findings(second, COUNT), kept);
  bw_report one = *report, other = *report;
  one.findings = first;
  other.findings = second;
  one.finding_count = other.finding_count = kept;
  ck_assert(report_equal(&one, &other));
}
END_TEST

static Suite *suite(void) {
  Suite *s = suite_create("units");
  TCase *plain = tcase_create("plain"), *files = tcase_create("files");
  tcase_add_checked_fixture(plain, setup, teardown);
  tcase_add_test(plain, words_are_split_as_a_shell_does);
  tcase_add_test(plain, flags_keep_what_has_meaning);
  tcase_add_test(plain, language_is_that_of_x_else_of_the_name);
  tcase_add_test(plain, targets_are_read_from_names);
  tcase_add_test(plain, versions_are_read);
  tcase_add_test(plain, paths_are_joined_and_compared);
  tcase_add_test(plain, text_is_made_well_formed);
  tcase_add_loop_test(plain, merging_forgets_the_order, 0, 40);
  suite_add_tcase(s, plain);
  tcase_add_checked_fixture(files, setup, teardown);
  tcase_add_checked_fixture(files, project_start, project_end);
  tcase_add_test(files, response_files_are_expanded);
  tcase_add_test(files, dependencies_become_absolute_and_plain);
  tcase_add_test(files, lines_are_found);
  suite_add_tcase(s, files);
  return s;
}

int main(void) {
  SRunner *runner = srunner_create(suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
