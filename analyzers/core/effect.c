/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What API models say that a call does: allocations, bytes moved, results. */
#include "core/call.h"
#include "core/refs.h"

/* ---- effects of models ---- */

/* One effect of the call under way; amounts are as they were before any effect. */
typedef struct effect_run {
    bw_effect effect;
    bw_lin size, value;
} effect_run;

/* Did an attacker choose what stands in the object from offset on? */
static bool taint_at(bw_engine *e, const bw_state *s, uint32_t object, bw_lin offset)
{
    bw_wide at;
    bw_objstate state = bw_mem_objstate(e, s, object);
    if (!bw_lin_is_const(&e->values, offset, &at) || at < 0 || at > (bw_wide)1 << 50)
        return bw_taint_any(&state.taint);
    return bw_taint_meets(&state.taint, (int64_t)at, INT64_MAX);
}

/* Is what an argument is, or what it points to, chosen by an attacker? */
static bool arg_untrusted(const bw_call_run *c, uint16_t arg)
{
    bw_engine *e = c->e;
    bw_value value = argument_of(c, arg);
    bw_lin offset;
    if (value.lin == 0)
        return false;
    if (bw_lin_untrusted(&e->values, value.lin))
        return true;
    bw_sym base = bw_lin_base(&e->values, value.lin, &offset);
    uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
    return object != 0 && taint_at(e, c->s, object, offset);
}

/* Does the size depend on how long the string is that arg points to? Then it looks at the string first. */
static bool asks_length(const bw_models *models, uint32_t index, uint16_t arg)
{
    const bw_expr *x = &models->exprs.at[index];
    if (x->kind == BW_EXPR_STRLEN || x->kind == BW_EXPR_WCSLEN)
        return models->exprs.at[x->left].kind == BW_EXPR_ARG && models->exprs.at[x->left].value == arg;
    bool two = x->kind == BW_EXPR_ADD || x->kind == BW_EXPR_SUB || x->kind == BW_EXPR_MUL || x->kind == BW_EXPR_MIN ||
               x->kind == BW_EXPR_MAX;
    return two && (asks_length(models, x->left, arg) || asks_length(models, x->right, arg));
}

static bool use_bytes(bw_call_run *c, uint16_t arg, const effect_run *run, bool write)
{
    bw_engine *e = c->e;
    bw_value pointer = argument_of(c, arg);
    if (arg == BW_ARG_RESULT || pointer.lin == 0)
        return true;
    if (run->effect.kind == BW_EFFECT_NEEDS && arg < c->argc && !is_pointer_arg(c, arg) && bw_lin_base_of(&e->values, pointer.lin) == 0)
        return true; /* a number that stands for nothing we know of */
    bool optional = (run->effect.flags & BW_EFFECT_OPTIONAL) != 0; /* whether it is null is the callee's own question */
    bool some = !optional && (run->effect.kind == BW_EFFECT_NEEDS ||
                (run->size != 0 && bw_num_lower(e, c->s, run->size) >= 1) ||
                (run->effect.size != 0 && asks_length(c->models, run->effect.size, arg)));
    bw_use use = {.kind = some ? BW_USE_CALL : BW_USE_ARGUMENT,
                  .write = write,
                  .site = c->site,
                  .callee = e->module->funcs.at[c->func].name,
                  .pointer_val = arg < c->argc ? c->vals[arg] : 0,
                  .pointer = pointer.lin,
                  .perhaps = !some && !optional && run->size != 0 && bw_num_upper(e, c->s, run->size) >= 1};
    if (!bw_life_use(e, c->run, c->s, use))
        return false;
    bool asks = run->effect.size != 0 && asks_length(c->models, run->effect.size, arg);
    if ((asks || (some && !write)) && run->effect.kind != BW_EFFECT_COPY && run->effect.kind != BW_EFFECT_NEEDS &&
        run->effect.kind != BW_EFFECT_DELIVER)
        bw_life_read_bytes(e, c->run, c->s, c->site, use.callee, use.pointer_val, pointer);
    return true;
}

