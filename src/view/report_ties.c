/* The report's parts on ties: then and now, the portfolio, and each tie with its history. */
#include "view/report_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- then and now ---------------------------------------------------------------------------------------------------- */

typedef struct partner_row {
  ent_str id;
  size_t good[2], bad[2];  /* ties that surely stood then, now */
  ent_str names[2];        /* the families of those that came, and of those that went */
} partner_row;

static ent_str with_word(const report_at *at, ent_str words, ent_str word)
{
  return words.n ? ent_arena_printf(at->arena, "%.*s, %.*s", ENT_STR_ARG(words), ENT_STR_ARG(word)) : word;
}

static partner_row *row_of(partner_row *rows, size_t *n, ent_str id)
{
  for (size_t i = 0; i < *n; i++)
    if (ent_str_eq(rows[i].id, id))
      return &rows[i];
  rows[*n] = (partner_row){.id = id};
  return &rows[(*n)++];
}

static void count_tie(const report_at *at, partner_row *rows, size_t *n, const ent_tie *tie)
{
  const bool then = ent_tie_stood(tie, at->report->then) == 1, now = ent_tie_stood(tie, at->report->now) == 1;
  const ent_str id = ent_picture_partner(tie, at->report->actor);
  if (!tie->standing || !id.n || (!then && !now) || !enti_picture_telling(tie->family))
    return;
  partner_row *row = row_of(rows, n, id);
  size_t *counts = ent_picture_tone(tie->family) == ENT_TONE_BAD ? row->bad : row->good;
  counts[0] += then;
  counts[1] += now;
  const ent_str word = tie->n_steps ? tie->steps[tie->n_steps - 1].code : tie->family;
  if (now && !then)
    row->names[0] = with_word(at, row->names[0], word);
  if (then && !now)
    row->names[1] = with_word(at, row->names[1], word);
}

static int most_now_first(const void *x, const void *y)
{
  const partner_row *a = x, *b = y;
  const size_t p = a->good[1] + a->bad[1], q = b->good[1] + b->bad[1];
  return p != q ? (p < q ? 1 : -1) : ent_str_cmp(a->id, b->id);
}

typedef struct totals {
  size_t ties[2], partners[2];
} totals;

static totals sum_rows(const partner_row *rows, size_t n)
{
  totals t = {{0}, {0}};
  for (size_t i = 0; i < n; i++)
    for (int when = 0; when < 2; when++) {
      const size_t ties = rows[i].good[when] + rows[i].bad[when];
      t.ties[when] += ties;
      t.partners[when] += ties > 0;
    }
  return t;
}

static void put_lead(const report_at *at, const totals *t)
{
  const ent_str name = enti_report_name(at, at->report->actor);
  const ent_str then = enti_report_date(at, at->report->then), now = enti_report_date(at, at->report->now);
  enti_html(at->out, "<p class=\"lead\">On %s, %s had ", &then, &name);
  ent_buf_printf(at->out, "%zu standing tie%s with %zu partner%s that are known here, beyond diplomatic relations; ", t->ties[0], t->ties[0] == 1 ? "" : "s",
                 t->partners[0], t->partners[0] == 1 ? "" : "s");
  enti_html(at->out, "on %s, ", &now);
  ent_buf_printf(at->out, "%zu with %zu.</p>\n", t->ties[1], t->partners[1]);
}

static void put_rows(const report_at *at, const partner_row *rows, size_t n)
{
  ent_buf_c(at->out, "<table><thead><tr><th>Partner</th><th class=\"n\">then</th><th class=\"n\">now</th><th>new</th><th>gone"
                     "</th></tr></thead><tbody>\n");
  for (size_t i = 0; i < n; i++) {
    const ent_str name = enti_report_name(at, rows[i].id);
    enti_html(at->out, "<tr><td>%s</td>", &name);
    for (int when = 0; when < 2; when++) {
      ent_buf_printf(at->out, "<td class=\"n\">%zu", rows[i].good[when]);
      if (rows[i].bad[when])
        ent_buf_printf(at->out, " (and %zu against)", rows[i].bad[when]);
      ent_buf_c(at->out, "</td>");
    }
    enti_html(at->out, "<td>%s</td><td>%s</td></tr>\n", &rows[i].names[0], &rows[i].names[1]);
  }
  ent_buf_c(at->out, "</tbody></table>\n");
}

