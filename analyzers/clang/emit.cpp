// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit.h"

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

void emitReport(DiagnosticsEngine &engine, Source &source, const bw_report &report, bool errors)
{
    unsigned warning = compat::customDiag(engine, DiagnosticIDs::Warning);
    unsigned error = compat::customDiag(engine, DiagnosticIDs::Error);
    unsigned note = compat::customDiag(engine, DiagnosticIDs::Note);
    for (size_t i = 0; i < report.finding_count; i++) {
        const bw_finding &finding = report.findings[i];
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
