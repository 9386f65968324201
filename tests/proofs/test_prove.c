/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The driver of the proofs, without frama-c: what it would take for a proof, and whether its data fits the sources. */
#include "census.h"
#include "goals.h"
#include "kept.h"
#include "mutants.h"
#include "smoke.h"
#include "unit.h"

#include "scratch.h"

#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *const unit_names[] = {
#define UNIT(name, quick) #name,
#include "units.def"
#undef UNIT
};
static struct bw_scratch scratch;
static const char *proofs_dir;
static const char *runtime_dir;

static void setup(void)
{
    scratch = bw_scratch_make();
}

static void teardown(void)
{
    bw_scratch_remove(&scratch);
}

#define PROPERTY(name, total, valid) "\"" name "\": {\"wp:main\": {\"total\": " #total ", \"valid\": " #valid "}}"
#define REPORT(functions, lemmas) "{\"wp:functions\": {" functions "}, \"wp:axiomatics\": {\"\": {" lemmas "}}}"

static struct goals report(const char *text)
{
    struct goals goals;
    const char *path = bw_scratch_write(&scratch, "report.json", text);
    ck_assert(goals_read_report(path, &goals, stderr));
    return goals;
}

/* Compares a report with a list and gives the message. */
static char *compared(const char *list, const char *text, size_t lines)
{
    struct goals found = report(text);
    struct goals expected;
    char *message = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&message, &size);
    ck_assert_ptr_nonnull(out);
    ck_assert(goals_read_list(bw_scratch_write(&scratch, "unit.goals", list), &expected, stderr));
    ck_assert_uint_eq(goals_compare(&expected, &found, out), lines);
    ck_assert_int_eq(fclose(out), 0);
    goals_free(&expected);
    goals_free(&found);
    return message;
}

static const char two_functions[] = REPORT("\"f\": {" PROPERTY("f_ensures", 2, 2) ", " PROPERTY("f_assigns", 1, 1) "},"
                                           "\"g\": {" PROPERTY("g_ensures", 1, 1) "}",
                                           PROPERTY("lemma_a", 1, 1));
static const char two_lists[] = "# comment\nf f_ensures 2\nf f_assigns 1\ng g_ensures 1\nlemma lemma_a 1\n";

START_TEST(a_log_that_weakens_is_seen)
{
    static const char cast[] = "Warning: \n  Cast with incompatible pointers types ";
    static const struct {
        const char *types;
        bool fine;
    } row[] = {
        {"(source: sint8*) (target: uint8*)\n", true},
        {"(source: uint8*)\n     (target: sint8*)\n", true},
        {"(source: bw_arena_chunk*)\n     (target: sint8*)\n", false},
        {"(source: sint8*) (target: uint32*)\n", false},
        {"(source: sint8**) (target: uint8*)\n", false},
        {"and no types", false},
    };
    ck_assert_ptr_null(unit_weakness("[wp] Proved goals: 3 / 3\n"));
    ck_assert_ptr_nonnull(unit_weakness("Warning: Missing assigns clause (assigns 'everything' instead)\n"));
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char text[256];
        (void)snprintf(text, sizeof text, "%s(source: sint8*) (target: uint8*)\n%s%s", cast, cast, row[i].types);
        ck_assert_msg((unit_weakness(text) == NULL) == row[i].fine, "%s", row[i].types);
    }
}
END_TEST

#define PASSED(goal) "[wp] [Passed] Smoke-test " goal "\n"
#define FAILED(goal) "[wp] [Failed] Smoke-test " goal "\n"

