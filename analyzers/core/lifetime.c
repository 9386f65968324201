/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What becomes of pointers and objects on one path: null, released, lost, never written. Every answer needs evidence on
 * the path itself: a constant, a test of the same function, what a model promises. A path on which a question about
 * memory that others may change was answered both ways is no evidence. */
#include "core/by_name.h"
#include "core/ir_shape.h"
#include "core/lock.h"
#include "core/refs.h"
#include "core/outside.h"
#include "core/typed.h"

#include <string.h>

/* Loads and stores below this address are those of a null pointer with an offset. */
#define NULL_PAGE 4096

/* The last of the file descriptors that every program is born with. */
#define STANDARD_STREAMS 2

/* ---- null ---- */

static bool within(const bw_engine *e, uint32_t context, uint32_t ancestor)
{
    for (; context != 0; context = e->contexts.at[context].parent)
        if (context == ancestor)
            return true;
    return false;
}

static bw_null null_of(bw_engine *e, const bw_state *s, uint32_t context, const bw_bound *b,
                       bw_ir_loc *ret_where)
{
    if (b->hi == 0) {
        const bw_why *why = &e->whys.at[b->hi_why];
        if (why->kind == BW_WHY_CONST)
            return BW_NULL_CONST;
        /* a later test may have asked, in words of its own, whether there was a pointer */
        if (why->kind != BW_WHY_TEST || why->weak || s->null_tested != b->sym || !within(e, context, why->context))
            return BW_NULL_NO;
        *ret_where = why->loc;
        return BW_NULL_TEST;
    }
    const bw_why *why = &e->whys.at[b->lo_why];
    if (b->lo > 0 || why->kind != BW_WHY_MODEL)
        return BW_NULL_NO;
    *ret_where = why->loc;
    const bw_symbol *symbol = bw_sym_at(&e->values, b->sym);
    const bw_obj *table = symbol->kind == BW_SYM_MEMORY ? bw_obj_at(e, bw_sym_at(&e->values, symbol->key[0])->object) : NULL;
    bool left_out = table != NULL && (table->optional || table->omits != 0);
    return left_out ? BW_NULL_LEFT_OUT : BW_NULL_MODEL;
}

/* Linux keeps errors in pointers: is it one still, for all that the path says? */
#define ERRORS_MAX 4095

static bool error_of(bw_engine *e, const bw_state *s, bw_sym base, bw_ir_loc *ret_where)
{
    const bw_symbol *symbol = bw_sym_at(&e->values, base);
    bw_wide first = ((bw_wide)1 << e->module->pointer_bits) - ERRORS_MAX;
    if (!symbol->may_err || bw_typed_asked_elsewhere(symbol) || bw_num_bound(e, s, base).hi < first)
        return false;
    *ret_where = symbol->loc;
    return true;
}

/* ---- gone ---- */

static bw_gone gone_of(bw_engine *e, const bw_state *s, uint32_t context, uint32_t object, bw_ir_loc *ret_where)
{
    const bw_obj *o = bw_obj_at(e, object);
    const bw_objstate *state = bw_objstate_find(s, object);
    if (state != NULL && state->life == BW_LIFE_RELEASED) {
        *ret_where = e->whys.at[state->life_why].loc;
        return BW_GONE_RELEASED;
    }
    if (state != NULL && state->stale) {
        *ret_where = e->whys.at[state->stale_why].loc;
        return BW_GONE_STALE;
    }
    if (o->kind != BW_OBJ_LOCAL || o->ir == 0)
        return BW_GONE_NO;
    bool over = !within(e, context, o->context);
    if (!over && (state == NULL || state->life != BW_LIFE_ENDED))
        return BW_GONE_NO;
    *ret_where = o->loc;
    return BW_GONE_ENDED;
}

bool bw_life_failed(bw_engine *e, const bw_state *s, bw_sym base)
{
    bw_bound bound = bw_num_bound(e, s, base);
    const bw_symbol *symbol = bw_sym_at(&e->values, base);
    bw_wide fails = symbol->object != 0 ? bw_obj_at(e, symbol->object)->fails : 0;
    if (symbol->is_handle)
        return bound.hi <= STANDARD_STREAMS; /* those are everybody's */
    return fails == 0 ? bound.hi == 0 : bound.lo >= fails;
}

