/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calls: by model when there is one, into the body when it is in view and the budget allows, else by what the
 * declaration says, with everything reachable changed. */
#include "core/engine.h"

#include <string.h>

#define DEPTH_MAX 6

typedef struct call {
  bw_engine *e;
  bw_run *run;
  bw_state *s;
  uint32_t site;
  bw_ir_ref func; /* 0: unknown */
  uint32_t argc;
  bw_value *args;
  bw_ir_val *vals;
  const bw_model *model;
  bw_value result;
  bool result_known;
  bool or_null; /* the result may also be null, on a path of its own */
} call;

static const bw_ir_func *caller_of(const call *c) { return &c->e->module->funcs.at[c->run->frame->func]; }
static const bw_ir_inst *inst_of(const call *c) { return &caller_of(c)->insts[c->site]; }
static uint32_t context_of(const call *c) { return c->run->frame->context; }

/* ---- expressions of models ---- */

static bool known_string(bw_engine *e, bw_value pointer, uint32_t elem, bw_wide *ret_length) {
  bw_lin offset;
  bw_wide at;
  bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
  uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
  if (object == 0 || !bw_lin_is_const(&e->values, offset, &at) || at < 0) return false;
  const bw_obj *o = bw_obj_at(e, object);
  if (o->ir == 0 || !(o->is_const || o->kind == BW_OBJ_LITERAL)) return false;
  const bw_ir_object *ir = &e->module->objects.at[o->ir];
  if (ir->data == NULL) return false;
  for (uint64_t i = (uint64_t)at; i + elem <= ir->size; i += elem) {
    bool zero = true;
    for (uint32_t k = 0; k < elem; k++) zero &= ir->data[i + k] == 0;
    if (zero) {
      *ret_length = ((bw_wide)i - at) / elem;
      return true;
    }
  }
  return false;
}

/* The same for memory whose characters the state knows one by one. */
static bool stored_string(bw_engine *e, const bw_state *s, bw_sym base, bw_wide at, uint32_t elem, bool zeroed, bw_wide *ret_length) {
  for (bw_wide i = 0; i < 128; i++) {
    const bw_cell *cell = bw_cell_find(s, base, (int64_t)(at + i * elem) * 8, elem * 8);
    bw_wide value;
    if (cell == NULL ? !zeroed : cell->value.lin == 0 || !bw_lin_is_const(&e->values, cell->value.lin, &value)) return false;
    if (cell != NULL && value != 0) continue;
    *ret_length = i;
    return true;
  }
  return false;
}

/* Characters before the terminator: exact where the bytes are known, else a symbol of the string's present content. */
static bw_lin string_length(call *c, bw_value pointer, uint32_t elem) {
  bw_engine *e = c->e;
  bw_wide length;
  if (pointer.lin == 0) return 0;
  if (known_string(e, pointer, elem, &length)) return bw_lin_const(&e->values, length);
  bw_lin offset;
  bw_sym base = bw_lin_base(&e->values, pointer.lin, &offset);
  uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
  if (object == 0) return 0;
  bw_objstate state = bw_mem_objstate(e, c->s, object);
  bool fresh;
  if (bw_lin_is_const(&e->values, offset, &length) && length >= 0 && length < (bw_wide)1 << 32 &&
      stored_string(e, c->s, base, length, elem, state.content == BW_CONTENT_ZERO, &length))
    return bw_lin_const(&e->values, length);
  uint32_t key[5] = {pointer.lin, state.version, c->s->versions[0], elem, 0};
  bw_sym sym = bw_sym_get(&e->values, BW_SYM_STRLEN, key, &fresh);
  if (fresh) {
    bw_symbol *symbol = bw_sym_at(&e->values, sym);
    symbol->bits = 64;
    symbol->lo = 0;
    symbol->hi = ((bw_wide)1 << 47) - 1;
    symbol->loc = inst_of(c)->loc;
    symbol->untrusted = state.untrusted;
  }
  bw_wide room, at;
  if (state.size != 0 && bw_lin_is_const(&e->values, state.size, &room) && bw_lin_is_const(&e->values, offset, &at) && room > at)
    bw_num_restrict(e, c->s, sym, 0, (room - at) / elem - 1, BW_WHY_INDEX_DERIVED);
  return bw_lin_sym(&e->values, sym);
}

