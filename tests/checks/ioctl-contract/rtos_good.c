/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of rtos_bad.c repaired. */
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
  if (message->size < sizeof(*gpio))
    return;
  if (gpio->pin < 32)
    levels[gpio->pin] = gpio->level;
  modes[0] = gpio->pull;
}

void gpio_get(struct os_message *message) {
  struct gpio *gpio = message->body;
  message->result = -1;
  message->reply_size = 0;
  if (message->size >= sizeof(gpio->pin)) {
    gpio->pin = levels[0];
    message->result = -1073741823; /* an error: nothing goes back */
    message->reply_size = sizeof(gpio->pin);
  }
  os_message_done(message);
}

int gpio_port(int port) {
  void *place;
  unsigned int size;
  if (os_port_buffer(port, 0, &place, &size) != 0 || size != sizeof(struct gpio))
    return -1;
  modes[1] = ((struct gpio *)place)->mode;
  return 0;
}

typedef void (*service)(struct os_message *);
static void gpio_mode(struct os_message *message) {
  const struct gpio *gpio = message->body;
  if (message->size != sizeof(*gpio))
    return;
  modes[2] = gpio->mode;
}
const service services[] = {gpio_mode};
