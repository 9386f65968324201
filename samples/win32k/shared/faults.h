/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The table of planted faults (faults.def) as an array. Constant data; rows in the order of the table.
 */
#ifndef W32_FAULTS_H
#define W32_FAULTS_H

#include <stddef.h>

#include "shared/abi.h"

struct w32_fault {
    const char *name;
    const char *id;
    const char *check;
    const char *cwe;
    const char *file;
    const char *function;
    const char *report;
    enum w32_status status;
    const char *status_name;
    const char *model;
    const char *raw;
    const char *hardened;
};

static const struct w32_fault w32_faults[] = {
#define W32_FAULT(name, id, check, cwe, file, function, report, status, model, raw, hardened) \
    {#name, id, check, cwe, file, function, report, status, #status, model, raw, hardened},
#include "shared/faults.def"
#undef W32_FAULT
};

#define W32_FAULT_COUNT (sizeof w32_faults / sizeof w32_faults[0])

#endif