bool bw_life_made(bw_engine *e, const bw_state *s, bw_sym base)
{
    bw_bound bound = bw_num_bound(e, s, base);
    const bw_symbol *symbol = bw_sym_at(&e->values, base);
    bw_wide fails = symbol->object != 0 ? bw_obj_at(e, symbol->object)->fails : 0;
    if (symbol->is_handle)
        return bound.lo > fails;
    return fails == 0 ? bound.lo > 0 : bound.hi < fails;
}

/* ---- use ---- */

/* Was it used before on every way here? Then it is not null, whatever a test behind that use says. */
static bool was_used(const bw_state *s, bw_sym sym)
{
    for (uint32_t i = 0; i < s->used_count; i++)
        if (s->used[i].sym == sym)
            return true;
    return false;
}

static void remember_use(bw_state *s, bw_sym sym, uint32_t site)
{
    if (was_used(s, sym))
        return;
    if (s->used_count == BW_USED_MAX) {
        for (uint32_t i = 1; i < BW_USED_MAX; i++)
            s->used[i - 1] = s->used[i];
        s->used_count--;
    }
    s->used[s->used_count++] = (bw_used){sym, site};
}

/* Is the pointer, before it is indexed, a fixed way into what base points to? One that walks on was tested as it was
 * then, if at all. */
static bool at_start(bw_engine *e, bw_run *r, bw_state *s, bw_sym base, bw_ir_val val)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    while (val != 0 && (func->insts[val].op == BW_IR_FIELD || func->insts[val].op == BW_IR_INDEX ||
                        func->insts[val].op == BW_IR_CAST))
        val = func->insts[val].a;
    bw_lin offset, root = bw_reg(e, r, s, val).lin;
    bw_wide at;
    return root != 0 && bw_lin_base(&e->values, root, &offset) == base && bw_lin_is_const(&e->values, offset, &at);
}

/* Was the pointer held against null, and the answer only put together with others, when all of them are there:
 * `(p != NULL) & (p->n > 0)`? Whatever it was, the way leads on to here. */
static bool asked_without_branch(bw_engine *e, bw_run *r, bw_state *s, const bw_use *use, bw_ir_loc *ret_where)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    const bw_ir_block *b = &func->blocks[r->block];
    for (uint32_t i = b->first; i < use->site && i < b->first + b->count; i++) {
        const bw_ir_inst *test = &func->insts[i];
        if (test->op != BW_IR_CMP || test->sub != BW_CMP_NE || (test->flags & BW_INST_MACRO) || bw_ir_const_value(&func->insts[bw_ir_through_casts(func, test->b)]) != 0 ||
            func->insts[bw_ir_through_casts(func, test->b)].op != BW_IR_CONST || bw_reg(e, r, s, test->a).lin != use->pointer)
            continue;
        for (uint32_t k = use->site + 1; k < b->first + b->count; k++) {
            const bw_ir_inst *both = &func->insts[k];
            if (both->op == BW_IR_BIN && both->sub == BW_BIN_AND &&
                (bw_ir_through_casts(func, both->a) == i || bw_ir_through_casts(func, both->b) == i)) {
                *ret_where = test->loc;
                return true;
            }
        }
    }
    return false;
}

/* A number that stands for an object is none to be read through; all there is to ask is whether the object is there. */
static bool use_handle(bw_engine *e, bw_run *r, bw_state *s, bw_use *use, bw_sym base)
{
    use->object = bw_sym_at(&e->values, base)->object;
    if (use->kind == BW_USE_CALL && !s->bits_twice)
        use->gone = gone_of(e, s, r->frame->context, use->object, &use->where);
    if (use->gone == BW_GONE_NO)
        return true;
    if (e->reporting && !s->doubtful)
        bw_event_use(e, r, s, use);
    bw_mem_objstate_edit(e, s, use->object)->life = BW_LIFE_UNKNOWN; /* told once a path */
    return true;
}

