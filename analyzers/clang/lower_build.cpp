// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instructions: made one after the other, each block in one piece. The passes over the finished body are in
// lower_finish.cpp.
#include "body.h"

using namespace clang;

namespace bulwark {

void Body::fail(const char *reason)
{
    if (failed_ == nullptr) {
        failed_ = reason;
        unit_.count(std::string("failed.") + reason);
    }
}

/* The token that makes an expression what it is: a macro's own text even when an argument stands first. */
static SourceLocation operatorLoc(const Stmt *stmt)
{
    for (;;) {
        if (const auto *paren = dyn_cast<ParenExpr>(stmt))
            stmt = paren->getSubExpr();
        else if (const auto *implicit = dyn_cast<ImplicitCastExpr>(stmt))
            stmt = implicit->getSubExpr();
        else
            break;
    }
    if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(stmt))
        return subscript->getRBracketLoc();
    if (const auto *call = dyn_cast<CallExpr>(stmt))
        return call->getRParenLoc();
    if (const auto *expr = dyn_cast<Expr>(stmt))
        return expr->getExprLoc();
    return stmt->getBeginLoc();
}

void Body::updatePlace()
{
    if (where_ == nullptr) {
        place_loc_ = Source::encode(where_range_);
        place_flags_ = unit_.source.macroFlags(where_range_.getBegin());
        place_of_ = nullptr;
    } else if (where_ != place_of_) {
        place_loc_ = Source::encode(where_->getSourceRange());
        place_flags_ = unit_.source.macroFlags(operatorLoc(where_));
        place_of_ = where_;
    }
}

bw_ir_val Body::emit(bw_ir_op op, unsigned sub, bw_ir_ref type, uint32_t a, uint32_t b, uint32_t c, uint32_t extra,
                     unsigned flags)
{
    if (!open())
        start(newBlock()); /* dead code: dropped at the end */
    updatePlace();
    bw_ir_inst inst = {};
    inst.op = static_cast<uint8_t>(op);
    inst.sub = static_cast<uint8_t>(sub);
    inst.flags = static_cast<uint16_t>(flags | place_flags_ | (unsafe_ != 0 ? BW_INST_UNSAFE : 0) |
                                       (caught_ ? BW_INST_GUARDED : 0));
    inst.type = type;
    inst.a = a;
    inst.b = b;
    inst.c = c;
    inst.extra = extra;
    inst.loc = place_loc_;
    insts_.push_back(inst);
    return static_cast<bw_ir_val>(insts_.size() - 1);
}

uint32_t Body::list(llvm::ArrayRef<uint32_t> values)
{
    uint32_t at = static_cast<uint32_t>(extra_.size());
    extra_.push_back(static_cast<uint32_t>(values.size()));
    extra_.insert(extra_.end(), values.begin(), values.end());
    return at;
}

/* value as a type of that width and sign reads it. */
static uint64_t fit(const bw_ir_type &type, uint64_t value)
{
    if (type.kind == BW_TYPE_BOOL)
        return value != 0;
    if (type.bits == 0 || type.bits >= 64)
        return value;
    uint64_t mask = (UINT64_C(1) << type.bits) - 1;
    value &= mask;
    if ((type.flags & BW_TYPE_SIGNED) && (value >> (type.bits - 1)) != 0)
        value |= ~mask;
    return value;
}

bw_ir_val Body::constant(bw_ir_ref type, uint64_t value)
{
    const bw_ir_type &entry = types_.at(type);
    if (entry.kind == BW_TYPE_FLOAT)
        return value == 0 ? emit(BW_IR_CONST, 0, type) : floating(type);
    value = fit(entry, value);
    return emit(BW_IR_CONST, 0, type, static_cast<uint32_t>(value), static_cast<uint32_t>(value >> 32));
}

int64_t Body::constValue(bw_ir_val value) const
{
    return bw_ir_const_value(&insts_[value]);
}

bw_ir_val Body::opaque(llvm::StringRef reason, bw_ir_ref type, llvm::ArrayRef<uint32_t> operands)
{
    bw_ir_ref number = unit_.reason(reason);
    return emit(BW_IR_OPAQUE, 0, type, 0, number, 0, list(operands));
}

bw_ir_val Body::castAs(bw_ir_cast kind, bw_ir_val value, bw_ir_ref type, unsigned flags)
{
    return emit(BW_IR_CAST, kind, type, value, 0, 0, 0, flags);
}

/* The conversion that the two types ask for; none when they are the same. */
bw_ir_val Body::convert(bw_ir_val value, bw_ir_ref type, unsigned flags)
{
    bw_ir_ref from_ref = typeOf(value);
    if (from_ref == type && flags == 0)
        return value;
    bw_ir_type from = types_.at(from_ref), to = types_.at(type);
    bool from_int = from.kind == BW_TYPE_INT || from.kind == BW_TYPE_BOOL;
    bool to_int = to.kind == BW_TYPE_INT || to.kind == BW_TYPE_BOOL;
    if (flags == 0 && isConst(value) && (from_int || from.kind == BW_TYPE_POINTER) &&
        (to_int || to.kind == BW_TYPE_POINTER))
        return constant(type, static_cast<uint64_t>(constValue(value)));
    if (to.kind == BW_TYPE_FLOAT || from.kind == BW_TYPE_FLOAT)
        return castAs(to.kind == BW_TYPE_BOOL ? BW_CAST_BOOL : BW_CAST_FLOAT, value, type, flags);
    if (to.kind == BW_TYPE_BOOL)
        return castAs(BW_CAST_BOOL, value, type, flags);
    if (to.kind == BW_TYPE_POINTER && from.kind == BW_TYPE_POINTER)
        return castAs(BW_CAST_PTR, value, type, flags);
    if (to.kind == BW_TYPE_POINTER && from_int)
        return castAs(BW_CAST_INT_PTR, value, type, flags);
    if (to_int && from.kind == BW_TYPE_POINTER)
        return castAs(BW_CAST_PTR_INT, value, type, flags);
    if (to_int && from_int)
        return castAs(BW_CAST_INT, value, type, flags);
    if (to.kind == BW_TYPE_VOID || to.kind == BW_TYPE_NONE)
        return value;
    return opaque("conversion", type, value != 0 ? llvm::ArrayRef<uint32_t>(value) : llvm::ArrayRef<uint32_t>());
}

