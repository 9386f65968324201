/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

NTSTATUS Dispatch(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  NTSTATUS Status = STATUS_INVALID_DEVICE_REQUEST;
  UNREFERENCED_PARAMETER(Device);
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < 1)
    return STATUS_BUFFER_TOO_SMALL;
  if (Stack->Parameters.DeviceIoControl.IoControlCode == IOCTL_SET)
    Status = StoreSetting(Irp);
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}
