/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The version of the program; the build defines it from the project's. */
#ifndef BULWARK_GATE_VERSION_H
#define BULWARK_GATE_VERSION_H

#ifndef BW_VERSION
#error "the build must define BW_VERSION"
#endif

#endif
