/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What `-include bulwark/sal.h` does for a unit, for the cases that are written in SAL. */
#include "../../../analyzers/include/bulwark/sal.h"
