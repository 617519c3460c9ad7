/* How far a date in the text and a date of the reference base lie apart, and which of several facts is nearest. */
#include "claim/compare.h"

int32_t enti_days_apart(const ent_timex *time, ent_date date, ent_date last)
{
  int32_t from = time->from.day, to = ent_date_last(ent_date_known(time->to) ? time->to : time->from);
  int32_t begin = date.day, end = ent_date_last(ent_date_known(last) ? last : date);
  if (end < from)
    return from - end;
  return begin > to ? begin - to : 0;
}

static int32_t trust(ent_date date, bool checked)
{
  if (date.precision == ENT_DATE_YEAR)
    return 366;                                                  /* C3 */
  return checked ? 0 : date.precision == ENT_DATE_MONTH ? 5 : 2; /* C2 */
}

void enti_compare_add(enti_comparison *c, const ent_timex *time, ent_date date, ent_date last, bool trusted,
                      ent_str source)
{
  if (!ent_date_known(date)) { /* C4 */
    c->undated = true;
    return;
  }
  int32_t gap = enti_days_apart(time, date, last);
  if (gap == 0 && c->verdict != ENT_CONSISTENT) { /* C1 */
    c->verdict = ENT_CONSISTENT;
    c->agreed = date;
    c->source = source;
  }
  if (gap && gap <= trust(date, trusted) + (time->approximate ? 731 : 0))
    c->close = true;
  if (gap && gap < c->gap) {
    c->gap = gap;
    c->nearest = date;
    if (c->verdict != ENT_CONSISTENT)
      c->source = source;
  }
}

void enti_compare_end(enti_comparison *c)
{
  if (c->verdict == ENT_CONSISTENT)
    return;
  c->verdict = c->gap != INT32_MAX && !c->undated && !c->close ? ENT_CONTRADICTED : ENT_UNKNOWN;
}
