/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

/* An object of a process, by its age. */
struct w32_listed {
    uint64_t serial;
    w32_handle handle;
};
BW_SPAN_DECLARE(w32_listeds, struct w32_listed);
BW_SPAN_ARENA_DECLARE(w32_listeds, struct w32_listed);
BW_BUILDER_DECLARE(w32_listeds_builder, w32_listeds, struct w32_listed);

enum w32_status w32_object_tables_create(struct w32_driver *driver)
{
    w32_tableses block;
    struct w32_tables *tables;
    enum w32_status status = w32_tableses_take(1, &block);

    if (status != W32_OK)
        return status;
    tables = w32_tableses_at(block, 0);
    driver->tables = tables;
    /* A slot starts again after its last generation: a name that old can only meet an object of its own process. */
#define W32_TYPE(kind, NAME, number)                                                                           \
    if (BW_HANDLE_OVER(w32_##kind##_table, &tables->kind, &tables->kind##_storage, BW_HANDLE_REUSE) != BW_OK)  \
        return W32_TOO_BIG;                                                                                    \
    w32_##kind##_table_on_end(&tables->kind, w32_##kind##_end, driver);
#include "shared/types.def"
#undef W32_TYPE
    return W32_OK;
}

/* Pre: no object lives. */
void w32_object_tables_free(struct w32_driver *driver)
{
    if (!driver->tables)
        return;
#define W32_TYPE(kind, NAME, number) w32_##kind##_table_close(&driver->tables->kind);
#include "shared/types.def"
#undef W32_TYPE
    w32_platform_free(driver->tables);
}

/* Whether a handle still names an object of the process. */
static bool w32_object_lives(const struct w32_process *process, w32_handle handle)
{
    switch (W32_HANDLE_TYPE(handle)) {
#define W32_TYPE(kind, NAME, number)                                             \
    case number: {                                                               \
        struct w32_##kind *object;                                               \
        return w32_##kind##_object_find(process, handle, &object) == W32_OK;     \
    }
#include "shared/types.def"
#undef W32_TYPE
    default:
        return false;
    }
}

enum w32_status w32_object_delete(struct w32_process *process, w32_handle handle)
{
    switch (W32_HANDLE_TYPE(handle)) {
#define W32_TYPE(kind, NAME, number) \
    case number:                     \
        return w32_##kind##_object_delete(process, handle);
#include "shared/types.def"
#undef W32_TYPE
    default:
        return W32_BAD_HANDLE;
    }
}

/* The end of all that a process owns. What somebody else has pinned is nobody's from here on. */
void w32_object_delete_owned(struct w32_process *process)
{
    struct w32_driver *driver = process->driver;
#define W32_TYPE(kind, NAME, number)                                                                              \
    {                                                                                                             \
        bw_slots_walk walk = w32_##kind##_table_walk(&driver->tables->kind);                                      \
        w32_##kind##_table_handle handle;                                                                         \
        struct w32_##kind *object;                                                                                \
        while ((object = w32_##kind##_table_next(&driver->tables->kind, &walk, &handle)) != NULL) {               \
            if (object->head.owner != process)                                                                    \
                continue;                                                                                         \
            object->head.owner = NULL;                                                                            \
            if (w32_##kind##_table_charge(&driver->tables->kind, handle, &driver->orphans) != BW_OK ||            \
                w32_##kind##_table_destroy(&driver->tables->kind, handle) != BW_OK)                               \
                bw_violate_state();                                                                               \
        }                                                                                                         \
    }
#include "shared/types.def"
#undef W32_TYPE
}

/*
 * The last step of every request that makes an object: its handle goes to the client. After a failure the call's
 * release ends the object.
 */
enum w32_status w32_object_publish(struct w32_call *call, const struct w32_head *head, enum w32_status status)
{
    w32_words answer = w32_answer(call);

    if (status != W32_OK)
        return status;
    call->fresh = 0;
    w32_words_put(&answer, head->handle);
    return w32_answer_done(call, &answer);
}

uint64_t w32_object_count(const struct w32_driver *driver)
{
    uint64_t count = 0;

#define W32_TYPE(kind, NAME, number) count += w32_##kind##_table_count(&driver->tables->kind);
#include "shared/types.def"
#undef W32_TYPE
    return count;
}

/* In no order: how an object is called is nobody's business. */
uint64_t w32_object_digest(uint64_t digest, const struct w32_driver *driver)
{
    uint64_t sum = 0;

#define W32_TYPE(kind, NAME, number)                                                                              \
    {                                                                                                             \
        bw_slots_walk walk = w32_##kind##_table_walk(&driver->tables->kind);                                      \
        w32_##kind##_table_handle handle;                                                                         \
        const struct w32_##kind *object;                                                                          \
        while ((object = w32_##kind##_table_next(&driver->tables->kind, &walk, &handle)) != NULL) {               \
            uint64_t one = w32_digest_u32(W32_DIGEST_START, number);                                              \
            sum += w32_##kind##_digest(w32_process_digest_owner(one, object->head.owner), object);                \
        }                                                                                                         \
    }
#include "shared/types.def"
#undef W32_TYPE
    return w32_digest_u64(digest, sum);
}

/* The objects of the process that live now, oldest first. type 0: all. */
static enum w32_status w32_object_list(struct w32_call *call, uint32_t type, w32_listeds *ret_list)
{
    w32_listeds list;
    w32_listeds_builder builder;

    if (w32_listeds_alloc(call->arena, call->process->objects.count, &list) != BW_OK)
        return W32_NO_MEMORY;
    builder = w32_listeds_builder_into(list);
#define W32_TYPE(kind, NAME, number)                                                                              \
    if (type == 0 || type == number) {                                                                            \
        bw_slots_walk walk = w32_##kind##_table_walk(&call->driver->tables->kind);                                \
        w32_##kind##_table_handle handle;                                                                         \
        const struct w32_##kind *object;                                                                          \
        while ((object = w32_##kind##_table_next(&call->driver->tables->kind, &walk, &handle)) != NULL) {         \
            struct w32_listed one = {object->head.serial, object->head.handle};                                   \
            if (object->head.owner == call->process)                                                              \
                w32_listeds_builder_put(&builder, one);                                                           \
        }                                                                                                         \
    }
#include "shared/types.def"
#undef W32_TYPE
    list = w32_listeds_builder_done(&builder);
    for (size_t i = 1; i < list.count; i++) {
        struct w32_listed one = BW_AT(list, i);
        size_t j;

        for (j = i; j > 0 && BW_AT(list, j - 1).serial > one.serial; j--)
            BW_AT(list, j) = BW_AT(list, j - 1);
        BW_AT(list, j) = one;
    }
    *ret_list = list;
    return W32_OK;
}

enum w32_status w32_request_object_delete(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);

    return w32_object_delete(call->process, handle);
}

enum w32_status w32_request_object_enum(struct w32_call *call, bw_reader *in)
{
    uint32_t type = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    w32_listeds list;
    uint32_t called = 0, go_on = 1;
    enum w32_status status = w32_object_list(call, type, &list);

    for (size_t i = 0; i < list.count && status == W32_OK && go_on; i++) {
        w32_handle handle = BW_AT(list, i).handle;
        uint32_t words[2] = {0}, told[1] = {0};
        bw_u32s ask = BW_SPAN_OF_ARRAY(bw_u32s, words);

        /* The client may have ended it since. */
        if (!w32_object_lives(call->process, handle))
            continue;
        BW_AT(ask, 0) = handle;
        BW_AT(ask, 1) = W32_HANDLE_TYPE(handle);
        status = w32_callback(call, W32_CALLBACK_OBJECT, bw_u32s_as_const(ask), BW_SPAN_OF_ARRAY(bw_u32s, told));
        go_on = told[0];
        called++;
    }
    if (status != W32_OK)
        return status;
    w32_words_put(&answer, called);
    return w32_answer_done(call, &answer);
}
