/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Spans of bytes.
 * after: index ints
 */
#include "bytes.h"
