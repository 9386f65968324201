/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A part of engine.h, which includes it: requests of user processes, the functions that serve them, and what our own runtime
 * lends them for a while. */
#ifndef BULWARK_CORE_REQUEST_H
#define BULWARK_CORE_REQUEST_H

/* ---- handler: functions that are called for user processes ---- */

/* What a model says of a function's arguments by where the function is stored, or by its name; NULL: nothing. */
const bw_model_handler *bw_handler_of(bw_engine *e, bw_ir_ref func);
/* The object is parameter `number` of the function: it is marked as what a user process gives, where a model says so. */
void bw_handler_mark(bw_engine *e, bw_obj *object, bw_ir_ref func, uint32_t number);

/* ---- interrupt: functions in which nothing may wait ---- */

/* The state at the start of a function that is analysed by itself: nothing may wait, where an interrupt, a timer or a
 * deferred call runs it. */
void bw_interrupt_entry(bw_engine *e, bw_ir_ref func, bw_state *s);

/* ---- runtime: what our own runtime lends for a while ---- */

/* The object is a block that was cut from the arena. */
void bw_runtime_cut(bw_engine *e, bw_state *s, uint32_t object, const char *family, bw_lin arena);
/* Memory is used through a pointer: checks are told when what it leads to was lent and is taken back. */
void bw_runtime_use(bw_engine *e, bw_run *r, bw_state *s, const bw_use *use);
/* A pointer, the value of val, is stored: checks are told when it was lent and stays there. */
void bw_runtime_stored(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_value place, bw_value value);
/* a := what was taken back on both ways. */
void bw_runtime_join(bw_state *a, const bw_state *b);

/* ---- commit: what is stored to an object that others find by its handle, and steps that fail behind that ---- */

void bw_commit_stored(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin place);
/* Nothing of it is known any more. */
void bw_commit_forget(bw_state *s);
/* The function under analysis leaves, on a state in which such a step is known. */
void bw_commit_return(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin returned);
/* a := what is so on both ways. */
void bw_commit_join(bw_state *a, const bw_state *b);

/* ---- contract: what a request says of itself ---- */

/* Is there a line of a model about fields of this name in requests? Looked up once a field. */
bool bw_contract_speaks(bw_engine *e, bw_ir_ref field);
/* The field that instruction `from` leads to was read. */
void bw_contract_load(bw_engine *e, bw_run *r, const bw_ir_inst *from, bw_sym sym);
/* The field at place, an instruction, was stored to by instruction site. */
void bw_contract_store(bw_engine *e, bw_run *r, bw_ir_val place, bw_value pointer, bw_value value, uint32_t site);
/* Memory is read or written: checks are told when it is a request's and nothing says that there is so much of it. */
void bw_contract_use(bw_engine *e, bw_run *r, bw_state *s, const bw_user_access *access);
/* Does what ends at `end` in the object lie within the buffer of a request, as long as the request says it is? */
bool bw_contract_within(bw_engine *e, const bw_state *s, uint32_t object, bw_lin end);
/* The object is a buffer of a request, of as many bytes as length. */
void bw_contract_lend(bw_engine *e, uint32_t object, bw_sym length, bool out);
/* So many bytes are copied from or to the user address at the call: checks are told when the request's code says less. */
void bw_contract_copy(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin address, bw_lin size,
                      bool write);
/* Nobody knows what is stored through the pointer from here on. */
void bw_contract_lost(bw_engine *e, bw_state *s, bw_value pointer);
/* The request is answered by the call at site, with so many bytes and this status. */
void bw_contract_answer(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin amount, bw_lin status);
/* It is answered with what was stored in it; returned: by who called, who is told this status. */
void bw_contract_complete(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin returned);

#endif
