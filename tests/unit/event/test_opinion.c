/* The second opinion: what stands between two actors, under which mood; labels; shares; damaged models. */
#include "unit/unit.h"

#include "event/opinion_features.h"
#include "event/opinion_model.h"

#include <entente/grammar.h>

#include <stdio.h>
#include <stdlib.h>

static const char *model_path;

typedef struct source_text {
  const char *p;
} source_text;

static ptrdiff_t read_text(void *context, char *buffer, size_t n)
{
  source_text *s = context;
  size_t left = strlen(s->p), take = left < n ? left : n;
  memcpy(buffer, s->p, take);
  s->p += take;
  return (ptrdiff_t)take;
}

typedef struct parsed {
  ent_conllu_reader *reader;
  ent_document *doc;
} parsed;

/* rows: "form lemma UPOS head rel" for each word */
static parsed parse(const char *const (*rows)[5], size_t n)
{
  static char text[4096];
  size_t at = 0;
  for (size_t i = 0; i < n; i++)
    at += (size_t)snprintf(text + at, sizeof text - at, "%zu\t%s\t%s\t%s\t_\t_\t%s\t%s\t_\t_\n", i + 1, rows[i][0], rows[i][1],
                           rows[i][2], rows[i][3], rows[i][4]);
  snprintf(text + at, sizeof text - at, "\n");
  static source_text source;
  source.p = text;
  parsed p = {.reader = ent_conllu_reader_new(read_text, &source, "test")};
  ent_error err = {0};
  assert_int_equal(ent_conllu_next(p.reader, &p.doc, &err), ENT_OK);
  assert_non_null(p.doc);
  return p;
}

static ent_span span_of(const ent_document *doc, uint32_t first, uint32_t last)
{
  ent_span span = {.n = 1};
  span.pieces[0].start = doc->tokens[first].start;
  span.pieces[0].end = doc->tokens[last].end;
  return span;
}

static const char *const refused[][5] = {
    {"Iran", "Iran", "PROPN", "2", "nsubj"},   {"refused", "refuse", "VERB", "0", "root"}, {"to", "to", "PART", "4", "mark"},
    {"lift", "lift", "VERB", "2", "xcomp"},    {"curbs", "curb", "NOUN", "4", "obj"},      {"on", "on", "ADP", "7", "case"},
    {"Iraq", "Iraq", "PROPN", "4", "obl"},     {".", ".", "PUNCT", "2", "punct"}};

static const enti_core *core_of(const enti_frame *f, const char *lemma)
{
  for (uint32_t i = 0; i < f->n_core; i++)
    if (ent_str_eq(f->core[i].lemma, ent_str_of(lemma)))
      return &f->core[i];
  fail_msg("%s is not on the way", lemma);
  return NULL;
}

static int by_key(const void *a, const void *b)
{
  uint64_t x = ((const enti_opinion_word *)a)->key, y = ((const enti_opinion_word *)b)->key;
  return x < y ? -1 : x > y;
}

static void test_frame(void **state)
{
  (void)state;
  static const char names[2 * ENTI_CLASS_NAME] = "m.refuse\0\0\0\0\0\0\0\0v.lift";
  enti_opinion_word list[2] = {{.key = enti_opinion_key(ENT_STR("refuse")), .coarse = ENTI_NO_CLUSTER,
                                .fine = ENTI_NO_CLUSTER, .classes = {1}},
                               {.key = enti_opinion_key(ENT_STR("lift")), .coarse = ENTI_NO_CLUSTER,
                                .fine = ENTI_NO_CLUSTER, .classes = {2}}};
  qsort(list, 2, sizeof *list, by_key);
  enti_opinion_words words = {list, 2, names, 2};
  parsed p = parse(refused, 8);
  ent_span source = span_of(p.doc, 0, 0), target = span_of(p.doc, 6, 6);
  enti_frame f;
  assert_true(enti_frame_build(p.doc, &words, &source, &target, &f));
  assert_int_equal(f.source, 0);
  assert_int_equal(f.target, 6);
  assert_true(f.one_sentence);
  assert_int_equal(core_of(&f, "refuse")->role, 'l');
  assert_int_equal(core_of(&f, "lift")->role, 'd');
  assert_int_equal(core_of(&f, "lift")->mood, 'R');
  assert_int_equal(core_of(&f, "curb")->role, 'o');
  assert_int_equal(core_of(&f, "curb")->mood, 'R');
  assert_int_equal(core_of(&f, "refuse")->mood, '-');
  ent_conllu_reader_free(p.reader);
}

static void count_feature(void *context, ent_str feature)
{
  size_t *counts = context;
  counts[0]++;
  counts[1] += ent_str_eq(feature, ENT_STR("MR:lift"));
}

static void test_features(void **state)
{
  (void)state;
  enti_opinion_words none = {NULL, 0, "", 0};
  parsed p = parse(refused, 8);
  ent_span source = span_of(p.doc, 0, 0), nobody = {.n = 0}, beyond = {.n = 1, .pieces = {{9000, 9001}}};
  enti_frame f;
  size_t counts[2] = {0, 0};
  assert_true(enti_frame_build(p.doc, &none, &source, &nobody, &f));
  assert_int_equal(f.target, ENT_NONE);
  enti_opinion_features(&f, count_feature, counts);
  assert_true(counts[0] > 10);
  assert_int_equal(counts[1], 0); /* "refuse" is no operator for a model that does not know it */
  assert_false(enti_frame_build(p.doc, &none, &nobody, &beyond, &f));
  ent_conllu_reader_free(p.reader);
}

