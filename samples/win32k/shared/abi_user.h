/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The requests about windows, messages, timers, hooks, cursors and the clipboard. Part of abi.h.
 *
 * A window lies in its parent, or on the desktop, and before or behind its siblings; its rectangle is in the parent's
 * coordinates. Requests about a window are its own process's, but for W32_WINDOW_HIT and where a parent or a sibling is
 * named: those may be anybody's. A window ends by W32_WINDOW_DESTROY, which ends its process's windows in it too and
 * tells the client, or as any object; what is left in it then lies on the desktop.
 */
#ifndef W32_ABI_USER_H
#define W32_ABI_USER_H

#define W32_WINDOW_SIDE_MAX 8192u /* pixels across */
#define W32_WINDOW_EXTRA_MAX 64u  /* words that a window keeps for its client */

/* W32_CLASS_CREATE: what windows have in common. A class that is deleted lives on in its windows. */
enum w32_class_flag { W32_CLASS_BARE = 1 /* paints no background */ };
struct w32_class_create_in {
    uint32_t extra; /* words of a new window */
    uint32_t background;
    uint32_t flags;
};

/*
 * W32_CALLBACK_WINDOW: something about a window. What the answer means depends on the event; when it is late, because the
 * client ended the window meanwhile, the request that asked answers W32_NO_ANSWER.
 */
enum w32_event {
    W32_EVENT_CREATE = 1,  /* answer 0: go on; else there will be no window */
    W32_EVENT_DESTROY = 2, /* the answer does not matter */
    W32_EVENT_PAINT = 3,   /* `rect` of the screen is to be drawn; the answer does not matter */
    W32_EVENT_HIT = 4,     /* the point is that corner of `rect`; answer 0: hit, else what lies behind it is asked */
    W32_EVENT_EXTRA = 5,   /* an extra word is about to change; answer 0: go on */
    W32_EVENT_SCROLL = 6   /* bar `left` of it is about to go from position `top` to `bottom`; answer 0: go on */
};
struct w32_callback_window_in {
    w32_handle window;
    uint32_t event;
    struct w32_rect rect;
};
struct w32_callback_window_out {
    uint32_t answer;
};

/* W32_WINDOW_CREATE: a window before all its siblings. parent 0: on the desktop. */
struct w32_window_create_in {
    w32_handle wndclass;
    w32_handle parent;
    struct w32_rect rect;
    uint32_t visible;
};

/* W32_WINDOW_DESTROY, W32_WINDOW_VALIDATE (nothing of it is to be painted any more), W32_WINDOW_PAINT, W32_WINDOW_QUERY */
struct w32_window_in {
    w32_handle window;
};

struct w32_window_move_in {
    w32_handle window;
    struct w32_rect rect;
};

struct w32_window_show_in {
    w32_handle window;
    uint32_t visible;
};

/* W32_WINDOW_ORDER: to the place right behind a sibling. after 0: before all of them. */
struct w32_window_order_in {
    w32_handle window;
    w32_handle after;
};

struct w32_window_query_out {
    w32_handle parent;
    struct w32_rect rect;
    uint32_t visible;
    uint32_t children;
    uint32_t extra;         /* words */
    uint32_t dirty;         /* whether something is to be painted */
    struct w32_rect update; /* where, in the window's coordinates; nothing but zeros if not */
};

/* W32_WINDOW_EXTRA_GET and W32_WINDOW_EXTRA_SET; both answer with the word that was there. */
struct w32_window_extra_get_in {
    w32_handle window;
    int32_t index;
};
struct w32_window_extra_set_in {
    w32_handle window;
    int32_t index;
    uint32_t value;
};
struct w32_window_extra_out {
    uint32_t value;
};

/* W32_WINDOW_EXTRA_RESIZE: other words instead of those that there were, all zero. */
struct w32_window_extra_resize_in {
    w32_handle window;
    uint32_t count;
};

