// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The module: its objects and functions, each entered when code first mentions it.
#include "lower.h"

#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/TargetInfo.h"

using namespace clang;

namespace bulwark {

/* A module that the types of its unit can be made in. */
static bw_ir_module makeModule(ASTContext &context, bw_arena *arena, const char *name)
{
    bw_ir_module module;
    bw_ir_module_init(&module, arena, name);
    const TargetInfo &target = context.getTargetInfo();
    const std::string &triple = target.getTriple().str();
    module.target = bw_ir_copy_text(&module, triple.data(), triple.size());
    module.pointer_bits = static_cast<uint16_t>(target.getPointerWidth(LangAS::Default));
    module.big_endian = target.isBigEndian();
    return module;
}

static bool resolveLoc(void *context, bw_ir_loc loc, bw_pos *ret_pos)
{
    return static_cast<Unit *>(context)->source.resolve(loc, ret_pos);
}

static const char *textOf(void *context, bw_ir_loc loc, size_t *ret_size)
{
    return static_cast<Unit *>(context)->source.text(loc, ret_size);
}

static bool lowerFunc(void *context, bw_ir_module *, bw_ir_ref func)
{
    return static_cast<Unit *>(context)->lower(func);
}

Unit::Unit(ASTContext &ast, const Arguments &args, const bw_models &known, bw_arena *arena, const char *name)
    : context(ast), arguments(args), models(known), module(makeModule(ast, arena, name)),
      source(ast, args, known, module), types(*this)
{
    module.source.context = this;
    module.source.resolve = resolveLoc;
    module.source.text = textOf;
    module.source.lower = lowerFunc;
}

bw_ir_ref Unit::reason(llvm::StringRef text)
{
    std::string name = text.lower();
    count("opaque." + name);
    return bw_ir_string(&module, name.c_str());
}

/* ---- objects -------------------------------------------------------------------------------------------------- */

bw_ir_object Unit::makeObject(const VarDecl *var, bw_ir_object_kind kind)
{
    bw_ir_object made = {};
    QualType type = var->getType();
    made.kind = kind;
    made.name = copy(var->getName());
    made.type = types.of(type);
    const bw_ir_type &entry = types.at(made.type);
    made.size = entry.kind == BW_TYPE_VLA ? 0 : entry.size;
    if (context.getBaseElementType(type).isConstQualified())
        made.flags |= BW_OBJECT_CONST;
    if (context.getBaseElementType(type).isVolatileQualified())
        made.flags |= BW_OBJECT_VOLATILE;
    made.loc = Source::encode(SourceRange(var->getLocation()));
    made.annots = annotations(var, &made.annot_count);
    return made;
}

bw_ir_object Unit::makeTemp(bw_ir_object_kind kind, bw_ir_ref type, bw_ir_loc loc)
{
    bw_ir_object made = {};
    made.kind = kind;
    made.name = "";
    made.type = type;
    made.size = types.at(type).size;
    made.loc = loc;
    return made;
}

/* The bytes of a constant table of characters, the one flat initialiser that names things. */
void Unit::constantData(const VarDecl *var, bw_ir_object *object)
{
    const Expr *init = var->getAnyInitializer();
    if (init == nullptr || !(object->flags & BW_OBJECT_CONST))
        return;
    const auto *literal = dyn_cast<StringLiteral>(init->IgnoreParens());
    if (literal == nullptr || literal->getCharByteWidth() != 1 || object->size == 0 || object->size > 65536)
        return;
    std::string bytes = literal->getString().str();
    bytes.resize(object->size, '\0');
    object->data = copy(bytes);
}

bw_ir_ref Unit::object(const VarDecl *var)
{
    bw_ir_ref &slot = objects_[var->getCanonicalDecl()];
    if (slot != 0)
        return slot;
    const VarDecl *definition = var->getDefinition(context);
    if (definition == nullptr)
        definition = var->getMostRecentDecl();
    bw_ir_object made = makeObject(definition, BW_OBJECT_GLOBAL);
    if (!var->isExternallyVisible())
        made.flags |= BW_OBJECT_STATIC;
    if (definition->hasExternalStorage() && !definition->isThisDeclarationADefinition(context))
        made.flags |= BW_OBJECT_EXTERN;
    if (source.isSystem(var->getLocation()))
        made.flags |= BW_OBJECT_SYSTEM;
    constantData(definition, &made);
    bw_vec_push(module.arena, &module.objects, made);
    bw_ir_ref ref = module.objects.count - 1;
    objects_[var->getCanonicalDecl()] = ref;
    initialValue(definition, ref);
    return ref;
}

bw_ir_ref Unit::literal(const StringLiteral *literal)
{
    bw_ir_ref &slot = literals_[literal];
    if (slot != 0)
        return slot;
    /* As an initialiser a literal has the type of what it fills; as an object it is as long as it is written. */
    QualType character = context.getAsArrayType(literal->getType())->getElementType();
    bw_ir_ref type = types.arrayOf(types.of(character), literal->getLength() + uint64_t(1));
    bw_ir_object made = makeTemp(BW_OBJECT_LITERAL, type, Source::encode(literal->getSourceRange()));
    std::string bytes = literal->getBytes().str();
    bytes.resize(made.size, '\0');
    made.data = copy(bytes);
    made.flags = BW_OBJECT_STATIC;
    bw_vec_push(module.arena, &module.objects, made);
    slot = module.objects.count - 1;
    return slot;
}

/* ---- functions ------------------------------------------------------------------------------------------------ */

uint32_t Unit::funcFlags(const FunctionDecl *decl, const FunctionDecl *definition)
{
    const FunctionDecl *shown = definition != nullptr ? definition : decl;
    SourceLocation loc = shown->getLocation();
    uint32_t flags = 0;
    if (!decl->isExternallyVisible())
        flags |= BW_FUNC_STATIC;
    if (shown->isInlineSpecified())
        flags |= BW_FUNC_INLINE;
    if (decl->isVariadic())
        flags |= BW_FUNC_VARIADIC;
    if (decl->getMostRecentDecl()->isNoReturn())
        flags |= BW_FUNC_NORETURN;
    if (definition != nullptr && source.isCode(loc))
        flags |= BW_FUNC_MAIN_FILE;
    if (source.isSystem(loc))
        flags |= BW_FUNC_SYSTEM;
    if (source.isHardened(loc))
        flags |= BW_FUNC_HARDENED;
    if (source.isTrusted(loc) || hasAnnotation(shown, "bulwark::runtime"))
        flags |= BW_FUNC_TRUSTED;
    return flags;
}

/* The parameters of a function whose body is not there: for their types and annotations. */
void Unit::declareParams(const FunctionDecl *decl, bw_ir_func *func, bw_ir_ref ref)
{
    std::vector<bw_ir_object> params;
    for (const ParmVarDecl *param : decl->parameters())
        params.push_back(makeObject(param, BW_OBJECT_PARAM));
    func->object = params.empty() ? 0 : module.objects.count;
    func->param_count = func->object_count = static_cast<uint32_t>(params.size());
    for (bw_ir_object &param : params) {
        param.func = ref;
        bw_vec_push(module.arena, &module.objects, param);
    }
}

static bool isSetjmp(llvm::StringRef name)
{
    return name == "setjmp" || name == "_setjmp" || name == "sigsetjmp" || name == "__sigsetjmp" || name == "savectx" ||
           name == "__builtin_setjmp" || name == "_setjmpex";
}

bw_ir_ref Unit::func(const FunctionDecl *decl)
{
    const FunctionDecl *key = decl->getCanonicalDecl();
    auto found = funcs_.find(key);
    if (found != funcs_.end())
        return found->second;
    const FunctionDecl *definition = nullptr;
    decl->isDefined(definition);
    if (definition != nullptr && !definition->doesThisDeclarationHaveABody())
        definition = nullptr;
    const FunctionDecl *shown = definition != nullptr ? definition : decl->getMostRecentDecl();
    bw_ir_func made = {};
    llvm::StringRef name = decl->getDeclName().isIdentifier() ? decl->getName() : llvm::StringRef();
    unsigned id = decl->getBuiltinID();
    if (id != 0 && !context.BuiltinInfo.isPredefinedLibFunction(id)) {
        made.flags |= BW_FUNC_BUILTIN;
        if (context.BuiltinInfo.isLibFunction(id))
            name.consume_front("__builtin_");
    }
    made.name = copy(name);
    made.flags |= funcFlags(decl, definition);
    if (isSetjmp(name))
        made.flags |= BW_FUNC_SETJMP;
    made.body = definition != nullptr ? BW_BODY_AVAILABLE : BW_BODY_NONE;
    made.type = types.of(shown->getType());
    made.ret = types.of(shown->getReturnType());
    made.loc = Source::encode(SourceRange(shown->getLocation()));
    made.producer = const_cast<FunctionDecl *>(shown);
    funcAttributes(decl, &made);
    markDeprecated(&made);
    if (const bw_model *model = bw_models_find(&models, made.name))
        if (model->flags & BW_MODEL_NORETURN)
            made.flags |= BW_FUNC_NORETURN;
    bw_ir_ref ref = module.funcs.count;
    declareParams(shown, &made, ref);
    bw_vec_push(module.arena, &module.funcs, made);
    funcs_[key] = ref;
    return ref;
}

/* The function that a builtin stands for when the two are not the same declaration. */
bw_ir_ref Unit::builtinFunc(llvm::StringRef name, const FunctionDecl *decl)
{
    bw_ir_ref ref = func(decl);
    module.funcs.at[ref].name = copy(name);
    return ref;
}

bool Unit::lower(bw_ir_ref ref)
{
    bw_ir_func before = module.funcs.at[ref];
    if (before.body != BW_BODY_AVAILABLE)
        return before.body == BW_BODY_LOWERED;
    Body body(*this, static_cast<const FunctionDecl *>(before.producer), ref);
    if (!body.run()) {
        module.funcs.at[ref].body = BW_BODY_FAILED;
        count("functions.failed");
        return false;
    }
    /* The body has its own entries of the parameters now. */
    for (uint32_t i = 0; i < before.object_count; i++)
        module.objects.at[before.object + i].kind = BW_OBJECT_NONE;
    count("functions.lowered");
    if (before.flags & BW_FUNC_MAIN_FILE)
        count("functions.main");
    const char *fault = arguments.verify ? bw_ir_verify(&module, ref) : nullptr;
    if (fault != nullptr) {
        count("functions.malformed");
        llvm::errs() << "bulwark: malformed function '" << before.name << "': " << fault << "\n";
    }
    return true;
}

} // namespace bulwark
