/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The attacks, one for each row of shared/faults.def. An attack is a program that speaks the public request interface
 * and nothing else; it returns the status of the hostile request.
 */
#ifndef W32_ATTACKS_H
#define W32_ATTACKS_H

#include "shared/client.h"

/* Pre: the client's driver has a surface. */
typedef enum w32_status w32_attack(const struct w32_client *client);

#define W32_FAULT(name, id, check, cwe, file, function, report, status, model, raw, hardened) \
    w32_attack w32_attack_##name;
#include "shared/faults.def"
#undef W32_FAULT

#endif
