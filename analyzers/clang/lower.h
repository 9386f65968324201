/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The lowering of one translation unit from Clang's AST into the IR of core/ir.h. Internal to the plugin.
 *
 * - Source   positions, text and macro facts of a unit                              source.cpp
 * - Types    clang types to types and fields of the module, on first use            lower_types.cpp
 * - Unit     the module, and its objects, functions, annotations, on first use      lower_decl.cpp, annotations.cpp
 * - Body     one function body: instructions, blocks, scopes                        lower_{build,stmt,jump,cond,expr,operator,…}.cpp
 *
 * Nothing here changes the AST, so generated code stays as it is without the plugin.
 * What is not understood becomes an OPAQUE with a named reason, or the whole body FAILED with one; both are counted.
 */
#ifndef BULWARK_CLANG_LOWER_H
#define BULWARK_CLANG_LOWER_H

#include "compat.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

#include <map>
#include <string>
#include <vector>

extern "C" {
#include "core/ir.h"
#include "core/model.h"
#include "core/report.h"
}

namespace bulwark {

/* What the command line asks for, as -fplugin-arg-bulwark-<name>. */
struct Arguments {
    std::string record;
    std::vector<std::string> models;
    std::vector<std::string> hardened; /* globs of file names */
    std::string checks;
    std::string raw_op; /* the kinds of raw-op that are told; empty: all */
    bool quiet = false;
    bool error = false;
    bool dump = false;
    bool bare = false; /* dump without positions */
    bool verify = false;
    bool lower_only = false; /* no analysis, no record */
    bool all = false; /* lower every body, not only those of the main file (for tests of the lowering) */
};

/* ---- source.cpp ----------------------------------------------------------------------------------------------- */

class Source
{
  public:
    Source(clang::ASTContext &context, const Arguments &arguments, const bw_models &models, bw_ir_module &module);

    /* The main file, and files of C code that it includes. */
    bool isCode(clang::SourceLocation loc);
    bool isSystem(clang::SourceLocation loc);
    bool isTrusted(clang::SourceLocation loc);
    bool isHardened(clang::SourceLocation loc);
    void setHardened(clang::SourceLocation loc);
    bool mainIsHardened();

    /* BW_INST_MACRO, _TRUSTED and _SYSTEM for text at loc. Cost: a table look-up for a position outside macros. */
    uint16_t macroFlags(clang::SourceLocation loc);

    bool resolve(bw_ir_loc loc, bw_pos *ret_pos);
    const char *text(bw_ir_loc loc, size_t *ret_size);

    /* The way back from a position made by resolve; invalid when there is none. */
    clang::SourceLocation locate(const char *file, uint32_t offset);

    static bw_ir_loc encode(clang::SourceRange range)
    {
        return {range.getBegin().getRawEncoding(), range.getEnd().getRawEncoding()};
    }

  private:
    struct FileFacts {
        bool code, system, trusted, hardened;
    };
    FileFacts &facts(clang::FileID file);
    uint16_t macroFlagsOf(clang::FileID macro);
    const char *fileName(clang::FileID file, llvm::StringRef presumed);
    clang::CharSourceRange fileRange(clang::SourceRange range);

    clang::SourceManager &manager_;
    const clang::LangOptions &options_;
    const Arguments &arguments_;
    const bw_models &models_;
    bw_ir_module &module_;
    llvm::DenseMap<clang::FileID, FileFacts> facts_;
    llvm::DenseMap<clang::FileID, uint16_t> macros_;
    clang::FileID last_file_;
    FileFacts last_facts_;
    std::map<std::string, std::pair<const char *, clang::FileID>> names_;
};

/* ---- lower_types.cpp ------------------------------------------------------------------------------------------ */

class Unit;

class Types
{
  public:
    Types(Unit &unit);

    /* The module's type, with what can be reached through at most one pointer laid out. */
    bw_ir_ref of(clang::QualType type);
    bw_ir_ref pointerTo(bw_ir_ref elem, bool user = false);
    /* The array of count elements of elem. */
    bw_ir_ref arrayOf(bw_ir_ref elem, uint64_t count);
    bw_ir_ref field(const clang::FieldDecl *field);

    bw_ir_ref voidType() const { return void_; }
    bw_ir_ref boolType() const { return bool_; }
    bw_ir_ref intType() const { return int_; }
    bw_ir_ref sizeType() const { return size_; }
    bw_ir_ref ptrdiffType() const { return ptrdiff_; }
    bw_ir_ref bytePointer() const { return byte_pointer_; }