static void access_bytes(bw_call_run *c, uint16_t arg, const effect_run *run, bool write)
{
    bw_engine *e = c->e;
    bw_value pointer = argument_of(c, arg);
    if (!e->reporting || pointer.lin == 0)
        return;
    if (run->size == 0) {
        if (write)
            bw_contract_lost(e, c->s, pointer);
        if (run->effect.size != 0)
            bw_event_unmeasured(e, c->run, c->site);
        return;
    }
    uint32_t size_arg = bw_call_size_argument(c, run->effect.size);
    bw_access access = {.kind = BW_ACCESS_CALL,
                        .write = write,
                        .site = c->site,
                        .callee = e->module->funcs.at[c->func].name,
                        .model = c->model,
                        .pointer_arg = arg,
                        .size_arg = size_arg,
                        .pointer_val = arg < c->argc ? c->vals[arg] : 0,
                        .size_val = size_arg != UINT32_MAX ? c->vals[size_arg] : 0,
                        .region = pointer.region,
                        .pointer = pointer.lin,
                        .size = run->size};
    bw_event_access(e, c->run, c->s, &access);
    if (arg != BW_ARG_RESULT)
        bw_user_use(e, c->run, c->s, (bw_user_access){.write = write, .site = c->site, .callee = access.callee,
                                                      .pointer_val = access.pointer_val, .pointer = pointer.lin,
                                                      .size = run->size});
}

/* The callee goes to a process's memory without a look at the address. */
static void use_unprobed(bw_call_run *c, uint16_t arg, bw_lin size, bool write)
{
    bw_user_unprobed(c->e, c->run, c->s, (bw_user_access){.write = write, .site = c->site, .size = size,
                                                          .callee = c->e->module->funcs.at[c->func].name,
                                                          .pointer_val = arg < c->argc ? c->vals[arg] : 0,
                                                          .pointer = argument_of(c, arg).lin});
}

static void release(bw_call_run *c, uint16_t arg, const char *family)
{
    bw_release event = {.site = c->site,
                        .callee = c->e->module->funcs.at[c->func].name,
                        .family = family,
                        .pointer_val = arg < c->argc ? c->vals[arg] : 0,
                        .pointer = argument_of(c, arg).lin,
                        .tag = bw_call_tag(c)};
    bw_life_release(c->e, c->run, c->s, event);
}

/* Is the object at pointer so large, or of a size that is not known? */
static bool covers_object(const bw_call_run *c, bw_value pointer, bw_lin size)
{
    bw_sym base = bw_lin_base_of(&c->e->values, pointer.lin);
    uint32_t object = base != 0 ? bw_sym_at(&c->e->values, base)->object : 0;
    bw_lin whole = object != 0 ? bw_mem_objstate(c->e, c->s, object).size : 0;
    return whole == 0 || whole == size;
}

static void fresh_result(bw_call_run *c, bool untrusted)
{
    bw_engine *e = c->e;
    const bw_ir_inst *inst = inst_of(c);
    c->result = (bw_value){bw_fresh(e, context_of(c), c->site, untrusted ? 5 : 0, inst->type, inst->loc), 0};
    c->result_known = true;
}

/* The result points into what an argument points to, or is null: those two are told apart from here on. */
static void return_within(bw_call_run *c, const effect_run *run)
{
    bw_engine *e = c->e;
    bw_value pointer = argument_of(c, run->effect.arg);
    if (pointer.lin == 0)
        return;
    uint32_t key[5] = {context_of(c), c->site, 10, 0, 1};
    bw_lin moved = bw_lin_sym(&e->values, bw_call_length(c, BW_SYM_RESULT, key, false));
    bw_lin past = run->size != 0 ? bw_lin_sub(&e->values, moved, run->size) : 0;
    if (past != 0 && bw_num_lower(e, c->s, past) > 0) {
        c->result = (bw_value){bw_lin_const(&e->values, 0), 0}; /* there is nowhere to point to */
        c->result_known = true;
        return;
    }
    if (past != 0)
        bw_num_assume_le(e, c->s, past, BW_WHY_INDEX_DERIVED);
    c->result = (bw_value){bw_lin_add(&e->values, pointer.lin, moved), pointer.region};
    c->result_known = c->result.lin != 0;
    c->or_null = c->result_known && !(run->effect.flags & BW_EFFECT_NONNULL);
}

/* Is the result a number made of one number alone? Asked twice, it is the same. */
static bool is_image(const bw_call_run *c, const bw_effect *effect)
{
    uint8_t kind = c->e->module->types.at[inst_of(c)->type].kind;
    return (c->model->flags & BW_MODEL_PURE) && c->argc == 1 && c->args[0].lin != 0 && kind == BW_TYPE_INT &&
           !(effect->flags & BW_EFFECT_RANGE);
}

