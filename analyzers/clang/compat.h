/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The differences between the supported Clang versions, and nothing else: every version #if of the plugin stands here.
 */
#ifndef BULWARK_CLANG_COMPAT_H
#define BULWARK_CLANG_COMPAT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/Version.h"

namespace bulwark {
namespace compat {

inline unsigned bitWidth(const clang::FieldDecl *field, const clang::ASTContext &context)
{
#if CLANG_VERSION_MAJOR >= 20
    (void)context;
    return field->getBitWidthValue();
#else
    return field->getBitWidthValue(context);
#endif
}

inline bool traitValue(const clang::TypeTraitExpr *trait)
{
#if CLANG_VERSION_MAJOR >= 21
    return trait->getBoolValue();
#else
    return trait->getValue();
#endif
}

/* The attributes a BTF type tag or the like puts between a pointer and its pointee. */
inline bool isUserTag(llvm::StringRef tag)
{
    return tag == "user";
}

/* A statement to run when its scope is left (C2y defer), or NULL. */
inline const clang::Stmt *deferredBody(const clang::Stmt *stmt)
{
#if CLANG_VERSION_MAJOR >= 22
    if (const auto *defer = llvm::dyn_cast<clang::DeferStmt>(stmt))
        return defer->getBody();
#else
    (void)stmt;
#endif
    return nullptr;
}

/* Without a group, so that neither -Werror nor -Wno-… of the user changes it: its severity is ours. */
inline unsigned customDiag(clang::DiagnosticsEngine &engine, clang::DiagnosticIDs::Level level)
{
    return engine.getDiagnosticIDs()->getCustomDiagID(level, "%0");
}

} /* namespace compat */
} /* namespace bulwark */

#endif
