/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/program.h"

#include <stdlib.h>
#include <string.h>


/* ---- source ----------------------------------------------------------------------------------------------------- */

static bool resolve(void *context, bw_ir_loc loc, bw_pos *ret_pos)
{
    const bw_program *p = context;
    if (loc.begin == 0 || loc.begin > p->positions.at.count)
        return false;
    *ret_pos = p->positions.at.at[loc.begin - 1];
    return true;
}

static const char *text_of(void *context, bw_ir_loc loc, size_t *ret_size)
{
    const bw_program *p = context;
    bw_pos pos;
    if (p->source->text_of == NULL || !resolve(context, loc, &pos) || pos.in_macro || pos.end <= pos.begin)
        return NULL;
    return p->source->text_of(p->source->context, &pos, ret_size);
}

/* Names of other units stand for what they name. */
static void redirect(const bw_program *p, bw_ir_func *f)
{
    for (uint32_t i = 1; i < f->inst_count; i++) {
        bw_ir_inst *inst = &f->insts[i];
        if ((inst->op == BW_IR_CALL || inst->op == BW_IR_FUNC) && inst->a != 0 && inst->a < p->alias_funcs)
            inst->a = p->func_alias[inst->a];
        else if (inst->op == BW_IR_ADDR && inst->a < p->alias_objects)
            inst->a = p->object_alias[inst->a];
    }
}

static bool lower(void *context, bw_ir_module *module, bw_ir_ref func)
{
    bw_program *p = context;
    uint32_t unit = func < p->alias_funcs ? p->unit_of[func] : 0;
    if (unit == 0 || !bw_pack_body(&p->packs[unit - 1], module, &p->positions, func))
        return false;
    redirect(p, &module->funcs.at[func]);
    return true;
}

void bw_program_init(bw_program *p, struct bw_arena *arena, const bw_program_source *source)
{
    memset(p, 0, sizeof *p);
    p->arena = arena;
    p->source = source;
    bw_ir_module_init(&p->module, arena, "");
    p->module.source = (bw_ir_source_ops){.context = p, .resolve = resolve, .text = text_of, .lower = lower};
}

void bw_program_add(bw_program *p, bw_program_unit unit)
{
    bw_vec_push(p->arena, &p->given, unit);
}

/* ---- names ------------------------------------------------------------------------------------------------------ */

static int by_key(const void *left, const void *right)
{
    const bw_program_unit *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    if (order != 0)
        return order;
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return memcmp(a->bytes, b->bytes, a->size);
}

typedef struct name_entry {
    const char *name;
    bw_ir_ref ref; /* of the definition; 0: there are several */
} name_entry;

typedef struct names {
    name_entry *at;
    uint32_t room;
} names;

static names make_names(bw_program *p, uint32_t count)
{
    names n = {.room = 64};
    while (n.room < 2 * count)
        n.room *= 2;
    n.at = bw_core_array(p->arena, name_entry, n.room);
    return n;
}

