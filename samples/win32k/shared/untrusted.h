/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * W32_UNTRUSTED marks a parameter whose value an attacker chooses.
 *
 * On a pointer it says so of the bytes pointed to, on an integer of the value itself. The analyzers read the
 * annotation; the generated code does not change. A compiler that has no such annotation sees nothing.
 */
#ifndef W32_UNTRUSTED_H
#define W32_UNTRUSTED_H

#if defined(__clang__)
#define W32_UNTRUSTED __attribute__((annotate("bulwark::untrusted")))
#else
#define W32_UNTRUSTED
#endif

#endif
