/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Counted references: taken and dropped by calls of which a model says so, counted along each path from what the function
 * was given. A state knows how often something was taken and dropped on the way here, and where it may have gone since:
 * stored to what outlives the function, or handed to code out of view. A function is judged by all its ways out together
 * (ref_exits.c); what is dropped once too often, or used after that, is told where it happens. */
#include "core/refs.h"
#include "core/lock.h"

#include <string.h>

const char bw_ref_locks[] = "lock";

/* The state's references for writing, with room for one more. What the state had may be shared, so it is copied. */
static bw_refs *edit(bw_engine *e, bw_state *s)
{
    uint32_t count = s->refs != NULL ? s->refs->count : 0;
    bw_refs *copy = bw_core_alloc_raw(e->work, sizeof *copy + (count + 1) * sizeof copy->at[0], 1, _Alignof(bw_refs));
    copy->count = count;
    if (count != 0)
        memcpy(copy->at, s->refs->at, count * sizeof copy->at[0]);
    s->refs = copy;
    return copy;
}

const bw_ref *bw_ref_find(const bw_refs *refs, bw_lin lin, const char *family)
{
    for (uint32_t i = 0; refs != NULL && i < refs->count; i++)
        if (refs->at[i].lin == lin && refs->at[i].family == family)
            return &refs->at[i];
    return NULL;
}

#define WAY_DEPTH 6

/* Was the one address read from where the other one was, whatever code out of view may have stored there in between? */
static bool same_way(bw_engine *e, bw_lin a, bw_lin b)
{
    bw_lin offsets[2];
    bw_sym x = bw_lin_base(&e->values, a, &offsets[0]), y = bw_lin_base(&e->values, b, &offsets[1]);
    if (x == 0 || y == 0 || offsets[0] != offsets[1])
        return false;
    for (int depth = 0; x != y; depth++) {
        const bw_symbol *p = bw_sym_at(&e->values, x), *q = bw_sym_at(&e->values, y);
        if (depth == WAY_DEPTH || p->kind != BW_SYM_MEMORY || q->kind != BW_SYM_MEMORY || p->key[1] != q->key[1] || p->key[2] != q->key[2])
            return false;
        x = p->key[0];
        y = q->key[0];
    }
    return true;
}

/* The reference that a call speaks of: by the address it is given, or, of one that was got here, by any place in its object
 * (a device is found by what it is part of, and dropped by its member). A clock or a device whose power is counted is the one that
 * stands in a member all along. */
static const bw_ref *find_meant(bw_engine *e, const bw_state *s, bw_lin pointer, const char *family)
{
    const bw_ref *exact = bw_ref_find(s->refs, pointer, family), *within = NULL;
    bw_sym base = bw_lin_base_of(&e->values, pointer);
    for (uint32_t i = 0; exact == NULL && s->refs != NULL && i < s->refs->count; i++) {
        const bw_ref *r = &s->refs->at[i];
        bool power = family[0] != '\0' && family != bw_ref_locks && r->family == family && !r->own;
        if ((r->own && r->family == family && bw_lin_base_of(&e->values, r->lin) == base) ||
            (power && same_way(e, r->lin, pointer)))
            within = r;
    }
    return exact != NULL ? exact : within;
}

/* The entry of what is meant, made when there is none. The pointer lives until the next write of the state. */
static bw_ref *entry(bw_engine *e, bw_state *s, bw_lin pointer, const char *family)
{
    const bw_ref *known = find_meant(e, s, pointer, family);
    uint32_t at = known != NULL ? (uint32_t)(known - s->refs->at) : s->refs != NULL ? s->refs->count : 0;
    bw_refs *refs = edit(e, s);
    if (known == NULL)
        refs->at[refs->count++] = (bw_ref){.lin = pointer, .family = family};
    return &refs->at[at];
}

static bool error_number(const bw_engine *e, bw_wide low)
{
    return low >= ((bw_wide)1 << e->module->pointer_bits) - 4095;
}

#define LEAST_ADDRESS 4096 /* no kernel and no process has objects on the page at 0 */

