/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Values that were read under a lock, and the gap in which it was not held. What is read from an object while the object's
 * lock is held is loose once the lock is dropped: others may have changed it, or ended what it leads to. Reading it again,
 * asking anything of the object as it is now, or having left a mark in the object before makes the rest good again.
 * Objects are told by the way to them from a variable (path), not by what stood on that way when: after a call out of
 * view `d->lock` is still the lock of d. */
#include "core/lock.h"

#include <string.h>

/* ---- the way to a place ------------------------------------------------------------------------------------------- */

#define PATH_DEPTH 6

typedef struct path {
    uint64_t way;
    uint64_t bases[PATH_DEPTH + 1]; /* of the objects that the way leads through, in order */
    uint32_t count;
    bool global, local; /* what it begins at */
} path;

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash ^= word + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
    return hash * 0xff51afd7ed558ccdu;
}

static path path_of_base(bw_engine *e, bw_sym sym, uint32_t depth)
{
    const bw_symbol symbol = *bw_sym_at(&e->values, sym);
    const bw_obj *o = bw_obj_at(e, symbol.object);
    path p = {0};
    if (symbol.kind == BW_SYM_ADDRESS && o->kind == BW_OBJ_GLOBAL) {
        p.way = mix(1, o->ir);
        p.global = true;
    } else if (symbol.kind == BW_SYM_ADDRESS && symbol.object != 0) {
        p.way = mix(2, sym);
        p.local = true;
    } else {
        const bw_obj *place = symbol.kind == BW_SYM_MEMORY && depth != 0
                                  ? bw_obj_at(e, bw_sym_at(&e->values, symbol.key[0])->object)
                                  : NULL;
        if (place != NULL && (place->kind == BW_OBJ_GLOBAL || place->kind == BW_OBJ_POINTEE)) {
            p = path_of_base(e, symbol.key[0], depth - 1);
            p.way = mix(p.way, (uint64_t)symbol.key[1] << 32 | symbol.key[2]);
        } else {
            p.way = mix(3, sym);
        }
    }
    p.bases[p.count++] = p.way;
    return p;
}

/* False: the pointer leads to no object. */
static bool path_of(bw_engine *e, bw_lin pointer, path *ret_path)
{
    bw_lin offset;
    bw_wide at;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    if (base == 0)
        return false;
    *ret_path = path_of_base(e, base, PATH_DEPTH);
    bool known = bw_lin_is_const(&e->values, offset, &at);
    ret_path->way = mix(ret_path->way, known ? (uint64_t)at * 8 : UINT64_C(1) << 63 | offset);
    return true;
}

/* An object's lock guards the object and what it leads to. */
static bool guards(const bw_lock *lock, const path *p)
{
    if (lock->reach == BW_LOCK_SECTION)
        return false;
    if (lock->reach == BW_LOCK_ALL)
        return !p->local;
    if (lock->reach == BW_LOCK_GLOBALS)
        return p->global;
    for (uint32_t i = 0; i < p->count; i++)
        if (p->bases[i] == lock->root)
            return true;
    return false;
}

/* ---- the state's locks -------------------------------------------------------------------------------------------- */

static bw_locks *edit(bw_engine *e, bw_state *s)
{
    uint32_t count = s->locks != NULL ? s->locks->count : 0;
    bw_locks *copy = bw_core_alloc_raw(e->work, sizeof *copy + (count + 1) * sizeof copy->at[0], 1, _Alignof(bw_locks));
    if (s->locks != NULL)
        memcpy(copy, s->locks, sizeof *copy + count * sizeof copy->at[0]);
    else
        memset(copy, 0, sizeof *copy);
    s->locks = copy;
    return copy;
}

static void drop_value(bw_locks *l, uint32_t at)
{
    memmove(&l->at[at], &l->at[at + 1], (l->count - at - 1) * sizeof l->at[0]);
    l->count--;
}

