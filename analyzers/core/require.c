/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a function requires on entry: its accesses that could not be decided when it was analysed on its own, as forms
 * over what its parameters and globals hold then, under the conditions on the way there. A call that is not followed
 * instantiates them by substitution: what the caller's facts refute is a violation, told in the callee with the way
 * from the caller; what they cannot decide becomes the caller's own requirement. */
#include "core/call.h"

#include <string.h>

#define REQUIRES_MAX 12 /* of one function */
#define GUARDS_MAX 14   /* more conditions than that: not worth the doubt */
#define EXPORT_DEPTH 5
#define CHAIN_MAX 5

typedef enum port_kind {
    PORT_PARAM,  /* what parameter `index` holds on entry */
    PORT_GLOBAL, /* address of global `index` */
    PORT_LOCAL,  /* address of local `index` of the function of the access */
    PORT_LOAD,   /* what lies at offset bits from `base` on entry */
    PORT_WRAP,   /* form a reduced to the type */
    PORT_OPERATION,
} port_kind;

/* A symbol without the engine's numbers, which end with each function. */
typedef struct port_sym {
    uint8_t kind, op;
    bool modular;
    uint32_t index, base, bits; /* base: number of a port_sym */
    int64_t off_bits;
    bw_ir_ref type;
    uint32_t a, b; /* numbers of port_forms */
} port_sym;

typedef struct port_form {
    bw_wide constant;
    uint32_t count;
    int64_t coeff[BW_LINEAR_TERMS];
    uint32_t sym[BW_LINEAR_TERMS];
} port_form;

typedef struct chain_link {
    bw_ir_ref func;
    uint32_t call;
} chain_link;

typedef struct requirement {
    bw_access access; /* without the engine's numbers */
    uint32_t pointer, size;
    uint32_t start, region_size; /* of the member array it stays in; start 0: the whole object */
    bw_ir_ref field;
    uint32_t guards[GUARDS_MAX]; /* forms that are at most 0 on the way */
    uint32_t guard_count;
    uint32_t differs; /* bit n: guard n is not that, but different from 0 */
    chain_link chain[CHAIN_MAX]; /* from the function that requires to the one of the access */
    uint32_t depth;
} requirement;

struct bw_requires {
    BW_VEC(requirement) at;
    BW_VEC(port_sym) syms;   /* [0] is none */
    BW_VEC(port_form) forms; /* [0] is none */
};

/* ---- export ----------------------------------------------------------------------------------------------------- */

typedef struct exporter {
    bw_engine *e;
    struct bw_requires *to;
    uint32_t access_context;
} exporter;

static uint32_t export_form(exporter *x, bw_lin lin, uint32_t depth);

static bool port_address(exporter *x, const bw_symbol *s, port_sym *p)
{
    const bw_obj *o = s->object != 0 ? bw_obj_at(x->e, s->object) : NULL;
    if (o == NULL || o->ir == 0)
        return false;
    p->index = o->ir;
    p->kind = PORT_GLOBAL;
    if (o->kind == BW_OBJ_GLOBAL)
        return true;
    p->kind = PORT_LOCAL;
    return o->kind == BW_OBJ_LOCAL && o->context == x->access_context && o->size != 0;
}

static bool port_memory(exporter *x, const bw_symbol *s, port_sym *p, uint32_t depth);

/* The number of a portable symbol, 0 when there is none. */
static uint32_t export_sym(exporter *x, bw_sym sym, uint32_t depth)
{
    const bw_symbol s = *bw_sym_at(&x->e->values, sym);
    port_sym p = {.type = s.type};
    bool good = false;
    if (depth == 0)
        return 0;
    switch (s.kind) {
    case BW_SYM_ADDRESS:
        good = port_address(x, &s, &p);
        break;
    case BW_SYM_MEMORY:
        good = bw_sym_of_entry(&s) && s.type != 0 && port_memory(x, &s, &p, depth);
        break;
    case BW_SYM_WRAP:
        p.kind = PORT_WRAP;
        p.modular = s.op != 0;
        good = s.type != 0 && (p.a = export_form(x, s.a, depth - 1)) != 0;
        break;
    case BW_SYM_OPERATION:
        p.kind = PORT_OPERATION;
        p.op = s.op;
        good = s.type != 0 && (p.a = export_form(x, s.a, depth - 1)) != 0 && (p.b = export_form(x, s.b, depth - 1)) != 0;
        break;
    default:
        break;
    }
    if (!good)
        return 0;
    bw_vec_push(x->e->arena, &x->to->syms, p);
    return x->to->syms.count - 1;
}

