/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The built-in models against the headers of this machine: what a header declares and a model speaks of must have the
 * same number of parameters, and be a pointer, a number, writable where the model says so.
 *
 *     model_headers UNIT LEAST [--whole] ARGUMENT…     UNIT: a file of #include lines; ARGUMENT: as for clang
 *
 * With --whole before the ARGUMENTs, every function that the headers declare must have a model, but for names that are the
 * implementation's own and those that only compute.
 *
 * Fails when a model does not fit, when the unit does not compile, and when fewer than LEAST functions were compared, so
 * that headers which have gone are not taken for headers that agree.
 */
#include <clang-c/Index.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bulwark/arena.h"
#include "core/model.h"

typedef struct comparison {
  bw_models models;
  bool *seen; /* by model: compared already */
  unsigned compared, faults;
  bool whole;
} comparison;

/* Microsoft's older C library has other parameters than the standard; the model is of the standard's, and is not used there. */
static const struct {
  const char *name;
  int count;
} other_functions[] = {{"wcstok", 2}};

static bool other_function(const char *name, int count) {
  for (size_t i = 0; i < sizeof other_functions / sizeof *other_functions; i++)
    if (strcmp(other_functions[i].name, name) == 0 && other_functions[i].count == count) return true;
  return false;
}

/* What an argument is in the header. */
typedef enum shape { SHAPE_NUMBER, SHAPE_POINTER, SHAPE_CONST_POINTER, SHAPE_OTHER } shape;

static enum CXVisitorResult first_field(CXCursor field, CXClientData data) {
  *(CXType *)data = clang_getCursorType(field);
  return CXVisit_Break;
}

/* A record counts as its first field: glibc's unions of all kinds of addresses are passed as one of them. */
static shape shape_of(CXType type) {
  CXType real = clang_getCanonicalType(type);
  if (real.kind == CXType_Record) {
    clang_Type_visitFields(real, first_field, &real);
    real = clang_getCanonicalType(real);
  }
  switch (real.kind) {
  case CXType_Pointer:
    return clang_isConstQualifiedType(clang_getPointeeType(real)) ? SHAPE_CONST_POINTER : SHAPE_POINTER;
  case CXType_IncompleteArray:
  case CXType_ConstantArray:
  case CXType_VariableArray:
    return SHAPE_POINTER;
  case CXType_Enum:
    return SHAPE_NUMBER;
  default:
    return real.kind >= CXType_Bool && real.kind <= CXType_Int128 ? SHAPE_NUMBER : SHAPE_OTHER;
  }
}

static void fault(comparison *c, const bw_model *model, const char *what, unsigned parameter) {
  c->faults++;
  if (parameter == BW_ARG_RESULT) {
    fprintf(stderr, "%s:%u: %s: %s, at the result\n", model->file, model->line, model->name, what);
  } else {
    fprintf(stderr, "%s:%u: %s: %s, at parameter %u\n", model->file, model->line, model->name, what, parameter + 1);
  }
}

static CXType type_of(CXCursor function, unsigned parameter) {
  CXType type = clang_getCursorType(function);
  return parameter == BW_ARG_RESULT ? clang_getResultType(type) : clang_getArgType(type, parameter);
}

static void want_pointer(comparison *c, const bw_model *model, CXCursor function, unsigned parameter, bool written) {
  if (parameter != BW_ARG_RESULT && parameter >= model->param_count) return; /* `...` */
  shape is = shape_of(type_of(function, parameter));
  if (is != SHAPE_POINTER && is != SHAPE_CONST_POINTER) fault(c, model, "the model treats a number as a pointer", parameter);
  if (is == SHAPE_CONST_POINTER && written) fault(c, model, "the model writes through a pointer to const", parameter);
}

static void want_number(comparison *c, const bw_model *model, CXCursor function, unsigned parameter) {
  if (parameter >= model->param_count) return;
  if (shape_of(type_of(function, parameter)) != SHAPE_NUMBER) fault(c, model, "the model treats a pointer as a number", parameter);
}

/* In our models a parameter whose name begins with fd is a number which stands for an open file. */
static void want_object(comparison *c, const bw_model *model, CXCursor function, unsigned parameter) {
  if (parameter < model->param_count && strncmp(model->params[parameter], "fd", 2) == 0) {
    want_number(c, model, function, parameter);
  } else {
    want_pointer(c, model, function, parameter, false);
  }
}

