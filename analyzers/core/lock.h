/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of the engine: locks, and values that were read under them (lock.c); what the code in view does to the fields they
 * were read from (lock_fields.c). */
#ifndef BULWARK_CORE_LOCK_H
#define BULWARK_CORE_LOCK_H

#include "core/engine.h"

/* Does others' code, as far as it is in view, change what the field holds while the function does not have the lock? Yes
 * when some function that takes a lock stores to it; and when nothing in view ever does, so that nothing is known. */
bool bw_lock_changes(bw_engine *e, bw_ir_ref field);
/* Does a function that takes a lock store to the global? */
bool bw_lock_changes_global(bw_engine *e, bw_ir_ref object);
/* Does a function other than func, which takes a lock, free something of this type or drop a reference to it? */
bool bw_lock_frees(bw_engine *e, bw_ir_ref type, bw_ir_ref func);
/* The field that a place belongs to, by the way the code goes there; 0 none. *ret_picked: an element picked by an index. */
bw_ir_ref bw_lock_field(const bw_engine *e, const bw_ir_func *func, bw_ir_val pointer, bool *ret_picked);

/* Each but take and drop is only called where the state has locks. */

/* A call that takes or drops a lock. */
typedef struct bw_lock_op {
    uint32_t site;
    bool named;     /* false: there is one lock of the kind in all */
    bw_lin pointer;
    bw_ir_ref type; /* of the pointer */
    bw_lin by;      /* what tells the lock when it is dropped: a queue's place; 0 the lock itself */
    bool section;   /* a read section of RCU */
    uint64_t global; /* hash of the name of a global that nothing but declarations speak of; 0: none */
} bw_lock_op;

void bw_lock_take(bw_engine *e, bw_run *r, bw_state *s, const bw_lock_op *op);
void bw_lock_drop(bw_engine *e, bw_run *r, bw_state *s, const bw_lock_op *op);
/* A value was read while a lock is held. published: a pointer that others exchange as a whole (rcu_dereference). */
void bw_lock_read(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val pointer_val, bw_lin pointer, bw_lin value,
                  bool published);
/* A branch asks for it. */
void bw_lock_tested(bw_engine *e, bw_state *s, bw_lin condition);
/* What the pointer leads to does not end while it is needed. */
void bw_lock_pinned(bw_engine *e, bw_state *s, bw_lin pointer);
void bw_lock_use(bw_engine *e, bw_run *r, bw_state *s, const bw_use *use);
void bw_lock_write(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val pointer_val, bw_lin pointer);
/* An operation of the machine may change it: it leaves a mark as a store does. */
void bw_lock_changed(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin pointer);
void bw_lock_extent(bw_engine *e, bw_run *r, bw_state *s, const bw_access *access);
const bw_locks *bw_lock_join(bw_engine *e, const bw_state *a, const bw_state *b);
bool bw_lock_same(const bw_locks *a, const bw_locks *b);

#endif
