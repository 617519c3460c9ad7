/* The account of a document for a person at a terminal: actors, then the claims kind by kind in order of date, each
 * with its sentence, verbatim, and the bytes at which it stands. */
#include <entente/view.h>

#include "base/fault.h"

#include <stdio.h>
#include <string.h>

#define INDENT 6u

typedef struct account {
  const ent_document *doc;
  const ent_actors *actors;
  const ent_view_style *style;
  ent_buf *out;
} account;

/* ---- words and lines ------------------------------------------------------------------------------------------ */

static const char *sgr(const account *a, const char *code)
{
  return a->style->colour ? code : "";
}

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define BLUE "\033[34m"
#define ORANGE "\033[33m"
#define OFF "\033[0m"

static void heading(const account *a, const char *text)
{
  ent_buf_printf(a->out, "\n%s%s%s\n", sgr(a, BOLD), text, sgr(a, OFF));
}

/* The next word of text (up to white space) and what is left behind it; false at the end. */
static bool next_word(ent_str *text, ent_str *ret)
{
  *text = ent_str_trim(*text);
  if (!text->n)
    return false;
  size_t n = 0;
  while (n < text->n && !strchr(" \t\r\n\v\f", text->p[n]))
    n++;
  *ret = ent_str_slice(*text, 0, n);
  *text = ent_str_slice(*text, n, text->n);
  return true;
}

/* A word of the input on a terminal: control characters would be obeyed by it. */
static void put_word(const account *a, ent_str word)
{
  char utf8[4];
  for (size_t at = 0; at < word.n;) {
    uint32_t c = ent_utf8_next(word, &at);
    if (c < 0x20 || (c >= 0x7f && c < 0xa0))
      c = a->style->ascii ? '?' : 0xFFFD;
    if (c >= 0x80 && a->style->ascii)
      ent_buf_char(a->out, '?');
    else
      ent_buf_add(a->out, utf8, ent_utf8_put(c, utf8));
  }
}

/* Text on the line, white space in it made single spaces. */
static void put_inline(const account *a, ent_str text)
{
  bool first = true;
  for (ent_str word; next_word(&text, &word); first = false) {
    if (!first)
      ent_buf_char(a->out, ' ');
    put_word(a, word);
  }
}

/* Breaks text into lines of the style's width, each behind `indent` columns. */
static void put_wrapped(const account *a, ent_str text, unsigned indent)
{
  unsigned width = a->style->width ? a->style->width : 80, column = 0;
  for (ent_str word; next_word(&text, &word);) {
    unsigned columns = (unsigned)ent_utf8_width(word);
    if (column && column + 1 + columns > width) {
      ent_buf_char(a->out, '\n');
      column = 0;
    }
    if (!column) {
      ent_buf_printf(a->out, "%*s", (int)indent, "");
      column = indent + columns;
    } else {
      ent_buf_char(a->out, ' ');
      column += 1 + columns;
    }
    put_word(a, word);
  }
  ent_buf_char(a->out, '\n');
}

/* ---- actors ------------------------------------------------------------------------------------------------------ */

static ent_str name_of(const account *a, ent_str id)
{
  ent_actor_info info;
  return a->actors && ent_actors_info(a->actors, id, a->doc->date, &info) && info.name.n ? info.name : id;
}

static void put_actors(const account *a, const ent_actor_ref *actors, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (i)
      ent_buf_c(a->out, i + 1 == n ? " and " : ", ");
    ent_buf_printf(a->out, "%s%.*s%s", sgr(a, BLUE), ENT_STR_ARG(name_of(a, actors[i].id)), sgr(a, OFF));
  }
}

typedef struct tally {
  ent_str id;
  size_t mentions;
} tally;

static bool is_shown(const ent_mention *m)
{
  return m->n_actors && !(m->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED | ENT_MENTION_AMBIGUOUS));
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

static void put_tallies(const account *a, tally *tallies, size_t n)
{
  heading(a, "Actors");
  for (size_t i = 0; i < n; i++) { /* most mentioned first; equal ones in order of appearance */
    size_t best = i;
    for (size_t j = i + 1; j < n; j++)
      if (tallies[j].mentions > tallies[best].mentions)
        best = j;
    tally t = tallies[best];
    memmove(&tallies[i + 1], &tallies[i], (best - i) * sizeof t);
    tallies[i] = t;
    ent_buf_printf(a->out, "  %s%-16.*s%s %.*s, %zu %s\n", sgr(a, BLUE), ENT_STR_ARG(t.id), sgr(a, OFF),
                   ENT_STR_ARG(name_of(a, t.id)), t.mentions, t.mentions == 1 ? "mention" : "mentions");
  }
}

static void put_actor_list(const account *a)
{
  size_t room = 0, n = 0;
  for (size_t i = 0; i < a->doc->n_mentions; i++)
    room += a->doc->mentions[i].n_actors;
  tally *tallies = room ? enti_calloc(room, sizeof *tallies) : NULL;
  if (!tallies)
    return;
  for (size_t i = 0; i < a->doc->n_mentions; i++)
    for (uint32_t j = 0; is_shown(&a->doc->mentions[i]) && j < a->doc->mentions[i].n_actors; j++)
      n = count_actor(tallies, n, a->doc->mentions[i].actors[j].id);
  if (n)
    put_tallies(a, tallies, n);
  free(tallies);
}

/* ---- claims ------------------------------------------------------------------------------------------------------ */

