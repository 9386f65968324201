/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Arguments without a parameter, and the lists that walk over them.
 *
 * Those of a followed activation lie in a place of their own, one behind the other. A va_list holds a pointer into that
 * place: va_start makes it, va_arg reads what it leads to and moves it on, va_copy copies it. So a list may be handed
 * to callees and kept in records like any other pointer. */
#include "core/call.h"

#include <string.h>

#define SLOT_BYTES 8

static bw_sym slots_base(bw_engine *e, uint32_t context)
{
    return bw_mem_own_place(e, context, BW_SPACE_VARIADIC);
}

void bw_variadic_hand_over(bw_engine *e, bw_state *s, uint32_t context, const bw_value *args, uint32_t count)
{
    bw_sym base = slots_base(e, context);
    for (uint32_t i = 0; i < count; i++)
        bw_cell_set(e->work, s,
                    (bw_cell){.base = base, .off_bits = (int64_t)i * SLOT_BYTES * 8, .bits = SLOT_BYTES * 8, .value = args[i]});
}

/* Where the list stands, as an offset into the arguments of an activation. 0: of none that is followed. */
static bw_sym position(bw_engine *e, bw_value cursor, bw_wide *ret_offset, bool *ret_known)
{
    bw_lin offset;
    bw_sym base = cursor.lin != 0 ? bw_lin_base(&e->values, cursor.lin, &offset) : 0;
    const bw_symbol *symbol = bw_sym_at(&e->values, base);
    if (base == 0 || !(symbol->kind == BW_SYM_ADDRESS && symbol->key[2] == BW_SPACE_VARIADIC))
        return 0;
    *ret_known = bw_lin_is_const(&e->values, offset, ret_offset);
    return base;
}

typedef struct walk {
    bw_engine *e;
    bw_run *r;
    bw_state *s;
    uint32_t site;
    bw_value list;    /* pointer to the va_list */
    bw_ir_ref cursor; /* type of what it holds; any pointer type will do */
} walk;

static uint32_t activation(const walk *w)
{
    return w->r->frame->context;
}

static void set_cursor(const walk *w, bw_value cursor)
{
    bw_mem_store(w->e, w->s, w->list, cursor, w->cursor, 0, activation(w), w->site);
}

static bw_value cursor_at(const walk *w, bw_value list)
{
    return bw_mem_load(w->e, w->s, list, w->cursor, 0, activation(w), w->site, (bw_ir_loc){0, 0});
}

/* The next argument; lin 0 when it is not known. */
static bw_value take(const walk *w)
{
    bw_engine *e = w->e;
    bool known = false;
    bw_wide offset = 0;
    bw_value cursor = cursor_at(w, w->list), none = {0, 0};
    bw_sym base = position(e, cursor, &offset, &known);
    if (base == 0)
        return none;
    bw_variadic_judged(e, w->r, w->s, w->site, cursor.lin, SLOT_BYTES);
    set_cursor(w, (bw_value){bw_lin_add(&e->values, cursor.lin, bw_lin_const(&e->values, SLOT_BYTES)), 0});
    if (!known) { /* any of them */
        bw_mem_escape_content(e, w->s, base);
        return none;
    }
    const bw_cell *cell = bw_cell_find(w->s, base, (int64_t)offset * 8, SLOT_BYTES * 8);
    return cell != NULL ? cell->value : none;
}

/* va_arg of a record: its bytes go where `into` leads. */
static void take_record(const walk *w, bw_ir_val into)
{
    bw_engine *e = w->e;
    bw_value to = bw_reg(e, w->r, w->s, into), from = take(w);
    bw_ir_ref pointer = e->module->funcs.at[w->r->frame->func].insts[into].type;
    bw_ir_ref type = e->module->types.at[pointer].elem;
    bw_lin size = bw_lin_const(&e->values, (bw_wide)e->module->types.at[type].size);
    bw_lin offset;
    if (from.lin == 0 || bw_lin_base(&e->values, from.lin, &offset) == 0) {
        bw_mem_fill(e, w->s, to, size, BW_FILL_UNKNOWN, activation(w), w->site);
        return;
    }
    bw_mem_touch(e, w->s, from, type, activation(w), w->site);
    bw_mem_copy(e, w->s, to, from, size, activation(w), w->site);
}

/* What was handed over, as the type it is asked for: of another type, it may be read in any way. */
static bw_value as_type(const walk *w, bw_value value, bw_ir_ref type)
{
    bw_engine *e = w->e;
    const bw_ir_type *t = &e->module->types.at[type];
    bw_lin offset;
    bw_wide number;
    bool pointer = value.lin != 0 && bw_lin_base(&e->values, value.lin, &offset) != 0;
    bool null = value.lin != 0 && bw_lin_is_const(&e->values, value.lin, &number) && number == 0;
    if (value.lin == 0 || t->kind == BW_TYPE_FLOAT || (pointer != (t->kind == BW_TYPE_POINTER) && !null))
        return (bw_value){bw_fresh(e, activation(w), w->site, 0, type, (bw_ir_loc){0, 0}), 0};
    if (t->kind != BW_TYPE_INT)
        return value;
    return (bw_value){bw_arith_fit(e, w->s, value.lin, type, true, (bw_ir_loc){0, 0}), 0};
}

bool bw_variadic_exec(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    const uint32_t *extra = &func->extra[inst->extra];
    const char *what = e->module->strings.at[inst->b];
    if (strncmp(what, "va-", 3) != 0 || extra[0] == 0)
        return false;
    walk w = {.e = e, .r = r, .s = s, .site = site, .list = bw_reg(e, r, s, extra[1]), .cursor = func->insts[extra[1]].type};
    bw_lin offset;
    if (w.list.lin == 0 || bw_lin_base(&e->values, w.list.lin, &offset) == 0 ||
        e->module->types.at[w.cursor].kind != BW_TYPE_POINTER)
        return false;
    bw_value result = {0, 0};
    if (strcmp(what, "va-start") == 0)
        set_cursor(&w, (bw_value){bw_lin_sym(&e->values, slots_base(e, r->frame->context)), 0});
    else if (strcmp(what, "va-copy") == 0 && extra[0] > 1)
        set_cursor(&w, cursor_at(&w, bw_reg(e, r, s, extra[2])));
    else if (strcmp(what, "va-arg") == 0 && extra[0] > 1)
        take_record(&w, extra[2]);
    else if (strcmp(what, "va-arg") == 0)
        result = as_type(&w, take(&w), inst->type);
    bw_exec_set(e, r, s, site, result);
    return true;
}
