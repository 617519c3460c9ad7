/* Closeness of events of four synthetic dyads, month by month, and their turning points, against the oracle. */
#include "oracle.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOLERANCE 1e-8
#define MAX_EVENTS 100000
#define MAX_MONTHS 2000

static uint32_t words_n;
static char words[1000][40];

static uint32_t number_of(const char *word)
{
  for (uint32_t i = 0; i < words_n; i++)
    if (strcmp(words[i], word) == 0)
      return i;
  snprintf(words[words_n], sizeof words[0], "%s", word);
  return words_n < 999 ? words_n++ : words_n;
}

typedef struct corpus {
  ent_event_key keys[MAX_EVENTS];
  double scores[MAX_EVENTS];
  bool first[MAX_EVENTS];
  size_t n;
  int32_t first_month, last_month;
} corpus;

static corpus c;

static ent_str text(const csv *file, const char *column)
{
  return ent_str_of(csv_get(file, column));
}

static void load(const char *folder, const ent_scores *scores)
{
  ent_error err;
  csv file = csv_open(folder, "oracle_closeness_events.csv");
  c.first_month = INT32_MAX;
  while (csv_next(&file) && c.n < MAX_EVENTS) {
    ent_date date;
    if (!ent_date_parse(text(&file, "date"), &date))
      exit(1);
    c.keys[c.n] = (ent_event_key){date.day, number_of(csv_get(&file, "source")), number_of(csv_get(&file, "target")),
                                  number_of(csv_get(&file, "event")), number_of(csv_get(&file, "mode"))};
    c.scores[c.n++] = ent_scores_find(scores, text(&file, "event"), text(&file, "mode"));
    int32_t month = ent_month_of_day(date.day);
    c.first_month = month < c.first_month ? month : c.first_month;
    c.last_month = month > c.last_month ? month : c.last_month;
  }
  csv_close(&file);
  if (ent_events_once(c.keys, c.n, c.first, NULL, &err) != ENT_OK)
    exit(1);
}

/* The months of a dyad, in either direction; returns how many. */
static size_t months_of(uint32_t a, uint32_t b, ent_month *months)
{
  size_t n = (size_t)(c.last_month - c.first_month + 1);
  memset(months, 0, n * sizeof *months);
  for (size_t i = 0; i < c.n; i++) {
    ent_month *m = &months[ent_month_of_day(c.keys[i].day) - c.first_month];
    uint32_t s = c.keys[i].source, t = c.keys[i].target;
    if (!c.first[i])
      continue;
    m->n_all++;
    if ((s == a && t == b) || (s == b && t == a))
      ent_month_add(m, c.scores[i]);
  }
  return n;
}

static int compare_months(const char *folder)
{
  static const char *const names[] = {"n_events", "n_all", "sum_score", "mean_score", "share_per_1000", "net_ratio",
                                      "E", "se", "lo95", "hi95", "evidence", "mu_t", "sigma2_t"};
  static ent_month months[MAX_MONTHS];
  static ent_closeness_month got[MAX_MONTHS];
  tally t[13];
  uint32_t a = 0, b = 0;
  size_t n = 0, at = 0;
  ent_error err;
  for (size_t i = 0; i < 13; i++)
    t[i] = (tally){names[i], TOLERANCE, 0, 0, 0, 0};
  csv file = csv_open(folder, "oracle_closeness_monthly.csv");
  for (; csv_next(&file); at++) {
    uint32_t x = number_of(csv_get(&file, "actor1")), y = number_of(csv_get(&file, "actor2"));
    char month[16];
    if (n == 0 || x != a || y != b) {
      if (at != n)
        return printf("%zu months instead of %zu\n", n, at), 1;
      a = x, b = y, at = 0;
      n = months_of(a, b, months);
      if (ent_closeness_events(months, n, NULL, got, &err) != ENT_OK)
        return printf("%s\n", err.message), 1;
    }
    ent_date_format(ent_month_date(c.first_month + (int32_t)at), month);
    if (strcmp(month, csv_get(&file, "month")) != 0)
      return printf("month %s instead of %s\n", month, csv_get(&file, "month")), 1;
    const ent_closeness_month *g = &got[at];
    const double values[] = {(double)months[at].n, (double)months[at].n_all, months[at].sum, g->mean,
                             g->share_per_1000, g->net_ratio, g->value, g->se, g->lo, g->hi, g->evidence, g->mu,
                             g->variance};
    for (size_t i = 0; i < 13; i++)
      tally_add(&t[i], &file, values[i]);
  }
  csv_close(&file);
  return tally_report("oracle_closeness_monthly.csv", t, 13) || at != n;
}

