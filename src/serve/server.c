/* The API on the network, by libmicrohttpd: a thread for each connection, so that a slow answer keeps nobody else waiting
 * (the workers of the api limit how much is done at once), limits, and a watchman who drops connections that take too
 * long.
 *
 * libmicrohttpd closes a connection on which nothing moves; who sends a byte now and then keeps it open for ever. So each
 * connection is noted with the time when it began to wait for an answer, and the watchman shuts down those that have
 * waited too long. A socket stays in the list until libmicrohttpd tells that it is done with it, before it closes it:
 * its number cannot mean another connection meanwhile. */
#include <entente/serve.h>

#include "base/fault.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef struct connection {
  struct connection *next, *before;
  int socket;
  bool waits;   /* for a request that has begun, or for the first one */
  time_t since;
} connection;

struct ent_server {
  void (*answer)(void *context, const ent_request *request, ent_answer *ret);
  void *context; /* the api, or another's */
  struct MHD_Daemon *daemons[2];
  unsigned n_daemons;
  uint16_t port;
  unsigned total_seconds;
  pthread_mutex_t lock; /* of all that follows */
  pthread_cond_t wake;
  connection *connections;
  bool stopping;
  pthread_t watchman;
  bool has_watchman;
};

typedef struct request {
  char *target; /* as it was sent */
  ent_buf body;
  bool begun, too_large;
} request;

bool ent_server_available(void)
{
  return true;
}

/* ---- slow clients ---------------------------------------------------------------------------------------------------- */

static time_t seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec;
}

static void *watch(void *context)
{
  ent_server *s = context;
  pthread_mutex_lock(&s->lock);
  while (!s->stopping) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec++;
    pthread_cond_timedwait(&s->wake, &s->lock, &until);
    for (connection *c = s->connections; c; c = c->next)
      if (c->waits && seconds() - c->since > (time_t)s->total_seconds) {
        shutdown(c->socket, SHUT_RDWR);
        c->waits = false;
      }
  }
  pthread_mutex_unlock(&s->lock);
  return NULL;
}

static void note_connection(void *context, struct MHD_Connection *mhd, void **socket_context,
                            enum MHD_ConnectionNotificationCode what)
{
  ent_server *s = context;
  connection *c = *socket_context;
  pthread_mutex_lock(&s->lock);
  if (what == MHD_CONNECTION_NOTIFY_STARTED && (c = enti_calloc(1, sizeof *c))) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
    *c = (connection){.next = s->connections, .socket = info ? info->connect_fd : -1, .waits = info != NULL, .since = seconds()};
    if (c->next)
      c->next->before = c;
    s->connections = c;
    *socket_context = c;
  } else if (what == MHD_CONNECTION_NOTIFY_CLOSED && c) {
    *(c->before ? &c->before->next : &s->connections) = c->next;
    if (c->next)
      c->next->before = c->before;
    free(c);
    *socket_context = NULL;
  }
  pthread_mutex_unlock(&s->lock);
}

static void note_request(ent_server *s, struct MHD_Connection *mhd, bool waits)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  connection *c = info ? info->socket_context : NULL;
  pthread_mutex_lock(&s->lock);
  if (c && (!waits || !c->waits)) {
    c->waits = waits;
    c->since = seconds();
  }
  pthread_mutex_unlock(&s->lock);
}

/* ---- requests ---------------------------------------------------------------------------------------------------------- */

/* The address as it was sent; becomes the request's context. */
static void *begin_request(void *context, const char *uri, struct MHD_Connection *mhd)
{
  request *r = enti_calloc(1, sizeof *r);
  if (r) {
    r->target = strdup(uri);
    r->body = ENT_BUF_INIT(ENT_API_MAX_BODY);
  }
  note_request(context, mhd, true);
  return r;
}

