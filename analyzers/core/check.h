/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* All that a check sees: events of the engine, questions about values, and the way to report.
 *
 * A check is one file that defines one `const bw_check bw_check_<identifier>`; checks.def names it. It holds no state
 * of its own. Events arrive only for code that is reported on, once the engine's facts are final, and may arrive
 * several times for one place (once a path, once a caller): equal findings are reported once.
 */
#ifndef BULWARK_CORE_CHECK_H
#define BULWARK_CORE_CHECK_H

#include "core/analysis.h"
#include "core/value.h"

typedef struct bw_check_context bw_check_context;

typedef enum bw_access_kind {
    BW_ACCESS_PLAIN, /* load, store or assignment through a pointer or subscript */
    BW_ACCESS_CALL,  /* bytes moved by a function or a builtin */
} bw_access_kind;

/* Bytes [0, size) from pointer are read or written. */
typedef struct bw_access {
    bw_access_kind kind;
    bool write;
    uint32_t site;                   /* instruction */
    const char *callee;              /* of CALL */
    const bw_model *model;           /* of CALL; NULL otherwise */
    uint32_t pointer_arg, size_arg;  /* of CALL: argument numbers; UINT32_MAX when there is none */
    bw_ir_val pointer_val, size_val; /* the instructions they come from; 0 unknown */
    uint32_t region;
    bw_lin pointer, size;
    /* the engine's answer */
    bw_verdict verdict;
    bool before;     /* of VIOLATION: before the start, not past the end */
    bool always;     /* of VIOLATION: whatever the values */
    bool untrusted;  /* of VIOLATION: an attacker chooses what decides */
    bw_ir_val printed; /* of VIOLATION: the call whose answer decides, which is how long a text would have been */
    bool constant;   /* written to is what stays as it is: a literal, or an object that is declared const */
    bw_sym again;    /* …and what decides was fetched from user memory a second time, after the first was tested */
    bw_lin offset;   /* of pointer from the start of the object or region; 0 unknown */
    bw_lin limit;    /* size of the object or region; 0 unknown */
    uint32_t object; /* 0 unknown */
} bw_access;

/* A new object of `size` bytes. */
typedef struct bw_alloc {
    uint32_t site;
    const char *callee;
    bool checked;      /* the callee looks whether the arithmetic of its arguments wraps */
    bool fetched;      /* …and fills what it makes from user memory, so it refuses what it cannot have */
    uint32_t size_arg; /* UINT32_MAX when the size is not one argument */
    bw_ir_val size_val;
    bw_lin size;
    bw_ir_ref type; /* what the result is converted to, when known: the pointee */
} bw_alloc;

typedef enum bw_arith_kind {
    BW_ARITH_WRAP, /* an operation whose exact result its type does not hold */
    BW_ARITH_LOSS, /* a conversion to a type that does not hold the value */
    BW_ARITH_ZERO, /* a division by zero */
    BW_ARITH_SHIFT, /* a shift by less than nothing, or by all the bits there are */
} bw_arith_kind;

/* Arithmetic that goes wrong for values that are attested: told only then. */
typedef struct bw_arith {
    bw_arith_kind kind;
    uint32_t site;
    bw_ir_ref type; /* of the result */
    bw_lin exact;   /* the result, or value to convert, before the type applies; of ZERO the divisor, of SHIFT the count */
    bool below;     /* less than the least value, not more than the greatest */
    bool always;    /* whatever the values */
    bool carried;   /* the operands move from round to round of a loop */
    bw_sym chosen;  /* the symbol that an attacker chooses; 0: constants and tests decide */
} bw_arith;
/* What speaks for a pointer being null. */
typedef enum bw_null {
    BW_NULL_NO,    /* nothing */
    BW_NULL_CONST, /* it is a null constant on this path */
    BW_NULL_TEST,  /* a test in the same function, or in one that called it, left it null */
    BW_NULL_MODEL, /* what made it can fail, and no test stands between */
    BW_NULL_ERROR, /* …with an error number instead of null */
    BW_NULL_LEFT_OUT, /* it was read from a table of what the sender of a message may leave out, and not tested */
} bw_null;

