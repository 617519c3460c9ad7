/* Networks of states, measured by igraph (Csárdi and Nepusz 2006). The only file that knows igraph.
 *
 * igraph is loaded when a network is first asked for, not linked: it brings some twenty libraries along, which would
 * cost every start of the program 35 ms of processor time, and its licence (GPL) would cover every binary. LICENSE
 * says what that means. Debian's igraph is built without thread safety, so one lock guards all of it: the table of its
 * functions, its error handler, its random numbers. These are the only mutable globals of the room. */
#include <entente/measure.h>

#include <dlfcn.h>
#include <igraph.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NODES 100000
#define MAX_EDGES 10000000

#define FUNCTIONS(X)                                                                                                  \
  X(create) X(destroy) X(vector_init) X(vector_destroy) X(vector_int_init) X(vector_int_destroy) X(vector_int_view)   \
  X(degree) X(coreness) X(connected_components) X(betweenness) X(harmonic_centrality) X(eigenvector_centrality)       \
  X(arpack_options_init) X(pagerank) X(transitivity_local_undirected) X(transitivity_undirected)                      \
  X(adjacent_triangles) X(average_path_length) X(diameter) X(modularity) X(community_leiden) X(rng_init)              \
  X(rng_destroy) X(rng_seed) X(rng_default) X(rng_set_default) X(set_error_handler) X(set_warning_handler)            \
  X(strerror) X(vss_all) X(error_handler_ignore) X(warning_handler_ignore) X(matrix_init) X(matrix_destroy)           \
  X(layout_fruchterman_reingold)

typedef struct library {
#define DECLARE(name) __typeof__(igraph_##name) *name;
  FUNCTIONS(DECLARE)
#undef DECLARE
  const igraph_rng_type_t *mt19937;
} library;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static library ig;   /* filled once, under the lock */
static bool is_loaded;

static bool find_symbol(void *handle, const char *name, void *slot)
{
  void *symbol = dlsym(handle, name);
  memcpy(slot, &symbol, sizeof symbol);
  return symbol != NULL;
}

/* Call with the lock held. */
static bool load(void)
{
  if (is_loaded)
    return true;
  void *handle = dlopen(ENTI_IGRAPH_SONAME, RTLD_NOW | RTLD_LOCAL);
  bool complete = handle != NULL;
#define FIND(name) complete = complete && find_symbol(handle, "igraph_" #name, &ig.name);
  FUNCTIONS(FIND)
#undef FIND
  complete = complete && find_symbol(handle, "igraph_rngtype_mt19937", &ig.mt19937);
  if (handle && !complete)
    dlclose(handle);
  is_loaded = complete;
  return complete;
}

bool ent_network_available(void)
{
  pthread_mutex_lock(&lock);
  bool available = load();
  pthread_mutex_unlock(&lock);
  return available;
}

/* ---- checks ---- */

static int by_pair(const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

static ent_status check_once(uint64_t *pairs, size_t n, ent_error *err)
{
  if (n)
    qsort(pairs, n, sizeof *pairs, by_pair);
  for (size_t i = 1; i < n; i++)
    if (pairs[i - 1] == pairs[i])
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the tie of nodes %u and %u is there twice",
                      (unsigned)(pairs[i] >> 32), (unsigned)pairs[i]);
  return ENT_OK;
}

static ent_status check(const uint32_t *edges, size_t n_edges, size_t n_nodes, ent_error *err)
{
  if (n_nodes > MAX_NODES || n_edges > MAX_EDGES)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "a network of %zu nodes and %zu ties: at most %d and %d", n_nodes,
                    n_edges, MAX_NODES, MAX_EDGES);
  for (size_t i = 0; i < n_edges; i++)
    if (edges[2 * i] >= n_nodes || edges[2 * i + 1] >= n_nodes || edges[2 * i] == edges[2 * i + 1])
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "tie %zu joins nodes %u and %u of %zu", i, edges[2 * i],
                      edges[2 * i + 1], n_nodes);
  uint64_t *pairs = malloc(n_edges ? n_edges * sizeof *pairs : 1);
  if (!pairs)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n_edges; i++) {
    uint64_t a = edges[2 * i], b = edges[2 * i + 1];
    pairs[i] = a < b ? a << 32 | b : b << 32 | a;
  }
  ent_status status = check_once(pairs, n_edges, err);
  free(pairs);
  return status;
}

/* ---- one measurement ---- */

typedef struct graph {
  igraph_t net;
  igraph_vector_t reals;       /* room for one result after the other */
  igraph_vector_int_t wholes, members;
  const ent_network_options *options;
  const uint32_t *edges;
  ent_network_node *nodes;
  ent_network_summary sum;
  size_t n, m;
  igraph_error_t failed;       /* the first error of igraph; nothing more is asked after it */
} graph;

