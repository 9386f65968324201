/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Which paths are evidence of what happens on them. A path on which a question was answered in two ways, on which a
 * macro or a callee asked for the sake of others, or on which a fresh allocation is a stranger's pointer, is none. */
#include "core/call.h"

#include <string.h>

/* ---- questions asked twice ---- */

static uint32_t mix(uint32_t hash, uint32_t word)
{
    hash ^= word + 0x9e3779b9u + (hash << 6) + (hash >> 2);
    return hash * 0x85ebca6bu;
}

static uint32_t shape_of_lin(bw_engine *e, bw_lin lin, uint32_t depth);

/* A number for what the symbol stands for, whenever it is asked; equal for two loads of one place. */
static uint32_t shape_of_sym(bw_engine *e, bw_sym sym, uint32_t depth)
{
    const bw_symbol s = *bw_sym_at(&e->values, sym);
    if (depth == 0)
        return mix(1, sym);
    switch (s.kind) {
    case BW_SYM_MEMORY:
        return mix(mix(shape_of_sym(e, s.key[0], depth - 1), s.key[1]), s.key[2]);
    case BW_SYM_WRAP:
    case BW_SYM_OPERATION:
    case BW_SYM_COMPARE: {
        uint32_t hash = mix(mix(s.kind, s.op), shape_of_lin(e, s.a, depth - 1));
        return mix(hash, s.b != 0 && s.kind != BW_SYM_WRAP ? shape_of_lin(e, s.b, depth - 1) : 0);
    }
    case BW_SYM_IMAGE:
        return mix(mix(s.kind, s.key[0]), shape_of_lin(e, s.a, depth - 1));
    case BW_SYM_RESULT: {
        uint32_t site = s.key[1] & ((1u << BW_EPOCH_SHIFT) - 1);
        if (s.key[0] == 0 || s.key[0] >= e->contexts.count)
            return mix(2, sym);
        const bw_ir_func *func = &e->module->funcs.at[e->contexts.at[s.key[0]].func];
        if (site >= func->inst_count || func->insts[site].op != BW_IR_CALL || func->insts[site].a == 0 ||
            bw_models_find(e->models, e->module->funcs.at[func->insts[site].a].name) != NULL)
            return mix(2, sym);
        return mix(mix(3, func->insts[site].a), s.key[2]);
    }
    default:
        return mix(2, sym);
    }
}

static uint32_t shape_of_lin(bw_engine *e, bw_lin lin, uint32_t depth)
{
    if (lin == 0)
        return 0;
    bw_linear l = *bw_lin_at(&e->values, lin);
    uint32_t hash = (uint32_t)l.constant;
    uint32_t sum = 0; /* terms come in the order of symbols, which differs between the two times */
    for (uint32_t t = 0; t < l.count; t++)
        sum += mix(shape_of_sym(e, l.terms[t].sym, depth), (uint32_t)l.terms[t].coeff);
    return mix(mix(hash, l.count), sum);
}

#define SHAPE_DEPTH 5
#define SHAPE_MASK 0xffffffu

bw_sym bw_life_compared(bw_engine *e, bw_lin condition)
{
    bool nonzero;
    bw_sym sym = bw_num_zero_asked(e, condition, &nonzero);
    return sym != 0 && bw_sym_at(&e->values, sym)->is_pointer ? sym : 0;
}

/* Does condition hold a number to be 0? */
static bool leaves_zero(bw_engine *e, const bw_state *s, bw_lin condition)
{
    bw_values *v = &e->values;
    const bw_linear *l = condition != 0 ? bw_lin_at(v, condition) : NULL;
    if (l == NULL || l->count != 1)
        return false;
    const bw_symbol test = *bw_sym_at(v, l->terms[0].sym);
    bw_lin asked = condition;
    bw_wide zero;
    if (test.kind == BW_SYM_COMPARE && test.op != BW_CMP_NE)
        return false; /* how two numbers stand to each other says 0 of neither */
    if (test.kind == BW_SYM_COMPARE)
        asked = bw_lin_is_const(v, test.a, &zero) ? test.b : test.a;
    return bw_num_upper(e, s, asked) == 0 && bw_num_lower(e, s, asked) == 0;
}

/* Is val a question about a parameter of the function alone? */
static bool asks_parameter(const bw_engine *e, const bw_ir_func *func, bw_ir_val val)
{
    const bw_ir_inst *load = &func->insts[bw_ir_tested(func, val)];
    return load->op == BW_IR_LOAD && func->insts[load->a].op == BW_IR_ADDR &&
           e->module->objects.at[func->insts[load->a].a].kind == BW_OBJECT_PARAM;
}

