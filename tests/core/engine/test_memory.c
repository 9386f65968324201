/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What places hold, against bytes: every store, fill and copy is done twice, by the engine and for real, and a load may
 * never say anything but what the bytes say. A symbol that stands for the content of a place keeps its value for ever, so
 * one that is met again after the place has changed is a fault as well. */
#include "engine_test.h"

#include <string.h>

enum { ROUNDS = 500, STEPS = 30, OBJECTS = 3, SIZE = 32, SYMBOLS = 5 };

typedef struct memory {
    bw_engine *e;
    bw_values *v;
    random_source *r;
    concrete *run;
    bw_state s;
    bw_sym bases[OBJECTS], offsets[SYMBOLS];
    bw_sym strange[2]; /* pointers of unknown origin; they lead to objects that escaped */
    unsigned char bytes[OBJECTS][SIZE];
    unsigned width; /* of accesses through strange pointers, in bytes */
    uint32_t site;
    unsigned looked, known;
} memory;

static uint32_t address_of(unsigned object)
{
    return 0x1000u * (object + 1);
}

static memory make_memory(random_source *r)
{
    memory m = {.e = engine_at_rest(), .run = bw_core_new(&test_arena, concrete), .r = r, .site = 100};
    m.v = &m.e->values;
    m.width = 1u << random_below(r, 4);
    bw_vec_push(&test_arena, &m.e->contexts, (bw_context){0});
    for (unsigned i = 0; i < OBJECTS; i++) {
        uint32_t object = bw_mem_heap(m.e, 1, i + 1, 0, (bw_ir_loc){0, 0});
        bw_objstate *state = bw_mem_objstate_edit(m.e, &m.s, object);
        state->size = bw_lin_const(m.v, SIZE);
        state->escaped = i != 0;
        state->content = random_below(r, 2) != 0 ? BW_CONTENT_UNINIT : BW_CONTENT_ZERO;
        m.bases[i] = bw_obj_at(m.e, object)->base;
        m.run->value[m.bases[i]] = address_of(i);
        m.run->known[m.bases[i]] = true;
        for (unsigned k = 0; k < SIZE; k++)
            m.bytes[i][k] = state->content == BW_CONTENT_ZERO ? 0 : (unsigned char)random_bits(r);
    }
    for (unsigned i = 0; i < SYMBOLS; i++) {
        bw_wide value = random_between(r, 0, SIZE / 2);
        m.offsets[i] = symbol_with(m.e, m.run, type_of(m.e, 32, random_below(r, 2) != 0), value);
        ck_assert(bw_num_restrict(m.e, &m.s, m.offsets[i], value - random_below(r, 4), value + random_below(r, 9),
                                  BW_WHY_INDEX_CONST));
    }
    for (unsigned i = 0; i < 2; i++) {
        unsigned to = 1 + random_below(r, OBJECTS - 1), at = random_below(r, SIZE / m.width) * m.width;
        m.strange[i] = symbol_with(m.e, m.run, type_of(m.e, 64, false), address_of(to) + at);
        bw_sym_at(m.v, m.strange[i])->is_pointer = true;
    }
    return m;
}

/* A place of `width` bytes inside of an object: where it is for the engine, and for real. */
static bw_value place(memory *m, unsigned width, unsigned char **ret_bytes)
{
    unsigned object = random_below(m->r, OBJECTS);
    bw_lin base = bw_lin_sym(m->v, m->bases[object]);
    bw_wide at;
    if (width == m->width && random_below(m->r, 4) == 0) {
        base = bw_lin_sym(m->v, m->strange[random_below(m->r, 2)]);
        ck_assert(value_in(m->e, m->run, base, &at));
        object = (unsigned)(at >> 12) - 1;
        *ret_bytes = m->bytes[object] + (at & 0xfff);
        return (bw_value){base, 0};
    }
    for (;;) {
        bool usual = random_below(m->r, 2) != 0; /* the same few places again and again */
        unsigned step = usual || random_below(m->r, 2) != 0 ? width : 1;
        bw_lin lin = bw_lin_offset(m->v, base, step * (usual ? random_between(m->r, 0, 2) : random_between(m->r, -2, SIZE / step)));
        if (!usual && random_below(m->r, 2) != 0)
            lin = bw_lin_add_scaled(m->v, lin, bw_lin_sym(m->v, m->offsets[random_below(m->r, SYMBOLS)]),
                                    random_below(m->r, 4) == 0 ? -(bw_wide)step : (bw_wide)step);
        ck_assert(lin != 0 && value_in(m->e, m->run, lin, &at));
        at -= address_of(object);
        if (at < 0 || at + width > SIZE)
            continue;
        *ret_bytes = m->bytes[object] + at;
        return (bw_value){lin, 0};
    }
}

static bw_wide number_at(const unsigned char *bytes, unsigned width, bool is_signed)
{
    uint64_t value = 0;
    memcpy(&value, bytes, width);
    return wrapped((bw_wide)value, width * 8, is_signed);
}

/* A value of the type: a constant, or a form over what the run knows. */
static bw_lin some_value(memory *m, unsigned width, bool is_signed, bw_wide *ret_value)
{
    bw_wide value = wrapped(random_below(m->r, 2) != 0 ? random_between(m->r, -3, 20) : (bw_wide)random_bits(m->r), width * 8, is_signed);
    bw_lin lin = bw_lin_const(m->v, value);
    if (random_below(m->r, 2) != 0)
        lin = bw_lin_offset(m->v, bw_lin_sym(m->v, m->offsets[random_below(m->r, SYMBOLS)]), random_between(m->r, 0, 9));
    else if (random_below(m->r, 2) != 0)
        lin = bw_lin_sym(m->v, symbol_with(m->e, m->run, type_of(m->e, width * 8, is_signed), value));
    ck_assert(value_in(m->e, m->run, lin, ret_value));
    return lin;
}

