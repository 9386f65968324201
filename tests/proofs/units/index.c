/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The check that BW_AT and its kin stand on. */
#include "index.h"