/* Of a function that is named one branch may be dead, and nothing else; where none is the name is one too many. */
START_TEST(only_a_branch_that_is_named_may_be_dead)
{
    static const struct {
        const char *log;
        const char *dead;
        struct smoke_end end; /* passed, failed, dead, stale, none */
        const char *message;
    } row[] = {
        {PASSED("typed_f_wp_smoke_dead_code_s1"), "", {1, 0, 0, 0, false}, ""},
        {FAILED("typed_f_wp_smoke_dead_code_s1"),
         "",
         {0, 1, 0, 0, false},
         "contradiction: typed_f_wp_smoke_dead_code_s1\n"},
        {FAILED("typed_f_wp_smoke_dead_code_s1"), "f", {0, 0, 1, 0, false}, ""},
        {PASSED("typed_g_wp_smoke_dead_code_s4") FAILED("typed_cast_f_wp_smoke_dead_code_s1"), "f", {1, 0, 1, 0, false}, ""},
        {FAILED("typed_f_wp_smoke_dead_code_s1"),
         "g",
         {0, 1, 0, 1, false},
         "contradiction: typed_f_wp_smoke_dead_code_s1\ng: the unit says that it is dead, and it is not\n"},
        {PASSED("typed_f_wp_smoke_dead_code_s1"),
         "f",
         {1, 0, 0, 1, false},
         "f: the unit says that it is dead, and it is not\n"},
        {FAILED("typed_f_wp_smoke_dead_code_s1") FAILED("typed_f_wp_smoke_dead_code_s2"),
         "f",
         {0, 1, 1, 0, false},
         "contradiction: typed_f_wp_smoke_dead_code_s2\n"},
        {FAILED("typed_f_wp_smoke_dead_code_s1") FAILED("typed_f_wp_smoke_dead_code_s2"), "f f", {0, 0, 2, 0, false}, ""},
        {FAILED("typed_f_wp_smoke_dead_call_s1"),
         "f",
         {0, 1, 0, 1, false},
         "contradiction: typed_f_wp_smoke_dead_call_s1\nf: the unit says that it is dead, and it is not\n"},
        {FAILED("typed_g_wp_smoke_dead_call_s1") FAILED("typed_f_wp_smoke_dead_code_s1"), "f", {0, 0, 1, 0, false}, ""},
        {FAILED("typed_g_wp_smoke_dead_call_s2") FAILED("typed_f_wp_smoke_dead_code_s1"),
         "f",
         {0, 1, 1, 0, false},
         "contradiction: typed_g_wp_smoke_dead_call_s2\n"},
        {FAILED("typed_f_wp_smoke_misfit_assumes") FAILED("typed_f_wp_smoke_dead_code_s1"),
         "f/misfit f",
         {0, 0, 2, 0, false},
         ""},
        {FAILED("typed_f_wp_smoke_misfit_assumes"),
         "f/fit",
         {0, 1, 0, 1, false},
         "contradiction: typed_f_wp_smoke_misfit_assumes\nf/fit: the unit says that it is dead, and it is not\n"},
        {"[wp] Warning: No goal generated\n", "", {.none = true}, ""},
        {FAILED("typed_f_wp_smoke_default_requires") FAILED("typed_f_wp_smoke_dead_code_s1"),
         "f",
         {0, 1, 1, 0, false},
         "contradiction: typed_f_wp_smoke_default_requires\n"},
        {FAILED("typed_far_wp_smoke_dead_code_s1") FAILED("typed_of_wp_smoke_dead_code_s1"),
         "f",
         {0, 2, 0, 1, false},
         "contradiction: typed_far_wp_smoke_dead_code_s1\ncontradiction: typed_of_wp_smoke_dead_code_s1\n"
         "f: the unit says that it is dead, and it is not\n"},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct smoke_end end;
        char *message = NULL;
        size_t size = 0;
        FILE *out = open_memstream(&message, &size);
        ck_assert_ptr_nonnull(out);
        ck_assert(smoke_read(row[i].log, row[i].dead, &end, out));
        ck_assert_int_eq(fclose(out), 0);
        ck_assert_msg(end.passed == row[i].end.passed && end.failed == row[i].end.failed &&
                          end.dead == row[i].end.dead && end.stale == row[i].end.stale && end.none == row[i].end.none,
                      "row %zu: %zu, %zu, %zu, %zu", i, end.passed, end.failed, end.dead, end.stale);
        ck_assert_str_eq(message, row[i].message);
        free(message);
    }
}
END_TEST

START_TEST(the_same_goals_are_fine)
{
    char *message = compared(two_lists, two_functions, 0);
    ck_assert_str_eq(message, "");
    free(message);
}
END_TEST

START_TEST(a_missing_goal_is_named)
{
    char *message =
        compared("f f_ensures 2\nf f_assigns 1\ng g_ensures 1\ng g_exits 1\nlemma lemma_a 1\n", two_functions, 1);
    ck_assert_str_eq(message, "g: g_exits: is in the list and no longer part of the proof\n");
    free(message);
}
END_TEST

