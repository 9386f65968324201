/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the program says about itself: --help, the manual page, the completions, the reference page and init all know
 * every command and option. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include "core/model_words.h"
#include "gate/commands.h"
#include "gate/files.h"
#include "gate/rules.h"
#include "gate/strings.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bw_arena arena;

static void start(void) {
  ck_assert_int_eq(bw_arena_init(&arena, 1 << 16), BW_OK);
  project_start();
}

static void end(void) {
  project_end();
  bw_arena_destroy(&arena);
}

static const char *said(const char *command, int status) {
  outcome o = project_run(command);
  ck_assert_msg(o.status == status, "bulwark %s: status %d\n%s", command, o.status, o.output);
  const char *text = bw_copy_string(&arena, o.out);
  outcome_free(&o);
  return text;
}

static void expect_in(const char *text, const char *part, const char *where) {
  ck_assert_msg(strstr(text, part) != NULL, "'%s' is not in %s:\n%s", part, where, text);
}

START_TEST(every_command_has_help) {
  const char *all = said("--help", 0);
  for (size_t i = 0; i < bw_command_count; i++) {
    const bw_command *command = &bw_command_list[i];
    const char *help = said(bw_format(&arena, "%s --help", command->name), 0);
    expect_in(all, bw_format(&arena, "\n  %s", command->name), "bulwark --help");
    expect_in(help, bw_format(&arena, "usage: bulwark %s", command->name), command->name);
    ck_assert_str_eq(help, said(bw_format(&arena, "help %s", command->name), 0));
    ck_assert_str_eq(help, said(bw_format(&arena, "%s -h", command->name), 0));
    for (size_t k = 0; k < bw_option_count; k++) {
      const char *name = bw_format(&arena, "--%s", bw_option_list[k].name);
      if ((bw_option_list[k].commands & command->bit) != 0) expect_in(help, name, command->name);
    }
    for (const char *line = help; *line != '\0'; line += strcspn(line, "\n") + 1)
      ck_assert_msg(strcspn(line, "\n") <= 120, "a long line in the help of %s:\n%s", command->name, line);
  }
}
END_TEST

START_TEST(wrong_words_offer_the_right_ones) {
  project_expect("lnit", 2, "unknown command lnit; did you mean lint? bulwark --help lists the commands");
  project_expect("--versoin", 2, "unknown option --versoin");
  project_expect("lint --formt json", 2,
                 "unknown option --formt; did you mean --format? bulwark lint --help lists them");
  project_expect("lint --dry-run", 2, "unknown option --dry-run");
  project_expect("fix --dry-run=yes", 2, "option --dry-run takes no value");
  project_expect("explain raw-opp", 2, "there is no check raw-opp; did you mean raw-op?");
  project_expect("explain --model kmallok", 2, "there is no model of kmallok; did you mean kmalloc?");
  project_expect("explain --model zzzzzzzzzzzzzzzzzz", 2, "there is no model of zzzzzzzzzzzzzzzzzz; what it does is taken");
  project_expect("explain --model", 2, "option --model needs a value");
  project_expect("explain raw-op --model memcpy", 2, "takes the id of one check, or --model and one function");
  project_expect("completion tcsh", 2, "takes one of bash, zsh and fish");
}
END_TEST

START_TEST(the_manual_has_everything) {
  const char *page = said("man", 0);
  ck_assert_msg(strncmp(page, ".TH BULWARK 1", 13) == 0, "%.40s", page);
  for (size_t i = 0; i < bw_command_count; i++)
    expect_in(page, bw_format(&arena, ".SS bulwark %s ", bw_command_list[i].name), "bulwark(1)");
  for (size_t i = 0; i < bw_option_count; i++) {
    bw_text roff = {.arena = &arena};
    bw_text_puts(&roff, "\\-\\-");
    for (const char *at = bw_option_list[i].name; *at != '\0'; at++)
      bw_text_puts(&roff, *at == '-' ? "\\-" : bw_copy(&arena, at, 1));
    expect_in(page, bw_text_string(&roff), "bulwark(1)");
  }
  for (const char *line = page; *line != '\0'; line += strcspn(line, "\n") + 1)
    if (*line == '.')
      ck_assert_msg(strchr("TSPB", line[1]) != NULL || line[1] == 'I', "a line is no request of man: %.30s", line);
}
END_TEST

