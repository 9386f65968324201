// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values: expressions of scalar type.
#include "body.h"

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
    return constant(types_.of(expr->getType()), size);
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
    if (isa<DeclRefExpr>(expr) || isa<IntegerLiteral>(expr) || isa<StringLiteral>(expr) ||
        isa<UnaryExprOrTypeTraitExpr>(expr))
        return;
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

/* ---- operators ------------------------------------------------------------------------------------------------ */

bw_ir_val Body::unary(const UnaryOperator *expr, bool used)
{
    const Expr *sub = expr->getSubExpr();
    bw_ir_ref type = types_.of(expr->getType());
    switch (expr->getOpcode()) {
    case UO_PostInc:
    case UO_PostDec:
    case UO_PreInc:
    case UO_PreDec:
        return increment(expr, used);
    case UO_AddrOf: {
        bw_ir_val ptr = place(sub).ptr;
        return ptr != 0 ? convert(ptr, type) : 0;
    }
    case UO_Deref:
        return load(place(expr));
    case UO_Plus:
    case UO_Extension:
        return convert(value(sub), type);
    case UO_Minus:
    case UO_Not: {
        bw_ir_val a = value(sub);
        if (types_.is(type, BW_TYPE_FLOAT))
            return floating(type);
        if (isConst(a))
            return constant(type, expr->getOpcode() == UO_Minus ? uint64_t(0) - static_cast<uint64_t>(constValue(a))
                                                                : ~static_cast<uint64_t>(constValue(a)));
        return emit(BW_IR_UN, expr->getOpcode() == UO_Minus ? BW_UN_NEG : BW_UN_NOT, type, convert(a, type));
    }
    case UO_LNot: {
        int64_t known;
        if (fold(expr, &known))
            return constant(type, static_cast<uint64_t>(known));
        bw_ir_val a = value(sub);
        if (a != 0 && isConst(a))
            return constant(type, constValue(a) == 0);
        if (types_.is(type, BW_TYPE_FLOAT))
            return floating(type);
        return emit(BW_IR_UN, BW_UN_LNOT, type, a);
    }
    default:
        effect(sub);
        return types_.is(type, BW_TYPE_FLOAT) ? floating(type) : opaque("unary", type);
    }
}

static bw_ir_cmp comparison(BinaryOperatorKind kind)
{
    switch (kind) {
    case BO_EQ:
        return BW_CMP_EQ;
    case BO_NE:
        return BW_CMP_NE;
    case BO_LT:
        return BW_CMP_LT;
    case BO_LE:
        return BW_CMP_LE;
    case BO_GT:
        return BW_CMP_GT;
    default:
        return BW_CMP_GE;
    }
}

static bw_ir_bin operation(BinaryOperatorKind kind)
{
    switch (kind) {
    case BO_Add:
        return BW_BIN_ADD;
    case BO_Sub:
        return BW_BIN_SUB;
    case BO_Mul:
        return BW_BIN_MUL;
    case BO_Div:
        return BW_BIN_DIV;
    case BO_Rem:
        return BW_BIN_REM;
    case BO_Shl:
        return BW_BIN_SHL;
    case BO_Shr:
        return BW_BIN_SHR;
    case BO_And:
        return BW_BIN_AND;
    case BO_Or:
        return BW_BIN_OR;
    default:
        return BW_BIN_XOR;
    }
}

bw_ir_val Body::binaryOperator(const BinaryOperator *expr, bool used)
{
    BinaryOperatorKind kind = expr->getOpcode();
    if (kind == BO_Assign)
        return assign(expr, used);
    if (kind == BO_Comma) {
        effect(expr->getLHS());
        return value(expr->getRHS());
    }
    bw_ir_ref type = types_.of(expr->getType());
    if (expr->isLogicalOp() && !types_.is(type, BW_TYPE_FLOAT))
        return shortCircuit(expr);
    QualType left = expr->getLHS()->getType(), right = expr->getRHS()->getType();
    if (kind == BO_Sub && left->isPointerType() && right->isPointerType())
        return pointerDifference(expr);
    bw_ir_val a = value(expr->getLHS());
    bw_ir_val b = value(expr->getRHS());
    if (a == 0 || b == 0)
        return 0;
    if (types_.is(type, BW_TYPE_FLOAT))
        return floating(type);
    if (expr->isComparisonOp())
        return convert(compare(comparison(kind), a, b), type);
    if (expr->getType()->isPointerType() && expr->isAdditiveOp()) {
        if (!left->isPointerType())
            std::swap(a, b);
        return pointerStep(kind == BO_Sub ? BW_INDEX_MINUS : BW_INDEX_PLUS, a, b, expr->getType());
    }
    return arithmetic(kind, expr, a, b, type);
}

bw_ir_val Body::arithmetic(BinaryOperatorKind kind, const Expr *expr, bw_ir_val a, bw_ir_val b, bw_ir_ref type,
                           unsigned flags)
{
    if (types_.is(type, BW_TYPE_FLOAT))
        return floating(type);
    switch (kind) {
    case BO_Add:
    case BO_Sub:
    case BO_Mul:
    case BO_Div:
    case BO_Rem:
    case BO_Shl:
    case BO_Shr:
    case BO_And:
    case BO_Or:
    case BO_Xor:
        return binary(operation(kind), type, a, b, flags);
    default:
        return opaque("binary", type);
    }
}

/* The pointee when it is, after all variable dimensions, of a fixed size; else the pointer steps by bytes. */
static const VariableArrayType *variablePointee(QualType pointer, const ASTContext &context)
{
    return context.getAsVariableArrayType(pointer->getPointeeType());
}