/* Does condition ask for a result that a callee returns on several ways, each with a number of its own, or for a value
 * that was perhaps never stored? */
static bool asks_unsure(const bw_engine *e, bw_lin lin, uint32_t depth)
{
    if (lin == 0)
        return false;
    const bw_linear *l = bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < l->count; t++) {
        const bw_symbol *s = bw_sym_at(&e->values, l->terms[t].sym);
        if (s->of_exit || s->patchy)
            return true;
        if (depth != 0 && (s->kind == BW_SYM_COMPARE || s->kind == BW_SYM_WRAP || s->kind == BW_SYM_OPERATION) &&
            (asks_unsure(e, s->a, depth - 1) || asks_unsure(e, s->b, depth - 1)))
            return true;
    }
    return false;
}

/* Does the condition hold that an allocation which nobody else knows is some other pointer? */
static bool equals_stranger(bw_engine *e, const bw_state *s, bw_lin condition)
{
    const bw_linear *l = condition != 0 ? bw_lin_at(&e->values, condition) : NULL;
    if (l == NULL || l->count != 1)
        return false;
    bw_sym sym = l->terms[0].sym;
    const bw_symbol test = *bw_sym_at(&e->values, sym);
    if (test.kind != BW_SYM_COMPARE || test.op != BW_CMP_NE || bw_num_bound(e, s, sym).hi != 0)
        return false;
    bw_lin offset;
    bw_sym sides[2] = {bw_lin_base(&e->values, test.a, &offset), bw_lin_base(&e->values, test.b, &offset)};
    if (sides[0] == 0 || sides[1] == 0 || sides[0] == sides[1])
        return false;
    for (int i = 0; i < 2; i++) {
        uint32_t object = bw_sym_at(&e->values, sides[i])->object;
        const bw_objstate *state = object != 0 ? bw_objstate_find(s, object) : NULL;
        if (state != NULL && bw_obj_at(e, object)->kind == BW_OBJ_HEAP && !state->escaped)
            return true;
    }
    return false;
}

/* Does the condition hold that a pointer which was made of a number is no error? Linux keeps errors in pointers
 * (ERR_PTR), and whoever makes one of a number has an error at hand. */
#define ERRORS_MAX 4095

static bool no_error(bw_engine *e, const bw_state *s, bw_lin condition)
{
    bw_values *v = &e->values;
    bw_wide first = ((bw_wide)1 << e->module->pointer_bits) - ERRORS_MAX, other;
    const bw_linear *l = condition != 0 ? bw_lin_at(v, condition) : NULL;
    if (l == NULL || l->count != 1)
        return false;
    const bw_symbol test = *bw_sym_at(v, l->terms[0].sym);
    if (test.kind != BW_SYM_COMPARE || test.op != BW_CMP_LT)
        return false;
    bool below = bw_lin_is_const(v, test.b, &other) && other == first; /* x < first error */
    bool above = bw_lin_is_const(v, test.a, &other) && other == first - 1; /* last that is none < x */
    if (!below && !above)
        return false;
    bw_bound truth = bw_num_bound(e, s, l->terms[0].sym);
    bw_sym made = bw_lin_as_sym(v, below ? test.a : test.b);
    return made != 0 && bw_sym_at(v, made)->kind == BW_SYM_WRAP && (below ? truth.lo > 0 : truth.hi == 0);
}

void bw_life_open(bw_engine *e, bw_run *r, bw_state *s, bw_ir_val val, uint16_t flags, bw_lin condition)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    bw_sym tested = condition != 0 ? bw_life_compared(e, condition) : 0;
    bool null = tested != 0 && bw_num_bound(e, s, tested).hi == 0;
    s->null_tested = null ? tested : 0;
    /* a macro or a callee asks for the sake of others, not because it happens here */
    bool callee_asks = r->frame->context != 1 && asks_parameter(e, func, val);
    if (null && ((flags & (BW_INST_MACRO | BW_INST_ARGUMENT)) || callee_asks))
        s->doubtful = true;
    if (callee_asks && leaves_zero(e, s, condition))
        s->doubtful = s->contrary = true;
    if (no_error(e, s, condition))
        s->doubtful = true;
    if (equals_stranger(e, s, condition))
        s->doubtful = true;
    /* what the callee did on each way is known only where its result says which way it was */
    if (asks_unsure(e, condition, 3))
        s->doubtful = true;
}

