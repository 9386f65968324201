/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A whole file as one string. */
#ifndef BULWARK_PROOFS_READ_TEXT_H
#define BULWARK_PROOFS_READ_TEXT_H

/* The text of the file at `path`, for the caller to free; null when it cannot be read or memory is out. */
char *read_text(const char *path);

#endif