/* Runs a call of igraph's unless one has failed. */
#define ASK(g, call) ((g)->failed == IGRAPH_SUCCESS ? (void)((g)->failed = (call)) : (void)0)
/* Hands a result on to a member of all nodes. */
#define COPY(g, vector, member, type)                                                                                 \
  for (size_t i = 0; (g)->failed == IGRAPH_SUCCESS && i < (g)->n; i++)                                                \
    (g)->nodes[i].member = (type)VECTOR((g)->vector)[i];

static void measure_counts(graph *g)
{
  ASK(g, ig.degree(&g->net, &g->wholes, ig.vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS));
  COPY(g, wholes, degree, uint32_t)
  ASK(g, ig.coreness(&g->net, &g->wholes, IGRAPH_ALL));
  COPY(g, wholes, coreness, uint32_t)
}

static void measure_paths(graph *g)
{
  double pairs = ((double)g->n - 1) * ((double)g->n - 2) / 2, unconnected;
  igraph_real_t diameter = 0, mean = NAN;
  ASK(g, ig.betweenness(&g->net, &g->reals, ig.vss_all(), false, NULL));
  COPY(g, reals, betweenness, double)
  for (size_t i = 0; i < g->n; i++)
    g->nodes[i].betweenness_norm = g->n > 2 ? g->nodes[i].betweenness / pairs : NAN;
  ASK(g, ig.harmonic_centrality(&g->net, &g->reals, ig.vss_all(), IGRAPH_ALL, NULL, true));
  COPY(g, reals, harmonic, double)
  if (g->n == 1)
    g->nodes[0].harmonic = NAN;
  ASK(g, ig.average_path_length(&g->net, &mean, &unconnected, false, true));
  ASK(g, ig.diameter(&g->net, &diameter, NULL, NULL, NULL, NULL, false, true));
  g->sum.mean_distance = mean;
  g->sum.diameter = diameter > 0 ? (uint64_t)diameter : 0;
}

/* Without a tie the eigenvalue is 0 and every vector is a solution: 0 for all then. */
static void measure_spectra(graph *g)
{
  igraph_arpack_options_t arpack;
  double damping = g->options->damping > 0 ? g->options->damping : 0.85;
  ig.arpack_options_init(&arpack);
  if (g->m) {
    ASK(g, ig.eigenvector_centrality(&g->net, &g->reals, NULL, false, true, NULL, &arpack));
    COPY(g, reals, eigenvector, double)
  }
  for (size_t i = 0; i < g->n; i++)
    if (g->nodes[i].eigenvector < 1e-9)
      g->nodes[i].eigenvector = 0;
  ASK(g, ig.pagerank(&g->net, IGRAPH_PAGERANK_ALGO_PRPACK, &g->reals, NULL, ig.vss_all(), false, damping, NULL, NULL));
  COPY(g, reals, pagerank, double)
}

static void measure_triangles(graph *g)
{
  double sum = 0, triangles = 0;
  size_t defined = 0;
  ASK(g, ig.transitivity_local_undirected(&g->net, &g->reals, ig.vss_all(), IGRAPH_TRANSITIVITY_NAN));
  COPY(g, reals, clustering, double)
  for (size_t i = 0; i < g->n; i++)
    if (!isnan(g->nodes[i].clustering)) {
      sum += g->nodes[i].clustering;
      defined++;
    }
  g->sum.mean_clustering = defined ? sum / (double)defined : NAN;
  g->sum.transitivity = NAN;
  ASK(g, ig.transitivity_undirected(&g->net, &g->sum.transitivity, IGRAPH_TRANSITIVITY_NAN));
  ASK(g, ig.adjacent_triangles(&g->net, &g->reals, ig.vss_all()));
  for (size_t i = 0; g->failed == IGRAPH_SUCCESS && i < g->n; i++)
    triangles += VECTOR(g->reals)[i];
  g->sum.triangles = (uint64_t)(triangles / 3 + 0.5);
}

static void measure_components(graph *g)
{
  igraph_integer_t n = 0;
  g->sum.modularity_components = NAN;
  ASK(g, ig.connected_components(&g->net, &g->members, &g->wholes, &n, IGRAPH_WEAK));
  for (size_t i = 0; g->failed == IGRAPH_SUCCESS && i < g->n; i++)
    g->nodes[i].component_size = (uint32_t)VECTOR(g->wholes)[VECTOR(g->members)[i]];
  g->sum.components = (uint64_t)n;
  if (g->m)
    ASK(g, ig.modularity(&g->net, &g->members, NULL, 1, false, &g->sum.modularity_components));
}

