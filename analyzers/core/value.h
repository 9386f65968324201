/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Values of the analysis: linear forms over symbols, hash-consed.
 *
 * A symbol names one unknown mathematical integer: what a piece of memory held, the result of a call, the address of an
 * object. A linear form is constant + Σ coefficient·symbol with at most BW_LINEAR_TERMS terms, exact over the integers:
 * an operation that may wrap yields a new symbol that remembers the form it wrapped. Equal forms have equal numbers, so
 * the `n` of an allocation and the `n` of a loop test are the same thing without a solver. Pointers are forms too: the
 * address symbol of an object, coefficient 1, plus the offset in bytes.
 * Sources: linearisation (Miné, Symbolic methods to enhance the precision of numerical abstract domains, 2006); value
 * numbering by hash-consing (Alpern, Wegman and Zadeck, 1988).
 */
#ifndef BULWARK_CORE_VALUE_H
#define BULWARK_CORE_VALUE_H

#include <stdbool.h>

#include "core/ir.h"

/* Wide enough for sums of products of 64-bit bounds and coefficients; saturates at ±BW_INFINITY. */
__extension__ typedef __int128 bw_wide;
#define BW_INFINITY ((bw_wide)1 << 120)

#define BW_LINEAR_TERMS 4

typedef uint32_t bw_sym; /* 0 is none */
typedef uint32_t bw_lin; /* 0 is none: no linear form is known */

typedef struct bw_term {
    bw_sym sym;
    int64_t coeff; /* never 0 */
} bw_term;

typedef struct bw_linear {
    bw_wide constant;
    uint32_t count;
    uint32_t hash; /* set when it gets a number, as the next two, which keep the answer of bw_lin_base */
    bw_sym base;   /* 0: none, or not asked yet */
    bw_lin offset; /* 0: not asked yet */
    bw_term terms[BW_LINEAR_TERMS]; /* by rising symbol */
} bw_linear;

typedef enum bw_sym_kind {
    BW_SYM_NONE,
    BW_SYM_ADDRESS,   /* address of an object: key context, IR object or instruction */
    BW_SYM_MEMORY,    /* what a place of memory held: key base, offset, bits, version */
    BW_SYM_PHI,       /* what a cell holds where paths meet: key block, base, offset */
    BW_SYM_RESULT,    /* what an instruction yields, nothing else known: key context, instruction */
    BW_SYM_WRAP,      /* a form reduced to a width: key form, type */
    BW_SYM_OPERATION, /* an operation that is not linear: key operator, operand forms, type */
    BW_SYM_COMPARE,   /* 0 or 1: key operator, two forms */
    BW_SYM_STRLEN,    /* characters before the terminator: key pointer form, version, character size */
    BW_SYM_IMAGE,     /* what a pure function makes of one number, a: key function, form, type */
    BW_SYM_ELEMENT,   /* an element of constant data: key object of the IR, offset form, type; a its offset */
} bw_sym_kind;

/* Why a bound or fact holds. Only some whys attest that the extreme value is really met. */
typedef enum bw_why_kind {
    BW_WHY_NONE,
    BW_WHY_TYPE,    /* the range of the type */
    BW_WHY_WIDEN,   /* widening, forced joins, havoc: attests nothing */
    BW_WHY_DERIVED, /* computed from operands that attest nothing by themselves */
    BW_WHY_CONST,   /* a constant on this path */
    BW_WHY_TEST,    /* a comparison in the program */
    BW_WHY_MODEL,   /* what an API promises: its extremes do happen */
} bw_why_kind;

typedef struct bw_why {
    uint8_t kind; /* bw_why_kind */
    bool weak;    /* of TEST: a macro's own or a loop's: that both its outcomes happen is not said by it */
    bw_ir_loc loc;
    uint32_t context; /* of TEST: the activation that tests; 0: not told */
} bw_why;