/* The argument's pointee size, as its source had it before the conversion to void *. */
static uint64_t elem_size(const call *c, uint32_t arg) {
  const bw_ir_func *func = caller_of(c);
  const bw_ir_inst *inst = &func->insts[c->vals[arg]];
  for (int depth = 0; depth < 4 && inst->op == BW_IR_CAST && inst->sub == BW_CAST_PTR; depth++) inst = &func->insts[inst->a];
  const bw_ir_type *type = &c->e->module->types.at[inst->type];
  return type->kind == BW_TYPE_POINTER ? c->e->module->types.at[type->elem].size : 0;
}

/* As many bytes as an attacker likes to send. */
static bw_lin any_amount(call *c) {
  bw_engine *e = c->e;
  bool fresh;
  uint32_t key[5] = {context_of(c), c->site, 9, 0, 1};
  bw_sym sym = bw_sym_get(&e->values, BW_SYM_RESULT, key, &fresh);
  if (fresh) {
    bw_symbol *symbol = bw_sym_at(&e->values, sym);
    symbol->bits = 63;
    symbol->lo = 0;
    symbol->hi = ((bw_wide)1 << 63) - 1;
    symbol->untrusted = true;
    symbol->loc = inst_of(c)->loc;
  }
  return bw_lin_sym(&e->values, sym);
}

/* The less or the greater of two amounts of which neither is known to be it. */
static bw_lin either(call *c, bool least, bw_lin left, bw_lin right, uint32_t part) {
  bw_engine *e = c->e;
  bw_values *v = &e->values;
  bool fresh;
  uint32_t key[5] = {context_of(c), c->site, 64 + part, 0, 1};
  bw_sym sym = bw_sym_get(v, BW_SYM_RESULT, key, &fresh);
  bw_symbol *symbol = bw_sym_at(v, sym);
  if (fresh) symbol->loc = inst_of(c)->loc;
  symbol->untrusted = bw_lin_untrusted(v, left) && bw_lin_untrusted(v, right);
  bw_lin result = bw_lin_sym(v, sym);
  bw_lin sides[2] = {left, right};
  for (int i = 0; i < 2; i++) {
    bw_lin over = bw_lin_sub(v, result, sides[i]);
    if (over != 0) bw_num_assume_le(e, c->s, least ? over : bw_lin_scale(v, over, -1), BW_WHY_INDEX_DERIVED);
  }
  bw_wide a = bw_num_lower(e, c->s, left), b = bw_num_lower(e, c->s, right), x = bw_num_upper(e, c->s, left), y = bw_num_upper(e, c->s, right);
  bool use_a = least ? a < b : a > b, use_x = least ? x < y : x > y;
  bw_num_restrict(e, c->s, sym, use_a ? a : b, use_x ? x : y, BW_WHY_INDEX_DERIVED);
  return result;
}

/* Value of a model expression as it is before the call; 0 when it is not known. */
static bw_lin evaluate(call *c, uint32_t index) {
  bw_engine *e = c->e;
  bw_values *v = &e->values;
  const bw_expr x = e->models->exprs.at[index];
  bw_lin left = 0, right = 0;
  switch (x.kind) {
    case BW_EXPR_CONST: return bw_lin_const(v, x.value);
    case BW_EXPR_ARG: return (uint64_t)x.value < c->argc ? c->args[x.value].lin : 0;
    case BW_EXPR_STRLEN: case BW_EXPR_WCSLEN: {
      const bw_expr arg = e->models->exprs.at[x.left];
      if (arg.kind != BW_EXPR_ARG || (uint64_t)arg.value >= c->argc) return 0;
      uint64_t wide = elem_size(c, (uint32_t)arg.value);
      return string_length(c, c->args[arg.value], x.kind == BW_EXPR_STRLEN ? 1 : wide == 2 ? 2 : 4);
    }
    case BW_EXPR_ELEM: {
      const bw_expr arg = e->models->exprs.at[x.left];
      uint64_t size = arg.kind == BW_EXPR_ARG && (uint64_t)arg.value < c->argc ? elem_size(c, (uint32_t)arg.value) : 0;
      return size != 0 ? bw_lin_const(v, (bw_wide)size) : 0;
    }
    case BW_EXPR_ANY: return any_amount(c);
    case BW_EXPR_UNKNOWN: return 0;
    default: break;
  }
  left = evaluate(c, x.left);
  right = evaluate(c, x.right);
  if (left == 0 || right == 0) return 0;
  bw_lin result = 0;
  switch (x.kind) {
    case BW_EXPR_ADD: result = bw_lin_add(v, left, right); break;
    case BW_EXPR_SUB: result = bw_lin_sub(v, left, right); break;
    case BW_EXPR_MUL: result = bw_arith_product(e, c->s, left, right, inst_of(c)->loc); break;
    case BW_EXPR_MIN: case BW_EXPR_MAX: {
      bw_lin difference = bw_lin_sub(v, left, right);
      if (difference == 0) return 0;
      bool left_least = bw_num_upper(e, c->s, difference) <= 0, right_least = bw_num_lower(e, c->s, difference) >= 0;
      if (left_least) return x.kind == BW_EXPR_MIN ? left : right;
      if (right_least) return x.kind == BW_EXPR_MIN ? right : left;
      return either(c, x.kind == BW_EXPR_MIN, left, right, index);
    }
    default: return 0;
  }
  return result;
}

