/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the solver needs to know of a function before it runs: the order of its blocks with the nest of loops (weak
 * topological order, Bourdoncle 1993), which variables are only ever loaded and stored by name, where those are live,
 * and which values cross a block's end. Computed once a function, linear but for the liveness fixpoint. */
#include "core/engine.h"

#include <string.h>

uint32_t bw_order_successor(const bw_ir_func *func, uint32_t block, uint32_t nth)
{
    const bw_ir_block *b = &func->blocks[block];
    const bw_ir_inst *t = &func->insts[b->first + b->count - 1];
    const uint32_t *extra = &func->extra[t->extra];
    switch (t->op) {
    case BW_IR_BR:
        return nth == 0 ? t->a : 0;
    case BW_IR_CBR:
        return nth == 0 ? t->b : nth == 1 ? t->c : 0;
    case BW_IR_SWITCH:
        return nth > extra[0] ? 0 : nth == 0 ? extra[1] : extra[2 + (nth - 1) * 5 + 4];
    case BW_IR_INDIRECT:
        return nth < extra[0] ? extra[1 + nth] : 0;
    default:
        return 0;
    }
}

typedef struct builder {
    const bw_ir_func *func;
    bw_order *order;
    struct bw_arena *arena;
    uint32_t *dfn;
    uint32_t *stack, depth, number;
    uint32_t filled; /* the order is built from its end towards its front */
} builder;

static uint32_t visit(builder *b, uint32_t block);

/* The elements of the component with this head stand between the head and what was placed before. */
static void component(builder *b, uint32_t head)
{
    uint32_t next;
    for (uint32_t i = 0; (next = bw_order_successor(b->func, head, i)) != 0; i++)
        if (b->dfn[next] == 0)
            visit(b, next);
}

static void place(builder *b, uint32_t block, uint32_t component_end)
{
    b->order->blocks[--b->filled] = block;
    b->order->end[b->filled] = component_end;
}

static uint32_t visit(builder *b, uint32_t block)
{
    b->stack[b->depth++] = block;
    uint32_t head = b->dfn[block] = ++b->number;
    bool loop = false;
    uint32_t next;
    for (uint32_t i = 0; (next = bw_order_successor(b->func, block, i)) != 0; i++) {
        uint32_t least = b->dfn[next] == 0 ? visit(b, next) : b->dfn[next];
        if (least <= head) {
            head = least;
            loop = true;
        }
    }
    if (head == b->dfn[block]) {
        b->dfn[block] = UINT32_MAX;
        uint32_t top = b->stack[--b->depth];
        if (loop) {
            while (top != block) {
                b->dfn[top] = 0;
                top = b->stack[--b->depth];
            }
            uint32_t end = b->filled;
            component(b, block);
            place(b, block, end);
            b->order->has_loop = true;
        } else {
            place(b, block, 0);
        }
    }
    return head;
}

static void number_blocks(builder *b)
{
    bw_order *o = b->order;
    uint32_t count = b->func->block_count;
    o->blocks = bw_core_array(b->arena, uint32_t, count);
    o->end = bw_core_array(b->arena, uint32_t, count);
    o->position = bw_core_array(b->arena, uint32_t, count);
    b->dfn = bw_core_array(b->arena, uint32_t, count);
    b->stack = bw_core_array(b->arena, uint32_t, count);
    b->filled = count;
    visit(b, 1);
    /* move the filled tail to the front; positions inside ends shift with it */
    uint32_t shift = b->filled;
    o->count = count - shift;
    memmove(o->blocks, o->blocks + shift, o->count * sizeof *o->blocks);
    memmove(o->end, o->end + shift, o->count * sizeof *o->end);
    memset(o->position, 0xff, count * sizeof *o->position);
    for (uint32_t i = 0; i < o->count; i++) {
        if (o->end[i] != 0)
            o->end[i] -= shift;
        o->position[o->blocks[i]] = i;
    }
}

/* Calls use(context, value, how) for each operand of an instruction. */
typedef enum operand_role { ROLE_POINTER, ROLE_OTHER } operand_role;
typedef void (*operand_use)(void *context, uint32_t site, bw_ir_val value, operand_role role);