bool bw_life_use(bw_engine *e, bw_run *r, bw_state *s, bw_use use)
{
    bw_values *v = &e->values;
    bw_lin offset;
    bw_wide address;
    if (use.pointer == 0)
        return true;
    bool through = use.kind == BW_USE_PLAIN || use.kind == BW_USE_CALL || use.kind == BW_USE_TARGET;
    bw_runtime_use(e, r, s, &use);
    bw_sym base = bw_lin_base(v, use.pointer, &offset);
    if (base == 0) {
        if (!through || !bw_lin_is_const(v, use.pointer, &address) || address < 0 || address >= NULL_PAGE)
            return true;
        use.null = BW_NULL_CONST;
        if (e->reporting && !s->doubtful && !s->unlisted && !s->told_in_round && !bw_life_by_choice(e, r, s, use.pointer_val))
            bw_event_use(e, r, s, &use);
        return false;
    }
    if (bw_sym_at(&e->values, base)->is_handle)
        return use_handle(e, r, s, &use, base);
    if (s->refs != NULL)
        bw_ref_use(e, r, s, &use);
    if (s->locks != NULL)
        bw_lock_use(e, r, s, &use);
    use.object = bw_sym_at(v, base)->object;
    const bw_bound *bound = bw_bound_find(s, base);
    if ((through || use.perhaps) && bound != NULL && bound->lo <= 0 && !was_used(s, base) &&
        at_start(e, r, s, base, use.pointer_val))
        use.null = null_of(e, s, r->frame->context, bound, &use.where);
    bool error = through && use.null == BW_NULL_NO && !was_used(s, base) && error_of(e, s, base, &use.where);
    if (error)
        use.null = BW_NULL_ERROR;
    if (use.kind == BW_USE_PLAIN && e->reporting && use.null == BW_NULL_NO && (bound == NULL || bound->lo <= 0) && !was_used(s, base)) {
        bw_use whole = use;
        whole.pointer = bw_lin_sym(v, base);
        if (asked_without_branch(e, r, s, &whole, &use.where))
            use.null = BW_NULL_TEST;
    }
    if ((!through && use.null != BW_NULL_MODEL) || s->unlisted)
        use.null = BW_NULL_NO; /* who tested it may have tested the length as well */
    if (use.null != BW_NULL_NO && use.perhaps)
        use.kind = BW_USE_CALL;
    if (use.object != 0 && use.null == BW_NULL_NO && !s->bits_twice)
        use.gone = gone_of(e, s, r->frame->context, use.object, &use.where);
    /* which of the ways here was taken may be in doubt; that others ran on all of them is not */
    bool sure = use.gone == BW_GONE_STALE && !s->contrary && use.null == BW_NULL_NO &&
                bw_mem_objstate(e, s, use.object).stale == BW_STALE_SURE;
    if (e->reporting && (!s->doubtful || sure) && (use.null != BW_NULL_NO || use.gone != BW_GONE_NO))
        bw_event_use(e, r, s, &use);
    if (use.gone == BW_GONE_RELEASED)
        bw_mem_objstate_edit(e, s, use.object)->life = BW_LIFE_UNKNOWN; /* told once a path */
    if (use.gone == BW_GONE_STALE)
        bw_mem_objstate_edit(e, s, use.object)->stale = BW_STALE_NO;
    if (!through)
        return true;
    if (error && !bw_num_restrict(e, s, base, 1, ((bw_wide)1 << e->module->pointer_bits) - ERRORS_MAX - 1, BW_WHY_INDEX_DERIVED))
        return false; /* told once a path */
    if (bound != NULL && bound->lo <= 0 && !bw_num_restrict(e, s, base, 1, BW_INFINITY, BW_WHY_INDEX_DERIVED))
        return false;
    uint8_t kind = bw_sym_at(v, base)->kind;
    if (bound == NULL && r->frame->context == 1 && (kind == BW_SYM_MEMORY || kind == BW_SYM_RESULT))
        remember_use(s, base, use.site);
    /* what a callee used is not null for its caller: whether a pointer into it is one, is not asked again */
    if (bound == NULL && r->frame->context != 1 && kind == BW_SYM_MEMORY)
        return bw_num_restrict(e, s, base, 1, BW_INFINITY, BW_WHY_INDEX_DERIVED);
    return true;
}

