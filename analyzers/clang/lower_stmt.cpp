// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Statements: control flow becomes blocks here.
#include "body.h"

#include "clang/AST/Attr.h"
#include "llvm/ADT/ScopeExit.h"

#include <cstring>

using namespace clang;

namespace bulwark {

Body::Body(Unit &unit, const FunctionDecl *decl, bw_ir_ref func)
    : unit_(unit), types_(unit.types), module_(unit.module), context_(unit.context), decl_(decl), func_(func), insts_(1),
      blocks_(1)
{
    insts_.reserve(256);
}

bool Body::run()
{
    start(newBlock());
    for (const ParmVarDecl *param : decl_->parameters())
        locals_[param] = newObject(unit_.makeObject(param, BW_OBJECT_PARAM));
    param_count_ = static_cast<uint32_t>(objects_.size());
    for (const ParmVarDecl *param : decl_->parameters())
        vlaTypes(param->getType());
    stmt(decl_->getBody());
    if (open()) {
        At at(*this, SourceRange(decl_->getBody()->getEndLoc()));
        emit(BW_IR_RET, 0, 0);
        end();
    }
    settleLabels();
    return finish();
}

void Body::stmt(const Stmt *stmt)
{
    if (stmt == nullptr || failed_ != nullptr)
        return;
    Deeper deeper(*this);
    if (deeper)
        stmtInner(stmt);
}

void Body::stmtInner(const Stmt *stmt)
{
    if (const auto *expr = dyn_cast<Expr>(stmt))
        return effect(expr);
    At at(*this, stmt);
    if (const Stmt *deferred = compat::deferredBody(stmt))
        return scopes_.push_back({0, nullptr, deferred});
    switch (stmt->getStmtClass()) {
    case Stmt::NullStmtClass:
        return;
    case Stmt::CompoundStmtClass:
        return compound(cast<CompoundStmt>(stmt));
    case Stmt::DeclStmtClass:
        return declStmt(cast<DeclStmt>(stmt));
    case Stmt::IfStmtClass:
        return ifStmt(cast<IfStmt>(stmt));
    case Stmt::WhileStmtClass:
        return whileStmt(cast<WhileStmt>(stmt));
    case Stmt::DoStmtClass:
        return doStmt(cast<DoStmt>(stmt));
    case Stmt::ForStmtClass:
        return forStmt(cast<ForStmt>(stmt));
    case Stmt::SwitchStmtClass:
        return switchStmt(cast<SwitchStmt>(stmt));
    case Stmt::CaseStmtClass:
    case Stmt::DefaultStmtClass:
        return caseStmt(cast<SwitchCase>(stmt));
    case Stmt::ReturnStmtClass:
        return returnStmt(cast<ReturnStmt>(stmt));
    case Stmt::BreakStmtClass:
        return break_ != nullptr ? jump(*break_) : fail("break");
    case Stmt::ContinueStmtClass:
        return continue_ != nullptr ? jump(*continue_) : fail("continue");
    case Stmt::GotoStmtClass:
        return jump(labelOf(cast<GotoStmt>(stmt)->getLabel()));
    case Stmt::IndirectGotoStmtClass:
        return indirectGoto(cast<IndirectGotoStmt>(stmt));
    case Stmt::LabelStmtClass:
        bind(labelOf(cast<LabelStmt>(stmt)->getDecl()));
        return this->stmt(cast<LabelStmt>(stmt)->getSubStmt());
    case Stmt::AttributedStmtClass:
        return this->stmt(cast<AttributedStmt>(stmt)->getSubStmt());
    case Stmt::GCCAsmStmtClass:
    case Stmt::MSAsmStmtClass:
        return asmStmt(cast<AsmStmt>(stmt));
    case Stmt::SEHTryStmtClass:
        return lowerTry(cast<SEHTryStmt>(stmt));
    case Stmt::SEHLeaveStmtClass:
        return leave_try_ != nullptr ? jump(*leave_try_) : fail("leave");
    default:
        /* Whatever it does, it may do to everything: nothing after it would be sound. */
        unit_.reason(stmt->getStmtClassName());
        return fail("statement");
    }
}

void Body::compound(const CompoundStmt *stmt)
{
    Scope scope(*this, stmt->getRBracLoc());
    for (const Stmt *child : stmt->body())
        this->stmt(child);
}

/* ---- declarations --------------------------------------------------------------------------------------------- */

void Body::declStmt(const DeclStmt *stmt)
{
    for (const Decl *decl : stmt->decls()) {
        if (const auto *var = dyn_cast<VarDecl>(decl))
            localVar(var);
        else if (const auto *alias = dyn_cast<TypedefNameDecl>(decl))
            vlaTypes(alias->getUnderlyingType());
    }
}

void Body::localVar(const VarDecl *var)
{
    vlaTypes(var->getType());
    if (!var->hasLocalStorage())
        return;
    uint32_t object = newObject(unit_.makeObject(var, BW_OBJECT_LOCAL));
    locals_[var] = object;
    bool is_vla = context_.getAsVariableArrayType(var->getType()) != nullptr;
    {
        At at(*this, SourceRange(var->getLocation()));
        bw_ir_val size = is_vla ? vlaSize(var->getType()) : 0;
        emit(BW_IR_DECL, 0, 0, object, size);
    }
    const auto *cleanup = var->hasAttrs() ? var->getAttr<CleanupAttr>() : nullptr;
    enterObject(object, cleanup != nullptr ? cleanup->getFunctionDecl() : nullptr);
    if (const Expr *expr = var->getInit()) {
        At at(*this, expr);
        init(expr, placeAt(addressOf(object), var->getType()));
    }
}

/* ---- choices -------------------------------------------------------------------------------------------------- */

/* The text of BW_UNSAFE("text") { … }, which is `if (sizeof("bulwark::unsafe:" "text") == 0u) {} else { … }`. */
llvm::StringRef Body::unsafeReason(const IfStmt *stmt)
{
    if (!stmt->getIfLoc().isMacroID())
        return llvm::StringRef();
    const auto *equal = dyn_cast<BinaryOperator>(stmt->getCond()->IgnoreParenImpCasts());
    if (equal == nullptr || equal->getOpcode() != BO_EQ)
        return llvm::StringRef();
    const auto *size = dyn_cast<UnaryExprOrTypeTraitExpr>(equal->getLHS()->IgnoreParenImpCasts());
    if (size == nullptr || size->isArgumentType())
        return llvm::StringRef();
    const auto *text = dyn_cast<StringLiteral>(size->getArgumentExpr()->IgnoreParens());
    if (text == nullptr || text->getCharByteWidth() != 1 || !text->getString().starts_with("bulwark::unsafe:"))
        return llvm::StringRef();
    return text->getString();
}

/* A block that is lowered several times, such as one in a __finally, is still one. */
void Unit::unsafe(const IfStmt *stmt, const FunctionDecl *func, llvm::StringRef text)
{
    bw_unsafe block = {};
    unsigned raw = stmt->getIfLoc().getRawEncoding();
    text.consume_front("bulwark::unsafe:");
    (void)source.resolve({raw, raw}, &block.pos); /* without a place it is counted all the same */
    block.function = copy(func->getName());
    block.reason = copy(text);
    for (const bw_unsafe &other : unsafes)
        if (other.pos.file == block.pos.file && other.pos.begin == block.pos.begin &&
            strcmp(other.reason, block.reason) == 0)
            return;
    unsafes.push_back(block);
    count("unsafe");
}

void Body::ifStmt(const IfStmt *stmt)
{
    uint32_t done = newBlock();
    Scope scope(*this, stmt->getEndLoc());
    /* A chain of else if is one loop here: it may be long. */
    for (;;) {
        if (!unsafeReason(stmt).empty()) {
            unit_.unsafe(stmt, decl_, unsafeReason(stmt));
            unsafe_++;
            this->stmt(stmt->getElse());
            unsafe_--;
            break;
        }
        this->stmt(stmt->getInit());
        if (const DeclStmt *var = stmt->getConditionVariableDeclStmt())
            declStmt(var);
        uint32_t yes = newBlock(), no = newBlock();
        {
            At at(*this, stmt->getCond());
            cond(stmt->getCond(), yes, no);
        }
        start(yes);
        this->stmt(stmt->getThen());
        branch(done);
        start(no);
        const auto *next = dyn_cast_or_null<IfStmt>(stmt->getElse());
        if (next == nullptr) {
            this->stmt(stmt->getElse());
            break;
        }
        stmt = next;
    }
    start(done);
}

void Body::switchStmt(const SwitchStmt *stmt)
{
    Scope scope(*this, stmt->getEndLoc());
    this->stmt(stmt->getInit());
    if (const DeclStmt *var = stmt->getConditionVariableDeclStmt())
        declStmt(var);
    bw_ir_val on = value(stmt->getCond());
    SwitchFrame frame;
    frame.depth = scopes_.size();
    frame.outer = switch_;
    Label done = here();
    bw_ir_val inst;
    {
        At at(*this, stmt->getCond());
        inst = emit(BW_IR_SWITCH, 0, 0, on);
    }
    end();
    Label *outer_break = break_;
    switch_ = &frame;
    break_ = &done;
    this->stmt(stmt->getBody());
    switch_ = frame.outer;
    break_ = outer_break;
    branch(done.block);
    uint32_t fallback = frame.default_block != 0 ? frame.default_block : done.block;
    if (frame.default_block == 0 && stmt->isAllEnumCasesCovered())
        insts_[inst].flags |= BW_INST_EXHAUSTIVE;
    if (on != 0 && isConst(on)) {
        int64_t known = constValue(on);
        for (const SwitchCaseRange &range : frame.cases)
            if (range.lo <= known && known <= range.hi)
                fallback = range.block;
        insts_[inst].op = BW_IR_BR;
        insts_[inst].a = fallback;
    } else {
        insts_[inst].extra = static_cast<uint32_t>(extra_.size());
        extra_.push_back(static_cast<uint32_t>(frame.cases.size()));
        extra_.push_back(fallback);
        for (const SwitchCaseRange &range : frame.cases) {
            uint64_t lo = static_cast<uint64_t>(range.lo), hi = static_cast<uint64_t>(range.hi);
            extra_.insert(extra_.end(), {static_cast<uint32_t>(lo), static_cast<uint32_t>(lo >> 32),
                                         static_cast<uint32_t>(hi), static_cast<uint32_t>(hi >> 32), range.block});
        }
    }
    start(done.block);
}

static bool caseValue(const Expr *expr, const ASTContext &context, int64_t *ret_value)
{
    llvm::APSInt known = expr->EvaluateKnownConstInt(context);
    if (known.getSignificantBits() > 64 && known.getActiveBits() > 64)
        return false;
    *ret_value = known.isSigned() ? known.getExtValue() : static_cast<int64_t>(known.getZExtValue());
    return true;
}

void Body::caseStmt(const SwitchCase *stmt)
{
    SwitchFrame *frame = switch_;
    if (frame == nullptr)
        return fail("case");
    uint32_t block = newBlock(), target = block;
    branch(block);
    if (scopes_.size() > frame->depth) {
        /* The jump passes declarations in the body of the switch: their objects live from here. */
        target = newBlock();
        start(target);
        transfer(Entries(scopes_.begin(), scopes_.begin() + frame->depth), Entries(scopes_), block);
    }
    start(block);
    for (;;) {
        if (const auto *one = dyn_cast<CaseStmt>(stmt)) {
            SwitchCaseRange range = {0, 0, target};
            bool known = caseValue(one->getLHS(), context_, &range.lo);
            range.hi = range.lo;
            if (known && one->getRHS() != nullptr)
                known = caseValue(one->getRHS(), context_, &range.hi);
            if (!known)
                return fail("wide-case");
            if (range.lo <= range.hi)
                frame->cases.push_back(range);
        } else {
            frame->default_block = target;
        }
        const auto *next = dyn_cast_or_null<SwitchCase>(stmt->getSubStmt());
        if (next == nullptr)
            break;
        stmt = next;
    }
    this->stmt(stmt->getSubStmt());
}

/* ---- loops ---------------------------------------------------------------------------------------------------- */

void Body::loopBody(const Stmt *body, Label *on_break, Label *on_continue)
{
    Label *outer_break = break_, *outer_continue = continue_;
    break_ = on_break;
    continue_ = on_continue;
    stmt(body);
    break_ = outer_break;
    continue_ = outer_continue;
}

void Body::whileStmt(const WhileStmt *stmt)
{
    Label done = here(), again = here();
    uint32_t body = newBlock();
    start(again.block);
    {
        At at(*this, stmt->getCond());
        cond(stmt->getCond(), body, done.block, BW_INST_LOOP);
    }
    start(body);
    loopBody(stmt->getBody(), &done, &again);
    branch(again.block);
    start(done.block);
}

void Body::doStmt(const DoStmt *stmt)
{
    Label done = here(), again = here();
    uint32_t body = newBlock();
    start(body);
    loopBody(stmt->getBody(), &done, &again);
    start(again.block);
    {
        At at(*this, stmt->getCond());
        cond(stmt->getCond(), body, done.block, BW_INST_LOOP);
    }
    start(done.block);
}

void Body::forStmt(const ForStmt *stmt)
{
    Scope scope(*this, stmt->getEndLoc());
    this->stmt(stmt->getInit());
    Label done = here(), step = here();
    uint32_t head = newBlock(), body = newBlock();
    start(head);
    if (stmt->getCond() != nullptr) {
        At at(*this, stmt->getCond());
        cond(stmt->getCond(), body, done.block, BW_INST_LOOP);
    }
    start(body);
    loopBody(stmt->getBody(), &done, &step);
    start(step.block);
    if (stmt->getInc() != nullptr)
        effect(stmt->getInc());
    branch(head);
    start(done.block);
}

/* ---- the rest ------------------------------------------------------------------------------------------------- */

void Body::returnStmt(const ReturnStmt *stmt)
{
    bw_ir_val result = 0;
    if (const Expr *expr = stmt->getRetValue()) {
        if (expr->getType()->isVoidType())
            effect(expr);
        else
            result = isRecordLike(expr->getType()) ? record(expr) : value(expr);
    }
    if (!open())
        return;
    /* RET ends every object of the function; only what scopes have to run stands before it. */
    Entries saved = scopes_;
    while (!scopes_.empty() && open()) {
        Entry entry = scopes_.pop_back_val();
        if (entry.cleanup != nullptr || entry.finally != nullptr)
            leave(entry);
    }
    scopes_ = saved;
    if (!open())
        return;
    emit(BW_IR_RET, 0, result != 0 ? types_.of(decl_->getReturnType()) : 0, result);
    end();
}

void Body::asmStmt(const AsmStmt *stmt)
{
    llvm::SmallVector<uint32_t, 8> operands;
    for (unsigned i = 0; i < stmt->getNumOutputs(); i++)
        operands.push_back(place(stmt->getOutputExpr(i)).ptr);
    for (unsigned i = 0; i < stmt->getNumInputs(); i++) {
        const Expr *input = stmt->getInputExpr(i);
        bw_ir_val operand = this->operand(input);
        if (operand != 0)
            operands.push_back(operand);
    }
    emit(BW_IR_ASM, 0, 0, 0, 0, 0, list(operands));
    const auto *gcc = dyn_cast<GCCAsmStmt>(stmt);
    if (gcc == nullptr || !gcc->isAsmGoto())
        return;
    for (unsigned i = 0; i < gcc->getNumLabels() && open(); i++)
        jumpWhen(opaque("asm-goto", types_.intType()), labelOf(gcc->getLabelExpr(i)->getLabel()));
}

} // namespace bulwark
