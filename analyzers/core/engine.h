/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of the engine: shared by its source files, never included by checks.
 *
 * One bw_engine analyses one module. Everything about a function under analysis (values, objects, states) lives in the
 * work arena and is dropped when the function is done; findings and counts live in the module's arena.
 * Layers, lowest first: value, state, numeric (bounds and facts), arith (operations on values), memory (objects, loads,
 * stores), lifetime (null, released, lost, never written) and evidence, join and widen (where paths meet), order (blocks and loops), exec and control (instructions, ends of blocks), amount, effect and call
 * (models and callees), solve (fixpoint), event and finding (what checks are told and say).
 */
#ifndef BULWARK_CORE_ENGINE_H
#define BULWARK_CORE_ENGINE_H

#include "core/check.h"
#include "core/state.h"

typedef enum bw_obj_kind {
    BW_OBJ_NONE,
    BW_OBJ_LOCAL, /* variable, parameter or temporary of an activation */
    BW_OBJ_GLOBAL,
    BW_OBJ_LITERAL,
    BW_OBJ_HEAP,    /* made by an allocation in view; the most recent one of its site */
    BW_OBJ_POINTEE, /* whatever an unknown pointer points to */
} bw_obj_kind;

/* What an ADDRESS symbol is the address of: key[2]; key[1] is … */
typedef enum bw_space {
    BW_SPACE_OBJECT,   /* the IR object */
    BW_SPACE_HEAP,     /* the instruction that allocates */
    BW_SPACE_REGISTER, /* the instruction whose value other blocks use */
    BW_SPACE_RETURN,   /* 0; what an activation returns */
    BW_SPACE_FUNCTION, /* the function */
    BW_SPACE_VARIADIC, /* 0; the arguments of an activation that have no parameter */
} bw_space;

typedef struct bw_obj {
    uint8_t kind; /* bw_obj_kind */
    bool is_const;
    bool aliasable; /* other pointers may lead to it from the start */
    bool direct;    /* never reached but by its name: its cells cannot be aliased */
    bool untrusted; /* its content is chosen by an attacker */
    bool sent;      /* …who is a user process: pointers among it lead to its memory */
    bool leads;     /* a variable whose value is an address in such memory, by annotation */
    bool user;      /* it is memory of a user process, who may change it at any time */
    bool probed;    /* …and was probed before the function was called; of an argument: such an address */
    bw_lin arena;   /* HEAP: the arena that it is a block of; 0 none */
    int64_t least;  /* of an untrusted argument: no less than this… */
    int64_t most;   /* …and no more; 0: anything that its type holds */
    uint8_t role;   /* of an argument: bw_handler_role */
    bw_wide text_most; /* strings in it are at most so long, whoever wrote them; 0: nothing is known */
    bool ran_open;  /* at some time it was filled to its last byte and nothing promised a terminator */
    int64_t tag;    /* of HEAP: what it was marked with when it was made; 0 unknown */
    bool optional;  /* it is a table of pointers that the sender of a message may leave out */
    uint32_t omits; /* the version of its content in which that is so of a table that is filled here; 0: none */
    uint32_t omits_outer[2]; /* …and those of words and pointers, which code out of view may have changed */
    bool request;   /* it is a buffer of a request, as long as the request says */
    bool room;      /* it is a new buffer that goes back to who asked */
    bool asked;     /* it is a record that leads to such a buffer */
    uint8_t methods; /* of what a request leads to: bit n when requests of method n have it; 0: all do */
    bw_sym base;
    uint32_t context; /* LOCAL: the activation it belongs to */
    bw_ir_ref ir;     /* object of LOCAL, GLOBAL, LITERAL */
    bw_ir_ref type;   /* of the whole, 0 unknown */
    bw_lin size;      /* bytes, 0 unknown */
    const char *family;
    bw_ir_loc loc;      /* declaration or allocation */
    uint32_t site;      /* HEAP: instruction of the allocation */
    bw_ir_loc size_loc; /* HEAP: the size argument */
    const char *callee; /* HEAP: the function that allocates; NULL unknown */
    bool managed;       /* HEAP: given back by itself */
    bool opaque;        /* HEAP: a handle, which leads to nothing: a function that has a model keeps it only if that says so */
    bool ends;          /* HEAP: …when the activation `context` does */
    bw_wide fails;      /* HEAP: what the allocator returns when it fails */
} bw_obj;

/* An array that a pointer was made from: accesses through it stay inside, and inside of what that array is part of. */
typedef struct bw_region {
    bw_lin start, size;
    uint32_t outer; /* the region that the array itself was reached through, 0: the whole object */
    bool row;       /* an element of an array of arrays: who leaves it is in the next one, which is open, no violation */
    bw_ir_ref field;  /* the array member, or 0 */
    bw_ir_ref object; /* the array object, or 0 */
} bw_region;

/* One activation of a function: the chain of call sites that leads to it. */
typedef struct bw_context {
    uint32_t parent; /* 0: none */
    bw_ir_ref func;
    uint32_t call; /* call instruction in the parent */
    uint32_t depth;
} bw_context;

/* A pointer that was read from a member and released. */
typedef struct bw_released {
    bw_ir_ref field;
    uint32_t why; /* of the release */
} bw_released;

