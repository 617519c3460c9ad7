/* The account of a document for a person at a terminal: actors, then the claims kind by kind in order of date, each
 * with its sentence, verbatim, and the bytes at which it stands. */
#include <entente/view.h>

#include "view/print.h"

#include "base/fault.h"

#include <string.h>

/* ---- actors ---------------------------------------------------------------------------------------------------- */

typedef struct tally {
  ent_str id;
  size_t mentions;
} tally;

static bool is_shown(const ent_mention *m)
{
  return !(m->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED | ENT_MENTION_AMBIGUOUS));
}

static size_t count_actor(tally *tallies, size_t n, ent_str id)
{
  size_t i = 0;
  while (i < n && !ent_str_eq(tallies[i].id, id))
    i++;
  tallies[i].id = id;
  tallies[i].mentions++;
  return i == n ? n + 1 : n;
}

static size_t count_actors(const ent_document *doc, tally *tallies)
{
  size_t n = 0;
  for (size_t i = 0; i < doc->n_mentions; i++)
    for (uint32_t j = 0; is_shown(&doc->mentions[i]) && j < doc->mentions[i].n_actors; j++)
      n = count_actor(tallies, n, doc->mentions[i].actors[j].id);
  return n;
}

/* For qsort: most mentioned first, then by id. */
static int by_mentions(const void *a, const void *b)
{
  const tally *x = a, *y = b;
  if (x->mentions != y->mentions)
    return x->mentions > y->mentions ? -1 : 1;
  return ent_str_cmp(x->id, y->id);
}

static void put_actors(const enti_printer *p, const ent_document *doc)
{
  size_t room = 0;
  for (size_t i = 0; i < doc->n_mentions; i++)
    room += doc->mentions[i].n_actors;
  tally *tallies = enti_calloc(room + 1, sizeof *tallies);
  if (!tallies) {
    p->out->failed = true;
    return;
  }
  size_t n = count_actors(doc, tallies);
  qsort(tallies, n, sizeof *tallies, by_mentions);
  if (n)
    enti_print_heading(p, "Actors");
  for (size_t i = 0; i < n; i++) {
    ent_buf_printf(p->out, "  %-16.*s ", ENT_STR_ARG(tallies[i].id));
    enti_print_actor(p, tallies[i].id);
    ent_buf_printf(p->out, ", %zu %s\n", tallies[i].mentions, tallies[i].mentions == 1 ? "mention" : "mentions");
  }
  free(tallies);
}

/* ---- claims ---------------------------------------------------------------------------------------------------- */

static void put_side(const enti_printer *p, const ent_actor_ref *actors, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (i)
      ent_buf_c(p->out, i + 1 == n ? " and " : ", ");
    enti_print_actor(p, actors[i].id);
  }
}

static void put_named(const enti_printer *p, const char *before, ent_str text, const char *after)
{
  ent_buf_c(p->out, before);
  enti_print_inline(p, text);
  ent_buf_c(p->out, after);
}

static void put_details(const enti_printer *p, const ent_claim *c)
{
  if (c->object.n)
    put_named(p, ", \"", c->object, "\"");
  for (size_t i = 0; i < c->n_issues; i++)
    put_named(p, i ? ", " : " [", c->issues[i], i + 1 == c->n_issues ? "]" : "");
  enti_print_modality(p, ent_str_of(ent_modality_text(c->modality)));
  if (c->attributed.n)
    put_named(p, ", says ", enti_print_name_of(p, c->attributed), "");
}

/* What the text says and what is known, each on lines of its own. */
static void put_correction(const enti_printer *p, const ent_claim *c)
{
  ent_buf text = ENT_BUF_INIT(1 << 16);
  ent_buf_printf(&text, "the text says: %.*s", ENT_STR_ARG(c->value_in_text));
  enti_print_wrapped(p, ent_buf_view(&text), ENTI_PRINT_INDENT);
  ent_buf_clear(&text);
  ent_buf_printf(&text, "known: %.*s (%.*s)", ENT_STR_ARG(c->value_reference), ENT_STR_ARG(c->ref_source));
  enti_print_wrapped(p, ent_buf_view(&text), ENTI_PRINT_INDENT);
  p->out->failed |= text.failed;
  ent_buf_done(&text);
}

