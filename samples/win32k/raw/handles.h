/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Handles: one table for all types of object. An entry holds the object, its type and its unique number; a handle is
 * the unique number (11 bits), the type (5 bits) and the index of the entry (16 bits).
 *
 * For each row of shared/types.def there are, with kind the first word of the row,
 *   w32_<kind>_object_new(call, &ret_object)            a zeroed object of the calling process, with a handle.
 *                                 W32_NO_SLOT, W32_NO_MEMORY
 *   w32_<kind>_object_find(process, handle, &ret_object)  the process's own object. W32_BAD_HANDLE. The pointer is
 *                                 good until something may end the object: not across a callback
 *   w32_<kind>_object_any(driver, handle, &ret_object)  the same, whoever owns it
 *   w32_<kind>_object_pin(process, handle, &ret_object)   as find; the object outlives its end until unpin
 *   w32_<kind>_object_again(object)                     another pin of a pinned object, which may have been deleted
 *   w32_<kind>_object_unpin(driver, object)
 *   w32_<kind>_object_delete(process, handle)           ends the process's own object; w32_<kind>_end gives back
 *                                 what it holds, now or with the last pin. W32_BAD_HANDLE
 * An object that is not to be kept is deleted by whoever made it. Part of internal.h.
 */
#ifndef W32_HANDLES_H
#define W32_HANDLES_H

#define W32_HANDLE_UNIQUE_ANY 0x7ffu /* in handles that old clients keep as 16 bits */
#define W32_HANDLE_UNIQUE_MAX 0x7feu

/* The entry of a handle, or null. What type its object has is the caller's business. */
static inline struct w32_entry *w32_entry_find(const struct w32_driver *driver, w32_handle handle)
{
    uint32_t index = handle & 0xffffu;
    uint32_t unique = handle >> 21;
    struct w32_entry *entry;

    if (index >= W32_ENTRIES_MAX || unique == 0)
        return NULL;
    entry = &driver->entries[index];
    /* A free entry has no unique number, so whoever has the right one may look at the object. */
    if (unique != entry->unique && unique != W32_HANDLE_UNIQUE_ANY)
        return NULL;
    if (entry->head->dying) /* fault: handle-generation-wildcard */
        return NULL;
    return entry;
}

/* Gives a new object an entry, the process the charge, and sets its head. */
static inline enum w32_status w32_entry_take(struct w32_process *process, uint32_t type, struct w32_head *head)
{
    struct w32_driver *driver = process->driver;
    uint32_t index = driver->entries_free;
    struct w32_entry *entry;

    if (process->objects >= W32_OBJECTS_MAX || index == W32_ENTRIES_MAX)
        return W32_NO_SLOT;
    entry = &driver->entries[index];
    driver->entries_free = entry->next;
    entry->last = entry->last == W32_HANDLE_UNIQUE_MAX ? 1 : (uint16_t)(entry->last + 1);
    entry->unique = entry->last;
    entry->type = (uint8_t)type;
    entry->head = head;
    head->owner = process;
    head->handle = (w32_handle)entry->unique << 21 | type << 16 | index;
    head->serial = ++driver->serial;
    process->objects++;
    driver->objects++;
    return W32_OK;
}

/* The end of the object itself. pre: no pins. */
static inline void w32_entry_free(struct w32_driver *driver, struct w32_entry *entry)
{
    struct w32_head *head = entry->head;

    switch (entry->type) {
#define W32_TYPE(kind, NAME, number)                        \
    case number:                                            \
        w32_##kind##_end((struct w32_##kind *)head, driver); \
        break;
#include "shared/types.def"
#undef W32_TYPE
    default:
        break;
    }
    if (head->owner)
        head->owner->objects--;
    driver->objects--;
    entry->type = W32_TYPE_NONE;
    entry->unique = 0;
    entry->next = driver->entries_free;
    driver->entries_free = (uint32_t)(entry - driver->entries);
    w32_platform_free(head);
}

