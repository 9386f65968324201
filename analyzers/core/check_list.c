/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/check_list.h"

#include <string.h>

const bw_check_info bw_check_list[BW_CHECK_COUNT] = {
#define BW_CHECK(ident, id, severity, stage, cwe, on, summary)                                                         \
    {id, BW_SEVERITY_##severity, BW_STAGE_##stage, cwe, (on) != 0, summary},
#include "checks.def"
#undef BW_CHECK
};

const bw_raw_info bw_raw_list[BW_RAW_KIND_COUNT] = {
#define X(ident, word, summary) {word, summary},
    BW_RAW_KINDS(X)
#undef X
};

bw_raw_kind bw_raw_find(const char *word)
{
    unsigned at = 0;
    while (at < BW_RAW_KIND_COUNT && strcmp(bw_raw_list[at].word, word) != 0)
        at++;
    return (bw_raw_kind)at;
}

bw_check_id bw_check_find(const char *id)
{
    unsigned at = 0;
    while (at < BW_CHECK_COUNT && strcmp(bw_check_list[at].id, id) != 0)
        at++;
    return (bw_check_id)at;
}
