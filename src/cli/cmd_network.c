/* entente network: the network of alliances of a year, by igraph. */
#include "cli/chart.h"
#include "cli/commands.h"
#include "cli/field.h"

const char cmd_network_help[] =
    "usage: entente network --on YEAR [OPTIONS]\n\n"
    "The network of alliances of a year: who is tied to how many, who stands between others, who is in the\n"
    "core, which communities there are. Needs `entente load` of the data first.\n\n"
    "  --on YEAR          the year\n"
    "  --kind KIND        alliance-defense (default) or alliance-any: most ties of any kind are large\n"
    "                     nonaggression treaties\n"
    "  --summary          one row for the whole network\n"
    "  --triads           balance of friends (defence ties) and foes (disputes of hostility 4 and 5)\n"
    "  --why STATE        the ties of one state, that its figures come from\n"
    "  --chart FILE       a picture instead of the table: FILE.svg or FILE.png\n"
    "  --seed N           of the communities (default 1)\n"
    "  --codes NUMBERING  id (default), cow, gw, iso: how states are printed\n"
    "  --format FORMAT    text (default), csv, jsonl, graphml, gexf\n"
    "  --store PATH       the store\n"
    "  --data DIR         tables of your own, for the names of actors\n\n"
    "Exit code: 0 fine, 1 failed, 2 wrong usage.\n";

enum { DEFENSE, ANY };
static const char *const kinds[] = {"alliance-defense", "alliance-any", NULL};
static const char *const nets[] = {"defense", "any"};
static const char *const formats[] = {"text", "csv", "jsonl", "graphml", "gexf", NULL};
enum { GRAPHML = 3, GEXF = 4 };
static const char *const node_columns[] = {"year", "net", "ccode", "degree", "betweenness", "betweenness_norm", "harmonic_norm",
                                           "eigen_centrality_max1", "pagerank_085", "coreness", "local_clustering",
                                           "component_size", "community", NULL};
static const char *const summary_columns[] = {
    "year", "net", "nodes", "edges", "density", "components", "largest_component", "isolates", "transitivity_global",
    "mean_local_clustering_nan_excluded", "mean_distance_connected_pairs", "diameter", "triangles", "degree_centralization",
    "modularity_of_components", "modularity", "communities", NULL};
static const char *const triad_columns[] = {"year", "positive", "negative", "pos_edges", "neg_edges", "ally_and_mid_dyads",
                                            "tri_ppp", "tri_ppm", "tri_pmm", "tri_mmm", "balanced_share", NULL};
static const char *const why_columns[] = {"year", "net", "ccode", "partner", "degree_of_partner", "community_of_partner", NULL};

typedef struct options {
  cli_field_options field;
  ent_date on;
  int kind;
  bool summary, triads;
  const char *why, *chart;
  cli_chart_kind chart_kind;
  long seed;
} options;

typedef ent_alliance_network graph;

static int parse_options(int argc, char **argv, options *o)
{
  *o = (options){.seed = 1};
  const cli_option list[] = {CLI_FIELD_OPTIONS_OF(&o->field, formats), CLI_OPTION_DATE("on", &o->on),
                             CLI_OPTION_CHOICE("kind", &o->kind, kinds), CLI_OPTION_FLAG("summary", &o->summary),
                             CLI_OPTION_FLAG("triads", &o->triads), CLI_OPTION_STRING("why", &o->why), CLI_OPTION_STRING("chart", &o->chart),
                             CLI_OPTION_NUMBER("seed", &o->seed, 0, 1000000000), CLI_OPTION_END};
  int code = cli_options("network", argc, argv, list);
  if (code != CLI_OK)
    return code;
  if (!ent_date_known(o->on))
    return cli_usage("network", "--on which year?");
  if (optind < argc)
    return cli_usage("network", "no operands, please");
  if (!cli_chart_of("network", o->chart, &o->chart_kind))
    return CLI_USAGE;
  if (o->chart_kind == CLI_CHART_TERM)
    return cli_usage("network", "--chart: a network is drawn to FILE.svg or FILE.png");
  if (o->chart && (o->summary || o->triads || o->why))
    return cli_usage("network", "--chart is for the network itself");
  if (o->field.format >= GRAPHML && (o->summary || o->triads || o->why))
    return cli_usage("network", "--format %s is for the network itself", formats[o->field.format]);
  return CLI_OK;
}

static ent_status put_nodes(cli_run *r, const options *o, const graph *g, cli_table *t, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < g->n && status == ENT_OK; i++) {
    const ent_network_node *v = &g->nodes[i];
    cli_put_int(t, g->year);
    cli_put_text(t, ent_str_of(nets[o->kind]));
    cli_put_state(t, r->reader, o->field.codes, g->states[i], g->year);
    cli_put_int(t, v->degree);
    cli_put_real(t, v->betweenness);
    cli_put_real(t, v->betweenness_norm);
    cli_put_real(t, v->harmonic);
    cli_put_real(t, v->eigenvector);
    cli_put_real(t, v->pagerank);
    cli_put_int(t, v->coreness);
    cli_put_real(t, v->clustering);
    cli_put_int(t, v->component_size);
    cli_put_int(t, v->community);
    status = cli_row_end(t, err);
  }
  return status;
}

