/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As much of the driver framework's interface as the driver beside this folder uses; the names and parameters are those of the
 * public reference. */
#ifndef BULWARK_TESTS_DRIVERS_WDF_H
#define BULWARK_TESTS_DRIVERS_WDF_H

#include <ntddk.h>

typedef struct WDFDEVICE__ *WDFDEVICE;
typedef struct WDFQUEUE__ *WDFQUEUE;
typedef struct WDFREQUEST__ *WDFREQUEST;
typedef struct WDFSPINLOCK__ *WDFSPINLOCK;
typedef struct WDFKEY__ *WDFKEY;

NTSTATUS WdfRequestRetrieveInputBuffer(WDFREQUEST Request, size_t MinimumRequiredLength, PVOID *Buffer, size_t *Length);
NTSTATUS WdfRequestRetrieveOutputBuffer(WDFREQUEST Request, size_t MinimumRequiredLength, PVOID *Buffer, size_t *Length);
VOID WdfRequestComplete(WDFREQUEST Request, NTSTATUS Status);
VOID WdfRequestCompleteWithInformation(WDFREQUEST Request, NTSTATUS Status, ULONG_PTR Information);
WDFDEVICE WdfIoQueueGetDevice(WDFQUEUE Queue);
VOID WdfSpinLockAcquire(WDFSPINLOCK SpinLock);
VOID WdfSpinLockRelease(WDFSPINLOCK SpinLock);
NTSTATUS WdfRegistryQueryULong(WDFKEY Key, PUNICODE_STRING ValueName, PULONG Value);
VOID WdfObjectReference(PVOID Object);
VOID WdfObjectDereference(PVOID Object);

#endif