/* W32_WINDOW_HIT: the foremost window at a point of the screen, or the one that has the capture; 0 if there is none. */
struct w32_window_hit_in {
    struct w32_point point;
};

/* W32_WINDOW_CAPTURE: from here on, until it ends, every hit is that window's. 0: no window's. */

/* W32_WINDOW_INVALIDATE: a part of it, in its own coordinates, is to be painted. */
struct w32_window_invalidate_in {
    w32_handle window;
    struct w32_rect rect;
};

/* W32_WINDOW_PAINT: the background where it is to be painted and can be seen, and a callback for each rectangle of that. */
struct w32_window_paint_out {
    uint32_t rects;
};

#define W32_MESSAGES_MAX 64u      /* posted and not yet taken, of a thread */
#define W32_MESSAGE_POST_MAX 4u   /* words of a message that is posted */
#define W32_MESSAGE_SEND_MAX 64u  /* words of a message that is sent */
#define W32_TIMERS_MAX 32u        /* of all windows */
#define W32_TIMER_PERIOD_MAX 0x7fffffffu /* milliseconds */

/*
 * W32_MESSAGE_POST: for the thread that made the window, whose process it may be. W32_TOO_BIG: its queue is full,
 * W32_NO_ANSWER: the thread has ended.
 */
struct w32_message_post_in {
    w32_handle window;
    uint32_t message;
    uint32_t count;
    uint32_t words[];
};

/* W32_MESSAGE_GET: the calling thread's oldest message; without one, that of a timer which is due; else all zero. */
#define W32_MESSAGE_TIMER 0x113u /* the one word is the timer's id */
struct w32_message_get_out {
    w32_handle window;
    uint32_t message;
    uint32_t count;
    uint32_t words[W32_MESSAGE_POST_MAX];
};

/*
 * W32_MESSAGE_SEND: to a window of the process, by a callback (W32_CALLBACK_MESSAGE) whose answer is the request's. What is
 * sent lies in the client's memory. The process's hooks hear of it first, the newest first (W32_CALLBACK_HOOK); if one of
 * them answers other than 0 the message goes no further, and the answer is 0.
 */
struct w32_message_data {
    uint32_t message;
    uint32_t count;
    uint32_t words[];
};
struct w32_message_send_in {
    w32_handle window;
    struct w32_address data;
};
struct w32_message_send_out {
    uint32_t answer;
};
struct w32_callback_message_in {
    w32_handle window;
    uint32_t message;
    uint32_t count;
    uint32_t words[]; /* so many */
};
struct w32_callback_hook_in {
    w32_handle hook;
    w32_handle window;
    uint32_t message;
};

/* W32_TIMER_SET: a message for the window's thread every so many milliseconds. W32_NO_SLOT. W32_TIMER_KILL: no more. */
struct w32_timer_set_in {
    w32_handle window;
    uint32_t id;
    uint32_t period;
};
struct w32_timer_kill_in {
    w32_handle window;
    uint32_t id;
};

/* W32_HOOK_SET: a hook, until it is deleted. */

#define W32_CURSOR_SIDE 32u           /* pixels across */
#define W32_CLIPBOARD_WORDS_MAX 1024u

/* W32_CURSOR_CREATE; W32_CURSOR_QUERY answers with that of a window, W32_BAD_VALUE if it has none. */
struct w32_cursor_image {
    struct w32_point hot; /* the pixel that points */
    uint32_t rows[W32_CURSOR_SIDE];
};

/* W32_CURSOR_SET: of a window. Any number of windows share a cursor, which lives on in them when it is deleted. 0: none. */
struct w32_cursor_set_in {
    w32_handle window;
    w32_handle cursor;
};

/*
 * W32_CLIPBOARD_SET: words for everybody, instead of what there was; they go with their process. count 0: none.
 * W32_CLIPBOARD_GET answers with them. W32_NO_ANSWER: there are none, W32_BAD_SIZE: there is not room for all of them.
 */
struct w32_clipboard_set_in {
    uint32_t count;
    uint32_t words[];
};

#endif
