/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reads the functions that a C file defines, by their names, in order. For comparing the two forms of the sample.
 *
 * It knows C's comments, literals and preprocessor lines and counts braces; it does not expand macros. A
 * function is a name before a parenthesis, outside all braces, whose body follows.
 */
#ifndef W32_FORM_H
#define W32_FORM_H

#include <stddef.h>

#define W32_FORM_FUNCTIONS_MAX 128
#define W32_FORM_NAME_MAX 64

struct w32_form_functions {
    size_t count;
    char names[W32_FORM_FUNCTIONS_MAX][W32_FORM_NAME_MAX];
};

/* The functions defined in a text. More than there is room for, or longer names, are cut off. */
void w32_form_read(const char *text, struct w32_form_functions *ret_functions);

/* A whole file as text, to be freed. Null if it cannot be read. */
char *w32_form_load(const char *path);

#endif
