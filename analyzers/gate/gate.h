/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What every unit of the program `bulwark` shares: its exit status and the way it complains.
 *
 * A function that can fail returns bool and has said why on standard error, in one line, before it returns false.
 * Memory comes from one arena a command and is given back at its end; running out of it ends the program.
 */
#ifndef BULWARK_GATE_GATE_H
#define BULWARK_GATE_GATE_H

#include "bulwark/arena.h"
#include "core/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum bw_exit {
  BW_EXIT_CLEAN = 0,
  BW_EXIT_FINDINGS = 1,
  BW_EXIT_UNABLE = 2,        /* the tool could not do its job; nothing may be concluded about the code */
  BW_EXIT_INTERRUPTED = 130, /* as shells show a program that SIGINT ended */
} bw_exit;

/* A list of strings. */
typedef BW_VEC(const char *) bw_words;

/* Prints "bulwark: error: " and the message as one line on standard error. Control characters are shown as '?'. */
__attribute__((format(printf, 1, 2))) void bw_complain(const char *format, ...);

/* The same with "bulwark: note: ". */
__attribute__((format(printf, 1, 2))) void bw_remark(const char *format, ...);

#endif
