/* The parts of a report, each a file; report.c puts them together. */
#ifndef ENTI_REPORT_H
#define ENTI_REPORT_H

#include "view/html.h"
#include "view/picture.h"

#include <entente/report.h>

typedef struct report_at {
  const ent_picture *how;
  const ent_report *report;
  ent_arena *arena;
  ent_buf *out;
} report_at;

ent_str enti_report_name(const report_at *at, ent_str ids);
/* "2005", "July 2005", "11 July 2005"; "an unknown date". */
ent_str enti_report_date(const report_at *at, ent_date date);
/* A picture that was drawn into svg, with its caption; where drawing failed for want of data, the reason in words. Other
 * failures are returned. */
ENT_CHECKED ent_status enti_report_figure(const report_at *at, ent_status drawn, const ent_buf *svg, const char *caption,
                                          ent_error *err);
/* One sentence, with the document that it stands in. */
void enti_report_claim(const report_at *at, const ent_step_claim *claim);
/* The sentences and facts behind a step. */
void enti_report_evidence(const report_at *at, const ent_step *step);
void enti_report_cause(const report_at *at, const ent_cause *cause);

ENT_CHECKED ent_status enti_report_summary(const report_at *at, ent_error *err);   /* then and now */
ENT_CHECKED ent_status enti_report_portfolio(const report_at *at, ent_error *err); /* posture, map */
ENT_CHECKED ent_status enti_report_timeline(const report_at *at, ent_error *err);  /* ties, each with its history */
ENT_CHECKED ent_status enti_report_closeness(const report_at *at, ent_error *err); /* with each partner */
void enti_report_conflicts(const report_at *at);
void enti_report_method(const report_at *at);

#endif
