/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The demo's metafile: a valley in the evening, as records. Depends on the area only.
 */
#ifndef W32_LANDSCAPE_H
#define W32_LANDSCAPE_H

#include "shared/client.h"

/* Puts a whole metafile into an empty message; it draws inside the area and is named "evening". */
void w32_landscape_record(struct w32_message *message, struct w32_rect area);

#endif
