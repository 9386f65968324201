/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/model_words.h"

#include <stdarg.h>
#include <stdio.h>

/* The formatted text in the models' arena. */
__attribute__((format(printf, 2, 3))) static const char *text_of(const bw_models *models, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (size < 0) size = 0;
  char *text = bw_core_array(models->arena, char, (size_t)size + 1);
  vsnprintf(text, (size_t)size + 1, format, again);
  va_end(again);
  return text;
}

static const char *argument(const bw_models *models, const bw_model *model, uint32_t arg) {
  if (arg == BW_ARG_RESULT) return "the result";
  if (arg >= model->param_count) return "the variadic arguments";
  const char *name = model->params != NULL ? model->params[arg] : "_";
  return name[0] == '_' && name[1] == '\0' ? text_of(models, "argument %u", arg + 1) : text_of(models, "'%s'", name);
}

/* ---- amounts ---- */

static const char *amount(const bw_models *models, const bw_model *model, uint32_t index) {
  static const char *const marks[] = {[BW_EXPR_ADD] = "+", [BW_EXPR_SUB] = "-", [BW_EXPR_MUL] = "*"};
  const bw_expr x = models->exprs.at[index];
  const char *left = "", *right = "";
  bool two = x.kind == BW_EXPR_ADD || x.kind == BW_EXPR_SUB || x.kind == BW_EXPR_MUL || x.kind == BW_EXPR_MIN || x.kind == BW_EXPR_MAX;
  bool one = x.kind == BW_EXPR_STRLEN || x.kind == BW_EXPR_WCSLEN || x.kind == BW_EXPR_ELEM || x.kind == BW_EXPR_PRINTED;
  if (two || one) left = amount(models, model, x.left);
  if (two) right = amount(models, model, x.right);
  switch (x.kind) {
  case BW_EXPR_CONST:
    return text_of(models, "%lld", (long long)x.value);
  case BW_EXPR_ARG:
    return argument(models, model, (uint32_t)x.value);
  case BW_EXPR_ADD:
  case BW_EXPR_SUB:
    return text_of(models, "%s %s %s", left, marks[x.kind], right);
  case BW_EXPR_MUL: {
    bool sum = models->exprs.at[x.left].kind == BW_EXPR_ADD || models->exprs.at[x.left].kind == BW_EXPR_SUB;
    return text_of(models, sum ? "(%s) * %s" : "%s * %s", left, right);
  }
  case BW_EXPR_MIN:
    return text_of(models, "the smaller of %s and %s", left, right);
  case BW_EXPR_MAX:
    return text_of(models, "the larger of %s and %s", left, right);
  case BW_EXPR_STRLEN:
  case BW_EXPR_WCSLEN:
    return text_of(models, "the length of %s", left);
  case BW_EXPR_ELEM:
    return text_of(models, "the size of what %s points to", left);
  case BW_EXPR_PRINTED:
    return text_of(models, "the length of what format %s prints", left);
  case BW_EXPR_ANY:
    return "as much as an attacker likes";
  default:
    return "an unknown number";
  }
}

static const char *bytes(const bw_models *models, const bw_model *model, const bw_effect *effect) {
  if (effect->size == 0) return "some bytes";
  if (models->exprs.at[effect->size].kind == BW_EXPR_ANY) return "as many bytes as an attacker likes";
  return text_of(models, "%s%s bytes", (effect->flags & BW_EFFECT_UPTO) ? "up to " : "", amount(models, model, effect->size));
}

/* ---- the kinds ---- */

