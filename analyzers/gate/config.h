/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The configuration of a project: bulwark.yaml at its root.
 *
 * YAML, read by libyaml; every key stands in one table, from which the reader, the JSON schema and the test of the
 * reference page are made. What the command line says goes before what the file says, and that before the default.
 * The file is untrusted: any bytes give a policy or complaints that name file, line, column and key.
 */
#ifndef BULWARK_GATE_CONFIG_H
#define BULWARK_GATE_CONFIG_H

#include "gate/options.h"

#define BW_CONFIG_NAME "bulwark.yaml"

typedef struct bw_config_key {
  const char *path; /* "limits.error"; "tiers[].glob" for the items of a list; "severity.*" for any rule */
  const char *kind; /* "path", "text", "paths", "items", "group", "tier", "severity", "day", "count", "seconds" */
  const char *help;
} bw_config_key;

extern const bw_config_key bw_config_keys[];
extern const size_t bw_config_key_count;

/* Completes options: reads the file that --config names or that is found in the current folder or above it, unless
 * --no-config; then puts what the command line says over it. post: options->policy is set; paths of the file are
 * absolute.
 * on failure: complained, each fault in a line of its own. */
BW_MUST_CHECK bool bw_config_load(bw_arena *arena, bw_gate_options *options);

/* The JSON schema of the file, for editors. */
const char *bw_config_schema(bw_arena *arena);

#endif
