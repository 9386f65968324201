/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the runtime lends for a while: objects resolved from a handle, which are there until the handle is destroyed or the
 * pin dropped, and blocks of an arena, which are there until it is emptied or rolled back over them. The runtime's own
 * functions are known by the names that its headers and macros give them. */
#include "core/call.h"

#include <string.h>

/* ---- the functions ---- */

typedef enum lending { LEND_NONE, LEND_RESOLVE, LEND_PIN, LEND_UNPIN, LEND_DESTROY } lending;

typedef struct handle_function {
    const char *suffix;
    lending what;
    uint32_t handle, object; /* numbers of arguments; RESULT: what it returns */
} handle_function;

enum { RESULT = UINT32_MAX };

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), tail = strlen(end);
    return size > tail && strcmp(text + size - tail, end) == 0;
}

/* Is the parameter a handle, or with out a pointer to one? */
static bool takes_handle(const bw_engine *e, const bw_ir_func *func, uint32_t number, bool out)
{
    if (number >= func->param_count)
        return false;
    const bw_ir_type *type = &e->module->types.at[e->module->objects.at[func->object + number].type];
    if (out && type->kind == BW_TYPE_POINTER)
        type = &e->module->types.at[type->elem];
    return type->kind == BW_TYPE_STRUCT && type->name != NULL && ends_with(type->name, "_handle");
}

static const handle_function *function_of(const bw_engine *e, const bw_ir_func *func)
{
    static const handle_function known[] = {
        {"_try_resolve", LEND_RESOLVE, 1, 2}, {"_resolve", LEND_RESOLVE, 1, RESULT}, {"_find", LEND_RESOLVE, 1, 2},
        {"_create", LEND_RESOLVE, 3, 2},      {"_unpin", LEND_UNPIN, 1, 0},          {"_pin", LEND_PIN, 1, 2},
        {"_destroy", LEND_DESTROY, 1, 0},
    };
    if (!(func->flags & BW_FUNC_TRUSTED) || func->name == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ends_with(func->name, known[i].suffix))
            return takes_handle(e, func, known[i].handle, known[i].handle == 3) ? &known[i] : NULL;
    return NULL;
}

/* ---- handles ---- */

/* What stands at the place that the pointer leads to, as wide as bits; 0 when that is not known. */
static bw_lin held_at(bw_engine *e, const bw_state *s, bw_value pointer, uint32_t bits)
{
    bw_lin offset;
    bw_wide at;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&e->values, pointer.lin, &offset) : 0;
    if (base == 0 || !bw_lin_is_const(&e->values, offset, &at))
        return 0;
    const bw_cell *cell = bw_cell_find(s, base, (int64_t)at * 8, bits);
    return cell != NULL ? cell->value.lin : 0;
}

static bw_lin handle_value(bw_call_run *c, const bw_state *s, uint32_t arg)
{
    bw_lin value = arg < c->argc ? held_at(c->e, s, c->args[arg], 64) : 0;
    return value != 0 || arg >= c->argc ? value : held_at(c->e, s, c->args[arg], 32);
}

static void end_pointer(bw_state *s, bw_lin pointer, uint32_t why, bw_misuse_kind kind)
{
    for (uint8_t i = 0; i < s->ended_count; i++)
        if (s->ended[i].pointer == pointer)
            return;
    if (s->ended_count == BW_ENDED_MAX) {
        memmove(s->ended, s->ended + 1, sizeof s->ended - sizeof s->ended[0]);
        s->ended_count--;
    }
    s->ended[s->ended_count++] = (bw_ended){pointer, why, (uint8_t)kind};
}

static void revive(bw_state *s, bw_lin pointer)
{
    uint8_t kept = 0;
    for (uint8_t i = 0; i < s->ended_count; i++)
        if (s->ended[i].pointer != pointer)
            s->ended[kept++] = s->ended[i];
    s->ended_count = kept;
}

static void note_resolved(bw_engine *e, bw_state *s, bw_resolved made)
{
    bw_lin handle = made.handle, pointer = made.pointer;
    bw_wide constant;
    if (handle == 0 || pointer == 0 || bw_lin_is_const(&e->values, handle, &constant))
        return;
    for (uint32_t i = 0; i < e->resolved.count; i++) {
        const bw_resolved *r = &e->resolved.at[i];
        if (r->pointer == pointer && r->handle != handle)
            return; /* the call failed, and what stood there stands there still */
        if (r->pointer == pointer && r->pinned == made.pinned && r->mark == made.mark) {
            revive(s, pointer);
            return;
        }
    }
    bw_vec_push(e->work, &e->resolved, made);
    revive(s, pointer);
}