static name_entry *find_name(const names *n, const char *name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (const char *at = name; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
    uint32_t slot = (uint32_t)(hash ^ hash >> 32) & (n->room - 1);
    while (n->at[slot].name != NULL && strcmp(n->at[slot].name, name) != 0)
        slot = (slot + 1) & (n->room - 1);
    return &n->at[slot];
}

static bool same_place(const bw_program *p, bw_ir_loc a, bw_ir_loc b)
{
    bw_pos x, y;
    return resolve((void *)p, a, &x) && resolve((void *)p, b, &y) && strcmp(x.file, y.file) == 0 && x.line == y.line &&
           x.column == y.column;
}

static void define(bw_program *p, names *n, const char *name, bw_ir_ref ref, bw_ir_loc loc, bw_ir_loc known)
{
    name_entry *entry = find_name(n, name);
    if (entry->name == NULL)
        *entry = (name_entry){name, ref};
    else if (!same_place(p, loc, known)) /* the same file compiled twice is one definition */
        entry->ref = 0;
}

static bool defines_func(const bw_ir_func *f)
{
    return f->body == BW_BODY_AVAILABLE && !(f->flags & (BW_FUNC_STATIC | BW_FUNC_BUILTIN)) &&
           (f->flags & BW_FUNC_MAIN_FILE) && *f->name != '\0';
}

static void alias_funcs(bw_program *p)
{
    bw_ir_module *m = &p->module;
    names n = make_names(p, m->funcs.count);
    for (bw_ir_ref i = 1; i < m->funcs.count; i++) {
        const bw_ir_func *f = &m->funcs.at[i];
        if (!defines_func(f))
            continue;
        bw_ir_ref known = find_name(&n, f->name)->ref;
        define(p, &n, f->name, i, f->loc, m->funcs.at[known].loc);
    }
    p->func_alias = bw_core_array(p->arena, bw_ir_ref, m->funcs.count);
    p->alias_funcs = m->funcs.count;
    for (bw_ir_ref i = 1; i < m->funcs.count; i++) {
        const bw_ir_func *f = &m->funcs.at[i];
        p->func_alias[i] = i;
        if (f->body != BW_BODY_NONE || (f->flags & (BW_FUNC_STATIC | BW_FUNC_BUILTIN)))
            continue;
        bw_ir_ref definition = find_name(&n, f->name)->ref;
        if (definition == 0)
            continue;
        p->func_alias[i] = definition;
        p->resolved++;
    }
}

static bool defines_object(const bw_ir_object *o)
{
    return o->kind == BW_OBJECT_GLOBAL && !(o->flags & (BW_OBJECT_STATIC | BW_OBJECT_EXTERN)) && *o->name != '\0';
}

static void alias_objects(bw_program *p)
{
    bw_ir_module *m = &p->module;
    names n = make_names(p, m->objects.count);
    for (bw_ir_ref i = 1; i < m->objects.count; i++) {
        const bw_ir_object *o = &m->objects.at[i];
        if (!defines_object(o))
            continue;
        bw_ir_ref known = find_name(&n, o->name)->ref;
        define(p, &n, o->name, i, o->loc, m->objects.at[known].loc);
    }
    p->object_alias = bw_core_array(p->arena, bw_ir_ref, m->objects.count);
    p->alias_objects = m->objects.count;
    for (bw_ir_ref i = 1; i < m->objects.count; i++) {
        bw_ir_object *o = &m->objects.at[i];
        p->object_alias[i] = i;
        if (o->kind != BW_OBJECT_GLOBAL || !(o->flags & BW_OBJECT_EXTERN))
            continue;
        bw_ir_ref definition = find_name(&n, o->name)->ref;
        if (definition == 0)
            continue;
        p->object_alias[i] = definition;
        m->objects.at[definition].flags |= o->flags & BW_OBJECT_ADDRESS_TAKEN;
        p->resolved++;
    }
}

/* Initialisers speak of definitions, too. */
static void redirect_inits(bw_program *p)
{
    bw_ir_module *m = &p->module;
    for (bw_ir_ref i = 1; i < m->objects.count; i++) {
        bw_ir_init *init = (bw_ir_init *)(uintptr_t)m->objects.at[i].init;
        for (uint32_t k = 0; k < m->objects.at[i].init_count; k++) {
            if (init[k].kind == BW_INIT_OBJECT)
                init[k].ref = p->object_alias[init[k].ref];
            else if (init[k].kind == BW_INIT_FUNC)
                init[k].ref = p->func_alias[init[k].ref];
        }
    }
}

/* ---- what is worth another look --------------------------------------------------------------------------------- */

#define REACH_DEPTH 6 /* calls between a function and the border to another unit */

/* Is more known of this global than the unit of the function could tell? */
static bool told_elsewhere(const bw_program *p, bw_ir_ref func, bw_ir_ref object)
{
    const bw_ir_object *o = &p->module.objects.at[object];
    const bw_pack *pack = p->unit_of[func] != 0 ? &p->packs[p->unit_of[func] - 1] : NULL;
    if (o->kind != BW_OBJECT_GLOBAL || pack == NULL || (o->flags & BW_OBJECT_STATIC))
        return false;
    uint8_t kind = p->module.types.at[o->type].kind;
    bool own = object > pack->objects && object - pack->objects <= pack->object_count;
    return !own || (o->init_known && (kind == BW_TYPE_INT || kind == BW_TYPE_BOOL));
}

/* The unit, from 1, that describes an object. */
static uint32_t unit_of_object(const bw_program *p, bw_ir_ref object)
{
    for (uint32_t i = 0; i < p->pack_count; i++)
        if (object > p->packs[i].objects && object - p->packs[i].objects <= p->packs[i].object_count)
            return i + 1;
    return 0;
}

/* Does a table that the function speaks of lead to a function of another unit? */
static bool leads_elsewhere(const bw_program *p, bw_ir_ref func, bw_ir_ref object)
{
    const bw_ir_object *o = &p->module.objects.at[object];
    for (uint32_t k = 0; o->kind == BW_OBJECT_GLOBAL && k < o->init_count; k++)
        if (o->init[k].kind == BW_INIT_FUNC && p->unit_of[o->init[k].ref] != 0 &&
            p->unit_of[o->init[k].ref] != p->unit_of[func])
            return true;
    return false;
}

/* A function that another unit puts somewhere may be an entry, of which its own unit knows nothing. */
static void find_put_elsewhere(const bw_program *p, uint8_t *far)
{
    const bw_ir_module *m = &p->module;
    for (bw_ir_ref i = 1; i < m->funcs.count; i++) {
        const bw_ir_func *f = &m->funcs.at[i];
        for (uint32_t k = 1; f->body == BW_BODY_LOWERED && k < f->inst_count; k++) {
            const bw_ir_inst *inst = &f->insts[k];
            if (inst->op == BW_IR_FUNC && inst->a != 0 && p->unit_of[inst->a] != p->unit_of[i])
                far[inst->a] = 1;
        }
    }
    for (bw_ir_ref i = 1; i < p->alias_objects; i++) {
        const bw_ir_object *o = &m->objects.at[i];
        uint32_t unit = o->init_count != 0 ? unit_of_object(p, i) : 0;
        for (uint32_t k = 0; o->kind == BW_OBJECT_GLOBAL && k < o->init_count; k++)
            if (o->init[k].kind == BW_INIT_FUNC && o->init[k].ref != 0 && unit != p->unit_of[o->init[k].ref])
                far[o->init[k].ref] = 1;
    }
}

/* How far the border to another unit is: 1 crosses it itself; 0 never, within the depth. */
static void find_tops(bw_program *p)
{
    bw_ir_module *m = &p->module;
    uint32_t count = m->funcs.count;
    uint8_t *far = bw_core_array(p->arena, uint8_t, count);
    find_put_elsewhere(p, far);
    for (uint32_t round = 1; round <= REACH_DEPTH; round++) {
        for (bw_ir_ref i = 1; i < count; i++) {
            const bw_ir_func *f = &m->funcs.at[i];
            if (far[i] != 0 || f->body != BW_BODY_LOWERED)
                continue;
            far[i] = f->needs.asks ? 1 : 0;
            for (uint32_t k = 1; k < f->inst_count && far[i] == 0; k++) {
                const bw_ir_inst *inst = &f->insts[k];
                bool names_func = (inst->op == BW_IR_CALL || inst->op == BW_IR_FUNC) && inst->a != 0;
                if (round == 1 && inst->op == BW_IR_ADDR && inst->a < p->alias_objects) {
                    if (told_elsewhere(p, i, inst->a) || leads_elsewhere(p, i, inst->a))
                        far[i] = 1;
                }
                if (!names_func)
                    continue;
                bool crosses = p->unit_of[inst->a] != 0 && p->unit_of[inst->a] != p->unit_of[i];
                if (round == 1 ? crosses : far[inst->a] != 0 && far[inst->a] < round)
                    far[i] = (uint8_t)round;
            }
        }
    }
    p->tops = bw_core_array(p->arena, uint8_t, count);
    for (bw_ir_ref i = 1; i < count; i++) {
        p->tops[i] = far[i] != 0 && (m->funcs.at[i].flags & BW_FUNC_MAIN_FILE);
        p->top_count += p->tops[i];
    }
}

void bw_program_link(bw_program *p)
{
    if (p->given.count != 0)
        qsort(p->given.at, p->given.count, sizeof *p->given.at, by_key);
    p->packs = bw_core_array(p->arena, bw_pack, (size_t)p->given.count + 1);
    for (uint32_t i = 0; i < p->given.count; i++) {
        bw_pack *pack = &p->packs[p->pack_count];
        const bw_program_unit *unit = &p->given.at[i];
        bw_pack_names naming = {p->source->path_of, p->source->context, unit->folder};
        if (!bw_pack_read(unit->bytes, unit->size, &naming, &p->module, &p->positions, pack)) {
            p->damaged++;
            continue;
        }
        if (p->pack_count == 0) {
            p->module.pointer_bits = pack->pointer_bits;
            p->module.big_endian = pack->big_endian;
        }
        p->pack_count++;
    }
    p->unit_of = bw_core_array(p->arena, uint32_t, p->module.funcs.count);
    /* a unit for another machine stays apart: nothing of it is named or lowered */
    for (uint32_t i = 0; i < p->pack_count; i++) {
        const bw_pack *pack = &p->packs[i];
        if (pack->pointer_bits != p->module.pointer_bits || pack->big_endian != p->module.big_endian) {
            p->damaged++;
            for (uint32_t k = 1; k <= pack->func_count; k++)
                p->module.funcs.at[pack->funcs + k].body = BW_BODY_NONE;
            for (uint32_t k = 1; k <= pack->object_count; k++)
                p->module.objects.at[pack->objects + k].flags |= BW_OBJECT_STATIC;
            continue;
        }
        for (uint32_t k = 1; k <= pack->func_count; k++)
            p->unit_of[pack->funcs + k] = i + 1;
    }
    alias_funcs(p);
    alias_objects(p);
    redirect_inits(p);
    for (bw_ir_ref i = 1; i < p->module.funcs.count; i++)
        for (uint32_t k = 0; k < p->module.funcs.at[i].needs.global_count; k++)
            p->module.funcs.at[i].needs.globals[k] = p->object_alias[p->module.funcs.at[i].needs.globals[k]];
    /* all bodies now, so that numbers do not depend on which parts are analysed here */
    for (bw_ir_ref i = 1; i < p->module.funcs.count; i++)
        (void)bw_ir_func_body(&p->module, i);
    find_tops(p);
}

/* ---- the run ---------------------------------------------------------------------------------------------------- */

static int compare_pos(const bw_pos *a, const bw_pos *b)
{
    int order = strcmp(a->file != NULL ? a->file : "", b->file != NULL ? b->file : "");
    if (order != 0)
        return order;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column != b->column ? (a->column < b->column ? -1 : 1) : 0;
}

static int compare(const void *left, const void *right)
{
    const bw_finding *a = left, *b = right;
    int order = compare_pos(&a->pos, &b->pos);
    if (order == 0)
        order = strcmp(a->check, b->check);
    /* of one place and check, the shortest story comes first */
    if (order == 0 && a->note_count != b->note_count)
        order = a->note_count < b->note_count ? -1 : 1;
    if (order == 0)
        order = strcmp(a->message, b->message);
    if (order == 0)
        order = strcmp(a->function, b->function);
    for (size_t i = 0; order == 0 && i < a->note_count; i++) {
        order = compare_pos(&a->notes[i].pos, &b->notes[i].pos);
        if (order == 0)
            order = strcmp(a->notes[i].text, b->notes[i].text);
    }
    return order;
}

size_t bw_program_unique(bw_finding *findings, size_t count)
{
    if (count == 0)
        return 0;
    qsort(findings, count, sizeof *findings, compare);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++)
        if (compare_pos(&findings[kept - 1].pos, &findings[i].pos) != 0 ||
            strcmp(findings[kept - 1].check, findings[i].check) != 0)
            findings[kept++] = findings[i];
    return kept;
}

