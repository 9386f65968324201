/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the verifier asks of a function beyond references that lead somewhere: order, terminators, types. */
#include "ir_test.h"

#include <stdio.h>
#include <string.h>

/* Stands before the lines of each row; values of every kind are at hand. */
static const char head[] = "bulwark-ir 1\n"
                           "struct s { n: u32; flag: u32 @4 width 1; last: u64 }\n"
                           "struct t { n: u32 }\n"
                           "global @g: i64\n"
                           "func @r() -> struct s\n"
                           "func @f(%p: ptr<struct s>, %v: vla<i32>) -> i32 {\n"
                           "local %i: i32\n"
                           "b1:\n"
                           "pp = addr %p\n"
                           "p = load pp\n"
                           "i = const 1 : i32\n"
                           "u = const 1 : u32\n"
                           "l = const 1 : i64\n"
                           "b = const 1 : bool\n"
                           "d = float : f64\n"
                           "a = addr %v : ptr<array<i32, 4>>\n"
                           "fp = func @f\n"
                           "pi = addr %i\n";

/* Rows without a terminator get "ret i"; the fault's place is the row's last instruction but for it. */
static const struct {
    const char *lines, *fault;
} table[] = {
    /* sound */
    {"nop", NULL},
    {"x = const 0 : ptr<i8>\ny = cmp.eq x, p", NULL},
    {"store u to p, .flag : u32\nx = load p, .flag", NULL},
    {"br b3\nb2:\nret x\nb3:\nx = const 3\nbr b2", NULL},
    {"x = bin.shl l, i", NULL},
    {"x = bin.add d, d : f64", NULL},
    {"x = overflow.mul l, l, pi : bool", NULL},
    {"call @r() into p : struct s", NULL},
    {"x = call fp(p, i) : i32", NULL},
    {"copy p to p : struct s\nzero p", NULL},
    {"decl %i\nleave %i\ndecl %i, l", NULL},
    {"asm(i, p)\nopaque \"x\"(p) : void", NULL},
    {"switch l, b2 (-9223372036854775808..9223372036854775807: b2)\nb2:\nunreachable", NULL},
    {"indirect(b2)\nb2:\nret", NULL},
    {"x = cast.int u : i64\ny = cast.bool p\nz = cast.ptr p : ptr<void>\nq = cast.ptrint p : u64\nr = cast.intptr l : ptr<i8>",
     NULL},
    {"x = cast.decay a\ny = cast.float i : f32", NULL},
    {"x = index.minus p, l\ny = ptrdiff p, p\nz = addr @g", NULL},
    /* order and terminators */
    {"cbr i, b1, b1\nnop", "block 1 has a terminator before its end, v11"},
    {"br b2\nb2:\nnop\nret\nnop\nret", "block 2 has a terminator before its end, v13"},
    {"br b2\nb2:\nnop\nb3:\nret", "block 2 does not end with a terminator"},
    {"y = bin.add x, x : i32\nx = const 1\nret", "v11 (bin) in block 1: uses v12 before it is made in the same block"},
    /* types, operation by operation */
    {"const 1 : struct s", "v11 (const) in block 1: its type is no scalar"},
    {"float : i32", "v11 (float) in block 1: its type is not floating"},
    {"addr %i : i32", "v11 (addr) in block 1: its type is no pointer"},
    {"func @f : i32", "v11 (func) in block 1: its type is no pointer"},
    {"load i : i32", "v11 (load) in block 1: the address v3 is no pointer"},
    {"load p : struct s", "v11 (load) in block 1: its type is no scalar"},
    {"load p : void", "v11 (load) in block 1: its type has no place in memory"},
    {"store i to i", "v11 (store) in block 1: the address v3 is no pointer"},
    {"store i to pi : u32", "v11 (store) in block 1: its value has another type"},
    {"store i to pi, struct s.n : i32", "v11 (store) in block 1: names field 1, which is no bit-field"},
    {"field i, struct s.n", "v11 (field) in block 1: the record v3 is no pointer"},
    {"field pi, struct s.n", "v11 (field) in block 1: its operand does not point to a record"},
    {"field p, struct t.n", "v11 (field) in block 1: its field is one of another record"},
    {"field p, .n : u32", "v11 (field) in block 1: its result is no pointer"},
    {"index.plus i, i", "v11 (index) in block 1: the base v3 is no pointer"},
    {"index.plus p, p", "v11 (index) in block 1: its index is no integer"},
    {"index.plus p, i : i32", "v11 (index) in block 1: its type is no pointer"},
    {"ptrdiff i, p", "v11 (ptrdiff) in block 1: the left operand v3 is no pointer"},
    {"ptrdiff p, i", "v11 (ptrdiff) in block 1: the right operand v3 is no pointer"},
    {"ptrdiff p, p : ptr<i8>", "v11 (ptrdiff) in block 1: its type is no integer"},
    {"bin.add p, p", "v11 (bin) in block 1: its type is neither integer nor floating"},
    {"bin.add i, u : u32", "v11 (bin) in block 1: its left operand has another type than its result"},
    {"bin.add i, u : i32", "v11 (bin) in block 1: its right operand has another type than its result"},
    {"bin.shr i, d : i32", "v11 (bin) in block 1: its count is no integer"},
    {"cmp.lt i, l", "v11 (cmp) in block 1: its operands differ in type"},
    {"cmp.lt i, i : f64", "v11 (cmp) in block 1: its type is no integer"},
    {"un.neg i : i64", "v11 (un) in block 1: its operand has another type than its result"},
    {"un.lnot i : f64", "v11 (un) in block 1: its result is no integer"},
    {"x = call @r() into p : struct s\nun.lnot x", "v12 (un) in block 1: its operand is no scalar"},
    {"cast.int p : i32", "v11 (cast) in block 1: an int cast needs integers on both sides"},
    {"cast.int i : f64", "v11 (cast) in block 1: an int cast needs integers on both sides"},
    {"cast.bool i : i32", "v11 (cast) in block 1: a bool cast makes a bool of a scalar"},
    {"cast.ptr i : ptr<i8>", "v11 (cast) in block 1: a ptr cast needs pointers on both sides"},
    {"cast.ptrint i : i64", "v11 (cast) in block 1: a ptrint cast makes an integer of a pointer"},
    {"cast.intptr p : ptr<i8>", "v11 (cast) in block 1: an intptr cast makes a pointer of an integer"},
    {"cast.decay p : i32", "v11 (cast) in block 1: a decay needs pointers on both sides"},
    {"cast.decay p : ptr<i32>", "v11 (cast) in block 1: a decay needs a pointer to an array"},
    {"cast.float i : i64", "v11 (cast) in block 1: a float cast needs a floating type on one side"},
    {"overflow.add p, i, pi : bool", "v11 (overflow) in block 1: its operands are no integers"},
    {"overflow.add i, i, i : bool", "v11 (overflow) in block 1: the place of the result v3 is no pointer"},
    {"overflow.add i, i, pi : f64", "v11 (overflow) in block 1: its type is no integer"},
    {"call i() : i32", "v11 (call) in block 1: calls v3, which is no pointer"},
    {"call none() : i32", "v11 (call) in block 1: an operand is missing"},
    {"call @r()", "v11 (call) in block 1: a call that yields a record needs a place for it"},
    {"call @r() into i", "v11 (call) in block 1: the place of the result v3 is no pointer"},
    {"call @f(none)", "v11 (call) in block 1: an operand is missing"},
    {"copy i to p : struct s", "v11 (copy) in block 1: the source v3 is no pointer"},
    {"copy p to i : struct s", "v11 (copy) in block 1: the address v3 is no pointer"},
    {"copy p to p : void", "v11 (copy) in block 1: its type has no place in memory"},
    {"zero i : i32", "v11 (zero) in block 1: the address v3 is no pointer"},
    {"zero fp : func<i32>", "v11 (zero) in block 1: its type has no place in memory"},
    {"decl %i, p", "v11 (decl) in block 1: its size is no integer"},
    {"x = call @r() into p\nassume x", "v12 (assume) in block 1: its condition is no scalar"},
    {"x = call @r() into p\ncbr x, b1, b1", "v12 (cbr) in block 1: its condition is no scalar"},
    {"switch p, b1 ()", "v11 (switch) in block 1: its operand is no integer"},
    {"switch i, b1 (2..1: b1)", "v11 (switch) in block 1: has an empty case, from 2 to 1"},
    {"indirect()", "v11 (indirect) in block 1: goes to no block at all"},
    {"ret l", "v11 (ret) in block 1: its value has another type than the function returns"},
};

