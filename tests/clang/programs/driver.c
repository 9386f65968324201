/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Something of everything that code generation has to do the same way with the plugin as without. */
extern int printf(const char *, ...);
struct list {
    struct list *next;
    int values[4];
    unsigned kind : 3;
};
static const char *const names[] = {"a", "b", "c"};
static inline int unused_helper(int a) { return a * 2; }
static int sum(const struct list *list)
{
    int total = 0;
    for (; list; list = list->next)
        for (int i = 0; i < 4; i++)
            total += list->values[i] << list->kind;
    return total;
}
int run(int n, struct list *list)
{
    struct list local = {.next = list, .values = {[1] = n}};
    int room[n + 1];
    room[n] = ({ int t = sum(&local); t ?: 1; });
    switch (n) {
    case 0 ... 2:
        return printf("%s %d\n", names[n], room[n]);
    default:
        return __builtin_mul_overflow(n, room[n], &local.values[0]) ? -1 : local.values[0];
    }
}