/* Forgets the values of a lock that are loose, or those that are not. */
static void forget(bw_engine *e, bw_state *s, uint32_t lock, bool loose)
{
    bool any = false;
    for (uint32_t i = 0; i < s->locks->count && !any; i++)
        any = s->locks->at[i].lock == lock && s->locks->at[i].loose == loose;
    if (!any)
        return;
    bw_locks *l = edit(e, s);
    for (uint32_t i = l->count; i > 0; i--)
        if (l->at[i - 1].lock == lock && l->at[i - 1].loose == loose)
            drop_value(l, i - 1);
}

/* A lock that is an object of its own guards what others than itself? The globals, as far as is known. */
static bool stands_alone(bw_engine *e, bw_lin pointer, bw_ir_ref type)
{
    bw_lin offset;
    bw_sym base = bw_lin_base(&e->values, pointer, &offset);
    const bw_obj *o = bw_obj_at(e, bw_sym_at(&e->values, base)->object);
    const bw_ir_type *pointer_type = &e->module->types.at[type];
    return o->kind == BW_OBJ_GLOBAL && o->type != 0 && pointer_type->kind == BW_TYPE_POINTER &&
           e->module->types.at[o->type].size <= e->module->types.at[pointer_type->elem].size;
}

/* Is the lock itself what a pointer leads to that was read from an object, not a member of what it leads to? */
static bool is_handle(bw_engine *e, bw_lin pointer, bw_ir_ref type)
{
    bw_lin offset;
    bw_wide at;
    bw_sym base = bw_lin_base(&e->values, pointer, &offset);
    const bw_ir_type *given = &e->module->types.at[type];
    bw_ir_ref whole = bw_sym_at(&e->values, base)->pointee;
    return bw_lin_is_const(&e->values, offset, &at) && at == 0 && given->kind == BW_TYPE_POINTER &&
           (whole == 0 || whole == given->elem || e->module->types.at[whole].size <= e->module->types.at[given->elem].size);
}

/* The lock that a call speaks of; false: it is not known which. pointer 0: there is one only. */
static bool lock_of(bw_engine *e, const bw_lock_op *op, bw_lock *ret_lock)
{
    path p = {0};
    memset(ret_lock, 0, sizeof *ret_lock);
    if (op->by != 0) {
        if (!path_of(e, op->by, &p))
            return false;
        ret_lock->by = p.way;
    }
    if (op->global != 0) {
        ret_lock->way = op->global;
        ret_lock->reach = BW_LOCK_GLOBALS;
        return true;
    }
    if (!op->named) {
        ret_lock->reach = op->section ? BW_LOCK_SECTION : BW_LOCK_ALL;
        ret_lock->way = op->section;
        return true;
    }
    if (!path_of(e, op->pointer, &p))
        return false;
    ret_lock->way = p.way;
    bool handle = p.count > 1 && is_handle(e, op->pointer, op->type);
    ret_lock->root = p.bases[handle ? p.count - 2 : p.count - 1];
    ret_lock->reach = op->section                                   ? BW_LOCK_SECTION
                      : stands_alone(e, op->pointer, op->type) ? BW_LOCK_GLOBALS
                                                               : BW_LOCK_OBJECT;
    return true;
}

/* Where the state has it: by its own way, or by what it was taken with when that is all a drop says. */
static uint32_t number_of(const bw_locks *l, const bw_lock *lock, bool named)
{
    uint32_t i = 0, count = l != NULL ? l->lock_count : 0;
    bool by = !named && lock->by != 0;
    while (i < count && (by ? l->locks[i].by != lock->by || !l->locks[i].held : l->locks[i].way != lock->way))
        i++;
    return i;
}

/* The lock is held again: what its object holds now is not what it held then. */
static void renew(bw_engine *e, bw_run *r, bw_state *s, uint32_t lock, uint32_t site)
{
    bool fresh;
    uint32_t key[5] = {r->frame->context, site, 13, 0, 1};
    uint32_t version = bw_sym_get(&e->values, BW_SYM_RESULT, key, &fresh);
    for (uint32_t i = 0; i < s->locks->count; i++) {
        const bw_guarded g = s->locks->at[i];
        if (g.lock != lock || !g.loose || s->locks->locks[lock].reach == BW_LOCK_SECTION)
            continue;
        bw_sym base = bw_obj_at(e, g.object)->base;
        bw_mem_escape_content(e, s, base);
        bw_cell_kill_base(e->work, s, base);
        bw_objstate *state = bw_mem_objstate_edit(e, s, g.object);
        state->version = state->text = version;
        state->content = BW_CONTENT_UNKNOWN;
    }
}

