/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Calls through a member of a record, such as dev->ops->read(…), where nothing says which record it is: the functions
 * that code and initialisers in view put into that member are each looked at with the arguments of the call. What they
 * find is told; what they do is not taken for granted, as another one may be meant.
 * (By type and member, as in Milanova, Rountev and Ryder, Precise call graph construction in the presence of function
 * pointers, 2002.) */
#include "core/call.h"
#include "core/member.h"

typedef struct member_function {
    bw_ir_ref field, func;
} member_function;

struct bw_dispatch {
    BW_VEC(member_function) known;
    bw_members *members; /* by field; asked: false until somebody calls through it */
    uint32_t room;
};

/* ---- what members hold ---- */

static void learn(bw_engine *e, bw_ir_ref field, bw_ir_ref func)
{
    bw_vec_push(e->arena, &e->dispatch->known, ((member_function){field, func}));
}

static bool holds(const bw_members *m, bw_ir_ref func)
{
    for (uint32_t i = 0; i < m->count; i++)
        if (m->func[i] == func)
            return true;
    return false;
}

static const bw_members *members_of(bw_engine *e, bw_ir_ref field)
{
    struct bw_dispatch *d = e->dispatch;
    if (d == NULL) {
        d = e->dispatch = bw_core_new(e->arena, struct bw_dispatch);
        bw_members_each(e, learn);
        d->room = e->module->fields.count;
        d->members = bw_core_array(e->arena, bw_members, d->room + 1);
    }
    if (field >= d->room)
        return NULL;
    bw_members *m = &d->members[field];
    for (uint32_t i = 0; i < d->known.count && !m->asked; i++) {
        if (!bw_member_same_name(e, d->known.at[i].field, field) || holds(m, d->known.at[i].func))
            continue;
        if (m->count == BW_MEMBERS_MAX)
            m->more = true;
        else
            m->func[m->count++] = d->known.at[i].func;
    }
    m->asked = true;
    return m;
}

/* ---- the call ---- */

static bw_ir_ref called_member(const bw_ir_func *func, bw_ir_val target)
{
    target = bw_ir_through_casts(func, target);
    const bw_ir_inst *load = &func->insts[target];
    return load->op == BW_IR_LOAD && func->insts[load->a].op == BW_IR_FIELD ? func->insts[load->a].b : 0;
}

const bw_members *bw_dispatch_targets(bw_engine *e, const bw_ir_func *caller, const bw_ir_inst *call)
{
    bw_ir_ref field = call->b != 0 ? called_member(caller, call->b) : 0;
    const bw_members *m = field != 0 ? members_of(e, field) : NULL;
    return m != NULL && !m->more ? m : NULL;
}