static void each_operand(const bw_ir_func *func, uint32_t site, operand_use use, void *context)
{
    const bw_ir_inst *i = &func->insts[site];
    const uint32_t *extra = &func->extra[i->extra];
    switch (i->op) {
    case BW_IR_LOAD:
        use(context, site, i->a, ROLE_POINTER);
        break;
    case BW_IR_STORE:
        use(context, site, i->a, ROLE_POINTER);
        use(context, site, i->b, ROLE_OTHER);
        break;
    case BW_IR_FIELD:
    case BW_IR_UN:
    case BW_IR_CAST:
    case BW_IR_ZERO:
    case BW_IR_ASSUME:
    case BW_IR_CBR:
    case BW_IR_SWITCH:
    case BW_IR_RET:
    case BW_IR_INDIRECT:
        use(context, site, i->a, ROLE_OTHER);
        break;
    case BW_IR_INDEX:
    case BW_IR_PTRDIFF:
    case BW_IR_BIN:
    case BW_IR_CMP:
    case BW_IR_COPY:
        use(context, site, i->a, ROLE_OTHER);
        use(context, site, i->b, ROLE_OTHER);
        break;
    case BW_IR_OVERFLOW:
        use(context, site, i->a, ROLE_OTHER);
        use(context, site, i->b, ROLE_OTHER);
        use(context, site, i->c, ROLE_OTHER);
        break;
    case BW_IR_DECL:
        use(context, site, i->b, ROLE_OTHER);
        break;
    case BW_IR_CALL:
        use(context, site, i->b, ROLE_OTHER);
        use(context, site, i->c, ROLE_OTHER);
        for (uint32_t k = 0; k < extra[0]; k++)
            use(context, site, extra[1 + k], ROLE_OTHER);
        break;
    case BW_IR_ASM:
    case BW_IR_OPAQUE:
        for (uint32_t k = 0; k < extra[0]; k++)
            use(context, site, extra[1 + k], ROLE_OTHER);
        break;
    default:
        break;
    }
}

typedef struct scan {
    const bw_ir_module *module;
    const bw_ir_func *func;
    bw_order *order;
    uint32_t *block_of;
} scan;

static void scan_use(void *context, uint32_t site, bw_ir_val value, operand_role role)
{
    scan *s = context;
    if (value == 0)
        return;
    const bw_ir_inst *def = &s->func->insts[value];
    if (s->block_of[value] != s->block_of[site] && def->op != BW_IR_CONST && def->op != BW_IR_ADDR &&
        def->op != BW_IR_FUNC)
        s->order->crossing[value] = 1;
    if (def->op != BW_IR_ADDR)
        return;
    uint32_t local = def->a - s->func->object;
    if (local >= s->func->object_count)
        return;
    const bw_ir_object *object = &s->module->objects.at[def->a];
    const bw_ir_inst *user = &s->func->insts[site];
    if (role != ROLE_POINTER || user->c != 0 || user->type != object->type || (object->flags & BW_OBJECT_VOLATILE))
        s->order->direct[local] = 0;
}

static void find_direct(scan *s, struct bw_arena *arena)
{
    s->order->direct = bw_core_array(arena, uint8_t, s->func->object_count + 1);
    s->order->crossing = bw_core_array(arena, uint8_t, s->func->inst_count + 1);
    memset(s->order->direct, 1, s->func->object_count + 1);
    s->block_of = bw_core_array(arena, uint32_t, s->func->inst_count + 1);
    for (uint32_t b = 1; b < s->func->block_count; b++)
        for (uint32_t i = 0; i < s->func->blocks[b].count; i++)
            s->block_of[s->func->blocks[b].first + i] = b;
    for (uint32_t b = 1; b < s->func->block_count; b++)
        for (uint32_t i = 0; i < s->func->blocks[b].count; i++)
            each_operand(s->func, s->func->blocks[b].first + i, scan_use, s);
}

