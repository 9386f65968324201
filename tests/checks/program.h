/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Cases of several files: a folder inside a check's folder is one program, linted as a whole. */
#ifndef BULWARK_TESTS_PROGRAM_H
#define BULWARK_TESTS_PROGRAM_H

#include <stddef.h>

/* What `bulwark lint` says of these files of a folder, as one program, to be freed by the caller; NULL when it could not
 * be run. The order of the files is that of the database, jobs is how many are done at once: neither may matter.
 * models: a file of them, or NULL. *ret_status: its exit status. Leaves nothing behind. */
char *program_lint(const char *gate, const char *clang, const char *models, const char *folder, char *const names[],
                   size_t count, unsigned jobs, const char *const args[], char *const includes[], int include_count, int *ret_status);

/* The same of one file that includes them all: what is split must say what it says in one piece. */
char *program_lint_joined(const char *gate, const char *clang, const char *models, const char *folder,
                          char *const names[], size_t count, const char *const args[], char *const includes[], int include_count, int *ret_status);

#endif
