/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What checks are told: accesses with their verdict, allocations, instructions. */
#include "core/engine.h"
#include "core/lock.h"

#include <string.h>

const bw_check *const bw_check_impls[BW_CHECK_COUNT] = {
#define BW_CHECK(ident, id, severity, stage, cwe, on, summary) &bw_check_##ident,
#include "checks.def"
#undef BW_CHECK
};

static bool enabled(const bw_engine *e, int check)
{
    return !e->options->off[check];
}

/* Where the access begins in the region, or in the object for 0, and how large that is. False: not known. */
static bool frame_access(bw_engine *e, const bw_state *s, bw_access *access, uint32_t region)
{
    bw_lin offset;
    bw_sym base = bw_lin_base(&e->values, access->pointer, &offset);
    access->object = base != 0 ? bw_mem_object_of(e, base) : 0;
    access->region = region;
    if (access->object == 0)
        return false;
    if (region != 0) {
        const bw_region *r = &e->regions.at[region];
        bw_lin inside = bw_lin_sub(&e->values, access->pointer, r->start);
        if (inside != 0) {
            access->offset = inside;
            access->limit = r->size;
            return true;
        }
    }
    access->offset = offset;
    access->limit = bw_mem_objstate(e, s, access->object).size;
    return access->limit != 0;
}

/* Is the place of the access, or its length, a number that a caller handed down? */
static bool index_by_choice(const bw_engine *e, const bw_run *r, const bw_state *s, const bw_access *access)
{
    const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
    bw_ir_val val = access->pointer_val;
    while (val != 0 && (func->insts[val].op == BW_IR_FIELD || func->insts[val].op == BW_IR_CAST))
        val = func->insts[val].a;
    if (val != 0 && func->insts[val].op == BW_IR_INDEX && bw_life_by_choice(e, r, s, func->insts[val].b))
        return true;
    return access->size_val != 0 && bw_life_by_choice(e, r, s, access->size_val);
}

/* Does the access come exactly to the end of a later member, over arrays of the same elements that lie one behind the other?
 * Who goes through them in one loop means to. */
static bool over_neighbours(bw_engine *e, const bw_state *s, const bw_access *access)
{
    const bw_region *r = &e->regions.at[access->region];
    bw_lin end = bw_lin_add(&e->values, access->offset, access->size);
    if (access->kind != BW_ACCESS_PLAIN || access->region == 0 || r->field == 0 || end == 0)
        return false;
    const bw_ir_field *field = &e->module->fields.at[r->field];
    const bw_ir_type *parent = &e->module->types.at[field->parent], *type = &e->module->types.at[field->type];
    bw_wide most = bw_num_upper(e, s, end) * 8 + (bw_wide)field->offset_bits;
    if (parent->kind != BW_TYPE_STRUCT || type->kind != BW_TYPE_ARRAY)
        return false;
    uint64_t at = field->offset_bits + type->size * 8;
    for (uint32_t i = r->field + 1 - parent->field; i < parent->field_count; i++) {
        const bw_ir_field *next = &e->module->fields.at[parent->field + i];
        const bw_ir_type *more = &e->module->types.at[next->type];
        if (next->offset_bits != at || more->kind != BW_TYPE_ARRAY || more->elem != type->elem || more->size == 0)
            return false;
        at += more->size * 8;
        if ((bw_wide)at == most)
            return true;
    }
    return false;
}