static const char *made(const bw_models *models, const bw_model *model, const bw_effect *effect) {
  const char *size = effect->size == 0 ? "of a size that is not known" : text_of(models, "of %s", bytes(models, model, effect));
  const char *family = *effect->family == '\0' ? "" : text_of(models, ", of family %s", effect->family);
  const char *zeroed = (effect->flags & BW_EFFECT_ZEROED) ? ", all of them 0"
                       : (effect->flags & BW_EFFECT_ZEROES)
                           ? text_of(models, ", all of them 0 when %s has a bit of 0x%llx", argument(models, model, effect->arg2),
                                     (unsigned long long)effect->high)
                           : "";
  const char *checked = (effect->flags & BW_EFFECT_CHECKED) ? "; the function itself sees to it that the size does not wrap" : "";
  if (effect->kind == BW_EFFECT_ALLOC_OUT && (effect->flags & (BW_EFFECT_FAILS | BW_EFFECT_TRIED)))
    return text_of(models, "a new object %s%s%s%s, when the result is %s", size, zeroed, family, checked,
                   (effect->flags & BW_EFFECT_TRIED) ? "0" : "not negative");
  const char *fails = (effect->flags & BW_EFFECT_FAILS) ? text_of(models, "; %lld when there is none", (long long)effect->high)
                      : (effect->flags & BW_EFFECT_NOFAIL) ? "; never null"
                      : (effect->flags & BW_EFFECT_UNLESS)
                          ? text_of(models, "; null when there is none, unless %s has a bit of 0x%llx",
                                    argument(models, model, effect->arg2), (unsigned long long)effect->low)
                          : "; null when there is none";
  return text_of(models, "a new object %s%s%s%s%s", size, zeroed, family, checked, fails);
}

static const char *trust(const bw_models *models, const bw_model *model, const bw_effect *effect) {
  if (effect->flags & BW_EFFECT_UNTRUSTED) return ", which an attacker chooses";
  if (effect->flags & BW_EFFECT_DERIVED) return text_of(models, ", as trusted as %s", argument(models, model, effect->arg2));
  return "";
}

static const char *optional(const bw_effect *effect) {
  return (effect->flags & BW_EFFECT_OPTIONAL) ? ", unless that is null" : "";
}

static const char *condition(const bw_models *models, const bw_model *model, const bw_effect *effect, const char *word) {
  if (!(effect->flags & (BW_EFFECT_WHEN | BW_EFFECT_UNLESS))) return "";
  return text_of(models, ", %s %s has a bit of 0x%llx", word, argument(models, model, effect->arg2), (unsigned long long)effect->low);
}

static const char *returned(const bw_models *models, const bw_model *model, const bw_effect *effect) {
  const char *value = "a value";
  if (effect->flags & BW_EFFECT_WITHIN) {
    const char *reach = effect->size == 0 ? "a place within it"
                                          : text_of(models, "0 to %s bytes further on", amount(models, model, effect->size));
    return text_of(models, "returns %s, %s%s", argument(models, model, effect->arg), reach,
                   (effect->flags & BW_EFFECT_NONNULL) ? "" : ", or null");
  }
  if (effect->flags & BW_EFFECT_RANGE) {
    const char *high = effect->value != 0 ? amount(models, model, effect->value) : text_of(models, "%lld", (long long)effect->high);
    value = text_of(models, "a value from %lld to %s%s", (long long)effect->low, high,
                    (effect->flags & BW_EFFECT_LOOSE) ? "" : "; both ends do happen");
  } else if (effect->value != 0) {
    value = amount(models, model, effect->value);
  } else if (effect->flags & (BW_EFFECT_NONNULL | BW_EFFECT_FAILS | BW_EFFECT_ERRORS)) {
    value = "a pointer";
  }
  const char *null = (effect->flags & BW_EFFECT_NONNULL) ? ", never null"
                     : (effect->flags & BW_EFFECT_FAILS)  ? ", null when it fails"
                     : (effect->flags & BW_EFFECT_ERRORS) ? ", an error number when it fails"
                                                          : "";
  return text_of(models, "returns %s%s%s%s", value, null, condition(models, model, effect, "unless"), trust(models, model, effect));
}

