/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Shows a report as diagnostics of the running compiler. */
#ifndef BULWARK_CLANG_EMIT_H
#define BULWARK_CLANG_EMIT_H

#include "lower.h"

namespace bulwark {

/* Prints every finding that no comment in the source allows (core/allow.h) with its notes and edits, as warnings, or findings of severity ERROR as errors when
 * errors is set. Positions are those that source made. */
void emitReport(clang::DiagnosticsEngine &engine, Source &source, const bw_report &report, bool errors,
                bw_arena *arena);

/* Prints one message of the plugin itself, without a place. */
void emitPlain(clang::DiagnosticsEngine &engine, clang::DiagnosticIDs::Level level, llvm::StringRef message);

} /* namespace bulwark */

#endif