void bw_lock_take(bw_engine *e, bw_run *r, bw_state *s, const bw_lock_op *op)
{
    bw_lock lock;
    if (!lock_of(e, op, &lock))
        return;
    if (s->locks != NULL) /* a lock of the object itself keeps it, too */
        bw_lock_pinned(e, s, op->pointer);
    bw_locks *l = edit(e, s);
    uint32_t i = number_of(l, &lock, true);
    if (i == BW_LOCKS_MAX)
        return;
    if (i == l->lock_count) {
        l->locks[l->lock_count++] = lock;
        l->held++;
    } else if (!l->locks[i].held) {
        l->held++;
        renew(e, r, s, i, op->site);
    }
    l->locks[i].held = true;
    l->locks[i].by = lock.by;
}

void bw_lock_drop(bw_engine *e, bw_run *r, bw_state *s, const bw_lock_op *op)
{
    bw_lock lock;
    if (!lock_of(e, op, &lock))
        return;
    uint32_t i = number_of(s->locks, &lock, op->named);
    if (s->locks == NULL || i == s->locks->lock_count || !s->locks->locks[i].held) {
        e->needs.gives = true; /* the caller's lock: he wants to know */
        return;
    }
    bw_locks *l = edit(e, s);
    uint32_t why = bw_why_make(e, BW_WHY_MODEL, e->module->funcs.at[r->frame->func].insts[op->site].loc);
    l->locks[i].held = false;
    l->held--;
    for (uint32_t k = 0; k < l->count; k++)
        if (l->at[k].lock == i && !l->at[k].loose) {
            l->at[k].loose = true;
            l->at[k].why_drop = why;
        }
}

/* ---- what is read ------------------------------------------------------------------------------------------------- */

#define VALUES_MAX 32

void bw_lock_read(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val pointer_val, bw_lin pointer, bw_lin value,
                  bool published)
{
    path p;
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    bw_lin offset;
    bw_sym sym = value != 0 ? bw_lin_as_sym(&e->values, value) : 0;
    if (sym == 0 || !path_of(e, pointer, &p) || p.local)
        return;
    for (uint32_t i = 0; i < s->locks->count; i++) {
        if (s->locks->at[i].sym != sym)
            continue;
        if (s->locks->at[i].loose && s->locks->locks[s->locks->at[i].lock].held)
            edit(e, s)->at[i].loose = false; /* read again */
        return;
    }
    for (uint32_t i = 0; i < s->locks->lock_count; i++) {
        const bw_lock *lock = &s->locks->locks[i];
        if (!lock->held || !(lock->reach == BW_LOCK_SECTION ? published : guards(lock, &p)))
            continue;
        bw_guarded g = {.sym = sym, .object = bw_mem_object_of(e, bw_lin_base(&e->values, pointer, &offset)), .place = p.way, .lock = (uint8_t)i};
        g.field = bw_lock_field(e, func, pointer_val, &g.picked);
        g.why_read = bw_why_make(e, BW_WHY_MODEL, func->insts[site].loc);
        bw_locks *l = edit(e, s);
        if (l->count == VALUES_MAX)
            drop_value(l, 0);
        l->at[l->count++] = g;
        return;
    }
}

