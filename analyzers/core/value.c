/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/value.h"

#include <string.h>

static uint32_t mix(uint32_t hash, uint32_t word)
{
    hash ^= word * 0x85ebca6bu;
    hash = (hash << 13) | (hash >> 19);
    return hash * 5u + 0xe6546b64u;
}

static uint32_t finish(uint32_t hash)
{
    hash ^= hash >> 16;
    hash *= 0x7feb352du;
    return hash ^ hash >> 15;
}

static uint32_t sym_hash(bw_sym_kind kind, const uint32_t key[5])
{
    uint32_t hash = (uint32_t)kind * 0x9e3779b9u;
    for (int i = 0; i < 5; i++)
        hash = mix(hash, key[i]);
    return finish(hash);
}

static uint32_t lin_hash(const bw_linear *lin)
{
    uint32_t hash = mix(mix(lin->count, (uint32_t)lin->constant), (uint32_t)(lin->constant >> 32));
    for (uint32_t i = 0; i < lin->count; i++)
        hash = mix(mix(hash, lin->terms[i].sym), (uint32_t)lin->terms[i].coeff);
    return finish(hash);
}

static bool lin_equal(const bw_linear *a, const bw_linear *b)
{
    if (a->count != b->count || a->constant != b->constant)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->terms[i].sym != b->terms[i].sym || a->terms[i].coeff != b->terms[i].coeff)
            return false;
    return true;
}

#define FIRST_SLOTS 128u

/* Tables are made anew in place, from the numbered things themselves. */
static void clear_sym_slots(bw_values *v, uint32_t room)
{
    if (room > v->sym_slots_made) {
        v->sym_slots_made = room;
        v->sym_slots = bw_core_array_raw(v->arena, bw_sym_slot, room);
    }
    v->sym_room = room;
    memset(v->sym_slots, 0, room * sizeof *v->sym_slots);
}

static void clear_lin_slots(bw_values *v, uint32_t room)
{
    if (room > v->lin_slots_made) {
        v->lin_slots_made = room;
        v->lin_slots = bw_core_array_raw(v->arena, bw_lin_slot, room);
    }
    v->lin_room = room;
    memset(v->lin_slots, 0, room * sizeof *v->lin_slots);
}

static bw_sym_slot *free_slot(bw_values *v, uint32_t hash)
{
    uint32_t at = hash & (v->sym_room - 1);
    while (v->sym_slots[at].sym != 0)
        at = (at + 1) & (v->sym_room - 1);
    return &v->sym_slots[at];
}

static void rehash_syms(bw_values *v)
{
    clear_sym_slots(v, 2 * v->sym_room);
    for (uint32_t i = 1; i < v->syms.count; i++) {
        const bw_symbol *s = &v->syms.at[i];
        bw_sym_slot slot = {.kind = s->kind, .hash = sym_hash((bw_sym_kind)s->kind, s->key), .sym = i};
        memcpy(slot.key, s->key, sizeof slot.key);
        *free_slot(v, slot.hash) = slot;
    }
}

static void rehash_lins(bw_values *v)
{
    clear_lin_slots(v, 2 * v->lin_room);
    for (uint32_t i = 1; i < v->lins.count; i++) {
        uint32_t hash = v->lins.at[i].hash, at = hash & (v->lin_room - 1);
        while (v->lin_slots[at].lin != 0)
            at = (at + 1) & (v->lin_room - 1);
        v->lin_slots[at] = (bw_lin_slot){hash, i};
    }
}

void bw_values_init(bw_values *values, struct bw_arena *arena)
{
    memset(values, 0, sizeof *values);
    values->arena = arena;
    bw_values_clear(values);
}

void bw_values_clear(bw_values *values)
{
    values->epoch = 0;
    values->syms.count = values->lins.count = 0;
    memset(values->small, 0, sizeof values->small);
    clear_sym_slots(values, FIRST_SLOTS);
    clear_lin_slots(values, FIRST_SLOTS);
    bw_vec_push(values->arena, &values->syms, (bw_symbol){0});
    bw_vec_push(values->arena, &values->lins, (bw_linear){0});
}

/* Word by word: the caller wrote the key so just now, and a wider load would have to wait for all of it. */
static bool key_equal(const uint32_t a[5], const uint32_t b[5])
{
    return ((a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2]) | (a[3] ^ b[3]) | (a[4] ^ b[4])) == 0;
}

