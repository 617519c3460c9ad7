/* Portfolios of 17 states, 1946–2018, against the oracle: alliances weighed by capabilities, shared organisations,
 * trade. */
#include "oracle.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOLERANCE 1e-9
#define FIRST 1946
#define YEARS 73

static double cinc[1000][YEARS]; /* by COW number */
static double *igo, *trade;      /* [state a][state b][year], for the states of the oracle as a */

static int row_of[1000]; /* state → row of igo and trade, from 1 */

static double *cell(double *of, int a, int b, int year)
{
  if (year < FIRST || year >= FIRST + YEARS || !row_of[a])
    return NULL;
  return &of[((size_t)(row_of[a] - 1) * 1000 + (size_t)b) * YEARS + (size_t)(year - FIRST)];
}

static void set_both(double *of, const csv *file, double value)
{
  int a = csv_int(file, "ccode1"), b = csv_int(file, "ccode2"), year = csv_int(file, "year");
  double *there = cell(of, a, b, year), *back = cell(of, b, a, year);
  if (there)
    *there = value;
  if (back)
    *back = value;
}

/* A direction that is negative or empty is missing: the other one counts alone. */
static double flows(double a, double b)
{
  return (a > 0 ? a : 0) + (b > 0 ? b : 0);
}

static void load(const char *folder)
{
  csv file = csv_open(folder, "cow_nmc.csv.gz");
  while (csv_next(&file)) {
    int year = csv_int(&file, "year"), state = csv_int(&file, "ccode");
    if (year >= FIRST && year < FIRST + YEARS && state > 0 && state < 1000)
      cinc[state][year - FIRST] = csv_number(&file, "cinc");
  }
  csv_close(&file);
  file = csv_open(folder, "cow_igo_dyadyear.csv.gz");
  while (csv_next(&file))
    set_both(igo, &file, csv_number(&file, "dyadigos"));
  csv_close(&file);
  file = csv_open(folder, "cow_trade_dyadyear_1946.csv.gz");
  while (csv_next(&file))
    set_both(trade, &file, flows(csv_number(&file, "flow1"), csv_number(&file, "flow2")));
  csv_close(&file);
}

static ent_posture measure(const double *weights, size_t n)
{
  ent_posture p;
  ent_error err;
  if (ent_posture_of(weights, n, &p, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", err.message);
    exit(1);
  }
  return p;
}

static ent_posture of_allies(const int32_t *states, const uint8_t *flags, size_t n, int32_t state, uint8_t mask,
                             int year, int32_t *top)
{
  static size_t partners[1000];
  static double weights[1000];
  size_t n_partners;
  ent_alliance_partners(flags, n, ent_state_index(states, n, state), mask, partners, &n_partners);
  for (size_t i = 0; i < n_partners; i++)
    weights[i] = cinc[states[partners[i]]][year - FIRST];
  ent_posture p = measure(weights, n_partners);
  *top = p.top == SIZE_MAX ? -1 : states[partners[p.top]];
  return p;
}

static ent_posture of_flows(double *of, int32_t state, int year)
{
  static double weights[1000];
  for (int b = 0; b < 1000; b++)
    weights[b] = *cell(of, state, b, year);
  return measure(weights, 1000);
}

static double number_of(int32_t state)
{
  return state < 0 ? NAN : (double)state;
}

enum { N_COLUMNS = 23 };

static void compare(tally *t, const csv *file, const int32_t *states, const uint8_t *flags, size_t n)
{
  int32_t state = csv_int(file, "ccode"), top_any, top_defense;
  int year = csv_int(file, "year");
  ent_posture any = of_allies(states, flags, n, state, ENT_PLEDGE_ANY, year, &top_any);
  ent_posture defense = of_allies(states, flags, n, state, ENT_PLEDGE_DEFENSE, year, &top_defense);
  ent_posture g = of_flows(igo, state, year), f = of_flows(trade, state, year);
  bool with_igo = year >= 1950 && year <= 2014, with_trade = year <= 2014;
  const double got[N_COLUMNS] = {
      (double)any.n_partners, (double)defense.n_partners, any.hhi, any.effective, any.entropy, any.evenness,
      number_of(top_any), any.top_share, defense.hhi, defense.effective, defense.entropy, defense.evenness,
      number_of(top_defense), defense.top_share, with_igo ? (double)g.n_weighed : NAN, with_igo ? g.hhi : NAN,
      with_igo ? g.effective : NAN, with_igo ? g.entropy : NAN, with_trade ? (double)f.n_weighed : NAN,
      with_trade ? f.hhi : NAN, with_trade ? f.effective : NAN, with_trade ? f.entropy : NAN,
      with_trade && f.top != SIZE_MAX ? (double)f.top : NAN};
  for (size_t i = 0; i < N_COLUMNS; i++)
    tally_add(&t[i], file, got[i]);
  tally_add(&t[N_COLUMNS], file, with_trade ? f.top_share : NAN);
}

int main(int argc, char **argv)
{
  static const char *const names[N_COLUMNS + 1] = {
      "n_allies_any", "n_allies_defense", "hhi_cinc_any", "enp_cinc_any", "shannon_cinc_any", "evenness_cinc_any",
      "top_ally_any", "top_share_any", "hhi_cinc_defense", "enp_cinc_defense", "shannon_cinc_defense",
      "evenness_cinc_defense", "top_ally_defense", "top_share_defense", "n_igo_partners", "hhi_igo", "enp_igo",
      "shannon_igo", "n_trade_partners", "hhi_trade", "enp_trade", "shannon_trade", "top_trade_partner",
      "top_trade_share"};
  const char *folder = argc > 1 ? argv[1] : NULL;
  tally t[N_COLUMNS + 1];
  for (size_t i = 0; i <= N_COLUMNS; i++)
    t[i] = (tally){names[i], TOLERANCE, 0, 0, 0, 0};
  csv file = csv_open(folder, "oracle_portfolio_dev.csv");
  int rows = 0;
  for (; csv_next(&file);) {
    int state = csv_int(&file, "ccode");
    if (!row_of[state])
      row_of[state] = ++rows;
  }
  csv_close(&file);
  igo = must(calloc((size_t)rows * 1000 * YEARS, sizeof *igo));
  trade = must(calloc((size_t)rows * 1000 * YEARS, sizeof *trade));
  load(folder);
  raw data = raw_load(folder);
  file = csv_open(folder, "oracle_portfolio_dev.csv");
  int32_t *states = NULL;
  uint8_t *flags = NULL;
  size_t n = 0;
  for (int year = 0; csv_next(&file);) {
    if (csv_int(&file, "year") != year) {
      free(states);
      free(flags);
      n = raw_year(&data, year = csv_int(&file, "year"), &states, &flags);
    }
    compare(t, &file, states, flags, n);
  }
  csv_close(&file);
  free(states);
  free(flags);
  free(igo);
  free(trade);
  raw_free(&data);
  return tally_report("oracle_portfolio_dev.csv", t, N_COLUMNS + 1);
}
