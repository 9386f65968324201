// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values: expressions of scalar type.
#include "body.h"

#include "clang/Basic/Builtins.h"

#include <cmath>

using namespace clang;

namespace bulwark {

bw_ir_val Body::value(const Expr *expr)
{
    if (failed_ != nullptr)
        return 0;
    Deeper deeper(*this);
    if (!deeper)
        return 0;
    At at(*this, expr);
    bw_ir_val result = valueInner(expr);
    if (result == 0 && failed_ == nullptr && !expr->getType()->isVoidType())
        result = opaque("value", types_.of(expr->getType()));
    return result;
}

bw_ir_val Body::valueInner(const Expr *expr)
{
    switch (expr->getStmtClass()) {
    case Stmt::ParenExprClass:
        return value(cast<ParenExpr>(expr)->getSubExpr());
    case Stmt::ConstantExprClass:
        return value(cast<ConstantExpr>(expr)->getSubExpr());
    case Stmt::ExprWithCleanupsClass:
        return value(cast<ExprWithCleanups>(expr)->getSubExpr());
    case Stmt::GenericSelectionExprClass:
        return value(cast<GenericSelectionExpr>(expr)->getResultExpr());
    case Stmt::ChooseExprClass:
        return value(cast<ChooseExpr>(expr)->getChosenSubExpr());
    case Stmt::IntegerLiteralClass: {
        const llvm::APInt &literal = cast<IntegerLiteral>(expr)->getValue();
        if (literal.getActiveBits() > 64)
            return opaque("wide-constant", types_.of(expr->getType()));
        return constant(types_.of(expr->getType()), literal.getZExtValue());
    }
    case Stmt::CharacterLiteralClass:
        return constant(types_.of(expr->getType()), cast<CharacterLiteral>(expr)->getValue());
    case Stmt::CXXBoolLiteralExprClass:
        return constant(types_.of(expr->getType()), cast<CXXBoolLiteralExpr>(expr)->getValue());
    case Stmt::CXXNullPtrLiteralExprClass:
    case Stmt::GNUNullExprClass:
    case Stmt::ImplicitValueInitExprClass:
        return zero(types_.of(expr->getType()));
    case Stmt::FloatingLiteralClass:
        if (cast<FloatingLiteral>(expr)->getValue().isPosZero())
            return zero(types_.of(expr->getType()));
        return floating(types_.of(expr->getType()));
    case Stmt::ImaginaryLiteralClass:
    case Stmt::FixedPointLiteralClass:
        return floating(types_.of(expr->getType()));
    case Stmt::DeclRefExprClass:
        if (const auto *constant = dyn_cast<EnumConstantDecl>(cast<DeclRefExpr>(expr)->getDecl())) {
            llvm::APSInt known = constant->getInitVal();
            return this->constant(types_.of(expr->getType()), static_cast<uint64_t>(known.extOrTrunc(64).getExtValue()));
        }
        return load(place(expr));
    case Stmt::ImplicitCastExprClass:
    case Stmt::CStyleCastExprClass:
        return castExpr(cast<CastExpr>(expr));
    case Stmt::UnaryOperatorClass:
        return unary(cast<UnaryOperator>(expr), true);
    case Stmt::BinaryOperatorClass:
        return binaryOperator(cast<BinaryOperator>(expr), true);
    case Stmt::CompoundAssignOperatorClass:
        return compoundAssign(cast<CompoundAssignOperator>(expr), true);
    case Stmt::ConditionalOperatorClass:
    case Stmt::BinaryConditionalOperatorClass:
        return choice(cast<AbstractConditionalOperator>(expr));
    case Stmt::CallExprClass:
        return call(cast<CallExpr>(expr), 0);
    case Stmt::AtomicExprClass:
        return atomic(cast<AtomicExpr>(expr), 0);
    case Stmt::StmtExprClass:
        return stmtExpr(cast<StmtExpr>(expr), 0, true);
    case Stmt::UnaryExprOrTypeTraitExprClass:
        return sizeOf(cast<UnaryExprOrTypeTraitExpr>(expr));
    case Stmt::OffsetOfExprClass:
        return offsetOf(cast<OffsetOfExpr>(expr));
    case Stmt::TypeTraitExprClass:
        return constant(types_.of(expr->getType()), compat::traitValue(cast<TypeTraitExpr>(expr)));
    case Stmt::SourceLocExprClass:
        return constantOf(expr, "source-loc");
    case Stmt::InitListExprClass: {
        const auto *list = cast<InitListExpr>(expr);
        bw_ir_ref type = types_.of(expr->getType());
        if (types_.is(type, BW_TYPE_FLOAT)) {
            for (const Expr *init : list->inits())
                effect(init);
            return floating(type);
        }
        return list->getNumInits() == 1 ? value(list->getInit(0)) : zero(type);
    }
    case Stmt::OpaqueValueExprClass: {
        const auto *opaque_value = cast<OpaqueValueExpr>(expr);
        auto found = bound_.find(opaque_value);
        if (found != bound_.end())
            return found->second;
        return opaque_value->getSourceExpr() != nullptr ? value(opaque_value->getSourceExpr()) : 0;
    }
    case Stmt::AddrLabelExprClass:
        return opaque("label-address", types_.of(expr->getType()));
    case Stmt::VAArgExprClass: {
        bw_ir_val list = operand(cast<VAArgExpr>(expr)->getSubExpr());
        return opaque("va-arg", types_.of(expr->getType()), list);
    }
    case Stmt::BuiltinBitCastExprClass: { /* the same bytes, read as another type */
        Place bytes = place(cast<BuiltinBitCastExpr>(expr)->getSubExpr());
        bw_ir_ref type = types_.of(expr->getType());
        return load({convert(bytes.ptr, types_.pointerTo(type)), type, 0, bytes.is_volatile});
    }
    case Stmt::MemberExprClass: /* of a record that is no lvalue, such as f().x */
    case Stmt::ArraySubscriptExprClass:
        return load(place(expr));
    default:
        if (expr->isGLValue())
            return load(place(expr));
        return unknown(expr, expr->getStmtClassName());
    }
}

/* `(long)sqrt((double)INT_MAX)`, which is what people write to keep a square in its type; Clang folds all of it but the
 * root. False: it is something else. */
bool Body::constantRoot(const Expr *expr, int64_t *ret_value)
{
    const auto *call = dyn_cast<CallExpr>(expr->IgnoreParenImpCasts());
    if (call == nullptr || call->getNumArgs() != 1)
        return false;
    llvm::APFloat argument(0.0);
    switch (call->getBuiltinCallee()) {
    case Builtin::BIsqrt:
    case Builtin::BIsqrtf:
    case Builtin::BIsqrtl:
    case Builtin::BI__builtin_sqrt:
    case Builtin::BI__builtin_sqrtf:
    case Builtin::BI__builtin_sqrtl:
        break;
    default:
        return false;
    }
    bool inexact;
    if (!call->getArg(0)->EvaluateAsFloat(argument, context_))
        return false;
    argument.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmTowardZero, &inexact);
    double root = std::sqrt(argument.convertToDouble());
    if (!(root >= 0 && root < 9e15)) /* beyond, a double holds no units */
        return false;
    *ret_value = static_cast<int64_t>(root);
    return true;
}