bw_sym bw_sym_get(bw_values *values, bw_sym_kind kind, const uint32_t plain_key[5], bool *ret_new)
{
    const uint32_t *key = plain_key;
    uint32_t of_epoch[5];
    if (values->epoch != 0 && (kind == BW_SYM_RESULT || kind == BW_SYM_PHI)) {
        memcpy(of_epoch, plain_key, sizeof of_epoch);
        of_epoch[1] ^= values->epoch << BW_EPOCH_SHIFT;
        key = of_epoch;
    }
    if (values->syms.count * 2 >= values->sym_room)
        rehash_syms(values);
    uint32_t hash = sym_hash(kind, key), at = hash & (values->sym_room - 1);
    for (; values->sym_slots[at].sym != 0; at = (at + 1) & (values->sym_room - 1)) {
        const bw_sym_slot *slot = &values->sym_slots[at];
        if (slot->hash == hash && slot->kind == (uint32_t)kind && key_equal(slot->key, key)) {
            *ret_new = false;
            return slot->sym;
        }
    }
    bw_sym sym = values->syms.count;
    bw_symbol fresh = {.kind = (uint8_t)kind, .lo = -((bw_wide)1 << 63), .hi = ((bw_wide)1 << 64) - 1};
    memcpy(fresh.key, key, sizeof fresh.key);
    bw_vec_push(values->arena, &values->syms, fresh);
    bw_sym_slot slot = {.kind = (uint32_t)kind, .hash = hash, .sym = sym};
    memcpy(slot.key, key, sizeof slot.key);
    values->sym_slots[at] = slot;
    *ret_new = true;
    return sym;
}

bool bw_sym_leads_through(const bw_values *values, bw_sym sym, bw_sym through, uint32_t steps)
{
    for (uint32_t step = 0; sym != 0 && step <= steps; step++) {
        if (sym == through)
            return true;
        const bw_symbol *symbol = bw_sym_at(values, sym);
        sym = symbol->kind == BW_SYM_MEMORY ? symbol->key[0] : 0;
    }
    return false;
}

bw_wide bw_type_min(const bw_ir_type *type)
{
    if (type->kind == BW_TYPE_INT && (type->flags & BW_TYPE_SIGNED))
        return -((bw_wide)1 << (type->bits - 1));
    return 0;
}

bw_wide bw_type_max(const bw_ir_type *type)
{
    if (type->kind == BW_TYPE_BOOL)
        return 1;
    if (type->kind == BW_TYPE_INT && (type->flags & BW_TYPE_SIGNED))
        return ((bw_wide)1 << (type->bits - 1)) - 1;
    return ((bw_wide)1 << type->bits) - 1;
}

void bw_sym_set_type(bw_values *values, bw_sym sym, const bw_ir_module *module, bw_ir_ref type)
{
    const bw_ir_type *t = &module->types.at[type];
    bw_symbol *s = bw_sym_at(values, sym);
    s->bits = (uint8_t)(t->bits > 64 ? 64 : t->bits);
    s->type = type;
    if (t->kind == BW_TYPE_POINTER) {
        s->is_pointer = true;
        s->pointee = t->elem;
        s->lo = 0;
        s->hi = bw_type_max(t);
    } else if ((t->kind == BW_TYPE_INT || t->kind == BW_TYPE_BOOL) && t->bits > 0 && t->bits <= 64) {
        s->is_signed = (t->flags & BW_TYPE_SIGNED) != 0;
        s->lo = bw_type_min(t);
        s->hi = bw_type_max(t);
    } else {
        /* floats, vectors, __int128: no bound may be relied on */
        s->lo = -BW_INFINITY;
        s->hi = BW_INFINITY;
    }
}

static bw_lin intern(bw_values *values, const bw_linear *lin)
{
    if (values->lins.count * 2 >= values->lin_room)
        rehash_lins(values);
    uint32_t hash = lin_hash(lin), at = hash & (values->lin_room - 1);
    for (; values->lin_slots[at].lin != 0; at = (at + 1) & (values->lin_room - 1))
        if (values->lin_slots[at].hash == hash && lin_equal(&values->lins.at[values->lin_slots[at].lin], lin))
            return values->lin_slots[at].lin;
    bw_lin number = values->lins.count;
    bw_linear kept = {.constant = lin->constant, .count = lin->count, .hash = hash};
    memcpy(kept.terms, lin->terms, lin->count * sizeof *lin->terms);
    bw_vec_push(values->arena, &values->lins, kept);
    values->lin_slots[at] = (bw_lin_slot){hash, number};
    return number;
}

