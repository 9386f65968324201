// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic operations, as the plain loads, operations and stores they are for one thread.
#include "body.h"

using namespace clang;

namespace bulwark {

/* op is "add", "sub", "and", "or", "xor", "nand", "max" or "min"; old: the result is the value before. */
bw_ir_val Body::atomicUpdate(llvm::StringRef op, const Place &place, bw_ir_val by, bool old)
{
    bw_ir_val before = load(place), after;
    bw_ir_type type = types_.at(place.type);
    if (type.kind == BW_TYPE_POINTER) {
        /* The operand counts bytes or elements by the form of the builtin; only the object stays known. */
        after = index(op == "sub" ? BW_INDEX_MINUS : BW_INDEX_PLUS, convert(before, types_.bytePointer()),
                      opaque("atomic-pointer", types_.ptrdiffType(), by), types_.bytePointer());
    } else if (op == "add") {
        after = binary(BW_BIN_ADD, place.type, before, by);
    } else if (op == "sub") {
        after = binary(BW_BIN_SUB, place.type, before, by);
    } else if (op == "and") {
        after = binary(BW_BIN_AND, place.type, before, by);
    } else if (op == "or") {
        after = binary(BW_BIN_OR, place.type, before, by);
    } else if (op == "xor") {
        after = binary(BW_BIN_XOR, place.type, before, by);
    } else if (op == "nand" && type.kind != BW_TYPE_FLOAT) {
        after = emit(BW_IR_UN, BW_UN_NOT, place.type, binary(BW_BIN_AND, place.type, before, by));
    } else {
        after = opaque("atomic-" + op.str(), place.type);
    }
    after = convert(after, place.type);
    store(place, after);
    return old ? before : after;
}

/* Succeeds or not, as equality says; store_back takes the value found when it fails. */
bw_ir_val Body::compareExchange(const Place &place, bw_ir_val expected, bw_ir_val desired, const Place *store_back,
                                bw_ir_ref type, bool old)
{
    bw_ir_val before = load(place);
    bw_ir_val equal = compare(BW_CMP_EQ, before, expected);
    uint32_t result = temp(type);
    uint32_t yes = newBlock(), no = newBlock(), done = newBlock();
    Place into = {0, type, 0, false};
    branch(equal, yes, no);
    start(yes);
    store(place, desired);
    into.ptr = addressOf(result);
    store(into, old ? before : constant(type, 1));
    branch(done);
    start(no);
    if (store_back != nullptr)
        store(*store_back, before);
    into.ptr = addressOf(result);
    store(into, old ? before : zero(type));
    start(done);
    into.ptr = addressOf(result);
    return load(into);
}

bw_ir_val Body::atomic(const AtomicExpr *expr, bw_ir_val into)
{
    At at(*this, expr);
    llvm::StringRef name = expr->getOpAsString();
    bw_ir_ref result = types_.of(expr->getType());
    QualType pointee = expr->getPtr()->getType()->getPointeeType().getAtomicUnqualifiedType();
    bool is_void = expr->getType()->isVoidType();
    if (isRecordLike(pointee) || pointee->isVoidType() ||
        !(name.consume_front("__c11_atomic_") || name.consume_front("__atomic_") ||
          name.consume_front("__scoped_atomic_"))) {
        llvm::SmallVector<uint32_t, 6> operands;
        for (unsigned i = 0; i < expr->getNumSubExprs(); i++)
            if (bw_ir_val made = operand(const_cast<AtomicExpr *>(expr)->getSubExprs()[i]))
                operands.push_back(made);
        if (into != 0)
            operands.push_back(into);
        bw_ir_val made = opaque("atomic", is_void || into != 0 ? types_.intType() : result, operands);
        return is_void ? 0 : made;
    }
    Place to = placeAt(value(expr->getPtr()), pointee);
    if (to.ptr == 0)
        return 0;
    to.is_volatile = true;
    auto through = [&](const Expr *pointer) { return placeAt(value(pointer), pointee); };
    /* Of clang 22 on; before, these two are calls of builtins. */
    if (name == "test_and_set") {
        bw_ir_val before = load(to);
        store(to, constant(to.type, 1));
        return convert(compare(BW_CMP_NE, before, zero(to.type)), result);
    }
    if (name == "clear") {
        store(to, zero(to.type));
        return 0;
    }
    if (name == "load_n" || (name == "load" && !is_void))
        return load(to);
    if (name == "load") {
        Place other = through(expr->getVal1());
        store(other, load(to));
        return 0;
    }
    if (name == "store" && expr->getVal1()->getType()->isPointerType() && expr->getOp() != AtomicExpr::AO__c11_atomic_store) {
        Place other = through(expr->getVal1());
        store(to, load(other));
        return 0;
    }
    if (name == "store" || name == "store_n" || name == "init") {
        store(to, value(expr->getVal1()));
        return 0;
    }
    if (name == "exchange" && is_void) {
        Place from = through(expr->getVal1()), back = through(expr->getVal2());
        bw_ir_val before = load(to);
        store(to, load(from));
        store(back, before);
        return 0;
    }
    if (name == "exchange" || name == "exchange_n") {
        bw_ir_val by = value(expr->getVal1());
        bw_ir_val before = load(to);
        store(to, by);
        return convert(before, result);
    }
    if (name.starts_with("compare_exchange")) {
        Place expected = through(expr->getVal1());
        bw_ir_val desired = name == "compare_exchange" ? load(through(expr->getVal2())) : value(expr->getVal2());
        return compareExchange(to, load(expected), desired, &expected, result, false);
    }
    bool old = name.consume_front("fetch_");
    if (!old)
        name.consume_back("_fetch");
    return convert(atomicUpdate(name, to, value(expr->getVal1()), old), result);
}

bool Body::syncBuiltin(const CallExpr *expr, llvm::StringRef name, bw_ir_val *ret_value)
{
    name.consume_front("__sync_");
    name = name.rtrim("0123456789").rtrim('_');
    if (name == "synchronize")
        return true;
    if (expr->getNumArgs() < 1)
        return false;
    QualType pointer = expr->getArg(0)->getType();
    if (!pointer->isPointerType() || isRecordLike(pointer->getPointeeType()))
        return false;
    Place to = placeAt(value(expr->getArg(0)), pointer->getPointeeType().getAtomicUnqualifiedType());
    if (to.ptr == 0)
        return true;
    to.is_volatile = true;
    bw_ir_ref result = types_.of(expr->getType());
    if (name == "lock_release") {
        store(to, zero(to.type));
        return true;
    }
    if (expr->getNumArgs() < 2)
        return false;
    bw_ir_val by = value(expr->getArg(1));
    if (name == "lock_test_and_set" || name == "swap") {
        bw_ir_val before = load(to);
        store(to, by);
        *ret_value = convert(before, result);
        return true;
    }
    if (name.ends_with("compare_and_swap") && expr->getNumArgs() >= 3) {
        bool old = name.starts_with("val");
        bw_ir_val desired = value(expr->getArg(2));
        *ret_value = convert(compareExchange(to, by, desired, nullptr, old ? to.type : result, old), result);
        return true;
    }
    bool old = name.consume_front("fetch_and_");
    if (!old)
        name.consume_back("_and_fetch");
    *ret_value = convert(atomicUpdate(name, to, by, old), result);
    return true;
}

} // namespace bulwark
