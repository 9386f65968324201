/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Addresses out of a request, used on the marked line as if they were the driver's own; windows_good.c holds the same
 * functions repaired. */
#include <ntifs.h>

#define TAG 0x20746573u

typedef struct _COPY_REQUEST {
  PULONG From;
  PULONG To;
  SIZE_T Size;
} COPY_REQUEST, *PCOPY_REQUEST;

typedef VOID (*NOTIFY)(ULONG);

/* no probe at all */
NTSTATUS WritesFlag(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG Flag = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  __try {
    *Flag = 1; /* expect: user-deref "written through 'Flag'" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* the outer structure is probed, the addresses in it are not */
NTSTATUS NestedAddresses(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PCOPY_REQUEST Request = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  __try {
    ProbeForRead(Request, sizeof(*Request), 1);
    PULONG From = Request->From;
    PULONG To = Request->To;
    ULONG Value = *From; /* expect: user-deref "'From'" */
    *To = Value;         /* expect: user-deref "'To'" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* probed for the wrong direction */
NTSTATUS WrongDirection(PIRP Irp) {
  PULONG Out = Irp->UserBuffer;
  __try {
    ProbeForRead(Out, sizeof(*Out), sizeof(ULONG));
    *Out = 7; /* expect: user-deref "probed for reading only" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* fewer bytes are probed than are read */
NTSTATUS ShortProbe(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  UCHAR Local[64];
  __try {
    ProbeForRead(Stack->Parameters.DeviceIoControl.Type3InputBuffer, 16, 1);
    RtlCopyMemory(Local, Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(Local)); /* expect: user-deref "past the bytes" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Local[0] == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* the base is probed, base plus offset is used */
NTSTATUS BehindTheProbe(PIRP Irp) {
  PULONG Words = Irp->UserBuffer;
  __try {
    ProbeForWrite(Words, 4 * sizeof(ULONG), sizeof(ULONG));
    Words[4] = 0; /* expect: user-deref "past the bytes" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* nothing catches the fault */
NTSTATUS NoFrame(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG In = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  __try {
    ProbeForRead(In, sizeof(*In), sizeof(ULONG));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return *In == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL; /* expect: user-deref "outside of __try" */
}

/* a probe of no bytes looks at nothing */
NTSTATUS ProbeOfNothing(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG In = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  ULONG Value;
  __try {
    ProbeForRead(In, 0, 1);
    Value = *In; /* expect: user-deref "no probe" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* an address inside a buffered request is the user's all the same */
NTSTATUS AddressInBufferedRequest(PIRP Irp) {
  PCOPY_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Request))
    return STATUS_BUFFER_TOO_SMALL;
  __try {
    *Request->To = 5; /* expect: user-deref "written" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* one way around the probe */
NTSTATUS ProbedSometimes(PIRP Irp, ULONG Mode) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG In = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  ULONG Value;
  __try {
    if (Mode == 3)
      ProbeForRead(In, sizeof(*In), sizeof(ULONG));
    Value = *In; /* expect: user-deref "no probe" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* a helper does it */
static void StoreCount(PULONG Where, ULONG Count) {
  *Where = Count; /* expect: user-deref "'Where'" */
}

NTSTATUS ThroughHelper(PIRP Irp) {
  PULONG Out = Irp->UserBuffer;
  __try {
    StoreCount(Out, 3);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* a captured copy still holds the user's addresses */
NTSTATUS CapturedCopy(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  COPY_REQUEST Request;
  ULONG Value;
  __try {
    ProbeForRead(Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(Request), 1);
    RtlCopyMemory(&Request, Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(Request));
    Value = *Request.From; /* expect: user-deref "read" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* a number of the request becomes an address */
NTSTATUS NumberAsAddress(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG_PTR In = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  __try {
    ProbeForRead(In, sizeof(*In), sizeof(ULONG_PTR));
    ULONG_PTR Number = *In;
    *(PULONG)Number = 0; /* expect: user-deref "written" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* control goes where the request says */
NTSTATUS CallsAddress(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  NOTIFY *In = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  __try {
    ProbeForRead(In, sizeof(*In), sizeof(PVOID));
    NOTIFY Notify = *In;
    Notify(1); /* expect: user-deref "calls" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* a member is filled from the request under one name and called under the other */
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
    Object->u.Notify(2); /* expect: user-deref "calls" */
    ExFreePoolWithTag(Object, TAG);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* nothing catches what the functions raise that look at his memory */
NTSTATUS ProbesOutside(PIRP Irp) {
  PVOID In = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  ProbeForRead(In, 16, 1); /* expect: user-deref "'ProbeForRead' raises" */
  return STATUS_SUCCESS;
}

NTSTATUS LocksOutside(PIRP Irp, ULONG Length) {
  PVOID In = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  PMDL Mdl = IoAllocateMdl(In, Length, FALSE, FALSE, NULL);
  if (Mdl == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  MmProbeAndLockPages(Mdl, UserMode, IoReadAccess); /* expect: user-deref "'MmProbeAndLockPages' raises" */
  MmUnlockPages(Mdl);
  IoFreeMdl(Mdl);
  return STATUS_SUCCESS;
}
