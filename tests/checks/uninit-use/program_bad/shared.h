/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef SHARED_H
#define SHARED_H
struct pair { int first, second; };
extern int always, never;
void show(int value);
int get(int mode, int *out);
void first_only(struct pair *p);
int second_of(const struct pair *p);
#endif