/* Judges the access in its present frame. */
static void judge_frame(bw_engine *e, const bw_run *r, const bw_state *s, bw_access *access)
{
    bw_values *v = &e->values;
    access->verdict = BW_OPEN;
    bw_lin past = bw_lin_sub(v, bw_lin_add(v, access->offset, access->size), access->limit);
    bw_lin before = bw_lin_scale(v, access->offset, -1);
    bw_trace trace = {0};
    bw_wide limit;
    if (past != 0 && bw_num_interval_upper(e, s, past) <= 0 && bw_num_interval_lower(e, s, access->offset) >= 0) {
        access->verdict = BW_PROVED;
        return;
    }
    if (past != 0 && bw_num_attained(e, s, past, &trace)) {
        access->verdict = BW_VIOLATION;
    } else if (before != 0 && bw_num_attained(e, s, before, &trace)) {
        access->verdict = BW_VIOLATION;
        access->before = true;
    } else if (past != 0 && bw_num_upper(e, s, past) <= 0 && bw_num_lower(e, s, access->offset) >= 0) {
        access->verdict = BW_PROVED;
    }
    /* where nothing bounds it from above, the end of a loop may be somebody else's to choose */
    if (access->verdict == BW_OPEN && access->write && past != 0 && !e->trial && !s->doubtful && bw_num_interval_upper(e, s, past) >= (bw_wide)1 << 30 &&
        bw_lin_is_const(v, access->limit, &limit) && limit > 0 && bw_endless_input(e, r, access)) {
        access->verdict = BW_VIOLATION;
        access->untrusted = true;
    }
    if (access->verdict == BW_OPEN && past != 0 && !e->trial && !s->doubtful && bw_num_interval_upper(e, s, past) >= (bw_wide)1 << 16 &&
        bw_lin_is_const(v, access->limit, &limit) && limit > 0 && (access->printed = bw_printed_unasked(e, r, access)) != 0)
        access->verdict = BW_VIOLATION;
    /* what lies behind a branch of which nothing says that it is taken is no evidence */
    bool by_choice = trace.always && (bw_life_by_choice(e, r, s, access->pointer_val) || index_by_choice(e, r, s, access) ||
                                      bw_life_object_by_choice(e, r, s, access->object));
    by_choice |= access->verdict == BW_VIOLATION && !access->before && !trace.always && over_neighbours(e, s, access);
    if (access->verdict == BW_VIOLATION && by_choice)
        access->verdict = BW_OPEN;
    if (access->verdict == BW_VIOLATION && (e->trial || s->outside != 0 || s->unlikely || s->contrary))
        access->verdict = BW_OPEN;
    if (access->verdict != BW_VIOLATION)
        return;
    access->always = trace.always;
    for (uint32_t i = 0; i < trace.count; i++)
        access->untrusted |= bw_sym_at(v, trace.syms[i])->untrusted && e->whys.at[trace.whys[i]].kind != BW_WHY_TEST;
    for (uint32_t i = 0; i < trace.count && access->untrusted && access->again == 0; i++)
        access->again = bw_user_first(e, s, bw_lin_sym(v, trace.syms[i]));
    e->trace = trace;
}

/* Is a region part of the object whatever the values, as a member of a variable is? */
static bool region_fits(bw_engine *e, const bw_state *s, const bw_access *access, uint32_t region)
{
    const bw_region *r = &e->regions.at[region];
    bw_lin offset, size = bw_mem_objstate(e, s, access->object).size;
    if (bw_lin_base(&e->values, r->start, &offset) != bw_obj_at(e, access->object)->base || size == 0)
        return false;
    bw_lin past = bw_lin_sub(&e->values, bw_lin_add(&e->values, offset, r->size), size);
    return past != 0 && bw_num_interval_upper(e, s, past) <= 0 && bw_num_interval_lower(e, s, offset) >= 0;
}

/* An access is in bounds when it is in those of every array on the way to it, and of the object. The innermost member
 * decides first: that is the one the programmer meant. */
static void judge(bw_engine *e, const bw_run *r, const bw_state *s, bw_access *access)
{
    uint32_t way = access->region, member = bw_region_member(e, way);
    access->verdict = BW_OPEN;
    if (access->size == 0 || !frame_access(e, s, access, member))
        return;
    judge_frame(e, r, s, access);
    for (; access->verdict == BW_PROVED; way = e->regions.at[way].outer) {
        bw_access wider = *access;
        /* an object of unknown size is as large as the types of its members say */
        if (way != member && frame_access(e, s, &wider, way)) {
            judge_frame(e, r, s, &wider);
            if (wider.verdict != BW_PROVED && e->regions.at[way].row)
                access->verdict = BW_OPEN;
            else if (wider.verdict != BW_PROVED)
                *access = wider;
        }
        if (way == 0 || (e->regions.at[way].outer == 0 && region_fits(e, s, access, way)))
            break;
    }
    /* how long the buffer of a request is, the request says: ioctl-contract tells */
    if (access->verdict == BW_VIOLATION && access->region == 0 && bw_obj_at(e, access->object)->request)
        access->verdict = BW_OPEN;
}

