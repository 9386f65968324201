/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What goes back to who asked, and what of it was written. Part of engine.h. */
#ifndef BULWARK_CORE_ANSWER_H
#define BULWARK_CORE_ANSWER_H

/* ---- answer: buffers that go back when the function answers 0 ---- */

typedef enum bw_answer_part { BW_ANSWER_NONE, BW_ANSWER_BUFFER, BW_ANSWER_COUNT } bw_answer_part;
/* What the field is of a request: what leads to the buffer, or what says how many of its bytes go back. */
bw_answer_part bw_answer_part_of(const bw_engine *e, bw_ir_ref field);
/* Such fields were read and stored to. */
void bw_answer_load(bw_engine *e, bw_sym sym);
void bw_answer_store(bw_engine *e, bw_run *r, bw_ir_val place, bw_value pointer, bw_value value, uint32_t site);
/* Code out of view was given what leads to a request. */
void bw_answer_lost(bw_engine *e, bw_state *s, bw_value pointer);
/* The function under analysis returns `returned`. */
void bw_answer_complete(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin returned);

/* Bytes up to end of an object may hold something now. */
void bw_mem_written_to(bw_objstate *state, bw_wide end);

/* ---- user: what of an object goes out, and what is kept ---- */

/* The first bytes of [from, end) to which nothing was stored; false: there are none. */
bool bw_user_gap(bw_engine *e, const bw_state *s, const bw_objstate *state, int64_t from, int64_t end, int64_t *ret_first,
                 int64_t *ret_end);
/* A pointer to a second copy of what was read and checked before is stored at place, as one to a record of that kind. */
void bw_user_kept(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin place, bw_lin pointer);
/* Bytes [from, end) of it go to user memory: the first that was never written is told. */
void bw_user_given(bw_engine *e, bw_run *r, bw_state *s, uint32_t object, int64_t from, int64_t end, bw_exposure told);

/* ---- partly: arrays filled by an amount that is not known ---- */

/* size bytes at pointer are filled: true when they lie in an array from *ret_from to *ret_end and need not fill it. */
bool bw_partly_filled(bw_engine *e, bw_state *s, bw_value pointer, bw_lin size, int64_t *ret_from, int64_t *ret_end);
/* Bytes [from, end) are filled, all of them. */
void bw_partly_covered(bw_objstate *state, bw_wide from, bw_wide end);
void bw_partly_join(bw_objstate *into, const bw_objstate *other);

#endif
