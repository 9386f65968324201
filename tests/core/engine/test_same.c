/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What must not change the findings: running again, other names, another order of functions, a branch that is always
 * taken, a detour through an empty block. */
#include "engine_test.h"

#include <stdio.h>
#include <string.h>

#include "verdicts.h"

#define HEAD "bulwark-ir 1\nunit \"t.c\"\npointer 64\nfile \"t.c\"\n"

/* One part of each kind: a violation, a proof, something open, a callee with a story, an allocation. X and Y are
 * replaced. */
static const char *const functions[] = {
    "func @one(%X: u32) -> i32 {\n local %Y: array<i32, 4> [address_taken] !2:7-2:11\n"
    "b1:\n px = addr %X\n n = load px\n four = const 4 : u32\n t = cmp.le n, four !3:7-3:12\n cbr t, b2, b3\n"
    "b2:\n p = addr %Y\n d = cast.decay p : ptr<i32>\n e = index.subscript d, n !4:3-4:9\n l = load e !4:3-4:9\n ret "
    "l\n"
    "b3:\n zero = const 0\n ret zero\n}\n",
    "func @two(%X: u32) -> void {\n local %Y: array<i32, 4> [address_taken] !12:7-12:11\n local %i: u32\n"
    "b1:\n pi = addr %i\n px = addr %X\n zero = const 0 : u32\n store zero to pi\n br b2\n"
    "b2:\n i = load pi\n n = load px\n t = cmp.lt i, n !13:7-13:12\n cbr t, b3, b5 [loop]\n"
    "b3:\n four = const 4 : u32\n u = cmp.lt i, four\n cbr u, b4, b5\n"
    "b4:\n p = addr %Y\n d = cast.decay p : ptr<i32>\n e = index.subscript d, i !14:3-14:9\n l = load e !14:3-14:9\n"
    " g = index.subscript d, n !15:3-15:9\n m = load g !15:3-15:9\n one = const 1 : u32\n j = bin.add i, one\n store j "
    "to pi\n br b2\n"
    "b5:\n ret\n}\n",
    "func @put(%X: ptr<i32>, %i: i32) -> void {\nb1:\n px = addr %X\n p = load px\n pi = addr %i\n i = load pi\n"
    " e = index.subscript p, i !22:3-22:9\n seven = const 7\n store seven to e !22:3-22:9\n ret\n}\n",
    "func @three(%X: i32) -> void {\n local %Y: array<i32, 9> [address_taken] !32:7-32:11\nb1:\n p = addr %Y\n d = "
    "cast.decay p : ptr<i32>\n"
    " px = addr %X\n x = load px\n cbr x, b2, b3\nb2:\n eight = const 8\n call @put(d, eight) !33:3-33:9\n br b4\n"
    "b3:\n nine = const 9\n call @put(d, nine) !34:3-34:9\n br b4\nb4:\n ret\n}\n",
    "func @take(%n: u64) -> ptr<void>\n",
    "func @four(%X: u32 [annotate \"bulwark::untrusted\"] !41:8-41:9) -> ptr<void> {\nb1:\n px = addr %X\n n = load "
    "px\n twelve = const 12 : u32\n"
    " m = bin.mul n, twelve !42:3-42:9\n w = cast.int m : u64\n p = call @take(w) : ptr<void> !43:3-43:9\n ret p\n}\n",
};
enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

static const char models[] = "fn take(n) : alloc n ; quiet\n";

typedef struct page {
    char text[1 << 15];
    size_t used;
} page;

static void add(page *p, const char *text, size_t size)
{
    ck_assert_uint_lt(p->used + size, sizeof p->text);
    memcpy(p->text + p->used, text, size);
    p->used += size;
    p->text[p->used] = 0;
}

/* The function with X and Y by other names. */
static void add_function(page *p, const char *text, const char *x, const char *y)
{
    for (; *text != 0; text++) {
        if (*text == 'X')
            add(p, x, strlen(x));
        else if (*text == 'Y')
            add(p, y, strlen(y));
        else
            add(p, text, 1);
    }
}

static page *new_page(void)
{
    page *p = bw_core_new(&test_arena, page);
    add(p, HEAD, strlen(HEAD));
    return p;
}

static const uint32_t usual[FUNCTIONS] = {0, 1, 2, 3, 4, 5};

static page *program(const uint32_t order[FUNCTIONS], const char *x, const char *y)
{
    page *p = new_page();
    for (int i = 0; i < FUNCTIONS; i++)
        add_function(p, functions[order[i]], x, y);
    return p;
}

/* Findings with their notes, and the three verdicts. */
static const char *outcome(const page *p)
{
    bw_ir_module module = module_of(p->text);
    bw_report report = analysed(&module, models, 0);
    char *text = bw_core_array(&test_arena, char, 1u << 14);
    (void)snprintf(text, 1u << 14, "%sproved %llu open %llu violation %llu\n", report_text(&report),
                   (unsigned long long)verdicts_count(&report, "accesses.proved"),
                   (unsigned long long)verdicts_count(&report, "accesses.open"),
                   (unsigned long long)verdicts_count(&report, "accesses.violation"));
    return text;
}