/* What nearly every look at a symbol needs stands in its first 64 bytes. */
typedef struct bw_symbol {
    uint8_t kind; /* bw_sym_kind */
    uint8_t bits; /* width of its type, 0 when it has none */
    bool is_signed;
    bool is_pointer;
    bool is_handle;  /* …but a number that stands for an object, such as a file descriptor, and no address */
    bool untrusted; /* an attacker chooses it */
    bool borrowed;  /* of a pointer: what it leads to may be ended by others while they run */
    bool asks_mode; /* 0 when the request is the kernel's own (previous mode) */
    bool user;      /* read from memory of a user process; of a pointer: leads there */
    bool compared;  /* of such a value: some comparison asked for it */
    bool ragged;    /* of PHI: it moves by unknown amounts from round to round, so a loop bound need not be met */
    bool falls;     /* of PHI: it gets less from round to round, so a loop's test from below is met */
    bool doubtful;  /* a constant out of one of several ways through a callee: that this way is taken is not attested */
    bool limited;   /* a call promised that it is at most something it was given, or may have checked it */
    bool of_exit;   /* a result that differs between the ways through a followed callee, and is no constant */
    bool uninit;    /* of MEMORY: what a place holds to which nothing was ever stored */
    bool patchy;    /* of PHI: on one side nothing was ever stored there */
    bool cursor;    /* of a pointer: read from a member that moves along what it leads to */
    bool holed;     /* …and nothing speaks against that side */
    bool may_err;   /* of a pointer: what made it answers with an error number when it fails, and not with null */
    bool sent_size; /* how long a message is: its sender chose it, and what is less than it is bounded by nothing else */
    uint8_t asked;  /* the program compared it for equality: bits of typed.c */
    uint8_t op;     /* of OPERATION and COMPARE: bw_ir_bin, bw_ir_cmp */
    bw_lin a, b;    /* operands of WRAP, OPERATION, COMPARE, IMAGE */
    uint32_t object;   /* of a pointer: number of the object it is the base of, made on demand */
    bw_wide lo, hi;    /* what holds in every state */
    uint32_t from;     /* of a value read somewhere in an untrusted object: the object */
    bw_sym answers;    /* of PHI: which of several results a callee gave, one of its tests asked what an attacker chose: that */
    bw_sym text;       /* of an integer read at an offset that is not known (a): the base of the object it was read from */
    uint32_t text_now; /* …and which content that was */
    uint32_t text_in;  /* …and through which of the engine's regions; 0: the whole object */
    bw_sym first;      /* of a value fetched from user memory: the symbol of an earlier fetch of the same bytes */
    bw_ir_ref type;    /* IR type, 0 unknown */
    bw_ir_ref pointee; /* of a pointer: IR type, 0 unknown */
    bw_ir_loc loc;     /* where it came to be */
    uint32_t key[5];
    bw_lin form;   /* that is the symbol alone; 0 not made yet */
    uint32_t met;  /* of the last join whose left side spoke of it */
    uint32_t mark; /* of the last walk that met it */
    uint32_t typed; /* of what was read from a place of no type: 1 + its number among the engine's typed; else 0 */
} bw_symbol;

#define BW_SMALL_CONSTANTS 64

/* A place in the table of forms: the hash beside the number, so that the form is looked at only when it is the one. */
typedef struct bw_lin_slot {
    uint32_t hash;
    bw_lin lin; /* 0: free */
} bw_lin_slot;

/* A place in the table of symbols, which holds all that tells a symbol from others. */
typedef struct bw_sym_slot {
    uint32_t key[5];
    uint32_t kind;
    uint32_t hash;
    bw_sym sym; /* 0: free */
} bw_sym_slot;

typedef struct bw_values {
    struct bw_arena *arena;
    BW_VEC(bw_symbol) syms;
    BW_VEC(bw_linear) lins;
    struct bw_sym_slot *sym_slots;
    struct bw_lin_slot *lin_slots;
    uint32_t sym_room, lin_room; /* powers of two */
    uint32_t sym_slots_made, lin_slots_made; /* what the tables have room for */
    bw_lin small[BW_SMALL_CONSTANTS]; /* the forms of 0, 1, …; 0 not made yet */
    uint32_t epoch; /* of the second exact round of a loop: its results and joins are not those of the first; else 0 */
} bw_values;

void bw_values_init(bw_values *values, struct bw_arena *arena);
/* Forgets all of them and keeps the memory. */
void bw_values_clear(bw_values *values);

/* Where the epoch stands in key[1] of RESULT and PHI symbols. */
#define BW_EPOCH_SHIFT 26

/* The symbol of this kind and key, made when new (then *ret_new). Its type fields start as a 64-bit unknown. */
bw_sym bw_sym_get(bw_values *values, bw_sym_kind kind, const uint32_t key[5], bool *ret_new);

/* Gives a fresh symbol the width, sign and range of an IR type. */
void bw_sym_set_type(bw_values *values, bw_sym sym, const bw_ir_module *module, bw_ir_ref type);

