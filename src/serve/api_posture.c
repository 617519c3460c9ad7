/* On whom an actor relies: the ties that stood in each year, partner by partner, and what room `relation` finds in
 * loaded data. */
#include "serve/api.h"

#include "base/vec.h"

#include <math.h>

#define PARTNERS 400
#define YEARS 220

typedef struct posture {
  ent_str self;
  ent_str partners[PARTNERS];
  size_t n;
  double *counts; /* years × PARTNERS: standing ties */
} posture;

static size_t place_of(posture *p, ent_str id)
{
  size_t i = 0;
  while (i < p->n && !ent_str_eq(p->partners[i], id))
    i++;
  if (i == p->n && p->n < PARTNERS)
    p->partners[p->n++] = id;
  return i;
}

static void count_ids(posture *p, const ent_tie *t, ent_str ids, long from, long to)
{
  ent_str one;
  while (ids.n && ent_str_split(&ids, ';', &one)) {
    size_t i = one.n && !ent_str_eq(one, p->self) ? place_of(p, one) : PARTNERS;
    for (long year = from; i < PARTNERS && year <= to; year++)
      if (ent_tie_stood(t, ent_date_make((int)year, 0, 0)) == 1)
        p->counts[(size_t)(year - from) * PARTNERS + i] += 1;
  }
}

static void put_partners(enti_call *c, const posture *p, const double *row)
{
  ent_buf *out = c->out;
  enti_json_key(out, "partners");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < p->n; i++)
    if (row[i] > 0) {
      enti_json_item(out);
      ent_buf_char(out, '{');
      enti_json_text(out, "id", p->partners[i]);
      enti_json_number(out, "ties", (uint64_t)row[i]);
      ent_buf_char(out, '}');
    }
  ent_buf_char(out, ']');
}

static ent_status put_year(enti_call *c, const posture *p, long year, const double *row, ent_error *err)
{
  ent_posture found;
  ent_status status = ent_posture_of(row, p->n, &found, err);
  if (status != ENT_OK)
    return status;
  enti_json_item(c->out);
  ent_buf_char(c->out, '{');
  enti_json_signed(c->out, "year", year);
  enti_json_number(c->out, "n_partners", found.n_weighed);
  enti_json_real(c->out, "effective", found.effective);
  enti_json_real(c->out, "top_share", found.top_share);
  put_partners(c, p, row);
  ent_buf_char(c->out, '}');
  return ENT_OK;
}

static ent_status put_ties(enti_call *c, posture *p, long from, long to, ent_error *err)
{
  ent_timeline t;
  ent_status status = ent_timeline_read(c->store, ent_reader_reference(c->reader), &(ent_timeline_query){.actor = p->self},
                                        c->arena, &t, err);
  for (size_t i = 0; i < t.n && status == ENT_OK; i++)
    if (enti_tie_binds(&t.ties[i])) {
      count_ids(p, &t.ties[i], t.ties[i].source, from, to);
      count_ids(p, &t.ties[i], t.ties[i].target, from, to);
    }
  enti_json_key(c->out, "years");
  ent_buf_char(c->out, '[');
  for (long year = from; year <= to && status == ENT_OK; year++)
    status = put_year(c, p, year, p->counts + (size_t)(year - from) * PARTNERS, err);
  ent_buf_char(c->out, ']');
  enti_json_key(c->out, "names");
  ent_buf_char(c->out, '[');
  for (size_t i = 0; i < p->n; i++)
    enti_json_actor(c, NULL, p->partners[i]);
  ent_buf_char(c->out, ']');
  return status;
}

/* ---- loaded data --------------------------------------------------------------------------------------------------------- */

static void put_portfolio(ent_buf *out, const char *name, const ent_portfolio *p)
{
  enti_json_key(out, name);
  if (!p->known) {
    ent_buf_c(out, "null");
    return;
  }
  ent_buf_char(out, '{');
  enti_json_number(out, "n", p->n);
  enti_json_real(out, "effective", p->weighed.effective);
  enti_json_real(out, "hhi", p->weighed.hhi);
  enti_json_real(out, "top_share", p->weighed.top_share);
  enti_json_real(out, "shift", p->shift);
  ent_buf_char(out, '}');
}

static ent_status put_loaded(void *context, const ent_posture_year *y, ent_error *err)
{
  enti_call *c = context;
  (void)err;
  enti_json_item(c->out);
  ent_buf_char(c->out, '{');
  enti_json_signed(c->out, "year", y->year);
  put_portfolio(c->out, "alliances", &y->any);
  put_portfolio(c->out, "defense", &y->defense);
  put_portfolio(c->out, "organisations", &y->igo);
  put_portfolio(c->out, "trade", &y->trade);
  ent_buf_char(c->out, '}');
  return ENT_OK;
}

static ent_status put_data(enti_call *c, ent_str self, long from, long to, ent_error *err)
{
  ent_sources sources = enti_call_sources(c);
  ent_state state = {-1, self};
  ent_posture_query q = {&state, 1, (int32_t)from, (int32_t)to, ENT_CODES_ID};
  int32_t last = 0;
  ent_error why = {0};
  enti_json_key(c->out, "loaded");
  ent_buf_char(c->out, '[');
  size_t before = c->out->n;
  ent_status status = c->store ? ent_relation_posture(&sources, &q, put_loaded, c, &last, &why) : ENT_ENOTFOUND;
  if (status != ENT_OK)
    c->out->n = before;
  ent_buf_char(c->out, ']');
  /* an organisation has no alliances, and a store may have none: both are an empty list */
  return status == ENT_OK || status == ENT_ENOTFOUND || status == ENT_EUSAGE ? ENT_OK
                                                                           : ent_fail(err, status, ENT_NO_OFFSET, "%s", why.message);
}

ent_status enti_answer_posture(enti_call *c, ent_error *err)
{
  enum { A, FROM, TO };
  long from = c->v[FROM].number, to = c->v[TO].number;
  posture *p = ent_arena_alloc(c->arena, sizeof *p);
  if (to < from || to - from >= YEARS)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "from … to must be 1 to %d years", YEARS);
  if (p)
    p->counts = ent_arena_array(c->arena, (size_t)(to - from + 1) * PARTNERS, sizeof *p->counts);
  if (!p || !p->counts)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  p->self = c->v[A].text;
  enti_json_actor(c, "actor", p->self);
  ent_status status = put_ties(c, p, from, to, err);
  return status == ENT_OK ? put_data(c, p->self, from, to, err) : status;
}
