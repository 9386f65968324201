/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One abstract state: what is known at a point of the program on one group of paths.
 *
 * Four sorted arrays, copied only when written (a clone shares them): what each place of memory holds, the bounds of
 * each symbol, the linear facts Σ ≤ 0 among symbols, and how each object is. Everything absent has a meaning: a place
 * not listed holds the MEMORY symbol of its version, a symbol not listed has the range of its type, an object not
 * listed is as its declaration says. So small states stay small, and joining compares like with like.
 */
#ifndef BULWARK_CORE_STATE_H
#define BULWARK_CORE_STATE_H

#include "core/taint.h"
#include "core/value.h"

/* A value as the engine passes it about: the number, and for pointers the innermost array they were made from. */
typedef struct bw_value {
    bw_lin lin;      /* 0: nothing known, not even a symbol (records, void) */
    uint32_t region; /* index into the engine's regions; 0: the whole object */
} bw_value;

typedef struct bw_cell {
    bw_sym base;
    uint32_t bits;    /* width of the value */
    int64_t off_bits; /* from the base */
    bw_value value;
} bw_cell;

typedef struct bw_bound {
    bw_sym sym;
    uint32_t lo_why, hi_why; /* indices into the engine's whys */
    int64_t step, rest;      /* its values are rest + k * step; step 0 is read as 1 */
    bw_wide lo, hi;
} bw_bound;

/* lin ≤ 0 */
typedef struct bw_fact {
    bw_lin lin;
    uint32_t why;
} bw_fact;

typedef enum bw_life {
    BW_LIFE_UNKNOWN,
    BW_LIFE_LIVE,
    BW_LIFE_MAYBE_RELEASED,
    BW_LIFE_RELEASED,
    BW_LIFE_NONE,  /* of an allocation: it was not made, or failed */
    BW_LIFE_ENDED, /* of a variable: its scope was left */
} bw_life;
typedef enum bw_content { BW_CONTENT_UNKNOWN, BW_CONTENT_ZERO, BW_CONTENT_UNINIT } bw_content;

/* MAYBE: on some of the paths that were joined. */
typedef enum bw_stale { BW_STALE_NO, BW_STALE_MAYBE, BW_STALE_SURE } bw_stale;

typedef enum bw_probe { BW_PROBE_NONE, BW_PROBE_READ, BW_PROBE_WRITE } bw_probe;

typedef struct bw_objstate {
    uint32_t object;
    uint32_t version;                      /* of its content as a whole */
    /* Wide ones, then words, then bytes: a state holds many of these, and is copied where paths part. */
    bw_taint taint;                        /* which places without a cell hold what an attacker chose */
    int64_t captured_shift;                /* of user memory: by how many bytes it stands further on in captured_in */
    int64_t stored;                        /* of a request's buffer: up to where something was stored */
    int64_t written;                       /* of content UNINIT: bytes from the start that may hold something */
    int64_t also_from, also_end;           /* …and bytes further on that do; from < end when there are any */
    int64_t partly_from, partly_end;       /* …of which these need not: what filled them was of an amount not known */
    uint32_t text;                         /* of its characters: changes with every store into it */
    uint32_t open_text;                    /* its characters were written up to its end without a terminator, when text still is this; 0: no */
    uint32_t open_why;
    bw_lin told_length;                    /* a call said that so many characters stand at told_at, when it is not negative and text still… */
    bw_lin told_at;
    uint32_t told_text;                    /* …is this; told_length 0: none said so */
    uint32_t told_outer;                   /* bw_mem_outer as it was then */
    bw_lin size;                           /* bytes; 0 unknown */
    uint32_t life_why;                     /* of RELEASED: the release */
    uint32_t resize_why;                   /* this call was to give it another size, failed, and left it as it is; 0: none */
    uint32_t armed_why;                    /* something that works on it was set going by this call, or stopped without waiting for it; 0: not */
    uint32_t stale_why;                    /* the call that let him run */
    bw_lin probed_size;                    /* bytes from the start that were; 0 not known */
    bw_ir_loc probed_at;
    bw_sym captured_in;                    /* of user memory: the object it was last copied to as a whole */
    uint32_t emptied_why;                  /* of a block of an arena: the call that gave it back */
    uint8_t life;                          /* bw_life */
    uint8_t content;                       /* bw_content: what a place of it holds that has no cell */
    bool escaped;                          /* code we cannot see may reach it */
    bool blank;                            /* nothing was stored to it when it was last handed to a callee */
    bool looked_at;                        /* values read from untrusted places not told apart have been tested */
    bool end_sought;                       /* …for 0 */
    uint8_t told_elem;                     /* of told_length: bytes of each character */
    bool told_sought;                      /* end_sought as it was then */
    uint8_t stale;                         /* borrowed, and somebody ran since who may have ended it: bw_stale */
    uint8_t pins;                          /* how often it was pinned: while it is, nobody ends it */
    uint8_t probed;                        /* of user memory: bw_probe */
    bool probed_framed;                    /* …in a __try of the function under analysis, or of one that it called */
    uint8_t mark;                          /* of a block of an arena: how many marks there were when it was cut */
    bool short_told;                       /* of a request's buffer: that a use of it passes its length was told */
    uint8_t grown;                         /* how often widening saw `written` grow */
} bw_objstate;

