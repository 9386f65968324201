// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls.
#include "body.h"

#include "clang/AST/Attr.h"

using namespace clang;

namespace bulwark {

/* A call that the lowering makes up: of a cleanup function or a library function. */
bw_ir_val Body::callFunc(bw_ir_ref func, llvm::ArrayRef<uint32_t> args, bw_ir_ref type)
{
    return emit(BW_IR_CALL, 0, type, func, 0, 0, list(args));
}

/* Of a call through a pointer: whether its type says so. */
static bool neverReturns(const CallExpr *expr)
{
    QualType type = expr->getCallee()->getType();
    if (!type->getPointeeType().isNull())
        type = type->getPointeeType();
    const auto *func = type->getAs<clang::FunctionType>();
    return func != nullptr && func->getNoReturnAttr();
}

/* What a transparent union is made of, as bind() and its kin of glibc take it: passed as the pointer that it is. */
static const Expr *insideTransparentUnion(const Expr *arg)
{
    const auto *literal = dyn_cast<CompoundLiteralExpr>(arg->IgnoreParenImpCasts());
    const auto *record = arg->getType()->getAsUnionType();
    if (literal == nullptr || record == nullptr || !record->getDecl()->hasAttr<TransparentUnionAttr>())
        return arg;
    const auto *list = dyn_cast<InitListExpr>(literal->getInitializer());
    return list != nullptr && list->getNumInits() == 1 ? list->getInit(0) : arg;
}

/* into: where a result of record type is wanted; 0: anywhere. Its value is that address then. */
bw_ir_val Body::call(const CallExpr *expr, bw_ir_val into)
{
    const FunctionDecl *callee = expr->getDirectCallee();
    bw_ir_val result = 0;
    if (callee != nullptr) {
        unsigned id = callee->getBuiltinID();
        if (id != 0 && builtin(expr, id, &result))
            return result;
    }
    bw_ir_ref func = 0;
    bw_ir_val target = 0;
    if (callee != nullptr)
        func = unit_.func(callee);
    else
        target = value(expr->getCallee());
    llvm::SmallVector<uint32_t, 8> args;
    llvm::SmallVector<bool, 8> is_record;
    for (const Expr *arg : expr->arguments()) {
        if (callee != nullptr && !callee->hasBody())
            arg = insideTransparentUnion(arg);
        bool whole = !arg->isGLValue() && isRecordLike(arg->getType());
        bw_ir_val made = operand(arg);
        if (made == 0)
            made = opaque("argument", types_.intType());
        args.push_back(made);
        is_record.push_back(whole);
    }
    if (failed_ != nullptr)
        return 0;
    QualType type = expr->getType();
    At at(*this, expr);
    if (isRecordLike(type) && into == 0) {
        uint32_t object = temp(types_.of(type));
        emit(BW_IR_DECL, 0, 0, object);
        into = addressOf(object);
    }
    uint32_t extra = list(args);
    for (unsigned i = 0; i < args.size(); i++)
        if (is_record[i])
            by_value_[extra + 1 + i] = true;
    result = emit(BW_IR_CALL, 0, types_.of(type), func, target, isRecordLike(type) ? into : 0, extra);
    mayRaise();
    if (func != 0 ? module_.funcs.at[func].flags & BW_FUNC_NORETURN : neverReturns(expr)) {
        emit(BW_IR_UNREACHABLE, 0, 0);
        end();
    }
    if (isRecordLike(type))
        return into;
    return type->isVoidType() ? 0 : result;
}

} // namespace bulwark
