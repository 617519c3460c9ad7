/* Entente, room `measure`: arrays in, numbers out. Similarity, posture, closeness, turning points, networks.
 *
 * Pure functions: no store, no printing, no clock, no state that lasts. Results go into the caller's memory, or into
 * the arena where their number is not known before. docs/measures.md has formula, source and worked example of each.
 *
 * Conventions of this header
 *  M1  An undefined number (a division by zero, no data) is NaN, never 0. Callers print it as an empty cell.
 *  M2  Matrices are row-major. States of a year are given in ascending order, once each; the same order makes pairs
 *      (0,1), (0,2) … (0,n-1), (1,2) … of which there are n(n-1)/2.
 *  M3  What is missing is said to be missing (a level outside the scale, a weight that is NaN) and drops out as the
 *      function says; it is never taken for zero.
 *  M4  A function that uses chance takes a seed, and the same seed gives the same result, byte for byte.
 *  M5  ENT_EINPUT: the arrays make no sense (which, where and why in err); ENT_ENOMEM; nothing else unless said. */
#ifndef ENTENTE_MEASURE_H
#define ENTENTE_MEASURE_H

#include <entente/base.h>

/* ---- the states of a year ---------------------------------------------------------------------------------- */

typedef struct ent_state_spell {
  int32_t state;      /* any numbering: COW, GW */
  int32_t start, end; /* first and last year of membership, both included */
  bool open;          /* the list ends here, not the state: member in every later year too (right-censored) */
} ent_state_spell;

/* The states with a spell that touches the year, ascending, once each.
 *   ret_states  room for n; *ret_n are written
 * O(n log n). Example: spells {2: 1816–2016 open, 260: 1955–1990} in 2018 give {2}. */
ENT_API void ent_states_of_year(const ent_state_spell *spells, size_t n, int32_t year, int32_t *ret_states,
                                size_t *ret_n);
/* Index of a state in an ascending list, SIZE_MAX where it is not in it. O(log n). */
ENT_API size_t ent_state_index(const int32_t *states, size_t n, int32_t state);

/* ---- alliance portfolios ------------------------------------------------------------------------------------ */

enum { /* what one state has pledged to another in a year, as in ATOP */
  ENT_PLEDGE_DEFENSE = 1,
  ENT_PLEDGE_OFFENSE = 2,
  ENT_PLEDGE_NEUTRAL = 4,
  ENT_PLEDGE_NONAGG = 8,
  ENT_PLEDGE_CONSUL = 16,
  ENT_PLEDGE_ANY = 31
};

typedef struct ent_pledge {
  int32_t from, to;
  uint8_t flags; /* ENT_PLEDGE_* */
} ent_pledge;

/* Undirected flags of a year: a pledge in either direction counts for both.
 *   states       n_states, ascending
 *   flags        n_states × n_states; overwritten; symmetric, zero diagonal
 *   ret_outside  may be NULL: pledges left out because a side is not among the states (or is the other side)
 * ENT_EINPUT: states not ascending, flags out of range. O(n_states² + n log n_states). */
ENT_API ENT_CHECKED ent_status ent_pledge_matrix(const ent_pledge *pledges, size_t n, const int32_t *states,
                                                 size_t n_states, uint8_t *flags, size_t *ret_outside, ent_error *err);
/* Alliance value of each pair: 3 defense or offense, 2 neutrality or nonaggression, 1 consultation, 0 none; a state
 * defends itself (diagonal 3).
 *   values  n × n; may be the same memory as flags
 * O(n²). Example: docs/measures.md#alliance-portfolios. */
ENT_API void ent_alliance_values(const uint8_t *flags, size_t n, uint8_t *values);
/* The partners of a row: indices j with flags[row,j] & mask, ascending.
 *   ret_partners  room for n; *ret_n are written. O(n). */
ENT_API void ent_alliance_partners(const uint8_t *flags, size_t n, size_t row, uint8_t mask, size_t *ret_partners,
                                   size_t *ret_n);

/* ---- roll calls ----------------------------------------------------------------------------------------------- */

typedef struct ent_vote {
  int32_t state, roll_call;
  uint8_t vote; /* 1 yes, 2 abstain, 3 no */
} ent_vote;