/* Did a test show that the address is that of a variable? Nobody counts those: it stands for "none of its own". */
static bool is_variable(bw_engine *e, const bw_state *s, bw_sym base)
{
    for (uint32_t i = 0; i < s->facts.count; i++) {
        const bw_linear *l = bw_lin_at(&e->values, s->facts.at[i].lin);
        if (l->count != 2 || bw_linear_coeff(l, base) == 0)
            continue;
        const bw_symbol *other = bw_sym_at(&e->values, l->terms[l->terms[0].sym == base].sym);
        if (other->kind == BW_SYM_ADDRESS && bw_num_lower(e, s, s->facts.at[i].lin) >= 0)
            return true;
    }
    return false;
}

bool bw_ref_nothing(bw_engine *e, const bw_state *s, bw_lin pointer)
{
    bw_sym base = bw_lin_base_of(&e->values, pointer);
    if (base == 0)
        return false;
    bw_bound bound = bw_num_bound(e, s, base);
    /* an element of a list is null when the link in it has a small number for an address */
    return bound.hi < LEAST_ADDRESS || error_number(e, bound.lo) || is_variable(e, s, base);
}

/* ---- where it goes ---------------------------------------------------------------------------------------------- */

typedef enum fate { FATE_KEPT, FATE_BLURRED, FATE_GIVEN, FATE_SHOWN } fate; /* SHOWN: given to what leaves locks alone */

/* Something happens to a value: to each reference it leads to, and to those that stand in a variable it leads to. */
static void befall(bw_engine *e, bw_state *s, bw_lin lin, fate what, uint64_t call, uint32_t depth)
{
    bw_sym base = bw_lin_base_of(&e->values, lin);
    if (base == 0 || s->refs == NULL)
        return;
    for (uint32_t i = 0; i < s->refs->count; i++) {
        /* whatever code out of view is given may lead it to the lock */
        bool lock = (what == FATE_GIVEN || what == FATE_SHOWN) && s->refs->at[i].family == bw_ref_locks;
        if (bw_lin_base_of(&e->values, s->refs->at[i].lin) != base && !lock)
            continue;
        bw_ref *r = &edit(e, s)->at[i];
        /* who stores an object's address does not unlock it, nor switch it off */
        r->kept |= what == FATE_KEPT && r->family != bw_ref_locks && !r->power;
        r->blurred |= what == FATE_BLURRED;
        if (what != FATE_KEPT)
            r->lock_is = BW_LOCK_IS_UNKNOWN;
        r->shown |= lock && what == FATE_SHOWN;
        r->given |= what == FATE_GIVEN || (what == FATE_SHOWN && r->family != bw_ref_locks) ? call : 0;
    }
    uint32_t object = bw_sym_at(&e->values, base)->object;
    if (depth == 0 || object == 0 || bw_obj_at(e, object)->kind != BW_OBJ_LOCAL)
        return;
    for (uint32_t i = bw_cell_lower(s, base, INT64_MIN); i < s->cells.count && s->cells.at[i].base == base; i++)
        befall(e, s, s->cells.at[i].value.lin, what, call, depth - 1);
}

#define NESTED 2 /* records in records, as far as they are looked into */

void bw_ref_stored(bw_engine *e, bw_state *s, uint32_t holder, bw_lin offset, bw_lin value)
{
    bw_wide at;
    const bw_obj *o = bw_obj_at(e, holder);
    const bw_objstate *state = bw_objstate_find(s, holder);
    bool followed = o->kind == BW_OBJ_LOCAL && (state == NULL || !state->escaped) && bw_lin_is_const(&e->values, offset, &at);
    if (!followed)
        befall(e, s, value, FATE_KEPT, 0, NESTED);
}

void bw_ref_blur(bw_engine *e, bw_state *s, bw_lin value)
{
    befall(e, s, value, FATE_BLURRED, 0, 0);
}