static bool port_memory(exporter *x, const bw_symbol *s, port_sym *p, uint32_t depth)
{
    bw_engine *e = x->e;
    const bw_obj *o = bw_obj_at(e, bw_mem_object_of(e, s->key[0]));
    if (o->kind == BW_OBJ_LOCAL) {
        bw_ir_ref first = e->module->funcs.at[e->top].object;
        p->kind = PORT_PARAM;
        p->index = o->ir - first;
        return o->context == 1 && o->ir != 0 && e->module->objects.at[o->ir].kind == BW_OBJECT_PARAM && s->key[1] == 0;
    }
    p->kind = PORT_LOAD;
    p->off_bits = (int32_t)s->key[1];
    p->bits = s->bits;
    /* high bits of the place would stand above the width in the key */
    bool near = s->key[2] == s->bits && p->off_bits >= 0 && !o->untrusted;
    return near && (p->base = export_sym(x, s->key[0], depth - 1)) != 0;
}

static uint32_t export_form(exporter *x, bw_lin lin, uint32_t depth)
{
    if (lin == 0 || depth == 0)
        return 0;
    const bw_linear l = *bw_lin_at(&x->e->values, lin);
    port_form form = {.constant = l.constant, .count = l.count};
    for (uint32_t i = 0; i < l.count; i++) {
        form.coeff[i] = l.terms[i].coeff;
        form.sym[i] = export_sym(x, l.terms[i].sym, depth);
        if (form.sym[i] == 0)
            return 0;
    }
    bw_vec_push(x->e->arena, &x->to->forms, form);
    return x->to->forms.count - 1;
}

/* Is the symbol what stood somewhere on entry? Conditions on anything else do not bind the caller. */
static bool on_entry(const bw_engine *e, bw_sym sym)
{
    const bw_symbol *s = bw_sym_at(&e->values, sym);
    return bw_sym_of_entry(s);
}

static bool add_guard(exporter *x, requirement *r, bw_lin lin, bool differs)
{
    uint32_t form = export_form(x, lin, EXPORT_DEPTH);
    if (form == 0)
        return true;
    if (r->guard_count == GUARDS_MAX)
        return false;
    r->differs |= (uint32_t)differs << r->guard_count;
    r->guards[r->guard_count++] = form;
    return true;
}

/* The conditions on the way to the access, as far as they speak of the entry. False: too many. */
static bool add_guards(exporter *x, const bw_state *s, requirement *r)
{
    bw_values *v = &x->e->values;
    for (uint32_t i = 0; i < s->bounds.count; i++) {
        bw_bound b = s->bounds.at[i];
        const bw_symbol symbol = *bw_sym_at(v, b.sym);
        if (symbol.kind == BW_SYM_COMPARE && symbol.op == BW_CMP_NE && b.lo > 0 && !add_guard(x, r, bw_lin_sub(v, symbol.a, symbol.b), true))
            return false;
        if (!on_entry(x->e, b.sym))
            continue;
        bw_lin lin = bw_lin_sym(v, b.sym);
        if (b.lo > symbol.lo && !add_guard(x, r, bw_lin_sub(v, bw_lin_const(v, b.lo), lin), false))
            return false;
        if (b.hi < symbol.hi && !add_guard(x, r, bw_lin_offset(v, lin, -b.hi), false))
            return false;
    }
    for (uint32_t i = 0; i < s->facts.count; i++)
        if (!add_guard(x, r, s->facts.at[i].lin, false))
            return false;
    return true;
}

