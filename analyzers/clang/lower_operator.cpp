// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operators on scalar values, and the assignments among them.
#include "body.h"

using namespace clang;

namespace bulwark {

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
    if (types_.is(type, BW_TYPE_FLOAT) && kind != BO_Div)
        return floating(type);
    if (expr->isComparisonOp())
        return convert(compare(comparison(kind), a, b), type);
    if (expr->getType()->isPointerType() && expr->isAdditiveOp()) {
        if (!left->isPointerType())
            std::swap(a, b);
        return pointerStep(kind == BO_Sub ? BW_INDEX_MINUS : BW_INDEX_PLUS, a, b, expr->getType());
    }
    return arithmetic(kind, a, b, type);
}

bw_ir_val Body::arithmetic(BinaryOperatorKind kind, bw_ir_val a, bw_ir_val b, bw_ir_ref type, unsigned flags)
{
    if (types_.is(type, BW_TYPE_FLOAT) && kind != BO_Div)
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
        made = arithmetic(kind, old, by, type, flags);
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
