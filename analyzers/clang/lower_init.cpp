// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Initialisers: first zeroes where the list leaves anything out, then a store for each value it names.
#include "body.h"

using namespace clang;

namespace bulwark {

/* A list of more elements is data, not code: its bytes are called unknown. */
enum { LIST_LIMIT = 512 };

void Body::clear(bw_ir_val ptr, bw_ir_ref type)
{
    emit(BW_IR_ZERO, 0, type, ptr, 0, 0, 0, BW_INST_INIT);
}

static bool saysNothing(const Expr *init)
{
    return init == nullptr || isa<ImplicitValueInitExpr>(init) || isa<NoInitExpr>(init);
}

void Body::init(const Expr *expr, const Place &into)
{
    if (failed_ != nullptr || isa<NoInitExpr>(expr))
        return;
    const Expr *bare = expr->IgnoreParens();
    if (!isRecordLike(expr->getType())) {
        bw_ir_val made = value(expr);
        At at(*this, expr);
        if (made != 0)
            store(into, made, BW_INST_INIT);
        return;
    }
    At at(*this, expr);
    if (const auto *literal = dyn_cast<StringLiteral>(bare))
        return initString(literal, into, false);
    if (const auto *list = dyn_cast<InitListExpr>(bare))
        return initList(list, into, false);
    recordInto(bare, into.ptr, true);
}

/* zeroed: the memory holds zeroes already, or values that are to stay. */
void Body::initList(const InitListExpr *list, const Place &into, bool zeroed)
{
    Deeper deeper(*this);
    if (!deeper)
        return;
    At at(*this, list);
    if (const InitListExpr *semantic = list->getSemanticForm())
        list = semantic;
    if (list->isTransparent() && list->getNumInits() == 1)
        return init(list->getInit(0), into);
    QualType type = list->getType().getCanonicalType();
    if (type->isRecordType())
        return initRecord(list, into.ptr, zeroed);
    if (!type->isArrayType()) {
        if (list->getNumInits() == 1)
            init(list->getInit(0), into);
        else
            clear(into.ptr, into.type);
        return;
    }
    if (list->isStringLiteralInit())
        return initString(cast<StringLiteral>(list->getInit(0)->IgnoreParens()), into, zeroed);
    initArray(list, into, zeroed);
}

void Body::initRecord(const InitListExpr *list, bw_ir_val into, bool zeroed)
{
    const RecordDecl *decl = list->getType()->getAs<clang::RecordType>()->getDecl()->getDefinition();
    bw_ir_ref type = types_.of(list->getType());
    if (decl == nullptr)
        return;
    auto one = [&](const FieldDecl *field, const Expr *init_expr) {
        bw_ir_val ptr = fieldOf(into, field);
        Place at = {ptr, types_.at(typeOf(ptr)).elem, field->isBitField() ? types_.field(field) : 0,
                    field->getType().isVolatileQualified()};
        const auto *nested = dyn_cast<InitListExpr>(init_expr->IgnoreParens());
        if (nested != nullptr && zeroed)
            initList(nested, at, true);
        else
            init(init_expr, at);
    };
    if (decl->isUnion()) {
        const FieldDecl *field = list->getInitializedFieldInUnion();
        const Expr *init_expr = field != nullptr && list->getNumInits() != 0 ? list->getInit(0) : nullptr;
        if (!zeroed && (saysNothing(init_expr) || types_.at(types_.of(field->getType())).size < types_.at(type).size)) {
            clear(into, type);
            zeroed = true;
        }
        if (!saysNothing(init_expr))
            one(field, init_expr);
        return;
    }
    unsigned number = 0, given = 0, fields = 0;
    for (const FieldDecl *field : decl->fields()) {
        if (field->isUnnamedBitField())
            continue;
        /* A flexible member without an initialiser has no bytes to clear. */
        if (number >= list->getNumInits() && types_.at(types_.of(field->getType())).size == 0)
            continue;
        fields++;
        if (number < list->getNumInits() && !saysNothing(list->getInit(number)))
            given++;
        number++;
    }
    if (!zeroed && given < fields) {
        clear(into, type);
        zeroed = true;
    }
    number = 0;
    for (const FieldDecl *field : decl->fields()) {
        if (field->isUnnamedBitField())
            continue;
        if (number >= list->getNumInits())
            break;
        const Expr *init_expr = list->getInit(number++);
        if (!saysNothing(init_expr))
            one(field, init_expr);
    }
}

void Body::initArray(const InitListExpr *list, const Place &into, bool zeroed)
{
    const ArrayType *array = context_.getAsArrayType(list->getType());
    const auto *constant_array = dyn_cast<ConstantArrayType>(array);
    uint64_t count = constant_array != nullptr ? constant_array->getZExtSize() : list->getNumInits();
    unsigned given = 0;
    for (const Expr *init_expr : list->inits())
        given += !saysNothing(init_expr);
    if (!zeroed && given < count) {
        clear(into.ptr, types_.of(list->getType()));
        zeroed = true;
    }
    if (given == 0)
        return;
    bw_ir_ref elem = types_.of(array->getElementType());
    bw_ir_ref step = types_.pointerTo(elem);
    bw_ir_val first = castAs(BW_CAST_DECAY, into.ptr, step);
    if (given > LIST_LIMIT) {
        opaque("large-initialiser", types_.intType(), into.ptr);
        return;
    }
    for (unsigned i = 0; i < list->getNumInits() && failed_ == nullptr; i++) {
        const Expr *init_expr = list->getInit(i);
        if (saysNothing(init_expr))
            continue;
        At at(*this, init_expr);
        Place element = {index(BW_INDEX_SUBSCRIPT, first, constant(types_.sizeType(), i), step), elem, 0,
                         array->getElementType().isVolatileQualified()};
        const auto *nested = dyn_cast<InitListExpr>(init_expr->IgnoreParens());
        if (nested != nullptr && zeroed)
            initList(nested, element, true);
        else
            init(init_expr, element);
    }
}

/* char a[8] = "abc": the literal's bytes, as many as fit, and zeroes behind them. */
void Body::initString(const StringLiteral *literal, const Place &into, bool zeroed)
{
    At at(*this, literal);
    const bw_ir_type array = types_.at(into.type);
    uint64_t written = literal->getLength() + 1;
    if (array.kind != BW_TYPE_ARRAY || (array.count == 0 && array.size == 0))
        return copy(into.ptr, addressOf(unit_.literal(literal)), types_.of(literal->getType()), BW_INST_INIT);
    if (written < array.count && !zeroed)
        clear(into.ptr, into.type);
    copy(into.ptr, addressOf(unit_.literal(literal)),
         types_.arrayOf(array.elem, written < array.count ? written : array.count), BW_INST_INIT);
}

} // namespace bulwark