static void put_when(const account *a, const ent_claim *c)
{
  char from[16], to[16];
  ent_date_format(c->from, from);
  ent_date_format(c->to, to);
  bool standing = c->kind == ENT_TIE || c->kind == ENT_STATUS;
  char when[40];
  if (*from && *to && strcmp(from, to) != 0)
    snprintf(when, sizeof when, "%s .. %s", from, to);
  else if (*from && standing && c->modality == ENT_ONGOING)
    snprintf(when, sizeof when, "since %s", from);
  else if (!*from && *to)
    snprintf(when, sizeof when, "until %s", to);
  else
    snprintf(when, sizeof when, "%s", *from ? from : "undated");
  ent_buf_printf(a->out, "  %-24s ", when);
}

static void put_subject(const account *a, const ent_claim *c)
{
  put_actors(a, c->source, c->n_source);
  if (c->n_target) {
    ent_buf_c(a->out, c->n_source ? (a->style->ascii ? " -> " : " → ") : "");
    put_actors(a, c->target, c->n_target);
  }
}

static void put_named(const account *a, const char *before, ent_str text, const char *after)
{
  ent_buf_c(a->out, before);
  put_inline(a, text);
  ent_buf_c(a->out, after);
}

static void put_details(const account *a, const ent_claim *c)
{
  if (c->object.n)
    put_named(a, ", \"", c->object, "\"");
  for (size_t i = 0; i < c->n_issues; i++)
    ent_buf_printf(a->out, "%s%.*s%s", i ? ", " : " [", ENT_STR_ARG(c->issues[i]), i + 1 == c->n_issues ? "]" : "");
  if (c->modality == ENT_INTENDED || c->modality == ENT_HYPOTHETICAL || c->modality == ENT_DENIED)
    ent_buf_printf(a->out, " (%s)", ent_modality_text(c->modality));
  if (c->attributed.n)
    ent_buf_printf(a->out, ", says %.*s", ENT_STR_ARG(name_of(a, c->attributed)));
  if (c->kind == ENT_CONTRADICTION) {
    put_named(a, ": the text says ", c->value_in_text, "; known: ");
    put_named(a, "", c->value_reference, " (");
    put_named(a, "", c->ref_source, ")");
  }
}

static void put_evidence(const account *a, const ent_claim *c)
{
  ent_buf_c(a->out, sgr(a, DIM));
  put_wrapped(a, ent_str_slice(a->doc->text, c->start, c->end), INDENT);
  ent_buf_printf(a->out, "%*s[bytes %llu-%llu]%s\n", (int)INDENT, "",
                 (unsigned long long)ent_document_original(a->doc, c->start),
                 (unsigned long long)ent_document_original(a->doc, c->end), sgr(a, OFF));
}

static void put_claim(const account *a, const ent_claim *c)
{
  put_when(a, c);
  ent_buf_printf(a->out, "%s%.*s%s%s%.*s ", sgr(a, ORANGE), ENT_STR_ARG(c->code), sgr(a, OFF), c->mode.n ? "/" : "",
                 ENT_STR_ARG(c->mode));
  put_subject(a, c);
  put_details(a, c);
  ent_buf_char(a->out, '\n');
  put_evidence(a, c);
}

/* For qsort: by date, then as found (claims lie in one array, so their addresses are their order). */
static int by_date(const void *a, const void *b)
{
  const ent_claim *x = *(const ent_claim *const *)a, *y = *(const ent_claim *const *)b;
  ent_date dx = ent_date_known(x->from) ? x->from : x->to, dy = ent_date_known(y->from) ? y->from : y->to;
  int order = ent_date_cmp(dx, dy);
  return order ? order : (x > y) - (x < y);
}

static void put_section(const account *a, const char *title, unsigned kinds, const ent_claim **room)
{
  size_t n = 0;
  for (size_t i = 0; i < a->doc->n_claims; i++)
    if (kinds & 1u << a->doc->claims[i].kind)
      room[n++] = &a->doc->claims[i];
  if (!n)
    return;
  qsort(room, n, sizeof *room, by_date);
  heading(a, title);
  for (size_t i = 0; i < n; i++)
    put_claim(a, room[i]);
}

static void put_claims(const account *a)
{
  if (!a->doc->n_claims) {
    ent_buf_c(a->out, "\nNothing that Entente records was found in this text.\n");
    return;
  }
  const ent_claim **room = enti_calloc(a->doc->n_claims, sizeof *room);
  if (!room) {
    a->out->failed = true;
    return;
  }
  put_section(a, "Ties and statuses", 1u << ENT_TIE | 1u << ENT_STATUS, room);
  put_section(a, "Events", 1u << ENT_EVENT, room);
  put_section(a, "Threats, intents, causes", 1u << ENT_THREAT | 1u << ENT_INTENT | 1u << ENT_CAUSE, room);
  put_section(a, "Assessments", 1u << ENT_ASSESSMENT, room);
  put_section(a, "Contradictions to what is known", 1u << ENT_CONTRADICTION, room);
  free(room);
}

static void put_head(const account *a)
{
  const ent_document *doc = a->doc;
  char date[16];
  ent_date_format(doc->date, date);
  ent_buf_c(a->out, sgr(a, BOLD));
  put_wrapped(a, doc->title.n ? doc->title : doc->id, 0);
  ent_buf_c(a->out, sgr(a, OFF));
  ent_buf_printf(a->out, "%s", *date ? date : "undated");
  if (doc->date_basis == ENT_BASIS_FILE)
    ent_buf_c(a->out, " (the file's date)");
  if (doc->source.n)
    put_named(a, ", ", doc->source, "");
  put_named(a, "  (", doc->path, "");
  ent_buf_printf(a->out, ", %zu sentences)\n", doc->n_sentences);
}

void ent_view_account(const ent_document *doc, const ent_actors *actors, const ent_view_style *style, ent_buf *out)
{
  account a = {doc, actors, style, out};
  put_head(&a);
  put_actor_list(&a);
  put_claims(&a);
  ent_buf_char(out, '\n');
}