/* What became of the object of a pointer. */
typedef enum bw_gone {
    BW_GONE_NO,
    BW_GONE_RELEASED, /* given back to its allocator */
    BW_GONE_ENDED,    /* a variable whose scope or function was left */
    BW_GONE_STALE,    /* borrowed, and somebody ran since who may have ended it */
} bw_gone;

typedef enum bw_use_kind {
    BW_USE_PLAIN,    /* load, store or assignment through it */
    BW_USE_TARGET,   /* the function it leads to is called */
    BW_USE_CALL,     /* the callee reads or writes through it */
    BW_USE_ARGUMENT, /* handed to a function */
    BW_USE_RETURN,   /* returned */
    BW_USE_KEPT,     /* stands in memory that outlives the function */
} bw_use_kind;

/* A pointer is put to use. Told only where it is null or its object gone, with evidence. */
typedef struct bw_use {
    bw_use_kind kind;
    bool write;
    uint32_t site;
    const char *callee; /* of CALL and ARGUMENT; "" when unknown */
    bw_ir_val pointer_val;
    bw_lin pointer;
    bool perhaps; /* of ARGUMENT: used, unless the length beside it is 0 */
    /* the engine's answer */
    bw_null null;
    bw_gone gone;
    uint32_t object;
    bw_ir_loc where; /* of the test or the failing call; of the release; of the call that let somebody run */
    uint32_t holder; /* of KEPT: the object it stands in */
    bw_ir_ref field; /* …the member of it, 0: the whole */
} bw_use;

/* An object is given back. */
typedef struct bw_release {
    uint32_t site;
    const char *callee, *family; /* family "" when the function takes several */
    bw_ir_val pointer_val;
    bw_lin pointer, offset; /* offset from the start of the object */
    uint32_t object;
    int64_t tag;     /* that it is given back with; 0: none, or unknown */
    bool moved;      /* it is not given back: a device moves bytes from or to it, and reaches allocated memory only */
    bool again;      /* it was given back before */
    bool armed;      /* something that works on it may run still */
    bw_ir_loc where; /* …there; of ARMED: set going or stopped there */
} bw_release;

/* At a return nobody can give an object back any more. */
typedef struct bw_leak {
    uint32_t site; /* the return, or of `round` the call that made it */
    uint32_t object;
    bool round;        /* nothing leads to it where a loop goes round */
    bool resized;      /* a call was to give it another size and failed, and what that returned stands where its address did */
    bw_ir_loc failed;  /* of such: the call */
} bw_leak;

/* A place is read to which nothing was ever stored. */
typedef struct bw_uninit {
    uint32_t site;
    bw_ir_val pointer_val; /* the place */
    uint32_t object;
    const char *callee; /* NULL when the program reads it itself */
} bw_uninit;

/* What speaks against using an address that a user process chose. */
typedef enum bw_user_fault {
    BW_USER_GOOD,
    BW_USER_UNPROBED,  /* no probe stands before */
    BW_USER_READ_ONLY, /* written to, probed for reading only */
    BW_USER_SHORT,     /* reaches past what was probed */
    BW_USER_NO_FRAME,  /* outside of every __try */
    BW_USER_RAISES,    /* …handed to a function that raises when it is not what it ought to be */
    BW_USER_DIRECT,    /* a pointer of a type that is never to be used itself (__user) */
    BW_USER_JUMP,      /* called: control goes where he likes */
    BW_USER_MADE,      /* untrusted data holds the address, or the number that one is made of, and no user memory is known here */
    BW_USER_KEPT,      /* a second copy of what was checked in the first one is kept, unchecked */
} bw_user_fault;

/* Memory of a user process is read or written through an address of his. Told only with a fault. */
typedef struct bw_user_access {
    bw_user_fault fault;
    bool write;
    uint32_t site;
    const char *callee; /* that reads or writes it, NULL when the program does itself */
    bw_ir_val pointer_val;
    bw_lin pointer, size; /* bytes; 0 unknown */
    /* the engine's answer */
    bw_sym base;         /* the address, 0 for DIRECT */
    bw_sym again;        /* it was fetched before, and what was fetched then was tested or probed */
    bw_ir_loc probed_at; /* the probe of READ_ONLY, SHORT and NO_FRAME */
} bw_user_access;

