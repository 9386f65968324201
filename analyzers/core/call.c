/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calls: by model when there is one, into the body when it is in view and the budget allows, else by what the
 * declaration says, with everything reachable changed. */
#include "core/call.h"
#include "core/by_name.h"
#include "core/refs.h"
#include "core/declared.h"
#include "core/lock_words.h"
#include "core/typed.h"

#include <string.h>

#define DEPTH_MAX 12 /* of activations; what makes deep ones cheap is that they must be small, and want to know something */

/* ---- into the body ---- */

static bool recursive(const bw_engine *e, uint32_t context, bw_ir_ref func)
{
    for (; context != 0; context = e->contexts.at[context].parent)
        if (e->contexts.at[context].func == func)
            return true;
    return false;
}

/* Does the callee receive something whose extent or origin matters: memory of known size, or what an attacker chose? */
static bool telling_argument(bw_call_run *c)
{
    bw_engine *e = c->e;
    for (uint32_t i = 0; i < c->argc; i++) {
        bw_lin offset;
        if (c->args[i].lin == 0)
            continue;
        if (c->args[i].region != 0 || bw_lin_untrusted(&e->values, c->args[i].lin))
            return true;
        bw_sym base = bw_lin_base(&e->values, c->args[i].lin, &offset);
        uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
        if (object == 0)
            continue;
        bw_objstate state = bw_mem_objstate(e, c->s, object);
        if (bw_obj_at(e, object)->kind == BW_OBJ_HEAP || bw_taint_any(&state.taint) || (state.size != 0 && bw_obj_at(e, object)->kind != BW_OBJ_POINTEE))
            return true;
    }
    return false;
}

/* A number that a callee may want to know: a constant, or one that the program bounds. */
static bool telling_number(bw_call_run *c, bw_lin lin)
{
    bw_engine *e = c->e;
    bw_wide constant;
    bw_lin offset;
    if (lin == 0 || bw_lin_base(&e->values, lin, &offset) != 0)
        return false;
    if (bw_lin_is_const(&e->values, lin, &constant))
        return true;
    const bw_linear *l = bw_lin_at(&e->values, lin);
    for (uint32_t i = 0; i < l->count; i++) {
        const bw_bound *bound = bw_bound_find(c->s, l->terms[i].sym);
        if (bound != NULL && (bw_why_attests(e, bound->lo_why) || bw_why_attests(e, bound->hi_why)))
            return true;
    }
    return false;
}

/* Has the caller set a global that the callee goes by? */
static bool telling_global(bw_call_run *c, bw_ir_ref object)
{
    bw_engine *e = c->e;
    bw_sym base = bw_obj_at(e, bw_mem_object(e, 0, object))->base;
    uint32_t first = bw_cell_lower(c->s, base, INT64_MIN);
    for (; first < c->s->cells.count && c->s->cells.at[first].base == base; first++) {
        bw_lin lin = c->s->cells.at[first].value.lin, offset;
        if (lin == 0)
            continue;
        bw_sym target = bw_lin_base(&e->values, lin, &offset);
        uint32_t at = target != 0 ? bw_sym_at(&e->values, target)->object : 0;
        if (telling_number(c, lin) || bw_lin_untrusted(&e->values, lin) ||
            (at != 0 && bw_obj_at(e, at)->kind != BW_OBJ_POINTEE))
            return true;
    }
    return false;
}

/* Does an argument decide something? Those behind the last parameter do or do not together. */
static bool needs_argument(const bw_ir_func *func, uint32_t i)
{
    bool behind = (func->flags & BW_FUNC_VARIADIC) && i > func->param_count;
    return func->needs.params >> (behind ? func->param_count : i) & 1;
}

/* By what the analysis of the callee on its own has shown: does it want to know what this caller can tell, or tell what
 * the caller wants to know? */
