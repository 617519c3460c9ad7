/* Networks and triads: the worked examples of docs/measures.md. Without igraph, that it says so. */
#include "measure_unit.h"

static void test_path_and_isolate(void **state)
{
  (void)state;
  static const uint32_t edges[] = {0, 1, 2, 1}; /* a — b — c, and d alone */
  ent_network_node v[4];
  ent_network_summary s;
  ent_error err;
  if (!ent_network_available())
    skip();
  assert_ok(ent_network_measure(edges, 2, 4, NULL, v, &s, &err), &err);
  assert_int_equal(v[1].degree, 2);
  assert_near(v[1].betweenness, 1);
  assert_near(v[1].betweenness_norm, 1.0 / 3);
  assert_near(v[0].harmonic, 0.5);
  assert_near(v[1].harmonic, 2.0 / 3);
  assert_near(v[0].eigenvector, sqrt(0.5));
  assert_near(v[1].eigenvector, 1);
  assert_near(v[3].eigenvector, 0);
  assert_near(v[1].clustering, 0);
  assert_near(v[0].clustering, NAN);
  assert_int_equal(v[0].coreness, 1);
  assert_int_equal(v[3].coreness, 0);
  assert_int_equal(v[2].component_size, 3);
  assert_int_equal(v[3].component_size, 1);
  assert_near(v[0].pagerank + v[1].pagerank + v[2].pagerank + v[3].pagerank, 1);
  assert_int_equal(s.components, 2);
  assert_int_equal(s.isolates, 1);
  assert_int_equal(s.largest_component, 3);
  assert_int_equal(s.diameter, 2);
  assert_int_equal(s.triangles, 0);
  assert_near(s.density, 1.0 / 3);
  assert_near(s.transitivity, 0);
  assert_near(s.mean_distance, 4.0 / 3);
  assert_near(s.degree_centralization, (1 + 0 + 1 + 2) / 6.0);
  assert_near(s.modularity_components, 0);
}

/* Two triangles joined by one edge: two communities, in order of their first node. */
static void test_two_triangles(void **state)
{
  (void)state;
  static const uint32_t edges[] = {0, 4, 4, 2, 2, 0, 1, 3, 3, 5, 5, 1, 2, 3};
  ent_network_node v[6], again[6];
  ent_network_summary s;
  ent_error err;
  if (!ent_network_available())
    skip();
  assert_ok(ent_network_measure(edges, 7, 6, NULL, v, &s, &err), &err);
  assert_int_equal(s.triangles, 2);
  assert_int_equal(s.communities, 2);
  assert_near(s.modularity, 6.0 / 7 - 0.5);
  for (size_t i = 0; i < 6; i++)
    assert_int_equal(v[i].community, i % 2);
  assert_near(v[0].clustering, 1);
  assert_near(v[2].clustering, 1.0 / 3);
  assert_ok(ent_network_measure(edges, 7, 6, NULL, again, NULL, &err), &err);
  assert_memory_equal(v, again, sizeof v); /* the same seed, the same answer */
}

static void test_without_ties(void **state)
{
  (void)state;
  ent_network_node v[3];
  ent_network_summary s;
  ent_error err;
  if (!ent_network_available())
    skip();
  assert_ok(ent_network_measure(NULL, 0, 3, NULL, v, &s, &err), &err);
  assert_near(v[0].eigenvector, 0);
  assert_near(v[0].pagerank, 1.0 / 3);
  assert_int_equal(v[2].community, 2);
  assert_int_equal(s.communities, 3);
  assert_near(s.modularity, NAN);
  assert_near(s.mean_distance, NAN);
  assert_near(s.transitivity, NAN);
  assert_near(s.mean_clustering, NAN);
  assert_ok(ent_network_measure(NULL, 0, 1, NULL, v, &s, &err), &err);
  assert_near(v[0].harmonic, NAN);
  assert_near(v[0].betweenness_norm, NAN);
  assert_ok(ent_network_measure(NULL, 0, 0, NULL, NULL, &s, &err), &err);
  assert_int_equal(s.nodes, 0);
  assert_near(s.density, NAN);
}

static void test_wrong_edges_are_refused(void **state)
{
  (void)state;
  static const uint32_t far[] = {0, 3}, self[] = {1, 1}, twice[] = {0, 1, 1, 2, 1, 0};
  ent_network_node v[3];
  ent_error err;
  if (!ent_network_available())
    skip();
  assert_fails(ent_network_measure(far, 1, 3, NULL, v, NULL, &err), ENT_EINPUT, &err, "nodes 0 and 3 of 3");
  assert_fails(ent_network_measure(self, 1, 3, NULL, v, NULL, &err), ENT_EINPUT, &err, "tie 0");
  assert_fails(ent_network_measure(twice, 3, 3, NULL, v, NULL, &err), ENT_EINPUT, &err, "twice");
  assert_fails(ent_network_measure(NULL, 0, 200000, NULL, NULL, NULL, &err), ENT_ELIMIT, &err, "200000");
}

static void test_says_what_is_missing(void **state)
{
  (void)state;
  ent_network_node v[3];
  ent_error err;
  if (ent_network_available())
    skip();
  assert_fails(ent_network_measure(NULL, 0, 3, NULL, v, NULL, &err), ENT_EUSAGE, &err, "igraph");
}

static void set(uint8_t *matrix, size_t a, size_t b)
{
  matrix[a * 4 + b] = matrix[b * 4 + a] = 1;
}

static void test_triads(void **state)
{
  (void)state;
  uint8_t friends[16] = {0}, foes[16] = {0};
  ent_triads t;
  ent_error err;
  friends[0] = 1; /* the diagonal is not read */
  set(friends, 0, 1), set(friends, 0, 2), set(friends, 1, 2);
  set(foes, 0, 3), set(foes, 1, 3);
  assert_ok(ent_triads_count(friends, foes, 4, &t, &err), &err);
  assert_int_equal(t.positive, 3);
  assert_int_equal(t.negative, 2);
  assert_int_equal(t.ppp, 1); /* the three friends */
  assert_int_equal(t.pmm, 1); /* two friends and their common foe */
  assert_int_equal(t.ppm + t.mmm, 0);
  assert_near(t.balanced, 1);
  set(foes, 0, 2); /* a friend and foe at once is a foe */
  assert_ok(ent_triads_count(friends, foes, 4, &t, &err), &err);
  assert_int_equal(t.both, 1);
  assert_int_equal(t.positive, 2);
  assert_int_equal(t.ppm, 1);
  assert_near(t.balanced, 0.5);
  assert_ok(ent_triads_count(NULL, NULL, 0, &t, &err), &err);
  assert_near(t.balanced, NAN);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_path_and_isolate),        cmocka_unit_test(test_two_triangles),
      cmocka_unit_test(test_without_ties),            cmocka_unit_test(test_wrong_edges_are_refused),
      cmocka_unit_test(test_says_what_is_missing),    cmocka_unit_test(test_triads),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
