/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What callers ask of a result: a look-up whose every caller but one asks whether it found anything may find nothing for that
 * one, too. (Engler et al., Bugs as deviant behavior, 2001.) */
#include "core/engine.h"

enum { ASKED_UNKNOWN, ASKED_NO, ASKED_YES, ASKED_NEVER, CALLERS_LEAST = 2, CALLERS_MANY = 4 };

/* The variable, by name alone, that a value is stored to; 0 none. */
static bw_ir_ref kept_in(const bw_ir_func *f, bw_ir_val val)
{
    for (bw_ir_val i = val + 1; i < f->inst_count; i++)
        if (f->insts[i].op == BW_IR_STORE && f->insts[i].b == val && f->insts[f->insts[i].a].op == BW_IR_ADDR)
            return f->insts[f->insts[i].a].a;
    return 0;
}

/* Is it what a comparison with null, a negation or a branch looks at? */
static bool asked(const bw_ir_func *f, bw_ir_val val)
{
    for (bw_ir_val i = val + 1; i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        if (inst->op == BW_IR_CMP && (inst->a == val || inst->b == val))
            return true;
        if ((inst->op == BW_IR_CBR || inst->op == BW_IR_UN || (inst->op == BW_IR_CAST && inst->sub == BW_CAST_BOOL)) && inst->a == val)
            return true;
        if (inst->op == BW_IR_CAST && inst->sub == BW_CAST_PTR && inst->a == val && asked(f, i))
            return true;
    }
    return false;
}

static bool asks_result(const bw_ir_func *f, bw_ir_val call)
{
    bw_ir_val val = call;
    if (asked(f, call))
        return true;
    while (val + 1 < f->inst_count && f->insts[val + 1].op == BW_IR_CAST && f->insts[val + 1].a == val)
        val++;
    bw_ir_ref variable = kept_in(f, val);
    for (bw_ir_val i = call + 1; variable != 0 && i < f->inst_count; i++)
        if (f->insts[i].op == BW_IR_LOAD && f->insts[f->insts[i].a].op == BW_IR_ADDR && f->insts[f->insts[i].a].a == variable &&
            asked(f, i))
            return true;
    return false;
}

/* YES: all callers but one, and two at the least. NEVER: none of many. */
static uint8_t look(const bw_engine *e, bw_ir_ref func)
{
    uint32_t yes = 0, no = 0;
    for (bw_ir_ref i = 1; i < e->module->funcs.count && (no < 2 || yes == 0); i++) {
        const bw_ir_func *f = &e->module->funcs.at[i];
        for (bw_ir_val k = 1; f->body == BW_BODY_LOWERED && k < f->inst_count; k++) {
            if (f->insts[k].op != BW_IR_CALL || f->insts[k].a != func)
                continue;
            if (asks_result(f, k))
                yes++;
            else
                no++;
        }
    }
    if (yes == 0 && no >= CALLERS_MANY)
        return ASKED_NEVER;
    return no == 1 && yes >= CALLERS_LEAST ? ASKED_YES : ASKED_NO;
}

static uint8_t asked_of(bw_engine *e, bw_ir_ref func)
{
    if (func == 0)
        return ASKED_NO;
    if (func >= e->asked_room) {
        uint32_t room = e->module->funcs.count + 1;
        uint8_t *more = bw_core_array(e->arena, uint8_t, room);
        for (uint32_t i = 0; i < e->asked_room; i++)
            more[i] = e->asked[i];
        e->asked = more;
        e->asked_room = room;
    }
    if (e->asked[func] == ASKED_UNKNOWN)
        e->asked[func] = look(e, func);
    return e->asked[func];
}

bool bw_asked_by_others(bw_engine *e, bw_ir_ref func)
{
    return asked_of(e, func) == ASKED_YES;
}

bool bw_asked_by_nobody(bw_engine *e, bw_ir_ref func)
{
    return asked_of(e, func) == ASKED_NEVER;
}