START_TEST(shells_know_every_option) {
  static const char *const shells[] = {"bash", "zsh", "fish"};
  for (size_t s = 0; s < 3; s++) {
    const char *script = said(bw_format(&arena, "completion %s", shells[s]), 0);
    for (size_t i = 0; i < bw_command_count; i++) expect_in(script, bw_command_list[i].name, shells[s]);
    for (size_t i = 0; i < bw_rule_count(); i++) expect_in(script, bw_rule_get(&arena, i).id, shells[s]);
    for (size_t i = 0; i < bw_option_count; i++)
      expect_in(script, bw_format(&arena, s == 2 ? "-l %s" : "--%s", bw_option_list[i].name), shells[s]);
  }
  static const struct {
    const char *words, *reply;
  } rows[] = {{"lint --form", "--format\n"}, {"lint --format ht", "html\n"}, {"explain null-", "null-deref\n"}};
  project_write("c.bash", said("completion bash", 0));
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char command[512];
    snprintf(command, sizeof command,
             "bash -c \"cd '%s'; . ./c.bash; COMP_WORDS=(bulwark %s); COMP_CWORD=\\$((\\${#COMP_WORDS[@]} - 1)); _bulwark; "
             "echo \\${COMPREPLY[*]} >reply\"",
             project_folder(), rows[i].words);
    ck_assert_int_eq(system(command), 0);
    char *reply = project_read("reply");
    ck_assert_str_eq(reply, rows[i].reply);
    free(reply);
  }
}
END_TEST

START_TEST(the_reference_page_has_every_option_and_command) {
  char *page = NULL;
  size_t size = 0;
  ck_assert(bw_file_read(DOCS "/reference/bulwark.md", &arena, &page, &size));
  for (size_t i = 0; i < bw_command_count; i++)
    expect_in(page, bw_format(&arena, "`bulwark %s", bw_command_list[i].name), "bulwark.md");
  for (size_t i = 0; i < bw_option_count; i++) {
    const bw_option *option = &bw_option_list[i];
    expect_in(page,
              bw_format(&arena, "`--%s%s%s`", option->name, option->value == NULL ? "" : " ",
                        option->value == NULL ? "" : option->value),
              "bulwark.md");
  }
}
END_TEST

START_TEST(checks_and_explain_know_every_rule) {
  const char *list = said("checks", 0);
  for (size_t i = 0; i < bw_rule_count(); i++) {
    bw_rule rule = bw_rule_get(&arena, i);
    expect_in(list, rule.id, "bulwark checks");
    expect_in(said(bw_format(&arena, "explain %s", rule.id), 0), rule.summary, rule.id);
  }
  expect_in(list, "copy-extent          error    CWE-787,CWE-125,CWE-119      a copy", "bulwark checks");
}
END_TEST