bw_ir_val Body::binary(bw_ir_bin kind, bw_ir_ref type, bw_ir_val a, bw_ir_val b, unsigned flags)
{
    if (types_.is(type, BW_TYPE_FLOAT) && kind != BW_BIN_DIV)
        return floating(type);
    a = convert(a, type);
    if (kind != BW_BIN_SHL && kind != BW_BIN_SHR) /* the count of a shift keeps its own type */
        b = convert(b, type);
    return emit(BW_IR_BIN, kind, type, a, b, 0, 0, flags);
}

static bool holds(bw_ir_cmp kind, bool is_signed, int64_t a, int64_t b)
{
    bool less = is_signed ? a < b : static_cast<uint64_t>(a) < static_cast<uint64_t>(b);
    switch (kind) {
    case BW_CMP_EQ:
        return a == b;
    case BW_CMP_NE:
        return a != b;
    case BW_CMP_LT:
        return less;
    case BW_CMP_LE:
        return less || a == b;
    case BW_CMP_GT:
        return !less && a != b;
    default:
        return !less;
    }
}

bw_ir_val Body::compare(bw_ir_cmp kind, bw_ir_val a, bw_ir_val b)
{
    b = convert(b, typeOf(a));
    /* sizeof(x) == 4 and the like choose among the arms of a macro; the dead ones need not be looked at. */
    if (isConst(a) && isConst(b))
        return constant(types_.intType(),
                        holds(kind, types_.at(typeOf(a)).flags & BW_TYPE_SIGNED, constValue(a), constValue(b)));
    return emit(BW_IR_CMP, kind, types_.intType(), a, b);
}

bw_ir_val Body::index(bw_ir_index kind, bw_ir_val ptr, bw_ir_val count, bw_ir_ref type, unsigned flags)
{
    return emit(BW_IR_INDEX, kind, type, ptr, count, 0, 0, flags);
}

bw_ir_val Body::fieldOf(bw_ir_val ptr, const FieldDecl *field)
{
    bw_ir_ref type = types_.of(field->getType());
    bw_ir_ref ref = types_.field(field);
    /* A trailing array may be flexible by its place: the field's own type says so. */
    if (ref != 0 && types_.is(type, BW_TYPE_ARRAY))
        type = module_.fields.at[ref].type;
    return emit(BW_IR_FIELD, 0, types_.pointerTo(type), ptr, ref);
}

bw_ir_val Body::addressOf(uint32_t object)
{
    bw_ir_ref type =
        object & LOCAL_OBJECT ? objects_[object & ~LOCAL_OBJECT].type : module_.objects.at[object].type;
    return emit(BW_IR_ADDR, 0, types_.pointerTo(type), object);
}

bw_ir_val Body::load(const Place &place)
{
    return emit(BW_IR_LOAD, 0, place.type, place.ptr, 0, place.field, 0, place.is_volatile ? BW_INST_VOLATILE : 0);
}

void Body::store(const Place &place, bw_ir_val value, unsigned flags)
{
    value = convert(value, place.type);
    emit(BW_IR_STORE, 0, place.type, place.ptr, value, place.field, 0,
         flags | (place.is_volatile ? BW_INST_VOLATILE : 0));
}

/* ---- blocks --------------------------------------------------------------------------------------------------- */

uint32_t Body::newBlock()
{
    blocks_.push_back(Block());
    return static_cast<uint32_t>(blocks_.size() - 1);
}

void Body::end()
{
    blocks_[current_].count = static_cast<uint32_t>(insts_.size()) - blocks_[current_].first;
    current_ = 0;
}

void Body::start(uint32_t block)
{
    if (open())
        branch(block);
    current_ = block;
    blocks_[block].first = static_cast<uint32_t>(insts_.size());
}

void Body::branch(uint32_t block)
{
    if (!open())
        return;
    emit(BW_IR_BR, 0, 0, block);
    end();
}

void Body::branch(bw_ir_val cond, uint32_t yes, uint32_t no, unsigned flags)
{
    if (!open())
        return;
    if (cond != 0 && isConst(cond))
        return branch(constValue(cond) != 0 ? yes : no);
    if (yes == no)
        return branch(yes);
    emit(BW_IR_CBR, 0, 0, cond, yes, no, 0, flags);
    end();
}

/* ---- objects -------------------------------------------------------------------------------------------------- */

uint32_t Body::newObject(const bw_ir_object &object)
{
    objects_.push_back(object);
    return static_cast<uint32_t>(objects_.size() - 1) | LOCAL_OBJECT;
}

uint32_t Body::temp(bw_ir_ref type, bw_ir_object_kind kind)
{
    updatePlace();
    return newObject(unit_.makeTemp(kind, type, place_loc_));
}

} // namespace bulwark