START_TEST(judges)
{
    const char *lines = table[_i].lines;
    const char *last = strrchr(lines, '\n') == NULL ? lines : strrchr(lines, '\n') + 1;
    static const char *const ends[] = {"ret", "br", "cbr", "switch", "indirect", "unreachable"};
    char text[2000];
    bool closed = false;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        closed = closed || strncmp(last, ends[i], strlen(ends[i])) == 0;
    (void)snprintf(text, sizeof text, "%s%s\n%s}\n", head, lines, closed ? "" : "ret i\n");
    bw_ir_module module = ir_good(text);
    const char *fault = bw_ir_verify(&module, 2);
    if (table[_i].fault == NULL)
        ck_assert_msg(fault == NULL, "%s\nfor\n%s", fault, lines);
    else
        ck_assert_msg(fault != NULL && strcmp(fault, table[_i].fault) == 0, "expected\n%s\nbut got\n%s\nfor\n%s",
                      table[_i].fault, fault == NULL ? "no fault" : fault, lines);
}
END_TEST

static const char *verdict(const char *text)
{
    bw_ir_module module = ir_good(text);

    return bw_ir_verify(&module, 1);
}

START_TEST(judges_functions)
{
    bw_ir_module module = ir_good("bulwark-ir 1\nfunc @f() -> void\n");

    ck_assert_str_eq(bw_ir_verify(&module, 1), "the function is not lowered");
    ck_assert_str_eq(bw_ir_verify(&module, 0), "there is no such function");
    ck_assert_str_eq(bw_ir_verify(&module, 2), "there is no such function");
    ck_assert_str_eq(verdict("bulwark-ir 1\nfunc @f() -> void {\n}\n"), "the function has no entry block");
    ck_assert_str_eq(verdict("bulwark-ir 1\nfunc @f() -> void {\nb1:\n}\n"), "block 1 is empty");
    ck_assert_str_eq(verdict("bulwark-ir 1\nfunc @f() -> void {\nb1:\nx = const 1\nret x\n}\n"),
                     "v2 (ret) in block 1: returns a value from a function without one");
    ck_assert_str_eq(verdict("bulwark-ir 1\nstruct s\nfunc @f() -> struct s {\nb1:\nx = const 1\nret x\n}\n"),
                     "v2 (ret) in block 1: the address of the returned record v1 is no pointer");
    ck_assert_ptr_null(verdict("bulwark-ir 1\nstruct s\nfunc @f(%s: struct s) -> struct s {\nb1:\nx = addr %s\nret x\n}\n"));
}
END_TEST

/* A function as long as generated code makes them. */
START_TEST(takes_long_functions)
{
    bw_ir_module module;
    enum { COUNT = 200000 };

    bw_ir_module_init(&module, &ir_arena, "");
    bw_ir_func func = {.name = "f", .body = BW_BODY_LOWERED, .block_count = 2, .inst_count = COUNT};
    func.insts = bw_core_array(&ir_arena, bw_ir_inst, COUNT);
    func.blocks = bw_core_array(&ir_arena, bw_ir_block, 2);
    func.blocks[1] = (bw_ir_block){1, COUNT - 1};
    func.insts[COUNT - 1].op = BW_IR_RET;
    bw_vec_push(&ir_arena, &module.funcs, func);
    ck_assert_ptr_null(bw_ir_verify(&module, 1));
}
END_TEST

TCase *verify_case(void)
{
    TCase *made = ir_case("verify");

    tcase_add_loop_test(made, judges, 0, sizeof table / sizeof table[0]);
    tcase_add_test(made, judges_functions);
    tcase_add_test(made, takes_long_functions);
    return made;
}
