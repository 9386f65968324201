/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L

#include "core/record.h"
#include "random_report.h"

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bw_arena arena;

static void setup(void) { ck_assert_int_eq(bw_arena_init(&arena, 1 << 16), BW_OK); }

static void teardown(void) { bw_arena_destroy(&arena); }

/* The header and the trailer are set right again after a change, as someone would who forges a record. */
static void reseal(unsigned char *bytes, size_t size) {
  uint64_t sum = UINT64_C(0xcbf29ce484222325);
  for (size_t i = 0; i < 8; i++) bytes[8 + i] = (unsigned char)((uint64_t)size >> (8 * i));
  for (size_t i = 0; i < size - 8; i++) sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3);
  for (size_t i = 0; i < 8; i++) bytes[size - 8 + i] = (unsigned char)(sum >> (8 * i));
}

static size_t encode(const bw_report *report, unsigned char **ret_copy) {
  const unsigned char *bytes = NULL;
  size_t size = 0;
  ck_assert_int_eq(bw_record_encode(report, &arena, &bytes, &size), BW_RECORD_OK);
  /* An exact copy on the heap lets the address sanitizer see a read past the end. */
  *ret_copy = malloc(size);
  ck_assert_ptr_nonnull(*ret_copy);
  memcpy(*ret_copy, bytes, size);
  return size;
}

START_TEST(round_trip) {
  for (unsigned size = 0; size < 40; size++) {
    const bw_report *report = random_report((uint64_t)_i * 1000 + size, size, &arena), *back = NULL;
    ck_assert(report_well_formed(report));
    unsigned char *bytes = NULL;
    size_t length = encode(report, &bytes);
    ck_assert_int_eq(bw_record_decode(bytes, length, &arena, &back, NULL), BW_RECORD_OK);
    ck_assert(report_well_formed(back));
    ck_assert(report_equal(report, back));
    unsigned char *again = NULL;
    ck_assert_uint_eq(encode(back, &again), length);
    ck_assert_mem_eq(bytes, again, length);
    free(bytes);
    free(again);
  }
}
END_TEST

START_TEST(repeated_strings_are_stored_once) {
  static const bw_note note = {.text = "the same words again and again and again"};
  bw_finding findings[100];
  for (size_t i = 0; i < 100; i++)
    findings[i] = (bw_finding){.check = "raw-op", .function = "f", .message = note.text, .notes = &note, .note_count = 1};
  bw_report report = {.unit = "unit.c", .compiler = "clang", .target = "x86_64", .findings = findings, .finding_count = 100};
  unsigned char *bytes = NULL;
  size_t size = encode(&report, &bytes);
  free(bytes);
  ck_assert_uint_lt(size, 100 * 12 + 128);
}
END_TEST

START_TEST(every_truncation_is_refused) {
  unsigned char *bytes = NULL;
  size_t size = encode(random_report((uint64_t)_i, 6, &arena), &bytes);
  for (size_t cut = 0; cut < size; cut++) {
    unsigned char *part = malloc(cut == 0 ? 1 : cut);
    ck_assert_ptr_nonnull(part);
    memcpy(part, bytes, cut);
    const bw_report *back = NULL;
    const char *reason = NULL;
    ck_assert_int_eq(bw_record_decode(part, cut, &arena, &back, &reason), BW_RECORD_DAMAGED);
    ck_assert_ptr_null(back);
    ck_assert_ptr_nonnull(strstr(reason, "record is cut short"));
    free(part);
  }
  free(bytes);
}
END_TEST

START_TEST(every_changed_byte_is_refused) {
  unsigned char *bytes = NULL;
  size_t size = encode(random_report((uint64_t)_i, 4, &arena), &bytes);
  uint64_t state = (uint64_t)_i;
  for (size_t at = 0; at < size; at++) {
    for (unsigned bit = 0; bit < 9; bit++) {
      unsigned char kept = bytes[at];
      unsigned char change = (unsigned char)(bit < 8 ? 1u << bit : 1 + (unsigned)(random_next(&state) % 255));
      bytes[at] ^= change;
      const bw_report *back = NULL;
      const char *reason = NULL;
      ck_assert_int_eq(bw_record_decode(bytes, size, &arena, &back, &reason), BW_RECORD_DAMAGED);
      ck_assert_ptr_null(back);
      ck_assert_ptr_nonnull(reason);
      bytes[at] = kept;
    }
  }
  free(bytes);
}
END_TEST

