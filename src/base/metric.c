/* Measurements for Prometheus. */
#include "base/metric.h"

#include <math.h>

void enti_metric_begin(ent_buf *out, const char *name, const char *help, enti_metric_kind kind)
{
  ent_buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind == ENTI_COUNTER ? "counter" : "gauge");
}

static void put_label(ent_buf *out, const char *label, ent_str of)
{
  ent_buf_printf(out, "{%s=\"", label);
  for (size_t i = 0; i < of.n; i++) {
    if (of.p[i] == '"' || of.p[i] == '\\')
      ent_buf_char(out, '\\');
    if (of.p[i] == '\n')
      ent_buf_c(out, "\\n");
    else
      ent_buf_char(out, of.p[i]);
  }
  ent_buf_c(out, "\"}");
}

void enti_metric_value(ent_buf *out, const char *name, const char *label, ent_str of, double value)
{
  ent_buf_c(out, name);
  if (label)
    put_label(out, label, of);
  ent_buf_printf(out, fabs(value) < 9e15 && floor(value) == value ? " %.0f\n" : " %.6f\n", value);
}
