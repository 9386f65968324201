/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What is shortened by hand means what its full form says. */
#include "ir_test.h"

#include <string.h>

/* Entries without the head, as written by hand, and what they mean. */
static const struct {
    const char *brief, *full;
} shorthands[] = {
    {"struct s { a: u8; b: u64; c: u16 }", "struct s size 24 align 8 {\n  a: u8 @0\n  b: u64 @8\n  c: u16 @16\n}\n"},
    {"union u { a: u8; b: array<u16, 3> }", "union u size 6 align 2 {\n  a: u8 @0\n  b: array<u16, 3> @0\n}\n"},
    {"struct s { a: u32; b: array<u8> [counted_by a] }",
     "struct s size 4 align 4 {\n  a: u32 @0\n  b: array<u8> @4 [counted_by a]\n}\n"},
    {"struct s size 8 align 4 { a: u8; b: u8 @5; c: u16 }",
     "struct s size 8 align 4 {\n  a: u8 @0\n  b: u8 @5\n  c: u16 @6\n}\n"},
    {"struct s { }", "struct s size 0 align 1 {\n}\n"},
    {"struct s", "struct s size 0 align 1 {\n}\n"},
    {"struct \"plain\" { #1: i32 }", "struct plain size 4 align 4 {\n  #1: i32 @0\n}\n"},
    {"global @x: i32(bits 32, size 4, align 4, \"int\")", "global @x: i32\n"},
    {"global @x: array<u8>(size 0)", "global @x: array<u8>\n"},
    {"global @x: i32 [size 4]", "global @x: i32\n"},
    {"literal @#9: array<i8, 6> = \"\\\"\\\\\\n\\r\\t\\41\"", "literal @#1: array<i8, 6> = \"\\\"\\\\\\0a\\0d\\09A\"\n"},
    {"global @x: u8 // the rest is a comment\n\n\n;;global @y: u8;", "global @x: u8\nglobal @y: u8\n"},
    {"func @f() -> void [main_file, static]", "func @f() -> void [static, main_file]\n"},
    {"func @f() -> void { b1:; ret }", "func @f() -> void {\nb1:\n  ret\n}\n"},
};

/* One line of a body with every kind of operand at hand, and its full form. */
static const struct {
    const char *brief, *full;
} instructions[] = {
    {"const 7", "v12 = const 7 : i32"},
    {"const 0xff : u8", "v12 = const 255 : u8"},
    {"const 0xABCDEFabcdef0 : u64", "v12 = const 3022415642550000 : u64"},
    {"const -1 : u64", "v12 = const 18446744073709551615 : u64"},
    {"const -1 : i64", "v12 = const -1 : i64"},
    {"x = addr @g", "v12 = addr @g : ptr<i16>"},
    {"func @callee", "v12 = func @callee : ptr<func<i64>>"},
    {"load pn", "v12 = load v3 : u32"},
    {"load ps, .bits", "v12 = load v2, struct s.bits : u32"},
    {"store n to pn", "store v4 to v3 : u32"},
    {"field ps, .b", "v12 = field v2, struct s.b : ptr<u64>"},
    {"field ps, struct s.b", "v12 = field v2, struct s.b : ptr<u64>"},
    {"index.plus ps, n", "v12 = index.plus v2, v4 : ptr<struct s>"},
    {"ptrdiff ps, ps", "v12 = ptrdiff v2, v2 : i64"},
    {"bin.shl n, n", "v12 = bin.shl v4, v4 : u32"},
    {"cmp.ne n, n", "v12 = cmp.ne v4, v4 : i32"},
    {"un.not n", "v12 = un.not v4 : u32"},
    {"un.lnot n", "v12 = un.lnot v4 : i32"},
    {"cast.bool n", "v12 = cast.bool v4 : bool"},
    {"cast.decay pa", "v12 = cast.decay v6 : ptr<u8>"},
    {"call @callee(n)", "v12 = call @callee(v4) : i64"},
    {"call @nothing()", "call @nothing() : void"},
    {"call fp(n, n)", "v12 = call v7(v4, v4) : i64"},
    {"copy ps to ps", "copy v2 to v2 : struct s"},
    {"zero ps [init]", "zero v2 : struct s [init]"},
    {"switch n, b1 (\n 1: b1,\n 2..3: b1)", "switch v4, b1 (1: b1, 2..3: b1)"},
    {"call @callee (n) into ps : struct s", "v12 = call @callee(v4) into v2 : struct s"},
    {"ret n", "ret v4"},
};

