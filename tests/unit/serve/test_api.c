/* Requests answered without a network (src/serve/api.c and the paths), from the reference base alone. */
#include "tests/unit/unit.h"

#include <entente/serve.h>

static ent_reader *reader;
static ent_api *api;

static int open_all(void **state)
{
  (void)state;
  ent_error err = {0};
  ent_reader_options options = {.data_dir = getenv("ENTENTE_DATA")};
  assert_ok(ent_reader_open(&options, &reader, &err), &err);
  ent_api_options how = {.reader = reader, .workers = 2};
  assert_ok(ent_api_open(&how, &api, &err), &err);
  return 0;
}

static int close_all(void **state)
{
  (void)state;
  ent_api_close(api);
  ent_reader_close(reader);
  return 0;
}

/* The answer's body, as a C string that the caller frees. */
static char *ask(const char *method, const char *target, const char *body, unsigned status)
{
  ent_request r = {.method = ent_str_of(method), .target = ent_str_of(target), .host = ENT_STR("localhost:8650"),
                   .body = ent_str_of(body)};
  ent_answer a;
  ent_api_answer(api, &r, &a);
  if (a.status != status)
    print_error("%s %s: %u %.*s\n", method, target, a.status, ENT_STR_ARG(a.body));
  assert_int_equal(a.status, status);
  char *text = strndup(a.body.p ? a.body.p : "", a.body.n);
  assert_non_null(text);
  ent_buf_done(&a.made);
  return text;
}

static void assert_has(const char *target, const char *piece)
{
  char *got = ask("GET", target, "", 200);
  if (!strstr(got, piece))
    print_error("%s: no %s in %.1000s\n", target, piece, got);
  assert_non_null(strstr(got, piece));
  free(got);
}

static void test_search(void **state)
{
  (void)state;
  assert_has("/api/search?q=south+kor&limit=1", "{\"actors\":[{\"id\":\"KOR\",\"name\":\"South Korea\"");
  assert_has("/api/search?q=KOR&limit=1", "\"id\":\"KOR\"");
  assert_has("/api/search?q=nato&limit=1", "\"id\":\"NATO\"");
  assert_has("/api/search?q=viet&limit=1", "\"id\":\"VNM\"");
  assert_has("/api/search?q=yoon+suk&limit=1", "\"via\":\"person\"");
  assert_has("/api/search?q=zzzzqq", "{\"actors\":[]}");
}

static void test_actor(void **state)
{
  (void)state;
  assert_has("/api/actor?id=South+Korea", "\"iso3\":\"KOR\"");
  free(ask("GET", "/api/actor?id=zzzzqq", "", 404));
  free(ask("GET", "/api/actor", "", 400));
}

static void test_ties(void **state)
{
  (void)state;
  assert_has("/api/facts?a=KOR&b=NATO", "\"relation\":\"mission-to\"");
  assert_has("/api/timeline?a=KOR&b=NATO", "\"code\":\"global-partner\"");
  assert_has("/api/partners?a=KOR&on=2020", "\"id\":\"USA\"");
  assert_has("/api/closeness?a=KOR&b=NATO", "\"by_ties\":{\"corpus\":\"\"");
  assert_has("/api/closeness?a=KOR&b=NATO", "\"verdict\":\"closer\"");
  free(ask("GET", "/api/closeness?a=KOR&b=KOR", "", 400));
  assert_has("/api/posture?a=KOR&from=2020&to=2020", "{\"year\":2020,\"n_ties\":");
  free(ask("GET", "/api/posture?a=KOR&from=2021&to=2020", "", 400));
  assert_has("/api/network?a=KOR&on=2020", "\"nodes\":[{\"id\":\"KOR\"");
  free(ask("GET", "/api/timeline?a=KOR&kind=nothing", "", 400));
}

/* A list of claims without a store is empty; a document by its hash is not there. */
static void test_no_store(void **state)
{
  (void)state;
  assert_has("/api/claims?a=KOR", "{\"claims\":[],\"total\":0");
  assert_has("/api/contradictions", "\"conflicts\":[]");
  assert_has("/api/version", "\"store\":false");
  assert_has("/metrics", "entente_claims 0\n");
  free(ask("GET", "/api/document?id=0123456789abcdef0123456789abcdef", "", 404));
}

static void test_read(void **state)
{
  (void)state;
  char *got = ask("POST", "/api/read?date=2023-07-12", "<script>x</script>\n\nNorth Korea threatened South Korea on 2 March 2023.\n", 200);
  assert_non_null(strstr(got, "\"source\":[\"PRK\"]"));
  assert_non_null(strstr(got, "\"date_start\":\"2023-03-02\""));
  free(got);
  free(ask("POST", "/api/read", " \n", 400));
  free(ask("POST", "/api/read", "%PDF-1.7", 400));
  free(ask("GET", "/api/read", "", 405));
}

static void test_counts(void **state)
{
  (void)state;
  free(ask("GET", "/api/sources", "", 200));
  free(ask("GET", "/api/sources?x=1", "", 400));
  char *got = ask("GET", "/metrics", "", 200);
  assert_non_null(strstr(got, "entente_requests_total{path=\"/api/sources\"} 2\n"));
  assert_non_null(strstr(got, "entente_requests_refused_total{path=\"/api/sources\"} 1\n"));
  free(got);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_search), cmocka_unit_test(test_actor), cmocka_unit_test(test_ties),
                                     cmocka_unit_test(test_no_store), cmocka_unit_test(test_read), cmocka_unit_test(test_counts)};
  return cmocka_run_group_tests(tests, open_all, close_all);
}
