/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stdint.h>

#include "untrusted.h"

typedef void *HANDLE;
typedef struct _IRP IRP;
struct attributes {
  uint32_t Length;
  uint32_t Attributes;
};
long ZwOpenKey(HANDLE *key, uint32_t access, struct attributes *attributes);

/* who asks is only known where a request is handed on by direct calls */
static long later(HANDLE *key) {
  struct attributes attributes = {sizeof(attributes), 0x40};
  return ZwOpenKey(key, 1, &attributes);
}
long (*queued)(HANDLE *key);
void serve(IRP *irp) {
  (void)irp;
  queued = later;
}
