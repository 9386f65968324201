/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/state.h"

#include <string.h>

/* Makes the array private with room for `more` elements beyond its count. */
#define COW_WRITE(arena, vec, more)                                                                                    \
    do {                                                                                                               \
        uint32_t need = (vec)->count + (more);                                                                         \
        if ((vec)->shared || need > (vec)->room) {                                                                     \
            /* most copies are written to once or twice before they are shared again */                                \
            uint32_t room = need + ((vec)->shared ? 3 : need / 2 + 4);                                                 \
            void *copy = bw_core_alloc_raw((arena), room, sizeof *(vec)->at, _Alignof(bw_wide));                           \
            if ((vec)->count != 0)                                                                                     \
                memcpy(copy, (vec)->at, (vec)->count * sizeof *(vec)->at);                                             \
            (vec)->at = copy;                                                                                          \
            (vec)->room = room;                                                                                        \
            (vec)->shared = false;                                                                                     \
        }                                                                                                              \
    } while (0)

#define INSERT(vec, index, value)                                                                                      \
    do {                                                                                                               \
        memmove(&(vec)->at[(index) + 1], &(vec)->at[index], ((vec)->count - (index)) * sizeof *(vec)->at);             \
        (vec)->at[index] = (value);                                                                                    \
        (vec)->count++;                                                                                                \
    } while (0)

bw_state bw_state_clone(bw_state *state)
{
    state->cells.shared = state->bounds.shared = state->facts.shared = state->objects.shared = true;
    return *state;
}

bw_state bw_state_borrow(const bw_state *state)
{
    bw_state copy = *state;
    return bw_state_clone(&copy);
}