/* Is one of the bits set on which the effect does not fail? */
static bool told_not_to_fail(bw_call_run *c, const bw_effect *effect)
{
    bw_wide told;
    bw_lin value = (effect->flags & BW_EFFECT_UNLESS) ? argument_of(c, effect->arg2).lin : 0;
    return value != 0 && bw_lin_is_const(&c->e->values, value, &told) && ((int64_t)told & effect->low) != 0;
}

static void return_effect(bw_call_run *c, const effect_run *run)
{
    bw_engine *e = c->e;
    const bw_effect *effect = &run->effect;
    const bw_ir_inst *inst = inst_of(c);
    bool untrusted = (effect->flags & BW_EFFECT_UNTRUSTED) != 0;
    if (effect->flags & BW_EFFECT_WITHIN) {
        return_within(c, run);
        return;
    }
    if (effect->flags & BW_EFFECT_DERIVED)
        untrusted |= arg_untrusted(c, effect->arg2);
    if (run->value != 0 && !(effect->flags & BW_EFFECT_RANGE)) {
        const bw_expr x = c->models->exprs.at[effect->value];
        c->result =
            (bw_value){run->value, x.kind == BW_EXPR_ARG && (uint64_t)x.value < c->argc ? c->args[x.value].region : 0};
        c->result_known = true;
    }
    if (!c->result_known && (effect->flags & BW_EFFECT_DERIVED) && is_image(c, effect)) {
        c->result = (bw_value){bw_arith_image(e, c->func, c->args[0].lin, inst->type, inst->loc), 0};
        c->result_known = true;
    }
    if (!c->result_known)
        fresh_result(c, untrusted);
    bw_sym sym = bw_lin_as_sym(&e->values, c->result.lin);
    if (sym == 0)
        return;
    if (untrusted) {
        bool pointer = bw_sym_at(&e->values, sym)->is_pointer;
        if (pointer)
            bw_mem_objstate_edit(e, c->s, bw_mem_object_of(e, sym))->taint = (bw_taint){.anywhere = true};
        else
            bw_sym_at(&e->values, sym)->untrusted = true;
        bw_sym_at(&e->values, sym)->loc = inst->loc;
    }
    if (effect->flags & BW_EFFECT_RANGE) {
        uint32_t why =
            (effect->flags & BW_EFFECT_LOOSE) ? BW_WHY_INDEX_DERIVED : bw_why_make(e, BW_WHY_MODEL, inst->loc);
        bool open_end = effect->value != 0;
        bw_num_restrict(e, c->s, sym, effect->low, open_end ? BW_INFINITY : effect->high, why);
        bw_sym_at(&e->values, sym)->limited |= open_end;
        if (open_end && run->value != 0)
            bw_num_assume_le(e, c->s, bw_lin_sub(&e->values, c->result.lin, run->value), why);
    }
    if (effect->flags & BW_EFFECT_NONNULL)
        bw_num_restrict(e, c->s, sym, 1, BW_INFINITY, BW_WHY_INDEX_DERIVED);
    if ((effect->flags & BW_EFFECT_ERRORS) && bw_sym_at(&e->values, sym)->is_pointer) {
        bw_sym_at(&e->values, sym)->may_err = true;
        bw_sym_at(&e->values, sym)->loc = inst->loc;
    }
    if ((effect->flags & BW_EFFECT_FAILS) && !told_not_to_fail(c, effect) && bw_sym_at(&e->values, sym)->is_pointer) {
        bw_bound bound = bw_num_bound(e, c->s, sym);
        bound.lo_why = bw_why_make(e, BW_WHY_MODEL, inst->loc);
        bw_bound_set(e->work, c->s, bound);
    }
}

#define FILL_CELLS_MAX 128

