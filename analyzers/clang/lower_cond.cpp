// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditions: what a branch depends on is never a value first. Also the operators that choose what is evaluated.
#include "body.h"

using namespace clang;

namespace bulwark {

/* Constants that cost nothing to know, so that the arms of kernel macros which can't be taken are not lowered. */
bool Body::fold(const Expr *expr, int64_t *ret_value, unsigned depth)
{
    if (depth > 16)
        return false;
    expr = expr->IgnoreParens();
    if (const auto *literal = dyn_cast<IntegerLiteral>(expr)) {
        if (literal->getValue().getActiveBits() > 63)
            return false;
        *ret_value = static_cast<int64_t>(literal->getValue().getZExtValue());
        return true;
    }
    if (const auto *ref = dyn_cast<DeclRefExpr>(expr)) {
        const auto *constant = dyn_cast<EnumConstantDecl>(ref->getDecl());
        if (constant == nullptr || constant->getInitVal().getSignificantBits() > 63)
            return false;
        *ret_value = constant->getInitVal().getExtValue();
        return true;
    }
    if (const auto *constant = dyn_cast<ConstantExpr>(expr))
        return fold(constant->getSubExpr(), ret_value, depth + 1);
    if (const auto *cast = dyn_cast<CastExpr>(expr)) {
        int64_t inner;
        if (!fold(cast->getSubExpr(), &inner, depth + 1))
            return false;
        if (cast->getCastKind() == CK_IntegralToBoolean)
            inner = inner != 0;
        else if (cast->getCastKind() != CK_NoOp &&
                 !(cast->getCastKind() == CK_IntegralCast && inner >= 0 && inner <= 127))
            return false;
        *ret_value = inner;
        return true;
    }
    if (const auto *unary = dyn_cast<UnaryOperator>(expr)) {
        int64_t inner;
        if (!fold(unary->getSubExpr(), &inner, depth + 1))
            return false;
        if (unary->getOpcode() == UO_LNot)
            *ret_value = inner == 0;
        else if (unary->getOpcode() == UO_Plus || unary->getOpcode() == UO_Extension)
            *ret_value = inner;
        else
            return false;
        return true;
    }
    if (const auto *op = dyn_cast<BinaryOperator>(expr)) {
        if (!op->isLogicalOp())
            return false;
        bool stops = op->getOpcode() == BO_LOr;
        int64_t a = 0;
        if (!fold(op->getLHS(), &a, depth + 1))
            return false;
        if ((a != 0) == stops) {
            *ret_value = stops;
            return true;
        }
        if (!fold(op->getRHS(), &a, depth + 1))
            return false;
        *ret_value = a != 0;
        return true;
    }
    if (const auto *choose = dyn_cast<ChooseExpr>(expr))
        return fold(choose->getChosenSubExpr(), ret_value, depth + 1);
    if (const auto *trait = dyn_cast<TypeTraitExpr>(expr)) {
        *ret_value = compat::traitValue(trait);
        return true;
    }
    if (const auto *call = dyn_cast<CallExpr>(expr)) {
        unsigned id = call->getBuiltinCallee();
        if (id == Builtin::BI__builtin_expect || id == Builtin::BI__builtin_expect_with_probability)
            return fold(call->getArg(0), ret_value, depth + 1);
        if (id != Builtin::BI__builtin_constant_p)
            return false;
        Expr::EvalResult result;
        *ret_value = expr->EvaluateAsInt(result, context_) && result.Val.getInt().getBoolValue();
        return true;
    }
    return false;
}

/* What has the same truth as expr and is nearer to the comparison in it. */
static const Expr *sameTruth(const Expr *expr, const ASTContext &context)
{
    for (;;) {
        expr = expr->IgnoreParens();
        if (const auto *cast = dyn_cast<CastExpr>(expr)) {
            QualType from = cast->getSubExpr()->getType(), to = cast->getType();
            bool widens = cast->getCastKind() == CK_IntegralCast && from->isIntegerType() && to->isIntegerType() &&
                          context.getIntWidth(to) >= context.getIntWidth(from);
            if (!widens && cast->getCastKind() != CK_IntegralToBoolean && cast->getCastKind() != CK_PointerToBoolean &&
                cast->getCastKind() != CK_NoOp)
                return expr;
            expr = cast->getSubExpr();
        } else if (const auto *call = dyn_cast<CallExpr>(expr)) {
            unsigned id = call->getBuiltinCallee();
            if (id != Builtin::BI__builtin_expect && id != Builtin::BI__builtin_expect_with_probability)
                return expr;
            expr = call->getArg(0);
        } else if (const auto *unary = dyn_cast<UnaryOperator>(expr)) {
            if (unary->getOpcode() != UO_Extension)
                return expr;
            expr = unary->getSubExpr();
        } else {
            return expr;
        }
    }
}

void Body::cond(const Expr *expr, uint32_t yes, uint32_t no, unsigned flags)
{
    Deeper deeper(*this);
    if (!deeper)
        return;
    expr = sameTruth(expr, context_);
    int64_t known;
    if (fold(expr, &known))
        return branch(known != 0 ? yes : no);
    if (const auto *unary = dyn_cast<UnaryOperator>(expr))
        if (unary->getOpcode() == UO_LNot)
            return cond(unary->getSubExpr(), no, yes, flags);
    if (const auto *op = dyn_cast<BinaryOperator>(expr)) {
        if (op->isLogicalOp()) {
            uint32_t next = newBlock();
            bool is_and = op->getOpcode() == BO_LAnd;
            cond(op->getLHS(), is_and ? next : yes, is_and ? no : next, flags);
            start(next);
            return cond(op->getRHS(), yes, no, flags);
        }
        if (op->getOpcode() == BO_Comma) {
            effect(op->getLHS());
            return cond(op->getRHS(), yes, no, flags);
        }
    }
    if (const auto *choose = dyn_cast<ConditionalOperator>(expr)) {
        uint32_t first = newBlock(), second = newBlock();
        cond(choose->getCond(), first, second, flags);
        start(first);
        cond(choose->getTrueExpr(), yes, no, flags);
        start(second);
        return cond(choose->getFalseExpr(), yes, no, flags);
    }
    bw_ir_val test = value(expr);
    if (!open())
        return;
    At at(*this, expr);
    if (test != 0 && types_.is(typeOf(test), BW_TYPE_FLOAT))
        test = compare(BW_CMP_NE, test, constant(typeOf(test), 0));
    branch(test, yes, no, flags);
}

bw_ir_val Body::shortCircuit(const BinaryOperator *expr)
{
    At at(*this, expr);
    bw_ir_ref type = types_.of(expr->getType());
    int64_t known;
    if (fold(expr, &known))
        return constant(type, static_cast<uint64_t>(known));
    uint32_t result = temp(type);
    uint32_t yes = newBlock(), no = newBlock(), done = newBlock();
    cond(expr, yes, no);
    start(yes);
    store({addressOf(result), type, 0, false}, constant(type, 1));
    branch(done);
    start(no);
    store({addressOf(result), type, 0, false}, zero(type));
    start(done);
    return load({addressOf(result), type, 0, false});
}

/* c ? a : b and a ?: b, of scalar or void type. */
bw_ir_val Body::choice(const AbstractConditionalOperator *expr)
{
    At at(*this, expr);
    if (const auto *elvis = dyn_cast<BinaryConditionalOperator>(expr))
        bound_[elvis->getOpaqueValue()] = value(elvis->getCommon());
    int64_t known;
    if (fold(expr->getCond(), &known))
        return value(known != 0 ? expr->getTrueExpr() : expr->getFalseExpr());
    bool is_void = expr->getType()->isVoidType();
    bw_ir_ref type = types_.of(expr->getType());
    uint32_t result = is_void ? 0 : temp(type);
    uint32_t yes = newBlock(), no = newBlock(), done = newBlock();
    cond(expr->getCond(), yes, no);
    const Expr *arms[] = {expr->getTrueExpr(), expr->getFalseExpr()};
    for (unsigned i = 0; i < 2; i++) {
        start(i == 0 ? yes : no);
        if (is_void) {
            effect(arms[i]);
        } else {
            bw_ir_val chosen = value(arms[i]);
            if (open() && chosen != 0)
                store({addressOf(result), type, 0, false}, chosen);
        }
        branch(done);
    }
    start(done);
    return is_void ? 0 : load({addressOf(result), type, 0, false});
}

} // namespace bulwark