/* Something of the object as it is now is asked: whoever asks knows that it may have changed. */
static void asked_in(bw_engine *e, bw_state *s, bw_lin lin, uint32_t depth, uint32_t *asked)
{
    if (lin == 0)
        return;
    const bw_linear form = *bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < form.count; t++) {
        const bw_symbol symbol = *bw_sym_at(&e->values, form.terms[t].sym);
        for (uint32_t i = 0; i < s->locks->count; i++) {
            const bw_guarded *g = &s->locks->at[i];
            if (g->sym != form.terms[t].sym)
                continue;
            *asked |= g->loose ? 0 : 1u << g->lock;
            if (!g->tested)
                edit(e, s)->at[i].tested = true;
        }
        bool made = symbol.kind == BW_SYM_COMPARE || symbol.kind == BW_SYM_WRAP || symbol.kind == BW_SYM_OPERATION;
        if (depth != 0 && made) {
            asked_in(e, s, symbol.a, depth - 1, asked);
            asked_in(e, s, symbol.kind == BW_SYM_WRAP ? 0 : symbol.b, depth - 1, asked);
        }
    }
}

void bw_lock_tested(bw_engine *e, bw_state *s, bw_lin condition)
{
    uint32_t asked = 0;
    if (s->locks->count == 0)
        return;
    asked_in(e, s, condition, 4, &asked);
    for (uint32_t i = 0; i < s->locks->lock_count; i++)
        if (asked >> i & 1)
            forget(e, s, i, true);
}

/* The object, or a part of what it leads to, is held fast by other means, or was handed to code that may do so. */
void bw_lock_pinned(bw_engine *e, bw_state *s, bw_lin pointer)
{
    bw_lin offset;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    for (uint32_t i = s->locks->count; i > 0 && base != 0; i--)
        if (!s->locks->at[i - 1].loose && bw_sym_leads_through(&e->values, base, s->locks->at[i - 1].sym, PATH_DEPTH))
            drop_value(edit(e, s), i - 1);
}

/* ---- what is done with it ----------------------------------------------------------------------------------------- */

static bool plain_way(const bw_engine *e, const bw_state *s)
{
    return e->reporting && !s->doubtful && !s->contrary && !s->unlikely && !s->raised;
}

static void tell(bw_engine *e, bw_run *r, bw_state *s, uint32_t at, bw_lock_fault fault, uint32_t site, bw_ir_val val)
{
    const bw_guarded g = s->locks->at[at];
    if (plain_way(e, s)) {
        bw_lock_finding f = {.fault = fault, .site = site, .val = val, .read = e->whys.at[g.why_read].loc,
                             .dropped = e->whys.at[g.why_drop].loc, .held = s->locks->locks[g.lock].held};
        bw_event_lock(e, r, s, &f);
    }
    drop_value(edit(e, s), at); /* told once a path */
}

/* Do others change the place, as far as is known? */
static bool changes(bw_engine *e, const bw_guarded *g)
{
    const bw_obj *o = bw_obj_at(e, g->object);
    if (g->field != 0)
        return bw_lock_changes(e, g->field);
    return o->kind == BW_OBJ_GLOBAL && o->ir != 0 && bw_lock_changes_global(e, o->ir);
}

/* Is it in the nature of what the pointer was read from that it leads elsewhere another time? */
static bool moves(bw_engine *e, const bw_guarded *g)
{
    if (g->picked)
        return true;
    if (g->field == 0)
        return changes(e, g);
    const bw_ir_field *field = &e->module->fields.at[g->field];
    const bw_ir_type *type = &e->module->types.at[field->type];
    bool linked = type->kind == BW_TYPE_POINTER && type->elem == field->parent; /* next of a list */
    return linked || changes(e, g);
}

void bw_lock_use(bw_engine *e, bw_run *r, bw_state *s, const bw_use *use)
{
    bw_lin offset;
    bw_sym base = bw_lin_base(&e->values, use->pointer, &offset);
    if (base == 0 || (use->kind != BW_USE_PLAIN && use->kind != BW_USE_CALL))
        return;
    for (uint32_t i = 0; i < s->locks->count; i++) {
        const bw_guarded g = s->locks->at[i];
        if (g.sym != base || !g.loose)
            continue;
        bool held = s->locks->locks[g.lock].held;
        if (s->locks->locks[g.lock].reach == BW_LOCK_SECTION) {
            if (held || s->locks->held == 0) /* another lock may keep it */
                tell(e, r, s, i, BW_LOCK_SECTION_LEFT, use->site, use->pointer_val);
            return;
        }
        bw_ir_ref type = bw_sym_at(&e->values, base)->pointee;
        bool ends = !held && type != 0 && bw_lock_frees(e, type, e->top);
        e->needs.asks |= !held && !ends; /* the function that frees them may stand elsewhere */
        if (held ? moves(e, &g) : ends)
            tell(e, r, s, i, BW_LOCK_POINTER, use->site, use->pointer_val);
        return;
    }
}