/* Bytes that were never written go to user memory. */
typedef struct bw_exposure {
    uint32_t site;
    const char *callee;    /* NULL: an assignment */
    bw_ir_val pointer_val; /* where they are taken from */
    uint32_t object;
    uint64_t first, count; /* bytes of the object: the first run of them */
    bw_ir_loc loc;         /* what sends them, when it is not the instruction at site */
} bw_exposure;

/* What our runtime lent is used after it was taken back. */
typedef enum bw_misuse_kind {
    BW_MISUSE_DESTROYED, /* an object whose handle was destroyed */
    BW_MISUSE_UNPINNED,  /* an object whose pin was dropped */
    BW_MISUSE_EMPTIED,   /* a block of an arena that was emptied, or rolled back over it */
    BW_MISUSE_KEPT,      /* a pointer to an object is kept where its handle ought to be */
    BW_MISUSE_LATE,      /* a step failed behind the first store to an object that was found by its handle */
} bw_misuse_kind;

typedef struct bw_misuse {
    bw_misuse_kind kind;
    uint32_t site;
    const char *callee; /* that uses it; NULL: the program itself */
    bw_ir_val pointer_val;
    bw_ir_loc where; /* the call that took it back; of LATE: the store */
    bw_ir_loc at;    /* of LATE: the step */
} bw_misuse;

/* What is done with a request is not what the request says of itself. */
typedef enum bw_contract_fault {
    BW_CONTRACT_LENGTH, /* a buffer is used past what its lengths were found to be */
    BW_CONTRACT_METHOD, /* a buffer is used that requests of this code do not have */
    BW_CONTRACT_ROOM,   /* more bytes go back than the sender has room for */
    BW_CONTRACT_STALE,  /* more bytes go back than were stored */
    BW_CONTRACT_SIZE,   /* more bytes are copied than the code says there are */
} bw_contract_fault;

typedef struct bw_contract {
    bw_contract_fault fault;
    bool write;
    bool asked; /* some length of the request was read */
    uint32_t site;
    const char *callee;    /* of LENGTH and METHOD: that uses it; NULL: the program itself */
    bw_ir_val pointer_val; /* the buffer; of ROOM and STALE: the number, where it was stored */
    bw_ir_loc loc;         /* of ROOM and STALE: of the store or the call */
    bw_lin end;            /* bytes from the start; 0 unknown */
    uint32_t code;         /* of METHOD and SIZE */
    uint64_t stored;       /* of STALE: bytes that were; of SIZE: that the code says */
} bw_contract;

/* A call uses what a user process chose with the kernel's rights. */
typedef struct bw_rights {
    uint32_t site;
    const char *callee;
    bw_ir_val val;     /* the argument */
    bool selects;      /* it says which part of the machine is reached */
    bw_sym chosen;     /* that an attacker chose; 0: `what` is missing in `field` of the record the argument points to */
    const char *field, *what;
} bw_rights;

/* A function that may wait is called where nothing may. */
typedef struct bw_wait {
    uint32_t site;
    const char *callee;
    bw_ir_loc entered; /* the call that made it so, or the function that an interrupt runs: filled in when it is told */
    bool interrupt;    /* that */
    const char *level; /* at which it is to be called at most; NULL: it may wait */
    bw_ir_val address; /* of memory of a user process that is read or written there, by callee or (NULL) the program; 0 none */
} bw_wait;

/* The machine is stopped because of what an attacker chooses. */
typedef struct bw_fatal {
    uint32_t site;
    const char *callee; /* that stops it; NULL: a trap instruction */
    bw_sym chosen;      /* what he chooses */
    bw_ir_loc decided;  /* the test that decides it */
} bw_fatal;

/* What is wrong with a counted reference. */
typedef enum bw_ref_fault {
    BW_REF_LEFT,     /* the function returns without dropping it */
    BW_REF_AGAIN,    /* dropped once more than it was this function's to drop */
    BW_REF_USED,     /* the object is used after the function's own reference to it was dropped */
    BW_REF_RETURNED, /* …or returned */
    BW_REF_TWICE,    /* a lock is taken that is held */
} bw_ref_fault;

