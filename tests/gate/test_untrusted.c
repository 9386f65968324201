/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Files that anybody may have written: configurations, baselines, lists of units, patches and databases, damaged in
 * every place and at random. Each is read or refused; nothing else happens. A sanitizer build sees every byte too
 * far. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include "gate/baseline.h"
#include "gate/changes.h"
#include "gate/config.h"
#include "gate/database.h"
#include "gate/files.h"
#include "gate/inventory.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bw_arena arena;
static uint64_t seed;

static void start(void) {
  project_start();
  ck_assert_int_eq(bw_arena_init(&arena, 1 << 16), BW_OK);
  ck_assert_int_eq(chdir(project_folder()), 0);
  seed = 88172645463325252u;
  /* Thousands of complaints, which are right. */
  ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
}

static void end(void) {
  bw_arena_destroy(&arena);
  ck_assert_int_eq(chdir("/"), 0);
  project_end();
}

static uint64_t next_random(void) {
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return seed;
}

static void write_bytes(const char *name, const char *bytes, size_t size) {
  FILE *file = fopen(name, "w");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
  ck_assert_int_eq(fclose(file), 0);
}

typedef void reader(const char *name);

/* Reads the text cut short at every place, and changed in one to four bytes at random. */
static void damage(const char *name, const char *text, reader *read, unsigned rounds) {
  size_t size = strlen(text);
  char *copy = malloc(size + 1);
  ck_assert_ptr_nonnull(copy);
  for (size_t cut = 0; cut <= size; cut++) {
    write_bytes(name, text, cut);
    read(name);
    bw_arena_reset(&arena);
  }
  static const char marks[] = "{}[]\":,-*&!|>%@`'#\n\t \\0\xff\x80";
  for (unsigned round = 0; round < rounds; round++) {
    memcpy(copy, text, size);
    for (uint64_t i = 0; i <= next_random() % 4; i++) {
      char byte = next_random() % 2 == 0 ? marks[next_random() % sizeof marks] : (char)next_random();
      copy[next_random() % size] = byte;
    }
    write_bytes(name, copy, size);
    read(name);
    bw_arena_reset(&arena);
  }
  free(copy);
}

static void read_config(const char *name) {
  bw_gate_options options = {.config = name};
  if (!bw_config_load(&arena, &options)) return;
  /* What is accepted can be asked. */
  (void)bw_policy_tier(&options.policy, "/p/a.c");
  (void)bw_policy_severity(&options.policy, "raw-op", BW_SEVERITY_ERROR);
}

START_TEST(configurations) {
  damage("c.yaml",
         "database: build\nclang: clang-19\ntime-limit: 5\nmodels: [a.model, &x b.model]\nbaseline: "
         "\"b\\x41\"\ntiers:\n  - {glob: 'a/*', tier: off}\n"
         "  - glob: b/\n    tier: hardened\nseverity:\n  raw-op: note\nsuppress:\n- glob: |\n    c\n  rule: raw-op\n  "
         "reason: >\n    d\n  until: 2027-01-31\n"
         "limits: {error: 0, warning: any}\n",
         read_config, 3000);
}
END_TEST

static void read_baseline(const char *name) {
  bw_baseline baseline;
  if (!bw_baseline_read(&arena, name, &baseline)) return;
  (void)bw_baseline_take(&baseline, "0123456789abcdef", "a.c", false);
  (void)bw_baseline_debt(&baseline, "src", BW_DEBT_OPEN);
  /* What is written is read again; now and then, since a file that is safe on disk takes its time. */
  static unsigned turn;
  if (turn++ % 32 != 0) return;
  baseline.path = "written";
  ck_assert(bw_baseline_write(&arena, &baseline));
  ck_assert(bw_baseline_read(&arena, "written", &baseline));
}

START_TEST(baselines) {
  damage("b.jsonl",
         "{\"bulwark-baseline\": 1}\n"
         "{\"rule\": \"raw-op\", \"file\": \"a.c\", \"function\": \"f\", \"fingerprint\": \"0123456789abcdef\", "
         "\"count\": 2}\n"
         "{\"rule\": \"raw-op\", \"file\": \"a.c\", \"function\": \"f\", \"fingerprint\": \"0123456789abcdef\", "
         "\"count\": 9223372036854775807}\n"
         "{\"debt\": \"open-accesses\", \"folder\": \"src\", \"count\": 120, \"allowed\": \"why\"}\n{\"unit\": "
         "\"src/a.c\"}\n",
         read_baseline, 3000);
}
END_TEST

static void read_patch(const char *name) {
  char *bytes = NULL;
  size_t size = 0;
  bw_changes changes = {.top = "/t"};
  ck_assert(bw_file_read(name, &arena, &bytes, &size));
  bw_changes_parse(&arena, bytes, &changes);
  (void)bw_changed_lines(bw_changes_of(&changes, "/t/a.c"), 1, UINT32_MAX);
}

START_TEST(patches) {
  damage("p.diff",
         "diff --git a/a.c b/a.c\n--- a/a.c\n+++ \"b/a\\303\\244\\\"\\\\.c\"\n@@ -3,2 +4294967290,3 @@ "
         "f\n-old\n-old\n+new\n+new\n+new\n"
         "@@ -9 +10,0 @@\n-gone\n--- a/b.c\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-x\n",
         read_patch, 5000);
}
END_TEST

static void read_units(const char *name) {
  char *bytes = NULL;
  size_t size = 0;
  ck_assert(bw_file_read(name, &arena, &bytes, &size));
  for (size_t i = 0; i < size; i++)
    bytes[i] = bytes[i] == '\n' ? '\0' : bytes[i]; /* it is made of strings with their NULs */
  write_bytes(name, bytes, size);
  bw_baseline none = {.path = NULL};
  bw_finding_list findings = {0};
  bw_plan plan = {.cache = project_folder(), .database = "/d", .database_folder = "/", .current = project_folder()};
  bw_inventory_faults(&arena, &plan, project_folder(), &none, &findings);
}

START_TEST(lists_of_units) { damage("units.list", "bulwark-units 1\n/d\n/p/a.c\n/p/b.c\n", read_units, 2000); }
END_TEST

static void read_database(const char *name) {
  bw_database database;
  (void)!bw_database_read(&arena, name, &database);
}

START_TEST(databases) {
  damage("d.json",
         "[{\"directory\": \".\", \"file\": \"a.c\", \"command\": \"cc -c 'a.c' \\\"x\\\"\"},\n"
         "{\"directory\": \"/t\", \"file\": \"b.c\", \"arguments\": [\"cc\", \"-c\", \"b.c\"]}]",
         read_database, 3000);
}
END_TEST

int main(void) {
  Suite *s = suite_create("untrusted");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, start, end);
  tcase_set_timeout(all, 120);
  tcase_add_test(all, configurations);
  tcase_add_test(all, baselines);
  tcase_add_test(all, patches);
  tcase_add_test(all, lists_of_units);
  tcase_add_test(all, databases);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
