/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* API models: what functions we cannot see do to memory, as data.
 *
 * A model file is text, one function a line:
 *     fn NAME[, NAME…] (PARAM, …) : CLAUSE ; CLAUSE ; …
 * Clauses speak of the parameters by name. Sizes are expressions in bytes over parameters, integers, + - * ( ),
 * strlen(p) and wcslen(p) (characters before the terminator), elem(p) (size of what p's argument points to in the call),
 * min(a, b) and max(a, b); `_` is an unknown amount.
 *     alloc SIZE [family F] [zeroed] [nofail] [checked]   the result is a new object of SIZE bytes; may be null unless nofail;
 *                                               checked: the arithmetic of SIZE cannot wrap (the function looks)
 *     alloc-out P SIZE [family F] …             *P becomes such a pointer when the call succeeds
 *     realloc P SIZE [family F]                 P's object is released, the result is a new one of SIZE bytes
 *     free P [family F]                         P's object is released
 *     read P SIZE      write P SIZE             the bytes are read, or written with unknown content
 *     write P SIZE untrusted                    written with bytes an attacker chooses
 *     copy D S SIZE                             SIZE bytes from S to D, overlap harmless or not
 *     fill D BYTE SIZE
 *     string D                                  what P points to is a terminated string afterwards
 *     return EXPR | return LO..HI | return untrusted | return nonnull | return EXPR untrusted
 *     noreturn     pure (touches no memory)     quiet (keeps no pointer and changes nothing the caller can see but what the
 *                                               other clauses say)
 *     escape P                                  keeps P
 *     raw "REPLACEMENT"                         an unchecked memory operation; what to use in hardened files
 * Other lines:  family NAME   trust GLOB "reason"   count GLOB.FIELD by FIELD   # comment
 *     trust: macros and functions of headers with such a path are proved on their own
 *     count: in records whose tag or typedef name matches GLOB, pointer FIELD has as many elements as the second FIELD says
 *
 * Later files win over earlier ones for the same function name, so users can correct us.
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
  BW_EFFECT_STRING,    /* arg */
  BW_EFFECT_RETURN,    /* value: expression; or range low..high */
  BW_EFFECT_ESCAPE,    /* arg */
} bw_effect_kind;

enum {
  BW_EFFECT_ZEROED = 1u << 0,
  BW_EFFECT_NOFAIL = 1u << 1,
  BW_EFFECT_CHECKED = 1u << 2,
  BW_EFFECT_UNTRUSTED = 1u << 3,
  BW_EFFECT_RANGE = 1u << 4,   /* of RETURN: low and high count */
  BW_EFFECT_NONNULL = 1u << 5, /* of RETURN */
};

typedef struct bw_effect {
  uint8_t kind; /* bw_effect_kind */
  uint8_t flags;
  uint16_t arg, arg2;   /* parameter numbers from 0 */
  uint32_t size, value; /* indices into exprs; 0: unknown */
  int64_t low, high;
  const char *family; /* allocator family, "" when none */
} bw_effect;

enum {
  BW_MODEL_NORETURN = 1u << 0,
  BW_MODEL_PURE = 1u << 1,
  BW_MODEL_QUIET = 1u << 2,
  BW_MODEL_RAW = 1u << 3,
};

typedef struct bw_model {
  const char *name;
  uint32_t flags;
  uint32_t param_count;
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

typedef struct bw_models {
  struct bw_arena *arena;
  BW_VEC(bw_model) models;
  BW_VEC(bw_effect) effects;
  BW_VEC(bw_expr) exprs; /* [0] is UNKNOWN */
  BW_VEC(bw_model_trust) trusts;
  BW_VEC(bw_model_count) counts;
  uint32_t *slots; /* open-addressed hash of names to models, 0 empty */
  uint32_t slot_count;
} bw_models;

/* pre: arena outlives models. */
void bw_models_init(bw_models *models, struct bw_arena *arena);

/* Adds the models of one file's text; name is for messages. text need not be terminated and is not kept.
 * Returns true, or false with *ret_error "name:line:column: what is wrong and what was expected"; then models is unusable.
 * Cost: linear in size. */
bool bw_models_parse(bw_models *models, const char *name, const char *text, size_t size, const char **ret_error);

/* Adds the built-in models (analyzers/models/, embedded at build time). Never fails: a test parses them. */
void bw_models_add_builtin(bw_models *models);

/* The model of a function, or NULL. Cost: one hash look-up. */
const bw_model *bw_models_find(const bw_models *models, const char *function);

/* True when a header of this path is declared trusted. */
bool bw_models_trusts(const bw_models *models, const char *path);

/* Shell-like match: * any run of characters, ? one. */
bool bw_glob_match(const char *glob, const char *text);

#endif