static const char head[] = "bulwark-ir 1\nunit \"\"\npointer 64\n\n";

static const char *joined(const char *const parts[], size_t count)
{
    void *block = NULL;
    size_t size = 1;

    for (size_t i = 0; i < count; i++)
        size += strlen(parts[i]);
    ck_assert_int_eq(bw_arena_alloc(&ir_arena, size, 1, &block), BW_OK);
    char *text = block;
    for (size_t i = 0; i < count; i++)
        strcat(text, parts[i]);
    return text;
}

START_TEST(entries_may_be_brief)
{
    const char *const brief[] = {"bulwark-ir 1\n", shorthands[_i].brief};
    const char *const full[] = {head, shorthands[_i].full};
    bw_ir_module module = ir_good(joined(brief, 2));

    ck_assert_str_eq(ir_text(&module), joined(full, 2));
}
END_TEST

START_TEST(instructions_may_be_brief)
{
    const char *const brief[] = {"bulwark-ir 1\n"
                                 "struct s { a: u32; b: u64; bits: u32 @16 width 3; last: u8 }\n"
                                 "global @g: i16\n"
                                 "func @callee(%x: u32) -> i64\nfunc @nothing() -> void\n"
                                 "func @f(%s: ptr<struct s>, %n: u32, %a: array<u8, 4>) -> u32 {\nb1:\n"
                                 "where = addr %s\nps = load where\npn = addr %n\nn = load pn\nfive = const 5\n"
                                 "pa = addr %a\nfp = func @callee\nzero ps\nnop\nassume n\nload pn\n",
                                 instructions[_i].brief, "\n}\n"};
    bw_ir_module module = ir_good(joined(brief, 3));
    const char *text = ir_text(&module);
    const char *line = text + strlen(text) - strlen("\n}\n") - strlen(instructions[_i].full);

    ck_assert_msg(line > text && line[-1] == ' ' && strncmp(line, instructions[_i].full, strlen(instructions[_i].full)) == 0,
                  "expected %s at the end of\n%s", instructions[_i].full, text);
}
END_TEST

START_TEST(order_of_entries_is_free)
{
    bw_ir_module module = ir_good("bulwark-ir 1\n"
                                  "func @f() -> ptr<struct a> {\nb1:\ng = addr @g\nr = call @later()\nret r\n}\n"
                                  "func @later() -> ptr<struct a>\nglobal @g: struct a\n"
                                  "struct a { b: ptr<struct b> }\nstruct b { a: struct a }\n");

    ck_assert_str_eq(ir_text(&module), "bulwark-ir 1\nunit \"\"\npointer 64\n\n"
                                       "struct a size 8 align 8 {\n  b: ptr<struct b> @0\n}\n\n"
                                       "struct b size 8 align 8 {\n  a: struct a @0\n}\n\n"
                                       "global @g: struct a\n\n"
                                       "func @f() -> ptr<struct a> {\nb1:\n  v1 = addr @g : ptr<struct a>\n"
                                       "  v2 = call @later() : ptr<struct a>\n  ret v2\n}\n\n"
                                       "func @later() -> ptr<struct a>\n");
}
END_TEST

START_TEST(equal_types_are_one_entry)
{
    bw_ir_module module = ir_good("bulwark-ir 1\nglobal @a: ptr<array<u8, 4>>\nglobal @b: ptr<array<u8, 4>>\n"
                                  "global @c: ptr<array<u8, 5>>\nglobal @d: u8(\"BYTE\")\nglobal @e: u8\n");
    const bw_ir_object *objects = module.objects.at;

    ck_assert_uint_eq(objects[1].type, objects[2].type);
    ck_assert_uint_ne(objects[1].type, objects[3].type);
    ck_assert_uint_ne(objects[4].type, objects[5].type);
    ck_assert_uint_eq(objects[5].type, module.types.at[module.types.at[objects[1].type].elem].elem);
}
END_TEST

TCase *shorthand_case(void)
{
    TCase *made = ir_case("shorthand");

    tcase_add_loop_test(made, entries_may_be_brief, 0, sizeof shorthands / sizeof shorthands[0]);
    tcase_add_loop_test(made, instructions_may_be_brief, 0, sizeof instructions / sizeof instructions[0]);
    tcase_add_test(made, order_of_entries_is_free);
    tcase_add_test(made, equal_types_are_one_entry);
    return made;
}