/* What Clang can do and the lowering does not know: its parts are evaluated, its value is any. */
bw_ir_val Body::unknown(const Expr *expr, llvm::StringRef reason)
{
    bw_ir_ref type = types_.of(expr->getType());
    for (const Stmt *child : expr->children())
        if (const auto *part = dyn_cast_or_null<Expr>(child))
            effect(part);
    return types_.is(type, BW_TYPE_FLOAT) ? floating(type) : opaque(reason, type);
}

bw_ir_val Body::constantOf(const Expr *expr, const char *reason)
{
    Expr::EvalResult result;
    bw_ir_ref type = types_.of(expr->getType());
    if (!expr->getType()->isIntegralOrEnumerationType() || !expr->EvaluateAsInt(result, context_) ||
        result.Val.getInt().getBitWidth() > 64)
        return opaque(reason, type);
    const llvm::APSInt &known = result.Val.getInt();
    return constant(type, known.isSigned() ? static_cast<uint64_t>(known.getSExtValue()) : known.getZExtValue());
}

bw_ir_val Body::sizeOf(const UnaryExprOrTypeTraitExpr *expr)
{
    if (expr->getKind() != UETT_SizeOf)
        return constantOf(expr, "type-trait");
    QualType type = expr->getTypeOfArgument();
    if (type->isVariableArrayType()) {
        if (!expr->isArgumentType())
            effect(expr->getArgumentExpr());
        return convert(vlaSize(type), types_.of(expr->getType()));
    }
    uint64_t size = type->isVoidType() || type->isFunctionType()
                        ? 1
                        : static_cast<uint64_t>(context_.getTypeSizeInChars(type).getQuantity());
    bw_ir_val result = constant(types_.of(expr->getType()), size);
    if (!expr->isArgumentType() && type->isPointerType())
        insts_[result].flags |= BW_INST_POINTER_SIZE;
    return result;
}

