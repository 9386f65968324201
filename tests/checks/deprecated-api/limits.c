/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today; and a finding that is none. */
#include <stddef.h>

char *gets(char *buffer);
char *strcpy(char *to, const char *from);
long strscpy(char *to, const char *from, size_t size);

/* where the pointer leads is not seen: handing the function out is no call of it */
typedef char *(*reader)(char *);
void install(reader *table) {
  table[0] = gets;
}

/* what fits is not told, though the owner would like it to go as well */
struct name {
  char text[16];
};
void constant(struct name *name) {
  strcpy(name->text, "unnamed");
}

/* both fit; which of them it is, one state does not say */
void choice(struct name *name, int kind) {
  strcpy(name->text, kind == 1 ? "first" : "second"); /* expect: deprecated-api */
}