static void test_labels(void **state)
{
  (void)state;
  for (unsigned i = 0; i < ENTI_LABEL_COUNT; i++)
    assert_int_equal(enti_label_parse(ent_str_of(enti_label_name(i))), i);
  assert_int_equal(enti_label_parse(ENT_STR("YIELD")), ENTI_LABEL_COUNT);
  assert_string_equal(enti_label_root(ENTI_LABEL_RETREAT, ENT_PLV), "YIELD");
  assert_string_equal(enti_label_root(ENTI_LABEL_CONCEDE, ENT_PLV), "YIELD");
  assert_int_equal(enti_label_quad(ENTI_LABEL_CONCEDE, ENT_PLV), 2);
  assert_int_equal(enti_label_quad(ENTI_LABEL_CONCEDE, ENT_PLOVER), 1);
  assert_string_equal(enti_label_root(ENTI_LABEL_OCCUPY, ENT_PLOVER), "COERCE");
  assert_string_equal(enti_label_root(ENTI_LABEL_OCCUPY, ENT_PLV), "ASSAULT");
  assert_string_equal(enti_label_root(ENTI_LABEL_COUNT, ENT_PLV), "");
  assert_int_equal(enti_label_quad(ENTI_LABEL_NONE, ENT_PLOVER), 0);
}

static void test_shares(void **state)
{
  (void)state;
  enti_opinion_dims dims = {ENTI_OPINION_VERSION, ENTI_LABEL_COUNT, 16, 1000};
  int32_t scores[ENTI_LABEL_COUNT] = {0};
  uint64_t shares[ENTI_LABEL_COUNT], sum = 0;
  scores[3] = 16; /* twice as likely as each other */
  scores[4] = INT32_MIN;
  enti_opinion_shares(&dims, scores, shares);
  for (unsigned i = 0; i < ENTI_LABEL_COUNT; i++)
    sum += shares[i];
  assert_true(sum <= 1 << 24 && sum > (1 << 24) - ENTI_LABEL_COUNT);
  assert_true(shares[3] >= 2 * shares[0] && shares[3] <= 2 * shares[0] + 4);
  assert_int_equal(shares[4], 0);
}

static ent_status open_bytes(const char *bytes, size_t n)
{
  char path[] = "/tmp/entente-model-XXXXXX";
  int fd = mkstemp(path);
  FILE *file = fdopen(fd, "wb");
  ent_opinions *opinions = NULL;
  ent_error err = {0};
  assert_int_equal(fwrite(bytes, 1, n, file), n);
  fclose(file);
  ent_status status = ent_opinions_open(path, &opinions, &err);
  assert_true(status == ENT_OK || err.message[0]);
  ent_opinions_close(opinions);
  remove(path);
  return status;
}

static void test_damaged(void **state)
{
  (void)state;
  ent_opinions *opinions = NULL;
  ent_error err = {0};
  assert_int_equal(ent_opinions_open("/nowhere/relations.model", &opinions, &err), ENT_ENOTFOUND);
  FILE *file = fopen(model_path, "rb");
  assert_non_null(file);
  static char bytes[8 << 20];
  size_t n = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  assert_true(n > 100000 && n < sizeof bytes);
  assert_int_equal(open_bytes(bytes, n), ENT_OK);
  assert_int_equal(open_bytes(bytes, n - 1), ENT_EMODEL);
  assert_int_equal(open_bytes(bytes, 40), ENT_EMODEL);
  for (size_t at = 0; at < n; at += n / 7) {
    bytes[at] ^= 0x40;
    assert_int_equal(open_bytes(bytes, n), ENT_EMODEL);
    bytes[at] ^= 0x40;
  }
}

static void test_judge(void **state)
{
  (void)state;
  ent_opinions *opinions = NULL;
  ent_error err = {0};
  ent_opinion a, b;
  assert_int_equal(ent_opinions_open(model_path, &opinions, &err), ENT_OK);
  parsed p = parse(refused, 8);
  ent_span source = span_of(p.doc, 0, 0), target = span_of(p.doc, 6, 6), outside = target;
  ent_buf why = ENT_BUF_INIT(1 << 20);
  assert_int_equal(ent_opinions_judge(opinions, p.doc, &source, &target, ENT_PLV, &a, &why, &err), ENT_OK);
  assert_int_equal(ent_opinions_judge(opinions, p.doc, &source, &target, ENT_PLV, &b, NULL, &err), ENT_OK);
  assert_true(ent_str_eq(a.root, ENT_STR("REJECT")));
  assert_int_equal(a.quad, 3);
  assert_int_equal(a.confidence, b.confidence);
  assert_true(a.confidence > 0 && a.confidence + a.none <= 1000);
  assert_false(ent_str_eq(a.root, a.second));
  assert_true(why.n > 0);
  outside.pieces[0].end = 100000;
  assert_int_equal(ent_opinions_judge(opinions, p.doc, &source, &outside, ENT_PLV, &a, NULL, &err), ENT_EINPUT);
  outside.n = ENT_MAX_SPAN_PIECES + 1;
  assert_int_equal(ent_opinions_judge(opinions, p.doc, &source, &outside, ENT_PLV, &a, NULL, &err), ENT_EINPUT);
  ent_buf_done(&why);
  ent_conllu_reader_free(p.reader);
  ent_opinions_close(opinions);
}

int main(int argc, char **argv)
{
  if (argc < 2)
    return 2;
  model_path = argv[1];
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_frame),  cmocka_unit_test(test_features), cmocka_unit_test(test_labels),
      cmocka_unit_test(test_shares), cmocka_unit_test(test_damaged),  cmocka_unit_test(test_judge),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