static bool summary_asks(bw_call_run *c)
{
    bw_engine *e = c->e;
    const bw_ir_needs *needs = &e->module->funcs.at[c->func].needs;
    if (!needs->known)
        return false;
    if (needs->gives)
        return true;
    for (uint32_t i = 0; i < c->argc && i < 32; i++)
        if (needs_argument(&e->module->funcs.at[c->func], i) && (telling_number(c, c->args[i].lin) || bw_function_at(e, c->args[i].lin) != 0))
            return true;
    for (uint32_t i = 0; i < needs->global_count; i++)
        if (telling_global(c, needs->globals[i]))
            return true;
    return false;
}

/* What the callee needs and this caller cannot say either, its own callers may. */
static void pass_needs_on(bw_call_run *c)
{
    bw_engine *e = c->e;
    const bw_ir_needs *needs = c->func != 0 ? &e->module->funcs.at[c->func].needs : NULL;
    bool known = needs != NULL && needs->known;
    for (uint32_t i = 0; i < c->argc && i < 32; i++)
        if (!known || needs_argument(&e->module->funcs.at[c->func], i))
            bw_summary_need(e, c->s, c->args[i].lin);
}

#define TINY_INSTS 40u /* accessors and wrappers: cheaper to follow than to forget what they may change */
#define LARGE_INSTS 1200u
#define LEAF_INSTS 24u /* followed when the budget is spent, too: what IS_ERR says of its argument must not get lost */

static bool worth_following(bw_call_run *c)
{
    bw_engine *e = c->e;
    const bw_ir_func *func = &e->module->funcs.at[c->func];
    if (func->body == BW_BODY_NONE || func->body == BW_BODY_FAILED ||
        (func->flags & (BW_FUNC_SYSTEM | BW_FUNC_SETJMP)))
        return false;
    uint32_t depth = e->contexts.at[context_of(c)].depth;
    if (depth >= DEPTH_MAX || recursive(e, context_of(c), c->func))
        return false;
    bool spent = bw_engine_spent(e);
    if (!bw_ir_func_body(e->module, c->func))
        return false;
    func = &e->module->funcs.at[c->func];
    if (spent && func->inst_count > LEAF_INSTS)
        return false;
    /* the deeper, the smaller: the cost of a chain stays within the budget of its top */
    if (func->inst_count >= LARGE_INSTS >> depth / 2 || func->block_count >= 150)
        return false;
    return func->inst_count <= TINY_INSTS >> (depth / 2) || telling_argument(c) || summary_asks(c) ||
           bw_reach_given(e, c->func);
}

typedef struct leaving {
    bw_engine *e;
    uint32_t context;
} leaving;

static bool belongs_to_callee(void *context, const bw_cell *cell)
{
    const leaving *l = context;
    const bw_obj *o = bw_obj_at(l->e, bw_sym_at(&l->e->values, cell->base)->object);
    return o->kind == BW_OBJ_LOCAL && o->context == l->context;
}

/* The value of a finished activation in one of its exit states; its variables go. */
static bw_value take_result(bw_call_run *c, uint32_t context, bw_state *s)
{
    bw_engine *e = c->e;
    const bw_cell *cell = bw_cell_find(s, bw_mem_own_place(e, context, BW_SPACE_RETURN), 0, 64);
    bw_value result = cell != NULL ? cell->value : (bw_value){0, 0};
    const bw_ir_inst *inst = inst_of(c);
    if (inst->c != 0 && result.lin != 0) {
        bw_value place = bw_reg(e, c->run, s, inst->c);
        bw_lin size = bw_lin_const(&e->values, (bw_wide)e->module->types.at[inst->type].size);
        bw_mem_touch(e, s, result, inst->type, context, c->site);
        bw_mem_copy(e, s, place, result, size, context_of(c), c->site);
        result = place;
    }
    leaving l = {e, context};
    bw_cell_filter(e->work, s, belongs_to_callee, &l);
    bw_life_leave(e, s, context, result);
    return result;
}

