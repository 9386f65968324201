// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Facts that a programmer wrote on declarations: Bulwark's annotations, and the attributes of GCC and Clang.
#include "lower.h"

#include "clang/AST/Attr.h"

using namespace clang;

namespace bulwark {

/* Calls use(text) for each fact on the declaration. The runtime's macros write btf_decl_tag, because an annotate on a
   field or a function changes the code Clang generates; annotate is understood for those who write it themselves. */
template <typename Use> static void forEachFact(const Decl *decl, Use use)
{
    if (!decl->hasAttrs())
        return;
    for (const Attr *attr : decl->attrs()) {
        if (const auto *annotate = dyn_cast<AnnotateAttr>(attr))
            use(annotate->getAnnotation());
        else if (const auto *tag = dyn_cast<BTFDeclTagAttr>(attr))
            use(tag->getBTFDeclTag());
        else if (const auto *section = dyn_cast<SectionAttr>(attr))
            if (section->getName().starts_with(".init") || section->getName() == "INIT")
                use("bulwark::once"); /* thrown away when the kernel or the driver is up */
    }
}

/* What a thread safety attribute names, as it is written: the locks of a fact of ours each. */
template <typename Exprs, typename Use> static void lockFacts(const FunctionDecl *function, const char *fact, Exprs exprs, Use use)
{
    PrintingPolicy policy(function->getASTContext().getLangOpts());
    for (const Expr *expr : exprs) {
        std::string text;
        llvm::raw_string_ostream stream(text);
        expr->IgnoreImplicit()->printPretty(stream, nullptr, policy);
        stream.flush();
        use(std::string("bulwark::") + fact + "(" + text + ")");
    }
}

/* Clang's own attributes that say the same as a fact of ours. index: of the parameter that decl is, or -1. */
template <typename Use> static void forEachAttribute(const FunctionDecl *function, int index, Use use)
{
    if (!function->hasAttrs())
        return;
    for (const Attr *attr : function->attrs()) {
        if (const auto *owner = dyn_cast<OwnershipAttr>(attr)) {
            std::string family = owner->getModule()->getName().str();
            bool returns = owner->isReturns();
            if (returns && index < 0)
                use("bulwark::allocates(" + family + ")");
            for (const ParamIdx &param : owner->args()) {
                if (returns && index < 0)
                    use("bulwark::returns_bytes(arg" + std::to_string(param.getASTIndex()) + ")");
                else if (!returns && index >= 0 && param.getASTIndex() == static_cast<unsigned>(index))
                    use(owner->isTakes() ? "bulwark::frees(" + family + ")" : std::string("bulwark::keeps"));
            }
        } else if (const auto *acquire = dyn_cast<AcquireCapabilityAttr>(attr); acquire != nullptr && index < 0) {
            lockFacts(function, "acquires", acquire->args(), use);
        } else if (const auto *release = dyn_cast<ReleaseCapabilityAttr>(attr); release != nullptr && index < 0) {
            lockFacts(function, "releases", release->args(), use);
        } else if (const auto *hold = dyn_cast<RequiresCapabilityAttr>(attr); hold != nullptr && index < 0) {
            lockFacts(function, "requires_lock", hold->args(), use);
        } else if (const auto *nonnull = dyn_cast<NonNullAttr>(attr)) {
            bool pointer = index >= 0 && function->getParamDecl(static_cast<unsigned>(index))->getType()->isPointerType();
            if (pointer && nonnull->isNonNull(static_cast<unsigned>(index)))
                use(std::string("bulwark::nonnull"));
        }
    }
}

/* A fact with the parameters it names as arg0, arg1 and so on: declarations of one function may call them differently. */
static std::string byNumber(llvm::StringRef text, const FunctionDecl *function)
{
    std::string made;
    size_t open = text.find('(');
    if (open == llvm::StringRef::npos)
        return text.str();
    made = text.take_front(open).str();
    for (llvm::StringRef rest = text.drop_front(open); !rest.empty();) {
        llvm::StringRef word = rest.take_while([](char c) { return isalnum(static_cast<unsigned char>(c)) || c == '_'; });
        if (word.empty()) {
            made += rest.front();
            rest = rest.drop_front();
            continue;
        }
        std::string number;
        for (const ParmVarDecl *param : function->parameters())
            if (param->getName() == word)
                number = "arg" + std::to_string(param->getFunctionScopeIndex());
        made += number.empty() ? word.str() : number;
        rest = rest.drop_front(word.size());
    }
    return made;
}

/* A parameter's facts may stand on any declaration of its function; each names parameters as its own declaration does. */
template <typename Use> static void forEachParamFact(const ParmVarDecl *param, const FunctionDecl *function, Use use)
{
    unsigned index = param->getFunctionScopeIndex();
    bool entry = false;
    for (const FunctionDecl *decl : function->redecls()) {
        if (index >= decl->getNumParams())
            continue;
        forEachFact(decl->getParamDecl(index), [&](llvm::StringRef text) { use(byNumber(text, decl)); });
        forEachFact(decl, [&](llvm::StringRef text) { entry = entry || text == "bulwark::kernel_entry"; });
    }
    forEachAttribute(function->getMostRecentDecl(), static_cast<int>(index), use);
    if (param->hasAttr<NonNullAttr>())
        use(std::string("bulwark::nonnull"));
    if (entry) /* what a system call is given: addresses and numbers of a user process */
        use(std::string(param->getType()->isPointerType() ? "bulwark::user" : "bulwark::untrusted"));
}

/* The kernel's markers that Clang keeps as address spaces or type tags reach the module as pointer types instead. */
bw_ir_ref Unit::annotations(const Decl *decl, uint32_t *ret_count)
{
    *ret_count = 0;
    bw_ir_ref first = module.annots.count;
    auto add = [&](llvm::StringRef text) {
        bw_ir_annot annot = {copy(text)};
        bw_vec_push(module.arena, &module.annots, annot);
    };
    const auto *param = dyn_cast<ParmVarDecl>(decl);
    const auto *owner = param != nullptr ? dyn_cast_or_null<FunctionDecl>(param->getDeclContext()) : nullptr;
    if (owner != nullptr) {
        forEachParamFact(param, owner, add);
    } else if (const auto *function = dyn_cast<FunctionDecl>(decl)) {
        forEachFact(function, [&](llvm::StringRef text) { add(byNumber(text, function)); });
        forEachAttribute(function, -1, [&](const std::string &text) { add(byNumber(text, function)); });
    } else {
        forEachFact(decl, add);
    }
    *ret_count = module.annots.count - first;
    return *ret_count != 0 ? first : 0;
}

bool Unit::hasAnnotation(const Decl *decl, llvm::StringRef text)
{
    bool found = false;
    forEachFact(decl, [&](llvm::StringRef fact) { found = found || fact == text; });
    return found;
}

/* The name in the fact "bulwark::counted_by(name)", or nothing. */
llvm::StringRef Unit::countedByAnnotation(const Decl *decl)
{
    llvm::StringRef name;
    forEachFact(decl, [&](llvm::StringRef text) {
        if (name.empty() && text.consume_front("bulwark::counted_by(") && text.consume_back(")"))
            name = text.trim();
    });
    return name;
}

void Unit::funcAttributes(const FunctionDecl *decl, bw_ir_func *func)
{
    /* Attributes are inherited from one declaration to the next: the last one has them all. */
    const FunctionDecl *last = decl->getMostRecentDecl();
    for (unsigned i = 0; i < decl->getNumParams() && i < 32; i++)
        if (decl->getParamDecl(i)->getType()->isPointerType() &&
            decl->getParamDecl(i)->getType()->getPointeeType().isConstQualified())
            func->const_params |= UINT32_C(1) << i;
    if (!last->hasAttrs())
        return;
    func->annots = annotations(last, &func->annot_count);
    if (const auto *size = last->getAttr<AllocSizeAttr>()) {
        func->alloc_size[0] = static_cast<uint8_t>(size->getElemSizeParam().getSourceIndex());
        if (size->getNumElemsParam().isValid())
            func->alloc_size[1] = static_cast<uint8_t>(size->getNumElemsParam().getSourceIndex());
    }
    if (last->hasAttr<RestrictAttr>())
        func->flags |= BW_FUNC_MALLOC;
    if (last->hasAttr<ReturnsNonNullAttr>())
        func->flags |= BW_FUNC_RETURNS_NONNULL;
    if (last->hasAttr<PureAttr>() || last->hasAttr<ConstAttr>())
        func->flags |= BW_FUNC_PURE;
    if (last->hasAttr<ReturnsTwiceAttr>())
        func->flags |= BW_FUNC_SETJMP;
}

/* Does the unit declare such a function, or define such a macro? */
bool Unit::offers(void *unit, const char *name)
{
    ASTContext &context = static_cast<Unit *>(unit)->context;
    const IdentifierInfo &id = context.Idents.get(name);
    if (id.hasMacroDefinition())
        return true;
    for (const NamedDecl *found : context.getTranslationUnitDecl()->lookup(DeclarationName(&id)))
        if (isa<FunctionDecl>(found))
            return true;
    return false;
}

/* What a model says of a name holds where the unit has what is to be called instead: that is a fact of the unit, so the
   function carries it. */
void Unit::markDeprecated(bw_ir_func *func)
{
    if (func->flags & BW_FUNC_MAIN_FILE)
        return;
    const bw_model_deprecated *entry = bw_models_deprecated(&models, func->name, offers, this);
    if (entry == nullptr)
        return;
    bw_ir_annot annot = {copy(std::string(BW_DEPRECATED_PREFIX) + entry->use + ")")};
    bw_vec_push(module.arena, &module.annots, annot);
    if (func->annot_count++ == 0)
        func->annots = module.annots.count - 1;
}

} // namespace bulwark
