/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Handles: one table of the runtime for each type of object, all of them charging one owner record a process.
 *
 * For each row of shared/types.def there are, with kind the first word of the row,
 *   w32_<kind>_object_new(call, &ret_object)            a zeroed object of the calling process under construction: it
 *                                 dies with the call, unless w32_object_publish gives its handle to the client.
 *                                 W32_NO_SLOT
 *   w32_<kind>_object_find(process, handle, &ret_object)  the process's own object. W32_BAD_HANDLE. The pointer is
 *                                 good until something may end the object: not across a callback
 *   w32_<kind>_object_any(driver, handle, &ret_object)  the same, whoever owns it
 *   w32_<kind>_object_pin(process, handle, &ret_object)   as find; the object outlives its end until unpin
 *   w32_<kind>_object_again(object)                     another pin of a pinned object, which may have been deleted
 *   w32_<kind>_object_unpin(driver, object)
 *   w32_<kind>_object_delete(process, handle)           ends the process's own object; w32_<kind>_end gives back
 *                                 what it holds, now or with the last pin. W32_BAD_HANDLE
 * and the table itself, driver->tables->kind. Part of internal.h.
 */
#ifndef W32_HANDLES_H
#define W32_HANDLES_H

#define W32_OBJECT_DECLARE(kind)                                                                                      \
    BW_MUST_CHECK static inline enum w32_status w32_##kind##_object_new(struct w32_call *call,                        \
                                                                        struct w32_##kind **ret_object)               \
    {                                                                                                                 \
        w32_##kind##_table_handle handle;                                                                             \
        struct w32_##kind *object;                                                                                    \
        if (w32_##kind##_table_create(&call->driver->tables->kind, &call->process->objects, &object, &handle) !=      \
            BW_OK)                                                                                                    \
            return W32_NO_SLOT;                                                                                       \
        object->head.owner = call->process;                                                                           \
        object->head.handle = w32_##kind##_table_value(handle);                                                       \
        object->head.serial = ++call->driver->serial;                                                                 \
        call->fresh = object->head.handle;                                                                            \
        *ret_object = object;                                                                                         \
        return W32_OK;                                                                                                \
    }                                                                                                                 \
    BW_MUST_CHECK static inline enum w32_status w32_##kind##_object_any(                                              \
        const struct w32_driver *driver, w32_handle handle, struct w32_##kind **ret_object)                           \
    {                                                                                                                 \
        return w32_##kind##_table_try_resolve(&driver->tables->kind, w32_##kind##_table_handle_of(handle),            \
                                              ret_object) == BW_OK                                                    \
                   ? W32_OK                                                                                           \
                   : W32_BAD_HANDLE;                                                                                  \
    }                                                                                                                 \
    BW_MUST_CHECK static inline enum w32_status w32_##kind##_object_find(                                             \
        const struct w32_process *process, w32_handle handle, struct w32_##kind **ret_object)                         \
    {                                                                                                                 \
        struct w32_##kind *object;                                                                                    \
        if (w32_##kind##_object_any(process->driver, handle, &object) != W32_OK || object->head.owner != process)     \
            return W32_BAD_HANDLE;                                                                                    \
        *ret_object = object;                                                                                         \
        return W32_OK;                                                                                                \
    }                                                                                                                 \
    BW_MUST_CHECK static inline enum w32_status w32_##kind##_object_pin(                                              \
        const struct w32_process *process, w32_handle handle, struct w32_##kind **ret_object)                         \
    {                                                                                                                 \
        struct w32_##kind *object;                                                                                    \
        if (w32_##kind##_object_find(process, handle, &object) != W32_OK)                                             \
            return W32_BAD_HANDLE;                                                                                    \
        if (bw_refcount_read(&object->head.pins) != 0) {                                                              \
            bw_refcount_take(&object->head.pins);                                                                     \
        } else {                                                                                                      \
            if (w32_##kind##_table_pin(&process->driver->tables->kind, w32_##kind##_table_handle_of(handle),          \
                                       &object) != BW_OK)                                                             \
                return W32_NO_SLOT;                                                                                   \
            bw_refcount_init(&object->head.pins);                                                                     \
        }                                                                                                             \
        *ret_object = object;                                                                                         \
        return W32_OK;                                                                                                \
    }                                                                                                                 \
    static inline void w32_##kind##_object_again(struct w32_##kind *object)                                           \
    {                                                                                                                 \
        bw_refcount_take(&object->head.pins);                                                                         \
    }                                                                                                                 \
    static inline void w32_##kind##_object_unpin(struct w32_driver *driver, struct w32_##kind *object)                \
    {                                                                                                                 \
        if (bw_refcount_release(&object->head.pins))                                                                  \
            w32_##kind##_table_unpin(&driver->tables->kind, w32_##kind##_table_handle_of(object->head.handle));       \
    }                                                                                                                 \
    static inline enum w32_status w32_##kind##_object_delete(const struct w32_process *process, w32_handle handle)    \
    {                                                                                                                 \
        struct w32_##kind *object;                                                                                    \
        if (w32_##kind##_object_find(process, handle, &object) != W32_OK ||                                           \
            w32_##kind##_table_destroy(&process->driver->tables->kind, w32_##kind##_table_handle_of(handle)) !=       \
                BW_OK)                                                                                                \
            return W32_BAD_HANDLE;                                                                                    \
        return W32_OK;                                                                                                \
    }                                                                                                                 \
    BW_STATIC_ASSERT(sizeof(struct w32_##kind) != 0, "an object has at least a head")

#define W32_TYPE(kind, NAME, number) W32_OBJECT_DECLARE(kind);
#include "shared/types.def"
#undef W32_TYPE

#endif
