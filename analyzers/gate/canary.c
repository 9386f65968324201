/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/plan.h"

/* Without a header, a macro or a word that some standard of C lacks: it compiles under any flags that C compiles
 * under. Eight bytes do not fit into four whatever the target is. */
const char bw_canary_source[] =
    "static char bulwark_canary_buffer[4];\n"
    "void bulwark_canary(const char *source);\n"
    "void bulwark_canary(const char *source) { __builtin_memcpy(bulwark_canary_buffer, source, 8); }\n";
