/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As much of the Linux kernel's interface as the cases use: the names and types a driver sees, nothing else. */
#ifndef BULWARK_TESTS_LINUX_KERNEL_H
#define BULWARK_TESTS_LINUX_KERNEL_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef int s32;
typedef __SIZE_TYPE__ size_t;
typedef long ssize_t;
typedef long long loff_t;
typedef unsigned int gfp_t;

#define __user __attribute__((btf_type_tag("user")))
#define __must_check __attribute__((warn_unused_result))
#ifndef NULL
#define NULL ((void *)0)
#endif
#define GFP_KERNEL ((gfp_t)0xcc0)
#define EINVAL 22
#define EFAULT 14
#define ENOMEM 12
#ifndef SIZE_MAX
#define SIZE_MAX (~(size_t)0)
#endif
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define min_t(type, a, b) ({ type a_ = (a); type b_ = (b); a_ < b_ ? a_ : b_; })
#define check_mul_overflow(a, b, d) __builtin_mul_overflow(a, b, d)
#define check_add_overflow(a, b, d) __builtin_add_overflow(a, b, d)
#define IS_ERR(p) ((unsigned long)(const void *)(p) >= (unsigned long)-4095L)
#define PTR_ERR(p) ((long)(const void *)(p))
#define struct_size(p, member, n) \
  size_add(size_mul((n), sizeof(*(p)->member)), sizeof(*(p)))

static inline size_t size_mul(size_t a, size_t b) {
  size_t product;
  if (check_mul_overflow(a, b, &product))
    return SIZE_MAX;
  return product;
}

static inline size_t size_add(size_t a, size_t b) {
  size_t sum;
  if (check_add_overflow(a, b, &sum))
    return SIZE_MAX;
  return sum;
}

void *__kmalloc(size_t size, gfp_t flags);
static inline void *kmalloc(size_t size, gfp_t flags) {
  return __kmalloc(size, flags);
}
void *kzalloc(size_t size, gfp_t flags);
void *kcalloc(size_t n, size_t size, gfp_t flags);
void *kmalloc_array(size_t n, size_t size, gfp_t flags);
void *krealloc(const void *p, size_t size, gfp_t flags);
void *vmalloc(unsigned long size);
void *kmemdup(const void *from, size_t n, gfp_t flags);
void *memdup_user(const void __user *from, size_t n);
char *kstrdup(const char *s, gfp_t flags);
void kfree(const void *p);
void vfree(const void *p);

__must_check unsigned long copy_from_user(void *to, const void __user *from, unsigned long n);
__must_check unsigned long copy_to_user(void __user *to, const void *from, unsigned long n);
__must_check long strncpy_from_user(char *to, const char __user *from, long n);
ssize_t simple_write_to_buffer(void *to, size_t room, loff_t *position, const void __user *from, size_t n);
int kstrtouint(const char *s, unsigned int base, unsigned int *result);

void *memcpy(void *to, const void *from, size_t n);
void *memset(void *to, int c, size_t n);
size_t strlen(const char *s);
char *strcpy(char *to, const char *from);
size_t strlcpy(char *to, const char *from, size_t n);
ssize_t strscpy(char *to, const char *from, size_t n);
int snprintf(char *to, size_t n, const char *format, ...) __attribute__((format(printf, 3, 4)));
int scnprintf(char *to, size_t n, const char *format, ...) __attribute__((format(printf, 3, 4)));
int _printk(const char *format, ...) __attribute__((format(printf, 1, 2)));

struct mutex {
  long owner;
};
void mutex_lock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);

#endif