    const bw_ir_type &at(bw_ir_ref type) const;
    bool is(bw_ir_ref type, bw_ir_type_kind kind) const { return at(type).kind == kind; }

  private:
    bw_ir_ref shallow(clang::QualType type, bool trailing);
    bw_ir_ref builtin(const clang::Type *type);
    bw_ir_ref integer(clang::QualType type, uint8_t flags, const char *name);
    bw_ir_ref opaqueFloat(clang::QualType type);
    bw_ir_ref array(const clang::ArrayType *type, bool trailing);
    bw_ir_ref record(const clang::RecordDecl *record);
    void complete(bw_ir_ref type);
    void completeRecord(bw_ir_ref ref, const clang::RecordDecl *record);
    void bindCounts(bw_ir_ref ref, const clang::RecordDecl *record);
    const clang::FieldDecl *modelledCount(const char *name, const clang::RecordDecl *record,
                                          const clang::FieldDecl *field);
    bool isUserPointer(clang::QualType type);
    bool treatsTrailingAsFlexible(const clang::ConstantArrayType *type);
    bw_ir_ref push(const bw_ir_type &type);

    Unit &unit_;
    clang::ASTContext &context_;
    llvm::DenseMap<const void *, bw_ir_ref> known_;                 /* QualType as spelled, completed */
    llvm::DenseMap<const clang::Type *, bw_ir_ref> scalars_;        /* canonical */
    llvm::DenseMap<std::pair<bw_ir_ref, unsigned>, bw_ir_ref> pointers_;
    llvm::DenseMap<bw_ir_ref, bw_ir_ref> functions_, vlas_;
    std::map<std::pair<uint64_t, uint64_t>, bw_ir_ref> arrays_;     /* (elem, flags), count */
    llvm::DenseMap<const clang::RecordDecl *, bw_ir_ref> records_;
    llvm::DenseMap<bw_ir_ref, const clang::RecordDecl *> shallow_;  /* records not laid out yet */
    llvm::DenseMap<const clang::FieldDecl *, bw_ir_ref> fields_;
    bw_ir_ref void_, bool_, int_, size_, ptrdiff_, byte_pointer_;
};

/* ---- lower_decl.cpp, lower_global.cpp, annotations.cpp --------------------------------------------------------------------------- */

class Unit
{
  public:
    Unit(clang::ASTContext &context, const Arguments &arguments, const bw_models &models, bw_arena *arena,
         const char *name);

    clang::ASTContext &context;
    const Arguments &arguments;
    const bw_models &models;
    bw_ir_module module;
    Source source;
    Types types;

    bw_ir_ref object(const clang::VarDecl *var);      /* of static storage */
    /* A global of the unit itself: entered with its initialiser though no code may mention it. */
    void global(const clang::VarDecl *var);
    bw_ir_ref literal(const clang::StringLiteral *literal);
    bw_ir_ref func(const clang::FunctionDecl *decl);
    bw_ir_ref builtinFunc(llvm::StringRef name, const clang::FunctionDecl *decl);
    bool lower(bw_ir_ref func);

    /* The object of a parameter or local variable; the caller gives it its owner. */
    bw_ir_object makeObject(const clang::VarDecl *var, bw_ir_object_kind kind);
    bw_ir_object makeTemp(bw_ir_object_kind kind, bw_ir_ref type, bw_ir_loc loc);

    bw_ir_ref annotations(const clang::Decl *decl, uint32_t *ret_count);
    static bool hasAnnotation(const clang::Decl *decl, llvm::StringRef text);
    static llvm::StringRef countedByAnnotation(const clang::Decl *decl);

    bw_ir_ref reason(llvm::StringRef text); /* counts it too */
    void count(llvm::StringRef name, uint64_t more = 1) { counts[name.str()] += more; }
    const char *copy(llvm::StringRef text) { return bw_ir_copy_text(&module, text.data(), text.size()); }

    /* Notes a BW_UNSAFE block and counts it. */
    void unsafe(const clang::IfStmt *stmt, const clang::FunctionDecl *func, llvm::StringRef text);

    std::map<std::string, uint64_t> counts;
    std::vector<bw_unsafe> unsafes; /* in the order in which they were met */

  private:
    uint32_t funcFlags(const clang::FunctionDecl *decl, const clang::FunctionDecl *definition);
    void funcAttributes(const clang::FunctionDecl *decl, bw_ir_func *func);
    void markDeprecated(bw_ir_func *func);
    static bool offers(void *unit, const char *name);
    void declareParams(const clang::FunctionDecl *decl, bw_ir_func *func, bw_ir_ref ref);
    void constantData(const clang::VarDecl *var, bw_ir_object *object);
    void initialValue(const clang::VarDecl *definition, bw_ir_ref ref);
    void flatten(const clang::APValue &value, clang::QualType type, uint64_t offset_bits, std::vector<bw_ir_init> *inits);
    void flattenAddress(const clang::APValue &value, bw_ir_init init, std::vector<bw_ir_init> *inits);
    void addressesTaken(const clang::Stmt *init);