/*
 * What `(void)sizeof(!(cond))` in a macro holds: an assertion whose check was compiled out keeps its condition there, so
 * that its variables count as used. Only with the ! in the macro itself: a plain sizeof(cond) is written for conditions
 * that must hold and for such as must not.
 */
const Expr *Body::compiledOutAssert(const UnaryExprOrTypeTraitExpr *expr) const
{
    if (expr->getKind() != UETT_SizeOf || expr->isArgumentType())
        return nullptr;
    const auto *refused = dyn_cast<UnaryOperator>(expr->getArgumentExpr()->IgnoreParens());
    if (refused == nullptr || refused->getOpcode() != UO_LNot ||
        !context_.getSourceManager().isMacroBodyExpansion(refused->getOperatorLoc()))
        return nullptr;
    return refused->getSubExpr();
}

/* offsetof(struct s, a[i].b): the sum of its steps. */
bw_ir_val Body::offsetOf(const OffsetOfExpr *expr)
{
    bw_ir_ref type = types_.of(expr->getType());
    QualType at = expr->getTypeSourceInfo()->getType();
    uint64_t fixed = 0;
    bw_ir_val steps = 0;
    for (unsigned i = 0; i < expr->getNumComponents(); i++) {
        const OffsetOfNode &node = expr->getComponent(i);
        if (node.getKind() == OffsetOfNode::Field) {
            const FieldDecl *field = node.getField();
            bw_ir_ref ref = types_.field(field); /* may make room for more */
            fixed += module_.fields.at[ref].offset_bits / 8;
            at = field->getType();
        } else if (node.getKind() == OffsetOfNode::Array && context_.getAsArrayType(at) != nullptr) {
            at = context_.getAsArrayType(at)->getElementType();
            bw_ir_val count = value(expr->getIndexExpr(node.getArrayExprIndex()));
            if (count == 0)
                return 0;
            uint64_t size = static_cast<uint64_t>(context_.getTypeSizeInChars(at).getQuantity());
            if (isConst(count)) {
                fixed += static_cast<uint64_t>(constValue(count)) * size;
                continue;
            }
            bw_ir_val step = binary(BW_BIN_MUL, type, count, constant(type, size));
            steps = steps != 0 ? binary(BW_BIN_ADD, type, steps, step) : step;
        } else {
            return constantOf(expr, "offsetof");
        }
    }
    bw_ir_val start = constant(type, fixed);
    return steps != 0 ? binary(BW_BIN_ADD, type, start, steps) : start;
}

/* ---- without a value ------------------------------------------------------------------------------------------ */

void Body::effect(const Expr *expr)
{
    if (failed_ != nullptr)
        return;
    Deeper deeper(*this);
    if (!deeper)
        return;
    expr = expr->IgnoreParens();
    At at(*this, expr);
    if (const auto *cast_expr = dyn_cast<CastExpr>(expr)) {
        CastKind kind = cast_expr->getCastKind();
        const Expr *sub = cast_expr->getSubExpr();
        if (kind == CK_LValueToRValue && sub->getType().isVolatileQualified() && !isRecordLike(sub->getType()))
            value(expr);
        else if (kind == CK_FunctionToPointerDecay || kind == CK_BuiltinFnToFnPtr)
            return;
        else
            effect(sub);
        return;
    }
    if (const auto *op = dyn_cast<UnaryOperator>(expr)) {
        if (op->isIncrementDecrementOp())
            increment(op, false);
        else
            effect(op->getSubExpr());
        return;
    }
    if (const auto *op = dyn_cast<CompoundAssignOperator>(expr)) {
        compoundAssign(op, false);
        return;
    }
    if (const auto *op = dyn_cast<BinaryOperator>(expr)) {
        if (op->getOpcode() == BO_Assign) {
            assign(op, false);
        } else if (op->isLogicalOp()) {
            uint32_t next = newBlock(), done = newBlock();
            bool is_and = op->getOpcode() == BO_LAnd;
            cond(op->getLHS(), is_and ? next : done, is_and ? done : next);
            start(next);
            effect(op->getRHS());
            start(done);
        } else {
            effect(op->getLHS());
            effect(op->getRHS());
        }
        return;
    }
    if (const auto *choose = dyn_cast<ConditionalOperator>(expr)) {
        uint32_t yes = newBlock(), no = newBlock(), done = newBlock();
        cond(choose->getCond(), yes, no);
        start(yes);
        effect(choose->getTrueExpr());
        branch(done);
        start(no);
        effect(choose->getFalseExpr());
        start(done);
        return;
    }
    if (const auto *block = dyn_cast<StmtExpr>(expr)) {
        stmtExpr(block, 0, false);
        return;
    }
    if (isa<DeclRefExpr>(expr) || isa<IntegerLiteral>(expr) || isa<StringLiteral>(expr))
        return;
    if (const auto *trait = dyn_cast<UnaryExprOrTypeTraitExpr>(expr)) {
        if (const Expr *fact = compiledOutAssert(trait))
            assume(fact);
        return;
    }
    if (expr->isGLValue())
        place(expr);
    else if (isRecordLike(expr->getType()))
        record(expr);
    else
        value(expr);
}

