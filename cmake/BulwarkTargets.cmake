# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Targets that run something over the whole project rather than build a part of it.
include_guard(GLOBAL)
