/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c repaired, and what looks alike. */
#include <ntifs.h>

#define DEVICE 0x22
#define IOCTL_SET CTL_CODE(DEVICE, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_GET CTL_CODE(DEVICE, 0x802, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_RAW CTL_CODE(DEVICE, 0x803, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_DIRECT CTL_CODE(DEVICE, 0x804, METHOD_OUT_DIRECT, FILE_ANY_ACCESS)

typedef struct _SETTING {
  ULONG Index, Value;
  ULONG Reserved[6];
} SETTING, *PSETTING;

typedef struct _REPLY {
  ULONG Version, Count;
  ULONG Items[14];
} REPLY, *PREPLY;

static ULONG Settings[16];

NTSTATUS NoLength(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  UNREFERENCED_PARAMETER(Device);
  switch (Stack->Parameters.DeviceIoControl.IoControlCode) {
  case IOCTL_SET:
    if (Stack->Parameters.DeviceIoControl.InputBufferLength != sizeof(*Setting))
      return STATUS_INVALID_BUFFER_SIZE;
    return Setting->Value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
  default:
    return STATUS_INVALID_DEVICE_REQUEST;
  }
}

NTSTATUS ShortTest(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < FIELD_OFFSET(SETTING, Reserved))
    return STATUS_BUFFER_TOO_SMALL;
  if (Setting->Index >= 16)
    return STATUS_INVALID_PARAMETER;
  Settings[Setting->Index] = Setting->Value;
  return STATUS_SUCCESS;
}

NTSTATUS SizeOfPointer(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  SETTING Local;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Setting))
    return STATUS_BUFFER_TOO_SMALL;
  Local = *Setting;
  return Local.Value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS NoOutputLength(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PREPLY Reply = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_GET)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(*Reply)) {
    Irp->IoStatus.Information = sizeof(*Reply); /* how much is wanted: of an error nothing goes back */
    return STATUS_BUFFER_TOO_SMALL;
  }
  RtlZeroMemory(Reply, sizeof(*Reply));
  Reply->Version = 2;
  Irp->IoStatus.Information = sizeof(*Reply);
  return STATUS_SUCCESS;
}

NTSTATUS LateTest(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  ULONG Length = Stack->Parameters.DeviceIoControl.InputBufferLength;
  if (Length < sizeof(*Setting))
    return STATUS_BUFFER_TOO_SMALL;
  return Setting->Index == Setting->Value ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS TestedSometimes(PIRP Irp, BOOLEAN Strict) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Setting))
    return STATUS_BUFFER_TOO_SMALL;
  return Setting->Index == 0 && !Strict ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

static NTSTATUS StoreSetting(PSETTING Setting) {
  if (Setting->Index >= 16)
    return STATUS_INVALID_PARAMETER;
  Settings[Setting->Index] = Setting->Value;
  return STATUS_SUCCESS;
}

/* a helper tests */
static BOOLEAN LongEnough(PIO_STACK_LOCATION Stack, ULONG Size) {
  return Stack->Parameters.DeviceIoControl.InputBufferLength >= Size;
}

NTSTATUS ThroughHelper(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  if (!LongEnough(Stack, sizeof(SETTING)))
    return STATUS_BUFFER_TOO_SMALL;
  return StoreSetting(Irp->AssociatedIrp.SystemBuffer);
}

NTSTATUS InHandler(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG Words = Irp->AssociatedIrp.SystemBuffer;
  ULONG Size = Stack->Parameters.DeviceIoControl.InputBufferLength;
  NTSTATUS Status = STATUS_SUCCESS;
  __try {
    if (Size >= 2 * sizeof(ULONG))
      Settings[0] = Words[1];
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  return Status;
}

NTSTATUS RightBuffer(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting;
  SETTING Local;
  switch (Stack->Parameters.DeviceIoControl.IoControlCode) {
  case IOCTL_SET:
    if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Setting))
      return STATUS_BUFFER_TOO_SMALL;
    Setting = Irp->AssociatedIrp.SystemBuffer;
    return Setting->Index == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
  case IOCTL_RAW:
    __try {
      ProbeForRead(Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(Local), 1);
      RtlCopyMemory(&Local, Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(Local));
    } __except (EXCEPTION_EXECUTE_HANDLER) {
      return GetExceptionCode();
    }
    return Local.Index == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
  default:
    return STATUS_INVALID_DEVICE_REQUEST;
  }
}

