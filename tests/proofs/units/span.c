/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Spans of bytes.
 * of: include/bulwark/span.h
 * after: index ints
 */
#include "bytes.h"
