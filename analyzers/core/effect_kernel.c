/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Effects of models that only kernels have: addresses of user processes that are probed, what is used with the kernel's
 * rights, shared objects that are pinned, contexts in which nothing may wait. */
#include "core/call.h"
#include "core/lock.h"
#include "core/refs.h"
#include "core/typed.h"

#include <string.h>

/* Is there nothing on the way here that takes from a finding what speaks for it? */
static bool plain_way(const bw_call_run *c)
{
    return c->e->reporting && !c->e->trial && !c->s->doubtful && c->s->outside == 0 && !c->s->unlikely && !c->s->kernel;
}

/* The argument is used with the kernel's rights: it should not be what a user process chose. */
static void use_rights(bw_call_run *c, const bw_effect *effect, uint16_t arg)
{
    bw_engine *e = c->e;
    bw_wide mode;
    bw_lin under = (effect->flags & BW_EFFECT_UNLESS) ? argument_of(c, effect->arg2).lin : 0, offset;
    bw_lin lin = argument_of(c, arg).lin;
    if (!plain_way(c) || lin == 0 || arg >= c->argc)
        return;
    if ((effect->flags & BW_EFFECT_UNLESS) &&
        (under == 0 || !bw_lin_is_const(&e->values, under, &mode) || ((int64_t)mode & effect->low) != 0))
        return;
    bw_sym sym = bw_lin_as_sym(&e->values, lin);
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    bw_sym base = bw_lin_base(&e->values, lin, &offset);
    const bw_obj *o = bw_obj_at(e, base != 0 ? bw_sym_at(&e->values, base)->object : 0);
    bw_taint taint = bw_mem_objstate(e, c->s, bw_sym_at(&e->values, base)->object).taint;
    bool described = o->kind == BW_OBJ_HEAP && bw_taint_any(&taint); /* an MDL of an address he chose */
    if (!described && (sym == 0 || !symbol->untrusted || symbol->limited))
        return;
    bw_rights rights = {.site = c->site, .callee = e->module->funcs.at[c->func].name, .val = c->vals[arg],
                        .chosen = described ? base : sym};
    bw_event_rights(e, c->run, c->s, &rights);
}

/* The callee raises when the argument does not lead to memory that the process may use. */
static void raise_for(bw_call_run *c, uint16_t arg)
{
    if (arg >= c->argc)
        return;
    bw_user_raises(c->e, c->run, c->s, (bw_user_access){.site = c->site, .callee = c->e->module->funcs.at[c->func].name,
                                                        .pointer_val = c->vals[arg], .pointer = argument_of(c, arg).lin});
}

/* The number that an argument is: a record of one number, such as PHYSICAL_ADDRESS, is handed over by its place. */
static bw_lin number_of(bw_call_run *c, uint16_t arg)
{
    bw_engine *e = c->e;
    bw_value value = argument_of(c, arg);
    const bw_ir_type *type = &e->module->types.at[caller_of(c)->insts[c->vals[arg]].type];
    bw_ir_ref of = type->kind == BW_TYPE_POINTER ? type->elem : 0;
    for (int depth = 0; of != 0 && depth < 4; depth++) {
        const bw_ir_type *record = &e->module->types.at[of];
        if (record->kind == BW_TYPE_INT && depth > 0)
            return bw_mem_load(e, c->s, value, of, 0, context_of(c), c->site, inst_of(c)->loc).lin;
        if ((record->kind != BW_TYPE_STRUCT && record->kind != BW_TYPE_UNION) || record->field_count == 0)
            break;
        /* of a union the widest says it all */
        bw_ir_ref widest = record->field;
        for (uint32_t i = 1; record->kind == BW_TYPE_UNION && i < record->field_count; i++) {
            const bw_ir_type *other = &e->module->types.at[e->module->fields.at[record->field + i].type];
            if (other->kind == BW_TYPE_INT && other->size == record->size)
                widest = record->field + i;
        }
        of = e->module->fields.at[widest].type;
    }
    return value.lin;
}

/* Does the caller look at what the call returns? */
static bool result_used(const bw_call_run *c)
{
    const bw_ir_func *func = caller_of(c);
    for (uint32_t i = c->site + 1; i < func->inst_count && i < c->site + 8; i++) {
        const bw_ir_inst *inst = &func->insts[i];
        bool takes = inst->op == BW_IR_STORE ? inst->b == c->site : (inst->op == BW_IR_CAST || inst->op == BW_IR_CMP) && inst->a == c->site;
        if (takes)
            return true;
    }
    return false;
}

/* From here on, and until something else is stored there, the pointers in the table may be null. */
static void omit_from(bw_call_run *c, bw_value table)
{
    bw_sym base = table.lin != 0 ? bw_lin_base_of(&c->e->values, table.lin) : 0;
    uint32_t object = base != 0 ? bw_mem_object_of(c->e, base) : 0;
    if (object == 0 || !result_used(c)) /* who does not look, knows already what was sent */
        return;
    bw_obj *o = bw_obj_at(c->e, object);
    o->omits = bw_mem_objstate(c->e, c->s, object).version;
    o->omits_outer[0] = c->s->versions[3];
    o->omits_outer[1] = c->s->versions[4];
}

