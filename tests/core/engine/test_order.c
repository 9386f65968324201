/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Order of blocks, loops, liveness and direct variables of hand-written functions. */
#include "engine_test.h"

#include <stdio.h>
#include <string.h>

/* The order of the text's first function that has a body. */
static const bw_order *order_of(bw_engine *e, bw_ir_module *module)
{
    e->module = module;
    for (bw_ir_ref i = 1; i < module->funcs.count; i++)
        if (module->funcs.at[i].body == BW_BODY_LOWERED)
            return bw_order_of(e, i);
    ck_abort_msg("no function");
}

/* As "1 (2 3) 4": blocks in order, loops in parentheses. */
static const char *shape(const bw_order *o)
{
    static char text[256];
    char *at = text;
    uint32_t ends[16], depth = 0;
    for (uint32_t p = 0; p < o->count; p++) {
        if (p != 0)
            *at++ = ' ';
        if (o->end[p] != 0) {
            *at++ = '(';
            ends[depth++] = o->end[p];
        }
        at += sprintf(at, "%u", o->blocks[p]);
        while (depth != 0 && ends[depth - 1] == p + 1) {
            *at++ = ')';
            depth--;
        }
    }
    *at = 0;
    return text;
}

#define HEAD "bulwark-ir 1\nunit \"t.c\"\npointer 64\n"

static const struct {
    const char *body, *shape;
} shapes[] = {
    {"b1:\n ret\n", "1"},
    {"b1:\n br b3\nb2:\n ret\nb3:\n br b2\n", "1 3 2"},
    {"b1:\n cbr v, b2, b3\nb2:\n br b4\nb3:\n br b4\nb4:\n ret\n", "1 3 2 4"},
    {"b1:\n br b2\nb2:\n cbr v, b3, b4\nb3:\n br b2\nb4:\n ret\n", "1 (2 3) 4"},
    {"b1:\n br b1x\nb1x:\n cbr v, b1x, b3\nb3:\n ret\n", "1 (2) 3"},
    /* a loop in a loop, and one after the other */
    {"b1:\n br b2\nb2:\n cbr v, b3, b6\nb3:\n cbr v, b4, b5\nb4:\n br b3\nb5:\n br b2\nb6:\n ret\n", "1 (2 (3 4) 5) 6"},
    {"b1:\n br b2\nb2:\n cbr v, b2, b3\nb3:\n cbr v, b3, b4\nb4:\n ret\n", "1 (2) (3) 4"},
    /* two ways into a loop: one of its blocks is the head, none is lost */
    {"b1:\n cbr v, b2, b3\nb2:\n br b3\nb3:\n cbr v, b2, b4\nb4:\n ret\n", "1 (2 3) 4"},
    /* a block that nothing reaches has no place */
    {"b1:\n br b3\nb2:\n br b3\nb3:\n ret\n", "1 3"},
    /* a switch into the middle of a loop */
    {"b1:\n switch w, b5 (0: b2, 1: b3)\nb2:\n br b3\nb3:\n br b4\nb4:\n cbr v, b2, b5\nb5:\n ret\n", "1 (2 3 4) 5"},
};

static bw_ir_module with_body(const char *body)
{
    char text[2048];
    const char *first = strchr(body, '\n') + 1;
    (void)snprintf(text, sizeof text,
                   HEAD "func @f(%%x: i32) -> void {\n%.*s\n a = addr %%x\n w = load a\n v = cmp.ne w, w\n%s}\n",
                   (int)(first - body - 1), body, first);
    char *copy = bw_core_array(&test_arena, char, strlen(text) + 1);
    memcpy(copy, text, strlen(text) + 1);
    return module_of(copy);
}

START_TEST(test_shape)
{
    bw_engine *e = engine_at_rest();
    bw_ir_module module = with_body(shapes[_i].body);
    const bw_order *o = order_of(e, &module);

    ck_assert_str_eq(shape(o), shapes[_i].shape);
    for (uint32_t p = 0; p < o->count; p++)
        ck_assert_uint_eq(o->position[o->blocks[p]], p);
}
END_TEST