/* A callee's early exits return constants that the caller may know not to happen: a value, but no evidence. */
static void doubt_constant(bw_call_run *c, bw_state *s, bw_value *result, uint32_t exit)
{
    bw_engine *e = c->e;
    bw_wide constant;
    const bw_ir_inst *inst = inst_of(c);
    uint8_t kind = e->module->types.at[inst->type].kind;
    if (result->lin == 0 || (kind != BW_TYPE_INT && kind != BW_TYPE_POINTER) ||
        !bw_lin_is_const(&e->values, result->lin, &constant))
        return;
    if (constant == 0 && kind == BW_TYPE_POINTER && bw_asked_by_others(e, c->func))
        return; /* whoever else calls it asks whether it is null */
    bw_lin lin = bw_fresh(e, context_of(c), c->site, 32 + exit, inst->type, inst->loc);
    bw_sym sym = bw_lin_as_sym(&e->values, lin);
    bw_sym_at(&e->values, sym)->doubtful = true;
    if (bw_num_restrict(e, s, sym, constant, constant, BW_WHY_INDEX_DERIVED))
        result->lin = lin;
}

/* Is there a place of the object that something was stored to? */
static bool holds_anything(const bw_engine *e, const bw_state *s, const bw_objstate *state, bw_sym base)
{
    if (state->content != BW_CONTENT_UNINIT || bw_written_end(state) != 0)
        return true;
    for (uint32_t i = bw_cell_lower(s, base, INT64_MIN); i < s->cells.count && s->cells.at[i].base == base; i++) {
        bw_lin lin = s->cells.at[i].value.lin;
        bw_sym sym = lin != 0 ? bw_lin_as_sym(&e->values, lin) : 0;
        if (sym == 0 || !bw_sym_at(&e->values, sym)->uninit)
            return true;
    }
    return false;
}

static void note_blank(bw_call_run *c)
{
    for (uint32_t i = 0; i < c->argc; i++) {
        bw_lin offset;
        bw_sym base = c->args[i].lin != 0 ? bw_lin_base(&c->e->values, c->args[i].lin, &offset) : 0;
        uint32_t object = base != 0 ? bw_sym_at(&c->e->values, base)->object : 0;
        if (object == 0 || bw_obj_at(c->e, object)->kind != BW_OBJ_LOCAL)
            continue;
        bw_objstate state = bw_mem_objstate(c->e, c->s, object);
        bool blank = !holds_anything(c->e, c->s, &state, base);
        if (blank != state.blank)
            bw_mem_objstate_edit(c->e, c->s, object)->blank = blank;
    }
}

/* What a callee that says nothing releases on some of its ways out only, it chooses to by what its caller is not told: on the
 * others it is not lost. */
static void released_by_choice(bw_call_run *c, bw_state more[BW_CALL_EXITS], uint32_t exits)
{
    for (uint32_t i = 0; i < exits; i++)
        for (uint32_t k = 0; k < more[i].objects.count; k++) {
            const bw_objstate gone = more[i].objects.at[k];
            if (gone.life != BW_LIFE_RELEASED || bw_obj_at(c->e, gone.object)->kind != BW_OBJ_HEAP)
                continue;
            for (uint32_t n = 0; n < exits; n++)
                if (n != i && bw_mem_objstate(c->e, &more[n], gone.object).life == BW_LIFE_LIVE)
                    bw_mem_objstate_edit(c->e, &more[n], gone.object)->escaped = true;
        }
}

/* Nor does one that chooses by what it finds in memory say on which of its ways it stored through an out-parameter: who reads
 * there knows it otherwise. */
