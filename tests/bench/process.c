/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static bool redirect(int fd, const char *path, int flags)
{
    int file = open(path, flags | O_CLOEXEC, 0666);
    return file >= 0 && dup2(file, fd) == fd;
}

static void become(const struct bw_process *process)
{
    bool ready = redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
    bool together = process->out != NULL && process->err != NULL && strcmp(process->out, process->err) == 0;
    if (ready && process->out != NULL)
        ready = redirect(STDOUT_FILENO, process->out, O_WRONLY | O_CREAT | O_TRUNC);
    if (ready && together)
        ready = dup2(STDOUT_FILENO, STDERR_FILENO) == STDERR_FILENO;
    else if (ready && process->err != NULL)
        ready = redirect(STDERR_FILENO, process->err, O_WRONLY | O_CREAT | O_TRUNC);
    if (ready && process->dir != NULL)
        ready = chdir(process->dir) == 0;
    if (ready) {
        /* An alarm outlives exec, so the program ends on time without a second process to watch it. */
        (void)alarm(process->timeout);
        (void)execvp(process->argv[0], process->argv);
    }
    dprintf(STDERR_FILENO, "%s: cannot be started: %s\n", process->argv[0], strerror(errno));
    _exit(127);
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

bool bw_process_run(const struct bw_process *process, struct bw_process_end *ret_end)
{
    pid_t child = fork();
    if (child < 0)
        return false;
    if (child == 0)
        become(process);

    int status;
    struct rusage usage;
    pid_t waited;
    do
        waited = wait4(child, &status, 0, &usage);
    while (waited < 0 && errno == EINTR);
    if (waited != child)
        return false;
    *ret_end = (struct bw_process_end){
        .exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
        .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
        .cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime),
        .peak_mib = (double)usage.ru_maxrss / 1024.0,
    };
    return true;
}
