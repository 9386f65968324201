/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/help.h"

#include "gate/strings.h"

#include <string.h>

enum { WIDTH = 110, INDENT = 26 };

/* Text broken into lines of WIDTH, which begins at column and whose later lines begin at indent. */
static void add_wrapped(bw_text *out, const char *text, size_t column, size_t indent) {
  while (*text != '\0') {
    size_t word = strcspn(text, " ");
    if (column > indent && column + 1 + word > WIDTH) {
      bw_text_print(out, "\n%*s", (int)indent, "");
      column = indent;
    } else if (column > indent) {
      bw_text_puts(out, " ");
      column++;
    }
    bw_text_add(out, text, word);
    column += word;
    text += word + (text[word] == ' ' ? 1 : 0);
  }
  bw_text_puts(out, "\n");
}

static void add_entry(bw_text *out, const char *left, const char *right) {
  bw_text_print(out, "  %-*s", INDENT - 2, left);
  size_t used = strlen(left) + 2;
  if (used >= INDENT) bw_text_print(out, "\n%*s", INDENT, "");
  add_wrapped(out, right, INDENT, INDENT);
}

static void add_status(bw_text *out, const char *status) {
  while (*status != '\0') {
    size_t line = strcspn(status, "\n");
    bw_text_print(out, "  %.*s\n", (int)line, status);
    status += line + (status[line] == '\n' ? 1 : 0);
  }
}

static const char *left_side(bw_arena *arena, const bw_option *option) {
  const char *letter = option->letter == 0 ? "" : bw_format(arena, "-%c, ", option->letter);
  const char *value = option->value == NULL ? "" : bw_format(arena, " %s", option->value);
  return bw_format(arena, "%s--%s%s", letter, option->name, value);
}

const char *bw_help_command(bw_arena *arena, const bw_command *command) {
  bw_text out = {.arena = arena};
  bw_text_print(&out, "usage: bulwark %s%s%s\n\n", command->name, *command->synopsis == '\0' ? "" : " ",
                command->synopsis);
  add_wrapped(&out, command->text, 0, 0);
  bw_text_puts(&out, "\noptions\n");
  for (size_t i = 0; i < bw_option_count; i++)
    if ((bw_option_list[i].commands & command->bit) != 0)
      add_entry(&out, left_side(arena, &bw_option_list[i]), bw_option_list[i].help);
  add_entry(&out, "-h, --help", "this text");
  bw_text_puts(&out, "\nexit status\n");
  add_status(&out, command->status);
  return bw_text_string(&out);
}

const char *bw_help_program(bw_arena *arena) {
  bw_text out = {.arena = arena};
  bw_text_puts(
      &out, "usage: bulwark COMMAND [options]\n\nMemory safety for C: the verdict over a whole project.\n\ncommands\n");
  for (size_t i = 0; i < bw_command_count; i++)
    bw_text_print(&out, "  %-12s%s\n", bw_command_list[i].name, bw_command_list[i].summary);
  bw_text_puts(&out, "\noptions\n  --help, --version\n\nexit status\n"
                     "  0 clean   1 findings   2 the tool could not do its job\n\n"
                     "bulwark COMMAND --help explains a command.\n");
  return bw_text_string(&out);
}
