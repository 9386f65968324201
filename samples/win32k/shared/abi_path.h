/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The requests about the path of a drawing state. Part of abi.h.
 */
#ifndef W32_ABI_PATH_H
#define W32_ABI_PATH_H

/*
 * W32_PATH_ADD: one point begins a figure; then come lines, and curves of three points each (control, control, end);
 * closing adds a mark to the last point. Points follow this head.
 */
enum w32_path_verb { W32_PATH_MOVE = 0, W32_PATH_LINE = 1, W32_PATH_CURVE = 2, W32_PATH_CLOSE = 3 };
struct w32_path_add_in {
    uint32_t verb;
    uint32_t count;
    struct w32_point points[];
};

/*
 * W32_PATH_CHANGE: W32_PATH_CLEAR empties the path, W32_PATH_FLATTEN makes lines of its curves, W32_PATH_WIDEN makes it
 * the outline of its lines as the pen would draw them (one closed figure a piece).
 */
enum w32_path_change { W32_PATH_CLEAR = 0, W32_PATH_FLATTEN = 1, W32_PATH_WIDEN = 2 };
struct w32_path_change_in {
    uint32_t change;
};

/* W32_PATH_DRAW: fills the path with the brush, then draws its lines with the pen, as told; then the path is empty. */
enum w32_path_draw { W32_PATH_FILL = 1, W32_PATH_STROKE = 2 };
struct w32_path_draw_in {
    uint32_t what;
};

/* W32_PATH_REGION, no input: a region of what the path encloses; then the path is empty. */

/* W32_PATH_QUERY, no input: the points, as many as there is room for; count is how many the path has. */
#define W32_PATH_CLOSED 0x10u
struct w32_path_point {
    struct w32_point at;
    uint32_t verb; /* with W32_PATH_CLOSED, if the figure ends here and is closed */
};
struct w32_path_query_out {
    uint32_t count;
    struct w32_path_point points[];
};

#endif
