/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a function needs of its callers and gives them, learnt when it is analysed on its own, bottom-up over the calls
 * (strongly connected components in the order of Tarjan's algorithm, 1972). It decides which calls are worth following
 * with the caller's values. */
#include "core/engine.h"

#include <string.h>

/* ---- order ------------------------------------------------------------------------------------------------------ */

typedef struct walk {
    bw_engine *e;
    const bw_ir_ref *funcs;
    uint32_t *index; /* by function: 0 not met; order of meeting */
    uint32_t *low;
    bool *open; /* on the stack of unfinished components */
    bw_ir_ref *stack, *path;
    uint32_t *at; /* by depth of the path: next instruction to look at */
    uint32_t stacked, depth, met;
    bw_ir_ref *out;
    uint32_t count;
} walk;

static void enter(walk *w, bw_ir_ref func)
{
    w->index[func] = w->low[func] = ++w->met;
    w->open[func] = true;
    w->stack[w->stacked++] = func;
    w->path[w->depth] = func;
    w->at[w->depth++] = 1;
}

static void leave(walk *w, bw_ir_ref func)
{
    w->depth--;
    if (w->depth != 0 && w->low[func] < w->low[w->path[w->depth - 1]])
        w->low[w->path[w->depth - 1]] = w->low[func];
    w->out[w->count++] = func;
    if (w->low[func] != w->index[func])
        return;
    bw_ir_ref member;
    do {
        member = w->stack[--w->stacked];
        w->open[member] = false;
    } while (member != func);
}

static void visit(walk *w, bw_ir_ref root)
{
    const bw_ir_module *m = w->e->module;
    enter(w, root);
    while (w->depth != 0) {
        bw_ir_ref func = w->path[w->depth - 1];
        const bw_ir_func *f = &m->funcs.at[func];
        uint32_t *at = &w->at[w->depth - 1];
        bw_ir_ref next = 0;
        for (; *at < f->inst_count && f->body == BW_BODY_LOWERED && next == 0; (*at)++) {
            const bw_ir_inst *inst = &f->insts[*at];
            bw_ir_ref callee = inst->op == BW_IR_CALL || inst->op == BW_IR_FUNC ? inst->a : 0;
            if (callee == 0 || callee >= w->e->summary_count || !w->e->summaries[callee].listed)
                continue;
            if (w->index[callee] == 0)
                next = callee;
            else if (w->open[callee] && w->index[callee] < w->low[func])
                w->low[func] = w->index[callee];
        }
        if (next != 0)
            enter(w, next);
        else
            leave(w, func);
    }
}

void bw_summaries_order(bw_engine *e, bw_ir_ref *funcs, uint32_t count)
{
    uint32_t all = e->module->funcs.count;
    walk w = {.e = e, .funcs = funcs};
    e->summaries = bw_core_array(e->arena, bw_summary, all);
    e->summary_count = all;
    for (uint32_t i = 0; i < count; i++)
        e->summaries[funcs[i]].listed = true;
    w.index = bw_core_array(e->arena, uint32_t, all);
    w.low = bw_core_array(e->arena, uint32_t, all);
    w.open = bw_core_array(e->arena, bool, all);
    w.stack = bw_core_array(e->arena, bw_ir_ref, (size_t)count + 1);
    w.path = bw_core_array(e->arena, bw_ir_ref, (size_t)count + 1);
    w.at = bw_core_array(e->arena, uint32_t, (size_t)count + 1);
    w.out = bw_core_array(e->arena, bw_ir_ref, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++)
        if (w.index[funcs[i]] == 0)
            visit(&w, funcs[i]);
    memcpy(funcs, w.out, count * sizeof *funcs);
}

/* ---- what it needs ---------------------------------------------------------------------------------------------- */

#define ROOT_DEPTH 4

static void need_global(bw_engine *e, bw_ir_ref object)
{
    bw_ir_needs *n = &e->needs;
    if (e->module->objects.at[object].flags & BW_OBJECT_CONST)
        return;
    for (uint32_t i = 0; i < n->global_count; i++)
        if (n->globals[i] == object)
            return;
    if (n->global_count < BW_NEEDS_GLOBALS)
        n->globals[n->global_count++] = object;
}

/* What va_arg gave stands for the arguments behind the last parameter, all of them by one bit. */
static void need_variadic(bw_engine *e, const bw_symbol *result)
{
    const bw_ir_func *f = &e->module->funcs.at[e->top];
    uint32_t site = result->key[1] & ((1u << BW_EPOCH_SHIFT) - 1);
    if (!(f->flags & BW_FUNC_VARIADIC) || result->key[0] != 1 || site >= f->inst_count || f->param_count >= 32 ||
        f->insts[site].op != BW_IR_OPAQUE || strcmp(e->module->strings.at[f->insts[site].b], "va-arg") != 0)
        return;
    e->needs.params |= 1u << f->param_count;
}

/* Marks the parameters and globals of the function under analysis that a symbol comes from. */
static void need_symbol(bw_engine *e, const bw_state *s, bw_sym sym, uint32_t depth);

static void need_form(bw_engine *e, const bw_state *s, bw_lin lin, uint32_t depth)
{
    if (lin == 0 || depth == 0)
        return;
    const bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t i = 0; i < l.count; i++)
        need_symbol(e, s, l.terms[i].sym, depth - 1);
}

