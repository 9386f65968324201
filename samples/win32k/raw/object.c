/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

/* An object of a process, by its age. */
struct w32_listed {
    uint64_t serial;
    w32_handle handle;
};

enum w32_status w32_object_tables_create(struct w32_driver *driver)
{
    uint32_t i;

    driver->entries = w32_platform_alloc(W32_ENTRIES_MAX * sizeof *driver->entries);
    if (!driver->entries)
        return W32_NO_MEMORY;
    memset(driver->entries, 0, W32_ENTRIES_MAX * sizeof *driver->entries);
    for (i = 0; i < W32_ENTRIES_MAX; i++)
        driver->entries[i].next = i + 1;
    driver->entries_free = 0;
    return W32_OK;
}

/* Pre: no object lives. */
void w32_object_tables_free(struct w32_driver *driver)
{
    w32_platform_free(driver->entries);
}

/* Whether a handle still names an object of the process. */
static bool w32_object_lives(const struct w32_process *process, w32_handle handle)
{
    struct w32_entry *entry = w32_entry_find(process->driver, handle);

    return entry && entry->head->owner == process;
}

enum w32_status w32_object_delete(struct w32_process *process, w32_handle handle)
{
    struct w32_entry *entry = w32_entry_find(process->driver, handle);

    if (!entry || entry->head->owner != process)
        return W32_BAD_HANDLE;
    w32_entry_end(process->driver, entry);
    return W32_OK;
}

/* The end of all that a process owns. What somebody else has pinned is nobody's from here on. */
void w32_object_delete_owned(struct w32_process *process)
{
    struct w32_driver *driver = process->driver;
    uint32_t i;

    for (i = 0; i < W32_ENTRIES_MAX; i++) {
        struct w32_entry *entry = &driver->entries[i];

        if (entry->type == W32_TYPE_NONE || entry->head->owner != process)
            continue;
        entry->head->owner = NULL;
        process->objects--;
        if (!entry->head->dying)
            w32_entry_end(driver, entry);
    }
}

/* The last step of every request that makes an object: its handle goes to the client, or the object ends. */
enum w32_status w32_object_publish(struct w32_call *call, const struct w32_head *head, enum w32_status status)
{
    struct w32_object_out *answer = call->out;

    if (status != W32_OK) {
        w32_entry_end(call->driver, &call->driver->entries[head->handle & 0xffffu]);
        return status;
    }
    answer->object = head->handle;
    call->written = sizeof *answer;
    return W32_OK;
}

uint64_t w32_object_count(const struct w32_driver *driver)
{
    return driver->objects;
}

/* In no order: how an object is called is nobody's business. */
uint64_t w32_object_digest(uint64_t digest, const struct w32_driver *driver)
{
    uint64_t sum = 0;
    uint32_t i;

    for (i = 0; i < W32_ENTRIES_MAX; i++) {
        const struct w32_entry *entry = &driver->entries[i];
        uint64_t one;

        if (entry->type == W32_TYPE_NONE || entry->head->dying)
            continue;
        one = w32_process_digest_owner(w32_digest_u32(W32_DIGEST_START, entry->type), entry->head->owner);
        switch (entry->type) {
#define W32_TYPE(kind, NAME, number)                                            \
    case number:                                                                \
        sum += w32_##kind##_digest(one, (const struct w32_##kind *)entry->head); \
        break;
#include "shared/types.def"
#undef W32_TYPE
        default:
            break;
        }
    }
    return w32_digest_u64(digest, sum);
}

/* The objects of the process that live now, oldest first. type 0: all. */
static enum w32_status w32_object_list(const struct w32_call *call, uint32_t type, struct w32_listed **ret_list,
                                       uint32_t *ret_count)
{
    struct w32_listed *list = w32_platform_alloc((call->process->objects + 1) * sizeof *list);
    uint32_t count = 0;
    uint32_t i, j;

    if (!list)
        return W32_NO_MEMORY;
    for (i = 0; i < W32_ENTRIES_MAX; i++) {
        const struct w32_entry *entry = &call->driver->entries[i];

        if (entry->type == W32_TYPE_NONE || entry->head->dying || entry->head->owner != call->process ||
            (type != 0 && type != entry->type))
            continue;
        for (j = count; j > 0 && list[j - 1].serial > entry->head->serial; j--)
            list[j] = list[j - 1];
        list[j].serial = entry->head->serial;
        list[j].handle = entry->head->handle;
        count++;
    }
    *ret_list = list;
    *ret_count = count;
    return W32_OK;
}

enum w32_status w32_request_object_delete(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_object_delete_in *ask = in;

    (void)in_size;
    return w32_object_delete(call->process, ask->object);
}

enum w32_status w32_request_object_enum(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_object_enum_in *ask = in;
    struct w32_object_enum_out *answer = call->out;
    struct w32_listed *list;
    uint32_t count, i, called = 0, go_on = 1;
    enum w32_status status = w32_object_list(call, ask->type, &list, &count);

    (void)in_size;
    if (status != W32_OK)
        return status;
    for (i = 0; i < count && status == W32_OK && go_on; i++) {
        struct w32_callback_object_in tell = {list[i].handle, W32_HANDLE_TYPE(list[i].handle)};
        struct w32_callback_object_out told = {0};

        /* The client may have ended it since. */
        if (!w32_object_lives(call->process, list[i].handle))
            continue;
        status = w32_callback(call, W32_CALLBACK_OBJECT, &tell, sizeof tell, &told, sizeof told);
        go_on = told.go_on;
        called++;
    }
    w32_platform_free(list);
    answer->called = called;
    call->written = sizeof *answer;
    return status;
}
