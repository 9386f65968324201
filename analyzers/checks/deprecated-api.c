/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* deprecated-api: a function is called that its owners ask not to call. What it is replaced by is written where the edit
 * means the same: models hold it as a template. */
#include "core/check.h"

#include <string.h>

enum { CALL_MAX = 400 };

static bool is_name(void *context, const char *name)
{
    return strcmp(context, name) == 0;
}

/* What models say of the function in this unit; NULL: it may be called. */
static const bw_model_deprecated *entry_of(bw_check_context *c, const bw_ir_func *callee)
{
    const size_t prefix = strlen(BW_DEPRECATED_PREFIX);
    for (uint32_t i = 0; i < callee->annot_count; i++) {
        const char *text = bw_ask_module(c)->annots.at[callee->annots + i].text;
        size_t size = strlen(text);
        if (size <= prefix || strncmp(text, BW_DEPRECATED_PREFIX, prefix) != 0)
            continue;
        const char *use = bw_text(c, "%.*s", (int)(size - prefix - 1), text + prefix);
        return bw_models_deprecated(bw_ask_models(c), callee->name, is_name, (void *)use);
    }
    return NULL;
}

/* Is the argument written as an array, so that sizeof tells its room? */
static bool is_array(bw_check_context *c, bw_ir_val val)
{
    const bw_ir_module *m = bw_ask_module(c);
    for (const bw_ir_inst *at = bw_ask_inst(c, val); at->op == BW_IR_CAST && !(at->flags & BW_INST_EXPLICIT);
         at = bw_ask_inst(c, at->a)) {
        if (at->sub != BW_CAST_DECAY)
            continue;
        const bw_ir_type *whole = &m->types.at[m->types.at[bw_ask_inst(c, at->a)->type].elem];
        return whole->kind == BW_TYPE_ARRAY && !(whole->flags & BW_TYPE_FLEXIBLE);
    }
    return false;
}

/* The word of the alternative that the constant argument chooses, NULL when there is none. */
static const char *chosen_word(bw_check_context *c, const bw_rewrite *part, bw_ir_val val)
{
    const bw_ir_inst *inst = bw_ask_inst(c, bw_ask_origin(c, val));
    for (; inst->op == BW_IR_CONST; part++) {
        if (bw_ir_const_value(inst) == part->value)
            return part->text;
        if (!part->more)
            break;
    }
    return NULL;
}

static const char *rest_of(bw_check_context *c, const uint32_t *args, uint32_t from)
{
    const char *text = "";
    for (uint32_t i = from; i < args[0]; i++) {
        const char *one = bw_text_source(c, args[1 + i]);
        if (*one == 0)
            return NULL;
        text = bw_text(c, "%s, %s", text, one);
    }
    return text;
}

/* One part of the template; NULL: the call at hand does not have what it needs. */
static const char *fill_part(bw_check_context *c, const bw_rewrite *part, const uint32_t *args)
{
    if (part->kind == BW_REWRITE_TEXT)
        return part->text;
    if (part->kind == BW_REWRITE_REST)
        return rest_of(c, args, part->arg);
    if (part->arg >= args[0])
        return NULL;
    bw_ir_val val = args[1 + part->arg];
    if (part->kind == BW_REWRITE_WORD)
        return chosen_word(c, part, val);
    const char *source = bw_text_source(c, val);
    if (*source == 0 || (part->kind == BW_REWRITE_SIZE && !is_array(c, val)))
        return NULL;
    return part->kind == BW_REWRITE_SIZE ? bw_text(c, "sizeof(%s)", source) : source;
}

/* The call to write instead, NULL when it would not mean the same. */
static const char *rewritten(bw_check_context *c, const bw_model_deprecated *entry, uint32_t site, const uint32_t *args)
{
    const char *text = "";
    if (entry->rewrite_count == 0 || (!entry->same && bw_ask_used(c, site)))
        return NULL;
    for (uint32_t i = 0; i < entry->rewrite_count; i++) {
        const bw_rewrite *part = &bw_ask_models(c)->rewrites.at[entry->rewrite + i];
        const char *piece = fill_part(c, part, args);
        if (piece == NULL || strlen(text) + strlen(piece) > CALL_MAX)
            return NULL;
        text = bw_text(c, "%s%s", text, piece);
        while (bw_ask_models(c)->rewrites.at[entry->rewrite + i].more)
            i++;
    }
    return text;
}

/* Does another check speak of this call, or is there nothing to say? */
static bool settled(bw_check_context *c, const bw_model_deprecated *entry, const bw_ir_func *callee, uint32_t site)
{
    bool visited;
    const bw_model *model = bw_models_find(bw_ask_models(c), callee->name);
    bool raw = (bw_ask_func(c)->flags & BW_FUNC_HARDENED) && model != NULL && (model->flags & BW_MODEL_RAW);
    bw_verdict verdict = bw_ask_site_verdict(c, site, &visited);
    if (raw || (visited && verdict == BW_VIOLATION))
        return true; /* raw-op and copy-extent do */
    return entry->unproved && (!visited || bw_ask_writes_proved(c, site));
}

static void inst(bw_check_context *c, uint32_t site, const bw_ir_inst *i)
{
    if (i->op != BW_IR_CALL || (i->flags & (BW_INST_UNSAFE | BW_INST_TRUSTED | BW_INST_SYSTEM)))
        return;
    bw_ir_ref func = bw_ask_callee(c, site);
    if (func == 0)
        return;
    const bw_ir_func *callee = &bw_ask_module(c)->funcs.at[func];
    const bw_model_deprecated *entry = callee->annot_count != 0 ? entry_of(c, callee) : NULL;
    const uint32_t *args = &bw_ask_func(c)->extra[i->extra];
    if (entry == NULL || args[0] < entry->param_count || settled(c, entry, callee, site))
        return;
    bw_report_begin(c, BW_CHECK_deprecated_api, i->loc,
                    *entry->use != 0 ? bw_text(c, "'%s' is deprecated: %s; use '%s'", callee->name, entry->reason, entry->use)
                                     : bw_text(c, "'%s' is deprecated: %s", callee->name, entry->reason));
    const char *text = i->a != 0 ? rewritten(c, entry, site, args) : NULL;
    if (text != NULL)
        bw_report_fixit(c, i->loc, text);
    bw_report_end(c);
}

const bw_check bw_check_deprecated_api = {.inst = inst};
