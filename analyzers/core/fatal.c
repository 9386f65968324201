/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Ways that stop the machine, and who decides that they are taken. A state keeps the questions that lead to it and no
 * further, in order: where the two ways of a branch meet again, its answer is forgotten. The last of them is what decides
 * that control is here; when an attacker chooses it, he stops the machine. */
#include "core/engine.h"

#include <string.h>

/* What an attacker chooses of a condition, with no word of a callee on it; 0 nothing. */
static bw_sym chosen_in(const bw_engine *e, bw_lin lin, uint32_t depth)
{
    if (lin == 0)
        return 0;
    const bw_linear *l = bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < l->count; t++) {
        const bw_symbol *s = bw_sym_at(&e->values, l->terms[t].sym);
        if (s->untrusted && !s->limited)
            return l->terms[t].sym;
        if (s->answers != 0)
            return s->answers;
        if (depth == 0 || (s->kind != BW_SYM_COMPARE && s->kind != BW_SYM_WRAP && s->kind != BW_SYM_OPERATION))
            continue;
        bw_sym inside = chosen_in(e, s->a, depth - 1);
        if (inside == 0 && s->kind != BW_SYM_WRAP)
            inside = chosen_in(e, s->b, depth - 1);
        if (inside != 0)
            return inside;
    }
    return 0;
}

bw_sym bw_fatal_chosen(const bw_engine *e, bw_lin condition)
{
    return chosen_in(e, condition, 4);
}

void bw_fatal_asked(bw_engine *e, bw_sym chosen)
{
    if (chosen == 0)
        return;
    e->asked_chosen++;
    e->last_chosen = chosen;
}

void bw_fatal_decide(bw_engine *e, bw_state *s, uint32_t why, uint32_t way, bw_sym chosen)
{
    bw_fatal_asked(e, chosen);
    if (s->choice_count == BW_CHOICES_MAX) {
        memmove(s->choices, s->choices + 1, sizeof s->choices - sizeof s->choices[0]);
        s->choice_count--;
    }
    s->choices[s->choice_count++] = (bw_choice){why, way, chosen};
}

void bw_fatal_join(bw_state *a, const bw_state *b)
{
    uint8_t same = 0;
    while (same < a->choice_count && same < b->choice_count && a->choices[same].why == b->choices[same].why &&
           a->choices[same].way == b->choices[same].way)
        same++;
    a->choice_count = same;
}

/* Does the function run before anybody can ask it for anything? */
static bool runs_once(const bw_engine *e, bw_ir_ref func)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    return bw_models_once(e->models, f->name) || bw_mem_annotated(e, f->annots, f->annot_count, "bulwark::once") ||
           bw_mem_annotated(e, f->annots, f->annot_count, "bulwark::function_class(DRIVER_INITIALIZE)");
}

void bw_fatal_stop(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const char *callee)
{
    if (!e->reporting || e->trial || s->choice_count == 0 || s->doubtful || s->contrary || s->outside != 0 ||
        s->kernel || runs_once(e, e->top))
        return;
    bw_choice last = s->choices[s->choice_count - 1];
    if (last.chosen == 0)
        return;
    bw_fatal fatal = {.site = site, .callee = callee, .chosen = last.chosen, .decided = e->whys.at[last.why].loc};
    bw_event_fatal(e, r, s, &fatal);
}

bool bw_fatal_is_warning(const bw_engine *e, bw_ir_ref in, const bw_ir_inst *inst)
{
    const bw_ir_func *func = &e->module->funcs.at[in];
    const uint32_t *extra = &func->extra[inst->extra];
    bool literal = false;
    for (uint32_t i = 0; i < extra[0]; i++) {
        const bw_ir_inst *operand = &func->insts[extra[1 + i]];
        while (operand->op == BW_IR_CAST)
            operand = &func->insts[operand->a];
        bool name = operand->op == BW_IR_ADDR && e->module->objects.at[operand->a].kind == BW_OBJECT_LITERAL;
        literal |= name;
        if (!name && e->module->types.at[operand->type].kind == BW_TYPE_POINTER)
            return false;
    }
    return literal && (inst->flags & BW_INST_MACRO);
}
