/* Whether two actors are getting closer: what room `relation` found, as JSON. */
#include "serve/api.h"

#include "relation/field.h" /* a tie as a span: replaced ones end early */

#include <math.h>

static const char *const cause_kinds[] = {"tie-begins", "tie-ends", "event", "claim"};

static void put_band(ent_buf *out, const char *name, double value, double lo, double hi)
{
  enti_json_key(out, name);
  ent_buf_char(out, '{');
  enti_json_real(out, "value", value);
  enti_json_real(out, "lo", lo);
  enti_json_real(out, "hi", hi);
  ent_buf_char(out, '}');
}

static void put_period(ent_buf *out, const char *name, const ent_closeness_period *p)
{
  if (name)
    enti_json_key(out, name);
  else
    enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_date(out, "date", p->date);
  enti_json_number(out, "n_events", p->sums.n);
  put_band(out, "events", p->events.value, p->events.lo, p->events.hi);
  enti_json_real(out, "evidence", p->events.evidence);
  put_band(out, "ties", p->ties.value, p->ties.lo, p->ties.hi);
  enti_json_number(out, "n_ties", p->ties.n_active);
  enti_json_real(out, "vote_kappa", p->kappa);
  enti_json_real(out, "ideal_distance", p->distance);
  put_band(out, "composite", p->composite.value, p->composite.lo, p->composite.hi);
  enti_json_number(out, "members", p->members.n);
  ent_buf_char(out, '}');
}

static void put_cause(ent_buf *out, const ent_cause *k)
{
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_text(out, "kind", ent_str_of(cause_kinds[k->kind]));
  enti_json_date(out, "date", k->date);
  enti_json_real(out, "size", k->size);
  enti_json_signed(out, "reports", k->reports);
  enti_json_text(out, "what", k->what);
  enti_json_text(out, "source", k->source);
  enti_json_text(out, "evidence", k->evidence);
  ent_buf_char(out, '}');
}

static void put_causes(ent_buf *out, const ent_cause *causes, size_t n)
{
  enti_json_key(out, "causes");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < n; i++)
    put_cause(out, &causes[i]);
  ent_buf_char(out, ']');
}

static void put_ties(enti_call *c, const ent_closeness_result *r)
{
  ent_buf *out = c->out;
  enti_json_key(out, "ties");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < r->n_ties; i++) {
    const ent_closeness_tie *t = &r->ties[i];
    enti_json_item(out);
    ent_buf_char(out, '{');
    enti_json_date(out, "start", t->tie.start);
    enti_json_date(out, "end", t->tie.end);
    enti_json_real(out, "weight", t->tie.weight);
    enti_json_real(out, "contribution", t->contribution);
    enti_json_text(out, "shared", t->tie.shared);
    enti_json_key(out, "facts");
    ent_buf_char(out, '[');
    enti_json_fact(c, &t->tie.fact);
    ent_buf_c(out, "]}");
  }
  ent_buf_char(out, ']');
}

static void put_turn(ent_buf *out, const ent_turn *t)
{
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_text(out, "of", t->ties ? ENT_STR("ties") : ENT_STR("events"));
  enti_json_date(out, "date", t->date);
  enti_json_date(out, "earliest", t->earliest);
  enti_json_date(out, "latest", t->latest);
  enti_json_real(out, "before", t->before);
  enti_json_real(out, "after", t->after);
  enti_json_real(out, "size", t->size);
  enti_json_real(out, "confidence", t->confidence);
  put_causes(out, t->causes, t->n_causes);
  ent_buf_char(out, '}');
}

/* Each day on which a tie begins or ends, with the tie's place among "ties": the closeness of ties between two steps does
 * not change. */
static ent_status put_steps(enti_call *c, const ent_closeness_result *r, ent_error *err)
{
  ent_buf *out = c->out;
  ent_tie_span *spans = ent_arena_array(c->arena, r->n_ties + 1, sizeof *spans);
  ent_tie_closeness start;
  ent_tie_step *steps;
  size_t n;
  if (!spans)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < r->n_ties; i++)
    spans[i] = enti_tie_span(&r->ties[i].tie);
  ent_status status = ent_tie_steps(spans, r->n_ties, ENT_TIES_K, c->arena, &start, &steps, &n, err);
  if (status != ENT_OK)
    return status;
  enti_json_real(out, "before_steps", start.value);
  enti_json_key(out, "steps");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < n; i++) {
    const ent_tie_step *s = &steps[i];
    enti_json_item(out);
    ent_buf_char(out, '{');
    enti_json_date(out, "day", (ent_date){s->day, ENT_DATE_DAY});
    const ent_dyad_tie *tie = &r->ties[s->tie].tie; /* its own dates: a span that makes room for the next one is finer than they are */
    enti_json_date(out, "date", s->begins ? tie->start : tie->end);
    enti_json_number(out, "tie", s->tie);
    enti_json_bool(out, "begins", s->begins);
    enti_json_real(out, "change", s->change);
    put_band(out, "after", s->after.value, s->after.lo, s->after.hi);
    ent_buf_char(out, '}');
  }
  ent_buf_char(out, ']');
  return ENT_OK;
}

