/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir.h"

#include <string.h>

#define X(name, text) text,
const char *const bw_ir_op_names[BW_IR_OP_COUNT] = {BW_IR_OPS(X)};
const char *const bw_ir_bin_names[BW_BIN_COUNT] = {BW_IR_BINS(X)};
const char *const bw_ir_cmp_names[BW_CMP_COUNT] = {BW_IR_CMPS(X)};
const char *const bw_ir_un_names[BW_UN_COUNT] = {BW_IR_UNS(X)};
const char *const bw_ir_cast_names[BW_CAST_COUNT] = {BW_IR_CASTS(X)};
const char *const bw_ir_index_names[BW_INDEX_COUNT] = {BW_IR_INDEXES(X)};
#undef X

void bw_ir_module_init(bw_ir_module *module, struct bw_arena *arena, const char *unit)
{
    bw_ir_module empty = {.arena = arena, .target = ""};

    *module = empty;
    module->unit = bw_ir_copy_text(module, unit, strlen(unit));
    bw_vec_push(arena, &module->types, (bw_ir_type){.kind = BW_TYPE_NONE});
    bw_vec_push(arena, &module->fields, (bw_ir_field){.name = ""});
    bw_vec_push(arena, &module->objects, (bw_ir_object){.kind = BW_OBJECT_NONE, .name = ""});
    bw_vec_push(arena, &module->funcs, (bw_ir_func){.name = ""});
    bw_vec_push(arena, &module->annots, (bw_ir_annot){.text = ""});
    bw_vec_push(arena, &module->strings, "");
}

const char *bw_ir_copy_text(bw_ir_module *module, const char *text, size_t size)
{
    char *copy = bw_core_alloc(module->arena, size + 1, 1, 1);

    if (size != 0)
        memcpy(copy, text, size);
    return copy;
}

bw_ir_ref bw_ir_string(bw_ir_module *module, const char *text)
{
    for (bw_ir_ref ref = 0; ref < module->strings.count; ref++)
        if (strcmp(module->strings.at[ref], text) == 0)
            return ref;
    const char *copy = bw_ir_copy_text(module, text, strlen(text));
    bw_vec_push(module->arena, &module->strings, copy);
    return module->strings.count - 1;
}

bool bw_ir_func_body(bw_ir_module *module, bw_ir_ref func)
{
    const bw_ir_source_ops *source = &module->source;

    if (func == 0 || func >= module->funcs.count)
        return false;
    if (module->funcs.at[func].body == BW_BODY_AVAILABLE && source->lower != NULL) {
        bool lowered = source->lower(source->context, module, func);
        /* Lowering may have moved the table: look it up anew. A producer that gives up is not asked again. */
        if (!lowered && module->funcs.at[func].body == BW_BODY_AVAILABLE)
            module->funcs.at[func].body = BW_BODY_FAILED;
    }
    return module->funcs.at[func].body == BW_BODY_LOWERED;
}
