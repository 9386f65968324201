/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A kernel with names of its own, taught by rtos.model; rtos_good.c holds the same functions repaired. */
struct os_message {
  unsigned int code, size, reply_size;
  int result;
  void *body;
};
void os_message_done(struct os_message *message);
int os_port_buffer(int port, unsigned int least, void **place, unsigned int *size);

struct gpio {
  unsigned int pin, level, mode, pull;
};
static unsigned int levels[32], modes[32];

void gpio_set(struct os_message *message) {
  struct gpio *gpio = message->body;
  if (message->size < 2 * sizeof(unsigned int))
    return;
  if (gpio->pin < 32)
    levels[gpio->pin] = gpio->level;
  modes[0] = gpio->pull; /* expect: ioctl-contract "16 bytes" */
}

void gpio_get(struct os_message *message) {
  struct gpio *gpio = message->body;
  if (message->size < sizeof(gpio->pin))
    return;
  gpio->pin = levels[0];
  message->result = 0;
  message->reply_size = sizeof(*gpio); /* expect: ioctl-contract "go back" */
  os_message_done(message);
}

int gpio_port(int port) {
  struct gpio *gpio;
  void *place;
  if (os_port_buffer(port, 8, &place, 0) != 0)
    return -1;
  gpio = place;
  modes[1] = gpio->mode; /* expect: ioctl-contract "12 bytes" */
  return 0;
}

/* by a table of services */
typedef void (*service)(struct os_message *);
static void gpio_mode(struct os_message *message) {
  const struct gpio *gpio = message->body;
  if (message->size == 0)
    return;
  modes[2] = gpio->mode; /* expect: ioctl-contract */
}
const service services[] = {gpio_mode};
