// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry of the plugin: its arguments, and what it does with one translation unit of C.
#include "analyse.h"
#include "emit.h"
#include "lower.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"

extern "C" {
#include "bulwark/arena.h"
#include "core/check_list.h"
#include "core/ir_text.h"
}

using namespace clang;

namespace bulwark {
namespace {

enum : size_t { ARENA_CHUNK = size_t(1) << 20 };

/* The name of the main action that stands in for the making of code: the unit's output is its record then, in the place
 * of the object file, where a compiler cache keeps it. */
const char record_action[] = "bulwark-record";

/* Holds all memory of one unit's module. */
struct Memory {
    Memory() : usable(bw_arena_init(&arena, ARENA_CHUNK) == BW_OK) {}
    ~Memory() { bw_arena_destroy(&arena); }
    bw_arena arena = {};
    bool usable;
};

class Consumer : public ASTConsumer
{
  public:
    Consumer(CompilerInstance &compiler, Arguments arguments, std::string unit)
        : compiler_(compiler), arguments_(std::move(arguments)), name_(std::move(unit))
    {
    }

    bool HandleTopLevelDecl(DeclGroupRef group) override
    {
        /* Called for every declaration of every header: no work here that can wait. */
        for (Decl *decl : group) {
            if (auto *func = dyn_cast<FunctionDecl>(decl)) {
                if (func->doesThisDeclarationHaveABody())
                    bodies_.push_back(func);
            } else if (auto *var = dyn_cast<VarDecl>(decl)) {
                if (var->hasAttrs() && Unit::hasAnnotation(var, "bulwark::hardened"))
                    hardened_.push_back(var);
                globals_.push_back(var);
            }
        }
        return true;
    }

    void HandleTranslationUnit(ASTContext &context) override
    {
        if (compiler_.getFrontendOpts().ActionName == record_action)
            arguments_.record = compiler_.getFrontendOpts().OutputFile;
        DiagnosticsEngine &engine = compiler_.getDiagnostics();
        if (engine.hasErrorOccurred() || engine.hasUnrecoverableErrorOccurred())
            return;
        Memory memory;
        bw_models models;
        if (!memory.usable || !loadModels(engine, arguments_, &memory.arena, &models))
            return;
        Unit unit(context, arguments_, models, &memory.arena, name_.c_str());
        for (const VarDecl *var : hardened_)
            unit.source.setHardened(var->getLocation());
        unit.module.hardened = unit.source.mainIsHardened();
        if (unit.module.hardened)
            unit.count("hardened");
        for (const FunctionDecl *func : bodies_)
            if (arguments_.all || unit.source.isCode(func->getLocation()))
                unit.lower(unit.func(func));
        for (const VarDecl *var : globals_)
            if (unit.source.isCode(var->getLocation()))
                unit.global(var);
        if (arguments_.dump)
            dump(unit, memory.arena);
        if (arguments_.verify)
            for (const auto &count : unit.counts)
                llvm::outs() << "count " << count.first << " " << count.second << "\n";
        if (!arguments_.dump && !arguments_.lower_only)
            analyse(engine, unit, &memory.arena);
    }

  private:
    void dump(Unit &unit, bw_arena &arena)
    {
        const char *text, *error;
        size_t size;
        if (bw_ir_write_text(&unit.module, arguments_.bare ? 0 : BW_IR_TEXT_POSITIONS, &arena, &text, &size, &error))
            llvm::outs() << llvm::StringRef(text, size);
        else
            emitPlain(compiler_.getDiagnostics(), DiagnosticIDs::Error, std::string("bulwark: ") + error);
    }

    CompilerInstance &compiler_;
    Arguments arguments_;
    std::string name_;
    std::vector<const FunctionDecl *> bodies_;
    std::vector<const VarDecl *> hardened_, globals_;
};

/* kbuild and configure scripts compile from nowhere to learn what the compiler can do. */
bool isProbe(llvm::StringRef file)
{
    return file.empty() || file == "-" || file == "/dev/null";
}

bool isPlainC(const LangOptions &options)
{
    return !options.CPlusPlus && !options.ObjC && !options.OpenCL && !options.CUDA && !options.HLSL;
}

class Action : public PluginASTAction
{
  protected:
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &compiler, llvm::StringRef file) override
    {
        if (isProbe(file) || !isPlainC(compiler.getLangOpts()))
            return std::make_unique<ASTConsumer>();
        return std::make_unique<Consumer>(compiler, arguments_, file.str());
    }

    bool ParseArgs(const CompilerInstance &compiler, const std::vector<std::string> &arguments) override
    {
        DiagnosticsEngine &engine = compiler.getDiagnostics();
        for (const std::string &argument : arguments) {
            if (take(argument))
                continue;
            emitPlain(engine, DiagnosticIDs::Error,
                      "bulwark: unknown argument '" + argument +
                          "'; known are record=FILE, models=FILE, hardened=GLOB, checks=LIST, raw-op=LIST, quiet, error, "
                          "dump-ir[=bare], verify, lower-only, lower-all");
            return false;
        }
        bool off[BW_CHECK_COUNT], raw_off[BW_RAW_KIND_COUNT];
        std::string unknown;
        if (!selectChecks(arguments_.checks, off, &unknown)) {
            emitPlain(engine, DiagnosticIDs::Error, "bulwark: there is no check '" + unknown + "' to enable");
            return false;
        }
        if (selectRaw(arguments_.raw_op, raw_off, &unknown))
            return true;
        emitPlain(engine, DiagnosticIDs::Error,
                  "bulwark: raw-op has no kind '" + unknown + "'; it has "
#define X(ident, word, summary) word ", "
                      BW_RAW_KINDS(X)
#undef X
                      "and none");
        return false;
    }

    ActionType getActionType() override { return AddBeforeMainAction; }

  private:
    bool take(llvm::StringRef argument)
    {
        if (argument.consume_front("record="))
            arguments_.record = argument.str();
        else if (argument.consume_front("models="))
            arguments_.models.push_back(argument.str());
        else if (argument.consume_front("hardened="))
            arguments_.hardened.push_back(argument.str());
        else if (argument.consume_front("checks="))
            arguments_.checks = argument.str();
        else if (argument.consume_front("raw-op="))
            arguments_.raw_op = argument.str();
        else if (argument == "quiet")
            arguments_.quiet = true;
        else if (argument == "error")
            arguments_.error = true;
        else if (argument == "dump-ir" || argument == "dump-ir=bare")
            arguments_.dump = true, arguments_.bare = argument.ends_with("=bare");
        else if (argument == "verify")
            arguments_.verify = true;
        else if (argument == "lower-only")
            arguments_.lower_only = true;
        else if (argument == "lower-all")
            arguments_.all = true;
        else
            return false;
        return true;
    }

    Arguments arguments_;
};

/* Does nothing: the action above is run before every main action, this one too. */
class RecordAction : public PluginASTAction
{
  protected:
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &, llvm::StringRef) override
    {
        return std::make_unique<ASTConsumer>();
    }

    bool ParseArgs(const CompilerInstance &, const std::vector<std::string> &) override
    {
        return true;
    }

    ActionType getActionType() override
    {
        return CmdlineAfterMainAction;
    }
};

FrontendPluginRegistry::Add<RecordAction> record_registration(record_action, "the record as the output of a unit");
FrontendPluginRegistry::Add<Action> registration("bulwark", "memory safety of C kernel code");

} // namespace
} // namespace bulwark