static const char *plainly(const bw_models *models, const bw_model *model, const bw_effect *effect) {
  const char *arg = argument(models, model, effect->arg);
  if (effect->kind == BW_EFFECT_COUNT) return text_of(models, "sets the count at %s to %s", arg, amount(models, model, effect->size));
  return text_of(models, "%s the count at %s%s", effect->kind == BW_EFFECT_PUT ? "lowers" : "raises", arg,
                 (effect->flags & BW_EFFECT_TRIED) == 0     ? ""
                 : effect->kind == BW_EFFECT_PUT ? "; the result is not 0 when it is 0 then"
                                                 : ", when the result is not 0");
}

static const char *counted(const bw_models *models, const bw_model *model, const bw_effect *effect) {
  const char *arg = argument(models, model, effect->arg);
  const char *what = *effect->family == '\0' ? "" : text_of(models, " of family %s", effect->family);
  bool tried = (effect->flags & BW_EFFECT_TRIED) != 0;
  if (effect->kind == BW_EFFECT_PUT)
    return text_of(models, "drops a reference%s to what %s points to%s", what, arg,
                   tried ? "; the result is not 0 when it was the last one" : "");
  if (effect->flags & BW_EFFECT_OUT)
    return text_of(models, "stores to where %s leads a pointer to an object with a reference%s for the caller, when %s", arg, what,
                   tried ? "the result is 0" : "it succeeds");
  if (effect->arg == BW_ARG_RESULT) return text_of(models, "returns an object with a reference%s for the caller", what);
  return text_of(models, "takes a reference%s to what %s points to%s", what, arg,
                 tried                               ? ", when the result is not 0"
                 : (effect->flags & BW_EFFECT_FAILS) ? ", when the result is 0"
                                                     : "");
}