/* The direct object an instruction loads or stores, as its number within the function; UINT32_MAX when none. */
static uint32_t direct_target(const scan *s, const bw_ir_inst *inst)
{
    if (inst->op != BW_IR_LOAD && inst->op != BW_IR_STORE)
        return UINT32_MAX;
    const bw_ir_inst *pointer = &s->func->insts[inst->a];
    if (pointer->op != BW_IR_ADDR)
        return UINT32_MAX;
    uint32_t local = pointer->a - s->func->object;
    return local < s->func->object_count && s->order->direct[local] ? local : UINT32_MAX;
}

static void find_live(scan *s, struct bw_arena *arena)
{
    bw_order *o = s->order;
    uint32_t words = o->words = (s->func->object_count + 63) / 64, blocks = s->func->block_count;
    uint64_t *kill = bw_core_array(arena, uint64_t, (size_t)blocks * words + 1);
    o->live = bw_core_array(arena, uint64_t, (size_t)blocks * words + 1);
    o->modified = bw_core_array(arena, uint64_t, (size_t)blocks * words + 1);
    for (uint32_t p = 0; p < o->count; p++) {
        uint32_t b = o->blocks[p];
        uint64_t *live = &o->live[(size_t)b * words], *killed = &kill[(size_t)b * words];
        for (uint32_t i = 0; i < s->func->blocks[b].count; i++) {
            const bw_ir_inst *inst = &s->func->insts[s->func->blocks[b].first + i];
            uint32_t local = direct_target(s, inst);
            if (local == UINT32_MAX)
                continue;
            uint64_t bit = (uint64_t)1 << (local % 64);
            if (inst->op == BW_IR_STORE)
                killed[local / 64] |= bit;
            else if (!(killed[local / 64] & bit))
                live[local / 64] |= bit;
        }
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t p = o->count; p-- > 0;) {
            uint32_t b = o->blocks[p], next;
            for (uint32_t n = 0; (next = bw_order_successor(s->func, b, n)) != 0; n++)
                for (uint32_t w = 0; w < words; w++) {
                    uint64_t more = o->live[(size_t)next * words + w] & ~kill[(size_t)b * words + w] &
                                    ~o->live[(size_t)b * words + w];
                    o->live[(size_t)b * words + w] |= more;
                    changed |= more != 0;
                }
        }
    }
    for (uint32_t p = 0; p < o->count; p++) {
        if (o->end[p] == 0)
            continue;
        for (uint32_t q = p; q < o->end[p]; q++) {
            const bw_ir_block *b = &s->func->blocks[o->blocks[q]];
            for (uint32_t i = 0; i < b->count; i++) {
                const bw_ir_inst *inst = &s->func->insts[b->first + i];
                uint32_t local = inst->op == BW_IR_STORE ? direct_target(s, inst) : UINT32_MAX;
                if (local != UINT32_MAX)
                    o->modified[(size_t)p * words + local / 64] |= (uint64_t)1 << (local % 64);
            }
        }
    }
}

/* The object whose value alone decides a branch, 0 when there is none. */
static bw_ir_ref tested_object(const bw_ir_func *func, bw_ir_val value)
{
    for (int depth = 0; depth < 6; depth++) {
        const bw_ir_inst *i = &func->insts[value];
        if (i->op == BW_IR_CAST || i->op == BW_IR_UN) {
            value = i->a;
        } else if (i->op == BW_IR_CMP) {
            if (func->insts[i->b].op == BW_IR_CONST)
                value = i->a;
            else if (func->insts[i->a].op == BW_IR_CONST)
                value = i->b;
            else
                return 0;
        } else {
            return i->op == BW_IR_LOAD && func->insts[i->a].op == BW_IR_ADDR ? func->insts[i->a].a : 0;
        }
    }
    return 0;
}

static void find_flags(scan *s)
{
    bw_order *o = s->order;
    bw_ir_ref seen[64];
    uint32_t count = 0;
    for (uint32_t p = 0; p < o->count; p++) {
        const bw_ir_block *b = &s->func->blocks[o->blocks[p]];
        const bw_ir_inst *last = &s->func->insts[b->first + b->count - 1];
        if (last->op != BW_IR_CBR || (last->flags & BW_INST_LOOP))
            continue;
        bw_ir_ref object = tested_object(s->func, last->a);
        if (object == 0)
            continue;
        bool again = false, known = false;
        for (uint32_t i = 0; i < count; i++)
            again |= seen[i] == object;
        for (uint32_t i = 0; i < o->flag_count; i++)
            known |= o->flags[i] == object;
        if (again && !known && o->flag_count < 16)
            o->flags[o->flag_count++] = object;
        if (!again && count < 64)
            seen[count++] = object;
    }
}