    llvm::DenseMap<const clang::Decl *, bw_ir_ref> objects_;
    llvm::DenseMap<const clang::Decl *, bw_ir_ref> funcs_;
    llvm::DenseMap<const clang::Stmt *, bw_ir_ref> literals_;
};

/* ---- the body of one function ---------------------------------------------------------------------------------- */

/* A place in memory: a pointer to it, and the field when it is a bit-field. */
struct Place {
    bw_ir_val ptr = 0;
    bw_ir_ref type = 0;  /* of what lies there */
    bw_ir_ref field = 0; /* of a bit-field */
    bool is_volatile = false;
};

class Body
{
  public:
    Body(Unit &unit, const clang::FunctionDecl *decl, bw_ir_ref func);
    /* Lowers and, on success, stores the body in the module. */
    bool run();

  private:
    /* -- lower_build.cpp: instructions and blocks -- */
    class At; /* sets the source place of instructions for the life of the guard */
    friend class At;
    struct Block {
        uint32_t first = 0, count = 0;
    };
    bw_ir_val emit(bw_ir_op op, unsigned sub, bw_ir_ref type, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0,
                   uint32_t extra = 0, unsigned flags = 0);
    uint32_t list(llvm::ArrayRef<uint32_t> values); /* count, values */
    bw_ir_val constant(bw_ir_ref type, uint64_t value);
    bw_ir_val zero(bw_ir_ref type) { return constant(type, 0); }
    bw_ir_val opaque(llvm::StringRef reason, bw_ir_ref type, llvm::ArrayRef<uint32_t> operands = {});
    bw_ir_val floating(bw_ir_ref type) { return emit(BW_IR_FLOAT, 0, type); }
    bw_ir_val convert(bw_ir_val value, bw_ir_ref type, unsigned flags = 0);
    bw_ir_val castAs(bw_ir_cast kind, bw_ir_val value, bw_ir_ref type, unsigned flags = 0);
    bw_ir_val binary(bw_ir_bin kind, bw_ir_ref type, bw_ir_val a, bw_ir_val b, unsigned flags = 0);
    bw_ir_val compare(bw_ir_cmp kind, bw_ir_val a, bw_ir_val b);
    bw_ir_val index(bw_ir_index kind, bw_ir_val ptr, bw_ir_val count, bw_ir_ref type, unsigned flags = 0);
    bw_ir_val fieldOf(bw_ir_val ptr, const clang::FieldDecl *field);
    bw_ir_val addressOf(uint32_t object);
    bw_ir_val load(const Place &place);
    void store(const Place &place, bw_ir_val value, unsigned flags = 0);
    bw_ir_ref typeOf(bw_ir_val value) const { return insts_[value].type; }
    bool isConst(bw_ir_val value) const { return insts_[value].op == BW_IR_CONST; }
    int64_t constValue(bw_ir_val value) const;
    uint32_t newBlock();
    void start(uint32_t block); /* what follows goes there; the current block falls through into it */
    void branch(uint32_t block);
    void branch(bw_ir_val cond, uint32_t yes, uint32_t no, unsigned flags = 0);
    void end(); /* the current block is over: its terminator stands */
    bool open() const { return current_ != 0; }
    uint32_t newObject(const bw_ir_object &object);
    uint32_t temp(bw_ir_ref type, bw_ir_object_kind kind = BW_OBJECT_TEMP);
    void fail(const char *reason);
    bool finish();
    void reachable(std::vector<uint32_t> *ret_order);
    void mergeBlocks();
    void markAddressTaken();
    void updatePlace();

