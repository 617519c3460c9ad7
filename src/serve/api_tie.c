/* Ties in time, and whom an actor is tied to on a day: what timeline, map and network of the page are drawn from. */
#include "serve/api.h"

#include "base/vec.h"

#include <stdlib.h>

/* ---- timeline ------------------------------------------------------------------------------------------------------ */

void enti_json_step_claim(ent_buf *out, const ent_step_claim *k)
{
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_text(out, "document", k->document);
  enti_json_text(out, "title", k->title);
  enti_json_text(out, "publisher", k->publisher);
  enti_json_text(out, "published", k->published);
  enti_json_text(out, "url", k->url);
  enti_json_text(out, "code", k->code);
  enti_json_text(out, "modality", k->modality);
  enti_json_text(out, "attributed", k->attributed);
  enti_json_date(out, "from", k->from);
  enti_json_date(out, "to", k->to);
  enti_json_text(out, "date_basis", k->basis);
  enti_json_text(out, "evidence", k->evidence);
  enti_json_number(out, "start", k->start);
  enti_json_number(out, "end", k->end);
  enti_json_signed(out, "copies", k->copies);
  enti_json_real(out, "confidence", k->confidence);
  ent_buf_char(out, '}');
}

#define EVIDENCE 20 /* claims of a step that are told; the others are counted, and /api/claims pages through them */

static void put_step(enti_call *c, const ent_step *s)
{
  ent_buf *out = c->out;
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_text(out, "what", ent_str_of(ent_step_text(s->what)));
  enti_json_text(out, "code", s->code);
  enti_json_text(out, "object", s->object);
  enti_json_date(out, "from", s->from);
  enti_json_date(out, "to", s->to);
  enti_json_bool(out, "as_of", s->as_of);
  enti_json_number(out, "support", s->support);
  enti_json_number(out, "documents", s->n_documents);
  enti_json_number(out, "dispute", s->dispute);
  enti_json_number(out, "claims_total", s->n_claims);
  enti_json_key(out, "claims");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < s->n_claims && i < EVIDENCE; i++)
    enti_json_step_claim(out, &s->claims[i]);
  ent_buf_char(out, ']');
  enti_json_key(out, "facts");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < s->n_facts; i++)
    enti_json_fact(c, &s->facts[i]);
  ent_buf_c(out, "]}");
}

static void put_tie(enti_call *c, const ent_tie *t)
{
  ent_buf *out = c->out;
  ent_thing thing;
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_text(out, "family", t->family);
  enti_json_list(out, "source", t->source);
  enti_json_list(out, "target", t->target);
  enti_json_text(out, "object", t->object);
  if (ent_reference_thing(ent_reader_reference(c->reader), t->object, &thing))
    enti_json_text(out, "object_name", thing.name);
  enti_json_bool(out, "mutual", t->mutual);
  enti_json_bool(out, "standing", t->standing);
  enti_json_date(out, "start", t->start);
  enti_json_date(out, "end", t->end);
  enti_json_bool(out, "start_disputed", t->start_disputed);
  enti_json_bool(out, "end_disputed", t->end_disputed);
  enti_json_bool(out, "in_reference", t->in_reference);
  enti_json_number(out, "support", t->support);
  enti_json_number(out, "documents", t->n_documents);
  enti_json_key(out, "steps");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < t->n_steps; i++)
    put_step(c, &t->steps[i]);
  ent_buf_c(out, "]}");
}

static ent_status read_timeline(enti_call *c, const ent_timeline_query *q, ent_timeline *ret, ent_error *err)
{
  return ent_timeline_read(c->store, ent_reader_reference(c->reader), q, c->arena, ret, err);
}

ent_status enti_answer_timeline(enti_call *c, ent_error *err)
{
  enum { A, B, KIND, FROM, TO, ON, OFFSET, LIMIT };
  const enti_value *v = c->v;
  ent_timeline t;
  ent_timeline_query q = {.actor = v[A].text, .other = v[B].text, .kind = v[KIND].text, .from = v[FROM].date, .to = v[TO].date,
                          .on = v[ON].date};
  if (q.kind.n && !ent_tie_kind_known(q.kind))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "parameter \"kind\": no kind of tie is called so");
  ent_status status = read_timeline(c, &q, &t, err);
  if (status != ENT_OK)
    return status;
  size_t offset = (size_t)v[OFFSET].number, limit = (size_t)v[LIMIT].number;
  enti_json_key(c->out, "ties");
  ent_buf_char(c->out, '[');
  for (size_t i = offset; i < t.n && i - offset < limit; i++)
    put_tie(c, &t.ties[i]);
  ent_buf_char(c->out, ']');
  enti_json_number(c->out, "total", t.n);
  return ENT_OK;
}

static bool is_of(const ent_tie *t, const char *const *families)
{
  for (size_t i = 0; families[i]; i++)
    if (ent_str_eq(t->family, ent_str_of(families[i])))
      return true;
  return false;
}