typedef struct bw_ref_finding {
    bw_ref_fault fault;
    uint32_t site;
    const char *callee;    /* that drops or uses it; "" none */
    bw_ir_val val;         /* the reference at site, of LEFT: what it was taken on; 0 unknown */
    const char *taken_by;  /* "" or NULL: not here */
    bw_ir_loc taken;       /* there; begin 0: not here */
    bw_ir_loc dropped;     /* of AGAIN, USED and RETURNED: where it was dropped before */
    bw_ir_loc elsewhere;   /* where it is dropped on another way out; begin 0: nowhere */
    bool own;              /* the call at `taken` got the object */
    bool lock;             /* no reference but a lock, which is held */
} bw_ref_finding;

/* What was read under a lock is used after the lock was dropped. */
typedef enum bw_lock_fault {
    BW_LOCK_POINTER,  /* a pointer: what it leads to may be gone */
    BW_LOCK_AMOUNT,   /* a number: it says how far one may go in what the lock guards */
    BW_LOCK_ROOM,     /* a number that room was made by, and it was read again to fill the room */
    BW_LOCK_DECISION, /* a place that was asked for is stored to as if nothing had happened since */
    BW_LOCK_SECTION_LEFT, /* a pointer that was read in a read section which is over */
} bw_lock_fault;

typedef struct bw_lock_finding {
    bw_lock_fault fault;
    uint32_t site;
    bw_ir_val val;          /* what is used or stored to; 0 unknown */
    bw_ir_loc read, dropped;
    bool held;              /* the lock is held again */
} bw_lock_finding;

/* A pointer is used as a record of a type that nothing says it is of. */
typedef enum bw_typed_fault {
    BW_TYPED_MIXED,     /* it was read where records of another type stand as well */
    BW_TYPED_OF_OTHERS, /* it is a part of an object that somebody else may have made */
    BW_TYPED_ANY,       /* it was got for a handle that an attacker chooses, and that may be of any type */
    BW_TYPED_WRONG,     /* it was got for a handle that was asked to be of another type */
} bw_typed_fault;

typedef struct bw_typed_finding {
    bw_typed_fault fault;
    uint32_t site;
    bw_ir_val val;         /* the pointer */
    const char *callee;    /* that is given it; NULL: the program uses it itself */
    bw_ir_ref as, other;   /* the type it is used as; of MIXED: one that it may be of */
    bw_ir_loc read, stored; /* of MIXED: where one of the other type is put there, or taken from there */
    bool put;
    bool chosen;           /* an attacker chooses which */
    const char *by;        /* the function that got the object; of MIXED NULL */
    const char *type_name; /* of WRONG: the variable that holds the type that was asked for */
} bw_typed_finding;

/* A pointer is compared with null after it was used on every way there. */
typedef struct bw_late_test {
    uint32_t site; /* the branch */
    bw_ir_val val; /* the condition */
    uint32_t use;  /* where it was used before */
    bw_sym sym;
} bw_late_test;

/* Two pointers that do not go together. */
typedef enum bw_pair_fault {
    BW_PAIR_OVERLAP, /* bytes are copied from one to the other, and the function asks for places that do not overlap */
    BW_PAIR_APART,   /* they are subtracted, and lead to different objects */
} bw_pair_fault;

typedef struct bw_pair {
    bw_pair_fault fault;
    uint32_t site;
    const char *callee;      /* of OVERLAP */
    bw_ir_val first, second; /* of OVERLAP: the destination, and 0 */
    uint32_t object, other;  /* of OVERLAP: both places are in object */
    bw_wide distance;        /* of OVERLAP: bytes from one to the other */
} bw_pair;

/* A format and its arguments, or a list of arguments and who walks over it, do not go together. */
typedef enum bw_format_fault {
    BW_FORMAT_CHOSEN,  /* an attacker chose the format */
    BW_FORMAT_MISSING, /* it asks for an argument that was not handed over */
    BW_FORMAT_KIND,    /* …for one of another kind: an integer, a floating number, a pointer */
    BW_FORMAT_SIZE,    /* …for a wider integer */
    BW_FORMAT_PAST,    /* va_arg asks for an argument behind the last */
} bw_format_fault;

typedef struct bw_format_finding {
    bw_format_fault fault;
    uint32_t site;
    bw_ir_val val;      /* the format, of KIND and SIZE the argument; 0 none */
    const char *callee; /* of PAST "" */
    char letter;        /* of the conversion; 0 none */
    uint32_t count;     /* of PAST: arguments that were handed over */
} bw_format_finding;

