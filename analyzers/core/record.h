/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The record: a report as bytes, what one translation unit leaves behind for the gate.
 *
 * Guarantees
 * - Encoding is a function of the report's content alone: equal reports give equal bytes on every machine.
 * - Decoding trusts nothing. Any bytes give a well-formed report or a refusal with a reason, in memory and time
 *   linear in their size; a record cut short, or with any one byte changed, is always refused.
 * - A record file is complete or absent: it is written beside its place and renamed, and is left alone, time stamp
 *   included, when its content would not change.
 * The format is described in docs/reference/record.md. It carries its version; another version is refused by name.
 */
#ifndef BULWARK_CORE_RECORD_H
#define BULWARK_CORE_RECORD_H

#include "bulwark/arena.h"
#include "core/report.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Raised with every change of the format. */
#define BW_RECORD_VERSION 3u

/* Longest record read or written, in bytes. */
#define BW_RECORD_SIZE_MAX ((size_t)64 << 20)

typedef enum bw_record_status {
  BW_RECORD_OK,
  BW_RECORD_NO_MEMORY, /* the arena could not grow */
  BW_RECORD_TOO_LARGE, /* more than BW_RECORD_SIZE_MAX bytes */
  BW_RECORD_MALFORMED, /* the report to write breaks a rule of report.h */
  BW_RECORD_DAMAGED,   /* the bytes are not a record of this version */
  BW_RECORD_FILE,      /* the operating system refused; errno says why */
} bw_record_status;

/* pre: report non-null, its arrays readable.
 * post: *ret_bytes, *ret_size hold the record, in arena. A position without a file is stored as no position.
 * on failure: NO_MEMORY, TOO_LARGE, or MALFORMED (a string other than bw_pos.file is NULL, a range ends before it
 * begins, a severity or the name of a count is none); outputs untouched. cost: linear in the report. */
BW_MUST_CHECK bw_record_status bw_record_encode(const bw_report *report, bw_arena *arena,
                                                     const unsigned char **ret_bytes, size_t *ret_size);

/* pre: bytes[0, size) readable.
 * post: *ret_report is well formed and lives in arena, independent of bytes. Findings, counts and blocks keep
 *       the writer's order; that they are sorted is not checked.
 * on failure: NO_MEMORY, TOO_LARGE or DAMAGED; *ret_report untouched, *ret_reason (may be NULL) is a message such as
 *       "record is cut short: 120 of 400 bytes", in arena or static. cost: linear in size. */
BW_MUST_CHECK bw_record_status bw_record_decode(const unsigned char *bytes, size_t size, bw_arena *arena,
                                                     const bw_report **ret_report, const char **ret_reason);

/* Puts bytes[0, size) into the file at path, atomically; leaves a file that holds them already untouched.
 * pre: path's folder exists. post: the file holds the bytes; *ret_changed (may be NULL) says whether it was written.
 * on failure: FILE with errno set; the file at path is as it was, nothing is left beside it. */
BW_MUST_CHECK bw_record_status bw_record_write_file(const char *path, const unsigned char *bytes, size_t size,
                                                         bool *ret_changed);

/* Reads and decodes the record at path. As bw_record_decode; a file that cannot be read gives FILE, with errno set
 * and its text as the reason. */
BW_MUST_CHECK bw_record_status bw_record_read_file(const char *path, bw_arena *arena,
                                                        const bw_report **ret_report, const char **ret_reason);

#ifdef __cplusplus
}
#endif

#endif
