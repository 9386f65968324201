/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/sal.h: Microsoft's source annotations (SAL 2, the WDK's driver annotations) as facts for the analysis.
 *
 * Put `-include bulwark/sal.h` on the command line of a unit that is analysed. Headers of a platform that define these macros
 * as nothing are read first, if there are any, so that theirs do not come later; then the macros are defined again, as tags
 * that Clang keeps on the declarations and that change nothing in what is compiled. What a tag means is listed in
 * docs/reference/annotations.md. Other compilers are not meant to read this file.
 *
 * A size is an expression over the function's parameters and integers. One with sizeof or a cast in it is not understood,
 * and says nothing.
 */
#ifndef BULWARK_SAL_H
#define BULWARK_SAL_H

#if defined(__has_include)
#if __has_include(<sal.h>)
#include <sal.h>
#endif
#if __has_include(<specstrings.h>)
#include <specstrings.h>
#endif
#if __has_include(<driverspecs.h>)
#include <driverspecs.h>
#endif
#if __has_include(<concurrencysal.h>)
#include <concurrencysal.h>
#endif
#endif

#define BW_SAL_TAG(text) __attribute__((btf_decl_tag(text)))
/* The argument as it is written: names of levels are macros that stand for numbers. */
#define BW_SAL_NAMED(fact, ...) BW_SAL_TAG("bulwark::" fact "(" #__VA_ARGS__ ")")
/* The argument with its macros expanded: numbers that have names. */
#define BW_SAL_SIZED(fact, ...) BW_SAL_NAMED(fact, __VA_ARGS__)
#define BW_SAL_NONNULL BW_SAL_TAG("bulwark::nonnull")
#define BW_SAL_OPTIONAL BW_SAL_TAG("bulwark::optional")

/* ---- parameters: one object ---- */

#undef _In_
#define _In_ BW_SAL_TAG("bulwark::in")
#undef _In_opt_
#define _In_opt_ BW_SAL_OPTIONAL
#undef _Out_
#define _Out_ BW_SAL_NONNULL BW_SAL_TAG("bulwark::out")
#undef _Out_opt_
#define _Out_opt_ BW_SAL_OPTIONAL BW_SAL_TAG("bulwark::out")
#undef _Inout_
#define _Inout_ BW_SAL_NONNULL BW_SAL_TAG("bulwark::inout")
#undef _Inout_opt_
#define _Inout_opt_ BW_SAL_OPTIONAL BW_SAL_TAG("bulwark::inout")
#undef _In_z_
#define _In_z_ BW_SAL_NONNULL BW_SAL_TAG("bulwark::reads_string")
#undef _In_opt_z_
#define _In_opt_z_ BW_SAL_OPTIONAL
#undef _Notnull_
#define _Notnull_ BW_SAL_NONNULL
#undef _Pre_notnull_
#define _Pre_notnull_ BW_SAL_NONNULL
#undef _Outptr_
#define _Outptr_ BW_SAL_NONNULL BW_SAL_TAG("bulwark::outptr")
#undef _Outptr_result_maybenull_
#define _Outptr_result_maybenull_ BW_SAL_NONNULL BW_SAL_TAG("bulwark::outptr")
#undef _Outptr_result_z_
#define _Outptr_result_z_ BW_SAL_NONNULL BW_SAL_TAG("bulwark::outptr")
#undef _Outptr_result_maybenull_z_
#define _Outptr_result_maybenull_z_ BW_SAL_NONNULL BW_SAL_TAG("bulwark::outptr")
#undef _COM_Outptr_
#define _COM_Outptr_ BW_SAL_NONNULL BW_SAL_TAG("bulwark::outptr")
#undef _Outptr_opt_
#define _Outptr_opt_ BW_SAL_TAG("bulwark::outptr")
#undef _Outptr_opt_result_maybenull_
#define _Outptr_opt_result_maybenull_ BW_SAL_TAG("bulwark::outptr")
#undef _Outptr_opt_result_z_
#define _Outptr_opt_result_z_ BW_SAL_TAG("bulwark::outptr")
#undef _Outptr_result_buffer_
#define _Outptr_result_buffer_(size) BW_SAL_NONNULL BW_SAL_TAG("bulwark::outptr")
#undef _Outptr_result_bytebuffer_
#define _Outptr_result_bytebuffer_(size) BW_SAL_NONNULL BW_SAL_TAG("bulwark::outptr")
#undef _Outptr_result_buffer_maybenull_
#define _Outptr_result_buffer_maybenull_(size) BW_SAL_NONNULL BW_SAL_TAG("bulwark::outptr")
#undef _Outptr_result_bytebuffer_maybenull_
#define _Outptr_result_bytebuffer_maybenull_(size) BW_SAL_NONNULL BW_SAL_TAG("bulwark::outptr")

