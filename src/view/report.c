/* The report: one page of HTML with everything in it. */
#include "view/report_private.h"
#include "view/report_style.h"

#include <string.h>

ent_str enti_report_name(const report_at *at, ent_str ids)
{
  return enti_picture_name(at->arena, at->how->actors, ids, at->report->now);
}

ent_str enti_report_date(const report_at *at, ent_date date)
{
  static const char *const months[] = {"",     "January", "February",  "March",   "April",    "May",     "June",
                                       "July", "August",  "September", "October", "November", "December"};
  int year, month, day;
  if (!ent_date_known(date))
    return ENT_STR("an unknown date");
  ent_date_split(date, &year, &month, &day);
  if (day)
    return ent_arena_printf(at->arena, "%d %s %d", day, months[month], year);
  return month ? ent_arena_printf(at->arena, "%s %d", months[month], year) : ent_arena_printf(at->arena, "%d", year);
}

ent_status enti_report_figure(const report_at *at, ent_status drawn, const ent_buf *svg, const char *caption, ent_error *err)
{
  if (drawn == ENT_EINPUT) {
    const ent_str why = ent_str_of(err->message);
    enti_html(at->out, "<p class=\"none\">No picture: %s.</p>\n", &why);
    return ENT_OK;
  }
  if (drawn != ENT_OK)
    return drawn;
  ent_buf_c(at->out, "<figure>\n");
  ent_buf_str(at->out, ent_buf_view(svg)); /* our own markup: escaped where it was drawn */
  ent_buf_printf(at->out, "<figcaption>%s</figcaption></figure>\n", caption);
  return ENT_OK;
}

/* ---- evidence ---------------------------------------------------------------------------------------------------- */

void enti_report_claim(const report_at *at, const ent_step_claim *claim)
{
  const ent_str title = claim->title.n ? claim->title : claim->name;
  enti_html(at->out, "<blockquote>%s<cite>", &claim->evidence);
  enti_html_link(at->out, claim->url, title);
  if (claim->publisher.n)
    enti_html(at->out, ", %s", &claim->publisher);
  if (claim->published.n)
    enti_html(at->out, ", %s", &claim->published);
  if (claim->attributed.n) {
    const ent_str who = enti_report_name(at, claim->attributed);
    enti_html(at->out, "; as %s says", &who);
  }
  if (claim->copies > 0)
    ent_buf_printf(at->out, "; and %lld copies of the story", (long long)claim->copies);
  ent_buf_printf(at->out, "; bytes %u to %u</cite></blockquote>\n", (unsigned)claim->start, (unsigned)claim->end);
}

static void put_fact(const report_at *at, const ent_fact *fact)
{
  const ent_str subject = enti_report_name(at, fact->subject), object = enti_report_name(at, fact->object);
  enti_html(at->out, "<p class=\"cite\">Reference base: %s %s %s (source: %s", &subject, &fact->relation, &object, &fact->source);
  ent_buf_c(at->out, fact->checked ? ", checked)" : ", not yet checked in the source)");
  ent_buf_c(at->out, "</p>\n");
}

void enti_report_evidence(const report_at *at, const ent_step *step)
{
  for (size_t i = 0; i < step->n_claims; i++)
    enti_report_claim(at, &step->claims[i]);
  for (size_t i = 0; i < step->n_facts; i++)
    put_fact(at, &step->facts[i]);
}

void enti_report_cause(const report_at *at, const ent_cause *cause)
{
  const ent_str date = enti_report_date(at, cause->date);
  enti_html(at->out, "<li>%s: %s", &date, &cause->what);
  if (cause->reports > 1)
    ent_buf_printf(at->out, " (%lld reports)", (long long)cause->reports);
  if (cause->evidence.n)
    enti_html(at->out, "<blockquote>%s<cite>%s</cite></blockquote>", &cause->evidence, &cause->source);
  else if (cause->source.n) {
    ent_buf_c(at->out, " <span class=\"cite\">");
    enti_html_link(at->out, cause->source, cause->source);
    ent_buf_c(at->out, "</span>");
  }
  ent_buf_c(at->out, "</li>\n");
}

/* ---- the page ------------------------------------------------------------------------------------------------------ */

static void put_head(const report_at *at)
{
  const ent_report *r = at->report;
  ent_str title = enti_report_name(at, r->actor);
  if (r->other.n) {
    const ent_str other = enti_report_name(at, r->other);
    title = ent_arena_printf(at->arena, "%.*s and %.*s", ENT_STR_ARG(title), ENT_STR_ARG(other));
  }
  const ent_str then = enti_report_date(at, r->then), now = enti_report_date(at, r->now);
  ent_buf_c(at->out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
  enti_html(at->out, "<title>%s: who is close to whom</title>\n<style>", &title);
  ent_buf_c(at->out, REPORT_STYLE);
  enti_html(at->out, "</style>\n</head>\n<body>\n<h1>%s</h1>\n<p class=\"meta\">%s and %s compared. ", &title, &then, &now);
  if (r->store.n)
    ent_buf_printf(at->out, "%zu documents of a store, and the reference base.</p>\n", r->n_documents);
  else
    ent_buf_c(at->out, "Reference base alone: no store was given.</p>\n");
}

static ent_status put_parts(const report_at *at, ent_error *err)
{
  ent_status status = enti_report_summary(at, err);
  if (status == ENT_OK)
    status = enti_report_portfolio(at, err);
  if (status == ENT_OK)
    status = enti_report_closeness(at, err);
  if (status == ENT_OK)
    status = enti_report_timeline(at, err);
  if (status == ENT_OK) {
    enti_report_conflicts(at);
    enti_report_method(at);
  }
  return status;
}

ent_status ent_view_report(const ent_picture *how, const ent_report *report, ent_buf *out, ent_error *err)
{
  if (!ent_date_known(report->then) || !ent_date_known(report->now) || report->then.day >= report->now.day)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "a report compares two days, the first before the second");
  ent_error own = {0}; /* pictures without data give their reasons through it */
  const report_at at = {how, report, ent_arena_new(0), out};
  if (!at.arena)
    return enti_picture_no_memory(err);
  put_head(&at);
  ent_status status = put_parts(&at, err ? err : &own);
  ent_buf_c(out, "</body>\n</html>\n");
  ent_arena_free(at.arena);
  return status == ENT_OK && out->failed ? enti_picture_no_memory(err) : status;
}
