/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A thousand curves make more lines than a path may have: flattening gives up in the middle. */
#include "attacks/attacks.h"

enum { CURVES = 1000 };

enum w32_status w32_attack_path_next_uninitialised(const struct w32_client *client)
{
    static _Thread_local struct w32_point points[3 * CURVES];
    static const struct w32_point start = {0, 0};
    enum w32_status status = w32_client_path_add(client, W32_PATH_MOVE, &start, 1);

    if (status == W32_OK)
        status = w32_client_path_add(client, W32_PATH_CURVE, points, 3 * CURVES);
    if (status == W32_OK)
        status = w32_client_path_change(client, W32_PATH_FLATTEN);
    (void)w32_client_path_change(client, W32_PATH_CLEAR);
    return status;
}