/* One past the last byte of an object of content UNINIT that may hold something without a cell. */
static inline int64_t bw_written_end(const bw_objstate *state)
{
    return state->written > state->also_end ? state->written : state->also_end;
}
/* May this byte of it hold something without a cell? */
static inline bool bw_written_at(const bw_objstate *state, int64_t byte)
{
    return byte < state->written || (byte >= state->also_from && byte < state->also_end);
}

/* A test, without what code out of view may have changed in between: asked twice, it should answer twice the same. */
typedef struct bw_decision {
    uint32_t shape : 24; /* of the condition */
    uint32_t depth : 6;  /* of the loop it stands in */
    uint32_t truth : 1;
    uint32_t both : 1; /* answered either way on paths that were joined since: what depended on it is forgotten */
} bw_decision;

#define BW_DECISIONS_MAX 40

/* An unknown pointer that was used at an instruction of the top function before it was ever tested. */
typedef struct bw_used {
    bw_sym sym;
    uint32_t site;
} bw_used;

#define BW_USED_MAX 8

/* The answer to a question that decides whether control comes here (fatal.c). */
typedef struct bw_choice {
    uint32_t why;  /* the test */
    uint32_t way;  /* which of its ways */
    bw_sym chosen; /* what an attacker chose decides it; 0: something else does */
} bw_choice;

#define BW_CHOICES_MAX 8

/* A pointer to what our runtime lent and was given back since. */
typedef struct bw_ended {
    bw_lin pointer;
    uint32_t why;  /* the call */
    uint8_t kind;  /* bw_misuse_kind */
} bw_ended;

#define BW_ENDED_MAX 4
#define BW_MARKS_MAX 4

/* How a lock stands that one alone can have, once. */
enum { BW_LOCK_IS_UNKNOWN, BW_LOCK_IS_HELD, BW_LOCK_IS_FREE, BW_LOCK_IS_TOLD };

/* A counted object: how often its count was raised and lowered on the way here, and where it went since (refs.c). */
typedef struct bw_ref {
    bw_lin lin;            /* the address that was given to the calls */
    const char *family;    /* what is counted, "" the object itself */
    int8_t taken, dropped;
    int8_t set;            /* …and what the count was set to before that, when `known` */
    bool known;            /* the count was set on this path */
    bool plain;            /* a number that need not count references */
    bool uncounted;        /* it is not known how often it was taken and dropped */
    bool own;              /* got here, with a reference nobody else knows of */
    bool kept;             /* something that outlives the function leads to it */
    bool last;             /* a test said that no other reference was left */
    bool blurred;          /* nothing is known of it any more */
    bool shown;            /* of a lock: code out of view that has no name for releasing was called */
    bool power;            /* no object but that something is on: who succeeds may leave it so */
    uint8_t lock_is;       /* of a lock that one alone can have, once: BW_LOCK_IS_… since it was last taken or dropped here; TOLD: enough was said of it */
    uint64_t given;        /* calls out of view that were given it: a bit each */
    uint32_t why, drop_why, before_why; /* of the last time it was taken, dropped, and dropped before that */
    uint32_t taken_in, dropped_in;      /* the activations that did */
    uint32_t drop_site;                 /* in the top function; 0: in a callee */
    const char *taken_by, *dropped_by;  /* the functions that were called */
    bw_ir_val val;                      /* what it was taken on; 0: it was the result */
} bw_ref;