/* A short fill with one known character: the characters are known one by one, so that a string's end can be told. */
static void fill_characters(bw_call_run *c, bw_value pointer, const effect_run *run)
{
    bw_engine *e = c->e;
    bw_lin offset;
    bw_wide at, size, value;
    if (run->size == 0 || run->value == 0 || !bw_lin_is_const(&e->values, run->size, &size) ||
        !bw_lin_is_const(&e->values, run->value, &value) || value == 0)
        return;
    bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
    if (bw_mem_object_of(e, base) == 0 || !bw_lin_is_const(&e->values, offset, &at) || at < 0 || at > INT32_MAX)
        return;
    const bw_ir_func *callee = &e->module->funcs.at[c->func];
    const bw_ir_type *param = &e->module->types.at[e->module->objects.at[callee->object + run->effect.arg].type];
    uint64_t width = param->kind == BW_TYPE_POINTER ? e->module->types.at[param->elem].size : 0;
    uint32_t elem = width == 2 || width == 4 ? (uint32_t)width : 1; /* wide characters, else bytes */
    if (size > FILL_CELLS_MAX * (bw_wide)elem)
        return;
    bw_value character = {bw_lin_const(&e->values, elem == 1 ? value & 0xff : value), 0};
    for (bw_wide i = 0; i + elem <= size; i += elem)
        bw_cell_set(e->work, c->s,
                    (bw_cell){.base = base, .off_bits = (int64_t)(at + i) * 8, .bits = elem * 8, .value = character});
}

/* Of the characters that an argument, or the result, leads to, as the callee declares it. */
static uint32_t character_size(const bw_call_run *c, uint16_t arg)
{
    const bw_ir_inst *inst = arg < c->argc ? &caller_of(c)->insts[c->vals[arg]] : inst_of(c);
    const bw_ir_type *type = &c->e->module->types.at[inst->type];
    uint64_t size = type->kind == BW_TYPE_POINTER ? c->e->module->types.at[type->elem].size : 0;
    return size == 2 || size == 4 ? (uint32_t)size : 1;
}

/* What an effect needs of its pointers. False: one of them is null, the call does not come back. */
static bool use_pointers(bw_call_run *c, const effect_run *run, uint16_t arg)
{
    switch (run->effect.kind) {
    case BW_EFFECT_READ:
    case BW_EFFECT_NEEDS:
        return use_bytes(c, arg, run, false);
    case BW_EFFECT_WRITE:
    case BW_EFFECT_FILL:
    case BW_EFFECT_FETCH:
        return use_bytes(c, arg, run, true);
    case BW_EFFECT_DELIVER:
        return use_bytes(c, arg, run, false);
    case BW_EFFECT_COPY:
        return use_bytes(c, arg, run, true) && use_bytes(c, run->effect.arg2, run, false);
    default:
        return true;
    }
}

/* Some allocators cannot fail, or clear what they give, when an argument tells them so. */
static uint32_t alloc_flags(bw_call_run *c, const bw_effect *effect)
{
    bw_wide told;
    bw_lin value = (effect->flags & BW_EFFECT_ZEROES) ? argument_of(c, effect->arg2).lin : 0;
    uint32_t flags = effect->flags & ~(uint32_t)BW_EFFECT_ZEROES;
    bool known = value != 0 && bw_lin_is_const(&c->e->values, value, &told);
    if (told_not_to_fail(c, effect))
        flags |= BW_EFFECT_NOFAIL;
    if ((effect->flags & BW_EFFECT_ZEROES) && known && ((int64_t)told & effect->high) != 0)
        flags |= BW_EFFECT_ZEROED;
    if ((effect->flags & BW_EFFECT_ZEROES) && !known)
        flags |= BW_EFFECT_ZEROES; /* it may be, or not */
    return flags;
}

/* One conversion of scanf. run: as the clause says. */
static void store_scanned(bw_call_run *c, void *context, uint16_t arg, bw_lin size)
{
    const effect_run *clause = context;
    effect_run run = {.effect = clause->effect, .size = size};
    run.effect.size = 0;
    bool untrusted = (clause->effect.flags & BW_EFFECT_UNTRUSTED) || arg_untrusted(c, clause->effect.arg2);
    bw_value pointer = argument_of(c, arg);
    if (!use_bytes(c, arg, &run, true))
        return;
    access_bytes(c, arg, &run, true);
    if (pointer.lin != 0)
        bw_mem_fill(c->e, c->s, pointer, size, untrusted ? BW_FILL_UNTRUSTED : BW_FILL_UNKNOWN, context_of(c), c->site);
}

static void apply_scan(bw_call_run *c, const effect_run *run)
{
    effect_run clause = *run;
    /* whoever wrote the text chose whether it is as the format wants it: when nobody asks, nothing may have been stored */
    if ((run->effect.flags & BW_EFFECT_DERIVED) && arg_untrusted(c, run->effect.arg2) && !c->fails && !bw_call_answer_used(c)) {
        c->failed = bw_state_clone(c->s);
        c->fails = true;
    }
    if (bw_call_scanned(c, run->effect.arg, (run->effect.flags & BW_EFFECT_DERIVED) ? run->effect.arg2 : BW_ARG_NONE, store_scanned, &clause))
        return;
    for (uint32_t arg = c->model->param_count; arg < c->argc; arg++)
        store_scanned(c, &clause, (uint16_t)arg, 0);
}

