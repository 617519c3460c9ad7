/* Requests from outside: method, target, Host, Origin, body. Whatever is sent gets an answer: no 5xx, JSON where it is an
 * error, valid UTF-8. Without a pack nothing can be opened, and all inputs pass. */
#include <stdlib.h>
#include <string.h>

#include <entente/serve.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Lines: method, target, host, origin, authorization, encoding, tag; then the body. */
static ent_request request_of(ent_str bytes)
{
  ent_request r = {0};
  ent_str *fields[] = {&r.method, &r.target, &r.host, &r.origin, &r.authorization, &r.accept_encoding, &r.if_none_match};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (!ent_str_split(&bytes, '\n', fields[i]))
      return r;
  r.body = bytes;
  return r;
}

/* Opened once: it maps the pack and reads the tables of names. */
static ent_api *open_once(void)
{
  static ent_reader *reader;
  static ent_api *api;
  static int tried;
  char folder[4096];
  const char *pack = getenv("ENTENTE_PACK");
  if (tried++ || !pack || strlen(pack) >= sizeof folder)
    return api;
  strcpy(folder, pack);
  char *slash = strrchr(folder, '/');
  if (!slash)
    return NULL;
  *slash = 0;
  ent_reader_options options = {.data_dir = folder};
  ent_api_options how = {.workers = 1};
  if (ent_reader_open(&options, &reader, NULL) != ENT_OK)
    return NULL;
  how.reader = reader;
  if (ent_api_open(&how, &api, NULL) != ENT_OK)
    api = NULL;
  return api;
}

static void check(const ent_answer *a)
{
  if (a->status < 200 || a->status > 499)
    abort();
  if (a->status >= 400 && (!a->type || strcmp(a->type, "application/json") || a->body.n < 20 || a->body.p[0] != '{'))
    abort();
  if (!a->etag && ent_utf8_valid(a->body) != a->body.n)
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  ent_api *api = open_once();
  if (!api || size > (1u << 16))
    return 0;
  char *copy = malloc(size + 1); /* exactly as large, so that sanitizers see a byte too far */
  if (!copy)
    return 0;
  memcpy(copy, data, size);
  ent_request r = request_of((ent_str){copy, size});
  ent_answer a;
  ent_api_answer(api, &r, &a);
  check(&a);
  ent_buf_done(&a.made);
  free(copy);
  return 0;
}
