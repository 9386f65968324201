/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef SHARED_H
#define SHARED_H
#include <stdio.h>
extern int always, never;
void show(const char *text);
char *made(void);
char *fixed(void);
FILE *opened(const char *path);
void drop(char *p);
#endif