static void stored_by_choice(bw_call_run *c, bw_state more[BW_CALL_EXITS], uint32_t exits)
{
    bw_engine *e = c->e;
    for (uint32_t i = 0; i < c->argc; i++) {
        bw_lin offset;
        bw_sym base = c->args[i].lin != 0 ? bw_lin_base(&e->values, c->args[i].lin, &offset) : 0;
        uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0, stored = 0;
        bool blank[BW_CALL_EXITS];
        if (object == 0 || bw_obj_at(e, object)->kind != BW_OBJ_LOCAL)
            continue;
        for (uint32_t k = 0; k < exits; k++) {
            bw_objstate state = bw_mem_objstate(e, &more[k], object);
            blank[k] = state.blank && !holds_anything(e, &more[k], &state, base);
            stored += !blank[k];
        }
        bw_lin size = bw_lin_const(&e->values, (bw_wide)e->module->types.at[bw_obj_at(e, object)->type].size);
        for (uint32_t k = 0; k < exits && stored != 0; k++)
            if (blank[k])
                bw_mem_fill(e, &more[k], (bw_value){bw_lin_sym(&e->values, base), 0}, size, BW_FILL_UNKNOWN, context_of(c), c->site);
    }
}

static uint32_t follow(bw_call_run *c, bw_state more[BW_CALL_EXITS], bw_value results[BW_CALL_EXITS])
{
    bw_engine *e = c->e;
    uint32_t context = bw_context_make(e, context_of(c), c->func, c->site);
    const bw_order *order = bw_order_of(e, c->func);
    const bw_ir_func *func = &e->module->funcs.at[c->func];
    bw_ir_ref first = func->object;
    uint32_t params = func->param_count < c->argc ? func->param_count : c->argc;
    note_blank(c);
    for (uint32_t i = 0; i < params; i++) {
        bw_ir_ref type = e->module->objects.at[first + i].type;
        bw_value place = {bw_lin_sym(&e->values, bw_obj_at(e, bw_mem_object(e, context, first + i))->base), 0};
        uint8_t kind = e->module->types.at[type].kind;
        if (kind == BW_TYPE_STRUCT || kind == BW_TYPE_UNION) {
            bw_mem_touch(e, c->s, c->args[i], type, context, i);
            bw_mem_copy(e, c->s, place, c->args[i], bw_lin_const(&e->values, (bw_wide)e->module->types.at[type].size),
                        context, i);
        } else
            bw_mem_store(e, c->s, place, c->args[i], type, 0, context, i);
    }
    if (c->argc > params)
        bw_variadic_hand_over(e, c->s, context, &c->args[params], c->argc - params);
    e->count[BW_COUNTER_CALLS_FOLLOWED]++;
    uint32_t asked_in = c->s->asked, asked_way = c->s->asked_way;
    bw_frame f = {.context = context, .func = c->func, .order = order};
    uint32_t asked = e->asked_chosen, versions[BW_CLASSES];
    memcpy(versions, c->s->versions, sizeof versions);
    bw_solve_frame(e, &f, c->s);
    for (uint32_t i = 0; i < f.exits.count; i++) {
        more[i] = f.exits.at[i];
        results[i] = take_result(c, context, &more[i]);
        more[i].asked = asked_in; /* its own questions are answered */
        more[i].asked_way = asked_way;
    }
    if (f.exits.count > 1 && e->module->types.at[func->ret].kind == BW_TYPE_VOID) {
        bw_ref_by_choice(e, more, f.exits.count);
        released_by_choice(c, more, f.exits.count);
        if (order->by_memory)
            stored_by_choice(c, more, f.exits.count);
    }
    bw_sym chosen = asked != e->asked_chosen ? e->last_chosen : 0;
    uint32_t why = f.exits.count > 1 ? bw_why_make(e, BW_WHY_DERIVED, inst_of(c)->loc) : 0;
    /* a look-up that many call, and none of them asks: that it finds something is known otherwise */
    if (f.exits.count == 1 && bw_asked_by_nobody(e, c->func))
        doubt_constant(c, &more[0], &results[0], 0);
    for (uint32_t i = 0; i < f.exits.count; i++) {
        bw_sym sym = results[i].lin != 0 ? bw_lin_as_sym(&e->values, results[i].lin) : 0;
        if (chosen != 0 && sym != 0 && bw_sym_at(&e->values, sym)->kind == BW_SYM_PHI)
            bw_sym_at(&e->values, sym)->answers = chosen;
        if (f.exits.count == 1)
            break;
        /* which way out it takes hangs on what it was given */
        bw_fatal_decide(e, &more[i], why, i, chosen);
        if (sym != 0)
            bw_sym_at(&e->values, sym)->of_exit = true;
        bw_life_returned(c, &more[i], results[i], versions);
        doubt_constant(c, &more[i], &results[i], i);
    }
    if (f.exits.count != 0)
        *c->s = more[0];
    return f.exits.count;
}