static ent_status put_summary(const options *o, const graph *g, cli_table *t, ent_error *err)
{
  const ent_network_summary *s = &g->summary;
  cli_put_int(t, g->year);
  cli_put_text(t, ent_str_of(nets[o->kind]));
  cli_put_int(t, (long long)s->nodes);
  cli_put_int(t, (long long)s->edges);
  cli_put_real(t, s->density);
  cli_put_int(t, (long long)s->components);
  cli_put_int(t, (long long)s->largest_component);
  cli_put_int(t, (long long)s->isolates);
  cli_put_real(t, s->transitivity);
  cli_put_real(t, s->mean_clustering);
  cli_put_real(t, s->mean_distance);
  cli_put_int(t, (long long)s->diameter);
  cli_put_int(t, (long long)s->triangles);
  cli_put_real(t, s->degree_centralization);
  cli_put_real(t, s->modularity_components);
  cli_put_real(t, s->modularity);
  cli_put_int(t, (long long)s->communities);
  return cli_row_end(t, err);
}

static ent_status put_triads(cli_run *r, int32_t year, cli_table *t, ent_error *err)
{
  ent_triads got;
  ent_status status = ent_relation_triads(&r->sources, year, &got, err);
  if (status != ENT_OK)
    return status;
  cli_put_int(t, year);
  cli_put_text(t, ENT_STR("ATOP defense obligation"));
  cli_put_text(t, ENT_STR("GML MID ongoing hostlev>=4 (overrides)"));
  const uint64_t counts[] = {got.positive, got.negative, got.both, got.ppp, got.ppm, got.pmm, got.mmm};
  for (size_t i = 0; i < 7; i++)
    cli_put_int(t, (long long)counts[i]);
  cli_put_real(t, got.balanced);
  return cli_row_end(t, err);
}

/* The ties of one state, which is what its figures come from. */
static ent_status put_ties(cli_run *r, const options *o, const graph *g, cli_table *t, ent_error *err)
{
  ent_state state;
  int32_t numbers[ENT_STATE_CODES];
  ent_status status = cli_state_resolve(r->reader, o->field.codes, o->why, r->arena, &state, err);
  size_t n = status == ENT_OK ? ent_state_numbers(r->sources.actors, &state, (ent_codes)o->field.codes, g->year, numbers) : 0;
  for (size_t i = 0; i < g->n_edges && status == ENT_OK; i++)
    for (int side = 0; side < 2 && status == ENT_OK; side++) {
      size_t a = g->edges[2 * i + (size_t)side], b = g->edges[2 * i + (size_t)!side], k = 0;
      while (k < n && numbers[k] != g->states[a])
        k++;
      if (k == n)
        continue;
      cli_put_int(t, g->year);
      cli_put_text(t, ent_str_of(nets[o->kind]));
      cli_put_state(t, r->reader, o->field.codes, g->states[a], g->year);
      cli_put_state(t, r->reader, o->field.codes, g->states[b], g->year);
      cli_put_int(t, g->nodes[b].degree);
      cli_put_int(t, g->nodes[b].community);
      status = cli_row_end(t, err);
    }
  return status;
}

/* ---- GraphML, GEXF ------------------------------------------------------------------------------------------------------ */

/* A state's name in a file of its own format: through a table of one cell. */
static void put_name(cli_run *r, const options *o, const graph *g, size_t node, ent_buf *out)
{
  static const char *const one[] = {"state", NULL};
  cli_table t = {.format = TABLE_CSV, .columns = one, .out = ENT_BUF_INIT(1000)};
  cli_put_state(&t, r->reader, o->field.codes, g->states[node], g->year);
  ent_buf_str(out, ent_buf_view(&t.out));
  ent_buf_done(&t.out);
}

static void put_graphml(cli_run *r, const options *o, const graph *g, ent_buf *out)
{
  ent_buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- entente %s, data %s: network of %d, %s -->\n",
                 ent_version(), ent_pack_version(ent_reader_pack(r->reader)), g->year, kinds[o->kind]);
  ent_buf_c(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
                 "<key id=\"betweenness\" for=\"node\" attr.name=\"betweenness\" attr.type=\"double\"/>\n"
                 "<key id=\"community\" for=\"node\" attr.name=\"community\" attr.type=\"int\"/>\n"
                 "<graph edgedefault=\"undirected\">\n");
  for (size_t i = 0; i < g->n; i++) {
    ent_buf_c(out, "<node id=\"");
    put_name(r, o, g, i, out);
    ent_buf_printf(out, "\"><data key=\"betweenness\">%.15g</data><data key=\"community\">%u</data></node>\n",
                   g->nodes[i].betweenness, g->nodes[i].community);
  }
  for (size_t i = 0; i < g->n_edges; i++) {
    ent_buf_c(out, "<edge source=\"");
    put_name(r, o, g, g->edges[2 * i], out);
    ent_buf_c(out, "\" target=\"");
    put_name(r, o, g, g->edges[2 * i + 1], out);
    ent_buf_c(out, "\"/>\n");
  }
  ent_buf_c(out, "</graph>\n</graphml>\n");
}