/* The argument says which part of the machine is reached: it should not be whatever a user process chose. */
static void select_of_machine(bw_call_run *c, uint16_t arg)
{
    bw_engine *e = c->e;
    bw_sym chosen;
    if (!plain_way(c) || arg >= c->argc)
        return;
    bw_lin number = number_of(c, arg);
    if (number == 0 || !bw_event_unchecked(e, c->s, number, &chosen))
        return;
    bw_rights rights = {.site = c->site, .callee = e->module->funcs.at[c->func].name, .val = c->vals[arg], .chosen = chosen,
                        .selects = true};
    bw_event_rights(e, c->run, c->s, &rights);
}

/* A device reaches what an allocator gave: a variable's page need not be one that it can find, and shares its cache lines. */
static void move_bytes(bw_call_run *c, uint16_t arg)
{
    bw_engine *e = c->e;
    bw_release moved = {.site = c->site, .callee = e->module->funcs.at[c->func].name, .family = "", .moved = true};
    if (!plain_way(c) || arg >= c->argc || argument_of(c, arg).lin == 0)
        return;
    bw_sym base = bw_lin_base(&e->values, argument_of(c, arg).lin, &moved.offset);
    moved.object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    const bw_obj *o = bw_obj_at(e, moved.object);
    if (moved.object == 0 || o->ir == 0 || o->kind != BW_OBJ_LOCAL || e->module->objects.at[o->ir].kind == BW_OBJECT_PARAM)
        return;
    moved.pointer_val = c->vals[arg];
    moved.pointer = argument_of(c, arg).lin;
    bw_event_release(e, c->run, c->s, &moved);
}

/* Nothing may wait from here on, or may again. */
static void change_context(bw_call_run *c, bool enter)
{
    bw_state *s = c->s;
    if (s->held == BW_HELD_UNKNOWN)
        return;
    if (enter && s->held < BW_HELD_UNKNOWN - 1) {
        s->held++;
        s->held_why = bw_why_make(c->e, BW_WHY_MODEL, inst_of(c)->loc);
    } else if (!enter && s->held > 0) {
        s->held--;
        if (s->held == 1 && c->e->interrupt_why != 0)
            s->held_why = c->e->interrupt_why;
    } else if (!enter) {
        c->e->needs.gives = true; /* what its caller entered is over: that caller had better know */
    }
}

/* Does the clause speak of this call? One with WHEN does if one of its bits is set in the argument, for sure. */
static bool speaks(const bw_call_run *c, const bw_effect *effect)
{
    bw_wide told;
    bw_lin under = (effect->flags & BW_EFFECT_WHEN) ? argument_of(c, effect->arg2).lin : 0;
    if (!(effect->flags & BW_EFFECT_WHEN))
        return true;
    return under != 0 && bw_lin_is_const(&c->e->values, under, &told) && ((int64_t)told & effect->low) != 0;
}

/* A lock is held as a reference is: who takes it has to drop it on every way out. */
static void hold_lock(bw_call_run *c, const bw_effect *effect, const bw_lock_op *op)
{
    bool derived = (effect->flags & BW_EFFECT_DERIVED) != 0;
    uint16_t arg = derived ? effect->arg2 : effect->arg;
    bw_ref_op ref = {.site = op->site, .callee = c->e->module->funcs.at[c->func].name, .family = bw_ref_locks,
                     .pointer = derived ? op->by : op->pointer, .val = arg < c->argc ? c->vals[arg] : 0,
                     .alone = (effect->flags & BW_EFFECT_ALONE) != 0};
    if (ref.pointer == 0 || op->section || (effect->flags & BW_EFFECT_TRIED))
        return;
    if (effect->kind == BW_EFFECT_LOCK)
        bw_ref_take(c->e, c->run, c->s, &ref);
    else
        bw_ref_drop(c->e, c->run, c->s, &ref);
}

static void change_lock(bw_call_run *c, const bw_effect *effect)
{
    bw_lock_op op = {.site = c->site, .named = effect->arg != BW_ARG_NONE, .pointer = argument_of(c, effect->arg).lin,
                     .type = effect->arg < c->argc ? caller_of(c)->insts[c->vals[effect->arg]].type : 0,
                     .by = (effect->flags & BW_EFFECT_DERIVED) ? argument_of(c, effect->arg2).lin : 0,
                     .section = (effect->flags & BW_EFFECT_SECTION) != 0};
    if (effect->kind == BW_EFFECT_LOCK)
        bw_lock_take(c->e, c->run, c->s, &op);
    else
        bw_lock_drop(c->e, c->run, c->s, &op);
    hold_lock(c, effect, &op);
}

