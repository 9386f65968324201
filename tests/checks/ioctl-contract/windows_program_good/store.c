/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

static ULONG Settings[16];

NTSTATUS StoreSetting(PIRP Irp) {
  PSETTING Setting = Irp->AssociatedIrp.SystemBuffer;
  if (Setting->Index >= 16)
    return STATUS_INVALID_PARAMETER;
  Settings[Setting->Index] = Setting->Value;
  return STATUS_SUCCESS;
}
