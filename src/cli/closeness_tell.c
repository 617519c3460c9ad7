/* What entente closeness says in words: the verdict over the window, and what made the difference. */
#include "cli/closeness.h"

#include <math.h>
#include <string.h>

/* The weights of ties are a judgement: a change that other weights could undo is not clear. */
#define TIES_UNSURE 0.1

static ent_change_band tie_change(const ent_tie_closeness *from, const ent_tie_closeness *to)
{
  return (ent_change_band){to->value - from->value, to->lo - from->hi - TIES_UNSURE, to->hi - from->lo + TIES_UNSURE};
}

static ent_status tell_verdict(const closeness *c, ent_buf *out, ent_error *err)
{
  ent_date dates[2] = {ent_month_date(c->first_month + (int32_t)c->window_first),
                       ent_month_date(c->first_month + (int32_t)c->window_last)};
  char text[2][16];
  ent_tie_closeness ties[2];
  ent_change_band bands[2] = {{NAN, NAN, NAN}, {NAN, NAN, NAN}};
  if (c->has_events)
    bands[0] = ent_closeness_change(&c->series[c->window_first], &c->series[c->window_last], 1.96);
  for (int i = 0; i < 2; i++) {
    ent_status status = ent_closeness_ties(c->spans, c->n_ties, i ? ent_date_last(dates[1]) : dates[0].day, CLOSENESS_K, NULL, &ties[i], err);
    if (status != ENT_OK)
      return status;
    ent_date_format(dates[i], text[i]);
  }
  bands[1] = tie_change(&ties[0], &ties[1]);
  ent_buf_printf(out, "\n%.*s and %.*s, %s to %s: %s\n", ENT_STR_ARG(c->actors[0]), ENT_STR_ARG(c->actors[1]), text[0], text[1],
                 ent_trend_text(ent_trend_of(bands, 2)));
  if (c->has_events)
    ent_buf_printf(out, "  events (%s)  %+.2f, 95 %% band %+.2f to %+.2f\n", ent_corpus_text(c->corpus), bands[0].value,
                   bands[0].lo, bands[0].hi);
  else
    ent_buf_c(out, "  events: none loaded\n");
  ent_buf_printf(out, "  ties  %.2f, now %.2f\n", ties[0].value, ties[1].value);
  return ENT_OK;
}

static ent_status tell_ties(const closeness *c, ent_arena *arena, ent_buf *out, ent_error *err)
{
  ent_tie_closeness start;
  ent_tie_step *steps;
  size_t n;
  ent_status status = ent_tie_steps(c->spans, c->n_ties, CLOSENESS_K, arena, &start, &steps, &n, err);
  int32_t from = ent_month_date(c->first_month + (int32_t)c->window_first).day;
  int32_t to = ent_date_last(ent_month_date(c->first_month + (int32_t)c->window_last));
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    const ent_dyad_tie *tie = &c->ties[steps[i].tie];
    char date[16];
    if (steps[i].day < from || steps[i].day > to)
      continue;
    ent_date_format(steps[i].begins ? tie->start : tie->end, date);
    if (tie->shared.n)
      ent_buf_printf(out, "  %-10s  %s: both are members of %.*s  %+.2f\n", date, steps[i].begins ? "begins" : "ends",
                     ENT_STR_ARG(tie->shared), steps[i].change);
    else
      ent_buf_printf(out, "  %-10s  %s: %.*s %.*s %.*s  %+.2f  [%.*s]\n", date, steps[i].begins ? "begins" : "ends",
                     ENT_STR_ARG(tie->fact.subject), ENT_STR_ARG(tie->fact.relation), ENT_STR_ARG(tie->fact.object),
                     steps[i].change, ENT_STR_ARG(tie->fact.source));
  }
  return status;
}

#define TOP 10

typedef struct heavy {
  struct {
    double size;
    ent_str line;
  } items[TOP];
  size_t n;
  ent_arena *arena;
} heavy;

/* The heaviest events of the window, in order of size. */
static ent_status weigh(void *context, const ent_dataset_row *row, ent_error *err)
{
  heavy *h = context;
  char date[16];
  double size = isnan(row->score) ? 0 : fabs(row->score) * (double)(row->reports > 0 ? row->reports : 1);
  if (h->n == TOP && size <= h->items[TOP - 1].size)
    return ENT_OK;
  ent_date_format((ent_date){row->day, ENT_DATE_DAY}, date);
  ent_str line = ent_arena_printf(h->arena, "  %s  %.*s%s%.*s  %.*s → %.*s  %+.1f  %.*s\n", date, ENT_STR_ARG(row->code),
                                  row->mode.n ? "/" : "", ENT_STR_ARG(row->mode), ENT_STR_ARG(row->source_code),
                                  ENT_STR_ARG(row->target_code), row->score, ENT_STR_ARG(row->document));
  if (!line.p)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  size_t at = h->n < TOP ? h->n++ : TOP - 1;
  for (; at > 0 && h->items[at - 1].size < size; at--)
    h->items[at] = h->items[at - 1];
  h->items[at].size = size;
  h->items[at].line = line;
  return ENT_OK;
}

static ent_status tell_events(cli_run *r, const closeness *c, ent_buf *out, ent_error *err)
{
  heavy h = {.arena = r->arena};
  ent_date from = ent_month_date(c->first_month + (int32_t)c->window_first);
  ent_date to = ent_month_date(c->first_month + (int32_t)c->window_last);
  ent_status status = ent_dataset_events(r->store, c->corpus, c->actors[0], c->actors[1], from, to, weigh, &h, err);
  for (size_t i = 0; i < h.n && status == ENT_OK; i++)
    ent_buf_str(out, h.items[i].line);
  return status;
}

ent_status closeness_tell(cli_run *r, const closeness *c, const closeness_options *o, ent_error *err)
{
  ent_buf out = ENT_BUF_INIT((size_t)1 << 26);
  ent_status status = tell_verdict(c, &out, err);
  if (status == ENT_OK)
    status = tell_ties(c, r->arena, &out, err);
  if (status == ENT_OK && o->why && c->has_events)
    status = tell_events(r, c, &out, err);
  if (status == ENT_OK && !cli_write(&out))
    status = ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  ent_buf_done(&out);
  return status;
}