/* A pointer that was got for a handle, or to what was cut from an arena. */
typedef struct bw_resolved {
    bw_lin handle, pointer; /* handle: of a block the arena */
    bool pinned, block;
    bool made;    /* by the call itself: nobody else knows the handle */
    uint8_t mark; /* of a block: as in bw_objstate */
} bw_resolved;

/* How long a request says that its buffers are. */
typedef struct bw_length {
    bw_sym sym;
    uint32_t object; /* of this one alone; 0: of all that have no length of their own */
    unsigned kinds;  /* BW_REQUEST_IN: so many bytes came; BW_REQUEST_OUT: so many may go back */
} bw_length;

/* How many bytes go back, as it was stored. */
typedef struct bw_answer {
    bw_sym base;
    uint32_t bits, status_bits;
    int64_t off_bits, status_off_bits;
    bw_lin lin;
    bool room;      /* of what a member beside it leads to, when the function answers 0 */
    bw_ir_ref func; /* in which val, what was stored, and loc are */
    bw_ir_val val;
    bw_ir_loc loc;
} bw_answer;

#define BW_STATES_MAX 6 /* disjoint states a block */

typedef struct bw_states {
    bw_state *at; /* room for BW_STATES_MAX, made with the first one */
    uint32_t count;
} bw_states;

/* A number that a value which changes from round to round is asked to be: growing by steps of one, it comes no further
 * than that. (Thresholds of widening: Blanchet et al., A static analyzer for large safety-critical software, 2003.) */
typedef struct bw_threshold {
    bw_sym sym;
    uint32_t why; /* the test */
    int64_t value;
} bw_threshold;

#define BW_THRESHOLDS 32 /* kept, the latest ones */

/* The same where the number is not known: what stood at `at` when it was asked first may be at most `end` in every round. */
typedef struct bw_until {
    bw_lin at, end;
    uint32_t size, why;
} bw_until;

#define BW_UNTILS 8 /* kept, the latest ones */

/* Order of blocks and loops of a function, kept for the whole module run. */
typedef struct bw_order {
    uint32_t *blocks; /* weak topological order of the reachable blocks */
    uint32_t count;
    uint32_t *position; /* of a block in it; UINT32_MAX when unreachable */
    uint32_t *end;      /* by position: one past the last position of the loop whose head stands there; 0: not a head */
    uint8_t *meets; /* by block: more than one way leads to it */
    bool has_loop;
    bool by_memory; /* of a function without a result: some branch asks for what memory holds or a call answers */
    uint64_t *live;      /* by block: bit set of the direct objects that may be read later */
    uint64_t *modified;  /* by position of a head: bit set of the objects stored to inside */
    uint32_t words;      /* of each bit set */
    uint8_t *direct;     /* by object of the function: only loaded and stored as a whole by name */
    uint8_t *crossing;   /* by instruction: its value is used in another block */
    bool *looked_at;     /* by instruction: its value is compared, tested, converted, stored or returned */
    bw_ir_ref flags[16]; /* objects that two or more branches test: their truth keeps states apart */
    uint32_t flag_count;
} bw_order;

/* What attests that an extreme value is met: the tests and sources on the way to it. */
#define BW_TRACE_MAX 6
typedef struct bw_trace {
    uint32_t whys[BW_TRACE_MAX];
    bw_sym syms[BW_TRACE_MAX];
    uint32_t count;
    bool always; /* every value violates */
} bw_trace;

/* What is kept of a function that has been analysed (summary.c). */
typedef struct bw_summary {
    bool listed;
    struct bw_requires *requires; /* what it requires on entry (require.c), NULL nothing */
} bw_summary;

/* What holds of a global on every run (global.c). */
typedef struct bw_global_fact {
    uint8_t kind;
    bool named; /* some code in view stores to it, or to a part of it, by its name */
    bw_wide lo, hi;
} bw_global_fact;

/* A call out of view that was given something counted. */
typedef struct bw_ref_call {
    uint32_t context, site;
} bw_ref_call;

/* A step of a search was given something counted to go on from, and dropped it. */
typedef struct bw_ref_step {
    bw_lin lin;
    const char *family;
    uint64_t given;
    uint32_t why;
} bw_ref_step;

/* A way out of the function under analysis. */
typedef struct bw_ref_exit {
    uint32_t site;
    bw_sym returned; /* the base of what it returns, 0 none */
    uint8_t outcome; /* of ref_exits.c */
    bw_state state;
} bw_ref_exit;

