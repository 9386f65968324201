/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What callers ask of a result: a look-up whose every caller but one asks whether it found anything may find nothing for that
 * one, too. (Engler et al., Bugs as deviant behavior, 2001.) */
#include "core/by_name.h"
#include "core/ir_shape.h"
#include "core/typed_places.h"

#include <string.h>

enum { ASKED_NO, ASKED_YES, ASKED_NEVER, CALLERS_LEAST = 2, CALLERS_MANY = 4 };

/* The last load of a variable of which something is asked, in the function that was walked over last. */
typedef struct look {
    bw_ir_ref func;
    bw_ir_val last;
} look;

/* What a walk over one function finds out about its values and variables. */
typedef struct survey {
    bool *asked;        /* by value: a comparison with null, a negation or a branch looks at it */
    bw_ir_ref *kept_in; /* by value: the variable, by name alone, that it is stored to first; 0 none */
    uint32_t values;    /* room for so many */
    look *looks;        /* by variable of the module */
} survey;

/* Does the instruction ask for the truth of its operands, or of how they compare? */
static bool is_test(const bw_ir_inst *inst)
{
    return inst->op == BW_IR_CMP || inst->op == BW_IR_CBR || inst->op == BW_IR_UN ||
           (inst->op == BW_IR_CAST && inst->sub == BW_CAST_BOOL);
}

static void make_room(bw_engine *e, survey *s, const bw_ir_func *f)
{
    if (s->values < f->inst_count) {
        s->values = 2 * f->inst_count;
        s->asked = bw_core_array(e->work, bool, s->values);
        s->kept_in = bw_core_array(e->work, bw_ir_ref, s->values);
    }
    memset(s->asked, 0, f->inst_count * sizeof *s->asked);
    memset(s->kept_in, 0, f->inst_count * sizeof *s->kept_in);
}

/* From the end, so that what is asked of a converted value is known when the conversion is met. */
static void look_over(survey *s, const bw_ir_func *f, bw_ir_ref func)
{
    for (bw_ir_val i = f->inst_count - 1; i > 0; i--) {
        const bw_ir_inst *inst = &f->insts[i];
        if (is_test(inst) || (inst->op == BW_IR_CAST && inst->sub == BW_CAST_PTR && s->asked[i]))
            s->asked[inst->a] = true;
        if (inst->op == BW_IR_CMP)
            s->asked[inst->b] = true;
        bw_ir_ref kept_in = bw_variable_stored(f, inst);
        if (kept_in != 0)
            s->kept_in[inst->b] = kept_in;
        bw_ir_ref read = inst->op == BW_IR_LOAD && s->asked[i] ? bw_variable_at(f, inst->a) : 0;
        if (read != 0 && s->looks[read].func != func)
            s->looks[read] = (look){func, i};
    }
}

static bool asks_result(const survey *s, const bw_ir_func *f, bw_ir_ref func, bw_ir_val call)
{
    bw_ir_val val = call;
    if (s->asked[call])
        return true;
    while (val + 1 < f->inst_count && f->insts[val + 1].op == BW_IR_CAST && f->insts[val + 1].a == val)
        val++;
    look last = s->looks[s->kept_in[val]];
    return s->kept_in[val] != 0 && last.func == func && last.last > call;
}

/* How many calls of a function ask, and how many do not. */
typedef struct tally {
    uint32_t yes, no;
} tally;

/* YES: all callers but one, and two at the least; of what a header brings, many: in one unit two may be those that walk over a
 * list to its end, and the third one that knows it is not empty. NEVER: none of many. */
static uint8_t verdict_of(const bw_ir_func *f, tally t)
{
    if (t.yes == 0 && t.no >= CALLERS_MANY)
        return ASKED_NEVER;
    bool header = (f->flags & BW_FUNC_INLINE) != 0 && (f->flags & BW_FUNC_MAIN_FILE) == 0;
    return t.no == 1 && t.yes >= (header ? CALLERS_MANY : CALLERS_LEAST) ? ASKED_YES : ASKED_NO;
}

