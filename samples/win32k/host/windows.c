/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The host for Windows: the platform contract and os.h on the kernel's functions, and the device \\.\w32k, each of whose
 * calls is a device control with a struct w32_control, METHOD_BUFFERED. All of it runs at PASSIVE_LEVEL in the thread of
 * the caller, whose addresses the driver gets: nothing may stand above this driver. The calls for tests are there if the
 * driver's key in the registry has a DWORD "Testing" that is not 0.
 */
#include <ntddk.h>

#include "host/channel.h"
#include "host/os.h"
#include "shared/platform.h"

/* "W32k" in memory. */
#define W32_POOL_TAG 0x6b323357u

/* A tenth of a second from now, in the kernel's units. */
#define W32_SOON (-1000000)

/* The control codes of the device, from this one on in the order of enum w32_control_code. */
#define W32_CONTROL_FIRST CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define W32_CONTROL_NUMBER(code) (((code)-W32_CONTROL_FIRST) >> 2)

static bool testing;

DRIVER_INITIALIZE DriverEntry;

void *w32_os_alloc(size_t size)
{
    return ExAllocatePoolWithTag(PagedPool, size ? size : 1, W32_POOL_TAG);
}

void w32_os_free(void *block)
{
    if (block)
        ExFreePoolWithTag(block, W32_POOL_TAG);
}

static void w32_copy_bytes(void *target, const void *source, size_t size)
{
    RtlCopyMemory(target, source, size);
}

/* Through this, a call that the compiler knows nothing about: it catches exceptions of calls, whatever its flags. */
static void (*volatile const w32_copy)(void *target, const void *source, size_t size) = w32_copy_bytes;

enum w32_status w32_os_copy_in(void *target, const void *user, size_t size)
{
    enum w32_status status = W32_OK;

    if (size == 0)
        return W32_OK;
    __try {
        ProbeForRead((PVOID)(ULONG_PTR)user, size, 1);
        w32_copy(target, user, size);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = W32_BAD_ADDRESS;
    }
    return status;
}

enum w32_status w32_platform_copy_out(void *user, const void *source, size_t size)
{
    enum w32_status status = W32_OK;

    if (size == 0)
        return W32_OK;
    __try {
        ProbeForWrite(user, size, 1);
        w32_copy(user, source, size);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = W32_BAD_ADDRESS;
    }
    return status;
}

/* A mutex leaves the IRQL alone, which a fast one would not: guards want PASSIVE_LEVEL. */
struct w32_platform_lock {
    KMUTEX mutex;
};

struct w32_platform_lock *w32_platform_lock_create(void)
{
    struct w32_platform_lock *lock = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof *lock, W32_POOL_TAG);

    if (lock)
        KeInitializeMutex(&lock->mutex, 0);
    return lock;
}

void w32_platform_lock_destroy(struct w32_platform_lock *lock)
{
    w32_os_free(lock);
}

void w32_platform_lock_take(struct w32_platform_lock *lock)
{
    (void)KeWaitForSingleObject(&lock->mutex, Executive, KernelMode, FALSE, NULL);
}

void w32_platform_lock_drop(struct w32_platform_lock *lock)
{
    (void)KeReleaseMutex(&lock->mutex, FALSE);
}

struct w32_os_event {
    KEVENT event;
};

struct w32_os_event *w32_os_event_create(void)
{
    struct w32_os_event *event = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof *event, W32_POOL_TAG);

    if (event)
        KeInitializeEvent(&event->event, SynchronizationEvent, FALSE);
    return event;
}

void w32_os_event_destroy(struct w32_os_event *event)
{
    w32_os_free(event);
}

void w32_os_event_set(struct w32_os_event *event)
{
    (void)KeSetEvent(&event->event, IO_NO_INCREMENT, FALSE);
}

enum w32_os_wait w32_os_event_wait(struct w32_os_event *event)
{
    LARGE_INTEGER soon = {.QuadPart = W32_SOON};
    /* In user mode and not alertable: what ends the wait early is the end of the thread. */
    NTSTATUS status = KeWaitForSingleObject(&event->event, UserRequest, UserMode, FALSE, &soon);

    return status == STATUS_SUCCESS ? W32_OS_SET : status == STATUS_TIMEOUT ? W32_OS_LATE : W32_OS_ENDED;
}

void w32_os_pause(void)
{
    LARGE_INTEGER soon = {.QuadPart = W32_SOON / 5};

    (void)KeDelayExecutionThread(KernelMode, FALSE, &soon);
}

struct w32_os_thread *w32_os_thread_self(void)
{
    ObReferenceObject(PsGetCurrentThread());
    return (struct w32_os_thread *)PsGetCurrentThread();
}

