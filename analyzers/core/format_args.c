/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Formats against the arguments that go with them: who chose the format, and whether it asks for what was handed over. */
#include "core/call.h"
#include "core/format.h"

#include <string.h>

/* What a conversion of printf takes. */
typedef enum demand { DEMAND_ANY, DEMAND_INTEGER, DEMAND_FLOATING, DEMAND_POINTER } demand;

static demand demand_of(const bw_conversion *item)
{
    switch (item->letter) {
    case 'd':
    case 'i':
    case 'o':
    case 'u':
    case 'x':
    case 'X':
    case 'c':
        return DEMAND_INTEGER;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
        return DEMAND_FLOATING;
    case 's':
    case 'S':
    case 'n':
    case 'Z':
        return DEMAND_POINTER;
    default:
        return DEMAND_ANY;
    }
}

bool bw_call_formats_of_windows(const bw_engine *e)
{
    return strstr(e->module->target, "windows") != NULL || strstr(e->module->target, "mingw") != NULL;
}

uint32_t bw_call_long_bits(const bw_engine *e)
{
    return bw_call_formats_of_windows(e) ? 32 : e->module->pointer_bits;
}

/* Bits of the integer that a conversion takes; 0: no more than what is handed over anyhow. */
static uint32_t integer_bits(const bw_engine *e, const bw_conversion *item)
{
    switch (item->length) {
    case BW_FORMAT_LL:
        return 64;
    case BW_FORMAT_Z:
        return e->module->pointer_bits;
    case BW_FORMAT_L:
        return item->letter == 'c' ? 0 : bw_call_long_bits(e);
    default:
        return 0;
    }
}

static void tell(bw_call_run *c, bw_format_fault fault, bw_ir_val val, const bw_conversion *item)
{
    bw_format_finding finding = {.fault = fault, .site = c->site, .val = val, .callee = c->func != 0 ? c->e->module->funcs.at[c->func].name : "",
                                 .letter = item != NULL ? item->letter : 0};
    bw_event_format(c->e, c->run, c->s, &finding);
}

static void judge_argument(bw_call_run *c, const bw_conversion *item, uint32_t arg, bool loose)
{
    const bw_ir_type *type = &c->e->module->types.at[caller_of(c)->insts[c->vals[arg]].type];
    demand wanted = demand_of(item), given = type->kind == BW_TYPE_POINTER ? DEMAND_POINTER
                                             : type->kind == BW_TYPE_FLOAT ? DEMAND_FLOATING
                                             : type->kind == BW_TYPE_INT || type->kind == BW_TYPE_BOOL ? DEMAND_INTEGER
                                                                                                        : DEMAND_ANY;
    if (wanted == DEMAND_ANY || given == DEMAND_ANY)
        return;
    if (loose && wanted == DEMAND_INTEGER && given == DEMAND_POINTER)
        return;
    if (wanted != given)
        tell(c, BW_FORMAT_KIND, c->vals[arg], item);
    else if (wanted == DEMAND_INTEGER && integer_bits(c->e, item) > (type->bits > 32 ? type->bits : 32u))
        tell(c, BW_FORMAT_SIZE, c->vals[arg], item);
}

void bw_call_format_judged(bw_call_run *c, uint16_t format, bool chosen, bool loose)
{
    const char *end = NULL, *at = bw_call_format_text(c, format, &end);
    bw_conversion item;
    if (!c->e->reporting || c->e->trial || format >= c->argc)
        return;
    if (at == NULL) {
        if (chosen && !c->s->doubtful && !c->s->contrary && c->s->outside == 0)
            tell(c, BW_FORMAT_CHOSEN, c->vals[format], NULL);
        return;
    }
    if (!(c->model->flags & BW_MODEL_VARIADIC))
        return;
    for (uint32_t arg = c->model->param_count; bw_format_next(&at, end, false, &item);) {
        arg += (uint32_t)item.star_width + (uint32_t)item.star_precision;
        if (item.letter == '%')
            continue;
        if (arg >= c->argc) {
            tell(c, BW_FORMAT_MISSING, c->vals[format], &item);
            return;
        }
        judge_argument(c, &item, arg++, loose);
    }
}

/* ---- lists of arguments ---- */

/* How many arguments without a parameter an activation was given; false: its call is not known. */
static bool given_count(const bw_engine *e, uint32_t context, uint32_t *ret_count)
{
    const bw_context *own = &e->contexts.at[context];
    if (own->parent == 0)
        return false;
    const bw_ir_func *caller = &e->module->funcs.at[e->contexts.at[own->parent].func];
    const bw_ir_inst *call = &caller->insts[own->call];
    if (call->op != BW_IR_CALL || call->a != own->func)
        return false;
    uint32_t argc = caller->extra[call->extra], params = e->module->funcs.at[own->func].param_count;
    *ret_count = argc > params ? argc - params : 0;
    return true;
}

void bw_variadic_judged(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin cursor, uint32_t slot_bytes)
{
    bw_lin offset;
    uint32_t count;
    bw_trace trace;
    bw_sym base = bw_lin_base(&e->values, cursor, &offset);
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    if (r->frame->context == 1 && base != 0 && func->param_count < 32) { /* how many there are, its callers say */
        e->needs.params |= 1u << func->param_count;
        bw_summary_need(e, s, offset);
    }
    if (!e->reporting || e->trial || s->doubtful || s->contrary || s->outside != 0 || base == 0 ||
        !given_count(e, bw_sym_at(&e->values, base)->key[0], &count))
        return;
    bw_lin past = bw_lin_offset(&e->values, offset, (bw_wide)slot_bytes - (bw_wide)slot_bytes * count);
    if (past == 0 || !bw_num_attained(e, s, past, &trace) || (trace.always && s->asked != 0))
        return;
    e->trace = trace;
    bw_format_finding finding = {.fault = BW_FORMAT_PAST, .site = site, .callee = "", .count = count};
    bw_event_format(e, r, s, &finding);
}
