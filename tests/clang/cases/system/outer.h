#define OUTER_AT(p, i) ((p)[i])
