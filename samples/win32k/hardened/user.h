/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Windows, messages and what belongs to them: the structures, and the functions that their files share. Part of
 * internal.h.
 */
#ifndef W32_USER_STRUCTURES_H
#define W32_USER_STRUCTURES_H

struct w32_call;
struct w32_thread;

/* What windows have in common. */
struct w32_wndclass {
    struct w32_head head;
    uint32_t extra;
    uint32_t background;
    uint32_t flags;
};

struct w32_window {
    struct w32_head head;
    struct w32_driver *driver;
    struct w32_cursor *cursor;     /* pinned; null: none */
    struct w32_menu *menu;         /* pinned; null: none */
    w32_scrolls scrolls;           /* its W32_BARS bars; empty: none of them */
    struct w32_thread *thread;     /* gets its messages; null: has ended */
    struct w32_wndclass *wndclass; /* pinned */
    struct w32_window *parent;     /* null: on the desktop */
    bw_list_link order;            /* among all windows, the foremost first */
    struct w32_rect rect;
    bool visible;
    bool whole;                    /* all of it is to be painted */
    struct w32_region update;      /* what is, if not, in its own coordinates */
    bw_u32s extra;
};
BW_LIST_DECLARE(w32_windows, struct w32_window, order);

/* A cursor. Windows pin it. */
struct w32_cursor {
    struct w32_head head;
    struct w32_cursor_image image;
};

/* A message on its way. */
struct w32_posted {
    w32_handle window;
    uint32_t message;
    uint32_t count;
    uint32_t words[W32_MESSAGE_POST_MAX];
};
BW_RING_FIXED_DECLARE(w32_messages, struct w32_posted, W32_MESSAGES_MAX);

struct w32_timer {
    w32_handle window; /* the place is free when it names none */
    uint32_t id;
    uint32_t period;   /* milliseconds */
    uint64_t due;
};
BW_SPAN_DECLARE(w32_timers, struct w32_timer);

/* Hears of messages before their windows do. */
struct w32_hook {
    struct w32_head head;
    bw_list_link order;
};
BW_LIST_DECLARE(w32_hooks, struct w32_hook, order);

/* window.c */
enum w32_status w32_window_tell(struct w32_call *call, w32_handle window, enum w32_event event, struct w32_rect rect,
                                uint32_t *ret_answer) BW_REENTERS;

/* wndtree.c */
void w32_window_link(struct w32_driver *driver, struct w32_window *window, struct w32_window *after);
void w32_window_unlink(struct w32_driver *driver, struct w32_window *window);
struct w32_window *w32_window_first(const struct w32_driver *driver, const struct w32_window *parent) BW_BORROWED;
struct w32_window *w32_window_next(const struct w32_window *window) BW_BORROWED;
struct w32_point w32_window_origin(const struct w32_window *window);
struct w32_rect w32_window_place(const struct w32_window *window);
uint64_t w32_window_capture_digest(uint64_t digest, const struct w32_driver *driver);

/* wndpaint.c */
void w32_window_invalidate(bw_arena *arena, struct w32_window *window, struct w32_rect rect);
void w32_window_invalidate_all(struct w32_window *window);
void w32_window_expose(bw_arena *arena, const struct w32_window *window);

/* message.c */
void w32_message_free_all(struct w32_thread *thread);
uint64_t w32_message_digest(uint64_t digest, const struct w32_driver *driver);

/* timer.c */
struct w32_timer *w32_timer_due(struct w32_driver *driver, const struct w32_thread *thread);
void w32_timer_forget(struct w32_driver *driver, const struct w32_window *window);
uint64_t w32_timer_digest(uint64_t digest, const struct w32_driver *driver);

/* hook.c: ret_swallowed: whether one of the hooks wants the message to go no further */
enum w32_status w32_hook_run(struct w32_call *call, w32_handle window, uint32_t message,
                             bool *ret_swallowed) BW_REENTERS;

/* clipboard.c */
void w32_clipboard_forget(struct w32_process *process);
uint64_t w32_clipboard_digest(uint64_t digest, const struct w32_driver *driver);

#endif
