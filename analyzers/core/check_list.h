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

/* pre: id non-null. Returns the check's number, or BW_CHECK_COUNT when there is none of that id. */
bw_check_id bw_check_find(const char *id);

#endif
