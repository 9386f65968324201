// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyse.h"
#include "emit.h"

#include "clang/Basic/Version.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

extern "C" {
#include "core/analysis.h"
#include "core/pack.h"
#include "core/record.h"
}

using namespace clang;

namespace bulwark {

bool loadModels(DiagnosticsEngine &engine, const Arguments &arguments, bw_arena *arena, bw_models *models)
{
    bw_models_init(models, arena);
    bw_models_add_builtin(models);
    for (const std::string &path : arguments.models) {
        auto buffer = llvm::MemoryBuffer::getFile(path);
        if (!buffer) {
            emitPlain(engine, DiagnosticIDs::Error,
                      "bulwark: cannot read the models file '" + path + "': " + buffer.getError().message());
            return false;
        }
        llvm::StringRef text = (*buffer)->getBuffer();
        const char *error = nullptr;
        if (!bw_models_parse(models, path.c_str(), text.data(), text.size(), &error)) {
            emitPlain(engine, DiagnosticIDs::Error, std::string("bulwark: ") + error);
            return false;
        }
    }
    return true;
}

/* Calls on(word) for each word of a list with commas, until one answers false, which goes to ret_unknown. */
static bool eachWord(llvm::StringRef list, llvm::function_ref<bool(const std::string &)> on, std::string *ret_unknown)
{
    while (!list.empty()) {
        auto [word, rest] = list.split(',');
        list = rest;
        if (word.trim().empty() || on(word.trim().str()))
            continue;
        *ret_unknown = word.trim().str();
        return false;
    }
    return true;
}

bool selectChecks(llvm::StringRef list, bool *ret_off, std::string *ret_unknown)
{
    for (unsigned i = 0; i < BW_CHECK_COUNT; i++)
        ret_off[i] = list.empty() ? !bw_check_list[i].on : true;
    auto on = [=](const std::string &id) {
        bw_check_id check = bw_check_find(id.c_str());
        if (check != BW_CHECK_COUNT)
            ret_off[check] = false;
        return check != BW_CHECK_COUNT;
    };
    return eachWord(list, on, ret_unknown);
}

bool selectRaw(llvm::StringRef list, bool *ret_off, std::string *ret_unknown)
{
    std::fill_n(ret_off, unsigned(BW_RAW_KIND_COUNT), !list.empty());
    auto on = [=](const std::string &word) {
        bw_raw_kind kind = bw_raw_find(word.c_str());
        if (kind != BW_RAW_KIND_COUNT)
            ret_off[kind] = false;
        return kind != BW_RAW_KIND_COUNT || word == "none";
    };
    return eachWord(list, on, ret_unknown);
}

/* The core's counts and the lowering's, sorted; the same name from both is the core's. */
static void addCounts(Unit &unit, bw_arena *arena, bw_report *report)
{
    std::map<std::string, uint64_t> all = unit.counts;
    for (size_t i = 0; i < report->count_count; i++)
        all[report->counts[i].name] = report->counts[i].value;
    auto *counts = static_cast<bw_count *>(bw_core_alloc(arena, all.size(), sizeof(bw_count), alignof(bw_count)));
    size_t n = 0;
    for (const auto &entry : all)
        counts[n++] = {unit.copy(entry.first), entry.second};
    report->counts = counts;
    report->count_count = n;
}

static bool comesBefore(const bw_unsafe &a, const bw_unsafe &b)
{
    int by = strcmp(a.pos.file != nullptr ? a.pos.file : "", b.pos.file != nullptr ? b.pos.file : "");
    if (by != 0)
        return by < 0;
    if (a.pos.line != b.pos.line)
        return a.pos.line < b.pos.line;
    if (a.pos.column != b.pos.column)
        return a.pos.column < b.pos.column;
    return strcmp(a.reason, b.reason) < 0;
}

static void addUnsafes(Unit &unit, bw_report *report)
{
    std::sort(unit.unsafes.begin(), unit.unsafes.end(), comesBefore);
    report->unsafes = unit.unsafes.data();
    report->unsafe_count = unit.unsafes.size();
}

static void writeRecord(DiagnosticsEngine &engine, const std::string &path, const bw_report &report, bw_arena *arena)
{
    const unsigned char *bytes = nullptr;
    size_t size = 0;
    bw_record_status status = bw_record_encode(&report, arena, &bytes, &size);
    if (status == BW_RECORD_OK)
        status = bw_record_write_file(path.c_str(), bytes, size, nullptr);
    if (status == BW_RECORD_OK)
        return;
    std::string why = status == BW_RECORD_FILE        ? strerror(errno)
                      : status == BW_RECORD_TOO_LARGE ? "the report is too large"
                      : status == BW_RECORD_NO_MEMORY ? "out of memory"
                                                      : "the report is malformed";
    emitPlain(engine, DiagnosticIDs::Error, "bulwark: cannot write the record '" + path + "': " + why);
}

void analyse(DiagnosticsEngine &engine, Unit &unit, bw_arena *arena)
{
    bw_options options = {};
    bw_report report = {};
    std::string unknown;
    options.models = &unit.models;
    options.compiler = "clang " CLANG_VERSION_STRING;
    if (!selectChecks(unit.arguments.checks, options.off, &unknown) ||
        !selectRaw(unit.arguments.raw_op, options.raw_off, &unknown))
        return; /* said when the argument was read */
    if (!bw_analysis_run(&unit.module, &options, &report)) {
        emitPlain(engine, DiagnosticIDs::Warning, "bulwark: out of memory, this unit is not analysed");
        return;
    }
    addCounts(unit, arena, &report);
    addUnsafes(unit, &report);
    if (!unit.arguments.quiet)
        emitReport(engine, unit.source, report, unit.arguments.error, arena);
    if (!unit.arguments.record.empty()) {
        bw_pack_write(&unit.module, arena, &report.code, &report.code_size);
        writeRecord(engine, unit.arguments.record, report, arena);
    }
}

} // namespace bulwark
