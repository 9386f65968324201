/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The code of a unit as bytes: what is packed comes back, and no bytes do harm. */
#include "ir_test.h"

#include <string.h>

#include "core/pack.h"
#include "random_module.h"

static const char program[] =
    "bulwark-ir 1\nunit \"t.c\"\npointer 64\n\n"
    "struct job size 16 align 8 {\n  next: ptr<struct job> @0\n  count: u32 @8 width 5\n}\n\n"
    "global @on: i32 [static, initialised, init 32 at 0 -1]\n"
    "global @table: array<ptr<func<i32>>, 2> [const, initialised, init 64 at 0 func @twice, init 64 at 64 unknown]\n"
    "literal @\"\": array<i8, 3> = \"ab\\00\"\n"
    "func @other(%n: i32 [annotate \"bulwark::untrusted\"]) -> i32 [declared]\n"
    "func @twice(%n: i32) -> i32 [main_file] {\n local %job: struct job [address_taken]\nb1:\n"
    " pn = addr %n : ptr<i32>\n n = load pn : i32\n c = cmp.gt n, n : i32\n cbr c, b2, b3\nb2:\n"
    " po = addr @on : ptr<i32>\n k = const -7 : i32\n store k to po : i32\n l = addr @\"\" : ptr<array<i8, 3>>\n"
    " switch n, b3 (1..2: b2, 7: b3)\nb3:\n"
    " pj = addr %job : ptr<struct job>\n pc = field pj, struct job.count : ptr<u32>\n"
    " bits = load pc, struct job.count : u32\n pt = addr @table : ptr<array<ptr<func<i32>>, 2>>\n"
    " r = call @other(n) : i32\n ret r\n}\n";

static bw_ir_module unpack(const unsigned char *bytes, size_t size, bool *ret_read)
{
    bw_ir_module module;
    bw_pack_positions positions = {{0}};
    bw_pack pack;

    bw_ir_module_init(&module, &ir_arena, "t.c");
    *ret_read = bw_pack_read(bytes, size, NULL, &module, &positions, &pack);
    for (bw_ir_ref i = 1; i < module.funcs.count && *ret_read; i++)
        if (module.funcs.at[i].body == BW_BODY_AVAILABLE)
            (void)bw_pack_body(&pack, &module, &positions, i);
    module.pointer_bits = 64;
    return module;
}

static const char *bare_text(const bw_ir_module *module)
{
    const char *text, *error;
    size_t size;

    ck_assert_msg(bw_ir_write_text(module, 0, &ir_arena, &text, &size, &error), "%s", error);
    return text;
}

START_TEST(what_is_packed_comes_back)
{
    bw_ir_module made = ir_good(program);
    const unsigned char *bytes, *again;
    size_t size, again_size;
    bool read;

    bw_pack_write(&made, &ir_arena, &bytes, &size);
    bw_ir_module back = unpack(bytes, size, &read);
    ck_assert(read);
    ck_assert_str_eq(bare_text(&made), bare_text(&back));
    for (bw_ir_ref i = 1; i < back.funcs.count; i++)
        ck_assert_ptr_null(back.funcs.at[i].body == BW_BODY_LOWERED ? bw_ir_verify(&back, i) : NULL);
    bw_pack_write(&made, &ir_arena, &again, &again_size);
    ck_assert_uint_eq(size, again_size);
    ck_assert_mem_eq(bytes, again, size);
}
END_TEST

START_TEST(no_bytes_do_harm)
{
    bw_ir_module made = ir_good(program);
    const unsigned char *bytes;
    size_t size, refused = 0;
    bool read;

    bw_pack_write(&made, &ir_arena, &bytes, &size);
    unsigned char *forged = bw_core_array(&ir_arena, unsigned char, size);
    for (size_t cut = 0; cut < size; cut++) {
        (void)unpack(bytes, cut, &read);
        ck_assert_msg(!read, "cut to %zu bytes it is read", cut);
    }
    for (size_t at = 0; at < size; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            memcpy(forged, bytes, size);
            forged[at] ^= (unsigned char)(1u << bit);
            bw_ir_module back = unpack(forged, size, &read);
            refused += !read;
            for (bw_ir_ref i = 1; i < back.funcs.count && read; i++)
                ck_assert(back.funcs.at[i].body != BW_BODY_LOWERED || bw_ir_verify(&back, i) == NULL);
        }
    }
    ck_assert_uint_gt(refused, 0);
}
END_TEST

START_TEST(random_modules_are_packed)
{
    bw_ir_module made = random_module(&ir_arena, (uint64_t)_i);
    const unsigned char *bytes;
    size_t size;
    bool read;

    bw_pack_write(&made, &ir_arena, &bytes, &size);
    (void)unpack(bytes, size, &read);
    ck_assert_msg(read, "seed %d", _i);
}
END_TEST

TCase *pack_case(void)
{
    TCase *made = ir_case("pack");

    tcase_add_test(made, what_is_packed_comes_back);
    tcase_add_test(made, no_bytes_do_harm);
    tcase_add_loop_test(made, random_modules_are_packed, 0, 100);
    return made;
}