typedef struct ent_vote_table {
  size_t n_states, n_roll_calls;
  int32_t *states, *roll_calls; /* ascending, once each */
  uint8_t *votes;               /* n_states × n_roll_calls; 0: did not vote */
} ent_vote_table;

/* Votes of a year as a matrix. Of several votes of one state on one roll call the first counts.
 * ENT_EINPUT: a vote other than 1, 2, 3 (err: its index). Result in the arena. O(n log n + states × roll calls). */
ENT_API ENT_CHECKED ent_status ent_vote_table_make(const ent_vote *votes, size_t n, ent_arena *arena,
                                                   ent_vote_table *ret, ent_error *err);

/* ---- similarity of profiles ------------------------------------------------------------------------------------ */

#define ENT_PROFILE_LEVELS 8 /* at most so many levels: highest - lowest < 8 */

/* One row for each actor, one column for each thing that they take a position on (a partner, a roll call). */
typedef struct ent_profiles {
  const uint8_t *values; /* n_rows × n_columns; outside lowest … highest: missing, the column drops out of the pair */
  size_t n_rows, n_columns;
  uint8_t lowest, highest; /* ends of the scale: 0, 3 for alliance values; 1, 3 for votes */
  const double *weights;   /* n_columns, ≥ 0, or NULL: for s_abs_w and s_sq_w alone; NaN counts as 0 */
} ent_profiles;

/* All of n, the number of columns in which both have a value; every number NaN where n is 0 or its denominator is.
 * d = highest - lowest, x and y the values, b = 1 where a value is over lowest. */
typedef struct ent_similarity {
  size_t n;
  double agree;                   /* share of columns with equal values, 0 … 1 */
  double s_abs, s_sq, s_bin;      /* Signorino and Ritter's S: 1 - 2 Σ|x-y| / nd and so on, -1 … 1 */
  double s_abs_w, s_sq_w;         /* the same, columns weighted; NaN without weights */
  double kappa, pi;               /* Cohen's κ, Scott's π with squared distances of the values, … 1 */
  double kappa_bin, pi_bin;       /* on b */
  double kappa_nominal, pi_nominal; /* levels as mere names */
  double tau_b;                   /* Kendall's τ-b, -1 … 1 */
} ent_similarity;

/* ENT_EINPUT for all three: levels out of range, a row that is not there, a negative or infinite weight.
 * Sources: Signorino and Ritter 1999, doi:10.1111/0020-8833.00113; Häge 2011, doi:10.1093/pan/mpr023; Cohen 1968,
 * doi:10.1037/h0026256; Scott 1955, doi:10.1086/266577; Kendall 1945, doi:10.1093/biomet/33.3.239.
 * Worked example: docs/measures.md#similarity. Symmetric in the two rows. */

/* A dyad. O(n_columns). */
ENT_API ENT_CHECKED ent_status ent_similarity_pair(const ent_profiles *profiles, size_t row, size_t other,
                                                   ent_similarity *ret, ent_error *err);
/* A row against all: ret has n_rows, the row itself included. O(n_rows · n_columns). */
ENT_API ENT_CHECKED ent_status ent_similarity_row(const ent_profiles *profiles, size_t row, ent_similarity *ret,
                                                  ent_error *err);
/* All pairs in the order of M2: ret has n_rows (n_rows - 1) / 2. O(n_rows² · n_columns). */
ENT_API ENT_CHECKED ent_status ent_similarity_all(const ent_profiles *profiles, ent_similarity *ret, ent_error *err);

typedef struct ent_ideal_point {
  double value, q05, q95; /* the bounds may be NaN */
} ent_ideal_point;

typedef struct ent_distance {
  double value, lo, hi; /* ≥ 0; lo and hi NaN where a bound is missing */
} ent_distance;

/* |a - b|, with a 90 % band that takes the two estimates for independent and normal: width of each side
 * 1.6449 √(sd_a² + sd_b²), sd = (q95 - q05) / 3.2897; lo is cut at 0. In practice the estimates of one year are
 * positively correlated, so the band is rather too wide. O(1). Bailey, Strezhnev and Voeten 2017,
 * doi:10.1177/0022002715595700. Example: docs/measures.md#ideal-points. */
ENT_API ent_distance ent_ideal_point_distance(ent_ideal_point a, ent_ideal_point b);

