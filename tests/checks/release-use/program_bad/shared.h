/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef SHARED_H
#define SHARED_H
extern int always, never;
void show(int value);
void drop(int *p);
int use_up(int *p, int mode);
int value_of(const int *p);
#endif
