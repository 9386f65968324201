/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Spans of an item wider than a byte: those of UTF-16 units.
 * of: include/bulwark/span.h
 * after: index ints span
 */
#include "u16s.h"