typedef struct bw_check {
    void (*access)(bw_check_context *, const bw_access *);
    void (*alloc)(bw_check_context *, const bw_alloc *);
    void (*arith)(bw_check_context *, const bw_arith *);
    void (*use)(bw_check_context *, const bw_use *);
    void (*release)(bw_check_context *, const bw_release *);
    void (*leak)(bw_check_context *, const bw_leak *);
    void (*uninit)(bw_check_context *, const bw_uninit *);
    void (*late_test)(bw_check_context *, const bw_late_test *);
    void (*user)(bw_check_context *, const bw_user_access *);
    void (*exposure)(bw_check_context *, const bw_exposure *);
    void (*rights)(bw_check_context *, const bw_rights *);
    void (*misuse)(bw_check_context *, const bw_misuse *);
    void (*contract)(bw_check_context *, const bw_contract *);
    void (*wait)(bw_check_context *, const bw_wait *);
    void (*fatal)(bw_check_context *, const bw_fatal *);
    void (*ref)(bw_check_context *, const bw_ref_finding *);
    void (*lock)(bw_check_context *, const bw_lock_finding *);
    void (*typed)(bw_check_context *, const bw_typed_finding *);
    void (*pair)(bw_check_context *, const bw_pair *);
    void (*format)(bw_check_context *, const bw_format_finding *);
    /* every instruction of a function, once, without state; only for hardened functions when the stage is PROFILE */
    void (*inst)(bw_check_context *, uint32_t site, const bw_ir_inst *);
} bw_check;

#define BW_CHECK(ident, id, severity, stage, cwe, on, summary) extern const bw_check bw_check_##ident;
#include "checks.def"
#undef BW_CHECK
extern const bw_check *const bw_check_impls[BW_CHECK_COUNT];

/* ---- questions ---- */

const bw_ir_module *bw_ask_module(const bw_check_context *c);
const bw_ir_func *bw_ask_func(const bw_check_context *c);
const bw_models *bw_ask_models(const bw_check_context *c);
/* Whether raw operations of this kind are to be told. */
bool bw_ask_raw(const bw_check_context *c, bw_raw_kind kind);
const bw_ir_inst *bw_ask_inst(const bw_check_context *c, bw_ir_val val);
/* The instruction that made val, seen through conversions that the programmer did not write. */
bw_ir_val bw_ask_origin(const bw_check_context *c, bw_ir_val val);
const bw_values *bw_ask_values(const bw_check_context *c);
/* True with the value when lin is the same number on this path. */
bool bw_ask_constant(bw_check_context *c, bw_lin lin, bw_wide *ret_value);
/* Greatest and least value. */
bw_wide bw_ask_upper(bw_check_context *c, bw_lin lin);
bw_wide bw_ask_lower(bw_check_context *c, bw_lin lin);
/* Is the access one of a string that was filled up to the end of its object and need have no terminator? */
bool bw_ask_unterminated(const bw_check_context *c, const bw_access *access);
/* True when lin can wrap on the way to its value: a WRAP symbol whose form leaves its range with evidence (constants,
 * attested bounds or an attacker). *ret_form is the form before it wrapped, *ret_sym the symbol. */
bool bw_ask_wraps(bw_check_context *c, bw_lin lin, bw_lin *ret_form, bw_sym *ret_sym);
/* True when an attacker chooses lin with no check between; *ret_sym names the symbol that he chooses. */
bool bw_ask_unchecked(bw_check_context *, bw_lin, bw_sym *ret_sym);
/* Is lin below zero for a value that an attacker chooses, which was compared with what it must stay below, and with nothing
 * else? *ret_sym becomes that value. */
bool bw_ask_one_sided(bw_check_context *, bw_lin, bw_sym *ret_sym);
/* Does the access stay within the buffer of a request, as long as the request says it is? */
bool bw_ask_in_request(bw_check_context *, const bw_access *);
/* Is lin made of plain values only: nothing that was wrapped, masked, mixed or joined before? A product of such is one. */
bool bw_ask_plain(const bw_check_context *c, bw_lin lin);
/* The final verdict over all visits of an access at `site`: the worst. Only after the flow stage (in inst events). */
bw_verdict bw_ask_site_verdict(const bw_check_context *c, uint32_t site, bool *ret_visited);

