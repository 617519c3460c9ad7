/* The report's parts on change: closeness with each partner, what turned it, what documents disagree on; and method. */
#include "view/report_private.h"

#include <math.h>

static void put_verdict(const report_at *at, const ent_closeness_result *c)
{
  const ent_str verdict = ent_str_of(ent_trend_text(c->verdict));
  const ent_str from = enti_report_date(at, c->begin.date), to = enti_report_date(at, c->end.date);
  enti_html(at->out, "<p>From %s to %s: <strong>%s</strong>.", &from, &to, &verdict);
  if (isfinite(c->events.value))
    ent_buf_printf(at->out, " Events %+.2f (95 %% band %+.2f to %+.2f).", c->events.value, c->events.lo, c->events.hi);
  if (isfinite(c->tie_change.value))
    ent_buf_printf(at->out, " Ties %+.2f, from %.2f to %.2f.", c->tie_change.value, c->begin.ties.value, c->end.ties.value);
  if (isfinite(c->begin.kappa) && isfinite(c->end.kappa))
    ent_buf_printf(at->out, " Votes in the UN: \u03ba %.2f, then %.2f.", c->begin.kappa, c->end.kappa);
  ent_buf_c(at->out, "</p>\n");
}

static void put_turns(const report_at *at, const ent_report_partner *p)
{
  for (size_t i = 0; i < p->n_turns; i++) {
    const ent_turn *t = &p->turns[i];
    const ent_str date = enti_report_date(at, t->ties ? t->date : ent_date_coarsen(t->date, ENT_DATE_MONTH));
    enti_html(at->out, "<h4>Turning point: %s</h4>\n<p>", &date);
    ent_buf_printf(at->out, "%s go from %+.2f to %+.2f", t->ties ? "Ties" : "Events", t->before, t->after);
    if (isfinite(t->confidence))
      ent_buf_printf(at->out, " (confidence %.0f %%)", 100 * t->confidence);
    ent_buf_c(at->out, t->n_causes ? ". Within two months:</p>\n<ul>\n" : ". Nothing is known within two months.</p>\n");
    for (size_t k = 0; k < t->n_causes; k++)
      enti_report_cause(at, &t->causes[k]);
    if (t->n_causes)
      ent_buf_c(at->out, "</ul>\n");
  }
}

static ent_status put_partner(const report_at *at, const ent_report_partner *p, ent_error *err)
{
  const ent_str name = enti_report_name(at, p->closeness.names[1]);
  ent_buf svg = ENT_BUF_INIT((size_t)64 << 20);
  enti_html(at->out, "<h3>%s</h3>\n", &name);
  put_verdict(at, &p->closeness);
  const ent_status drawn = ent_picture_closeness(at->how, &p->closeness, p->turns, p->n_turns, &svg, err);
  const ent_status status = enti_report_figure(at, drawn, &svg, "Three measures side by side; they are not added up.", err);
  ent_buf_done(&svg);
  if (status == ENT_OK)
    put_turns(at, p);
  return status;
}

ent_status enti_report_closeness(const report_at *at, ent_error *err)
{
  ent_status status = ENT_OK;
  ent_buf_c(at->out, "<h2>Closer or apart</h2>\n");
  if (at->report->n_partners == 0)
    ent_buf_c(at->out, "<p class=\"none\">Nothing is known from which closeness could be measured.</p>\n");
  for (size_t i = 0; i < at->report->n_partners && status == ENT_OK; i++)
    status = put_partner(at, &at->report->partners[i], err);
  return status;
}

/* ---- contradictions ------------------------------------------------------------------------------------------------------ */

static void put_side(const report_at *at, ent_str said, const ent_step_claim *claims, size_t n)
{
  enti_html(at->out, "<div><p class=\"cite\">%s</p>\n", &said);
  for (size_t i = 0; i < n; i++)
    enti_report_claim(at, &claims[i]);
  ent_buf_c(at->out, "</div>");
}

static void put_conflict(const report_at *at, const ent_conflict *c)
{
  const ent_str why = ent_str_of(c->why), source = enti_report_name(at, c->source), target = enti_report_name(at, c->target);
  enti_html(at->out, "<h3>%s: %s", &c->family, &source);
  if (target.n)
    enti_html(at->out, ", %s", &target);
  enti_html(at->out, " (%s)</h3>\n<div class=\"against\">", &why);
  put_side(at, c->said_a, c->a, c->n_a);
  put_side(at, c->said_b, c->b, c->n_b);
  ent_buf_c(at->out, "</div>\n");
  if (c->reference.n)
    enti_html(at->out, "<p>The reference base: %s <span class=\"cite\">(%s)</span></p>\n", &c->reference, &c->reference_source);
}

void enti_report_conflicts(const report_at *at)
{
  const ent_report *r = at->report;
  ent_buf_c(at->out, "<h2>What cannot both be true</h2>\n");
  if (r->n_conflicts == 0)
    ent_buf_c(at->out, r->store.n ? "<p class=\"none\">No two documents were found to contradict each other here.</p>\n"
                                  : "<p class=\"none\">No documents, so none that contradict each other.</p>\n");
  for (size_t i = 0; i < r->n_conflicts; i++)
    put_conflict(at, &r->conflicts[i]);
}

/* ---- method ------------------------------------------------------------------------------------------------------------------ */

void enti_report_method(const report_at *at)
{
  ent_buf_c(at->out,
            "<h2>Method and limits</h2>\n"
            "<p>Claims are read out of the documents by rules over the grammar of each sentence; every one keeps its sentence. "
            "Ties are merged from claims and from the reference base; where sources disagree, both stand. A date is as fine as "
            "its source, and what is unknown stays unknown.</p>\n"
            "<p><em>Events</em>: scores of PLOVER events (\u221210 to 10) as an exponential mean with a half-life of three "
            "months, drawn towards the past where there are few. <em>Ties</em>: (P \u2212 C) / (2 + P + C), with the weights of "
            "those that bind (P) and those that set apart (C). <em>Votes</em>: Cohen's \u03ba with squared distances over the roll "
            "calls of a year. <em>Turning points</em>: optimal partitioning with a penalty of 3 ln T; their confidence by "
            "permutation. The three measures are not added up, since no one knows their weights.</p>\n"
            "<p>The program misses claims (about half of those a careful reader finds in a dense article), and some that it "
            "makes are wrong: read the sentence before you quote the figure. Few documents show what their authors thought "
            "worth telling, not what happened.</p>\n");
  enti_html(at->out, "<p class=\"meta\">%s</p>\n", &at->how->source);
}
