/* One request in, one answer out: who may ask, which path, its parameters, a worker, the answer; errors as JSON. */
#include "serve/api.h"

#include "serve/assets.h"
#include "serve/guard.h"

#include "base/fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WORKERS 4
#define ARENA_LIMIT ((size_t)1 << 30) /* of one request */

/* ---- opening ---------------------------------------------------------------------------------------------------------- */

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static ent_status open_workers(ent_api *api, unsigned n, ent_error *err)
{
  api->workers = enti_calloc(n, sizeof *api->workers);
  if (!api->workers)
    return no_memory(err);
  for (; api->n_workers < n; api->n_workers++) {
    enti_worker *w = &api->workers[api->n_workers];
    ent_status status = api->path ? ent_store_open(api->path, ENT_STORE_READ_ONLY, &w->store, err) : ENT_OK;
    if (status != ENT_OK)
      return status;
    w->arena = ent_arena_new(ARENA_LIMIT);
    if (!w->arena) {
      ent_store_close(w->store);
      return no_memory(err);
    }
  }
  return ENT_OK;
}

static bool copy_options(ent_api *api, const ent_api_options *o)
{
  api->reader = o->reader;
  api->path = o->store ? strdup(o->store) : NULL;
  api->token = o->token.n ? strndup(o->token.p, o->token.n) : NULL;
  api->hosts = enti_calloc(o->n_hosts + 1, sizeof *api->hosts);
  bool whole = api->hosts && (!o->store || api->path) && (!o->token.n || api->token);
  for (; whole && api->n_hosts < o->n_hosts; api->n_hosts += whole)
    whole = (api->hosts[api->n_hosts] = strdup(o->hosts[api->n_hosts])) != NULL;
  return whole;
}

/* Events read from documents need scores, maps places; a program without them still answers all else. */
static void open_extras(ent_api *api)
{
  char path[4096];
  int n = snprintf(path, sizeof path, "%s/tables/measure/plover_scores.tsv", ent_reader_data_dir(api->reader));
  if (n > 0 && (size_t)n < sizeof path && ent_scores_open(path, &api->scores, NULL) != ENT_OK)
    api->scores = NULL;
  if (ent_map_open(ent_reader_pack(api->reader), &api->map, NULL) != ENT_OK)
    api->map = NULL;
}

ent_status ent_api_open(const ent_api_options *options, ent_api **ret, ent_error *err)
{
  size_t n_paths;
  enti_paths(&n_paths);
  ent_api *api = enti_calloc(1, sizeof *api);
  if (!api)
    return no_memory(err);
  pthread_mutex_init(&api->lock, NULL);
  pthread_cond_init(&api->freed, NULL);
  api->counters = enti_calloc(n_paths + 1, sizeof *api->counters);
  api->assets = enti_assets_new();
  ent_status status = copy_options(api, options) && api->counters && api->assets ? ENT_OK : no_memory(err);
  if (status == ENT_OK)
    status = enti_search_open(ent_reader_actors(api->reader), &api->search, err);
  if (status == ENT_OK)
    status = open_workers(api, options->workers ? options->workers : WORKERS, err);
  if (status != ENT_OK) {
    ent_api_close(api);
    return status;
  }
  open_extras(api);
  *ret = api;
  return ENT_OK;
}

void ent_api_close(ent_api *api)
{
  if (!api)
    return;
  for (unsigned i = 0; i < api->n_workers; i++) {
    ent_store_close(api->workers[i].store);
    ent_arena_free(api->workers[i].arena);
  }
  for (size_t i = 0; i < api->n_hosts; i++)
    free(api->hosts[i]);
  free(api->workers);
  free(api->hosts);
  free(api->path);
  free(api->token);
  free(api->counters);
  enti_assets_free(api->assets);
  enti_search_close(api->search);
  ent_scores_close(api->scores);
  ent_map_close(api->map);
  pthread_mutex_destroy(&api->lock);
  pthread_cond_destroy(&api->freed);
  free(api);
}

