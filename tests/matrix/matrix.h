/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The flow matrix: small programs made of a source of data, a way it takes and a sink, each wrong and right.
 *
 * A set is sources times sinks of one kind of data; every pair of them times every flow is one program. A program has these
 * variants, each a function of its own with callees and globals of its own:
 *   bad     wrong source, wrong sink
 *   source  right source, wrong sink         sink   wrong source, right sink
 *   dead    wrong source where control never comes, and the same of the sink, for flows that choose a way
 *
 * Texts are C with these words in them; "; " and "} " end a line:
 *   @   a prefix of this variant, for names with linkage         $T  type of the data
 *   $L  variables of the source       $Z  the data, declared     $S  source of this variant     $K  sink of this variant
 *   $B, $G  wrong and right source    $X, $Y  wrong and right sink
 *   $H, $J  the other source and sink of the bad variant, the same one of a right variant
 *   $C, $N  a condition of the flow that holds, and its opposite
 *   $v, $u  the sink's wrong and right number
 *   $c $s $m $l $n $f $p  char, str, mem, (nothing), snprintf, "%s", print_line, or what is these for wide characters
 */
#ifndef BULWARK_MATRIX_H
#define BULWARK_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

enum { MATRIX_FILES = 5 };

typedef struct matrix_source {
    const char *name;
    const char *locals;    /* variables whose addresses the data may hold, or NULL */
    const char *bad, *good;
    const char *after;     /* what gives back what the source took, or NULL */
    bool stays;            /* what the data leads to ends with the function */
    const char *tidy;      /* what the right one still needs after the wrong sink, or NULL */
    bool dangles;          /* the wrong one is a fault by itself where it hands its data out of its function */
} matrix_source;

typedef struct matrix_sink {
    const char *name;
    const char *bad, *good; /* good NULL: only the source can be right */
    const char *wrong, *right; /* numbers for constant sources, or NULL */
    const char *checks;     /* those of which one has to tell, over the set's, or NULL */
    const char *tidy;       /* what a right source still needs after the wrong sink, or NULL */
} matrix_sink;

typedef struct matrix_set {
    const char *name;
    const char *checks;
    const char *type, *start; /* of the data; start NULL: it has no value at first */
    const matrix_source *sources;
    const matrix_sink *sinks;
    bool wide; /* once more with wide characters */
} matrix_set;

typedef struct matrix_flow {
    const char *name;
    const char *condition, *opposite, *globals; /* of those that choose a way, else NULL */
    const char *text[MATRIX_FILES];
    const char *dead_source, *dead_sink; /* text[0] with the wrong half where control never comes */
    bool apart; /* the source stands in a function that ends before the sink begins */
} matrix_flow;

extern const matrix_flow matrix_flows[];
extern const size_t matrix_flow_count;
/* What all programs share, in a file of its own, and what every file begins with. */
extern const char matrix_support[], matrix_head[];

/* Each ends with a set without a name. */
extern const matrix_set matrix_number_sets[], matrix_buffer_sets[], matrix_lifetime_sets[], matrix_kind_sets[];
extern const matrix_set matrix_handle_sets[], matrix_shape_sets[], matrix_conversion_sets[];

typedef enum matrix_variant { MATRIX_BAD, MATRIX_SOURCE, MATRIX_SINK, MATRIX_DEAD_SOURCE, MATRIX_DEAD_SINK, MATRIX_VARIANTS } matrix_variant;

/* One program of the matrix, and what was said of it. */
typedef struct matrix_program {
    const matrix_set *set;
    const matrix_source *source;
    const matrix_sink *sink;
    const matrix_flow *flow;
    bool wide;
    unsigned number;
    bool hit;           /* a check that should tells of the bad variant */
    bool wrong[MATRIX_VARIANTS]; /* an error is told of a right one */
} matrix_program;

/* All programs, or each step-th of them in a fixed order without pattern; of these sets and flows, names separated by commas, or
 * (NULL) of all. To be freed by the caller. */
matrix_program *matrix_choose(unsigned step, const char *sets, const char *flows, size_t *ret_count);

/* Writes the programs to folder, several a file, with compile_commands.json. Exits when it cannot. */
void matrix_write(const char *folder, const char *clang, matrix_program *programs, size_t count);

/* The program and variant whose code stands in this line of this file; NULL: none. */
matrix_program *matrix_owner(const char *file, unsigned line, matrix_variant *ret_variant);

bool matrix_has_variant(const matrix_program *program, matrix_variant variant);

/* The checks of which one has to tell of the bad variant, separated by commas. */
const char *matrix_checks(const matrix_program *program);

#endif
