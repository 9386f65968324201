/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* For the cases: a value or pointee that an attacker chooses, without the runtime's headers. */
#ifndef BULWARK_TESTS_UNTRUSTED_H
#define BULWARK_TESTS_UNTRUSTED_H

#define UNTRUSTED __attribute__((annotate("bulwark::untrusted")))

#endif