/* ---- tests after a use ---- */

typedef struct reach {
    const bw_ir_func *func;
    uint8_t *seen;
} reach;

static void reach_from(reach *r, uint32_t block)
{
    uint32_t next;
    if (r->seen[block])
        return;
    r->seen[block] = 1;
    for (uint32_t n = 0; (next = bw_order_successor(r->func, block, n)) != 0; n++)
        reach_from(r, next);
}

static uint32_t block_of(const bw_ir_func *func, uint32_t site)
{
    for (uint32_t b = 1; b < func->block_count; b++)
        if (site >= func->blocks[b].first && site < func->blocks[b].first + func->blocks[b].count)
            return b;
    return 0;
}

/* Does every way to block `to` lead through block `by`? */
static bool dominates(bw_engine *e, bw_ir_ref func, uint32_t by, uint32_t to)
{
    reach r = {&e->module->funcs.at[func], NULL};
    if (by == to)
        return true;
    r.seen = bw_core_array(e->work, uint8_t, r.func->block_count + 1);
    r.seen[by] = 1;
    reach_from(&r, 1);
    return by == 1 || !r.seen[to];
}

/* The variable whose value alone val is, when it keeps one value through the whole function; 0 for anything else. */
static bw_ir_ref lasting_variable(const bw_engine *e, const bw_ir_func *func, bw_ir_val val)
{
    const bw_ir_inst *load = &func->insts[bw_ir_tested(func, val)];
    if (load->op != BW_IR_LOAD || func->insts[load->a].op != BW_IR_ADDR)
        return 0;
    bw_ir_ref object = func->insts[load->a].a;
    uint32_t stores = e->module->objects.at[object].kind == BW_OBJECT_PARAM, local = object - func->object;
    if (local >= func->object_count || !e->orders[e->top]->direct[local])
        return 0;
    for (uint32_t i = 1; i < func->inst_count; i++)
        stores += bw_variable_stored(func, &func->insts[i]) == object;
    return stores == 1 ? object : 0;
}

/* The place that the tested value was read from, through members alone, begins at a variable that keeps one value. What stands
 * there is the value of before, or it would have another symbol. */
static bool lasting_place(const bw_engine *e, const bw_ir_func *func, bw_ir_val val)
{
    for (int depth = 0; depth < 8; depth++) {
        const bw_ir_inst *load = &func->insts[bw_ir_tested(func, val)];
        if (load->op != BW_IR_LOAD || func->insts[load->a].op != BW_IR_FIELD)
            break;
        for (val = load->a; func->insts[val].op == BW_IR_FIELD;)
            val = func->insts[val].a;
    }
    return lasting_variable(e, func, val) != 0;
}

/* Is one outcome of the branch said never to happen (`if (p == NULL) __builtin_unreachable()`)? Such a test asks nothing. */
static bool is_promise(const bw_ir_func *func, uint32_t site)
{
    const bw_ir_inst *branch = &func->insts[site];
    return func->insts[func->blocks[branch->b].first].op == BW_IR_UNREACHABLE ||
           func->insts[func->blocks[branch->c].first].op == BW_IR_UNREACHABLE;
}

void bw_life_test(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin condition)
{
    if (!e->reporting || s->used_count == 0 || s->doubtful || r->frame->context != 1 || condition == 0)
        return;
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    bw_sym sym = bw_life_compared(e, condition);
    if (sym == 0 || bw_bound_find(s, sym) != NULL || is_promise(func, site) ||
        (func->insts[site].flags | func->insts[val].flags) & (BW_INST_MACRO | BW_INST_ARGUMENT | BW_INST_LOOP))
        return;
    for (uint32_t i = 0; i < s->used_count; i++) {
        if (s->used[i].sym != sym || !lasting_place(e, func, val) ||
            !dominates(e, r->frame->func, block_of(func, s->used[i].site), r->block))
            continue;
        bw_late_test late = {.site = site, .val = val, .use = s->used[i].site, .sym = sym};
        bw_event_late_test(e, r, s, &late);
    }
}

