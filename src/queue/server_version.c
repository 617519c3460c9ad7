/* Which version a server is: libnats does not tell, but every server greets with a line of JSON. */
#include "queue/queue.h"

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
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
  if (fd < 0)
    return;
  ssize_t n = recv(fd, greeting, sizeof greeting - 1, 0);
  close(fd);
  greeting[n > 0 ? n : 0] = 0;
  const char *at = strstr(greeting, "\"version\":\"");
  if (at)
    (void)sscanf(at, "\"version\":\"%31[0-9.]", ret);
}

void enti_queue_server_version(const char *servers, char ret[32])
{
  ret[0] = 0;
  for (ent_str rest = ent_str_of(servers), one; !ret[0] && ent_str_split(&rest, ',', &one);) {
    char host[256], *port = NULL;
    const char *scheme = memmem(one.p, one.n, "://", 3);
    if (scheme)
      one = ent_str_slice(one, (size_t)(scheme - one.p) + 3, one.n);
    const char *user = memchr(one.p, '@', one.n);
    if (user)
      one = ent_str_slice(one, (size_t)(user - one.p) + 1, one.n);
    snprintf(host, sizeof host, "%.*s", ENT_STR_ARG(one));
    if ((port = strrchr(host, ':')) != NULL)
      *port++ = 0;
    ask(host, port ? port : "4222", ret);
  }
}

bool enti_queue_version_is_old(const char *version)
{
  int a = 0, b = 0, c = 0;
  return sscanf(version, "%d.%d.%d", &a, &b, &c) >= 2 && (a < 2 || (a == 2 && (b < 10 || (b == 10 && c < 23))));
}