typedef struct bw_engine {
    bw_ir_module *module;
    const bw_options *options;
    const bw_models *models;
    bw_models declared;      /* what annotations say of functions (declared.c); arena NULL: nothing yet */
    uint8_t *declared_known; /* by function: 0 not looked at, 1 nothing, 2 a model */
    uint32_t declared_room;
    struct bw_arena *arena; /* the module's: findings */
    struct bw_arena *work;  /* the function's */
    bw_values values;
    BW_VEC(bw_why) whys;
    BW_VEC(bw_obj) objects;
    BW_VEC(bw_region) regions;
    BW_VEC(bw_context) contexts;
    BW_VEC(bw_length) lengths; /* of requests that were read in this run */
    BW_VEC(bw_sym) codes;
    BW_VEC(bw_answer) answers;
    BW_VEC(bw_resolved) resolved;
    BW_VEC(bw_released) released;
    BW_VEC(struct bw_typed) typed; /* of typed.c */
    bw_order **orders; /* by function */

    uint32_t func_room;   /* of orders */
    uint8_t *field_facts; /* by field: 0 not looked at, else 1 + bw_source_kind */
    uint32_t field_room;
    uint8_t *message_types; /* by type, of message.c; 0 not looked at */
    uint32_t message_room;
    uint8_t *request_facts; /* by field: 0 not looked at, 1 nothing, 2 some model speaks of fields of this name in requests */
    uint32_t request_room;
    bw_global_fact *globals; /* by object, global_count of them */
    uint32_t global_count;
    bw_summary *summaries; /* by function, summary_count of them */
    uint32_t summary_count;
    uint16_t *handlers; /* by function, handler_count of them: 1 + the line of a model that speaks of it; NULL before it is asked */
    uint32_t handler_count;
    bool *interrupts; /* by function, interrupt_count of them: an interrupt or its like runs it; NULL before it is asked */
    uint32_t interrupt_count;
    uint32_t interrupt_why; /* nothing may wait in the function under analysis; 0: it may */
    uint8_t *asked; /* by function, asked_count of them: of asked.c; NULL before anything is asked */
    uint32_t asked_count;
    uint8_t *reach; /* by function, reach_count of them: bits of reach.c; NULL before it is asked */
    uint32_t reach_count;
    struct bw_dispatch *dispatch; /* what members of records hold (dispatch.c); NULL before it is asked */
    struct bw_lock_fields *lock_fields; /* of lock_fields.c; NULL before it is asked */
    struct bw_typed_places *typed_places; /* of typed_places.c; NULL before it is asked */
    bw_ir_needs needs; /* of the function under analysis */
    /* the run of one top-level function */
    bw_ir_ref top;
    uint64_t steps;                  /* instructions executed, over all states */
    uint32_t budget;                 /* work units for each instruction of the top function */
    uint64_t unit_work; /* work units spent on the functions that are done */
    uint32_t share;     /* of 256: what a function may spend of its full budget; 0: by unit_work */
    uint64_t work_units, work_limit; /* instructions, nodes of numeric searches, places joined */
    uint64_t work_end;               /* past it the function is given up */
    bool reporting;
    bool out_of_budget;
    bw_trace trace;         /* what attests the violation under report */
    uint8_t *site_verdicts; /* by instruction of the top function: 0 not met, else 1 + worst bw_verdict */
    uint8_t *site_writes;   /* the same of what is written alone */
    bw_ir_ref *site_callees; /* by instruction of the top function: where a call through a pointer was seen to lead; NULL: none */
    uint32_t site_count;
    uint32_t reentries;    /* calls so far in which others ran */
    uint32_t mark;         /* of the present walk over symbols */
    bool trial;            /* a first or second round of a loop, for lives alone: accesses and sums are judged in the round for all */
    uint32_t asked_chosen; /* tests met so far that an attacker decides… */
    bw_sym last_chosen;    /* …and what he chose of the last one */
    BW_VEC(bw_ref_call) ref_calls;
    BW_VEC(bw_ref_exit) ref_exits;
    BW_VEC(bw_ref_step) ref_steps;
    bw_threshold thresholds[BW_THRESHOLDS]; /* of the function under analysis */
    uint32_t threshold_count;               /* met so far */
    bw_until untils[BW_UNTILS];
    uint32_t until_count; /* met so far */
    uint32_t loop_depth;   /* loops under iteration, over all activations */
    uint32_t search_nodes; /* how far one numeric query may look */
    void *scratch;         /* of the join under way: scratch_bytes of e->work */
    size_t scratch_bytes;
    /* what the module run counts */
    struct bw_findings *findings;
    uint64_t count[BW_COUNTER_COUNT];
} bw_engine;

/* Its budget is spent: from here on one state a block, no callee but a leaf, loops widened at once, no new relations. */
static inline bool bw_engine_spent(const bw_engine *e)
{
    return e->work_units > e->work_limit;
}

/* ---- numeric: bounds, facts and what they entail ---- */

enum { BW_WHY_INDEX_TYPE = 1, BW_WHY_INDEX_WIDEN, BW_WHY_INDEX_DERIVED, BW_WHY_INDEX_CONST, BW_WHY_INDEX_COUNT };

/* Does this reason say that the extreme value is really met? */
static inline bool bw_why_attests(const bw_engine *e, uint32_t why)
{
    uint8_t kind = e->whys.at[why].kind;
    return kind == BW_WHY_CONST || kind == BW_WHY_TEST || kind == BW_WHY_MODEL;
}
uint32_t bw_why_make(bw_engine *e, bw_why_kind kind, bw_ir_loc loc);

/* The bound of a symbol in a state, its type's where the state says nothing. */
bw_bound bw_num_bound(const bw_engine *e, const bw_state *s, bw_sym sym);
/* Greatest and least value of a form: sound, not always the tightest. ±BW_INFINITY when unbounded. Cost: bounded search
 * through the facts. */
