/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The checked arithmetic of sizes with its contracts, for the units that stand on it. Proved in ints.c. */
#include "index.h"

#include <bulwark/ints.h>

#include "../bits.h"

#define T size_t
#define T_NAME bw_size
#define T_MIN 0
#define T_MAX SIZE_MAX
#define T_BITS 64
#include "ints_both.h"
