// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Positions and text: what the rest of the plugin needs to know of Clang's source manager.
#include "lower.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace bulwark {

static bool matchesAny(const std::vector<std::string> &globs, const std::string &path)
{
    for (const std::string &glob : globs)
        if (bw_glob_match(glob.c_str(), path.c_str()))
            return true;
    return false;
}

Source::Source(ASTContext &context, const Arguments &arguments, const bw_models &models, bw_ir_module &module)
    : manager_(context.getSourceManager()), options_(context.getLangOpts()), arguments_(arguments), models_(models),
      module_(module), last_facts_{false, false, false, false}
{
}

static bool isCodeName(llvm::StringRef name)
{
    return name.ends_with(".c") || name.ends_with(".C") || name.ends_with(".inc") || name.ends_with(".i");
}

Source::FileFacts &Source::facts(FileID file)
{
    if (file == last_file_ && file.isValid())
        return last_facts_;
    auto found = facts_.find(file);
    if (found == facts_.end()) {
        FileFacts made = {file == manager_.getMainFileID(), false, false, false};
        if (OptionalFileEntryRef entry = manager_.getFileEntryRefForID(file)) {
            std::string name = entry->getName().str();
            made.system = SrcMgr::isSystem(manager_.getFileCharacteristic(manager_.getLocForStartOfFile(file)));
            made.code = made.code || (!made.system && isCodeName(name));
            made.trusted = !made.code && bw_models_trusts(&models_, name.c_str());
            made.hardened = matchesAny(arguments_.hardened, name);
        }
        found = facts_.insert({file, made}).first;
    }
    last_file_ = file;
    last_facts_ = found->second;
    return last_facts_;
}

bool Source::isCode(SourceLocation loc)
{
    return facts(manager_.getFileID(manager_.getExpansionLoc(loc))).code;
}

bool Source::isSystem(SourceLocation loc)
{
    if (loc.isInvalid())
        return true;
    return facts(manager_.getFileID(manager_.getExpansionLoc(loc))).system;
}

bool Source::isTrusted(SourceLocation loc)
{
    return loc.isValid() && facts(manager_.getFileID(manager_.getExpansionLoc(loc))).trusted;
}

bool Source::isHardened(SourceLocation loc)
{
    return loc.isValid() && facts(manager_.getFileID(manager_.getExpansionLoc(loc))).hardened;
}

void Source::setHardened(SourceLocation loc)
{
    FileID file = manager_.getFileID(manager_.getExpansionLoc(loc));
    facts(file);
    facts_[file].hardened = true;
    last_file_ = FileID();
}

bool Source::mainIsHardened()
{
    return facts(manager_.getMainFileID()).hardened;
}

uint16_t Source::macroFlagsOf(FileID macro)
{
    auto found = macros_.find(macro);
    if (found != macros_.end())
        return found->second;
    const SrcMgr::ExpansionInfo &expansion = manager_.getSLocEntry(macro).getExpansion();
    uint16_t flags = 0;
    if (expansion.isMacroArgExpansion()) {
        /* Text the user of the macro wrote, perhaps in the body of another one. */
        SourceLocation written = expansion.getSpellingLoc();
        if (written.isMacroID())
            flags = macroFlagsOf(manager_.getFileID(written));
        llvm::StringRef name =
            Lexer::getImmediateMacroName(manager_.getComposedLoc(macro, 0), manager_, options_);
        if (name != "likely" && name != "unlikely")
            flags |= BW_INST_ARGUMENT;
    } else {
        flags = BW_INST_MACRO;
        FileID file = manager_.getFileID(manager_.getSpellingLoc(expansion.getSpellingLoc()));
        const FileFacts &known = facts(file);
        if (known.trusted)
            flags |= BW_INST_TRUSTED;
        if (known.system)
            flags |= BW_INST_SYSTEM;
        /* What a trusted macro expands to on its way is part of it. */
        SourceLocation outer = expansion.getExpansionLocStart();
        if (outer.isMacroID() && !(flags & BW_INST_TRUSTED))
            flags |= macroFlagsOf(manager_.getFileID(outer)) & BW_INST_TRUSTED;
    }
    macros_[macro] = flags;
    return flags;
}

