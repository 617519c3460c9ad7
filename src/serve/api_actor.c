/* Actors and facts: what the tables know. */
#include "serve/api.h"

ent_status enti_answer_actor(enti_call *c, ent_error *err)
{
  ent_actor_info a;
  if (!ent_actors_info(ent_reader_actors(c->reader), c->v[0].text, c->v[1].date, &a))
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "no actor has the id \"%.*s\"", ENT_STR_ARG(c->v[0].text));
  ent_buf *out = c->out;
  enti_json_text(out, "id", a.id);
  enti_json_text(out, "name", a.name);
  enti_json_text(out, "kind", a.kind);
  enti_json_date(out, "start", a.start);
  enti_json_date(out, "end", a.end);
  enti_json_text(out, "country", a.country);
  enti_json_text(out, "parent", a.parent);
  enti_json_key(out, "codes");
  ent_buf_char(out, '{');
  const struct { const char *name; ent_str code; } codes[] = {{"iso2", a.iso2}, {"iso3", a.iso3}, {"isonum", a.isonum},
                                                              {"cowabb", a.cowabb}, {"cow", a.cow}, {"gw", a.gw},
                                                              {"cameo", a.cameo}, {"fips", a.fips}};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    enti_json_text_if(out, codes[i].name, codes[i].code);
  ent_buf_char(out, '}');
  return ENT_OK;
}

/* Starts within the period asked for, or has not ended before it. */
static bool overlaps(const ent_fact *f, ent_date from, ent_date to)
{
  if (ent_date_known(to) && ent_date_known(f->start) && f->start.day > ent_date_last(to))
    return false;
  return !ent_date_known(from) || !ent_date_known(f->end) || ent_date_last(f->end) >= from.day;
}

static bool names(const ent_fact *f, ent_str id)
{
  ent_str ids = f->subject, one;
  while (ids.n && ent_str_split(&ids, ';', &one))
    if (ent_str_eq(one, id))
      return true;
  return ent_str_eq(f->object, id);
}

ent_status enti_answer_facts(enti_call *c, ent_error *err)
{
  enum { A, B, FROM, TO, OFFSET, LIMIT };
  const ent_reference *reference = ent_reader_reference(c->reader);
  size_t n, total = 0, put = 0;
  const uint32_t *facts = ent_reference_of(reference, c->v[A].text, &n);
  (void)err;
  enti_json_key(c->out, "facts");
  ent_buf_char(c->out, '[');
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(reference, facts[i]);
    if (!overlaps(&f, c->v[FROM].date, c->v[TO].date) || (c->v[B].given && !names(&f, c->v[B].text)))
      continue;
    if (total++ < (size_t)c->v[OFFSET].number || put == (size_t)c->v[LIMIT].number)
      continue;
    enti_json_fact(c, &f);
    put++;
  }
  ent_buf_char(c->out, ']');
  enti_json_number(c->out, "total", total);
  return ENT_OK;
}

ent_status enti_answer_sources(enti_call *c, ent_error *err)
{
  const ent_reference *reference = ent_reader_reference(c->reader);
  (void)err;
  enti_json_key(c->out, "sources");
  ent_buf_char(c->out, '[');
  for (size_t i = 0; i < ent_reference_sources(reference); i++) {
    ent_fact_source s = ent_reference_source(reference, i);
    enti_json_item(c->out);
    ent_buf_char(c->out, '{');
    enti_json_text(c->out, "key", s.key);
    enti_json_text(c->out, "title", s.title);
    enti_json_text(c->out, "url", s.url);
    ent_buf_char(c->out, '}');
  }
  ent_buf_char(c->out, ']');
  return ENT_OK;
}
