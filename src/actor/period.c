/* The days that a sentence speaks of: the document's own, and those that the sentence, or its paragraph before it,
 * states. Names are read as of the first, then of the others. */
#include "actor/find.h"

static void add_period(enti_finder *f, const ent_timex *t)
{
  if (t->kind != ENT_TIME_DATE || !ent_date_known(t->from) || t->from.precision < ENT_DATE_YEAR)
    return;
  enti_period p = {t->from.day, ent_date_last(ent_date_known(t->to) ? t->to : t->from)};
  if (f->n_periods < ENTI_MAX_PERIODS)
    f->periods[f->n_periods++] = p;
}

void enti_periods(enti_finder *f, const ent_sentence *s)
{
  const ent_document *doc = f->doc;
  ent_date date = ent_date_known(s->anchor) ? s->anchor : ent_document_day(doc);
  if (!f->doc_known || date.day != f->doc_date.day || date.precision != f->doc_date.precision) {
    f->doc_known = ent_date_known(date);
    f->doc_date = date;
    f->doc_period = (enti_period){date.day, ent_date_last(date)};
  }
  if (s->paragraph != f->paragraph || s->first == 0)
    f->n_periods = 0;
  f->paragraph = s->paragraph;
  enti_period carried = f->n_periods ? f->periods[f->n_periods - 1] : (enti_period){0, -1};
  f->n_periods = 0;
  uint32_t end = s->first + s->n;
  for (; f->time_at < doc->n_times && doc->times[f->time_at].first < end; f->time_at++)
    if (doc->times[f->time_at].first >= s->first)
      add_period(f, &doc->times[f->time_at]);
  if (f->n_periods == 0 && carried.to >= carried.from)
    f->periods[f->n_periods++] = carried;
}