bool enti_tie_binds(const ent_tie *t)
{
  static const char *const families[] = {"membership", "partnership", "cooperation", "treaty", "centre", "base", "arms", "aid", NULL};
  return t->standing && is_of(t, families);
}

bool enti_tie_parts(const ent_tie *t)
{
  static const char *const families[] = {"war", "sanctions", "dispute", NULL};
  return is_of(t, families);
}

/* ---- partners ---------------------------------------------------------------------------------------------------------- */

typedef struct partner {
  ent_str id;
  size_t ties, standing, against, happened, documents; /* standing: ties that bind; against: that set apart */
} partner;

typedef struct partners {
  partner *items;
  size_t n, cap;
  ent_arena *arena;
} partners;

static partner *partner_of(partners *p, ent_str id)
{
  for (size_t i = 0; i < p->n; i++) /* some hundreds at most */
    if (ent_str_eq(p->items[i].id, id))
      return &p->items[i];
  if (!enti_grow(p->arena, (void **)&p->items, p->n, &p->cap, sizeof *p->items))
    return NULL;
  p->items[p->n] = (partner){.id = id};
  return &p->items[p->n++];
}

static bool count_side(partners *p, const ent_tie *t, ent_str ids, ent_str self, ent_date on)
{
  ent_str one;
  while (ids.n && ent_str_split(&ids, ';', &one)) {
    if (!one.n || ent_str_eq(one, self))
      continue;
    partner *x = partner_of(p, one);
    if (!x)
      return false;
    x->ties++;
    x->documents += t->n_documents;
    bool stood = t->standing && (ent_date_known(on) ? ent_tie_stood(t, on) == 1 : !ent_date_known(t->end));
    x->standing += stood && enti_tie_binds(t);
    x->against += stood && enti_tie_parts(t);
    x->happened += !t->standing;
  }
  return true;
}

/* By standing ties, then by all, then by id. */
static int by_ties(const void *a, const void *b)
{
  const partner *x = a, *y = b;
  if (x->standing != y->standing)
    return x->standing < y->standing ? 1 : -1;
  if (x->ties != y->ties)
    return x->ties < y->ties ? 1 : -1;
  return ent_str_cmp(x->id, y->id);
}

static void put_partner(enti_call *c, const partner *p)
{
  ent_actor_info info;
  bool known = ent_actors_info(ent_reader_actors(c->reader), p->id, ENT_NO_DATE, &info);
  enti_json_item(c->out);
  ent_buf_char(c->out, '{');
  enti_json_text(c->out, "id", p->id);
  enti_json_text(c->out, "name", known ? info.name : p->id);
  enti_json_text(c->out, "kind", known ? info.kind : ENT_STR_NONE);
  enti_json_text(c->out, "isonum", known ? info.isonum : ENT_STR_NONE);
  enti_json_place(c, p->id);
  enti_json_number(c->out, "ties", p->ties);
  enti_json_number(c->out, "standing", p->standing);
  enti_json_number(c->out, "against", p->against);
  enti_json_number(c->out, "happened", p->happened);
  enti_json_number(c->out, "documents", p->documents);
  ent_buf_char(c->out, '}');
}

static void put_self(enti_call *c, ent_str self)
{
  ent_actor_info info;
  bool known = ent_actors_info(ent_reader_actors(c->reader), self, ENT_NO_DATE, &info);
  enti_json_key(c->out, "actor");
  ent_buf_char(c->out, '{');
  enti_json_text(c->out, "id", self);
  enti_json_text(c->out, "name", known ? info.name : self);
  enti_json_text(c->out, "isonum", known ? info.isonum : ENT_STR_NONE);
  enti_json_place(c, self);
  ent_buf_char(c->out, '}');
}

ent_status enti_answer_partners(enti_call *c, ent_error *err)
{
  enum { A, ON, LIMIT };
  ent_timeline t;
  ent_str self = c->v[A].text;
  partners p = {.arena = c->arena};
  ent_status status = read_timeline(c, &(ent_timeline_query){.actor = self}, &t, err);
  if (status != ENT_OK)
    return status;
  for (size_t i = 0; i < t.n; i++)
    if (!count_side(&p, &t.ties[i], t.ties[i].source, self, c->v[ON].date) ||
        !count_side(&p, &t.ties[i], t.ties[i].target, self, c->v[ON].date))
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (p.n)
    qsort(p.items, p.n, sizeof *p.items, by_ties);
  put_self(c, self);
  enti_json_date(c->out, "on", c->v[ON].date);
  enti_json_key(c->out, "partners");
  ent_buf_char(c->out, '[');
  for (size_t i = 0; i < p.n && i < (size_t)c->v[LIMIT].number; i++)
    put_partner(c, &p.items[i]);
  ent_buf_char(c->out, ']');
  enti_json_number(c->out, "total", p.n);
  return ENT_OK;
}
