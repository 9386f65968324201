/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Shared by the files of random_memory.h. */
#ifndef BULWARK_TESTS_RANDOM_MEMORY_PARTS_H
#define BULWARK_TESTS_RANDOM_MEMORY_PARTS_H

#include <stdbool.h>

#include "random.h"
#include "random_memory.h"

enum { PLACES = 12, SCALARS = 6, HELPERS = 8 };

/* Memory with elements, as the program names it. */
typedef struct place {
    char name[48];  /* of the first element's array: "a0", "s.items", "t[1].row" */
    char count[24]; /* how many elements: a number or a variable */
    unsigned fixed; /* the number, 0 when it is a variable */
    const char *elem;
    bool heap; /* name is a pointer that malloc returned */
} place;

typedef struct program {
    FILE *out;    /* where the present function goes */
    FILE *callee; /* where callees and globals go */
    FILE *names;  /* where their declarations go; the same when all is one file */
    random_source r;
    unsigned number;
    bool closed, split;
    place places[PLACES];
    unsigned place_count;
    unsigned inner, row, items, list; /* sizes in the struct types of this text */
    unsigned depth, loops, budget, labels, fresh;
    bool helper[HELPERS]; /* which callees this program has */
} program;

/* 0 to limit - 1. */
unsigned any(program *g, unsigned limit);
/* True once in so many times. */
bool once_in(program *g, unsigned times);
/* Text that lives for the next thirty calls. */
const char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A line of the present function, indented. */
void line(program *g, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A scalar variable, a number of interest, an expression of a few of both, a test. */
const char *scalar(program *g);
int number(program *g);
const char *expression(program *g, unsigned depth);
const char *condition(program *g);
const place *any_place(program *g, const char *elem); /* of these elements, if there are any; NULL: whatever */

void block(program *g, unsigned statements);
/* A read or write of an element, behind a test or not. */
void access(program *g);
void loop(program *g);
void string(program *g);
void heap(program *g);
void bulk(program *g);
void structure(program *g);

/* Writes the callees and globals of the program, and a call of one of them. */
void helpers(program *g);
void call(program *g);

#endif
