/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every way in which a text is refused, and what is said about it. */
#include "ir_test.h"

#include <string.h>

#define V "bulwark-ir 1\n"
#define F V "func @f(%p: ptr<i32>) -> i32 {\nb1:\n"

static const struct {
    const char *text, *error;
} table[] = {
    /* the first line */
    {"", "1:1: found the end of the text, expected 'bulwark-ir' and a version"},
    {"llvm", "1:1: found 'llvm', expected 'bulwark-ir' and a version"},
    {"bulwark ir", "1:9: found 'ir', expected 'bulwark-ir' and a version"},
    {"bulwark-x", "1:9: found 'x', expected 'bulwark-ir' and a version"},
    {"bulwark-ir", "1:11: found the end of the text, expected a version"},
    {"bulwark-ir 2", "1:12: found version 2, expected 1; write the text again with this version's tools"},
    {"bulwark-ir 1 2", "1:14: found '2', expected the end of the line"},
    /* tokens */
    {V "unit \"a", "2:6: this string does not end on its line; close it with a quotation mark"},
    {V "unit \"a\\", "2:6: this string does not end on its line; close it with a quotation mark"},
    {V "unit \"a\\\n\"", "2:6: this string does not end on its line; close it with a quotation mark"},
    {V "unit ?", "2:6: this character has no meaning here"},
    {V "pointer 18446744073709551616", "2:9: this number does not fit 64 bits"},
    {V "pointer 0x1ffffffffffffffff", "2:9: this number does not fit 64 bits"},
    {V "pointer 12ab", "2:11: a letter follows a number; put a space or an operator between them"},
    {V "pointer 0x", "2:10: a letter follows a number; put a space or an operator between them"},
    /* the head */
    {V "unit a", "2:6: found 'a', expected the unit's file name in quotation marks"},
    {V "unit \"\\00\"", "2:6: found a NUL in a name, expected text"},
    {V "unit \"\\zz\"", "2:6: found an unknown escape in a string, expected \\\" \\\\ \\n \\r \\t or two hexadecimal digits "
                       "after the backslash"},
    {V "target 1", "2:8: found '1', expected a target triple in quotation marks"},
    {V "pointer wide", "2:9: found 'wide', expected the width of a pointer in bits"},
    {V "pointer 65536", "2:9: found 65536, expected the width of a pointer in bits of at most 65535"},
    {V "endian odd", "2:8: found 'odd', expected big or little"},
    {V "hardened yes", "2:10: found 'yes', expected the end of the line"},
    {V "file x", "2:6: found 'x', expected a file name in quotation marks"},
    {V "}", "2:1: found '}', expected struct, union, global, literal or func"},
    {V "variable @x", "2:1: found 'variable', expected struct, union, global, literal or func"},
    {V "global @x: i32\nunit \"late\"", "3:1: found 'unit', expected struct, union, global, literal or func"},
    /* labels */
    {V "global x", "2:8: found 'x', expected '@' and a name"},
    {V "global @", "2:9: found the end of the text, expected the name of an object"},
    {V "global @x#y: i32", "2:11: found 'y', expected a number after '#'"},
    {V "global @x#4294967296: i32", "2:11: found 4294967296, expected a number after '#' of at most 4294967295"},
    {V "global @\"a\\00b\": i32", "2:9: found a NUL in a name, expected text"},
    {V "global @x: i32\nglobal @x: i32", "3:9: x is defined twice; give the second one another name or number"},
    {V "literal @#1: i32\nliteral @#1: i32", "3:10: #1 is defined twice; give the second one another name or number"},
    {V "func f", "2:6: found 'f', expected '@' and a name"},
    {V "func @f() -> void\nfunc @f() -> void", "3:7: f is defined twice; give the second one another name or number"},
    {V "struct s\nstruct s", "3:8: s is defined twice; give the second one another name or number"},
    {V "struct 7", "2:8: found '7', expected the name of a record"},
    /* types */
    {V "global @x", "2:10: found the end of the text, expected ':' and a type"},
    {V "global @x:", "2:11: found the end of the text, expected a type, such as i32, ptr<u8> or struct name"},
    {V "global @x: int", "2:12: found 'int', expected a type, such as i32, ptr<u8> or struct name"},
    {V "global @x: i65536", "2:12: found 'i65536', expected a type, such as i32, ptr<u8> or struct name"},
    {V "global @x: ptr", "2:15: found the end of the text, expected '<' and the type it is made of"},
    {V "global @x: ptr<i32", "2:19: found the end of the text, expected '>'"},
    {V "global @x: array<i32 4>", "2:22: found '4', expected ',' and a number of elements, or '>'"},
    {V "global @x: array<i32, n>", "2:23: found 'n', expected a number of elements"},
    {V "global @x: array<u64, 0xffffffffffffffff>", "2:12: the size of this array does not fit 64 bits"},
    {V "global @x: struct s", "2:19: found 's', expected a struct that the text defines"},
    {V "struct s\nglobal @x: union s", "3:18: found 's', expected a union that the text defines"},
    {V "global @x: i32(big)", "2:16: found 'big', expected a property of the type: a flag, bits, size, align, unnamed or a "
                              "name in quotation marks"},
    {V "global @x: i32(enum", "2:20: found the end of the text, expected ',' or ')'"},
    {V "global @x: i32(bits 65536)", "2:21: found 65536, expected a number of bits of at most 65535"},
    {V "global @x: i32(size x)", "2:21: found 'x', expected a size in bytes"},
    {V "global @x: i32(align 4294967296)", "2:22: found 4294967296, expected an alignment in bytes of at most 4294967295"},
    /* records */
    {V "struct s size x", "2:15: found 'x', expected a size in bytes"},
    {V "struct s size 1 align x", "2:23: found 'x', expected an alignment in bytes"},
    {V "struct s size 1", "2:8: a record with one of size and align needs the other, too"},
    {V "struct s [huge]", "2:11: found 'huge', expected a flag of a type, such as incomplete"},
    {V "struct s [incomplete", "2:21: found the end of the text, expected ',' or ']'"},
    {V "struct s {", "2:11: found the end of the text, expected '}'"},
    {V "struct s { } x", "2:14: found 'x', expected the end of the line"},
    {V "struct s { 5 }", "2:12: found '5', expected a field or '}'"},
    {V "struct s { a i32 }", "2:14: found 'i32', expected ':' and a type"},
    {V "struct s { a: i32; a: i32 }", "2:20: a is defined twice; give the second one another name or number"},
    {V "struct s { a: i32 b: i32 }", "2:19: found 'b', expected the end of the line"},
    {V "struct s { a: i32 @x }", "2:20: found 'x', expected an offset in bytes"},
    {V "struct s { a: i32 @1.8 }", "2:22: found 8, expected a bit of a byte of at most 7"},
    {V "struct s { a: i32 @1 width x }", "2:28: found 'x', expected a width in bits"},
    {V "struct s { a: i32 width 3 }", "2:12: the place of a bit-field must be written, such as @4.3"},
    {V "struct s { a: i32 [sized] }", "2:20: found 'sized', expected counted_by, sized_by or annotate"},
    {V "struct s { a: i32 [counted_by 1] }", "2:31: found '1', expected the name of a field"},
    {V "struct s { a: i32 [sized_by b] }", "2:29: found 'b', expected a field of this record that the text defines"},
    {V "struct s { a: i32 [annotate x] }", "2:29: found 'x', expected the text of the annotation"},
    {V "struct s { a: i32 [annotate \"x\" }", "2:33: found '}', expected ',' or ']'"},
    {V "struct s { a: struct s }", "2:12: this field's record has no size yet; declare it before or write its size"},
    {V "struct s { a: array<struct t, 2> }\nstruct t { x: i32 }",
     "2:15: the elements of this array have no size yet; declare their record before or write its size"},
    {V "struct s { a: i32(size 0xffffffffffffffff); b: i32 }", "2:45: this record does not fit 2^61 bytes"},
    {V "struct s { a: i32(size 0xffffffffffffffff) }", "2:10: this record does not fit 2^61 bytes"},
    /* objects */
    {V "global @x: i32 [small]", "2:17: found 'small', expected a property of an object, such as const, static, size or "
                                 "annotate"},
    {V "global @x: i32 [size x]", "2:22: found 'x', expected a size in bytes"},
    {V "global @x: i32 [in f]", "2:20: found 'f', expected '@' and the name of a function"},
    {V "global @x: i32 [in @f]", "2:21: found 'f', expected a function that the text defines"},
    {V "global @x: i32 [annotate]", "2:25: found ']', expected the text of the annotation"},
    {V "global @x: i32 [const", "2:22: found the end of the text, expected ',' or ']'"},
    {V "global @x: i32 = 4", "2:18: found '4', expected the object's bytes in quotation marks"},
    {V "global @x: i32 = \"abc\"", "2:18: found 3 bytes, expected the 4 of the object"},
    {V "global @x: i32 = \"\\q\"", "2:18: found an unknown escape in the object's bytes, expected \\\" \\\\ \\n \\r \\t or two "
                                  "hexadecimal digits after the backslash"},
    {V "global @x: i32 i32", "2:16: found 'i32', expected the end of the line"},
    {V "global @x: i32 }", "2:16: found '}', expected the end of the line"},
    /* positions */
    {V "global @x: i32 !1:2", "2:17: found a position in file 1, expected one of the 0 that 'file' lines name"},
    {V "file \"a\"\nglobal @x: i32 !2/1:2", "3:17: found a position in file 2, expected one of the 1 that 'file' lines name"},
    {V "file \"a\"\nglobal @x: i32 !0/1:2", "3:17: found a position in file 0, expected one of the 1 that 'file' lines name"},
    {V "file \"a\"\nglobal @x: i32 !", "3:17: found the end of the text, expected a line number"},
    {V "file \"a\"\nglobal @x: i32 !1", "3:18: found the end of the text, expected ':' and a column"},
    {V "file \"a\"\nglobal @x: i32 !1:", "3:19: found the end of the text, expected a column"},
    {V "file \"a\"\nglobal @x: i32 !1:2-", "3:21: found the end of the text, expected a line number"},
    {V "file \"a\"\nglobal @x: i32 !1:2 @x", "3:22: found 'x', expected a byte offset"},
    {V "file \"a\"\nglobal @x: i32 !1:2 @3", "3:23: found the end of the text, expected '-' and a byte offset"},
    {V "file \"a\"\nglobal @x: i32 !1:2 @3-x", "3:24: found 'x', expected a byte offset"},
    {V "file \"a\"\nglobal @x: i32 !4294967296:2",
     "3:17: found 4294967296, expected a line number of at most 4294967295"},
    /* functions */
    {V "func @f", "2:8: found the end of the text, expected '(' and the parameters"},
    {V "func @f(x: i32) -> void", "2:9: found 'x', expected '%' and the name of a local"},
    {V "func @f(%: i32) -> void", "2:10: found ':', expected the name of a local"},
    {V "func @f(%x: i32 %y: i32) -> void", "2:17: found '%', expected ',' or ')'"},
    {V "func @f(%x: i32, %x: i32) -> void", "2:19: x is defined twice; give the second one another name or number"},
    {V "func @f(%x: i32 [in @f]) -> void", "2:18: found 'in', expected a property of an object, such as const, static, size "
                                           "or annotate"},
    {V "func @f() i32", "2:11: found 'i32', expected '->' and the return type"},
    {V "func @f() ->", "2:13: found the end of the text, expected a type, such as i32, ptr<u8> or struct name"},
    {V "func @f() -> void [fast]", "2:20: found 'fast', expected a property of a function, such as static, main_file, "
                                   "alloc_size or annotate"},
    {V "func @f() -> void [alloc_size]", "2:30: found ']', expected the number of a parameter"},
    {V "func @f() -> void [alloc_size 256]", "2:31: found 256, expected the number of a parameter of at most 255"},
    {V "func @f() -> void [params x]", "2:27: found 'x', expected a number of parameters"},
    {V "func @f(%x: i32) -> void [params 1]", "2:27: found 'params', expected no params for a function whose parameters are "
                                              "written"},
    {V "func @f() -> void [type 1]", "2:25: found '1', expected a type, such as i32, ptr<u8> or struct name"},
    {V "func @f() -> void [static", "2:26: found the end of the text, expected ',' or ']'"},
    {V "func @f() -> void [params 2] {\nlocal %x: i32\nb1:\nret\n}",
     "4:1: a function with locals and params needs its parameters written"},
    {V "func @f() -> void x", "2:19: found 'x', expected the end of the line"},
    {V "func @f() -> void {\nb1:\nret\n} x", "5:3: found 'x', expected the end of the line"},
    {V "func @f() -> void {\nstatic %x: i32\n}", "3:1: found 'static', expected local, temp, or a block such as b1:"},
    {V "func @f() -> void {\nlocal %x: i32 i32\n}", "3:15: found 'i32', expected the end of the line"},
    {V "func @f() -> void {\nret\n}", "3:1: found 'ret', expected local, temp, or a block such as b1:"},
    {V "func @f() -> void {\nb1:\nret\n", "5:1: found the end of the text, expected '}'"},
    /* bodies */
    {F "nop\nb1:\nret\n}", "5:1: b1 is defined twice; give the second one another name or number"},
    {F "x = const 1\nx = const 1\n}", "5:1: x is defined twice; give the second one another name or number"},
    {F "jump b1\n}", "4:1: found 'jump', expected an operation, such as load or call"},
    {F "5\n}", "4:1: found '5', expected an operation, such as load or call"},
    {F "x = \n}", "4:5: found the end of the line, expected an operation, such as load or call"},
    {F "bin 1\n}", "4:5: found '1', expected '.' and the kind of the operation"},
    {F "bin.pow x, x\n}", "4:5: found 'pow', expected a kind of this operation"},
    {F "overflow.div x, x, x\n}", "4:10: found 'div', expected a kind of this operation"},
    {F "x = store x to x : i32\n}", "4:1: found a name for the result of store, expected none, since it has no result"},
    {F "const x\n}", "4:7: found 'x', expected a number"},
    {F "const -9223372036854775809\n}", "4:8: found 9223372036854775809, expected a number of at most 9223372036854775808"},
    {F "float\n}", "4:6: found the end of the line, expected ':' and a type, which nothing implies here"},
    {F "addr p\n}", "4:6: found 'p', expected '%' and a local, or '@' and a global"},
    {F "addr %q\n}", "4:7: found 'q', expected a local object that the text defines"},
    {F "addr @q\n}", "4:7: found 'q', expected a global that the text defines"},
    {F "addr %\n}", "4:7: found the end of the line, expected the name of an object"},
    {F "func f\n}", "4:6: found 'f', expected '@' and the name of a function"},
    {F "func @g\n}", "4:7: found 'g', expected a function that the text defines"},
    {F "load x\n}", "4:6: found 'x', expected a value that the text defines"},
    {F "load !\n}", "4:6: found '!', expected a value"},
    {F "p = addr %p\nload p, q\n}", "5:9: found 'q', expected a field, such as struct name.field or .field"},
    {F "p = addr %p\nfield p, .q\n}", "5:11: found 'q', expected a field of this record that the text defines"},
    {F "load p, .q\np = addr %p\n}", "4:9: found a field of a pointer whose type is not known here, expected its record "
                                     "before the dot"},
    {F "load p\np = addr %p\n}", "4:7: found the end of the line, expected ':' and a type, which nothing implies here"},
    {F "p = addr %p\nfield p, struct s.q\n}", "5:17: found 's', expected a struct that the text defines"},
    {F "p = addr %p\nfield p .q\n}", "5:9: found '.', expected ','"},
    {V "struct s\n" "func @f() -> void {\nb1:\np = const 0 : ptr<struct s>\nfield p, struct s q\n}",
     "6:19: found 'q', expected '.' and a field"},
    {F "p = addr %p\nstore p\n}", "5:8: found the end of the line, expected 'to' and a pointer"},
    {F "call f\n}", "4:6: found 'f', expected a value that the text defines"},
    {F "call @f\n}", "4:8: found the end of the line, expected '(' and a list"},
    {F "call @f(x)\n}", "4:9: found 'x', expected a value that the text defines"},
    {F "p = addr %p\ncall @f(p p)\n}", "5:11: found 'p', expected ',' or ')'"},
    {F "call @f() into q\n}", "4:16: found 'q', expected a value that the text defines"},
    {F "opaque asm()\n}", "4:8: found 'asm', expected a reason in quotation marks"},
    {F "opaque \"x\"()\n}", "4:13: found the end of the line, expected ':' and a type, which nothing implies here"},
    {F "br b2\n}", "4:4: found 'b2', expected a block that the text defines"},
    {F "br\n}", "4:3: found the end of the line, expected a block"},
    {F "x = const 1\nswitch x, b1\n}", "5:13: found the end of the line, expected '(' and the cases"},
    {F "x = const 1\nswitch x, b1 (y: b1)\n}", "5:15: found 'y', expected a case or ')'"},
    {F "x = const 1\nswitch x, b1 (1.. : b1)\n}", "5:19: found ':', expected the end of the range"},
    {F "x = const 1\nswitch x, b1 (1 b1)\n}", "5:17: found 'b1', expected '..' or ':' and a block"},
    {F "x = const 1\nswitch x, b1 (1: b1 2: b1)\n}", "5:21: found '2', expected ',' or ')'"},
    {F "indirect (b1\n}\n", "5:1: found '}', expected ',' or ')'"},
    {F "ret [slow]\n}", "4:6: found 'slow', expected a flag of an instruction, such as volatile"},
    {F "ret [loop\n}", "4:10: found the end of the line, expected ',' or ']'"},
    {F "ret ret\n}", "4:5: found 'ret', expected a value that the text defines"},
    {F "nop 5\n}", "4:5: found '5', expected the end of the line"},
    {F "x = nop\n}", "4:1: found a name for the result of nop, expected none, since it has no result"},
    {F "x = call @g() : void\n}\nfunc @g() -> void", "4:1: found a name for the result of call, expected none, since it has no "
                                                     "result"},
};

