/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the analyzers cannot guess, on declarations that both forms and all hosts share. They read it there; the generated
 * code does not change. A compiler that has no such annotations sees nothing. (A driver of its own takes these from
 * bulwark/annotate.h; the hosts do not have the runtime's headers.)
 *
 *   W32_UNTRUSTED    on a parameter: an attacker chooses its value; on a pointer: the bytes it leads to
 *   W32_CLIENT       on a function: what it returns is an address in the client's memory
 *   W32_REENTERS     on a function: the client may make requests before it returns
 *   W32_DOES("…")    on a function: what it does, as docs/reference/models.md says such things
 */
#ifndef W32_UNTRUSTED_H
#define W32_UNTRUSTED_H

#if defined(__clang__)
#define W32_UNTRUSTED __attribute__((annotate("bulwark::untrusted")))
#else
#define W32_UNTRUSTED
#endif

/* A declaration tag, which keeps no function that is not used. */
#if defined(__clang__) && !defined(__cplusplus)
#define W32_TAG(text) __attribute__((btf_decl_tag(text)))
#else
#define W32_TAG(text)
#endif
#define W32_CLIENT W32_TAG("bulwark::user")
#define W32_REENTERS W32_TAG("bulwark::reenters")
#define W32_DOES(clauses) W32_TAG("bulwark::does(" clauses ")")

#endif