/* With the checksum mended, the structure alone must keep the reader safe. */
START_TEST(forged_records_are_refused_or_well_formed) {
  unsigned char *bytes = NULL;
  size_t size = encode(random_report((uint64_t)_i + 77, 8, &arena), &bytes), accepted = 0, refused = 0;
  unsigned char *forged = malloc(size);
  ck_assert_ptr_nonnull(forged);
  uint64_t state = (uint64_t)_i;
  for (size_t at = 16; at + 8 < size; at++) {
    for (unsigned round = 0; round < 12; round++) {
      memcpy(forged, bytes, size);
      forged[at] = round == 0 ? 0xff : round == 1 ? 0x00 : (unsigned char)random_next(&state);
      for (unsigned more = 0; more < round / 4; more++)
        forged[16 + random_next(&state) % (size - 24)] = (unsigned char)random_next(&state);
      reseal(forged, size);
      bw_arena scratch;
      ck_assert_int_eq(bw_arena_init(&scratch, 1 << 16), BW_OK);
      const bw_report *back = NULL;
      const char *reason = NULL;
      bw_record_status status = bw_record_decode(forged, size, &scratch, &back, &reason);
      if (status == BW_RECORD_OK) {
        accepted++;
        ck_assert(report_well_formed(back));
        const unsigned char *again = NULL;
        size_t again_size = 0;
        ck_assert_int_eq(bw_record_encode(back, &scratch, &again, &again_size), BW_RECORD_OK);
      } else {
        refused++;
        ck_assert_int_eq(status, BW_RECORD_DAMAGED);
        ck_assert_ptr_nonnull(strstr(reason, "record"));
      }
      bw_arena_destroy(&scratch);
    }
  }
  ck_assert_uint_gt(accepted, 0);
  ck_assert_uint_gt(refused, 0);
  free(forged);
  free(bytes);
}
END_TEST

static void expect_forged(unsigned char *body, size_t body_size, const char *reason_part) {
  unsigned char bytes[256] = {'B', 'W', 'R', 'C', BW_RECORD_VERSION};
  size_t size = 16 + body_size + 8;
  ck_assert_uint_le(size, sizeof bytes);
  memcpy(bytes + 16, body, body_size);
  reseal(bytes, size);
  const bw_report *back = NULL;
  const char *reason = NULL;
  ck_assert_int_eq(bw_record_decode(bytes, size, &arena, &back, &reason), BW_RECORD_DAMAGED);
  ck_assert_msg(strstr(reason, reason_part) != NULL, "reason '%s' does not say '%s'", reason, reason_part);
}

