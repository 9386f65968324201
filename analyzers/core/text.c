/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Strings: how long they are, and whether anything ends them. */
#include "core/call.h"

/* ---- lengths ---- */

static bool known_string(bw_engine *e, bw_value pointer, uint32_t elem, bw_wide *ret_length)
{
    uint64_t size = 0;
    const char *bytes = bw_call_constant_bytes(e, pointer, &size);
    for (uint64_t i = 0; bytes != NULL && i + elem <= size; i += elem) {
        bool zero = true;
        for (uint32_t k = 0; k < elem; k++)
            zero &= bytes[i + k] == 0;
        if (zero) {
            *ret_length = (bw_wide)(i / elem);
            return true;
        }
    }
    return false;
}

/* The same for memory whose characters the state knows one by one. Where they end in what was never written, nothing ends
 * the string. */
static bool stored_string(bw_engine *e, const bw_state *s, bw_sym base, bw_wide at, uint32_t elem,
                          const bw_objstate *state, bw_wide room, bw_wide *ret_length)
{
    bool zeroed = state->content == BW_CONTENT_ZERO;
    bw_wide unwritten = state->content == BW_CONTENT_UNINIT && room > 0 ? bw_written_end(state) : room + at;
    for (bw_wide i = 0; i < 128; i++) {
        if (room > 0 && (i + 1) * elem > room) { /* no terminator up to the end: it is longer than what there is */
            *ret_length = i;
            return true;
        }
        const bw_cell *cell = bw_cell_find(s, base, (int64_t)(at + i * elem) * 8, elem * 8);
        bw_wide value;
        if (cell == NULL && i > 0 && at + i * elem >= unwritten && at + i * elem < room + at) {
            *ret_length = room / elem;
            return true;
        }
        if (cell == NULL ? !zeroed : cell->value.lin == 0 || !bw_lin_is_const(&e->values, cell->value.lin, &value))
            return false;
        if (cell != NULL && value != 0)
            continue;
        *ret_length = i;
        return true;
    }
    return false;
}

bool bw_text_known(bw_engine *e, const bw_state *s, bw_lin pointer, uint32_t elem, bw_lin *ret_length)
{
    bw_lin offset;
    bw_wide length, end = 0;
    bw_sym base = bw_lin_base(&e->values, pointer, &offset);
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    if (object == 0)
        return false;
    bw_objstate state = bw_mem_objstate(e, s, object);
    /* since an end was looked for, what an attacker chose may be known to be shorter */
    bool stands = state.told_length != 0 && state.told_text == state.text && state.told_at == pointer &&
                  state.told_elem == elem && state.told_outer == bw_mem_outer(e, s, object) && (state.told_sought == state.end_sought || !bw_lin_untrusted(&e->values, state.told_length));
    if (stands && bw_num_lower(e, s, state.told_length) >= 0) {
        *ret_length = state.told_length;
        return true;
    }
    bool sized = state.size != 0 && bw_lin_is_const(&e->values, state.size, &end);
    if (!bw_lin_is_const(&e->values, offset, &length) || length < 0 || length >= (bw_wide)1 << 32 ||
        !stored_string(e, s, base, length, elem, &state, sized ? end - length : 0, &length))
        return false;
    *ret_length = bw_lin_const(&e->values, length);
    return true;
}

/* A symbol for how long the string is whose content is not known. */
static bw_sym unknown_length(bw_engine *e, bw_state *s, bw_lin pointer, uint32_t elem, bw_ir_loc loc)
{
    bw_lin offset;
    bw_wide room, at;
    bw_sym base = bw_lin_base(&e->values, pointer, &offset);
    uint32_t object = bw_mem_object_of(e, base);
    bw_objstate state = bw_mem_objstate(e, s, object);
    /* a program that found a character to be 0 may have looked for the end */
    bool chosen = bw_taint_any(&state.taint) && !state.end_sought;
    /* what an attacker sent, a store through another pointer does not change */
    uint32_t key[5] = {pointer, state.version, bw_taint_any(&state.taint) ? 0 : s->versions[0], elem | (uint32_t)state.end_sought << 8, state.text};
    bw_sym sym = bw_length_symbol(e, BW_SYM_STRLEN, key, chosen, loc);
    bw_wide most = bw_obj_at(e, object)->text_most;
    if (most != 0)
        bw_num_restrict(e, s, sym, 0, most, BW_WHY_INDEX_DERIVED);
    if (state.size != 0 && bw_lin_is_const(&e->values, state.size, &room) && bw_lin_is_const(&e->values, offset, &at) &&
        room > at) {
        /* where nothing says that there is a terminator, it is as long as what there is */
        bool open = state.open_text != 0 && state.open_text == state.text;
        bw_num_restrict(e, s, sym, 0, (room - at) / elem - !open, open ? state.open_why : BW_WHY_INDEX_DERIVED);
    } else if (state.size != 0) { /* its end stands somewhere in the object */
        bw_lin last = bw_lin_add_scaled(&e->values, bw_lin_offset(&e->values, offset, elem), bw_lin_sym(&e->values, sym), elem);
        bw_lin over = last != 0 ? bw_lin_sub(&e->values, last, state.size) : 0;
        if (over != 0)
            bw_num_assume_le(e, s, over, BW_WHY_INDEX_DERIVED);
    }
    return sym;
}