/* ---- parameters: buffers; a size counts elements, or bytes where the name says so ---- */

#undef _In_reads_
#define _In_reads_(size) BW_SAL_SIZED("reads", size)
#undef _In_reads_opt_
#define _In_reads_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("reads", size)
#undef _In_reads_bytes_
#define _In_reads_bytes_(size) BW_SAL_SIZED("reads_bytes", size)
#undef _In_reads_bytes_opt_
#define _In_reads_bytes_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("reads_bytes", size)
#undef _In_reads_z_
#define _In_reads_z_(size) BW_SAL_SIZED("reads", size)
#undef _In_reads_z_opt_
#define _In_reads_z_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("reads", size)
#undef _In_reads_or_z_
#define _In_reads_or_z_(size) BW_SAL_SIZED("in", size)
#undef _In_reads_or_z_opt_
#define _In_reads_or_z_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("in", size)
#undef _Out_writes_
#define _Out_writes_(size) BW_SAL_SIZED("writes", size)
#undef _Out_writes_opt_
#define _Out_writes_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("writes", size)
#undef _Out_writes_bytes_
#define _Out_writes_bytes_(size) BW_SAL_SIZED("writes_bytes", size)
#undef _Out_writes_bytes_opt_
#define _Out_writes_bytes_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("writes_bytes", size)
#undef _Out_writes_z_
#define _Out_writes_z_(size) BW_SAL_SIZED("writes", size)
#undef _Out_writes_z_opt_
#define _Out_writes_z_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("writes", size)
#undef _Out_writes_all_
#define _Out_writes_all_(size) BW_SAL_SIZED("writes", size)
#undef _Out_writes_all_opt_
#define _Out_writes_all_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("writes", size)
#undef _Out_writes_bytes_all_
#define _Out_writes_bytes_all_(size) BW_SAL_SIZED("writes_bytes", size)
#undef _Out_writes_bytes_all_opt_
#define _Out_writes_bytes_all_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("writes_bytes", size)
#undef _Inout_updates_
#define _Inout_updates_(size) BW_SAL_SIZED("updates", size)
#undef _Inout_updates_opt_
#define _Inout_updates_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("updates", size)
#undef _Inout_updates_bytes_
#define _Inout_updates_bytes_(size) BW_SAL_SIZED("updates_bytes", size)
#undef _Inout_updates_bytes_opt_
#define _Inout_updates_bytes_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("updates_bytes", size)
#undef _Inout_updates_z_
#define _Inout_updates_z_(size) BW_SAL_SIZED("updates", size)
#undef _Inout_updates_z_opt_
#define _Inout_updates_z_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("updates", size)
#undef _Inout_updates_all_
#define _Inout_updates_all_(size) BW_SAL_SIZED("updates", size)
#undef _Inout_updates_all_opt_
#define _Inout_updates_all_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("updates", size)
#undef _Inout_updates_bytes_all_
#define _Inout_updates_bytes_all_(size) BW_SAL_SIZED("updates_bytes", size)
#undef _Inout_updates_bytes_all_opt_
#define _Inout_updates_bytes_all_opt_(size) BW_SAL_OPTIONAL BW_SAL_SIZED("updates_bytes", size)
#undef _Out_writes_to_
#define _Out_writes_to_(size, count) BW_SAL_SIZED("writes", size)
#undef _Out_writes_to_opt_
#define _Out_writes_to_opt_(size, count) BW_SAL_OPTIONAL BW_SAL_SIZED("writes", size)
#undef _Out_writes_bytes_to_
#define _Out_writes_bytes_to_(size, count) BW_SAL_SIZED("writes_bytes", size)
#undef _Out_writes_bytes_to_opt_
#define _Out_writes_bytes_to_opt_(size, count) BW_SAL_OPTIONAL BW_SAL_SIZED("writes_bytes", size)
#undef _Inout_updates_to_
#define _Inout_updates_to_(size, count) BW_SAL_SIZED("updates", size)
#undef _Inout_updates_to_opt_
#define _Inout_updates_to_opt_(size, count) BW_SAL_OPTIONAL BW_SAL_SIZED("updates", size)
#undef _Inout_updates_bytes_to_
#define _Inout_updates_bytes_to_(size, count) BW_SAL_SIZED("updates_bytes", size)
#undef _Inout_updates_bytes_to_opt_
#define _Inout_updates_bytes_to_opt_(size, count) BW_SAL_OPTIONAL BW_SAL_SIZED("updates_bytes", size)