/* Every function once, for all that it calls. What is lowered later has no part in it. */
static void survey_all(bw_engine *e)
{
    survey s = {.looks = bw_core_array(e->work, look, e->module->objects.count)};
    uint32_t count = e->module->funcs.count;
    tally *tallies = bw_core_array(e->work, tally, count);
    for (bw_ir_ref i = 1; i < count; i++) {
        const bw_ir_func *f = &e->module->funcs.at[i];
        if (f->body != BW_BODY_LOWERED || f->inst_count == 0)
            continue;
        make_room(e, &s, f);
        look_over(&s, f, i);
        for (bw_ir_val k = 1; k < f->inst_count; k++) {
            if (f->insts[k].op != BW_IR_CALL || f->insts[k].a == 0 || f->insts[k].a >= count)
                continue;
            if (asks_result(&s, f, i, k))
                tallies[f->insts[k].a].yes++;
            else
                tallies[f->insts[k].a].no++;
        }
    }
    e->asked_count = count;
    e->asked = bw_core_array(e->arena, uint8_t, count);
    for (bw_ir_ref i = 1; i < count; i++)
        e->asked[i] = verdict_of(&e->module->funcs.at[i], tallies[i]);
}

static uint8_t asked_of(bw_engine *e, bw_ir_ref func)
{
    if (e->asked == NULL)
        survey_all(e);
    return func < e->asked_count ? e->asked[func] : ASKED_NO;
}

bool bw_asked_by_others(bw_engine *e, bw_ir_ref func)
{
    return asked_of(e, func) == ASKED_YES;
}

bool bw_asked_by_nobody(bw_engine *e, bw_ir_ref func)
{
    return asked_of(e, func) == ASKED_NEVER;
}

/* Do the two calls of the same function agree in a constant, and differ in none? */
static bool same_constants(const bw_ir_func *f, bw_ir_val a, const bw_ir_func *g, bw_ir_val b)
{
    const uint32_t *x = &f->extra[f->insts[a].extra], *y = &g->extra[g->insts[b].extra];
    bool any = false;
    if (x[0] != y[0])
        return false;
    for (uint32_t i = 1; i <= x[0]; i++) {
        const bw_ir_inst *p = &f->insts[bw_ir_through_casts(f, x[i])], *q = &g->insts[bw_ir_through_casts(g, y[i])];
        if (p->op != BW_IR_CONST && q->op != BW_IR_CONST)
            continue;
        if (p->op != q->op || bw_ir_const_value(p) != bw_ir_const_value(q))
            return false;
        any = true;
    }
    return any;
}

/* Is the answer compared, tested or negated in its own expression? */
static bool tests_at_once(const bw_ir_func *f, bw_ir_val call)
{
    for (bw_ir_val i = call + 1; i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        if (is_test(inst) && (inst->a == call || (inst->op == BW_IR_CMP && inst->b == call)))
            return true;
    }
    return false;
}

bool bw_asked_by_callers(bw_engine *e, bw_ir_ref func, bw_ir_val site)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    uint32_t count;
    if (!(f->flags & BW_FUNC_STATIC) || f->insts[site].a == 0)
        return false;
    const bw_code_site *calls = bw_typed_callers(e, func, &count);
    for (uint32_t i = 0; i < count; i++) {
        const bw_ir_func *g = &e->module->funcs.at[calls[i].func];
        bool asks = false;
        for (bw_ir_val k = 1; k < g->inst_count && !asks; k++)
            asks = g->insts[k].op == BW_IR_CALL && g->insts[k].a == f->insts[site].a && same_constants(f, site, g, k) &&
                   tests_at_once(g, k);
        if (!asks)
            return false;
    }
    return count != 0;
}

/* Is the answer of the call kept in a variable, and is that asked for before the value `before`? */
static bool tests_kept(const bw_ir_func *f, bw_ir_val call, bw_ir_val before)
{
    bw_ir_ref kept_in = 0;
    for (bw_ir_val i = call + 1; i < before; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        if (kept_in == 0 && inst->op == BW_IR_STORE && bw_ir_through_casts(f, inst->b) == call)
            kept_in = bw_variable_at(f, inst->a);
        if (kept_in != 0 && is_test(inst) && bw_variable_loaded(f, inst->a) == kept_in)
            return true;
    }
    return false;
}

bool bw_asked_of_original(const bw_engine *e, bw_ir_ref func, bw_ir_val site)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    const bw_ir_inst *call = &f->insts[site];
    if (call->a == 0 || f->extra[call->extra] == 0)
        return false;
    bw_ir_ref copy = bw_variable_at(f, bw_ir_through_casts(f, f->extra[call->extra + 1]));
    if (copy == 0 || e->module->types.at[e->module->objects.at[copy].type].kind != BW_TYPE_ARRAY)
        return false;
    for (bw_ir_val k = 1; k < site; k++)
        if (f->insts[k].op == BW_IR_CALL && f->insts[k].a == call->a && same_constants(f, site, f, k) &&
            (tests_at_once(f, k) || tests_kept(f, k, site)))
            return true;
    return false;
}