/* ---- posture ---------------------------------------------------------------------------------------------------- */

typedef struct ent_posture {
  size_t n_partners; /* as given */
  size_t n_weighed;  /* of them with a weight above 0: all that follows is of these; NaN where there are none */
  double hhi;        /* Σp², 1/n_weighed … 1 (1: all on one partner) */
  double effective;  /* 1 / hhi: as many equal partners would be as concentrated */
  double entropy;    /* -Σ p ln p, nats, 0 … ln n_weighed */
  double evenness;   /* entropy / ln n_weighed, 0 … 1; NaN for one partner */
  double top_share;  /* largest p */
  size_t top;        /* whose: index, the lowest of equals; SIZE_MAX where there are none */
} ent_posture;

/* A portfolio of ties.
 *   weights  n, one for each partner, any unit (share of world power, trade, number of shared organisations);
 *            NaN, 0: the partner counts but drops out of the shares. NULL: every partner weighs the same
 * ENT_EINPUT: a negative or infinite weight. O(n). Hirschman 1964 (AER 54(5):761); Laakso and Taagepera 1979,
 * doi:10.1177/001041407901200101; Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x; Pielou 1966,
 * doi:10.1016/0022-5193(66)90013-0. Example: docs/measures.md#posture. */
ENT_API ENT_CHECKED ent_status ent_posture_of(const double *weights, size_t n, ent_posture *ret, ent_error *err);

/* How far a portfolio moved: ½ Σ|p - q|, the share that changed hands, 0 … 1; NaN where either is empty.
 *   before, after  n, weights of the same partners in the same order; NaN, 0: no partner then
 *   moves          n or NULL: after - before in shares, by partner; sums to 0
 * ENT_EINPUT: a negative or infinite weight. O(n). */
ENT_API ENT_CHECKED ent_status ent_posture_shift(const double *before, const double *after, size_t n, double *moves,
                                                 double *ret, ent_error *err);

/* ---- closeness of events ----------------------------------------------------------------------------------------- */

/* Scores of PLOVER events and modes, −10 … +10: data/measure/plover_scores.tsv, or a user's table of that form. */
typedef struct ent_scores ent_scores;

/* Reads a table with the columns event, mode, score (data/README.md's form). `name` is for messages. ENT_EINPUT
 * "name:line: …": not a number, over 10 in size, a pair twice, no event. ENT_ELIMIT: over 100,000 rows. */
ENT_API ENT_CHECKED ent_status ent_scores_parse(ent_str name, ent_str bytes, ent_scores **ret, ent_error *err);
/* The same, from a file: also ENT_ENOTFOUND, ENT_EIO. */
ENT_API ENT_CHECKED ent_status ent_scores_open(const char *path, ent_scores **ret, ent_error *err);
ENT_API void ent_scores_close(ent_scores *scores);
ENT_API size_t ent_scores_size(const ent_scores *scores);
/* The score of (event, mode), or of the event without mode where the pair has none; NaN where neither is known.
 * O(log size). Example: (ACCUSE, allege) −3.5; (AID, ) 10. */
ENT_API double ent_scores_find(const ent_scores *scores, ent_str event, ent_str mode);

/* What makes two reports one event: numbers that stand for the words, any numbering. */
typedef struct ent_event_key {
  int32_t day;
  uint32_t source, target, event, mode;
} ent_event_key;

/* first[i]: no earlier row has the key of row i ("one a day"). *ret_n may be NULL: how many. O(n log n). */
ENT_API ENT_CHECKED ent_status ent_events_once(const ent_event_key *keys, size_t n, bool *first, size_t *ret_n,
                                               ent_error *err);

/* Months are numbered year × 12 + month − 1, so that they can be subtracted. */
ENT_API int32_t ent_month_of_day(int32_t day); /* of days since 1970-01-01 */
ENT_API ent_date ent_month_date(int32_t month);

/* A month of one dyad: sums that can be kept while rows come in. All zero: a month without an event. */
typedef struct ent_month {
  uint64_t n;        /* events of the dyad that have a score */
  uint64_t n_all;    /* events of the whole corpus, with or without score */
  double sum, sum_sq; /* of the scores and of their squares */
  double positive, negative; /* sums of the sizes |score| on either side */
} ent_month;