/* ---- release ---- */

/* A pointer that was made a number with too few bits for it. */
static bw_lin before_wrap(bw_engine *e, bw_lin lin)
{
    bw_sym sym = bw_lin_as_sym(&e->values, lin);
    const bw_symbol *symbol = bw_sym_at(&e->values, sym);
    return sym != 0 && symbol->kind == BW_SYM_WRAP && bw_lin_base_of(&e->values, symbol->a) != 0 ? symbol->a : lin;
}

void bw_life_release(bw_engine *e, bw_run *r, bw_state *s, bw_release release)
{
    if (release.pointer == 0)
        return;
    release.pointer = before_wrap(e, release.pointer);
    bw_sym base = bw_lin_base(&e->values, release.pointer, &release.offset);
    release.object = base != 0 ? bw_mem_object_of(e, base) : 0;
    if (release.object == 0 || bw_life_failed(e, s, base))
        return;
    const bw_obj *o = bw_obj_at(e, release.object);
    release.again = !s->bits_twice && gone_of(e, s, r->frame->context, release.object, &release.where) == BW_GONE_RELEASED;
    const bw_objstate *armed = bw_objstate_find(s, release.object);
    release.armed = !release.again && armed != NULL && armed->armed_why != 0 && !s->raised && bw_num_lower(e, s, release.offset) <= 0;
    if (release.armed)
        release.where = e->whys.at[armed->armed_why].loc;
    if (e->reporting && !s->doubtful)
        bw_event_release(e, r, s, &release);
    if (o->kind != BW_OBJ_HEAP && o->kind != BW_OBJ_POINTEE)
        return;
    e->needs.gives |= o->kind == BW_OBJ_POINTEE; /* a caller had better know that it is gone */
    uint32_t why = bw_why_make(e, BW_WHY_MODEL, e->module->funcs.at[r->frame->func].insts[release.site].loc);
    if (e->reporting)
        bw_dangle_released(e, r, release.pointer_val, why);
    bw_objstate *state = bw_mem_objstate_edit(e, s, release.object);
    state->life = BW_LIFE_RELEASED;
    state->life_why = why;
}

/* ---- leaks and what outlives its object ---- */

/* An allocation that is live, and that nothing out of view knows. */
static bool owned(bw_engine *e, const bw_state *s, const bw_objstate *state)
{
    const bw_obj *o = bw_obj_at(e, state->object);
    return o->kind == BW_OBJ_HEAP && state->life == BW_LIFE_LIVE && !state->escaped && !o->managed &&
           o->family[0] != '\0' && !bw_life_failed(e, s, o->base);
}

static bool holds(bw_engine *e, const bw_cell *cell, bw_sym base)
{
    bw_lin offset;
    return cell->value.lin != 0 && bw_lin_base(&e->values, cell->value.lin, &offset) == base;
}

/* Does anything that lives on lead to the object? */
static bool held(bw_engine *e, const bw_state *s, bw_sym base, bw_sym result)
{
    if (base == result)
        return true;
    for (uint32_t i = 0; i < s->cells.count; i++) {
        const bw_cell *cell = &s->cells.at[i];
        if (!holds(e, cell, base) || cell->base == base)
            continue;
        const bw_obj *o = bw_obj_at(e, bw_sym_at(&e->values, cell->base)->object);
        if (o->kind == BW_OBJ_GLOBAL && bw_global_hands_over(e, o->ir, e->top))
            continue;
        if (cell->base == result || o->kind == BW_OBJ_GLOBAL || o->kind == BW_OBJ_POINTEE || o->kind == BW_OBJ_NONE)
            return true;
        if (o->kind != BW_OBJ_HEAP)
            continue;
        bw_objstate holder = bw_mem_objstate(e, s, bw_sym_at(&e->values, cell->base)->object);
        if (holder.life != BW_LIFE_RELEASED)
            return true; /* a lost one that holds it is the one to tell of */
    }
    return false;
}

