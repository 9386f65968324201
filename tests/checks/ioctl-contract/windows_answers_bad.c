/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Nothing is stored in the buffer, and more goes back than came; windows_answers_good.c holds the same functions repaired. */
#include <ntifs.h>

#define IOCTL_SET CTL_CODE(0x22, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _SETTING {
  ULONG Index, Value, Reserved[2];
} SETTING, *PSETTING;

static ULONG Current;

NTSTATUS Set(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG Value = Irp->AssociatedIrp.SystemBuffer;
  UNREFERENCED_PARAMETER(Device);
  if (Stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_SET)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(ULONG))
    return STATUS_BUFFER_TOO_SMALL;
  Current = *Value;
  Irp->IoStatus.Status = STATUS_SUCCESS;
  Irp->IoStatus.Information = Stack->Parameters.DeviceIoControl.OutputBufferLength; /* expect: ioctl-contract "of which 0 were stored" */
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

NTSTATUS SetOfMany(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  NTSTATUS Status = STATUS_INVALID_DEVICE_REQUEST;
  UNREFERENCED_PARAMETER(Device);
  switch (Stack->Parameters.DeviceIoControl.IoControlCode) {
  case IOCTL_SET:
    Status = STATUS_BUFFER_TOO_SMALL;
    if (Stack->Parameters.DeviceIoControl.InputBufferLength < 2 * sizeof(ULONG) ||
        Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(*Setting))
      break;
    Current = Setting->Value;
    Irp->IoStatus.Information = sizeof(*Setting); /* expect: ioctl-contract "16 bytes go back, of which 0 were stored" */
    Status = STATUS_SUCCESS;
    break;
  }
  Irp->IoStatus.Status = Status;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

static NTSTATUS Take(PULONG Value) {
  Current = *Value;
  return STATUS_SUCCESS;
}

NTSTATUS ThroughHelper(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  UNREFERENCED_PARAMETER(Device);
  if (Stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_SET)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(ULONG) ||
      Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(SETTING))
    return STATUS_BUFFER_TOO_SMALL;
  Irp->IoStatus.Status = Take(Irp->AssociatedIrp.SystemBuffer);
  Irp->IoStatus.Information = sizeof(SETTING); /* expect: ioctl-contract "of which 0 were stored" */
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}
