/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_answers_bad.c, repaired, and answers that others make. */
#include <ntifs.h>

#define IOCTL_SET CTL_CODE(0x22, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_DIRECT CTL_CODE(0x22, 0x802, METHOD_OUT_DIRECT, FILE_ANY_ACCESS)

typedef struct _SETTING {
  ULONG Index, Value, Reserved[2];
} SETTING, *PSETTING;

static ULONG Current;
VOID Fill(PIRP Irp);
VOID FillAt(PVOID Buffer);

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
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

/* what came goes back */
NTSTATUS Echo(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  UNREFERENCED_PARAMETER(Device);
  if (Stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_SET)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Setting) ||
      Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(*Setting))
    return STATUS_BUFFER_TOO_SMALL;
  Current = Setting->Value;
  Irp->IoStatus.Status = STATUS_SUCCESS;
  Irp->IoStatus.Information = sizeof(*Setting);
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

/* code out of view answers */
NTSTATUS FilledElsewhere(PDEVICE_OBJECT Device, PIRP Irp, BOOLEAN ByRequest) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  UNREFERENCED_PARAMETER(Device);
  if (Stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_SET)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < 2 * sizeof(ULONG) ||
      Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(*Setting))
    return STATUS_BUFFER_TOO_SMALL;
  Current = Setting->Value;
  if (ByRequest)
    Fill(Irp);
  else
    FillAt(Setting);
  Irp->IoStatus.Status = STATUS_SUCCESS;
  Irp->IoStatus.Information = sizeof(*Setting);
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

/* the answer stands in pages of the sender */
NTSTATUS Direct(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PULONG Value = Irp->AssociatedIrp.SystemBuffer;
  UNREFERENCED_PARAMETER(Device);
  if (Stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_DIRECT)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(ULONG) ||
      Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(SETTING))
    return STATUS_BUFFER_TOO_SMALL;
  Current = *Value;
  Irp->IoStatus.Status = STATUS_SUCCESS;
  Irp->IoStatus.Information = sizeof(SETTING);
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}