typedef struct bw_refs {
    uint32_t count;
    bw_ref at[]; /* never changed once a state has it */
} bw_refs;

/* A lock, and values that were read under it (lock.c). */
enum { BW_LOCK_OBJECT, BW_LOCK_GLOBALS, BW_LOCK_ALL, BW_LOCK_SECTION }; /* what it guards; SECTION: what pointers read by RCU lead to */
typedef struct bw_lock {
    uint64_t way, root; /* hashes: of the way to it, and to the object it is a part of */
    uint64_t by;        /* the same, of what tells it when it is dropped; 0: nothing does */
    uint8_t reach;
    bool held;
} bw_lock;

typedef struct bw_guarded {
    bw_sym sym;
    uint32_t object;   /* that it was read from… */
    uint64_t place;    /* …and the way to the place */
    bw_ir_ref field;   /* 0: none, or not known */
    uint8_t lock;
    bool picked;       /* an element picked by an index */
    bool tested;       /* a branch asked for it */
    bool loose;        /* the lock was dropped since */
    uint32_t why_read, why_drop;
} bw_guarded;

#define BW_LOCKS_MAX 6

typedef struct bw_locks {
    uint32_t lock_count, held, count;
    bw_lock locks[BW_LOCKS_MAX];
    bw_guarded at[]; /* never changed once a state has it */
} bw_locks;

#define BW_COW(T)                                                                                                      \
    struct {                                                                                                           \
        T *at;                                                                                                         \
        uint32_t count, room;                                                                                          \
        bool shared;                                                                                                   \
    }

#define BW_OUTSIDE_MAX 6 /* marks of branches that are told apart; more of them add nothing */
#define BW_CLASSES 6 /* of memory that may alias: 8, 16, 32, 64 bits, pointers, anything else */

/* What was read from, or stored to, a place whose offset is not known: read again before anything is stored that may be there,
 * it is the same. */
typedef struct bw_element {
    bw_sym base;
    bw_lin offset; /* bytes */
    uint32_t bits;
    bw_ir_ref type;
    bw_value value;
} bw_element;

#define BW_ELEMENTS_MAX 4

typedef struct bw_state {
    BW_COW(bw_cell) cells;       /* by base, offset */
    BW_COW(bw_bound) bounds;     /* by symbol */
    BW_COW(bw_fact) facts;       /* by arrival; at most BW_FACTS_MAX */
    BW_COW(bw_objstate) objects; /* by object */
    bw_element elements[BW_ELEMENTS_MAX]; /* in the order in which they were met */
    uint8_t element_count;
    uint32_t versions[BW_CLASSES];
    uint32_t outside; /* how many branches that something out of view decides lie on all paths to here, each with its marks: */
    uint32_t outside_marks[BW_OUTSIDE_MAX];
    uint8_t held;     /* contexts entered in which nothing may wait; HELD_UNKNOWN: not the same on all paths */
    uint32_t held_why; /* the last of them */
    const bw_refs *refs; /* counted objects; NULL: none */
    const bw_locks *locks; /* NULL: none was taken */
    bool raised;      /* an exception led here: what else it left undone is no evidence */
    bool kernel;      /* a test said that the request is the kernel's own: its addresses are good */
    bool bits_twice;  /* two tests of one word of a record found bits set: what is released by one may not be used by the other */
    bool unlikely;    /* some branch on the way here is only taken after arithmetic has wrapped */
    uint64_t key; /* of the partition it belongs to */
    bw_decision decisions[BW_DECISIONS_MAX];
    uint8_t decision_count, used_count;
    bw_used used[BW_USED_MAX];
    bw_choice choices[BW_CHOICES_MAX]; /* in the order of the way here */
    uint8_t choice_count;
    bw_ended ended[BW_ENDED_MAX];
    uint8_t ended_count, mark_count;
    bw_sym commit;      /* the first object that was found by its handle and stored to; 0: none (commit.c) */
    bw_lin late;        /* the result of the last step that may fail behind that; late_why 0: none */
    uint32_t commit_why, late_why;
    bw_lin marks[BW_MARKS_MAX]; /* arenas with a mark or scope, in the order in which those were made */
    bw_sym null_tested; /* the pointer that the last test found null; 0 when that was not the last */
    uint32_t asked;     /* the activation of a callee in which the last question stood that is open still; 0 none */
    uint32_t asked_way; /* …and which of its answers led here */
    bool told_in_round; /* in the first round of a loop: what a call of this round left in a variable was asked, and led here */
    bool unlisted;      /* a switch over what a caller handed down went by all its cases, and has no other way */
    bool end_assumed;   /* a test for the end of a string was taken to find one inside of its object: what follows from that is not proved */
    bool doubtful;      /* what this path shows of null, released, lost and never written is no evidence */
    bool contrary;      /* one such test answered both ways: what this path shows is no evidence of anything */
} bw_state;

