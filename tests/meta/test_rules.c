/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every rule on small trees: silent on a good one, and firing where a fault is planted, at its place. */
#include "rules.h"

#include "scratch.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define TAG "SPDX-License-Identifier" ": Apache-2.0 WITH LLVM-exception"
#define LIST "analyzers/checks.def"
#define LINE "BW_CHECK(raw_op, \"raw-op\", WARNING, PROFILE, \"CWE-119,CWE-704\", 1,\n \"a file uses a raw operation\")\n"
#define PAGE "# raw-op\n## Why it matters\n## Bad\n## Good\n## How it decides\n### What it misses\n## How to silence\n"
#define WRONG "f(); /* expect: raw-op */\n"
#define RIGHT "int f(void) {\n}\n"
#define DOZEN(x) x x x x x x x x x x x x
#define PARTS                                                                                                           \
    {"analyzers/checks/raw-op.c", ""}, {"docs/checks/raw-op.md", PAGE}, {"tests/checks/raw-op/bad.c", ""},                \
        {"tests/checks/raw-op/good.c", ""}, {"tests/checks/raw-op/limits.c", ""}

struct file {
    const char *path;
    const char *text;
};

struct row {
    const char *rule;
    struct file file[8];
    const char *fault;   /* text of the one fault, or null for none */
};