/* The argument whose value is the whole size expression, UINT32_MAX when it is made of several. */
static uint32_t size_argument(const call *c, uint32_t index) {
  const bw_expr x = c->e->models->exprs.at[index];
  return x.kind == BW_EXPR_ARG && (uint64_t)x.value < c->argc ? (uint32_t)x.value : UINT32_MAX;
}

/* ---- allocation ---- */

/* The type that the result is put to use as, when a conversion or a variable says it. */
static bw_ir_ref result_type(const call *c) {
  const bw_ir_func *func = caller_of(c);
  for (uint32_t i = c->site + 1; i < func->inst_count && i < c->site + 6; i++) {
    const bw_ir_inst *inst = &func->insts[i];
    if (inst->op != BW_IR_CAST || inst->sub != BW_CAST_PTR || inst->a != c->site) continue;
    const bw_ir_type *type = &c->e->module->types.at[inst->type];
    return type->kind == BW_TYPE_POINTER ? type->elem : 0;
  }
  return 0;
}

static void allocate(call *c, bw_lin size, uint32_t size_arg, uint32_t flags, const char *family) {
  bw_engine *e = c->e;
  const bw_ir_inst *inst = inst_of(c);
  bw_alloc event = {.site = c->site, .callee = c->func != 0 ? e->module->funcs.at[c->func].name : "", .checked = (flags & BW_EFFECT_CHECKED) != 0,
                    .size_arg = size_arg, .size_val = size_arg != UINT32_MAX ? c->vals[size_arg] : 0, .size = size, .type = result_type(c)};
  if (e->reporting) bw_event_alloc(e, c->run, c->s, &event);
  uint32_t object = bw_mem_heap(e, context_of(c), c->site, inst->loc);
  bw_obj *o = bw_obj_at(e, object);
  o->family = family;
  if (size_arg != UINT32_MAX) o->size_loc = caller_of(c)->insts[c->vals[size_arg]].loc;
  if (e->values.syms.at[o->base].pointee == 0) e->values.syms.at[o->base].pointee = event.type;
  bw_mem_drop(e, c->s, object);
  bool fresh;
  uint32_t key[5] = {context_of(c), c->site, 8, 0, 1};
  uint32_t version = bw_sym_get(&e->values, BW_SYM_RESULT, key, &fresh);
  *bw_mem_objstate_edit(e, c->s, object) =
      (bw_objstate){.object = object, .life = BW_LIFE_LIVE, .content = (flags & BW_EFFECT_ZEROED) ? BW_CONTENT_ZERO : BW_CONTENT_UNINIT, .version = version, .size = size};
  /* the address is a new unknown each time; it is null when the allocation failed */
  bw_sym base = bw_obj_at(e, object)->base;
  bw_bound bound = {.sym = base, .lo = (flags & BW_EFFECT_NOFAIL) ? 1 : 0, .hi = bw_sym_at(&e->values, base)->hi, .lo_why = BW_WHY_INDEX_TYPE, .hi_why = BW_WHY_INDEX_TYPE};
  bw_sym_at(&e->values, base)->lo = 0;
  bw_bound_set(e->work, c->s, bound);
  c->result = (bw_value){bw_lin_sym(&e->values, base), 0};
  c->result_known = true;
}

/* ---- effects of models ---- */

/* One effect of the call under way; amounts are as they were before any effect. */
typedef struct effect_run {
  bw_effect effect;
  bw_lin size, value;
} effect_run;

static bw_value arg_value(const call *c, uint16_t arg) {
  if (arg == BW_ARG_RESULT) return c->result;
  return arg < c->argc ? c->args[arg] : (bw_value){0, 0};
}

/* Is what an argument is, or what it points to, chosen by an attacker? */
static bool arg_untrusted(const call *c, uint16_t arg) {
  bw_engine *e = c->e;
  bw_value value = arg_value(c, arg);
  bw_lin offset;
  if (value.lin == 0) return false;
  if (bw_lin_untrusted(&e->values, value.lin)) return true;
  bw_sym base = bw_lin_base(&e->values, value.lin, &offset);
  uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
  return object != 0 && bw_mem_objstate(e, c->s, object).untrusted;
}

