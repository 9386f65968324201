/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Odd inputs end, within their budget, with their counts right. */
#include "engine_test.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "verdicts.h"

#define HEAD "bulwark-ir 1\nunit \"t.c\"\npointer 64\nfile \"t.c\"\n"

typedef struct page {
    char *text;
    size_t used, room;
} page;

static page new_page(void)
{
    page p = {.room = 1u << 22};
    p.text = bw_core_array(&test_arena, char, p.room);
    p.used = (size_t)snprintf(p.text, p.room, HEAD);
    return p;
}

static void add(page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(page *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(p->text + p->used, p->room - p->used, format, args);
    va_end(args);
    ck_assert(size >= 0 && (size_t)size < p->room - p->used);
    p->used += (size_t)size;
}

static bw_report report_of(const page *p, uint32_t budget)
{
    bw_ir_module module = module_of(p->text);
    return analysed(&module, NULL, budget);
}

START_TEST(test_nothing)
{
    page p = new_page();
    bw_report report = report_of(&p, 0);
    ck_assert_uint_eq(report.finding_count, 0);
    ck_assert_uint_eq(verdicts_count(&report, "functions"), 0);
    add(&p, "func @declared(%%p: ptr<i32>) -> i32\nfunc @failed() -> void [failed]\n");
    report = report_of(&p, 0);
    ck_assert_uint_eq(verdicts_count(&report, "functions"), 0);
}
END_TEST

/* A function of the main file that could not be lowered is counted, and its callers are analysed. */
START_TEST(test_failed_body)
{
    page p = new_page();
    add(&p, "func @broken(%%p: ptr<i32>) -> i32 [failed, main_file]\nfunc @f() -> i32 {\n local %%x: i32 "
            "[address_taken]\nb1:\n p = addr %%x\n r = call @broken(p)\n ret r\n}\n");
    bw_report report = report_of(&p, 0);
    ck_assert_uint_eq(verdicts_count(&report, "functions"), 2);
    ck_assert_uint_eq(verdicts_count(&report, "functions.failed"), 1);
    ck_assert_uint_eq(verdicts_count(&report, "functions.analysed"), 1);
    ck_assert_uint_eq(verdicts_count(&report, "calls.unknown"), 1);
}
END_TEST

#define BAD_INDEX " local %%a: array<i32, 4> [address_taken] !2:7-2:11\n"
#define BAD_ACCESS                                                                                                     \
    " pa = addr %%a\n d = cast.decay pa : ptr<i32>\n nine = const 9\n e = index.subscript d, nine !3:3-3:9\n l = "     \
    "load e !3:3-3:9\n"

START_TEST(test_unreachable_block)
{
    page p = new_page();
    add(&p, "func @f() -> void {\n" BAD_INDEX "b1:\n br b3\nb2:\n" BAD_ACCESS " br b2\nb3:\n ret\n}\n");
    bw_report report = report_of(&p, 0);
    ck_assert_uint_eq(report.finding_count, 0);
    ck_assert_uint_eq(verdicts_count(&report, "functions.analysed"), 1);
    ck_assert_uint_eq(verdicts_count(&report, "blocks"), 2);
}
END_TEST

START_TEST(test_endless_loop)
{
    page p = new_page();
    add(&p, "func @f() -> void {\n" BAD_INDEX
            " local %%i: i32\nb1:\n pi = addr %%i\n zero = const 0\n store zero to pi\n br b2\n"
            "b2:\n" BAD_ACCESS " i = load pi\n one = const 1\n j = bin.add i, one\n store j to pi\n br b2\n}\nfunc "
                               "@g() -> void {\nb1:\n br b1\n}\n");
    bw_report report = report_of(&p, 0);
    ck_assert_uint_eq(report.finding_count, 1);
    ck_assert_uint_eq(verdicts_count(&report, "functions.analysed"), 2);
}
END_TEST

START_TEST(test_recursion)
{
    page p = new_page();
    add(&p, "func @f(%%p: ptr<i32>) -> i32 {\n local %%x: i32 [address_taken]\nb1:\n q = addr %%x\n r = call @g(q)\n "
            "ret r\n}\n"
            "func @g(%%p: ptr<i32>) -> i32 {\nb1:\n pp = addr %%p\n p = load pp\n r = call @f(p)\n s = call @g(p)\n t "
            "= bin.add r, s\n ret t\n}\n");
    bw_report report = report_of(&p, 0);
    ck_assert_uint_eq(verdicts_count(&report, "functions.analysed"), 2);
    ck_assert_uint_gt(verdicts_count(&report, "calls.unknown"), 0);
}
END_TEST

/* f0 calls f1 calls f2 …, each twice: the cost is that of each function, not of every path. */
START_TEST(test_deep_chain)
{
    enum { DEPTH = 3000 };
    page p = new_page();
    for (int i = 0; i < DEPTH; i++)
        add(&p,
            "func @f%d(%%p: ptr<i32>) -> i32 {\nb1:\n pp = addr %%p\n p = load pp\n r = call @f%d(p)\n s = call "
            "@f%d(p)\n t = bin.add r, s\n ret t\n}\n",
            i, i + 1, i + 1);
    add(&p, "func @f%d(%%p: ptr<i32>) -> i32 {\nb1:\n one = const 1\n ret one\n}\n", DEPTH);
    bw_report report = report_of(&p, 0);
    ck_assert_uint_eq(verdicts_count(&report, "functions.analysed"), DEPTH + 1);
    ck_assert_uint_lt(verdicts_count(&report, "steps"), DEPTH * 2000u);
}
END_TEST

/* Loops in loops around branches that double the paths. The subscript at the start is good, the one at the end is not.
 */
static void add_mess(page *p, int loops, int diamonds)
{
    enum { VARIABLES = 12 };
    add(p, "func @f(%%n: i32) -> void {\n" BAD_INDEX);
    for (int i = 0; i < VARIABLES; i++)
        add(p, " local %%v%d: i32\n", i);
    add(p, "b1:\n pn = addr %%n\n pf = addr %%a\n f = cast.decay pf : ptr<i32>\n three = const 3\n g = index.subscript "
           "f, three !2:20-2:24\n h = load g !2:20-2:24\n");
    for (int i = 0; i < VARIABLES; i++)
        add(p, " p%d = addr %%v%d\n z%d = const %d\n store z%d to p%d\n", i, i, i, i, i, i);
    add(p, " br loop%d\n", loops);
    for (int i = loops; i > 0; i--)
        add(p, "loop%d:\n br loop%d\n", i, i - 1);
    add(p, "loop0:\n br d0\n");
    for (int i = 0; i < diamonds; i++) {
        int v = i % VARIABLES, w = (i * 7 + 3) % VARIABLES;
        add(p, "d%d:\n x%d = load p%d\n c%d = const %d\n t%d = cmp.lt x%d, c%d\n cbr t%d, l%d, r%d\n", i, i, v, i,
            i * 3, i, i, i, i, i, i);
        add(p, "l%d:\n y%d = load p%d\n s%d = bin.add x%d, y%d\n store s%d to p%d\n br d%d\n", i, i, w, i, i, i, i, w,
            i + 1);
        add(p, "r%d:\n o%d = const %d\n store o%d to p%d\n br d%d\n", i, i, i, i, w, i + 1);
    }
    add(p, "d%d:\n n = load pn\n br back1\n", diamonds);
    for (int i = 1; i <= loops; i++)
        add(p, "back%d:\n i%d = const %d\n u%d = cmp.eq n, i%d\n cbr u%d, loop%d, back%d\n", i, i, i, i, i, i, i,
            i + 1);
    add(p, "back%d:\n" BAD_ACCESS " ret\n}\n", loops + 1);
}

/* A function that was given up proves nothing, and where it is given up does not depend on the machine. */
START_TEST(test_budget)
{
    page p = new_page();
    add_mess(&p, _i != 0 ? 3 : 7, _i != 0 ? 40 : 2);
    bw_report small = report_of(&p, 1), again = report_of(&p, 1);

    ck_assert_uint_eq(verdicts_count(&small, "functions.budget"), 1);
    ck_assert_uint_eq(verdicts_count(&small, "accesses.proved"), 0);
    ck_assert_uint_eq(verdicts_count(&small, "steps"), verdicts_count(&again, "steps"));
    ck_assert_str_eq(report_text(&small), report_text(&again));
    if (_i != 0)
        return;
    bw_report large = report_of(&p, 100000);
    ck_assert_uint_eq(verdicts_count(&large, "functions.budget"), 0);
    ck_assert_uint_eq(verdicts_count(&large, "accesses.proved"), 1);
    ck_assert_uint_eq(verdicts_count(&large, "accesses.violation"), 1);
    ck_assert_uint_lt(verdicts_count(&small, "steps"), verdicts_count(&large, "steps"));
}
END_TEST

/* How often a loop goes round nobody knows, so that its index is no evidence, wherever in the loop the budget ends. */
START_TEST(test_budget_ends_in_loop)
{
    for (int diamonds = 270; diamonds < 280; diamonds++) {
        page p = new_page();
        add(&p, "struct R size 16 align 8 {\n at: array<ptr<i8>, 2> @0\n}\nfunc @text(%%i: i32) -> ptr<i8>\n"
                "func @copied(%%z: ptr<i8>) -> ptr<i8>\n"
                "func @f(%%p: ptr<struct R>, %%n: i32, %%m: i32) -> i32 {\n local %%i: i32\n local %%j: i32\n local %%k: i32\n"
                "b1:\n pp = addr %%p\n pn = addr %%n\n pm = addr %%m\n pi = addr %%i\n pj = addr %%j\n pk = addr %%k\n"
                " zero = const 0\n one = const 1\n store zero to pi\n store one to pj\n store zero to pk\n"
                " m = load pm\n cbr m, low, d0\nlow:\n store zero to pj\n br d0\n");
        for (int i = 0; i < diamonds; i++)
            add(&p, "d%d:\n x%d = load pk\n c%d = const %d\n t%d = cmp.lt x%d, c%d\n cbr t%d, l%d, d%d\n"
                    "l%d:\n store c%d to pk\n br d%d\n", i, i, i, i + 1, i, i, i, i, i, i + 1, i, i, i + 1);
        add(&p, "d%d:\n br head\nhead:\n i = load pi\n n = load pn\n go = cmp.lt i, n\n cbr go, body, out [loop]\n"
                "body:\n z = call @text(i)\n cbr z, put, next\n"
                "put:\n y = call @copied(z)\n p = load pp\n q = field p, struct R.at\n d = cast.decay q : ptr<ptr<i8>>\n j = load pj\n"
                " e = index.subscript d, j !3:3-3:9\n store y to e !3:3-3:9\n w = load e\n cbr w, next, none\nnone:\n ret one\n"
                "next:\n j0 = load pj\n j1 = bin.add j0, one\n store j1 to pj\n i0 = load pi\n i1 = bin.add i0, one\n store i1 to pi\n"
                " br head\nout:\n ret zero\n}\n", diamonds);
        bw_report report = report_of(&p, 1);
        ck_assert_msg(report.finding_count == 0, "%d branches before it", diamonds);
    }
}
END_TEST

/* Random functions of every operation: no crash, no endless run, the same answer twice. */
START_TEST(test_random_bodies)
{
    random_source r = random_start(61);
    for (int round = 0; round < 150; round++) {
        page p = {.room = 1u << 16};
        p.text = bw_core_array(&test_arena, char, p.room);
        p.used = (size_t)snprintf(p.text, p.room, HEAD "global @g: array<i32, 3>\nfunc @other(%%p: ptr<i32>) -> i32\n");
        unsigned blocks = 1 + random_below(&r, 9);
        add(&p, "func @f(%%n: i32, %%q: ptr<i32>) -> i32 {\n" BAD_INDEX
                " local %%x: i32 [address_taken]\n local %%y: i32\nentry:\n pn = addr %%n\n pq = addr %%q\n px = addr "
                "%%x\n py = addr %%y\n pa = addr %%a\n"
                " pg = addr @g\n d = cast.decay pa : ptr<i32>\n h = cast.decay pg : ptr<i32>\n n = load pn\n q = load "
                "pq\n store n to px\n store n to py\n br b1\n");
        for (unsigned b = 1; b <= blocks; b++) {
            unsigned count = random_below(&r, 8);
            add(&p, "b%u:\n", b);
            for (unsigned i = 0; i < count; i++) {
                static const char *const places[] = {"px", "py", "q", "d", "h", "pn"};
                const char *from = places[random_below(&r, 6)], *to = places[random_below(&r, 6)];
                add(&p, " u%u_%u = load %s\n k%u_%u = const %d\n", b, i, from, b, i, (int)random_between(&r, -2, 9));
                switch (random_below(&r, 7)) {
                case 0:
                    add(&p, " e%u_%u = index.plus %s, u%u_%u !%u:%u-%u:9\n w%u_%u = load e%u_%u !%u:%u-%u:9\n", b, i,
                        from, b, i, b + 4, i + 1, b + 4, b, i, b, i, b + 4, i + 1, b + 4);
                    break;
                case 1:
                    add(&p, " w%u_%u = bin.%s u%u_%u, k%u_%u\n store w%u_%u to %s\n", b, i,
                        bw_ir_bin_names[random_below(&r, BW_BIN_COUNT)], b, i, b, i, b, i, to);
                    break;
                case 2:
                    add(&p, " w%u_%u = call @other(%s)\n store w%u_%u to %s\n", b, i, from, b, i, to);
                    break;
                case 3:
                    add(&p, " w%u_%u = call @f(u%u_%u, %s)\n", b, i, b, i, from);
                    break;
                case 4:
                    add(&p, " asm(%s)\n", from);
                    break;
                case 5:
                    add(&p, " w%u_%u = opaque \"test\"(%s) : i32\n", b, i, from);
                    break;
                default:
                    add(&p, " w%u_%u = cmp.%s u%u_%u, k%u_%u\n assume w%u_%u\n", b, i,
                        bw_ir_cmp_names[random_below(&r, BW_CMP_COUNT)], b, i, b, i, b, i);
                    break;
                }
            }
            add(&p, " c%u = load %s\n", b, random_below(&r, 2) != 0 ? "px" : "py");
            if (random_below(&r, 4) == 0)
                add(&p, " ret c%u\n", b);
            else if (random_below(&r, 4) == 0)
                add(&p, " switch c%u, b%u (0: b%u, 3..7: b%u)\n", b, 1 + random_below(&r, blocks),
                    1 + random_below(&r, blocks), 1 + random_below(&r, blocks));
            else
                add(&p, " cbr c%u, b%u, b%u\n", b, 1 + random_below(&r, blocks), 1 + random_below(&r, blocks));
        }
        add(&p, "}\n");
        bw_report first = report_of(&p, 0), second = report_of(&p, 0);
        ck_assert_str_eq(report_text(&first), report_text(&second));
        ck_assert_uint_eq(verdicts_count(&first, "steps"), verdicts_count(&second, "steps"));
        ck_assert_uint_eq(verdicts_count(&first, "functions.analysed"), 1);
    }
}
END_TEST

TCase *robust_case(void)
{
    TCase *tcase = engine_case("robust");
    tcase_add_test(tcase, test_nothing);
    tcase_add_test(tcase, test_failed_body);
    tcase_add_test(tcase, test_unreachable_block);
    tcase_add_test(tcase, test_endless_loop);
    tcase_add_test(tcase, test_recursion);
    tcase_add_test(tcase, test_deep_chain);
    tcase_add_loop_test(tcase, test_budget, 0, 2);
    tcase_add_test(tcase, test_budget_ends_in_loop);
    tcase_add_test(tcase, test_random_bodies);
    return tcase;
}