static const struct row row[] = {
    {"ids", {{LIST, LINE}, PARTS}, NULL},
    {"ids", {{LIST, "/* BW_CHECK(x, \"x\") */\n" LINE}, PARTS, {"docs/checks/index.md", ""}}, NULL},
    {"ids", {{LIST, LINE}, PARTS, {"tests/checks/include/linux.h", ""}}, NULL},
    {"ids", {{"a.c", ""}}, "analyzers/checks.def: the list of checks is missing"},
    {"ids", {{LIST, "/* none */"}}, "analyzers/checks.def: no check is listed"},
    {"ids", {{LIST, LINE LINE}, PARTS}, "checks.def:3: id raw-op stands here a second time"},
    {"ids", {{LIST, LINE "BW_CHECK(a)\n"}, PARTS}, "checks.def:3: not BW_CHECK("},
    {"ids", {{LIST, "BW_CHECK(raw, \"raw-op\", ERROR, FLOW, \"CWE-1\", 0, \"x\")"}, PARTS}, "its identifier is raw_op, not raw"},
    {"ids", {{LIST, "BW_CHECK(raw_op, \"raw-op\", FATAL, FLOW, \"CWE-1\", 0, \"x\")"}, PARTS}, "severity FATAL is neither"},
    {"ids", {{LIST, "BW_CHECK(raw_op, \"raw-op\", ERROR, FLOW, \"CWE-1, 2\", 0, \"x\")"}, PARTS}, "is not a list CWE-"},
    {"ids", {{LIST, "BW_CHECK(raw_op, \"raw-op\", ERROR, FLOW, \"CWE-1\", 0, \"x.\")"}, PARTS}, "without a full stop"},
    {"ids", {{LIST, LINE}, PARTS, {"analyzers/checks/old.c", ""}}, "analyzers/checks/old.c: no check of that id"},
    {"ids", {{LIST, LINE}, PARTS, {"docs/checks/old.md", ""}}, "docs/checks/old.md: no check of that id"},
    {"ids", {{LIST, LINE}, PARTS, {"tests/checks/old/bad.c", ""}}, "tests/checks/old/bad.c: no check of that id"},
    {"ids",
     {{LIST, LINE}, {"docs/checks/raw-op.md", PAGE}, {"tests/checks/raw-op/bad.c", ""}, {"tests/checks/raw-op/good.c", ""},
      {"tests/checks/raw-op/limits.c", ""}},
     "id raw-op: analyzers/checks/raw-op.c is missing"},
    {"ids",
     {{LIST, LINE}, {"analyzers/checks/raw-op.c", ""}, {"docs/checks/raw-op.md", PAGE}, {"tests/checks/raw-op/bad.c", ""},
      {"tests/checks/raw-op/good.c", ""}},
     "id raw-op: tests/checks/raw-op/limits.c is missing"},
    {"ids",
     {{LIST, LINE}, {"analyzers/checks/raw-op.c", ""},
      {"docs/checks/raw-op.md", "## Why it matters\n## Bad\n## Goodness\n## How it decides\n## What it misses\n## How to silence\n"},
      {"tests/checks/raw-op/bad.c", ""}, {"tests/checks/raw-op/good.c", ""}, {"tests/checks/raw-op/limits.c", ""}},
     "docs/checks/raw-op.md: the section \"good\" is missing"},

    {"cases", {{"tests/checks/raw-op/bad.c", DOZEN(WRONG)}, {"tests/checks/raw-op/good.c", DOZEN(RIGHT)}}, NULL},
    {"cases", {{"tests/checks/raw-op/bad.c", WRONG}, {"tests/checks/raw-op/linux_bad.c", DOZEN(WRONG)}, {"tests/checks/raw-op/program_good/a.c", DOZEN(RIGHT)}}, NULL},
    {"cases", {{"tests/checks/include/a.h", ""}}, NULL},
    {"cases", {{"tests/checks/raw-op/bad.c", "/* expect: raw-ops */\n" DOZEN("/* expect: other */\n")}, {"tests/checks/raw-op/good.c", DOZEN(RIGHT)}},
     "tests/checks/raw-op: 0 wrong functions"},
    {"cases", {{"tests/checks/raw-op/bad.c", DOZEN(WRONG)}, {"tests/checks/raw-op/good.c", RIGHT "int g(void);\nstruct s {\n};\n"}},
     "tests/checks/raw-op: 1 right functions"},

    {"layers", {{"analyzers/core/a.c", "#include \"core/b.h\"\n#include <stdio.h>\n"}}, NULL},
    {"layers", {{"analyzers/core/a.c", "/* x */\n# include <clang/AST/AST.h>\n"}}, "core/a.c:2: includes clang/AST/AST.h"},
    {"layers", {{"analyzers/core/a.c", "#include \"../gate/gate.h\"\n"}}, "includes nothing of it"},
    {"layers", {{"analyzers/core/a.c", "#include <clang-c/Index.h>\n"}}, "core knows no Clang"},
    {"layers", {{"analyzers/core/a.c", "/* #include \"../gate/gate.h\" */\n"}}, NULL},
    {"layers", {{"analyzers/checks/a.c", "#include \"core/check.h\"\n#include <string.h>\n"}}, NULL},
    {"layers", {{"analyzers/checks/a.c", "#include \"core/state.h\"\n"}}, "of our own a check includes core/check.h only"},
    {"layers", {{"analyzers/gate/a.c", "#include <clang-c/Index.h>\n#include \"core/record.h\"\n"}}, NULL},
    {"layers", {{"analyzers/gate/a.c", "#include <llvm/Support/Error.h>\n"}}, "the gate is C"},
    {"layers", {{"analyzers/gate/a.cpp", ""}}, "C++ stays in analyzers/clang"},
    {"layers", {{"tests/clang/programs/a.cpp", ""}}, NULL},
    {"layers", {{"analyzers/clang/a.cpp", "#include <clang/AST/AST.h>\n"}}, NULL},
    {"layers", {{"runtime/src/a.c", "#include <bulwark/span.h>\n#include <stdint.h>\n"}}, NULL},
    {"layers", {{"runtime/src/a.c", "#include <string.h>\n"}}, "only freestanding headers"},
    {"layers", {{"runtime/include/bulwark/compiler.h", "#include <intrin.h>\n"}}, NULL},
    {"layers", {{"runtime/include/bulwark/compiler.h", "#include <stdio.h>\n"}}, "compiler.h:1: includes stdio.h"},
    {"layers", {{"runtime/platform/hosted.c", "#include <string.h>\n"}}, NULL},
    {"layers", {{"runtime/platform/hosted.c", "#include \"../../analyzers/core/ir.h\"\n"}}, "the runtime is copied alone"},
    {"layers", {{"samples/win32k/a.c", "#include \"../../analyzers/core/ir.h\"\n"}}, "knows no analyzer"},

    {"platform", {{"runtime/src/a.c", "/* instead of KeBugCheck */ int my_free; int free_;\n"}}, NULL},
    {"platform", {{"runtime/src/a.c", "int x;\nvoid f(void) { KeBugCheck(1); }\n"}}, "runtime/src/a.c:2: KeBugCheck"},
    {"platform", {{"runtime/include/bulwark/a.h", "#include <linux/slab.h>\n"}}, "a.h:1: linux/"},
    {"platform", {{"runtime/platform/linux.c", "#include <linux/slab.h>\n"}}, NULL},
    {"platform", {{"samples/a.c", "free(p);\n"}}, NULL},

    {"licence", {{"a.c", "/* " TAG " */\n"}, {"b.sh", "#!/bin/sh\n# " TAG "\n"}, {"c.md", ""}}, NULL},
    {"licence", {{"a.c", "int x;\n"}}, "a.c:1: the licence line is missing"},
    {"licence", {{"CMakeLists.txt", ""}}, "CMakeLists.txt:1: the licence line is missing"},
    {"licence", {{"a.c", "\n\n/* " TAG " */\n"}}, "a.c:3: the licence line stands on top"},
    {"licence", {{"a.c", "/* " TAG " */\n/* " TAG " */\n"}}, "a.c:2: the licence line stands here twice"},
    {"licence", {{"a.cmake", "# " TAG "\nfile(WRITE a.c \"/* " TAG " */\")\n"}}, NULL},

    {"machine", {{"a.md", "see /usr/lib and docs/wo" "rk/a\n"}}, NULL},
    {"machine", {{"a.md", "x\nsee /ho" "me/me/a\n"}}, "a.md:2: "},

    {"finished", {{"a.c", "int my_TO" "DO_list;\n"}}, NULL},
    {"finished", {{"a.c", "\n/* TO" "DO: more */\n"}}, "a.c:2: "},

    {"messages", {{"analyzers/checks/a.c", "bw_report(c, \"copy of %d bytes\", \"KeBugCheck\", f(\"Name\"), \"as long as ...\");\n"}}, NULL},
    {"messages", {{"analyzers/checks/a.c", "\nbw_report_at(c, \"Copy of %d bytes\");\n"}}, "a.c:2: a message starts in lower case"},
    {"messages", {{"analyzers/checks/a.c", "bw_report(c, \"copy of bytes\"\n \" into it.\");\n"}}, "a.c:2: a message ends without"},
    {"messages", {{"analyzers/checks/a.c", "other(c, \"Copy of bytes.\");\n"}}, NULL},
    {"messages", {{"analyzers/gate/a.c", "bw_complain(\"No database here\");\n"}}, "a.c:1: a message starts in lower case"},

    {"links", {{"README.md", "[a](docs/a.md#part) [b](docs) [c](https://x.y/z)\n```\n[d](gone)\n```\n"}, {"docs/a.md", "[r](../README.md)"}}, NULL},
    {"links", {{"docs/a.md", "x\n[r](b.md)"}}, "docs/a.md:2: the link b.md leads nowhere"},
    {"links", {{"a.md", "[r](../README.md)"}, {"README.md", ""}}, "leads nowhere"},
};

