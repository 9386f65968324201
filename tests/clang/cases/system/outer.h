/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define OUTER_AT(p, i) ((p)[i])
