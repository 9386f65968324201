/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A call under way, shared by the three files that treat calls: amounts of models, their effects, and the way into a
 * body. */
#ifndef BULWARK_CORE_CALL_H
#define BULWARK_CORE_CALL_H

#include "core/engine.h"

typedef struct bw_call_run {
    bw_engine *e;
    bw_run *run;
    bw_state *s;
    uint32_t site;
    uint32_t part;  /* which of several objects that it makes is under way */
    bw_ir_ref func; /* 0: unknown */
    uint32_t argc;
    bw_value *args;
    bw_ir_val *vals;
    const bw_model *model;
    const bw_models *models; /* that model is one of */
    bw_value result;
    bool result_known;
    bool ran; /* others ran in the body that was followed */
    uint32_t *held; /* what was borrowed before, of a callee that says so by itself */
    uint32_t held_count;
    bool or_null; /* the result may also be null, on a path of its own */
    bool fails;   /* …which is the state `failed` */
    bw_state failed;
    bw_value failed_result; /* lin 0: null */
} bw_call_run;

static inline const bw_ir_func *caller_of(const bw_call_run *c)
{
    return &c->e->module->funcs.at[c->run->frame->func];
}
static inline const bw_ir_inst *inst_of(const bw_call_run *c)
{
    return &caller_of(c)->insts[c->site];
}
static inline uint32_t context_of(const bw_call_run *c)
{
    return c->run->frame->context;
}

static inline bool is_pointer_arg(const bw_call_run *c, uint32_t arg)
{
    return c->e->module->types.at[caller_of(c)->insts[c->vals[arg]].type].kind == BW_TYPE_POINTER;
}

/* An argument by its number in the model, or the result. */
static inline bw_value argument_of(const bw_call_run *c, uint16_t arg)
{
    if (arg == BW_ARG_RESULT)
        return c->result;
    return arg < c->argc ? c->args[arg] : (bw_value){0, 0};
}

/* What the call returns is how long the string at pointer is, when it is not negative. */
void bw_call_told_length(bw_call_run *c, bw_value pointer);
/* The symbol of this kind and key for a length within one object, which nothing else bounds. */
bw_sym bw_call_length(bw_call_run *c, bw_sym_kind kind, const uint32_t key[5], bool untrusted);
/* Characters of elem bytes before the terminator: exact where the bytes are known, else a symbol of the string's
 * present content; 0 when the pointer leads nowhere known. */
bw_lin bw_call_string_length(bw_call_run *c, bw_value pointer, uint32_t elem);
/* A call left a string there: an object to which nothing was written yet holds something now. */
void bw_call_string_there(bw_call_run *c, bw_value pointer);
/* After a call the string at pointer has that many characters of elem bytes. */
void bw_call_ends(bw_call_run *c, bw_value pointer, bw_lin length, uint32_t elem);
/* The string where the pointer leads is at most so many characters of elem bytes long; always: each that ever stands there. */
void bw_call_ends_within(bw_call_run *c, bw_value pointer, bw_lin most, uint32_t elem, bool always);
/* The call filled size bytes at pointer, and none of them need be a terminator, unless the string `from`, of characters of elem
 * bytes, is shorter. */
void bw_call_unterminated(bw_call_run *c, bw_value pointer, bw_value from, bw_lin size, uint32_t elem);
/* The bytes of a literal or another constant from pointer on, *ret_size of them; NULL when it leads to none. */
const char *bw_call_constant_bytes(bw_engine *e, bw_value pointer, uint64_t *ret_size);
/* As many bytes as an attacker likes to send. */
bw_lin bw_call_any(bw_call_run *c);
/* Characters that printf makes of the format, an argument, and the variadic arguments; 0 when it is not known. */
bw_lin bw_call_printed(bw_call_run *c, uint32_t format);
/* Tells what scanf's format, an argument, stores: so many bytes (0: not known) through argument arg. from: the argument that is
 * the input, BW_ARG_NONE: a stream. False: the format is
 * not known, nothing was told. */
typedef void bw_call_store(bw_call_run *c, void *context, uint16_t arg, bw_lin size);
bool bw_call_scanned(bw_call_run *c, uint32_t format, uint32_t from, bw_call_store *store, void *context);
/* Tells what printf's format, an argument, reads through argument arg, in the same way. */
void bw_call_shown(bw_call_run *c, uint32_t format, bw_call_store *store, void *context);
/* Size of what an argument points to, as its source had it before the conversion to void *; 0 none. */
uint64_t bw_call_elem_size(const bw_call_run *c, uint32_t arg);
/* Value of a model expression as it is before the call; 0 when it is not known. */
bw_lin bw_call_amount(bw_call_run *c, uint32_t index);
/* The argument whose value is the whole expression, UINT32_MAX when it is made of several. */
uint32_t bw_call_size_argument(const bw_call_run *c, uint32_t index);

