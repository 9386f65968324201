/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Objects and what they hold. Places are (base symbol, bit offset); a store at a known offset of a known object is
 * exact, everything else forgets what it may have changed. Pointers to unknown memory may lead to the same place when
 * their accesses have the same width or one of them is a byte; named variables whose address never leaves are out of
 * reach. */
#include "core/engine.h"
#include "core/refs.h"

#include <string.h>

static uint32_t class_of(uint32_t bits)
{
    return bits == 8 ? 0 : bits == 16 ? 1 : bits == 32 ? 2 : bits == 64 ? 3 : 4;
}

/* A number for "the content as instruction site left it". */
static uint32_t version_of(bw_engine *e, uint32_t context, uint32_t site)
{
    bool fresh;
    uint32_t key[5] = {context, site, 3, 0, 1};
    return bw_sym_get(&e->values, BW_SYM_RESULT, key, &fresh);
}

static bool reachable(bw_engine *e, const bw_state *s, uint32_t object)
{
    const bw_obj *o = bw_obj_at(e, object);
    if (o->direct || o->is_const || o->kind == BW_OBJ_LITERAL)
        return false;
    if (o->aliasable)
        return true;
    const bw_objstate *state = bw_objstate_find(s, object);
    return state != NULL && state->escaped;
}

uint32_t bw_mem_outer(bw_engine *e, const bw_state *s, uint32_t object)
{
    const bw_objstate *state = bw_objstate_find(s, object);
    bool sent = state != NULL && bw_taint_any(&state->taint);
    return !sent && reachable(e, s, object) ? s->versions[0] : 0;
}

bool bw_mem_renewed(bw_engine *e, const bw_state *a, const bw_state *b, const bw_cell *place)
{
    uint32_t object = bw_mem_object_of(e, place->base), class = class_of(place->bits);
    const bw_obj *o = bw_obj_at(e, object);
    return a->versions[class] != b->versions[class] && !o->is_const &&
           (o->kind == BW_OBJ_GLOBAL || (reachable(e, a, object) && reachable(e, b, object)));
}

/* Was nothing ever stored to a place that has no cell? */
static bool never_written(const bw_objstate *state, int64_t off_bits)
{
    return state->content == BW_CONTENT_UNINIT && !bw_written_at(state, off_bits >= 0 ? off_bits / 8 : 0);
}

static bw_sym memory_symbol(bw_engine *e, const bw_state *s, const bw_cell *place, bw_ir_ref type)
{
    uint32_t object = bw_mem_object_of(e, place->base);
    bw_objstate state = bw_mem_objstate(e, s, object);
    uint32_t outer =
        bw_obj_at(e, object)->kind == BW_OBJ_GLOBAL || reachable(e, s, object) ? s->versions[class_of(place->bits)] : 0;
    if (bw_obj_at(e, object)->is_const)
        outer = 0;
    bool uninit = never_written(&state, place->off_bits);
    uint32_t key[5] = {place->base, (uint32_t)place->off_bits, (uint32_t)(place->off_bits >> 32) << 8 ^ place->bits,
                       state.version, outer | (uint32_t)uninit << 31};
    bool fresh;
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_MEMORY, key, &fresh);
    bw_symbol *symbol = bw_sym_at(&e->values, sym);
    if (fresh) {
        symbol->uninit = uninit;
        symbol->lo = -((bw_wide)1 << (place->bits == 0 || place->bits > 64 ? 63 : place->bits - 1));
        symbol->hi = ((bw_wide)1 << (place->bits == 0 || place->bits > 64 ? 64 : place->bits)) - 1;
        int64_t byte = place->off_bits >= 0 ? place->off_bits / 8 : -((-place->off_bits + 7) / 8);
        symbol->untrusted = bw_taint_meets(&state.taint, byte, byte + 1);
        symbol->user = symbol->untrusted && state.taint.user;
    }
    if (symbol->bits == 0 && type != 0) {
        bw_sym_set_type(&e->values, sym, e->module, type);
        const bw_obj *o = bw_obj_at(e, object);
        symbol = bw_sym_at(&e->values, sym);
        bw_wide lo, hi;
        if (o->kind == BW_OBJ_GLOBAL && bw_global_range(e, o->ir, &lo, &hi)) {
            symbol->lo = lo > symbol->lo ? lo : symbol->lo;
            symbol->hi = hi < symbol->hi ? hi : symbol->hi;
        }
        if (o->most != 0 && !symbol->is_pointer) {
            symbol->lo = symbol->lo < o->least ? o->least : symbol->lo;
            symbol->hi = symbol->hi > o->most ? o->most : symbol->hi;
        }
        if (o->leads) {
            bool probed = o->probed;
            bw_user_mark(e, sym);
            if (symbol->is_pointer)
                bw_obj_at(e, bw_mem_object_of(e, sym))->probed = probed;
        } else if (symbol->is_pointer && o->untrusted && o->kind == BW_OBJ_LOCAL) {
            /* an annotated pointer parameter: what it points to is the attacker's, the pointer itself is ours */
            int64_t least = o->least, most = o->most;
            symbol->untrusted = false;
            bw_obj *pointee = bw_obj_at(e, bw_mem_object_of(e, sym));
            pointee->untrusted = true;
            pointee->least = least;
            pointee->most = most;
        }
    }
    return sym;
}