static void access_bytes(call *c, uint16_t arg, const effect_run *run, bool write) {
  bw_engine *e = c->e;
  bw_value pointer = arg_value(c, arg);
  if (!e->reporting || pointer.lin == 0 || run->size == 0) return;
  uint32_t size_arg = size_argument(c, run->effect.size);
  bw_access access = {.kind = BW_ACCESS_CALL, .write = write, .site = c->site, .callee = e->module->funcs.at[c->func].name, .model = c->model,
                      .pointer_arg = arg, .size_arg = size_arg, .pointer_val = arg < c->argc ? c->vals[arg] : 0,
                      .size_val = size_arg != UINT32_MAX ? c->vals[size_arg] : 0, .region = pointer.region, .pointer = pointer.lin, .size = run->size};
  bw_event_access(e, c->run, c->s, &access);
}

static void release(call *c, uint16_t arg) {
  bw_lin offset;
  bw_engine *e = c->e;
  bw_value value = arg_value(c, arg);
  if (value.lin == 0) return;
  bw_sym base = bw_lin_base(&e->values, value.lin, &offset);
  uint32_t object = base != 0 ? bw_mem_object_of(e, base) : 0;
  if (object != 0) bw_mem_objstate_edit(e, c->s, object)->life = BW_LIFE_RELEASED;
}

static void fresh_result(call *c, bool untrusted) {
  bw_engine *e = c->e;
  const bw_ir_inst *inst = inst_of(c);
  c->result = (bw_value){bw_fresh(e, c->s, context_of(c), c->site, untrusted ? 5 : 0, inst->type, inst->loc), 0};
  c->result_known = true;
}

/* The result points into what an argument points to, or is null: those two are told apart from here on. */
static void return_within(call *c, const effect_run *run) {
  bw_engine *e = c->e;
  bw_value pointer = arg_value(c, run->effect.arg);
  if (pointer.lin == 0) return;
  bool fresh;
  uint32_t key[5] = {context_of(c), c->site, 10, 0, 1};
  bw_sym sym = bw_sym_get(&e->values, BW_SYM_RESULT, key, &fresh);
  if (fresh) {
    bw_symbol *symbol = bw_sym_at(&e->values, sym);
    symbol->bits = 64;
    symbol->lo = 0;
    symbol->hi = ((bw_wide)1 << 47) - 1;
    symbol->loc = inst_of(c)->loc;
  }
  bw_lin moved = bw_lin_sym(&e->values, sym);
  if (run->size != 0) bw_num_assume_le(e, c->s, bw_lin_sub(&e->values, moved, run->size), BW_WHY_INDEX_DERIVED);
  c->result = (bw_value){bw_lin_add(&e->values, pointer.lin, moved), pointer.region};
  c->result_known = c->result.lin != 0;
  c->or_null = c->result_known && !(run->effect.flags & BW_EFFECT_NONNULL);
}

static void return_effect(call *c, const effect_run *run) {
  bw_engine *e = c->e;
  const bw_effect *effect = &run->effect;
  const bw_ir_inst *inst = inst_of(c);
  bool untrusted = (effect->flags & BW_EFFECT_UNTRUSTED) != 0;
  if (effect->flags & BW_EFFECT_WITHIN) {
    return_within(c, run);
    return;
  }
  if (effect->flags & BW_EFFECT_DERIVED) untrusted |= arg_untrusted(c, effect->arg2);
  if (run->value != 0 && !(effect->flags & BW_EFFECT_RANGE)) {
    const bw_expr x = e->models->exprs.at[effect->value];
    c->result = (bw_value){run->value, x.kind == BW_EXPR_ARG && (uint64_t)x.value < c->argc ? c->args[x.value].region : 0};
    c->result_known = true;
  }
  if (!c->result_known) fresh_result(c, untrusted);
  bw_sym sym = bw_lin_as_sym(&e->values, c->result.lin);
  if (sym == 0) return;
  if (untrusted) {
    bool pointer = bw_sym_at(&e->values, sym)->is_pointer;
    if (pointer) bw_mem_objstate_edit(e, c->s, bw_mem_object_of(e, sym))->untrusted = true;
    else bw_sym_at(&e->values, sym)->untrusted = true;
    bw_sym_at(&e->values, sym)->loc = inst->loc;
  }
  if (effect->flags & BW_EFFECT_RANGE) {
    uint32_t why = (effect->flags & BW_EFFECT_LOOSE) ? BW_WHY_INDEX_DERIVED : bw_why_make(e, BW_WHY_MODEL, inst->loc);
    bool open_end = effect->value != 0;
    bw_num_restrict(e, c->s, sym, effect->low, open_end ? BW_INFINITY : effect->high, why);
    if (open_end && run->value != 0) bw_num_assume_le(e, c->s, bw_lin_sub(&e->values, c->result.lin, run->value), why);
  }
  if (effect->flags & BW_EFFECT_NONNULL) bw_num_restrict(e, c->s, sym, 1, BW_INFINITY, BW_WHY_INDEX_DERIVED);
}

