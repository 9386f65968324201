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

/* Characters before the terminator: exact where the bytes are known, else a symbol of the string's present content. */
bw_lin bw_call_string_length(bw_call_run *c, bw_value pointer, uint32_t elem)
{
    bw_engine *e = c->e;
    bw_wide length;
    if (pointer.lin == 0)
        return 0;
    if (known_string(e, pointer, elem, &length))
        return bw_lin_const(&e->values, length);
    bw_lin offset;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    if (object == 0)
        return 0;
    bw_objstate state = bw_mem_objstate(e, c->s, object);
    bw_wide end = 0;
    bool sized = state.size != 0 && bw_lin_is_const(&e->values, state.size, &end);
    if (bw_lin_is_const(&e->values, offset, &length) && length >= 0 && length < (bw_wide)1 << 32 &&
        stored_string(e, c->s, base, length, elem, &state, sized ? end - length : 0, &length))
        return bw_lin_const(&e->values, length);
    if (state.told_length != 0 && state.told_text == state.text && state.told_at == pointer.lin && elem == 1 &&
        bw_num_lower(e, c->s, state.told_length) >= 0)
        return state.told_length;
    /* a program that went through the characters and asked for one may have looked for the end */
    bool chosen = bw_taint_any(&state.taint) && !state.looked_at;
    uint32_t key[5] = {pointer.lin, state.version, c->s->versions[0], elem | (uint32_t)state.looked_at << 8, state.text};
    bw_sym sym = bw_call_length(c, BW_SYM_STRLEN, key, chosen);
    bw_wide room, at;
    if (state.size != 0 && bw_lin_is_const(&e->values, state.size, &room) && bw_lin_is_const(&e->values, offset, &at) &&
        room > at) {
        /* where nothing says that there is a terminator, it is as long as what there is */
        bool open = state.open_text != 0 && state.open_text == state.text;
        bw_num_restrict(e, c->s, sym, 0, (room - at) / elem - !open, open ? state.open_why : BW_WHY_INDEX_DERIVED);
    } else if (state.size != 0) { /* its end stands somewhere in the object */
        bw_lin last = bw_lin_add_scaled(&e->values, bw_lin_offset(&e->values, offset, elem), bw_lin_sym(&e->values, sym), elem);
        bw_lin over = last != 0 ? bw_lin_sub(&e->values, last, state.size) : 0;
        if (over != 0)
            bw_num_assume_le(e, c->s, over, BW_WHY_INDEX_DERIVED);
    }
    return bw_lin_sym(&e->values, sym);
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
    state->open_why = bw_why_make(e, BW_WHY_MODEL, loc);
}

void bw_call_unterminated(bw_call_run *c, bw_value pointer, bw_value from, bw_lin size)
{
    bw_engine *e = c->e;
    bw_lin length = from.lin != 0 ? bw_call_string_length(c, from, 1) : 0;
    bw_lin over = length != 0 && size != 0 ? bw_lin_sub(&e->values, length, size) : 0;
    if (over == 0 || bw_num_upper(e, c->s, over) >= 0)
        leave_open(e, c->s, pointer, size, inst_of(c)->loc);
}

void bw_call_ends(bw_call_run *c, bw_value pointer, bw_lin length)
{
    if (pointer.lin == 0 || length == 0)
        return;
    bw_lin now = bw_call_string_length(c, pointer, 1);
    if (now == 0 || now == length)
        return;
    bw_num_assume_cmp(c->e, c->s, BW_CMP_EQ, now, length, BW_WHY_INDEX_DERIVED);
}

void bw_call_told_length(bw_call_run *c, bw_value pointer)
{
    bw_lin offset;
    bw_sym base = pointer.lin != 0 ? bw_lin_base(&c->e->values, pointer.lin, &offset) : 0;
    uint32_t object = base != 0 ? bw_mem_object_of(c->e, base) : 0;
    if (object == 0 || !c->result_known || c->result.lin == 0)
        return;
    bw_objstate *state = bw_mem_objstate_edit(c->e, c->s, object);
    state->told_length = c->result.lin;
    state->told_at = pointer.lin;
    state->told_text = state->text;
}