/* Reads bits of constant data; false when they are not all there. */
bool bw_mem_read_data(bw_engine *e, const bw_ir_object *o, int64_t off_bits, uint32_t bits, bw_wide *ret_value)
{
    if (o->data == NULL || off_bits < 0 || off_bits % 8 != 0 || bits % 8 != 0 || bits > 64)
        return false;
    uint64_t offset = (uint64_t)off_bits / 8, bytes = bits / 8, value = 0;
    if (offset + bytes > o->size)
        return false;
    for (uint64_t i = 0; i < bytes; i++) {
        uint64_t at = e->module->big_endian ? i : bytes - 1 - i;
        value = value << 8 | (unsigned char)o->data[offset + at];
    }
    *ret_value = (bw_wide)value;
    return true;
}

/* The type of a named integer that the place is the whole of; 0 for anything else. */
static bw_ir_ref declared_type(const bw_engine *e, const bw_obj *o, const bw_cell *place)
{
    const bw_ir_type *t = &e->module->types.at[o->type];
    bool whole = o->ir != 0 && t->kind == BW_TYPE_INT && place->off_bits == 0 && t->size * 8 == place->bits;
    return whole ? o->type : 0;
}

static bw_value absent(bw_engine *e, const bw_state *s, const bw_cell *place, bw_ir_ref type)
{
    uint32_t object = bw_mem_object_of(e, place->base);
    if (object == 0)
        return (bw_value){0, 0};
    const bw_obj *o = bw_obj_at(e, object);
    bw_wide value;
    if (o->ir != 0 && (o->is_const || o->kind == BW_OBJ_LITERAL) &&
        bw_mem_read_data(e, &e->module->objects.at[o->ir], place->off_bits, place->bits, &value))
        return (bw_value){bw_lin_const(&e->values, value), 0};
    bw_value initial;
    if (o->ir != 0 && o->is_const && o->kind == BW_OBJ_GLOBAL &&
        bw_global_initial(e, o->ir, place->off_bits, place->bits, &initial))
        return initial;
    if (bw_mem_objstate(e, s, object).content == BW_CONTENT_ZERO)
        return (bw_value){bw_lin_const(&e->values, 0), 0};
    return (bw_value){bw_lin_sym(&e->values, memory_symbol(e, s, place, type != 0 ? type : declared_type(e, o, place))), 0};
}

void bw_mem_uninit(bw_engine *e, bw_state *s, uint32_t object)
{
    const bw_obj *o = bw_obj_at(e, object);
    uint8_t kind = o->type != 0 ? e->module->types.at[o->type].kind : BW_TYPE_NONE;
    if (o->ir == 0 || e->module->objects.at[o->ir].kind != BW_OBJECT_LOCAL ||
        (kind != BW_TYPE_INT && kind != BW_TYPE_BOOL && kind != BW_TYPE_POINTER && kind != BW_TYPE_FLOAT))
        return;
    bw_cell place = {.base = o->base, .bits = (uint32_t)(e->module->types.at[o->type].size * 8)};
    place.value = absent(e, s, &place, o->type);
    if (place.value.lin != 0)
        bw_cell_set(e->work, s, place);
}

bw_value bw_mem_absent(bw_engine *e, const bw_state *s, const bw_cell *place)
{
    return absent(e, s, place, 0);
}

