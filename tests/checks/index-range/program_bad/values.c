/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>
#include <stdlib.h>

#include "shared.h"

int always_on = 1;
const int five = 5;

int answers_yes(void)
{
    return 1;
}

int answers_no(void)
{
    return 0;
}

int read_number(void)
{
    char text[32] = "";
    int number = -1;
    if (fgets(text, sizeof text, stdin) != NULL)
        number = atoi(text);
    else
        puts("nothing to read");
    return number;
}

void read_into(int *at)
{
    *at = read_number();
}

void show(const int *values, int count)
{
    for (int i = 0; i < count; i++)
        printf("%d\n", values[i]);
}

void write_at(int at)
{
    int buffer[10] = {0};
    if (at >= 0) {
        buffer[at] = 1; /* expect: index-range */
        show(buffer, 10);
    } else {
        puts("less than nothing");
    }
}

void write_other(int at)
{
    int buffer[10] = {0};
    if (at >= 0) {
        buffer[at] = 1; /* expect: index-range */
        show(buffer, 10);
    } else {
        puts("less than nothing");
    }
}

void write_given(void *at)
{
    int buffer[10] = {0};
    buffer[*(int *)at] = 1; /* expect: index-range */
    show(buffer, 10);
}

void write_at_stored(void)
{
    int buffer[10] = {0};
    int at = stored_amount;
    if (at >= 0)
        buffer[at] = 1; /* expect: index-range */
    show(buffer, 10);
}

void write_at_job(const struct job *job)
{
    int buffer[10] = {0};
    if (job->at >= 0 && job->room == 10)
        buffer[job->at] = 1; /* expect: index-range */
    show(buffer, 10);
}

void write_at_copy(struct job job)
{
    int buffer[10] = {0};
    if (job.at >= 0 && job.room == 10)
        buffer[job.at] = 1; /* expect: index-range */
    show(buffer, 10);
}

void write_by_table(int at)
{
    int buffer[10] = {0};
    if (at >= 0)
        buffer[at] = 1; /* expect: index-range */
    show(buffer, 10);
}

void write_by_row(int at)
{
    int buffer[10] = {0};
    if (at >= 0)
        buffer[at] = 1; /* expect: index-range */
    show(buffer, 10);
}

const struct handler handlers[2] = {{"none", NULL}, {"write", write_by_table}};

void third_step(int *buffer, int at)
{
    puts("third");
    if (at >= 0)
        buffer[at] = 3; /* expect: index-range */
}