/* Adds an event of the dyad; an event without score (NaN) adds nothing: it is in n_all alone, which the caller counts. */
ENT_API void ent_month_add(ent_month *month, double score);

typedef struct ent_closeness_options {
  double half_life;      /* months, > 0 */
  double k;              /* weight of the prior in the mean, in events, > 0 */
  double prior_weight;   /* events that the prior itself begins with, at score 0, > 0 */
  double prior_variance; /* and their variance, > 0 */
  double z;              /* half width of the band in standard errors */
  double penalty;        /* turning points: β = penalty · ln T */
  size_t minseg;         /* shortest segment, in months with events */
} ent_closeness_options;

#define ENT_CLOSENESS_DEFAULT \
  ((ent_closeness_options){.half_life = 3, .k = 5, .prior_weight = 5, .prior_variance = 16, .z = 1.96, .penalty = 3, \
                           .minseg = 3})

typedef struct ent_closeness_month {
  double mean;           /* of the month's scores; NaN without events */
  double share_per_1000; /* of the corpus; 0 without events; NaN where the corpus has none */
  double net_ratio;      /* (P − C) / (P + C), −1 … 1; NaN where both are 0 */
  double value;          /* E: evidence-weighted exponential mean, −10 … 10 */
  double se, lo, hi;     /* its standard error and band */
  double evidence;       /* share of E that is news, not prior: 0 … 1 */
  double mu, variance;   /* the prior: from this month and earlier ones alone */
} ent_closeness_month;

/* The closeness of events, month by month, months without events included.
 *   months   n, without gaps, the first month of the corpus first
 *   options  NULL: the defaults
 *   ret      n; ret[t] depends on months[0 … t] alone, so what is published never changes
 * ENT_EINPUT: a number that is not finite; an option out of range. O(n). Measured coverage of the band on stationary
 * synthetic dyads: 97 %. Exponential mean: Roberts 1959, doi:10.1080/00401706.1959.10489860.
 * Formula and example: docs/measures.md#closeness-of-events. */
ENT_API ENT_CHECKED ent_status ent_closeness_events(const ent_month *months, size_t n,
                                                    const ent_closeness_options *options, ent_closeness_month *ret,
                                                    ent_error *err);

/* ---- closeness of ties --------------------------------------------------------------------------------------------- */

/* A tie in time. Dates are periods: "2005" is any day of that year, so a tie may be surely or possibly in force. */
typedef struct ent_tie_span {
  ent_date start; /* the day it begins; unknown: before everything */
  ent_date end;   /* the first day without it; unknown: not ended */
  double weight;  /* above 0 brings together, below 0 sets apart */
} ent_tie_span;

typedef struct ent_tie_closeness {
  double value;    /* −1 … 1, open: (P − C) / (k + P + C), ties that are surely or possibly in force */
  double lo, hi;   /* what the imprecise dates leave open: the least and the greatest it can be */
  size_t n_active; /* ties in `value` */
} ent_tie_closeness;

/* Closeness of ties at a day (days since 1970-01-01). P and C sum the sizes of the positive and negative weights.
 *   k              half-saturation, > 0: one tie of weight k alone gives ½
 *   contributions  n or NULL: of each tie, w / (k + P + C), 0 where it is not in force; they sum to `value` exactly
 *                  (but for rounding), each is within (−1, 1), and so is the sum of their sizes
 * Rises with every positive tie, falls with every negative one. ENT_EINPUT: a weight that is not finite, k not above 0.
 * O(n). Example: docs/measures.md#closeness-of-ties. */
ENT_API ENT_CHECKED ent_status ent_closeness_ties(const ent_tie_span *ties, size_t n, int32_t day, double k,
                                                  double *contributions, ent_tie_closeness *ret, ent_error *err);

typedef struct ent_tie_step {
  int32_t day;
  size_t tie;    /* index of the tie that begins or ends */
  bool begins;
  double change; /* of the value through this tie; the steps of one day are taken one after the other */
  ent_tie_closeness after; /* at the end of that day */
} ent_tie_step;

/* The whole step function: between two steps nothing changes, and each change names its tie. Before the first step
 * stands *ret_start, the value of the ties that have no known beginning. Ends before beginnings within a day. A tie
 * that ends before it begins, or on the same day, is left out. Result in the arena. O(n²). */