/* Width in bits and extra bit offset of an access of type, or of a bit-field. */
static uint32_t access_bits(const bw_engine *e, bw_ir_ref type, bw_ir_ref bitfield, int64_t *off_bits)
{
    if (bitfield != 0) {
        const bw_ir_field *field = &e->module->fields.at[bitfield];
        *off_bits += (int64_t)(field->offset_bits % 8);
        return field->width_bits;
    }
    return (uint32_t)(e->module->types.at[type].size * 8);
}

bool bw_mem_has_cells(const bw_state *s, bw_sym base)
{
    uint32_t first = bw_cell_lower(s, base, INT64_MIN);
    return first < s->cells.count && s->cells.at[first].base == base;
}

/* The pointers kept in an object go where we no longer follow them. */
void bw_mem_escape_content(bw_engine *e, bw_state *s, bw_sym base)
{
    for (uint32_t i = bw_cell_lower(s, base, INT64_MIN); i < s->cells.count && s->cells.at[i].base == base; i++) {
        if (s->refs != NULL)
            bw_ref_blur(e, s, s->cells.at[i].value.lin);
        bw_mem_escape(e, s, s->cells.at[i].value);
    }
}

/* Is a value that was stored read with another sign? A variable has one type. Elsewhere the range tells; a form may
 * leave a signed type's range by little where overflow is undefined, and does not come back into it by being stored. */
static bool punned(bw_engine *e, const bw_state *s, bw_lin lin, bw_ir_ref type, bool direct)
{
    const bw_ir_type *t = &e->module->types.at[type];
    bw_wide constant;
    if (t->kind == BW_TYPE_POINTER || (direct && !bw_lin_is_const(&e->values, lin, &constant)))
        return false;
    if (t->kind == BW_TYPE_INT && (t->flags & BW_TYPE_SIGNED))
        return bw_lin_is_const(&e->values, lin, &constant) ||
               bw_num_upper(e, s, lin) >= bw_type_max(t) + bw_type_max(t);
    return bw_num_lower(e, s, lin) < 0;
}

/* Is what has this type, in this object, an element of a string? */
static bool is_character(bw_engine *e, uint32_t object, bw_ir_ref type)
{
    const bw_ir_type *t = &e->module->types.at[type], *whole = &e->module->types.at[bw_obj_at(e, object)->type];
    if (t->kind != BW_TYPE_INT || t->bits > 32)
        return false;
    return whole->kind == BW_TYPE_ARRAY ? whole->elem == type : t->bits == 8 && whole->kind != BW_TYPE_STRUCT;
}

/* Is what is read from a place of the object the same when it is read again? Of a process's memory it is not. Characters are
 * told by the text they are part of. */
#define ELEMENT_BITS_LEAST 16u

static bool element_lasts(bw_engine *e, const bw_state *s, uint32_t object, bw_ir_ref bitfield, uint32_t bits)
{
    return bitfield == 0 && bits >= ELEMENT_BITS_LEAST && !bw_user_owns(e, s, object);
}