ent_status enti_report_summary(const report_at *at, ent_error *err)
{
  size_t n = 0;
  partner_row *rows = ent_arena_array(at->arena, at->report->timeline->n + 1, sizeof *rows);
  if (!rows)
    return enti_picture_no_memory(err);
  for (size_t i = 0; i < at->report->timeline->n; i++)
    count_tie(at, rows, &n, &at->report->timeline->ties[i]);
  qsort(rows, n, sizeof *rows, most_now_first);
  const totals t = sum_rows(rows, n);
  ent_buf_c(at->out, "<h2>Then and now</h2>\n");
  put_lead(at, &t);
  if (n)
    put_rows(at, rows, n);
  else
    ent_buf_c(at->out, "<p class=\"none\">No tie beyond diplomatic relations is known to have stood on either day. That is what is known here, not that "
                       "there was none.</p>\n");
  return ENT_OK;
}

/* ---- portfolio and map ------------------------------------------------------------------------------------------------ */

static void put_posture_words(const report_at *at)
{
  const ent_posture_year *first = NULL, *last = NULL;
  for (size_t i = 0; i < at->report->n_posture; i++)
    if (at->report->posture[i].defense.known && at->report->posture[i].defense.n) {
      first = first ? first : &at->report->posture[i];
      last = &at->report->posture[i];
    }
  if (!first || first == last)
    return;
  ent_buf_printf(at->out, "<p>Of its defence alliances, weighed by power, the largest partner held %.0f %% in %d and %.0f %% in %d; "
                          "that is as concentrated as %.2f and %.2f equal partners. With all treaties that ATOP counts (also "
                          "non-aggression and consultation) it had %zu in %d and %zu in %d.</p>\n",
                 100 * first->defense.weighed.top_share, first->year, 100 * last->defense.weighed.top_share, last->year,
                 first->defense.weighed.effective, last->defense.weighed.effective, first->any.n, first->year, last->any.n,
                 last->year);
}

static void put_standing(const report_at *at, const ent_standing *s, const char *verb)
{
  const ent_str date = enti_report_date(at, s->date);
  enti_html(at->out, s->date.precision == ENT_DATE_DAY ? "On %s it " : "In %s it ", &date);
  ent_buf_printf(at->out, "%s on %zu partner%s, as concentrated as %.1f equal one%s (", verb, s->n_partners,
                 s->n_partners == 1 ? "" : "s", s->pillars.posture.effective, s->n_partners == 1 ? "" : "s");
  for (size_t i = 0; i < s->n_partners && i < 4; i++) {
    const ent_str name = enti_report_name(at, s->partners[i].partner);
    enti_html(at->out, i ? ", %s" : "%s", &name);
    ent_buf_printf(at->out, " %.0f %%", 100 * s->partners[i].share);
  }
  ent_buf_c(at->out, s->n_partners > 4 ? ", and others). " : "). ");
}

/* The first and the last year in which there are partners, in words. */
static void put_standing_words(const report_at *at)
{
  const ent_standing *first = NULL, *last = NULL;
  for (size_t i = 0; i < at->report->n_standing; i++)
    if (at->report->standing[i].n_partners) {
      first = first ? first : &at->report->standing[i];
      last = &at->report->standing[i];
    }
  if (!first)
    return;
  ent_buf_c(at->out, "<p>By the ties that one can lean on (alliances, bases, treaties of two, partnerships, arms): ");
  put_standing(at, first, "leaned");
  if (last != first)
    put_standing(at, last, "leaned");
  ent_buf_c(at->out, "</p>\n");
}

static ent_status put_standing_picture(const report_at *at, ent_error *err)
{
  ent_buf svg = ENT_BUF_INIT((size_t)64 << 20);
  put_standing_words(at);
  const ent_status drawn =
      ent_picture_standing(at->how, at->report->actor, at->report->standing, at->report->n_standing, &svg, err);
  const ent_status status = enti_report_figure(at, drawn, &svg, "Shares of what it can lean on, by partner, from the reference base; "
                                               "entente posture --why lists the ties behind them.", err);
  ent_buf_done(&svg);
  return status;
}

