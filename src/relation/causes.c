/* What happened between two actors, or to one, in a time: ties that begin or end, events, claims with their sentences. */
#include "relation/closeness.h"

#include <math.h>
#include <stdlib.h>

typedef struct finder {
  const ent_sources *sources;
  ent_str a, b; /* b empty: all that a takes part in */
  ent_date from, to;
  size_t most;
  ent_arena *arena;
  ent_cause *items;
  size_t n, cap;
} finder;

static ent_status add(finder *f, ent_cause cause, ent_error *err)
{
  if (!cause.what.p)
    return enti_no_memory(err);
  if (!enti_grow(f->arena, (void **)&f->items, f->n, &f->cap, sizeof *f->items))
    return enti_no_memory(err);
  f->items[f->n++] = cause;
  return ENT_OK;
}

static bool within(const finder *f, int32_t day)
{
  return (!ent_date_known(f->from) || day >= f->from.day) && (!ent_date_known(f->to) || day <= ent_date_last(f->to));
}

/* ---- ties ----------------------------------------------------------------------------------------------------------- */

static ent_str tie_text(finder *f, const ent_dyad_tie *t)
{
  if (t->shared.n)
    return ent_arena_printf(f->arena, "both are members of %.*s", ENT_STR_ARG(t->shared));
  return ent_arena_printf(f->arena, "%.*s %.*s %.*s%s%.*s", ENT_STR_ARG(t->fact.subject), ENT_STR_ARG(t->fact.relation),
                          ENT_STR_ARG(t->fact.object), t->fact.note.n ? ": " : "", ENT_STR_ARG(t->fact.note));
}

static ent_status add_ties(finder *f, ent_error *err)
{
  ent_dyad_tie *ties;
  ent_tie_closeness start;
  ent_tie_step *steps;
  size_t n, n_steps;
  ent_status status = ent_dyad_ties(f->sources->reference, f->a, f->b, f->arena, &ties, &n, err);
  ent_tie_span *spans = status == ENT_OK ? ent_arena_array(f->arena, n + 1, sizeof *spans) : NULL;
  if (status != ENT_OK || !spans)
    return status != ENT_OK ? status : enti_no_memory(err);
  for (size_t i = 0; i < n; i++)
    spans[i] = enti_tie_span(&ties[i]);
  status = ent_tie_steps(spans, n, ENT_TIES_K, f->arena, &start, &steps, &n_steps, err);
  for (size_t i = 0; i < n_steps && status == ENT_OK; i++) {
    const ent_dyad_tie *t = &ties[steps[i].tie];
    if (within(f, steps[i].day))
      status = add(f, (ent_cause){steps[i].begins ? ENT_CAUSE_TIE_BEGINS : ENT_CAUSE_TIE_ENDS,
                                  steps[i].begins ? t->start : t->end, steps[i].change, 1, tie_text(f, t), t->fact.source,
                                  ENT_STR_NONE}, err);
  }
  return status;
}

/* Of one actor alone: what its facts say, of whatever kind. */
static ent_status add_facts(finder *f, ent_error *err)
{
  size_t n, first = f->n;
  const uint32_t *facts = ent_reference_of(f->sources->reference, f->a, &n);
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n && status == ENT_OK && f->n - first < f->most; i++) {
    ent_dyad_tie t = {.fact = ent_reference_fact(f->sources->reference, facts[i])};
    for (int end = 0; end < 2 && status == ENT_OK; end++) {
      ent_date date = end ? t.fact.end : t.fact.start;
      if (ent_date_known(date) && date.precision >= ENT_DATE_MONTH && within(f, date.day))
        status = add(f, (ent_cause){end ? ENT_CAUSE_TIE_ENDS : ENT_CAUSE_TIE_BEGINS, date, NAN, 1, tie_text(f, &t), t.fact.source,
                                    ENT_STR_NONE}, err);
    }
  }
  return status;
}

/* ---- events, claims --------------------------------------------------------------------------------------------------- */

/* The heaviest `most` of many, in order of weight; of equals the first to come. */
typedef struct heavy {
  finder *f;
  struct { double size; ent_cause cause; } *items;
  size_t n;
} heavy;

static bool is_heavy(const heavy *h, double size)
{
  return h->f->most && (h->n < h->f->most || size > h->items[h->n - 1].size);
}

static ent_status keep(heavy *h, double size, ent_cause cause, ent_error *err)
{
  if (!cause.what.p)
    return enti_no_memory(err);
  size_t at = h->n < h->f->most ? h->n++ : h->n - 1;
  for (; at > 0 && h->items[at - 1].size < size; at--)
    h->items[at] = h->items[at - 1];
  h->items[at].size = size;
  h->items[at].cause = cause;
  return ENT_OK;
}

