/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Functions that stand in members of records, by whatever way a module puts them there. */
#ifndef BULWARK_CORE_MEMBER_H
#define BULWARK_CORE_MEMBER_H

#include "core/engine.h"

typedef void bw_member_visit(bw_engine *e, bw_ir_ref field, bw_ir_ref func);

/* Calls visit for each function that an initialiser of a global or a store puts into a member, initialisers first; once
 * for each place that does. Cost: one walk over the module. */
void bw_members_each(bw_engine *e, bw_member_visit *visit);

/* The same member of the same record, which every unit of a program describes anew: told by both names. */
bool bw_member_same_name(const bw_engine *e, bw_ir_ref a, bw_ir_ref b);

#endif