void bw_ref_managed(bw_engine *e, bw_state *s, bw_lin pointer, bool through)
{
    bw_sym base = bw_lin_base_of(&e->values, pointer);
    for (uint32_t i = 0; base != 0 && i < s->refs->count; i++) {
        if (!s->refs->at[i].power)
            continue;
        bw_sym held = bw_lin_base_of(&e->values, s->refs->at[i].lin);
        bool kept = bw_sym_leads_through(&e->values, held, base, through ? WAY_DEPTH : 0);
        for (uint32_t k = bw_cell_lower(s, base, INT64_MIN); through && !kept && k < s->cells.count && s->cells.at[k].base == base; k++)
            kept = bw_lin_base_of(&e->values, s->cells.at[k].value.lin) == held; /* stored there here */
        if (kept)
            edit(e, s)->at[i].kept = true;
    }
}

/* A bit for a call; calls past the number of bits share the last one. */
static uint64_t bit_of(bw_engine *e, uint32_t context, uint32_t site)
{
    uint32_t i = 0;
    while (i < e->ref_calls.count && (e->ref_calls.at[i].context != context || e->ref_calls.at[i].site != site))
        i++;
    if (i == e->ref_calls.count)
        bw_vec_push(e->work, &e->ref_calls, (bw_ref_call){context, site});
    return UINT64_C(1) << (i < 63 ? i : 63);
}

void bw_ref_given(bw_engine *e, bw_state *s, uint32_t context, uint32_t site, bw_lin value, bool unlocks)
{
    befall(e, s, value, unlocks ? FATE_GIVEN : FATE_SHOWN, bit_of(e, context, site), NESTED);
}

/* One of a family was dropped, and it is not known which. */
static void blur_all(bw_engine *e, bw_state *s, const char *family)
{
    if (s->refs == NULL)
        return;
    bw_refs *refs = edit(e, s);
    for (uint32_t i = 0; i < refs->count; i++) {
        if (refs->at[i].family != family)
            continue;
        refs->at[i].blurred = refs->at[i].uncounted = true;
        refs->at[i].lock_is = BW_LOCK_IS_UNKNOWN;
    }
}

/* ---- taken and dropped ------------------------------------------------------------------------------------------ */

/* Is there nothing on the way here that takes from a finding what speaks for it? */
static bool plain_way(const bw_engine *e, const bw_state *s)
{
    return e->reporting && !s->doubtful && !s->contrary && !s->unlikely;
}

#define COUNT_MAX 100 /* a count that is set to more counts no references */

void bw_ref_count(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_op *op, bw_lin number)
{
    bw_wide n;
    if (bw_lin_base_of(&e->values, op->pointer) == 0)
        return;
    bw_ref *ref = entry(e, s, op->pointer, op->family);
    bool known = number != 0 && bw_lin_is_const(&e->values, number, &n) && n >= 0 && n <= COUNT_MAX;
    if (ref->own) /* got here, by a call that counts it */
        return;
    *ref = (bw_ref){.lin = ref->lin, .family = ref->family, .plain = op->plain, .known = known, .blurred = !known, .uncounted = !known,
                    .kept = ref->kept, .given = ref->given};
    ref->set = known ? (int8_t)n : 0;
    ref->why = bw_why_make(e, BW_WHY_MODEL, e->module->funcs.at[r->frame->func].insts[op->site].loc);
    ref->taken_by = op->callee;
    ref->val = op->val;
}

static int held(const bw_ref *ref)
{
    return ref->set + ref->taken - ref->dropped;
}

void bw_ref_last(bw_engine *e, const bw_state *s, const bw_ref_op *op, bool *ret_may, bool *ret_may_not)
{
    const bw_ref *ref = find_meant(e, s, op->pointer, op->family);
    *ret_may = *ret_may_not = true;
    if (ref == NULL || ref->uncounted)
        return;
    *ret_may = held(ref) <= 1; /* who gave some of them away, may have had them dropped */
    *ret_may_not = !(ref->known && held(ref) == 1 && !ref->kept && !ref->blurred && ref->given == 0);
}

