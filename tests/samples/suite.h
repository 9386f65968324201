/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The functional suite: what every form of the driver must do, seen from a client. One Check case a file.
 */
#ifndef W32_SUITE_H
#define W32_SUITE_H

#include <check.h>

#include "host/user.h"
#include "shared/client.h"

/* A fresh driver for each test, made and checked for leaks by the fixture of every case. */
extern struct w32_driver *suite_driver;
extern struct w32_client suite_client;

#define ck_w32(status) ck_assert_int_eq((status), W32_OK)

/* A tcase with that fixture. */
TCase *suite_case(const char *name);

struct w32_rect suite_rect(int32_t left, int32_t top, int32_t right, int32_t bottom);

/* A new region; fails the test if there is none. */
w32_handle suite_region(struct w32_rect rect);

/* One pixel of the surface. */
uint32_t suite_pixel(int32_t x, int32_t y);

/* Runs all cases, prints what failed, and returns how many tests did. */
int suite_run(void);

TCase *suite_process_case(void);
TCase *suite_region_case(void);
TCase *suite_path_case(void);
TCase *suite_draw_case(void);
TCase *suite_object_case(void);
TCase *suite_text_case(void);
TCase *suite_figure_case(void);
TCase *suite_window_case(void);
TCase *suite_message_case(void);
TCase *suite_shared_case(void);
TCase *suite_menu_case(void);
TCase *suite_scroll_case(void);
TCase *suite_metafile_case(void);
TCase *suite_refusal_case(void);
TCase *suite_desktop_case(void);
TCase *suite_memory_case(void);

#endif
