/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Records in every form: anonymous, nested, packed, with bit-fields, flexible, self-referring, by value. */
struct node {
    struct node *next;
    union {
        int number;
        float real;
        struct {
            short low, high;
        };
    };
    unsigned ready : 1, mode : 3;
    _Bool seen : 1;
};

struct packet {
    unsigned short size;
    unsigned char body[];
} __attribute__((packed));

struct old_style {
    int count;
    int item[1];
};

struct unknown;
struct empty {
};
typedef struct {
    int x, y;
} point;
enum color { RED, GREEN = 5, BLUE = -1 };
enum color favourite = GREEN;

static point origin = {0, 0};
const char greeting[] = "hello, \"world\"\n\t\x01\xff";
const char *const names[] = {"one", "two", 0};

point add(point a, point b)
{
    point sum = {.x = a.x + b.x, .y = a.y + b.y};
    return sum;
}

int fields(struct node *node, struct packet *packet, struct old_style *old, struct unknown *unknown)
{
    struct node copy = *node;
    struct {
        int inner;
    } local = {7};
    node->ready = 1;
    node->mode++;
    copy.seen = node->seen && unknown != 0;
    node->high = copy.low;
    point sum = add((point){1, 2}, origin);
    {
        struct node node = {0};
        copy.number += node.number;
    }
    return packet->body[packet->size - 1] + old->item[3] + sum.x + local.inner + copy.mode + (int)copy.real +
           (favourite == BLUE) + names[1][0];
}
