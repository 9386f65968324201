/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The host for Linux: the platform contract and os.h on the kernel's functions, and the device /dev/w32k, each of whose
 * calls is an ioctl with a struct w32_control.
 */
#include <linux/delay.h>
#include <linux/fs.h>
#include <linux/ktime.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "host/channel.h"
#include "host/linux_memory.h"
#include "host/os.h"
#include "shared/platform.h"

static bool testing;
module_param(testing, bool, 0444);
MODULE_PARM_DESC(testing, "whether the device has the calls for tests");

static int w32_fence_set(const char *value, const struct kernel_param *parameter)
{
    unsigned int fence;
    int failed = kstrtouint(value, 0, &fence);

    if (failed || fence > W32_FENCE_BEFORE)
        return -EINVAL;
    w32_linux_fence((enum w32_fence)fence);
    return param_set_uint(value, parameter);
}

static unsigned int fence;
static const struct kernel_param_ops w32_fence_operations = {.set = w32_fence_set, .get = param_get_uint};
module_param_cb(fence, &w32_fence_operations, &fence, 0644);
MODULE_PARM_DESC(fence, "a missing page beside each of the driver's blocks: 0 no, 1 behind, 2 before");

enum w32_status w32_os_copy_in(void *target, const void *user, size_t size)
{
    if (size == 0)
        return W32_OK;
    if (size > INT_MAX || copy_from_user(target, (const void __user *)user, size) != 0)
        return W32_BAD_ADDRESS;
    return W32_OK;
}

enum w32_status w32_platform_copy_out(void *user, const void *source, size_t size)
{
    if (size == 0)
        return W32_OK;
    if (size > INT_MAX || copy_to_user((void __user *)user, source, size) != 0)
        return W32_BAD_ADDRESS;
    return W32_OK;
}

struct w32_platform_lock {
    struct mutex mutex;
};

struct w32_platform_lock *w32_platform_lock_create(void)
{
    struct w32_platform_lock *lock = kmalloc(sizeof(*lock), GFP_KERNEL);

    if (lock)
        mutex_init(&lock->mutex);
    return lock;
}

void w32_platform_lock_destroy(struct w32_platform_lock *lock)
{
    if (lock)
        mutex_destroy(&lock->mutex);
    kfree(lock);
}

void w32_platform_lock_take(struct w32_platform_lock *lock)
{
    mutex_lock(&lock->mutex);
}

void w32_platform_lock_drop(struct w32_platform_lock *lock)
{
    mutex_unlock(&lock->mutex);
}

struct w32_os_event {
    wait_queue_head_t queue;
    atomic_t set;
};

struct w32_os_event *w32_os_event_create(void)
{
    struct w32_os_event *event = kmalloc(sizeof(*event), GFP_KERNEL);

    if (event) {
        init_waitqueue_head(&event->queue);
        atomic_set(&event->set, 0);
    }
    return event;
}

void w32_os_event_destroy(struct w32_os_event *event)
{
    kfree(event);
}

void w32_os_event_set(struct w32_os_event *event)
{
    atomic_set(&event->set, 1);
    wake_up(&event->queue);
}

enum w32_os_wait w32_os_event_wait(struct w32_os_event *event)
{
    long left = wait_event_killable_timeout(event->queue, atomic_xchg(&event->set, 0) != 0, HZ / 10);

    return left < 0 ? W32_OS_ENDED : left == 0 ? W32_OS_LATE : W32_OS_SET;
}

void w32_os_pause(void)
{
    msleep(20);
}

/* A thread is its task, and a reference to it. */
static struct task_struct *w32_task(const struct w32_os_thread *thread)
{
    return (struct task_struct *)thread;
}

struct w32_os_thread *w32_os_thread_self(void)
{
    get_task_struct(current);
    return (struct w32_os_thread *)current;
}

void w32_os_thread_drop(struct w32_os_thread *thread)
{
    if (thread)
        put_task_struct(w32_task(thread));
}

bool w32_os_thread_is_self(const struct w32_os_thread *thread)
{
    return w32_task(thread) == current;
}

bool w32_os_thread_ended(const struct w32_os_thread *thread)
{
    return (READ_ONCE(w32_task(thread)->flags) & PF_EXITING) != 0;
}

uint64_t w32_os_clock(void)
{
    return ktime_to_ms(ktime_get());
}

void w32_os_say(const char *what)
{
    pr_warn("w32k: %s\n", what);
}

static int w32_open(struct inode *inode, struct file *file)
{
    struct w32_channel *channel = w32_channel_open();

    if (!channel)
        return -ENOMEM;
    file->private_data = channel;
    return 0;
}

static int w32_release(struct inode *inode, struct file *file)
{
    w32_channel_close(file->private_data);
    return 0;
}

static long w32_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
    struct w32_control control;

    if (_IOC_TYPE(command) != W32_IOCTL_TYPE || _IOC_SIZE(command) != sizeof(control) ||
        _IOC_NR(command) >= W32_CONTROL_COUNT)
        return -ENOTTY;
    if (copy_from_user(&control, (void __user *)argument, sizeof(control)) != 0)
        return -EFAULT;
    w32_channel_control(file->private_data, (enum w32_control_code)_IOC_NR(command), &control, testing);
    if (copy_to_user((void __user *)argument, &control, sizeof(control)) != 0)
        return -EFAULT;
    return 0;
}

static const struct file_operations w32_operations = {
    .owner = THIS_MODULE,
    .open = w32_open,
    .release = w32_release,
    .unlocked_ioctl = w32_ioctl,
    .llseek = noop_llseek,
};

static struct miscdevice w32_device = {
    .minor = MISC_DYNAMIC_MINOR,
    .name = W32_DEVICE_NAME,
    .fops = &w32_operations,
};

static int __init w32_init(void)
{
    int failed;

    if (!w32_channel_load())
        return -ENOMEM;
    failed = misc_register(&w32_device);
    if (failed)
        w32_channel_unload();
    return failed;
}

static void __exit w32_exit(void)
{
    misc_deregister(&w32_device);
    w32_channel_unload();
}

module_init(w32_init);
module_exit(w32_exit);

MODULE_DESCRIPTION("Bulwark's sample driver, " W32_FORM " form");
MODULE_LICENSE("GPL");
