/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A header whose path a model declares trusted. */
#define TRUSTED_AT(p, i) ((p)[i])
#define BW_UNSAFE(reason) if (sizeof("bulwark::unsafe:" reason) == 0u) { } else
