/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The style of contracts, held to the text of every public header:
 *   - a header opens, after the licence, with a comment of 3 to 40 lines that says what the unit guarantees;
 *   - a function that returns bw_status must have it used, and a comment above it says how it fails;
 *   - outputs are named ret_…, and stand last;
 *   - what a macro generates is spoken of by name in the macro's comment.
 * The few exceptions are rows with a reason.
 */
#define _POSIX_C_SOURCE 200809L
#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "suite.h"

#define HEADERS BW_TEST_RUNTIME "/include/bulwark"

/* Functions that return a status one may drop. */
static const struct {
  const char *name, *reason;
} may_be_dropped[] = {
    {"bw_reader_fail", "gives back the status it was given; the reader keeps it"},
    {"bw_writer_fail", "gives back the status it was given; the writer keeps it"},
};

static const char *header;

/* Broken rules, which end the test unless they are what it is about. */
static bool complaints_wanted;
static unsigned complaints;
#define RULE(kept, ...)                                                                                          \
  do {                                                                                                           \
    if (!(kept)) {                                                                                               \
      complaints++;                                                                                              \
      ck_assert_msg(complaints_wanted, __VA_ARGS__);                                                             \
    }                                                                                                            \
  } while (0)

static bool is_word(char c) {
  return isalnum((unsigned char)c) != 0 || c == '_' || c == '#';
}

static bool droppable(const char *name, size_t length) {
  size_t i;
  for (i = 0; i < sizeof(may_be_dropped) / sizeof(may_be_dropped[0]); i++) {
    if (strlen(may_be_dropped[i].name) == length && strncmp(may_be_dropped[i].name, name, length) == 0) {
      return true;
    }
  }
  return false;
}

/* The word before `at`, which is behind it. */
static const char *word_before(const char *begin, const char *at, size_t *ret_length) {
  const char *end;
  while (at > begin && isspace((unsigned char)at[-1]) != 0) {
    at--;
  }
  end = at;
  while (at > begin && is_word(at[-1])) {
    at--;
  }
  *ret_length = (size_t)(end - at);
  return at;
}

/* Outputs last: behind the first parameter named ret_… every one is. parameters: from '(' on. */
static void check_parameters(const char *function, const char *parameters) {
  const char *at = parameters + 1;
  bool outputs = false;
  int depth = 1;
  const char *begin = at;
  for (; depth > 0 && *at != '\0'; at++) {
    depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
    if ((*at == ',' && depth == 1) || depth == 0) {
      size_t length;
      const char *name = word_before(begin, at, &length);
      bool is_output = length > 4 && strncmp(name, "ret_", 4) == 0;
      RULE(is_output || !outputs, "%s: %s: %.*s stands behind an output", header, function, (int)length, name);
      outputs = outputs || is_output;
      begin = at + 1;
    }
  }
}

/* A comment that says how a function fails. */
static bool tells_failure(const char *comment, size_t length) {
  static const char *const words[] = {"failure", "failures", "BW_ERR_", "Never fail", "never fail", "ame", "As bw_"};
  size_t i;
  char text[8192];
  if (length >= sizeof text) {
    length = sizeof text - 1;
  }
  memcpy(text, comment, length);
  text[length] = '\0';
  for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
    if (strstr(text, words[i]) != NULL) {
      return true;
    }
  }
  return false;
}

/*
 * Checks every function of the text that returns bw_status, prototypes, inline functions and those in macros:
 * marked, with outputs last. Returns how many there were.
 */
static unsigned check_status_functions(const char *text) {
  static const char status[] = "bw_status ";
  const char *at = text;
  unsigned count = 0;
  while ((at = strstr(at, status)) != NULL) {
    const char *name = at + sizeof status - 1;
    size_t length = 0;
    bool whole_word = at == text || !is_word(at[-1]);
    const char *line = at;
    while (line > text && line[-1] != '\n') {
      line--;
    }
    while (is_word(name[length])) {
      length++;
    }
    at = name;
    if (!whole_word || length == 0 || name[length] != '(' || strncmp(line, "typedef", 7) == 0 ||
        strncmp(line, " *", 2) == 0 || memchr(line, '=', (size_t)(name - line)) != NULL) {
      continue;
    }
    {
      char function[128];
      const char *marked = strstr(line, "BW_MUST_CHECK");
      (void)snprintf(function, sizeof function, "%.*s", (int)length, name);
      RULE((marked != NULL && marked < name) || name[length - 1] == '_' || droppable(name, length),
                    "%s: %s returns a status and is not BW_MUST_CHECK", header, function);
      check_parameters(function, name + length);
      count++;
    }
  }
  return count;
}