/* By unit: the instructions of those of its functions that are looked at again. By unit and not by what was spent so far,
 * since that would depend on how they are dealt out, and leave nothing for the later ones of a large program. */
static uint64_t *count_insts(const bw_program *p)
{
    uint64_t *insts = bw_core_array(p->arena, uint64_t, (size_t)p->pack_count + 1);
    for (bw_ir_ref i = 1; i < p->alias_funcs; i++)
        if (p->tops[i])
            insts[p->unit_of[i]] += p->module.funcs.at[i].inst_count;
    return insts;
}

bool bw_program_run(bw_program *p, const bw_options *options, uint32_t part, uint32_t parts, bw_report *ret_report)
{
    bw_top *tops = bw_core_array(p->arena, bw_top, (size_t)p->top_count + 1);
    const uint64_t *insts = count_insts(p);
    uint32_t count = 0, seen = 0;
    for (bw_ir_ref i = 1; i < p->alias_funcs; i++)
        if (p->tops[i] && seen++ % parts == part)
            tops[count++] = (bw_top){i, bw_analysis_share(insts[p->unit_of[i]])};
    if (!bw_analysis_tops(&p->module, options, tops, count, ret_report))
        return false;
    ret_report->finding_count =
        bw_program_unique((bw_finding *)(uintptr_t)ret_report->findings, ret_report->finding_count);
    return true;
}