/* An amount is made of numbers; pointers stand in it only as strings whose length is meant, or, with `pointers`, where a
 * result is computed from them. */
static void check_amount(comparison *c, const bw_model *model, CXCursor function, uint32_t index, bool pointers) {
  bw_expr x = c->models.exprs.at[index];
  switch (x.kind) {
  case BW_EXPR_ARG:
    if (!pointers) want_number(c, model, function, (unsigned)x.value);
    break;
  case BW_EXPR_STRLEN:
  case BW_EXPR_WCSLEN:
  case BW_EXPR_ELEM:
  case BW_EXPR_PRINTED:
    if (c->models.exprs.at[x.left].kind == BW_EXPR_ARG)
      want_pointer(c, model, function, (unsigned)c->models.exprs.at[x.left].value, false);
    break;
  case BW_EXPR_ADD:
  case BW_EXPR_SUB:
  case BW_EXPR_MUL:
  case BW_EXPR_MIN:
  case BW_EXPR_MAX:
    check_amount(c, model, function, x.left, pointers);
    check_amount(c, model, function, x.right, pointers);
    break;
  default:
    break;
  }
}

static void check_return(comparison *c, const bw_model *model, CXCursor function, const bw_effect *effect) {
  if (effect->flags & BW_EFFECT_WITHIN) want_pointer(c, model, function, effect->arg, false);
  if (effect->flags & (BW_EFFECT_WITHIN | BW_EFFECT_NONNULL | BW_EFFECT_FAILS))
    want_pointer(c, model, function, BW_ARG_RESULT, false);
  if ((effect->flags & BW_EFFECT_RANGE) && shape_of(type_of(function, BW_ARG_RESULT)) != SHAPE_NUMBER)
    fault(c, model, "the model says a range of what is no number", BW_ARG_RESULT);
}

static void check_effect(comparison *c, const bw_model *model, CXCursor function, const bw_effect *effect) {
  bool pointers = effect->kind == BW_EFFECT_RETURN;
  check_amount(c, model, function, effect->size, pointers);
  check_amount(c, model, function, effect->value, pointers);
  if (effect->flags & (BW_EFFECT_UNLESS | BW_EFFECT_WHEN | BW_EFFECT_ZEROES))
    want_number(c, model, function, effect->arg2);
  switch (effect->kind) {
  case BW_EFFECT_ALLOC:
    if (!(effect->flags & BW_EFFECT_FAILS)) want_pointer(c, model, function, BW_ARG_RESULT, false);
    break;
  case BW_EFFECT_FREE:
  case BW_EFFECT_ESCAPE:
  case BW_EFFECT_NEEDS:
    want_object(c, model, function, effect->arg);
    break;
  case BW_EFFECT_WRITE:
  case BW_EFFECT_FILL:
  case BW_EFFECT_ALLOC_OUT:
    want_pointer(c, model, function, effect->arg, true);
    break;
  case BW_EFFECT_COPY:
  case BW_EFFECT_FETCH:
    want_pointer(c, model, function, effect->arg, true);
    want_pointer(c, model, function, effect->arg2, false);
    break;
  case BW_EFFECT_CALL:
    want_pointer(c, model, function, effect->arg, false);
    want_pointer(c, model, function, effect->arg2, false);
    break;
  case BW_EFFECT_REALLOC:
  case BW_EFFECT_READ:
  case BW_EFFECT_STRING:
  case BW_EFFECT_SCAN:
  case BW_EFFECT_SHOW:
  case BW_EFFECT_PROBE:
  case BW_EFFECT_DELIVER:
  case BW_EFFECT_WANTS:
  case BW_EFFECT_PIN:
  case BW_EFFECT_UNPIN:
    want_pointer(c, model, function, effect->arg, false);
    break;
  case BW_EFFECT_RETURN:
    check_return(c, model, function, effect);
    break;
  default:
    break;
  }
}