void w32_os_thread_drop(struct w32_os_thread *thread)
{
    if (thread)
        ObDereferenceObject(thread);
}

bool w32_os_thread_is_self(const struct w32_os_thread *thread)
{
    return (const void *)thread == (const void *)PsGetCurrentThread();
}

/* Here no thread ends inside the kernel: it comes back first, or the machine stops. */
bool w32_os_thread_ended(const struct w32_os_thread *thread)
{
    (void)thread;
    return false;
}

uint64_t w32_os_clock(void)
{
    return KeQueryInterruptTime() / 10000u;
}

void w32_os_say(const char *what)
{
    DbgPrint("w32k: %s\n", what);
}

static NTSTATUS w32_complete(PIRP irp, NTSTATUS status, ULONG_PTR written)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = written;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS NTAPI w32_create(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    struct w32_channel *channel = w32_channel_open();

    (void)device;
    stack->FileObject->FsContext = channel;
    return w32_complete(irp, channel ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES, 0);
}

/* All requests of the file are complete when this comes. */
static NTSTATUS NTAPI w32_close(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);

    (void)device;
    w32_channel_close(stack->FileObject->FsContext);
    return w32_complete(irp, STATUS_SUCCESS, 0);
}

static NTSTATUS NTAPI w32_device_control(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    ULONG code = stack->Parameters.DeviceIoControl.IoControlCode;
    struct w32_control *control = irp->AssociatedIrp.SystemBuffer;

    (void)device;
    if (code < W32_CONTROL_FIRST || (code & 3) != METHOD_BUFFERED || W32_CONTROL_NUMBER(code) >= W32_CONTROL_COUNT)
        return w32_complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    if (stack->Parameters.DeviceIoControl.InputBufferLength != sizeof *control ||
        stack->Parameters.DeviceIoControl.OutputBufferLength != sizeof *control)
        return w32_complete(irp, STATUS_INVALID_BUFFER_SIZE, 0);
    w32_channel_control(stack->FileObject->FsContext, (enum w32_control_code)W32_CONTROL_NUMBER(code), control, testing);
    return w32_complete(irp, STATUS_SUCCESS, sizeof *control);
}

static UNICODE_STRING device_name = RTL_CONSTANT_STRING(L"\\Device\\w32k");
static UNICODE_STRING link_name = RTL_CONSTANT_STRING(L"\\DosDevices\\w32k");

static void NTAPI w32_unload(PDRIVER_OBJECT driver)
{
    (void)IoDeleteSymbolicLink(&link_name);
    IoDeleteDevice(driver->DeviceObject);
    w32_channel_unload();
}

static NTSTATUS NTAPI w32_read_testing(PWSTR name, ULONG type, PVOID data, ULONG size, PVOID context, PVOID entry)
{
    (void)name, (void)context, (void)entry;
    if (type == REG_DWORD && size == sizeof(ULONG))
        testing = *(const ULONG *)data != 0;
    return STATUS_SUCCESS;
}

/* A value that is missing is no failure: it is not required. */
static void w32_read_parameters(PUNICODE_STRING path)
{
    RTL_QUERY_REGISTRY_TABLE table[2] = {{.QueryRoutine = w32_read_testing, .Name = (PWSTR)L"Testing"}};
    PWSTR name = ExAllocatePoolWithTag(PagedPool, path->Length + sizeof(WCHAR), W32_POOL_TAG);

    if (!name)
        return;
    RtlCopyMemory(name, path->Buffer, path->Length);
    name[path->Length / sizeof(WCHAR)] = 0;
    (void)RtlQueryRegistryValues(RTL_REGISTRY_ABSOLUTE, name, table, NULL, NULL);
    w32_os_free(name);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
    PDEVICE_OBJECT device = NULL;
    NTSTATUS status;

    w32_read_parameters(registry_path);
    if (!w32_channel_load())
        return STATUS_INSUFFICIENT_RESOURCES;
    status = IoCreateDevice(driver, 0, &device_name, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (NT_SUCCESS(status)) {
        status = IoCreateSymbolicLink(&link_name, &device_name);
        if (!NT_SUCCESS(status))
            IoDeleteDevice(device);
    }
    if (!NT_SUCCESS(status)) {
        w32_channel_unload();
        return status;
    }
    driver->MajorFunction[IRP_MJ_CREATE] = w32_create;
    driver->MajorFunction[IRP_MJ_CLOSE] = w32_close;
    driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = w32_device_control;
    driver->DriverUnload = w32_unload;
    return STATUS_SUCCESS;
}