static struct bw_scratch scratch;

static void setup(void)
{
    scratch = bw_scratch_make();
}

static void teardown(void)
{
    bw_scratch_remove(&scratch);
}

static void write_file(const struct file *file)
{
    for (const char *slash = strchr(file->path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        char folder[256];
        (void)snprintf(folder, sizeof folder, "%.*s", (int)(slash - file->path), file->path);
        (void)mkdir(bw_scratch_path(&scratch, folder), 0755);
    }
    bw_scratch_write(&scratch, file->path, file->text);
}

/* Runs one rule on the scratch tree; what it printed is freed by the caller. */
static char *run_rule(const char *name, size_t *ret_faults)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    struct bw_repo repo = bw_repo_read(scratch.dir, out);
    const struct bw_rule *rule = bw_rules;
    while (rule->name != NULL && strcmp(rule->name, name) != 0)
        rule++;
    ck_assert_ptr_nonnull(rule->name);
    rule->run(&repo);
    *ret_faults = repo.faults;
    bw_repo_free(&repo);
    fclose(out);
    return text;
}

START_TEST(rule_fires_at_the_planted_fault_only)
{
    const struct row *r = &row[_i];
    for (size_t i = 0; i < sizeof r->file / sizeof r->file[0] && r->file[i].path != NULL; i++)
        write_file(&r->file[i]);
    size_t faults;
    char *text = run_rule(r->rule, &faults);
    if (r->fault == NULL) {
        ck_assert_msg(faults == 0, "row %d (%s) should be silent:\n%s", _i, r->rule, text);
    } else {
        ck_assert_msg(faults == 1, "row %d (%s) has %zu faults:\n%s", _i, r->rule, faults, text);
        ck_assert_msg(strstr(text, r->fault) != NULL, "row %d (%s) lacks \"%s\":\n%s", _i, r->rule, r->fault, text);
    }
    free(text);
}
END_TEST