NTSTATUS LongAnswer(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PREPLY Reply = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Reply) ||
      Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(*Reply))
    return STATUS_BUFFER_TOO_SMALL;
  Reply->Version = 2; /* what the sender gave goes back with it */
  Irp->IoStatus.Status = STATUS_SUCCESS;
  Irp->IoStatus.Information = sizeof(*Reply);
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

NTSTATUS WholeAnswer(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PREPLY Reply = Irp->AssociatedIrp.SystemBuffer;
  NTSTATUS Status = STATUS_BUFFER_TOO_SMALL;
  ULONG_PTR Information = 0;
  if (Stack->Parameters.DeviceIoControl.OutputBufferLength >= sizeof(*Reply)) {
    RtlZeroMemory(Reply, sizeof(*Reply));
    Reply->Version = 2;
    Information = sizeof(*Reply);
    Status = STATUS_SUCCESS;
  }
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = Information;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

/* what fits */
NTSTATUS AsMuchAsFits(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  ULONG Length = Stack->Parameters.DeviceIoControl.OutputBufferLength;
  if (Length > sizeof(Settings))
    Length = sizeof(Settings);
  RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, Settings, Length);
  Irp->IoStatus.Information = Length;
  return STATUS_SUCCESS;
}

/* one length for both directions */
NTSTATUS InOut(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Setting) ||
      Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(Setting->Index))
    return STATUS_BUFFER_TOO_SMALL;
  if (Setting->Index >= 16)
    return STATUS_INVALID_PARAMETER;
  Setting->Value = Settings[Setting->Index];
  Irp->IoStatus.Information = sizeof(Setting->Index);
  return STATUS_SUCCESS;
}

/* records one after the other, as far as the buffer goes */
NTSTATUS Several(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG Words = Irp->AssociatedIrp.SystemBuffer;
  ULONG Count = Stack->Parameters.DeviceIoControl.InputBufferLength / sizeof(ULONG), Sum = 0;
  for (ULONG i = 0; i < Count; i++)
    Sum += Words[i];
  Settings[0] = Sum;
  return STATUS_SUCCESS;
}

/* a write: another length belongs to it */
NTSTATUS Write(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG Words = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.Write.Length < sizeof(ULONG))
    return STATUS_BUFFER_TOO_SMALL;
  Settings[2] = *Words;
  Irp->IoStatus.Information = Stack->Parameters.Write.Length;
  return STATUS_SUCCESS;
}

NTSTATUS WriteOne(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG Words = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.Write.Length < sizeof(ULONG))
    return STATUS_BUFFER_TOO_SMALL;
  Settings[2] = *Words;
  Irp->IoStatus.Information = sizeof(ULONG);
  return STATUS_SUCCESS;
}

/* the caller has tested */
static NTSTATUS HandleSet(PIRP Irp) {
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  Settings[1] = Setting->Reserved[0];
  return STATUS_SUCCESS;
}

NTSTATUS Dispatch(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  NTSTATUS Status = STATUS_INVALID_DEVICE_REQUEST;
  UNREFERENCED_PARAMETER(Device);
  if (Stack->Parameters.DeviceIoControl.InputBufferLength >= sizeof(SETTING) &&
      Stack->Parameters.DeviceIoControl.IoControlCode == IOCTL_SET)
    Status = HandleSet(Irp);
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

/* a request that the driver itself made comes back: nobody sent it */
NTSTATUS Completed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  PREPLY Reply = Irp->AssociatedIrp.SystemBuffer;
  UNREFERENCED_PARAMETER(Device);
  UNREFERENCED_PARAMETER(Context);
  Settings[3] = Reply->Count;
  return STATUS_MORE_PROCESSING_REQUIRED;
}

/* as many as the buffer holds behind its head */
typedef struct _ITEMS {
  ULONG Count;
  ULONG Items[1];
} ITEMS, *PITEMS;

ULONG SumsItems(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PITEMS In = Irp->AssociatedIrp.SystemBuffer;
  ULONG Length = Stack->Parameters.DeviceIoControl.InputBufferLength;
  ULONG Sum = 0;
  if (Length < sizeof(ITEMS))
    return 0;
  if (In->Count > (Length - FIELD_OFFSET(ITEMS, Items)) / sizeof(ULONG))
    return 0;
  for (ULONG i = 0; i < In->Count; i++)
    Sum += In->Items[i];
  return Sum;
}
