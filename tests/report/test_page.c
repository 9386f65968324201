/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The page of bulwark report in headless Chromium. page_check.js looks at it from inside; its words come out in the
 * title. */
#define _XOPEN_SOURCE 700

#include "big_page.h"
#include "browser.h"
#include "harness.h"
#include "picture.h"

#include "gate/strings.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMPILE "bin/fake-clang -c '%s'"

enum { WIDTH = 1280, HEIGHT = 2600, BUDGET = 30000, MANY = 10000 };

static bw_arena arena;

static void start(void) {
  ck_assert_int_eq(bw_arena_init(&arena, 1 << 16), BW_OK);
  project_start();
}

static void end(void) {
  unsetenv("SOURCE_DATE_EPOCH");
  project_end();
  bw_arena_destroy(&arena);
}

/* ---- pages -------------------------------------------------------------------------------------------------- */

#define MARKUP "<img src=x onerror=broken=1></script><script>broken=1</script>"

/* Everything a project can say is markup and steers the eye; there are two runs, all states and all verdicts. */
static void write_hostile_page(void) {
  project_write("bulwark.yaml",
                "database: .\nsuppress:\n"
                "  - {glob: src/, rule: raw-op, reason: '" MARKUP "', until: 2026-12-30}\n"
                "  - {glob: src/, rule: null-deref, reason: never there}\n");
  project_write("src/a.c", "int one;\nint two; // bulwark: allow(copy-extent) " MARKUP "\n"
                           "int three; // bulwark: allow(raw-op)\n  four(f\xc3\xbcnf, \xe2\x80\xae 6);\n"
                           "//! finding 2 1 copy-extent quiet\n//! finding 4 11 index-range " MARKUP "\n"
                           "//! note 1 5 " MARKUP "\n//! fix 4 11 12 sechs\n//! count accesses.proved 700\n"
                           "//! count accesses.open 200\n//! count hardened 1\n//! unsafe 1 5 " MARKUP "\n"
                           "//! unsafe 3 1 measured\n");
  project_write("src/<img src=x onerror=broken=1>.c",
                "int b;\n//! finding 1 5 int-wrap \xe2\x80\xae desrever\n//! count accesses.violation 60\n"
                "//! count accesses.open 500\n//! count accesses.proved 400\n");
  project_write("lib/deep/c.c", "int c;\n//! count accesses.open 90\n");
  project_write("lib/other/d.c", "int d;\n//! count accesses.proved 20\n");
  project_write("none.c", "int e;\n");
  project_database(COMPILE, "src/a.c", "src/<img src=x onerror=broken=1>.c", "lib/deep/c.c", "lib/other/d.c", "none.c",
                   NULL);
  setenv("SOURCE_DATE_EPOCH", "1798675200", 1); /* 2026-12-31 */
  project_expect("lint -p . --no-baseline", 1, "suppression-expired 1");
  setenv("SOURCE_DATE_EPOCH", "1799107200", 1);
  project_write("lib/other/d.c", "int d;\n//! finding 1 5 null-deref gone tomorrow\n//! count accesses.proved 30\n");
  project_expect("report -o page.html", 0, "page.html is written");
}

static const char *replaced(const char *text, const char *from, const char *until, const char *with) {
  const char *at = strstr(text, from);
  ck_assert_msg(at != NULL, "no %s", from);
  const char *after = strstr(at, until);
  ck_assert_ptr_nonnull(after);
  return bw_format(&arena, "%.*s%s%s", (int)(at - text), text, with, after);
}

/* The page with the script that looks at it, which its policy would not let run. */
static void write_looking_page(const char *page, const char *name, const char *expected) {
  FILE *file = fopen(PAGE_CHECK, "r");
  bw_text script = {.arena = &arena};
  char line[4096];
  ck_assert_ptr_nonnull(file);
  while (fgets(line, sizeof line, file) != NULL) bw_text_puts(&script, line);
  fclose(file);
  page = replaced(page, "<meta http-equiv", "\n", "");
  page = replaced(page, "</body>", "</body>",
                  bw_format(&arena, "<script>const expected = {%s};\n%s</script>", expected, bw_text_string(&script)));
  project_write(name, page);
}

static char *dom_of(const char *name, unsigned width, bool dark, unsigned wait) {
  browser b = {.program = CHROMIUM, .page = project_path(name), .width = width, .height = 900, .dark = dark, .wait = wait};
  char *dom = browser_run(&b);
  ck_assert_msg(dom != NULL, "the browser failed on %s", name);
  return dom;
}

static void look(const char *name, unsigned width, bool dark) {
  char *dom = dom_of(name, width, dark, BUDGET), *title = browser_title(dom);
  ck_assert_msg(title != NULL && strncmp(title, "good ", 5) == 0, "%s, %u wide, %s: %s", name, width, dark ? "dark" : "light",
                title == NULL ? dom : title);
  ck_assert_msg(strtoul(title + 5, NULL, 10) > 50, "little was looked at: %s", title);
  free(title);
  free(dom);
}