/* Was nothing stored to the object on the way here? */
static bool untouched(bw_engine *e, const bw_state *s, bw_sym base)
{
    uint32_t object = bw_mem_object_of(e, base);
    if (object == 0 || bw_mem_objstate(e, s, object).version != 0)
        return false;
    for (uint32_t i = bw_cell_lower(s, base, INT64_MIN); i < s->cells.count && s->cells.at[i].base == base; i++) {
        bw_lin lin = s->cells.at[i].value.lin;
        bw_sym sym = lin != 0 ? bw_lin_as_sym(&e->values, lin) : 0;
        const bw_symbol *symbol = sym != 0 ? bw_sym_at(&e->values, sym) : NULL;
        if (symbol == NULL || symbol->kind != BW_SYM_MEMORY || symbol->key[0] != base)
            return false;
    }
    return true;
}

/* Is it what a parameter of the function under analysis leads to? */
static bool of_caller(bw_engine *e, bw_sym base)
{
    const bw_symbol *symbol = bw_sym_at(&e->values, base);
    if (symbol->kind != BW_SYM_MEMORY)
        return false;
    const bw_obj *o = bw_obj_at(e, bw_sym_at(&e->values, symbol->key[0])->object);
    return o->kind == BW_OBJ_LOCAL && o->ir != 0 && e->module->objects.at[o->ir].kind == BW_OBJECT_PARAM;
}

/* Who drops a reference that another part of the program left in a list, after it took the object out of there, has
 * one of its own still; and so has the caller of who took one and drops it. */
bool bw_ref_surely_last(bw_engine *e, const bw_state *s, const bw_ref_op *op)
{
    bw_sym base = bw_lin_base_of(&e->values, op->pointer);
    const bw_ref *ref = find_meant(e, s, op->pointer, op->family);
    if (base == 0 || ref == NULL)
        return true;
    if (ref->uncounted)
        return false;
    if (ref->known || ref->own)
        return held(ref) <= 0;
    return ref->taken == 0 ? ref->dropped == 1 && untouched(e, s, base) : !of_caller(e, base);
}

/* Does the address lead to the same object as long as the function runs: is it made of what its parameters and globals were on
 * entry? A value that is made anew in each round of a loop goes by one name. */
static bool is_lasting(bw_engine *e, bw_lin pointer)
{
    bw_lin offset;
    bw_wide at;
    bw_sym base = pointer != 0 ? bw_lin_base(&e->values, pointer, &offset) : 0;
    if (base == 0 || !bw_lin_is_const(&e->values, offset, &at))
        return false;
    const bw_symbol *symbol = bw_sym_at(&e->values, base);
    while (bw_sym_unchanged(symbol))
        symbol = bw_sym_at(&e->values, symbol->key[0]);
    uint8_t kind = symbol->kind == BW_SYM_ADDRESS ? bw_obj_at(e, symbol->object)->kind : BW_OBJ_NONE;
    return kind == BW_OBJ_GLOBAL || kind == BW_OBJ_LOCAL;
}

void bw_ref_lock_unknown(bw_engine *e, bw_state *s, bw_lin pointer, bool tried)
{
    for (uint32_t i = 0; s->refs != NULL && i < s->refs->count; i++) {
        const bw_ref *ref = &s->refs->at[i];
        if (ref->family != bw_ref_locks || (pointer != 0 && ref->lin != pointer))
            continue;
        bool told = ref->lock_is == BW_LOCK_IS_TOLD;
        if ((ref->lock_is == BW_LOCK_IS_UNKNOWN || told) && !tried)
            continue;
        bw_ref *known = &edit(e, s)->at[i];
        known->lock_is = told ? BW_LOCK_IS_TOLD : BW_LOCK_IS_UNKNOWN;
        known->blurred |= tried;
    }
}

static void tell(bw_engine *e, bw_run *r, bw_state *s, bw_ref_fault fault, const bw_ref *ref, uint32_t site, bw_ir_val val,
                 const char *callee)
{
    bw_ref_finding f = {.fault = fault, .site = site, .val = val, .callee = callee, .taken_by = ref->taken_by,
                        .taken = e->whys.at[ref->why].loc, .dropped = e->whys.at[ref->drop_why].loc, .own = ref->own,
                        .lock = ref->family == bw_ref_locks};
    bw_event_ref(e, r, s, &f);
}