/* Leiden's communities: modularity is its quality with the degrees as weights of the nodes and resolution 1/2m. The
 * best of some runs, since a single one may stop below the best. */
static void find_communities(graph *g)
{
  igraph_real_t quality;
  unsigned runs = g->options->runs ? g->options->runs : 20;
  g->sum.modularity = -1;
  ASK(g, ig.degree(&g->net, &g->wholes, ig.vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS));
  igraph_vector_t degrees;
  ASK(g, ig.vector_init(&degrees, (igraph_integer_t)g->n));
  if (g->failed != IGRAPH_SUCCESS)
    return;
  for (size_t i = 0; i < g->n; i++)
    VECTOR(degrees)[i] = (double)VECTOR(g->wholes)[i];
  for (unsigned run = 0; run < runs; run++) {
    igraph_real_t modularity = -1;
    igraph_integer_t n = 0;
    ASK(g, ig.community_leiden(&g->net, NULL, &degrees, 1 / (2 * (double)g->m), 0.01, false, -1, &g->members, &n,
                               &quality));
    ASK(g, ig.modularity(&g->net, &g->members, NULL, 1, false, &modularity));
    if (g->failed == IGRAPH_SUCCESS && modularity > g->sum.modularity + 1e-12) {
      g->sum.modularity = modularity;
      COPY(g, members, community, uint32_t)
    }
  }
  ig.vector_destroy(&degrees);
}

/* Without a tie every node is its own community. Numbers go by the first node of each. */
static ent_status number_communities(graph *g, ent_error *err)
{
  uint32_t *number = malloc((g->n ? g->n : 1) * sizeof *number), next = 0;
  if (!number)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  memset(number, 0xFF, g->n * sizeof *number);
  for (size_t i = 0; i < g->n; i++) {
    uint32_t *its = &number[g->m ? g->nodes[i].community : i];
    if (*its == UINT32_MAX)
      *its = next++;
    g->nodes[i].community = *its;
  }
  free(number);
  g->sum.communities = next;
  return ENT_OK;
}

/* On a circle in the order of the nodes to begin with, so that the same network gives the same picture, and never far
 * outside it, so that small components stay near. */
static void begin_layout(const graph *g, igraph_matrix_t *places, igraph_vector_t *low, igraph_vector_t *high)
{
  const double radius = sqrt((double)g->n) * 1.2 + 1;
  for (size_t i = 0; i < g->n; i++) {
    const double angle = 2 * 3.14159265358979323846 * (double)i / (double)g->n;
    MATRIX(*places, i, 0) = radius * 0.5 * cos(angle);
    MATRIX(*places, i, 1) = radius * 0.5 * sin(angle);
    VECTOR(*low)[i] = -radius;
    VECTOR(*high)[i] = radius;
  }
}

/* Ties among many pull less, so that a clique takes the room that its members need. */
static void weigh_ties(const graph *g, igraph_vector_t *weights)
{
  for (size_t i = 0; i < g->m; i++) {
    const double a = g->nodes[g->edges[2 * i]].degree, b = g->nodes[g->edges[2 * i + 1]].degree;
    VECTOR(*weights)[i] = fmin(1, 3 / sqrt(a * b));
  }
}

static void lay_out(graph *g)
{
  igraph_matrix_t places;
  igraph_vector_t low, high, pull;
  const igraph_integer_t n = (igraph_integer_t)g->n;
  ASK(g, ig.matrix_init(&places, n, 2));
  const bool first = g->failed == IGRAPH_SUCCESS;
  ASK(g, ig.vector_init(&low, n));
  const bool second = g->failed == IGRAPH_SUCCESS;
  ASK(g, ig.vector_init(&high, n));
  const bool third = g->failed == IGRAPH_SUCCESS;
  ASK(g, ig.vector_init(&pull, (igraph_integer_t)g->m));
  if (g->failed == IGRAPH_SUCCESS) {
    weigh_ties(g, &pull);
    begin_layout(g, &places, &low, &high);
    ASK(g, ig.layout_fruchterman_reingold(&g->net, &places, true, 600, sqrt((double)g->n), IGRAPH_LAYOUT_NOGRID, &pull, &low,
                                          &high, &low, &high));
    for (size_t i = 0; g->failed == IGRAPH_SUCCESS && i < g->n; i++) {
      g->nodes[i].x = MATRIX(places, i, 0);
      g->nodes[i].y = MATRIX(places, i, 1);
    }
    ig.vector_destroy(&pull);
  }
  if (third)
    ig.vector_destroy(&high);
  if (second)
    ig.vector_destroy(&low);
  if (first)
    ig.matrix_destroy(&places);
}

