template <typename T> T twice(T a) { return a + a; }
int other(int a) { return twice(a); }