bw_wide bw_num_upper(bw_engine *e, const bw_state *s, bw_lin lin);
bw_wide bw_num_lower(bw_engine *e, const bw_state *s, bw_lin lin);
/* The same from bounds alone: one addition a term. */
bw_wide bw_num_interval_upper(const bw_engine *e, const bw_state *s, bw_lin lin);
bw_wide bw_num_interval_lower(const bw_engine *e, const bw_state *s, bw_lin lin);

/* True when lin ≥ 1 really happens: always, or at extremes that are all attested. Fills the trace with what attests it.
 */
bool bw_num_attained(bw_engine *e, const bw_state *s, bw_lin lin, bw_trace *trace);

/* The values of a form are rest + k * step; step 0: exactly rest. (Granger, Static analysis of arithmetical
 * congruences, 1989.) */
typedef struct bw_steps {
    int64_t step, rest;
} bw_steps;
bw_steps bw_num_steps(const bw_engine *e, const bw_state *s, bw_lin lin);
bw_steps bw_num_join_steps(bw_steps a, bw_steps b);

/* The symbol that a condition (a form, not 0) asks to be 0 or not, and whether it holds when it is not; 0: it asks for
 * something else. */
bw_sym bw_num_zero_asked(bw_engine *e, bw_lin condition, bool *ret_nonzero);
/* Do bounds and facts say that lin is at most, or at least, goal? */
bool bw_num_entails_le(bw_engine *e, const bw_state *s, bw_lin lin, bw_wide goal);
bool bw_num_entails_ge(bw_engine *e, const bw_state *s, bw_lin lin, bw_wide goal);

/* Each adds what is learned; false when the state cannot be (it is then unusable). */
bool bw_num_assume_le(bw_engine *e, bw_state *s, bw_lin lin, uint32_t why);
bool bw_num_assume_cmp(bw_engine *e, bw_state *s, bw_ir_cmp cmp, bw_lin a, bw_lin b, uint32_t why);
bool bw_num_assume(bw_engine *e, bw_state *s, bw_lin condition, bool truth, uint32_t why);
/* Narrows a symbol's bound. */
bool bw_num_restrict(bw_engine *e, bw_state *s, bw_sym sym, bw_wide lo, bw_wide hi, uint32_t why);

/* ---- arith ---- */

/* A symbol for what instruction `site` of context yields, about which only the type is known. */
/* What a pure function makes of one number: the same each time. */
bw_lin bw_arith_image(bw_engine *e, bw_ir_ref func, bw_lin a, bw_ir_ref type, bw_ir_loc loc);
bw_lin bw_fresh(bw_engine *e, uint32_t context, uint32_t site, uint32_t part, bw_ir_ref type, bw_ir_loc loc);
/* lin as a value of type: itself when it provably fits (or must, by the rules of signed arithmetic), else wrapped. */
bw_lin bw_arith_fit(bw_engine *e, bw_state *s, bw_lin lin, bw_ir_ref type, bool modular, bw_ir_loc loc);
bw_lin bw_arith_bin(bw_engine *e, bw_state *s, bw_ir_bin op, bw_lin a, bw_lin b, bw_ir_ref type, bw_ir_loc loc);
/* The exact product, as a form or as a symbol. */
bw_lin bw_arith_product(bw_engine *e, bw_state *s, bw_lin a, bw_lin b, bw_ir_loc loc);
bw_lin bw_arith_cmp(bw_engine *e, bw_ir_cmp op, bw_lin a, bw_lin b);

/* ---- floating ---- */

typedef struct bw_run bw_run;
/* The value of the conversion at site, of which one side is floating: 0 when nothing is kept of it. */
bw_lin bw_float_cast(bw_engine *e, bw_run *r, const bw_state *s, uint32_t site, bw_lin from);
/* A comparison of floating values is made, false: of others. True when nothing may be learned from its outcome. */
bool bw_float_compare(bw_engine *e, bw_run *r, bw_state *s, const bw_ir_inst *inst);
/* Did an attacker choose this floating value, and has the program not looked at it? */
bool bw_float_chosen(const bw_engine *e, bw_lin lin, bw_sym *ret_sym);

/* ---- memory ---- */

/* May it change without a store that is in view? A volatile variable of an activation whose address nobody takes is
 * only ever changed by name: it is volatile for setjmp's sake (C11 7.13.2.1). */