static void store(memory *m, unsigned width, bool is_signed)
{
    unsigned char *bytes;
    bw_wide value;
    bw_lin lin = some_value(m, width, is_signed, &value);
    bw_value to = place(m, width, &bytes);
    bw_mem_store(m->e, &m->s, to, (bw_value){lin, 0}, type_of(m->e, width * 8, is_signed), 0, 1, m->site++);
    uint64_t stored = (uint64_t)value;
    memcpy(bytes, &stored, width);
}

static void load(memory *m, unsigned width, bool is_signed)
{
    unsigned char *bytes;
    bw_value from = place(m, width, &bytes);
    bw_wide expected = number_at(bytes, width, is_signed), value;
    bw_lin lin = bw_mem_load(m->e, &m->s, from, type_of(m->e, width * 8, is_signed), 0, 1, m->site++, (bw_ir_loc){0, 0}).lin;
    m->looked++;
    if (lin == 0)
        return;
    bw_sym sym = bw_lin_as_sym(m->v, lin);
    if (value_in(m->e, m->run, lin, &value)) {
        ck_assert_msg(value == expected, "a place holds %lld, not %lld", (long long)expected, (long long)value);
        m->known++;
    } else if (sym != 0 && bw_sym_at(m->v, sym)->kind != BW_SYM_WRAP && bw_sym_at(m->v, sym)->kind != BW_SYM_OPERATION) {
        ck_assert_uint_lt(sym, CONCRETE_MAX);
        m->run->value[sym] = expected;
        m->run->known[sym] = true;
    } else
        return;
    ck_assert(bw_num_lower(m->e, &m->s, lin) <= expected && expected <= bw_num_upper(m->e, &m->s, lin));
}

static void fill(memory *m)
{
    unsigned char *bytes;
    unsigned size = random_below(m->r, 9);
    bw_value at = place(m, size > 0 ? size : 1, &bytes);
    bool zero = random_below(m->r, 2) != 0;
    bw_lin lin = random_below(m->r, 3) == 0 ? bw_lin_sym(m->v, symbol_with(m->e, m->run, type_of(m->e, 64, false), size))
                                            : bw_lin_const(m->v, size);
    bw_mem_fill(m->e, &m->s, at, lin, zero ? BW_FILL_ZERO : BW_FILL_UNKNOWN, 1, m->site++);
    for (unsigned i = 0; i < size; i++)
        bytes[i] = zero ? 0 : (unsigned char)random_bits(m->r);
}

static void copy(memory *m)
{
    unsigned char *to_bytes, *from_bytes, kept[SIZE];
    unsigned size = random_below(m->r, 17), room = size > 0 ? size : 1;
    bw_value to = place(m, room, &to_bytes), from = place(m, room, &from_bytes);
    bw_lin lin = random_below(m->r, 3) == 0 ? bw_lin_sym(m->v, symbol_with(m->e, m->run, type_of(m->e, 64, false), size))
                                            : bw_lin_const(m->v, size);
    bw_mem_copy(m->e, &m->s, to, from, lin, 1, m->site++);
    memcpy(kept, from_bytes, size);
    memcpy(to_bytes, kept, size);
}

static void havoc(memory *m)
{
    bw_mem_havoc(m->e, &m->s, 1, m->site++);
    for (unsigned i = 1; i < OBJECTS; i++)
        for (unsigned k = 0; k < SIZE; k++)
            m->bytes[i][k] = (unsigned char)random_bits(m->r);
}

/* One width a round, with bytes now and then: what the engine assumes of unknown pointers is that others do not meet. */
START_TEST(test_places)
{
    random_source r = random_start(41);
    unsigned looked = 0, known = 0;
    for (int i = 0; i < ROUNDS; i++) {
        memory m = make_memory(&r);
        for (int step = 0; step < STEPS; step++) {
            unsigned width = random_below(&r, 3) == 0 ? 1 : m.width;
            bool is_signed = random_below(&r, 2) != 0;
            unsigned choice = random_below(&r, 20);
            if (choice < 8)
                store(&m, width, is_signed);
            else if (choice < 16)
                load(&m, width, is_signed);
            else if (choice < 17)
                fill(&m);
            else if (choice < 19)
                copy(&m);
            else
                havoc(&m);
        }
        must_describe(m.e, &m.s, m.run, "after all");
        looked += m.looked;
        known += m.known;
    }
    ck_assert_msg(known * 10 > looked, "of %u loads %u only were of anything known", looked, known);
}
END_TEST

/* Named objects alone: accesses of every width meet, exactly. */
START_TEST(test_widths)
{
    random_source r = random_start(42);
    for (int i = 0; i < ROUNDS; i++) {
        memory m = make_memory(&r);
        m.width = 16; /* of no access: strange pointers are not used */
        for (int step = 0; step < STEPS; step++) {
            unsigned width = 1u << random_below(&r, 4), choice = random_below(&r, 20);
            if (choice < 9)
                store(&m, width, random_below(&r, 2) != 0);
            else if (choice < 17)
                load(&m, width, random_below(&r, 2) != 0);
            else if (choice < 18)
                fill(&m);
            else
                copy(&m);
        }
        must_describe(m.e, &m.s, m.run, "after all");
    }
}
END_TEST

TCase *memory_case(void)
{
    TCase *tcase = engine_case("memory");
    tcase_add_test(tcase, test_places);
    tcase_add_test(tcase, test_widths);
    return tcase;
}
