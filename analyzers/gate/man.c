/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The manual page and the completions of shells, made of the tables of commands and options. */
#include "gate/commands.h"
#include "gate/rules.h"
#include "gate/strings.h"
#include "gate/version.h"

#include <stdio.h>
#include <string.h>

/* ---- bulwark(1) -------------------------------------------------------------------------------------------- */

/* Text for roff: backslashes and dashes as themselves, no line that begins with a control character. */
static void put_roff(const char *text) {
  for (bool start = true; *text != '\0'; text++) {
    if (start && (*text == '.' || *text == '\'')) fputs("\\&", stdout);
    if (*text == '\\')
      fputs("\\e", stdout);
    else if (*text == '-')
      fputs("\\-", stdout);
    else
      putchar(*text);
    start = *text == '\n';
  }
}

static void put_option(const bw_option *option) {
  fputs(".TP\n\\fB", stdout);
  if (option->letter != 0) printf("\\-%c\\fR, \\fB", option->letter);
  fputs("\\-\\-", stdout);
  put_roff(option->name);
  fputs("\\fR", stdout);
  if (option->value != NULL) printf(" \\fI%s\\fR", option->value);
  fputs("\n", stdout);
  put_roff(option->help);
  fputs(".\n", stdout);
}

static void put_command(const bw_command *command) {
  fputs(".SS bulwark ", stdout);
  put_roff(command->name);
  putchar(' ');
  put_roff(command->synopsis);
  putchar('\n');
  put_roff(command->text);
  putchar('\n');
  for (size_t i = 0; i < bw_option_count; i++)
    if ((bw_option_list[i].commands & command->bit) != 0) put_option(&bw_option_list[i]);
  fputs(".PP\nExit status:\n", stdout);
  for (const char *at = command->status; *at != '\0';) {
    size_t size = strcspn(at, "\n"), number = strcspn(at, " ");
    printf(".TP\n.B %.*s\n%.*s\n", (int)number, at, (int)(size - number - 1), at + number + 1);
    at += size + (at[size] == '\n' ? 1 : 0);
  }
}

bw_exit bw_man_main(bw_arena *arena, int argc, char **argv) {
  (void)arena;
  if (argc > 1) {
    bw_complain("bulwark man takes no %s", argv[1]);
    return BW_EXIT_UNABLE;
  }
  fputs(".TH BULWARK 1 \"\" \"bulwark " BW_VERSION
        "\" \"User Commands\"\n.SH NAME\nbulwark \\- memory safety for C: the verdict over a "
        "whole project\n.SH SYNOPSIS\n.B bulwark\n\\fICOMMAND\\fR [\\fIoptions\\fR]\n.SH DESCRIPTION\n"
        "Analyses every unit of a compilation database with clang and the plugin of Bulwark, then the program as a "
        "whole, and "
        "gives one verdict. Silence never stands for clean.\n.SH COMMANDS\n",
        stdout);
  for (size_t i = 0; i < bw_command_count; i++) put_command(&bw_command_list[i]);
  fputs(
      ".SH FILES\n.TP\n.I bulwark.yaml\nThe configuration, in the current folder or one above it.\n.TP\n.I .bulwark/\n"
      "Records kept between runs, beside the compilation database. May be removed.\n.SH ENVIRONMENT\n"
      ".TP\n.B BULWARK_PLUGIN_DIR\nWhere the plugins lie.\n.TP\n.B BULWARK_DOC_DIR\nWhere the pages of the checks "
      "lie.\n"
      ".TP\n.B BULWARK_DRIVES\nWhere the drives of Windows lie that a database names; /mnt if it is not set.\n"
      ".TP\n.B NO_COLOR\nNo colours, also on a terminal.\n.TP\n.B SOURCE_DATE_EPOCH\nThe day that counts as today for "
      "suppressions that expire.\n",
      stdout);
  return BW_EXIT_CLEAN;
}

/* ---- completion -------------------------------------------------------------------------------------------- */

/* Whether an option's value is the name of a file or folder. */
static bool takes_path(const bw_option *option) {
  return option->value != NULL && (strcmp(option->value, "FILE") == 0 || strcmp(option->value, "DIR") == 0);
}

static void put_commands(const char *before, const char *after) {
  for (size_t i = 0; i < bw_command_count; i++) printf("%s%s%s", before, bw_command_list[i].name, after);
}

static void put_rules(bw_arena *arena) {
  for (size_t i = 0; i < bw_rule_count(); i++) printf(" %s", bw_rule_get(arena, i).id);
}

