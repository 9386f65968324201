/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The intermediate representation: one translation unit as flat arrays, on which the whole analysis works.
 *
 * A module holds types, fields, objects (every named or literal piece of storage) and functions. A function body is a
 * list of basic blocks of three-address instructions. Every instruction yields at most one value, named by the
 * instruction's index; a value is defined once in the text, and again each time control passes. Variables live in
 * memory: they are objects, reached by ADDR, LOAD and STORE. Nothing here depends on Clang: producers are the lowering in clang/
 * and the text reader; the text form of ir_text.h is the same thing, readable.
 *
 * Index 0 of every table is a reserved "none", so that a zeroed field means "absent".
 * Sizes are in bytes unless a name says bits. Version: BW_IR_VERSION, raised with every change of meaning.
 */
#ifndef BULWARK_CORE_IR_H
#define BULWARK_CORE_IR_H

#include "core/report.h"
#include "core/vec.h"

#define BW_IR_VERSION 1

#ifdef __cplusplus
extern "C" {
#endif

struct bw_arena;
struct bw_ir_module;

typedef uint32_t bw_ir_ref; /* index into one of the module's tables; 0 is none */
typedef uint32_t bw_ir_val; /* index of the instruction that makes the value; 0 is none */

/* A source range as its producer encodes it; only bw_ir_source_ops can read it. begin 0: no position. */
typedef struct bw_ir_loc {
  uint32_t begin, end;
} bw_ir_loc;

/* ---- types ---------------------------------------------------------------------------------------------------- */

typedef enum bw_ir_type_kind {
  BW_TYPE_NONE,
  BW_TYPE_VOID,
  BW_TYPE_BOOL,
  BW_TYPE_INT,      /* integers, characters and enumerations */
  BW_TYPE_FLOAT,    /* every floating, complex and vector type */
  BW_TYPE_POINTER,  /* elem: the pointee */
  BW_TYPE_ARRAY,    /* elem; count elements; flexible or unknown count: count 0 and BW_TYPE_FLEXIBLE */
  BW_TYPE_VLA,      /* elem; the count is only known to the DECL of the object */
  BW_TYPE_STRUCT,   /* fields */
  BW_TYPE_UNION,    /* fields */
  BW_TYPE_FUNCTION, /* elem: the return type */
} bw_ir_type_kind;

enum {
  BW_TYPE_SIGNED = 1u << 0,     /* of INT */
  BW_TYPE_FLEXIBLE = 1u << 1,   /* array without a count, also [0] and a trailing [1] where the target treats it so */
  BW_TYPE_INCOMPLETE = 1u << 2, /* size not known */
  BW_TYPE_USER = 1u << 3,       /* pointer into user memory (__user, or annotated) */
  BW_TYPE_WRAPS = 1u << 4,      /* signed, but overflow wraps in this unit (-fwrapv, -fno-strict-overflow) */
  BW_TYPE_ENUM = 1u << 5,
};

typedef struct bw_ir_type {
  uint8_t kind; /* bw_ir_type_kind */
  uint8_t flags;
  uint16_t bits;   /* width of BOOL, INT, FLOAT, POINTER */
  uint32_t align;  /* bytes */
  uint64_t size;   /* bytes; 0 for void, functions, incomplete types and the empty struct */
  uint64_t count;  /* elements of an ARRAY */
  bw_ir_ref elem;  /* type */
  bw_ir_ref field; /* first field of STRUCT and UNION */
  uint32_t field_count;
  const char *name; /* tag or typedef of STRUCT and UNION, "" when anonymous; spelled name of other types or NULL */
} bw_ir_type;

typedef struct bw_ir_field {
  const char *name; /* "" for an anonymous member */
  bw_ir_ref type;
  bw_ir_ref parent;     /* the STRUCT or UNION */
  uint64_t offset_bits; /* from the start of parent */
  uint32_t width_bits;  /* of a bit-field; 0 otherwise */
  bw_ir_ref counted_by; /* field of the same parent that holds the element count of what this one points to or holds */
  bw_ir_ref annots;     /* first annotation */
  uint32_t annot_count;
  bool counted_in_bytes; /* counted_by counts bytes (sized_by) */
} bw_ir_field;

/* ---- objects -------------------------------------------------------------------------------------------------- */

typedef enum bw_ir_object_kind {
  BW_OBJECT_NONE,
  BW_OBJECT_GLOBAL, /* external or static, also function-local statics */
  BW_OBJECT_LOCAL,
  BW_OBJECT_PARAM,   /* in order, the first objects of a function */
  BW_OBJECT_TEMP,    /* made by the producer: results of ?:, && and statement expressions, aggregates in flight */
  BW_OBJECT_LITERAL, /* string literal (terminator included in its size), compound literal at file scope */
} bw_ir_object_kind;

enum {
  BW_OBJECT_CONST = 1u << 0,         /* never written after its initialiser */
  BW_OBJECT_VOLATILE = 1u << 1,
  BW_OBJECT_ADDRESS_TAKEN = 1u << 2, /* its address is used for more than direct loads, stores, field and element access */
  BW_OBJECT_STATIC = 1u << 3,        /* internal linkage or function-local static */
  BW_OBJECT_EXTERN = 1u << 4,        /* declared here, defined elsewhere */
  BW_OBJECT_SYSTEM = 1u << 5,        /* declared in a system header */
};

/* What an initialiser puts at one place of a GLOBAL. */
typedef enum bw_ir_init_kind {
  BW_INIT_INT,     /* value, as wide as bits */
  BW_INIT_OBJECT,  /* the address of object ref plus value bytes */
  BW_INIT_FUNC,    /* the address of function ref */
  BW_INIT_UNKNOWN, /* something else */
} bw_ir_init_kind;

typedef struct bw_ir_init {
  uint8_t kind; /* bw_ir_init_kind */
  bw_ir_ref ref;
  uint32_t bits;
  uint64_t offset_bits;
  int64_t value;
} bw_ir_init;

typedef struct bw_ir_object {
  uint8_t kind; /* bw_ir_object_kind */
  uint8_t flags;
  bw_ir_ref type;
  bw_ir_ref func;   /* owner of LOCAL, PARAM and TEMP */
  const char *name; /* "" for temporaries and literals */
  uint64_t size;    /* bytes; 0 when not known (VLA, extern array without bound) */
  const char *data; /* bytes of a LITERAL, size of them; for a const global with a flat initialiser too; else NULL */
  const bw_ir_init *init; /* of a GLOBAL, by offset, apart from each other; what no entry covers is 0 */
  uint32_t init_count;
  bool init_known;  /* the initialiser (or its absence, which is 0) is what init says */
  bw_ir_ref annots; /* first annotation */
  uint32_t annot_count;
  bw_ir_loc loc;
} bw_ir_object;

/* __attribute__((annotate("name"))) and the like, verbatim: "bulwark::untrusted", "bulwark::user", … */
typedef struct bw_ir_annot {
  const char *text;
} bw_ir_annot;

/* ---- functions ------------------------------------------------------------------------------------------------ */

enum {
  BW_FUNC_STATIC = 1u << 0,   /* internal linkage */
  BW_FUNC_INLINE = 1u << 1,
  BW_FUNC_VARIADIC = 1u << 2,
  BW_FUNC_NORETURN = 1u << 3,
  BW_FUNC_MAIN_FILE = 1u << 4, /* its body stands in the unit's main file (or one it includes as code): it is reported on */
  BW_FUNC_SYSTEM = 1u << 5,    /* declared in a system header */
  BW_FUNC_HARDENED = 1u << 6,  /* stands in a hardened file */
  BW_FUNC_TRUSTED = 1u << 7,   /* stands in a header that a model declares trusted (the runtime itself) */
  BW_FUNC_PURE = 1u << 8,      /* attribute const or pure: no effect on memory */
  BW_FUNC_MALLOC = 1u << 9,    /* attribute malloc: the result aliases nothing */
  BW_FUNC_RETURNS_NONNULL = 1u << 10,
  BW_FUNC_BUILTIN = 1u << 11, /* a compiler builtin; name without the "__builtin_" prefix for library functions */
  BW_FUNC_SETJMP = 1u << 12,  /* returns twice */
};

typedef enum bw_ir_body_state {
  BW_BODY_NONE,      /* declaration only */
  BW_BODY_AVAILABLE, /* the producer can lower it on request: bw_ir_func_body */
  BW_BODY_LOWERED,
  BW_BODY_FAILED,    /* the producer could not lower it; counted and named */
} bw_ir_body_state;

struct bw_ir_inst;
struct bw_ir_block;

/* What the analysis of a function on its own has shown (summary.c): whether a call is worth following. */
#define BW_NEEDS_GLOBALS 4
typedef struct bw_ir_needs {
  bool known;
  bool gives;      /* its result tells a caller something: origin, extent, the one constant it returns */
  bool asks;       /* what functions that it has nothing to do with do decides what is told of it */
  uint32_t params; /* bit n: what parameter n is decides an access or a size */
  uint32_t global_count;
  bw_ir_ref globals[BW_NEEDS_GLOBALS]; /* so do these */
} bw_ir_needs;

typedef struct bw_ir_func {
  const char *name;
  uint32_t flags;
  uint8_t body; /* bw_ir_body_state */
  uint32_t const_params; /* bit n: parameter n points to const: it is only read through. Not in the text form */
  uint8_t alloc_size[2]; /* attribute alloc_size: parameter numbers from 1; 0 absent */
  bw_ir_ref type;        /* FUNCTION */
  bw_ir_ref ret;         /* return type */
  bw_ir_ref annots;
  uint32_t annot_count;
  bw_ir_ref object; /* first object: the parameters, then locals and temporaries, contiguous */
  uint32_t param_count;
  uint32_t object_count;
  struct bw_ir_inst *insts; /* [0] is unused; the counts here are lengths of tables, entry 0 included */
  uint32_t inst_count;
  struct bw_ir_block *blocks; /* [0] is unused, [1] is the entry */
  uint32_t block_count;
  uint32_t *extra; /* operand lists of CALL, SWITCH, ASM, OPAQUE, INDIRECT */
  uint32_t extra_count;
  bw_ir_needs needs;
  bw_ir_loc loc; /* the name in the definition, else the declaration */
  void *producer; /* the producer's own handle, such as a clang::FunctionDecl */
} bw_ir_func;

typedef struct bw_ir_block {
  uint32_t first, count; /* instructions; the last one is the terminator */
} bw_ir_block;

/* ---- instructions --------------------------------------------------------------------------------------------- */

/* X(enumerator, spelling in the text form). Operands are named as in bw_ir_inst; "type" is its type field. */
#define BW_IR_OPS(X)                                                                                                     \
  X(NOP, "nop")                                                                                                          \
  /* values */                                                                                                           \
  X(CONST, "const")     /* type; the 64 bits a | b << 32, to be read with the width and sign of type; null pointers and floating zero too */ \
  X(FLOAT, "float")     /* type; some floating value */                                                                  \
  X(ADDR, "addr")       /* address of object a; type: pointer to it */                                                   \
  X(FUNC, "func")       /* address of function a */                                                                      \
  X(LOAD, "load")       /* value of type at pointer a; c: field when it is a bit-field */                                \
  X(STORE, "store")     /* value b of type to pointer a; c: field when it is a bit-field; no result */                   \
  X(FIELD, "field")     /* pointer a to a record → pointer to its field b */                                             \
  X(INDEX, "index")     /* pointer a ± integer b elements; sub: bw_ir_index; type: pointer, its elem gives the stride */ \
  X(PTRDIFF, "ptrdiff") /* (pointer a − pointer b) in elements of a's pointee */                                         \
  X(BIN, "bin")         /* sub: bw_ir_bin; a, b and the result have type */                                              \
  X(CMP, "cmp")         /* sub: bw_ir_cmp; a and b have the same type; result type int */                                \
  X(UN, "un")           /* sub: bw_ir_un */                                                                              \
  X(CAST, "cast")       /* a to type; sub: bw_ir_cast; flag EXPLICIT */                                                  \
  X(OVERFLOW, "overflow") /* __builtin_{add,sub,mul}_overflow(a, b, c): sub ADD, SUB or MUL; c pointer to the result;    \
                             result: true when it wrapped */                                                             \
  X(CALL, "call")       /* a: function, or 0 and b: pointer to it; extra: count, arguments; c: pointer to the place of a \
                           record result, else 0; an argument of record type is given by its address */                  \
  /* memory as a whole */                                                                                                \
  X(COPY, "copy")       /* assignment of a whole record or array of type: to pointer a from pointer b */                 \
  X(ZERO, "zero")       /* all bytes of an object of type at pointer a become 0 (initialisers) */                        \
  X(DECL, "decl")       /* object a comes to life, uninitialised; b: size in bytes of a VLA, else 0 */                   \
  X(LEAVE, "leave")     /* object a's scope ends */                                                                      \
  /* what has a meaning of its own */                                                                                    \
  X(ASSUME, "assume")   /* a is known to be non-zero here (__builtin_assume, switch over an enum without default, …) */  \
  X(ASM, "asm")         /* extra: count, operands; pointers among them may be written through; result none */            \
  X(OPAQUE, "opaque")   /* not understood: b: string number of the reason (bw_ir_string); extra: count, operands, which  \
                           escape; result: any value of type */                                                          \
  /* terminators */                                                                                                      \
  X(BR, "br")           /* to block a */                                                                                 \
  X(CBR, "cbr")         /* a ≠ 0: to block b, else to block c */                                                         \
  X(SWITCH, "switch")   /* a; extra: count, default block, then count × (lo low 32, lo high 32, hi low 32, hi high 32,   \
                           block): signed 64-bit inclusive ranges of a's value */                                        \
  X(INDIRECT, "indirect") /* computed goto: extra: count, blocks */                                                      \
  X(RET, "ret")         /* value a, or 0; of record type: its address */                                                 \
  X(UNREACHABLE, "unreachable")

typedef enum bw_ir_op {
#define X(name, text) BW_IR_##name,
  BW_IR_OPS(X)
#undef X
      BW_IR_OP_COUNT
} bw_ir_op;

#define BW_IR_BINS(X) \
  X(ADD, "add") X(SUB, "sub") X(MUL, "mul") X(DIV, "div") X(REM, "rem") X(SHL, "shl") X(SHR, "shr") X(AND, "and") X(OR, "or") X(XOR, "xor")
#define BW_IR_CMPS(X) X(EQ, "eq") X(NE, "ne") X(LT, "lt") X(LE, "le") X(GT, "gt") X(GE, "ge")
#define BW_IR_UNS(X) X(NEG, "neg") X(NOT, "not") X(LNOT, "lnot")
#define BW_IR_CASTS(X)                                                                                             \
  X(INT, "int")       /* integer or bool to integer: truncates or extends by the source's sign */                   \
  X(BOOL, "bool")     /* to bool: a ≠ 0 */                                                                          \
  X(PTR, "ptr")       /* pointer to pointer */                                                                      \
  X(PTR_INT, "ptrint") X(INT_PTR, "intptr")                                                                         \
  X(DECAY, "decay")   /* array to pointer to its first element; the address stays */                                \
  X(FLOAT, "float")   /* to or from a floating type */
#define BW_IR_INDEXES(X) X(SUBSCRIPT, "subscript") X(PLUS, "plus") X(MINUS, "minus")

#define X(name, text) BW_BIN_##name,
typedef enum bw_ir_bin { BW_IR_BINS(X) BW_BIN_COUNT } bw_ir_bin;
#undef X
#define X(name, text) BW_CMP_##name,
typedef enum bw_ir_cmp { BW_IR_CMPS(X) BW_CMP_COUNT } bw_ir_cmp;
#undef X
#define X(name, text) BW_UN_##name,
typedef enum bw_ir_un { BW_IR_UNS(X) BW_UN_COUNT } bw_ir_un;
#undef X
#define X(name, text) BW_CAST_##name,
typedef enum bw_ir_cast { BW_IR_CASTS(X) BW_CAST_COUNT } bw_ir_cast;
#undef X
#define X(name, text) BW_INDEX_##name,
typedef enum bw_ir_index { BW_IR_INDEXES(X) BW_INDEX_COUNT } bw_ir_index;
#undef X

enum {
  BW_INST_VOLATILE = 1u << 0,
  BW_INST_EXPLICIT = 1u << 1, /* a cast the programmer wrote */
  BW_INST_UNSAFE = 1u << 2,   /* stands in a BW_UNSAFE block */
  BW_INST_MACRO = 1u << 3,    /* its text comes from a macro's body */
  BW_INST_TRUSTED = 1u << 4,  /* …of a macro defined in a trusted header */
  BW_INST_SYSTEM = 1u << 5,   /* …of a macro defined in a system header */
  BW_INST_INIT = 1u << 6,     /* a STORE, COPY or ZERO that is part of an initialiser */
  BW_INST_COMPOUND = 1u << 7, /* the INDEX or BIN of ++, --, += and -= */
  BW_INST_LOOP = 1u << 8,     /* a CBR that is the condition of for, while or do */
  BW_INST_ARGUMENT = 1u << 9, /* its text is handed to a macro that may test it for itself (not likely and unlikely) */
  BW_INST_EXHAUSTIVE = 1u << 10, /* a SWITCH without default that names every value of its enumeration */
  BW_INST_GUARDED = 1u << 11, /* stands in the block of a __try: what raises here is caught */
  BW_INST_POINTER_SIZE = 1u << 12, /* a CONST that is sizeof of an expression which is a pointer */
};

typedef struct bw_ir_inst {
  uint8_t op;  /* bw_ir_op */
  uint8_t sub; /* by op */
  uint16_t flags;
  bw_ir_ref type;
  uint32_t a, b, c;
  uint32_t extra; /* index into the function's extra list */
  bw_ir_loc loc;
} bw_ir_inst;

/* ---- the module ----------------------------------------------------------------------------------------------- */

/* How the producer answers questions about source. Any member may be NULL. */
typedef struct bw_ir_source_ops {
  void *context;
  /* Fills *ret_pos; strings live as long as the module. Returns false when loc has no place in a file. */
  bool (*resolve)(void *context, bw_ir_loc loc, bw_pos *ret_pos);
  /* The source text of loc, as the programmer wrote it; *ret_size bytes, not terminated; NULL when there is none. */
  const char *(*text)(void *context, bw_ir_loc loc, size_t *ret_size);
  /* Lowers one function with body AVAILABLE. Returns true when it is LOWERED afterwards. */
  bool (*lower)(void *context, struct bw_ir_module *module, bw_ir_ref func);
} bw_ir_source_ops;

typedef struct bw_ir_module {
  struct bw_arena *arena; /* holds everything below */
  const char *unit;
  const char *target;
  uint16_t pointer_bits;
  bool big_endian;
  bool hardened; /* the main file is hardened */
  BW_VEC(bw_ir_type) types;
  BW_VEC(bw_ir_field) fields;
  BW_VEC(bw_ir_object) objects;
  BW_VEC(bw_ir_func) funcs;
  BW_VEC(bw_ir_annot) annots;
  BW_VEC(const char *) strings; /* reasons of OPAQUE */
  bw_ir_source_ops source;
} bw_ir_module;

/* Makes an empty module: every table holds its reserved entry 0.
 * pre: arena initialised and outliving the module. */
void bw_ir_module_init(bw_ir_module *module, struct bw_arena *arena, const char *unit);

/* Copies text into the module's arena. */
const char *bw_ir_copy_text(bw_ir_module *module, const char *text, size_t size);

/* The number of a reason in module->strings, added when it is new. Cost: linear in the number of distinct reasons. */
bw_ir_ref bw_ir_string(bw_ir_module *module, const char *text);

/* Makes sure that func has its body lowered. Returns false when it has none. */
bool bw_ir_func_body(bw_ir_module *module, bw_ir_ref func);

/* Structural check of one lowered function: operands in range and defined before use in their block or in another,
 * every block non-empty and closed by exactly one terminator, types where the operation needs them.
 * Returns NULL when it is well formed, else the first fault in words (in the module's arena). */
const char *bw_ir_verify(bw_ir_module *module, bw_ir_ref func);

/* Spellings by op and by sub operation, as in the text form. */
extern const char *const bw_ir_op_names[BW_IR_OP_COUNT];
extern const char *const bw_ir_bin_names[BW_BIN_COUNT];
extern const char *const bw_ir_cmp_names[BW_CMP_COUNT];
extern const char *const bw_ir_un_names[BW_UN_COUNT];
extern const char *const bw_ir_cast_names[BW_CAST_COUNT];
extern const char *const bw_ir_index_names[BW_INDEX_COUNT];

static inline bool bw_ir_is_terminator(uint8_t op) { return op >= BW_IR_BR; }

static inline int64_t bw_ir_const_value(const bw_ir_inst *inst) {
  return (int64_t)((uint64_t)inst->a | (uint64_t)inst->b << 32);
}

/* The value that val is made of by casts alone; val itself when it is no cast. */
static inline bw_ir_val bw_ir_through_casts(const bw_ir_func *func, bw_ir_val val)
{
    while (func->insts[val].op == BW_IR_CAST)
        val = func->insts[val].a;
    return val;
}

/* What a test asks of: the side of a comparison that is no constant, seen through conversions and negations, six at most. */
static inline bw_ir_val bw_ir_tested(const bw_ir_func *func, bw_ir_val val)
{
  for (int depth = 0; depth < 6; depth++) {
    const bw_ir_inst *inst = &func->insts[val];
    if (inst->op == BW_IR_CMP)
      val = func->insts[inst->b].op == BW_IR_CONST ? inst->a : inst->b;
    else if (inst->op == BW_IR_CAST || inst->op == BW_IR_UN)
      val = inst->a;
    else
      break;
  }
  return val;
}

#ifdef __cplusplus
}
#endif

#endif
