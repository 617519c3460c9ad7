/* entente network: the network of alliances of a year, by igraph. */
#include "cli/commands.h"
#include "cli/field.h"

#include <math.h>

const char cmd_network_help[] =
    "usage: entente network --on YEAR [OPTIONS]\n\n"
    "The network of alliances of a year: who is tied to how many, who stands between others, who is in the\n"
    "core, which communities there are. Needs `entente load` of the data first.\n\n"
    "  --on YEAR          the year\n"
    "  --kind KIND        alliance-defense (default) or alliance-any: most ties of any kind are large\n"
    "                     nonaggression treaties\n"
    "  --summary          one row for the whole network\n"
    "  --triads           balance of friends (defence ties) and foes (disputes of hostility 4 and 5)\n"
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

typedef struct options {
  cli_field_options field;
  ent_date on;
  int kind, format;
  bool summary, triads;
  long seed;
} options;

typedef struct graph {
  cli_alliances a;
  uint32_t *edges;
  size_t n_edges;
  ent_network_node *nodes;
  ent_network_summary summary;
} graph;

static int parse_options(int argc, char **argv, options *o)
{
  static const struct option names[] = {CLI_FIELD_OPTIONS, {"on", required_argument, NULL, 'o'},
                                        {"kind", required_argument, NULL, 'k'}, {"summary", no_argument, NULL, 's'},
                                        {"triads", no_argument, NULL, 't'}, {"seed", required_argument, NULL, 'r'},
                                        {NULL, 0, NULL, 0}};
  int code = CLI_OK;
  *o = (options){.seed = 1};
  for (int c; code == CLI_OK && (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;)
    if (c == 'f')
      code = (o->format = cli_choice("network", "--format", optarg, formats)) < 0 ? CLI_USAGE : CLI_OK;
    else if (cli_field_option("network", c, &o->field, &code))
      continue;
    else if (c == 'o')
      code = cli_date("network", "--on", optarg, &o->on) ? CLI_OK : CLI_USAGE;
    else if (c == 'k')
      code = (o->kind = cli_choice("network", "--kind", optarg, kinds)) < 0 ? CLI_USAGE : CLI_OK;
    else if (c == 's')
      o->summary = true;
    else if (c == 't')
      o->triads = true;
    else if (c == 'r')
      code = cli_number("network", "--seed", optarg, 0, 1000000000, &o->seed) ? CLI_OK : CLI_USAGE;
    else
      code = cli_bad_option("network", c, argv);
  if (code != CLI_OK)
    return code;
  if (!ent_date_known(o->on))
    return cli_usage("network", "--on which year?");
  if (optind < argc)
    return cli_usage("network", "no operands, please");
  if (o->format >= GRAPHML && (o->summary || o->triads))
    return cli_usage("network", "--format %s is for the network itself", formats[o->format]);
  return CLI_OK;
}

static ent_status measure(cli_run *r, const options *o, graph *g, ent_error *err)
{
  uint8_t mask = o->kind == DEFENSE ? ENT_PLEDGE_DEFENSE : ENT_PLEDGE_ANY;
  g->edges = ent_arena_array(r->arena, g->a.n * g->a.n + 1, sizeof *g->edges);
  g->nodes = ent_arena_array(r->arena, g->a.n + 1, sizeof *g->nodes);
  if (!g->edges || !g->nodes)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_alliance_edges(g->a.flags, g->a.n, mask, g->edges, &g->n_edges);
  ent_network_options how = {.seed = (uint64_t)o->seed};
  return ent_network_measure(g->edges, g->n_edges, g->a.n, &how, g->nodes, &g->summary, err);
}

static ent_status put_nodes(cli_run *r, const options *o, const graph *g, cli_table *t, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < g->a.n && status == ENT_OK; i++) {
    const ent_network_node *v = &g->nodes[i];
    cli_put_int(t, g->a.year);
    cli_put_text(t, ent_str_of(nets[o->kind]));
    cli_put_state(t, r->reader, o->field.codes, g->a.states[i], g->a.year);
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
  cli_put_int(t, g->a.year);
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

/* ---- triads ---------------------------------------------------------------------------------------------------------- */

typedef struct foes {
  const cli_alliances *a;
  uint8_t *matrix;
  size_t n;
} foes;

static ent_status add_dispute(void *context, const ent_cell *c, ent_error *err)
{
  foes *f = context;
  (void)err;
  f->n++;
  size_t i = ent_state_index(f->a->states, f->a->n, (int32_t)c[1].i);
  size_t k = ent_state_index(f->a->states, f->a->n, (int32_t)c[2].i);
  if (i == SIZE_MAX || k == SIZE_MAX || i == k || c[4].kind != ENT_CELL_INT || c[4].i == 0 || c[7].kind != ENT_CELL_INT || c[7].i < 4)
    return ENT_OK;
  f->matrix[i * f->a->n + k] = f->matrix[k * f->a->n + i] = 1;
  return ENT_OK;
}

static ent_status put_triads(cli_run *r, const graph *g, cli_table *t, ent_error *err)
{
  size_t n = g->a.n;
  foes f = {.a = &g->a, .matrix = ent_arena_array(r->arena, n * n + 1, 1)};
  uint8_t *friends = ent_arena_array(r->arena, n * n + 1, 1);
  ent_triads got;
  if (!f.matrix || !friends)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = ent_dataset_each(r->store, ENT_TABLE_DISPUTE, g->a.year, g->a.year, add_dispute, &f, err);
  if (status == ENT_OK && f.n == 0)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no disputes of %d: without foes nothing can be balanced", g->a.year);
  for (size_t i = 0; i < n * n; i++)
    friends[i] = g->a.flags[i] & ENT_PLEDGE_DEFENSE;
  if (status == ENT_OK)
    status = ent_triads_count(friends, f.matrix, n, &got, err);
  if (status != ENT_OK)
    return status;
  cli_put_int(t, g->a.year);
  cli_put_text(t, ENT_STR("ATOP defense obligation"));
  cli_put_text(t, ENT_STR("GML MID ongoing hostlev>=4 (overrides)"));
  const uint64_t counts[] = {got.positive, got.negative, got.both, got.ppp, got.ppm, got.pmm, got.mmm};
  for (size_t i = 0; i < 7; i++)
    cli_put_int(t, (long long)counts[i]);
  cli_put_real(t, got.balanced);
  return cli_row_end(t, err);
}

/* ---- GraphML, GEXF ------------------------------------------------------------------------------------------------------ */

/* A state's name in a file of its own format: through a table of one cell. */
static void put_name(cli_run *r, const options *o, const graph *g, size_t node, ent_buf *out)
{
  static const char *const one[] = {"state", NULL};
  cli_table t = {.format = TABLE_CSV, .columns = one, .out = ENT_BUF_INIT(1000)};
  cli_put_state(&t, r->reader, o->field.codes, g->a.states[node], g->a.year);
  ent_buf_str(out, ent_buf_view(&t.out));
  ent_buf_done(&t.out);
}

static void put_graphml(cli_run *r, const options *o, const graph *g, ent_buf *out)
{
  ent_buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- entente %s, data %s: network of %d, %s -->\n",
                 ent_version(), ent_pack_version(ent_reader_pack(r->reader)), g->a.year, kinds[o->kind]);
  ent_buf_c(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
                 "<key id=\"betweenness\" for=\"node\" attr.name=\"betweenness\" attr.type=\"double\"/>\n"
                 "<key id=\"community\" for=\"node\" attr.name=\"community\" attr.type=\"int\"/>\n"
                 "<graph edgedefault=\"undirected\">\n");
  for (size_t i = 0; i < g->a.n; i++) {
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
                 ent_version(), ent_pack_version(ent_reader_pack(r->reader)), g->a.year, kinds[o->kind]);
  for (size_t i = 0; i < g->a.n; i++) {
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
  (o->format == GRAPHML ? put_graphml : put_gexf)(r, o, g, &out);
  bool ok = cli_write(&out);
  ent_buf_done(&out);
  return ok ? ENT_OK : ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
}

/* ---- the command ----------------------------------------------------------------------------------------------------------- */

static ent_status put_table(cli_run *r, const options *o, const graph *g, ent_error *err)
{
  cli_table t = cli_table_begin(o->format, o->triads ? triad_columns : o->summary ? summary_columns : node_columns);
  ent_status status = o->triads    ? put_triads(r, g, &t, err)
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
  int year, month, day;
  cli_field field;
  graph g = {0};
  ent_date_split(o->on, &year, &month, &day);
  ent_status status = cli_field_read(r->store, year, year, r->arena, &field, err);
  if (status == ENT_OK && field.n_pledges == 0)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no alliances of %d: `entente load` ATOP first", year);
  if (status == ENT_OK)
    status = cli_alliances_of(&field, year, r->arena, &g.a, err);
  if (status == ENT_OK && !o->triads)
    status = measure(r, o, &g, err);
  if (status != ENT_OK)
    return status;
  return o->format >= GRAPHML ? put_graph(r, o, &g, err) : put_table(r, o, &g, err);
}

int cmd_network(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  cli_run r;
  ent_status status = cli_run_begin(&r, &o.field, true, &err);
  if (status == ENT_OK)
    status = run(&r, &o, &err);
  return cli_run_end(&r, status, &err);
}