static void put_gexf(cli_run *r, const options *o, const graph *g, ent_buf *out)
{
  ent_buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
                      "<meta><creator>entente %s</creator><description>data %s: network of %d, %s</description></meta>\n"
                      "<graph defaultedgetype=\"undirected\">\n<attributes class=\"node\">"
                      "<attribute id=\"0\" title=\"betweenness\" type=\"double\"/>"
                      "<attribute id=\"1\" title=\"community\" type=\"integer\"/></attributes>\n<nodes>\n",
                 ent_version(), ent_pack_version(ent_reader_pack(r->reader)), g->year, kinds[o->kind]);
  for (size_t i = 0; i < g->n; i++) {
    ent_buf_printf(out, "<node id=\"%zu\" label=\"", i);
    put_name(r, o, g, i, out);
    ent_buf_printf(out, "\"><attvalues><attvalue for=\"0\" value=\"%.15g\"/><attvalue for=\"1\" value=\"%u\"/></attvalues></node>\n",
                   g->nodes[i].betweenness, g->nodes[i].community);
  }
  ent_buf_c(out, "</nodes>\n<edges>\n");
  for (size_t i = 0; i < g->n_edges; i++)
    ent_buf_printf(out, "<edge id=\"%zu\" source=\"%u\" target=\"%u\"/>\n", i, g->edges[2 * i], g->edges[2 * i + 1]);
  ent_buf_c(out, "</edges>\n</graph>\n</gexf>\n");
}

static ent_status put_graph(cli_run *r, const options *o, const graph *g, ent_error *err)
{
  ent_buf out = ENT_BUF_INIT((size_t)1 << 28);
  (o->field.format == GRAPHML ? put_graphml : put_gexf)(r, o, g, &out);
  bool ok = cli_write(&out);
  ent_buf_done(&out);
  return ok ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
}

static ent_status draw(cli_run *r, const options *o, const graph *g, ent_error *err)
{
  const ent_picture how = {.actors = r->sources.actors,
                           .source = cli_chart_source(r->reader, cli_store_name(r->store, o->field.store), r->arena)};
  ent_buf svg = ENT_BUF_INIT((size_t)64 << 20);
  ent_status status = ent_picture_network(&how, g, o->kind == DEFENSE ? "Defence alliances" : "Alliances of any kind", &svg, err);
  if (status == ENT_OK)
    status = cli_chart_write(o->chart, o->chart_kind, ent_buf_view(&svg), err);
  ent_buf_done(&svg);
  return status;
}

/* ---- the command ----------------------------------------------------------------------------------------------------------- */

static ent_status put_table(cli_run *r, const options *o, const graph *g, ent_error *err)
{
  cli_table t = cli_table_begin(o->field.format, o->triads ? triad_columns : o->why ? why_columns
                                                 : o->summary ? summary_columns : node_columns);
  ent_status status = o->triads    ? put_triads(r, cli_year(o->on, 0), &t, err)
                      : o->why     ? put_ties(r, o, g, &t, err)
                      : o->summary ? put_summary(o, g, &t, err)
                                   : put_nodes(r, o, g, &t, err);
  ent_error late;
  if (status != ENT_OK)
    ent_buf_clear(&t.out);
  ent_status end = cli_table_end(&t, &late);
  return status == ENT_OK ? end : status;
}

static ent_status run(cli_run *r, const options *o, ent_error *err)
{
  graph g = {0};
  ent_status status = o->triads ? ENT_OK
                                : ent_relation_network(&r->sources, cli_year(o->on, 0), o->kind == DEFENSE ? ENT_PLEDGE_DEFENSE : ENT_PLEDGE_ANY,
                                                       (uint64_t)o->seed, r->arena, &g, err);
  if (status != ENT_OK)
    return status;
  if (o->chart)
    return draw(r, o, &g, err);
  return o->field.format >= GRAPHML ? put_graph(r, o, &g, err) : put_table(r, o, &g, err);
}

int cmd_network(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  cli_run r;
  ent_status status = cli_run_begin(&r, &o.field, CLI_STORE, &err);
  if (status == ENT_OK)
    status = run(&r, &o, &err);
  return cli_run_end(&r, status, &err);
}
