/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The dialect, and the one function of violation.h. Proved in index.c. */
#include "../dialect.h"

#include <bulwark/violation.h>

/*@ terminates \true;
    assigns \nothing;
    ensures \result == index && index < count;
    exits index >= count;
*/
BW_INLINE size_t bw_index(uint64_t index, size_t count);