/* ---- workers ------------------------------------------------------------------------------------------------------------ */

static enti_worker *free_worker(ent_api *api, bool heavy)
{
  enti_worker *free_one = NULL;
  unsigned heavy_ones = 0;
  for (unsigned i = 0; i < api->n_workers; i++) {
    heavy_ones += api->workers[i].busy && api->workers[i].heavy;
    if (!api->workers[i].busy)
      free_one = &api->workers[i];
  }
  return heavy && heavy_ones && heavy_ones >= api->n_workers / 2 ? NULL : free_one;
}

static enti_worker *take_worker(ent_api *api, bool heavy)
{
  enti_worker *worker;
  pthread_mutex_lock(&api->lock);
  while (!(worker = free_worker(api, heavy)))
    pthread_cond_wait(&api->freed, &api->lock);
  worker->busy = true;
  worker->heavy = heavy;
  pthread_mutex_unlock(&api->lock);
  return worker;
}

static void give_back(ent_api *api, enti_worker *worker)
{
  ent_arena_reset(worker->arena);
  pthread_mutex_lock(&api->lock);
  worker->busy = false;
  pthread_cond_broadcast(&api->freed); /* who waits for a heavy one may not take it */
  pthread_mutex_unlock(&api->lock);
}

ent_sources enti_call_sources(const enti_call *c)
{
  return (ent_sources){c->store, ent_reader_actors(c->reader), ent_reader_reference(c->reader), c->api->scores, ent_reader_pack(c->reader)};
}

/* ---- answering ------------------------------------------------------------------------------------------------------------ */

static void refuse(ent_answer *a, unsigned status, const char *why)
{
  ent_buf_clear(&a->made);
  ent_buf_printf(&a->made, "{\"error\":{\"status\":%u,\"message\":", status);
  ent_buf_json(&a->made, ent_str_of(why));
  ent_buf_c(&a->made, "}}\n");
  a->status = status;
  a->type = "application/json";
  a->body = a->made.failed ? ENT_STR("{\"error\":{\"status\":503,\"message\":\"out of memory\"}}\n") : ent_buf_view(&a->made);
}

static unsigned status_of(ent_status status)
{
  switch (status) {
  case ENT_OK: return 200;
  case ENT_EINPUT:
  case ENT_EUSAGE: return 400;
  case ENT_ENOTFOUND: return 404;
  case ENT_ELIMIT: return 413;
  case ENT_ENOMEM:
  case ENT_ESTORE: return 503; /* busy, most likely: worth asking again */
  default: return 500;
  }
}

/* Which of our files failed how is the owner's to know, not the asker's. */
static const char *told(const ent_error *err)
{
  switch (err->status) {
  case ENT_ESTORE: return "the store cannot answer now";
  case ENT_EIO:
  case ENT_EMODEL: return "a file of the program or the store cannot be read";
  default: return err->message[0] ? err->message : ent_status_text(err->status);
  }
}

static ent_status call(ent_api *api, const enti_path *path, const enti_query *query, ent_str body, enti_worker *worker,
                       ent_buf *out, ent_error *err)
{
  enti_value values[ENTI_MAX_PARAMETERS] = {0};
  enti_call c = {api, api->reader, worker->store, worker->arena, values, body, out};
  ent_status status =
      enti_query_check(query, path->parameters, path->n_parameters, api->reader, worker->arena, values, err);
  if (status != ENT_OK)
    return status;
  if (!path->type)
    ent_buf_char(out, '{');
  status = path->answer(&c, err);
  if (!path->type)
    ent_buf_c(out, "}\n");
  return status == ENT_OK && out->failed ? ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "the answer would be too large: ask for less")
                                         : status;
}