static inline bw_symbol *bw_sym_at(const bw_values *values, bw_sym sym)
{
    return &values->syms.at[sym];
}
/* Is it what stood at its place before anything changed it? */
static inline bool bw_sym_of_entry(const bw_symbol *symbol)
{
    return symbol->kind == BW_SYM_MEMORY && symbol->key[3] == 0 && symbol->key[4] == 0;
}
/* The same, even if nothing was ever stored there. */
static inline bool bw_sym_unchanged(const bw_symbol *symbol)
{
    return symbol->kind == BW_SYM_MEMORY && symbol->key[3] == 0 && (symbol->key[4] & INT32_MAX) == 0;
}
/* Of MEMORY: how many bits behind its base the place begins. */
static inline int64_t bw_sym_off_bits(const bw_symbol *symbol)
{
    return (int64_t)((uint64_t)(symbol->key[2] >> 8) << 32 | symbol->key[1]);
}
/* Is it `through`, or was it read from memory by way of that, in so many steps at the most? */
bool bw_sym_leads_through(const bw_values *values, bw_sym sym, bw_sym through, uint32_t steps);
static inline const bw_linear *bw_lin_at(const bw_values *values, bw_lin lin)
{
    return &values->lins.at[lin];
}

bw_lin bw_lin_const(bw_values *values, bw_wide constant);
bw_lin bw_lin_sym(bw_values *values, bw_sym sym);

/* a + factor·b for forms that need no number, such as those a search only looks at. False, and *ret_sum is undefined:
 * the terms do not fit, or a coefficient would leave 64 bits. ret_sum may be neither operand. */
bool bw_linear_add_scaled(const bw_linear *a, const bw_linear *b, bw_wide factor, bw_linear *ret_sum);
bw_lin bw_lin_of(bw_values *values, const bw_linear *linear);

/* Each returns 0 when an operand is 0, when the terms do not fit, or when a coefficient would leave 64 bits. */
bw_lin bw_lin_add(bw_values *values, bw_lin a, bw_lin b);
bw_lin bw_lin_sub(bw_values *values, bw_lin a, bw_lin b);
bw_lin bw_lin_scale(bw_values *values, bw_lin a, bw_wide factor);
bw_lin bw_lin_offset(bw_values *values, bw_lin a, bw_wide constant);
/* a + factor·b in one step. */
bw_lin bw_lin_add_scaled(bw_values *values, bw_lin a, bw_lin b, bw_wide factor);
/* a with every `sym` replaced by form `by`. */
bw_lin bw_lin_substitute(bw_values *values, bw_lin a, bw_sym sym, bw_lin by);
/* For facts a ≤ 0: divides by the gcd of the coefficients and rounds the constant towards the stronger fact. */
bw_lin bw_lin_tighten(bw_values *values, bw_lin a);

/* The coefficient of sym in lin, 0 when it does not occur. */
int64_t bw_lin_coeff(const bw_values *values, bw_lin lin, bw_sym sym);
int64_t bw_linear_coeff(const bw_linear *linear, bw_sym sym);

static inline bool bw_lin_is_const(const bw_values *values, bw_lin lin, bw_wide *ret_value)
{
    const bw_linear *l = bw_lin_at(values, lin);
    if (lin == 0 || l->count != 0)
        return false;
    *ret_value = l->constant;
    return true;
}

/* The symbol when lin is exactly one symbol, else 0. */
static inline bw_sym bw_lin_as_sym(const bw_values *values, bw_lin lin)
{
    const bw_linear *l = bw_lin_at(values, lin);
    return lin != 0 && l->count == 1 && l->constant == 0 && l->terms[0].coeff == 1 ? l->terms[0].sym : 0;
}

/* Splits a pointer into its base (the one pointer symbol, coefficient 1) and the rest in bytes.
 * Returns 0 and leaves *ret_offset alone when there is no such base. */
bw_sym bw_lin_base(bw_values *values, bw_lin pointer, bw_lin *ret_offset);
/* The same for who does not ask where in it; 0 also for no form. */
static inline bw_sym bw_lin_base_of(bw_values *values, bw_lin pointer)
{
    bw_lin offset;
    return pointer != 0 ? bw_lin_base(values, pointer, &offset) : 0;
}

/* True when an untrusted symbol takes part in lin. */
bool bw_lin_untrusted(const bw_values *values, bw_lin lin);

/* True when a symbol in lin, or what one of them was converted from, is no evidence. */
bool bw_lin_doubtful(const bw_values *values, bw_lin lin);

/* True when every untrusted symbol in lin is limited. */
bool bw_lin_limited(const bw_values *values, bw_lin lin);

/* The least and the greatest value of an integer type. */
bw_wide bw_type_min(const bw_ir_type *type);
bw_wide bw_type_max(const bw_ir_type *type);

#endif