static void put_claim(const enti_printer *p, const ent_document *doc, const ent_claim *c)
{
  char from[16], to[16];
  enti_print_when(p, c->kind, ent_str_of(ent_modality_text(c->modality)), ent_str_of(ent_date_format(c->from, from)),
                  ent_str_of(ent_date_format(c->to, to)));
  enti_print_code(p, c->code, c->mode);
  put_side(p, c->source, c->n_source);
  if (c->n_target) {
    ent_buf_c(p->out, p->style->ascii ? " -> " : " → ");
    put_side(p, c->target, c->n_target);
  }
  put_details(p, c);
  ent_buf_char(p->out, '\n');
  if (c->kind == ENT_CONTRADICTION)
    put_correction(p, c);
  enti_print_quote(p, ent_str_slice(doc->text, c->start, c->end));
  enti_print_indent(p);
  ent_buf_printf(p->out, "[bytes %llu-%llu]\n", (unsigned long long)ent_document_original(doc, c->start),
                 (unsigned long long)ent_document_original(doc, c->end));
}

/* For qsort: by date, then as found (claims lie in one array, so their addresses are their order). */
static int by_date(const void *a, const void *b)
{
  const ent_claim *x = *(const ent_claim *const *)a, *y = *(const ent_claim *const *)b;
  ent_date dx = ent_date_known(x->from) ? x->from : x->to, dy = ent_date_known(y->from) ? y->from : y->to;
  int order = ent_date_cmp(dx, dy);
  return order ? order : (x > y) - (x < y);
}

static void put_section(const enti_printer *p, const ent_document *doc, const char *title, unsigned kinds,
                        const ent_claim **room)
{
  size_t n = 0;
  for (size_t i = 0; i < doc->n_claims; i++)
    if (kinds & 1u << doc->claims[i].kind)
      room[n++] = &doc->claims[i];
  if (!n)
    return;
  qsort(room, n, sizeof *room, by_date);
  enti_print_heading(p, title);
  for (size_t i = 0; i < n; i++)
    put_claim(p, doc, room[i]);
}

static void put_claims(const enti_printer *p, const ent_document *doc)
{
  if (!doc->n_claims) {
    ent_buf_c(p->out, "\nNothing that Entente records was found in this text.\n");
    return;
  }
  const ent_claim **room = enti_calloc(doc->n_claims, sizeof *room);
  if (!room) {
    p->out->failed = true;
    return;
  }
  put_section(p, doc, "Ties and statuses", 1u << ENT_TIE | 1u << ENT_STATUS, room);
  put_section(p, doc, "Events", 1u << ENT_EVENT, room);
  put_section(p, doc, "Threats, intents, causes", 1u << ENT_THREAT | 1u << ENT_INTENT | 1u << ENT_CAUSE, room);
  put_section(p, doc, "Assessments", 1u << ENT_ASSESSMENT, room);
  put_section(p, doc, "Contradictions to what is known", 1u << ENT_CONTRADICTION, room);
  free(room);
}

static void put_head(const enti_printer *p, const ent_document *doc)
{
  char date[16];
  ent_date_format(doc->date, date);
  enti_print_bold(p, doc->title.n ? doc->title : doc->id);
  ent_buf_printf(p->out, "%s", *date ? date : "undated");
  if (doc->date_basis == ENT_BASIS_FILE)
    ent_buf_c(p->out, " (only the file's date: not relied upon)");
  if (doc->source.n)
    put_named(p, ", ", doc->source, "");
  put_named(p, "  (", doc->path, "");
  ent_buf_printf(p->out, ", %zu sentences)\n", doc->n_sentences);
}

void ent_view_account(const ent_document *doc, const ent_actors *actors, const ent_view_style *style, ent_buf *out)
{
  enti_printer p = {actors, style, out, doc->date};
  put_head(&p, doc);
  put_actors(&p, doc);
  put_claims(&p, doc);
  ent_buf_char(out, '\n');
}
