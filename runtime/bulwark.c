/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The runtime in one file: add this file, one of platform/ and the include path runtime/include to a
 * build, nothing else.
 */
#include "src/arena.c"
#include "src/base.c"
#include "src/capture.c"
#include "src/guard.c"
#include "src/handle.c"
#include "src/list.c"
#include "src/pool.c"
#include "src/refcount.c"
#include "src/slots.c"
#include "src/string.c"
#include "src/trampoline.c"
#include "src/utf.c"
#include "src/violation.c"
