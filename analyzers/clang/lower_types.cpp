// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types and fields. A kernel's records reach each other without end, so a record that is only pointed to from a field
// stays a bare entry until a value of it, or a pointer to it, is met in code.
#include "lower.h"

#include "clang/AST/Attr.h"
#include "clang/AST/RecordLayout.h"

using namespace clang;

namespace bulwark {

Types::Types(Unit &unit) : unit_(unit), context_(unit.context)
{
    void_ = of(context_.VoidTy);
    bool_ = of(context_.BoolTy);
    int_ = of(context_.IntTy);
    size_ = of(context_.getSizeType());
    ptrdiff_ = of(context_.getPointerDiffType());
    byte_pointer_ = pointerTo(of(context_.CharTy));
}

const bw_ir_type &Types::at(bw_ir_ref type) const
{
    return unit_.module.types.at[type];
}

bw_ir_ref Types::push(const bw_ir_type &type)
{
    bw_vec_push(unit_.module.arena, &unit_.module.types, type);
    return unit_.module.types.count - 1;
}

bw_ir_ref Types::of(QualType type)
{
    auto found = known_.find(type.getAsOpaquePtr());
    if (found != known_.end())
        return found->second;
    bw_ir_ref ref = shallow(type, false);
    complete(ref);
    if (at(ref).kind == BW_TYPE_POINTER || at(ref).kind == BW_TYPE_ARRAY || at(ref).kind == BW_TYPE_VLA)
        complete(at(ref).elem);
    known_[type.getAsOpaquePtr()] = ref;
    return ref;
}

void Types::complete(bw_ir_ref type)
{
    bw_ir_type entry = at(type);
    if (entry.kind == BW_TYPE_ARRAY || entry.kind == BW_TYPE_VLA)
        complete(entry.elem);
    auto found = shallow_.find(type);
    if (found == shallow_.end())
        return;
    const RecordDecl *record = found->second;
    shallow_.erase(found);
    completeRecord(type, record);
}

bw_ir_ref Types::pointerTo(bw_ir_ref elem, bool user)
{
    bw_ir_ref &ref = pointers_[{elem, user}];
    if (ref == 0) {
        bw_ir_type type = {};
        type.kind = BW_TYPE_POINTER;
        type.flags = user ? BW_TYPE_USER : 0;
        type.bits = unit_.module.pointer_bits;
        type.size = unit_.module.pointer_bits / 8u;
        type.align = unit_.module.pointer_bits / 8u;
        type.elem = elem;
        ref = push(type);
    }
    return ref;
}

bw_ir_ref Types::arrayOf(bw_ir_ref elem, uint64_t count)
{
    complete(elem);
    bw_ir_ref &ref = arrays_[{elem, count}];
    if (ref == 0) {
        bw_ir_type type = {};
        type.kind = BW_TYPE_ARRAY;
        type.elem = elem;
        type.count = count;
        type.align = at(elem).align;
        type.size = at(elem).size * count;
        ref = push(type);
    }
    return ref;
}

/* The sugar between a pointer and its pointee is where user memory is marked. */
bool Types::isUserPointer(QualType type)
{
    QualType pointee = type->getPointeeType();
    if (pointee.isNull())
        return false;
    if (pointee.getAddressSpace() == getLangASFromTargetAS(1))
        return true;
    for (;;) {
        if (const auto *tagged = dyn_cast<BTFTagAttributedType>(pointee.getTypePtr())) {
            if (compat::isUserTag(tagged->getAttr()->getBTFTypeTag()))
                return true;
        } else if (const auto *attributed = dyn_cast<AttributedType>(pointee.getTypePtr())) {
            if (attributed->getAttrKind() == attr::NoDeref)
                return true;
        } else if (!isa<MacroQualifiedType>(pointee.getTypePtr())) {
            return false;
        }
        pointee = pointee.getSingleStepDesugaredType(context_);
    }
}

/* trailing: the type is that of a record's last field, where [1] may stand for a flexible array. */
bw_ir_ref Types::shallow(QualType type, bool trailing)
{
    auto found = known_.find(type.getAsOpaquePtr());
    if (found != known_.end() && !trailing)
        return found->second;
    const Type *canonical = type.getCanonicalType().getTypePtr();
    switch (canonical->getTypeClass()) {
    case Type::Builtin:
    case Type::Enum:
    case Type::BitInt:
        return builtin(canonical);
    case Type::Pointer:
    case Type::BlockPointer: {
        /* getAs keeps the sugar of the pointee. */
        const PointerType *pointer = type->getAs<PointerType>();
        QualType pointee = pointer != nullptr ? pointer->getPointeeType() : canonical->getPointeeType();
        return pointerTo(shallow(pointee, false), isUserPointer(QualType(pointer ? pointer : canonical, 0)));
    }
    case Type::Record:
        return record(cast<clang::RecordType>(canonical)->getDecl());
    case Type::ConstantArray:
    case Type::IncompleteArray:
    case Type::VariableArray:
        return array(context_.getAsArrayType(type), trailing);
    case Type::FunctionProto:
    case Type::FunctionNoProto: {
        bw_ir_ref result = shallow(cast<clang::FunctionType>(canonical)->getReturnType(), false);
        bw_ir_ref &ref = functions_[result];
        if (ref == 0) {
            bw_ir_type made = {};
            made.kind = BW_TYPE_FUNCTION;
            made.elem = result;
            made.align = 1;
            ref = push(made);
        }
        return ref;
    }
    case Type::Atomic:
        return shallow(cast<AtomicType>(canonical)->getValueType(), false);
    default:
        return opaqueFloat(QualType(canonical, 0));
    }
}

bw_ir_ref Types::integer(QualType type, uint8_t flags, const char *name)
{
    bw_ir_type made = {};
    TypeInfo info = context_.getTypeInfo(type);
    made.kind = BW_TYPE_INT;
    made.flags = flags;
    made.bits = static_cast<uint16_t>(context_.getIntWidth(type));
    made.size = info.Width / 8u;
    made.align = info.Align / 8u;
    made.name = name;
    if (type->isSignedIntegerOrEnumerationType()) {
        made.flags |= BW_TYPE_SIGNED;
        if (context_.getLangOpts().isSignedOverflowDefined())
            made.flags |= BW_TYPE_WRAPS;
    }
    return push(made);
}

/* A type whose values are never looked into. */
bw_ir_ref Types::opaqueFloat(QualType type)
{
    bw_ir_ref &ref = scalars_[type.getTypePtr()];
    if (ref == 0) {
        bw_ir_type made = {};
        made.kind = BW_TYPE_FLOAT;
        if (!type->isIncompleteType() && !type->isDependentType() && !type->isPlaceholderType()) {
            TypeInfo info = context_.getTypeInfo(type);
            made.size = info.Width / 8u;
            made.bits = static_cast<uint16_t>(info.Width);
            made.align = info.Align / 8u;
        }
        made.name = unit_.copy(type.getAsString());
        ref = push(made);
    }
    return ref;
}

bw_ir_ref Types::builtin(const Type *type)
{
    auto found = scalars_.find(type);
    if (found != scalars_.end())
        return found->second;
    QualType qualified(type, 0);
    bw_ir_ref ref;
    if (const auto *enumeration = dyn_cast<EnumType>(type)) {
        const EnumDecl *decl = enumeration->getDecl();
        if (const EnumDecl *definition = decl->getDefinition())
            decl = definition;
        QualType underlying = decl->getIntegerType();
        bw_ir_type made = {};
        made.kind = BW_TYPE_INT;
        made.flags = BW_TYPE_ENUM;
        made.name = unit_.copy(decl->getName());
        if (underlying.isNull()) {
            made.flags |= BW_TYPE_INCOMPLETE;
        } else {
            TypeInfo info = context_.getTypeInfo(underlying);
            made.bits = static_cast<uint16_t>(info.Width);
            made.size = info.Width / 8u;
            made.align = info.Align / 8u;
            if (underlying->isSignedIntegerType())
                made.flags |= BW_TYPE_SIGNED;
        }
        ref = push(made);
    } else if (type->isVoidType()) {
        bw_ir_type made = {};
        made.kind = BW_TYPE_VOID;
        made.align = 1;
        made.name = "void";
        ref = push(made);
    } else if (type->isBooleanType()) {
        ref = integer(qualified, 0, "_Bool");
        unit_.module.types.at[ref].kind = BW_TYPE_BOOL;
    } else if (type->isNullPtrType()) {
        ref = pointerTo(void_);
    } else if (type->isIntegerType()) {
        ref = integer(qualified, 0, unit_.copy(qualified.getAsString()));
    } else {
        return opaqueFloat(qualified);
    }
    scalars_[type] = ref;
    return ref;
}

/* Clang's -fstrict-flex-arrays: below 2, a trailing [1] may be larger than it says; [0] and [] always are here. */
bool Types::treatsTrailingAsFlexible(const ConstantArrayType *type)
{
    using Level = LangOptions::StrictFlexArraysLevelKind;
    Level level = context_.getLangOpts().getStrictFlexArraysLevel();
    return type->getZExtSize() == 1 && (level == Level::Default || level == Level::OneZeroOrIncomplete);
}

bw_ir_ref Types::array(const ArrayType *type, bool trailing)
{
    bw_ir_ref elem = shallow(type->getElementType(), false);
    if (isa<VariableArrayType>(type)) {
        bw_ir_ref &ref = vlas_[elem];
        if (ref == 0) {
            bw_ir_type made = {};
            made.kind = BW_TYPE_VLA;
            made.elem = elem;
            made.align = at(elem).align;
            ref = push(made);
        }
        return ref;
    }
    const auto *constant = dyn_cast<ConstantArrayType>(type);
    bool incomplete = constant == nullptr;
    uint64_t count = incomplete ? 0 : constant->getZExtSize();
    if (!incomplete && count != 0 && !(trailing && treatsTrailingAsFlexible(constant)))
        return arrayOf(elem, count);
    bw_ir_ref &ref = arrays_[{elem, count == 0 ? UINT64_MAX - incomplete : UINT64_MAX - 2}];
    if (ref == 0) {
        complete(elem);
        bw_ir_type made = {};
        made.kind = BW_TYPE_ARRAY;
        made.flags = BW_TYPE_FLEXIBLE;
        if (incomplete)
            made.flags |= BW_TYPE_INCOMPLETE;
        made.elem = elem;
        made.count = count;
        made.size = at(elem).size * count;
        made.align = at(elem).align;
        ref = push(made);
    }
    return ref;
}

bw_ir_ref Types::record(const RecordDecl *record)
{
    if (const RecordDecl *definition = record->getDefinition())
        record = definition;
    bw_ir_ref &slot = records_[record];
    if (slot != 0)
        return slot;
    bw_ir_type made = {};
    made.kind = record->isUnion() ? BW_TYPE_UNION : BW_TYPE_STRUCT;
    made.flags = BW_TYPE_INCOMPLETE;
    made.align = 1;
    llvm::StringRef name = record->getName();
    if (name.empty())
        if (const TypedefNameDecl *alias = record->getTypedefNameForAnonDecl())
            name = alias->getName();
    made.name = unit_.copy(name);
    bw_ir_ref ref = push(made);
    slot = ref;
    if (record->isCompleteDefinition() && !record->isInvalidDecl())
        shallow_[ref] = record;
    return ref;
}

void Types::completeRecord(bw_ir_ref ref, const RecordDecl *record)
{
    bw_ir_module &module = unit_.module;
    const ASTRecordLayout &layout = context_.getASTRecordLayout(record);
    bw_ir_ref first = module.fields.count;
    uint32_t count = 0;
    const FieldDecl *last = nullptr;
    for (const FieldDecl *field : record->fields()) {
        last = field;
        if (field->isUnnamedBitField())
            continue;
        bw_ir_field made = {};
        made.name = unit_.copy(field->getName());
        made.parent = ref;
        made.offset_bits = layout.getFieldOffset(field->getFieldIndex());
        if (field->isBitField())
            made.width_bits = compat::bitWidth(field, context_);
        bw_vec_push(module.arena, &module.fields, made);
        fields_[field] = first + count;
        count++;
    }
    bw_ir_type &type = module.types.at[ref];
    type.flags &= static_cast<uint8_t>(~BW_TYPE_INCOMPLETE);
    type.size = static_cast<uint64_t>(layout.getSize().getQuantity());
    type.align = static_cast<uint32_t>(layout.getAlignment().getQuantity());
    type.field = count != 0 ? first : 0;
    type.field_count = count;
    /* The entries of a record stand together; only now may the types of its fields add others. */
    for (const FieldDecl *field : record->fields()) {
        if (field->isUnnamedBitField())
            continue;
        bw_ir_ref at = fields_[field];
        bw_ir_ref field_type = shallow(field->getType(), field == last && !record->isUnion());
        complete(field_type);
        uint32_t annots_count = 0;
        bw_ir_ref annots = unit_.annotations(field, &annots_count);
        module.fields.at[at].type = field_type;
        module.fields.at[at].annots = annots;
        module.fields.at[at].annot_count = annots_count;
    }
    bindCounts(ref, record);
}

/* The field that a model names as the count of field. */
const FieldDecl *Types::modelledCount(const char *name, const RecordDecl *record, const FieldDecl *field)
{
    const bw_models &models = unit_.models;
    for (uint32_t i = 0; i < models.counts.count; i++) {
        const bw_model_count &count = models.counts.at[i];
        if (field->getName() != count.pointer_field || !bw_glob_match(count.record_glob, name))
            continue;
        for (const FieldDecl *other : record->fields())
            if (other->getName() == count.count_field)
                return other;
    }
    return nullptr;
}

void Types::bindCounts(bw_ir_ref ref, const RecordDecl *record)
{
    const char *name = at(ref).name;
    for (const FieldDecl *field : record->fields()) {
        const FieldDecl *counter = nullptr;
        bool bytes = false;
        QualType type = field->getType();
        if (type.getTypePtr() != type.getCanonicalType().getTypePtr()) {
            if (const auto *counted = type->getAs<CountAttributedType>()) {
                bytes = counted->isCountInBytes();
                if (const auto *ref = dyn_cast<DeclRefExpr>(counted->getCountExpr()->IgnoreParenImpCasts()))
                    counter = dyn_cast<FieldDecl>(ref->getDecl());
            }
        }
        if (counter == nullptr && field->hasAttrs()) {
            llvm::StringRef name = Unit::countedByAnnotation(field);
            for (const FieldDecl *other : record->fields())
                if (!name.empty() && other->getName() == name)
                    counter = other;
        }
        if (counter == nullptr && unit_.models.counts.count != 0)
            counter = modelledCount(name, record, field);
        if (counter == nullptr || counter->getParent() != record)
            continue;
        bw_ir_field &entry = unit_.module.fields.at[fields_[field]];
        entry.counted_by = fields_[counter];
        entry.counted_in_bytes = bytes;
    }
}

bw_ir_ref Types::field(const FieldDecl *field)
{
    auto found = fields_.find(field);
    if (found != fields_.end())
        return found->second;
    complete(record(field->getParent()));
    return fields_.lookup(field);
}

} // namespace bulwark
