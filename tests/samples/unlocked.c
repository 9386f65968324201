/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The host's lock as one that locks nothing (linked with --wrap): what ThreadSanitizer then has to say. */
#include <pthread.h>

int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex);

int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex)
{
    (void)mutex;
    return 0;
}

int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    (void)mutex;
    return 0;
}
