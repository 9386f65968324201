/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef BULWARK_CASE_SHARED_H
#define BULWARK_CASE_SHARED_H

#include <stddef.h>

struct job {
    int at, room;
};
struct handler {
    const char *name;
    void (*run)(int);
};

extern int always_on;
extern const int five;
extern int stored_amount;
void write_by_row(int at);
extern const struct handler handlers[2];
int answers_yes(void);
int answers_no(void);
int read_number(void);
void read_into(int *at);
void show(const int *values, int count);
void write_at(int at);
void write_other(int at);
void write_given(void *at);
void write_at_stored(void);
void write_at_job(const struct job *job);
void write_at_copy(struct job job);
void write_by_table(int at);
void first_step(int *buffer, int at);
void third_step(int *buffer, int at);
void apply(void (*function)(void *), void *with);

#endif
