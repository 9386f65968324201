/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef SHARED_H
#define SHARED_H
struct kref {
  int count;
};
struct port {
  struct kref ref;
  int state;
  int speed;
};
void kref_get(struct kref *ref);
int kref_put(struct kref *ref, void (*release)(struct kref *ref));
struct port *of_find_node_by_phandle(unsigned handle);
void of_node_put(struct port *port);
void port_free(struct kref *ref);
struct port *port_get(struct port *port);
void port_put(struct port *port);
struct port *port_find(unsigned handle);
int port_check(struct port *port, int speed);
int port_set(struct port *port, int speed);
struct port_ops {
  struct port *(*get)(struct port *port);
  void (*put)(struct port *port);
};
extern const struct port_ops port_ops;
#endif