/* The result becomes a new object of size bytes; flags of BW_EFFECT_ALLOC. */
void bw_call_allocate(bw_call_run *c, bw_lin size, uint32_t size_arg, uint32_t flags, const char *family);
/* What an effect of ALLOC_OUT does. size: of the object; of numbers, how many of them. */
void bw_call_allocate_out(bw_call_run *c, const bw_effect *effect, bw_lin size);
/* What was just made is not null when it was not made, but this; an integer stands for it, and is no address. */
void bw_call_fails_with(bw_call_run *c, int64_t failure);
/* A function was called that may be one of our runtime's: what it lends, and what it takes back. */
void bw_runtime_called(bw_call_run *c, bw_state *s, bw_value *result);
/* Something that works on an object is set going, stopped, or has ended, as a model says. */
void bw_armed_effect(bw_call_run *c, const bw_effect *effect);
/* Code out of view is given the object: it may have waited. */
void bw_armed_given(bw_engine *e, bw_state *s, bw_lin pointer);
/* Does the caller look at what the call returns? */
bool bw_call_answer_used(const bw_call_run *c);
/* The same, of the order of a commit: only called where something was stored already. */
void bw_commit_called(bw_call_run *c, bw_state *s, bw_lin result);
/* *arg becomes a pointer to at least least bytes (0: not known) that a user process sent, *arg2 how many there are. */
void bw_call_lend(bw_call_run *c, const bw_effect *effect, bw_lin least);
/* The text of a format that is constant, NULL of another. */
const char *bw_call_format_text(const bw_call_run *c, uint32_t arg, const char **ret_end);
/* Of C's long on the target. */
uint32_t bw_call_long_bits(const bw_engine *e);
/* printf's format, an argument, is held against the arguments that go with it; chosen: an attacker chose what it leads to; loose:
 * pointers may be printed as numbers. */
void bw_call_format_judged(bw_call_run *c, uint16_t format, bool chosen, bool loose);
/* Does the target's printf read formats as Microsoft's does? */
bool bw_call_formats_of_windows(const bw_engine *e);
/* A list that stands at cursor gives its next argument, slot_bytes of it: are there so many? */
void bw_variadic_judged(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_lin cursor, uint32_t slot_bytes);
/* Bytes are copied between places that must not overlap: checks are told when they do. */
void bw_pair_copy(bw_call_run *c, const bw_effect *effect, bw_lin size);
/* Does what the model of the callee says. False: it does not return. */
bool bw_call_model(bw_call_run *c);
/* The same, but only for what the model asks of the arguments: nothing changes. */
void bw_call_requirements(bw_call_run *c);
/* What is of kernels alone in a model: probes, rights, pins, contexts. False: the effect is none of these. */
bool bw_call_kernel_effect(bw_call_run *c, const bw_effect *effect, bw_lin size);
/* What the call returns on the way on which it fails. */
typedef enum bw_call_failure { BW_FAILURE_ZERO, BW_FAILURE_NEGATIVE, BW_FAILURE_NOT_ZERO } bw_call_failure;
/* The call comes back on two ways: this state with a result in [low, high], the state `failed` with one that says failure. */
void bw_call_part(bw_call_run *c, bw_wide low, bw_wide high, bw_call_failure failure);
/* Does it return a number of which nothing is said yet? */
bool bw_call_returns_number(const bw_call_run *c);
/* What a model says of counted references. */
void bw_call_ref(bw_call_run *c, const bw_effect *effect, bw_lin size);
/* The function that argument number fn points to runs, given argument number arg. */
void bw_call_back(bw_call_run *c, uint32_t fn, uint32_t arg);
/* The mark that a block is made or given back with, by the callee's model; 0: none, or it is not known. */
int64_t bw_call_tag(const bw_call_run *c);
/* The callee is not followed: holds what it requires? */
void bw_require_check(bw_call_run *c);
/* A search answers whether there was something: asked again with the same arguments, it answers the same. */
void bw_life_answer(bw_call_run *c, bw_state *s, bool found);
/* Tells of arguments that were never written; followed: of those that the callee uses. */
void bw_life_hand_args(bw_call_run *c, bool followed);
/* Can the function use what it was given for parameter number before it overwrites it? */
bool bw_call_reads_parameter(bw_engine *e, bw_ir_ref func, uint32_t number);
/* Tells of arguments whose objects are gone, where the callee, as far as it is in view, uses them. */
void bw_call_hand_over(bw_call_run *c, bool followed);
/* The same of a callee that was followed, changed nothing and returned a number of which it is known whether it is 0.
 * before: the versions of memory at the call. */
void bw_life_returned(bw_call_run *c, bw_state *s, bw_value result, const uint32_t before[BW_CLASSES]);
/* Arguments escape, and everything that code out of view can reach changes. */
void bw_call_unknown(bw_call_run *c);

/* ---- dispatch: calls through a member of a record ---- */

#define BW_MEMBERS_MAX 3

/* The functions that a member is given anywhere in view. */
typedef struct bw_members {
    bw_ir_ref func[BW_MEMBERS_MAX];
    uint8_t count;
    bool more; /* than that: then none is looked at */
    bool asked;
} bw_members;

/* Those that an indirect call may mean, NULL when it is none through a member, or too many are. */
const bw_members *bw_dispatch_targets(bw_engine *e, const bw_ir_func *caller, const bw_ir_inst *call);

/* Arguments without a parameter are handed to a followed activation. */
void bw_variadic_hand_over(bw_engine *e, bw_state *s, uint32_t context, const bw_value *args, uint32_t count);

/* The state of the second return of the call at site, made of that of the first. */
bw_state bw_again(bw_engine *e, bw_state *first, uint32_t context, uint32_t site);

#endif