static inline void w32_entry_end(struct w32_driver *driver, struct w32_entry *entry)
{
    if (entry->head->pins)
        entry->head->dying = true;
    else
        w32_entry_free(driver, entry);
}

static inline void w32_entry_unpin(struct w32_driver *driver, struct w32_head *head)
{
    struct w32_entry *entry = &driver->entries[head->handle & 0xffffu];

    if (--head->pins == 0 && head->dying)
        w32_entry_free(driver, entry);
}

#define W32_OBJECT_DECLARE(kind, number)                                                                              \
    static inline enum w32_status w32_##kind##_object_new(struct w32_call *call, struct w32_##kind **ret_object)      \
    {                                                                                                                 \
        struct w32_##kind *object = w32_platform_alloc(sizeof *object);                                               \
        enum w32_status status;                                                                                       \
        if (!object)                                                                                                  \
            return W32_NO_MEMORY;                                                                                     \
        memset(object, 0, sizeof *object);                                                                            \
        status = w32_entry_take(call->process, number, &object->head);                                                \
        if (status != W32_OK) {                                                                                       \
            w32_platform_free(object);                                                                                \
            return status;                                                                                            \
        }                                                                                                             \
        *ret_object = object;                                                                                         \
        return W32_OK;                                                                                                \
    }                                                                                                                 \
    static inline enum w32_status w32_##kind##_object_any(const struct w32_driver *driver, w32_handle handle,         \
                                                          struct w32_##kind **ret_object)                             \
    {                                                                                                                 \
        struct w32_entry *entry = w32_entry_find(driver, handle);                                                     \
        if (!entry || entry->type != number)                                                                          \
            return W32_BAD_HANDLE;                                                                                    \
        *ret_object = (struct w32_##kind *)entry->head;                                                               \
        return W32_OK;                                                                                                \
    }                                                                                                                 \
    static inline enum w32_status w32_##kind##_object_find(const struct w32_process *process, w32_handle handle,      \
                                                           struct w32_##kind **ret_object)                            \
    {                                                                                                                 \
        struct w32_##kind *object;                                                                                    \
        if (w32_##kind##_object_any(process->driver, handle, &object) != W32_OK || object->head.owner != process)     \
            return W32_BAD_HANDLE;                                                                                    \
        *ret_object = object;                                                                                         \
        return W32_OK;                                                                                                \
    }                                                                                                                 \
    static inline enum w32_status w32_##kind##_object_pin(const struct w32_process *process, w32_handle handle,       \
                                                          struct w32_##kind **ret_object)                             \
    {                                                                                                                 \
        enum w32_status status = w32_##kind##_object_find(process, handle, ret_object);                               \
        if (status == W32_OK)                                                                                         \
            (*ret_object)->head.pins++;                                                                               \
        return status;                                                                                                \
    }                                                                                                                 \
    static inline void w32_##kind##_object_again(struct w32_##kind *object)                                           \
    {                                                                                                                 \
        object->head.pins++;                                                                                          \
    }                                                                                                                 \
    static inline void w32_##kind##_object_unpin(struct w32_driver *driver, struct w32_##kind *object)                \
    {                                                                                                                 \
        w32_entry_unpin(driver, &object->head);                                                                       \
    }                                                                                                                 \
    static inline enum w32_status w32_##kind##_object_delete(const struct w32_process *process, w32_handle handle)    \
    {                                                                                                                 \
        struct w32_##kind *object;                                                                                    \
        enum w32_status status = w32_##kind##_object_find(process, handle, &object);                                  \
        if (status == W32_OK)                                                                                         \
            w32_entry_end(process->driver, &process->driver->entries[handle & 0xffffu]);                              \
        return status;                                                                                                \
    }                                                                                                                 \
    _Static_assert(offsetof(struct w32_##kind, head) == 0, "an object begins with its head")

#define W32_TYPE(kind, NAME, number) W32_OBJECT_DECLARE(kind, number);
#include "shared/types.def"
#undef W32_TYPE

#endif