static void alloc_out(call *c, const effect_run *run, bw_value place) {
  bw_engine *e = c->e;
  bw_value result = c->result;
  bool known = c->result_known;
  allocate(c, run->size, size_argument(c, run->effect.size), run->effect.flags, run->effect.family);
  bw_value object = c->result;
  c->result = result;
  c->result_known = known;
  if (place.lin == 0 || run->effect.arg >= c->argc) return;
  bw_ir_ref type = caller_of(c)->insts[c->vals[run->effect.arg]].type;
  bw_ir_ref slot = e->module->types.at[type].kind == BW_TYPE_POINTER ? e->module->types.at[type].elem : 0;
  if (slot != 0 && e->module->types.at[slot].kind == BW_TYPE_POINTER) bw_mem_store(e, c->s, place, object, slot, 0, context_of(c), c->site);
  else bw_mem_fill(e, c->s, place, 0, BW_FILL_UNKNOWN, context_of(c), c->site);
}

/* After a string function: the terminator stands where the model says. */
static void string_effect(call *c, bw_value pointer, bw_lin length) {
  if (pointer.lin == 0 || length == 0) return;
  bw_lin now = string_length(c, pointer, 1);
  if (now == 0 || now == length) return;
  bw_num_assume_cmp(c->e, c->s, BW_CMP_EQ, now, length, BW_WHY_INDEX_DERIVED);
}

static void apply_one(call *c, const effect_run *run, uint16_t arg) {
  bw_engine *e = c->e;
  const bw_effect *effect = &run->effect;
  bw_value pointer = arg_value(c, arg);
  bw_wide constant;
  bool untrusted = (effect->flags & BW_EFFECT_UNTRUSTED) != 0 || ((effect->flags & BW_EFFECT_DERIVED) && arg_untrusted(c, effect->arg2));
  switch (effect->kind) {
    case BW_EFFECT_ALLOC: allocate(c, run->size, size_argument(c, effect->size), effect->flags, effect->family); break;
    case BW_EFFECT_REALLOC:
      release(c, arg);
      allocate(c, run->size, size_argument(c, effect->size), effect->flags, effect->family);
      /* what was there is there again, as far as it reaches */
      bw_mem_fill(e, c->s, c->result, 0, BW_FILL_UNKNOWN, context_of(c), c->site);
      break;
    case BW_EFFECT_ALLOC_OUT: alloc_out(c, run, pointer); break;
    case BW_EFFECT_FREE: release(c, arg); break;
    case BW_EFFECT_READ: access_bytes(c, arg, run, false); break;
    case BW_EFFECT_WRITE:
      access_bytes(c, arg, run, true);
      if (pointer.lin != 0) bw_mem_fill(e, c->s, pointer, run->size, untrusted ? BW_FILL_UNTRUSTED : BW_FILL_UNKNOWN, context_of(c), c->site);
      break;
    case BW_EFFECT_COPY:
      access_bytes(c, arg, run, true); /* the write is the worse one: told first */
      access_bytes(c, effect->arg2, run, false);
      if (pointer.lin != 0) bw_mem_copy(e, c->s, pointer, arg_value(c, effect->arg2), run->size, context_of(c), c->site);
      break;
    case BW_EFFECT_FILL:
      access_bytes(c, arg, run, true);
      if (pointer.lin != 0)
        bw_mem_fill(e, c->s, pointer, run->size, run->value != 0 && bw_lin_is_const(&e->values, run->value, &constant) && constant == 0 ? BW_FILL_ZERO : BW_FILL_UNKNOWN, context_of(c), c->site);
      break;
    case BW_EFFECT_STRING: string_effect(c, pointer, run->size); break;
    case BW_EFFECT_RETURN: return_effect(c, run); break;
    case BW_EFFECT_ESCAPE: bw_mem_escape(e, c->s, pointer); break;
    default: break;
  }
}

