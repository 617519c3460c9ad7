/* Events → months: reports of one event counted once, then sums by month that are all that closeness needs. */
#include <entente/measure.h>

#include <math.h>
#include <stdlib.h>

typedef struct numbered_key {
  ent_event_key key;
  size_t row;
} numbered_key;

static int compare_keys(const ent_event_key *a, const ent_event_key *b)
{
  if (a->day != b->day)
    return a->day < b->day ? -1 : 1;
  if (a->source != b->source)
    return a->source < b->source ? -1 : 1;
  if (a->target != b->target)
    return a->target < b->target ? -1 : 1;
  if (a->event != b->event)
    return a->event < b->event ? -1 : 1;
  return (a->mode > b->mode) - (a->mode < b->mode);
}

static int by_key_then_row(const void *a, const void *b)
{
  const numbered_key *x = a, *y = b;
  int order = compare_keys(&x->key, &y->key);
  return order ? order : (x->row > y->row) - (x->row < y->row);
}

ent_status ent_events_once(const ent_event_key *keys, size_t n, bool *first, size_t *ret_n, ent_error *err)
{
  size_t kept = 0;
  numbered_key *sorted = n < SIZE_MAX / sizeof *sorted ? malloc(n ? n * sizeof *sorted : 1) : NULL;
  if (!sorted)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n; i++)
    sorted[i] = (numbered_key){keys[i], i};
  if (n)
    qsort(sorted, n, sizeof *sorted, by_key_then_row);
  for (size_t i = 0; i < n; i++) {
    bool is_first = i == 0 || compare_keys(&sorted[i - 1].key, &sorted[i].key) != 0;
    first[sorted[i].row] = is_first;
    kept += is_first;
  }
  free(sorted);
  if (ret_n)
    *ret_n = kept;
  return ENT_OK;
}

int32_t ent_month_of_day(int32_t day)
{
  int year, month, day_of_month;
  ent_date_split((ent_date){day, ENT_DATE_DAY}, &year, &month, &day_of_month);
  return year * 12 + month - 1;
}

ent_date ent_month_date(int32_t month)
{
  return month < 12 ? ENT_NO_DATE : ent_date_make(month / 12, month % 12 + 1, 0);
}

void ent_month_add(ent_month *month, double score)
{
  if (isnan(score))
    return;
  month->n++;
  month->sum += score;
  month->sum_sq += score * score;
  *(score > 0 ? &month->positive : &month->negative) += fabs(score);
}