START_TEST(test_it_finds_something)
{
    const char *text = outcome(program(usual, "x", "y"));
    ck_assert_ptr_nonnull(strstr(text, "4:3 index-range"));
    ck_assert_ptr_nonnull(strstr(text, "22:3 index-range"));
    ck_assert_ptr_nonnull(strstr(text, "'put' is called here"));
    ck_assert_ptr_nonnull(strstr(text, "43:3 alloc-arith"));
    ck_assert_msg(strstr(text, "proved 1 open 2 violation 1\n") != NULL, "%s", text);
}
END_TEST

/* All counts, not only the verdicts. */
START_TEST(test_again)
{
    page *p = program(usual, "x", "y");
    bw_ir_module first = module_of(p->text), second = module_of(p->text);
    bw_report a = analysed(&first, models, 0), b = analysed(&second, models, 0), c = analysed(&second, models, 0);

    ck_assert_str_eq(report_text(&a), report_text(&b));
    ck_assert_str_eq(report_text(&a), report_text(&c));
    ck_assert_uint_eq(a.count_count, b.count_count);
    for (size_t i = 0; i < a.count_count; i++) {
        ck_assert_str_eq(a.counts[i].name, b.counts[i].name);
        ck_assert_msg(a.counts[i].value == b.counts[i].value && a.counts[i].value == c.counts[i].value, "%s",
                      a.counts[i].name);
    }
}
END_TEST

START_TEST(test_order_of_functions)
{
    const char *expected = outcome(program(usual, "x", "y"));
    random_source r = random_start(51);
    for (int i = 0; i < 40; i++) {
        uint32_t order[FUNCTIONS];
        memcpy(order, usual, sizeof order);
        for (uint32_t k = FUNCTIONS - 1; k > 0; k--) {
            uint32_t other = random_below(&r, k + 1), keep = order[k];
            order[k] = order[other];
            order[other] = keep;
        }
        ck_assert_str_eq(outcome(program(order, "x", "y")), expected);
    }
}
END_TEST

/* text with every `from` replaced by `to`. */
static const char *replaced(const char *text, const char *from, const char *to)
{
    page *p = bw_core_new(&test_arena, page);
    for (const char *at; (at = strstr(text, from)) != NULL; text = at + strlen(from)) {
        add(p, text, (size_t)(at - text));
        add(p, to, strlen(to));
    }
    add(p, text, strlen(text));
    return p->text;
}

START_TEST(test_names)
{
    const char *expected = replaced(outcome(program(usual, "x", "y")), "'y'", "'another'");
    ck_assert_str_eq(outcome(program(usual, "something", "another")), expected);
}
END_TEST

/* b1 comes to be entered through a branch that is always taken, or the entry of the function is a detour. */
static const char *wrapped_entry(const char *function, const char *entry)
{
    const char *at = strstr(function, "b1:\n");
    if (at == NULL)
        return function;
    page *p = bw_core_new(&test_arena, page);
    add(p, function, (size_t)(at - function));
    add(p, entry, strlen(entry));
    add(p, at, strlen(at));
    return p->text;
}

static const char *const entries[] = {
    "b0:\n always = const 1\n cbr always, b1, never\nnever:\n ret_ = const 0\n br b1\n",
    "b0:\n br detour\ndetour:\n br b1\n",
    "b0:\n p0 = const 5\n q0 = const 3\n t0 = cmp.gt p0, q0\n cbr t0, b1, never\nnever:\n unreachable\n",
    "b0:\n s0 = const 2\n switch s0, never (2: b1, 4..9: never)\nnever:\n unreachable\n",
};

START_TEST(test_constant_branch)
{
    const char *expected = outcome(program(usual, "x", "y"));
    page *p = new_page();
    for (int i = 0; i < FUNCTIONS; i++)
        add_function(p, wrapped_entry(functions[i], entries[_i]), "x", "y");
    ck_assert_str_eq(outcome(p), expected);
}
END_TEST

/* Code that nobody calls, and functions that are only declared, add nothing. */
START_TEST(test_strangers)
{
    const char *expected = outcome(program(usual, "x", "y"));
    page *p = program(usual, "x", "y");
    const char *more = "func @quiet(%n: i32) -> i32 {\nb1:\n p = addr %n\n n = load p\n ret n\n}\nfunc @declared(%p: "
                       "ptr<i32>) -> i32\nglobal @unused: array<i32, 100>\n";
    add(p, more, strlen(more));
    ck_assert_str_eq(outcome(p), expected);
}
END_TEST

TCase *same_case(void)
{
    TCase *tcase = engine_case("same");
    tcase_add_test(tcase, test_it_finds_something);
    tcase_add_test(tcase, test_again);
    tcase_add_test(tcase, test_order_of_functions);
    tcase_add_test(tcase, test_names);
    tcase_add_loop_test(tcase, test_constant_branch, 0, (int)(sizeof entries / sizeof entries[0]));
    tcase_add_test(tcase, test_strangers);
    return tcase;
}