static inline bool bw_mem_changes_by_itself(const bw_ir_object *object)
{
    bool local = object->kind == BW_OBJECT_LOCAL || object->kind == BW_OBJECT_PARAM;
    return (object->flags & BW_OBJECT_VOLATILE) && !(local && !(object->flags & BW_OBJECT_ADDRESS_TAKEN));
}
/* Is this text among the annotations of an object, a field or a function? */
bool bw_mem_annotated(const bw_engine *e, bw_ir_ref first, uint32_t count, const char *text);
static inline bool bw_mem_annotated_untrusted(const bw_engine *e, bw_ir_ref first, uint32_t count)
{
    return bw_mem_annotated(e, first, count, "bulwark::untrusted");
}
/* Are the objects at two bases never the same memory? */
bool bw_mem_apart(const bw_engine *e, bw_sym a, bw_sym b);
uint32_t bw_mem_object(bw_engine *e, uint32_t context, bw_ir_ref ir);
/* A place of an activation that no pointer of the program leads to. */
bw_sym bw_mem_own_place(bw_engine *e, uint32_t context, bw_space space);
/* part: which of several that one instruction makes, from 0. */
uint32_t bw_mem_heap(bw_engine *e, uint32_t context, uint32_t site, uint32_t part, bw_ir_loc loc);
/* The object a base symbol leads to, made as POINTEE when it is an unknown pointer. 0 for no pointer. */
uint32_t bw_mem_object_of(bw_engine *e, bw_sym base);
static inline bw_obj *bw_obj_at(bw_engine *e, uint32_t object)
{
    return &e->objects.at[object];
}
bw_objstate bw_mem_objstate(bw_engine *e, const bw_state *s, uint32_t object);
bw_objstate *bw_mem_objstate_edit(bw_engine *e, bw_state *s, uint32_t object);
bw_value bw_mem_load(bw_engine *e, bw_state *s, bw_value pointer, bw_ir_ref type, bw_ir_ref bitfield, uint32_t context,
                     uint32_t site, bw_ir_loc loc);
void bw_mem_store(bw_engine *e, bw_state *s, bw_value pointer, bw_value value, bw_ir_ref type, bw_ir_ref bitfield,
                  uint32_t context, uint32_t site);
/* What a place without a cell holds, without recording it. Returns lin 0 when it is unknown beyond its type. */
bw_value bw_mem_absent(bw_engine *e, const bw_state *s, const bw_cell *place);
/* The version of the memory by which code out of view and other pointers may have changed the object; 0: none of them do. */
uint32_t bw_mem_outer(bw_engine *e, const bw_state *s, uint32_t object);
/* Will a place without a cell hold a new value of its own after a join of the two states? So it is where code out of
 * view may have written to it on one side. */
bool bw_mem_renewed(bw_engine *e, const bw_state *a, const bw_state *b, const bw_cell *place);
/* size bytes at pointer now hold unknown (or untrusted, or zero) content. size 0: unknown amount. */
/* A value is tested: what untrusted objects it came from count as looked at. */
/* …end: a character among them may have been found to be 0. */
void bw_mem_look(bw_engine *e, bw_state *s, bw_lin lin, uint32_t depth, bool end);
/* An untrusted value is stored at an offset between low and high: taints the array it was stored through, where one is
 * known, else an object that is all of one kind; members of a record that were not meant stay trusted. */
void bw_taint_store(bw_engine *e, bw_objstate *state, bw_value pointer, int64_t low, int64_t high);
/* Does a copy of size bytes from there take along what an attacker chose? */
bool bw_taint_copied(const bw_engine *e, const bw_taint *taint, bw_lin offset, bw_lin size);
/* USER: untrusted, and sent by a user process. */
typedef enum bw_fill { BW_FILL_UNKNOWN, BW_FILL_UNTRUSTED, BW_FILL_USER, BW_FILL_ZERO } bw_fill;
void bw_mem_fill(bw_engine *e, bw_state *s, bw_value pointer, bw_lin size, bw_fill fill, uint32_t context,
                 uint32_t site);
/* Inside of memory and copy: the bits of constant data, false when they are not all there; the pointers kept in an
 * object go where they are not followed; has the object any place of its own? */
bool bw_mem_read_data(bw_engine *e, const bw_ir_object *o, int64_t off_bits, uint32_t bits, bw_wide *ret_value);
void bw_mem_escape_content(bw_engine *e, bw_state *s, bw_sym base);
bool bw_mem_has_cells(const bw_state *s, bw_sym base);
void bw_mem_copy(bw_engine *e, bw_state *s, bw_value to, bw_value from, bw_lin size, uint32_t context, uint32_t site);
/* Gives the scalar members of a small record at pointer cells of their own, so that a copy carries them. */
void bw_mem_touch(bw_engine *e, bw_state *s, bw_value pointer, bw_ir_ref type, uint32_t context, uint32_t site);
#include "core/text.h"

/* Code out of view runs: everything it can reach changes. */
void bw_mem_havoc(bw_engine *e, bw_state *s, uint32_t context, uint32_t site);
void bw_mem_escape(bw_engine *e, bw_state *s, bw_value value);
/* A direct variable comes to life: what it holds was never written. */
void bw_mem_uninit(bw_engine *e, bw_state *s, uint32_t object);
/* Places that hold values of a direct object end with it. */
void bw_mem_drop(bw_engine *e, bw_state *s, uint32_t object);
uint32_t bw_region_make(bw_engine *e, bw_region region);
/* The innermost array member of a region, rows of nested arrays left out. 0: none, the whole object. */
uint32_t bw_region_member(const bw_engine *e, uint32_t region);
/* The value at site, made of an array: where its first element stands, in a region of its own. */
bw_value bw_region_decay(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_value value);
/* The bytes that the counter of a field of the record at parent says the field has; 0: nothing known. */
bw_lin bw_region_counted(bw_engine *e, bw_run *r, bw_state *s, bw_lin parent, bw_ir_ref field, bw_ir_ref elem, uint32_t site);

