/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Integers as bytes.
 * of: include/bulwark/endian.h
 * after: index ints span
 */
#include "endian.h"

#include "../join.h"