/* ---- fields ---- */

#undef _Field_size_
#define _Field_size_(size) BW_SAL_NAMED("counted_by", size)
#undef _Field_size_opt_
#define _Field_size_opt_(size) BW_SAL_NAMED("counted_by", size)
#undef _Field_size_full_
#define _Field_size_full_(size) BW_SAL_NAMED("counted_by", size)

/* ---- results ---- */

#undef _Ret_maybenull_
#define _Ret_maybenull_ BW_SAL_TAG("bulwark::may_return_null")
#undef _Ret_maybenull_z_
#define _Ret_maybenull_z_ BW_SAL_TAG("bulwark::may_return_null")
#undef _Ret_opt_
#define _Ret_opt_ BW_SAL_TAG("bulwark::may_return_null")
#undef _Ret_notnull_
#define _Ret_notnull_ BW_SAL_TAG("bulwark::returns_nonnull")
#undef _Ret_z_
#define _Ret_z_ BW_SAL_TAG("bulwark::returns_nonnull")
#undef _Post_writable_byte_size_
#define _Post_writable_byte_size_(size) BW_SAL_SIZED("returns_bytes", size)
#undef _Ret_writes_bytes_
#define _Ret_writes_bytes_(size) BW_SAL_SIZED("returns_bytes", size)
#undef _Ret_writes_bytes_maybenull_
#define _Ret_writes_bytes_maybenull_(size) BW_SAL_SIZED("returns_bytes", size)
#undef _Must_inspect_result_
#define _Must_inspect_result_ __attribute__((warn_unused_result))
#undef _Check_return_
#define _Check_return_ __attribute__((warn_unused_result))

/* ---- who owns memory ---- */

#undef __drv_allocatesMem
#define __drv_allocatesMem(kind) BW_SAL_NAMED("allocates", kind)
#undef __drv_freesMem
#define __drv_freesMem(kind) BW_SAL_NAMED("frees", kind)
#undef __drv_aliasesMem
#define __drv_aliasesMem BW_SAL_TAG("bulwark::keeps")
#undef _Post_ptr_invalid_
#define _Post_ptr_invalid_ BW_SAL_TAG("bulwark::frees(Mem)")
#undef _Post_invalid_
#define _Post_invalid_ BW_SAL_TAG("bulwark::frees(Mem)")

/* ---- interrupt request levels ---- */

