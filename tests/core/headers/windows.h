/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <ntifs.h>
#include <ntddk.h>
#include <ntstrsafe.h>
#include <csq.h>
