// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scopes and the jumps out of and into them. A jump to a label whose scope is not known yet goes to a block of its own,
// which is filled when the label is met: first what the left scopes have to do, then the branch.
#include "body.h"

using namespace clang;

namespace bulwark {

void Body::enterObject(uint32_t object, const FunctionDecl *cleanup)
{
    scopes_.push_back({object, cleanup, nullptr});
}

void Body::leave(const Entry &entry)
{
    if (entry.finally != nullptr) {
        Label *raise = raise_;
        raise_ = nullptr;
        stmt(entry.finally);
        raise_ = raise;
        return;
    }
    if (entry.cleanup != nullptr && entry.cleanup->getNumParams() == 1) {
        bw_ir_val arg = convert(addressOf(entry.object), types_.of(entry.cleanup->getParamDecl(0)->getType()));
        callFunc(unit_.func(entry.cleanup), arg, types_.of(entry.cleanup->getReturnType()));
    }
    if (open())
        emit(BW_IR_LEAVE, 0, 0, entry.object);
}

/* Does what leaving the innermost scopes down to depth asks for. The list itself stays: other paths are still inside. */
void Body::unwindTo(size_t depth)
{
    if (scopes_.size() <= depth)
        return;
    Entries saved = scopes_;
    while (scopes_.size() > depth && open()) {
        Entry entry = scopes_.pop_back_val();
        leave(entry);
    }
    scopes_ = saved;
}

/* From a point inside the scopes `from` to block, which lies inside the scopes `to`. */
void Body::transfer(const Entries &from, const Entries &to, uint32_t block)
{
    size_t common = 0;
    while (common < from.size() && common < to.size() && from[common] == to[common])
        common++;
    Entries saved = scopes_, target = to; /* what from and to name may be scopes_ itself */
    scopes_ = Entries(from);
    unwindTo(common);
    for (size_t i = common; i < target.size() && open(); i++)
        if (target[i].finally == nullptr)
            emit(BW_IR_DECL, 0, 0, target[i].object);
    branch(block);
    scopes_ = saved;
}

Body::Label Body::here()
{
    Label label;
    label.block = newBlock();
    label.known = true;
    label.at = scopes_;
    return label;
}

void Body::jump(Label &label)
{
    if (!open())
        return;
    if (label.block == 0)
        label.block = newBlock();
    if (label.known) {
        Entries at = label.at;
        return transfer(scopes_, at, label.block);
    }
    uint32_t edge = newBlock();
    branch(edge);
    label.waiting.push_back({edge, scopes_});
}

void Body::jumpWhen(bw_ir_val cond, Label &label)
{
    uint32_t edge = newBlock(), next = newBlock();
    branch(cond, edge, next);
    if (label.known) {
        start(edge);
        jump(label);
    } else {
        label.waiting.push_back({edge, scopes_});
    }
    start(next);
}

void Body::bind(Label &label)
{
    if (label.bound)
        return fail("label-twice"); /* a label inside a __finally block, which stands at every way out */
    if (label.block == 0)
        label.block = newBlock();
    branch(label.block);
    label.bound = label.known = true;
    label.at = scopes_;
    std::vector<Edge> waiting;
    waiting.swap(label.waiting);
    for (const Edge &edge : waiting) {
        start(edge.block);
        transfer(edge.from, label.at, label.block);
    }
    start(label.block);
}

Body::Label &Body::labelOf(const LabelDecl *decl)
{
    return labels_[decl];
}

/* ---- computed goto -------------------------------------------------------------------------------------------- */

void Body::addressedLabels(const Stmt *stmt)
{
    if (stmt == nullptr)
        return;
    if (const auto *address = dyn_cast<AddrLabelExpr>(stmt)) {
        if (!llvm::is_contained(addressed_labels_, address->getLabel()))
            addressed_labels_.push_back(address->getLabel());
    }
    Deeper deeper(*this);
    if (!deeper)
        return;
    for (const Stmt *child : stmt->children())
        addressedLabels(child);
}

void Body::indirectGoto(const IndirectGotoStmt *stmt)
{
    if (const LabelDecl *target = stmt->getConstantTarget())
        return jump(labelOf(target));
    effect(stmt->getTarget());
    if (addressed_labels_.empty())
        addressedLabels(decl_->getBody());
    indirect_gotos_.push_back({emit(BW_IR_INDIRECT, 0, 0), scopes_});
    end();
}

/* Every label has been met now: fills the targets of computed gotos. */
void Body::settleLabels()
{
    for (const IndirectGoto &from : indirect_gotos_) {
        std::vector<uint32_t> targets;
        for (const LabelDecl *decl : addressed_labels_) {
            Label &label = labelOf(decl);
            if (!label.bound)
                continue;
            targets.push_back(newBlock());
            start(targets.back());
            Entries at = label.at;
            transfer(from.from, at, label.block);
        }
        if (targets.empty())
            insts_[from.inst].op = BW_IR_UNREACHABLE;
        insts_[from.inst].extra = list(targets);
    }
    for (auto &label : labels_)
        if (!label.second.waiting.empty())
            fail("label");
}

/* ---- structured exceptions ------------------------------------------------------------------------------------ */

/* A point at which control may pass to the handler of the __try around it. */
void Body::mayRaise()
{
    if (raise_ == nullptr || !open())
        return;
    bw_ir_val raises = opaque("seh", types_.intType());
    insts_[raises].flags |= BW_INST_GUARDED; /* says what kind of branch it is */
    jumpWhen(raises, *raise_);
}

void Body::lowerTry(const SEHTryStmt *stmt)
{
    Label done = here();
    Label raised;
    Label *outer_raise = raise_, *outer_leave = leave_try_;
    bool outer_caught = caught_;
    const SEHExceptStmt *except = stmt->getExceptHandler();
    const SEHFinallyStmt *finally = stmt->getFinallyHandler();
    size_t depth = scopes_.size();
    if (finally != nullptr)
        scopes_.push_back({0, nullptr, finally->getBlock()});
    raise_ = &raised;
    caught_ |= except != nullptr; /* a __finally only passes it on */
    leave_try_ = &done;
    mayRaise();
    this->stmt(stmt->getTryBlock());
    raise_ = outer_raise;
    caught_ = outer_caught;
    leave_try_ = outer_leave;
    jump(done); /* runs the finally block on its way */
    if (!raised.waiting.empty()) {
        bind(raised);
        unwindTo(depth);
        scopes_.truncate(depth);
        uint32_t handler = newBlock(), pass = newBlock();
        if (except != nullptr)
            cond(except->getFilterExpr(), handler, pass);
        else
            branch(pass);
        start(pass); /* no handler here: the exception goes on outwards */
        if (raise_ != nullptr) {
            jump(*raise_);
        } else {
            emit(BW_IR_UNREACHABLE, 0, 0);
            end();
        }
        if (except != nullptr) {
            start(handler);
            this->stmt(except->getBlock());
            jump(done);
        }
    }
    scopes_.truncate(depth);
    bind(done);
}

} // namespace bulwark
