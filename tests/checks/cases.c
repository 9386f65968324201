/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Copies [from, to) when it fits and is not empty. */
static bool take(const char *from, const char *to, char *into, size_t room) {
  size_t size = (size_t)(to - from);
  if (to <= from || size >= room) return false;
  memcpy(into, from, size);
  into[size] = '\0';
  return true;
}

static const char *skip_blanks(const char *at) { return at + strspn(at, " \t"); }

/* `ID` or `ID "words"` up to the comment's end. */
static bool read_expectation(const char *at, case_expectation *ret_expectation) {
  at = skip_blanks(at);
  const char *end = at + strspn(at, "abcdefghijklmnopqrstuvwxyz-");
  if (!take(at, end, ret_expectation->id, sizeof ret_expectation->id)) return false;
  at = skip_blanks(end);
  if (*at == '"') {
    end = strchr(at + 1, '"');
    if (end == NULL || !take(at + 1, end, ret_expectation->words, sizeof ret_expectation->words)) return false;
    at = skip_blanks(end + 1);
  }
  return strncmp(at, "*/", 2) == 0;
}

/* All expectations of one line. */
static bool read_line(const char *line, unsigned number, case_expectations *expectations) {
  for (const char *at = strstr(line, "/*"); at != NULL; at = strstr(at + 2, "/*")) {
    const char *text = skip_blanks(at + 2);
    bool expect = strncmp(text, "expect:", 7) == 0, may = strncmp(text, "may:", 4) == 0;
    if (!expect && !may) continue;
    case_expectation expectation = {.line = number, .optional = may};
    if (expectations->count == CASES_MAX || !read_expectation(text + (expect ? 7 : 4), &expectation)) return false;
    expectations->at[expectations->count++] = expectation;
  }
  return true;
}

unsigned cases_read_expectations(const char *text, case_expectations *ret_expectations) {
  unsigned number = 0;
  ret_expectations->count = 0;
  while (*text != '\0') {
    size_t size = strcspn(text, "\n");
    char line[1024];
    number++;
    if (size >= sizeof line) return number;
    memcpy(line, text, size);
    line[size] = '\0';
    if (!read_line(line, number, ret_expectations)) return number;
    text += size + (text[size] == '\n' ? 1 : 0);
  }
  return 0;
}

/* file:line:column: severity: message */
static bool read_place(const char *line, case_finding *ret_finding, const char **ret_message) {
  static const char *const severities[] = {"warning", "error"};
  for (size_t i = 0; i < 2; i++) {
    char mark[16];
    snprintf(mark, sizeof mark, ": %s: ", severities[i]);
    const char *at = strstr(line, mark);
    if (at == NULL) continue;
    const char *column = at, *row;
    while (column > line && column[-1] != ':') column--;
    row = column > line ? column - 1 : line;
    while (row > line && row[-1] != ':') row--;
    if (row == line || !take(line, row - 1, ret_finding->file, sizeof ret_finding->file)) return false;
    ret_finding->line = (unsigned)strtoul(row, NULL, 10);
    ret_finding->column = (unsigned)strtoul(column, NULL, 10);
    strcpy(ret_finding->severity, severities[i]);
    *ret_message = at + strlen(mark);
    return ret_finding->line != 0;
  }
  return false;
}

static bool read_finding(const char *line, case_finding *ret_finding) {
  static const char tag[] = "[bulwark-";
  const char *message;
  if (!read_place(line, ret_finding, &message)) return false;
  const char *open = strstr(message, tag);
  if (open == NULL) return false;
  const char *id = open + strlen(tag), *close = strchr(id, ']');
  if (close == NULL || !take(id, close, ret_finding->id, sizeof ret_finding->id)) return false;
  while (open > message && open[-1] == ' ') open--;
  size_t size = (size_t)(open - message);
  if (size >= sizeof ret_finding->message) size = sizeof ret_finding->message - 1;
  memcpy(ret_finding->message, message, size);
  ret_finding->message[size] = '\0';
  return true;
}

const char *cases_read_findings(char *output, case_findings *ret_findings) {
  ret_findings->count = 0;
  const char *stranger = NULL;
  for (char *line = output, *next; line != NULL && *line != '\0'; line = next) {
    next = strchr(line, '\n');
    if (next != NULL) *next++ = '\0';
    case_finding finding = {0};
    if (read_finding(line, &finding) && ret_findings->count < CASES_MAX) {
      ret_findings->at[ret_findings->count++] = finding;
    } else if (stranger == NULL && (strstr(line, "error: ") != NULL || strstr(line, "PLEASE submit a bug") != NULL)) {
      stranger = line;
    }
  }
  return stranger;
}

static bool same_file(const char *shown, const char *file) {
  const char *slash = strrchr(shown, '/');
  return strcmp(slash == NULL ? shown : slash + 1, file) == 0;
}

void cases_match(const char *file, case_expectations *expectations, case_findings *findings) {
  /* The exact ones first, so that an optional or wordless one never takes what another needs. */
  for (int round = 0; round < 3; round++) {
    for (size_t e = 0; e < expectations->count; e++) {
      case_expectation *expectation = &expectations->at[e];
      int own_round = expectation->optional ? 2 : expectation->words[0] == '\0' ? 1 : 0;
      for (size_t f = 0; f < findings->count && own_round == round && !expectation->met; f++) {
        case_finding *finding = &findings->at[f];
        if (finding->asked || finding->line != expectation->line || strcmp(finding->id, expectation->id) != 0) continue;
        if (!same_file(finding->file, file) || strstr(finding->message, expectation->words) == NULL) continue;
        finding->asked = expectation->met = true;
      }
    }
  }
}

static void add_edit(case_edits *edits, unsigned line, const char *from, const char *to) {
  case_edit edit = {.line = line};
  if (edits->count < CASES_MAX && take(from, to, edit.text, sizeof edit.text)) edits->at[edits->count++] = edit;
}

void cases_read_wanted_edits(const char *text, case_edits *ret_edits) {
  static const char mark[] = CASE_EDIT;
  unsigned line = 1;
  ret_edits->count = 0;
  for (; *text != '\0'; text++) {
    if (*text == '\n') line++;
    if (strncmp(text, mark, sizeof mark - 1) != 0) continue;
    const char *end = strstr(text, " */");
    if (end != NULL) add_edit(ret_edits, line, text + sizeof mark - 1, end);
  }
}

/* A line of the form: fix-it:"file":{line:column-line:column}:"text", with quotes and backslashes escaped. */
void cases_read_offered_edits(const char *output, case_edits *ret_edits) {
  ret_edits->count = 0;
  for (const char *at = output; (at = strstr(at, "fix-it:\"")) != NULL; at++) {
    const char *place = strstr(at, "\":{"), *text = place != NULL ? strstr(place, "}:\"") : NULL;
    char plain[CASE_TEXT_MAX];
    size_t used = 0;
    if (text == NULL) return;
    for (text += 3; *text != '"' && *text != '\0' && used + 1 < sizeof plain; text++) {
      if (*text == '\\') text++;
      plain[used++] = *text;
    }
    add_edit(ret_edits, (unsigned)strtoul(place + 3, NULL, 10), plain, plain + used);
  }
}

bool cases_has_edit(const case_edits *edits, const case_edit *edit) {
  for (size_t i = 0; i < edits->count; i++)
    if (edits->at[i].line == edit->line && strcmp(edits->at[i].text, edit->text) == 0) return true;
  return false;
}
