/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Requests whose buffers are used past what they promise, on the marked line; windows_good.c holds the same functions
 * repaired. */
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

/* nobody asks how long the buffer is */
NTSTATUS NoLength(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  UNREFERENCED_PARAMETER(Device);
  switch (Stack->Parameters.DeviceIoControl.IoControlCode) {
  case IOCTL_SET:
    return Setting->Value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL; /* expect: ioctl-contract "nobody asked" */
  default:
    return STATUS_INVALID_DEVICE_REQUEST;
  }
}

/* the test is for less than what is used */
NTSTATUS ShortTest(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < 4)
    return STATUS_BUFFER_TOO_SMALL;
  if (Setting->Index >= 16)
    return STATUS_INVALID_PARAMETER;
  Settings[Setting->Index] = Setting->Value; /* expect: ioctl-contract "8 bytes" */
  return STATUS_SUCCESS;
}

/* of a pointer, where the structure is meant */
NTSTATUS SizeOfPointer(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  SETTING Local;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(Setting))
    return STATUS_BUFFER_TOO_SMALL;
  Local = *Setting; /* expect: ioctl-contract "32 bytes" */
  return Local.Value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* the output is stored where no room was promised */
NTSTATUS NoOutputLength(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PREPLY Reply = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_GET)
    return STATUS_INVALID_DEVICE_REQUEST;
  RtlZeroMemory(Reply, sizeof(*Reply)); /* expect: ioctl-contract "are written by" */
  Reply->Version = 2;
  Irp->IoStatus.Information = sizeof(*Reply);
  return STATUS_SUCCESS;
}

/* the test stands after the use */
NTSTATUS LateTest(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  ULONG Length = Stack->Parameters.DeviceIoControl.InputBufferLength;
  ULONG Index = Setting->Index; /* expect: ioctl-contract "4 bytes" */
  if (Length < sizeof(*Setting))
    return STATUS_BUFFER_TOO_SMALL;
  return Index == Setting->Value ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* one way around the test */
NTSTATUS TestedSometimes(PIRP Irp, BOOLEAN Strict) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  if (Strict && Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Setting))
    return STATUS_BUFFER_TOO_SMALL;
  return Setting->Index == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL; /* expect: ioctl-contract */
}

/* some calls down */
static NTSTATUS StoreSetting(PSETTING Setting) {
  if (Setting->Index >= 16) /* expect: ioctl-contract "'Setting->Index'" */
    return STATUS_INVALID_PARAMETER;
  Settings[Setting->Index] = Setting->Value;
  return STATUS_SUCCESS;
}

NTSTATUS ThroughHelper(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  if (Stack->Parameters.DeviceIoControl.InputBufferLength == 0)
    return STATUS_BUFFER_TOO_SMALL;
  return StoreSetting(Irp->AssociatedIrp.SystemBuffer);
}

/* in a handler of exceptions */
NTSTATUS InHandler(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG Words = Irp->AssociatedIrp.SystemBuffer;
  ULONG Size = Stack->Parameters.DeviceIoControl.InputBufferLength;
  NTSTATUS Status = STATUS_SUCCESS;
  __try {
    if (Size >= sizeof(ULONG))
      Settings[0] = Words[1]; /* expect: ioctl-contract "8 bytes" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  return Status;
}

/* a buffer that this method does not have */
NTSTATUS WrongBuffer(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting;
  switch (Stack->Parameters.DeviceIoControl.IoControlCode) {
  case IOCTL_RAW:
    if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Setting))
      return STATUS_BUFFER_TOO_SMALL;
    Setting = Irp->AssociatedIrp.SystemBuffer;
    return Setting->Index == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL; /* expect: ioctl-contract "METHOD_NEITHER" */
  case IOCTL_SET:
    __try {
      ProbeForRead(Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(*Setting), 1);
      Setting = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
      Settings[0] = Setting->Value; /* expect: ioctl-contract "METHOD_BUFFERED" */
    } __except (EXCEPTION_EXECUTE_HANDLER) {
      return GetExceptionCode();
    }
    return STATUS_SUCCESS;
  default:
    return STATUS_INVALID_DEVICE_REQUEST;
  }
}

/* more goes back than there is room for */
NTSTATUS LongAnswer(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PREPLY Reply = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_GET)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Reply))
    return STATUS_BUFFER_TOO_SMALL;
  Reply->Version = 2;
  Irp->IoStatus.Status = STATUS_SUCCESS;
  Irp->IoStatus.Information = sizeof(*Reply); /* expect: ioctl-contract "nobody asked how many fit" */
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

/* more than was stored */
NTSTATUS StaleAnswer(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PREPLY Reply = Irp->AssociatedIrp.SystemBuffer;
  NTSTATUS Status = STATUS_BUFFER_TOO_SMALL;
  ULONG_PTR Information = 0;
  if (Stack->Parameters.DeviceIoControl.OutputBufferLength >= sizeof(*Reply)) {
    Reply->Version = 2;
    Reply->Count = 0;
    Information = sizeof(*Reply);
    Status = STATUS_SUCCESS;
  }
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = Information; /* expect: ioctl-contract "of which 8 were stored" */
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

/* as much as the sender likes */
NTSTATUS WholeRoom(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  ULONG Length = Stack->Parameters.DeviceIoControl.OutputBufferLength;
  PULONG Out = Irp->AssociatedIrp.SystemBuffer;
  if (Length < sizeof(ULONG))
    return STATUS_BUFFER_TOO_SMALL;
  *Out = 7;
  Irp->IoStatus.Information = Length; /* expect: ioctl-contract "of which 4 were stored" */
  return STATUS_SUCCESS;
}

/* by a table of handlers */
typedef NTSTATUS (*HANDLER)(PIRP, PIO_STACK_LOCATION);

static NTSTATUS HandleSet(PIRP Irp, PIO_STACK_LOCATION Stack) {
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(ULONG))
    return STATUS_BUFFER_TOO_SMALL;
  Settings[1] = Setting->Reserved[0]; /* expect: ioctl-contract */
  return STATUS_SUCCESS;
}

const HANDLER Handlers[] = {HandleSet};

/* the head is not counted */
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
  if (In->Count > Length / sizeof(ULONG))
    return 0;
  for (ULONG i = 0; i < In->Count; i++)
    Sum += In->Items[i]; /* expect: ioctl-contract "In->Items[i]" */
  return Sum;
}