void bw_call_back(bw_call_run *c, uint32_t fn, uint32_t arg)
{
    bw_engine *e = c->e;
    bw_state more[BW_CALL_EXITS];
    bw_value results[BW_CALL_EXITS];
    bw_call_run inner = {.e = e, .run = c->run, .s = c->s, .site = c->site, .argc = 1};
    if (fn >= c->argc || arg >= c->argc || (inner.func = bw_function_at(e, c->args[fn].lin)) == 0)
        return;
    inner.args = &c->args[arg];
    inner.vals = &c->vals[arg];
    if (!worth_following(&inner))
        return;
    /* whether it has run already when the caller goes on, and which way out it took, nobody knows */
    bw_state before = bw_state_clone(c->s);
    uint32_t exits = follow(&inner, more, results);
    for (uint32_t i = 0; i < exits; i++)
        bw_join(e, &before, &more[i], context_of(c), c->site | 1u << 31, false);
    *c->s = before;
}

/* Null that came out of memory, as the function itself did, is what goes with the function that is meant: of the others that
 * are put into such members it says nothing. */
static void forget_null(bw_call_run *c)
{
    const bw_ir_func *f = caller_of(c);
    bw_value *args = bw_core_array(c->e->work, bw_value, c->argc + 1);
    for (uint32_t i = 0; i < c->argc; i++) {
        bw_ir_val val = c->vals[i];
        bw_wide value;
        args[i] = c->args[i];
        val = bw_ir_through_casts(f, val);
        if (is_pointer_arg(c, i) && f->insts[val].op == BW_IR_LOAD && args[i].lin != 0 &&
            bw_lin_is_const(&c->e->values, args[i].lin, &value) && value == 0)
            args[i] = (bw_value){0, 0};
    }
    c->args = args;
}

/* A call through a member of a record: what the functions that are put there do with these arguments. */
static void look_at_members(bw_call_run *c)
{
    bw_engine *e = c->e;
    const bw_members *members = e->reporting ? bw_dispatch_targets(e, caller_of(c), inst_of(c)) : NULL;
    for (uint32_t i = 0; members != NULL && i < members->count; i++) {
        bw_state before = bw_state_clone(c->s), more[BW_CALL_EXITS];
        bw_value results[BW_CALL_EXITS];
        bw_call_run inner = *c;
        inner.func = members->func[i];
        inner.s = &before;
        forget_null(&inner);
        if (e->module->funcs.at[inner.func].param_count == c->argc && telling_argument(&inner) && worth_following(&inner))
            follow(&inner, more, results);
    }
}

/* ---- the call ---- */

static bw_ir_ref known_target(bw_engine *e, bw_run *r, bw_state *s, const bw_ir_inst *inst)
{
    if (inst->a != 0)
        return inst->a;
    return bw_function_at(e, bw_reg(e, r, s, inst->b).lin);
}

/* For those who look at the instruction later. */
static void note_target(bw_engine *e, const bw_run *r, uint32_t site, bw_ir_ref target)
{
    if (target == 0 || r->frame->context != 1 || site >= e->site_count)
        return;
    if (e->site_callees == NULL)
        e->site_callees = bw_core_array(e->work, bw_ir_ref, e->site_count + 1);
    e->site_callees[site] = target;
}

/* What annotations of its parameters say a function does to borrowed objects: those of the definition, or of the
 * declaration in view. */
