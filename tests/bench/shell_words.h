/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Words of one simple shell command, the way `make -n` prints it.
 *
 * Guarantees: quoting ('…', "…", backslash) is taken away as a shell would; a command ends at an
 * unquoted `;`, `&`, `|` or newline; nothing is expanded (no variables, no globs, no substitution),
 * so text that would need expansion comes out as it stands.
 */
#ifndef BULWARK_BENCH_SHELL_WORDS_H
#define BULWARK_BENCH_SHELL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct bw_shell_words {
    char **word;  /* count pointers into `text`, each NUL-terminated, then one null pointer */
    size_t count;
    char *text;
};

/*
 * Takes the next simple command from *cursor and moves *cursor behind it.
 * Pre: *cursor points into NUL-terminated text. Post: ret_words is owned by the caller and freed with
 * bw_shell_words_free; it may have no word (two separators in a row).
 * On failure (end of text, quote left open, no memory): false, ret_words untouched.
 * Cost: linear in the length of the command.
 */
bool bw_shell_words_next(const char **cursor, struct bw_shell_words *ret_words);

/* Frees what bw_shell_words_next gave. Pre: words was filled by it, and is not used afterwards. */
void bw_shell_words_free(struct bw_shell_words *words);

#endif