/* Was the place of a loose value read since? */
static bool read_again(const bw_state *s, const bw_guarded *g)
{
    for (uint32_t i = 0; i < s->locks->count; i++)
        if (!s->locks->at[i].loose && s->locks->at[i].place == g->place && s->locks->at[i].lock == g->lock)
            return true;
    return false;
}

void bw_lock_write(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val pointer_val, bw_lin pointer)
{
    path p;
    if (s->locks->count == 0 || !path_of(e, pointer, &p) || p.local)
        return;
    for (uint32_t i = 0; i < s->locks->count; i++) {
        const bw_guarded g = s->locks->at[i];
        if (!g.loose || !g.tested || g.place != p.way || !s->locks->locks[g.lock].held || read_again(s, &g))
            continue;
        tell(e, r, s, i, BW_LOCK_DECISION, site, pointer_val);
        return;
    }
    /* a mark in the object: others see it and keep away */
    for (uint32_t i = 0; i < s->locks->lock_count; i++)
        if (s->locks->locks[i].held && guards(&s->locks->locks[i], &p))
            forget(e, s, i, false);
}

void bw_lock_changed(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin pointer)
{
    bw_lock_pinned(e, s, pointer);
    bw_lock_write(e, r, s, site, 0, pointer);
}

/* The loose integer that decides a form: a term of it, or what a term is held below by a comparison. UINT32_MAX: none. */
static uint32_t decides(bw_engine *e, const bw_state *s, bw_lin lin, uint32_t depth)
{
    if (lin == 0)
        return UINT32_MAX;
    const bw_linear form = *bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < form.count; t++) {
        const bw_symbol symbol = *bw_sym_at(&e->values, form.terms[t].sym);
        if (symbol.is_pointer)
            continue;
        for (uint32_t i = 0; i < s->locks->count; i++) {
            const bw_guarded *g = &s->locks->at[i];
            if (!g->loose || bw_sym_at(&e->values, g->sym)->is_pointer)
                continue;
            if (g->sym == form.terms[t].sym)
                return i;
            for (uint32_t k = 0; k < s->facts.count; k++)
                if (bw_lin_coeff(&e->values, s->facts.at[k].lin, form.terms[t].sym) > 0 &&
                    bw_lin_coeff(&e->values, s->facts.at[k].lin, g->sym) < 0)
                    return i;
        }
        bool made = symbol.kind == BW_SYM_WRAP || symbol.kind == BW_SYM_OPERATION;
        uint32_t inside = depth != 0 && made ? decides(e, s, symbol.a, depth - 1) : UINT32_MAX;
        if (inside != UINT32_MAX)
            return inside;
    }
    return UINT32_MAX;
}

/* The value of the same place as a loose one, read again since, that a form is made of. */
static bool has_fresh_of(bw_engine *e, const bw_state *s, bw_lin lin, uint64_t place, uint32_t depth)
{
    if (lin == 0)
        return false;
    const bw_linear form = *bw_lin_at(&e->values, lin);
    for (uint32_t t = 0; t < form.count; t++) {
        const bw_symbol symbol = *bw_sym_at(&e->values, form.terms[t].sym);
        for (uint32_t i = 0; i < s->locks->count; i++)
            if (!s->locks->at[i].loose && s->locks->at[i].place == place && s->locks->at[i].sym == form.terms[t].sym)
                return true;
        bool made = symbol.kind == BW_SYM_WRAP || symbol.kind == BW_SYM_OPERATION;
        if (depth != 0 && made && has_fresh_of(e, s, symbol.a, place, depth - 1))
            return true;
    }
    return false;
}