/* A lock that one alone can have is taken or dropped: what was it before? False: it cannot be on this path. */
static bool change_lock(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_op *op, bool take)
{
    const bw_ref *ref = bw_ref_find(s->refs, op->pointer, op->family);
    uint8_t now = take ? BW_LOCK_IS_HELD : BW_LOCK_IS_FREE; /* and what it may not have been already */
    if (ref == NULL || op->family != bw_ref_locks || ref->lock_is == BW_LOCK_IS_TOLD)
        return true;
    bool fault = op->alone && ref->lock_is == now;
    if (fault && plain_way(e, s) && !s->raised)
        tell(e, r, s, take ? BW_REF_TWICE : BW_REF_AGAIN, ref, op->site, op->val, op->callee);
    uint32_t at = (uint32_t)(ref - s->refs->at);
    edit(e, s)->at[at].lock_is = fault                                     ? BW_LOCK_IS_TOLD
                                 : op->alone && is_lasting(e, op->pointer) ? now
                                                                           : BW_LOCK_IS_UNKNOWN;
    return !fault;
}

void bw_ref_take(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_op *op)
{
    bw_sym base = bw_lin_base_of(&e->values, op->pointer);
    if (base == 0 || bw_ref_nothing(e, s, op->pointer))
        return;
    if (s->locks != NULL)
        bw_lock_pinned(e, s, op->pointer);
    bw_ir_loc loc = e->module->funcs.at[r->frame->func].insts[op->site].loc;
    (void)entry(e, s, op->pointer, op->family);
    if (!change_lock(e, r, s, op, true))
        return;
    bw_ref *ref = entry(e, s, op->pointer, op->family);
    if (op->own)
        *ref = (bw_ref){.lin = op->pointer, .family = op->family, .own = true};
    ref->plain |= op->plain;
    ref->power |= op->power;
    if (ref->taken == INT8_MAX)
        ref->blurred = ref->uncounted = true;
    else
        ref->taken++;
    ref->why = bw_why_make(e, BW_WHY_MODEL, loc);
    ref->taken_by = op->callee;
    ref->taken_in = r->frame->context;
    ref->val = op->own ? 0 : op->val;
}

/* Was it got here, dropped as often as it was taken, and is nobody known who may have taken it again? */
static bool is_over(const bw_ref *ref)
{
    return ref->own && ref->dropped > 0 && ref->taken <= ref->dropped && !ref->kept && !ref->last && !ref->blurred;
}

void bw_ref_drop(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_op *op)
{
    bw_wide constant;
    if (op->pointer != 0 && bw_lin_is_const(&e->values, op->pointer, &constant))
        return;
    bw_sym base = bw_lin_base_of(&e->values, op->pointer);
    if (base != 0 && bw_ref_nothing(e, s, op->pointer))
        return;
    if (base == 0) {
        blur_all(e, s, op->family);
        return;
    }
    const bw_ref *known = find_meant(e, s, op->pointer, op->family);
    if (known == NULL && bw_sym_at(&e->values, base)->kind == BW_SYM_PHI)
        blur_all(e, s, op->family); /* one of several */
    if (known != NULL && is_over(known) && known->given == 0 && plain_way(e, s))
        tell(e, r, s, BW_REF_AGAIN, known, op->site, op->val, op->callee);
    (void)entry(e, s, op->pointer, op->family);
    if (!change_lock(e, r, s, op, false))
        return;
    bw_ref *ref = entry(e, s, op->pointer, op->family);
    ref->plain |= op->plain;
    if (ref->dropped == INT8_MAX)
        ref->blurred = ref->uncounted = true;
    else
        ref->dropped++;
    ref->before_why = ref->drop_why;
    ref->drop_why = bw_why_make(e, BW_WHY_MODEL, e->module->funcs.at[r->frame->func].insts[op->site].loc);
    ref->dropped_by = op->callee;
    ref->dropped_in = r->frame->context;
    ref->drop_site = r->frame->context == 1 ? op->site : 0;
    ref->last |= op->last;
    if (op->step && e->reporting)
        bw_vec_push(e->work, &e->ref_steps,
                    (bw_ref_step){.lin = ref->lin, .family = ref->family, .given = ref->given, .why = ref->drop_why});
}

