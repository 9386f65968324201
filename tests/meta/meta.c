/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark-meta ROOT [RULE...]: holds the tree at ROOT to the named rules, or to all.
 * Exit: 0 kept, 1 broken (each place on stdout as file:line: text), 2 unknown rule or unreadable tree.
 */
#include "rules.h"

#include <string.h>

static const struct bw_rule *find_rule(const char *name)
{
    for (const struct bw_rule *rule = bw_rules; rule->name != NULL; rule++) {
        if (strcmp(rule->name, name) == 0)
            return rule;
    }
    return NULL;
}

static void run_rule(const struct bw_rule *rule, struct bw_repo *repo)
{
    size_t before = repo->faults;
    rule->run(repo);
    printf("%s: %s: %zu faults\n", rule->name, rule->meaning, repo->faults - before);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: bulwark-meta ROOT [RULE...]\n", stderr);
        return 2;
    }
    for (int i = 2; i < argc; i++) {
        if (find_rule(argv[i]) == NULL) {
            fprintf(stderr, "bulwark-meta: no rule %s\n", argv[i]);
            return 2;
        }
    }
    struct bw_repo repo = bw_repo_read(argv[1], stdout);
    if (repo.count == 0) {
        fprintf(stderr, "bulwark-meta: no file in %s\n", argv[1]);
        return 2;
    }
    if (argc == 2) {
        for (const struct bw_rule *rule = bw_rules; rule->name != NULL; rule++)
            run_rule(rule, &repo);
    }
    for (int i = 2; i < argc; i++)
        run_rule(find_rule(argv[i]), &repo);
    size_t faults = repo.faults;
    bw_repo_free(&repo);
    return faults == 0 ? 0 : 1;
}