bw_lin bw_lin_const(bw_values *values, bw_wide constant)
{
    bool small = constant >= 0 && constant < BW_SMALL_CONSTANTS;
    if (small && values->small[constant] != 0)
        return values->small[constant];
    bw_linear lin = {.constant = constant};
    bw_lin number = intern(values, &lin);
    if (small)
        values->small[constant] = number;
    return number;
}

bw_lin bw_lin_sym(bw_values *values, bw_sym sym)
{
    if (values->syms.at[sym].form != 0)
        return values->syms.at[sym].form;
    bw_linear lin = {.count = 1, .terms = {{sym, 1}}};
    bw_lin number = intern(values, &lin);
    values->syms.at[sym].form = number;
    return number;
}

static inline bool fits_coeff(int64_t value)
{
    return value >= INT64_MIN / 4 && value <= INT64_MAX / 4;
}

bool bw_linear_add_scaled(const bw_linear *x, const bw_linear *y, bw_wide factor, bw_linear *sum)
{
    if (factor < INT64_MIN / 4 || factor > INT64_MAX / 4)
        return false;
    /* 2^65 times a coefficient below 2^61 stays inside 128 bits */
    if (y->constant > BW_INFINITY >> 55 || y->constant < -(BW_INFINITY >> 55))
        return false;
    int64_t by = (int64_t)factor;
    bw_wide constant = x->constant + (by == 1 ? y->constant : by == -1 ? -y->constant : y->constant * factor);
    if (constant > BW_INFINITY >> 20 || constant < -(BW_INFINITY >> 20))
        return false;
    uint32_t i = 0, j = 0, count = 0;
    while (i < x->count || j < y->count) {
        bw_sym sym;
        int64_t coeff;
        if (j >= y->count || (i < x->count && x->terms[i].sym < y->terms[j].sym)) {
            sym = x->terms[i].sym;
            coeff = x->terms[i++].coeff;
        } else {
            sym = y->terms[j].sym;
            if (__builtin_mul_overflow(y->terms[j++].coeff, by, &coeff) || !fits_coeff(coeff))
                return false;
            if (i < x->count && x->terms[i].sym == sym)
                coeff += x->terms[i++].coeff; /* both are below 2^61 */
        }
        if (coeff == 0)
            continue;
        if (!fits_coeff(coeff) || count == BW_LINEAR_TERMS)
            return false;
        sum->terms[count++] = (bw_term){sym, coeff};
    }
    sum->constant = constant;
    sum->count = count;
    return true;
}

bw_lin bw_lin_of(bw_values *values, const bw_linear *linear)
{
    if (linear->count == 0)
        return bw_lin_const(values, linear->constant);
    return intern(values, linear);
}

bw_lin bw_lin_add_scaled(bw_values *values, bw_lin a, bw_lin b, bw_wide factor)
{
    if (a == 0 || b == 0)
        return 0;
    if (a == b && factor == -1)
        return bw_lin_const(values, 0);
    bw_linear sum;
    if (!bw_linear_add_scaled(bw_lin_at(values, a), bw_lin_at(values, b), factor, &sum))
        return 0;
    return bw_lin_of(values, &sum);
}

bw_lin bw_lin_add(bw_values *values, bw_lin a, bw_lin b)
{
    return bw_lin_add_scaled(values, a, b, 1);
}
bw_lin bw_lin_sub(bw_values *values, bw_lin a, bw_lin b)
{
    return bw_lin_add_scaled(values, a, b, -1);
}

bw_lin bw_lin_scale(bw_values *values, bw_lin a, bw_wide factor)
{
    return bw_lin_add_scaled(values, bw_lin_const(values, 0), a, factor);
}

bw_lin bw_lin_offset(bw_values *values, bw_lin a, bw_wide constant)
{
    if (a == 0 || constant == 0)
        return a;
    if (constant > BW_INFINITY >> 55 || constant < -(BW_INFINITY >> 55))
        return 0;
    bw_linear sum = *bw_lin_at(values, a);
    sum.constant += constant;
    if (sum.constant > BW_INFINITY >> 20 || sum.constant < -(BW_INFINITY >> 20))
        return 0;
    return intern(values, &sum);
}

