/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* alloc-arith: the size of an allocation is not what the program counts on: it wraps, an attacker chooses it, or it is
 * less than the type stored there. */
#include <string.h>

#include "core/check.h"

/* The most that a system call takes of a process at once, and a terminator. */
#define WRITE_MOST 0x7ffff001
/* Sizes an attacker may choose freely: nobody is starved by less. */
#define HARMLESS_BYTES ((bw_wide)1 << 24)

/* malloc(a * b) → calloc(a, b), kmalloc(a * b, f) → kmalloc_array(a, b, f): the callee looks at the product. */
static void suggest_checked(bw_check_context *c, const bw_alloc *alloc)
{
    static const struct {
        const char *from, *to;
    } checked[] = {{"malloc", "calloc"},
                   {"kmalloc", "kmalloc_array"},
                   {"kzalloc", "kcalloc"},
                   {"kvmalloc", "kvmalloc_array"},
                   {"kvzalloc", "kvcalloc"}};
    if (alloc->size_val == 0)
        return;
    const bw_ir_inst *product = bw_ask_inst(c, bw_ask_origin(c, alloc->size_val));
    if (product->op != BW_IR_BIN || product->sub != BW_BIN_MUL)
        return;
    const char *count = bw_text_source(c, product->a), *size = bw_text_source(c, product->b);
    const bw_ir_module *m = bw_ask_module(c);
    const bw_ir_inst *call = bw_ask_inst(c, alloc->site);
    if (*count == 0 || *size == 0 || m->source.text == NULL)
        return;
    for (size_t i = 0; i < sizeof checked / sizeof checked[0]; i++) {
        if (strcmp(alloc->callee, checked[i].from) != 0)
            continue;
        /* the name stands at the start of the call; only a call by plain name is rewritten */
        size_t bytes = 0, name = strlen(alloc->callee);
        const char *text = m->source.text(m->source.context, call->loc, &bytes);
        if (text == NULL || bytes < name || memcmp(text, alloc->callee, name) != 0)
            return;
        const bw_ir_inst *argument = bw_ask_inst(c, bw_ask_origin(c, alloc->size_val));
        size_t argument_bytes = 0;
        const char *argument_text = m->source.text(m->source.context, argument->loc, &argument_bytes);
        if (argument_text == NULL || argument_text < text || argument_text + argument_bytes > text + bytes)
            return;
        bw_report_fixit(c, call->loc,
                        bw_text(c, "%s%.*s%s, %s%.*s", checked[i].to, (int)(argument_text - text - (ptrdiff_t)name),
                                text + name, count, size,
                                (int)(text + bytes - argument_text - (ptrdiff_t)argument_bytes),
                                argument_text + argument_bytes));
        return;
    }
}

/* "'n * 4' ", or nothing where the size has no text of its own. */
static const char *size_words(bw_check_context *c, const bw_alloc *alloc)
{
    bw_wide value;
    if (*bw_text_source(c, alloc->size_val) == 0 && !bw_ask_constant(c, alloc->size, &value))
        return "";
    return bw_text(c, "%s ", bw_text_amount(c, alloc->size, alloc->size_val));
}

static bool report_wrap(bw_check_context *c, const bw_alloc *alloc)
{
    bw_lin form;
    bw_sym sym;
    if (alloc->checked || !bw_ask_wraps(c, alloc->size, &form, &sym))
        return false;
    const bw_symbol *symbol = bw_sym_at(bw_ask_values(c), sym);
    const char *amount = size_words(c, alloc);
    const char *what =
        symbol->op ? "loses high bits or its sign in a conversion" : bw_text(c, "wraps in %u bits", symbol->bits);
    bw_sym chosen;
    bool untrusted = bw_ask_unchecked(c, form, &chosen);
    bw_report_begin(c, BW_CHECK_alloc_arith, bw_ask_inst(c, alloc->site)->loc,
                    bw_text(c, "the size %sgiven to '%s' %s%s; check the operands or use a checked size", amount,
                            alloc->callee, what, untrusted ? " for values that untrusted data can choose" : ""));
    bw_report_cause(c, symbol->loc, symbol->op ? "the value is converted here" : "the arithmetic is here");
    if (untrusted)
        bw_report_symbol_note(c, chosen);
    bw_report_path_notes(c);
    suggest_checked(c, alloc);
    bw_report_end(c);
    return true;
}