/* The calls from the function under analysis to that of the access. */
static bool trace_chain(const bw_engine *e, uint32_t context, requirement *r)
{
    for (; context != 1; context = e->contexts.at[context].parent) {
        if (r->depth == CHAIN_MAX || context == 0)
            return false;
        r->chain[r->depth++] = (chain_link){e->contexts.at[context].func, e->contexts.at[context].call};
    }
    return true;
}

static bool known_site(const struct bw_requires *all, const bw_access *access, const requirement *r)
{
    for (uint32_t i = 0; i < all->at.count; i++) {
        const requirement *known = &all->at.at[i];
        if (known->access.site == access->site && known->access.pointer_arg == access->pointer_arg &&
            known->depth == r->depth && memcmp(known->chain, r->chain, sizeof r->chain) == 0)
            return true;
    }
    return false;
}

void bw_require_note(bw_engine *e, uint32_t context, const bw_state *s, const bw_access *access)
{
    if (e->top >= e->summary_count || !e->reporting || e->trial || s->outside != 0 || s->unlikely || s->contrary || access->pointer == 0 || access->size == 0)
        return;
    bw_wide constant;
    bw_lin offset;
    bw_sym base = bw_lin_base(&e->values, access->pointer, &offset);
    /* members of records are good wherever the record is */
    bool fixed = access->kind == BW_ACCESS_PLAIN && base != 0 && bw_lin_is_const(&e->values, offset, &constant);
    if (base == 0 || fixed || (e->summaries[e->top].requires != NULL && e->summaries[e->top].requires->at.count >= REQUIRES_MAX))
        return;
    if (e->summaries[e->top].requires == NULL) {
        e->summaries[e->top].requires = bw_core_new(e->arena, struct bw_requires);
        bw_vec_push(e->arena, &e->summaries[e->top].requires->syms, (port_sym){0});
        bw_vec_push(e->arena, &e->summaries[e->top].requires->forms, (port_form){0});
    }
    struct bw_requires *all = e->summaries[e->top].requires;
    uint32_t syms = all->syms.count, forms = all->forms.count;
    exporter x = {e, all, context};
    requirement r = {.access = *access};
    bool good = trace_chain(e, context, &r) && !known_site(all, access, &r);
    good = good && (r.pointer = export_form(&x, access->pointer, EXPORT_DEPTH)) != 0 &&
           (r.size = export_form(&x, access->size, EXPORT_DEPTH)) != 0;
    uint32_t member = bw_region_member(e, access->region);
    if (good && member != 0) {
        bw_region region = e->regions.at[member];
        r.field = region.field;
        good = (r.start = export_form(&x, region.start, EXPORT_DEPTH)) != 0 &&
               (r.region_size = export_form(&x, region.size, EXPORT_DEPTH)) != 0;
    }
    good = good && add_guards(&x, s, &r);
    if (good) {
        bw_vec_push(e->arena, &all->at, r);
    } else {
        all->syms.count = syms;
        all->forms.count = forms;
    }
}

/* ---- instantiation ---------------------------------------------------------------------------------------------- */

typedef struct importer {
    bw_call_run *c;
    const struct bw_requires *from;
    bw_state *s;
    uint32_t context; /* of the access */
} importer;

static bw_lin import_form(importer *m, uint32_t form, uint32_t depth);

