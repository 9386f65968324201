/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The list of checks as data, expanded from checks.def; shared by the plugin, the gate and the tests. */
#ifndef BULWARK_CORE_CHECK_LIST_H
#define BULWARK_CORE_CHECK_LIST_H

#include "core/report.h"

typedef enum bw_check_id {
#define BW_CHECK(ident, id, severity, stage, cwe, on, summary) BW_CHECK_##ident,
#include "checks.def"
#undef BW_CHECK
    BW_CHECK_COUNT
} bw_check_id;

typedef enum bw_check_stage { BW_STAGE_FLOW, BW_STAGE_PROFILE } bw_check_stage;

typedef struct bw_check_info {
    const char *id;
    bw_severity severity;
    bw_check_stage stage;
    const char *cwe; /* comma-separated, the most exact first */
    bool on;
    const char *summary;
} bw_check_info;

/* Indexed by bw_check_id. */
extern const bw_check_info bw_check_list[BW_CHECK_COUNT];

/* What raw-op tells of a hardened file; each kind has a switch of its own, for files that are hardened step by step. */
#define BW_RAW_KINDS(X)                                                                                                \
    X(SUBSCRIPT, "subscript", "subscripts that are not proved in bounds")                                              \
    X(ARITHMETIC, "arithmetic", "pointer arithmetic that is not proved in bounds")                                     \
    X(CALL, "call", "calls of raw memory functions")                                                                   \
    X(CAST, "cast", "casts to a pointer to another type")                                                              \
    X(UNION, "union", "reads of a union's member")

typedef enum bw_raw_kind {
#define X(ident, word, summary) BW_RAW_##ident,
    BW_RAW_KINDS(X)
#undef X
        BW_RAW_KIND_COUNT
} bw_raw_kind;

typedef struct bw_raw_info {
    const char *word; /* in the configuration and on the command line */
    const char *summary;
} bw_raw_info;

/* Indexed by bw_raw_kind. */
extern const bw_raw_info bw_raw_list[BW_RAW_KIND_COUNT];

/* pre: word non-null. Returns the kind of that name, or BW_RAW_KIND_COUNT when there is none. */
bw_raw_kind bw_raw_find(const char *word);

/* pre: id non-null. Returns the check's number, or BW_CHECK_COUNT when there is none of that id. */
bw_check_id bw_check_find(const char *id);

#endif
