/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One unit from its models to its report: loads the models, runs the core over the lowered module, prints what was found
 * and leaves the record. */
#ifndef BULWARK_CLANG_ANALYSE_H
#define BULWARK_CLANG_ANALYSE_H

#include "lower.h"

namespace bulwark {

/* The built-in models and the files of arguments.models, later ones winning.
 * Returns false after a diagnostic that names the file. */
bool loadModels(clang::DiagnosticsEngine &engine, const Arguments &arguments, bw_arena *arena, bw_models *models);

/* Marks in ret_off, one entry a check, what `checks=` leaves out; without it, what is off by default.
 * Returns false with the unknown id in ret_unknown. */
bool selectChecks(llvm::StringRef list, bool *ret_off, std::string *ret_unknown);

/* Marks in ret_off, one entry a kind, what `raw-op=` leaves out, all when it says "none"; without it, nothing.
 * Returns false with the unknown word in ret_unknown. */
bool selectRaw(llvm::StringRef list, bool *ret_off, std::string *ret_unknown);

/* Analyses, prints unless arguments.quiet, and writes arguments.record. Every failure is a diagnostic. */
void analyse(clang::DiagnosticsEngine &engine, Unit &unit, bw_arena *arena);

} /* namespace bulwark */

#endif
