/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The rules the repository holds itself to. Each takes a tree and prints one line for every place that breaks it.
 *
 * Guarantees: a rule reads only the tree it is given (never compiles or runs anything), so that each can be shown
 * to fire on a small tree with the fault planted; the text of a fault names the place and what to do.
 */
#ifndef BULWARK_META_RULES_H
#define BULWARK_META_RULES_H

#include "repo.h"

struct bw_rule {
    const char *name;
    const char *meaning;
    void (*run)(struct bw_repo *repo);
};

/* Every rule, ended by one without a name. */
extern const struct bw_rule bw_rules[];

/* ids: each line of checks.def is well formed and unique, has its source, page and tests; nothing of those is an orphan. */
void bw_rule_ids(struct bw_repo *repo);

/* cases: each check has at least twelve wrong functions and twelve right ones in its tests. */
void bw_rule_cases(struct bw_repo *repo);

/* layers: what each part may include, and that C++ stays in analyzers/clang. */
void bw_rule_layers(struct bw_repo *repo);

/* platform: words of one kernel or system stand only in runtime/platform within runtime. */
void bw_rule_platform(struct bw_repo *repo);

/* licence: every source file has its SPDX line on top, once. */
void bw_rule_licence(struct bw_repo *repo);

/* machine: no file names a path of somebody's machine. */
void bw_rule_machine(struct bw_repo *repo);

/* finished: no source file says that something is yet to be done. */
void bw_rule_finished(struct bw_repo *repo);

/* size: source files stay of a size one can hold in the head. */
void bw_rule_size(struct bw_repo *repo);

/* messages: what the checks say starts in lower case and ends without a full stop. */
void bw_rule_messages(struct bw_repo *repo);

/* links: every relative link of a page leads to a file of the tree. */
void bw_rule_links(struct bw_repo *repo);

#endif
