// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is done to a body once all of it is there: dead blocks go, chains of blocks become one, the rest is numbered anew
// without gaps, objects get their place in the module, and those whose address goes anywhere are marked.
#include "body.h"

using namespace clang;

namespace bulwark {

namespace {

enum : unsigned { USES_A = 1, USES_B = 2, USES_C = 4, USES_LIST = 8 };

/* Which operands of an operation are values. */
unsigned valueOperands(uint8_t op)
{
    switch (op) {
    case BW_IR_LOAD:
    case BW_IR_FIELD:
    case BW_IR_UN:
    case BW_IR_CAST:
    case BW_IR_ZERO:
    case BW_IR_ASSUME:
    case BW_IR_CBR:
    case BW_IR_SWITCH:
    case BW_IR_RET:
        return USES_A;
    case BW_IR_STORE:
    case BW_IR_INDEX:
    case BW_IR_PTRDIFF:
    case BW_IR_BIN:
    case BW_IR_CMP:
    case BW_IR_COPY:
        return USES_A | USES_B;
    case BW_IR_OVERFLOW:
        return USES_A | USES_B | USES_C;
    case BW_IR_CALL:
        return USES_B | USES_C | USES_LIST;
    case BW_IR_DECL:
        return USES_B;
    case BW_IR_ASM:
    case BW_IR_OPAQUE:
        return USES_LIST;
    default:
        return 0;
    }
}

/* Calls visit with a reference to each block that a terminator leads to. */
template <typename Visit> void eachTarget(bw_ir_inst &inst, std::vector<uint32_t> &extra, Visit visit)
{
    switch (inst.op) {
    case BW_IR_BR:
        visit(inst.a);
        break;
    case BW_IR_CBR:
        visit(inst.b);
        visit(inst.c);
        break;
    case BW_IR_SWITCH:
        visit(extra[inst.extra + 1]);
        for (uint32_t i = 0; i < extra[inst.extra]; i++)
            visit(extra[inst.extra + 2 + i * 5 + 4]);
        break;
    case BW_IR_INDIRECT:
        for (uint32_t i = 0; i < extra[inst.extra]; i++)
            visit(extra[inst.extra + 1 + i]);
        break;
    default:
        break;
    }
}

/* Calls visit with a reference to each operand that is a value; 0 where there is none. */
template <typename Visit> void eachValue(bw_ir_inst &inst, std::vector<uint32_t> &extra, Visit visit)
{
    unsigned uses = valueOperands(inst.op);
    if (uses & USES_A)
        visit(inst.a);
    if (uses & USES_B)
        visit(inst.b);
    if (uses & USES_C)
        visit(inst.c);
    if (uses & USES_LIST)
        for (uint32_t k = 0; k < extra[inst.extra]; k++)
            visit(extra[inst.extra + 1 + k]);
}

} // namespace

/* Blocks reachable from the entry, in the order of the text. */
void Body::reachable(std::vector<uint32_t> *ret_order)
{
    /* A block of nothing but a branch is its target. */
    std::vector<uint32_t> forward(blocks_.size());
    for (uint32_t i = 1; i < blocks_.size(); i++) {
        uint32_t to = i;
        for (unsigned hops = 0; hops < 64; hops++) {
            const Block &block = blocks_[to];
            if (to == 1 || block.count != 1 || insts_[block.first].op != BW_IR_BR || insts_[block.first].a == to)
                break;
            to = insts_[block.first].a;
        }
        forward[i] = to;
    }
    std::vector<char> seen(blocks_.size(), 0);
    std::vector<uint32_t> work(1, 1);
    seen[1] = 1;
    while (!work.empty()) {
        Block &block = blocks_[work.back()];
        work.pop_back();
        if (block.count == 0)
            return fail("block");
        bw_ir_inst &last = insts_[block.first + block.count - 1];
        eachTarget(last, extra_, [&](uint32_t &target) {
            target = forward[target];
            if (!seen[target]) {
                seen[target] = 1;
                work.push_back(target);
            }
        });
        if (last.op == BW_IR_CBR && last.b == last.c) {
            last.op = BW_IR_BR;
            last.a = last.b;
            last.b = last.c = 0;
        }
    }
    for (uint32_t i = 1; i < blocks_.size(); i++)
        if (seen[i])
            ret_order->push_back(i);
    std::sort(ret_order->begin(), ret_order->end(),
              [&](uint32_t a, uint32_t b) { return blocks_[a].first < blocks_[b].first; });
}

/* Puts the blocks of order one after the other, joined where one leads only to the next and nothing else does. */
void Body::mergeBlocks()
{
    std::vector<uint32_t> order;
    reachable(&order);
    if (failed_ != nullptr)
        return;
    std::vector<uint32_t> into(blocks_.size(), 0), uses(blocks_.size(), 0);
    for (uint32_t block : order)
        eachTarget(insts_[blocks_[block].first + blocks_[block].count - 1], extra_,
                   [&](uint32_t &target) { uses[target]++; });
    /* Conversions of constants at compile time leave the originals behind. */
    std::vector<char> used(insts_.size(), 0);
    for (uint32_t block : order)
        for (uint32_t k = 0; k < blocks_[block].count; k++)
            eachValue(insts_[blocks_[block].first + k], extra_, [&](uint32_t &value) { used[value] = 1; });
    std::vector<bw_ir_inst> insts(1);
    insts.reserve(insts_.size());
    std::vector<Block> blocks(1);
    std::vector<uint32_t> renamed(insts_.size(), 0);
    bool joins = false;
    for (size_t i = 0; i < order.size(); i++) {
        const Block &block = blocks_[order[i]];
        uint32_t count = block.count;
        const bw_ir_inst &last = insts_[block.first + count - 1];
        if (!joins) {
            blocks.push_back(Block());
            blocks.back().first = static_cast<uint32_t>(insts.size());
        }
        into[order[i]] = static_cast<uint32_t>(blocks.size() - 1);
        joins = i + 1 < order.size() && last.op == BW_IR_BR && last.a == order[i + 1] && uses[last.a] == 1;
        for (uint32_t k = 0; k < count - (joins ? 1 : 0); k++) {
            uint8_t op = insts_[block.first + k].op;
            if (!used[block.first + k] && (op == BW_IR_CONST || op == BW_IR_ADDR || op == BW_IR_FUNC))
                continue;
            renamed[block.first + k] = static_cast<uint32_t>(insts.size());
            insts.push_back(insts_[block.first + k]);
        }
        blocks.back().count = static_cast<uint32_t>(insts.size()) - blocks.back().first;
    }
    for (size_t i = 1; i < insts.size(); i++) {
        bw_ir_inst &inst = insts[i];
        eachValue(inst, extra_, [&](uint32_t &value) { value = renamed[value]; });
        eachTarget(inst, extra_, [&](uint32_t &target) { target = into[target]; });
    }
    insts_.swap(insts);
    blocks_.swap(blocks);
}

/* An object stays unmarked while its address only serves direct access to it, whole or in parts. */
void Body::markAddressTaken()
{
    std::vector<uint32_t> root(insts_.size(), 0); /* the object a value is an address in */
    auto taken = [&](bw_ir_val value) {
        uint32_t object = root[value];
        if (object == 0)
            return;
        if (object & LOCAL_OBJECT)
            objects_[object & ~LOCAL_OBJECT].flags |= BW_OBJECT_ADDRESS_TAKEN;
        else
            module_.objects.at[object].flags |= BW_OBJECT_ADDRESS_TAKEN;
    };
    for (uint32_t i = 1; i < insts_.size(); i++) {
        const bw_ir_inst &inst = insts_[i];
        switch (inst.op) {
        case BW_IR_ADDR:
            root[i] = inst.a;
            break;
        case BW_IR_FIELD:
        case BW_IR_INDEX:
            root[i] = root[inst.a];
            break;
        case BW_IR_CAST:
            if (inst.sub == BW_CAST_DECAY)
                root[i] = root[inst.a];
            else
                taken(inst.a);
            break;
        case BW_IR_LOAD:
        case BW_IR_ZERO:
        case BW_IR_COPY:
        case BW_IR_RET: /* of a record: its value */
            if (inst.op == BW_IR_RET && inst.type != 0 && types_.is(inst.type, BW_TYPE_POINTER))
                taken(inst.a);
            break;
        case BW_IR_STORE:
            taken(inst.b);
            break;
        case BW_IR_CALL:
            if (inst.a == 0)
                taken(inst.b);
            for (uint32_t k = 0; k < extra_[inst.extra]; k++)
                if (!by_value_.count(inst.extra + 1 + k))
                    taken(extra_[inst.extra + 1 + k]);
            break;
        default: {
            unsigned uses = valueOperands(inst.op);
            if (uses & USES_A)
                taken(inst.a);
            if (uses & USES_B)
                taken(inst.b);
            if (uses & USES_C && inst.op != BW_IR_OVERFLOW)
                taken(inst.c);
            if (uses & USES_LIST)
                for (uint32_t k = 0; k < extra_[inst.extra]; k++)
                    taken(extra_[inst.extra + 1 + k]);
            break;
        }
        }
    }
}

bool Body::finish()
{
    if (failed_ == nullptr)
        mergeBlocks();
    if (failed_ != nullptr)
        return false;
    markAddressTaken();
    bw_ir_ref first = module_.objects.count;
    for (bw_ir_object &object : objects_) {
        object.func = func_;
        bw_vec_push(module_.arena, &module_.objects, object);
    }
    for (bw_ir_inst &inst : insts_)
        if ((inst.op == BW_IR_ADDR || inst.op == BW_IR_DECL || inst.op == BW_IR_LEAVE) && (inst.a & LOCAL_OBJECT))
            inst.a = first + (inst.a & ~LOCAL_OBJECT);
    bw_ir_func *func = &module_.funcs.at[func_];
    func->object = objects_.empty() ? 0 : first;
    func->param_count = param_count_;
    func->object_count = static_cast<uint32_t>(objects_.size());
    auto *insts = static_cast<bw_ir_inst *>(
        bw_core_alloc(module_.arena, insts_.size(), sizeof(bw_ir_inst), alignof(bw_ir_inst)));
    std::copy(insts_.begin(), insts_.end(), insts);
    auto *blocks = static_cast<bw_ir_block *>(
        bw_core_alloc(module_.arena, blocks_.size(), sizeof(bw_ir_block), alignof(bw_ir_block)));
    for (size_t i = 0; i < blocks_.size(); i++)
        blocks[i] = {blocks_[i].first, blocks_[i].count};
    auto *extra = static_cast<uint32_t *>(
        bw_core_alloc(module_.arena, extra_.size() + 1, sizeof(uint32_t), alignof(uint32_t)));
    std::copy(extra_.begin(), extra_.end(), extra);
    func->insts = insts;
    func->inst_count = static_cast<uint32_t>(insts_.size());
    func->blocks = blocks;
    func->block_count = static_cast<uint32_t>(blocks_.size());
    func->extra = extra;
    func->extra_count = static_cast<uint32_t>(extra_.size());
    func->body = BW_BODY_LOWERED;
    return true;
}

} // namespace bulwark