static bool is_pointer_arg(const call *c, uint32_t arg) {
  return c->e->module->types.at[caller_of(c)->insts[c->vals[arg]].type].kind == BW_TYPE_POINTER;
}

static void apply_effect(call *c, const effect_run *run) {
  if (!(run->effect.flags & BW_EFFECT_REST)) {
    apply_one(c, run, run->effect.arg);
    return;
  }
  for (uint32_t arg = run->effect.arg; arg < c->argc; arg++)
    if (is_pointer_arg(c, arg)) apply_one(c, run, (uint16_t)arg);
}

static void escape_args(call *c) {
  for (uint32_t i = 0; i < c->argc; i++) bw_mem_escape(c->e, c->s, c->args[i]);
}

/* Objects handed to code out of view may be written through the pointer it was given. */
static void call_unknown(call *c) {
  bw_engine *e = c->e;
  escape_args(c);
  bw_mem_havoc(e, c->s, context_of(c), c->site);
}

static bool call_model(call *c) {
  bw_engine *e = c->e;
  e->count[BW_COUNTER_CALLS_MODELLED]++;
  if (c->model->flags & BW_MODEL_NORETURN) return false;
  uint32_t count = c->model->effect_count;
  effect_run *runs = bw_core_array(e->work, effect_run, count + 1);
  for (uint32_t i = 0; i < count; i++) {
    bw_effect effect = e->models->effects.at[c->model->effect + i];
    runs[i] = (effect_run){effect, effect.size != 0 ? evaluate(c, effect.size) : 0, effect.value != 0 ? evaluate(c, effect.value) : 0};
  }
  for (uint32_t i = 0; i < count; i++) apply_effect(c, &runs[i]);
  if (!(c->model->flags & (BW_MODEL_PURE | BW_MODEL_QUIET))) call_unknown(c);
  return true;
}

/* ---- into the body ---- */

static bool recursive(const bw_engine *e, uint32_t context, bw_ir_ref func) {
  for (; context != 0; context = e->contexts.at[context].parent)
    if (e->contexts.at[context].func == func) return true;
  return false;
}

/* Does the callee receive something whose extent or origin matters: memory of known size, or what an attacker chose? */
static bool telling_argument(call *c) {
  bw_engine *e = c->e;
  for (uint32_t i = 0; i < c->argc; i++) {
    bw_lin offset;
    if (c->args[i].lin == 0) continue;
    if (c->args[i].region != 0 || bw_lin_untrusted(&e->values, c->args[i].lin)) return true;
    bw_sym base = bw_lin_base(&e->values, c->args[i].lin, &offset);
    uint32_t object = base != 0 ? bw_sym_at(&e->values, base)->object : 0;
    if (object == 0) continue;
    bw_objstate state = bw_mem_objstate(e, c->s, object);
    if (state.untrusted || (state.size != 0 && bw_obj_at(e, object)->kind != BW_OBJ_POINTEE)) return true;
  }
  return false;
}

#define TINY_INSTS 40u   /* accessors and wrappers: cheaper to follow than to forget what they may change */
#define LARGE_INSTS 1200u

static bool worth_following(call *c) {
  bw_engine *e = c->e;
  const bw_ir_func *func = &e->module->funcs.at[c->func];
  if (func->body == BW_BODY_NONE || func->body == BW_BODY_FAILED || (func->flags & (BW_FUNC_SYSTEM | BW_FUNC_SETJMP))) return false;
  uint32_t depth = e->contexts.at[context_of(c)].depth;
  if (depth >= DEPTH_MAX || e->work_units > e->work_limit || recursive(e, context_of(c), c->func)) return false;
  if (!bw_ir_func_body(e->module, c->func)) return false;
  func = &e->module->funcs.at[c->func];
  /* the deeper, the smaller: the cost of a chain stays within the budget of its top */
  if (func->inst_count >= (uint32_t)LARGE_INSTS >> depth || func->block_count >= 150) return false;
  return func->inst_count <= (uint32_t)TINY_INSTS >> (depth / 2) || telling_argument(c);
}

typedef struct leaving {
  bw_engine *e;
  uint32_t context;
} leaving;

static bool belongs_to_callee(void *context, const bw_cell *cell) {
  const leaving *l = context;
  const bw_obj *o = bw_obj_at(l->e, bw_sym_at(&l->e->values, cell->base)->object);
  return o->kind == BW_OBJ_LOCAL && o->context == l->context;
}