/* Blocks that more than one way leads to. */
static void find_meetings(scan *s, struct bw_arena *arena)
{
    bw_order *o = s->order;
    uint8_t *ways = o->meets = bw_core_array(arena, uint8_t, s->func->block_count + 1);
    for (uint32_t p = 0; p < o->count; p++) {
        uint32_t next;
        for (uint32_t n = 0; (next = bw_order_successor(s->func, o->blocks[p], n)) != 0; n++)
            ways[next] = ways[next] < 2 ? ways[next] + 1 : 2;
    }
    for (uint32_t b = 0; b < s->func->block_count; b++)
        ways[b] = ways[b] > 1;
}

/* Whose value is looked at, and not only handed on or left alone? */
static void find_looks(scan *s, struct bw_arena *arena)
{
    const bw_ir_func *f = s->func;
    bool *looked_at = s->order->looked_at = bw_core_array(arena, bool, f->inst_count + 1);
    for (bw_ir_val i = 1; i < f->inst_count; i++) {
        const bw_ir_inst *inst = &f->insts[i];
        bool looks = inst->op == BW_IR_CMP || inst->op == BW_IR_CBR || inst->op == BW_IR_UN || inst->op == BW_IR_CAST ||
                     inst->op == BW_IR_SWITCH || inst->op == BW_IR_RET;
        if (looks)
            looked_at[inst->a] = true;
        if (inst->op == BW_IR_CMP || inst->op == BW_IR_STORE)
            looked_at[inst->b] = true;
    }
}

/* Is the value made of what stands in memory, other than in a variable that is named, or of what a call answers? */
static bool asks_memory(const bw_ir_func *f, bw_ir_val val, int depth)
{
    val = bw_ir_through_casts(f, val);
    const bw_ir_inst *inst = &f->insts[val];
    switch (inst->op) {
    case BW_IR_CALL:
        return true;
    case BW_IR_LOAD:
        return f->insts[inst->a].op != BW_IR_ADDR;
    case BW_IR_BIN:
    case BW_IR_CMP:
        return depth != 0 && (asks_memory(f, inst->a, depth - 1) || asks_memory(f, inst->b, depth - 1));
    case BW_IR_UN:
        return depth != 0 && asks_memory(f, inst->a, depth - 1);
    default:
        return false;
    }
}

static void find_questions(scan *s)
{
    const bw_ir_func *f = s->func;
    if (s->module->types.at[f->ret].kind != BW_TYPE_VOID)
        return;
    for (uint32_t i = 1; i < f->inst_count && !s->order->by_memory; i++)
        if (f->insts[i].op == BW_IR_CBR || f->insts[i].op == BW_IR_SWITCH)
            s->order->by_memory = asks_memory(f, f->insts[i].a, 4);
}

const bw_order *bw_order_of(bw_engine *e, bw_ir_ref func)
{
    if (func >= e->func_room) {
        uint32_t room = e->module->funcs.count + 64;
        bw_order **orders = bw_core_array(e->arena, bw_order *, room);
        if (e->func_room != 0)
            memcpy(orders, e->orders, e->func_room * sizeof *orders);
        e->orders = orders;
        e->func_room = room;
    }
    if (e->orders[func] != NULL)
        return e->orders[func];
    bw_order *order = e->orders[func] = bw_core_new(e->arena, bw_order);
    scan s = {.module = e->module, .func = &e->module->funcs.at[func], .order = order};
    builder b = {.func = s.func, .order = order, .arena = e->arena};
    number_blocks(&b);
    find_direct(&s, e->arena);
    find_live(&s, e->arena);
    find_meetings(&s, e->arena);
    find_flags(&s);
    find_looks(&s, e->arena);
    find_questions(&s);
    return order;
}
