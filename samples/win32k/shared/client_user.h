/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The client's side of the requests about windows, messages, timers and hooks. Part of client.h, whose rules hold. */
#ifndef W32_CLIENT_USER_H
#define W32_CLIENT_USER_H

enum w32_status w32_client_class(const struct w32_client *client, uint32_t extra, uint32_t background, uint32_t flags,
                                 w32_handle *ret_class);
/* A visible window. */
enum w32_status w32_client_window(const struct w32_client *client, w32_handle wndclass, w32_handle parent,
                                  struct w32_rect rect, w32_handle *ret_window);
enum w32_status w32_client_window_destroy(const struct w32_client *client, w32_handle window);
enum w32_status w32_client_window_move(const struct w32_client *client, w32_handle window, struct w32_rect rect);
enum w32_status w32_client_window_show(const struct w32_client *client, w32_handle window, bool visible);
enum w32_status w32_client_window_order(const struct w32_client *client, w32_handle window, w32_handle after);
enum w32_status w32_client_window_query(const struct w32_client *client, w32_handle window,
                                        struct w32_window_query_out *ret_answer);
enum w32_status w32_client_window_extra(const struct w32_client *client, w32_handle window, int32_t index,
                                        uint32_t *ret_value);
enum w32_status w32_client_window_extra_set(const struct w32_client *client, w32_handle window, int32_t index,
                                            uint32_t value, uint32_t *ret_before);
enum w32_status w32_client_window_extra_resize(const struct w32_client *client, w32_handle window, uint32_t count);
enum w32_status w32_client_window_hit(const struct w32_client *client, struct w32_point point, w32_handle *ret_window);
enum w32_status w32_client_window_capture(const struct w32_client *client, w32_handle window);
enum w32_status w32_client_window_invalidate(const struct w32_client *client, w32_handle window, struct w32_rect rect);
enum w32_status w32_client_window_validate(const struct w32_client *client, w32_handle window);
enum w32_status w32_client_window_paint(const struct w32_client *client, w32_handle window, uint32_t *ret_rects);

enum w32_status w32_client_post(const struct w32_client *client, w32_handle window, uint32_t message, const uint32_t *words,
                                uint32_t count);
enum w32_status w32_client_get(const struct w32_client *client, struct w32_message_get_out *ret_message);
enum w32_status w32_client_send(const struct w32_client *client, w32_handle window, const struct w32_message_data *data,
                                uint32_t *ret_answer);
enum w32_status w32_client_timer(const struct w32_client *client, w32_handle window, uint32_t id, uint32_t period);
enum w32_status w32_client_timer_kill(const struct w32_client *client, w32_handle window, uint32_t id);
enum w32_status w32_client_hook(const struct w32_client *client, w32_handle *ret_hook);

enum w32_status w32_client_cursor(const struct w32_client *client, const struct w32_cursor_image *image,
                                  w32_handle *ret_cursor);
enum w32_status w32_client_cursor_set(const struct w32_client *client, w32_handle window, w32_handle cursor);
enum w32_status w32_client_cursor_query(const struct w32_client *client, w32_handle window,
                                        struct w32_cursor_image *ret_image);
enum w32_status w32_client_clipboard_set(const struct w32_client *client, const uint32_t *words, uint32_t count);
/* At most `room` words. */
enum w32_status w32_client_clipboard_get(const struct w32_client *client, uint32_t *words, uint32_t room,
                                         uint32_t *ret_count);

#endif