/* The value of a finished activation in one of its exit states; its variables go. */
static bw_value take_result(call *c, uint32_t context, bw_state *s) {
  bw_engine *e = c->e;
  const bw_cell *cell = bw_cell_find(s, bw_return_base(e, context), 0, 64);
  bw_value result = cell != NULL ? cell->value : (bw_value){0, 0};
  const bw_ir_inst *inst = inst_of(c);
  if (inst->c != 0 && result.lin != 0) {
    bw_value place = bw_reg(e, c->run, s, inst->c);
    bw_lin size = bw_lin_const(&e->values, (bw_wide)e->module->types.at[inst->type].size);
    bw_mem_copy(e, s, place, result, size, context_of(c), c->site);
    result = place;
  }
  leaving l = {e, context};
  bw_cell_filter(e->work, s, belongs_to_callee, &l);
  return result;
}

/* A callee's early exits return constants that the caller may know not to happen: a value, but no evidence. */
static void doubt_constant(call *c, bw_state *s, bw_value *result, uint32_t exit) {
  bw_engine *e = c->e;
  bw_wide constant;
  const bw_ir_inst *inst = inst_of(c);
  if (result->lin == 0 || e->module->types.at[inst->type].kind != BW_TYPE_INT || !bw_lin_is_const(&e->values, result->lin, &constant)) return;
  bw_lin lin = bw_fresh(e, s, context_of(c), c->site, 32 + exit, inst->type, inst->loc);
  bw_sym sym = bw_lin_as_sym(&e->values, lin);
  bw_sym_at(&e->values, sym)->doubtful = true;
  if (bw_num_restrict(e, s, sym, constant, constant, BW_WHY_INDEX_DERIVED)) result->lin = lin;
}

static uint32_t follow(call *c, bw_state more[BW_CALL_EXITS], bw_value results[BW_CALL_EXITS]) {
  bw_engine *e = c->e;
  uint32_t context = bw_context_make(e, context_of(c), c->func, c->site);
  const bw_order *order = bw_order_of(e, c->func);
  const bw_ir_func *func = &e->module->funcs.at[c->func];
  bw_ir_ref first = func->object;
  uint32_t params = func->param_count < c->argc ? func->param_count : c->argc;
  for (uint32_t i = 0; i < params; i++) {
    bw_ir_ref type = e->module->objects.at[first + i].type;
    bw_value place = {bw_lin_sym(&e->values, bw_obj_at(e, bw_mem_object(e, context, first + i))->base), 0};
    uint8_t kind = e->module->types.at[type].kind;
    if (kind == BW_TYPE_STRUCT || kind == BW_TYPE_UNION) bw_mem_touch(e, c->s, c->args[i], type, context, i);
    if (kind == BW_TYPE_STRUCT || kind == BW_TYPE_UNION)
      bw_mem_copy(e, c->s, place, c->args[i], bw_lin_const(&e->values, (bw_wide)e->module->types.at[type].size), context, i);
    else
      bw_mem_store(e, c->s, place, c->args[i], type, 0, context, i);
  }
  e->count[BW_COUNTER_CALLS_FOLLOWED]++;
  bw_frame f = {.context = context, .func = c->func, .order = order};
  bw_solve_frame(e, &f, c->s);
  for (uint32_t i = 0; i < f.exits.count; i++) {
    more[i] = f.exits.at[i];
    results[i] = take_result(c, context, &more[i]);
  }
  if (f.exits.count > 1)
    for (uint32_t i = 0; i < f.exits.count; i++) doubt_constant(c, &more[i], &results[i], i);
  if (f.exits.count != 0) *c->s = more[0];
  return f.exits.count;
}

/* ---- the call ---- */

static bw_ir_ref known_target(bw_engine *e, bw_run *r, bw_state *s, const bw_ir_inst *inst) {
  if (inst->a != 0) return inst->a;
  bw_sym sym = bw_lin_as_sym(&e->values, bw_reg(e, r, s, inst->b).lin);
  if (sym == 0) return 0;
  const bw_symbol *symbol = bw_sym_at(&e->values, sym);
  return symbol->kind == BW_SYM_ADDRESS && symbol->key[2] == 5 ? symbol->key[1] : 0;
}

