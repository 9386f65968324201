/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_frames_bad.c, repaired, and frames that stand elsewhere. */
#include <ntifs.h>

typedef struct _ORDER {
  PULONG Out;
  ULONG Count;
} ORDER, *PORDER;

NTSTATUS InLoop(PIRP Irp, PULONG Sum) {
  PULONG In = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  ULONG Found = 0;
  __try {
    ProbeForRead(In, 64, sizeof(ULONG));
    for (ULONG i = 0; i < 16; i++)
      Found |= In[i];
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  *Sum = Found;
  return STATUS_SUCCESS;
}

NTSTATUS ThroughLabel(PIRP Irp) {
  PVOID In = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  NTSTATUS Status = STATUS_SUCCESS;
  UCHAR Copy[32];
  __try {
    ProbeForRead(In, sizeof(Copy), 1);
    RtlCopyMemory(Copy, In, sizeof(Copy));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
    goto out;
  }
  Status = Copy[0] != 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
out:
  return Status;
}

NTSTATUS ProbedHere(PULONG User, PULONG Out) {
  __try {
    ProbeForRead(User, sizeof(*User), sizeof(ULONG));
    *Out = *User;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* two frames do as well as one */
NTSTATUS AnswersHere(PULONG User, ULONG Answer) {
  __try {
    ProbeForWrite(User, sizeof(*User), sizeof(ULONG));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  __try {
    *User = Answer;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* it is for the caller to catch */
VOID Probes(PULONG User, PULONG Out) {
  ProbeForRead(User, sizeof(*User), sizeof(ULONG));
  *Out = *User;
}

NTSTATUS AddressInRequest(PIRP Irp) {
  PORDER Order = Irp->AssociatedIrp.SystemBuffer;
  if (IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Order))
    return STATUS_INVALID_PARAMETER;
  __try {
    ProbeForWrite(Order->Out, sizeof(ULONG), sizeof(ULONG));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* cleaned up within, caught outside */
NTSTATUS FinallyInside(PIRP Irp, PULONG Out) {
  PULONG In = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  __try {
    __try {
      ProbeForRead(In, sizeof(*In), sizeof(ULONG));
      *Out = *In;
    } __finally {
      KeLeaveCriticalRegion();
    }
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS NtUserStore(PULONG User, ULONG Value) {
  __try {
    ProbeForWrite(User, sizeof(*User), sizeof(ULONG));
    *User = Value;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

static NTSTATUS Handle(PULONG In) {
  ProbeForRead(In, 8, sizeof(ULONG));
  return In[1] == 3 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS Dispatch(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  NTSTATUS Status;
  UNREFERENCED_PARAMETER(Device);
  if (Stack->Parameters.DeviceIoControl.IoControlCode != 0x222003)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < 8)
    return STATUS_INVALID_PARAMETER;
  __try {
    Status = Handle(Stack->Parameters.DeviceIoControl.Type3InputBuffer);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  return Status;
}