static void remember(const bw_engine *e, uint8_t *verdicts, uint32_t site, bw_verdict verdict)
{
    static const uint8_t rank[] = {[BW_PROVED] = 1, [BW_OPEN] = 2, [BW_VIOLATION] = 3};
    if (site < e->site_count && verdicts[site] < rank[verdict])
        verdicts[site] = rank[verdict];
}

/* Is the place a part of a variable that is called by its name? To a constant, only its initialiser stores that way. */
static bool by_name(const bw_ir_func *func, bw_ir_val val)
{
    const bw_ir_inst *inst = &func->insts[val];
    while (inst->op == BW_IR_FIELD || inst->op == BW_IR_INDEX || (inst->op == BW_IR_CAST && !(inst->flags & BW_INST_EXPLICIT)))
        inst = &func->insts[inst->a];
    return inst->op == BW_IR_ADDR;
}

/* Does it store to a literal, or to an object that is declared const, whatever the type of the pointer? That nobody in view
 * stores to a global makes it no such object. */
static bool writes_constant(bw_engine *e, const bw_run *r, const bw_state *s, const bw_access *access)
{
    if (!access->write || access->pointer == 0 || access->size == 0 || e->trial || s->doubtful || s->outside != 0 || s->unlikely ||
        s->contrary)
        return false;
    const bw_obj *o = bw_obj_at(e, bw_mem_object_of(e, bw_lin_base_of(&e->values, access->pointer)));
    bool constant = o->ir != 0 && (o->kind == BW_OBJ_LITERAL || (e->module->objects.at[o->ir].flags & BW_OBJECT_CONST));
    return constant && !by_name(&e->module->funcs.at[r->frame->func], access->pointer_val) &&
           bw_num_interval_lower(e, s, access->size) > 0 &&
           !bw_life_by_choice(e, r, s, access->pointer_val) && !index_by_choice(e, r, s, access);
}

/* Does nothing but the type of a pointer that code out of view answered with say how large the object is? That it leads to a
 * whole one is what that code owes: it is taken for true, and not for proved. */
static bool owed_by_callee(bw_engine *e, const bw_state *s, const bw_access *access)
{
    const bw_symbol *base = bw_sym_at(&e->values, bw_obj_at(e, access->object)->base);
    if (base->kind != BW_SYM_RESULT || base->key[0] == 0 || bw_mem_objstate(e, s, access->object).size != 0)
        return false;
    const bw_ir_func *func = &e->module->funcs.at[e->contexts.at[base->key[0]].func];
    return base->key[1] < func->inst_count && func->insts[base->key[1]].op == BW_IR_CALL;
}

void bw_event_access(bw_engine *e, bw_run *r, bw_state *s, bw_access *access)
{
    judge(e, r, s, access);
    access->constant = writes_constant(e, r, s, access);
    if (s->locks != NULL)
        bw_lock_extent(e, r, s, access);
    if (access->verdict == BW_OPEN) {
        bw_require_note(e, r->frame->context, s, access);
        bw_summary_need(e, s, access->pointer);
        bw_summary_need(e, s, access->size);
        bw_summary_need(e, s, access->limit);
    } else if (access->verdict == BW_PROVED && (s->end_assumed || owed_by_callee(e, s, access))) {
        access->verdict = BW_OPEN;
    }
    if (r->frame->context == 1) {
        const bw_ir_func *func = &e->module->funcs.at[r->frame->func];
        remember(e, e->site_verdicts, access->site, access->verdict);
        if (access->write)
            remember(e, e->site_writes, access->site, access->verdict);
        /* the subscript an access was made through shares its verdict */
        bw_ir_val from = access->pointer_val;
        while (from != 0 && (func->insts[from].op == BW_IR_FIELD || func->insts[from].op == BW_IR_CAST))
            from = func->insts[from].a;
        if (from != 0 && from != access->site && func->insts[from].op == BW_IR_INDEX)
            remember(e, e->site_verdicts, from, access->verdict);
    }
    /* what a trusted header does with its own memory is proved there, once, and not again in each of its users */
    if (e->module->funcs.at[r->frame->func].flags & BW_FUNC_TRUSTED)
        return;
    BW_TELL(e, r, s, access, access);
}