/* Plain prototypes and inline functions: the comment above each speaks of failure. Those in _ are internal. */
static void check_comments(const char *text) {
  const char *comment = text;
  size_t comment_length = 0;
  const char *at = text;
  while (*at != '\0') {
    const char *next = strchr(at, '\n');
    size_t line_length = next == NULL ? strlen(at) : (size_t)(next - at);
    if (strncmp(at, "/*", 2) == 0) {
      const char *end = strstr(at, "*/");
      ck_assert_ptr_nonnull(end);
      comment = at;
      comment_length = (size_t)(end - at);
      next = strchr(end, '\n');
    } else if (strncmp(at, "#define", 7) == 0) {
      while (next != NULL && next[-1] == '\\') {
        next = strchr(next + 1, '\n');
      }
    } else {
      const char *status = strstr(at, "bw_status ");
      const char *open = status == NULL ? NULL : strchr(status, '(');
      if (*at == 'B' && status != NULL && status < at + line_length && open != NULL && open < at + line_length &&
          open[-1] != '_' && strncmp(at, "BW_MUST_CHECK", 13) == 0) {
        RULE(tells_failure(comment, comment_length), "%s: nothing above says how this fails: %.*s", header,
                      (int)line_length, at);
      }
    }
    if (next == NULL) {
      return;
    }
    at = next + 1;
  }
}

/* The comment at the head: behind the licence's line, of some length, naming the file. */
static void check_head(const char *text) {
  const char *comment = strchr(text, '\n');
  const char *end;
  char name[128];
  unsigned lines = 0;
  ck_assert_ptr_nonnull(comment);
  comment++;
  ck_assert_msg(strncmp(comment, "/*", 2) == 0, "%s does not open with what it guarantees", header);
  end = strstr(comment, "*/");
  ck_assert_ptr_nonnull(end);
  (void)snprintf(name, sizeof name, "bulwark/%s:", header);
  ck_assert_msg(strstr(comment, name) != NULL && strstr(comment, name) < end, "%s: the head does not name it", header);
  for (; comment < end; comment++) {
    lines += *comment == '\n';
  }
  ck_assert_msg(lines >= 3 && lines <= 40, "%s: a head of %u lines", header, lines);
}

/* Whether the line before ends a comment, but for the backslash of its macro. */
static bool behind_comment(const char *text, const char *line) {
  const char *end = line;
  while (end > text && (isspace((unsigned char)end[-1]) != 0 || end[-1] == '\\')) {
    end--;
  }
  return end > text + 1 && end[-1] == '/' && end[-2] == '*';
}

/*
 * Every public name##_function that a macro generates has a comment inside the macro, or is spoken of as …_function
 * in the macro's own.
 */
static unsigned check_generated(const char *text) {
  static const char paste[] = "##_";
  const char *at = text;
  unsigned count = 0;
  while ((at = strstr(at, paste)) != NULL) {
    const char *name = at + 2; /* with its underscore */
    size_t length = 0;
    const char *line = at;
    char wanted[128];
    const char *found;
    bool said;
    while (line > text && line[-1] != '\n') {
      line--;
    }
    while (is_word(name[length])) {
      length++;
    }
    at = name;
    /* The const form of a span's function is spoken of with the other. */
    if (strncmp(name, "_const_", 7) == 0) {
      name += 6;
      length -= 6;
    }
    if (name[length] != '(' || name[length - 1] == '_' || memchr(name, '#', length) != NULL || strncmp(line, "  BW_INLINE", 11) != 0) {
      continue;
    }
    (void)snprintf(wanted, sizeof wanted, "%.*s", (int)length, name);
    said = behind_comment(text, line);
    for (found = strstr(text, wanted); found != NULL && !said; found = strstr(found + 1, wanted)) {
      said = found[-1] != '#' && !is_word(found[length]);
    }
    RULE(said, "%s: no comment speaks of name%s", header, wanted);
    count++;
  }
  return count;
}

START_TEST(headers_keep_the_style_of_contracts) {
  DIR *folder_of_headers = opendir(HEADERS);
  struct dirent *entry;
  unsigned functions = 0;
  unsigned generated = 0;
  ck_assert_ptr_nonnull(folder_of_headers);
  while ((entry = readdir(folder_of_headers)) != NULL) {
    char path[COMMAND_MAX];
    if (entry->d_name[0] == '.') {
      continue;
    }
    (void)snprintf(path, sizeof path, "%s/%s", HEADERS, entry->d_name);
    read_file(path);
    header = entry->d_name;
    check_head(output);
    functions += check_status_functions(output);
    check_comments(output);
    generated += check_generated(output);
  }
  (void)closedir(folder_of_headers);
  ck_assert_uint_gt(functions, 100);
  ck_assert_uint_gt(generated, 60);
}
END_TEST

/* The rules notice what they are there to notice: each text breaks one. */
static const char *const broken[] = {
    "/* On failure: no. */\nbw_status bw_forgets_the_mark(int a);\n",
    "/* On failure: no. */\nBW_MUST_CHECK bw_status bw_output_first(int *ret_a, int b);\n",
    "/* Does something. */\nBW_MUST_CHECK bw_status bw_says_nothing(int a);\n",
    "/* X(name) */\n#define X(name) \\\n  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_silent(int a) { \\\n  }\n",
};

START_TEST(broken_style_is_noticed) {
  header = "broken";
  complaints_wanted = true;
  (void)check_status_functions(broken[_i]);
  check_comments(broken[_i]);
  (void)check_generated(broken[_i]);
  ck_assert_uint_eq(complaints, 1);
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("contracts");
  tcase_add_test(tcase, headers_keep_the_style_of_contracts);
  tcase_add_loop_test(tcase, broken_style_is_noticed, 0, (int)(sizeof(broken) / sizeof(broken[0])));
  return suite_run("contracts", tcase);
}
