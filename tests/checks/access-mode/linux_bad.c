/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A process maps what page of the device it likes; linux_good.c holds the same functions repaired. */
#include "linux_kernel.h"

struct file;
struct vm_area_struct {
  unsigned long vm_start, vm_end, vm_pgoff, vm_page_prot;
};
int remap_pfn_range(struct vm_area_struct *vma, unsigned long at, unsigned long pfn, unsigned long size, unsigned long prot);
struct file_operations {
  int (*mmap)(struct file *file, struct vm_area_struct *vma);
};

#define FIRST 0xfe000ul

static int map_any(struct file *file, struct vm_area_struct *vma) {
  return remap_pfn_range(vma, vma->vm_start, FIRST + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot); /* expect: access-mode "check it against" */
}

static int map_physical(struct file *file, struct vm_area_struct *vma) {
  unsigned long pfn = vma->vm_pgoff;
  if (vma->vm_end - vma->vm_start > 4096)
    return -EINVAL;
  return remap_pfn_range(vma, vma->vm_start, pfn, 4096, vma->vm_page_prot); /* expect: access-mode */
}

const struct file_operations any = {.mmap = map_any};
const struct file_operations physical = {.mmap = map_physical};
