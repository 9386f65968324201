/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Strings, as the engine sees them: their elements, their lengths, and loops that look for their ends (text.c). Included by
 * engine.h alone. */
#ifndef BULWARK_CORE_TEXT_H
#define BULWARK_CORE_TEXT_H

/* The program went through characters there up to a bound, perhaps to find out whether there is a terminator. */
void bw_mem_end_sought(bw_engine *e, bw_state *s, bw_value pointer);
/* An integer at an offset of constant data that is not known: within the values that stand there; 0 none such. */
bw_lin bw_text_element(bw_engine *e, uint32_t object, bw_lin offset, bw_ir_ref type, bw_ir_loc loc);
/* The same for data that may change: an integer was read from its present content. */
void bw_text_read(bw_engine *e, const bw_state *s, bw_sym base, bw_lin offset, uint32_t region, bw_lin value);
/* The distance from the next 0 to the element that a condition asks to be 0; 0 none. *why, of the condition, becomes
 * what says that the end is met. */
bw_lin bw_text_end_asked(bw_engine *e, bw_state *s, bw_lin condition, uint32_t *why);
/* Characters of elem bytes from pointer to the terminator, where a call said it or all are known. */
bool bw_text_known(bw_engine *e, const bw_state *s, bw_lin pointer, uint32_t elem, bw_lin *ret_length);
/* The symbol of this kind and key for a length, which nothing else bounds. */
bw_sym bw_length_symbol(bw_engine *e, bw_sym_kind kind, const uint32_t key[5], bool untrusted, bw_ir_loc loc);
/* A branch asked whether an element is 0: so its place is where a 0 stands, or is not. False when the state cannot be. */
bool bw_text_tested(bw_engine *e, bw_state *s, bw_lin condition, bool truth, uint32_t why);

#endif
