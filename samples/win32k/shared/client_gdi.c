/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdlib.h>
#include <string.h>

#include "shared/client.h"

/* A request with an answer of its exact size. */
static enum w32_status w32_client_query(const struct w32_client *client, uint32_t code, const void *in,
                                        uint32_t in_size, void *out, uint32_t out_size)
{
    uint32_t written;

    return w32_client_call(client, code, in, in_size, out, out_size, &written);
}

enum w32_status w32_client_region_test(const struct w32_client *client, w32_handle region, struct w32_rect rect,
                                       enum w32_inside *ret_inside)
{
    struct w32_region_test_in ask = {region, rect};
    struct w32_region_test_out answer;
    enum w32_status status = w32_client_query(client, W32_REGION_TEST, &ask, sizeof ask, &answer, sizeof answer);

    if (status == W32_OK)
        *ret_inside = (enum w32_inside)answer.inside;
    return status;
}

enum w32_status w32_client_pixel(const struct w32_client *client, struct w32_point at, uint32_t *ret_colour)
{
    struct w32_pixel_query_in ask = {at};
    struct w32_pixel_query_out answer;
    enum w32_status status = w32_client_query(client, W32_PIXEL_QUERY, &ask, sizeof ask, &answer, sizeof answer);

    if (status == W32_OK)
        *ret_colour = answer.colour;
    return status;
}
