/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c repaired. */
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
#define PAGES 16ul

static int map_any(struct file *file, struct vm_area_struct *vma) {
  unsigned long pages = (vma->vm_end - vma->vm_start) >> 12;
  if (vma->vm_pgoff >= PAGES || pages > PAGES - vma->vm_pgoff)
    return -EINVAL;
  return remap_pfn_range(vma, vma->vm_start, FIRST + vma->vm_pgoff, pages << 12, vma->vm_page_prot);
}

/* the same page for all */
static int map_first(struct file *file, struct vm_area_struct *vma) {
  if (vma->vm_pgoff != 0 || vma->vm_end - vma->vm_start > 4096)
    return -EINVAL;
  return remap_pfn_range(vma, vma->vm_start, FIRST, 4096, vma->vm_page_prot);
}

const struct file_operations any = {.mmap = map_any};
const struct file_operations first = {.mmap = map_first};
