/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The headers of POSIX.1-2008 that touch memory, strings, input and sizes. */
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <uchar.h>
#include <unistd.h>
#include <wchar.h>
