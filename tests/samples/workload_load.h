/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A workload in the making: random values of the kinds that requests hold, and the request that is put together.
 */
#ifndef W32_WORKLOAD_LOAD_H
#define W32_WORKLOAD_LOAD_H

#include "random.h"
#include "workload.h"

enum { SIDE = 160, OUT_MAX = SIDE * SIDE * 4, TYPES = 32, HANDLES = 6 };

struct load {
    struct w32_random random;
    const struct w32_client *client;
    w32_handle handles[TYPES][HANDLES]; /* made so far, by type; some are dead again, on purpose */
    struct w32_message message;
    bool path_open; /* the current figure takes more points */
    bool prepared;  /* requests were made that may have changed something */
    uint8_t out[OUT_MAX];
    uint8_t file[4096]; /* what requests point to */
};

bool load_one_in(struct load *load, int32_t n);
int32_t load_coordinate(struct load *load);
struct w32_point load_point(struct load *load);
struct w32_rect load_rect(struct load *load);
struct w32_rect load_inner_rect(struct load *load);
/* Mostly of that type. */
w32_handle load_handle(struct load *load, enum w32_type type);
uint32_t load_colour(struct load *load);
void load_put_u32(struct load *load, uint32_t value);
void load_put_rect(struct load *load, struct w32_rect value);
void load_put_point(struct load *load, struct w32_point value);
void load_put_points(struct load *load, uint32_t count);

/*
 * Puts a request about drawing states and their objects together. True, and how much room its answer is given, if it
 * is one of them.
 */
bool load_build_gdi(struct load *load, uint32_t code, uint32_t *ret_room);
/* The same about windows. */
bool load_build_user(struct load *load, uint32_t code, uint32_t *ret_room);

/* Makes the same of an answer what differs between the forms: the values of handles, and what one of the faults leaks. */
void load_clean_user(struct load *load, uint32_t code);

/* What the client answers when it is called back about a window. */
uint32_t load_answer_window(struct load *load, const struct w32_callback_window_in *ask);

/* The same three about menus, scroll bars and icons. */
bool load_build_menu(struct load *load, uint32_t code, uint32_t *ret_room);
void load_clean_menu(struct load *load, uint32_t code);
struct w32_callback_menu_out load_answer_menu(struct load *load, const struct w32_callback_menu_in *ask);

#endif
