/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The pages of the documentation, for those who print them. */
#ifndef BULWARK_GATE_EXPLAIN_H
#define BULWARK_GATE_EXPLAIN_H

#include "gate/gate.h"

/* The page of that name within docs/, such as "checks/raw-op.md": in $BULWARK_DOC_DIR, beside the installed program,
 * or in the tree it was built from. false, saying nothing, if it is in none of them. */
BW_MUST_CHECK bool bw_page_read(bw_arena *arena, const char *name, char **ret_page);

#endif
