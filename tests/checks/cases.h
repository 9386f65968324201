/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Expected findings, written in the case itself, against the findings that a compiler printed.
 *
 * A line of a case may hold comments of the forms
 *     expect: ID            exactly one finding of that check on this line
 *     expect: ID "words"    …whose message contains the words
 *     may: ID               one more may be there: two checks see the same fault
 *     edit: TEXT            an edit on this line that writes TEXT; a case that names one has no others
 * each in a comment of its own. Every finding must be asked for and every expectation met; each counts once.
 * A finding is a line `file:line:column: warning|error: message [bulwark-ID]`.
 */
#ifndef BULWARK_TESTS_CASES_H
#define BULWARK_TESTS_CASES_H

#include <stdbool.h>
#include <stddef.h>

enum { CASES_MAX = 512, CASE_ID_MAX = 32, CASE_TEXT_MAX = 256, CASE_PATH_MAX = 512 };

typedef struct case_expectation {
  unsigned line;
  bool optional;
  char id[CASE_ID_MAX];
  char words[CASE_TEXT_MAX]; /* "" when any message will do */
  bool met;
} case_expectation;

typedef struct case_finding {
  char file[CASE_PATH_MAX];
  unsigned line, column;
  char severity[8]; /* "warning" or "error" */
  char id[CASE_ID_MAX];
  char message[CASE_TEXT_MAX];
  bool asked;
} case_finding;

typedef struct case_expectations {
  case_expectation at[CASES_MAX];
  size_t count;
} case_expectations;

typedef struct case_findings {
  case_finding at[CASES_MAX];
  size_t count;
} case_findings;

/* Reads the expectations out of a case's text. Returns 0, or the number of the first line whose comment cannot be read,
 * or that is one too many. */
unsigned cases_read_expectations(const char *text, case_expectations *ret_expectations);

/* Reads the findings out of what a compiler printed. Lines that are no findings are skipped, except errors that are not
 * ours, which mean that the case was not compiled: then returns the first such line, else NULL. */
const char *cases_read_findings(char *output, case_findings *ret_findings);

/* Marks what meets what: met and asked. file: the case's name as the compiler shows it. */
void cases_match(const char *file, case_expectations *expectations, case_findings *findings);

#define CASE_EDIT "/* edit: "

/* An edit, by the line it begins in and what it writes. */
typedef struct case_edit {
  unsigned line;
  char text[CASE_TEXT_MAX];
} case_edit;

typedef struct case_edits {
  case_edit at[CASES_MAX];
  size_t count;
} case_edits;

/* Those that the text of a case asks for. */
void cases_read_wanted_edits(const char *text, case_edits *ret_edits);

/* Those that a compiler offered, as -fdiagnostics-parseable-fixits prints them. */
void cases_read_offered_edits(const char *output, case_edits *ret_edits);

bool cases_has_edit(const case_edits *edits, const case_edit *edit);

#endif