/* The function that the call at `site` leads to: the one it names, or one that a pointer was seen to lead to. 0: not
 * known. In inst events. */
bw_ir_ref bw_ask_callee(const bw_check_context *c, uint32_t site);
/* Is the value an operand of any instruction? */
bool bw_ask_used(const bw_check_context *c, bw_ir_val val);
/* Is all that is written at `site`, if anything, proved to be in bounds? In inst events. */
bool bw_ask_writes_proved(const bw_check_context *c, uint32_t site);
/* Is val an operand of inst? */
bool bw_ask_uses(const bw_check_context *c, const bw_ir_inst *inst, bw_ir_val val);
/* Do both values, seen through conversions, read the same place by the same names, or are they one? Looks at the shape
 * of the code only. */
bool bw_ask_same_place(const bw_check_context *c, bw_ir_val a, bw_ir_val b);
/* Is the value compared by order with something that it was not made of? Looks at the shape of the code only. */
bool bw_ask_range_check(const bw_check_context *c, bw_ir_val val);
/* Is the value used as an amount: an index, the bound of a loop, an argument that a model takes for a size, a term of
 * such? Seen through conversions, sums, products and the variable it is stored to; the shape of the code only. */
bool bw_ask_amount(const bw_check_context *c, bw_ir_val val);
/* Does control come back to this instruction of its function? */
bool bw_ask_in_loop(const bw_check_context *c, uint32_t site);
/* What a check may know of an object by its number. */
typedef struct bw_object_facts {
    enum { BW_STORAGE_UNKNOWN, BW_STORAGE_LOCAL, BW_STORAGE_GLOBAL, BW_STORAGE_LITERAL, BW_STORAGE_HEAP } storage;
    const char *name;   /* of a variable, "" for others */
    const char *family; /* of an allocation, "" unknown */
    const char *callee; /* that allocated it, "" unknown */
    int64_t tag;        /* that it was allocated with; 0 unknown */
    bw_ir_ref type;     /* of the whole, 0 unknown */
    bw_ir_loc loc;      /* declaration or allocation */
} bw_object_facts;
/* True when an offset grows from 0 on, step by step: 0 only where the loop that moves it did not run. */
bool bw_ask_advanced(bw_check_context *c, bw_lin offset);
bw_object_facts bw_ask_object(const bw_check_context *c, uint32_t object);

/* ---- words ---- */

/* Text in the module's arena. */
const char *bw_text(bw_check_context *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The source text of a value, "" when it comes from a macro's body or has none; one line, at most 60 characters. */
const char *bw_text_source(bw_check_context *c, bw_ir_val val);
/* The source text of val in quotes, or `otherwise` when it has none. */
const char *bw_text_name(bw_check_context *c, bw_ir_val val, const char *otherwise);
/* "12", or the source text of val in quotes, or "an unknown number". */
const char *bw_text_amount(bw_check_context *c, bw_lin lin, bw_ir_val val);
/* "buffer 'name'", "member 'name'", "the object allocated by 'malloc'", "the string literal", "the object". */
const char *bw_text_object(bw_check_context *c, const bw_access *access);

/* ---- reporting ---- */

/* Starts a finding of this check at the place of instruction site (arg: at that argument of a call, UINT32_MAX: the
 * whole). */
void bw_report_begin(bw_check_context *c, bw_check_id check, bw_ir_loc loc, const char *message);
void bw_report_note(bw_check_context *c, bw_ir_loc loc, const char *text);
/* A note on a fault that led here. A finding of another check at exactly that place is then not told twice. */
void bw_report_cause(bw_check_context *c, bw_ir_loc loc, const char *text);
/* Notes on the object of the access and on what attests the extreme values, then on the way from the caller. */
void bw_report_access_notes(bw_check_context *c, const bw_access *access);
void bw_report_symbol_note(bw_check_context *c, bw_sym sym);
/* Notes on the tests and sources that attest the extreme under report. */
void bw_report_trace_notes(bw_check_context *c);
void bw_report_path_notes(bw_check_context *c);
/* Replaces the source of loc; ignored as a whole when any edit of the finding has no plain place in a file. */
void bw_report_fixit(bw_check_context *c, bw_ir_loc loc, const char *text);
void bw_report_end(bw_check_context *c);

#endif
