/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The device through which user mode reaches the driver where it runs in a kernel: one structure, one code a call.
 *
 * Each open device is a desktop of its own: a driver, and the clients that were attached through it. What the kernel
 * cannot do is call user mode and go on where it was. So a request that may call its client back is made by one thread
 * of the client, and another one waits: it is woken when the driver asks something, answers, and waits again until the
 * request is done. In both directions all that is passed are addresses of the client's memory.
 *
 * The calls from W32_CONTROL_BLOCKS on are for tests. A device has them only if its host was told so when it was loaded.
 */
#ifndef W32_DEVICE_H
#define W32_DEVICE_H

#include <stdint.h>

#include "shared/abi.h"

#define W32_DEVICE_NAME "w32k"

/* The type of the ioctls of Linux; their numbers are the codes. */
#define W32_IOCTL_TYPE 'w'

/* Requests of one client that may be open at a time, each but the first one made while a callback is answered. */
#define W32_CALLS_MAX (W32_CALLBACK_DEPTH_MAX + 1u)

/* What a call of the device does; the fields of struct w32_control that it reads, and (=) writes. */
enum w32_control_code {
    W32_CONTROL_START,    /* a driver for this device */
    W32_CONTROL_ATTACH,   /* a process with one thread; = client */
    W32_CONTROL_EXIT,     /* client: its process ends */
    W32_CONTROL_UNTHREAD, /* client: its thread ends */
    W32_CONTROL_REQUEST,  /* client, call, flags, code, in, in_size, out, out_size; = written */
    W32_CONTROL_WAIT,     /* client, call, in and in_size: room for what is asked; = wake, and its fields below */
    W32_CONTROL_ANSWER,   /* client, call, answer, out and out_size: the answer's bytes */
    W32_CONTROL_BLOCKS,   /* = value: blocks that the drivers of all devices hold */
    W32_CONTROL_DIGEST,   /* = value */
    W32_CONTROL_COUNTERS, /* = counters */
    W32_CONTROL_FAIL,     /* value: after so many more allocations one fails */
    W32_CONTROL_PATTERN,  /* value: whether new blocks are filled with a pattern */
    W32_CONTROL_PAINT,    /* value: whether the stack below a request is filled with it */
    W32_CONTROL_TICK,     /* value: the clock goes on by so much */
    W32_CONTROL_COUNT
};

/* The flags of a request. */
#define W32_CALL_WAITED 1u  /* another thread waits with W32_CONTROL_WAIT until the request is done */
#define W32_CALL_ANSWERS 2u /* it answers callbacks */
#define W32_CALL_WATCHES 4u /* it is told before the driver reads the client's memory */

/* Why a wait is over. */
enum w32_wake {
    W32_WAKE_DONE,     /* the request has ended */
    W32_WAKE_CALLBACK, /* = code, in_size bytes at in, out_size bytes of answer asked for */
    W32_WAKE_WATCH,    /* = value: the address that will be read, out_size: how many bytes. Answer W32_OK: go on */
    W32_WAKE_DIED      /* the thread that made the request is no more: the kernel has killed it */
};

struct w32_control {
    uint32_t client;
    uint32_t call;
    uint32_t flags;
    uint32_t wake;
    uint32_t code;
    uint32_t answer; /* a status */
    uint64_t in;
    uint64_t out;
    uint32_t in_size;
    uint32_t out_size;
    uint32_t written;
    uint32_t status; /* = of every call; W32_BAD_REQUEST: the call itself was wrong */
    uint64_t value;
    uint64_t counters[6]; /* in the order of struct w32_counters */
};

#endif