/* ---- tests -------------------------------------------------------------------------------------------------- */

START_TEST(a_hostile_project_is_only_text) {
  write_hostile_page();
  char *page = project_read("page.html");
  for (int dark = 0; dark < 2; dark++) {
    const char *expected = bw_format(&arena, "findings: 7, runs: 2, scripts: 1, dark: %s", dark ? "true" : "false");
    write_looking_page(page, "look.html", expected);
    look("look.html", WIDTH, dark == 1);
    write_looking_page(page, "look.html", bw_format(&arena, "%s, narrow: true", expected));
    look("look.html", 500, dark == 1);
  }
  free(page);
}
END_TEST

/* As it is written: its own script runs, another one does not, and neither does one in an attribute. */
START_TEST(the_policy_knows_its_own_script) {
  write_hostile_page();
  char *page = project_read("page.html");
  project_write("policy.html",
                replaced(page, "</body>", "</body>",
                         "<script>document.title = 'broken';</script><p onclick=\"document.title = 'broken'\"></p>"
                         "<script>document.querySelector('p[onclick]').click();</script>"));
  char *dom = dom_of("policy.html", WIDTH, false, 0), *title = browser_title(dom);
  ck_assert_ptr_nonnull(title);
  ck_assert_ptr_null(strstr(title, "broken"));
  ck_assert_ptr_nonnull(strstr(dom, " of 7 shown"));
  ck_assert_ptr_nonnull(strstr(dom, "class=\"cell\""));
  free(title);
  free(dom);
  free(page);
}
END_TEST

/* The colours of the style sheet are those that are seen, in both schemes. */
START_TEST(the_picture_shows_the_verdicts) {
  static const struct {
    const char *what;
    uint32_t light, dark;
    double least;
  } colours[] = {{"the ground", 0xf3f5f8, 0x0e131a, 0.02}, {"the cards", 0xffffff, 0x161d27, 0.2},
                 {"proved", 0x98d6c5, 0x1d6250, 0.01},     {"open", 0xf5cf79, 0x79550f, 0.01},
                 {"violation", 0xf18c80, 0xa3302a, 0.001}, {"hardened", 0xa5b6f6, 0x3a4fa6, 0.01}};
  write_hostile_page();
  for (int dark = 0; dark < 2; dark++) {
    browser b = {.program = CHROMIUM, .page = project_path("page.html"), .width = WIDTH, .height = HEIGHT,
                 .dark = dark == 1, .wait = BUDGET, .picture = project_path("page.png")};
    char *dom = browser_run(&b);
    ck_assert_ptr_nonnull(dom);
    free(dom);
    picture p;
    ck_assert(picture_read(project_path("page.png"), &p));
    ck_assert_uint_eq(p.width, WIDTH);
    ck_assert_uint_eq(p.height, HEIGHT);
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
      double share = picture_share(&p, dark ? colours[i].dark : colours[i].light);
      ck_assert_msg(share >= colours[i].least, "%s, %s: %.4f of the picture", colours[i].what, dark ? "dark" : "light",
                    share);
    }
    picture_free(&p);
  }
}
END_TEST

START_TEST(a_clean_or_failed_run_has_a_page) {
  project_write("a.c", "int x;\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("report -p .", 0, "0 findings");
  char *dom = dom_of("bulwark-report.html", WIDTH, false, 0);
  ck_assert_ptr_nonnull(strstr(dom, "✓ Clean"));
  free(dom);
  project_write("a.c", "//! fail\n");
  project_expect("report -p .", 2, "it does not compile");
  dom = dom_of("bulwark-report.html", WIDTH, false, 0);
  ck_assert_ptr_nonnull(strstr(dom, "No verdict on 1 unit of 1"));
  ck_assert_ptr_nonnull(strstr(dom, "it does not compile with fake-clang"));
  free(dom);
  project_expect("report -p none", 2, "no compilation database");
  dom = dom_of("bulwark-report.html", WIDTH, false, 0);
  ck_assert_ptr_nonnull(strstr(dom, "came to no verdict"));
  free(dom);
}
END_TEST

START_TEST(ten_thousand_findings_are_shown) {
  const char *page = big_page(&arena, project_path("big"), MANY);
  write_looking_page(page, "look.html",
                     bw_format(&arena, "findings: %d, runs: %d, scripts: 1, dark: false", MANY, BIG_RUNS));
  look("look.html", WIDTH, false);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("page");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, start, end);
  tcase_set_timeout(all, 600);
  tcase_add_test(all, a_hostile_project_is_only_text);
  tcase_add_test(all, the_policy_knows_its_own_script);
  tcase_add_test(all, the_picture_shows_the_verdicts);
  tcase_add_test(all, a_clean_or_failed_run_has_a_page);
  tcase_add_test(all, ten_thousand_findings_are_shown);
  suite_add_tcase(suite, all);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