bw_value bw_mem_load(bw_engine *e, bw_state *s, bw_value pointer, bw_ir_ref type, bw_ir_ref bitfield, uint32_t context,
                     uint32_t site, bw_ir_loc loc)
{
    bw_lin offset;
    bw_wide constant;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    uint32_t object = bw_mem_object_of(e, base);
    if (object == 0)
        return (bw_value){bw_fresh(e, context, site, 0, type, loc), 0};
    bw_ir_ref ir = bw_obj_at(e, object)->ir;
    bool is_volatile = ir != 0 && bw_mem_changes_by_itself(&e->module->objects.at[ir]);
    if (!is_volatile && bw_lin_is_const(&e->values, offset, &constant) && constant > -((bw_wide)1 << 40) &&
        constant < (bw_wide)1 << 40) {
        bw_cell place = {.base = base, .off_bits = (int64_t)constant * 8};
        place.bits = access_bits(e, type, bitfield, &place.off_bits);
        if (bitfield == 0 && bw_user_owns(e, s, object))
            return bw_user_fetch(e, s, place, type, context, site, loc);
        const bw_cell *cell = bw_cell_find(s, base, place.off_bits, place.bits);
        if (cell == NULL) {
            place.value = absent(e, s, &place, type);
            uint32_t next = bw_cell_lower(s, base, place.off_bits - 64 * 8);
            bool overlaps = false;
            for (; next < s->cells.count && s->cells.at[next].base == base &&
                   s->cells.at[next].off_bits < place.off_bits + place.bits;
                 next++)
                overlaps |= s->cells.at[next].off_bits + s->cells.at[next].bits > place.off_bits;
            if (overlaps)
                return (bw_value){bw_fresh(e, context, site, 0, type, loc), 0};
            bw_cell_set(e->work, s, place);
        } else {
            place.value = cell->value;
        }
        if (place.value.lin == 0)
            return (bw_value){bw_fresh(e, context, site, 0, type, loc), 0};
        bw_sym sym = bw_lin_as_sym(&e->values, place.value.lin);
        if (sym != 0) {
            bw_symbol *symbol = bw_sym_at(&e->values, sym);
            if (symbol->kind == BW_SYM_MEMORY && symbol->bits == 0)
                memory_symbol(e, s, &place, type);
            if (symbol->loc.begin == 0)
                symbol->loc = loc;
            bool own = (symbol->kind == BW_SYM_MEMORY && symbol->key[0] == base) ||
                       (symbol->kind == BW_SYM_PHI && symbol->key[2] == base && symbol->key[3] == (uint32_t)place.off_bits);
            if (own && is_character(e, object, type))
                bw_text_read(e, s, base, offset, pointer.region, place.value.lin);
        }
        if (!punned(e, s, place.value.lin, type, bw_obj_at(e, object)->direct))
            return place.value;
        bw_lin fit = bw_arith_fit(e, s, place.value.lin, type, true, loc);
        return (bw_value){fit != 0 ? fit : place.value.lin, place.value.region};
    }
    bw_lin element = is_volatile || bitfield != 0 ? 0 : bw_text_element(e, object, offset, type, loc);
    if (element != 0)
        return (bw_value){element, 0};
    bw_objstate state = bw_mem_objstate(e, s, object);
    if (state.content == BW_CONTENT_ZERO && !bw_mem_has_cells(s, base))
        return (bw_value){bw_lin_const(&e->values, 0), 0};
    uint32_t bits = access_bits(e, type, 0, &(int64_t){0});
    bool lasts = !is_volatile && element_lasts(e, s, object, bitfield, bits);
    const bw_element *known = lasts ? bw_element_find(s, base, offset, bits) : NULL;
    if (known != NULL && known->type == type)
        return known->value;
    bw_mem_escape_content(e, s, base);
    bw_mem_end_sought(e, s, pointer);
    /* one element after the other is tested, often in a loop of its own; which one this is we do not know */
    bool untrusted = bw_taint_any(&state.taint), chosen = untrusted && !state.looked_at;
    bw_lin fresh = bw_fresh(e, context, site, chosen ? 5 : untrusted ? 6 : 0, type, loc);
    if (chosen) {
        bw_symbol *symbol = bw_sym_at(&e->values, bw_lin_as_sym(&e->values, fresh));
        symbol->untrusted = true;
        symbol->from = object;
        if (state.taint.user)
            bw_user_mark(e, bw_lin_as_sym(&e->values, fresh));
    }
    if (!is_volatile && bitfield == 0)
        bw_text_read(e, s, base, offset, pointer.region, fresh);
    if (lasts)
        bw_element_set(s, (bw_element){base, offset, bits, type, {fresh, 0}});
    return (bw_value){fresh, 0};
}

typedef struct alias_query {
    bw_engine *e;
    const bw_state *s;
    bw_sym base;
    uint32_t bits; /* 0: every width */
} alias_query;

/* What an attacker sent stays as it was checked, whatever happens in between: only a store through the same pointer
 * changes it. (Memory that he can change meanwhile is another matter, that of reading it twice.) */
static bool captured(bw_engine *e, const bw_state *s, uint32_t object)
{
    const bw_objstate *state = bw_objstate_find(s, object);
    if (bw_obj_at(e, object)->optional)
        return true;
    return state != NULL ? bw_taint_any(&state->taint) : bw_obj_at(e, object)->untrusted;
}