START_TEST(a_goal_more_is_named)
{
    char *message = compared("f f_ensures 2\nf f_assigns 1\nlemma lemma_a 1\n", two_functions, 1);
    ck_assert_str_eq(message, "g: g_ensures: is not in the list\n");
    free(message);
}
END_TEST

START_TEST(another_number_of_goals_is_named)
{
    char *message = compared("f f_ensures 3\nf f_assigns 1\ng g_ensures 1\nlemma lemma_a 1\n", two_functions, 1);
    ck_assert_str_eq(message, "f: f_ensures: has another number of goals than the list says\n");
    free(message);
}
END_TEST

START_TEST(an_open_goal_is_named_and_counted)
{
    const char *text = REPORT("\"f\": {" PROPERTY("f_ensures", 3, 2) "}, \"g\": {" PROPERTY("g_ensures", 1, 1) "}", "");
    char *message = compared("f f_ensures 3\ng g_ensures 1\n", text, 1);
    ck_assert_str_eq(message, "f: f_ensures: open\n");
    free(message);
    struct goals goals = report(text);
    struct goals_sum sum = goals_sum(&goals);
    ck_assert_uint_eq(sum.goals, 4);
    ck_assert_uint_eq(sum.open, 1);
    ck_assert_uint_eq(sum.functions, 2);
    ck_assert_uint_eq(sum.functions_proved, 1);
    goals_free(&goals);
}
END_TEST

START_TEST(a_lemma_is_no_function)
{
    struct goals goals = report(two_functions);
    struct goals_sum sum = goals_sum(&goals);
    ck_assert_uint_eq(sum.goals, 5);
    ck_assert_uint_eq(sum.functions, 2);
    goals_free(&goals);
}
END_TEST

START_TEST(what_is_no_report_is_refused)
{
    static const char *const texts[] = {"", "[]", "{}", "{\"wp:functions\": {}}",
                                        "{\"wp:functions\": {\"f\": {\"p\": {}}}}",
                                        "{\"wp:functions\": {\"f\": {" PROPERTY("p", 1, 2) "}}}"};
    FILE *nowhere = fopen("/dev/null", "w");
    ck_assert_ptr_nonnull(nowhere);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct goals goals;
        ck_assert_msg(!goals_read_report(bw_scratch_write(&scratch, "bad.json", texts[i]), &goals, nowhere), "%zu", i);
    }
    struct goals goals;
    ck_assert(!goals_read_list(bw_scratch_write(&scratch, "bad.goals", "f g\n"), &goals, nowhere));
    ck_assert(!goals_read_list(bw_scratch_write(&scratch, "bad.goals", "f g 0\n"), &goals, nowhere));
    ck_assert(!goals_read_list(bw_scratch_path(&scratch, "none.goals"), &goals, nowhere));
    (void)fclose(nowhere);
}
END_TEST

START_TEST(a_list_comes_back_as_it_was_written)
{
    struct goals goals = report(two_functions);
    struct goals again;
    const char *path = bw_scratch_path(&scratch, "written.goals");
    ck_assert(goals_write_list(&goals, path, stderr));
    ck_assert(goals_read_list(path, &again, stderr));
    ck_assert_uint_eq(goals_compare(&again, &goals, stderr), 0);
    goals_free(&again);
    goals_free(&goals);
}
END_TEST

START_TEST(a_fault_goes_behind_its_anchor)
{
    char *text = mutant_text("int f a < b; int g a < b;", "int g", "<", "<=");
    ck_assert_str_eq(text, "int f a < b; int g a <= b;");
    free(text);
    ck_assert_ptr_null(mutant_text("int f a < b;", "int g", "<", "<="));
    ck_assert_ptr_null(mutant_text("int f a < b;", "int f", ">", "<="));
    ck_assert_ptr_null(mutant_text("int f a < b;", "int f", "", "<="));
}
END_TEST