void bw_life_resize_failed(bw_engine *e, const bw_run *r, bw_state *s, uint32_t site, bw_lin pointer, const char *family)
{
    bw_lin offset;
    bw_wide at;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    if (object == 0 || bw_obj_at(e, object)->kind != BW_OBJ_POINTEE ||
        bw_models_listed(e->models->managed.at, e->models->managed.count, family) || !bw_lin_is_const(&e->values, offset, &at) || at != 0)
        return;
    bw_mem_objstate_edit(e, s, object)->resize_why = bw_why_make(e, BW_WHY_MODEL, e->module->funcs.at[r->frame->func].insts[site].loc);
}

/* Was something else stored where the address of the object was read from? */
static bool overwritten(bw_engine *e, const bw_state *s, bw_sym base)
{
    const bw_symbol *symbol = bw_sym_at(&e->values, base);
    if (symbol->kind != BW_SYM_MEMORY)
        return false;
    uint8_t kind = bw_obj_at(e, bw_mem_object_of(e, symbol->key[0]))->kind;
    const bw_cell *cell = bw_cell_find(s, symbol->key[0], bw_sym_off_bits(symbol), symbol->key[2] & 0xff);
    return (kind == BW_OBJ_POINTEE || kind == BW_OBJ_GLOBAL) && cell != NULL && cell->value.lin != 0 && !holds(e, cell, base);
}

/* What could not be resized lives on. Its address stood in memory that outlives the function, and stands there no more. */
static void find_lost_by_resizing(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_sym result)
{
    for (uint32_t i = 0; i < s->objects.count; i++) {
        bw_objstate state = s->objects.at[i];
        bw_sym base = bw_obj_at(e, state.object)->base;
        if (state.resize_why == 0 || state.life != BW_LIFE_UNKNOWN || !overwritten(e, s, base) || held(e, s, base, result))
            continue;
        bw_leak leak = {.site = site, .object = state.object, .resized = true, .failed = e->whys.at[state.resize_why].loc};
        bw_event_leak(e, r, s, &leak);
    }
}

static void find_leaks(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_sym result)
{
    find_lost_by_resizing(e, r, s, site, result);
    for (uint32_t i = 0; i < s->objects.count; i++) {
        bw_objstate state = s->objects.at[i];
        if (!owned(e, s, &state) || held(e, s, bw_obj_at(e, state.object)->base, result))
            continue;
        bw_leak leak = {.site = site, .object = state.object};
        bw_event_leak(e, r, s, &leak);
    }
}

/* Is there a name for it still in any variable? */
static bool named(bw_engine *e, const bw_state *s, bw_sym base)
{
    for (uint32_t i = 0; i < s->cells.count; i++)
        if (s->cells.at[i].base != base && holds(e, &s->cells.at[i], base))
            return true;
    return false;
}

void bw_life_round(bw_engine *e, bw_run *r, bw_state *s)
{
    if (!e->reporting || s->doubtful || s->raised || r->frame->context != 1)
        return;
    for (uint32_t i = 0; i < s->objects.count; i++) {
        bw_objstate state = s->objects.at[i];
        const bw_obj *o = bw_obj_at(e, state.object);
        if (!owned(e, s, &state) || o->context != 1 || !bw_life_made(e, s, o->base) || named(e, s, o->base))
            continue;
        bw_leak leak = {.site = o->site, .object = state.object, .round = true};
        bw_event_leak(e, r, s, &leak);
        bw_mem_objstate_edit(e, s, state.object)->escaped = true; /* told once a path */
    }
}

