/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The check that BW_AT and its kin stand on.
 * of: include/bulwark/violation.h
 */
#include "index.h"
