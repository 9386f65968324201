/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The model files of analyzers/models/ as data, in the order in which they are read. Made at build time. */
#ifndef BULWARK_CORE_MODEL_BUILTIN_H
#define BULWARK_CORE_MODEL_BUILTIN_H

#include <stddef.h>

typedef struct bw_model_file {
  const char *name; /* such as "libc.model" */
  const unsigned char *text;
  size_t size;
} bw_model_file;

extern const bw_model_file bw_model_files[];
extern const size_t bw_model_file_count;

#endif