START_TEST(explain_says_what_models_say) {
  static const struct {
    const char *function, *part;
  } rows[] = {
      {"memcpy", "memcpy (d, s, n)\n  - copies 'n' bytes from 's' to 'd', which must not overlap\n  - returns 'd'\n  - is a raw memory operation"},
      {"kmalloc", "returns a new object of 'n' bytes, all of them 0 when 'flags' has a bit of 0x100, of family kmalloc"},
      {"kfree", "releases the object of 'p', which is of family kmalloc"},
      {"strncat", "writes the length of 'd' + the smaller of the length of 's' and 'n' + 1 bytes at 'd'"},
      {"ProbeForWrite", "returns only when 'n' bytes from the user address 'p' on lie in user memory and may be written"},
      {"ZwSetValueKey", "is to be called at passive level at most"},
      {"WdfRequestRetrieveInputBuffer", "at least 'least' bytes, and says at 'n' how many there are"},
      {"KeBugCheckEx", "  - does not come back\n  - stops the machine\n"},
      {"recv", "writes up to 'n' bytes at 'p', which an attacker chooses"},
      {"KeSetEvent", "may do more: whatever it can reach may have changed"},
      {"strlen", "reads the length of 's' + 1 bytes at 's'"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    expect_in(said(bw_format(&arena, "explain --model %s", rows[i].function), 0), rows[i].part, rows[i].function);
}
END_TEST

/* No clause of ours is without words, and each answer ends with where it stands. */
START_TEST(every_model_has_words) {
  bw_models models;
  bw_models_init(&models, &arena);
  bw_models_add_builtin(&models);
  for (uint32_t i = 0; i < models.models.count; i++) {
    const bw_model *model = &models.models.at[i];
    ck_assert_msg(strncmp(bw_model_signature(&models, model), model->name, strlen(model->name)) == 0, "%s", model->name);
    for (uint32_t k = 0; k < model->effect_count; k++) {
      const char *words = bw_effect_words(&models, model, &models.effects.at[model->effect + k]);
      ck_assert_msg(strstr(words, "no words yet") == NULL && strlen(words) >= 8, "%s: %s", model->name, words);
    }
  }
}
END_TEST

START_TEST(explain_asks_models_of_ones_own) {
  project_write("own.model", "family own\n\nfn memcpy (to, from, n) : copy to from n ; quiet\nfn take (n) : alloc n family own\n");
  const char *text = said("explain --model memcpy --models own.model", 0);
  expect_in(text, "memcpy (to, from, n)", "the answer");
  expect_in(text, "from own.model:3\n", "the answer");
  expect_in(said("explain --models own.model --model take", 0), "from own.model:4\n", "the answer");
  project_write("bad.model", "fn f () : loud\n");
  project_expect("explain --model f --models bad.model", 2, "bad.model:1:11: no such clause");
  project_expect("explain --model f --models none.model", 2, "--models none.model cannot be read");
}
END_TEST

START_TEST(init_knows_projects) {
  static const struct {
    const char *file, *database, *said;
  } rows[] = {
      {"CMakeLists.txt", "\ndatabase: build\n", "cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON"},
      {"meson.build", "\ndatabase: build\n", "meson setup build"},
      {"configure", "\ndatabase: .\n", "./configure && bear -- make"},
      {"Makefile", "\ndatabase: .\n", "bear -- make"},
      {"Kbuild", "\ndatabase: .\n", "make LLVM=1 compile_commands.json"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    project_write(rows[i].file, "");
    expect_in(said("init --force", 0), rows[i].said, rows[i].file);
    char *text = project_read("bulwark.yaml");
    expect_in(text, rows[i].database, rows[i].file);
    free(text);
    ck_assert_int_eq(remove(project_path(rows[i].file)), 0);
  }
}
END_TEST

START_TEST(init_writes_what_lint_reads) {
  project_write("src/a.c", "int a;\n//! finding 1 5 copy-extent x\n");
  project_write("vendor/b.c", "int b;\n//! finding 1 5 copy-extent x\n");
  project_database("bin/fake-clang -c %s", "src/a.c", "vendor/b.c", NULL);
  project_write(".github/workflows/other.yml", "");
  project_write(".gitlab-ci.yml", "");
  expect_in(said("init", 0), "wrote .github/workflows/bulwark.yml", "init");
  project_expect("lint", 1, "1 unit, 1 off, 0 functions analysed; 1 finding (copy-extent 1);");
  project_expect("init", 2, "bulwark.yaml is there already; remove it, or overwrite it with --force");
  char *github = project_read(".github/workflows/bulwark.yml"), *gitlab = project_read(".gitlab/bulwark.yml");
  expect_in(github, "bulwark lint --format github --format sarif=bulwark.sarif", "bulwark.yml");
  expect_in(gitlab, "--format gitlab=gl-code-quality-report.json", "bulwark.yml");
  free(github);
  free(gitlab);
}
END_TEST

int main(void) {
  Suite *s = suite_create("help");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, start, end);
  tcase_set_timeout(all, 120);
  tcase_add_test(all, every_command_has_help);
  tcase_add_test(all, wrong_words_offer_the_right_ones);
  tcase_add_test(all, the_manual_has_everything);
  tcase_add_test(all, shells_know_every_option);
  tcase_add_test(all, the_reference_page_has_every_option_and_command);
  tcase_add_test(all, checks_and_explain_know_every_rule);
  tcase_add_test(all, explain_says_what_models_say);
  tcase_add_test(all, every_model_has_words);
  tcase_add_test(all, explain_asks_models_of_ones_own);
  tcase_add_test(all, init_knows_projects);
  tcase_add_test(all, init_writes_what_lint_reads);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