/* Months and means of the segments as the oracle writes them: "2010-04;2018-01", "1.675325;…". */
static void write_segments(const ent_changes *changes, const size_t *used, double only, char *starts, char *means)
{
  char month[16];
  size_t s = 0, m = 0;
  starts[0] = 0;
  for (size_t i = 0; i <= changes->n_points; i++) {
    double mean = changes->n_points == 0 ? only : i ? changes->points[i - 1].after : changes->points[0].before;
    m += (size_t)snprintf(means + m, 500 - m, i ? ";%.6f" : "%.6f", mean);
    if (i == changes->n_points)
      break;
    ent_date_format(ent_month_date(c.first_month + (int32_t)used[changes->points[i].at]), month);
    s += (size_t)snprintf(starts + s, 500 - s, i ? ";%s" : "%s", month);
  }
}

static int compare_turning(const char *folder)
{
  static ent_month months[MAX_MONTHS];
  tally t[] = {{"n_months", 0, 0, 0, 0, 0}, {"s2_within", TOLERANCE, 0, 0, 0, 0}, {"beta", TOLERANCE, 0, 0, 0, 0},
               {"n_changepoints", 0, 0, 0, 0, 0}, {"objective", TOLERANCE, 0, 0, 0, 0}};
  int misplaced = 0;
  csv file = csv_open(folder, "oracle_closeness_turning.csv");
  while (csv_next(&file)) {
    ent_arena *arena = must(ent_arena_new(0));
    ent_error err;
    ent_changes changes;
    ent_closeness_series series;
    size_t n = months_of(number_of(csv_get(&file, "actor1")), number_of(csv_get(&file, "actor2")), months);
    double sum = 0, events = 0;
    char starts[500], means[500];
    if (ent_closeness_turning(months, n, NULL, arena, &series, &changes, &err) != ENT_OK)
      return printf("%s\n", err.message), 1;
    for (size_t i = 0; i < n; i++)
      sum += months[i].sum, events += (double)months[i].n;
    write_segments(&changes, series.months, sum / events, starts, means);
    const double got[] = {(double)series.n, series.cut.scale, series.cut.penalty, (double)changes.n_points, changes.objective};
    for (size_t i = 0; i < 5; i++)
      tally_add(&t[i], &file, got[i]);
    if (strcmp(starts, csv_get(&file, "first_month_of_new_segments")) || strcmp(means, csv_get(&file, "segment_means"))) {
      printf("%s %s, expected %s %s\n", starts, means, csv_get(&file, "first_month_of_new_segments"),
             csv_get(&file, "segment_means"));
      misplaced = 1;
    }
    ent_arena_free(arena);
  }
  csv_close(&file);
  return tally_report("oracle_closeness_turning.csv", t, 5) || misplaced;
}

int main(int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : NULL;
  ent_scores *scores;
  ent_error err;
  csv skip = csv_open(folder, "oracle_closeness_events.csv"); /* 77 where the data are absent */
  csv_close(&skip);
  if (argc < 3 || ent_scores_open(argv[2], &scores, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", argc < 3 ? "usage: oracle_closeness FOLDER SCORES.tsv" : err.message);
    return 1;
  }
  load(folder, scores);
  int bad = compare_months(folder) | compare_turning(folder);
  ent_scores_close(scores);
  return bad;
}
