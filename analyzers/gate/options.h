/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The options of every command: one table, from which the command line is read and from which --help, the man page, the
 * completion of shells and the test of the reference page are made.
 */
#ifndef BULWARK_GATE_OPTIONS_H
#define BULWARK_GATE_OPTIONS_H

#include "gate/policy.h"

/* The commands, as bits: which of them take an option. */
typedef enum bw_command_bit {
  BW_COMMAND_LINT = 1 << 0,
  BW_COMMAND_FIX = 1 << 1,
  BW_COMMAND_BASELINE = 1 << 2,
  BW_COMMAND_EXPLAIN = 1 << 3,
  BW_COMMAND_CHECKS = 1 << 4,
  BW_COMMAND_INIT = 1 << 5,
  BW_COMMAND_DOCTOR = 1 << 6,
  BW_COMMAND_COMPLETION = 1 << 7,
  BW_COMMAND_MAN = 1 << 8,
  BW_COMMAND_REPORT = 1 << 9,
} bw_command_bit;

/* Seconds a unit may take: unless told, and at most. */
enum { BW_TIME_LIMIT_USUAL = 600, BW_TIME_LIMIT_MOST = 86400 };

/* Where bulwark report writes to unless told. */
#define BW_REPORT_FILE "bulwark-report.html"

typedef struct bw_gate_options {
  const char *database; /* -p */
  const char *cache;    /* --cache; NULL: beside the database */
  const char *clang;    /* --clang, the last one; NULL: the entry's own, or the newest */
  bw_words clangs;      /* --clang, all of them */
  const char *plugin;   /* --plugin */
  const char *jobs_text;
  unsigned jobs;        /* -j; 0: one a processor */
  const char *time_limit_text;
  unsigned time_limit;  /* --time-limit, seconds; 600 if not given */
  bool ccache;          /* --ccache */
  bw_words filters;     /* --filter */
  const char *model;    /* --model */
  bw_words models;      /* --models, and those of the configuration */
  bw_words hardened;    /* --hardened */
  bw_words formats;     /* --format, --sarif FILE being sarif=FILE */
  const char *config;   /* --config; NULL: bulwark.yaml here or above */
  bool no_config;
  const char *baseline; /* --baseline, or that of the configuration; NULL: none */
  bool no_baseline;
  const char *diff;     /* --diff; NULL: everything counts */
  bool all;             /* --all */
  const char *output;   /* --output; NULL: BW_REPORT_FILE */
  const char *allow;    /* --allow */
  bw_words rules;       /* --rule */
  bool dry_run;
  const char *patch;    /* --patch */
  bool schema;          /* --schema */
  bool force;           /* --force */
  bw_words files;       /* what is no option */
  bw_gate_policy policy;     /* of the configuration, then of the command line */
} bw_gate_options;

typedef enum bw_option_form { BW_OPTION_FLAG, BW_OPTION_ONE, BW_OPTION_MANY } bw_option_form;

typedef struct bw_option {
  char letter;       /* -p, or 0 */
  const char *name;  /* --database */
  const char *value; /* what it takes, such as "DIR"; NULL for a flag */
  bw_option_form form;
  unsigned commands; /* bits */
  size_t offset;     /* in bw_gate_options: a bool, a const char * or a bw_words */
  const char *help;  /* one or more sentences without a full stop at the end */
} bw_option;

extern const bw_option bw_option_list[];
extern const size_t bw_option_count;

/* pre: argv[0] is the command's name, argv[argc] is NULL. command: its bit.
 * on failure: complained; an unknown option, one without its value, or a value that is none. */
BW_MUST_CHECK bool bw_options_read(bw_arena *arena, int argc, char **argv, unsigned command,
                                   bw_gate_options *ret_options);

/* Reads a whole number between 1 and most. */
BW_MUST_CHECK bool bw_option_number(const char *value, unsigned most, unsigned *ret_number);

#endif