static void declared_pins(bw_call_run *c)
{
    bw_engine *e = c->e;
    const bw_ir_func *func = &e->module->funcs.at[c->func];
    for (uint32_t i = 0; i < func->param_count && i < c->argc; i++) {
        const bw_ir_object *param = &e->module->objects.at[func->object + i];
        if (bw_mem_annotated(e, param->annots, param->annot_count, "bulwark::pins"))
            bw_borrow_pin(e, c->s, c->args[i].lin, true);
        if (bw_mem_annotated(e, param->annots, param->annot_count, "bulwark::unpins"))
            bw_borrow_pin(e, c->s, c->args[i].lin, false);
    }
}

static void declared_effects(bw_call_run *c)
{
    bw_engine *e = c->e;
    const bw_ir_func *func = &e->module->funcs.at[c->func];
    uint32_t a = func->alloc_size[0], b = func->alloc_size[1];
    if (a != 0 && a <= c->argc && !c->result_known) { /* what is said in words of ours counts more */
        bw_lin size = c->args[a - 1].lin;
        if (b != 0 && b <= c->argc && size != 0 && c->args[b - 1].lin != 0)
            size = bw_arith_product(e, c->s, size, c->args[b - 1].lin, inst_of(c)->loc);
        bw_call_allocate(c, size, b == 0 ? a - 1u : UINT32_MAX, b != 0 ? BW_EFFECT_CHECKED : 0u, "");
    }
    if ((func->flags & BW_FUNC_RETURNS_NONNULL) && !c->result_known) {
        const bw_ir_inst *inst = inst_of(c);
        c->result = (bw_value){bw_fresh(e, context_of(c), c->site, 0, inst->type, inst->loc), 0};
        c->result_known = true;
        bw_num_restrict(e, c->s, bw_lin_as_sym(&e->values, c->result.lin), 1, BW_INFINITY, BW_WHY_INDEX_DERIVED);
    }
}

/* A look-up lends an object; a function in which others may run ends what was lent before. */
static void settle_borrows(bw_call_run *c, bw_value *result, bw_state *s, bool entered)
{
    bw_engine *e = c->e;
    const bw_ir_func *func = &e->module->funcs.at[c->func];
    if (c->func == 0)
        return;
    if (!entered && bw_reach_reenters(e, c->func))
        bw_borrow_reenter(e, c->run, s, c->site);
    else if (entered && !c->ran) /* of a callee that was entered, its own calls have said so, unless they are out of view */
        bw_borrow_end(e, c->run, s, c->site, c->held, c->held_count);
    if (!bw_mem_annotated(e, func->annots, func->annot_count, "bulwark::borrowed") &&
        !(c->model != NULL && (c->model->flags & BW_MODEL_BORROWS)))
        return;
    const bw_ir_inst *inst = inst_of(c);
    if (result->lin == 0)
        *result = (bw_value){bw_fresh(e, context_of(c), c->site, 0, inst->type, inst->loc), 0};
    bw_borrow_take(e, s, result->lin);
}

/* A function annotated untrusted hands out what an attacker chose: a value, or a pointer to such bytes; one annotated user an
 * address in the memory of a process. */
static void mark_result(bw_call_run *c, bw_value *result, bw_state *s)
{
    bw_engine *e = c->e;
    if (c->func == 0)
        return;
    const bw_ir_func *func = &e->module->funcs.at[c->func];
    bool user = bw_mem_annotated(e, func->annots, func->annot_count, "bulwark::user");
    if (!user && !bw_mem_annotated_untrusted(e, func->annots, func->annot_count))
        return;
    const bw_ir_inst *inst = inst_of(c);
    bool pointer = e->module->types.at[inst->type].kind == BW_TYPE_POINTER;
    if (result->lin == 0 || (!pointer && bw_lin_as_sym(&e->values, result->lin) == 0))
        *result = (bw_value){bw_fresh(e, context_of(c), c->site, 5, inst->type, inst->loc), 0};
    bw_lin offset;
    bw_sym base = pointer ? bw_lin_base(&e->values, result->lin, &offset) : bw_lin_as_sym(&e->values, result->lin);
    if (pointer && user && (base == 0 || !bw_sym_at(&e->values, base)->is_pointer)) { /* made of a number */
        *result = (bw_value){bw_fresh(e, context_of(c), c->site, 5, inst->type, inst->loc), 0};
        base = bw_lin_as_sym(&e->values, result->lin);
    }
    if (base == 0)
        return;
    if (user)
        bw_user_mark(e, base);
    else if (pointer)
        bw_mem_objstate_edit(e, s, bw_mem_object_of(e, base))->taint = (bw_taint){.anywhere = true};
    else
        bw_sym_at(&e->values, base)->untrusted = true;
}

