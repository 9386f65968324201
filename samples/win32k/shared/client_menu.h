/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The client's side of the requests about menus, scroll bars and icons. Part of client.h, whose rules hold. */
#ifndef W32_CLIENT_MENU_H
#define W32_CLIENT_MENU_H

enum w32_status w32_client_menu(const struct w32_client *client, w32_handle *ret_menu);
/* An item behind all others; sub 0: without a menu. */
enum w32_status w32_client_menu_append(const struct w32_client *client, w32_handle menu, uint32_t id, uint32_t flags,
                                       w32_handle sub, const char *text);
enum w32_status w32_client_menu_insert(const struct w32_client *client, const struct w32_menu_insert_in *head,
                                       const uint32_t *codes);
enum w32_status w32_client_menu_remove(const struct w32_client *client, w32_handle menu, uint32_t position);
enum w32_status w32_client_menu_query(const struct w32_client *client, w32_handle menu, uint32_t position,
                                      struct w32_menu_query_out *ret_item);
enum w32_status w32_client_menu_change(const struct w32_client *client, w32_handle menu, uint32_t id, uint32_t flags,
                                       uint32_t *ret_before);
enum w32_status w32_client_menu_set(const struct w32_client *client, w32_handle window, w32_handle menu);
enum w32_status w32_client_menu_bar(const struct w32_client *client, w32_handle window, uint32_t selected,
                                    struct w32_rect *ret_place);
enum w32_status w32_client_menu_popup(const struct w32_client *client, w32_handle menu, struct w32_point at,
                                      uint32_t selected, struct w32_rect *ret_place);
/* menu 0: the window's bar. */
enum w32_status w32_client_menu_track(const struct w32_client *client, w32_handle window, w32_handle menu,
                                      struct w32_point at, struct w32_menu_track_out *ret_choice);

enum w32_status w32_client_scroll_set(const struct w32_client *client, w32_handle window, enum w32_bar bar,
                                      const struct w32_scroll_info *info, int32_t *ret_position);
enum w32_status w32_client_scroll_query(const struct w32_client *client, w32_handle window, uint32_t bar,
                                        struct w32_scroll_info *ret_info);
enum w32_status w32_client_scroll_remove(const struct w32_client *client, w32_handle window, enum w32_bar bar);
/* `at` counts for W32_SCROLL_TO only. */
enum w32_status w32_client_scroll_move(const struct w32_client *client, w32_handle window, enum w32_bar bar,
                                       enum w32_scroll_action action, int32_t at, int32_t *ret_position);
enum w32_status w32_client_scroll_draw(const struct w32_client *client, w32_handle window, enum w32_bar bar,
                                       struct w32_scroll_draw_out *ret_drawn);

/* `words`: width * height colours, then the mask. */
enum w32_status w32_client_icon(const struct w32_client *client, uint32_t width, uint32_t height, const uint32_t *words,
                                uint32_t count, w32_handle *ret_icon);
enum w32_status w32_client_icon_change(const struct w32_client *client, w32_handle icon, uint32_t width, uint32_t height,
                                       const uint32_t *words, uint32_t count);
enum w32_status w32_client_icon_draw(const struct w32_client *client, w32_handle icon, struct w32_point at,
                                     uint32_t width, uint32_t height);

#endif