static void declared_effects(call *c) {
  bw_engine *e = c->e;
  const bw_ir_func *func = &e->module->funcs.at[c->func];
  uint32_t a = func->alloc_size[0], b = func->alloc_size[1];
  if (a != 0 && a <= c->argc) {
    bw_lin size = c->args[a - 1].lin;
    if (b != 0 && b <= c->argc && size != 0 && c->args[b - 1].lin != 0) size = bw_arith_product(e, c->s, size, c->args[b - 1].lin, inst_of(c)->loc);
    allocate(c, size, b == 0 ? a - 1u : UINT32_MAX, b != 0 ? BW_EFFECT_CHECKED : 0u, "");
  }
  if ((func->flags & BW_FUNC_RETURNS_NONNULL) && !c->result_known) {
    const bw_ir_inst *inst = inst_of(c);
    c->result = (bw_value){bw_fresh(e, c->s, context_of(c), c->site, 0, inst->type, inst->loc), 0};
    c->result_known = true;
    bw_num_restrict(e, c->s, bw_lin_as_sym(&e->values, c->result.lin), 1, BW_INFINITY, BW_WHY_INDEX_DERIVED);
  }
}

/* A function annotated untrusted hands out what an attacker chose: a value, or a pointer to such bytes. */
static void mark_result(call *c, bw_value *result, bw_state *s) {
  bw_engine *e = c->e;
  if (c->func == 0) return;
  const bw_ir_func *func = &e->module->funcs.at[c->func];
  bool untrusted = false;
  for (uint32_t i = 0; i < func->annot_count; i++)
    untrusted |= strcmp(e->module->annots.at[func->annots + i].text, "bulwark::untrusted") == 0;
  if (!untrusted) return;
  const bw_ir_inst *inst = inst_of(c);
  bool pointer = e->module->types.at[inst->type].kind == BW_TYPE_POINTER;
  if (result->lin == 0 || (!pointer && bw_lin_as_sym(&e->values, result->lin) == 0)) *result = (bw_value){bw_fresh(e, s, context_of(c), c->site, 5, inst->type, inst->loc), 0};
  bw_lin offset;
  bw_sym base = pointer ? bw_lin_base(&e->values, result->lin, &offset) : bw_lin_as_sym(&e->values, result->lin);
  if (base == 0) return;
  if (pointer) bw_mem_objstate_edit(e, s, bw_mem_object_of(e, base))->untrusted = true;
  else bw_sym_at(&e->values, base)->untrusted = true;
}

uint32_t bw_call(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_state more[BW_CALL_EXITS], bw_value results[BW_CALL_EXITS]) {
  const bw_ir_inst inst = e->module->funcs.at[r->frame->func].insts[site];
  const uint32_t *extra = &e->module->funcs.at[r->frame->func].extra[inst.extra];
  call c = {.e = e, .run = r, .s = s, .site = site, .argc = extra[0]};
  c.args = bw_core_array(e->work, bw_value, c.argc + 1);
  c.vals = bw_core_array(e->work, bw_ir_val, c.argc + 1);
  for (uint32_t i = 0; i < c.argc; i++) {
    c.vals[i] = extra[1 + i];
    c.args[i] = bw_reg(e, r, s, extra[1 + i]);
  }
  c.func = known_target(e, r, s, &inst);
  /* a function of the unit itself means what its body says, whatever its name */
  if (c.func != 0 && !(e->module->funcs.at[c.func].flags & BW_FUNC_MAIN_FILE))
    c.model = bw_models_find(e->models, e->module->funcs.at[c.func].name);
  if (c.model != NULL && (c.argc < c.model->param_count || (c.argc > c.model->param_count && !(c.model->flags & BW_MODEL_VARIADIC)))) c.model = NULL;
  if (c.model != NULL) {
    if (!call_model(&c)) return 0;
  } else if (c.func != 0 && (e->module->funcs.at[c.func].flags & BW_FUNC_NORETURN)) {
    return 0;
  } else if (c.func != 0 && worth_following(&c)) {
    uint32_t exits = follow(&c, more, results);
    for (uint32_t i = 0; i < exits; i++) mark_result(&c, &results[i], i == 0 ? s : &more[i]);
    return exits;
  } else {
    e->count[BW_COUNTER_CALLS_UNKNOWN]++;
    if (c.func == 0 || !(e->module->funcs.at[c.func].flags & BW_FUNC_PURE)) call_unknown(&c);
    if (c.func != 0) declared_effects(&c);
  }
  mark_result(&c, &c.result, s);
  if (inst.c != 0) {
    c.result = bw_reg(e, r, s, inst.c);
    bw_mem_fill(e, s, c.result, bw_lin_const(&e->values, (bw_wide)e->module->types.at[inst.type].size), BW_FILL_UNKNOWN, r->frame->context, site);
  }
  results[0] = c.result;
  if (!c.or_null) return 1;
  more[1] = bw_state_clone(s);
  results[1] = (bw_value){bw_lin_const(&e->values, 0), 0};
  return 2;
}
