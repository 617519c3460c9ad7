/* Claims, documents and contradictions: every one with the sentence that it stands on. */
#include "serve/api.h"

static ent_status no_store(ent_error *err)
{
  return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "there is no store yet: `entente add` makes one from articles");
}

/* A list without a store is empty, and no error: the reference base still answers. */
static ent_status put_claims(enti_call *c, const ent_browse_query *q, ent_error *err)
{
  const ent_browse_claim *claims = NULL;
  size_t n = 0, total = 0;
  ent_status status = c->store ? ent_browse_claims(c->store, q, c->arena, &claims, &n, &total, err) : ENT_OK;
  if (status != ENT_OK)
    return status;
  enti_json_key(c->out, "claims");
  ent_buf_char(c->out, '[');
  for (size_t i = 0; i < n; i++)
    enti_json_claim(c, &claims[i]);
  ent_buf_char(c->out, ']');
  enti_json_number(c->out, "total", total);
  enti_json_number(c->out, "offset", q->offset);
  return ENT_OK;
}

ent_status enti_answer_claims(enti_call *c, ent_error *err)
{
  enum { A, B, KIND, CODE, FROM, TO, DOCUMENT, ORDER, OFFSET, LIMIT };
  const enti_value *v = c->v;
  return put_claims(c, &(ent_browse_query){.actor = v[A].text, .other = v[B].text, .kind = v[KIND].text, .code = v[CODE].text,
                                           .document = v[DOCUMENT].text, .from = v[FROM].date, .to = v[TO].date,
                                           .newest_first = v[ORDER].number == 1, .offset = (size_t)v[OFFSET].number,
                                           .limit = (size_t)v[LIMIT].number}, err);
}

/* ---- a document ------------------------------------------------------------------------------------------------------- */

#define WHOLE ((size_t)400 << 10) /* a longer text is shown in pieces of this size */

/* The piece of the text that holds byte `at`, cut at characters. */
static void choose_piece(ent_str text, size_t at, size_t *ret_from, size_t *ret_to)
{
  size_t from = text.n <= WHOLE || at < WHOLE / 2 ? 0 : at - WHOLE / 2;
  if (text.n > WHOLE && from > text.n - WHOLE)
    from = text.n - WHOLE;
  size_t to = text.n - from < WHOLE ? text.n : from + WHOLE;
  while (from < to && ((unsigned char)text.p[from] & 0xc0) == 0x80)
    from++;
  while (to < text.n && to > from && ((unsigned char)text.p[to] & 0xc0) == 0x80)
    to--;
  *ret_from = from;
  *ret_to = to;
}

ent_status enti_answer_document(enti_call *c, ent_error *err)
{
  enum { ID, AT };
  ent_browse_document d;
  if (!c->store)
    return no_store(err);
  ent_status status = ent_browse_document_of(c->store, c->v[ID].text, c->arena, &d, err);
  if (status != ENT_OK)
    return status;
  size_t from, to;
  choose_piece(d.text, (size_t)c->v[AT].number < d.text.n ? (size_t)c->v[AT].number : d.text.n, &from, &to);
  ent_buf *out = c->out;
  enti_json_text(out, "id", d.hash);
  enti_json_text(out, "title", d.title);
  enti_json_text(out, "publisher", d.publisher);
  enti_json_text(out, "published", d.published);
  enti_json_text(out, "date_basis", d.basis);
  enti_json_text(out, "language", d.language);
  enti_json_text(out, "name", d.name);
  enti_json_text(out, "url", d.url);
  enti_json_number(out, "copies", d.copies);
  enti_json_number(out, "bytes", d.text.n);
  enti_json_number(out, "from", from);
  enti_json_number(out, "to", to);
  enti_json_text(out, "text", ent_str_slice(d.text, from, to));
  return put_claims(c, &(ent_browse_query){.document = d.hash, .limit = 2000}, err);
}

/* ---- contradictions ------------------------------------------------------------------------------------------------------ */

static bool takes_part(const ent_conflict *k, ent_str id)
{
  ent_str ids = k->target, one;
  if (!id.n || ent_str_eq(k->source, id))
    return true;
  while (ids.n && ent_str_split(&ids, ';', &one))
    if (ent_str_eq(one, id))
      return true;
  return false;
}

#define TOLD 5 /* claims of each side; the others are counted */

static void put_side(ent_buf *out, const char *name, ent_str said, const ent_step_claim *claims, size_t n, size_t support)
{
  enti_json_key(out, name);
  ent_buf_char(out, '{');
  enti_json_text(out, "said", said);
  enti_json_number(out, "support", support);
  enti_json_number(out, "claims_total", n);
  enti_json_key(out, "claims");
  ent_buf_char(out, '[');
  for (size_t i = 0; i < n && i < TOLD; i++)
    enti_json_step_claim(out, &claims[i]);
  ent_buf_c(out, "]}");
}

static void put_conflict(ent_buf *out, const ent_conflict *k)
{
  enti_json_item(out);
  ent_buf_char(out, '{');
  enti_json_text(out, "family", k->family);
  enti_json_list(out, "source", k->source);
  enti_json_list(out, "target", k->target);
  enti_json_text(out, "why", ent_str_of(k->why));
  put_side(out, "a", k->said_a, k->a, k->n_a, k->support_a);
  put_side(out, "b", k->said_b, k->b, k->n_b, k->support_b);
  enti_json_text(out, "reference", k->reference);
  enti_json_list(out, "reference_sources", k->reference_source);
  ent_buf_char(out, '}');
}

/* What documents say against the reference base, and what they say against each other. */
ent_status enti_answer_contradictions(enti_call *c, ent_error *err)
{
  enum { A, B, OFFSET, LIMIT };
  const ent_conflict *conflicts = NULL;
  size_t n = 0, total = 0, put = 0, offset = (size_t)c->v[OFFSET].number, limit = (size_t)c->v[LIMIT].number;
  ent_status status = put_claims(c, &(ent_browse_query){.actor = c->v[A].text, .other = c->v[B].text,
                                                        .kind = ENT_STR("contradiction"), .newest_first = true,
                                                        .offset = offset, .limit = limit}, err);
  if (status == ENT_OK && c->store)
    status = ent_store_conflicts(c->store, ent_reader_reference(c->reader), c->arena, &conflicts, &n, err);
  if (status != ENT_OK)
    return status;
  enti_json_key(c->out, "conflicts");
  ent_buf_char(c->out, '[');
  for (size_t i = 0; i < n; i++) {
    if (!takes_part(&conflicts[i], c->v[A].text) || !takes_part(&conflicts[i], c->v[B].text))
      continue;
    if (total++ < offset || put == limit)
      continue;
    put_conflict(c->out, &conflicts[i]);
    put++;
  }
  ent_buf_char(c->out, ']');
  enti_json_number(c->out, "conflicts_total", total);
  return ENT_OK;
}