static void put_bash(bw_arena *arena) {
  fputs("# bash completion of bulwark\n_bulwark() {\n  local current=${COMP_WORDS[COMP_CWORD]} "
        "previous=${COMP_WORDS[COMP_CWORD-1]} words=\n"
        "  COMPREPLY=()\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W '",
        stdout);
  put_commands("", " ");
  fputs("--help --version' -- \"$current\"))\n    return\n  fi\n  case $previous in\n  ", stdout);
  const char *bar = "";
  for (size_t i = 0; i < bw_option_count; i++) {
    if (!takes_path(&bw_option_list[i])) continue;
    printf("%s--%s", bar, bw_option_list[i].name);
    bar = "|";
  }
  fputs(
      "|-p) COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n"
      "  --format) COMPREPLY=($(compgen -W 'text sarif json html github gitlab junit' -- \"$current\")); return ;;\n  esac\n"
      "  case ${COMP_WORDS[1]} in\n",
      stdout);
  for (size_t i = 0; i < bw_command_count; i++) {
    const bw_command *command = &bw_command_list[i];
    printf("  %s) words='--help", command->name);
    for (size_t k = 0; k < bw_option_count; k++)
      if ((bw_option_list[k].commands & command->bit) != 0) printf(" --%s", bw_option_list[k].name);
    if (command->bit == BW_COMMAND_BASELINE) fputs(" write update shrink", stdout);
    if (command->bit == BW_COMMAND_COMPLETION) fputs(" bash zsh fish", stdout);
    if (command->bit == BW_COMMAND_EXPLAIN) put_rules(arena);
    fputs("' ;;\n", stdout);
  }
  fputs("  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "  case $current in -*) ;; *) COMPREPLY+=($(compgen -f -- \"$current\")) ;; esac\n}\ncomplete -o filenames -F "
        "_bulwark bulwark\n",
        stdout);
}

/* Text within single quotes of a shell; zsh's descriptions also end at ] and :. */
static void put_quoted(const char *text, const char *escaped) {
  for (; *text != '\0'; text++) {
    if (*text == '\'')
      fputs("'\\''", stdout);
    else if (strchr(escaped, *text) != NULL)
      printf("\\%c", *text);
    else
      putchar(*text);
  }
}

static void put_zsh(bw_arena *arena) {
  fputs("#compdef bulwark\n_bulwark() {\n  local -a commands\n  commands=(\n", stdout);
  for (size_t i = 0; i < bw_command_count; i++) {
    printf("    '%s:", bw_command_list[i].name);
    put_quoted(bw_command_list[i].summary, ":");
    fputs("'\n", stdout);
  }
  fputs("  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  case $words[2] in\n",
        stdout);
  for (size_t i = 0; i < bw_command_count; i++) {
    if (bw_command_list[i].bit == BW_COMMAND_EXPLAIN) {
      fputs("  explain) _arguments '1:rule:(", stdout);
      put_rules(arena);
      fputs(")'", stdout);
    } else {
      printf("  %s) _arguments '*:file:_files'", bw_command_list[i].name);
    }
    for (size_t k = 0; k < bw_option_count; k++) {
      const bw_option *option = &bw_option_list[k];
      if ((option->commands & bw_command_list[i].bit) == 0) continue;
      printf(" \\\n      '%s--%s%s[", option->form == BW_OPTION_MANY ? "*" : "", option->name,
             option->value == NULL ? "" : "=");
      put_quoted(option->help, "[]:");
      putchar(']');
      if (option->value != NULL) {
        putchar(':');
        put_quoted(option->value, "[]:");
        fputs(takes_path(option) ? ":_files" : ":", stdout);
      }
      putchar('\'');
    }
    fputs(" ;;\n", stdout);
  }
  fputs("  esac\n}\n_bulwark \"$@\"\n", stdout);
}

static void put_fish(bw_arena *arena) {
  fputs("# fish completion of bulwark\ncomplete -c bulwark -n '__fish_seen_subcommand_from explain' -f -a '", stdout);
  put_rules(arena);
  fputs("'\n", stdout);
  for (size_t i = 0; i < bw_command_count; i++) {
    printf("complete -c bulwark -n __fish_use_subcommand -f -a %s -d '", bw_command_list[i].name);
    put_quoted(bw_command_list[i].summary, "\\");
    fputs("'\n", stdout);
    for (size_t k = 0; k < bw_option_count; k++) {
      const bw_option *option = &bw_option_list[k];
      if ((option->commands & bw_command_list[i].bit) == 0) continue;
      printf("complete -c bulwark -n '__fish_seen_subcommand_from %s'", bw_command_list[i].name);
      if (option->letter != 0) printf(" -s %c", option->letter);
      printf(" -l %s%s -d '", option->name, option->value == NULL ? "" : " -r");
      put_quoted(option->help, "\\");
      fputs("'\n", stdout);
    }
  }
}

bw_exit bw_completion_main(bw_arena *arena, int argc, char **argv) {
  static const struct {
    const char *name;
    void (*put)(bw_arena *arena);
  } shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};
  for (size_t i = 0; argc == 2 && i < sizeof shells / sizeof *shells; i++) {
    if (strcmp(argv[1], shells[i].name) != 0) continue;
    shells[i].put(arena);
    return BW_EXIT_CLEAN;
  }
  bw_complain("bulwark completion takes one of bash, zsh and fish");
  return BW_EXIT_UNABLE;
}