static void answer_path(ent_api *api, const enti_path *path, const ent_request *r, ent_answer *ret)
{
  ent_error err = {0};
  enti_query query;
  /* what may be slow is the store's part; a target that only looks as if it left it out gains a worker, no more */
  bool light = r->target.n && memmem(r->target.p, r->target.n, "store=no", 8);
  enti_worker *worker = take_worker(api, path->heavy && !light);
  ent_status status = enti_query_parse(r->target, worker->arena, &query, &err);
  if (status == ENT_OK)
    status = call(api, path, &query, r->body, worker, &ret->made, &err);
  give_back(api, worker);
  ret->status = status_of(status);
  ret->type = path->type ? path->type : "application/json";
  ret->body = ent_buf_view(&ret->made);
  if (status != ENT_OK)
    refuse(ret, ret->status, told(&err));
}

static ent_str path_of(ent_str target)
{
  const char *mark = target.n ? memchr(target.p, '?', target.n) : NULL;
  return mark ? ent_str_slice(target, 0, (size_t)(mark - target.p)) : target;
}

static bool is_get(ent_str method)
{
  return ent_str_eq(method, ENT_STR("GET")) || ent_str_eq(method, ENT_STR("HEAD"));
}

static void refuse_method(ent_answer *ret, const char *allow)
{
  refuse(ret, 405, "this path does not take this method");
  ret->allow = allow;
}

static void guard_and_answer(ent_api *api, const enti_path *path, const ent_request *r, ent_answer *ret)
{
  bool post = strcmp(path->method, "POST") == 0;
  if (!enti_guard_origin(r))
    refuse(ret, 403, "pages of other sites may not ask");
  else if (api->token && !enti_guard_token(r->authorization, ent_str_of(api->token)))
    refuse(ret, 401, "a token is needed: Authorization: Bearer …");
  else if (post ? !ent_str_eq(r->method, ENT_STR("POST")) : !is_get(r->method))
    refuse_method(ret, post ? "POST" : "GET, HEAD");
  else if (r->body.n > ENT_API_MAX_BODY)
    refuse(ret, 413, "more than 1 MiB");
  else
    answer_path(api, path, r, ret);
}

static uint64_t now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void note(enti_counters *k, unsigned status, uint64_t microseconds)
{
  atomic_fetch_add(&k->requests, 1);
  atomic_fetch_add(&k->refused, status >= 400 && status < 500);
  atomic_fetch_add(&k->failed, status >= 500);
  atomic_fetch_add(&k->microseconds, microseconds);
}

void ent_api_answer(ent_api *api, const ent_request *r, ent_answer *ret)
{
  uint64_t begun = now();
  size_t n, i = 0;
  const enti_path *paths = enti_paths(&n);
  ent_str path = path_of(r->target);
  *ret = (ent_answer){.made = ENT_BUF_INIT(ENTI_MAX_ANSWER)};
  while (i < n && !ent_str_eq(path, ent_str_of(paths[i].path)))
    i++;
  if (r->target.n > ENT_API_MAX_TARGET)
    refuse(ret, 414, "the address is too long");
  else if (!enti_guard_host(r->host, (const char *const *)api->hosts, api->n_hosts))
    refuse(ret, 421, "not asked by a name of ours: see --host in the manual");
  else if (i < n)
    guard_and_answer(api, &paths[i], r, ret);
  else if (enti_assets_answer(api->assets, r, path, ret)) {
    if (!is_get(r->method))
      refuse_method(ret, "GET, HEAD");
  } else
    refuse(ret, 404, "there is nothing here: docs/api.md has the paths");
  note(&api->counters[i], ret->status, now() - begun);
}

const char *const *ent_api_headers(void)
{
  static const char *const headers[] = {
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; "
      /* the one style that Observable Plot puts into its charts, told by its hash: web/build.mjs checks that it is that */
      "style-src 'self' 'sha256-zrfVyvY1E/5V+DXZunsRZW8XTqTsuIZzp8dBDThhSn8='; img-src 'self' data:; connect-src 'self'; "
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "X-Content-Type-Options", "nosniff",
      "X-Frame-Options", "DENY",
      "Referrer-Policy", "no-referrer",
      "Cross-Origin-Resource-Policy", "same-origin",
      "Cross-Origin-Opener-Policy", "same-origin",
      "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
      NULL};
  return headers;
}
