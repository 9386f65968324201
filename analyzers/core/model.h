/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* API models: what functions we cannot see do to memory, as data.
 *
 * A model file is text, one function a line; a line that begins with a blank continues the one before:
 *     fn NAME[, NAME…] (PARAM, …) : CLAUSE ; CLAUSE ; …
 * A parameter is a name, `_` when no clause speaks of it, or, last, `...`. Clauses speak of the parameters by name, and
 * of what the function returns as `result`: such a clause holds where the result is not null.
 * Sizes are expressions in bytes over parameters, integers, + - * ( ),
 * strlen(p) and wcslen(p) (characters before the terminator), elem(p) (size of what p's argument points to in the call),
 * printed(f) (characters that printf makes of format f and the variadic arguments), min(a, b) and max(a, b); `_` is an unknown amount, `any` one that an attacker chooses. All are taken as they are before
 * the call. A write of an unknown amount may change the whole object, and proves or refutes nothing.
 *     alloc SIZE [family F] [zeroed] [nofail] [checked]   the result is a new object of SIZE bytes; may be null unless nofail;
 *                                               checked: the arithmetic of SIZE cannot wrap (the function looks)
 *     alloc SIZE … fails N                      it returns N, and not null, when it fails; a result that is an integer stands for the
 *                                               object, as a file descriptor does, and is no address
 *     alloc SIZE … unless P BITS                does not fail when one of BITS is set in the argument P
 *     alloc SIZE … zeroes P BITS                zeroed when one of BITS is set in the argument P
 *     alloc-out P SIZE [family F] …             *P becomes such a pointer when the call succeeds
 *     realloc P SIZE [family F] …               P's object is released, the result is a new one of SIZE bytes
 *     free P [family F] [covers SIZE]           P's object is released (when SIZE is all of it; else a part of it)
 *     read P SIZE      write P SIZE             the bytes are read, or written with unknown content
 *     write P upto SIZE    read P upto SIZE     at most so many; the caller promises that all of them are there
 *     read P SIZE optional    write P SIZE optional   P may be null: then nothing is touched
 *     write P SIZE untrusted                    written with bytes an attacker chooses
 *     write P SIZE of Q                         written with values computed from what Q is or points to: as trusted as that
 *     copy D S SIZE [apart]                     SIZE bytes from S to D; apart: the two must not overlap
 *     fill D BYTE SIZE
 *     scan F untrusted | scan F of P            the variadic arguments are written as scanf's format F says, with input an
 *                                               attacker chooses, or as trusted as what P points to
 *     show F                                    the strings among the variadic arguments are read as printf's format F says
 *     string D [LENGTH]                         what D points to is a terminated string afterwards, of LENGTH characters
 *     return EXPR | return LO..HI | return untrusted | return nonnull | return EXPR untrusted | return of P
 *                                               HI may be an expression; an untrusted pointer is a good pointer to bytes an
 *                                               attacker chooses; of P: as trusted as what P is or points to
 *     return LO..HI loose                       the range holds, but that its ends are ever met is not said
 *     return within P SIZE [nonnull]            null (unless nonnull) or P + k bytes, 0 <= k <= SIZE
 *     fatal                                     stops the machine; does not come back
 *     noreturn     pure (touches no memory)     quiet (keeps no pointer and changes nothing the caller can see but what the
 *                                               other clauses say; a function without quiet or pure may do more than is said)
 *     return fails                              the pointer is null when the function fails, which happens
 *     return errors | alloc SIZE … errors       the pointer is an error number (IS_ERR) when the function fails, which happens
 *     escape P                                  keeps P
 *     moves P                                   a device moves bytes from or to P, which wants memory of an allocator
 *     call F P                                  calls what F points to, with P as its argument, before it returns or while
 *                                               the caller goes on (a thread)
 *     needs P                                   works on what P points to: P is neither null nor released
 *     probe P SIZE [writable]                   returns only when SIZE bytes from the user address P on lie in user memory
 *     fetch D S SIZE                            SIZE bytes of user memory at S go to D, checked by the function itself
 *     deliver S SIZE [to D]                     SIZE bytes go to user memory (at D), checked by the function itself
 *     trusts P [unless Q BITS]                  uses P with the kernel's own rights, unless one of BITS is set in Q
 *     wants P FIELD BITS "WHAT"                 one of BITS has to be set in FIELD of what P points to when a user process
 *                                               asked for it: WHAT says it in words
 *     reenters                                  others run before it returns (a callback to user mode), who may end what is
 *                                               shared and not pinned
 *     borrows                                   the result leads to something that others may end when they run
 *     pin P        unpin P                      what P points to is not ended while it is pinned
 *     enters [when P BITS]     leaves           the context in which nothing may wait (a spin lock, a raised level)
 *     take P [family F] [tried]                 raises the count of references to P (with tried: when the result is not 0);
 *                                               P may be the result: the object is got with a reference of its own
 *     take-out P [family F]                     as that, for what *P becomes when the call succeeds (the result is not negative)
 *     put P [family F] [tried]                  lowers it (with tried: the result is not 0 when it was the last one). A family
 *                                               that is named says what is counted: it is no matter of life and death
 *     locks [P] [tried]    unlocks [P]          the lock P is held from here on, or not any more; without P: there is one only;
 *                                               with tried the result says whether it was got
 *     tag P                                     the block is marked with P when it is made, and given back with the same P or with 0
 *     interrupts P                              the function P points to is called later where nothing may wait (by an interrupt,
 *                                               a timer, a deferred procedure call)
 *     waits [when P BITS]                       may wait (when one of BITS is set in P): never called in such a context
 *     lends P SIZE [N] [out]                    *P becomes a pointer to bytes that a user process sent, at least SIZE of them, and *N how
 *                                               many there are; out: what is stored there goes back to it
 *     level passive|apc|dispatch                to be called at this interrupt request level at most; above passive and apc is
 *                                               the context in which nothing may wait
 *     answers LENGTH STATUS                     so many bytes of the buffer go back to the sender, unless STATUS is an error
 *     names P H T                               *P becomes the object that the handle H names, of the type in the variable whose value is
 *                                               T; T null: of any type
 *     foreign P                                 what P points to may be somebody else's: what untyped members of it lead to is his
 *     completes                                 the request is answered
 *     mode                                      answers whose request this is: 0 when the kernel's own
 *     raw "REPLACEMENT"                         an unchecked memory operation; what to use in hardened files
 * Read, write, string and escape may name `...`: every variadic argument that is a pointer.
 * Other lines:  family NAME [managed | local | opaque]   trust GLOB "reason"   count GLOB.FIELD by FIELD   untrusted GLOB.FIELD   sent GLOB.FIELD
 *               user GLOB.FIELD   mode GLOB.FIELD   last GLOB   request GLOB
 *               interrupts GLOB.FIELD   reenters GLOB   once GLOB   kind VARIABLE GLOB [foreign]
 *               raw NAME[, NAME…] "REPLACEMENT"     # comment
 *     family: names an allocator family; a clause may only use one that is named before. managed: its objects go away by
 *             themselves (with a device, with the stack), so not releasing one is no leak
 *     trust: macros and functions of headers with such a path are proved on their own
 *     count: in records whose tag or typedef name matches GLOB, pointer FIELD has as many elements as the second FIELD says
 *     untrusted: in such records FIELD holds a value an attacker chooses, or points to bytes an attacker chooses
 *     sent: as untrusted, and he is a user process: addresses among the bytes lead to its memory
 *     user: in such records FIELD is an address in the memory of a user process
 *     mode: in such records FIELD is 0 when the request is the kernel's own
 *     length: in such records FIELD is how long a message is; a test against it says nothing of where the message goes
 *     request: a function that is given a pointer to such a record serves a user process
 *     reenters: functions whose name matches do, whatever else is known of them
 *     interrupts: functions that are stored in FIELD of such records are called where nothing may wait
 *     last: after functions whose name matches nothing else of the program runs
 *     once: functions whose name matches run before anybody can ask for anything
 *     kind: objects asked for by the type in the variable are records whose name matches; foreign: they may be somebody else's
 *     sized GLOB.FIELD by GLOB.FIELD [out] [methods BITS]
 *               FIELD of a request leads to a buffer, and the second field says how many bytes of it the sender gave (with out:
 *               how many he wants back). Here and in the next two lines GLOB is also held against the name of the member
 *               through which the record is reached. methods: only requests whose code says one of these methods (bit n for
 *               method n) have it
 *     methods GLOB.FIELD BITS
 *               only such requests have what FIELD leads to
 *     code GLOB.FIELD
 *               FIELD of a request is its code, whose two lowest bits say the method, as CTL_CODE makes it
 *     answer GLOB.FIELD status FIELD
 *               FIELD says how many bytes of the buffer go back to the sender, unless the status beside it is an error
 *     handler GLOB.FIELD (ROLE, …)
 *               functions that are stored in FIELD are called for a user process, with arguments that are: untrusted (chosen by
 *               it; a number behind it: up to that), user (an address in its memory), ioc (a code made by Linux's _IOC) or _
 *     syscall GLOB
 *               functions whose name matches are called by user processes: all arguments are untrusted, pointers are user
 *     raw: as the clause, for functions whose other clauses stand elsewhere
 *     deprecated NAME[, NAME…] [(PARAM, …)] [unproved] "REASON" [use NAME] [[same] as "TEMPLATE"]
 *               who owns the functions asks not to call them, and why; told only in units that declare NAME of use, and
 *               with unproved only where what the call writes is not proved to be in bounds. TEMPLATE is the call to
 *               write instead: {P} stands for the text of argument P, {sizeof P} for its size (it has to be an array),
 *               {...} for the variadic arguments, {P 1=ONE 2=TWO} for the word of its constant value. Where it does not
 *               return the same, only calls whose result nobody uses are rewritten
 *
 * Later files win over earlier ones for the same function name, so users can correct us; only what `raw` says stays. Two
 * lines for one function in one file are an error.
 */
#ifndef BULWARK_CORE_MODEL_H
#define BULWARK_CORE_MODEL_H

#include <stdbool.h>

#include "core/vec.h"

typedef enum bw_expr_kind {
  BW_EXPR_UNKNOWN,
  BW_EXPR_CONST,  /* value */
  BW_EXPR_ARG,    /* value: parameter number from 0 */
  BW_EXPR_ADD, BW_EXPR_SUB, BW_EXPR_MUL, BW_EXPR_MIN, BW_EXPR_MAX, /* left, right */
  BW_EXPR_STRLEN, /* left: the argument */
  BW_EXPR_WCSLEN,
  BW_EXPR_ELEM,
  BW_EXPR_NONZERO, /* left: the argument; 1 when it is known not to be 0, else 0 */
  BW_EXPR_PRINTED, /* left: the format; characters that the variadic arguments make of it */
  BW_EXPR_ANY, /* whatever an attacker chooses */
} bw_expr_kind;

typedef struct bw_expr {
  uint8_t kind; /* bw_expr_kind */
  int64_t value;
  uint32_t left, right; /* indices into bw_models.exprs */
} bw_expr;

typedef enum bw_effect_kind {
  BW_EFFECT_ALLOC,     /* size */
  BW_EFFECT_ALLOC_OUT, /* arg, size */
  BW_EFFECT_REALLOC,   /* arg, size */
  BW_EFFECT_FREE,      /* arg */
  BW_EFFECT_READ,      /* arg, size */
  BW_EFFECT_WRITE,     /* arg, size */
  BW_EFFECT_COPY,      /* arg: destination, arg2: source, size */
  BW_EFFECT_FILL,      /* arg, value: byte expression, size */
  BW_EFFECT_STRING,    /* arg; DERIVED: as long as the result says, when that is not negative */
  BW_EFFECT_UNTERMINATED, /* arg, size: none of the bytes need be a terminator; DERIVED: unless the string arg2 is shorter */
  BW_EFFECT_RETURN,    /* value: expression; or range low..high */
  BW_EFFECT_ESCAPE,    /* arg */
  BW_EFFECT_SCAN,      /* arg: the format */
  BW_EFFECT_CALL,      /* arg: the function, arg2: what it is given */
  BW_EFFECT_NEEDS,     /* arg */
  BW_EFFECT_PROBE,     /* arg, size: an address of user memory is looked at */
  BW_EFFECT_FETCH,     /* arg: destination, arg2: source in user memory, size */
  BW_EFFECT_TRUSTS,    /* arg: is used with the kernel's rights */
  BW_EFFECT_SELECTS,   /* arg: says which part of the machine is reached: a register, a port, a physical address */
  BW_EFFECT_OMITS,     /* arg: a table of pointers that was filled with what somebody sent: those that he left out are null */
  BW_EFFECT_MOVES,     /* arg: a device moves bytes from or to it, which only memory of an allocator is good for */
  BW_EFFECT_RAISES,    /* arg: raises an exception when it does not lead to memory that the process may use */
  BW_EFFECT_WANTS,     /* arg: points to a record in whose field one of the bits `high` must be set */
  BW_EFFECT_PIN,       /* arg: what it points to lives until it is unpinned */
  BW_EFFECT_UNPIN,     /* arg */
  BW_EFFECT_ENTER,     /* from here on nothing may wait: a spin lock is held, the level is raised */
  BW_EFFECT_LEAVE,     /* no more */
  BW_EFFECT_WAIT,      /* may wait; with WHEN: when one of the bits `low` of arg2 is set */
  BW_EFFECT_DELIVER,   /* arg: source, size: goes to user memory; with DERIVED: at arg2 */
  BW_EFFECT_SHOW,      /* arg: the format */
  BW_EFFECT_LEND,      /* arg, size: *arg leads to what a user process sent; arg2: receives how many bytes, or BW_ARG_NONE */
  BW_EFFECT_LEVEL,     /* low: the highest level it may be called at, a bw_level */
  BW_EFFECT_TAKE,      /* arg: one reference more to it, of `family`; with OUT: *arg becomes an object with one */
  BW_EFFECT_PUT,       /* arg: one less */
  BW_EFFECT_COUNT,     /* arg: there are size references to it now */
  BW_EFFECT_ANSWERS,   /* arg: how many bytes go back, arg2: the status */
  BW_EFFECT_LOCK,      /* arg: the lock that is held from here on, or BW_ARG_NONE: there is one only; DERIVED: arg2 tells it when it
                          is dropped; SECTION: a read section of RCU */
  BW_EFFECT_UNLOCK,    /* arg: the same, no more */
  BW_EFFECT_NAMES,     /* arg: *arg becomes what the handle arg2 names; low: the parameter that says of which type */
  BW_EFFECT_ARM,       /* arg: lies in an object that something set going works on later; TRIED: it was stopped, and when nobody looks
                          at the result it may run still */
  BW_EFFECT_TAG,       /* arg: a number that the block is marked with: it is given back with the same, or with 0 */
  BW_EFFECT_INTERRUPT, /* arg: a function that is called later where nothing may wait: by an interrupt, a timer, a DPC */
  BW_EFFECT_SETTLE,    /* arg: …and it has ended; BW_ARG_NONE: all of them have */
  BW_EFFECT_FOREIGN,   /* arg: what it points to may be somebody else's; of a record result: what its members point to */
} bw_effect_kind;

enum {
  BW_EFFECT_ZEROED = 1u << 0,
  BW_EFFECT_NOFAIL = 1u << 1,
  BW_EFFECT_CHECKED = 1u << 2,
  BW_EFFECT_UNTRUSTED = 1u << 3,
  BW_EFFECT_RANGE = 1u << 4,   /* of RETURN: low and high count; with value: low and value */
  BW_EFFECT_NONNULL = 1u << 5, /* of RETURN */
  BW_EFFECT_UPTO = 1u << 6,    /* of READ and WRITE: at most size bytes; of STRING: at most so many characters */
  BW_EFFECT_REST = 1u << 7,    /* arg is the first variadic argument, and all from there on are meant */
  BW_EFFECT_DERIVED = 1u << 8, /* of WRITE and RETURN: as trusted as what arg2 is or points to */
  BW_EFFECT_WITHIN = 1u << 9,  /* of RETURN: arg + k bytes, 0 <= k <= size */
  BW_EFFECT_LOOSE = 1u << 10,  /* of RETURN with RANGE: the ends need not be met; of SHOW: pointers may be printed as numbers, strings be null */
  BW_EFFECT_FAILS = 1u << 11,  /* of RETURN: a pointer that is null when the function fails, which happens; of ALLOC: the result
                                  is `high` then, and not null; of ALLOC_OUT: the result is negative then, and only then; of TAKE: it is not 0 then */
  BW_EFFECT_UNLESS = 1u << 12, /* of ALLOC, REALLOC and RETURN with FAILS: does not fail when one of the bits `low` of arg2 is set;
                                  of TRUSTS: does not when one is */
  BW_EFFECT_WHEN = 1u << 15,     /* of WAIT and ENTER: when one of the bits `low` of arg2 is set */
  BW_EFFECT_SECTION = BW_EFFECT_ZEROED, /* of LOCK and UNLOCK */
  BW_EFFECT_OUT = BW_EFFECT_ZEROED,   /* of TAKE */
  BW_EFFECT_PLAIN = BW_EFFECT_CHECKED, /* of TAKE, PUT and COUNT: a number that need not count references: by itself no fault of it is told */
  BW_EFFECT_MANAGED = BW_EFFECT_CHECKED, /* of ESCAPE: what is held through it is given back by itself, in time */
  BW_EFFECT_ALONE = BW_EFFECT_CHECKED, /* of LOCK and UNLOCK: one alone can have it, and only once */
  BW_EFFECT_TRIED = BW_EFFECT_NOFAIL, /* of TAKE: when the result is not 0; of PUT: then it was the last one;
                                         of PROBE: then it was good, and nothing is raised; of ALLOC_OUT: when the result is 0;
                                         of LOCK: the result says whether it was got */
  BW_EFFECT_WRITABLE = 1u << 14, /* of PROBE: for writing too */
  BW_EFFECT_BACK = 1u << 14,   /* of LEND: what is stored there goes back. (The flag of PROBE) */
  BW_EFFECT_OPTIONAL = 1u << 16, /* of READ and WRITE: nothing is touched when arg is null; of ALLOC_OUT: nothing is made when *arg is not */
  BW_EFFECT_UNPROBED = 1u << 17, /* of FETCH and DELIVER: the address is not looked at, somebody has to have probed it */
  BW_EFFECT_ERRORS = 1u << 18, /* of RETURN and ALLOC: a pointer that is an error number when the function fails, which happens */
  BW_EFFECT_WITHOUT = 1u << 19, /* of ALLOC: only when arg2 is null */
  BW_EFFECT_APART = BW_EFFECT_ZEROED, /* of COPY: the two places must not overlap */
  BW_EFFECT_ZEROES = 1u << 13, /* of ALLOC: zeroed when one of the bits `high` of arg2 is set */
};

/* Interrupt request levels, as models name them. */
typedef enum bw_level { BW_LEVEL_PASSIVE, BW_LEVEL_APC, BW_LEVEL_DISPATCH, BW_LEVEL_COUNT } bw_level;
extern const char *const bw_level_words[BW_LEVEL_COUNT];

/* As arg or arg2: what the function returns, where it is not null. */
#define BW_ARG_RESULT 0xffffu
#define BW_ARG_NONE 0xfffeu

typedef struct bw_effect {
  uint8_t kind; /* bw_effect_kind */
  uint32_t flags;
  uint16_t arg, arg2;   /* parameter numbers from 0, or BW_ARG_RESULT */
  uint32_t size, value; /* indices into exprs; 0: unknown. size of STRING: characters before the terminator */
  int64_t low, high;
  const char *family; /* allocator family, "" when none */
  const char *field, *what; /* of WANTS */
} bw_effect;

enum {
  BW_MODEL_NORETURN = 1u << 0,
  BW_MODEL_PURE = 1u << 1,
  BW_MODEL_QUIET = 1u << 2,
  BW_MODEL_RAW = 1u << 3,
  BW_MODEL_MODE = 1u << 5, /* the result is 0 when the request is the kernel's own */
  BW_MODEL_REENTERS = 1u << 6, /* others run before it returns, and may end what is shared */
  BW_MODEL_BORROWS = 1u << 7,  /* the result leads to something that others may end while they run */
  BW_MODEL_FATAL = 1u << 8, /* stops the machine; NORETURN too */
  BW_MODEL_COMPLETES = 1u << 9, /* a request is answered */
  BW_MODEL_VARIADIC = 1u << 4, /* any number of arguments may follow the param_count named ones */
};

typedef struct bw_model {
  const char *name;
  uint32_t flags;
  uint32_t param_count;
  const char *const *params; /* their names, "_" where no clause speaks of one; NULL when param_count is 0 */
  uint32_t effect, effect_count; /* slice of bw_models.effects, in the order written */
  const char *raw_hint;          /* of RAW: what hardened code uses instead */
  const char *file;              /* model file, for messages */
  uint32_t line;
} bw_model;

typedef struct bw_model_trust {
  const char *glob, *reason;
} bw_model_trust;

typedef struct bw_model_count {
  const char *record_glob, *pointer_field, *count_field;
} bw_model_count;

typedef enum bw_handler_role {
  BW_ROLE_NONE,
  BW_ROLE_UNTRUSTED, /* a user process chooses it */
  BW_ROLE_USER,      /* an address in its memory */
  BW_ROLE_PROBED,    /* the same, and the caller probed it */
  BW_ROLE_IOC,       /* chosen by it; a code that says the size of what the next argument leads to */
} bw_handler_role;

#define BW_HANDLER_ROLES 8

/* Functions that a user process has called: those that a field holds, or all of a name. */
typedef struct bw_model_handler {
  const char *record_glob, *field; /* field NULL: record_glob is that of the functions' names */
  uint8_t role[BW_HANDLER_ROLES];
  int64_t least[BW_HANDLER_ROLES];
  int64_t most[BW_HANDLER_ROLES]; /* 0: anything that its type holds. Of a pointer: of the number it leads to */
} bw_model_handler;

/* What a field is in a request that somebody sent. */
typedef enum bw_request_part {
  BW_REQUEST_BUFFER = 1u << 0, /* leads to a buffer */
  BW_REQUEST_IN = 1u << 1,     /* how many bytes of it the sender gave */
  BW_REQUEST_OUT = 1u << 2,    /* how many he wants back */
  BW_REQUEST_CODE = 1u << 3,
  BW_REQUEST_ANSWER = 1u << 4, /* how many bytes go back */
} bw_request_part;

typedef struct bw_model_request {
  const char *record_glob, *field;
  uint32_t parts;     /* bw_request_part */
  uint32_t methods;   /* of what leads to memory: bit n for method n; 0: any */
  const char *status; /* of ANSWER: the field beside it */
} bw_model_request;

typedef enum bw_rewrite_kind {
  BW_REWRITE_TEXT, /* text as it is */
  BW_REWRITE_ARG,  /* the text of argument arg */
  BW_REWRITE_SIZE, /* sizeof(that), which must be an array */
  BW_REWRITE_REST, /* the arguments from arg on, with commas between */
  BW_REWRITE_WORD, /* text, when the argument is the constant value; else the next part, one of the same choice, decides */
} bw_rewrite_kind;

/* A piece of a template. */
typedef struct bw_rewrite {
  uint8_t kind;
  bool more; /* of WORD: the next part belongs to the same choice */
  uint32_t arg;
  int64_t value;
  const char *text;
} bw_rewrite;

typedef struct bw_model_deprecated {
  const char *name, *reason;
  const char *use;  /* what is called instead; "": told whether or not the unit has anything to call instead */
  bool unproved;    /* only where what the call writes is not proved to be in bounds */
  bool same;        /* the rewritten call returns what this one does */
  uint32_t param_count;
  uint32_t rewrite, rewrite_count; /* slice of bw_models.rewrites; none: nothing is certain enough to be written */
} bw_model_deprecated;

/* Objects that are asked for by the type in a variable of this name are records whose name matches. */
typedef struct bw_model_kind {
  const char *variable, *record_glob;
  bool foreign; /* they may be somebody else's, who keeps there what he likes */
} bw_model_kind;

typedef enum bw_source_kind {
  BW_SOURCE_NONE,
  BW_SOURCE_UNTRUSTED, /* a value that an attacker chooses, or a pointer to bytes that he chooses */
  BW_SOURCE_SENT,      /* the same, and he is a user process: addresses among the bytes lead to its memory */
  BW_SOURCE_USER,      /* an address in the memory of a user process */
  BW_SOURCE_MODE,      /* whose request it is: 0 when the kernel's own */
  BW_SOURCE_LENGTH,    /* how long a message is: a test against it is no test against what the message is copied to */
  BW_SOURCE_OPTIONAL,  /* a table of pointers, of which the sender of a message may leave out any: they are null then */
} bw_source_kind;

typedef struct bw_model_source {
  const char *record_glob, *field;
  bw_source_kind kind;
} bw_model_source;

/* Functions in such members are called where nothing may wait. */
typedef struct bw_model_interrupt {
  const char *record_glob, *field;
} bw_model_interrupt;

/* Pointers to such records lead to what was sent, the bytes behind the record included. */
typedef struct bw_model_message {
  const char *record_glob;
  const char *unless; /* records of which tables say what is accepted; NULL: there are none */
} bw_model_message;

typedef struct bw_models {
  struct bw_arena *arena;
  BW_VEC(bw_model_message) messages;
  BW_VEC(bw_model) models;
  BW_VEC(bw_effect) effects;
  BW_VEC(bw_expr) exprs; /* [0] is UNKNOWN */
  BW_VEC(bw_model_trust) trusts;
  BW_VEC(bw_model_count) counts;
  BW_VEC(bw_model_source) sources;
  BW_VEC(bw_model_handler) handlers;
  BW_VEC(bw_model_interrupt) interrupts;
  BW_VEC(bw_model_kind) kinds;
  BW_VEC(bw_model_request) request_fields;
  BW_VEC(bw_model_deprecated) deprecated; /* a function may stand there several times, with something else to use */
  BW_VEC(bw_rewrite) rewrites;
  BW_VEC(const char *) reenters; /* globs of functions in which others may run */
  BW_VEC(const char *) requests; /* globs of records: a function that is given one serves a user process */
  BW_VEC(const char *) lasts; /* globs of functions after which nothing else of their program runs */
  BW_VEC(const char *) onces; /* globs of functions that run before anybody can ask for anything */
  BW_VEC(const char *) families;
  BW_VEC(const char *) locals; /* …with the function that made them */
  BW_VEC(const char *) managed; /* those of families whose objects are given back by themselves */
  BW_VEC(const char *) opaque;  /* those of families whose pointers lead to nothing: a function with a model keeps none */
  uint32_t *slots; /* open-addressed hash of names to models, 0 empty */
  uint32_t slot_count;
} bw_models;

/* Is the argument of this number one of those that the effect is about? Cost: constant. */
bool bw_effect_speaks_of(const bw_effect *effect, uint32_t arg);

/* pre: arena outlives models. */
void bw_models_init(bw_models *models, struct bw_arena *arena);

/* Adds the models of one file's text; name is for messages. text need not be terminated and is not kept.
 * Returns true, or false with *ret_error "name:line:column: what is wrong and what was expected" (in the arena); then
 * models is unusable.
 * Cost: linear in size. */
bool bw_models_parse(bw_models *models, const char *name, const char *text, size_t size, const char **ret_error);

/* Adds the built-in models (analyzers/models/, embedded at build time). Never fails: a test parses them. */
void bw_models_add_builtin(bw_models *models);

/* The model of a function, or NULL; good until more models are added. Cost: one hash look-up. */
const bw_model *bw_models_find(const bw_models *models, const char *function);

/* True when a header of this path is declared trusted. */
bool bw_models_trusts(const bw_models *models, const char *path);

/* What the field of records of this tag or typedef name ("" when anonymous) is declared to hold. */
bw_source_kind bw_models_field_source(const bw_models *models, const char *record, const char *field);

/* What a field of this name is in a request: of a record of this tag or typedef name, which is reached through a member of
 * the name `through` ("" none). parts 0: nothing. */
bw_model_request bw_models_request_field(const bw_models *models, const char *record, const char *through, const char *field);

/* A function that is deprecated in its unit carries an annotation of this beginning, the replacement and ")". */
#define BW_DEPRECATED_PREFIX "bulwark::deprecated("

/* The first entry of a function whose replacement exists, as has says, or that needs none. NULL: it is not deprecated. */
const bw_model_deprecated *bw_models_deprecated(const bw_models *models, const char *function,
                                                bool (*has)(void *context, const char *name), void *context);

/* True when others may run in a function of this name, by a line `reenters`. */
bool bw_models_reenters(const bw_models *models, const char *function);
/* Is the family one of these, such as `managed`? pre: its name is interned, as theirs are. */
bool bw_models_listed(const char *const *families, uint32_t count, const char *family);
/* True when a function that is given a pointer to such a record serves a request of a user process. */
bool bw_models_request(const bw_models *models, const char *record);
/* True when a function of this name runs before anybody can ask for anything. */
bool bw_models_once(const bw_models *models, const char *function);
/* True when nothing else runs after a function of this name: module exits, unload routines. */
bool bw_models_last(const bw_models *models, const char *function);

/* Are objects of the type in this variable such records? *ret_known: some line speaks of the variable, and some of such
 * records. variable NULL: of no type. */
bool bw_models_kind(const bw_models *models, const char *variable, const char *record, bool *ret_known);
/* May objects of the type in this variable be somebody else's? */
bool bw_models_kind_foreign(const bw_models *models, const char *variable);

/* Shell-like match: * any run of characters, ? one. */
bool bw_glob_match(const char *glob, const char *text);

#endif