void bw_event_unmeasured(bw_engine *e, bw_run *r, uint32_t site)
{
    if (r->frame->context == 1)
        remember(e, e->site_verdicts, site, BW_OPEN);
}

void bw_event_alloc(bw_engine *e, bw_run *r, bw_state *s, bw_alloc *alloc)
{
    if (e->trial)
        return;
    bw_summary_need(e, s, alloc->size);
    BW_TELL(e, r, s, alloc, alloc);
}

#define TELL(what, value)                                                                                              \
    do {                                                                                                               \
        if (!(e->module->funcs.at[r->frame->func].flags & BW_FUNC_TRUSTED))                                            \
            BW_TELL(e, r, s, what, value);                                                                             \
    } while (0)

void bw_event_use(bw_engine *e, bw_run *r, bw_state *s, const bw_use *use)
{
    TELL(use, use);
}
void bw_event_release(bw_engine *e, bw_run *r, bw_state *s, const bw_release *release)
{
    TELL(release, release);
}
void bw_event_leak(bw_engine *e, bw_run *r, bw_state *s, const bw_leak *leak)
{
    TELL(leak, leak);
}
void bw_event_uninit(bw_engine *e, bw_run *r, bw_state *s, const bw_uninit *uninit)
{
    TELL(uninit, uninit);
}
void bw_event_wait(bw_engine *e, bw_run *r, bw_state *s, const bw_wait *wait)
{
    bw_wait told = *wait;
    told.entered = e->whys.at[s->held_why].loc;
    told.interrupt = s->held_why == e->interrupt_why;
    TELL(wait, &told);
}
void bw_event_ref(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_finding *finding)
{
    TELL(ref, finding);
}
void bw_event_lock(bw_engine *e, bw_run *r, bw_state *s, const bw_lock_finding *finding)
{
    TELL(lock, finding);
}
void bw_event_typed(bw_engine *e, bw_run *r, bw_state *s, const bw_typed_finding *finding)
{
    TELL(typed, finding);
}
void bw_event_fatal(bw_engine *e, bw_run *r, bw_state *s, const bw_fatal *fatal)
{
    TELL(fatal, fatal);
}
void bw_event_misuse(bw_engine *e, bw_run *r, bw_state *s, const bw_misuse *misuse)
{
    TELL(misuse, misuse);
}
void bw_event_contract(bw_engine *e, bw_run *r, bw_state *s, const bw_contract *contract)
{
    TELL(contract, contract);
}
void bw_event_rights(bw_engine *e, bw_run *r, bw_state *s, const bw_rights *rights)
{
    TELL(rights, rights);
}
void bw_event_exposure(bw_engine *e, bw_run *r, bw_state *s, const bw_exposure *exposure)
{
    TELL(exposure, exposure);
}
void bw_event_user(bw_engine *e, bw_run *r, bw_state *s, const bw_user_access *access)
{
    TELL(user, access);
}
void bw_event_format(bw_engine *e, bw_run *r, bw_state *s, const bw_format_finding *finding)
{
    TELL(format, finding);
}
void bw_event_pair(bw_engine *e, bw_run *r, bw_state *s, const bw_pair *pair)
{
    TELL(pair, pair);
}
void bw_event_late_test(bw_engine *e, bw_run *r, bw_state *s, const bw_late_test *test)
{
    TELL(late_test, test);
}

static bool is_access(uint8_t op)
{
    return op == BW_IR_LOAD || op == BW_IR_STORE || op == BW_IR_COPY || op == BW_IR_CALL;
}

/* Counts the verdicts of a function, and tells them where somebody asks. */
static void settle_verdicts(bw_engine *e, bw_ir_ref func)
{
    static const bw_counter counters[] = {
        [1] = BW_COUNTER_ACCESSES_PROVED, [2] = BW_COUNTER_ACCESSES_OPEN, [3] = BW_COUNTER_ACCESSES_VIOLATION};
    static const bw_verdict verdicts[] = {[0] = BW_OPEN, [1] = BW_PROVED, [2] = BW_OPEN, [3] = BW_VIOLATION};
    const bw_ir_func *f = &e->module->funcs.at[func];
    for (uint32_t i = 1; i < f->inst_count && i < e->site_count; i++) {
        /* paths that were not followed to their end may hold anything */
        if (e->out_of_budget && e->site_verdicts[i] == 1)
            e->site_verdicts[i] = 2;
        uint8_t seen = e->site_verdicts[i];
        if (!is_access(f->insts[i].op))
            continue;
        if (seen != 0)
            e->count[counters[seen]]++;
        if (e->options->judged != NULL && (seen != 0 || e->out_of_budget))
            e->options->judged(e->options->judged_context, func, i, verdicts[seen]);
    }
}