/* The string at pointer has length characters of elem bytes until something is stored into it. */
static void keep_length(bw_call_run *c, bw_value pointer, bw_lin length, uint32_t elem)
{
    bw_lin offset;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&c->e->values, pointer.lin, &offset) : 0;
    uint32_t object = base != 0 ? bw_mem_object_of(c->e, base) : 0;
    if (object == 0)
        return;
    bw_objstate *state = bw_mem_objstate_edit(c->e, c->s, object);
    state->told_length = length;
    state->told_at = pointer.lin;
    state->told_text = state->text;
    state->told_elem = (uint8_t)elem;
    state->told_sought = state->end_sought;
    state->told_outer = bw_mem_outer(c->e, c->s, object);
}

/* The array member of constant size that a region is of, when it lies at a constant offset from base. */
static bool member_at(bw_engine *e, uint32_t region, bw_sym base, bw_wide *ret_start, bw_wide *ret_size)
{
    bw_values *v = &e->values;
    const bw_region *r = &e->regions.at[bw_region_member(e, region)];
    bw_lin offset;
    return r->size != 0 && r->start != 0 && bw_lin_is_const(v, r->size, ret_size) && bw_lin_base(v, r->start, &offset) == base &&
           bw_lin_is_const(v, offset, ret_start);
}

/* A string in an array member ends in it: by its last character, or where nobody else chose what stands there. */
static void end_in_member(bw_engine *e, bw_state *s, bw_value pointer, bw_sym base, uint32_t elem, bw_sym sym)
{
    bw_values *v = &e->values;
    bw_ir_ref field = e->regions.at[bw_region_member(e, pointer.region)].field;
    bw_lin offset;
    bw_wide from, size, start, last;
    if (!member_at(e, pointer.region, base, &start, &size) || bw_lin_base(v, pointer.lin, &offset) != base ||
        !bw_lin_is_const(v, offset, &from) || from < start || from + elem > start + size)
        return;
    const bw_cell *cell = bw_cell_find(s, base, (int64_t)(start + size - elem) * 8, elem * 8);
    bool ends = cell != NULL && cell->value.lin != 0 && bw_lin_is_const(v, cell->value.lin, &last) && last == 0;
    bw_objstate state = bw_mem_objstate(e, s, bw_mem_object_of(e, base));
    bool open = state.open_text != 0 && state.open_text == state.text;
    if (ends || (!open && !bw_sym_at(v, sym)->untrusted && field != 0))
        bw_num_restrict(e, s, sym, 0, (start + size - from) / elem - 1, BW_WHY_INDEX_DERIVED);
}

/* Characters before the terminator: exact where the bytes are known, else a symbol of the string's present content. */
bw_lin bw_call_string_length(bw_call_run *c, bw_value pointer, uint32_t elem)
{
    bw_engine *e = c->e;
    bw_wide number;
    bw_lin offset, length;
    if (pointer.lin == 0)
        return 0;
    if (known_string(e, pointer, elem, &number))
        return bw_lin_const(&e->values, number);
    if (bw_text_known(e, c->s, pointer.lin, elem, &length))
        return length;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    if (base == 0 || bw_mem_object_of(e, base) == 0)
        return 0;
    bw_sym sym = unknown_length(e, c->s, pointer.lin, elem, inst_of(c)->loc);
    end_in_member(e, c->s, pointer, base, elem, sym);
    length = bw_lin_sym(&e->values, sym);
    keep_length(c, pointer, length, elem);
    return length;
}

/* ---- constant data ---- */

/* Tables longer than this are not walked for each place that reads them. */
#define ELEMENTS_MAX 1024

static const bw_ir_object *constant_data(bw_engine *e, uint32_t object)
{
    const bw_obj *o = bw_obj_at(e, object);
    const bw_ir_object *ir = o->ir != 0 && (o->is_const || o->kind == BW_OBJ_LITERAL) ? &e->module->objects.at[o->ir] : NULL;
    return ir != NULL && ir->data != NULL && ir->init_count == 0 ? ir : NULL;
}