/* More than any object can have: a negative number that became a size, or nearly all that the type holds. */
static bool report_huge(bw_check_context *c, const bw_alloc *alloc)
{
    bw_wide size, most = bw_ask_module(c)->pointer_bits == 32 ? INT32_MAX : INT64_MAX;
    if (!bw_ask_constant(c, alloc->size, &size) || size <= most)
        return false;
    bw_report_begin(c, BW_CHECK_alloc_arith, bw_ask_inst(c, alloc->site)->loc,
                    bw_text(c, "the size %sgiven to '%s' is more than any object can have, as of a negative number; check it "
                               "before it becomes a size",
                            size_words(c, alloc), alloc->callee));
    bw_report_path_notes(c);
    bw_report_end(c);
    return true;
}

static bool report_unchecked(bw_check_context *c, const bw_alloc *alloc)
{
    bw_sym chosen;
    if (alloc->checked || (bw_ask_func(c)->flags & BW_FUNC_TRUSTED))
        return false; /* the callee, or the runtime, refuses a size that it cannot have */
    if (!bw_ask_unchecked(c, alloc->size, &chosen) || bw_ask_upper(c, alloc->size) < HARMLESS_BYTES)
        return false;
    /* a system call bounds what a process may write at once, and the copy fails where there is less */
    if (alloc->fetched && bw_ask_upper(c, alloc->size) <= WRITE_MOST)
        return false;
    bw_report_begin(c, BW_CHECK_alloc_arith, bw_ask_inst(c, alloc->site)->loc,
                    bw_text(c,
                            "the size %sgiven to '%s' is chosen by untrusted data without an upper bound; check it "
                            "against a limit first",
                            size_words(c, alloc), alloc->callee));
    bw_report_symbol_note(c, chosen);
    bw_report_path_notes(c);
    bw_report_end(c);
    return true;
}

/* A record that ends in an open array, or in a union, may be allocated in part on purpose. */
static bool partial_on_purpose(const bw_ir_module *m, const bw_ir_type *type, bw_wide size)
{
    if (type->kind == BW_TYPE_UNION)
        return true;
    if (type->kind != BW_TYPE_STRUCT || type->field_count == 0)
        return false;
    const bw_ir_field *last = &m->fields.at[type->field + type->field_count - 1];
    uint8_t kind = m->types.at[last->type].kind;
    return (kind == BW_TYPE_ARRAY || kind == BW_TYPE_UNION || kind == BW_TYPE_STRUCT) &&
           size >= (bw_wide)(last->offset_bits / 8);
}

/* Is the size a variable to which the function stores that of the whole record elsewhere? Then what is less is less on purpose. */
static bool else_whole(const bw_check_context *c, bw_ir_val val, bw_wide whole, int depth)
{
    const bw_ir_func *f = bw_ask_func(c);
    bw_ir_val from = bw_ir_through_casts(f, val);
    const bw_ir_inst *inst = &f->insts[from];
    if (inst->op == BW_IR_CONST)
        return (bw_wide)bw_ir_const_value(inst) == whole;
    if (inst->op != BW_IR_LOAD || f->insts[inst->a].op != BW_IR_ADDR || depth == 0)
        return false;
    for (bw_ir_val i = 1; i < f->inst_count; i++)
        if (f->insts[i].op == BW_IR_STORE && f->insts[f->insts[i].a].op == BW_IR_ADDR && f->insts[f->insts[i].a].a == f->insts[inst->a].a &&
            else_whole(c, f->insts[i].b, whole, depth - 1))
            return true;
    return false;
}

/* Scalars fill their allocation without a rest; a record may be followed by what its owner likes. */
static bool leaves_rest(const bw_ir_type *type, bw_wide size)
{
    bool scalar = type->kind == BW_TYPE_INT || type->kind == BW_TYPE_POINTER || type->kind == BW_TYPE_FLOAT;
    return scalar && size % (bw_wide)type->size != 0;
}