/* A string that printf shows. loose: null is shown as such. */
typedef struct shown {
    bool loose, goes_on;
} shown;

static bool is_null(const bw_call_run *c, bw_value pointer)
{
    bw_wide address;
    return pointer.lin != 0 && bw_lin_is_const(&c->e->values, pointer.lin, &address) && address == 0;
}

/* Is nothing touched, since the pointer that may be null is? */
static bool left_out(const bw_call_run *c, const effect_run *run)
{
    return (run->effect.flags & BW_EFFECT_OPTIONAL) && is_null(c, argument_of(c, run->effect.arg));
}

static void read_shown(bw_call_run *c, void *context, uint16_t arg, bw_lin size)
{
    shown *strings = context;
    effect_run run = {.effect = {.kind = BW_EFFECT_READ, .arg = arg, .flags = strings->loose ? BW_EFFECT_OPTIONAL : 0}, .size = size};
    if (!strings->goes_on || size == 0 || left_out(c, &run))
        return;
    strings->goes_on = use_bytes(c, arg, &run, false);
    if (strings->goes_on)
        access_bytes(c, arg, &run, false);
}

static void apply_one(bw_call_run *c, const effect_run *run, uint16_t arg)
{
    bw_engine *e = c->e;
    const bw_effect *effect = &run->effect;
    bw_value pointer = argument_of(c, arg);
    bw_wide constant;
    bool untrusted = (effect->flags & BW_EFFECT_UNTRUSTED) != 0 ||
                     ((effect->flags & BW_EFFECT_DERIVED) && arg_untrusted(c, effect->arg2));
    switch (effect->kind) {
    case BW_EFFECT_ALLOC:
        if ((effect->flags & BW_EFFECT_WITHOUT) && !is_null(c, argument_of(c, effect->arg2)))
            break;
        bw_call_allocate(c, run->size, bw_call_size_argument(c, effect->size), alloc_flags(c, effect), effect->family);
        if (effect->flags & BW_EFFECT_FAILS)
            bw_call_fails_with(c, effect->high);
        break;
    case BW_EFFECT_REALLOC: {
        bw_wide old;
        if (pointer.lin != 0 && bw_lin_is_const(&e->values, pointer.lin, &old) && old == 0) { /* the same as malloc */
            bw_call_allocate(c, run->size, bw_call_size_argument(c, effect->size), alloc_flags(c, effect), effect->family);
            break;
        }
        c->failed = bw_state_clone(c->s); /* the old object lives on when it fails */
        c->fails = !(alloc_flags(c, effect) & BW_EFFECT_NOFAIL);
        bw_life_resize_failed(e, c->run, &c->failed, c->site, pointer.lin, effect->family);
        release(c, arg, effect->family);
        bw_call_allocate(c, run->size, bw_call_size_argument(c, effect->size), effect->flags | BW_EFFECT_NOFAIL,
                         effect->family);
        /* what was there is there again, as far as it reaches */
        bw_mem_fill(e, c->s, c->result, 0, BW_FILL_UNKNOWN, context_of(c), c->site);
        break;
    }
    case BW_EFFECT_ALLOC_OUT:
        bw_call_allocate_out(c, effect, run->size);
        break;
    case BW_EFFECT_LEND:
        bw_call_lend(c, effect, run->size);
        break;
    case BW_EFFECT_FREE:
        if (effect->size == 0 || covers_object(c, pointer, run->size))
            release(c, arg, effect->family);
        else
            bw_mem_escape(e, c->s, pointer); /* what is left of it is not followed */
        break;
    case BW_EFFECT_READ:
        access_bytes(c, arg, run, false);
        if (c->models->exprs.at[effect->size].kind == BW_EXPR_MIN)
            bw_mem_end_sought(e, c->s, pointer);
        break;
    case BW_EFFECT_WRITE:
        access_bytes(c, arg, run, true);
        if (!untrusted && pointer.lin != 0 && bw_lin_base_of(&e->values, pointer.lin) != 0) /* of a record, it may be but a part */
            bw_mem_escape_content(e, c->s, bw_lin_base_of(&e->values, pointer.lin));
        if (pointer.lin != 0)
            bw_mem_fill(e, c->s, pointer, run->size, untrusted ? BW_FILL_UNTRUSTED : BW_FILL_UNKNOWN, context_of(c),
                        c->site);
        break;
    case BW_EFFECT_COPY:
        bw_user_length(e, c->s, argument_of(c, effect->arg2).lin, run->size);
        bw_user_length(e, c->s, pointer.lin, run->size);
        access_bytes(c, arg, run, true); /* the write is the worse one: told first */
        access_bytes(c, effect->arg2, run, false);
        if (effect->flags & BW_EFFECT_APART)
            bw_pair_copy(c, effect, run->size);
        if (bw_user_reads(e, c->s, pointer.lin))
            bw_user_deliver(e, c->run, c->s, c->site, e->module->funcs.at[c->func].name,
                            effect->arg2 < c->argc ? c->vals[effect->arg2] : 0, argument_of(c, effect->arg2), run->size);
        if (pointer.lin != 0)
            bw_mem_copy(e, c->s, pointer, argument_of(c, effect->arg2), run->size, context_of(c), c->site);
        break;
    case BW_EFFECT_FILL:
        access_bytes(c, arg, run, true);
        if (pointer.lin != 0)
            bw_mem_fill(e, c->s, pointer, run->size,
                        run->value != 0 && bw_lin_is_const(&e->values, run->value, &constant) && constant == 0
                            ? BW_FILL_ZERO
                            : BW_FILL_UNKNOWN,
                        context_of(c), c->site);
        if (pointer.lin != 0 && arg < c->argc && arg < e->module->funcs.at[c->func].param_count)
            fill_characters(c, pointer, run);
        break;
    case BW_EFFECT_FETCH:
        access_bytes(c, arg, run, true);
        if (effect->flags & BW_EFFECT_UNPROBED)
            use_unprobed(c, effect->arg2, run->size, false);
        bw_contract_copy(e, c->run, c->s, c->site, effect->arg2 < c->argc ? c->vals[effect->arg2] : 0,
                         argument_of(c, effect->arg2).lin, run->size, false);
        if (pointer.lin != 0) {
            bw_mem_fill(e, c->s, pointer, run->size, BW_FILL_USER, context_of(c), c->site);
            bw_user_captured(e, c->s, pointer, argument_of(c, effect->arg2), run->size, context_of(c), c->site);
        }
        break;
    case BW_EFFECT_DELIVER:
        access_bytes(c, arg, run, false);
        if ((effect->flags & BW_EFFECT_UNPROBED) && (effect->flags & BW_EFFECT_DERIVED))
            use_unprobed(c, effect->arg2, run->size, true);
        if (effect->flags & BW_EFFECT_DERIVED)
            bw_contract_copy(e, c->run, c->s, c->site, effect->arg2 < c->argc ? c->vals[effect->arg2] : 0,
                             argument_of(c, effect->arg2).lin, run->size, true);
        bw_user_deliver(e, c->run, c->s, c->site, e->module->funcs.at[c->func].name, arg < c->argc ? c->vals[arg] : 0,
                        pointer, run->size);
        break;
    case BW_EFFECT_STRING:
        bw_call_string_there(c, pointer);
        if (effect->flags & BW_EFFECT_DERIVED)
            bw_call_told_length(c, pointer);
        else if (effect->flags & BW_EFFECT_UPTO)
            bw_call_ends_within(c, pointer, run->size, character_size(c, arg), arg == BW_ARG_RESULT);
        else
            bw_call_ends(c, pointer, run->size, character_size(c, arg));
        break;
    case BW_EFFECT_UNTERMINATED:
        bw_call_unterminated(c, pointer, (effect->flags & BW_EFFECT_DERIVED) ? argument_of(c, effect->arg2) : (bw_value){0, 0},
                             run->size, character_size(c, arg));
        break;
    case BW_EFFECT_RETURN:
        return_effect(c, run);
        break;
    case BW_EFFECT_ESCAPE:
        bw_mem_escape(e, c->s, pointer);
        if (c->s->refs != NULL)
            bw_ref_managed(e, c->s, pointer.lin, (effect->flags & BW_EFFECT_MANAGED) != 0);
        break;
    case BW_EFFECT_SCAN:
        apply_scan(c, run);
        break;
    case BW_EFFECT_SHOW: {
        shown strings = {.loose = (effect->flags & BW_EFFECT_LOOSE) != 0, .goes_on = true};
        bw_call_format_judged(c, arg, arg_untrusted(c, arg), strings.loose);
        bw_call_shown(c, arg, read_shown, &strings);
        break;
    }
    case BW_EFFECT_CALL:
        bw_call_back(c, arg, effect->arg2);
        break;
    default:
        bw_call_kernel_effect(c, effect, run->size);
        break;
    }
}