uint16_t Source::macroFlags(SourceLocation loc)
{
    if (!loc.isMacroID())
        return 0;
    return macroFlagsOf(manager_.getFileID(loc));
}

CharSourceRange Source::fileRange(SourceRange range)
{
    return Lexer::makeFileCharRange(CharSourceRange::getTokenRange(range), manager_, options_);
}

const char *Source::fileName(FileID file, llvm::StringRef presumed)
{
    auto found = names_.find(presumed.str());
    if (found == names_.end()) {
        const char *copy = bw_ir_copy_text(&module_, presumed.data(), presumed.size());
        found = names_.emplace(presumed.str(), std::make_pair(copy, file)).first;
    }
    return found->second.first;
}

static SourceRange decode(bw_ir_loc loc)
{
    SourceLocation begin = SourceLocation::getFromRawEncoding(loc.begin);
    SourceLocation end = loc.end != 0 ? SourceLocation::getFromRawEncoding(loc.end) : begin;
    return SourceRange(begin, end);
}

bool Source::resolve(bw_ir_loc loc, bw_pos *ret_pos)
{
    if (loc.begin == 0)
        return false;
    SourceRange range = decode(loc);
    bool in_macro = (macroFlags(range.getBegin()) | macroFlags(range.getEnd())) & BW_INST_MACRO;
    CharSourceRange chars = in_macro ? CharSourceRange() : fileRange(range);
    if (chars.isInvalid()) {
        /* Show it where the macro is used, as Clang does; the edit is off. */
        CharSourceRange use = manager_.getExpansionRange(range);
        chars = Lexer::makeFileCharRange(use, manager_, options_);
        in_macro = in_macro || range.getBegin().isMacroID() || range.getEnd().isMacroID();
    }
    if (chars.isInvalid())
        chars = CharSourceRange::getCharRange(manager_.getExpansionLoc(range.getBegin()));
    PresumedLoc begin = manager_.getPresumedLoc(chars.getBegin());
    PresumedLoc end = manager_.getPresumedLoc(chars.getEnd());
    if (begin.isInvalid() || end.isInvalid())
        return false;
    std::pair<FileID, unsigned> first = manager_.getDecomposedLoc(chars.getBegin());
    bw_pos pos = {};
    pos.file = fileName(first.first, begin.getFilename());
    pos.line = begin.getLine();
    pos.column = begin.getColumn();
    pos.end_line = end.getLine();
    pos.end_column = end.getColumn();
    pos.begin = first.second;
    pos.end = manager_.getDecomposedLoc(chars.getEnd()).second;
    pos.in_macro = in_macro;
    *ret_pos = pos;
    return true;
}

const char *Source::text(bw_ir_loc loc, size_t *ret_size)
{
    if (loc.begin == 0)
        return nullptr;
    CharSourceRange chars = fileRange(decode(loc));
    if (chars.isInvalid())
        return nullptr;
    bool bad = false;
    llvm::StringRef text = Lexer::getSourceText(chars, manager_, options_, &bad);
    if (bad || text.empty())
        return nullptr;
    *ret_size = text.size();
    return text.data();
}

SourceLocation Source::locate(const char *file, uint32_t offset)
{
    if (file == nullptr)
        return SourceLocation();
    auto found = names_.find(file);
    if (found == names_.end())
        return SourceLocation();
    FileID id = found->second.second;
    if (offset > manager_.getFileIDSize(id))
        return SourceLocation();
    return manager_.getLocForStartOfFile(id).getLocWithOffset(static_cast<int>(offset));
}

} // namespace bulwark