void bw_event_function(bw_engine *e, bw_ir_ref func)
{
    const bw_ir_func *f = &e->module->funcs.at[func];
    settle_verdicts(e, func);
    bw_check_context c = {e, NULL, NULL, func, 1};
    for (int i = 0; i < BW_CHECK_COUNT; i++) {
        if (bw_check_impls[i]->inst == NULL || !enabled(e, i))
            continue;
        if (bw_check_list[i].stage == BW_STAGE_PROFILE &&
            (!(f->flags & BW_FUNC_HARDENED) || (f->flags & BW_FUNC_TRUSTED)))
            continue;
        for (uint32_t site = 1; site < f->inst_count; site++) {
            bw_ir_inst inst = e->module->funcs.at[func].insts[site];
            bw_check_impls[i]->inst(&c, site, &inst);
        }
    }
}

/* ---- questions ---- */

const bw_ir_module *bw_ask_module(const bw_check_context *c)
{
    return c->e->module;
}
const bw_ir_func *bw_ask_func(const bw_check_context *c)
{
    return &c->e->module->funcs.at[c->func];
}
const bw_models *bw_ask_models(const bw_check_context *c)
{
    return c->e->models;
}
bool bw_ask_raw(const bw_check_context *c, bw_raw_kind kind)
{
    return !c->e->options->raw_off[kind];
}
const bw_values *bw_ask_values(const bw_check_context *c)
{
    return &c->e->values;
}
const bw_ir_inst *bw_ask_inst(const bw_check_context *c, bw_ir_val val)
{
    return &bw_ask_func(c)->insts[val];
}

bw_ir_val bw_ask_origin(const bw_check_context *c, bw_ir_val val)
{
    const bw_ir_func *func = bw_ask_func(c);
    while (func->insts[val].op == BW_IR_CAST && !(func->insts[val].flags & BW_INST_EXPLICIT))
        val = func->insts[val].a;
    return val;
}

bw_object_facts bw_ask_object(const bw_check_context *c, uint32_t object)
{
    static const uint8_t storage[] = {[BW_OBJ_LOCAL] = BW_STORAGE_LOCAL,
                                      [BW_OBJ_GLOBAL] = BW_STORAGE_GLOBAL,
                                      [BW_OBJ_LITERAL] = BW_STORAGE_LITERAL,
                                      [BW_OBJ_HEAP] = BW_STORAGE_HEAP,
                                      [BW_OBJ_POINTEE] = BW_STORAGE_UNKNOWN};
    const bw_obj *o = bw_obj_at(c->e, object);
    bw_object_facts facts = {.name = "", .family = o->family, .callee = o->callee != NULL ? o->callee : "", .tag = o->tag, .loc = o->loc};
    facts.storage = storage[o->kind];
    facts.type = o->type != 0 ? o->type : bw_sym_at(&c->e->values, o->base)->pointee;
    if (o->ir != 0)
        facts.name = c->e->module->objects.at[o->ir].name;
    return facts;
}

bool bw_ask_advanced(bw_check_context *c, bw_lin offset)
{
    bw_sym sym = offset != 0 ? bw_lin_as_sym(&c->e->values, offset) : 0;
    if (sym == 0 || bw_sym_at(&c->e->values, sym)->kind != BW_SYM_PHI)
        return false;
    bw_bound b = bw_num_bound(c->e, c->s, sym);
    return b.lo == 0 && b.hi > 0;
}

bool bw_ask_constant(bw_check_context *c, bw_lin lin, bw_wide *ret_value)
{
    if (lin == 0)
        return false;
    if (bw_lin_is_const(&c->e->values, lin, ret_value))
        return true;
    bw_wide lo = bw_num_interval_lower(c->e, c->s, lin);
    if (lo != bw_num_interval_upper(c->e, c->s, lin))
        return false;
    *ret_value = lo;
    return true;
}

