/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Nothing catches what is raised on the marked lines; windows_frames_good.c holds the same functions repaired. */
#include <ntifs.h>

typedef struct _ORDER {
  PULONG Out;
  ULONG Count;
} ORDER, *PORDER;

/* each word of it may be gone by now */
NTSTATUS InLoop(PIRP Irp, PULONG Sum) {
  PULONG In = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  ULONG Found = 0;
  __try {
    ProbeForRead(In, 64, sizeof(ULONG));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  for (ULONG i = 0; i < 16; i++)
    Found |= In[i]; /* expect: user-deref "outside of __try" */
  *Sum = Found;
  return STATUS_SUCCESS;
}

NTSTATUS ThroughLabel(PIRP Irp) {
  PVOID In = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  NTSTATUS Status = STATUS_SUCCESS;
  UCHAR Copy[32];
  __try {
    ProbeForRead(In, sizeof(Copy), 1);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
    goto out;
  }
  RtlCopyMemory(Copy, In, sizeof(Copy)); /* expect: user-deref "outside of __try" */
  Status = Copy[0] != 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
out:
  return Status;
}

/* whoever catches what the probe raises has nobody who catches the rest */
NTSTATUS ProbedHere(PULONG User, PULONG Out) {
  __try {
    ProbeForRead(User, sizeof(*User), sizeof(ULONG));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  *Out = *User; /* expect: user-deref "outside of __try" */
  return STATUS_SUCCESS;
}

NTSTATUS AnswersHere(PULONG User, ULONG Answer) {
  __try {
    ProbeForWrite(User, sizeof(*User), sizeof(ULONG));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  *User = Answer; /* expect: user-deref "outside of __try" */
  return STATUS_SUCCESS;
}

/* an address among the bytes of a request */
NTSTATUS AddressInRequest(PIRP Irp) {
  PORDER Order = Irp->AssociatedIrp.SystemBuffer;
  if (IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Order))
    return STATUS_INVALID_PARAMETER;
  ProbeForWrite(Order->Out, sizeof(ULONG), sizeof(ULONG)); /* expect: user-deref "'ProbeForWrite' raises" */
  return STATUS_SUCCESS;
}

/* cleaning up is not catching */
NTSTATUS OnlyFinally(PIRP Irp, PULONG Out) {
  PULONG In = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  __try {
    ProbeForRead(In, sizeof(*In), sizeof(ULONG)); /* expect: user-deref "'ProbeForRead' raises" */
    *Out = *In;                                   /* expect: user-deref "outside of __try" */
  } __finally {
    KeLeaveCriticalRegion();
  }
  return STATUS_SUCCESS;
}

/* called by the kernel, for a process */
NTSTATUS NtUserStore(PULONG User, ULONG Value) {
  ProbeForWrite(User, sizeof(*User), sizeof(ULONG)); /* expect: user-deref "'ProbeForWrite' raises" */
  __try {
    *User = Value;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* in a branch of the dispatch function */
NTSTATUS Dispatch(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  UNREFERENCED_PARAMETER(Device);
  if (Stack->Parameters.DeviceIoControl.IoControlCode != 0x222003)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < 8)
    return STATUS_INVALID_PARAMETER;
  PULONG In = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  ProbeForRead(In, 8, sizeof(ULONG));                           /* expect: user-deref "'ProbeForRead' raises" */
  return In[1] == 3 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL; /* expect: user-deref "outside of __try" */
}