/* Does the callee look only, so that it finds again what it found? */
static bool searches(const bw_call_run *c)
{
    for (uint32_t i = 0; c->model != NULL && i < c->model->effect_count; i++) {
        uint8_t kind = c->models->effects.at[c->model->effect + i].kind;
        if (kind != BW_EFFECT_READ && kind != BW_EFFECT_RETURN && kind != BW_EFFECT_NEEDS)
            return false;
    }
    return c->model != NULL;
}

/* Is the answer of a call, a number, looked at by the caller? */
static bool answer_used(const bw_call_run *c)
{
    uint8_t kind = c->e->module->types.at[inst_of(c)->type].kind;
    return (kind == BW_TYPE_INT || kind == BW_TYPE_BOOL) && bw_call_answer_used(c);
}

/* Code out of view is given what an attacker chose and answers: it may have been asked to check it. */
static void may_be_checked(bw_call_run *c)
{
    bw_engine *e = c->e;
    if (!answer_used(c))
        return;
    for (uint32_t i = 0; i < c->argc; i++) {
        const bw_linear *l = c->args[i].lin != 0 ? bw_lin_at(&e->values, c->args[i].lin) : NULL;
        for (uint32_t t = 0; l != NULL && t < l->count; t++) {
            bw_symbol *symbol = bw_sym_at(&e->values, l->terms[t].sym);
            if (symbol->untrusted && !symbol->is_pointer)
                symbol->limited = true; /* in every state: which of them came by here is not kept */
        }
    }
}