/* The element that stands there, little end first. */
static bw_wide element_at(const bw_ir_object *data, uint64_t at, const bw_ir_type *type)
{
    uint64_t value = 0;
    for (uint32_t k = 0; k < type->size; k++)
        value |= (uint64_t)(unsigned char)data->data[at + k] << 8 * k;
    bool negative = (type->flags & BW_TYPE_SIGNED) && type->size < 8 && value >> (8 * type->size - 1) != 0;
    return (bw_wide)value - (negative ? (bw_wide)1 << 8 * type->size : 0);
}

bw_lin bw_text_element(bw_engine *e, uint32_t object, bw_lin offset, bw_ir_ref type, bw_ir_loc loc)
{
    const bw_ir_object *data = constant_data(e, object);
    const bw_ir_type *t = &e->module->types.at[type];
    if (data == NULL || offset == 0 || t->kind != BW_TYPE_INT || t->size == 0 || t->size > 4 || data->size < t->size ||
        data->size > ELEMENTS_MAX || (t->size > 1 && e->module->big_endian))
        return 0;
    bool fresh;
    uint32_t key[5] = {bw_obj_at(e, object)->ir, offset, type, 0, 0};
    bw_sym sym = bw_sym_get(&e->values, BW_SYM_ELEMENT, key, &fresh);
    if (fresh) {
        bw_symbol *symbol = bw_sym_at(&e->values, sym);
        symbol->lo = symbol->hi = element_at(data, 0, t);
        for (uint64_t at = t->size; at + t->size <= data->size; at += t->size) {
            bw_wide value = element_at(data, at, t);
            symbol->lo = value < symbol->lo ? value : symbol->lo;
            symbol->hi = value > symbol->hi ? value : symbol->hi;
        }
        symbol->bits = (uint8_t)t->bits;
        symbol->is_signed = (t->flags & BW_TYPE_SIGNED) != 0;
        symbol->type = type;
        symbol->a = offset;
        symbol->loc = loc;
    }
    return bw_lin_sym(&e->values, sym);
}

void bw_text_read(bw_engine *e, const bw_state *s, bw_sym base, bw_lin offset, uint32_t region, bw_lin value)
{
    bw_sym sym = value != 0 && offset != 0 ? bw_lin_as_sym(&e->values, value) : 0;
    const bw_objstate *state = bw_objstate_find(s, bw_sym_at(&e->values, base)->object);
    if (sym == 0 || (state == NULL && region == 0))
        return;
    bw_symbol *symbol = bw_sym_at(&e->values, sym);
    symbol->text = base;
    symbol->text_now = state != NULL ? state->text : 0;
    symbol->text_in = region;
    symbol->a = offset;
}

/* The element that a condition asks to be 0 or not, and whether it holds when it is not; 0 none. */
static bw_sym element_asked(bw_engine *e, bw_lin condition, bool *ret_nonzero)
{
    bw_sym sym = condition != 0 ? bw_num_zero_asked(e, condition, ret_nonzero) : 0;
    if (sym != 0 && bw_sym_at(&e->values, sym)->kind == BW_SYM_WRAP) { /* read with another sign than it was stored with */
        bw_sym exact = bw_lin_as_sym(&e->values, bw_sym_at(&e->values, sym)->a);
        sym = exact != 0 && bw_sym_at(&e->values, exact)->bits == bw_sym_at(&e->values, sym)->bits ? exact : 0;
    }
    return sym != 0 && (bw_sym_at(&e->values, sym)->kind == BW_SYM_ELEMENT || bw_sym_at(&e->values, sym)->text != 0) ? sym : 0;
}

typedef struct text_end {
    bw_lin at;     /* offset in bytes */
    bool known;    /* a 0 is known to stand there; else it is where the string ends, wherever that is */
    bool assumed;  /* that it ends inside of its object is what programs mean, and nothing says so */
    uint32_t size; /* of an element */
} text_end;

static bool end_of_constant(bw_engine *e, const bw_symbol *element, bw_wide least, text_end *ret)
{
    const bw_ir_object *data = &e->module->objects.at[element->key[0]];
    const bw_ir_type *t = &e->module->types.at[element->type];
    for (uint64_t at = 0; at + t->size <= data->size; at += t->size)
        if ((bw_wide)at >= least && element_at(data, at, t) == 0) {
            *ret = (text_end){bw_lin_const(&e->values, (bw_wide)at), true, false, (uint32_t)t->size};
            return true;
        }
    return false;
}