bw_ir_val Body::pointerStep(bw_ir_index kind, bw_ir_val ptr, bw_ir_val count, QualType pointer, unsigned flags)
{
    bw_ir_ref type = types_.of(pointer);
    QualType pointee = pointer->getPointeeType();
    if (const VariableArrayType *variable = variablePointee(pointer, context_)) {
        QualType base = context_.getBaseElementType(QualType(variable, 0));
        bw_ir_val scale = binary(BW_BIN_DIV, types_.sizeType(), vlaSize(QualType(variable, 0)),
                                 constant(types_.sizeType(), static_cast<uint64_t>(
                                                                 context_.getTypeSizeInChars(base).getQuantity())));
        bw_ir_val total = binary(BW_BIN_MUL, types_.sizeType(), count, scale);
        bw_ir_ref flat = types_.pointerTo(types_.of(base));
        return convert(index(kind, convert(ptr, flat), total, flat, flags), type);
    }
    if (pointee->isVoidType() || pointee->isFunctionType())
        return convert(index(kind, convert(ptr, types_.bytePointer()), count, types_.bytePointer(), flags), type);
    return index(kind, convert(ptr, type), count, type, flags);
}

bw_ir_val Body::pointerDifference(const BinaryOperator *expr)
{
    bw_ir_val a = value(expr->getLHS()), b = value(expr->getRHS());
    QualType pointer = expr->getLHS()->getType();
    QualType pointee = pointer->getPointeeType();
    bw_ir_ref type = types_.of(expr->getType());
    if (const VariableArrayType *variable = variablePointee(pointer, context_)) {
        bw_ir_val bytes = emit(BW_IR_PTRDIFF, 0, type, convert(a, types_.bytePointer()), convert(b, types_.bytePointer()));
        return binary(BW_BIN_DIV, type, bytes, vlaSize(QualType(variable, 0)));
    }
    if (pointee->isVoidType() || pointee->isFunctionType()) {
        a = convert(a, types_.bytePointer());
        b = convert(b, types_.bytePointer());
    } else {
        b = convert(b, typeOf(a));
    }
    return emit(BW_IR_PTRDIFF, 0, type, a, b);
}

/* ---- assignments ---------------------------------------------------------------------------------------------- */

/* The value of an assignment to a record is its address. */
bw_ir_val Body::assign(const BinaryOperator *expr, bool used)
{
    const Expr *left = expr->getLHS();
    if (isRecordLike(left->getType())) {
        Place to = place(left);
        At at(*this, expr);
        recordInto(expr->getRHS(), to.ptr, false);
        return to.ptr;
    }
    bw_ir_val from = value(expr->getRHS());
    Place to = place(left);
    if (from == 0 || to.ptr == 0)
        return 0;
    At at(*this, expr);
    from = convert(from, to.type);
    store(to, from);
    if (!used)
        return 0;
    return to.field != 0 ? load(to) : from; /* a bit-field yields what fits into it */
}

bw_ir_val Body::compoundAssign(const CompoundAssignOperator *expr, bool used)
{
    BinaryOperatorKind kind = BinaryOperator::getOpForCompoundAssignment(expr->getOpcode());
    bw_ir_val by = value(expr->getRHS());
    Place to = place(expr->getLHS());
    if (by == 0 || to.ptr == 0)
        return 0;
    At at(*this, expr);
    bw_ir_val old = load(to);
    unsigned flags = kind == BO_Add || kind == BO_Sub ? unsigned(BW_INST_COMPOUND) : 0;
    bw_ir_val made;
    if (expr->getLHS()->getType()->isPointerType()) {
        made = pointerStep(kind == BO_Sub ? BW_INDEX_MINUS : BW_INDEX_PLUS, old, by, expr->getLHS()->getType(), flags);
    } else {
        bw_ir_ref type = types_.of(expr->getComputationResultType());
        old = convert(old, types_.of(expr->getComputationLHSType()));
        made = arithmetic(kind, expr, old, by, type, flags);
    }
    made = convert(made, to.type);
    store(to, made);
    if (!used)
        return 0;
    return to.field != 0 ? load(to) : made;
}

bw_ir_val Body::increment(const UnaryOperator *expr, bool used)
{
    const Expr *sub = expr->getSubExpr();
    Place to = place(sub);
    if (to.ptr == 0)
        return 0;
    At at(*this, expr);
    bw_ir_val old = load(to), made;
    bool up = expr->isIncrementOp();
    bw_ir_type type = types_.at(to.type);
    if (type.kind == BW_TYPE_POINTER) {
        made = pointerStep(up ? BW_INDEX_PLUS : BW_INDEX_MINUS, old, constant(types_.intType(), 1),
                           sub->getType().getAtomicUnqualifiedType(), BW_INST_COMPOUND);
    } else if (type.kind == BW_TYPE_BOOL) {
        made = up ? constant(to.type, 1) : convert(emit(BW_IR_UN, BW_UN_LNOT, types_.intType(), old), to.type);
    } else if (type.kind == BW_TYPE_FLOAT) {
        made = floating(to.type);
    } else {
        /* Narrow ones are promoted first, bit-fields by their own width. */
        uint32_t bits = to.field != 0 ? module_.fields.at[to.field].width_bits : type.bits;
        bw_ir_ref wide = bits < types_.at(types_.intType()).bits ? types_.intType() : to.type;
        made = binary(up ? BW_BIN_ADD : BW_BIN_SUB, wide, convert(old, wide), constant(wide, 1), BW_INST_COMPOUND);
        made = convert(made, to.type);
    }
    store(to, made);
    if (!used)
        return 0;
    return expr->isPostfix() ? old : to.field != 0 ? load(to) : made;
}

} // namespace bulwark