bw_wide bw_ask_upper(bw_check_context *c, bw_lin lin)
{
    return lin == 0 ? BW_INFINITY : bw_num_upper(c->e, c->s, lin);
}
bw_wide bw_ask_lower(bw_check_context *c, bw_lin lin)
{
    return lin == 0 ? -BW_INFINITY : bw_num_lower(c->e, c->s, lin);
}

bool bw_ask_unterminated(const bw_check_context *c, const bw_access *access)
{
    const bw_objstate *state = access->object != 0 ? bw_objstate_find(c->s, access->object) : NULL;
    const bw_linear *l = access->size != 0 ? bw_lin_at(&c->e->values, access->size) : NULL;
    bool measured = false;
    for (uint32_t t = 0; l != NULL && t < l->count; t++)
        measured |= bw_sym_at(&c->e->values, l->terms[t].sym)->kind == BW_SYM_STRLEN;
    return measured && state != NULL && state->open_text != 0 && state->open_text == state->text;
}

/* Was the result compared with what it was computed from? So overflow is looked for after the fact: size < count. */
static bool compared_with_operand(const bw_engine *e, const bw_state *s, bw_sym wrap)
{
    const bw_linear *form = bw_lin_at(&e->values, bw_sym_at(&e->values, wrap)->a);
    for (uint32_t i = 0; i < s->facts.count; i++) {
        if (bw_lin_coeff(&e->values, s->facts.at[i].lin, wrap) == 0)
            continue;
        for (uint32_t t = 0; t < form->count; t++)
            if (bw_lin_coeff(&e->values, s->facts.at[i].lin, form->terms[t].sym) != 0)
                return true;
    }
    return false;
}

bool bw_ask_wraps(bw_check_context *c, bw_lin lin, bw_lin *ret_form, bw_sym *ret_sym)
{
    bw_engine *e = c->e;
    if (lin == 0)
        return false;
    bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t i = 0; i < l.count; i++) {
        const bw_symbol symbol = *bw_sym_at(&e->values, l.terms[i].sym);
        bw_trace trace;
        if (symbol.kind == BW_SYM_OPERATION) {
            if (bw_ask_wraps(c, symbol.a, ret_form, ret_sym) || bw_ask_wraps(c, symbol.b, ret_form, ret_sym))
                return true;
            continue;
        }
        if (symbol.kind != BW_SYM_WRAP || compared_with_operand(e, c->s, l.terms[i].sym))
            continue;
        bw_lin over = bw_lin_offset(&e->values, symbol.a, -symbol.hi);
        bw_lin under = bw_lin_offset(&e->values, bw_lin_scale(&e->values, symbol.a, -1), symbol.lo);
        if ((over != 0 && bw_num_attained(e, c->s, over, &trace)) ||
            (under != 0 && bw_num_attained(e, c->s, under, &trace))) {
            e->trace = trace;
            *ret_form = symbol.a;
            *ret_sym = l.terms[i].sym;
            return true;
        }
        if (bw_ask_wraps(c, symbol.a, ret_form, ret_sym))
            return true;
    }
    return false;
}

static bool bounded_above(const bw_engine *e, const bw_state *s, bw_sym sym)
{
    bw_bound b = bw_num_bound(e, s, sym);
    if (b.hi < bw_sym_at(&e->values, sym)->hi)
        return true;
    for (uint32_t i = 0; i < s->facts.count; i++)
        if (bw_lin_coeff(&e->values, s->facts.at[i].lin, sym) > 0)
            return true;
    return false;
}

/* Sixteen bits are a bound of their own. */
#define NARROW_LIMIT ((bw_wide)1 << 17)

