/* Why a document's sentences got their codes, for people: each sentence that names an actor, what was coded in it, and
 * the reasons. */
#include <entente/view.h>

#include "view/print.h"

#include <string.h>

#define TOPIC_WIDTH 12 /* columns of "    pattern   " */

static bool names_actor(const ent_document *doc, const ent_sentence *s)
{
  for (uint32_t k = 0; doc->mention_of && k < s->n; k++) {
    uint32_t m = doc->mention_of[s->first + k];
    if (m < doc->n_mentions && doc->mentions[m].n_actors)
      return true;
  }
  return false;
}

/* One line of text behind its topic, wrapped below itself. */
static void put_line(const enti_printer *p, const char *topic, ent_str text)
{
  size_t at = p->out->n;
  enti_print_wrapped(p, text, TOPIC_WIDTH);
  size_t n = strlen(topic);
  if (!p->out->failed && p->out->n > at + TOPIC_WIDTH && n <= TOPIC_WIDTH - 3)
    memcpy(p->out->p + at + 2, topic, n); /* over the blanks of the first line */
}

static void put_reason(const enti_printer *p, const ent_reason *reason)
{
  ent_str rest = reason->text, line;
  for (bool first = true; rest.n && ent_str_split(&rest, '\n', &line); first = false)
    if (ent_str_trim(line).n)
      put_line(p, first ? reason->topic : "", line);
}

static void put_side(const enti_printer *p, const ent_actor_ref *actors, size_t n)
{
  for (size_t i = 0; i < n; i++)
    ent_buf_printf(p->out, "%s%.*s%s%.*s", i ? "," : "", ENT_STR_ARG(actors[i].id), actors[i].sector.n ? "." : "",
                   ENT_STR_ARG(actors[i].sector));
}

static void put_claim(const enti_printer *p, const ent_claim *c, const ent_explanation *why)
{
  char from[16];
  ent_buf_c(p->out, "\n  ");
  if (c->kind != ENT_EVENT)
    ent_buf_printf(p->out, "%s ", ent_claim_kind_text(c->kind));
  enti_print_code(p, c->code, c->mode);
  put_side(p, c->source, c->n_source);
  ent_buf_c(p->out, c->mutual ? " - " : " > ");
  put_side(p, c->target, c->n_target);
  ent_buf_printf(p->out, "  %s", ent_modality_text(c->modality));
  if (*ent_date_format(c->from, from))
    ent_buf_printf(p->out, "  %s", from);
  if (c->cameo.n)
    ent_buf_printf(p->out, "  CAMEO %.*s", ENT_STR_ARG(c->cameo));
  unsigned hundredths = c->confidence <= 0 ? 0 : (unsigned)((double)c->confidence * 100 + 0.5);
  ent_buf_printf(p->out, "  confidence %u.%02u\n", hundredths / 100, hundredths % 100);
  for (size_t i = 0; i < why->n; i++)
    put_reason(p, &why->reasons[i]);
}

/* Nothing is coded: who is named at least. */
static void put_nothing(const enti_printer *p, const ent_document *doc, const ent_sentence *s)
{
  uint32_t last = ENT_NONE;
  ent_buf_c(p->out, "\n  nothing: no pattern applies; actors:");
  for (uint32_t k = 0; k < s->n && k < 400; k++) {
    uint32_t m = doc->mention_of[s->first + k];
    if (m == last || m >= doc->n_mentions || !doc->mentions[m].n_actors)
      continue;
    last = m;
    ent_buf_char(p->out, ' ');
    put_side(p, doc->mentions[m].actors, doc->mentions[m].n_actors);
    ent_buf_printf(p->out, "%s", doc->mentions[m].flags & ENT_MENTION_PLACE ? " (a place)" : doc->mentions[m].flags & ENT_MENTION_NOT_ACTOR ? " (no actor)" : "");
  }
  ent_buf_char(p->out, '\n');
}

void ent_view_explanation(const ent_document *doc, const ent_explanation *why, const ent_view_style *style, ent_buf *out)
{
  const enti_printer p = {NULL, style, out, ent_document_day(doc)};
  enti_print_bold(&p, doc->title.n ? doc->title : doc->id);
  for (size_t s = 0, i = 0; s < doc->n_sentences; s++) {
    const ent_sentence *sentence = &doc->sentences[s];
    size_t first = i;
    while (i < doc->n_claims && doc->claims[i].sentence <= s)
      i++;
    if (i == first && (sentence->kind != ENT_SENTENCE_BODY || !names_actor(doc, sentence)))
      continue;
    ent_buf_char(out, '\n');
    enti_print_wrapped(&p, ent_str_slice(doc->text, sentence->start, sentence->end), 0);
    for (size_t k = first; k < i; k++)
      put_claim(&p, &doc->claims[k], &why[k]);
    if (i == first)
      put_nothing(&p, doc, sentence);
  }
  ent_buf_char(out, '\n');
}