ENT_API ENT_CHECKED ent_status ent_tie_steps(const ent_tie_span *ties, size_t n, double k, ent_arena *arena,
                                             ent_tie_closeness *ret_start, ent_tie_step **ret, size_t *ret_n,
                                             ent_error *err);

/* ---- composite and verdict -------------------------------------------------------------------------------------------- */

typedef struct ent_component {
  double value;          /* on one common scale, say −1 … 1; NaN: missing, drops out */
  double weight, least, most; /* 0 ≤ least ≤ weight ≤ most: what it weighs, and between what one could weigh it */
} ent_component;

typedef struct ent_composite {
  double value;  /* weighted mean of the components that are there; NaN where there are none */
  double lo, hi; /* the least and greatest mean that weights within their bounds can give: exact */
  size_t n_used;
} ent_composite;

/* ENT_EINPUT: bounds out of order, an infinite value, weights that sum to 0. O(n²) for n components.
 * Example: docs/measures.md#composite. */
ENT_API ENT_CHECKED ent_status ent_composite_of(const ent_component *components, size_t n, ent_composite *ret,
                                                ent_error *err);

typedef struct ent_spread {
  double mean, least, most; /* NaN where there is no value */
  size_t n_used;
} ent_spread;

/* A group's value from those of its members: their mean and range; NaN drops out. ENT_EINPUT: an infinite value. O(n).
 * Example: 1, NaN, 4 give mean 2.5, 1 … 4, of 2. */
ENT_API ENT_CHECKED ent_status ent_spread_of(const double *values, size_t n, ent_spread *ret, ent_error *err);

typedef enum ent_trend { ENT_NO_CLEAR_CHANGE, ENT_CLOSER, ENT_APART, ENT_COMPONENTS_DISAGREE } ent_trend;

typedef struct ent_change_band {
  double value, lo, hi; /* NaN: unknown, says nothing */
} ent_change_band;

/* The change from one month to a later one, with a band that takes the two for independent (they share events and so
 * are positively correlated: rather too wide). */
ENT_API ent_change_band ent_closeness_change(const ent_closeness_month *from, const ent_closeness_month *to, double z);
/* Closer or apart where at least one component's band lies wholly on that side of 0 and none on the other; components
 * disagree where both happen; no clear change else. O(n). */
ENT_API ent_trend ent_trend_of(const ent_change_band *components, size_t n);
/* "closer", "apart", "no clear change", "components disagree". */
ENT_API const char *ent_trend_text(ent_trend verdict);

/* ---- turning points ------------------------------------------------------------------------------------------------------ */

typedef struct ent_change_point {
  size_t at;            /* index of the first value of the new segment */
  double before, after; /* weighted means of the segments on both sides */
  double size;          /* after − before */
  double effect;        /* size in standard deviations within the two segments; NaN where these are 0 */
  double gain;          /* what the cost would rise without it */
  size_t earliest, latest; /* ent_changes_assess: where else it may lie, about 95 % */
  double confidence;    /* ent_changes_assess: 1 − p of a permutation test; NaN before */
} ent_change_point;

typedef struct ent_changes {
  ent_change_point *points; /* in the arena, in order of time */
  size_t n_points;
  double cost;      /* Σ w (x − segment mean)² / scale */
  double objective; /* cost + penalty · n_points */
} ent_changes;

typedef struct ent_changes_options {
  const double *weights; /* n, > 0; NULL: all 1 */
  double scale;          /* the cost is divided by it, > 0; 0 means 1 */
  double penalty;        /* β ≥ 0 for each change (ent_changes_optimal) */
  size_t minseg;         /* values in the shortest segment; 0 means 1 */
} ent_changes_options;

/* The segmentation of a series into pieces of constant mean that minimises cost + β · changes: the exact optimum, by
 * optimal partitioning with PELT's pruning.
 *   x  n values, finite
 * Of equal optima the one whose last segments begin earliest. A series shorter than 2·minseg has no change.
 * ENT_EINPUT: a value or weight out of range. O(n) to O(n²) time, O(n) memory. Killick, Fearnhead and Eckley 2012,
 * doi:10.1080/01621459.2012.737745; Jackson et al. 2005, doi:10.1109/LSP.2001.838216.
 * Example: docs/measures.md#turning-points. */