uint32_t bw_call(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_state more[BW_CALL_EXITS],
                 bw_value results[BW_CALL_EXITS])
{
    const bw_ir_inst inst = e->module->funcs.at[r->frame->func].insts[site];
    const uint32_t *extra = &e->module->funcs.at[r->frame->func].extra[inst.extra];
    bw_call_run c = {.e = e, .run = r, .s = s, .site = site, .argc = extra[0]};
    c.args = bw_core_array(e->work, bw_value, c.argc + 1);
    c.vals = bw_core_array(e->work, bw_ir_val, c.argc + 1);
    for (uint32_t i = 0; i < c.argc; i++) {
        c.vals[i] = extra[1 + i];
        c.args[i] = bw_reg(e, r, s, extra[1 + i]);
    }
    c.func = known_target(e, r, s, &inst);
    bw_use target = {.kind = BW_USE_TARGET, .site = site, .callee = "", .pointer_val = inst.b};
    target.pointer = c.func == 0 ? bw_reg(e, r, s, inst.b).lin : 0;
    if (!bw_life_use(e, r, s, target))
        return 0;
    if (c.func == 0)
        bw_user_jump(e, r, s, site, inst.b, bw_reg(e, r, s, inst.b).lin);
    else if (inst.a == 0)
        note_target(e, r, site, c.func);
    /* a function of the unit itself means what its body says, whatever its name */
    if (c.func != 0 && !(e->module->funcs.at[c.func].flags & BW_FUNC_MAIN_FILE))
        c.model = bw_models_find(e->models, e->module->funcs.at[c.func].name);
    if (c.model != NULL &&
        (c.argc < c.model->param_count || (c.argc > c.model->param_count && !(c.model->flags & BW_MODEL_VARIADIC))))
        c.model = NULL;
    c.models = e->models;
    bool followed = c.model == NULL && c.func != 0 && !(e->module->funcs.at[c.func].flags & BW_FUNC_NORETURN) &&
                    worth_following(&c);
    bw_life_hand_args(&c, followed);
    if (followed) {
        bw_call_hand_over(&c, true);
        bw_declared_check(&c);
    }
    if (!followed)
        bw_typed_called(&c);
    if (c.model != NULL) {
        if (!bw_call_model(&c))
            return 0;
    } else if (c.func != 0 && bw_ends_run(e, &e->module->funcs.at[c.func])) {
        return 0;
    } else if (followed) {
        if (bw_reach_declared(e, c.func)) {
            c.held = bw_core_array(e->work, uint32_t, BW_BORROWS);
            c.held_count = bw_borrow_held(e, s, c.held);
        }
        uint32_t before = e->reentries, exits = follow(&c, more, results);
        c.ran = e->reentries != before;
        for (uint32_t i = 0; i < exits; i++) {
            mark_result(&c, &results[i], i == 0 ? s : &more[i]);
            c.s = i == 0 ? s : &more[i];
            declared_pins(&c);
            settle_borrows(&c, &results[i], c.s, true);
            bw_runtime_called(&c, c.s, &results[i]);
            if (c.s->commit != 0)
                bw_commit_called(&c, c.s, results[i].lin);
        }
        return exits;
    } else {
        e->count[BW_COUNTER_CALLS_UNKNOWN]++;
        if (c.func == 0)
            look_at_members(&c);
        pass_needs_on(&c);
        bw_require_check(&c);
        may_be_checked(&c);
        if (!bw_declared_apply(&c) && (c.func == 0 || !(e->module->funcs.at[c.func].flags & BW_FUNC_PURE)))
            bw_call_unknown(&c);
        if (c.func != 0) {
            declared_effects(&c);
            declared_pins(&c);
            bw_lock_words_called(&c);
        }
    }
    mark_result(&c, &c.result, s);
    settle_borrows(&c, &c.result, s, false);
    bw_runtime_called(&c, s, &c.result);
    if (s->commit != 0)
        bw_commit_called(&c, s, c.result.lin);
    if (inst.c != 0) {
        c.result = bw_reg(e, r, s, inst.c);
        bw_mem_fill(e, s, c.result, bw_lin_const(&e->values, (bw_wide)e->module->types.at[inst.type].size),
                    BW_FILL_UNKNOWN, r->frame->context, site);
        bw_typed_result(&c);
    }
    results[0] = c.result;
    if (c.func != 0 && (e->module->funcs.at[c.func].flags & BW_FUNC_SETJMP)) {
        more[1] = bw_again(e, s, r->frame->context, site);
        results[0] = (bw_value){bw_lin_const(&e->values, 0), 0};
        results[1] = (bw_value){bw_fresh(e, r->frame->context, site, 0, inst.type, inst.loc), 0};
        return bw_num_assume_cmp(e, &more[1], BW_CMP_NE, results[1].lin, results[0].lin, BW_WHY_INDEX_DERIVED) ? 2 : 1;
    }
    if (!c.or_null && !c.fails)
        return 1;
    more[1] = bw_state_clone(c.fails ? &c.failed : s);
    results[1] = c.fails && c.failed_result.lin != 0 ? c.failed_result : (bw_value){bw_lin_const(&e->values, 0), 0};
    if (more[1].commit != 0)
        bw_commit_called(&c, &more[1], results[1].lin);
    if (!c.fails && searches(&c)) {
        /* who comes here only when there is something to be found has asked before */
        if (r->frame->context == 1 && results[0].lin != 0 &&
            (bw_asked_by_callers(e, r->frame->func, site) || bw_asked_of_original(e, r->frame->func, site)))
            more[1].doubtful = true;
        bw_life_answer(&c, s, true);
        bw_life_answer(&c, &more[1], false);
    }
    return 2;
}