void bw_lock_extent(bw_engine *e, bw_run *r, bw_state *s, const bw_access *access)
{
    path p;
    bw_lin offset = 0;
    if (s->locks->held == 0 || s->locks->count == 0 || access->pointer == 0 || !path_of(e, access->pointer, &p))
        return;
    (void)bw_lin_base(&e->values, access->pointer, &offset);
    if (p.local) { /* a buffer of one's own, as large as the value was when it was made */
        bw_lin size = access->object != 0 ? bw_mem_objstate(e, s, access->object).size : 0;
        uint32_t at = decides(e, s, size, 2);
        if (at == UINT32_MAX)
            return;
        uint64_t place = s->locks->at[at].place;
        if (has_fresh_of(e, s, access->size, place, 2) || has_fresh_of(e, s, offset, place, 2))
            tell(e, r, s, at, BW_LOCK_ROOM, access->site, access->size_val);
        return;
    }
    uint32_t at = decides(e, s, offset, 2);
    if (at == UINT32_MAX)
        at = decides(e, s, access->size, 2);
    if (at == UINT32_MAX)
        return;
    const bw_guarded g = s->locks->at[at];
    const bw_lock *lock = &s->locks->locks[g.lock];
    if (lock->held && guards(lock, &p) && changes(e, &g))
        tell(e, r, s, at, BW_LOCK_AMOUNT, access->site, access->pointer_val);
}

/* ---- where paths meet ---------------------------------------------------------------------------------------------- */

static const bw_guarded *find(const bw_locks *l, bw_sym sym, uint64_t way)
{
    for (uint32_t i = 0; i < l->count; i++)
        if (l->at[i].sym == sym && l->locks[l->at[i].lock].way == way)
            return &l->at[i];
    return NULL;
}

/* What both sides know; a value is loose when it is on one side. */
const bw_locks *bw_lock_join(bw_engine *e, const bw_state *a, const bw_state *b)
{
    if (a->locks == b->locks)
        return a->locks;
    if (a->locks == NULL || b->locks == NULL)
        return NULL;
    bw_locks *l = bw_core_alloc_raw(e->work, sizeof *l + (a->locks->count + 1u) * sizeof l->at[0], 1, _Alignof(bw_locks));
    memset(l, 0, sizeof *l);
    uint8_t number[BW_LOCKS_MAX];
    for (uint32_t i = 0; i < a->locks->lock_count; i++) {
        number[i] = UINT8_MAX;
        for (uint32_t k = 0; k < b->locks->lock_count; k++) {
            if (b->locks->locks[k].way != a->locks->locks[i].way || b->locks->locks[k].held != a->locks->locks[i].held)
                continue;
            number[i] = (uint8_t)l->lock_count;
            l->held += a->locks->locks[i].held;
            l->locks[l->lock_count++] = a->locks->locks[i];
        }
    }
    for (uint32_t i = 0; i < a->locks->count; i++) {
        bw_guarded g = a->locks->at[i];
        const bw_guarded *other = find(b->locks, g.sym, a->locks->locks[g.lock].way);
        if (number[g.lock] == UINT8_MAX || other == NULL)
            continue;
        if (!g.loose && other->loose)
            g.why_drop = other->why_drop;
        g.loose |= other->loose;
        g.tested |= other->tested;
        g.lock = number[g.lock];
        l->at[l->count++] = g;
    }
    return l;
}

bool bw_lock_same(const bw_locks *a, const bw_locks *b)
{
    if (a == b)
        return true;
    if (a == NULL || b == NULL || a->lock_count != b->lock_count || a->held != b->held || a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const bw_guarded *y = find(b, a->at[i].sym, a->locks[a->at[i].lock].way);
        if (y == NULL || y->loose != a->at[i].loose || y->tested != a->at[i].tested)
            return false;
    }
    return true;
}