static void handle_called(bw_call_run *c, bw_state *s, bw_value result, const handle_function *known)
{
    bw_engine *e = c->e;
    bw_lin handle = handle_value(c, s, known->handle);
    if (known->what == LEND_RESOLVE || known->what == LEND_PIN) {
        bw_lin pointer = known->object == RESULT ? result.lin
                         : known->object < c->argc ? held_at(e, s, c->args[known->object], e->module->pointer_bits)
                                                   : 0;
        note_resolved(e, s, (bw_resolved){.handle = handle, .pointer = pointer, .pinned = known->what == LEND_PIN,
                                          .made = known->handle == 3});
        return;
    }
    bool unpin = known->what == LEND_UNPIN;
    uint32_t why = bw_why_make(e, BW_WHY_MODEL, inst_of(c)->loc);
    bool pinned = false;
    for (uint32_t i = 0; i < e->resolved.count && !unpin; i++)
        pinned |= e->resolved.at[i].handle == handle && e->resolved.at[i].pinned && !e->resolved.at[i].block;
    for (uint32_t i = 0; i < e->resolved.count && handle != 0 && (unpin || !pinned); i++)
        if (e->resolved.at[i].handle == handle && e->resolved.at[i].pinned == unpin && !e->resolved.at[i].block)
            end_pointer(s, e->resolved.at[i].pointer, why, unpin ? BW_MISUSE_UNPINNED : BW_MISUSE_DESTROYED);
    if (!unpin)
        bw_commit_forget(s); /* the object is gone, whole or half */
}

/* ---- arenas ---- */

typedef enum arena_step { ARENA_MARK, ARENA_BACK, ARENA_LEAVE, ARENA_EMPTY } arena_step;

static const struct {
    const char *name;
    arena_step step;
} arena_functions[] = {
    {"bw_arena_save", ARENA_MARK},      {"bw_arena_enter", ARENA_MARK},  {"bw_arena_rollback", ARENA_BACK},
    {"bw_arena_leave", ARENA_LEAVE},    {"bw_arena_reset", ARENA_EMPTY}, {"bw_arena_destroy", ARENA_EMPTY},
};

void bw_runtime_cut(bw_engine *e, bw_state *s, uint32_t object, const char *family, bw_lin arena)
{
    if (strcmp(family, "bw_arena") != 0)
        return;
    bw_obj_at(e, object)->arena = arena;
    bw_mem_objstate_edit(e, s, object)->mark = s->mark_count;
}

/* Blocks of the arena that were cut since the mark of this number end. */
static void end_blocks(bw_engine *e, bw_state *s, bw_lin arena, uint8_t since, uint32_t why)
{
    for (uint32_t i = 0; i < s->objects.count; i++) {
        uint32_t object = s->objects.at[i].object;
        const bw_obj *o = bw_obj_at(e, object);
        if (o->arena != arena || arena == 0 || s->objects.at[i].mark < since || s->objects.at[i].emptied_why != 0)
            continue;
        bw_mem_objstate_edit(e, s, object)->emptied_why = why;
    }
    for (uint32_t i = 0; i < e->resolved.count; i++) {
        const bw_resolved *block = &e->resolved.at[i];
        if (block->block && block->handle == arena && block->mark >= since)
            end_pointer(s, block->pointer, why, BW_MISUSE_EMPTIED);
    }
}

/* A function of the runtime that is given an arena and a place for what it makes: a span of the arena's memory. */
static void note_block(bw_call_run *c, bw_state *s, const bw_ir_func *func)
{
    bw_engine *e = c->e;
    const bw_ir_type *first = func->param_count < 2 ? NULL : &e->module->types.at[e->module->objects.at[func->object].type];
    const bw_ir_type *arena = first != NULL && first->kind == BW_TYPE_POINTER ? &e->module->types.at[first->elem] : NULL;
    if (arena == NULL || arena->name == NULL || strcmp(arena->name, "bw_arena") != 0 || c->argc != func->param_count)
        return;
    note_resolved(e, s, (bw_resolved){.handle = c->args[0].lin, .pointer = held_at(e, s, c->args[c->argc - 1], e->module->pointer_bits),
                                      .block = true, .mark = s->mark_count});
}

static void arena_called(bw_call_run *c, bw_state *s, arena_step step)
{
    bw_engine *e = c->e;
    bw_lin arena = c->argc != 0 ? c->args[0].lin : 0;
    uint32_t why = bw_why_make(e, BW_WHY_MODEL, inst_of(c)->loc);
    uint8_t at = s->mark_count;
    if (step == ARENA_MARK) {
        if (s->mark_count < BW_MARKS_MAX)
            s->marks[s->mark_count++] = arena;
        return;
    }
    if (step == ARENA_EMPTY) {
        end_blocks(e, s, arena, 0, why);
        return;
    }
    while (at > 0 && s->marks[at - 1] != arena)
        at--;
    if (at == 0)
        return; /* a mark that somebody else made */
    end_blocks(e, s, arena, at, why);
    s->mark_count = step == ARENA_LEAVE ? (uint8_t)(at - 1) : at;
}

