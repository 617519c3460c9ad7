/* Networks: an actor with its partners and the ties among them (of a day, from the reference base), and the measured
 * network of alliances of a year (of loaded data). */
#include "serve/api.h"

#include <math.h>

#define NODES 60 /* partners that are drawn at most */

typedef struct ego {
  ent_str ids[NODES + 1];
  size_t n;
  unsigned edges[NODES + 1][NODES + 1]; /* standing ties between two, i < j */
} ego;

static size_t place_of(const ego *e, ent_str id)
{
  size_t i = 0;
  while (i < e->n && !ent_str_eq(e->ids[i], id))
    i++;
  return i;
}

static void add_node(ego *e, ent_str ids)
{
  ent_str one;
  while (ids.n && ent_str_split(&ids, ';', &one))
    if (one.n && e->n <= NODES && place_of(e, one) == e->n)
      e->ids[e->n++] = one;
}

/* A tie of several joins its source to each of them, as the treaty of many does its parties. */
static void add_edges(ego *e, const ent_tie *t)
{
  ent_str sources = t->source, s;
  while (sources.n && ent_str_split(&sources, ';', &s)) {
    ent_str targets = t->target, o;
    size_t i = place_of(e, s);
    while (i < e->n && targets.n && ent_str_split(&targets, ';', &o)) {
      size_t k = place_of(e, o);
      if (k < e->n && k != i)
        e->edges[i < k ? i : k][i < k ? k : i]++;
    }
  }
}

static bool stands(const ent_tie *t, ent_date on)
{
  return enti_tie_binds(t) && (ent_date_known(on) ? ent_tie_stood(t, on) == 1 : !ent_date_known(t->end));
}

static bool in_force(const ent_dyad_tie *t, ent_date on)
{
  if (!ent_date_known(on))
    return !ent_date_known(t->end);
  return (!ent_date_known(t->start) || t->start.day <= ent_date_last(on)) && (!ent_date_known(t->end) || t->end.day > on.day);
}

/* Marks the nodes that a fact names beside node i. */
static void mark_named(const ego *e, size_t i, ent_str ids, bool *named)
{
  ent_str one;
  while (ids.n && ent_str_split(&ids, ';', &one)) {
    size_t k = place_of(e, one);
    if (k < e->n && k > i)
      named[k] = true;
  }
}

/* What binds two directly, not that both are members of something. */
static ent_status add_pair(enti_call *c, ego *e, size_t i, size_t k, ent_date on, ent_error *err)
{
  ent_dyad_tie *ties;
  size_t n;
  ent_status status = ent_dyad_ties(ent_reader_reference(c->reader), e->ids[i], e->ids[k], c->arena, &ties, &n, err);
  for (size_t t = 0; status == ENT_OK && t < n; t++)
    e->edges[i][k] += ties[t].weight >= 1 && !ties[t].shared.n && in_force(&ties[t], on);
  return status;
}

/* Ties among partners: asked for only where some fact names both. */
static ent_status add_partners(enti_call *c, ego *e, ent_date on, ent_error *err)
{
  const ent_reference *reference = ent_reader_reference(c->reader);
  ent_status status = ENT_OK;
  for (size_t i = 1; i < e->n; i++) {
    bool named[NODES + 1] = {false};
    size_t n;
    const uint32_t *facts = ent_reference_of(reference, e->ids[i], &n);
    for (size_t f = 0; f < n; f++) {
      ent_fact fact = ent_reference_fact(reference, facts[f]);
      mark_named(e, i, fact.subject, named);
      mark_named(e, i, fact.object, named);
    }
    for (size_t k = i + 1; k < e->n && status == ENT_OK; k++)
      if (named[k])
        status = add_pair(c, e, i, k, on, err);
  }
  return status;
}