static void need_symbol(bw_engine *e, const bw_state *s, bw_sym sym, uint32_t depth)
{
    const bw_symbol symbol = *bw_sym_at(&e->values, sym);
    switch (symbol.kind) {
    case BW_SYM_ADDRESS: {
        const bw_obj *o = symbol.object != 0 ? bw_obj_at(e, symbol.object) : NULL;
        if (o == NULL || o->ir == 0)
            return;
        const bw_ir_object *ir = &e->module->objects.at[o->ir];
        if (o->kind == BW_OBJ_GLOBAL)
            need_global(e, o->ir);
        else if (ir->kind == BW_OBJECT_PARAM && o->context == 1) {
            uint32_t number = o->ir - e->module->funcs.at[e->top].object;
            e->needs.params |= number < 32 ? 1u << number : 0;
        }
        return;
    }
    case BW_SYM_MEMORY:
        if (depth != 0)
            need_symbol(e, s, symbol.key[0], depth - 1);
        return;
    case BW_SYM_STRLEN:
        need_form(e, s, symbol.key[0] < e->values.lins.count ? symbol.key[0] : 0, depth);
        return;
    case BW_SYM_RESULT:
        need_variadic(e, &symbol);
        break;
    case BW_SYM_PHI:
        for (uint32_t i = 0; i < s->facts.count && depth != 0; i++)
            if (bw_lin_coeff(&e->values, s->facts.at[i].lin, sym) != 0) {
                const bw_linear l = *bw_lin_at(&e->values, s->facts.at[i].lin);
                for (uint32_t t = 0; t < l.count; t++)
                    if (l.terms[t].sym != sym && bw_sym_at(&e->values, l.terms[t].sym)->kind != BW_SYM_PHI)
                        need_symbol(e, s, l.terms[t].sym, depth - 1);
            }
        return;
    default:
        break;
    }
    need_form(e, s, symbol.a, depth);
    need_form(e, s, symbol.b, depth);
}

void bw_summary_need(bw_engine *e, const bw_state *s, bw_lin form)
{
    need_form(e, s, form, ROOT_DEPTH);
}

/* ---- what it gives ---------------------------------------------------------------------------------------------- */

void bw_summary_begin(bw_engine *e)
{
    memset(&e->needs, 0, sizeof e->needs);
}

/* A result that a caller had better know: what an attacker chose, memory of a known size, the one constant there is. */
static bool telling_result(bw_engine *e, const bw_state *s, bw_lin lin)
{
    bw_lin offset;
    bw_wide constant;
    if (lin == 0)
        return false;
    if (bw_lin_is_const(&e->values, lin, &constant) || bw_lin_untrusted(&e->values, lin))
        return true;
    bw_sym base = bw_lin_base(&e->values, lin, &offset);
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    if (object == 0)
        return false;
    bw_objstate state = bw_mem_objstate(e, s, object);
    return bw_taint_any(&state.taint) || bw_obj_at(e, object)->kind == BW_OBJ_HEAP ||
           (state.size != 0 && bw_obj_at(e, object)->kind != BW_OBJ_POINTEE);
}

/* Does it leave something in a global that its caller had better know? */
static bool tells_by_global(bw_engine *e, const bw_state *s)
{
    bw_wide constant;
    for (uint32_t i = 0; i < s->cells.count; i++) {
        bw_lin lin = s->cells.at[i].value.lin;
        uint32_t object = bw_mem_object_of(e, s->cells.at[i].base);
        if (object != 0 && bw_obj_at(e, object)->kind == BW_OBJ_GLOBAL && telling_result(e, s, lin) &&
            !bw_lin_is_const(&e->values, lin, &constant))
            return true;
    }
    return false;
}

void bw_summary_end(bw_engine *e, bw_ir_ref func, uint32_t context, const bw_states *exits)
{
    bool constants = true;
    for (uint32_t i = 0; i < exits->count; i++) {
        e->needs.gives |= exits->at[i].held != 0; /* its caller goes on where nothing may wait */
        const bw_cell *cell = bw_cell_find(&exits->at[i], bw_mem_own_place(e, context, BW_SPACE_RETURN), 0, 64);
        bw_wide constant;
        bw_lin lin = cell != NULL ? cell->value.lin : 0;
        constants &= lin != 0 && bw_lin_is_const(&e->values, lin, &constant);
        if (telling_result(e, &exits->at[i], lin) && !(lin != 0 && bw_lin_is_const(&e->values, lin, &constant)))
            e->needs.gives = true;
        e->needs.gives = e->needs.gives || tells_by_global(e, &exits->at[i]);
    }
    /* several constants are the several ways out of a function, of which the caller cannot tell */
    if (constants && exits->count == 1)
        e->needs.gives = true;
    bw_ir_func *f = &e->module->funcs.at[func];
    e->needs.known = true;
    f->needs = e->needs;
}