static void end_request(void *context, struct MHD_Connection *mhd, void **request_context, enum MHD_RequestTerminationCode why)
{
  request *r = *request_context;
  (void)why;
  note_request(context, mhd, false);
  if (!r)
    return;
  free(r->target);
  ent_buf_done(&r->body);
  free(r);
  *request_context = NULL;
}

static ent_str header(struct MHD_Connection *mhd, const char *name)
{
  const char *value = NULL;
  size_t n = 0;
  if (MHD_lookup_connection_value_n(mhd, MHD_HEADER_KIND, name, strlen(name), &value, &n) != MHD_YES)
    return ENT_STR_NONE;
  return (ent_str){value, value ? n : 0};
}

static void add_headers(struct MHD_Response *response, const ent_answer *a)
{
  for (const char *const *h = ent_api_headers(); *h; h += 2)
    MHD_add_response_header(response, h[0], h[1]);
  if (a->type)
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, a->type);
  MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, a->etag ? "no-cache" : "no-store");
  if (a->etag)
    MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, a->etag);
  if (a->gzip && a->body.n)
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
  if (a->varies)
    MHD_add_response_header(response, MHD_HTTP_HEADER_VARY, "Accept-Encoding");
  if (a->allow)
    MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, a->allow);
  if (a->status == MHD_HTTP_UNAUTHORIZED)
    MHD_add_response_header(response, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Bearer");
}

static enum MHD_Result send_answer(struct MHD_Connection *mhd, ent_answer *a)
{
  struct MHD_Response *response =
      a->made.p && a->body.p == a->made.p
          ? MHD_create_response_from_buffer_with_free_callback(a->body.n, a->made.p, free)
          : MHD_create_response_from_buffer(a->body.n, (void *)(uintptr_t)a->body.p, MHD_RESPMEM_PERSISTENT);
  if (response && a->body.p != a->made.p)
    ent_buf_done(&a->made);
  if (!response) {
    ent_buf_done(&a->made);
    return MHD_NO;
  }
  add_headers(response, a);
  enum MHD_Result sent = MHD_queue_response(mhd, a->status, response);
  MHD_destroy_response(response);
  return sent;
}

/* Called first with the headers alone, then with pieces of the body, then with none. */
static enum MHD_Result handle(void *context, struct MHD_Connection *mhd, const char *url, const char *method,
                              const char *version, const char *bytes, size_t *n, void **request_context)
{
  ent_server *s = context;
  request *r = *request_context;
  (void)url;
  (void)version;
  if (!r || !r->target)
    return MHD_NO;
  if (!r->begun) {
    r->begun = true;
    return MHD_YES;
  }
  if (*n) {
    ent_buf_add(&r->body, bytes, *n);
    r->too_large = r->body.failed;
    *n = 0;
    return MHD_YES;
  }
  ent_request in = {.method = ent_str_of(method), .target = ent_str_of(r->target), .host = header(mhd, "Host"),
                    .origin = header(mhd, "Origin"), .fetch_site = header(mhd, "Sec-Fetch-Site"),
                    .authorization = header(mhd, "Authorization"), .accept_encoding = header(mhd, "Accept-Encoding"),
                    .if_none_match = header(mhd, "If-None-Match"), .body = ent_buf_view(&r->body)};
  if (r->too_large) /* what was dropped counts too */
    in.body.n = ENT_API_MAX_BODY + 1;
  ent_answer a;
  s->answer(s->context, &in, &a);
  return send_answer(mhd, &a);
}

/* ---- starting ------------------------------------------------------------------------------------------------------------ */

typedef union address {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
} address;

static bool parse_address(const char *text, uint16_t port, address *ret)
{
  memset(ret, 0, sizeof *ret);
  if (inet_pton(AF_INET, text, &ret->v4.sin_addr) == 1) {
    ret->v4.sin_family = AF_INET;
    ret->v4.sin_port = htons(port);
    return true;
  }
  if (inet_pton(AF_INET6, text, &ret->v6.sin6_addr) == 1) {
    ret->v6.sin6_family = AF_INET6;
    ret->v6.sin6_port = htons(port);
    return true;
  }
  return false;
}

