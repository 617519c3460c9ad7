/* Portfolios over time as stacked shares: whom an actor relies on, and how many equal partners that comes to. */
#include "view/picture.h"
#include "view/print.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN 5 /* partners with an area of their own; the rest are one */

/* One partner at one time. */
typedef struct holding {
  size_t time;
  ent_str partner;
  double share; /* ≥ 0, any unit */
} holding;

typedef struct partner_sum {
  ent_str partner;
  double sum;
} partner_sum;

typedef struct portfolio {
  ent_arena *arena;
  int32_t *days;     /* n_times */
  double *effective; /* n_times; NaN: not known then */
  size_t n_times;
  holding *holdings;
  size_t n_holdings, cap;
  partner_sum *sums; /* largest first */
  size_t n_sums;
} portfolio;

static bool begin(portfolio *p, ent_arena *arena, size_t n_times, size_t n_holdings)
{
  *p = (portfolio){.arena = arena, .n_times = n_times, .cap = n_holdings};
  if (!arena)
    return false;
  p->days = ent_arena_array(arena, n_times + 1, sizeof *p->days);
  p->effective = ent_arena_array(arena, n_times + 1, sizeof *p->effective);
  p->holdings = ent_arena_array(arena, n_holdings + 1, sizeof *p->holdings);
  p->sums = ent_arena_array(arena, n_holdings + 1, sizeof *p->sums);
  return p->days && p->effective && p->holdings && p->sums;
}

static void hold(portfolio *p, size_t time, ent_str partner, double share)
{
  if (share > 0 && p->n_holdings < p->cap)
    p->holdings[p->n_holdings++] = (holding){time, partner, share};
}

static int by_partner(const void *x, const void *y)
{
  const holding *a = x, *b = y;
  const int order = ent_str_cmp(a->partner, b->partner);
  return order ? order : (a->time > b->time) - (a->time < b->time);
}

static int largest_first(const void *x, const void *y)
{
  const partner_sum *a = x, *b = y;
  return a->sum != b->sum ? (a->sum < b->sum ? 1 : -1) : ent_str_cmp(a->partner, b->partner);
}

/* Who had most over all times together. */
static void rank_partners(portfolio *p)
{
  qsort(p->holdings, p->n_holdings, sizeof *p->holdings, by_partner);
  for (size_t i = 0; i < p->n_holdings; i++) {
    if (i == 0 || !ent_str_eq(p->holdings[i].partner, p->holdings[i - 1].partner))
      p->sums[p->n_sums++] = (partner_sum){p->holdings[i].partner, 0};
    p->sums[p->n_sums - 1].sum += p->holdings[i].share;
  }
  qsort(p->sums, p->n_sums, sizeof *p->sums, largest_first);
}

/* The area that a partner belongs to: its own, or the last one for all others. */
static size_t area_of(const portfolio *p, ent_str partner, size_t n_areas)
{
  for (size_t i = 0; i + 1 < n_areas && i < p->n_sums; i++)
    if (ent_str_eq(p->sums[i].partner, partner))
      return i;
  return n_areas - 1;
}

/* As SVG, or with a style for a terminal. */
static ent_status put(const ent_chart_style *style, const ent_chart_frame *frame, const ent_chart_shares_of *of, ent_buf *out,
                      ent_error *err)
{
  if (!style)
    return ent_chart_shares(frame, of, out, err);
  const ent_view_style words = {.colour = style->colour, .width = style->width, .ascii = style->ascii};
  const enti_printer printer = {.style = &words, .out = out};
  enti_print_bold(&printer, frame->title);
  enti_print_wrapped(&printer, frame->subtitle, 0);
  ent_buf_char(out, '\n');
  return ent_chart_text_shares(style, of, out, err);
}

static ent_status draw(const ent_picture *how, const ent_chart_style *style, portfolio *p, ent_chart_frame frame, ent_buf *out,
                       ent_error *err)
{
  rank_partners(p);
  if (p->n_sums == 0)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "no partner to draw the share of");
  const size_t most = how->most && how->most < SHOWN ? how->most : SHOWN;
  const size_t n_areas = p->n_sums <= most + 1 ? p->n_sums : most + 1;
  ent_chart_share *areas = ent_arena_array(p->arena, n_areas, sizeof *areas);
  double *values = ent_arena_array(p->arena, n_areas * p->n_times, sizeof *values);
  if (!areas || !values)
    return enti_picture_no_memory(err);
  for (size_t i = 0; i < p->n_holdings; i++)
    values[area_of(p, p->holdings[i].partner, n_areas) * p->n_times + p->holdings[i].time] += p->holdings[i].share;
  const ent_date last = {p->days[p->n_times - 1], ENT_DATE_DAY};
  for (size_t i = 0; i < n_areas; i++) {
    areas[i].values = values + i * p->n_times;
    areas[i].label = i + 1 == n_areas && p->n_sums > n_areas
                         ? ent_arena_printf(p->arena, "%zu others", p->n_sums - (n_areas - 1))
                         : enti_picture_name(p->arena, how->actors, p->sums[i].partner, last);
  }
  const ent_chart_shares_of of = {p->days, p->n_times, areas, n_areas, p->effective, ENT_STR("Effective number of partners (1 / HHI)")};
  return put(style, &frame, &of, out, err);
}