ent_status enti_report_portfolio(const report_at *at, ent_error *err)
{
  const ent_report *r = at->report;
  ent_status status = ENT_OK;
  ent_buf svg = ENT_BUF_INIT((size_t)64 << 20);
  ent_buf_c(at->out, "<h2>On whom it relies</h2>\n");
  if (r->n_standing)
    status = put_standing_picture(at, err);
  if (status == ENT_OK && r->n_posture) {
    put_posture_words(at);
    const ent_status drawn = ent_picture_posture(at->how, r->posture, r->n_posture, false, &svg, err);
    status = enti_report_figure(at, drawn, &svg, "Each partner's share of the alliances of any kind, and below as how many equal "
                                "partners they are as concentrated.", err);
  } else if (status == ENT_OK)
    ent_buf_c(at->out, "<p class=\"none\">No alliances are loaded into the store (entente load, ATOP): no figures of the "
                       "portfolio.</p>\n");
  ent_buf_clear(&svg);
  if (status == ENT_OK && r->map && !r->other.n) {
    const ent_status drawn = ent_picture_map(at->how, r->map, r->timeline, r->actor, r->now, &svg, err);
    status = enti_report_figure(at, drawn, &svg, "Partners on the later day.", err);
  }
  ent_buf_done(&svg);
  return status;
}

/* ---- every tie ---------------------------------------------------------------------------------------------------------- */

static void put_span(const report_at *at, const ent_tie *tie)
{
  const ent_str start = enti_report_date(at, tie->start), end = enti_report_date(at, tie->end);
  if (!tie->standing)
    return;
  enti_html(at->out, ", from %s", &start);
  if (tie->start_disputed)
    ent_buf_c(at->out, " (sources differ)");
  if (ent_date_known(tie->end))
    enti_html(at->out, " to %s", &end);
  else
    ent_buf_c(at->out, ", no end known");
  if (tie->end_disputed)
    ent_buf_c(at->out, " (sources differ)");
}

static void put_step(const report_at *at, const ent_step *step)
{
  const ent_str what = ent_str_of(ent_step_text(step->what)), from = enti_report_date(at, step->from);
  enti_html(at->out, "<p class=\"cite\">%s, %s", &from, &step->code);
  enti_html(at->out, ": %s", &what);
  if (ent_date_known(step->to)) {
    const ent_str to = enti_report_date(at, step->to);
    enti_html(at->out, " until %s", &to);
  }
  if (step->as_of)
    ent_buf_c(at->out, " (the day on which it was written)");
  if (step->dispute)
    ent_buf_printf(at->out, " [disputed, %u]", step->dispute);
  ent_buf_c(at->out, "</p>\n");
  enti_report_evidence(at, step);
}

static void put_tie(const report_at *at, const ent_tie *tie)
{
  const ent_str source = enti_report_name(at, tie->source), target = enti_report_name(at, tie->target);
  enti_html(at->out, "<details><summary>%s: %s", &tie->family, &source);
  if (tie->target.n)
    enti_html(at->out, tie->mutual ? " and %s" : " \u2192 %s", &target);
  if (tie->object.n)
    enti_html(at->out, " (%s)", &tie->object);
  put_span(at, tie);
  if (tie->support)
    ent_buf_printf(at->out, "; %zu source%s", tie->support, tie->support == 1 ? "" : "s");
  ent_buf_c(at->out, tie->in_reference ? "; in the reference base</summary>\n" : "</summary>\n");
  for (size_t i = 0; i < tie->n_steps; i++)
    put_step(at, &tie->steps[i]);
  ent_buf_c(at->out, "</details>\n");
}

ent_status enti_report_timeline(const report_at *at, ent_error *err)
{
  const ent_report *r = at->report;
  ent_buf svg = ENT_BUF_INIT((size_t)64 << 20);
  ent_buf_c(at->out, "<h2>Every tie, with its evidence</h2>\n");
  const ent_status drawn = ent_picture_timeline(at->how, r->timeline, r->actor, ENT_NO_DATE, ENT_NO_DATE, &svg, err);
  ent_status status = enti_report_figure(at, drawn, &svg, "Ties in time. Open one below to see who says so.", err);
  ent_buf_done(&svg);
  for (size_t i = 0; i < r->timeline->n && status == ENT_OK; i++)
    put_tie(at, &r->timeline->ties[i]);
  return status;
}