/* The reference whose object may be gone, that the pointer leads to. */
static const bw_ref *gone_at(bw_engine *e, const bw_state *s, bw_lin pointer)
{
    bw_sym base = bw_lin_base_of(&e->values, pointer);
    for (uint32_t i = 0; base != 0 && i < s->refs->count; i++) {
        const bw_ref *ref = &s->refs->at[i];
        if (ref->family[0] == '\0' && bw_lin_base_of(&e->values, ref->lin) == base && is_over(ref))
            return ref;
    }
    return NULL;
}

bool bw_ref_gone(bw_engine *e, const bw_state *s, bw_lin pointer)
{
    return gone_at(e, s, pointer) != NULL;
}

void bw_ref_use(bw_engine *e, bw_run *r, bw_state *s, const bw_use *use)
{
    const bw_ref *ref = use->kind != BW_USE_KEPT ? gone_at(e, s, use->pointer) : NULL;
    if (ref == NULL)
        return;
    uint32_t at = (uint32_t)(ref - s->refs->at);
    if (plain_way(e, s))
        tell(e, r, s, use->kind == BW_USE_RETURN ? BW_REF_RETURNED : BW_REF_USED, ref, use->site, use->pointer_val,
             use->callee);
    edit(e, s)->at[at].blurred = true; /* told once a path */
}

/* ---- where paths meet ------------------------------------------------------------------------------------------- */

/* Nothing is known here of what both sides count differently. */
static bw_ref join_ref(const bw_ref *a, const bw_ref *b)
{
    bw_ref r = *a;
    bool differs = a->taken - a->dropped != b->taken - b->dropped || a->known != b->known || a->set != b->set;
    r.blurred |= b->blurred || differs || a->own != b->own;
    r.uncounted |= b->uncounted || differs;
    r.plain |= b->plain;
    r.kept |= b->kept;
    if (r.lock_is != b->lock_is)
        r.lock_is = BW_LOCK_IS_UNKNOWN;
    r.last |= b->last;
    r.given |= b->given;
    r.shown |= b->shown;
    r.taken = a->taken > b->taken ? a->taken : b->taken;
    r.dropped = (int8_t)(r.taken - (a->taken - a->dropped));
    if (r.drop_why == 0) {
        r.drop_why = b->drop_why;
        r.dropped_in = b->dropped_in;
        r.dropped_by = b->dropped_by;
        r.drop_site = b->drop_site;
    }
    return r;
}

const bw_refs *bw_ref_join(bw_engine *e, const bw_state *a, const bw_state *b)
{
    static const bw_ref none;
    if (a->refs == b->refs)
        return a->refs;
    uint32_t room = (a->refs != NULL ? a->refs->count : 0) + (b->refs != NULL ? b->refs->count : 0);
    bw_refs *joined = bw_core_alloc_raw(e->work, sizeof *joined + room * sizeof joined->at[0], 1, _Alignof(bw_refs));
    joined->count = 0;
    for (uint32_t i = 0; a->refs != NULL && i < a->refs->count; i++) {
        const bw_ref *x = &a->refs->at[i], *y = bw_ref_find(b->refs, x->lin, x->family);
        bw_ref lacking = none;
        lacking.own = x->own;
        joined->at[joined->count++] = join_ref(x, y != NULL ? y : &lacking);
    }
    for (uint32_t i = 0; b->refs != NULL && i < b->refs->count; i++) {
        const bw_ref *y = &b->refs->at[i];
        bw_ref lacking = none;
        lacking.own = y->own;
        if (bw_ref_find(a->refs, y->lin, y->family) == NULL)
            joined->at[joined->count++] = join_ref(y, &lacking);
    }
    return joined;
}

/* The one reference a value is on a path; *ret_null: it is null there. */
static const bw_ref *held_one(bw_engine *e, const bw_state *s, bw_lin lin, bool *ret_null)
{
    bw_wide constant;
    *ret_null = bw_lin_is_const(&e->values, lin, &constant) ? constant == 0 : bw_ref_nothing(e, s, lin);
    for (uint32_t i = 0; !*ret_null && s->refs != NULL && i < s->refs->count; i++) {
        const bw_ref *r = &s->refs->at[i];
        if (r->lin == lin && r->own && r->taken == r->dropped + 1 && !r->kept && !r->last && !r->blurred)
            return r;
    }
    return NULL;
}