static bool may_alias(void *context, const bw_cell *cell)
{
    alias_query *q = context;
    if (cell->base == q->base || bw_mem_apart(q->e, cell->base, q->base))
        return false;
    if (q->bits != 0 && q->bits != 8 && cell->bits != 8 && cell->bits != q->bits)
        return false;
    uint32_t object = bw_mem_object_of(q->e, cell->base);
    return reachable(q->e, q->s, object) && !captured(q->e, q->s, object);
}

/* A write of this width through base, which other names may reach: forget those. */
static void forget_aliases(bw_engine *e, bw_state *s, bw_sym base, uint32_t bits, uint32_t version)
{
    alias_query q = {e, s, base, bits};
    bw_cell_filter(e->work, s, may_alias, &q);
    for (uint32_t i = 0; i < BW_CLASSES; i++)
        if (bits == 0 || bits == 8 || class_of(bits) == i || i == 0)
            s->versions[i] = version;
    /* what was known to be all zero or never written may hold something now */
    for (uint32_t i = 0; i < s->objects.count; i++) {
        bw_objstate state = s->objects.at[i];
        if (state.content == BW_CONTENT_UNKNOWN || bw_obj_at(e, state.object)->base == base ||
            !reachable(e, s, state.object) || bw_mem_apart(e, bw_obj_at(e, state.object)->base, base))
            continue;
        bw_objstate *edit = bw_mem_objstate_edit(e, s, state.object);
        edit->content = BW_CONTENT_UNKNOWN;
        edit->version = version;
    }
}

/* A cell that is overwritten in part goes as a whole; the rest of its place must not read as if never stored to. One of
 * another width must not come back under its old name when the new cell is forgotten. */
static void forget_rest(bw_engine *e, bw_state *s, bw_sym base, int64_t off_bits, int64_t bits, uint32_t version)
{
    int64_t end = off_bits + bits;
    uint32_t i = bw_cell_lower(s, base, off_bits - 1024);
    for (; i < s->cells.count && s->cells.at[i].base == base && s->cells.at[i].off_bits < end; i++) {
        int64_t first = s->cells.at[i].off_bits, last = first + s->cells.at[i].bits;
        if (last <= off_bits || (first == off_bits && last == end))
            continue;
        bw_objstate *state = bw_mem_objstate_edit(e, s, bw_mem_object_of(e, base));
        state->version = version;
        if (first < off_bits || last > end) {
            state->content = BW_CONTENT_UNKNOWN;
            return;
        }
    }
}

void bw_mem_escape(bw_engine *e, bw_state *s, bw_value value)
{
    if (value.lin == 0)
        return;
    bw_lin offset;
    bw_sym base = bw_lin_base(&e->values, value.lin, &offset);
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    if (object == 0)
        return;
    const bw_obj *o = bw_obj_at(e, object);
    if (o->kind != BW_OBJ_LOCAL && o->kind != BW_OBJ_HEAP)
        return;
    if (bw_mem_objstate(e, s, object).escaped)
        return;
    bw_mem_objstate_edit(e, s, object)->escaped = true;
    for (uint32_t i = bw_cell_lower(s, base, INT64_MIN); i < s->cells.count && s->cells.at[i].base == base; i++)
        bw_mem_escape(e, s, s->cells.at[i].value);
}

/* A bit-field keeps so many bits of a value: the value itself when it has no more, else one of that width. */
static bw_lin fit_bits(bw_engine *e, bw_state *s, bw_lin lin, bw_ir_ref type, uint32_t bits, uint32_t context,
                       uint32_t site)
{
    const bw_ir_type *t = &e->module->types.at[type];
    bool is_signed = t->kind == BW_TYPE_INT && (t->flags & BW_TYPE_SIGNED);
    bw_wide lo = is_signed ? -((bw_wide)1 << (bits - 1)) : 0, hi = ((bw_wide)1 << (is_signed ? bits - 1 : bits)) - 1;
    if (bits == 0 || bits > 64)
        return 0;
    if (lin != 0 && bw_num_lower(e, s, lin) >= lo && bw_num_upper(e, s, lin) <= hi)
        return lin;
    bw_lin kept = bw_fresh(e, context, site, 11, type, (bw_ir_loc){0, 0});
    bw_num_restrict(e, s, bw_lin_as_sym(&e->values, kept), lo, hi, BW_WHY_INDEX_TYPE);
    return kept;
}