/* ---- globals ---- */

/* Looks at what the module's code does to its globals. */
void bw_globals_learn(bw_engine *e);
/* Nobody writes it: it holds what its initialiser says. */
bool bw_global_fixed(const bw_engine *e, bw_ir_ref object);
/* A part of a record that code in view never stores to by its name: what its initialiser puts there. */
bool bw_global_part_initially(bw_engine *e, bw_ir_ref object, int64_t off_bits, uint32_t bits, bw_wide *ret_value);
/* Only constants are written to it, as a whole: it lies between these. */
bool bw_global_range(const bw_engine *e, bw_ir_ref object, bw_wide *ret_lo, bw_wide *ret_hi);
/* Nobody in view writes it; others may. *ret_value is the number it holds until then. */
bool bw_global_initially(const bw_engine *e, bw_ir_ref object, bw_wide *ret_value);
/* Is the function only called by code in view, so that what it does is seen where it is called? */
bool bw_func_callers_in_view(const bw_engine *e, bw_ir_ref func);
/* Can anybody read it once func has returned, but what func itself calls? (When func runs again, it may set it first.) */
bool bw_global_read_later(bw_engine *e, bw_ir_ref object, bw_ir_ref func);
/* Is it there for what func stores to reach the functions that func calls, and for nothing else? The next run stores anew. */
bool bw_global_hands_over(bw_engine *e, bw_ir_ref object, bw_ir_ref func);
/* What its initialiser puts at a place; integers without their sign. False: not known. */
bool bw_global_initial(bw_engine *e, bw_ir_ref object, int64_t off_bits, uint32_t bits, bw_value *ret_value);

/* ---- summary ---- */

/* Puts functions in order, callees first. */
void bw_summaries_order(bw_engine *e, bw_ir_ref *funcs, uint32_t count);
void bw_summary_begin(bw_engine *e);
/* Something could not be decided: the parameters and globals in `form` are needed for it. */
void bw_summary_need(bw_engine *e, const bw_state *s, bw_lin form);
/* An access that could not be decided becomes a requirement of the function under analysis, where it can. */
void bw_require_note(bw_engine *e, uint32_t context, const bw_state *s, const bw_access *access);
void bw_summary_end(bw_engine *e, bw_ir_ref func, uint32_t context, const bw_states *exits);

/* ---- join ---- */

#define BW_JOIN_NODES 10 /* of each entailment asked while joining */
bw_steps bw_bound_steps(const bw_bound *bound);

/* Joins `from` into `into` (they share a partition) at a place named by (context, block). forced: they do not really
 * belong together, so the joined extremes attest nothing. */
void bw_join(bw_engine *e, bw_state *into, bw_state *from, uint32_t context, uint32_t block, bool forced);
/* into := into ∇ next. near: where a value is asked to be a number, its end stops there first. Returns true when next
 * added anything, that is when into changed. */
bool bw_widen(bw_engine *e, bw_state *into, bw_state *next, bool near);
/* Widens at once what the first round of a loop moved: joined is entry with what came back. For loops that no more rounds are
 * spent on. */
void bw_widen_first(bw_engine *e, const bw_state *entry, bw_state *joined);
/* A branch asks whether the two sides of a condition are equal; loop: that of a loop. */
void bw_widen_asked(bw_engine *e, bw_state *s, bw_lin condition, uint32_t why, bool loop);
/* A branch asks whether what is now `at`, a number of steps of `size` each, is `end`. */
void bw_widen_until(bw_engine *e, bw_lin at, bw_lin end, uint32_t size, uint32_t why);
uint64_t bw_partition_key(bw_engine *e, const bw_state *s, uint32_t context, const bw_order *order,
                          const uint64_t *modified);

/* ---- order ---- */
/* Successor number `nth` of a block, 0 when there are no more. */
uint32_t bw_order_successor(const bw_ir_func *func, uint32_t block, uint32_t nth);
const bw_order *bw_order_of(bw_engine *e, bw_ir_ref func);

/* ---- exec ---- */

/* One activation under execution. */
typedef struct bw_frame {
    uint32_t context;
    bw_ir_ref func;
    const bw_order *order;
    bw_states *in;       /* by block: states waiting at its start */
    bw_states *back;     /* by block: states that came back to a loop head */
    bw_states exits;     /* states at return */
    uint8_t *ended;      /* by position of a loop head: it ran no further than its exact rounds */
    uint32_t first_end;  /* end of the loop in its first exact round, whose ways out are taken as well; else 0 */
    uint32_t flow_limit; /* flows to positions from here on are dropped: the loop is not stable yet */
} bw_frame;

/* One run through one block; registers are indexed by instruction less the block's first. */
struct bw_run {
    bw_frame *frame;
    uint32_t block;
    bw_value *regs;
};

void bw_exec_block(bw_engine *e, bw_frame *f, uint32_t block, bw_state *s);
bw_value bw_reg(bw_engine *e, bw_run *r, bw_state *s, bw_ir_val val);
/* The address of a function, and the function of such an address, 0 when it is none. */
bw_value bw_function_value(bw_engine *e, bw_ir_ref func);
bw_ir_ref bw_function_at(const bw_engine *e, bw_lin address);
/* Ends the block with its terminator: the state flows on by every way that can be taken. */
void bw_exec_terminator(bw_engine *e, bw_run *r, uint32_t block, bw_state *s, const bw_ir_inst *inst);
void bw_exec_set(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_value value);

