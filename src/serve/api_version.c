/* What answers, and how it fares: versions for people, counters for Prometheus. */
#include "serve/api.h"

#include "base/metric.h"

static ent_status count(enti_call *c, ent_browse_counts *ret, ent_error *err)
{
  *ret = (ent_browse_counts){0};
  return c->store ? ent_browse_count(c->store, ret, err) : ENT_OK;
}

ent_status enti_answer_version(enti_call *c, ent_error *err)
{
  ent_browse_counts n;
  ent_status status = count(c, &n, err);
  if (status != ENT_OK)
    return status;
  ent_buf *out = c->out;
  enti_json_text(out, "program", ENT_STR(ENT_VERSION));
  enti_json_text(out, "data", ent_str_of(ent_pack_version(ent_reader_pack(c->reader))));
  enti_json_text(out, "grammar", ent_str_of(ent_grammar_version(ent_reader_grammar(c->reader))));
  enti_json_bool(out, "store", c->store != NULL);
  enti_json_signed(out, "documents", n.documents);
  enti_json_signed(out, "stories", n.stories);
  enti_json_signed(out, "claims", n.claims);
  enti_json_signed(out, "datasets", n.dataset_files);
  enti_json_number(out, "facts", ent_reference_count(ent_reader_reference(c->reader)));
  return ENT_OK;
}

static double value_of(const enti_counters *k, size_t series)
{
  switch (series) {
  case 0: return (double)atomic_load(&k->requests);
  case 1: return (double)atomic_load(&k->refused);
  case 2: return (double)atomic_load(&k->failed);
  default: return (double)atomic_load(&k->microseconds) / 1e6;
  }
}

ent_status enti_answer_metrics(enti_call *c, ent_error *err)
{
  ent_browse_counts n;
  ent_status status = count(c, &n, err);
  if (status != ENT_OK)
    return status;
  size_t n_paths;
  const enti_path *paths = enti_paths(&n_paths);
  static const struct { const char *name, *help; } series[] = {
      {"entente_requests_total", "Requests answered."},
      {"entente_requests_refused_total", "Requests answered with 4xx."},
      {"entente_requests_failed_total", "Requests answered with 5xx."},
      {"entente_request_seconds_total", "Time spent answering."}};
  for (size_t s = 0; s < sizeof series / sizeof *series; s++) {
    enti_metric_begin(c->out, series[s].name, series[s].help, ENTI_COUNTER);
    for (size_t i = 0; i <= n_paths; i++)
      enti_metric_value(c->out, series[s].name, "path", ent_str_of(i < n_paths ? paths[i].path : "page"),
                        value_of(&c->api->counters[i], s));
  }
  enti_metric_begin(c->out, "entente_documents", "Documents in the store.", ENTI_GAUGE);
  enti_metric_value(c->out, "entente_documents", NULL, ENT_STR_NONE, (double)n.documents);
  enti_metric_begin(c->out, "entente_claims", "Claims in the store.", ENTI_GAUGE);
  enti_metric_value(c->out, "entente_claims", NULL, ENT_STR_NONE, (double)n.claims);
  return ENT_OK;
}