/* The callee may wait, or is to be called at a level at which one may. */
static void may_wait(bw_call_run *c, const bw_effect *effect)
{
    bw_engine *e = c->e;
    bool level = effect->kind == BW_EFFECT_LEVEL;
    if (!plain_way(c) || c->s->held == 0 || c->s->held == BW_HELD_UNKNOWN || (level && effect->low >= BW_LEVEL_DISPATCH))
        return;
    if (!speaks(c, effect))
        return;
    bw_wait wait = {.site = c->site, .callee = e->module->funcs.at[c->func].name,
                    .level = level ? bw_level_words[effect->low] : NULL};
    bw_event_wait(e, c->run, c->s, &wait);
}

/* A record the callee is given has to have one of some bits set, when a user process's request leads here. */
static void want_bits(bw_call_run *c, const bw_effect *effect, uint16_t arg)
{
    bw_engine *e = c->e;
    bw_value pointer = argument_of(c, arg);
    bw_wide bits;
    if (!plain_way(c) || pointer.lin == 0 || arg >= c->argc || !bw_reach_request(e, c->run->frame->func))
        return;
    const bw_ir_type *type = &e->module->types.at[caller_of(c)->insts[c->vals[arg]].type];
    const bw_ir_type *record = type->kind == BW_TYPE_POINTER ? &e->module->types.at[type->elem] : NULL;
    for (uint32_t i = 0; record != NULL && record->kind == BW_TYPE_STRUCT && i < record->field_count; i++) {
        const bw_ir_field field = e->module->fields.at[record->field + i];
        if (strcmp(field.name, effect->field) != 0 || field.width_bits != 0)
            continue;
        bw_value place = {bw_lin_offset(&e->values, pointer.lin, (bw_wide)(field.offset_bits / 8)), 0};
        bw_value value = bw_mem_load(e, c->s, place, field.type, 0, context_of(c), c->site, inst_of(c)->loc);
        if (value.lin == 0 || !bw_lin_is_const(&e->values, value.lin, &bits) || ((int64_t)bits & effect->high) != 0)
            return;
        bw_rights rights = {.site = c->site, .callee = e->module->funcs.at[c->func].name, .val = c->vals[arg],
                            .field = effect->field, .what = effect->what};
        bw_event_rights(e, c->run, c->s, &rights);
        return;
    }
}

bool bw_call_kernel_effect(bw_call_run *c, const bw_effect *effect, bw_lin size)
{
    bw_value pointer = argument_of(c, effect->arg);
    switch (effect->kind) {
    case BW_EFFECT_RAISES:
        raise_for(c, effect->arg);
        return true;
    case BW_EFFECT_SELECTS:
        select_of_machine(c, effect->arg);
        return true;
    case BW_EFFECT_OMITS:
        omit_from(c, pointer);
        return true;
    case BW_EFFECT_MOVES:
        move_bytes(c, effect->arg);
        return true;
    case BW_EFFECT_PROBE:
        if (!(effect->flags & BW_EFFECT_TRIED))
            raise_for(c, effect->arg);
        bw_user_probe(c->e, c->run, c->s, pointer, size, (effect->flags & BW_EFFECT_WRITABLE) != 0, c->site);
        return true;
    case BW_EFFECT_TRUSTS:
        use_rights(c, effect, effect->arg);
        return true;
    case BW_EFFECT_WANTS:
        want_bits(c, effect, effect->arg);
        return true;
    case BW_EFFECT_PIN:
    case BW_EFFECT_UNPIN:
        bw_borrow_pin(c->e, c->s, pointer.lin, effect->kind == BW_EFFECT_PIN);
        return true;
    case BW_EFFECT_ENTER:
    case BW_EFFECT_LEAVE:
        if (speaks(c, effect))
            change_context(c, effect->kind == BW_EFFECT_ENTER);
        return true;
    case BW_EFFECT_TAKE:
    case BW_EFFECT_PUT:
    case BW_EFFECT_COUNT:
        bw_call_ref(c, effect, size);
        return true;
    case BW_EFFECT_LOCK:
    case BW_EFFECT_UNLOCK:
        change_lock(c, effect);
        return true;
    case BW_EFFECT_INTERRUPT: /* looked at once a module */
    case BW_EFFECT_TAG: /* …where the block is made or released */
        return true;
    case BW_EFFECT_ARM:
    case BW_EFFECT_SETTLE:
        bw_armed_effect(c, effect);
        return true;
    case BW_EFFECT_WAIT:
    case BW_EFFECT_LEVEL:
        may_wait(c, effect);
        return true;
    case BW_EFFECT_NAMES:
    case BW_EFFECT_FOREIGN:
        bw_typed_effect(c, effect);
        return true;
    case BW_EFFECT_ANSWERS:
        bw_contract_answer(c->e, c->run, c->s, c->site, effect->arg < c->argc ? c->vals[effect->arg] : 0, pointer.lin,
                           argument_of(c, effect->arg2).lin);
        return true;
    default:
        return false;
    }
}