static bool apply_effect(bw_call_run *c, const effect_run *run)
{
    if (left_out(c, run))
        return true;
    if (!(run->effect.flags & BW_EFFECT_REST)) {
        if (!use_pointers(c, run, run->effect.arg))
            return false;
        apply_one(c, run, run->effect.arg);
        return true;
    }
    for (uint32_t arg = run->effect.arg; arg < c->argc; arg++)
        if (is_pointer_arg(c, arg))
            apply_one(c, run, (uint16_t)arg);
    return true;
}

/* The effects of the model with their amounts as they are before the call, in the function's arena. */
static effect_run *amounts_of(bw_call_run *c)
{
    uint32_t count = c->model->effect_count;
    effect_run *runs = bw_core_array(c->e->work, effect_run, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        bw_effect effect = c->models->effects.at[c->model->effect + i];
        runs[i] = (effect_run){effect, effect.size != 0 ? bw_call_amount(c, effect.size) : 0,
                               effect.value != 0 ? bw_call_amount(c, effect.value) : 0};
    }
    return runs;
}

void bw_call_requirements(bw_call_run *c)
{
    effect_run *runs = amounts_of(c);
    for (uint32_t i = 0; i < c->model->effect_count; i++) {
        const bw_effect *effect = &runs[i].effect;
        bool write = effect->kind == BW_EFFECT_WRITE;
        if (left_out(c, &runs[i]))
            continue;
        if (write || effect->kind == BW_EFFECT_READ || effect->kind == BW_EFFECT_NEEDS) {
            if (use_bytes(c, effect->arg, &runs[i], write) && effect->kind != BW_EFFECT_NEEDS)
                access_bytes(c, effect->arg, &runs[i], write);
        } else if (effect->kind == BW_EFFECT_LEVEL) {
            bw_call_kernel_effect(c, effect, 0);
        }
    }
}