START_TEST(each_fault_is_named) {
  struct {
    unsigned char body[40];
    size_t size;
    const char *reason;
  } rows[] = {
      {{0}, 0, "ends inside a number"},
      {{0x80}, 1, "ends inside a number"},
      {{0x81, 0x00}, 2, "shortest form"},
      {{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02, 0, 0}, 12, "shortest form"},
      {{0xff, 0xff, 0xff, 0xff, 0x0f}, 5, "longer than the record"},
      {{1, 5, 'a', 'b'}, 4, "longer than the record"},
      {{1, 2, 'a', 0}, 4, "NUL byte"},
      {{1, 1, 'a', 0, 0, 1, 0, 0}, 8, "does not hold"},
      {{1, 1, 'a', 0, 0, 0, 0, 0, 9}, 9, "longer than the record"},
      {{1, 1, 'a', 0, 0, 0, 0, 0, 0, 9}, 10, "longer than the record"},
      {{1, 1, 'a', 0, 0, 0, 0, 0, 0, 0, 9}, 11, "left over"},
      {{1, 1, 'a', 0, 0, 0, 0, 0, 1, 0, 0, 5, 0}, 13, "does not hold"},
      {{1, 1, 'a', 0, 0, 0, 0x7f, 0, 0, 0, 0, 0, 0, 0}, 14, "longer than the record"},
      {{1, 1, 'a', 0, 0, 0, 1, 0, 3, 0, 0, 0, 0, 0, 0}, 15, "severity"},
      {{1, 1, 'a', 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0}, 21, "ends before it begins"},
      {{1, 1, 'a', 0, 0, 0, 1, 0, 0, 1, 0x80, 0x80, 0x80, 0x80, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 25, "out of range"},
      {{1, 1, 'A', 0, 0, 0, 0, 1, 0, 0}, 10, "no valid name"},
      {{1, 0, 0, 0, 0, 0, 1, 0, 0}, 9, "no valid name"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) expect_forged(rows[i].body, rows[i].size, rows[i].reason);
}
END_TEST

START_TEST(another_version_is_named) {
  unsigned char *bytes = NULL;
  size_t size = encode(random_report(1, 3, &arena), &bytes);
  bytes[4] = BW_RECORD_VERSION + 6;
  const bw_report *back = NULL;
  const char *reason = NULL;
  ck_assert_int_eq(bw_record_decode(bytes, size, &arena, &back, &reason), BW_RECORD_DAMAGED);
  ck_assert_ptr_nonnull(strstr(reason, "format version 9, this program reads 3"));
  bytes[0] = '#';
  ck_assert_int_eq(bw_record_decode(bytes, size, &arena, &back, &reason), BW_RECORD_DAMAGED);
  ck_assert_str_eq(reason, "not a record of bulwark");
  free(bytes);
}
END_TEST

START_TEST(malformed_reports_are_not_written) {
  const unsigned char *bytes = NULL;
  size_t size = 0;
  bw_finding finding = {.check = "raw-op", .function = "", .message = "m", .pos = {.file = "f.c", .begin = 2, .end = 1}};
  bw_count count = {"Upper", 1};
  bw_report report = {.unit = "u.c", .compiler = "clang", .target = "t", .findings = &finding, .finding_count = 1};
  ck_assert_int_eq(bw_record_encode(&report, &arena, &bytes, &size), BW_RECORD_MALFORMED);
  finding.pos.end = 2;
  ck_assert_int_eq(bw_record_encode(&report, &arena, &bytes, &size), BW_RECORD_OK);
  finding.severity = (bw_severity)3;
  ck_assert_int_eq(bw_record_encode(&report, &arena, &bytes, &size), BW_RECORD_MALFORMED);
  finding.severity = BW_SEVERITY_ERROR;
  finding.message = NULL;
  ck_assert_int_eq(bw_record_encode(&report, &arena, &bytes, &size), BW_RECORD_MALFORMED);
  finding.message = "m";
  report.counts = &count;
  report.count_count = 1;
  ck_assert_int_eq(bw_record_encode(&report, &arena, &bytes, &size), BW_RECORD_MALFORMED);
  bw_unsafe block = {.function = "f", .pos = {.file = "f.c", .line = 1}};
  report.count_count = 0;
  report.unsafes = &block;
  report.unsafe_count = 1;
  ck_assert_int_eq(bw_record_encode(&report, &arena, &bytes, &size), BW_RECORD_MALFORMED);
  block.reason = "";
  ck_assert_int_eq(bw_record_encode(&report, &arena, &bytes, &size), BW_RECORD_OK);
}
END_TEST

/* A folder of the test's own, so that what is left beside the record can be counted. */
static char folder[64], path[128];

static void file_setup(void) {
  setup();
  strcpy(folder, "/tmp/bulwark-record-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/unit.bwr", folder);
}

static void file_teardown(void) {
  unlink(path);
  rmdir(folder);
  teardown();
}

static unsigned files_in_folder(void) {
  unsigned files = 0;
  DIR *dir = opendir(folder);
  ck_assert_ptr_nonnull(dir);
  for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir))
    if (entry->d_name[0] != '.') files++;
  closedir(dir);
  return files;
}