/* ---- calls and uses ---- */

void bw_runtime_called(bw_call_run *c, bw_state *s, bw_value *result)
{
    const bw_ir_func *func = &c->e->module->funcs.at[c->func];
    if (c->func == 0 || !(func->flags & BW_FUNC_TRUSTED) || func->name == NULL ||
        (c->e->module->funcs.at[c->run->frame->func].flags & BW_FUNC_TRUSTED))
        return;
    for (size_t i = 0; i < sizeof arena_functions / sizeof *arena_functions; i++)
        if (strcmp(func->name, arena_functions[i].name) == 0) {
            arena_called(c, s, arena_functions[i].step);
            return;
        }
    const handle_function *known = function_of(c->e, func);
    if (known == NULL) {
        note_block(c, s, func);
        return;
    }
    if (known->object == RESULT && result->lin == 0)
        result->lin = bw_fresh(c->e, context_of(c), c->site, 0, inst_of(c)->type, inst_of(c)->loc);
    handle_called(c, s, *result, known);
}

/* Whether the allocation failed is no matter here: of memory that there never was nothing can be taken back. */
static bool plain_way(const bw_engine *e, const bw_state *s)
{
    return e->reporting && !e->trial && s->outside == 0 && !s->unlikely && !s->contrary;
}

/* An object is at most so large: what lies further from its start is another one. */
#define OBJECT_MOST 4096

void bw_runtime_use(bw_engine *e, bw_run *r, bw_state *s, const bw_use *use)
{
    bw_lin offset;
    bw_wide at;
    bw_sym base = use->pointer != 0 ? bw_lin_base(&e->values, use->pointer, &offset) : 0;
    bw_misuse misuse = {.site = use->site, .callee = use->callee, .pointer_val = use->pointer_val};
    /* whoever is handed it uses it, or does not: that is seen there */
    if (base == 0 || (use->kind != BW_USE_PLAIN && use->kind != BW_USE_CALL) || !plain_way(e, s))
        return;
    const bw_objstate *state = bw_objstate_find(s, bw_sym_at(&e->values, base)->object);
    if (state != NULL && state->emptied_why != 0) {
        misuse.kind = BW_MISUSE_EMPTIED;
        misuse.where = e->whys.at[state->emptied_why].loc;
        bw_event_misuse(e, r, s, &misuse);
        return;
    }
    for (uint8_t i = 0; i < s->ended_count; i++) {
        bw_lin apart = bw_lin_sub(&e->values, use->pointer, s->ended[i].pointer);
        bool inside = apart != 0 && bw_lin_is_const(&e->values, apart, &at) && at >= 0 && at < OBJECT_MOST;
        if (s->ended[i].kind == BW_MISUSE_EMPTIED)
            inside = bw_lin_base(&e->values, s->ended[i].pointer, &offset) == base;
        if (!inside)
            continue;
        misuse.kind = (bw_misuse_kind)s->ended[i].kind;
        misuse.where = e->whys.at[s->ended[i].why].loc;
        bw_event_misuse(e, r, s, &misuse);
        return;
    }
}

void bw_runtime_stored(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_value place, bw_value value)
{
    bw_lin offset;
    bw_sym base = place.lin != 0 ? bw_lin_base(&e->values, place.lin, &offset) : 0;
    uint32_t holder = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    if (e->resolved.count == 0 || !plain_way(e, s) || bw_obj_at(e, holder)->kind != BW_OBJ_GLOBAL)
        return;
    bool lent = false, pinned = false;
    for (uint32_t i = 0; i < e->resolved.count; i++) {
        lent |= e->resolved.at[i].pointer == value.lin && !e->resolved.at[i].block;
        pinned |= e->resolved.at[i].pointer == value.lin && e->resolved.at[i].pinned;
    }
    bw_misuse misuse = {.kind = BW_MISUSE_KEPT, .site = site, .pointer_val = val};
    if (lent && !pinned)
        bw_event_misuse(e, r, s, &misuse);
}

void bw_runtime_join(bw_state *a, const bw_state *b)
{
    uint8_t kept = 0, same = 0;
    for (uint8_t i = 0; i < a->ended_count; i++)
        for (uint8_t k = 0; k < b->ended_count; k++)
            if (a->ended[i].pointer == b->ended[k].pointer) {
                a->ended[kept++] = a->ended[i];
                break;
            }
    a->ended_count = kept;
    while (same < a->mark_count && same < b->mark_count && a->marks[same] == b->marks[same])
        same++;
    a->mark_count = same;
}
