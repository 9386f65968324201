/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Faults that need two files: what decides stands in values.c, what breaks here, or the other way round. */
#include "shared.h"

int stored_amount;
static int armed = 1;
static void (*const use_first)(int) = write_at;
static void (*chosen)(int);

void value_of_another_file(void)
{
    int buffer[10] = {0};
    int at = read_number();
    buffer[at] = 1; /* expect: index-range "untrusted" */
    show(buffer, 10);
}

void value_through_out_parameter(void)
{
    int buffer[10] = {0};
    int at = 0;
    read_into(&at);
    buffer[at] = 1; /* expect: index-range */
    show(buffer, 10);
}

void condition_of_another_file(void)
{
    int buffer[10] = {0};
    int at = 5;
    if (always_on)
        at = 10;
    buffer[at] = 1; /* expect: index-range "bytes 40 to 43" */
    show(buffer, 10);
}

void condition_by_a_function(void)
{
    int buffer[10] = {0};
    int at = 10;
    if (answers_no())
        at = 0;
    if (answers_yes())
        buffer[at] = 1; /* expect: index-range */
    show(buffer, 10);
}

void constant_of_another_file(void)
{
    int buffer[10] = {0};
    int at = 10;
    if (five == 5)
        buffer[at] = 1; /* expect: index-range */
    show(buffer, 10);
}

void condition_of_this_file(void)
{
    int buffer[10] = {0};
    int at = 10;
    if (armed)
        buffer[at] = 1; /* expect: index-range */
    show(buffer, 10);
}

void value_to_another_file(void)
{
    write_at(10);
}

void value_in_a_global(void)
{
    stored_amount = 10;
    write_at_stored();
}

void value_in_a_struct(void)
{
    struct job job = {.at = 10, .room = 10};
    write_at_job(&job);
}

void value_in_a_struct_by_value(void)
{
    struct job job;
    job.at = 12;
    job.room = 10;
    write_at_copy(job);
}

void value_down_a_chain(void)
{
    int buffer[10] = {0};
    first_step(buffer, 10);
    show(buffer, 10);
}

void function_by_table(void)
{
    handlers[1].run(11);
}

void function_by_pointer(void)
{
    use_first(13);
    chosen = write_other;
    chosen(10);
}

void function_as_argument(void)
{
    int at = 10;
    apply(write_given, &at);
}

int main(void)
{
    value_of_another_file();
    return 0;
}

/* The table stands here, and what it leads to there. */
static const struct handler rows[2] = {{"none", NULL}, {"row", write_by_row}};

void table_of_this_file(void)
{
    rows[1].run(21);
}