/* A catch is a goal that the fault opened. One that the limits leave open either way is none, nor one of one side. */
START_TEST(a_catch_is_what_the_control_closes)
{
    static const struct {
        const char *control;
        const char *found;
        size_t broken;
    } row[] = {
        {PROPERTY("p", 2, 2), PROPERTY("p", 2, 2), 0},
        {PROPERTY("p", 2, 2), PROPERTY("p", 2, 1), 1},
        {PROPERTY("p", 2, 2), PROPERTY("p", 4, 3), 1},
        {PROPERTY("p", 2, 1), PROPERTY("p", 2, 1), 0},
        {PROPERTY("p", 2, 1), PROPERTY("p", 2, 0), 0},
        {PROPERTY("p", 1, 1), PROPERTY("q", 1, 0), 0},
        {PROPERTY("p", 1, 0) "," PROPERTY("q", 1, 1), PROPERTY("p", 1, 0) "," PROPERTY("q", 1, 0), 1},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char text[1024];
        (void)snprintf(text, sizeof text, "{\"wp:functions\": {\"f\": {%s}}}", row[i].control);
        struct goals control = report(text);
        (void)snprintf(text, sizeof text, "{\"wp:functions\": {\"f\": {%s}}}", row[i].found);
        struct goals found = report(text);
        ck_assert_msg(goals_broken(&control, &found) == row[i].broken, "row %zu", i);
        goals_free(&found);
        goals_free(&control);
    }
}
END_TEST