/* Whatever the graph: an edge goes forwards, or to the head of a loop that its source stands in. */
START_TEST(test_random_graphs)
{
    random_source r = random_start(41);
    for (int round = 0; round < 400; round++) {
        char body[4096];
        unsigned blocks = 2 + random_below(&r, 12);
        size_t used = 0;
        for (unsigned b = 1; b <= blocks; b++) {
            used += (size_t)snprintf(body + used, sizeof body - used, "b%u:\n", b);
            if (random_below(&r, 8) == 0)
                used += (size_t)snprintf(body + used, sizeof body - used, " ret\n");
            else
                used += (size_t)snprintf(body + used, sizeof body - used, " cbr v, b%u, b%u\n",
                                         1 + random_below(&r, blocks), 1 + random_below(&r, blocks));
        }
        bw_engine *e = engine_at_rest();
        bw_ir_module module = with_body(body);
        const bw_order *o = order_of(e, &module);
        const bw_ir_func *func = &module.funcs.at[1];
        bool seen[64] = {false};
        for (uint32_t p = 0; p < o->count; p++) {
            uint32_t block = o->blocks[p], next;
            ck_assert(!seen[block]);
            seen[block] = true;
            for (uint32_t n = 0; (next = bw_order_successor(func, block, n)) != 0; n++) {
                uint32_t to = o->position[next];
                ck_assert_uint_ne(to, UINT32_MAX);
                if (to <= p)
                    ck_assert_msg(o->end[to] > p,
                                  "round %d: block %u goes back to %u, which heads no loop around it\n%s", round, block,
                                  next, body);
            }
        }
        /* loops nest */
        for (uint32_t p = 0; p < o->count; p++)
            for (uint32_t q = p + 1; q < (o->end[p] != 0 ? o->end[p] : p); q++)
                ck_assert(o->end[q] <= o->end[p]);
    }
}
END_TEST

static bool bit(const uint64_t *set, uint32_t at)
{
    return (set[at / 64] >> (at % 64) & 1) != 0;
}

START_TEST(test_liveness)
{
    bw_engine *e = engine_at_rest();
    bw_ir_module module = module_of(
        HEAD
        "func @f(%n: i32) -> i32 {\n"
        " local %i: i32\n local %s: i32\n local %t: i32\n"
        "b1:\n pi = addr %i\n ps = addr %s\n pn = addr %n\n pt = addr %t\n zero = const 0\n"
        " store zero to pi\n store zero to ps\n br b2\n"
        "b2:\n i = load pi\n n = load pn\n less = cmp.lt i, n\n cbr less, b3, b4\n"
        "b3:\n store i to pt\n t = load pt\n s = load ps\n more = bin.add s, t\n store more to ps\n one = const 1\n"
        " next = bin.add i, one\n store next to pi\n br b2\n"
        "b4:\n r = load ps\n ret r\n}\n");
    const bw_order *o = order_of(e, &module);
    enum { N, I, S, T };
    const uint64_t *live = o->live;
    uint32_t w = o->words, head = o->position[2];

    ck_assert(o->direct[N] && o->direct[I] && o->direct[S] && o->direct[T]);
    ck_assert(bit(live + 1 * w, N) && !bit(live + 1 * w, I) && !bit(live + 1 * w, S) && !bit(live + 1 * w, T));
    ck_assert(bit(live + 2 * w, N) && bit(live + 2 * w, I) && bit(live + 2 * w, S) && !bit(live + 2 * w, T));
    ck_assert(bit(live + 3 * w, N) && bit(live + 3 * w, S) && !bit(live + 3 * w, T));
    ck_assert(!bit(live + 4 * w, N) && !bit(live + 4 * w, I) && bit(live + 4 * w, S));
    ck_assert(bit(o->modified + head * w, I) && bit(o->modified + head * w, S) && bit(o->modified + head * w, T) &&
              !bit(o->modified + head * w, N));
    /* i is loaded in the head and used in the body */
    ck_assert_uint_eq(o->crossing[module.funcs.at[1].blocks[2].first], 1);
}
END_TEST

/* Direct: loaded and stored as a whole by name, nothing else. */
START_TEST(test_direct)
{
    bw_engine *e = engine_at_rest();
    bw_ir_module module = module_of(HEAD "struct s { a: i32\n b: i32 }\n"
                                         "func @f(%n: i32) -> void {\n"
                                         " local %plain: i32\n local %given: i32\n local %field: struct s\n local "
                                         "%fast: i32 [volatile]\n local %narrow: i32\n local %kept: i32\n"
                                         " local %place: ptr<i32>\n"
                                         "b1:\n v = const 1\n p = addr %plain\n store v to p\n"
                                         " g = addr %given\n c = call @unknown(g)\n"
                                         " q = addr %field\n a = field q, .a\n store v to a\n"
                                         " x = addr %fast\n store v to x\n"
                                         " y = addr %narrow\n z = cast.ptr y : ptr<i8>\n byte = load z\n"
                                         " k = addr %kept\n h = addr %place\n store k to h\n"
                                         " ret\n}\nfunc @unknown(%p: ptr<i32>) -> i32\n");
    const bw_order *o = order_of(e, &module);
    const bool expected[] = {true, true, false, false, false, false, false, true};
    for (uint32_t i = 0; i < 8; i++)
        ck_assert_msg((o->direct[i] != 0) == expected[i], "object %u", i);
}
END_TEST

TCase *order_case(void)
{
    TCase *tcase = engine_case("order");
    tcase_add_loop_test(tcase, test_shape, 0, (int)(sizeof shapes / sizeof shapes[0]));
    tcase_add_test(tcase, test_random_graphs);
    tcase_add_test(tcase, test_liveness);
    tcase_add_test(tcase, test_direct);
    return tcase;
}
