// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compiler builtins that have a meaning of their own in the IR. Those not named here are calls of a function of their
// name (without "__builtin_" when it is a library's).
#include "body.h"

#include "clang/Basic/Builtins.h"

using namespace clang;

namespace bulwark {

/* Returns false when expr is to be lowered as a call. */
bool Body::builtin(const CallExpr *expr, unsigned id, bw_ir_val *ret_value)
{
    At at(*this, expr);
    bw_ir_ref type = types_.of(expr->getType());
    *ret_value = 0;
    switch (id) {
    case Builtin::BI__builtin_expect:
    case Builtin::BI__builtin_expect_with_probability:
    case Builtin::BI__builtin_assume_aligned:
        *ret_value = convert(value(expr->getArg(0)), type);
        for (unsigned i = 2; i < expr->getNumArgs(); i++)
            effect(expr->getArg(i));
        return true;
    case Builtin::BI__builtin_unpredictable:
        *ret_value = convert(value(expr->getArg(0)), type);
        return true;
    case Builtin::BI__builtin_constant_p: {
        Expr::EvalResult result;
        bool known = expr->EvaluateAsInt(result, context_) && result.Val.getInt().getBoolValue();
        *ret_value = constant(type, known);
        return true;
    }
    case Builtin::BI__builtin_object_size:
    case Builtin::BI__builtin_dynamic_object_size: {
        Expr::EvalResult result;
        uint64_t size;
        if (expr->EvaluateAsInt(result, context_)) {
            size = result.Val.getInt().getZExtValue();
        } else {
            /* Not known here: what the compiler answers when it does not know either. */
            int64_t kind = 0;
            fold(expr->getArg(1), &kind);
            size = kind & 2 ? 0 : UINT64_MAX;
        }
        *ret_value = constant(type, size);
        return true;
    }
    case Builtin::BI__builtin_classify_type:
        *ret_value = constantOf(expr, "builtin-classify-type");
        return true;
    case Builtin::BI__builtin_unreachable:
        emit(BW_IR_UNREACHABLE, 0, 0);
        end();
        return true;
    case Builtin::BI__builtin_assume:
    case Builtin::BI__assume:
        assume(expr->getArg(0));
        return true;
    case Builtin::BI__builtin_prefetch:
    case Builtin::BI__builtin_debugtrap:
    case Builtin::BI__noop:
        if (id == Builtin::BI__builtin_prefetch)
            effect(expr->getArg(0));
        return true;
    case Builtin::BI__builtin_va_start:
    case Builtin::BI__builtin_va_end:
    case Builtin::BI__builtin_va_copy:
    case Builtin::BI__builtin_ms_va_start:
    case Builtin::BI__builtin_ms_va_end:
    case Builtin::BI__builtin_ms_va_copy:
    case Builtin::BI__va_start: {
        llvm::SmallVector<uint32_t, 2> operands;
        bool starts = id == Builtin::BI__builtin_va_start || id == Builtin::BI__builtin_ms_va_start ||
                      id == Builtin::BI__va_start;
        for (unsigned i = 0; i < expr->getNumArgs() && !(starts && i == 1); i++)
            if (bw_ir_val made = operand(expr->getArg(i)))
                operands.push_back(made);
        bool copies = id == Builtin::BI__builtin_va_copy || id == Builtin::BI__builtin_ms_va_copy;
        opaque(starts ? "va-start" : copies ? "va-copy" : "va-end", types_.intType(), operands);
        return true;
    }
    case Builtin::BI__builtin_alloca:
    case Builtin::BI__builtin_alloca_uninitialized:
    case Builtin::BI__builtin_alloca_with_align:
    case Builtin::BI__builtin_alloca_with_align_uninitialized:
    case Builtin::BI_alloca: {
        bw_ir_val size = value(expr->getArg(0));
        *ret_value = callFunc(unit_.builtinFunc("alloca", expr->getDirectCallee()), size, type);
        return true;
    }
    default:
        break;
    }
    llvm::StringRef name = expr->getDirectCallee()->getName();
    if (name.starts_with("__sync_"))
        return syncBuiltin(expr, name, ret_value);
    if (name.ends_with("_overflow") && name.consume_front("__builtin_"))
        return overflowBuiltin(expr, name, ret_value);
    return false;
}

/* The condition is not evaluated, so one with effects says nothing that could be held on to. */
void Body::assume(const Expr *fact)
{
    Deeper deeper(*this);
    if (!deeper || fact->HasSideEffects(context_))
        return;
    const auto *both = dyn_cast<BinaryOperator>(fact->IgnoreParenImpCasts());
    if (both != nullptr && both->getOpcode() == BO_LAnd) {
        assume(both->getLHS());
        assume(both->getRHS());
        return;
    }
    bw_ir_val holds = open() ? value(fact) : 0;
    if (holds != 0 && open())
        emit(BW_IR_ASSUME, 0, 0, holds);
}

/* {add,sub,mul}_overflow, and their forms for one type such as uaddll_overflow. */
bool Body::overflowBuiltin(const CallExpr *expr, llvm::StringRef name, bw_ir_val *ret_value)
{
    bw_ir_bin kind;
    if (expr->getNumArgs() != 3)
        return false;
    if (name.contains("add"))
        kind = BW_BIN_ADD;
    else if (name.contains("sub"))
        kind = BW_BIN_SUB;
    else if (name.contains("mul"))
        kind = BW_BIN_MUL;
    else
        return false;
    bw_ir_val a = value(expr->getArg(0)), b = value(expr->getArg(1)), to = value(expr->getArg(2));
    if (a == 0 || b == 0 || to == 0)
        return true;
    *ret_value = emit(BW_IR_OVERFLOW, kind, types_.of(expr->getType()), a, b, to);
    return true;
}

} // namespace bulwark
