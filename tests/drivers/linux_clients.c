/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Who has the misc device open: clients in a table of the runtime, known to the outside by their handles.
 *
 * With DRIVER_FAULTY defined to 1 each operation carries a fault; without, it is as it should be. A line that has to be
 * reported says which check has to: planted, and its id.
 */
#include <bulwark/bulwark.h>

#ifndef DRIVER_FAULTY
#define DRIVER_FAULTY 0
#endif

struct client {
  uint32_t events, limit;
};
BW_HANDLE_DECLARE(clients, struct client, 4);

/* A client is gone; how much he heard is said once more. */
uint32_t client_end(clients *table, clients_handle handle) {
  struct client *client;
  uint32_t events;
  if (clients_try_resolve(table, handle, &client) != BW_OK)
    return 0;
#if DRIVER_FAULTY
  if (clients_destroy(table, handle) != BW_OK)
    return 0;
  events = client->events; /* planted: handle-misuse */
#else
  events = client->events;
  if (clients_destroy(table, handle) != BW_OK)
    return 0;
#endif
  return events;
}

/* A client comes; one that asks for too much is not let in. */
int client_begin(clients *table, uint32_t limit, clients_handle *ret_handle, uint32_t *ret_limit) {
  struct client *client;
  clients_handle handle;
  if (clients_create(table, NULL, &client, &handle) != BW_OK)
    return -1;
  client->events = 0;
  client->limit = limit;
  if (limit > 1000) {
    (void)!clients_destroy(table, handle);
#if DRIVER_FAULTY
    *ret_limit = client->limit; /* planted: handle-misuse */
#else
    *ret_limit = limit;
#endif
    return -1;
  }
  *ret_handle = handle;
  return 0;
}

#define NAME_ROOM 16

/* What a client is called: his kind, and a digit of his own. */
void client_name(char room[NAME_ROOM], uint32_t number) {
#if DRIVER_FAULTY
  char *name = "client-0";
  name[7] = (char)('0' + number % 10); /* planted: const-write */
#else
  char name[NAME_ROOM] = "client-0";
  name[7] = (char)('0' + number % 10);
#endif
  for (uint32_t i = 0; i < sizeof "client-0"; i++)
    room[i] = name[i];
}

#define KINDS 4

static const uint32_t usual_limits[KINDS] = {1, 10, 100, 1000};

/* How much those of a kind may ask for, as they come and as the administrator says. */
uint32_t client_limit(uint32_t kind, uint32_t said) {
#if DRIVER_FAULTY
  uint32_t *limits = (uint32_t *)usual_limits;
  if (kind >= KINDS)
    return 0;
  if (said != 0)
    limits[kind] = said; /* planted: const-write */
  return limits[kind];
#else
  if (kind >= KINDS)
    return 0;
  return said != 0 ? said : usual_limits[kind];
#endif
}