static void compare(comparison *c, const bw_model *model, CXCursor function) {
  int count = clang_Cursor_getNumArguments(function);
  bool open = clang_Cursor_isVariadic(function) != 0;
  if (other_function(model->name, count)) return;
  c->compared++;
  if (count != (int)model->param_count || open != ((model->flags & BW_MODEL_VARIADIC) != 0)) {
    fprintf(stderr, "%s:%u: %s: the model has %u parameters%s, the header %d%s\n", model->file, model->line, model->name,
            model->param_count, model->flags & BW_MODEL_VARIADIC ? " and more" : "", count, open ? " and more" : "");
    c->faults++;
    return;
  }
  for (uint32_t i = 0; i < model->effect_count; i++)
    check_effect(c, model, function, &c->models.effects.at[model->effect + i]);
}

static bool takes_pointer(CXCursor function) {
  bool pointer = shape_of(type_of(function, BW_ARG_RESULT)) != SHAPE_NUMBER;
  for (int i = 0; i < clang_Cursor_getNumArguments(function); i++) {
    shape is = shape_of(type_of(function, (unsigned)i));
    pointer |= is == SHAPE_POINTER || is == SHAPE_CONST_POINTER;
  }
  return pointer;
}

/* Unknown functions cost what is known of the caller's memory; those that are given no pointer and hand none out do not
 * touch it. Locales given by hand end in _l: the same functions once more. */
static void missing(comparison *c, const char *name, CXCursor function) {
  size_t size = strlen(name);
  if (*name == '_' || (size > 2 && strcmp(name + size - 2, "_l") == 0) || !takes_pointer(function)) return;
  fprintf(stderr, "%s: no model\n", name);
  c->faults++;
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data) {
  comparison *c = data;
  (void)parent;
  /* a declaration without a prototype says nothing of parameters */
  if (clang_getCursorKind(cursor) != CXCursor_FunctionDecl || clang_getCursorType(cursor).kind != CXType_FunctionProto)
    return CXChildVisit_Continue;
  CXString name = clang_getCursorSpelling(cursor);
  const bw_model *model = bw_models_find(&c->models, clang_getCString(name));
  if (c->whole && model == NULL) missing(c, clang_getCString(name), cursor);
  clang_disposeString(name);
  if (model == NULL || c->seen[model - c->models.models.at]) return CXChildVisit_Continue;
  c->seen[model - c->models.models.at] = true;
  compare(c, model, cursor);
  return CXChildVisit_Continue;
}

static bool compiles(CXTranslationUnit unit) {
  bool good = true;
  for (unsigned i = 0; i < clang_getNumDiagnostics(unit); i++) {
    CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
    if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
      CXString text = clang_formatDiagnostic(diagnostic, clang_defaultDiagnosticDisplayOptions());
      fprintf(stderr, "%s\n", clang_getCString(text));
      clang_disposeString(text);
      good = false;
    }
    clang_disposeDiagnostic(diagnostic);
  }
  return good;
}

int main(int argc, char **argv) {
  bw_arena arena = {0};
  comparison c = {0};
  if (argc < 3 || bw_arena_init(&arena, 1u << 16) != BW_OK) return 2;
  unsigned least = (unsigned)strtoul(argv[2], NULL, 10);
  c.whole = argc > 3 && strcmp(argv[3], "--whole") == 0;
  int first = c.whole ? 4 : 3;
  bw_models_init(&c.models, &arena);
  bw_models_add_builtin(&c.models);
  c.seen = calloc(c.models.models.count, sizeof *c.seen);
  if (c.seen == NULL) return 2;
  CXIndex index = clang_createIndex(0, 0);
  CXTranslationUnit unit = NULL;
  enum CXErrorCode code = clang_parseTranslationUnit2(index, argv[1], (const char *const *)argv + first, argc - first, NULL, 0,
                                                      CXTranslationUnit_SkipFunctionBodies | CXTranslationUnit_KeepGoing, &unit);
  bool good = code == CXError_Success && compiles(unit);
  if (code == CXError_Success) {
    clang_visitChildren(clang_getTranslationUnitCursor(unit), visit, &c);
    clang_disposeTranslationUnit(unit);
  } else {
    fprintf(stderr, "%s cannot be read\n", argv[1]);
  }
  clang_disposeIndex(index);
  printf("%u functions compared, %u do not fit\n", c.compared, c.faults);
  if (c.compared < least) fprintf(stderr, "only %u functions were compared, at least %u should be\n", c.compared, least);
  good = good && c.faults == 0 && c.compared >= least;
  free(c.seen);
  bw_arena_destroy(&arena);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
