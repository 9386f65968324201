static inline int plain(int a)
{
    return a + 4711;
}