bw_lin bw_lin_substitute(bw_values *values, bw_lin a, bw_sym sym, bw_lin by)
{
    int64_t coeff = bw_lin_coeff(values, a, sym);
    if (coeff == 0)
        return a;
    bw_lin rest = bw_lin_add_scaled(values, a, bw_lin_sym(values, sym), -(bw_wide)coeff);
    return bw_lin_add_scaled(values, rest, by, coeff);
}

static uint64_t gcd(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

bw_lin bw_lin_tighten(bw_values *values, bw_lin a)
{
    const bw_linear *l = bw_lin_at(values, a);
    uint64_t common = 0;
    for (uint32_t i = 0; i < l->count; i++)
        common = gcd(common, (uint64_t)(l->terms[i].coeff < 0 ? -l->terms[i].coeff : l->terms[i].coeff));
    if (common <= 1)
        return a;
    bw_linear small = *l;
    bw_wide divisor = (bw_wide)common;
    /* Σ + c ≤ 0 with every coefficient a multiple of d: Σ/d + ceil(c/d) ≤ 0 */
    small.constant = l->constant >= 0 ? (l->constant + divisor - 1) / divisor : -(-l->constant / divisor);
    for (uint32_t i = 0; i < l->count; i++)
        small.terms[i].coeff = l->terms[i].coeff / (int64_t)common;
    return intern(values, &small);
}

int64_t bw_linear_coeff(const bw_linear *l, bw_sym sym)
{
    for (uint32_t i = 0; i < l->count; i++)
        if (l->terms[i].sym == sym)
            return l->terms[i].coeff;
    return 0;
}

int64_t bw_lin_coeff(const bw_values *values, bw_lin lin, bw_sym sym)
{
    return bw_linear_coeff(bw_lin_at(values, lin), sym);
}

static bw_sym find_base(const bw_values *values, const bw_linear *l)
{
    bw_sym base = 0, handle = 0;
    for (uint32_t i = 0; i < l->count; i++) {
        const bw_symbol *s = bw_sym_at(values, l->terms[i].sym);
        if (!s->is_pointer)
            continue;
        if (s->is_handle) {
            handle = l->count == 1 && l->terms[i].coeff == 1 ? l->terms[i].sym : 0;
            continue;
        }
        if (base != 0 || l->terms[i].coeff != 1)
            return 0;
        base = l->terms[i].sym;
    }
    return base != 0 ? base : handle;
}

bw_sym bw_lin_base(bw_values *values, bw_lin pointer, bw_lin *ret_offset)
{
    const bw_linear *l = bw_lin_at(values, pointer);
    bw_sym base = l->base;
    if (base == 0) {
        base = find_base(values, l);
        if (base == 0)
            return 0;
        bw_lin offset = bw_lin_add_scaled(values, pointer, bw_lin_sym(values, base), -1);
        if (offset == 0)
            return 0;
        bw_linear *kept = &values->lins.at[pointer];
        kept->base = base;
        kept->offset = offset;
        l = kept;
    }
    *ret_offset = l->offset;
    return base;
}

bool bw_lin_untrusted(const bw_values *values, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(values, lin);
    for (uint32_t i = 0; i < l->count; i++)
        if (bw_sym_at(values, l->terms[i].sym)->untrusted)
            return true;
    return false;
}

static bool doubtful(const bw_values *v, bw_lin lin, uint32_t depth)
{
    const bw_linear *l = bw_lin_at(v, lin);
    for (uint32_t i = 0; lin != 0 && i < l->count; i++) {
        const bw_symbol *symbol = bw_sym_at(v, l->terms[i].sym);
        if (symbol->doubtful || (depth != 0 && symbol->kind == BW_SYM_WRAP && doubtful(v, symbol->a, depth - 1)))
            return true;
    }
    return false;
}

bool bw_lin_doubtful(const bw_values *v, bw_lin lin)
{
    return doubtful(v, lin, 2);
}

bool bw_lin_limited(const bw_values *v, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(v, lin);
    for (uint32_t i = 0; lin != 0 && i < l->count; i++) {
        const bw_symbol *symbol = bw_sym_at(v, l->terms[i].sym);
        if (symbol->untrusted && !symbol->limited)
            return false;
    }
    return true;
}