const char *bw_effect_words(const bw_models *models, const bw_model *model, const bw_effect *effect) {
  const char *arg = argument(models, model, effect->arg);
  switch ((bw_effect_kind)effect->kind) {
  case BW_EFFECT_ALLOC:
    return text_of(models, "returns %s%s%s", made(models, model, effect), (effect->flags & BW_EFFECT_WITHOUT) ? ", when there is no " : "",
                   (effect->flags & BW_EFFECT_WITHOUT) ? argument(models, model, effect->arg2) : "");
  case BW_EFFECT_ALLOC_OUT:
    return text_of(models, "stores to where %s leads%s a pointer to %s", arg,
                   (effect->flags & BW_EFFECT_OPTIONAL) ? ", when null stands there," : "", made(models, model, effect));
  case BW_EFFECT_REALLOC:
    return text_of(models, "releases the object of %s and returns %s", arg, made(models, model, effect));
  case BW_EFFECT_FREE:
    return text_of(models, "releases the object of %s%s%s%s%s", arg, *effect->family == '\0' ? "" : ", which is of family ", effect->family,
                   effect->size == 0 ? "" : ", when it is as large as ", effect->size == 0 ? "" : amount(models, model, effect->size));
  case BW_EFFECT_READ:
    return text_of(models, "reads %s at %s%s", bytes(models, model, effect), arg, optional(effect));
  case BW_EFFECT_WRITE:
    return text_of(models, "writes %s at %s%s%s", bytes(models, model, effect), arg, trust(models, model, effect), optional(effect));
  case BW_EFFECT_COPY:
    return text_of(models, "copies %s from %s to %s%s", bytes(models, model, effect), argument(models, model, effect->arg2), arg,
                   (effect->flags & BW_EFFECT_APART) ? ", which must not overlap" : "");
  case BW_EFFECT_FILL:
    return text_of(models, "fills %s at %s with the byte %s", bytes(models, model, effect), arg, amount(models, model, effect->value));
  case BW_EFFECT_STRING:
    if (effect->flags & BW_EFFECT_DERIVED)
      return text_of(models, "leaves a terminated string at %s, of as many characters as the result says when it is not negative", arg);
    return effect->size == 0 ? text_of(models, "leaves a terminated string at %s", arg)
                             : text_of(models, "leaves a terminated string of %s%s characters at %s",
                                       (effect->flags & BW_EFFECT_UPTO) ? "up to " : "",
                                       amount(models, model, effect->size), arg);
  case BW_EFFECT_UNTERMINATED:
    return text_of(models, "leaves %s at %s without a terminator%s%s", bytes(models, model, effect), arg,
                   (effect->flags & BW_EFFECT_DERIVED) ? " when there is none so soon in " : "",
                   (effect->flags & BW_EFFECT_DERIVED) ? argument(models, model, effect->arg2) : "");
  case BW_EFFECT_RETURN:
    return returned(models, model, effect);
  case BW_EFFECT_ESCAPE:
    return text_of(models, "keeps %s%s", arg, (effect->flags & BW_EFFECT_MANAGED) ? ", and gives back in time what is held through it" : "");
  case BW_EFFECT_SCAN:
    return text_of(models, "writes the variadic arguments as format %s of scanf says%s", arg, trust(models, model, effect));
  case BW_EFFECT_SHOW:
    return text_of(models, "reads the strings among the variadic arguments as format %s of printf says%s", arg,
                   (effect->flags & BW_EFFECT_LOOSE) ? "; they may be null, and pointers be shown as numbers" : "");
  case BW_EFFECT_CALL:
    return text_of(models, "calls the function %s with %s", arg, argument(models, model, effect->arg2));
  case BW_EFFECT_TAG:
    return text_of(models, "marks the block with %s, or gives back one that was", arg);
  case BW_EFFECT_INTERRUPT:
    return text_of(models, "has the function %s called where nothing may wait", arg);
  case BW_EFFECT_NEEDS:
    return text_of(models, "needs %s: neither null nor released", arg);
  case BW_EFFECT_PROBE:
    return text_of(models, "%s when %s from the user address %s on lie in user memory%s",
                   (effect->flags & BW_EFFECT_TRIED) ? "returns something else than 0 only" : "returns only", bytes(models, model, effect), arg,
                   (effect->flags & BW_EFFECT_WRITABLE) ? " and may be written" : "");
  case BW_EFFECT_FETCH:
    return text_of(models, "copies %s of user memory at %s to %s, and %s", bytes(models, model, effect),
                   argument(models, model, effect->arg2), arg,
                   (effect->flags & BW_EFFECT_UNPROBED) ? "does not look at the address" : "looks at the address itself");
  case BW_EFFECT_DELIVER:
    return text_of(models, "copies %s at %s to user memory%s, and %s", bytes(models, model, effect), arg,
                   (effect->flags & BW_EFFECT_DERIVED) ? text_of(models, " at %s", argument(models, model, effect->arg2)) : "",
                   (effect->flags & BW_EFFECT_UNPROBED) ? "does not look at that address" : "looks at that address itself");
  case BW_EFFECT_TRUSTS:
    return text_of(models, "uses %s with the kernel's own rights%s", arg, condition(models, model, effect, "unless"));
  case BW_EFFECT_SELECTS:
    return text_of(models, "reaches the part of the machine that %s says", arg);
  case BW_EFFECT_OMITS:
    return text_of(models, "leaves null in %s what the sender left out", arg);
  case BW_EFFECT_MOVES:
    return text_of(models, "has a device move bytes from or to %s", arg);
  case BW_EFFECT_RAISES:
    return text_of(models, "raises an exception when %s does not lead to memory that the process may use", arg);
  case BW_EFFECT_WANTS:
    return text_of(models, "wants %s in the field %s of what %s points to, where a user process's request leads", effect->what,
                   effect->field, arg);
  case BW_EFFECT_PIN:
    return text_of(models, "keeps what %s points to alive", arg);
  case BW_EFFECT_UNPIN:
    return text_of(models, "keeps what %s points to alive no more", arg);
  case BW_EFFECT_COUNT:
    return plainly(models, model, effect);
  case BW_EFFECT_TAKE:
  case BW_EFFECT_PUT:
    return (effect->flags & BW_EFFECT_PLAIN) ? plainly(models, model, effect) : counted(models, model, effect);
  case BW_EFFECT_LOCK:
    if (effect->flags & BW_EFFECT_SECTION) return "begins a section in which what others end stays";
    return effect->arg == BW_ARG_NONE ? "takes the one lock there is" : text_of(models, "takes the lock %s", arg);
  case BW_EFFECT_UNLOCK:
    if (effect->flags & BW_EFFECT_SECTION) return "ends the section in which what others end stays";
    if (effect->flags & BW_EFFECT_DERIVED)
      return text_of(models, "drops the lock that was taken with %s", argument(models, model, effect->arg2));
    return effect->arg == BW_ARG_NONE ? "drops the one lock there is" : text_of(models, "drops the lock %s", arg);
  case BW_EFFECT_ARM:
    return (effect->flags & BW_EFFECT_TRIED) ? text_of(models, "stops what works on %s, which may run still unless the result says otherwise", arg)
                                             : text_of(models, "sets going what works on %s", arg);
  case BW_EFFECT_SETTLE:
    return effect->arg == BW_ARG_NONE ? "waits for all that was set going" : text_of(models, "waits for what works on %s", arg);
  case BW_EFFECT_ENTER:
    return text_of(models, "enters a context in which nothing may wait%s", condition(models, model, effect, "when"));
  case BW_EFFECT_LEAVE:
    return "leaves the context in which nothing may wait";
  case BW_EFFECT_WAIT:
    return text_of(models, "may wait%s", condition(models, model, effect, "when"));
  case BW_EFFECT_LEND: {
    const char *number = effect->arg2 == BW_ARG_NONE
                             ? ""
                             : text_of(models, ", and says at %s how many there are", argument(models, model, effect->arg2));
    return text_of(models, "lends where %s leads what a user process sent, at least %s%s%s", arg, bytes(models, model, effect), number,
                   (effect->flags & BW_EFFECT_BACK) ? "; what is stored there goes back to it" : "");
  }
  case BW_EFFECT_NAMES:
    return text_of(models, "stores to where %s leads the object that the handle %s names, of the type in %s, or of any when that is null",
                   arg, argument(models, model, effect->arg2), argument(models, model, (uint32_t)effect->low));
  case BW_EFFECT_FOREIGN:
    return text_of(models, "leads with %s to what may be somebody else's", arg);
  case BW_EFFECT_ANSWERS:
    return text_of(models, "sends %s bytes of the request's buffer back, unless %s is an error", arg, argument(models, model, effect->arg2));
  case BW_EFFECT_LEVEL:
    return text_of(models, "is to be called at %s level at most", bw_level_words[effect->low]);
  }
  return "does something that has no words yet";
}