#define BW_HELD_UNKNOWN UINT8_MAX
#define BW_FACTS_MAX 40

/* A second state with the same content; both copy before they write. Cost: constant. */
bw_state bw_state_clone(bw_state *state);
/* The same for a while, without a change to the first: that one must not be written to before the copy is done with. */
bw_state bw_state_borrow(const bw_state *state);

const bw_cell *bw_cell_find(const bw_state *state, bw_sym base, int64_t off_bits, uint32_t bits);
/* Index of the first cell of base at or after off_bits. */
uint32_t bw_cell_lower(const bw_state *state, bw_sym base, int64_t off_bits);
/* Removes the cells of base that overlap [off_bits, off_bits + bits). */
void bw_cell_kill(struct bw_arena *arena, bw_state *state, bw_sym base, int64_t off_bits, int64_t bits);
void bw_cell_kill_base(struct bw_arena *arena, bw_state *state, bw_sym base);
/* Overwrites: kills what overlaps, then stores. */
void bw_cell_set(struct bw_arena *arena, bw_state *state, bw_cell cell);
/* Removes the cells and elements for which drop answers true; it is asked of their objects and widths. Cost: linear. */
void bw_cell_filter(struct bw_arena *arena, bw_state *state, bool (*drop)(void *, const bw_cell *), void *context);

/* What is known of the place; NULL: nothing. */
const bw_element *bw_element_find(const bw_state *state, bw_sym base, bw_lin offset, uint32_t bits);
/* Instead of what was known of this very place, or of the one that was met first when there is no room. */
void bw_element_set(bw_state *state, bw_element element);
/* Something was stored to an object: of its elements nothing is known. (Removing its cells does the same.) */
void bw_element_drop(bw_state *state, bw_sym base);
/* Keeps what both states know. */
void bw_element_join(bw_state *into, const bw_state *from);

/* Index of the first bound at or after sym. Inline, as the next: nothing is asked more often. */
static inline uint32_t bw_bound_lower(const bw_state *state, bw_sym sym)
{
    const bw_bound *at = state->bounds.at;
    uint32_t low = 0, count = state->bounds.count;
    while (count > 0) {
        uint32_t half = count / 2;
        bool before = at[low + half].sym < sym;
        low = before ? low + half + 1 : low;
        count = before ? count - half - 1 : half;
    }
    return low;
}
static inline const bw_bound *bw_bound_find(const bw_state *state, bw_sym sym)
{
    uint32_t at = bw_bound_lower(state, sym);
    return at < state->bounds.count && state->bounds.at[at].sym == sym ? &state->bounds.at[at] : NULL;
}
void bw_bound_set(struct bw_arena *arena, bw_state *state, bw_bound bound);

const bw_objstate *bw_objstate_find(const bw_state *state, uint32_t object);
/* The object's entry for writing, made from init when absent. The pointer lives until the next write of the state. */
bw_objstate *bw_objstate_edit(struct bw_arena *arena, bw_state *state, const bw_objstate *init);

/* Appends; the oldest goes when there are too many. */
void bw_fact_add(struct bw_arena *arena, bw_state *state, bw_fact fact);

#endif
