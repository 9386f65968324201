/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/ir_names.h"

#include "core/vec.h"

#include <stdbool.h>
#include <string.h>

typedef struct bw_ir_names_entry {
    bw_ir_name name;
    uint64_t hash;
    uint32_t value;
    bool used;
} entry;

#define FIRST_ROOM 64u

/* FNV-1a over the bytes, then a finaliser: the low bits choose the slot and FNV alone leaves them weak. */
static uint64_t hash_of(const bw_ir_name *name)
{
    const unsigned char *bytes = name->bytes;
    uint64_t hash = 0xcbf29ce484222325u ^ name->scope;

    for (size_t i = 0; i < name->size; i++)
        hash = (hash ^ bytes[i]) * 0x100000001b3u;
    hash ^= (uint64_t)name->number << 32;
    hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdu;
    hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53u;
    return hash ^ hash >> 33;
}

static bool same(const bw_ir_name *left, const bw_ir_name *right)
{
    return left->scope == right->scope && left->number == right->number && left->size == right->size &&
           (left->size == 0 || memcmp(left->bytes, right->bytes, left->size) == 0);
}

/* The entry of name, or the free one where it would go. */
static entry *probe(entry *at, uint32_t room, const bw_ir_name *name, uint64_t hash)
{
    uint32_t slot = (uint32_t)hash & (room - 1);

    while (at[slot].used && !(at[slot].hash == hash && same(&at[slot].name, name)))
        slot = (slot + 1) & (room - 1);
    return &at[slot];
}

uint32_t bw_ir_names_find(const bw_ir_names *names, bw_ir_name name)
{
    if (names->room == 0)
        return 0;
    return probe(names->at, names->room, &name, hash_of(&name))->value;
}

static void grow(bw_ir_names *names)
{
    uint32_t room = names->room == 0 ? FIRST_ROOM : names->room * 2;
    entry *at = bw_core_array(names->arena, entry, room);

    for (uint32_t i = 0; i < names->room; i++)
        if (names->at[i].used)
            *probe(at, room, &names->at[i].name, names->at[i].hash) = names->at[i];
    names->at = at;
    names->room = room;
}

uint32_t *bw_ir_names_place(bw_ir_names *names, bw_ir_name name)
{
    uint64_t hash = hash_of(&name);

    if (names->count >= names->room / 2)
        grow(names);
    entry *found = probe(names->at, names->room, &name, hash);
    if (!found->used) {
        *found = (entry){.name = name, .hash = hash, .used = true};
        names->count++;
    }
    return &found->value;
}
