/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Which functions work on the same objects: those that stand in one table, or are assigned by one function, and what they
 * call. */
#include "core/typed_places.h"

#include <string.h>

/* Counts first, then fills: the start of each number's has moved to its end by then, where the next one's begins. */
void bw_typed_list(bw_engine *e, bw_code_index *index, uint32_t numbers, uint32_t (*about)(const bw_ir_func *f, const bw_ir_inst *inst))
{
    index->first = bw_core_array(e->arena, uint32_t, numbers + 2);
    for (int round = 0; round < 2; round++) {
        for (bw_ir_ref i = 1; i < e->typed_places->func_count; i++) {
            const bw_ir_func *f = &e->module->funcs.at[i];
            for (uint32_t k = 1; f->body == BW_BODY_LOWERED && k < f->inst_count; k++) {
                uint32_t number = about(f, &f->insts[k]);
                if (number == 0 || number >= numbers)
                    continue;
                if (round == 0)
                    index->first[number + 1]++;
                else
                    index->at[index->first[number]++] = (bw_code_site){i, k};
            }
        }
        for (uint32_t i = 1; round == 0 && i <= numbers; i++)
            index->first[i] += index->first[i - 1];
        if (round == 0)
            index->at = bw_core_array(e->arena, bw_code_site, index->first[numbers] + 1);
    }
    for (uint32_t i = numbers; i > 0; i--)
        index->first[i] = index->first[i - 1];
    index->first[0] = 0;
}

/* ---- tables of functions ------------------------------------------------------------------------------------------ */

static bool join_table(membership *m, uint32_t table)
{
    for (uint32_t i = 0; i < m->count; i++)
        if (m->table[i] == table)
            return false;
    if (m->many)
        return false;
    if (m->count == TABLES_MAX)
        m->many = true;
    else
        m->table[m->count++] = table;
    return true;
}

bool bw_typed_is_table(const bw_engine *e, bw_ir_ref object)
{
    const bw_ir_object *o = &e->module->objects.at[object];
    for (uint32_t k = 0; o->kind == BW_OBJECT_GLOBAL && k < o->init_count; k++)
        if (o->init[k].kind == BW_INIT_FUNC)
            return true;
    return false;
}

/* Callees work for the tables of their callers. A round asks only callers that the last one gave more. */
static void join_callees(bw_engine *e)
{
    struct bw_typed_places *p = e->typed_places;
    bool *grown = bw_core_array(e->arena, bool, 2 * (size_t)p->func_count), *grows = &grown[p->func_count];
    memset(grown, true, p->func_count * sizeof *grown);
    for (bool changed = true; changed;) {
        changed = false;
        for (bw_ir_ref callee = 1; callee < p->func_count; callee++) {
            membership *m = &p->tables[callee];
            for (uint32_t k = p->calls.first[callee]; k < p->calls.first[callee + 1] && !m->many; k++) {
                const membership *from = &p->tables[p->calls.at[k].func];
                if (!grown[p->calls.at[k].func])
                    continue;
                for (uint32_t t = 0; t < from->count; t++)
                    grows[callee] |= join_table(m, from->table[t]);
                if (from->many)
                    grows[callee] = m->many = true;
            }
            changed |= grows[callee];
        }
        bool *last = grown;
        grown = grows;
        grows = last;
        memset(grows, false, p->func_count * sizeof *grows);
    }
}

void bw_typed_join_tables(bw_engine *e)
{
    struct bw_typed_places *p = e->typed_places;
    bool *table = bw_core_array(e->arena, bool, p->object_count + 1);
    for (bw_ir_ref i = 1; i < p->object_count; i++) {
        const bw_ir_object *o = &e->module->objects.at[i];
        table[i] = bw_typed_is_table(e, i);
        for (uint32_t k = 0; o->kind == BW_OBJECT_GLOBAL && k < o->init_count; k++)
            if (o->init[k].kind == BW_INIT_FUNC && o->init[k].ref < p->func_count)
                join_table(&p->tables[o->init[k].ref], i);
    }
    for (bw_ir_ref i = 1; i < p->func_count; i++) {
        const bw_ir_func *f = &e->module->funcs.at[i];
        for (uint32_t k = 1; f->body == BW_BODY_LOWERED && k < f->inst_count; k++) {
            const bw_ir_inst *inst = &f->insts[k];
            if (inst->op == BW_IR_ADDR && table[inst->a]) {
                join_table(&p->tables[i], inst->a);
            } else if (inst->op == BW_IR_FUNC && inst->a < p->func_count) {
                join_table(&p->tables[i], ASSIGNED | i);
                join_table(&p->tables[inst->a], ASSIGNED | i);
            }
        }
    }
    join_callees(e);
}

bool bw_typed_share_table(const bw_engine *e, bw_ir_ref left, bw_ir_ref right, bool assigned)
{
    const membership *a = &e->typed_places->tables[left], *b = &e->typed_places->tables[right];
    for (uint32_t i = 0; i < a->count && !a->many && !b->many; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (a->table[i] == b->table[k] && (assigned || !(a->table[i] & ASSIGNED)))
                return true;
    return false;
}

bool bw_typed_in_table(const bw_engine *e, bw_ir_ref func, bw_ir_ref table)
{
    const membership *m = &e->typed_places->tables[func];
    for (uint32_t i = 0; i < m->count && !m->many; i++)
        if (m->table[i] == table)
            return true;
    return false;
}

bool bw_typed_stands_alone(const bw_engine *e, bw_ir_ref func)
{
    const membership *m = &e->typed_places->tables[func];
    return m->count == 0 && !m->many;
}
