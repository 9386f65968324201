/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The attacks, one for each row of shared/faults.def. An attack is a program that speaks the public request interface
 * and nothing else; it returns the status of the hostile request.
 */
#ifndef W32_ATTACKS_H
#define W32_ATTACKS_H

#include <string.h>

#include "shared/client.h"

/*
 * Pre: the client's driver has a surface. Post: what the attack made, processes and answers too, is gone again. Several threads
 * may attack at once, each with a client of its own.
 */
typedef enum w32_status w32_attack(const struct w32_client *client);

/*
 * For faults that leak and do not crash: the attack says itself that it got what it must not have. The host fills fresh
 * kernel memory, and the stack below a request, with bytes that no honest answer holds.
 */
#define W32_ATTACK_CANARY 0xa5u

/* Whether `run` of these bytes stand in a row. */
bool w32_attack_canary(const void *bytes, size_t size, size_t run);

/* The attack got through: `what` it got goes to stderr, where the judge looks. */
void w32_attack_tell(const char *what);

/* How often that happened, for whoever runs the attacks. */
uint32_t w32_attack_told(void);

/* The answer of one word to a callback. */
static inline enum w32_status w32_attack_answer(uint32_t word, void *out, uint32_t *ret_written)
{
    memcpy(out, &word, sizeof word);
    *ret_written = sizeof word;
    return W32_OK;
}

#define W32_FAULT(name, id, check, cwe, file, function, report, status, model, raw, hardened) \
    w32_attack w32_attack_##name;
#include "shared/faults.def"
#undef W32_FAULT

#endif