static ent_status weigh_event(void *context, const ent_dataset_row *row, ent_error *err)
{
  heavy *h = context;
  ent_arena *arena = h->f->arena;
  int64_t reports = row->reports > 0 ? row->reports : 1;
  double size = isnan(row->score) ? 0 : fabs(row->score) * (double)reports;
  if (!is_heavy(h, size))
    return ENT_OK;
  ent_str what = ent_arena_printf(arena, "%.*s%s%.*s  %.*s > %.*s", ENT_STR_ARG(row->code), row->mode.n ? "/" : "",
                                  ENT_STR_ARG(row->mode), ENT_STR_ARG(row->source_code), ENT_STR_ARG(row->target_code));
  return keep(h, size, (ent_cause){ENT_CAUSE_EVENT, {row->day, ENT_DATE_DAY}, row->score, reports, what,
                                   ent_arena_str(arena, row->document.n ? row->document : row->publisher), ENT_STR_NONE}, err);
}

static ent_status weigh_claim(void *context, const ent_store_row *row, ent_error *err)
{
  heavy *h = context;
  ent_arena *arena = h->f->arena;
  ent_date date;
  bool scored = row->kind == ENT_EVENT && h->f->sources->scores;
  double score = scored ? ent_scores_find(h->f->sources->scores, row->code, ENT_STR_NONE) : NAN;
  double size = (isnan(score) ? 1 : fabs(score)) * (double)row->n_documents;
  if (!is_heavy(h, size) || !ent_date_parse(row->date_start, &date) ||
      (row->kind != ENT_EVENT && row->kind != ENT_TIE && row->kind != ENT_STATUS && row->kind != ENT_THREAT))
    return ENT_OK;
  ent_str what = ent_arena_printf(arena, "%s %.*s (%.*s)  %.*s%s%.*s%s%.*s", ent_claim_kind_text(row->kind), ENT_STR_ARG(row->code),
                                  ENT_STR_ARG(row->modality), ENT_STR_ARG(row->source), row->target.n ? " > " : "",
                                  ENT_STR_ARG(row->target), row->object.n ? ": " : "", ENT_STR_ARG(row->object));
  return keep(h, size, (ent_cause){ENT_CAUSE_CLAIM, date, score, row->n_documents, what,
                                   ent_arena_str(arena, row->publisher.n ? row->publisher : row->document),
                                   ent_arena_str(arena, row->evidence)}, err);
}

static ent_status pour(heavy *h, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < h->n && status == ENT_OK; i++)
    status = add(h->f, h->items[i].cause, err);
  h->n = 0;
  return status;
}

static ent_status add_events(finder *f, heavy *h, ent_corpus corpus, const ent_date *months, size_t n_months, ent_error *err)
{
  ent_status status = ENT_OK;
  if (!corpus || corpus == ENT_CORPUS_READ)
    return ENT_OK; /* documents' events are claims */
  if (n_months == 0)
    status = ent_dataset_events(f->sources->store, corpus, f->a, f->b, f->from, f->to, weigh_event, h, err);
  for (size_t i = 0; i < n_months && status == ENT_OK; i++)
    status = ent_dataset_events(f->sources->store, corpus, f->a, f->b, months[i], months[i], weigh_event, h, err);
  return status == ENT_OK ? pour(h, err) : status;
}

static ent_status add_reports(finder *f, ent_corpus corpus, const ent_date *months, size_t n_months, ent_error *err)
{
  heavy h = {.f = f, .items = ent_arena_array(f->arena, f->most + 1, sizeof *h.items)};
  ent_store_query query = {f->a, f->b, f->from, f->to};
  if (!h.items)
    return enti_no_memory(err);
  ent_status status = add_events(f, &h, corpus, months, n_months, err);
  if (status == ENT_OK)
    status = ent_store_show(f->sources->store, &query, weigh_claim, &h, err);
  return status == ENT_OK ? pour(&h, err) : status;
}

ent_status enti_causes(const ent_sources *sources, ent_str a, ent_str b, ent_corpus corpus, ent_date from, ent_date to,
                       const ent_date *months, size_t n_months, size_t most, ent_arena *arena, ent_cause **ret, size_t *ret_n,
                       ent_error *err)
{
  finder f = {.sources = sources, .a = a, .b = b, .from = from, .to = to, .most = most, .arena = arena};
  ent_status status = b.n ? add_ties(&f, err) : add_facts(&f, err);
  if (status == ENT_OK && sources->store)
    status = add_reports(&f, corpus, months, n_months, err);
  if (status != ENT_OK)
    return status;
  *ret = f.items;
  *ret_n = f.n;
  return ENT_OK;
}

ent_status ent_relation_causes(const ent_sources *sources, ent_str a, ent_str b, ent_corpus corpus, ent_date from, ent_date to,
                               size_t most, ent_arena *arena, ent_cause **ret, size_t *ret_n, ent_error *err)
{
  return enti_causes(sources, a, b, corpus, from, to, NULL, 0, most, arena, ret, ret_n, err);
}
