/* Measurements for Prometheus, in its text format 0.0.4. */
#ifndef ENTI_METRIC_H
#define ENTI_METRIC_H

#include <entente/base.h>

#define ENTI_METRIC_TYPE "text/plain; version=0.0.4; charset=utf-8"

typedef enum enti_metric_kind { ENTI_COUNTER, ENTI_GAUGE } enti_metric_kind;

/* The lines that come before the values of a metric. A counter's name ends in _total. */
void enti_metric_begin(ent_buf *out, const char *name, const char *help, enti_metric_kind kind);
/* One value; label NULL: none. Whole numbers are written as such, others with six digits behind the point. */
void enti_metric_value(ent_buf *out, const char *name, const char *label, ent_str of, double value);

#endif