START_TEST(a_pattern_fits_what_its_macro_makes)
{
    static const struct {
        const char *pattern;
        const char *name;
        bool fits;
    } row[] = {
        {"bw_index", "bw_index", true},         {"bw_index", "bw_indexes", false},
        {"*_at", "bw_bytes_at", true},          {"*_at", "_at", false},
        {"bw_writer_*", "bw_writer_u8", true},  {"bw_writer_*", "bw_writer_", false},
        {"bw_*_from_*", "bw_u8_from_u16", true}, {"bw_*_from_*", "bw_u8_from_", false},
        {"bw_*_array", "bw_reader_u8", false},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        ck_assert_msg(census_matches(row[i].pattern, row[i].name) == row[i].fits, "%s %s", row[i].pattern, row[i].name);
}
END_TEST

START_TEST(the_census_sees_definitions)
{
    static const char text[] =
        "/* int comment(void) { } */ #define MAKE_(name) static int bw_##name##_make(int a)\n"
        "static int plain(int a) { if (a) { call(a); } return \"f(x) {\"[0]; }\n"
        "int declared(int a);\nvoid (kept)(void) {\n}\n"
        "#define BOTH(name) \\\n  static int name##_a(void) { return 1; } \\\n  MAKE_(name) { return '('; }\n"
        "#define MORE(name) \\\n  static int name##_a(void (*f)(int)) { return 2; }\n";
    struct census census = {0};
    ck_assert(census_add(&census, "a.h", text));
    ck_assert_uint_eq(census.count, 4);
    ck_assert_str_eq(census.item[0].pattern, "plain");
    ck_assert_str_eq(census.item[1].pattern, "kept");
    ck_assert_str_eq(census.item[2].pattern, "*_a");
    ck_assert_uint_eq(census.item[2].count, 2);
    ck_assert_str_eq(census.item[3].pattern, "bw_*_make");
    ck_assert_uint_eq(census_sum(&census).total, 5);
    /* Of two macros with a function of one name, an instance shows one. */
    ck_assert(census_mark(&census, "z.h a.h", "x_a", true));
    ck_assert_uint_eq(census_sum(&census).tried, 1);
    ck_assert_uint_eq(census_sum(&census).proved, 1);
    ck_assert(census_mark(&census, "a.h", "y_a", false));
    ck_assert_uint_eq(census_sum(&census).tried, 2);
    ck_assert_uint_eq(census_sum(&census).proved, 0);
    ck_assert(!census_mark(&census, "z.h", "plain", true));
    ck_assert(!census_mark(&census, "a.h", "plains", true));
    census_free(&census);
}
END_TEST

/* Trusted functions are in the sources, are named once, and are not counted. */
START_TEST(the_census_leaves_out_what_is_trusted)
{
    static const struct {
        const char *page;
        size_t faults;
        size_t total;
    } row[] = {
        {"# Trusted\n\nno table\n", 0, 3},
        {"| source | functions | why |\n|---|---|---|\n| `include/a.h` | `plain` `*_two` | bytes |\n", 0, 1},
        {"| `src/b.c` | `plain` | another source |\n", 1, 3},
        {"| `include/a.h` | `plain` | once |\n| `include/a.h` | `plain` | twice |\n", 1, 2},
        {"| `plain` | `plain` | no source |\n| `include/a.h` | nothing in quotes |\n", 0, 3},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct census census = {0};
        size_t faults = 99;
        ck_assert(census_add(&census, "include/a.h", "int plain(void) { }\n#define M(n) int n##_two(void) { }\n"));
        ck_assert(census_add(&census, "src/c.c", "int other(void) { }\n"));
        FILE *nowhere = fopen("/dev/null", "w");
        ck_assert_ptr_nonnull(nowhere);
        ck_assert(census_trust(&census, bw_scratch_write(&scratch, "page.md", row[i].page), &faults, nowhere));
        ck_assert_int_eq(fclose(nowhere), 0);
        ck_assert_msg(faults == row[i].faults && census_sum(&census).total == row[i].total, "row %zu: %zu, %zu", i,
                      faults, census_sum(&census).total);
        census_free(&census);
    }
}
END_TEST

/* Every function of a list, and every one that a unit leaves out, is one of the sources that the unit names. */
START_TEST(the_lists_fit_the_sources)
{
    struct census census;
    char page[4096];
    size_t faults;
    (void)snprintf(page, sizeof page, "%s/../../docs/explanation/trusted.md", proofs_dir);
    ck_assert(census_take(runtime_dir, &census, stderr));
    ck_assert(census_trust(&census, page, &faults, stderr));
    ck_assert_uint_eq(faults, 0);
    for (size_t i = 0; i < sizeof unit_names / sizeof unit_names[0]; i++) {
        char path[4096];
        struct goals list;
        char *sources = unit_words(proofs_dir, unit_names[i], "of: ");
        char *unproved = unit_words(proofs_dir, unit_names[i], "unproved: ");
        (void)snprintf(path, sizeof path, "%s/units/%s.goals", proofs_dir, unit_names[i]);
        ck_assert_ptr_nonnull(sources);
        ck_assert_ptr_nonnull(unproved);
        ck_assert_msg(sources[0] != '\0', "%s: name the sources behind `of:`", unit_names[i]);
        ck_assert(goals_read_list(path, &list, stderr));
        ck_assert_uint_eq(census_mark_goals(&census, sources, &list, stderr), 0);
        for (char *name = strtok(unproved, " "); name != NULL; name = strtok(NULL, " "))
            ck_assert_msg(census_mark(&census, sources, name, false), "%s: %s is not in its sources", unit_names[i], name);
        goals_free(&list);
        free(sources);
        free(unproved);
    }
    struct census_sum sum = census_sum(&census);
    ck_assert_uint_gt(sum.total, sum.tried);
    census_free(&census);
}
END_TEST

/* A branch is dead in a function that is proved, and the page of the proofs gives the reason. */
START_TEST(what_is_dead_is_proved_and_explained)
{
    char page[4096];
    size_t count = 0;
    (void)snprintf(page, sizeof page, "%s/../../docs/explanation/proofs.md", proofs_dir);
    char *reasons = bw_scratch_read(page);
    for (size_t i = 0; i < sizeof unit_names / sizeof unit_names[0]; i++) {
        char path[4096];
        char line[600];
        char *dead = unit_words(proofs_dir, unit_names[i], "dead: ");
        (void)snprintf(path, sizeof path, "%s/units/%s.goals", proofs_dir, unit_names[i]);
        char *list = bw_scratch_read(path);
        ck_assert_ptr_nonnull(dead);
        for (char *name = strtok(dead, " "); name != NULL; name = strtok(NULL, " "), count++) {
            name[strcspn(name, "/")] = '\0'; /* a behavior of it */
            (void)snprintf(line, sizeof line, "\n%s ", name);
            ck_assert_msg(strstr(list, line) != NULL, "%s: %s is not in %s", unit_names[i], name, path);
            (void)snprintf(line, sizeof line, "`%s`", name);
            ck_assert_msg(strstr(reasons, line) != NULL, "%s: %s is not in %s", unit_names[i], name, page);
        }
        free(list);
        free(dead);
    }
    ck_assert_uint_ne(count, 0);
    free(reasons);
}
END_TEST

/* What is proved need not be trusted: no list has a function that the page names. */
START_TEST(no_list_has_a_trusted_function)
{
    char page[4096];
    struct census census;
    size_t faults;
    (void)snprintf(page, sizeof page, "%s/../../docs/explanation/trusted.md", proofs_dir);
    ck_assert(census_take(runtime_dir, &census, stderr));
    ck_assert(census_trust(&census, page, &faults, stderr));
    for (size_t i = 0; i < sizeof unit_names / sizeof unit_names[0]; i++) {
        char path[4096];
        struct goals list;
        char *sources = unit_words(proofs_dir, unit_names[i], "of: ");
        (void)snprintf(path, sizeof path, "%s/units/%s.goals", proofs_dir, unit_names[i]);
        ck_assert_ptr_nonnull(sources);
        ck_assert(goals_read_list(path, &list, stderr));
        ck_assert_uint_eq(census_mark_goals(&census, sources, &list, stderr), 0);
        goals_free(&list);
        free(sources);
    }
    for (size_t i = 0; i < census.count; i++)
        ck_assert_msg(!census.item[i].trusted || census.item[i].tried == 0, "%s", census.item[i].pattern);
    census_free(&census);
}
END_TEST

/* Every fault still has its text, changes it, and names functions that are in the list of its unit. */
START_TEST(the_faults_fit_the_sources)
{
    json_error_t error;
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/mutants.json", proofs_dir);
    json_t *mutants = json_load_file(path, 0, &error);
    ck_assert_msg(json_is_array(mutants), "%s: %s", path, error.text);
    ck_assert_uint_ge(json_array_size(mutants), 40);
    size_t index;
    json_t *mutant;
    json_array_foreach(mutants, index, mutant)
    {
        const char *name = json_string_value(json_object_get(mutant, "name"));
        const char *find = json_string_value(json_object_get(mutant, "find"));
        const char *replace = json_string_value(json_object_get(mutant, "replace"));
        ck_assert_msg(name != NULL && find != NULL && replace != NULL && strcmp(find, replace) != 0, "mutant %zu",
                      index);
        (void)snprintf(path, sizeof path, "%s/%s", runtime_dir, json_string_value(json_object_get(mutant, "file")));
        char *text = bw_scratch_read(path);
        char *mutated = mutant_text(text, json_string_value(json_object_get(mutant, "after")), find, replace);
        ck_assert_msg(mutated != NULL, "mutant %s: its text is not in %s", name, path);
        free(mutated);
        free(text);
        (void)snprintf(path, sizeof path, "%s/units/%s.goals", proofs_dir,
                       json_string_value(json_object_get(mutant, "unit")));
        char *list = bw_scratch_read(path);
        char functions[512];
        (void)snprintf(functions, sizeof functions, "%s", json_string_value(json_object_get(mutant, "functions")));
        for (char *function = strtok(functions, ","); function != NULL; function = strtok(NULL, ",")) {
            char line[600];
            (void)snprintf(line, sizeof line, "\n%s ", function);
            ck_assert_msg(strstr(list, line) != NULL, "mutant %s: %s is not in %s", name, function, path);
        }
        free(list);
    }
    json_decref(mutants);
}
END_TEST

START_TEST(an_answer_that_took_too_long_is_asked_again)
{
    (void)bw_scratch_write(&scratch, "a.json", "{ \"prover\": \"CVC4:1.8\", \"verdict\": \"timeout\", \"time\": 600. }");
    (void)bw_scratch_write(&scratch, "b.json", "{ \"prover\": \"CVC4:1.8\", \"verdict\": \"stepout\", \"steps\": 9 }");
    ck_assert_uint_eq(cache_forget_timeouts(scratch.dir), 1);
    ck_assert_uint_eq(cache_forget_timeouts(scratch.dir), 0);
    free(bw_scratch_read(bw_scratch_path(&scratch, "b.json")));
}
END_TEST

/* The run of a unit that includes a header; its cache is the scratch folder. */
static struct kept run_of(const char *header, const char *asked)
{
    struct prover prover = {.runtime = scratch.dir, .cache = scratch.dir};
    char unit[4096];
    char text[4096];
    (void)bw_scratch_write(&scratch, "header.h", header);
    (void)snprintf(unit, sizeof unit, "%s", bw_scratch_write(&scratch, "unit.c", "#include \"header.h\"\n"));
    (void)snprintf(text, sizeof text, "%s", bw_scratch_path(&scratch, "unit.i"));
    return kept_of(&prover, unit, text, asked);
}

START_TEST(a_run_belongs_to_its_text)
{
    static const char header[] = "#define MOST 3\n/*@ ensures \\result <= MOST; */\nint f(void);\n";
    struct kept run = run_of(header, "steps 9");
    ck_assert_str_ne(run.name, "");
    ck_assert_str_eq(run_of(header, "steps 9").name, run.name);
    ck_assert_str_ne(run_of(header, "steps 8").name, run.name);
    ck_assert_str_ne(run_of("#define MOST 3\n/*@ ensures \\result < MOST; */\nint f(void);\n", "steps 9").name,
                     run.name);
    /* Only the annotation knows of the macro. */
    ck_assert_str_ne(run_of("#define MOST 4\n/*@ ensures \\result <= MOST; */\nint f(void);\n", "steps 9").name,
                     run.name);
    ck_assert_str_eq(run_of("#include \"missing.h\"\n", "steps 9").name, "");
}
END_TEST

START_TEST(a_run_comes_back_unless_time_ended_it)
{
    struct kept run = {"name"};
    struct kept none = {""};
    char report[4096];
    char log[4096];
    (void)snprintf(report, sizeof report, "%s", bw_scratch_write(&scratch, "report", "{}"));
    (void)snprintf(log, sizeof log, "%s", bw_scratch_write(&scratch, "log", "Goal a : Timeout (Qed:1ms) (600s)\n"));
    kept_store(&run, scratch.dir, report, log);
    ck_assert(!kept_find(&run, scratch.dir, report, log));
    (void)bw_scratch_write(&scratch, "log", "Goal a : Step limit (Qed:1ms) (9)\n");
    kept_store(&none, scratch.dir, report, log);
    ck_assert(!kept_find(&none, scratch.dir, report, log));
    kept_store(&run, scratch.dir, report, log);
    (void)bw_scratch_write(&scratch, "report", "other");
    ck_assert(kept_find(&run, scratch.dir, report, log));
    char *text = bw_scratch_read(report);
    ck_assert_str_eq(text, "{}");
    free(text);
}
END_TEST

START_TEST(a_control_asks_each_function_once)
{
    json_t *mutants = json_loads("[{\"unit\": \"a\", \"functions\": \"ff,f\"}, {\"unit\": \"b\", \"functions\": \"g\"},"
                                 " {\"unit\": \"a\", \"functions\": \"f,h\"}]",
                                 0, NULL);
    ck_assert_ptr_nonnull(mutants);
    char *functions = mutants_functions(mutants, "a");
    ck_assert_str_eq(functions, "ff,f,h");
    free(functions);
    json_decref(mutants);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: proofs-driver PROOFS RUNTIME\n", stderr);
        return 2;
    }
    proofs_dir = argv[1];
    runtime_dir = argv[2];
    Suite *suite = suite_create("proofs");
    TCase *cases = tcase_create("driver");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, a_log_that_weakens_is_seen);
    tcase_add_test(cases, only_a_branch_that_is_named_may_be_dead);
    tcase_add_test(cases, the_same_goals_are_fine);
    tcase_add_test(cases, a_missing_goal_is_named);
    tcase_add_test(cases, a_goal_more_is_named);
    tcase_add_test(cases, another_number_of_goals_is_named);
    tcase_add_test(cases, an_open_goal_is_named_and_counted);
    tcase_add_test(cases, a_lemma_is_no_function);
    tcase_add_test(cases, what_is_no_report_is_refused);
    tcase_add_test(cases, a_list_comes_back_as_it_was_written);
    tcase_add_test(cases, a_fault_goes_behind_its_anchor);
    tcase_add_test(cases, a_catch_is_what_the_control_closes);
    tcase_add_test(cases, an_answer_that_took_too_long_is_asked_again);
    tcase_add_test(cases, a_run_belongs_to_its_text);
    tcase_add_test(cases, a_run_comes_back_unless_time_ended_it);
    tcase_add_test(cases, a_control_asks_each_function_once);
    tcase_add_test(cases, a_pattern_fits_what_its_macro_makes);
    tcase_add_test(cases, the_census_sees_definitions);
    tcase_add_test(cases, the_census_leaves_out_what_is_trusted);
    tcase_add_test(cases, the_lists_fit_the_sources);
    tcase_add_test(cases, what_is_dead_is_proved_and_explained);
    tcase_add_test(cases, no_list_has_a_trusted_function);
    tcase_add_test(cases, the_faults_fit_the_sources);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
