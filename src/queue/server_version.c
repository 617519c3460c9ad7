/* Which version a server is: libnats does not tell, but every server greets with a line of JSON. */
#include "queue/message.h"
#include "queue/queue.h"

#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int reach(const char *host, const char *port)
{
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
  int fd = -1;
  if (getaddrinfo(host, port, &hints, &found) != 0)
    return -1;
  for (struct addrinfo *a = found; a && fd < 0; a = a->ai_next) {
    fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol);
    struct timeval limit = {2, 0};
    if (fd < 0)
      continue;
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(fd, a->ai_addr, a->ai_addrlen) != 0) {
      close(fd);
      fd = -1;
    }
  }
  freeaddrinfo(found);
  return fd;
}

static void ask(const char *host, const char *port, char ret[32])
{
  char greeting[2048];
  int fd = reach(host, port);
  ret[0] = 0;
  if (fd < 0)
    return;
  ssize_t n = recv(fd, greeting, sizeof greeting, 0);
  close(fd);
  enti_greeting_version((ent_str){greeting, n > 0 ? (size_t)n : 0}, ret);
}

void enti_queue_server_version(const char *servers, char ret[32])
{
  ent_str rest = ent_str_of(servers);
  char host[256], port[8], version[32];
  ret[0] = 0;
  while (enti_next_address(&rest, host, port)) {
    ask(host, port, version);
    if (version[0] && (!ret[0] || enti_version_compare(version, ret) < 0))
      memcpy(ret, version, sizeof version);
  }
}

bool enti_queue_version_is_old(const char *version)
{
  return version[0] && enti_version_compare(version, "2.10.23") < 0;
}
