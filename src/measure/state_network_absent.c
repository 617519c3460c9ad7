/* Stands in for state_network.c where Entente is built without igraph: everything else works. */
#include <entente/measure.h>

bool ent_network_available(void)
{
  return false;
}

ent_status ent_network_measure(const uint32_t *edges, size_t n_edges, size_t n_nodes,
                               const ent_network_options *options, ent_network_node *nodes,
                               ent_network_summary *summary, ent_error *err)
{
  (void)edges, (void)n_edges, (void)n_nodes, (void)options, (void)nodes, (void)summary;
  return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET,
                  "network measures: this build has no igraph; install libigraph-dev and build with -Digraph=enabled");
}
