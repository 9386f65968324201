// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Places: expressions that name memory, and values too large to be one: records and arrays live at an address.
#include "body.h"

using namespace clang;

namespace bulwark {

Place Body::placeAt(bw_ir_val ptr, QualType type)
{
    Place made;
    made.ptr = ptr;
    made.type = types_.of(type);
    made.is_volatile = type.isVolatileQualified();
    return made;
}

Place Body::place(const Expr *expr)
{
    if (failed_ != nullptr)
        return Place();
    Deeper deeper(*this);
    if (!deeper)
        return Place();
    At at(*this, expr);
    Place made = placeInner(expr);
    if (made.ptr == 0 && failed_ == nullptr) {
        bw_ir_ref type = types_.of(expr->getType());
        made.ptr = opaque("place", types_.pointerTo(type));
        made.type = type;
    }
    return made;
}

Place Body::placeInner(const Expr *expr)
{
    switch (expr->getStmtClass()) {
    case Stmt::ParenExprClass:
        return place(cast<ParenExpr>(expr)->getSubExpr());
    case Stmt::ConstantExprClass:
        return place(cast<ConstantExpr>(expr)->getSubExpr());
    case Stmt::GenericSelectionExprClass:
        return place(cast<GenericSelectionExpr>(expr)->getResultExpr());
    case Stmt::ChooseExprClass:
        return place(cast<ChooseExpr>(expr)->getChosenSubExpr());
    case Stmt::DeclRefExprClass: {
        const ValueDecl *decl = cast<DeclRefExpr>(expr)->getDecl();
        if (const auto *func = dyn_cast<FunctionDecl>(decl)) {
            bw_ir_ref type = types_.of(func->getType());
            return {emit(BW_IR_FUNC, 0, types_.pointerTo(type), unit_.func(func)), type, 0, false};
        }
        const auto *var = dyn_cast<VarDecl>(decl);
        if (var == nullptr)
            return Place();
        if (!var->hasLocalStorage())
            return placeAt(addressOf(unit_.object(var)), expr->getType());
        auto found = locals_.find(var);
        if (found == locals_.end()) /* its declaration stands in code that is not reached */
            found = locals_.insert({var, newObject(unit_.makeObject(var, BW_OBJECT_LOCAL))}).first;
        return placeAt(addressOf(found->second), expr->getType());
    }
    case Stmt::MemberExprClass:
        return member(cast<MemberExpr>(expr));
    case Stmt::ArraySubscriptExprClass:
        return subscript(cast<ArraySubscriptExpr>(expr));
    case Stmt::UnaryOperatorClass: {
        const auto *op = cast<UnaryOperator>(expr);
        if (op->getOpcode() == UO_Deref)
            return placeAt(value(op->getSubExpr()), expr->getType());
        if (op->getOpcode() == UO_Extension)
            return place(op->getSubExpr());
        if (op->getOpcode() == UO_Real || op->getOpcode() == UO_Imag) {
            Place whole = place(op->getSubExpr());
            return placeAt(convert(whole.ptr, types_.pointerTo(types_.of(expr->getType()))), expr->getType());
        }
        break;
    }
    case Stmt::StringLiteralClass:
        return placeAt(addressOf(unit_.literal(cast<StringLiteral>(expr))), expr->getType());
    case Stmt::PredefinedExprClass:
        return place(cast<PredefinedExpr>(expr)->getFunctionName());
    case Stmt::CompoundLiteralExprClass: {
        const auto *literal = cast<CompoundLiteralExpr>(expr);
        uint32_t object = temp(types_.of(expr->getType()));
        emit(BW_IR_DECL, 0, 0, object);
        enterObject(object, nullptr);
        Place made = placeAt(addressOf(object), expr->getType());
        init(literal->getInitializer(), made);
        return made;
    }
    case Stmt::ImplicitCastExprClass:
    case Stmt::CStyleCastExprClass: {
        const auto *cast_expr = cast<CastExpr>(expr);
        if (!expr->isGLValue() || !cast_expr->getSubExpr()->isGLValue())
            break;
        Place made = place(cast_expr->getSubExpr());
        if (made.type != types_.of(expr->getType()))
            made = placeAt(convert(made.ptr, types_.pointerTo(types_.of(expr->getType()))), expr->getType());
        return made;
    }
    case Stmt::MaterializeTemporaryExprClass: {
        const Expr *made = cast<MaterializeTemporaryExpr>(expr)->getSubExpr();
        if (isRecordLike(made->getType()))
            return placeAt(record(made), expr->getType());
        Place into = placeAt(addressOf(temp(types_.of(made->getType()))), made->getType());
        store(into, value(made));
        return into;
    }
    case Stmt::OpaqueValueExprClass: {
        const auto *opaque_value = cast<OpaqueValueExpr>(expr);
        auto found = bound_.find(opaque_value);
        if (found != bound_.end())
            return placeAt(found->second, expr->getType());
        if (opaque_value->getSourceExpr() != nullptr)
            return place(opaque_value->getSourceExpr());
        break;
    }
    default:
        break;
    }
    if (isRecordLike(expr->getType()) && !expr->isGLValue())
        return placeAt(record(expr), expr->getType());
    for (const Stmt *child : expr->children())
        if (const auto *part = dyn_cast_or_null<Expr>(child))
            effect(part);
    bw_ir_ref type = types_.of(expr->getType());
    return {opaque(expr->getStmtClassName(), types_.pointerTo(type)), type, 0, false};
}

Place Body::member(const MemberExpr *expr)
{
    const Expr *base = expr->getBase();
    bw_ir_val ptr;
    bool is_volatile = expr->getType().isVolatileQualified();
    if (expr->isArrow())
        ptr = value(base);
    else
        ptr = base->isGLValue() ? place(base).ptr : record(base);
    const auto *field = dyn_cast<FieldDecl>(expr->getMemberDecl());
    if (field == nullptr || ptr == 0)
        return Place();
    Place made;
    made.ptr = fieldOf(ptr, field);
    made.type = types_.at(typeOf(made.ptr)).elem;
    made.is_volatile = is_volatile;
    if (field->isBitField())
        made.field = types_.field(field);
    return made;
}

Place Body::subscript(const ArraySubscriptExpr *expr)
{
    const Expr *base = expr->getBase();
    if (base->getType()->isVectorType()) {
        bw_ir_ref elem = types_.of(expr->getType());
        bw_ir_val vector = base->isGLValue() ? place(base).ptr : 0;
        if (vector == 0) {
            uint32_t object = temp(types_.of(base->getType()));
            store(placeAt(addressOf(object), base->getType()), value(base));
            vector = addressOf(object);
        }
        bw_ir_val step = value(expr->getIdx());
        bw_ir_val first = convert(vector, types_.pointerTo(elem));
        return placeAt(index(BW_INDEX_SUBSCRIPT, first, step, types_.pointerTo(elem)), expr->getType());
    }
    bw_ir_val ptr = value(base);
    bw_ir_val step = value(expr->getIdx());
    if (ptr == 0 || step == 0)
        return Place();
    return placeAt(pointerStep(BW_INDEX_SUBSCRIPT, ptr, step, base->getType()), expr->getType());
}

/* ---- records -------------------------------------------------------------------------------------------------- */

void Body::copy(bw_ir_val to, bw_ir_val from, bw_ir_ref type, unsigned flags)
{
    if (to != 0 && from != 0)
        emit(BW_IR_COPY, 0, type, to, from, 0, 0, flags);
}

bw_ir_val Body::record(const Expr *expr)
{
    expr = expr->IgnoreParens();
    if (expr->isGLValue() || isa<MemberExpr>(expr) || isa<ArraySubscriptExpr>(expr))
        return place(expr).ptr;
    if (const auto *cast_expr = dyn_cast<CastExpr>(expr))
        if (cast_expr->getCastKind() == CK_LValueToRValue || cast_expr->getCastKind() == CK_NoOp)
            return record(cast_expr->getSubExpr());
    At at(*this, expr);
    uint32_t object = temp(types_.of(expr->getType()));
    emit(BW_IR_DECL, 0, 0, object);
    bw_ir_val into = addressOf(object);
    recordInto(expr, into, false);
    return into;
}

/* Evaluates a value of record or array type into the memory at into. */
void Body::recordInto(const Expr *expr, bw_ir_val into, bool is_init)
{
    if (failed_ != nullptr)
        return;
    Deeper deeper(*this);
    if (!deeper)
        return;
    expr = expr->IgnoreParens();
    unsigned flags = is_init ? unsigned(BW_INST_INIT) : 0;
    bw_ir_ref type = types_.of(expr->getType());
    if (expr->isGLValue() || isa<MemberExpr>(expr) || isa<ArraySubscriptExpr>(expr))
        return copy(into, place(expr).ptr, type, flags);
    switch (expr->getStmtClass()) {
    case Stmt::ConstantExprClass:
        return recordInto(cast<ConstantExpr>(expr)->getSubExpr(), into, is_init);
    case Stmt::ExprWithCleanupsClass:
        return recordInto(cast<ExprWithCleanups>(expr)->getSubExpr(), into, is_init);
    case Stmt::GenericSelectionExprClass:
        return recordInto(cast<GenericSelectionExpr>(expr)->getResultExpr(), into, is_init);
    case Stmt::ChooseExprClass:
        return recordInto(cast<ChooseExpr>(expr)->getChosenSubExpr(), into, is_init);
    case Stmt::ImplicitCastExprClass:
    case Stmt::CStyleCastExprClass: {
        const auto *cast_expr = cast<CastExpr>(expr);
        const Expr *sub = cast_expr->getSubExpr();
        if (cast_expr->getCastKind() == CK_ToUnion) {
            clear(into, type);
            return init(sub, placeAt(convert(into, types_.pointerTo(types_.of(sub->getType()))), sub->getType()));
        }
        return recordInto(sub, into, is_init);
    }
    case Stmt::InitListExprClass:
        return initList(cast<InitListExpr>(expr), placeAt(into, expr->getType()), false);
    case Stmt::ImplicitValueInitExprClass:
        return clear(into, type);
    case Stmt::DesignatedInitUpdateExprClass: {
        const auto *update = cast<DesignatedInitUpdateExpr>(expr);
        recordInto(update->getBase(), into, true);
        return initList(cast<InitListExpr>(update->getUpdater()), placeAt(into, expr->getType()), true);
    }
    case Stmt::CallExprClass:
        call(cast<CallExpr>(expr), into);
        return;
    case Stmt::AtomicExprClass:
        atomic(cast<AtomicExpr>(expr), into);
        return;
    case Stmt::StmtExprClass:
        stmtExpr(cast<StmtExpr>(expr), into, true);
        return;
    case Stmt::ConditionalOperatorClass: {
        const auto *choose = cast<ConditionalOperator>(expr);
        uint32_t yes = newBlock(), no = newBlock(), done = newBlock();
        cond(choose->getCond(), yes, no);
        start(yes);
        recordInto(choose->getTrueExpr(), into, is_init);
        branch(done);
        start(no);
        recordInto(choose->getFalseExpr(), into, is_init);
        start(done);
        return;
    }
    case Stmt::BinaryOperatorClass: {
        const auto *op = cast<BinaryOperator>(expr);
        if (op->getOpcode() == BO_Comma) {
            effect(op->getLHS());
            return recordInto(op->getRHS(), into, is_init);
        }
        if (op->getOpcode() == BO_Assign)
            return copy(into, assign(op, true), type, flags);
        break;
    }
    case Stmt::OpaqueValueExprClass: {
        auto found = bound_.find(cast<OpaqueValueExpr>(expr));
        if (found != bound_.end())
            return copy(into, found->second, type, flags);
        break;
    }
    case Stmt::VAArgExprClass: {
        uint32_t operands[] = {operand(cast<VAArgExpr>(expr)->getSubExpr()), into};
        opaque("va-arg", types_.intType(), operands);
        return;
    }
    default:
        break;
    }
    for (const Stmt *child : expr->children())
        if (const auto *part = dyn_cast_or_null<Expr>(child))
            effect(part);
    opaque(expr->getStmtClassName(), types_.intType(), into);
}

/* ---- arrays of variable length -------------------------------------------------------------------------------- */

bw_ir_val Body::vlaCount(const VariableArrayType *type)
{
    const Expr *expr = type->getSizeExpr();
    if (expr == nullptr)
        return opaque("vla-star", types_.sizeType());
    auto found = vla_sizes_.find(expr);
    if (found != vla_sizes_.end())
        return found->second;
    bw_ir_val count = value(expr);
    return count != 0 ? convert(count, types_.sizeType()) : 0;
}

bw_ir_val Body::vlaSize(QualType type)
{
    const VariableArrayType *variable = context_.getAsVariableArrayType(type);
    if (variable == nullptr)
        return constant(types_.sizeType(), static_cast<uint64_t>(context_.getTypeSizeInChars(type).getQuantity()));
    bw_ir_val count = vlaCount(variable);
    bw_ir_val elem = vlaSize(variable->getElementType());
    return count != 0 && elem != 0 ? binary(BW_BIN_MUL, types_.sizeType(), count, elem) : 0;
}

/* The sizes in a declared type are computed once, where it is declared. */
void Body::vlaTypes(QualType type)
{
    while (type->isVariablyModifiedType()) {
        if (const VariableArrayType *variable = context_.getAsVariableArrayType(type)) {
            const Expr *expr = variable->getSizeExpr();
            if (expr != nullptr && !vla_sizes_.count(expr)) {
                bw_ir_val count = vlaCount(variable);
                if (count != 0)
                    vla_sizes_[expr] = count;
            }
            type = variable->getElementType();
        } else if (const ArrayType *array = context_.getAsArrayType(type)) {
            type = array->getElementType();
        } else if (!type->getPointeeType().isNull()) {
            type = type->getPointeeType();
        } else {
            return;
        }
    }
}

} // namespace bulwark