bool bw_ref_meet(bw_engine *e, bw_state *a, bw_lin left, bw_state *b, bw_lin right, bw_lin met, bw_ref *ret_ref)
{
    bool null[2];
    const bw_ref *x = held_one(e, a, left, &null[0]), *y = held_one(e, b, right, &null[1]);
    const bw_ref *one = x != NULL ? x : y;
    bool meets = one != NULL && (x != NULL || null[0]) && (y != NULL || null[1]) &&
                 (x == NULL || y == NULL || x->family == y->family);
    if (meets) {
        *ret_ref = *one;
        ret_ref->lin = met;
        ret_ref->taken = 1;
        ret_ref->dropped = 0;
        ret_ref->given |= x != NULL && y != NULL ? y->given : 0;
    }
    bw_ref_blur(e, a, left); /* by its old name nothing is known of it any more */
    bw_ref_blur(e, b, right);
    return meets;
}

void bw_ref_add(bw_engine *e, bw_state *s, const bw_ref *ref)
{
    *entry(e, s, ref->lin, ref->family) = *ref;
}

bool bw_ref_same(const bw_refs *a, const bw_refs *b)
{
    if (a == b)
        return true;
    if (a == NULL || b == NULL || a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const bw_ref *y = bw_ref_find(b, a->at[i].lin, a->at[i].family);
        if (y == NULL || y->taken != a->at[i].taken || y->dropped != a->at[i].dropped || y->blurred != a->at[i].blurred || y->lock_is != a->at[i].lock_is || y->uncounted != a->at[i].uncounted ||
            y->kept != a->at[i].kept || y->given != a->at[i].given || y->shown != a->at[i].shown || y->last != a->at[i].last ||
            y->known != a->at[i].known || y->set != a->at[i].set)
            return false;
    }
    return true;
}

uint64_t bw_ref_key(const bw_state *s, bool locks)
{
    uint64_t sum = 0; /* the order of the entries does not matter */
    for (uint32_t i = 0; i < s->refs->count; i++) {
        const bw_ref *r = &s->refs->at[i];
        uint64_t delta = (uint64_t)(uint8_t)held(r) << 1 | r->last;
        if (delta != 0 && !r->blurred && (!locks || r->family == bw_ref_locks))
            sum += (((uint64_t)r->lin << 16 | delta) + 1) * UINT64_C(0x9e3779b97f4a7c15);
    }
    return sum;
}

/* ---- a callee is left ------------------------------------------------------------------------------------------- */

static bool within(const bw_engine *e, uint32_t context, uint32_t ancestor)
{
    for (; context != 0; context = e->contexts.at[context].parent)
        if (context == ancestor)
            return true;
    return false;
}

void bw_ref_leave(bw_engine *e, bw_state *s, uint32_t context, bw_lin result)
{
    bw_sym returned = bw_lin_base_of(&e->values, result);
    for (uint32_t i = 0; i < s->refs->count; i++) {
        const bw_ref *ref = &s->refs->at[i];
        bw_sym base = bw_lin_base_of(&e->values, ref->lin);
        if (!ref->own || ref->blurred || base == returned || !within(e, ref->taken_in, context))
            continue;
        bool named = false;
        for (uint32_t k = 0; k < s->cells.count && !named; k++)
            named = bw_lin_base_of(&e->values, s->cells.at[k].value.lin) == base;
        if (!named)
            edit(e, s)->at[i].blurred = true; /* what the callee lost is its own affair */
    }
}

void bw_ref_by_choice(bw_engine *e, bw_state *exits, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count && exits[i].refs != NULL; k++)
            for (uint32_t n = 0; exits[k].refs != NULL && n < exits[i].refs->count; n++) {
                const bw_ref *ref = &exits[i].refs->at[n], *other = bw_ref_find(exits[k].refs, ref->lin, ref->family);
                if (!ref->blurred && other != NULL && other->dropped > ref->dropped)
                    edit(e, &exits[i])->at[n].blurred = true;
            }
}