const char *bw_model_signature(const bw_models *models, const bw_model *model) {
  const char *text = text_of(models, "%s (", model->name);
  for (uint32_t i = 0; i < model->param_count; i++)
    text = text_of(models, "%s%s%s", text, i == 0 ? "" : ", ", model->params != NULL ? model->params[i] : "_");
  if (model->flags & BW_MODEL_VARIADIC) text = text_of(models, "%s%s...", text, model->param_count == 0 ? "" : ", ");
  return text_of(models, "%s)", text);
}

const char *bw_model_flag_words(uint32_t flag) {
  switch (flag) {
  case BW_MODEL_FATAL:
    return "stops the machine";
  case BW_MODEL_NORETURN:
    return "does not come back";
  case BW_MODEL_PURE:
    return "touches no memory";
  case BW_MODEL_QUIET:
    return "does nothing else to the caller's memory, and keeps no pointer";
  case BW_MODEL_MODE:
    return "answers whose request this is: 0 when the kernel's own";
  case BW_MODEL_REENTERS:
    return "lets others run before it returns, who may end what is shared and not pinned";
  case BW_MODEL_COMPLETES:
    return "answers the request with what was stored in it";
  case BW_MODEL_BORROWS:
    return "returns what others may end while they run";
  default:
    return NULL;
  }
}