/* A call. Returns the number of states it leads to: *s is the first, further ones are in more[]; 0: it does not return.
 * The register of the call is set through the cell of its site in each (bw_exec_result). */
#define BW_CALL_EXITS 3
uint32_t bw_call(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_state more[BW_CALL_EXITS],
                 bw_value results[BW_CALL_EXITS]);

/* ---- lifetime: null pointers, released objects, lost ones, bytes never written ---- */

/* Is val, in a callee, made of a parameter, and does the way to here hang on an open question of this callee? */
bool bw_life_by_choice(const bw_engine *e, const bw_run *r, const bw_state *s, bw_ir_val val);
/* The same of a variable of a function above the one that asks. */
bool bw_life_object_by_choice(bw_engine *e, const bw_run *r, const bw_state *s, uint32_t object);
/* A pointer is put to use; checks are told what speaks against it. False: it is null, the path ends here. */
bool bw_life_use(bw_engine *e, bw_run *r, bw_state *s, bw_use use);
/* Is there no object at base on this path, as its allocator failed? And is there surely one? */
bool bw_life_failed(bw_engine *e, const bw_state *s, bw_sym base);
bool bw_life_made(bw_engine *e, const bw_state *s, bw_sym base);
/* The call at site was to give what the pointer leads to another size, and failed: s is the state after that. */
void bw_life_resize_failed(bw_engine *e, const bw_run *r, bw_state *s, uint32_t site, bw_lin pointer, const char *family);
/* The pointer is given back to its allocator by the call at site. */
void bw_life_release(bw_engine *e, bw_run *r, bw_state *s, bw_release release);
/* A value was read at site from the place at pointer_val. Returns it, or an unknown one when it was told of. */
bw_value bw_life_read(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val pointer_val, bw_value pointer,
                      bw_ir_ref type, bw_value value);
/* A value goes where it is not followed. True: it was never written, and that was told. */
bool bw_life_hand_on(bw_engine *e, bw_run *r, bw_state *s, bw_ir_val val, bw_value value);
/* The callee at site reads bytes from pointer on: were they ever written? */
void bw_life_read_bytes(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const char *callee, bw_ir_val pointer_val,
                        bw_value pointer);
/* The function returns value: what is lost, what is left dangling. */
void bw_life_return(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_value value);
/* A loop goes round: what was made and has no name any more is lost. */
void bw_life_round(bw_engine *e, bw_run *r, bw_state *s);
/* …with result, the base of what is returned: pointers to variables of the function that stay in what lives on (kept.c). */
void bw_kept_return(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_sym result);
/* The activation is over: what it lost is its own affair. */
void bw_life_leave(bw_engine *e, bw_state *s, uint32_t context, bw_value result);
/* A branch takes the way on which condition has this truth. */
void bw_life_decide(bw_engine *e, bw_state *s, bw_lin condition, bool truth);
/* The pointer that a condition compares with null, 0 when it does something else. */
bw_sym bw_life_compared(bw_engine *e, bw_lin condition);
/* A loop begins anew: what was asked inside may be answered otherwise. */
void bw_life_repeat(bw_engine *e, bw_state *s);
/* Both ways of a branch can be taken, and s is the state on one of them. */
void bw_life_open(bw_engine *e, bw_run *r, bw_state *s, bw_ir_val val, uint16_t flags, bw_lin condition);
/* A branch is about to test condition, the value of val. */
void bw_life_test(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin condition);
/* Join of what is said above, but for lives: a := a and b. */
void bw_life_join_paths(bw_state *a, const bw_state *b);
bw_life bw_life_join(bw_engine *e, const bw_state *a, const bw_state *b, uint32_t object, bool forced);

/* ---- user: memory of a user process ---- */

/* Does the pointer val, or one that it was made from, have a type that leads to user memory? */
bool bw_user_leads(const bw_engine *e, const bw_ir_func *func, bw_ir_val val);
/* A user process chose the value; of a pointer: it leads to his memory. */
void bw_user_mark(bw_engine *e, bw_sym sym);
/* Is the object memory of a user process: always, or on this path, where it was probed? */
bool bw_user_owns(bw_engine *e, const bw_state *s, uint32_t object);
/* An address he chose becomes a number: a handle, say. */
void bw_user_number(bw_engine *e, bw_lin address);
/* A number he chose becomes an address. */
bw_lin bw_user_address(bw_engine *e, bw_lin number);
/* Reads a place of user memory (value is filled in): each time another value, which remembers an earlier one. */
bw_value bw_user_fetch(bw_engine *e, bw_state *s, bw_cell place, bw_ir_ref type, uint32_t context, uint32_t site,
                       bw_ir_loc loc);
/* Bytes of user memory were copied to an object: remembered for later reads of the same bytes. Size 0: unknown. */
void bw_user_captured(bw_engine *e, bw_state *s, bw_value to, bw_value from, bw_lin size, uint32_t context,
                      uint32_t site);