START_TEST(says_what_is_wrong)
{
    const char *error = ir_bad(table[_i].text, strlen(table[_i].text));

    ck_assert_msg(strcmp(error, table[_i].error) == 0, "expected\n%s\nbut got\n%s\nfor\n%s", table[_i].error, error,
                  table[_i].text);
}
END_TEST

/* A chain of types that no stack should follow, and a line of things that no message should repeat. */
START_TEST(survives_depth_and_length)
{
    char text[9000] = V "global @x: ";

    for (int i = 0; i < 1000; i++)
        strcat(text, "ptr<");
    ck_assert_str_eq(ir_bad(text, strlen(text)), "2:812: types are nested deeper than 200 here");
    (void)strcpy(text, V);
    memset(text + strlen(V), 'a', 8000);
    text[strlen(V) + 8000] = '\0';
    ck_assert_str_eq(ir_bad(text, strlen(text)), "2:1: found 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...', expected struct, "
                                                 "union, global, literal or func");
}
END_TEST

START_TEST(shows_no_control_bytes)
{
    static const char text[] = V "\"\x1b[2J\x01\"";

    ck_assert_str_eq(ir_bad(text, sizeof text - 1),
                     "2:1: found \"?[2J?\", expected struct, union, global, literal or func");
}
END_TEST

START_TEST(a_nul_is_a_character)
{
    static const char text[] = V "\0";

    ck_assert_str_eq(ir_bad(text, sizeof text - 1), "2:1: this character has no meaning here");
}
END_TEST

TCase *reader_error_case(void)
{
    TCase *made = ir_case("reader errors");

    tcase_add_loop_test(made, says_what_is_wrong, 0, sizeof table / sizeof table[0]);
    tcase_add_test(made, survives_depth_and_length);
    tcase_add_test(made, shows_no_control_bytes);
    tcase_add_test(made, a_nul_is_a_character);
    return made;
}
