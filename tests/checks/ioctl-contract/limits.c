/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
typedef unsigned int ULONG;
typedef int NTSTATUS;
typedef struct _STACK {
  struct {
    ULONG InputBufferLength, OutputBufferLength, IoControlCode;
  } DeviceIoControl;
} STACK;
typedef struct _IRP {
  struct {
    union {
      NTSTATUS Status;
      void *Pointer;
    };
    unsigned long long Information;
  } IoStatus;
  struct {
    void *SystemBuffer;
  } AssociatedIrp;
} IRP;

/* no code and no length is read here: it may be a request of the driver's own that comes back */
ULONG Bare(IRP *Irp) {
  return *(ULONG *)Irp->AssociatedIrp.SystemBuffer;
}

/* a code of several methods at once */
ULONG TwoMethods(IRP *Irp, STACK *Stack) {
  ULONG Code = Stack->DeviceIoControl.IoControlCode;
  if (Stack->DeviceIoControl.InputBufferLength < sizeof(ULONG))
    return 0;
  if (Code == 0x222003 || Code == 0x222007)
    return *(ULONG *)Irp->AssociatedIrp.SystemBuffer;
  return 0;
}

/* whether the call succeeds is not known here */
NTSTATUS SomeStatus(IRP *Irp, STACK *Stack, NTSTATUS (*Other)(void)) {
  ULONG *Out = Irp->AssociatedIrp.SystemBuffer;
  if (Stack->DeviceIoControl.OutputBufferLength < 64)
    return -1;
  *Out = 1;
  Irp->IoStatus.Information = 64;
  return Other();
}