ENT_API ENT_CHECKED ent_status ent_changes_optimal(const double *x, size_t n, const ent_changes_options *options,
                                                   ent_arena *arena, ent_changes *ret, ent_error *err);
/* The best segmentation with exactly k changes (segment neighbourhood). ENT_EINPUT also where n < (k + 1)·minseg.
 * ENT_ELIMIT: k·n over 100 million. O(k·n²) time, O(k·n) memory. Auger and Lawrence 1989, doi:10.1007/BF02458835. */
ENT_API ENT_CHECKED ent_status ent_changes_segments(const double *x, size_t n, size_t k,
                                                    const ent_changes_options *options, ent_arena *arena,
                                                    ent_changes *ret, ent_error *err);
/* A penalty when none is given: c · s² · ln n, s² the noise as the differences of neighbours show it, which shifts of
 * the mean hardly touch: (1.4826 · median |d − median d|)² / 2, and where that is 0 the variance of d / 2. c = 3 is a
 * good beginning. NaN for n < 3. O(n log n). */
ENT_API ENT_CHECKED ent_status ent_changes_penalty(const double *x, size_t n, double c, double *ret, ent_error *err);
/* What ent_closeness_turning cuts: the T months that have events. */
typedef struct ent_closeness_series {
  size_t n;           /* T */
  size_t *months;     /* which they are: indices of `months`; ascending */
  double *means;      /* of their scores */
  ent_changes_options cut; /* weights: events in each; scale: pooled variance within months; penalty; minseg */
} ent_closeness_series;

/* Turning points of a dyad's events: optimal partitioning of the monthly means (months with events alone), each with
 * the number of its events as weight, in units of the pooled variance within months (where no month has two events
 * that differ: the prior's variance), β = penalty · ln T.
 *   options      NULL: the defaults
 *   ret_series   in the arena; changes->points[i].at is an index of it. Its `means` and `cut` are what
 *                ent_changes_assess takes
 * ENT_EINPUT as ent_closeness_events. O(n) to O(n²). */
ENT_API ENT_CHECKED ent_status ent_closeness_turning(const ent_month *months, size_t n,
                                                     const ent_closeness_options *options, ent_arena *arena,
                                                     ent_closeness_series *ret_series, ent_changes *ret,
                                                     ent_error *err);
/* How sure each change is, judged within its two neighbouring segments. confidence: 1 − (1 + b)/(1 + permutations), b
 * the permutations of the values (with their weights) whose best split gains as much (Phipson and Smyth 2010,
 * doi:10.2202/1544-6115.1585). earliest … latest: the splits whose cost is within 3.84 residual variances of the best
 * (profile likelihood). Takes values for exchangeable: a trend or memory within segments makes it too sure.
 *   x, options  as they were given to the function that found the changes
 * O(permutations · n). */
ENT_API ENT_CHECKED ent_status ent_changes_assess(const double *x, size_t n, const ent_changes_options *options,
                                                  size_t permutations, uint64_t seed, ent_changes *changes,
                                                  ent_error *err);

typedef struct ent_split {
  size_t at;        /* index of the first value after the split */
  double statistic; /* energy: (mn/(m+n)) E; Pettitt: K */
  double p;         /* energy: by permutation, NaN where none was asked; Pettitt: the usual approximation */
} ent_split;

/* First split of e-divisive: the one that maximises the energy statistic, with unbiased means within (α in (0, 2]).
 * The earliest of equals. ENT_EINPUT: n < 2·minseg, minseg < 2, α out of range, a value not finite. ENT_ELIMIT: n
 * over 20,000. O(n²), for each permutation too. Matteson and James 2014,
 * doi:10.1080/01621459.2013.849605. */
ENT_API ENT_CHECKED ent_status ent_split_energy(const double *x, size_t n, double alpha, size_t minseg,
                                                size_t permutations, uint64_t seed, ent_split *ret, ent_error *err);
/* Pettitt's rank test: K = max |U_t|, the earliest of equals; p = min(1, 2 exp(−6K² / (n³ + n²))). ENT_EINPUT: n < 2,
 * a value not finite. O(n log n). Pettitt 1979, doi:10.2307/2346729. */