/* "1950 to 2024", or "2024". */
static ent_str time_of(ent_arena *arena, ent_date from, ent_date to)
{
  char first[16], last[16];
  ent_date_format(from, first);
  ent_date_format(to, last);
  return strcmp(first, last) ? ent_arena_printf(arena, "%s to %s", first, last) : ent_arena_printf(arena, "%s", first);
}

static ent_str title_of(const portfolio *p, const ent_picture *how, ent_str actor)
{
  const ent_date last = {p->days[p->n_times - 1], ENT_DATE_DAY};
  const ent_str name = enti_picture_name(p->arena, how->actors, actor, last);
  return ent_arena_printf(p->arena, "On whom %.*s relies", ENT_STR_ARG(name));
}

/* ---- of loaded alliances ---------------------------------------------------------------------------------------------- */

static void fill_years(portfolio *p, const ent_picture *how, const ent_posture_year *years, bool defense)
{
  for (size_t y = 0; y < p->n_times; y++) {
    const ent_portfolio *of = defense ? &years[y].defense : &years[y].any;
    p->days[y] = ent_date_make(years[y].year, 1, 1).day;
    p->effective[y] = of->known ? of->weighed.effective : NAN;
    for (size_t i = 0; of->known && i < years[y].n_partners; i++) {
      const ent_posture_partner *partner = &years[y].partners[i];
      hold(p, y, enti_picture_state(p->arena, how->actors, partner->state, years[y].year),
           defense ? partner->share_defense : partner->share_any);
    }
  }
}

static ent_status picture_posture(const ent_picture *how, const ent_chart_style *style, const ent_posture_year *years, size_t n,
                                  bool defense, ent_buf *out, ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  portfolio p;
  size_t partners = 0;
  for (size_t y = 0; y < n; y++)
    partners += years[y].n_partners;
  ent_status status = !begin(&p, arena, n, partners) ? enti_picture_no_memory(err)
                      : n == 0 ? ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "no year to draw")
                               : ENT_OK;
  if (status == ENT_OK) {
    fill_years(&p, how, years, defense);
    const ent_str actor = enti_picture_state(arena, how->actors, years[n - 1].state, years[n - 1].year);
    const ent_str subtitle = ent_arena_printf(arena, "shares of its %s, weighed by the partners' power (CINC), %.*s",
                                              defense ? "defence alliances" : "alliances of any kind, also non-aggression",
                                              ENT_STR_ARG(time_of(arena, ent_date_make(years[0].year, 0, 0), ent_date_make(years[n - 1].year, 0, 0))));
    status = draw(how, style, &p, enti_picture_frame(how, title_of(&p, how, actor), subtitle), out, err);
  }
  ent_arena_free(arena);
  return status;
}

ent_status ent_picture_posture(const ent_picture *how, const ent_posture_year *years, size_t n, bool defense, ent_buf *out,
                               ent_error *err)
{
  return picture_posture(how, NULL, years, n, defense, out, err);
}

ent_status ent_picture_posture_text(const ent_picture *how, const ent_chart_style *style, const ent_posture_year *years,
                                    size_t n, bool defense, ent_buf *out, ent_error *err)
{
  return picture_posture(how, style, years, n, defense, out, err);
}

/* ---- of the reference base ---------------------------------------------------------------------------------------------- */

static ent_status picture_standing(const ent_picture *how, const ent_chart_style *style, ent_str actor,
                                   const ent_standing *standing, size_t n, ent_buf *out, ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  portfolio p;
  size_t partners = 0;
  for (size_t t = 0; t < n; t++)
    partners += standing[t].n_partners;
  ent_status status = !begin(&p, arena, n, partners) ? enti_picture_no_memory(err)
                      : n == 0 ? ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "no date to draw")
                               : ENT_OK;
  if (status == ENT_OK) {
    for (size_t t = 0; t < n; t++) {
      p.days[t] = ent_date_last(standing[t].date);
      p.effective[t] = standing[t].pillars.posture.effective;
      for (size_t i = 0; i < standing[t].n_partners; i++)
        hold(&p, t, standing[t].partners[i].partner, standing[t].partners[i].share);
    }
    const ent_str subtitle =
        ent_arena_printf(arena, "alliances, bases, treaties of two, partnerships, arms in the reference base, %.*s",
                         ENT_STR_ARG(time_of(arena, standing[0].date, standing[n - 1].date)));
    status = draw(how, style, &p, enti_picture_frame(how, title_of(&p, how, actor), subtitle), out, err);
  }
  ent_arena_free(arena);
  return status;
}

ent_status ent_picture_standing(const ent_picture *how, ent_str actor, const ent_standing *standing, size_t n, ent_buf *out,
                                ent_error *err)
{
  return picture_standing(how, NULL, actor, standing, n, out, err);
}

ent_status ent_picture_standing_text(const ent_picture *how, const ent_chart_style *style, ent_str actor,
                                     const ent_standing *standing, size_t n, ent_buf *out, ent_error *err)
{
  return picture_standing(how, style, actor, standing, n, out, err);
}
