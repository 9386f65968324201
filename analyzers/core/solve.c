/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The fixpoint: blocks in weak topological order, loops iterated from the inside out (Bourdoncle's recursive strategy):
 * the first round runs from the entry alone, the next ones join what comes back, then widening until nothing is added,
 * then one last round from the narrowed head, in which checks are told and control may leave the loop. */
#include "core/engine.h"
#include "core/declared.h"
#include "core/lock_words.h"
#include "core/refs.h"

#include <string.h>

#define ROUNDS_BEFORE_WIDENING 2
#define ROUNDS_NEAR 6     /* up to then, ends grow to the numbers that are asked for */
#define ROUNDS_MAX 32    /* a loop that is not stable by then is given up */
#define BACK (1u << (BW_EPOCH_SHIFT - 1)) /* in the number of a block where paths meet */
#define BUDGET_FLOOR 600 /* work units any function may have */
#define HARD_LIMIT 3 /* past so many budgets a function is given up */
#define GIANT_HARD_LIMIT 2 /* …in a unit that spent what usual ones take */
#define GIANT_SHARE_LEAST 6u /* of 256 */
#define SHARE_LEAST 16u /* of 256 */
#define UNIT_WORK_USUAL ((uint64_t)300000) /* work units: what a unit of some 30,000 instructions takes */
#define UNIT_INSTS_USUAL ((uint64_t)6000)  /* of a unit's functions that the whole-program pass looks at once more */

uint32_t bw_context_make(bw_engine *e, uint32_t parent, bw_ir_ref func, uint32_t call)
{
    for (uint32_t i = 1; i < e->contexts.count; i++) {
        const bw_context *c = &e->contexts.at[i];
        if (c->parent == parent && c->call == call && c->func == func)
            return i;
    }
    uint32_t depth = parent == 0 ? 0 : e->contexts.at[parent].depth + 1;
    bw_vec_push(e->work, &e->contexts, (bw_context){parent, func, call, depth});
    return e->contexts.count - 1;
}

/* What a state is told apart by where it arrives: the activation and, at the head of a loop, what the loop changes. */
typedef struct arrival {
    uint32_t context;
    uint32_t block;
    const uint64_t *modified;
} arrival;

#define KEY_UNKNOWN 0

static uint64_t key_of(bw_engine *e, bw_state *s, const arrival *to)
{
    if (s->key == KEY_UNKNOWN)
        s->key = bw_partition_key(e, s, to->context, bw_order_of(e, e->contexts.at[to->context].func), to->modified);
    return s->key;
}

/* The first one to arrive is asked for its key only when another does. */
static void add_keyed(bw_engine *e, bw_states *states, uint32_t room, bw_state *s, const arrival *to)
{
    if (bw_engine_spent(e))
        room = 1;
    for (uint32_t i = 0; i < states->count; i++) {
        if (key_of(e, &states->at[i], to) != key_of(e, s, to))
            continue;
        bw_join(e, &states->at[i], s, to->context, to->block, false);
        return;
    }
    if (states->at == NULL)
        states->at = bw_core_array_raw(e->work, bw_state, BW_STATES_MAX);
    if (states->count < room) {
        states->at[states->count++] = bw_state_clone(s);
        return;
    }
    bw_join(e, &states->at[room - 1], s, to->context, to->block, true);
}

bw_states bw_states_copy(bw_engine *e, const bw_states *states)
{
    bw_states copy = {bw_core_array_raw(e->work, bw_state, BW_STATES_MAX), states->count};
    for (uint32_t i = 0; i < states->count; i++)
        copy.at[i] = bw_state_clone(&states->at[i]);
    return copy;
}

void bw_states_add(bw_engine *e, bw_states *states, uint32_t room, bw_state *s, uint32_t context, uint32_t block)
{
    s->key = KEY_UNKNOWN;
    add_keyed(e, states, room, s, &(arrival){context, block, NULL});
}

/* Variables that nobody reads any more would only keep states apart. */
typedef struct death {
    bw_engine *e;
    uint32_t context;
    bw_ir_ref first;
    uint32_t count;
    const uint64_t *live;
} death;

static bool is_dead(void *context, const bw_cell *cell)
{
    const death *d = context;
    const bw_obj *o = bw_obj_at(d->e, bw_sym_at(&d->e->values, cell->base)->object);
    if (!o->direct || o->ir == 0 || o->context != d->context)
        return false;
    uint32_t local = o->ir - d->first;
    return local < d->count && !(d->live[local / 64] >> (local % 64) & 1);
}

void bw_solve_flow(bw_engine *e, bw_frame *f, uint32_t from, uint32_t to, bw_state *s)
{
    const bw_order *order = f->order;
    if (order->position[to] >= f->flow_limit)
        return;
    /* a state is copied where paths part, and what is copied costs */
    e->work_units += (s->bounds.count + s->objects.count) / 16;
    if (order->words != 0 && order->meets[to]) {
        const bw_ir_func *func = &e->module->funcs.at[f->func];
        death d = {e, f->context, func->object, func->object_count, &order->live[(size_t)to * order->words]};
        bw_cell_filter(e->work, s, is_dead, &d);
    }
    bool is_back = order->position[to] <= order->position[from];
    if (is_back) {
        bw_run run = {.frame = f};
        bw_life_round(e, &run, s);
        bw_life_repeat(e, s);
    }
    bool is_head = order->end[order->position[to]] != 0;
    /* what meets on the way back is no round older than what meets at the head, and has names of its own */
    arrival at = {f->context, is_back ? to | BACK : to,
                  is_head ? &order->modified[(size_t)order->position[to] * order->words] : NULL};
    s->key = KEY_UNKNOWN;
    if (is_head) /* entries and what comes back to them are matched by it */
        (void)key_of(e, s, &at);
    add_keyed(e, is_back ? &f->back[to] : &f->in[to], BW_STATES_MAX, s, &at);
}

static void run_range(bw_engine *e, bw_frame *f, uint32_t first, uint32_t end);

static void run_block(bw_engine *e, bw_frame *f, uint32_t block)
{
    for (uint32_t i = 0; i < f->in[block].count && !e->out_of_budget; i++) {
        bw_state s = bw_state_clone(&f->in[block].at[i]);
        bw_exec_block(e, f, block, &s);
    }
}

static void clear_range(bw_frame *f, uint32_t first, uint32_t end)
{
    for (uint32_t p = first; p < end; p++)
        f->in[f->order->blocks[p]].count = f->back[f->order->blocks[p]].count = 0;
}

/* What holds at the head: the entries, each joined with what came back to it. */
static bw_states join_back(bw_engine *e, bw_frame *f, uint32_t head, const bw_states *entry)
{
    bw_states result = bw_states_copy(e, entry);
    for (uint32_t i = 0; i < f->back[head].count && entry->count == 0; i++) /* entered at other blocks only */
        bw_states_add(e, &result, 1, &f->back[head].at[i], f->context, head);
    for (uint32_t i = 0; i < f->back[head].count; i++) {
        bw_state *back = &f->back[head].at[i];
        bool known = false;
        for (uint32_t to = 0; to < result.count; to++)
            known |= result.at[to].key == back->key;
        /* one that no entry knows may have come from any of them */
        for (uint32_t to = 0; to < result.count; to++)
            if (!known || result.at[to].key == back->key)
                bw_join(e, &result.at[to], back, f->context, head, false);
    }
    return result;
}

/* Ways into a loop that do not lead to its head (goto, switch) wait at their own blocks, in every round anew. */
static bw_states *side_entries(bw_engine *e, bw_frame *f, uint32_t first, uint32_t end)
{
    bw_states *sides = NULL;
    for (uint32_t p = first; p < end; p++) {
        if (f->in[f->order->blocks[p]].count == 0)
            continue;
        if (sides == NULL)
            sides = bw_core_array(e->work, bw_states, end - first);
        sides[p - first] = bw_states_copy(e, &f->in[f->order->blocks[p]]);
    }
    return sides;
}

static void restart_range(bw_engine *e, bw_frame *f, uint32_t position, uint32_t end, const bw_states *head,
                          const bw_states *sides)
{
    clear_range(f, position, end);
    bw_states *in = &f->in[f->order->blocks[position]];
    *in = bw_states_copy(e, head);
    for (uint32_t i = 0; i < in->count; i++)
        in->at[i].element_count = 0; /* the same index is another one in each round */
    for (uint32_t p = position + 1; p < end && sides != NULL; p++)
        if (sides[p - position - 1].count != 0)
            f->in[f->order->blocks[p]] = bw_states_copy(e, &sides[p - position - 1]);
}

/* A second exact round, from what the first one brought back alone. True: nothing comes back, the loop runs no
 * further. Most `for (i = 0; i < 1; i++)` and searches that stop at once are treated exactly by that, and what one
 * iteration does to the next is seen on a path of its own. */
static bool run_second(bw_engine *e, bw_frame *f, uint32_t position, const bw_states *states)
{
    e->values.epoch = e->loop_depth;
    restart_range(e, f, position, f->order->end[position], states, NULL);
    run_block(e, f, f->order->blocks[position]);
    run_range(e, f, position + 1, f->order->end[position]);
    e->values.epoch = 0;
    return f->back[f->order->blocks[position]].count == 0 && !e->out_of_budget;
}

static void run_loop(bw_engine *e, bw_frame *f, uint32_t position)
{
    uint32_t head = f->order->blocks[position], end = f->order->end[position];
    uint32_t outer_limit = f->flow_limit, outer_end = f->first_end;
    bool outer_reporting = e->reporting, outer_trial = e->trial;
    bw_states *sides = side_entries(e, f, position + 1, end);
    if (f->in[head].count == 0 && sides == NULL)
        return;
    f->first_end = 0;
    bw_states entry = bw_states_copy(e, &f->in[head]), current = entry, second = {NULL, 0};
    f->flow_limit = outer_limit < end ? outer_limit : end;
    e->reporting = false;
    bool stable = false, twice = false; /* twice: entered, repeated at most once */
    e->loop_depth++;
    for (uint32_t round = 0; round < ROUNDS_MAX && !stable && !e->out_of_budget; round++) {
        e->reporting = round == 0 && outer_reporting; /* the first round is exact, and so is what it shows */
        e->trial = round == 0 || outer_trial;
        restart_range(e, f, position, end, &current, sides);
        run_block(e, f, head);
        run_range(e, f, position + 1, end);
        if (round == 0 && sides == NULL && !bw_engine_spent(e) && f->back[head].count != 0 && e->values.epoch == 0 &&
            e->loop_depth < 1u << (32 - BW_EPOCH_SHIFT) && !e->out_of_budget) {
            second = bw_states_copy(e, &f->back[head]);
            e->reporting = outer_reporting;
            twice = run_second(e, f, position, &second);
            if (twice)
                break;
            f->back[head] = second;
        }
        e->reporting = false;
        bw_states joined = join_back(e, f, head, &entry);
        if (round < ROUNDS_BEFORE_WIDENING && !(round != 0 && bw_engine_spent(e))) {
            stable = f->back[head].count == 0;
            for (uint32_t i = 0; i < joined.count && joined.count == entry.count && bw_engine_spent(e); i++)
                bw_widen_first(e, &entry.at[i], &joined.at[i]);
            current = joined;
            continue;
        }
        stable = current.count == joined.count;
        for (uint32_t i = 0; i < current.count && current.count == joined.count; i++)
            stable &= !bw_widen(e, &current.at[i], &joined.at[i], round < ROUNDS_NEAR);
        if (stable || current.count != joined.count)
            current = joined; /* narrowing: what the last round really needs */
    }
    if (!stable && !twice)
        e->out_of_budget = true;
    f->flow_limit = outer_limit;
    e->reporting = outer_reporting;
    e->trial = outer_trial;
    f->ended[position] = twice;
    restart_range(e, f, position, end, &current, sides);
    f->first_end = twice ? end : 0;
    run_block(e, f, head);
    run_range(e, f, position + 1, end);
    f->first_end = outer_end;
    if (twice)
        run_second(e, f, position, &second);
    e->loop_depth--;
}

static void run_range(bw_engine *e, bw_frame *f, uint32_t first, uint32_t end)
{
    for (uint32_t p = first; p < end && !e->out_of_budget;) {
        if (f->order->end[p] != 0) {
            run_loop(e, f, p);
            p = f->order->end[p];
        } else {
            run_block(e, f, f->order->blocks[p]);
            p++;
        }
    }
}

void bw_solve_frame(bw_engine *e, bw_frame *f, bw_state *entry)
{
    uint32_t blocks = e->module->funcs.at[f->func].block_count;
    f->in = bw_core_array(e->work, bw_states, blocks);
    f->back = bw_core_array(e->work, bw_states, blocks);
    f->exits.count = 0;
    f->ended = bw_core_array(e->work, uint8_t, f->order->count + 1);
    f->flow_limit = UINT32_MAX;
    bw_states first = {entry, 1};
    f->in[1] = bw_states_copy(e, &first);
    run_range(e, f, 0, f->order->count);
}

static bool too_large(const bw_ir_func *func)
{
    return func->block_count > 6000 || func->inst_count > 200000;
}

/* A unit as long as a hundred others is not looked at as deeply: past what the largest of usual units take, functions get
 * less the more was spent, so that the cost stays in proportion to that of compiling. */
static uint64_t budget_of(const bw_engine *e, const bw_ir_func *func)
{
    uint64_t full = BUDGET_FLOOR + (uint64_t)e->budget * func->inst_count;
    if (e->share != 0)
        return full * e->share / 256;
    if (e->unit_work <= UNIT_WORK_USUAL)
        return full;
    uint64_t share = UNIT_WORK_USUAL * 256 / e->unit_work; /* of 256; to the eighth power, which is a short way down */
    for (int i = 0; i < 3; i++)
        share = share * share / 256;
    return full * (share > GIANT_SHARE_LEAST ? share : GIANT_SHARE_LEAST) / 256;
}

uint32_t bw_analysis_share(uint64_t insts)
{
    uint64_t share = insts > UNIT_INSTS_USUAL ? UNIT_INSTS_USUAL * 256 / insts : 256;
    return share > SHARE_LEAST ? (uint32_t)share : SHARE_LEAST;
}

void bw_solve_top(bw_engine *e, bw_ir_ref func)
{
    if (too_large(&e->module->funcs.at[func])) {
        e->count[BW_COUNTER_FUNCTIONS_BUDGET]++;
        return;
    }
    bw_values_clear(&e->values);
    memset(&e->whys, 0, sizeof e->whys);
    memset(&e->objects, 0, sizeof e->objects);
    memset(&e->regions, 0, sizeof e->regions);
    memset(&e->contexts, 0, sizeof e->contexts);
    memset(&e->ref_calls, 0, sizeof e->ref_calls);
    memset(&e->ref_exits, 0, sizeof e->ref_exits);
    memset(&e->ref_steps, 0, sizeof e->ref_steps);
    memset(&e->lengths, 0, sizeof e->lengths);
    memset(&e->released, 0, sizeof e->released);
    memset(&e->codes, 0, sizeof e->codes);
    memset(&e->answers, 0, sizeof e->answers);
    memset(&e->resolved, 0, sizeof e->resolved);
    memset(&e->typed, 0, sizeof e->typed);
    static const bw_why_kind fixed[BW_WHY_INDEX_COUNT] = {BW_WHY_NONE, BW_WHY_TYPE, BW_WHY_WIDEN, BW_WHY_DERIVED,
                                                          BW_WHY_CONST};
    for (int i = 0; i < BW_WHY_INDEX_COUNT; i++)
        bw_vec_push(e->work, &e->whys, (bw_why){.kind = (uint8_t)fixed[i]});
    bw_vec_push(e->work, &e->objects, (bw_obj){.family = ""});
    bw_vec_push(e->work, &e->regions, (bw_region){0});
    bw_vec_push(e->work, &e->contexts, (bw_context){0});
    e->top = func;
    e->scratch = NULL;
    e->scratch_bytes = 0;
    e->steps = 0;
    e->loop_depth = e->threshold_count = e->until_count = 0;
    e->trial = false;
    e->work_units = 0;
    e->work_limit = budget_of(e, &e->module->funcs.at[func]);
    e->work_end = (e->unit_work > UNIT_WORK_USUAL ? GIANT_HARD_LIMIT : HARD_LIMIT) * e->work_limit;
    e->out_of_budget = false;
    e->reporting = true;
    e->search_nodes = 120;
    bw_frame f = {.context = bw_context_make(e, 0, func, 0), .func = func, .order = bw_order_of(e, func)};
    bw_state entry;
    memset(&entry, 0, sizeof entry);
    bw_run at_entry = {.frame = &f};
    bw_declared_entry(e, &at_entry, &entry);
    bw_lock_words_entry(e, &at_entry, &entry);
    bw_interrupt_entry(e, func, &entry);
    bw_solve_frame(e, &f, &entry);
    e->unit_work += e->work_units;
    bw_ref_judge(e, &f);
    bw_summary_end(e, func, f.context, &f.exits);
    e->count[BW_COUNTER_FUNCTIONS_ANALYSED]++;
    e->count[BW_COUNTER_BLOCKS] += f.order->count;
    e->count[BW_COUNTER_STEPS] += e->steps;
    if (e->out_of_budget)
        e->count[BW_COUNTER_FUNCTIONS_BUDGET]++;
}