/* Bytes up to end may hold something now; what lies behind is as it was, when nothing was ever stored there. */
void bw_mem_written_to(bw_objstate *state, bw_wide end)
{
    if (state->content != BW_CONTENT_UNINIT || end <= 0 || end > (bw_wide)1 << 32) {
        state->content = BW_CONTENT_UNKNOWN;
        return;
    }
    if (end > state->written)
        state->written = (int64_t)end;
    if (state->also_from <= state->written) {
        state->written = bw_written_end(state);
        state->also_from = state->also_end = 0;
    }
}

/* Can bytes from `from` to end be told from others that were written? */
static bool told_apart(const bw_objstate *state, bw_wide from, bw_wide end)
{
    bool none = state->also_from >= state->also_end;
    return from <= state->written || none || (from <= state->also_end && end >= state->also_from);
}

#define WIDE_BYTES 64 /* how far back a place is looked for */

/* Bytes from `from` to end were written, all of them: kept apart from those at the start while there is room for it. */
static void written_there(bw_objstate *state, bw_wide from, bw_wide end)
{
    if (state->content != BW_CONTENT_UNINIT || from <= state->written || from >= end || end > (bw_wide)1 << 32) {
        bw_mem_written_to(state, end);
        return;
    }
    bool none = state->also_from >= state->also_end, touches = from <= state->also_end && end >= state->also_from;
    if (!none && !touches) {
        bw_mem_written_to(state, end);
        return;
    }
    if (none || from < state->also_from)
        state->also_from = (int64_t)from;
    if (none || end > state->also_end)
        state->also_end = (int64_t)end;
}

/* So many bits at a known place were overwritten: of an element that may lie there nothing is known. */
static void forget_elements(bw_engine *e, bw_state *s, bw_sym base, bw_wide at, uint32_t bits)
{
    bool any = false;
    for (uint32_t i = 0; i < s->element_count && !any; i++) {
        const bw_element *x = &s->elements[i];
        any = x->base == base && bw_num_lower(e, s, x->offset) < at + (bits + 7) / 8 &&
              bw_num_upper(e, s, x->offset) + x->bits / 8 > at;
    }
    if (any)
        bw_element_drop(s, base);
}

/* Which elements of the object lie beside one that is stored to: so many bytes from it, whatever the index is. */
static uint32_t elements_beside(bw_engine *e, const bw_state *s, bw_sym base, bw_lin offset, uint32_t bits,
                                bw_element *ret_elements)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->element_count; i++) {
        const bw_element *x = &s->elements[i];
        bw_wide apart;
        bw_lin difference = x->base == base ? bw_lin_sub(&e->values, x->offset, offset) : 0;
        if (difference != 0 && bw_lin_is_const(&e->values, difference, &apart) && (apart * 8 >= bits || apart * 8 + x->bits <= 0))
            ret_elements[count++] = *x;
    }
    return count;
}

