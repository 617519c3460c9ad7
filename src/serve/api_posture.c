/* On whom an actor relies, as room `relation` finds it: from the reference base, and from loaded data. */
#include "serve/api.h"

#include <math.h>

#define YEARS 220

/* ---- the reference base -------------------------------------------------------------------------------------------------- */

static void put_year(enti_call *c, long year, const ent_standing *s)
{
  ent_buf *out = c->out;
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_signed(out, "year", year);
  enti_json_number(out, "n_ties", s->pillars.n_ties);
  enti_json_number(out, "n_partners", s->n_partners);
  enti_json_real(out, "effective", s->pillars.posture.effective);
  enti_json_real(out, "top_share", s->pillars.posture.top_share);
  enti_json_real(out, "shift", s->pillars.shift);
  enti_json_key(out, "partners");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < s->n_partners; i++) {
    enti_json_item(out);
    ent_buf_char(out, '{');
    enti_json_text(out, "id", s->partners[i].partner);
    enti_json_real(out, "weight", s->partners[i].weight);
    enti_json_real(out, "share", s->partners[i].share);
    ent_buf_char(out, '}');
  }
  ent_buf_c(out, "]}");
}

/* Names of all partners, each once: years apart have mostly the same ones, so that a look back at the year before is
 * enough to leave most out, and one who comes again is told again. */
static void put_names(enti_call *c, const ent_standing *years, size_t n)
{
  enti_json_key(c->out, "names");
  ent_buf_char(c->out, '[');
  for (size_t y = 0; y < n; y++)
    for (size_t i = 0; i < years[y].n_partners; i++) {
      bool known = false;
      for (size_t k = 0; y && k < years[y - 1].n_partners && !known; k++)
        known = ent_str_eq(years[y].partners[i].partner, years[y - 1].partners[k].partner);
      if (!known)
        enti_json_actor(c, NULL, years[y].partners[i].partner);
    }
  ent_buf_char(c->out, ']');
}

static ent_status put_standing(enti_call *c, ent_str self, long from, long to, ent_error *err)
{
  size_t n = (size_t)(to - from + 1);
  ent_sources sources = enti_call_sources(c);
  ent_standing *years;
  ent_date *dates = ent_arena_array(c->arena, n, sizeof *dates);
  if (!dates)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n; i++)
    dates[i] = ent_date_make((int)from + (int)i, 0, 0);
  ent_status status = ent_relation_standing(&sources, self, dates, n, c->arena, &years, err);
  if (status != ENT_OK)
    return status;
  enti_json_key(c->out, "years");
  ent_buf_char(c->out, '[');
  for (size_t i = 0; i < n; i++)
    put_year(c, from + (long)i, &years[i]);
  ent_buf_char(c->out, ']');
  put_names(c, years, n);
  return ENT_OK;
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
  if (to < from || to - from >= YEARS)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "from … to must be 1 to %d years", YEARS);
  enti_json_actor(c, "actor", c->v[A].text);
  ent_status status = put_standing(c, c->v[A].text, from, to, err);
  return status == ENT_OK ? put_data(c, c->v[A].text, from, to, err) : status;
}