/* The path answers a question: is it the answer it gave before? */
static void record(const bw_engine *e, bw_state *s, uint32_t shape, bool truth)
{
    for (uint32_t i = 0; i < s->decision_count; i++) {
        if (s->decisions[i].shape != (shape & SHAPE_MASK))
            continue;
        s->doubtful |= s->decisions[i].both || s->decisions[i].truth != truth;
        s->contrary |= !s->decisions[i].both && s->decisions[i].truth != truth;
        s->decisions[i].truth = truth; /* of the paths that were joined, one goes on */
        s->decisions[i].both = false;
        return;
    }
    if (s->decision_count == BW_DECISIONS_MAX) {
        for (uint32_t i = 1; i < BW_DECISIONS_MAX; i++)
            s->decisions[i - 1] = s->decisions[i];
        s->decision_count--;
    }
    s->decisions[s->decision_count++] = (bw_decision){.shape = shape & SHAPE_MASK, .depth = e->loop_depth & 63, .truth = truth};
}

void bw_life_answer(bw_call_run *c, bw_state *s, bool found)
{
    bw_engine *e = c->e;
    uint32_t shape = mix(4, c->func);
    for (uint32_t i = 0; i < c->argc; i++)
        shape = mix(shape, shape_of_lin(e, c->args[i].lin, SHAPE_DEPTH));
    record(e, s, shape, found);
}

/* Is what a call does no more than an answer: the callee stores to nothing but its own variables? */
static bool only_answers(const bw_call_run *c, const uint32_t before[BW_CLASSES], const bw_state *after)
{
    const bw_ir_module *m = c->e->module;
    const bw_ir_func *callee = &m->funcs.at[c->func];
    if (memcmp(before, after->versions, sizeof after->versions) != 0)
        return false;
    for (uint32_t i = 1; i < callee->inst_count; i++)
        if (callee->insts[i].op == BW_IR_STORE && callee->insts[callee->insts[i].a].op != BW_IR_ADDR)
            return false;
    return true;
}

void bw_life_returned(bw_call_run *c, bw_state *s, bw_value result, const uint32_t before[BW_CLASSES])
{
    bw_engine *e = c->e;
    if (result.lin == 0 || !only_answers(c, before, s))
        return;
    bw_wide low = bw_num_interval_lower(e, s, result.lin), high = bw_num_interval_upper(e, s, result.lin);
    if (low > 0 || high < 0 || (low == 0 && high == 0))
        bw_life_answer(c, s, low != 0 || high != 0);
}

/* The word of a record of which a test asks some bits (word & mask, against 0); 0 none. */
static uint32_t flags_asked(bw_engine *e, bw_sym test)
{
    bw_values *v = &e->values;
    const bw_symbol *t = bw_sym_at(v, test);
    bw_wide constant;
    if (t->op != BW_CMP_NE)
        return 0;
    bw_sym masked = bw_lin_as_sym(v, bw_lin_is_const(v, t->a, &constant) ? t->b : t->a);
    const bw_symbol *m = masked != 0 ? bw_sym_at(v, masked) : NULL;
    if (m == NULL || m->kind != BW_SYM_OPERATION || m->op != BW_BIN_AND)
        return 0;
    bw_sym word = bw_lin_as_sym(v, bw_lin_is_const(v, m->a, &constant) ? m->b : m->a);
    while (word != 0 && bw_sym_at(v, word)->kind == BW_SYM_WRAP)
        word = bw_lin_as_sym(v, bw_sym_at(v, word)->a);
    if (word == 0 || bw_sym_at(v, word)->kind != BW_SYM_MEMORY)
        return 0;
    uint32_t object = bw_sym_at(v, bw_sym_at(v, word)->key[0])->object;
    if (object != 0 && bw_obj_at(e, object)->kind != BW_OBJ_POINTEE)
        return 0; /* a caller chooses the bits of an argument as it likes */
    return mix(5, shape_of_sym(e, word, SHAPE_DEPTH)) & SHAPE_MASK;
}

/* The bits of one word of a record mostly are states that exclude each other: a path on which two of its tests find bits
 * that are set need not exist. */
