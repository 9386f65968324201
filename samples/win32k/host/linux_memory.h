/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Where the Linux host's blocks lie. Ordinary ones come from kvmalloc. Fenced ones have pages of their own next to one
 * that is not mapped, and are not mapped themselves after their end, like the special pool of Windows: whoever reads or
 * writes past a block or after its life is stopped there, with the kernel's own report. What lies between block and
 * page end, seven bytes at most, and on the block's other side is filled, and looked at when the block ends.
 */
#ifndef W32_LINUX_MEMORY_H
#define W32_LINUX_MEMORY_H

/* Which side of a fenced block the missing page is on; both modes find what ends up on the other side by the filling. */
enum w32_fence { W32_FENCE_NONE, W32_FENCE_BEHIND, W32_FENCE_BEFORE };

/* For blocks from here on; those that exist stay what they are. */
void w32_linux_fence(enum w32_fence fence);

#endif