/* Does an attacker choose lin, by a value that may be `least` or more, with no check between? */
static bool unchecked(bw_engine *e, const bw_state *s, bw_lin lin, bw_wide least, bw_sym *ret_sym)
{
    if (lin == 0)
        return false;
    bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t i = 0; i < l.count; i++) {
        bw_sym sym = l.terms[i].sym;
        const bw_symbol symbol = *bw_sym_at(&e->values, sym);
        if (l.terms[i].coeff <= 0 || !symbol.untrusted || symbol.limited)
            continue;
        if (symbol.kind == BW_SYM_STRLEN)
            continue; /* the string is there already: its memory is the bound */
        if (symbol.kind == BW_SYM_OPERATION && symbol.op == BW_BIN_MUL) {
            if (unchecked(e, s, symbol.a, least, ret_sym) || unchecked(e, s, symbol.b, least, ret_sym))
                return true;
        } else if (symbol.kind == BW_SYM_WRAP) {
            if (!bounded_above(e, s, sym) && unchecked(e, s, symbol.a, least, ret_sym))
                return true;
        } else if (symbol.kind != BW_SYM_OPERATION && symbol.hi >= least && !bounded_above(e, s, sym)) {
            *ret_sym = sym;
            return true;
        }
    }
    return false;
}

bool bw_ask_unchecked(bw_check_context *c, bw_lin lin, bw_sym *ret_sym)
{
    return unchecked(c->e, c->s, lin, NARROW_LIMIT, ret_sym);
}

static bool bounded_below(const bw_engine *e, const bw_state *s, bw_sym sym)
{
    if (bw_num_bound(e, s, sym).lo > bw_sym_at(&e->values, sym)->lo)
        return true;
    for (uint32_t i = 0; i < s->facts.count; i++)
        if (bw_lin_coeff(&e->values, s->facts.at[i].lin, sym) < 0)
            return true;
    return false;
}

bool bw_ask_one_sided(bw_check_context *c, bw_lin lin, bw_sym *ret_sym)
{
    bw_engine *e = c->e;
    bw_linear l = *bw_lin_at(&e->values, lin);
    for (uint32_t i = 0; i < l.count; i++) {
        bw_sym sym = l.terms[i].sym;
        const bw_symbol symbol = *bw_sym_at(&e->values, sym);
        /* all else can be nothing, so that the sum is as far below zero as this one is */
        if (l.terms[i].coeff > 0 && symbol.untrusted && !symbol.limited && symbol.lo < 0 &&
            symbol.kind != BW_SYM_OPERATION && symbol.kind != BW_SYM_WRAP && symbol.kind != BW_SYM_PHI &&
            bounded_above(e, c->s, sym) && !bounded_below(e, c->s, sym) &&
            bw_num_interval_lower(e, c->s, lin) <= symbol.lo * l.terms[i].coeff) {
            *ret_sym = sym;
            return true;
        }
    }
    return false;
}

bool bw_ask_in_request(bw_check_context *c, const bw_access *a)
{
    bw_lin end = a->offset != 0 && a->size != 0 ? bw_lin_add(&c->e->values, a->offset, a->size) : 0;
    return end != 0 && bw_num_lower(c->e, c->s, a->offset) >= 0 && bw_contract_within(c->e, c->s, a->object, end);
}

bool bw_event_unchecked(bw_engine *e, const bw_state *s, bw_lin lin, bw_sym *ret_sym)
{
    return unchecked(e, s, lin, 1, ret_sym);
}

bool bw_ask_plain(const bw_check_context *c, bw_lin lin)
{
    const bw_values *v = &c->e->values;
    bw_linear l = *bw_lin_at(v, lin);
    for (uint32_t t = 0; t < l.count; t++) {
        const bw_symbol *symbol = bw_sym_at(v, l.terms[t].sym);
        if (symbol->kind == BW_SYM_OPERATION && symbol->op == BW_BIN_MUL && l.count == 1)
            return bw_ask_plain(c, symbol->a) && bw_ask_plain(c, symbol->b);
        bool cast = symbol->kind == BW_SYM_WRAP && symbol->op;
        if (symbol->kind == BW_SYM_OPERATION || symbol->kind == BW_SYM_PHI || (symbol->kind == BW_SYM_WRAP && !cast))
            return false;
    }
    return true;
}

bool bw_ask_writes_proved(const bw_check_context *c, uint32_t site)
{
    return site < c->e->site_count && c->e->site_writes[site] <= 1 && !c->e->out_of_budget;
}

bw_verdict bw_ask_site_verdict(const bw_check_context *c, uint32_t site, bool *ret_visited)
{
    uint8_t seen = site < c->e->site_count ? c->e->site_verdicts[site] : 0;
    *ret_visited = seen != 0;
    return seen == 1 ? BW_PROVED : seen == 3 ? BW_VIOLATION : BW_OPEN;
}
