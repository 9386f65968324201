/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The demo's scene: a desktop of overlapping windows, drawn through the request interface alone.
 *
 * The picture depends on nothing but the driver: drawn twice, on either form, it is the same bit for bit. The scene
 * uses every drawing request, shaped clipping, the palette and a metafile, and gives all its handles back.
 * While a window is made the scene answers the driver itself: whoever draws it has no answer of his own afterwards.
 */
#ifndef W32_DESKTOP_H
#define W32_DESKTOP_H

#include "shared/client.h"

#define W32_DESKTOP_WIDTH 800
#define W32_DESKTOP_HEIGHT 600

/* Creates the surface and draws the scene. On failure: the first status that was not W32_OK. */
enum w32_status w32_desktop_draw(const struct w32_client *client);

/* The scene without the surface, for a second drawing over the first. */
enum w32_status w32_desktop_redraw(const struct w32_client *client);

/* All its pixels; room for W32_DESKTOP_WIDTH * W32_DESKTOP_HEIGHT of them. */
enum w32_status w32_desktop_read(const struct w32_client *client, uint32_t *pixels);

#endif
