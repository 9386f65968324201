/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the driver is measured with: the same work for either form, through the request interface alone.
 *
 * Both forms stand in one program, each with a host and a client of its own: all their names are local but the one
 * below. The client's own work (putting a request together, answering a callback) is not counted, what the host does for
 * the driver is.
 */
#ifndef BULWARK_BENCH_DRIVER_WORK_H
#define BULWARK_BENCH_DRIVER_WORK_H

#include <stddef.h>
#include <stdint.h>

/* Each run leaves the driver as it found it and may be repeated. Zero: a request was not answered as it should be. */
typedef struct driver_work {
    const char *name;
    uint64_t (*run)(void *context); /* the requests that were made */
} driver_work;

typedef struct driver_form {
    const char *name;
    const driver_work *works; /* ends with a null name */
    uint64_t (*digest)(void); /* of the driver's state and all pixels of its screen */
    uint64_t (*contained)(void);
    uint64_t (*answered)(void *context); /* requests for a palette, as many as `violating` makes */
    uint64_t (*violating)(void *context); /* the same for one with more entries than there are. pre: the hardened form */
    int (*close)(void);                   /* 0: a block of the driver's was not given back */
} driver_form;

/* A driver of that form with a screen and windows. Null: it cannot be made. */
const driver_form *bench_raw_open(void);
const driver_form *bench_hardened_open(void);

/* The requests in a run of `answered` and of `violating`. */
enum { BENCH_VIOLATIONS = 100 };

#endif
