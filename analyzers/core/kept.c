/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Pointers to variables of a function that stand in memory which outlives it when it returns: in globals that others read
 * later, in a record that is returned, and in what a caller or an allocation keeps, where the address was put last of all. A
 * function that goes on to call others after it left the address somewhere did so for them, and may count on nobody looking
 * there afterwards. */
#include "core/by_name.h"
#include "core/ir_shape.h"

/* Is val the address of the variable, or of a part of it? */
static bool is_address_of(const bw_ir_func *f, bw_ir_val val, bw_ir_ref object)
{
    for (int depth = 0; val != 0 && depth < 8; depth++) {
        val = bw_ir_through_casts(f, val);
        uint8_t op = f->insts[val].op;
        if (op != BW_IR_FIELD && op != BW_IR_INDEX)
            return op == BW_IR_ADDR && f->insts[val].a == object;
        val = f->insts[val].a;
    }
    return false;
}

/* Does the call at site do nothing with memory but what its model says? */
static bool is_quiet(const bw_engine *e, const bw_ir_inst *call)
{
    if (call->a == 0)
        return false;
    const bw_ir_func *callee = &e->module->funcs.at[call->a];
    const bw_model *model = bw_model_of(e, callee);
    return (callee->flags & BW_FUNC_PURE) || (model != NULL && (model->flags & (BW_MODEL_QUIET | BW_MODEL_PURE)));
}

/* Is the address put somewhere by a store, and nobody called since who may look there? */
static bool put_last(const bw_engine *e, const bw_ir_func *f, bw_ir_ref object)
{
    bool put = false;
    for (bw_ir_val i = 1; i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        if (inst->op == BW_IR_STORE && is_address_of(f, inst->b, object))
            put = true;
        else if (inst->op == BW_IR_ASM || inst->op == BW_IR_OPAQUE || (inst->op == BW_IR_CALL && !is_quiet(e, inst)))
            put = false;
    }
    return put;
}

static bool returns_record(const bw_engine *e, const bw_ir_func *f)
{
    uint8_t kind = e->module->types.at[f->ret].kind;
    return kind == BW_TYPE_STRUCT || kind == BW_TYPE_UNION;
}

/* Does what holds the address live on behind the return? */
static bool outlives(bw_engine *e, const bw_state *s, const bw_ir_func *f, bw_sym holder, bw_sym result, const bw_obj *local)
{
    const bw_obj *o = bw_obj_at(e, bw_sym_at(&e->values, holder)->object);
    if (holder == result && result != 0)
        return o->kind != BW_OBJ_LOCAL ? put_last(e, f, local->ir) : returns_record(e, f);
    if (o->kind == BW_OBJ_GLOBAL)
        return bw_global_read_later(e, o->ir, e->top);
    return o->kind == BW_OBJ_POINTEE && !o->user && bw_mem_objstate(e, s, bw_sym_at(&e->values, holder)->object).life != BW_LIFE_RELEASED &&
           put_last(e, f, local->ir);
}

void bw_kept_return(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_sym result)
{
    const bw_ir_func *f = &e->module->funcs.at[r->frame->func];
    for (uint32_t i = 0; i < s->cells.count; i++) {
        bw_cell cell = s->cells.at[i];
        bw_lin offset;
        bw_sym base = cell.value.lin != 0 ? bw_lin_base(&e->values, cell.value.lin, &offset) : 0;
        const bw_obj *o = base != 0 ? bw_obj_at(e, bw_sym_at(&e->values, base)->object) : NULL;
        if (o == NULL || o->kind != BW_OBJ_LOCAL || o->ir == 0 || o->context != r->frame->context ||
            !outlives(e, s, f, cell.base, result, o))
            continue;
        bw_use use = {.kind = BW_USE_KEPT, .site = site, .callee = "", .pointer = cell.value.lin, .gone = BW_GONE_ENDED};
        use.object = bw_sym_at(&e->values, base)->object;
        use.where = o->loc;
        bw_event_use(e, r, s, &use);
    }
}
