/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The options of `bulwark lint` and `bulwark doctor`. */
#ifndef BULWARK_GATE_OPTIONS_H
#define BULWARK_GATE_OPTIONS_H

#include "gate/gate.h"

typedef struct bw_gate_options {
  const char *database; /* -p */
  const char *cache;    /* --cache; NULL: beside the database */
  const char *sarif;    /* --sarif; NULL: none */
  const char *clang;    /* --clang, the last one; NULL: the entry's own, or the newest */
  bw_words clangs;      /* --clang, all of them */
  const char *plugin;   /* --plugin */
  unsigned jobs;        /* -j; 0: one a processor */
  bw_words filters;     /* --filter */
  bw_words models;      /* --models */
  bw_words hardened;    /* --hardened */
  bw_words files;       /* what is no option */
  bool help;
} bw_gate_options;

/* pre: argv[0] is the command's name, argv[argc] is NULL. allowed: the long names the command takes, ends with NULL.
 * on failure: complained; an unknown option, one without its value, or a value that is none. */
BW_MUST_CHECK bool bw_options_read(bw_arena *arena, int argc, char **argv, const char *const *allowed,
                                   bw_gate_options *ret_options);

#endif