void bw_life_return(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_value value)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    if (s->refs != NULL)
        bw_ref_return(e, r, s, site, val, value);
    if (s->late_why != 0)
        bw_commit_return(e, r, s, site, value.lin);
    if (!e->reporting || s->doubtful)
        return;
    bw_lin offset;
    bw_sym base = value.lin != 0 ? bw_lin_base(&e->values, value.lin, &offset) : 0;
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    bool pointer = e->module->types.at[func->ret].kind == BW_TYPE_POINTER;
    if (object != 0 && pointer) {
        bw_use use = {.kind = BW_USE_RETURN, .site = site, .callee = "", .pointer_val = val, .pointer = value.lin};
        const bw_obj *o = bw_obj_at(e, object);
        use.object = object;
        use.gone = gone_of(e, s, r->frame->context, object, &use.where);
        if (((o->kind == BW_OBJ_LOCAL && o->ir != 0) || o->ends) && o->context == r->frame->context) {
            use.gone = BW_GONE_ENDED;
            use.where = o->loc;
        }
        bool seen = use.gone == BW_GONE_RELEASED && bw_func_callers_in_view(e, r->frame->func);
        if (use.gone != BW_GONE_NO && !seen)
            bw_event_use(e, r, s, &use);
    }
    if (r->frame->context != 1)
        return;
    bw_kept_return(e, r, s, site, base);
    bw_dangle_return(e, r, s, site);
    if (strcmp(func->name, "main") != 0 && !s->raised) /* the end of the program gives back what is left */
        find_leaks(e, r, s, site, base);
}

void bw_life_leave(bw_engine *e, bw_state *s, uint32_t context, bw_value result)
{
    bw_lin offset;
    bw_sym returned = result.lin != 0 ? bw_lin_base(&e->values, result.lin, &offset) : 0;
    if (s->refs != NULL)
        bw_ref_leave(e, s, context, result.lin);
    for (uint32_t i = 0; i < s->objects.count; i++) {
        bw_objstate state = s->objects.at[i];
        if (!owned(e, s, &state) || !within(e, bw_obj_at(e, state.object)->context, context) ||
            held(e, s, bw_obj_at(e, state.object)->base, returned))
            continue;
        bw_sym base = bw_obj_at(e, state.object)->base;
        if (!named(e, s, base))
            bw_mem_objstate_edit(e, s, state.object)->escaped = true;
    }
}

/* ---- where paths meet ---- */

static bw_life life_in(bw_engine *e, const bw_state *s, uint32_t object)
{
    const bw_obj *o = bw_obj_at(e, object);
    const bw_objstate *state = bw_objstate_find(s, object);
    if (o->kind == BW_OBJ_HEAP && (state == NULL || (state->life == BW_LIFE_LIVE && bw_life_failed(e, s, o->base))))
        return BW_LIFE_NONE;
    return state != NULL ? (bw_life)state->life : (bw_life)bw_mem_objstate(e, s, object).life;
}

bw_life bw_life_join(bw_engine *e, const bw_state *a, const bw_state *b, uint32_t object, bool forced)
{
    bw_life x = life_in(e, a, object), y = life_in(e, b, object);
    if (x == y)
        return x;
    if (forced)
        return BW_LIFE_UNKNOWN;
    if ((x == BW_LIFE_NONE && y == BW_LIFE_LIVE) || (x == BW_LIFE_LIVE && y == BW_LIFE_NONE)) {
        const bw_state *with = x == BW_LIFE_LIVE ? a : b;
        bool attested = !with->doubtful && !with->unlikely && (with->outside == 0 || bw_outside_same(a, b));
        return attested ? BW_LIFE_LIVE : BW_LIFE_UNKNOWN;
    }
    if (x == BW_LIFE_ENDED || y == BW_LIFE_ENDED)
        return bw_objstate_find(a, object) == NULL || bw_objstate_find(b, object) == NULL ? BW_LIFE_ENDED
                                                                                           : BW_LIFE_UNKNOWN;
    bool released = x == BW_LIFE_RELEASED || y == BW_LIFE_RELEASED || x == BW_LIFE_MAYBE_RELEASED ||
                    y == BW_LIFE_MAYBE_RELEASED;
    return released ? BW_LIFE_MAYBE_RELEASED : BW_LIFE_UNKNOWN;
}