void bw_mem_store(bw_engine *e, bw_state *s, bw_value pointer, bw_value value, bw_ir_ref type, bw_ir_ref bitfield,
                  uint32_t context, uint32_t site)
{
    bw_lin offset;
    bw_wide constant;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    uint32_t object = bw_mem_object_of(e, base), version = version_of(e, context, site);
    int64_t shift = 0;
    uint32_t bits = access_bits(e, type, bitfield, &shift);
    if (object == 0) {
        if (s->refs != NULL)
            bw_ref_stored(e, s, 0, offset, value.lin);
        bw_mem_escape(e, s, value);
        forget_aliases(e, s, 0, bits, version);
        return;
    }
    if (reachable(e, s, object)) {
        bw_mem_escape(e, s, value);
        forget_aliases(e, s, base, bits, version);
    }
    if (s->refs != NULL)
        bw_ref_stored(e, s, object, offset, value.lin);
    if (bitfield != 0)
        value.lin = fit_bits(e, s, value.lin, type, bits, context, site);
    if (value.lin == 0)
        value.lin = bw_fresh(e, context, site, 2, type, (bw_ir_loc){0, 0});
    if (bw_lin_is_const(&e->values, offset, &constant) && constant > -((bw_wide)1 << 40) &&
        constant < (bw_wide)1 << 40) {
        int64_t place = (int64_t)constant * 8 + shift;
        forget_rest(e, s, base, place, bits, version);
        if (!bw_obj_at(e, object)->direct)
            bw_mem_objstate_edit(e, s, object)->text = version;
        bw_cell_set(e->work, s, (bw_cell){.base = base, .off_bits = place, .bits = bits, .value = value});
        forget_elements(e, s, base, constant, bits);
        return;
    }
    bw_mem_escape(e, s, value); /* it comes back by a load at an unknown place */
    bw_mem_escape_content(e, s, base); /* what it overwrites, it does so perhaps */
    bw_element beside[BW_ELEMENTS_MAX];
    uint32_t beside_count = elements_beside(e, s, base, offset, bits, beside);
    bw_wide low = bw_num_lower(e, s, offset), high = bw_num_upper(e, s, offset);
    if (low > -((bw_wide)1 << 32) && high < (bw_wide)1 << 32)
        bw_cell_kill(e->work, s, base, (int64_t)low * 8, (int64_t)(high - low) * 8 + bits);
    else
        bw_cell_kill_base(e->work, s, base);
    bw_objstate *state = bw_mem_objstate_edit(e, s, object);
    state->version = state->text = version;
    bw_mem_written_to(state, high + (bw_wide)bits / 8);
    if (bw_lin_untrusted(&e->values, value.lin))
        bw_taint_store(e, state, pointer, (int64_t)low, (int64_t)high + bits / 8);
    for (uint32_t i = 0; i < beside_count; i++)
        bw_element_set(s, beside[i]);
    if (element_lasts(e, s, object, bitfield, bits))
        bw_element_set(s, (bw_element){base, offset, bits, type, value});
}

void bw_mem_fill(bw_engine *e, bw_state *s, bw_value pointer, bw_lin size, bw_fill fill, uint32_t context,
                 uint32_t site)
{
    bw_lin offset;
    bw_wide at = 0, length = 0, whole = 0;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    uint32_t object = bw_mem_object_of(e, base), version = version_of(e, context, site);
    if (object == 0) {
        forget_aliases(e, s, 0, 0, version);
        return;
    }
    if (reachable(e, s, object))
        forget_aliases(e, s, base, 0, version);
    bw_objstate *state = bw_mem_objstate_edit(e, s, object);
    const bw_obj *o = bw_obj_at(e, object);
    bool starts = bw_lin_is_const(&e->values, offset, &at),
         fixed = size != 0 && bw_lin_is_const(&e->values, size, &length);
    bw_lin limit = state->size;
    if (limit == 0 && o->type != 0 && e->module->types.at[o->type].size != 0)
        limit = bw_lin_const(&e->values, (bw_wide)e->module->types.at[o->type].size);
    bool covers = starts && at == 0 && limit != 0 && size != 0 &&
                  (size == limit || (fixed && bw_lin_is_const(&e->values, limit, &whole) && length >= whole));
    state->version = state->text = version;
    if (covers) {
        state->content = fill == BW_FILL_ZERO ? BW_CONTENT_ZERO : BW_CONTENT_UNKNOWN;
        state->written = state->also_from = state->also_end = 0;
        state->taint = (bw_taint){.anywhere = fill == BW_FILL_UNTRUSTED || fill == BW_FILL_USER, .user = fill == BW_FILL_USER};
        bw_cell_kill_base(e->work, s, base);
        return;
    }
    int64_t first, last;
    if (state->content == BW_CONTENT_UNINIT && !fixed && fill != BW_FILL_USER && fill != BW_FILL_UNTRUSTED &&
        bw_partly_filled(e, s, pointer, size, &first, &last)) {
        written_there(state, first, last);
        forget_rest(e, s, base, first * 8, (last - first) * 8, version);
        bw_cell_kill(e->work, s, base, first * 8, (last - first) * 8);
        return;
    }
    if (starts && fixed)
        bw_partly_covered(state, at, at + length);
    /* a record among others becomes a place of its own, of which no part is known */
    bool record = state->content == BW_CONTENT_UNINIT && starts && fixed && length > 8 && length <= WIDE_BYTES && at > 0 &&
                at < INT32_MAX && fill == BW_FILL_UNKNOWN && !told_apart(state, at, at + length);
    if (state->content == BW_CONTENT_UNINIT && starts && fixed && !record)
        written_there(state, at, at + length);
    else if (record)
        ;
    else if (state->content == BW_CONTENT_UNINIT && size != 0)
        bw_mem_written_to(state, bw_num_interval_upper(e, s, offset) + bw_num_interval_upper(e, s, size));
    else if (!(state->content == BW_CONTENT_ZERO && fill == BW_FILL_ZERO))
        state->content = BW_CONTENT_UNKNOWN;
    if (fill == BW_FILL_UNTRUSTED || fill == BW_FILL_USER) {
        state->taint.user |= fill == BW_FILL_USER;
        bw_wide most = (bw_wide)1 << 50, from = bw_num_interval_lower(e, s, offset), far = bw_num_interval_upper(e, s, offset);
        bw_wide wide = size != 0 ? bw_num_interval_upper(e, s, size) : most; /* a length that was checked ends it */
        bw_wide end = far < most && wide < most ? far + wide : most;
        if (from < 0 || from > most)
            from = 0;
        bw_taint_add(&state->taint, (int64_t)from, (int64_t)(end > most ? most : end));
    }
    if (starts && fixed && at > -((bw_wide)1 << 40) && at < (bw_wide)1 << 40 && length >= 0 &&
        length < (bw_wide)1 << 40) {
        forget_rest(e, s, base, (int64_t)at * 8, (int64_t)length * 8, version);
        bw_cell_kill(e->work, s, base, (int64_t)at * 8, (int64_t)length * 8);
        if (record && bw_mem_objstate(e, s, object).content == BW_CONTENT_UNINIT)
            bw_cell_set(e->work, s, (bw_cell){.base = base, .off_bits = (int64_t)at * 8, .bits = (uint32_t)length * 8,
                                              .value = {bw_lin_sym(&e->values, version), 0}});
    } else {
        /* what was stored there and may be left of it must not read as if it never had been */
        if (bw_mem_has_cells(s, base))
            bw_mem_objstate_edit(e, s, object)->content = BW_CONTENT_UNKNOWN;
        bw_cell_kill_base(e->work, s, base);
    }
}