START_TEST(file_is_written_only_when_it_changes) {
  const bw_report *report = random_report(5, 9, &arena), *back = NULL;
  unsigned char *bytes = NULL;
  size_t size = encode(report, &bytes);
  bool changed = false;
  ck_assert_int_eq(bw_record_write_file(path, bytes, size, &changed), BW_RECORD_OK);
  ck_assert(changed);
  struct stat before, after;
  ck_assert_int_eq(stat(path, &before), 0);
  ck_assert_int_eq(bw_record_write_file(path, bytes, size, &changed), BW_RECORD_OK);
  ck_assert(!changed);
  ck_assert_int_eq(stat(path, &after), 0);
  ck_assert_uint_eq(before.st_ino, after.st_ino);
  ck_assert_int_eq(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
  ck_assert_int_eq(bw_record_read_file(path, &arena, &back, NULL), BW_RECORD_OK);
  ck_assert(report_equal(report, back));

  bytes[size - 1] ^= 1;
  ck_assert_int_eq(bw_record_write_file(path, bytes, size, &changed), BW_RECORD_OK);
  ck_assert(changed);
  ck_assert_int_eq(bw_record_write_file(path, bytes, size - 1, &changed), BW_RECORD_OK);
  ck_assert(changed);
  ck_assert_uint_eq(files_in_folder(), 1);
  free(bytes);
}
END_TEST

START_TEST(file_faults_have_a_reason) {
  const bw_report *back = NULL;
  const char *reason = NULL;
  errno = 0;
  ck_assert_int_eq(bw_record_read_file(path, &arena, &back, &reason), BW_RECORD_FILE);
  ck_assert_int_eq(errno, ENOENT);
  ck_assert_str_eq(reason, strerror(ENOENT));
  ck_assert_int_eq(bw_record_read_file(folder, &arena, &back, &reason), BW_RECORD_FILE);
  ck_assert_int_eq(errno, EISDIR);

  char nowhere[160];
  snprintf(nowhere, sizeof nowhere, "%s/none/unit.bwr", folder);
  ck_assert_int_eq(bw_record_write_file(nowhere, (const unsigned char *)"x", 1, NULL), BW_RECORD_FILE);
  ck_assert_int_eq(errno, ENOENT);
  ck_assert_int_eq(bw_record_write_file(path, NULL, 0, NULL), BW_RECORD_OK);
  ck_assert_int_eq(bw_record_read_file(path, &arena, &back, &reason), BW_RECORD_DAMAGED);
  ck_assert_ptr_nonnull(strstr(reason, "cut short: 0 bytes"));
  ck_assert_uint_eq(files_in_folder(), 1);
}
END_TEST

/* A rename that cannot happen must leave neither a half-written record nor a temporary file. */
START_TEST(failed_rename_leaves_nothing) {
  ck_assert_int_eq(mkdir(path, 0777), 0);
  ck_assert_int_eq(bw_record_write_file(path, (const unsigned char *)"x", 1, NULL), BW_RECORD_FILE);
  ck_assert_uint_eq(files_in_folder(), 1);
  rmdir(path);
}
END_TEST

static Suite *suite(void) {
  Suite *s = suite_create("record");
  TCase *bytes = tcase_create("bytes");
  tcase_add_checked_fixture(bytes, setup, teardown);
  tcase_set_timeout(bytes, 60);
  tcase_add_loop_test(bytes, round_trip, 0, 25);
  tcase_add_test(bytes, repeated_strings_are_stored_once);
  tcase_add_loop_test(bytes, every_truncation_is_refused, 0, 8);
  tcase_add_loop_test(bytes, every_changed_byte_is_refused, 0, 4);
  tcase_add_loop_test(bytes, forged_records_are_refused_or_well_formed, 0, 4);
  tcase_add_test(bytes, each_fault_is_named);
  tcase_add_test(bytes, another_version_is_named);
  tcase_add_test(bytes, malformed_reports_are_not_written);
  suite_add_tcase(s, bytes);
  TCase *files = tcase_create("files");
  tcase_add_checked_fixture(files, file_setup, file_teardown);
  tcase_add_test(files, file_is_written_only_when_it_changes);
  tcase_add_test(files, file_faults_have_a_reason);
  tcase_add_test(files, failed_rename_leaves_nothing);
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