static ent_status read_ego(enti_call *c, ent_str self, ent_date on, ego *e, ent_error *err)
{
  ent_timeline t;
  const ent_reference *reference = ent_reader_reference(c->reader);
  ent_status status = ent_timeline_read(c->store, reference, &(ent_timeline_query){.actor = self}, c->arena, &t, err);
  if (status != ENT_OK)
    return status;
  add_node(e, self);
  for (size_t i = 0; i < t.n; i++)
    if (stands(&t.ties[i], on)) {
      add_node(e, t.ties[i].source);
      add_node(e, t.ties[i].target);
    }
  for (size_t i = 0; i < t.n; i++)
    if (stands(&t.ties[i], on))
      add_edges(e, &t.ties[i]);
  return add_partners(c, e, on, err);
}

ent_status enti_answer_network(enti_call *c, ent_error *err)
{
  enum { A, ON };
  ego *e = ent_arena_alloc(c->arena, sizeof *e);
  if (!e)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = read_ego(c, c->v[A].text, c->v[ON].date, e, err);
  if (status != ENT_OK)
    return status;
  enti_json_date(c->out, "on", c->v[ON].date);
  enti_json_key(c->out, "nodes");
  ent_buf_char(c->out, '[');
  for (size_t i = 0; i < e->n; i++)
    enti_json_actor(c, NULL, e->ids[i]);
  ent_buf_char(c->out, ']');
  enti_json_key(c->out, "edges");
  ent_buf_char(c->out, '[');
  for (size_t i = 0; i < e->n; i++)
    for (size_t k = i + 1; k < e->n; k++)
      if (e->edges[i][k]) {
        enti_json_item(c->out);
        ent_buf_printf(c->out, "{\"a\":%zu,\"b\":%zu,\"ties\":%u}", i, k, e->edges[i][k]);
      }
  ent_buf_char(c->out, ']');
  return ENT_OK;
}

/* ---- alliances ---------------------------------------------------------------------------------------------------------- */

static void put_alliance_node(enti_call *c, const ent_alliance_network *n, size_t i)
{
  char id[24];
  const ent_network_node *v = &n->nodes[i];
  ent_buf *out = c->out;
  ent_actor_info info;
  ent_str text = ent_str_of(ent_state_text(ent_reader_actors(c->reader), ENT_CODES_ID, n->states[i], n->year, id));
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_text(out, "id", text);
  enti_json_text(out, "name", ent_actors_info(ent_reader_actors(c->reader), text, ENT_NO_DATE, &info) ? info.name : text);
  enti_json_number(out, "degree", v->degree);
  enti_json_number(out, "coreness", v->coreness);
  enti_json_number(out, "community", v->community);
  enti_json_real(out, "betweenness", v->betweenness_norm);
  enti_json_real(out, "eigenvector", v->eigenvector);
  ent_buf_char(out, '}');
}

ent_status enti_answer_alliances(enti_call *c, ent_error *err)
{
  enum { YEAR, KIND };
  ent_alliance_network n;
  ent_sources sources = enti_call_sources(c);
  if (!c->store)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "there is no store: `entente load` of ATOP makes one");
  ent_status status = ent_relation_network(&sources, (int32_t)c->v[YEAR].number,
                                           c->v[KIND].number ? ENT_PLEDGE_ANY : ENT_PLEDGE_DEFENSE, 1, c->arena, &n, err);
  if (status == ENT_EUSAGE) /* built or installed without igraph: nothing that was asked is wrong */
    return err ? err->status = ENT_ENOTFOUND : ENT_ENOTFOUND;
  if (status != ENT_OK)
    return status;
  ent_buf *out = c->out;
  enti_json_signed(out, "year", n.year);
  enti_json_key(out, "nodes");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < n.n; i++)
    put_alliance_node(c, &n, i);
  ent_buf_char(out, ']');
  enti_json_key(out, "edges");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < n.n_edges; i++) {
    enti_json_item(out);
    ent_buf_printf(out, "[%u,%u]", n.edges[2 * i], n.edges[2 * i + 1]);
  }
  ent_buf_char(out, ']');
  enti_json_real(out, "density", n.summary.density);
  enti_json_real(out, "modularity", n.summary.modularity);
  enti_json_number(out, "communities", n.summary.communities);
  return ENT_OK;
}