    /* -- lower_jump.cpp: scopes and jumps -- */
    struct Entry { /* what leaving a scope has to do */
        uint32_t object;
        const clang::FunctionDecl *cleanup;
        const clang::Stmt *finally;
        bool operator==(const Entry &other) const
        {
            return object == other.object && cleanup == other.cleanup && finally == other.finally;
        }
    };
    using Entries = llvm::SmallVector<Entry, 8>;
    struct Edge {
        uint32_t block; /* to be filled: unwind to the label, then branch */
        Entries from;
    };
    struct Label {
        uint32_t block = 0;
        bool bound = false; /* its block has begun */
        bool known = false; /* at is known: jumps can unwind at once */
        Entries at;
        std::vector<Edge> waiting;
    };
    class Scope; /* unwinds at its end what was entered in it */
    friend class Scope;
    void jump(Label &label);
    void jumpWhen(bw_ir_val cond, Label &label); /* else goes on */
    Label here();        /* a label to be bound later, in the scope of now */
    void bind(Label &label);
    void unwindTo(size_t depth);
    void leave(const Entry &entry);
    void transfer(const Entries &from, const Entries &to, uint32_t block);
    void enterObject(uint32_t object, const clang::FunctionDecl *cleanup);
    Label &labelOf(const clang::LabelDecl *decl);
    void mayRaise();
    void lowerTry(const clang::SEHTryStmt *stmt);
    void settleLabels();
    void addressedLabels(const clang::Stmt *stmt);

    /* -- lower_stmt.cpp -- */
    void stmt(const clang::Stmt *stmt);
    void stmtInner(const clang::Stmt *stmt);
    void compound(const clang::CompoundStmt *stmt);
    void declStmt(const clang::DeclStmt *stmt);
    void localVar(const clang::VarDecl *var);
    void ifStmt(const clang::IfStmt *stmt);
    void whileStmt(const clang::WhileStmt *stmt);
    void doStmt(const clang::DoStmt *stmt);
    void forStmt(const clang::ForStmt *stmt);
    void loopBody(const clang::Stmt *body, Label *on_break, Label *on_continue);
    void switchStmt(const clang::SwitchStmt *stmt);
    void caseStmt(const clang::SwitchCase *stmt);
    void returnStmt(const clang::ReturnStmt *stmt);
    void asmStmt(const clang::AsmStmt *stmt);
    void indirectGoto(const clang::IndirectGotoStmt *stmt);
    static llvm::StringRef unsafeReason(const clang::IfStmt *stmt);

    /* -- lower_cond.cpp: conditions -- */
    void cond(const clang::Expr *expr, uint32_t yes, uint32_t no, unsigned flags = 0);
    bool fold(const clang::Expr *expr, int64_t *ret_value, unsigned depth = 0);
    bw_ir_val shortCircuit(const clang::BinaryOperator *expr);
    bw_ir_val choice(const clang::AbstractConditionalOperator *expr);

    /* -- lower_expr.cpp: values -- */
    bw_ir_val value(const clang::Expr *expr); /* of scalar type */
    bw_ir_val valueInner(const clang::Expr *expr);
    void effect(const clang::Expr *expr);
    bw_ir_val operand(const clang::Expr *expr); /* a call's argument: scalar, address of a record, or of an lvalue */
    bw_ir_val castExpr(const clang::CastExpr *expr);
    bw_ir_val offsetOf(const clang::OffsetOfExpr *expr);
    bool constantRoot(const clang::Expr *expr, int64_t *ret_value);
    bw_ir_val constantOf(const clang::Expr *expr, const char *reason); /* evaluated by Clang */
    bw_ir_val sizeOf(const clang::UnaryExprOrTypeTraitExpr *expr);
    const clang::Expr *compiledOutAssert(const clang::UnaryExprOrTypeTraitExpr *expr) const;
    void assume(const clang::Expr *fact);
    bw_ir_val unknown(const clang::Expr *expr, llvm::StringRef reason);
    bw_ir_val stmtExpr(const clang::StmtExpr *expr, bw_ir_val into, bool used);

    /* -- lower_operator.cpp; used: whether the value of an assignment is wanted -- */
    bw_ir_val unary(const clang::UnaryOperator *expr, bool used);
    bw_ir_val binaryOperator(const clang::BinaryOperator *expr, bool used);
    bw_ir_val arithmetic(clang::BinaryOperatorKind kind, bw_ir_val a, bw_ir_val b, bw_ir_ref type, unsigned flags = 0);
    bw_ir_val pointerStep(bw_ir_index kind, bw_ir_val ptr, bw_ir_val count, clang::QualType type, unsigned flags = 0);
    bw_ir_val pointerDifference(const clang::BinaryOperator *expr);
    bw_ir_val compoundAssign(const clang::CompoundAssignOperator *expr, bool used);
    bw_ir_val increment(const clang::UnaryOperator *expr, bool used);
    bw_ir_val assign(const clang::BinaryOperator *expr, bool used);