typedef struct found {
  ent_closeness_result result;
  ent_turn *turns;
  size_t n_turns;
} found;

static ent_status put_result(enti_call *c, const found *f, ent_error *err)
{
  ent_buf *out = c->out;
  const ent_closeness_result *r = &f->result;
  enti_json_text(out, "corpus", r->corpus ? ent_str_of(ent_corpus_text(r->corpus)) : ENT_STR_NONE);
  enti_json_bool(out, "own", r->own);
  enti_json_text(out, "verdict", ent_str_of(ent_trend_text(r->verdict)));
  put_band(out, "change_of_events", r->events.value, r->events.lo, r->events.hi);
  put_band(out, "change_of_ties", r->tie_change.value, r->tie_change.lo, r->tie_change.hi);
  put_band(out, "change_of_votes", r->votes.value, r->votes.lo, r->votes.hi);
  put_period(out, "begin", &r->begin);
  put_period(out, "end", &r->end);
  enti_json_key(out, "periods");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < r->n_periods; i++)
    put_period(out, NULL, &r->periods[i]);
  ent_buf_char(out, ']');
  put_ties(c, r);
  put_causes(out, r->causes, r->n_causes);
  enti_json_key(out, "turns");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < f->n_turns; i++)
    put_turn(out, &f->turns[i]);
  ent_buf_char(out, ']');
  return put_steps(c, r, err);
}

/* Where nothing is known of two actors, that is the answer, and no error. */
static void put_nothing(enti_call *c, const char *why)
{
  enti_json_text(c->out, "verdict", ENT_STR("nothing known"));
  enti_json_text(c->out, "why", ent_str_of(why));
  enti_json_key(c->out, "periods");
  ent_buf_c(c->out, "[]");
  enti_json_key(c->out, "ties");
  ent_buf_c(c->out, "[]");
  enti_json_key(c->out, "causes");
  ent_buf_c(c->out, "[]");
  enti_json_key(c->out, "turns");
  ent_buf_c(c->out, "[]");
  enti_json_key(c->out, "steps");
  ent_buf_c(c->out, "[]");
}

static ent_status find(enti_call *c, ent_store *store, const ent_closeness_query *q, found *ret, ent_error *err)
{
  ent_sources sources = enti_call_sources(c);
  sources.store = store;
  ent_status status = ent_relation_closeness(&sources, q, c->arena, &ret->result, err);
  if (status == ENT_OK && (!store || q->causes)) /* of a store's events, causes are looked for among all of a month's */
    status = ent_relation_turns(&sources, &ret->result, 1, c->arena, &ret->turns, &ret->n_turns, NULL, NULL, err);
  return status;
}

static ent_status put(enti_call *c, ent_store *store, const ent_closeness_query *q, ent_error *err)
{
  found f = {0};
  ent_error why = {0};
  ent_status status = find(c, store, q, &f, &why);
  if (status == ENT_OK)
    return put_result(c, &f, err);
  else if (status == ENT_ENOTFOUND)
    put_nothing(c, why.message);
  else
    return ent_fail(err, status, ENT_NO_OFFSET, "%s", why.message);
  return ENT_OK;
}

/* Twice: with all that the store holds, over the months that its events span; and from the reference base alone
 * ("by_ties"), over all the years that ties tell of. */
ent_status enti_answer_closeness(enti_call *c, ent_error *err)
{
  enum { A, B, FROM, TO, BY, CAUSES, STORE };
  const enti_value *v = c->v;
  ent_closeness_query q = {.parties = {{&v[A].text, 1}, {&v[B].text, 1}}, .from = v[FROM].date, .to = v[TO].date,
                           .by_month = v[BY].number == 1, .votes = true, .causes = v[CAUSES].number == 1};
  if (ent_str_eq(v[A].text, v[B].text))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "two different actors, please");
  if (ent_date_known(q.from) && ent_date_known(q.to) && ent_date_last(q.to) < q.from.day)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the period ends before it begins");
  enti_json_actor(c, "a", v[A].text);
  enti_json_actor(c, "b", v[B].text);
  ent_status status = ENT_OK;
  if (v[STORE].number)
    status = put(c, c->store, &q, err);
  else
    put_nothing(c, "the store was not asked");
  if (status != ENT_OK)
    return status;
  enti_json_key(c->out, "by_ties");
  ent_buf_char(c->out, '{');
  status = put(c, NULL, &q, err);
  ent_buf_char(c->out, '}');
  return status;
}
