/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c with their probes, and what looks like a fault and is none. */
#include <ntifs.h>

#define TAG 0x20746573u

typedef struct _COPY_REQUEST {
  PULONG From;
  PULONG To;
  SIZE_T Size;
} COPY_REQUEST, *PCOPY_REQUEST;

typedef VOID (*NOTIFY)(ULONG);
VOID Ours(ULONG);

NTSTATUS WritesFlag(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG Flag = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  __try {
    ProbeForWrite(Flag, sizeof(*Flag), sizeof(ULONG));
    *Flag = 1;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS NestedAddresses(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PCOPY_REQUEST Request = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  __try {
    ProbeForRead(Request, sizeof(*Request), 1);
    PULONG From = Request->From;
    PULONG To = Request->To;
    ProbeForRead(From, sizeof(*From), sizeof(ULONG));
    ProbeForWrite(To, sizeof(*To), sizeof(ULONG));
    *To = *From;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS WrongDirection(PIRP Irp) {
  PULONG Out = Irp->UserBuffer;
  __try {
    ProbeForWrite(Out, sizeof(*Out), sizeof(ULONG));
    *Out = 7;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS ShortProbe(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  UCHAR Local[64];
  __try {
    ProbeForRead(Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(Local), 1);
    RtlCopyMemory(Local, Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(Local));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Local[0] == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS BehindTheProbe(PIRP Irp) {
  PULONG Words = Irp->UserBuffer;
  __try {
    ProbeForWrite(Words, 5 * sizeof(ULONG), sizeof(ULONG));
    Words[4] = 0;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS NoFrame(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG In = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  ULONG Value;
  __try {
    ProbeForRead(In, sizeof(*In), sizeof(ULONG));
    Value = *In;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* as many bytes are probed as are copied, whatever their number */
NTSTATUS SameLength(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  UCHAR Local[64];
  SIZE_T Size = Stack->Parameters.DeviceIoControl.InputBufferLength;
  if (Size > sizeof(Local))
    return STATUS_INVALID_PARAMETER;
  __try {
    ProbeForRead(Stack->Parameters.DeviceIoControl.Type3InputBuffer, Size, 1);
    RtlCopyMemory(Local, Stack->Parameters.DeviceIoControl.Type3InputBuffer, Size);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* the bytes of a buffered request stand in the kernel */
NTSTATUS BufferedRequest(PIRP Irp) {
  PCOPY_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Request))
    return STATUS_BUFFER_TOO_SMALL;
  Request->Size = 0;
  return STATUS_SUCCESS;
}

/* the kernel's own requests carry good addresses */
NTSTATUS AsksPreviousMode(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG In = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  ULONG Value;
  __try {
    if (ExGetPreviousMode() != KernelMode)
      ProbeForRead(In, sizeof(*In), sizeof(ULONG));
    Value = *In;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS AsksRequestor(PIRP Irp) {
  PULONG Out = Irp->UserBuffer;
  __try {
    if (Irp->RequestorMode == UserMode)
      ProbeForWrite(Out, sizeof(*Out), sizeof(ULONG));
    *Out = 1;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* the frame stands in the caller */
static void StoreCount(PULONG Where, ULONG Count) {
  *Where = Count;
}

NTSTATUS ThroughHelper(PIRP Irp) {
  PULONG Out = Irp->UserBuffer;
  __try {
    ProbeForWrite(Out, sizeof(*Out), sizeof(ULONG));
    StoreCount(Out, 3);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* a helper probes */
static void CheckWritable(PVOID Where, SIZE_T Size) {
  ProbeForWrite(Where, Size, 1);
}

NTSTATUS HelperProbes(PIRP Irp) {
  PULONG Out = Irp->UserBuffer;
  __try {
    CheckWritable(Out, sizeof(*Out));
    *Out = 3;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS CapturedCopy(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  COPY_REQUEST Request;
  ULONG Value;
  __try {
    ProbeForRead(Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(Request), 1);
    RtlCopyMemory(&Request, Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(Request));
    ProbeForRead(Request.From, sizeof(ULONG), sizeof(ULONG));
    Value = *Request.From;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* the address is only handed back */
NTSTATUS HandedBack(PIRP Irp) {
  PCOPY_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PULONG Token = Request->From;
  Request->To = Token;
  return STATUS_SUCCESS;
}

/* the request chooses among the driver's own functions */
static NOTIFY const Table[2] = {Ours, Ours};

NTSTATUS CallsAddress(PIRP Irp) {
  PULONG Index = Irp->AssociatedIrp.SystemBuffer;
  if (*Index >= 2)
    return STATUS_INVALID_PARAMETER;
  Table[*Index](1);
  return STATUS_SUCCESS;
}

typedef struct _TYPED {
  ULONG_PTR Id;
  union {
    ULONG_PTR Kind;
    NOTIFY Notify;
  } u;
} TYPED;

NTSTATUS UnionMember(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  ULONG_PTR *In = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  TYPED *Object;
  __try {
    ProbeForRead(In, 2 * sizeof(*In), sizeof(ULONG_PTR));
    Object = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Object), TAG);
    if (Object == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
    Object->Id = In[0];
    Object->u.Kind = In[1];
    Object->u.Notify = Ours;
    Object->u.Notify(2);
    ExFreePoolWithTag(Object, TAG);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* the frame stands in the one function that calls */
static VOID ProbesForCaller(PIRP Irp) {
  PVOID In = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  ProbeForRead(In, 16, 1);
}

NTSTATUS ProbesInside(PIRP Irp) {
  __try {
    ProbesForCaller(Irp);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS LocksInside(PIRP Irp, ULONG Length) {
  PVOID In = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  PMDL Mdl = IoAllocateMdl(In, Length, FALSE, FALSE, NULL);
  if (Mdl == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  __try {
    MmProbeAndLockPages(Mdl, UserMode, IoReadAccess);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    IoFreeMdl(Mdl);
    return GetExceptionCode();
  }
  MmUnlockPages(Mdl);
  IoFreeMdl(Mdl);
  return STATUS_SUCCESS;
}

/* memory of the driver's own does not raise */
VOID LocksItsOwn(PVOID Pool, ULONG Length) {
  PMDL Mdl = IoAllocateMdl(Pool, Length, FALSE, FALSE, NULL);
  if (Mdl == NULL)
    return;
  MmProbeAndLockPages(Mdl, KernelMode, IoReadAccess);
  MmUnlockPages(Mdl);
  IoFreeMdl(Mdl);
}