/* A branch was taken: did it say whose request it is? */
void bw_user_decided(bw_engine *e, bw_state *s, bw_lin condition);
/* A comparison asks for lin. */
void bw_user_compared(bw_engine *e, bw_lin lin);
/* A symbol of lin that was fetched although an earlier fetch of the same bytes had been tested or probed; 0 none. */
bw_sym bw_user_first(bw_engine *e, const bw_state *s, bw_lin lin);
void bw_user_probe(bw_engine *e, const bw_run *r, bw_state *s, bw_value pointer, bw_lin size, bool write, uint32_t site);
/* So many bytes are copied from or to user memory: a length that was handed in beside a probed address, to a function
 * that nobody calls directly, came the same way. */
void bw_user_length(bw_engine *e, const bw_state *s, bw_lin pointer, bw_lin size);
/* Memory is read or written through a pointer: checks are told when it leads to user memory without leave. */
void bw_user_use(bw_engine *e, bw_run *r, bw_state *s, bw_user_access access);
/* A function that does not look at the address goes to such memory: checks are told when nobody probed it. */
void bw_user_unprobed(bw_engine *e, bw_run *r, bw_state *s, bw_user_access access);
/* A function that raises is given an address in such memory, or what describes it: checks are told when nothing catches it. */
void bw_user_raises(bw_engine *e, bw_run *r, bw_state *s, bw_user_access access);
/* Does a user process read what is stored through this pointer: his memory, or a buffer that goes back to him? */
bool bw_user_reads(bw_engine *e, const bw_state *s, bw_lin pointer);
/* Bytes go to user memory: checks are told of those to which nothing was ever stored. */
void bw_user_deliver(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const char *callee, bw_ir_val pointer_val,
                     bw_value pointer, bw_lin size);
/* A call goes to target. */
void bw_user_jump(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin target);

#include "core/answer.h"
#include "core/reach.h"
/* ---- borrow: pointers to what others may end while they run ---- */

/* Is it the base of a borrowed pointer? */
bool bw_borrow_is(bw_engine *e, bw_sym base);
#define BW_BORROWS 32
uint32_t bw_borrow_held(bw_engine *e, const bw_state *s, uint32_t objects[BW_BORROWS]);
void bw_borrow_end(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const uint32_t *objects, uint32_t count);
/* The call at site let others run: what is borrowed and not pinned may be gone. */
void bw_borrow_reenter(bw_engine *e, bw_run *r, bw_state *s, uint32_t site);
/* The result of a call leads to something borrowed, anew. */
void bw_borrow_take(bw_engine *e, bw_state *s, bw_lin pointer);
/* It is pinned (or not any more). */
void bw_borrow_pin(bw_engine *e, bw_state *s, bw_lin pointer, bool pin);
/* A branch was taken: a borrowed pointer that is found to be what stands in its place again is good again. */
void bw_borrow_decided(bw_engine *e, bw_state *s, bw_lin condition);

/* ---- fatal: who decides that the machine is stopped ---- */

/* What an attacker chooses of a condition, 0 nothing. */
bw_sym bw_fatal_chosen(const bw_engine *e, bw_lin condition);
/* A test asks for what an attacker chooses; 0: for something else. */
void bw_fatal_asked(bw_engine *e, bw_sym chosen);
/* One of several ways is taken at a test; chosen: what an attacker chooses of it. */
void bw_fatal_decide(bw_engine *e, bw_state *s, uint32_t why, uint32_t way, bw_sym chosen);
/* a := what led to both. */
void bw_fatal_join(bw_state *a, const bw_state *b);
/* Linux's WARN: a trap with the name of the file beside it. It says that this does not happen. */
bool bw_fatal_is_warning(const bw_engine *e, bw_ir_ref in, const bw_ir_inst *inst);
/* The machine stops at site; callee NULL: by a trap. */
void bw_fatal_stop(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const char *callee);

/* ---- variadic: arguments without a parameter ---- */

/* va_start, va_copy, va_arg at site. False: of a list that is not known, or something else that is not understood. */
bool bw_variadic_exec(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst);

#include "core/request.h"

/* ---- solve ---- */
void bw_solve_flow(bw_engine *e, bw_frame *f, uint32_t from, uint32_t to, bw_state *s);
/* Runs an activation from one entry state, its parameters already stored; fills f->exits. */
void bw_solve_frame(bw_engine *e, bw_frame *f, bw_state *entry);
void bw_solve_top(bw_engine *e, bw_ir_ref func);
/* Adds a state to a list of at most `room` partitions. */
/* A list of its own with clones of the states. */
bw_states bw_states_copy(bw_engine *e, const bw_states *states);
void bw_states_add(bw_engine *e, bw_states *states, uint32_t room, bw_state *s, uint32_t context, uint32_t block);
uint32_t bw_context_make(bw_engine *e, uint32_t parent, bw_ir_ref func, uint32_t call);

#include "core/event.h"

/* ---- findings ---- */

struct bw_findings *bw_findings_make(bw_engine *e);
/* What was reported up to now no longer keeps the same from being reported again. */
void bw_findings_part(bw_engine *e);
/* Resolves, sorts and hands over what was reported. */
void bw_findings_finish(bw_engine *e, bw_report *report);

#endif