/* The first 0 at the least offset that the element can have, or behind it; false: none that is known of. */
static bool end_of(bw_engine *e, bw_state *s, bw_sym sym, text_end *ret)
{
    bw_values *v = &e->values;
    const bw_symbol element = *bw_sym_at(&e->values, sym);
    bw_wide least = bw_num_interval_lower(e, s, element.a), room, length, start, member;
    if (element.kind == BW_SYM_ELEMENT)
        return end_of_constant(e, &element, least, ret);
    uint32_t object = bw_sym_at(&e->values, element.text)->object, size = element.bits / 8;
    if (object == 0 || size == 0 || least < 0 || least >= (bw_wide)1 << 32 || least % size != 0)
        return false;
    bw_objstate state = bw_mem_objstate(e, s, object);
    bool sized = state.size != 0 && bw_lin_is_const(v, state.size, &room);
    bool in_member = element.text_in != 0 && member_at(e, element.text_in, element.text, &start, &member);
    /* nothing would come of knowing how long a string is that nobody outside chose and that may be as long as it likes */
    if (state.text != element.text_now || (!sized && !in_member && !bw_taint_any(&state.taint)) ||
        (sized && room < least + (bw_wide)size))
        return false;
    if (sized && stored_string(e, s, element.text, least, size, &state, room - least, &length)) {
        *ret = (text_end){bw_lin_const(v, least + length * size), least + length * size < room, false, size};
        return true;
    }
    if (bw_obj_at(e, object)->ran_open && !(state.open_text != 0 && state.open_text == state.text))
        return false;
    bw_lin from = bw_lin_offset(v, bw_lin_sym(v, element.text), least), told;
    bw_lin length_now;
    bool assumed = false;
    if (bw_text_known(e, s, from, size, &told)) {
        length_now = told;
    } else {
        bw_sym unknown = unknown_length(e, s, from, size, element.loc);
        if (in_member)
            end_in_member(e, s, (bw_value){from, element.text_in}, element.text, size, unknown);
        length_now = bw_lin_sym(v, unknown);
        assumed = true;
    }
    *ret = (text_end){bw_lin_offset(v, bw_lin_scale(v, length_now, size), least), false, assumed, size};
    return ret->at != 0;
}

bw_lin bw_text_end_asked(bw_engine *e, bw_state *s, bw_lin condition, uint32_t *why)
{
    bool nonzero;
    text_end end;
    bw_wide constant;
    bw_sym sym = element_asked(e, condition, &nonzero);
    if (sym == 0 || !end_of(e, s, sym, &end))
        return 0;
    bw_lin at = bw_sym_at(&e->values, sym)->a;
    if (bw_lin_is_const(&e->values, end.at, &constant))
        return bw_lin_sub(&e->values, at, end.at);
    bw_widen_until(e, at, end.at, end.size, *why);
    bw_wide most = bw_num_interval_upper(e, s, end.at);
    const bw_linear *l = bw_lin_at(&e->values, end.at);
    if (most > UINT32_MAX || l->count != 1)
        return 0;
    const bw_symbol *length = bw_sym_at(&e->values, l->terms[0].sym);
    uint32_t limit = bw_num_bound(e, s, l->terms[0].sym).hi_why;
    if (bw_why_attests(e, limit))
        *why = limit;
    else if (!length->untrusted || length->limited)
        *why = BW_WHY_INDEX_DERIVED;
    return bw_lin_sub(&e->values, at, bw_lin_const(&e->values, most));
}

bool bw_text_tested(bw_engine *e, bw_state *s, bw_lin condition, bool truth, uint32_t why)
{
    bool nonzero;
    text_end end;
    bw_sym sym = element_asked(e, condition, &nonzero);
    if (sym == 0 || !end_of(e, s, sym, &end))
        return true;
    bw_lin at = bw_sym_at(&e->values, sym)->a;
    s->end_assumed |= end.assumed;
    if (nonzero != truth && !end.known) /* the string ends here, or did before */
        return bw_num_assume_cmp(e, s, BW_CMP_LE, end.at, at, BW_WHY_INDEX_DERIVED);
    bw_wide most = bw_num_interval_upper(e, s, end.at);
    if (nonzero == truth && !end.known && most < UINT32_MAX && /* it ends inside of its object, if it was changed or not */
        !bw_num_assume_cmp(e, s, BW_CMP_NE, at, bw_lin_const(&e->values, most), BW_WHY_INDEX_DERIVED))
        return false;
    return bw_num_assume_cmp(e, s, nonzero == truth ? BW_CMP_NE : BW_CMP_GE, at, end.at, why);
}