uint32_t bw_cell_lower(const bw_state *state, bw_sym base, int64_t off_bits)
{
    uint32_t low = 0, high = state->cells.count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        const bw_cell *cell = &state->cells.at[mid];
        if (cell->base < base || (cell->base == base && cell->off_bits < off_bits))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const bw_cell *bw_cell_find(const bw_state *state, bw_sym base, int64_t off_bits, uint32_t bits)
{
    uint32_t at = bw_cell_lower(state, base, off_bits);
    if (at >= state->cells.count)
        return NULL;
    const bw_cell *cell = &state->cells.at[at];
    return cell->base == base && cell->off_bits == off_bits && cell->bits == bits ? cell : NULL;
}

static void remove_cells(struct bw_arena *arena, bw_state *state, uint32_t first, uint32_t end)
{
    if (first == end)
        return;
    COW_WRITE(arena, &state->cells, 0);
    memmove(&state->cells.at[first], &state->cells.at[end], (state->cells.count - end) * sizeof *state->cells.at);
    state->cells.count -= end - first;
}

/* ---- elements ---- */

static void remove_element(bw_state *state, uint32_t at)
{
    state->element_count--;
    memmove(&state->elements[at], &state->elements[at + 1], (state->element_count - at) * sizeof state->elements[0]);
}

const bw_element *bw_element_find(const bw_state *state, bw_sym base, bw_lin offset, uint32_t bits)
{
    for (uint32_t i = 0; i < state->element_count; i++) {
        const bw_element *x = &state->elements[i];
        if (x->base == base && x->offset == offset && x->bits == bits)
            return x;
    }
    return NULL;
}

void bw_element_set(bw_state *state, bw_element element)
{
    const bw_element *known = bw_element_find(state, element.base, element.offset, element.bits);
    if (known != NULL)
        remove_element(state, (uint32_t)(known - state->elements));
    else if (state->element_count == BW_ELEMENTS_MAX)
        remove_element(state, 0);
    state->elements[state->element_count++] = element;
}

void bw_element_drop(bw_state *state, bw_sym base)
{
    for (uint32_t i = state->element_count; i > 0; i--)
        if (state->elements[i - 1].base == base)
            remove_element(state, i - 1);
}

void bw_element_join(bw_state *into, const bw_state *from)
{
    for (uint32_t i = into->element_count; i > 0; i--) {
        const bw_element *x = &into->elements[i - 1], *y = bw_element_find(from, x->base, x->offset, x->bits);
        if (y == NULL || y->value.lin != x->value.lin || y->value.region != x->value.region || y->type != x->type)
            remove_element(into, i - 1);
    }
}

/* ---- cells ---- */

static void kill_cells(struct bw_arena *arena, bw_state *state, bw_sym base, int64_t off_bits, int64_t bits)
{
    uint32_t first = bw_cell_lower(state, base, off_bits), end = first;
    /* cells never overlap each other, so at most one begins before and reaches in */
    if (first > 0 && state->cells.at[first - 1].base == base &&
        state->cells.at[first - 1].off_bits + state->cells.at[first - 1].bits > off_bits)
        first--;
    while (end < state->cells.count && state->cells.at[end].base == base &&
           state->cells.at[end].off_bits < off_bits + bits)
        end++;
    remove_cells(arena, state, first, end);
}

void bw_cell_kill(struct bw_arena *arena, bw_state *state, bw_sym base, int64_t off_bits, int64_t bits)
{
    bw_element_drop(state, base);
    kill_cells(arena, state, base, off_bits, bits);
}

void bw_cell_kill_base(struct bw_arena *arena, bw_state *state, bw_sym base)
{
    bw_element_drop(state, base);
    uint32_t first = bw_cell_lower(state, base, INT64_MIN), end = first;
    while (end < state->cells.count && state->cells.at[end].base == base)
        end++;
    remove_cells(arena, state, first, end);
}

void bw_cell_set(struct bw_arena *arena, bw_state *state, bw_cell cell)
{
    uint32_t at = bw_cell_lower(state, cell.base, cell.off_bits);
    if (at < state->cells.count && state->cells.at[at].base == cell.base &&
        state->cells.at[at].off_bits == cell.off_bits && state->cells.at[at].bits == cell.bits) {
        if (state->cells.at[at].value.lin == cell.value.lin && state->cells.at[at].value.region == cell.value.region)
            return;
        COW_WRITE(arena, &state->cells, 0);
        state->cells.at[at].value = cell.value;
        return;
    }
    kill_cells(arena, state, cell.base, cell.off_bits, cell.bits);
    at = bw_cell_lower(state, cell.base, cell.off_bits);
    COW_WRITE(arena, &state->cells, 1);
    INSERT(&state->cells, at, cell);
}

void bw_cell_filter(struct bw_arena *arena, bw_state *state, bool (*drop)(void *, const bw_cell *), void *context)
{
    uint32_t kept = 0, i = 0;
    for (uint32_t k = state->element_count; k > 0; k--) {
        const bw_element *x = &state->elements[k - 1];
        bw_cell as_cell = {.base = x->base, .bits = x->bits, .value = x->value};
        if (drop(context, &as_cell))
            remove_element(state, k - 1);
    }
    while (i < state->cells.count && !drop(context, &state->cells.at[i]))
        i++;
    if (i == state->cells.count)
        return;
    COW_WRITE(arena, &state->cells, 0);
    for (kept = i; i < state->cells.count; i++)
        if (!drop(context, &state->cells.at[i]))
            state->cells.at[kept++] = state->cells.at[i];
    state->cells.count = kept;
}

void bw_bound_set(struct bw_arena *arena, bw_state *state, bw_bound bound)
{
    uint32_t at = bw_bound_lower(state, bound.sym);
    bool present = at < state->bounds.count && state->bounds.at[at].sym == bound.sym;
    COW_WRITE(arena, &state->bounds, present ? 0u : 1u);
    if (present)
        state->bounds.at[at] = bound;
    else
        INSERT(&state->bounds, at, bound);
}

static uint32_t objstate_lower(const bw_state *state, uint32_t object)
{
    uint32_t low = 0, high = state->objects.count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (state->objects.at[mid].object < object)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const bw_objstate *bw_objstate_find(const bw_state *state, uint32_t object)
{
    uint32_t at = objstate_lower(state, object);
    return at < state->objects.count && state->objects.at[at].object == object ? &state->objects.at[at] : NULL;
}

bw_objstate *bw_objstate_edit(struct bw_arena *arena, bw_state *state, const bw_objstate *init)
{
    uint32_t at = objstate_lower(state, init->object);
    bool present = at < state->objects.count && state->objects.at[at].object == init->object;
    COW_WRITE(arena, &state->objects, present ? 0u : 1u);
    if (!present)
        INSERT(&state->objects, at, *init);
    return &state->objects.at[at];
}

void bw_fact_add(struct bw_arena *arena, bw_state *state, bw_fact fact)
{
    for (uint32_t i = 0; i < state->facts.count; i++)
        if (state->facts.at[i].lin == fact.lin)
            return;
    COW_WRITE(arena, &state->facts, 1);
    if (state->facts.count == BW_FACTS_MAX) {
        memmove(&state->facts.at[0], &state->facts.at[1], (BW_FACTS_MAX - 1) * sizeof *state->facts.at);
        state->facts.count--;
    }
    state->facts.at[state->facts.count++] = fact;
}