static void find_flags_set(bw_engine *e, bw_state *s, bw_sym test, uint32_t shape)
{
    uint32_t word = flags_asked(e, test);
    bool set = false;
    for (uint32_t i = 0; word != 0 && i < s->decision_count; i++) {
        if (s->decisions[i].shape == (shape & SHAPE_MASK))
            return; /* the same bits once more */
        set |= s->decisions[i].shape == word;
    }
    if (set)
        s->bits_twice = true;
    else if (word != 0)
        record(e, s, word, true);
}

void bw_life_decide(bw_engine *e, bw_state *s, bw_lin condition, bool truth)
{
    bw_wide constant;
    if (condition == 0 || bw_lin_is_const(&e->values, condition, &constant))
        return;
    const bw_linear l = *bw_lin_at(&e->values, condition);
    bw_sym sym = l.count == 1 ? l.terms[0].sym : 0;
    uint32_t shape;
    if (sym != 0 && bw_sym_at(&e->values, sym)->kind == BW_SYM_COMPARE) {
        truth ^= l.constant != 0;
        shape = shape_of_sym(e, sym, SHAPE_DEPTH);
    } else {
        bw_lin test = bw_arith_cmp(e, BW_CMP_NE, condition, bw_lin_const(&e->values, 0));
        sym = test != 0 ? bw_lin_as_sym(&e->values, test) : 0;
        if (sym == 0)
            return;
        shape = shape_of_sym(e, sym, SHAPE_DEPTH);
    }
    if (truth)
        find_flags_set(e, s, sym, shape);
    record(e, s, shape, truth);
}

void bw_life_repeat(bw_engine *e, bw_state *s)
{
    uint8_t kept = 0;
    for (uint32_t i = 0; i < s->decision_count; i++)
        if (s->decisions[i].depth < e->loop_depth)
            s->decisions[kept++] = s->decisions[i];
    s->decision_count = kept;
    s->told_in_round = false;
}

/* Did an activation between here and the function that is analysed ask a question that leads to here? */
static bool asked_on_the_way(const bw_engine *e, const bw_run *r, const bw_state *s)
{
    uint32_t context = r->frame->context;
    while (context > 1 && context != s->asked)
        context = e->contexts.at[context].parent;
    return context > 1;
}

/* A callee chooses by its own questions what to do with what it was given, and its caller knows how they are answered:
 * a null pointer, or a variable without a value, that is handed down is told only when the use does not hang on one. */
bool bw_life_by_choice(const bw_engine *e, const bw_run *r, const bw_state *s, bw_ir_val val)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    if (!asked_on_the_way(e, r, s))
        return false;
    while (val != 0 && (func->insts[val].op == BW_IR_FIELD || func->insts[val].op == BW_IR_INDEX ||
                        func->insts[val].op == BW_IR_CAST))
        val = func->insts[val].a;
    return val != 0 && asks_parameter(e, func, val);
}

bool bw_life_object_by_choice(bw_engine *e, const bw_run *r, const bw_state *s, uint32_t object)
{
    const bw_obj *o = bw_obj_at(e, object);
    return o->kind == BW_OBJ_LOCAL && o->context < s->asked && asked_on_the_way(e, r, s); /* callers were numbered before */
}

/* ---- where paths meet ---- */

void bw_life_join_paths(bw_state *a, const bw_state *b)
{
    uint8_t kept = 0;
    for (uint32_t i = 0; i < a->decision_count; i++)
        for (uint32_t k = 0; k < b->decision_count; k++)
            if (a->decisions[i].shape == b->decisions[k].shape) {
                bool both = a->decisions[i].truth != b->decisions[k].truth || a->decisions[i].both || b->decisions[k].both;
                a->decisions[kept] = a->decisions[i];
                a->decisions[kept++].both = both & 1;
                break;
            }
    a->decision_count = kept;
    kept = 0;
    for (uint32_t i = 0; i < a->used_count; i++)
        for (uint32_t k = 0; k < b->used_count; k++)
            if (a->used[i].sym == b->used[k].sym && a->used[i].site == b->used[k].site) {
                a->used[kept++] = a->used[i];
                break;
            }
    a->used_count = kept;
    a->doubtful = a->doubtful && b->doubtful;
    a->contrary = a->contrary && b->contrary;
    a->bits_twice = a->bits_twice && b->bits_twice;
    if (a->asked != b->asked || a->asked_way != b->asked_way)
        a->asked = a->asked_way = 0; /* both answers lead to here */
    a->unlisted = a->unlisted && b->unlisted;
    a->told_in_round = a->told_in_round && b->told_in_round;
    if (a->null_tested != b->null_tested)
        a->null_tested = 0;
}
