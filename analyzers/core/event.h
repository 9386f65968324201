/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What checks are told. Part of engine.h. */
#ifndef BULWARK_CORE_EVENT_H
#define BULWARK_CORE_EVENT_H

/* ---- event: what checks are told ---- */
void bw_event_access(bw_engine *e, bw_run *r, bw_state *s, bw_access *access);
/* Does the access move on from round to round of a loop that only ends when input does, with nobody asking how far it came? */
bool bw_endless_input(const bw_engine *e, const bw_run *r, const bw_access *access);
/* Is val what a loop counted that only goes on as long as input does, from 0, and that nobody asked for? Without input it is 0. */
bool bw_endless_counts(const bw_engine *e, const bw_run *r, bw_ir_val val);
/* Does how far it goes hang on how long snprintf says that a text would have been, which nobody looks at? That call; 0: no. */
bw_ir_val bw_printed_unasked(const bw_engine *e, const bw_run *r, const bw_access *access);
/* The call at site moves bytes of which nothing says how many: open. */
void bw_event_unmeasured(bw_engine *e, bw_run *r, uint32_t site);
void bw_event_alloc(bw_engine *e, bw_run *r, bw_state *s, bw_alloc *alloc);
/* Arithmetic done by instruction `site` on a and b (b 0: one operand): told when it goes wrong on attested values. */
void bw_event_arith(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin a, bw_lin b);
void bw_event_use(bw_engine *e, bw_run *r, bw_state *s, const bw_use *use);
void bw_event_release(bw_engine *e, bw_run *r, bw_state *s, const bw_release *release);
void bw_event_leak(bw_engine *e, bw_run *r, bw_state *s, const bw_leak *leak);
void bw_event_uninit(bw_engine *e, bw_run *r, bw_state *s, const bw_uninit *uninit);
void bw_event_wait(bw_engine *e, bw_run *r, bw_state *s, const bw_wait *wait);
void bw_event_fatal(bw_engine *e, bw_run *r, bw_state *s, const bw_fatal *fatal);
void bw_event_ref(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_finding *finding);
void bw_event_misuse(bw_engine *e, bw_run *r, bw_state *s, const bw_misuse *misuse);
void bw_event_contract(bw_engine *e, bw_run *r, bw_state *s, const bw_contract *contract);
void bw_event_lock(bw_engine *e, bw_run *r, bw_state *s, const bw_lock_finding *finding);
/* Does an attacker choose lin, and no test says how much it is at most? *ret_sym: what he chooses. */
bool bw_event_unchecked(bw_engine *e, const bw_state *s, bw_lin lin, bw_sym *ret_sym);
void bw_event_typed(bw_engine *e, bw_run *r, bw_state *s, const bw_typed_finding *finding);
void bw_event_rights(bw_engine *e, bw_run *r, bw_state *s, const bw_rights *rights);
void bw_event_exposure(bw_engine *e, bw_run *r, bw_state *s, const bw_exposure *exposure);
void bw_event_user(bw_engine *e, bw_run *r, bw_state *s, const bw_user_access *access);
void bw_event_format(bw_engine *e, bw_run *r, bw_state *s, const bw_format_finding *finding);
void bw_event_pair(bw_engine *e, bw_run *r, bw_state *s, const bw_pair *pair);
/* Pointers are subtracted: checks are told when they lead to different objects. */
void bw_pair_difference(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst);
void bw_event_late_test(bw_engine *e, bw_run *r, bw_state *s, const bw_late_test *test);
/* Runs the instruction events of one function, and counts its accesses by verdict. */
void bw_event_function(bw_engine *e, bw_ir_ref func);

/* What a check holds in its hands during an event. */
struct bw_check_context {
    bw_engine *e;
    bw_run *run; /* NULL in instruction events */
    bw_state *s;
    bw_ir_ref func;
    uint32_t context;
};

/* Calls member `what` of every enabled check that has it. */
#define BW_TELL(e, r, s, what, value)                                                                                  \
    do {                                                                                                               \
        bw_check_context context_ = {(e), (r), (s), (r)->frame->func, (r)->frame->context};                            \
        for (int check_ = 0; check_ < BW_CHECK_COUNT; check_++)                                                        \
            if (bw_check_impls[check_]->what != NULL && !(e)->options->off[check_])                                    \
                bw_check_impls[check_]->what(&context_, (value));                                                      \
    } while (0)

#endif