#undef _IRQL_requires_max_
#define _IRQL_requires_max_(level) BW_SAL_TAG("bulwark::level(" #level ")")
#undef _IRQL_requires_
#define _IRQL_requires_(level) BW_SAL_TAG("bulwark::level(" #level ")")
#undef __drv_maxIRQL
#define __drv_maxIRQL(level) BW_SAL_TAG("bulwark::level(" #level ")")
#undef __drv_requiresIRQL
#define __drv_requiresIRQL(level) BW_SAL_TAG("bulwark::level(" #level ")")
#undef _IRQL_raises_
#define _IRQL_raises_(level) BW_SAL_TAG("bulwark::raises(" #level ")")
#undef __drv_raisesIRQL
#define __drv_raisesIRQL(level) BW_SAL_TAG("bulwark::raises(" #level ")")
#undef _IRQL_restores_
#define _IRQL_restores_ BW_SAL_TAG("bulwark::restores_level")
#undef __drv_restoresIRQL
#define __drv_restoresIRQL BW_SAL_TAG("bulwark::restores_level")
#undef _IRQL_saves_
#define _IRQL_saves_ BW_SAL_TAG("bulwark::same_level")
#undef _IRQL_requires_same_
#define _IRQL_requires_same_ BW_SAL_TAG("bulwark::same_level")
#undef __drv_savesIRQL
#define __drv_savesIRQL BW_SAL_TAG("bulwark::same_level")
#undef __drv_sameIRQL
#define __drv_sameIRQL BW_SAL_TAG("bulwark::same_level")

/* ---- locks ---- */

#undef _Acquires_lock_
#define _Acquires_lock_(lock) BW_SAL_NAMED("acquires", lock)
#undef _Acquires_exclusive_lock_
#define _Acquires_exclusive_lock_(lock) BW_SAL_NAMED("acquires", lock)
#undef _Acquires_shared_lock_
#define _Acquires_shared_lock_(lock) BW_SAL_NAMED("acquires", lock)
#undef _Acquires_nonreentrant_lock_
#define _Acquires_nonreentrant_lock_(lock) BW_SAL_NAMED("acquires", lock)
#undef _Releases_lock_
#define _Releases_lock_(lock) BW_SAL_NAMED("releases", lock)
#undef _Releases_exclusive_lock_
#define _Releases_exclusive_lock_(lock) BW_SAL_NAMED("releases", lock)
#undef _Releases_shared_lock_
#define _Releases_shared_lock_(lock) BW_SAL_NAMED("releases", lock)
#undef _Releases_nonreentrant_lock_
#define _Releases_nonreentrant_lock_(lock) BW_SAL_NAMED("releases", lock)
#undef _Requires_lock_held_
#define _Requires_lock_held_(lock) BW_SAL_NAMED("requires_lock", lock)
#undef _Requires_exclusive_lock_held_
#define _Requires_exclusive_lock_held_(lock) BW_SAL_NAMED("requires_lock", lock)
#undef _Requires_shared_lock_held_
#define _Requires_shared_lock_held_(lock) BW_SAL_NAMED("requires_lock", lock)
#undef _Guarded_by_
#define _Guarded_by_(lock) BW_SAL_NAMED("guarded_by", lock)

/* ---- where trust begins, and what a function is ---- */

#undef _Kernel_entry_
#define _Kernel_entry_ BW_SAL_TAG("bulwark::kernel_entry")
#undef _Kernel_entry_always_
#define _Kernel_entry_always_ BW_SAL_TAG("bulwark::kernel_entry")
#undef _Function_class_
#define _Function_class_(name) BW_SAL_TAG("bulwark::function_class(" #name ")")
#undef __drv_functionClass
#define __drv_functionClass(name) BW_SAL_TAG("bulwark::function_class(" #name ")")

/* ---- conditions are not followed: what they contain holds on some paths only ---- */

#undef _When_
#define _When_(condition, annotations)
#undef _At_
#define _At_(target, annotations)
#undef _Success_
#define _Success_(condition)
#undef _On_failure_
#define _On_failure_(annotations)
#undef _Always_
#define _Always_(annotations)
#undef _IRQL_uses_cancel_
#define _IRQL_uses_cancel_

#endif