static bool out_of_view(void *context, const bw_cell *cell)
{
    alias_query *q = context;
    uint32_t object = bw_mem_object_of(q->e, cell->base);
    if (captured(q->e, q->s, object))
        return false;
    const bw_obj *o = bw_obj_at(q->e, object);
    return reachable(q->e, q->s, object) || (o->kind == BW_OBJ_GLOBAL && !o->is_const);
}

void bw_mem_havoc(bw_engine *e, bw_state *s, uint32_t context, uint32_t site)
{
    alias_query q = {e, s, 0, 0};
    uint32_t version = version_of(e, context, site);
    /* what a global held, code out of view knows now, whatever it makes of the global */
    for (uint32_t i = 0; i < s->cells.count; i++)
        if (out_of_view(&q, &s->cells.at[i])) {
            if (s->refs != NULL && bw_obj_at(e, bw_mem_object_of(e, s->cells.at[i].base))->kind == BW_OBJ_LOCAL)
                bw_ref_blur(e, s, s->cells.at[i].value.lin);
            bw_mem_escape(e, s, s->cells.at[i].value);
        }
    bw_cell_filter(e->work, s, out_of_view, &q);
    for (uint32_t i = 0; i < BW_CLASSES; i++)
        s->versions[i] = version;
    for (uint32_t i = 0; i < s->objects.count; i++) {
        const bw_objstate *was = &s->objects.at[i];
        uint32_t object = was->object;
        const bw_obj *o = bw_obj_at(e, object);
        bool made = was->life == BW_LIFE_LIVE && o->kind == BW_OBJ_HEAP;
        /* of what is reachable the versions above say already that it has changed */
        if (was->content == BW_CONTENT_UNKNOWN && !made && !bw_taint_any(&was->taint))
            continue;
        if (!reachable(e, s, object) && !(o->kind == BW_OBJ_GLOBAL && !o->is_const))
            continue;
        if (captured(e, s, object))
            continue;
        bw_objstate *state = bw_mem_objstate_edit(e, s, object);
        state->version = version;
        state->content = BW_CONTENT_UNKNOWN;
        if (made)
            state->life = BW_LIFE_UNKNOWN;
    }
}

void bw_mem_drop(bw_engine *e, bw_state *s, uint32_t object)
{
    bw_cell_kill_base(e->work, s, bw_obj_at(e, object)->base);
}
