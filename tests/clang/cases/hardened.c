/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// flags: -fwrapv
// A hardened file says so in itself; generated functions of the runtime are trusted, signed arithmetic wraps.
extern const char bw_hardened_file __attribute__((annotate("bulwark::hardened")));
#define USER __attribute__((btf_type_tag("user")))
#define STRICT __attribute__((noderef))

// ir: hardened
// ir: func @mine(%p: ptr<i32(wraps)>) -> i32(wraps) [main_file, hardened] {
// ir: bin.add v*, v* : i32(wraps)
int mine(int *p)
{
    return *p + 1;
}

// ir: func @generated(*) -> i32(wraps) [static, inline, main_file, hardened, trusted*
static inline __attribute__((annotate("bulwark::runtime"), unused)) int generated(int a)
{
    return a;
}

// Each way to say that a pointer leads to user memory, also below another pointer.
// ir: func @marked(%tagged: ptr<i8(wraps)>(user), %space: ptr<u8>(user), %strict: ptr<i16(wraps)>(user), %deep: ptr<ptr<i8(wraps)>(user)>
long marked(char USER *tagged, __attribute__((address_space(1))) unsigned char *space, short STRICT *strict,
            char USER **deep)
{
    return tagged != *deep || space || strict;
}

// ir: func @allocate(*malloc, alloc_size 2 1]
// ir: func @gone() -> void [noreturn*
__attribute__((malloc, alloc_size(2, 1))) void *allocate(unsigned long size, unsigned long count);
__attribute__((noreturn)) void gone(void);
// ir: func @leaves(*
// ir: call @gone()
// ir: unreachable
void *leaves(int a)
{
    if (a)
        gone();
    return allocate(4, 5);
}