/* libmicrohttpd would write to standard error; what matters to the asker is in the answer. */
static void no_log(void *context, const char *format, va_list args)
{
  (void)context;
  (void)format;
  (void)args;
}

static struct MHD_Daemon *start(ent_server *s, const address *at, const ent_server_options *o)
{
  unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ERROR_LOG | (at->any.sa_family == AF_INET6 ? MHD_USE_IPv6 : 0);
  return MHD_start_daemon(flags, s->port, NULL, NULL, handle, s, MHD_OPTION_EXTERNAL_LOGGER, no_log, NULL,
                          MHD_OPTION_SOCK_ADDR, &at->any, MHD_OPTION_CONNECTION_LIMIT, o->connections ? o->connections : 256,
                          MHD_OPTION_CONNECTION_TIMEOUT, o->idle_seconds ? o->idle_seconds : 15,
                          MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32 << 10, MHD_OPTION_LISTENING_ADDRESS_REUSE, 0u,
                          MHD_OPTION_URI_LOG_CALLBACK, begin_request, s, MHD_OPTION_NOTIFY_COMPLETED, end_request, s,
                          MHD_OPTION_NOTIFY_CONNECTION, note_connection, s, MHD_OPTION_STRICT_FOR_CLIENT, 1,
                          MHD_OPTION_END);
}

static ent_status listen_at(ent_server *s, const char *text, const ent_server_options *o, ent_error *err)
{
  address at;
  if (!parse_address(text, s->port, &at))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "\"%s\" is no numeric address", text);
  errno = 0;
  struct MHD_Daemon *daemon = start(s, &at, o);
  if (!daemon)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "cannot listen at %s, port %u: %s", text, s->port,
                    errno ? strerror(errno) : "no resources");
  s->daemons[s->n_daemons++] = daemon;
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  if (info && info->port)
    s->port = info->port;
  return ENT_OK;
}

static void answer_by_api(void *context, const ent_request *in, ent_answer *ret)
{
  ent_api_answer(context, in, ret);
}

ent_status ent_server_start(ent_api *api, const ent_server_options *options, ent_server **ret, ent_error *err)
{
  ent_server *s = enti_calloc(1, sizeof *s);
  if (!s)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  s->answer = options->answer ? options->answer : answer_by_api;
  s->context = options->answer ? options->context : api;
  s->port = options->port;
  s->total_seconds = options->total_seconds ? options->total_seconds : 30;
  pthread_mutex_init(&s->lock, NULL);
  pthread_cond_init(&s->wake, NULL);
  ent_status status = listen_at(s, options->listen ? options->listen : "127.0.0.1", options, err);
  if (status == ENT_OK && !options->listen && listen_at(s, "::1", options, NULL) != ENT_OK) {
    /* a machine without IPv6: "localhost" is 127.0.0.1 then */
  }
  if (status == ENT_OK)
    s->has_watchman = pthread_create(&s->watchman, NULL, watch, s) == 0;
  if (status == ENT_OK && !s->has_watchman)
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "cannot start a thread");
  if (status == ENT_OK)
    *ret = s;
  else
    ent_server_stop(s);
  return status;
}

uint16_t ent_server_port(const ent_server *server)
{
  return server->port;
}

void ent_server_stop(ent_server *s)
{
  if (!s)
    return;
  for (unsigned i = 0; i < s->n_daemons; i++)
    MHD_stop_daemon(s->daemons[i]);
  pthread_mutex_lock(&s->lock);
  s->stopping = true;
  pthread_cond_signal(&s->wake);
  pthread_mutex_unlock(&s->lock);
  if (s->has_watchman)
    pthread_join(s->watchman, NULL);
  pthread_mutex_destroy(&s->lock);
  pthread_cond_destroy(&s->wake);
  free(s);
}