static void report_small(bw_check_context *c, const bw_alloc *alloc)
{
    const bw_ir_module *m = bw_ask_module(c);
    const bw_ir_type *type = &m->types.at[alloc->type];
    bw_wide size;
    if (alloc->type == 0 || type->size <= 1 || (type->flags & BW_TYPE_INCOMPLETE) ||
        !bw_ask_constant(c, alloc->size, &size))
        return;
    if (size <= 0 || size > (bw_wide)1 << 40 ||
        (size < (bw_wide)type->size ? partial_on_purpose(m, type, size) || else_whole(c, alloc->size_val, (bw_wide)type->size, 3) : !leaves_rest(type, size)))
        return;
    bool record = type->kind == BW_TYPE_STRUCT && type->name != NULL && *type->name != 0;
    const char *what = record ? bw_text(c, "a '%s'", type->name) : size < (bw_wide)type->size ? "an object" : "objects";
    bw_report_begin(c, BW_CHECK_alloc_arith, bw_ask_inst(c, alloc->site)->loc,
                    bw_text(c, "'%s' gives %lld byte%s for %s of %llu; use the size of what the pointer points to",
                            alloc->callee, (long long)size, size == 1 ? "" : "s", what,
                            (unsigned long long)type->size));
    bw_report_path_notes(c);
    bw_report_end(c);
}

/* The sizeof of a pointer expression in a size that is a plain product or sum; 0 none. */
static bw_ir_val pointer_size(const bw_check_context *c, bw_ir_val size, int depth)
{
    const bw_ir_inst *inst = bw_ask_inst(c, bw_ask_origin(c, size));
    if (inst->op == BW_IR_CONST)
        return inst->flags & BW_INST_POINTER_SIZE ? bw_ask_origin(c, size) : 0;
    if (inst->op != BW_IR_BIN || inst->sub != BW_BIN_MUL || depth == 0)
        return 0;
    bw_ir_val left = pointer_size(c, inst->a, depth - 1);
    return left != 0 ? left : pointer_size(c, inst->b, depth - 1);
}

/* `p = malloc(sizeof(p))`: room for a pointer where something else is to be kept, as large as that may be by chance. */
static bool report_pointer_size(bw_check_context *c, const bw_alloc *alloc)
{
    const bw_ir_type *type = &bw_ask_module(c)->types.at[alloc->type];
    bw_ir_val size = alloc->size_val != 0 && alloc->type != 0 ? pointer_size(c, alloc->size_val, 2) : 0;
    if (size == 0 || type->kind == BW_TYPE_POINTER || type->kind == BW_TYPE_VOID || type->kind == BW_TYPE_NONE ||
        type->kind == BW_TYPE_UNION || (type->kind == BW_TYPE_INT && type->bits == 8))
        return false;
    const char *source = bw_text_source(c, size);
    bool record = type->kind == BW_TYPE_STRUCT && type->name != NULL && *type->name != 0;
    bw_report_begin(c, BW_CHECK_alloc_arith, bw_ask_inst(c, alloc->site)->loc,
                    bw_text(c, "the size given to '%s' is that of a pointer, not of %s it leads to%s%s%s; take the size of "
                               "what it points to",
                            alloc->callee, record ? bw_text(c, "the '%s'", type->name) : "what",
                            *source != 0 ? ", by '" : "", source, *source != 0 ? "'" : ""));
    bw_report_path_notes(c);
    size_t length = strlen(source);
    if (length > 8 && strncmp(source, "sizeof(", 7) == 0 && source[length - 1] == ')')
        bw_report_fixit(c, bw_ask_inst(c, size)->loc, bw_text(c, "sizeof(*%s", source + 7));
    bw_report_end(c);
    return true;
}

static void alloc(bw_check_context *c, const bw_alloc *a)
{
    if (a->size == 0)
        return;
    if (report_pointer_size(c, a))
        return;
    if (!report_wrap(c, a) && !report_unchecked(c, a) && !report_huge(c, a))
        report_small(c, a);
}

const bw_check bw_check_alloc_arith = {.alloc = alloc};