ENT_API ENT_CHECKED ent_status ent_split_pettitt(const double *x, size_t n, ent_split *ret, ent_error *err);

/* ---- networks -------------------------------------------------------------------------------------------------------------- */

/* The pairs (i < j) of a symmetric matrix with flags & mask: from, to, from, to … ret_edges: room for n(n−1) numbers.
 * O(n²). */
ENT_API void ent_alliance_edges(const uint8_t *flags, size_t n, uint8_t mask, uint32_t *ret_edges, size_t *ret_n);

typedef struct ent_network_node {
  uint32_t degree, coreness, component_size, community; /* communities 0, 1 … in order of their first node */
  double betweenness;      /* shortest paths through the node, each pair once */
  double betweenness_norm; /* / ((n−1)(n−2)/2), 0 … 1; NaN for n < 3 */
  double harmonic;         /* mean of 1/distance to the others (0: no way), 0 … 1; NaN for n < 2 */
  double eigenvector;      /* largest 1; 0 outside the component with the largest eigenvalue */
  double pagerank;         /* sums to 1 */
  double clustering;       /* share of its pairs of neighbours that are tied, 0 … 1; NaN for degree < 2 */
  double x, y;             /* with options->layout: where a picture puts it (Fruchterman and Reingold 1991,
                              doi:10.1002/spe.4380211102), any unit; else 0 */
} ent_network_node;

typedef struct ent_network_summary {
  uint64_t nodes, edges, components, largest_component, isolates, diameter, triangles, communities;
  double density;              /* NaN for n < 2 */
  double transitivity;         /* 3 · triangles / connected triples; NaN where there are none */
  double mean_clustering;      /* over nodes where it is defined */
  double mean_distance;        /* over connected pairs */
  double degree_centralization; /* Freeman: Σ(max − degree) / ((n−1)(n−2)); NaN for n < 3 */
  double modularity_components; /* of the division into components; NaN without edges */
  double modularity;            /* of the communities found */
} ent_network_summary;

typedef struct ent_network_options {
  uint64_t seed;  /* of the Leiden algorithm */
  unsigned runs;  /* Leiden runs of which the best is kept; 0 means 20 */
  double damping; /* of PageRank; 0 means 0.85 */
  bool layout;    /* places for a picture too: O(600 · n²) more */
} ent_network_options;

/* True where igraph can be used: built with it (Meson option `igraph`) and its library is there. */
ENT_API bool ent_network_available(void);
/* Measures of an undirected, unweighted network, by igraph.
 *   edges    2 × n_edges node numbers, each pair once, no self-ties
 *   options  NULL: the defaults, seed 1
 *   nodes    n_nodes; summary may be NULL
 * ENT_EINPUT: a number ≥ n_nodes, a self-tie, a pair twice. ENT_EUSAGE: no igraph (err says what to install).
 * ENT_ELIMIT: over 100,000 nodes or 10 million edges. O(n·m) for n nodes, m edges (betweenness). One call at a time:
 * others wait, as igraph's state is shared. Sources, one by one: docs/measures.md#networks. */
ENT_API ENT_CHECKED ent_status ent_network_measure(const uint32_t *edges, size_t n_edges, size_t n_nodes,
                                                   const ent_network_options *options, ent_network_node *nodes,
                                                   ent_network_summary *summary, ent_error *err);

typedef struct ent_triads {
  uint64_t positive, negative, both; /* edges; `both`: dyads with either sign (the negative wins) */
  uint64_t ppp, ppm, pmm, mmm;       /* closed triads by their signs */
  double balanced;                   /* (ppp + pmm) / all; NaN where there are none */
} ent_triads;

/* Balance of signed triads.
 *   positive, negative  n × n, symmetric, not 0: tied; the diagonal is not read
 * ENT_ELIMIT: over 20,000 actors. O(n³), without igraph. Heider 1946, doi:10.1080/00223980.1946.9917275; Cartwright and Harary 1956,
 * doi:10.1037/h0046049. Example: docs/measures.md#triads. */
ENT_API ENT_CHECKED ent_status ent_triads_count(const uint8_t *positive, const uint8_t *negative, size_t n,
                                                ent_triads *ret, ent_error *err);

#endif