START_TEST(size_has_a_limit)
{
    enum { LINES = 701 };
    char *text = calloc(1, LINES + 1);
    ck_assert_ptr_nonnull(text);
    memset(text, '\n', LINES);
    write_file(&(struct file){"long.c", text});
    write_file(&(struct file){"just.c", text + 1});
    write_file(&(struct file){"long.md", text});
    free(text);
    size_t faults;
    char *said = run_rule("size", &faults);
    ck_assert_uint_eq(faults, 1);
    ck_assert_ptr_nonnull(strstr(said, "long.c: 701 lines"));
    free(said);
}
END_TEST

START_TEST(build_folders_are_no_part_of_the_tree)
{
    static const struct file file[] = {{"build/a.c", ""}, {"build-x/a.c", ""}, {".git/a.c", ""}, {"src/build/a.c", ""}};
    for (size_t i = 0; i < sizeof file / sizeof file[0]; i++)
        write_file(&file[i]);
    struct bw_repo repo = bw_repo_read(scratch.dir, stdout);
    ck_assert_uint_eq(repo.count, 1);
    ck_assert_str_eq(repo.file[0].path, "src/build/a.c");
    bw_repo_free(&repo);
}
END_TEST

START_TEST(code_keeps_its_lines_without_comments)
{
    static const struct {
        const char *text;
        bool without_strings;
        const char *code;
    } case_of[] = {
        {"a/*x\ny*/b", false, "a   \n   b"},
        {"a//x\"\nb", false, "a    \nb"},
        {"\"/*\" x", false, "\"/*\" x"},
        {"\"a\\\"b\" '\"' /**/", false, "\"a\\\"b\" '\"'     "},
        {"f(\"a\\\"b\")", true, "f(\"    \")"},
    };
    for (size_t i = 0; i < sizeof case_of / sizeof case_of[0]; i++) {
        char *code = bw_c_code(case_of[i].text, case_of[i].without_strings);
        ck_assert_str_eq(code, case_of[i].code);
        free(code);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rules");
    TCase *tests = tcase_create("rules");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, rule_fires_at_the_planted_fault_only, 0, (int)(sizeof row / sizeof row[0]));
    tcase_add_test(tests, size_has_a_limit);
    tcase_add_test(tests, build_folders_are_no_part_of_the_tree);
    tcase_add_test(tests, code_keeps_its_lines_without_comments);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