/* ---- ends ---- */

void bw_mem_end_sought(bw_engine *e, bw_state *s, bw_value pointer)
{
    bw_lin offset;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&e->values, pointer.lin, &offset) : 0;
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    const bw_objstate *state = object != 0 ? bw_objstate_find(s, object) : NULL;
    if (state != NULL && state->open_text != 0)
        bw_mem_objstate_edit(e, s, object)->open_text = 0;
}

/* size bytes at pointer were just written, and none of them need be a terminator: nor does what follows hold one, when that
 * is the end of the object, or nothing was ever stored there. */
static void leave_open(bw_engine *e, bw_state *s, bw_value pointer, bw_lin size, bw_ir_loc loc)
{
    bw_lin offset;
    bw_wide at, length, whole;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&e->values, pointer.lin, &offset) : 0;
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    if (object == 0 || size == 0)
        return;
    bw_objstate before = bw_mem_objstate(e, s, object);
    bw_lin limit = before.size;
    bool starts = bw_lin_is_const(&e->values, offset, &at);
    bool to_end = limit != 0 && starts && at == 0 && size == limit;
    if (limit != 0 && starts && bw_lin_is_const(&e->values, size, &length) && bw_lin_is_const(&e->values, limit, &whole))
        to_end = at + length == whole || (before.content == BW_CONTENT_UNINIT && at + length < whole &&
                                          bw_written_end(&before) <= at + length && length > 0);
    if (!to_end)
        return;
    bw_objstate *state = bw_mem_objstate_edit(e, s, object);
    state->open_text = state->text;
    bw_obj_at(e, object)->ran_open = true;
    state->open_why = bw_why_make(e, BW_WHY_MODEL, loc);
}

void bw_call_unterminated(bw_call_run *c, bw_value pointer, bw_value from, bw_lin size, uint32_t elem)
{
    bw_engine *e = c->e;
    bw_lin length = from.lin != 0 ? bw_call_string_length(c, from, elem) : 0;
    bw_lin over = length != 0 && size != 0 ? bw_lin_sub(&e->values, bw_lin_scale(&e->values, length, elem), size) : 0;
    if (over == 0 || bw_num_upper(e, c->s, over) >= 0)
        leave_open(e, c->s, pointer, size, inst_of(c)->loc);
}

void bw_call_string_there(bw_call_run *c, bw_value pointer)
{
    bw_lin offset;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&c->e->values, pointer.lin, &offset) : 0;
    uint32_t object = base != 0 ? bw_sym_at(&c->e->values, base)->object : 0;
    const bw_objstate *state = object != 0 ? bw_objstate_find(c->s, object) : NULL;
    if (state != NULL && state->content == BW_CONTENT_UNINIT && bw_written_end(state) == 0 && !bw_mem_has_cells(c->s, base))
        bw_mem_objstate_edit(c->e, c->s, object)->content = BW_CONTENT_UNKNOWN;
}

void bw_call_ends_within(bw_call_run *c, bw_value pointer, bw_lin most, uint32_t elem, bool always)
{
    if (!always) { /* until something else is stored there */
        bw_lin now = pointer.lin != 0 && most != 0 ? bw_call_string_length(c, pointer, elem) : 0;
        bw_lin over = now != 0 ? bw_lin_sub(&c->e->values, now, most) : 0;
        if (over != 0 && bw_num_interval_upper(c->e, c->s, most) >= 0)
            bw_num_assume_le(c->e, c->s, over, BW_WHY_INDEX_DERIVED);
        return;
    }
    bw_lin offset;
    bw_wide number;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&c->e->values, pointer.lin, &offset) : 0;
    uint32_t object = base != 0 ? bw_mem_object_of(c->e, base) : 0;
    if (object != 0 && most != 0 && bw_lin_is_const(&c->e->values, most, &number) && number > 0)
        bw_obj_at(c->e, object)->text_most = number;
}

void bw_call_ends(bw_call_run *c, bw_value pointer, bw_lin length, uint32_t elem)
{
    if (pointer.lin == 0 || length == 0)
        return;
    bw_lin now = bw_call_string_length(c, pointer, elem);
    if (now == 0 || now == length)
        return;
    bw_num_assume_cmp(c->e, c->s, BW_CMP_EQ, now, length, BW_WHY_INDEX_DERIVED);
    keep_length(c, pointer, length, elem);
}

void bw_call_told_length(bw_call_run *c, bw_value pointer)
{
    if (c->result_known && c->result.lin != 0)
        keep_length(c, pointer, c->result.lin, 1);
}