bw_ir_val Body::operand(const Expr *expr)
{
    if (expr->isGLValue())
        return place(expr).ptr;
    if (expr->getType()->isVoidType()) {
        effect(expr);
        return 0;
    }
    return isRecordLike(expr->getType()) ? record(expr) : value(expr);
}

/* ({ … }): its last statement's value stays valid after the objects of the block are gone. */
bw_ir_val Body::stmtExpr(const StmtExpr *expr, bw_ir_val into, bool used)
{
    const CompoundStmt *block = expr->getSubStmt();
    bool has_value = used && !expr->getType()->isVoidType();
    const Stmt *last = block->body_empty() ? nullptr : block->body_back();
    bw_ir_val result = 0;
    Scope scope(*this, block->getRBracLoc());
    for (const Stmt *child : block->body()) {
        if (!has_value || child != last) {
            stmt(child);
            continue;
        }
        /* The value may stand behind labels and attributes. */
        while (const auto *labelled = dyn_cast<ValueStmt>(child)) {
            if (const auto *label = dyn_cast<LabelStmt>(labelled)) {
                bind(labelOf(label->getDecl()));
                child = label->getSubStmt();
            } else if (const auto *attributed = dyn_cast<AttributedStmt>(labelled)) {
                child = attributed->getSubStmt();
            } else {
                break;
            }
        }
        const auto *final = dyn_cast<Expr>(child);
        if (final == nullptr)
            stmt(child);
        else if (into != 0)
            recordInto(final, into, false);
        else
            result = value(final);
    }
    return into != 0 ? into : result;
}

/* ---- conversions ---------------------------------------------------------------------------------------------- */

bw_ir_val Body::castExpr(const CastExpr *expr)
{
    const Expr *sub = expr->getSubExpr();
    bool is_explicit = isa<CStyleCastExpr>(expr);
    unsigned flags = is_explicit ? unsigned(BW_INST_EXPLICIT) : 0;
    bw_ir_ref type = types_.of(expr->getType());
    switch (expr->getCastKind()) {
    case CK_LValueToRValue: {
        if (!sub->isGLValue())
            return value(sub);
        At at(*this, sub);
        return load(place(sub));
    }
    case CK_ToVoid:
        effect(sub);
        return 0;
    case CK_NoOp:
    case CK_AtomicToNonAtomic:
    case CK_NonAtomicToAtomic:
        return convert(sub->isGLValue() ? load(place(sub)) : value(sub), type);
    case CK_ArrayToPointerDecay: {
        Place array = place(sub);
        At at(*this, expr);
        return castAs(BW_CAST_DECAY, array.ptr, type);
    }
    case CK_FunctionToPointerDecay:
    case CK_BuiltinFnToFnPtr:
        return place(sub).ptr;
    case CK_NullToPointer:
        effect(sub);
        return zero(type);
    case CK_BitCast:
    case CK_AddressSpaceConversion:
        if (types_.is(type, BW_TYPE_FLOAT))
            break;
        return convert(value(sub), type, flags);
    case CK_IntegralCast:
    case CK_BooleanToSignedIntegral:
    case CK_IntegralToBoolean:
    case CK_PointerToBoolean:
    case CK_FloatingToBoolean:
    case CK_PointerToIntegral:
    case CK_IntegralToPointer:
    case CK_FloatingToIntegral:
    case CK_IntegralToFloating:
    case CK_FloatingCast: {
        int64_t root;
        if (expr->getCastKind() == CK_FloatingToIntegral && constantRoot(sub, &root))
            return constant(type, static_cast<uint64_t>(root));
        bw_ir_val from = value(sub);
        if (from == 0)
            return 0;
        /* A cast that changes nothing of a literal is the literal. */
        if (is_explicit && isConst(from) && expr->getCastKind() == CK_IntegralCast) {
            bw_ir_val folded = constant(type, static_cast<uint64_t>(constValue(from)));
            if (constValue(folded) == constValue(from))
                return folded;
        }
        return convert(from, type, flags);
    }
    default:
        break;
    }
    if (sub->isGLValue())
        place(sub);
    else
        effect(sub);
    if (types_.is(type, BW_TYPE_FLOAT))
        return floating(type);
    return opaque(std::string("cast-") + expr->getCastKindName(), type);
}

} // namespace bulwark
