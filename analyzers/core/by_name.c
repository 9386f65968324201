/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/by_name.h"

#include <string.h>

bool bw_variable_unshared(const bw_engine *e, const bw_ir_func *f, bw_ir_ref object)
{
    const bw_ir_object *o = &e->module->objects.at[object];
    return object >= f->object && object < f->object + f->object_count && (o->kind == BW_OBJECT_LOCAL || o->kind == BW_OBJECT_PARAM) &&
           !(o->flags & (BW_OBJECT_ADDRESS_TAKEN | BW_OBJECT_VOLATILE));
}

bool bw_made_of(const bw_ir_func *f, bw_ir_val val, bw_ir_ref object, int depth, bool memory)
{
    val = bw_ir_through_casts(f, val);
    if (val == 0 || depth == 0)
        return val != 0;
    if (bw_variable_loaded(f, val) == object)
        return true;
    const bw_ir_inst *inst = &f->insts[val];
    switch (inst->op) {
    case BW_IR_BIN:
    case BW_IR_CMP:
    case BW_IR_INDEX:
    case BW_IR_PTRDIFF:
        return bw_made_of(f, inst->a, object, depth - 1, memory) || bw_made_of(f, inst->b, object, depth - 1, memory);
    case BW_IR_UN:
    case BW_IR_FIELD:
        return bw_made_of(f, inst->a, object, depth - 1, memory);
    case BW_IR_LOAD:
        return memory && bw_made_of(f, inst->a, object, depth - 1, memory);
    default:
        return false;
    }
}

const bw_model *bw_model_of(const bw_engine *e, const bw_ir_func *f)
{
    return (f->flags & BW_FUNC_MAIN_FILE) ? NULL : bw_models_find(e->models, f->name);
}

const bw_model *bw_model_of_call(const bw_engine *e, const bw_ir_inst *inst)
{
    return inst->op == BW_IR_CALL && inst->a != 0 ? bw_model_of(e, &e->module->funcs.at[inst->a]) : NULL;
}

/* Is it one of the words that the name is made of, whatever parts them? */
static bool has_word(const char *name, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = strstr(name, word); at != NULL; at = strstr(at + 1, word))
        if ((at == name || at[-1] == '_') && (at[size] == '\0' || at[size] == '_'))
            return true;
    return false;
}

bool bw_ends_run(const bw_engine *e, const bw_ir_func *f)
{
    static const char *const words[] = {"panic", "fatal", "die", "assfail", "unreachable"};
    if (f->flags & BW_FUNC_NORETURN)
        return true;
    bool says_why = (f->flags & BW_FUNC_VARIADIC) != 0; /* with a format; what it calls is out of view then */
    if (!says_why && (f->body == BW_BODY_LOWERED || e->module->types.at[f->ret].kind != BW_TYPE_VOID))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(f->name, words[i]))
            return true;
    return false;
}