/* A function that is given a lock and does not surely take or drop it may have tried to. */
static void leave_locks(bw_call_run *c)
{
    for (uint32_t i = 0; i < c->argc && c->s->refs != NULL; i++) {
        bool sure = false, tried = false;
        for (uint32_t k = 0; k < c->model->effect_count; k++) {
            const bw_effect *effect = &c->models->effects.at[c->model->effect + k];
            bool lock = effect->kind == BW_EFFECT_LOCK || effect->kind == BW_EFFECT_UNLOCK;
            tried |= effect->arg == i && (effect->kind == BW_EFFECT_PIN || (lock && (effect->flags & BW_EFFECT_TRIED)));
            sure |= lock && effect->arg == i && !(effect->flags & BW_EFFECT_TRIED);
        }
        if (!sure && c->args[i].lin != 0)
            bw_ref_lock_unknown(c->e, c->s, c->args[i].lin, tried);
    }
}

bool bw_call_model(bw_call_run *c)
{
    bw_engine *e = c->e;
    e->count[BW_COUNTER_CALLS_MODELLED]++;
    if (c->model->flags & BW_MODEL_FATAL)
        bw_fatal_stop(e, c->run, c->s, c->site, c->model->name);
    if (c->model->flags & BW_MODEL_NORETURN)
        return false;
    uint32_t count = c->model->effect_count;
    effect_run *runs = amounts_of(c);
    if (c->model->flags & BW_MODEL_COMPLETES)
        bw_contract_complete(e, c->run, c->s, c->site, 0);
    bw_call_hand_over(c, false);
    leave_locks(c);
    for (uint32_t i = 0; i < count; i++)
        if (!apply_effect(c, &runs[i]))
            return false;
    if (c->model->flags & BW_MODEL_MODE) {
        fresh_result(c, false);
        bw_sym_at(&e->values, bw_lin_as_sym(&e->values, c->result.lin))->asks_mode = true;
    }
    if (!(c->model->flags & (BW_MODEL_PURE | BW_MODEL_QUIET)))
        bw_call_unknown(c);
    return true;
}
