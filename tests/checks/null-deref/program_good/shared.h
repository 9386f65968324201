/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef SHARED_H
#define SHARED_H
struct item { int id; struct item *next; };
extern int always, never;
int sometimes(void);
void show(int value);
struct item *nothing(void);
struct item *made(int id);
int id_of(const struct item *p);
void clear(struct item **out);
#endif
