/* Type-ahead over the names of actors: a sorted list of the folded names, and of what follows each word's start in them,
 * made once. A query is a stretch of it, found by halving. */
#include "serve/api.h"

#include "base/fault.h"

#include <stdlib.h>
#include <string.h>

typedef struct entry {
  ent_str key;   /* folded, from a word's start to the name's end */
  ent_str name, id;
  const char *via;
  bool inner;    /* the key does not begin where the name does */
} entry;

struct enti_search {
  ent_arena *arena;
  entry *entries;
  size_t n;
};

static int by_key(const void *a, const void *b)
{
  const entry *x = a, *y = b;
  int order = ent_str_cmp(x->key, y->key);
  order = order ? order : ent_str_cmp(x->id, y->id);
  return order ? order : ent_str_cmp(x->name, y->name);
}

static size_t words_of(ent_str s)
{
  size_t n = 1;
  for (size_t i = 0; i < s.n; i++)
    n += s.p[i] == ' ';
  return n;
}

static ent_status fill(enti_search *s, const ent_actors *actors, ent_error *err)
{
  const ent_actor_name *names;
  size_t n, room = 0;
  ent_status status = ent_actors_names(actors, s->arena, &names, &n, err);
  for (size_t i = 0; i < n && status == ENT_OK; i++)
    room += words_of(names[i].name);
  s->entries = status == ENT_OK ? ent_arena_array(s->arena, room + 1, sizeof *s->entries) : NULL;
  if (status == ENT_OK && !s->entries)
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    ent_str fold = ent_utf8_fold(s->arena, names[i].name);
    if (!fold.p && names[i].name.n)
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    for (size_t at = 0; at < fold.n && s->n < room; at++)
      if (at == 0 || fold.p[at - 1] == ' ')
        s->entries[s->n++] = (entry){ent_str_slice(fold, at, fold.n), names[i].name, names[i].id, names[i].via, at > 0};
  }
  if (status == ENT_OK)
    qsort(s->entries, s->n, sizeof *s->entries, by_key);
  return status;
}

ent_status enti_search_open(const ent_actors *actors, enti_search **ret, ent_error *err)
{
  enti_search *s = enti_calloc(1, sizeof *s);
  if (s)
    s->arena = ent_arena_new(0);
  ent_status status = s && s->arena ? fill(s, actors, err) : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    *ret = s;
  else
    enti_search_close(s);
  return status;
}

void enti_search_close(enti_search *s)
{
  if (!s)
    return;
  ent_arena_free(s->arena);
  free(s);
}

/* ---- asking ---------------------------------------------------------------------------------------------------------- */

#define MOST 50      /* hits that are told */
#define LOOKED 20000 /* entries that are looked at: a query of one letter has many */

typedef struct hit {
  const entry *e;
  int rank; /* less is better */
} hit;

/* The whole name before the beginning of one before a word inside; names before former names and persons, ids only when
 * they are typed whole; states before organisations; shorter names first. */
static int rank_of(const entry *e, ent_str query, const ent_actors *actors)
{
  static const char *const order[] = {"name", "acronym", "short", "official", "historical", "person", "id"};
  ent_actor_info info = {0};
  int rank = e->inner ? 4000 : e->key.n == query.n ? 0 : 2000, via = 0;
  while (via < 6 && strcmp(e->via, order[via]) != 0)
    via++;
  bool known = ent_actors_info(actors, e->id, ENT_NO_DATE, &info);
  rank += e->key.n != query.n ? via * 200 : via < 6 ? via * 20 : 0;
  if (known && ent_date_known(info.end))
    rank += 300;
  if (known && !ent_str_eq(info.kind, ENT_STR("state")))
    rank += 100;
  return rank + (int)(e->name.n < 90 ? e->name.n : 90);
}

/* Keeps the best MOST, an actor once, in order of rank. */
static void add_hit(hit *hits, size_t *n, size_t most, hit h)
{
  size_t old = 0;
  while (old < *n && !ent_str_eq(hits[old].e->id, h.e->id))
    old++;
  if (old < *n) {
    if (hits[old].rank <= h.rank)
      return;
    memmove(hits + old, hits + old + 1, (--*n - old) * sizeof *hits);
  }
  size_t at = *n;
  while (at > 0 && hits[at - 1].rank > h.rank)
    at--;
  if (at >= most)
    return;
  if (*n == most)
    --*n;
  memmove(hits + at + 1, hits + at, (*n - at) * sizeof *hits);
  hits[at] = h;
  ++*n;
}

static size_t first_of(const enti_search *s, ent_str key)
{
  size_t low = 0, high = s->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (ent_str_cmp(s->entries[middle].key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void put_hit(enti_call *c, const hit *h)
{
  ent_actor_info info = {0};
  enti_json_item(c->out);
  ent_buf_char(c->out, '{');
  enti_json_text(c->out, "id", h->e->id);
  if (ent_actors_info(ent_reader_actors(c->reader), h->e->id, ENT_NO_DATE, &info)) {
    enti_json_text(c->out, "name", info.name);
    enti_json_text(c->out, "kind", info.kind);
  } else {
    enti_json_text(c->out, "name", h->e->name);
    enti_json_text(c->out, "kind", ENT_STR_NONE);
  }
  enti_json_text(c->out, "matched", h->e->name);
  enti_json_text(c->out, "via", ent_str_of(h->e->via));
  ent_buf_char(c->out, '}');
}

ent_status enti_answer_search(enti_call *c, ent_error *err)
{
  const enti_search *s = c->api->search;
  ent_str query = ent_utf8_fold(c->arena, ent_str_trim(c->v[0].text));
  size_t n = 0, most = (size_t)c->v[1].number;
  hit hits[MOST + 1];
  if (!query.p && c->v[0].text.n && ent_str_trim(c->v[0].text).n)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = query.n ? first_of(s, query) : s->n, looked = 0; i < s->n && looked < LOOKED; i++, looked++) {
    if (!ent_str_starts(s->entries[i].key, query))
      break;
    add_hit(hits, &n, most, (hit){&s->entries[i], rank_of(&s->entries[i], query, ent_reader_actors(c->reader))});
  }
  enti_json_key(c->out, "actors");
  ent_buf_char(c->out, '[');
  for (size_t i = 0; i < n; i++)
    put_hit(c, &hits[i]);
  ent_buf_char(c->out, ']');
  return ENT_OK;
}
