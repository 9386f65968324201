// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The initialisers of globals, as values at places: what Clang evaluates them to.
#include "lower.h"

#include "clang/AST/APValue.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecordLayout.h"

using namespace clang;

namespace bulwark {

/* Longer tables are data: their places are called unknown. */
enum : uint64_t { INIT_BYTES_MAX = 65536, INIT_PLACES_MAX = 1024 };

/* Whoever gets the address of a variable here may write to it. */
void Unit::addressesTaken(const Stmt *init)
{
    if (init == nullptr)
        return;
    if (const auto *ref = dyn_cast<DeclRefExpr>(init)) {
        const auto *var = dyn_cast<VarDecl>(ref->getDecl());
        if (var != nullptr && var->hasGlobalStorage() && !context.getBaseElementType(var->getType()).isConstQualified())
            module.objects.at[object(var)].flags |= BW_OBJECT_ADDRESS_TAKEN;
        return;
    }
    for (const Stmt *child : init->children())
        addressesTaken(child);
}

static bool refersToMuch(const Expr *init)
{
    const auto *list = dyn_cast<InitListExpr>(init->IgnoreParens());
    return list != nullptr && list->getNumInits() > INIT_PLACES_MAX;
}

void Unit::flattenAddress(const APValue &value, bw_ir_init init, std::vector<bw_ir_init> *inits)
{
    int64_t offset = value.getLValueOffset().getQuantity();
    APValue::LValueBase base = value.getLValueBase();
    init.kind = BW_INIT_UNKNOWN;
    init.value = offset;
    if (base.isNull()) {
        init.kind = BW_INIT_INT;
    } else if (const auto *decl = base.dyn_cast<const ValueDecl *>()) {
        if (const auto *var = dyn_cast<VarDecl>(decl)) {
            init.kind = BW_INIT_OBJECT;
            init.ref = object(var);
        } else if (const auto *function = dyn_cast<FunctionDecl>(decl)) {
            init.kind = BW_INIT_FUNC;
            init.ref = func(function);
        }
    } else if (const auto *expr = base.dyn_cast<const Expr *>()) {
        if (const auto *text = dyn_cast<StringLiteral>(expr)) {
            init.kind = BW_INIT_OBJECT;
            init.ref = literal(text);
        }
    }
    inits->push_back(init);
}

void Unit::flatten(const APValue &value, QualType type, uint64_t offset_bits, std::vector<bw_ir_init> *inits)
{
    bw_ir_init init = {};
    init.offset_bits = offset_bits;
    init.bits = static_cast<uint32_t>(context.getTypeSize(type));
    if (inits->size() > INIT_PLACES_MAX)
        return;
    switch (value.getKind()) {
    case APValue::Int:
        init.kind = BW_INIT_INT;
        init.value = static_cast<int64_t>(value.getInt().extOrTrunc(64).getZExtValue());
        if (init.bits > 64)
            init.kind = BW_INIT_UNKNOWN;
        if (init.kind == BW_INIT_UNKNOWN || init.value != 0)
            inits->push_back(init);
        return;
    case APValue::LValue:
        return flattenAddress(value, init, inits);
    case APValue::Array: {
        const auto *array = context.getAsConstantArrayType(type);
        if (array == nullptr)
            break;
        QualType elem = array->getElementType();
        uint64_t step = context.getTypeSize(elem);
        uint64_t count = value.getArraySize(), given = value.getArrayInitializedElts();
        for (uint64_t i = 0; i < given && inits->size() <= INIT_PLACES_MAX; i++)
            flatten(value.getArrayInitializedElt(static_cast<unsigned>(i)), elem, offset_bits + i * step, inits);
        if (!value.hasArrayFiller() || given == count)
            return;
        std::vector<bw_ir_init> one;
        flatten(value.getArrayFiller(), elem, 0, &one);
        for (uint64_t i = given; i < count && !one.empty() && inits->size() <= INIT_PLACES_MAX; i++)
            flatten(value.getArrayFiller(), elem, offset_bits + i * step, inits);
        return;
    }
    case APValue::Struct: {
        const RecordDecl *record = type->castAs<clang::RecordType>()->getDecl()->getDefinition();
        if (record == nullptr || value.getStructNumBases() != 0)
            break;
        const ASTRecordLayout &layout = context.getASTRecordLayout(record);
        for (const FieldDecl *field : record->fields()) {
            unsigned number = field->getFieldIndex();
            uint64_t at = offset_bits + layout.getFieldOffset(number);
            if (field->isUnnamedBitField() || number >= value.getStructNumFields())
                continue;
            size_t first = inits->size();
            flatten(value.getStructField(number), field->getType(), at, inits);
            if (!field->isBitField())
                continue;
            for (size_t i = first; i < inits->size(); i++)
                (*inits)[i].bits = compat::bitWidth(field, context);
        }
        return;
    }
    case APValue::Union:
        if (value.getUnionField() != nullptr && !value.getUnionField()->isBitField())
            return flatten(value.getUnionValue(), value.getUnionField()->getType(), offset_bits, inits);
        break;
    default:
        break;
    }
    init.kind = BW_INIT_UNKNOWN;
    if (init.bits != 0)
        inits->push_back(init);
}

/* Only what the unit itself defines, or what is constant: other variables of headers may be changed by code that is not
 * lowered. */
void Unit::initialValue(const VarDecl *definition, bw_ir_ref ref)
{
    bool defined = definition->isThisDeclarationADefinition(context) != VarDecl::DeclarationOnly;
    bool is_const = (module.objects.at[ref].flags & BW_OBJECT_CONST) != 0;
    bool own = source.isCode(definition->getLocation());
    uint64_t size = module.objects.at[ref].size;
    const Expr *init = definition->getAnyInitializer();
    /* what assembly or a linker script names is written where no code shows it */
    if (definition->hasAttr<UsedAttr>() || definition->hasAttr<AsmLabelAttr>())
        module.objects.at[ref].flags |= BW_OBJECT_ADDRESS_TAKEN;
    if (!defined || (!own && !is_const) || size == 0)
        return;
    if (init == nullptr) {
        module.objects.at[ref].init_known = !definition->isWeak() && !is_const;
        return;
    }
    if (own)
        addressesTaken(init);
    if (size > INIT_BYTES_MAX || refersToMuch(init) || definition->isWeak())
        return;
    const APValue *value = definition->evaluateValue();
    if (value == nullptr)
        return;
    std::vector<bw_ir_init> inits;
    flatten(*value, definition->getType(), 0, &inits);
    if (inits.size() > INIT_PLACES_MAX)
        return;
    auto *entries = static_cast<bw_ir_init *>(
        bw_core_alloc(module.arena, inits.size() + 1, sizeof(bw_ir_init), alignof(bw_ir_init)));
    std::copy(inits.begin(), inits.end(), entries);
    bw_ir_object &made = module.objects.at[ref];
    made.init = entries;
    made.init_count = static_cast<uint32_t>(inits.size());
    made.init_known = true;
}

/* A table of functions: through it a system calls, whether or not the unit itself names it. */
static bool isTable(const ASTContext &context, QualType type)
{
    const auto *record = context.getBaseElementType(type)->getAs<clang::RecordType>();
    const RecordDecl *definition = record != nullptr ? record->getDecl()->getDefinition() : nullptr;
    if (definition == nullptr)
        return false;
    for (const FieldDecl *field : definition->fields())
        if (field->getType()->isFunctionPointerType())
            return true;
    return false;
}

void Unit::global(const VarDecl *var)
{
    const VarDecl *definition = var->getDefinition(context);
    if (definition == nullptr || definition->isInvalidDecl())
        return;
    /* What nothing outside can name, and code mentions, is entered when it is met; but it may hold addresses of others. */
    if (definition->isExternallyVisible() ||
        (definition->hasInit() && source.isCode(definition->getLocation()) && isTable(context, definition->getType())))
        object(definition);
    else if (const Expr *init = definition->getAnyInitializer())
        addressesTaken(init);
}

} // namespace bulwark
