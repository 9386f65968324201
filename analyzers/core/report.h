/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What one translation unit is told about: findings with resolved source positions, and counts.
 *
 * A report is plain data with no tie to a compiler: the plugin prints it as diagnostics, the record stores it,
 * the gate merges and shows it. All strings are NUL-terminated UTF-8 and live as long as the arena that made them.
 * Lines and columns count from 1, columns in bytes; 0 means not known. Byte offsets count from 0 in the file as
 * it lies on disk. Ranges are half open: [begin, end).
 */
#ifndef BULWARK_CORE_REPORT_H
#define BULWARK_CORE_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A resolved source range. file is the presumed file name as the compiler shows it. */
typedef struct bw_pos {
    const char *file; /* NULL: no position */
    uint32_t line, column;
    uint32_t end_line, end_column;
    uint32_t begin, end; /* byte offsets; begin == end marks an insertion point */
    bool in_macro;       /* the text comes from a macro's body: no edit may be made there */
} bw_pos;

typedef enum bw_severity {
    BW_SEVERITY_NOTE,
    BW_SEVERITY_WARNING, /* new ones fail the gate, old ones ratchet */
    BW_SEVERITY_ERROR,   /* near-zero false alarms, fails the gate */
} bw_severity;

/* One step of the story behind a finding, in the order of execution. */
typedef struct bw_note {
    bw_pos pos;
    const char *text;
} bw_note;

/* One edit: the bytes [pos.begin, pos.end) of pos.file become text. */
typedef struct bw_fixit {
    bw_pos pos;
    const char *text;
} bw_fixit;

typedef struct bw_finding {
    const char *check; /* the id in checks.def, such as "copy-extent" */
    bw_severity severity;
    bw_pos pos;
    const char *function; /* name of the enclosing function, "" at file scope */
    const char *message;  /* one line, lower case, no full stop; names the object and the fix */
    const bw_note *notes;
    size_t note_count;
    const bw_fixit *fixits; /* applied together or not at all */
    size_t fixit_count;
} bw_finding;

/* A BW_UNSAFE block: what the hardened profile does not ask about, and why. */
typedef struct bw_unsafe {
    bw_pos pos;           /* of its head */
    const char *function; /* name of the enclosing function */
    const char *reason;   /* as written, "" if there is none */
} bw_unsafe;

/* A named figure of the run, such as "functions" or "opaque.asm"; names are [a-z0-9._-]. */
typedef struct bw_count {
    const char *name;
    uint64_t value;
} bw_count;

typedef struct bw_report {
    const char *unit;           /* main file of the translation unit, as named on the command line */
    const char *compiler;       /* such as "clang 19.1.7" */
    const char *target;         /* target triple */
    const bw_finding *findings; /* sorted by file, line, column, check, message */
    size_t finding_count;
    const bw_count *counts; /* sorted by name */
    size_t count_count;
    const bw_unsafe *unsafes; /* sorted by file, line, column, reason; each place and reason once */
    size_t unsafe_count;
    const unsigned char *code; /* the unit's code for the whole-program pass, as pack.h packs it; NULL: none */
    size_t code_size;
    uint64_t sum; /* checksum of the record it was read from; 0 if it was not */
} bw_report;

#endif