    /* -- lower_place.cpp: lvalues, records, initialisers -- */
    Place place(const clang::Expr *expr);
    Place placeInner(const clang::Expr *expr);
    Place member(const clang::MemberExpr *expr);
    Place subscript(const clang::ArraySubscriptExpr *expr);
    Place placeAt(bw_ir_val ptr, clang::QualType type);
    bw_ir_val record(const clang::Expr *expr);                           /* address of a value of record type */
    void recordInto(const clang::Expr *expr, bw_ir_val into, bool init); /* evaluates it into memory */
    void init(const clang::Expr *expr, const Place &into);
    void initList(const clang::InitListExpr *list, const Place &into, bool zeroed);
    void initRecord(const clang::InitListExpr *list, bw_ir_val into, bool zeroed);
    void initArray(const clang::InitListExpr *list, const Place &into, bool zeroed);
    void initString(const clang::StringLiteral *literal, const Place &into, bool zeroed);
    void copy(bw_ir_val to, bw_ir_val from, bw_ir_ref type, unsigned flags);
    void clear(bw_ir_val ptr, bw_ir_ref type);
    bw_ir_val vlaCount(const clang::VariableArrayType *type);
    bw_ir_val vlaSize(clang::QualType type); /* bytes */
    void vlaTypes(clang::QualType type);     /* evaluates the sizes in a declared type */

    /* -- lower_call.cpp, lower_builtin.cpp, lower_atomic.cpp -- */
    bw_ir_val call(const clang::CallExpr *expr, bw_ir_val into);
    bw_ir_val callFunc(bw_ir_ref func, llvm::ArrayRef<uint32_t> args, bw_ir_ref type);
    bool builtin(const clang::CallExpr *expr, unsigned id, bw_ir_val *ret_value);
    bool overflowBuiltin(const clang::CallExpr *expr, llvm::StringRef name, bw_ir_val *ret_value);
    bool syncBuiltin(const clang::CallExpr *expr, llvm::StringRef name, bw_ir_val *ret_value);
    bw_ir_val atomic(const clang::AtomicExpr *expr, bw_ir_val into);
    bw_ir_val atomicUpdate(llvm::StringRef op, const Place &place, bw_ir_val by, bool old);
    bw_ir_val compareExchange(const Place &place, bw_ir_val expected, bw_ir_val desired, const Place *store_back,
                              bw_ir_ref type, bool old);

    struct Deeper; /* counts recursion */
    struct SwitchCaseRange {
        int64_t lo, hi;
        uint32_t block;
    };
    struct SwitchFrame {
        std::vector<SwitchCaseRange> cases;
        uint32_t default_block = 0;
        size_t depth = 0;
        SwitchFrame *outer = nullptr;
    };

    Unit &unit_;
    Types &types_;
    bw_ir_module &module_;
    clang::ASTContext &context_;
    const clang::FunctionDecl *decl_;
    bw_ir_ref func_;

    std::vector<bw_ir_inst> insts_;
    std::vector<Block> blocks_;
    std::vector<uint32_t> extra_;
    std::vector<bw_ir_object> objects_;
    uint32_t current_ = 0;
    uint32_t param_count_ = 0;
    const char *failed_ = nullptr;
    unsigned depth_ = 0;
    unsigned unsafe_ = 0;

    const clang::Stmt *where_ = nullptr; /* whose place instructions get */
    clang::SourceRange where_range_;     /* used when where_ is NULL */
    const clang::Stmt *place_of_ = nullptr;
    bw_ir_loc place_loc_ = {0, 0};
    uint16_t place_flags_ = 0;

    llvm::DenseMap<const clang::VarDecl *, uint32_t> locals_;
    llvm::DenseMap<const clang::OpaqueValueExpr *, bw_ir_val> bound_;
    llvm::DenseMap<const clang::Expr *, bw_ir_val> vla_sizes_;
    llvm::DenseMap<uint32_t, bool> by_value_; /* places in extra_ that pass a record */
    std::map<const clang::LabelDecl *, Label> labels_;
    std::vector<const clang::LabelDecl *> addressed_labels_;
    struct IndirectGoto {
        bw_ir_val inst;
        Entries from;
    };
    std::vector<IndirectGoto> indirect_gotos_;
    Entries scopes_;
    Label *break_ = nullptr, *continue_ = nullptr, *leave_try_ = nullptr, *raise_ = nullptr;
    bool caught_ = false; /* what raises here is caught */
    SwitchFrame *switch_ = nullptr;
};

/* Bit set in the object operands of ADDR, DECL and LEAVE until finish() gives the objects their place. */
enum : uint32_t { LOCAL_OBJECT = 1u << 31 };

inline bool isRecordLike(clang::QualType type)
{
    return type.getCanonicalType()->isRecordType() || type.getCanonicalType()->isArrayType();
}

} /* namespace bulwark */

#endif
