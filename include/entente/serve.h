/* Entente, room `serve`: questions over HTTP → JSON; and the page. Shows finished results, computes none.
 *
 * Two layers. ent_api answers one request after another out of memory: no sockets, so that tests and a fuzzer reach all
 * of it. ent_server puts it on the network (libmicrohttpd). docs/api.md has the paths, docs/openapi.json their forms.
 *
 * Invariants (cited by code and tests)
 *  H1  No byte of a request is ever part of a file's name: assets are a fixed table in the program.
 *  H2  Whatever is asked, the answer is JSON or an asset, with a status of 2xx, 3xx or 4xx. 5xx only where memory, disk
 *      or store fail.
 *  H3  Nothing is answered to a request whose Host is not ours, nor (of the API) to one that another site's page sent.
 *  H4  Text of documents leaves as JSON strings alone, never as HTML. */
#ifndef ENTENTE_SERVE_H
#define ENTENTE_SERVE_H

#include <entente/pipeline.h>
#include <entente/store.h>

typedef struct ent_api ent_api;

typedef struct ent_api_options {
  const ent_reader *reader; /* knowledge; must outlive the api */
  const char *store;        /* path; NULL: none, the reference base alone */
  unsigned workers;         /* requests answered at once, each with a read-only connection of its own; 0: 4 */
  const char *const *hosts; /* names by which one may ask besides localhost and loopback addresses; n_hosts */
  size_t n_hosts;
  ent_str token;            /* that the API wants as "Authorization: Bearer …"; empty: none */
} ent_api_options;

/* ENT_ENOTFOUND, ENT_ESTORE: the store cannot be opened. Thread-safe once open. */
ENT_API ENT_CHECKED ent_status ent_api_open(const ent_api_options *options, ent_api **ret, ent_error *err);
ENT_API void ent_api_close(ent_api *api);

#define ENT_API_MAX_TARGET 4096        /* bytes of path and query */
#define ENT_API_MAX_BODY ((size_t)1 << 20)

/* A request as it came; fields that were absent are empty. Lives during the call. */
typedef struct ent_request {
  ent_str method, target; /* "GET", "/api/actor?id=KOR": not decoded */
  ent_str host, origin, fetch_site, authorization, accept_encoding, if_none_match;
  ent_str body;
} ent_request;

typedef struct ent_answer {
  unsigned status;      /* of HTTP */
  const char *type;     /* Content-Type; NULL where there is no body */
  ent_str body;         /* in `made`, or of the program itself (asset) */
  ent_buf made;         /* the caller's: ent_buf_done when sent */
  const char *etag;     /* of an asset, quoted; NULL: not to be cached */
  bool gzip;            /* the body is */
  bool varies;          /* with Accept-Encoding */
  const char *allow;    /* for 405 */
} ent_answer;

/* Answers. Never fails: what goes wrong is an answer too. */
ENT_API void ent_api_answer(ent_api *api, const ent_request *request, ent_answer *ret);

/* The headers that every answer carries: name, value, name, value … NULL. */
ENT_API const char *const *ent_api_headers(void);

/* ---- on the network ---------------------------------------------------------------------------------------------- */

typedef struct ent_server ent_server;

typedef struct ent_server_options {
  const char *listen;     /* numeric address; NULL: 127.0.0.1 and ::1 where there is one */
  uint16_t port;          /* 0: any free one (ent_server_port tells) */
  unsigned connections;   /* at once; 0: 256 */
  unsigned idle_seconds;  /* a connection on which nothing moves is closed; 0: 15 */
  unsigned total_seconds; /* so long a request may take from its first byte (or a connection without one) until it is
                             answered: slow clients are dropped; 0: 30 */
  void (*answer)(void *context, const ent_request *request, ent_answer *ret); /* who answers in place of the api; NULL: nobody */
  void *context;
} ent_server_options;

/* True where the program was built with libmicrohttpd. */
ENT_API bool ent_server_available(void);
/* Begins to answer. ENT_EUSAGE: built without libmicrohttpd; ENT_EINPUT: listen is no address; ENT_EIO: the port is
 * taken. api (NULL where options->answer answers) must outlive the server. */
ENT_API ENT_CHECKED ent_status ent_server_start(ent_api *api, const ent_server_options *options, ent_server **ret,
                                                ent_error *err);
ENT_API uint16_t ent_server_port(const ent_server *server);
/* Ends: answers what is under way, then closes all. */
ENT_API void ent_server_stop(ent_server *server);

#endif
