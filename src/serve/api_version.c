/* What answers, and how it fares: versions for people, counters for Prometheus. */
#include "serve/api.h"

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

/* Text format 0.0.4 of Prometheus. */
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
    ent_buf_printf(c->out, "# HELP %s %s\n# TYPE %s counter\n", series[s].name, series[s].help, series[s].name);
    for (size_t i = 0; i <= n_paths; i++) {
      enti_counters *k = &c->api->counters[i];
      unsigned long long values[] = {atomic_load(&k->requests), atomic_load(&k->refused), atomic_load(&k->failed),
                                     atomic_load(&k->microseconds)};
      ent_buf_printf(c->out, "%s{path=\"%s\"} ", series[s].name, i < n_paths ? paths[i].path : "page");
      if (s < 3)
        ent_buf_printf(c->out, "%llu\n", values[s]);
      else
        ent_buf_printf(c->out, "%llu.%06llu\n", values[3] / 1000000, values[3] % 1000000);
    }
  }
  ent_buf_printf(c->out, "# HELP entente_documents Documents in the store.\n# TYPE entente_documents gauge\n"
                         "entente_documents %lld\n# HELP entente_claims Claims in the store.\n# TYPE entente_claims gauge\n"
                         "entente_claims %lld\n", (long long)n.documents, (long long)n.claims);
  return ENT_OK;
}