static void summarize(graph *g)
{
  double n = (double)g->n, from_top = 0;
  uint32_t top = 0;
  g->sum.nodes = g->n;
  g->sum.edges = g->m;
  g->sum.density = g->n > 1 ? 2 * (double)g->m / (n * (n - 1)) : NAN;
  for (size_t i = 0; i < g->n; i++) {
    top = g->nodes[i].degree > top ? g->nodes[i].degree : top;
    g->sum.isolates += g->nodes[i].degree == 0;
    if (g->nodes[i].component_size > g->sum.largest_component)
      g->sum.largest_component = g->nodes[i].component_size;
  }
  for (size_t i = 0; i < g->n; i++)
    from_top += top - g->nodes[i].degree;
  g->sum.degree_centralization = g->n > 2 ? from_top / ((n - 1) * (n - 2)) : NAN;
  if (!g->m)
    g->sum.modularity = NAN;
}

static void measure_all(graph *g)
{
  measure_counts(g);
  measure_paths(g);
  measure_spectra(g);
  measure_triangles(g);
  measure_components(g);
  if (g->m)
    find_communities(g);
  if (g->options->layout)
    lay_out(g);
}

/* ---- from arrays to igraph's graph and back ---- */

/* Its own random numbers, so that the same seed gives the same communities whatever was asked before. */
static void measure_seeded(graph *g)
{
  igraph_rng_t rng, *usual = ig.rng_default();
  ASK(g, ig.rng_init(&rng, ig.mt19937));
  if (g->failed != IGRAPH_SUCCESS)
    return;
  ASK(g, ig.rng_seed(&rng, (igraph_uint_t)g->options->seed));
  ig.rng_set_default(&rng);
  measure_all(g);
  ig.rng_set_default(usual);
  ig.rng_destroy(&rng);
}

static void measure_graph(graph *g, const igraph_vector_int_t *edges)
{
  ASK(g, ig.create(&g->net, edges, (igraph_integer_t)g->n, IGRAPH_UNDIRECTED));
  if (g->failed != IGRAPH_SUCCESS)
    return;
  ASK(g, ig.vector_init(&g->reals, 0));
  bool reals = g->failed == IGRAPH_SUCCESS;
  ASK(g, ig.vector_int_init(&g->wholes, 0));
  bool wholes = g->failed == IGRAPH_SUCCESS;
  ASK(g, ig.vector_int_init(&g->members, 0));
  if (g->failed == IGRAPH_SUCCESS) {
    measure_seeded(g);
    ig.vector_int_destroy(&g->members);
  }
  if (wholes)
    ig.vector_int_destroy(&g->wholes);
  if (reals)
    ig.vector_destroy(&g->reals);
  ig.destroy(&g->net);
}

static ent_status measure_edges(graph *g, const uint32_t *edges, ent_error *err)
{
  igraph_vector_int_t view;
  igraph_integer_t *ends = malloc((2 * g->m + 1) * sizeof *ends);
  if (!ends)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < 2 * g->m; i++)
    ends[i] = edges[i];
  igraph_error_handler_t *errors = ig.set_error_handler(ig.error_handler_ignore); /* the usual one ends the program */
  igraph_warning_handler_t *warnings = ig.set_warning_handler(ig.warning_handler_ignore);
  measure_graph(g, ig.vector_int_view(&view, ends, (igraph_integer_t)(2 * g->m)));
  ig.set_error_handler(errors);
  ig.set_warning_handler(warnings);
  free(ends);
  if (g->failed == IGRAPH_ENOMEM)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (g->failed != IGRAPH_SUCCESS)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "igraph: %s", ig.strerror(g->failed));
  return number_communities(g, err);
}

ent_status ent_network_measure(const uint32_t *edges, size_t n_edges, size_t n_nodes,
                               const ent_network_options *options, ent_network_node *nodes,
                               ent_network_summary *summary, ent_error *err)
{
  static const ent_network_options usual = {.seed = 1};
  graph g = {.options = options ? options : &usual, .edges = edges, .nodes = nodes, .n = n_nodes, .m = n_edges};
  ent_status status = check(edges, n_edges, n_nodes, err);
  if (status != ENT_OK)
    return status;
  if (n_nodes)
    memset(nodes, 0, n_nodes * sizeof *nodes);
  pthread_mutex_lock(&lock);
  if (!load())
    status = ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET,
                      "network measures: %s is not installed (Debian: apt install libigraph3)", ENTI_IGRAPH_SONAME);
  else if (n_nodes)
    status = measure_edges(&g, edges, err);
  pthread_mutex_unlock(&lock);
  if (status != ENT_OK)
    return status;
  if (!n_nodes)
    g.sum.transitivity = g.sum.mean_clustering = g.sum.mean_distance = g.sum.modularity_components = NAN;
  summarize(&g);
  if (summary)
    *summary = g.sum;
  return ENT_OK;
}
