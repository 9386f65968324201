/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the tests of the engine share: an arena for each test, an engine at rest for its layers one by one, concrete
 * values for symbols, and whole analyses of texts. */
#ifndef BULWARK_TESTS_ENGINE_TEST_H
#define BULWARK_TESTS_ENGINE_TEST_H

#include <check.h>

#include "bulwark/arena.h"
#include "core/engine.h"
#include "core/ir_text.h"
#include "random.h"

extern bw_arena test_arena;

/* A test case with a fresh test_arena before each test. */
TCase *engine_case(const char *name);

/* ---- layers: values, numeric, arith, join ---- */

/* An engine between two functions, with no module but the types that type_of makes. */
bw_engine *engine_at_rest(void);

/* The integer type of this width and sign. */
bw_ir_ref type_of(bw_engine *e, unsigned bits, bool is_signed);

#define CONCRETE_MAX 4096

/* One run of the program: what each symbol is in it. Symbols that the engine makes of others follow from them. */
typedef struct concrete {
    bw_wide value[CONCRETE_MAX];
    bool known[CONCRETE_MAX];
} concrete;

/* A new symbol of a type, and what it is in the run. */
bw_sym symbol_with(bw_engine *e, concrete *run, bw_ir_ref type, bw_wide value);

/* The value of a form in the run. False when a symbol in it has none (a division by zero, say). */
bool value_in(bw_engine *e, const concrete *run, bw_lin lin, bw_wide *ret_value);

/* value as a number of so many bits. */
bw_wide wrapped(bw_wide value, unsigned bits, bool is_signed);

/* Fails the test when the run is not one that the state describes: each bound, step and fact must hold. */
void must_describe(bw_engine *e, const bw_state *s, const concrete *run, const char *where);

/* ---- whole analyses ---- */

/* Reads a text, checks that its functions are well formed, and makes its unmarked functions code of the main file. */
bw_ir_module module_of(const char *text);

/* Analyses with the models of `model_text` (NULL: none) and a budget (0: the usual one). */
bw_report analysed(bw_ir_module *module, const char *model_text, uint32_t budget);

/* The report of a text, as lines "line:column check: message" and below each "  line:column note", then those counts
 * that the caller names. In test_arena. */
const char *report_text(const bw_report *report);

TCase *values_case(void);
TCase *numeric_case(void);
TCase *arith_case(void);
TCase *memory_case(void);
TCase *join_case(void);
TCase *order_case(void);
TCase *findings_case(void);
TCase *same_case(void);
TCase *robust_case(void);

#endif
