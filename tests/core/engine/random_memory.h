/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* C programs at random whose memory goes wrong on purpose, for comparing the engine's verdicts with what sanitizers see.
 *
 * A program is one function f000, f001, … with its own callees, globals and tables: arrays of every storage, nested ones,
 * heap objects of symbolic size that grow, cursors, pointers into structs, lists, unions, bit-fields, strings, loops of
 * every form, recursion, tables of functions. About every sixth guard or size is off by one, is missing, or looks at
 * something else; now and then an object is used after it was given back, a pointer is null, or a value was never written.
 * A closed program takes no input, so its one run decides everything about it.
 *
 * The text has one access of interest a line, with AT in front of it; AT is nothing, or with RUN defined notes the line and
 * ends what runs too long. With RUN, main runs each program with each row of inputs, in a child process, and prints a line
 * "name row kind line" for each that came to a bad end: kind is bounds, null, gone, free or unwritten, line that of the text
 * plus 100000 in other.c, -1 unknown. A child that ends by another undefined behaviour first says nothing. The same seed
 * gives the same text everywhere.
 */
#ifndef BULWARK_TESTS_RANDOM_MEMORY_H
#define BULWARK_TESTS_RANDOM_MEMORY_H

#include <stdint.h>
#include <stdio.h>

enum { RANDOM_OTHER_FILE = 100000 };

/* Writes `programs` programs; output errors are left to the caller (ferror). other: the file that the callees and globals of
 * every program go to, to be linked with the first; NULL: all stands in one. ret_closed[i]: program i takes no input. */
void random_memory_write(FILE *main_file, FILE *other, uint64_t seed, unsigned programs, unsigned char *ret_closed);

/* The table of functions and the main that runs them, as above, for functions PREFIXnnn that stand before it and are printed
 * as fnnn. closed: by number, those without a difference between rows; NULL: none. */
void random_memory_end(FILE *out, const char *prefix, unsigned first, unsigned programs, const unsigned char *closed);

/* What RUN and AT are, to stand at the top of a file. */
void random_memory_begin(FILE *out, unsigned file_base);

#endif