static bw_lin import_sym(importer *m, uint32_t number, uint32_t depth)
{
    bw_engine *e = m->c->e;
    const port_sym p = m->from->syms.at[number];
    if (depth == 0)
        return 0;
    bw_lin a, b;
    switch (p.kind) {
    case PORT_PARAM:
        return p.index < m->c->argc ? m->c->args[p.index].lin : 0;
    case PORT_GLOBAL:
        return bw_lin_sym(&e->values, bw_obj_at(e, bw_mem_object(e, 0, p.index))->base);
    case PORT_LOCAL:
        return bw_lin_sym(&e->values, bw_obj_at(e, bw_mem_object(e, m->context, p.index))->base);
    case PORT_LOAD: {
        a = import_sym(m, p.base, depth - 1);
        bw_lin offset;
        bw_sym base = a != 0 ? bw_lin_base(&e->values, a, &offset) : 0;
        if (base == 0 || p.off_bits % 8 != 0)
            return 0;
        bw_value place = {bw_lin_offset(&e->values, a, p.off_bits / 8), 0};
        return bw_mem_load(e, m->s, place, p.type, 0, m->context, number | 0x20000000u, inst_of(m->c)->loc).lin;
    }
    case PORT_WRAP:
        a = import_form(m, p.a, depth - 1);
        return a != 0 ? bw_arith_fit(e, m->s, a, p.type, p.modular, inst_of(m->c)->loc) : 0;
    default:
        a = import_form(m, p.a, depth - 1);
        b = import_form(m, p.b, depth - 1);
        return a != 0 && b != 0 ? bw_arith_bin(e, m->s, (bw_ir_bin)p.op, a, b, p.type, inst_of(m->c)->loc) : 0;
    }
}

static bw_lin import_form(importer *m, uint32_t number, uint32_t depth)
{
    bw_values *v = &m->c->e->values;
    const port_form form = m->from->forms.at[number];
    bw_lin sum = bw_lin_const(v, form.constant);
    for (uint32_t i = 0; i < form.count && sum != 0; i++)
        sum = bw_lin_add_scaled(v, sum, import_sym(m, form.sym[i], depth), form.coeff[i]);
    return sum;
}

#define IMPORT_DEPTH 8

static void check_one(bw_call_run *c, const struct bw_requires *from, const requirement *r)
{
    bw_engine *e = c->e;
    bw_state s = bw_state_clone(c->s);
    uint32_t context = bw_context_make(e, context_of(c), c->func, c->site);
    bw_ir_ref func = c->func;
    (void)bw_order_of(e, func);
    for (uint32_t i = r->depth; i-- != 0;) {
        func = r->chain[i].func;
        (void)bw_order_of(e, func);
        context = bw_context_make(e, context, func, r->chain[i].call);
    }
    importer m = {c, from, &s, context};
    for (uint32_t i = 0; i < r->guard_count; i++) {
        bw_lin guard = import_form(&m, r->guards[i], IMPORT_DEPTH);
        bool holds = guard == 0                ? true
                     : r->differs >> i & 1u ? bw_num_assume_cmp(e, &s, BW_CMP_NE, guard, bw_lin_const(&e->values, 0), BW_WHY_INDEX_DERIVED)
                                            : bw_num_assume_le(e, &s, guard, BW_WHY_INDEX_DERIVED);
        if (!holds)
            return; /* this caller never comes there */
    }
    bw_access access = r->access;
    access.pointer = import_form(&m, r->pointer, IMPORT_DEPTH);
    access.size = import_form(&m, r->size, IMPORT_DEPTH);
    access.region = 0;
    access.verdict = BW_OPEN;
    access.always = access.before = access.untrusted = false;
    access.offset = access.limit = access.object = 0;
    if (access.pointer == 0 || access.size == 0)
        return;
    if (r->start != 0) {
        bw_region region = {.start = import_form(&m, r->start, IMPORT_DEPTH),
                            .size = import_form(&m, r->region_size, IMPORT_DEPTH),
                            .field = r->field};
        if (region.start == 0 || region.size == 0)
            return;
        access.region = bw_region_make(e, region);
    }
    bw_frame frame = {.context = context, .func = func, .order = bw_order_of(e, func)};
    bw_run run = {.frame = &frame, .block = 1};
    bw_event_access(e, &run, &s, &access);
}

void bw_require_check(bw_call_run *c)
{
    bw_engine *e = c->e;
    if (!e->reporting || e->trial || c->func == 0 || c->func >= e->summary_count || e->summaries[c->func].requires == NULL)
        return;
    const struct bw_requires *from = e->summaries[c->func].requires;
    uint32_t count = from->at.count;
    for (uint32_t i = 0; i < count && c->func != e->top; i++) {
        e->work_units += 2;
        check_one(c, from, &from->at.at[i]);
    }
}
