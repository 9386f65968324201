/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Three curves, each to be drawn as so many lines that the bytes for all sides pass 2^32 by just one side: nine points
 * times the steps times 32 bytes is 2^32 + 32.
 */
#include "attacks/attacks.h"

enum w32_status w32_attack_path_edges_wrap(const struct w32_client *client)
{
    static const struct w32_point points[9] = {{0, 30000},       {30000, 30000},  {30000, 0},
                                               {30000, -30000},  {0, -30000},     {-30000, -30000},
                                               {-30000, -30000}, {-30000, 20000}, {-20000, 30000}};
    const uint32_t steps = 14913081u;
    w32_handle region;

    return w32_client_region_path(client, W32_FILL_WINDING, steps, points, 9, &region);
}
