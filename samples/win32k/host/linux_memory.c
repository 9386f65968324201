/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "host/linux_memory.h"

#include <linux/list.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

#include "host/os.h"

enum { FILLING = 0x5a, ALIGNMENT = 8 };

/* A fenced block: pages of its own, the block at one end of them. */
struct w32_fenced {
    struct list_head link;
    u8 *pages;
    size_t pages_size;
    u8 *block;
    size_t size;
};

static LIST_HEAD(fenced);
static DEFINE_SPINLOCK(fenced_lock);
static enum w32_fence fence;

void w32_linux_fence(enum w32_fence wanted)
{
    WRITE_ONCE(fence, wanted);
}

static void *w32_fenced_alloc(size_t size, enum w32_fence side)
{
    struct w32_fenced *one = kmalloc(sizeof(*one), GFP_KERNEL);

    if (!one)
        return NULL;
    one->size = size;
    one->pages_size = PAGE_ALIGN(size ? size : 1);
    /* A page that is not mapped follows what vmalloc gives, so that one precedes what it gave next to that. */
    one->pages = vmalloc(one->pages_size);
    if (!one->pages) {
        kfree(one);
        return NULL;
    }
    memset(one->pages, FILLING, one->pages_size);
    one->block = one->pages;
    if (side == W32_FENCE_BEHIND)
        one->block += one->pages_size - ALIGN(size ? size : 1, ALIGNMENT);
    spin_lock(&fenced_lock);
    list_add(&one->link, &fenced);
    spin_unlock(&fenced_lock);
    return one->block;
}

/* Takes the block of that address out of the list. Null: it is none of these. */
static struct w32_fenced *w32_fenced_take(const void *block)
{
    struct w32_fenced *one, *found = NULL;

    spin_lock(&fenced_lock);
    list_for_each_entry(one, &fenced, link) {
        if (one->block == block) {
            found = one;
            list_del(&one->link);
            break;
        }
    }
    spin_unlock(&fenced_lock);
    return found;
}

static bool w32_filled(const u8 *from, const u8 *to)
{
    while (from < to && *from == FILLING)
        from++;
    return from == to;
}

/* The kernel takes the pages away at once, and lets the processors know of it when it needs the addresses again. */
static void w32_forget_pages(void *context)
{
#ifdef CONFIG_X86
    const struct w32_fenced *one = context;
    const u8 *page;

    for (page = one->pages; page < one->pages + one->pages_size; page += PAGE_SIZE)
        asm volatile("invlpg (%0)" : : "r"(page) : "memory");
#endif
}

static void w32_fenced_free(struct w32_fenced *one)
{
    if (!w32_filled(one->pages, one->block) ||
        !w32_filled(one->block + one->size, one->pages + one->pages_size)) {
        pr_err("BUG: w32k: a block of %zu bytes was written past\n", one->size);
        dump_stack();
    }
    vfree(one->pages);
    on_each_cpu(w32_forget_pages, one, 1);
    kfree(one);
}

void *w32_os_alloc(size_t size)
{
    enum w32_fence side = READ_ONCE(fence);

    if (side != W32_FENCE_NONE)
        return w32_fenced_alloc(size, side);
    return size > INT_MAX ? NULL : kvmalloc(size ? size : 1, GFP_KERNEL | __GFP_NOWARN);
}

void w32_os_free(void *block)
{
    struct w32_fenced *one;

    if (!block)
        return;
    one = is_vmalloc_addr(block) ? w32_fenced_take(block) : NULL;
    if (one)
        w32_fenced_free(one);
    else
        kvfree(block);
}
