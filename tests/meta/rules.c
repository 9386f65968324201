/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "rules.h"

const struct bw_rule bw_rules[] = {
    {"ids", "a check has its line, source, page and tests, and none of those is an orphan", bw_rule_ids},
    {"cases", "a check is tried on a dozen wrong functions and a dozen right ones", bw_rule_cases},
    {"layers", "a part includes only what stands below it", bw_rule_layers},
    {"platform", "within the runtime, platform words stand in runtime/platform only", bw_rule_platform},
    {"licence", "a source file has its licence line on top", bw_rule_licence},
    {"machine", "no file names a path of one machine", bw_rule_machine},
    {"finished", "no file says that something is yet to be done", bw_rule_finished},
    {"size", "a source file can be held in the head", bw_rule_size},
    {"messages", "a message starts in lower case and ends without a full stop", bw_rule_messages},
    {"links", "a link of a page leads somewhere", bw_rule_links},
    {0},
};
