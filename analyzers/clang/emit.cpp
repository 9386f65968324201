// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit.h"

#include "clang/Basic/SourceManager.h"

extern "C" {
#include "core/allow.h"
}

using namespace clang;

namespace bulwark {

/* The edits of a finding, all of them or none: half an edit is worse than no edit. */
static std::vector<FixItHint> fixIts(Source &source, const bw_finding &finding)
{
    std::vector<FixItHint> hints;
    for (size_t i = 0; i < finding.fixit_count; i++) {
        const bw_fixit &edit = finding.fixits[i];
        SourceLocation begin = source.locate(edit.pos.file, edit.pos.begin);
        SourceLocation end = source.locate(edit.pos.file, edit.pos.end);
        if (begin.isInvalid() || end.isInvalid() || edit.pos.in_macro)
            return {};
        if (begin == end)
            hints.push_back(FixItHint::CreateInsertion(begin, edit.text));
        else
            hints.push_back(FixItHint::CreateReplacement(CharSourceRange::getCharRange(begin, end), edit.text));
    }
    return hints;
}

static void emitOne(DiagnosticsEngine &engine, Source &source, const bw_pos &pos, unsigned id, llvm::StringRef message,
                    const std::vector<FixItHint> &hints)
{
    SourceLocation begin = source.locate(pos.file, pos.begin);
    SourceLocation end = source.locate(pos.file, pos.end);
    DiagnosticBuilder builder = engine.Report(begin, id);
    builder << message;
    if (begin.isValid() && end.isValid() && begin != end)
        builder << CharSourceRange::getCharRange(begin, end);
    for (const FixItHint &hint : hints)
        builder << hint;
}

namespace {

/* The suppressions of the files that findings stand in, read on first use. */
class Allows
{
  public:
    Allows(const SourceManager &manager, bw_arena *arena) : manager_(manager), arena_(arena) {}

    bool covers(SourceLocation loc, const char *check)
    {
        if (loc.isInvalid())
            return false;
        auto [file, offset] = manager_.getDecomposedLoc(loc);
        const bw_allows &allows = of(file);
        for (uint32_t i = 0; i < allows.count; i++)
            if (bw_allow_covers(&allows.at[i], check, manager_.getLineNumber(file, offset)))
                return true;
        return false;
    }

  private:
    const bw_allows &of(FileID file)
    {
        auto [found, fresh] = known_.try_emplace(file, bw_allows{});
        if (fresh) {
            llvm::StringRef text = manager_.getBufferData(file);
            if (bw_allow_possible(text.data(), text.size())) {
                bw_tokens tokens = bw_tokens_read(arena_, text.data(), text.size());
                found->second = bw_allow_read(arena_, &tokens);
            }
        }
        return found->second;
    }

    const SourceManager &manager_;
    bw_arena *arena_;
    llvm::DenseMap<FileID, bw_allows> known_;
};

} // namespace

void emitReport(DiagnosticsEngine &engine, Source &source, const bw_report &report, bool errors, bw_arena *arena)
{
    Allows allows(engine.getSourceManager(), arena);
    unsigned warning = compat::customDiag(engine, DiagnosticIDs::Warning);
    unsigned error = compat::customDiag(engine, DiagnosticIDs::Error);
    unsigned note = compat::customDiag(engine, DiagnosticIDs::Note);
    for (size_t i = 0; i < report.finding_count; i++) {
        const bw_finding &finding = report.findings[i];
        if (allows.covers(source.locate(finding.pos.file, finding.pos.begin), finding.check))
            continue;
        std::string message = std::string(finding.message) + " [bulwark-" + finding.check + "]";
        bool is_error = errors && finding.severity == BW_SEVERITY_ERROR;
        emitOne(engine, source, finding.pos, is_error ? error : warning, message, fixIts(source, finding));
        for (size_t k = 0; k < finding.note_count; k++)
            emitOne(engine, source, finding.notes[k].pos, note, finding.notes[k].text, {});
    }
}

void emitPlain(DiagnosticsEngine &engine, DiagnosticIDs::Level level, llvm::StringRef message)
{
    engine.Report(compat::customDiag(engine, level)) << message;
}

} // namespace bulwark
