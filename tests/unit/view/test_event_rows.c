/* Events in the layouts of the field, from documents made by hand: pairs, days, hostile names, JSON. */
#include "view/coded.h"
#include "view/field_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define S(text) ENT_STR(text)

const char *ent_version(void) /* the library's own, which is not linked here */
{
  return "0";
}

static const ent_actor_ref ABC[] = {{{"AAA", 3}, {"", 0}, {"", 0}}, {{"BBB", 3}, {"MIL", 3}, {"", 0}}, {{"CCC", 3}, {"", 0}, {"IGO", 3}}};
static const char text[] = "Alpha met\tBeta \"here\".\n\nNothing else.";

typedef struct fixture {
  ent_document doc;
  ent_sentence sentences[2];
  ent_claim claims[3], asides[1];
  ent_buf out;
} fixture;

static ent_claim event(const char *code, const char *cameo, size_t n_source, size_t n_target)
{
  return (ent_claim){.kind = ENT_EVENT, .code = ent_str_of(code), .cameo = ent_str_of(cameo), .source = ABC, .n_source = n_source,
                     .target = ABC + n_source, .n_target = n_target, .modality = ENT_PAST, .start = 0, .end = 22,
                     .confidence = 0.756f, .rule = S("event/consult:\"x\"")};
}

static int setup(void **state)
{
  static fixture f;
  f = (fixture){.out = ENT_BUF_INIT(100000)};
  f.sentences[0] = (ent_sentence){.start = 0, .end = 22, .kind = ENT_SENTENCE_BODY};
  f.sentences[1] = (ent_sentence){.start = 24, .end = 37, .paragraph = 1, .kind = ENT_SENTENCE_BODY};
  f.doc = (ent_document){.id = S("d\t1\n"), .source = S("The\tGazette\r\n"), .text = {text, sizeof text - 1}, .hash = "00112233445566778899aabbccddeeff",
                         .date = ent_date_make(2020, 2, 29), .date_basis = ENT_BASIS_METADATA, .sentences = f.sentences,
                         .n_sentences = 2, .claims = f.claims, .asides = f.asides};
  *state = &f;
  return 0;
}

static int teardown(void **state)
{
  ent_buf_done(&((fixture *)*state)->out);
  return 0;
}

static const char *output(fixture *f)
{
  ent_buf_char(&f->out, 0);
  assert_false(f->out.failed);
  return f->out.p;
}

/* Field n (from 1) of line `line` (from 0). */
static ent_str field(fixture *f, size_t line, size_t n)
{
  ent_str rest = ent_buf_view(&f->out), row = {0}, one = {0};
  for (size_t i = 0; i <= line; i++)
    assert_true(ent_str_split(&rest, '\n', &row));
  for (size_t i = 0; i < n; i++)
    assert_true(ent_str_split(&row, '\t', &one));
  return one;
}

static void is(ent_str got, const char *want)
{
  assert_int_equal(got.n, strlen(want));
  if (got.n)
    assert_memory_equal(got.p, want, got.n);
}

static size_t count(const ent_claim *c)
{
  enti_pair pair;
  size_t n = 0;
  while (enti_pair_at(c, n, &pair))
    n++;
  return n;
}

static void pairs(void **state)
{
  (void)state;
  enti_pair p;
  ent_claim c = event("ASSAULT", "190", 1, 2);
  assert_int_equal(count(&c), 2);
  assert_true(enti_pair_at(&c, 1, &p) && p.source == &ABC[0] && p.target == &ABC[2]);
  c = event("PROTEST", "141", 2, 0);
  assert_int_equal(count(&c), 2); /* two who protest, not against each other */
  assert_true(enti_pair_at(&c, 1, &p) && p.source == &ABC[1] && p.target == NULL);
  c = event("CONSULT", "040", 3, 0);
  c.mutual = true;
  assert_int_equal(count(&c), 6); /* each with each, both ways */
  for (size_t i = 0; enti_pair_at(&c, i, &p); i++)
    assert_true(p.source && p.target && p.source != p.target);
  c = event("SUPPORT", "057", 1, 1);
  c.mutual = true;
  assert_int_equal(count(&c), 2);
  assert_true(enti_pair_at(&c, 1, &p) && p.source == &ABC[1] && p.target == &ABC[0]);
  is(p.cameo, "057");
  c = event("CONSULT", "042", 1, 1); /* a visit has its host's row */
  assert_int_equal(count(&c), 2);
  assert_true(enti_pair_at(&c, 1, &p) && p.source == &ABC[1]);
  is(p.cameo, "043");
  c = event("RETREAT", "087", 0, 0);
  assert_true(enti_pair_at(&c, 0, &p) && !p.source && !p.target);
  assert_int_equal(count(&c), 1);
}

static void what_counts(void **state)
{
  (void)state;
  ent_claim c = event("ASSAULT", "190", 1, 1);
  static const bool coded[] = {[ENT_ACTUAL] = true, [ENT_PAST] = true, [ENT_ONGOING] = true, [ENT_SPORT] = false};
  for (unsigned m = ENT_ACTUAL; m <= ENT_SPORT; m++) {
    c.modality = (ent_modality)m;
    assert_int_equal(enti_is_coded(&c), coded[m]);
  }
  c = event("AGREE", "030", 1, 1);
  c.modality = ENT_INTENDED; /* what is announced is coded as a promise */
  assert_true(enti_is_coded(&c) && enti_is_plover(&c));
  c = event("STATEMENT", "010", 1, 1);
  assert_true(enti_is_coded(&c) && !enti_is_plover(&c));
  c.kind = ENT_TIE;
  assert_false(enti_is_coded(&c));
}

static void gdelt(void **state)
{
  fixture *f = *state;
  const ent_view_knowledge none = {0};
  f->claims[0] = event("ASSAULT", "1951", 1, 1);
  f->claims[1] = event("ASSAULT", "190", 1, 1);
  f->claims[1].from = ent_date_make(2014, 3, 0);
  f->claims[1].sentence = 1;
  f->claims[2] = event("ASSAULT", "", 1, 1); /* without a code: no row */
  f->doc.n_claims = 3;
  ent_view_gdelt(&f->doc, &none, &f->out);
  size_t tabs = 0, lines = 0;
  for (size_t i = 0; i < f->out.n; i++) {
    tabs += f->out.p[i] == '\t';
    lines += f->out.p[i] == '\n';
  }
  assert_int_equal(lines, 2);
  assert_int_equal(tabs, 2 * (ENTI_GDELT_COLUMNS - 1));
  is(field(f, 0, 2), "20200229"); /* undated: the story's day */
  is(field(f, 0, 5), "2020.2438");
  is(field(f, 0, 26), "1");
  is(field(f, 0, 27), "1951");
  is(field(f, 0, 28), "195");
  is(field(f, 0, 29), "19");
  is(field(f, 0, 31), ""); /* no table of values: unknown, not 0 */
  is(field(f, 0, 61), "d 1 ");
  is(field(f, 1, 2), ""); /* a month has no day */
  is(field(f, 1, 3), "201403");
  is(field(f, 1, 5), "");
  is(field(f, 1, 26), "0");
}

static void icews_and_phoenix(void **state)
{
  fixture *f = *state;
  const ent_view_knowledge none = {0};
  f->claims[0] = event("ASSAULT", "190", 2, 1);
  f->doc.n_claims = 1;
  ent_view_icews_header(&f->out);
  ent_view_icews(&f->doc, &none, &f->out);
  is(field(f, 0, 20), "Longitude");
  is(field(f, 1, 2), "2020-02-29");
  is(field(f, 1, 3), "AAA");
  is(field(f, 2, 3), "Military (BBB)");
  is(field(f, 2, 5), "BBB");
  is(field(f, 1, 9), "CCC");
  is(field(f, 1, 10), "International Government Organization");
  is(field(f, 1, 11), "");
  is(field(f, 1, 13), "1");
  is(field(f, 1, 14), "The Gazette  ");
  is(field(f, 1, 20), "");
  ent_buf_clear(&f->out);
  f->doc.date = ENT_NO_DATE;
  ent_view_phoenix(&f->doc, &none, &f->out);
  is(field(f, 1, 2), "");
  is(field(f, 1, 3), "");
  is(field(f, 1, 14), "190");
  is(field(f, 1, 16), "4");
  is(field(f, 1, 24), "d 1 _1");
  is(field(f, 1, 26), "The Gazette  ");
}

static void ids_stay(void **state)
{
  fixture *f = *state;
  uint64_t a = enti_row_number(&f->doc, 0, 0);
  assert_true(a < (uint64_t)1 << 53 && a == enti_row_number(&f->doc, 0, 0));
  assert_true(a != enti_row_number(&f->doc, 0, 1) && a != enti_row_number(&f->doc, 1, 0));
  f->doc.hash[0] = 'f';
  assert_true(a != enti_row_number(&f->doc, 0, 0));
}

static void json(void **state)
{
  fixture *f = *state;
  f->claims[0] = event("CONSULT", "040", 1, 1);
  f->claims[1] = event("ASSAULT", "190", 1, 1);
  f->claims[1].modality = ENT_DENIED;
  f->asides[0] = event("ASSAULT", "190", 1, 1);
  f->asides[0].modality = ENT_SPORT;
  f->doc.n_claims = 2;
  f->doc.n_asides = 1;
  ent_view_events(&f->doc, NULL, false, &f->out);
  const char *got = output(f);
  assert_true(strstr(got, "{\"id\":\"d\\t1\\n\",\"date\":\"2020-02-29\",\"events\":[{") == got);
  assert_non_null(strstr(got, "\"evidence\":{\"start\":0,\"end\":22,\"text\":\"Alpha met\\tBeta \\\"here\\\".\""));
  assert_non_null(strstr(got, "\"rule\":\"event/consult:\\\"x\\\"\",\"confidence\":0.76}]}\n"));
  assert_null(strstr(got, "denied"));
  ent_buf_clear(&f->out);
  ent_view_events(&f->doc, NULL, true, &f->out);
  got = output(f);
  assert_non_null(strstr(got, "\"modality\":\"denied\""));
  assert_non_null(strstr(got, "\"modality\":\"sport\""));
  ent_buf_clear(&f->out);
  f->doc.n_claims = f->doc.n_asides = 0;
  ent_view_events(&f->doc, NULL, true, &f->out);
  assert_string_equal(output(f), "{\"id\":\"d\\t1\\n\",\"date\":\"2020-02-29\",\"events\":[]}\n");
}

/* The column files name as many columns as the rows have. */
static void columns(void **state)
{
  (void)state;
  for (size_t i = 0; i < ENTI_GDELT_COLUMNS; i++)
    assert_true(enti_gdelt_columns[i].name[0] && enti_gdelt_columns[i].meaning);
  for (size_t i = 0; i < ENTI_ICEWS_COLUMNS; i++)
    assert_true(enti_icews_columns[i].name[0]);
  for (size_t i = 0; i < ENTI_PHOENIX_COLUMNS; i++)
    assert_true(enti_phoenix_columns[i].name[0]);
  assert_string_equal(enti_gdelt_columns[60].name, "SOURCEURL");
  assert_string_equal(enti_phoenix_columns[13].name, "EventCode");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pairs), cmocka_unit_test(what_counts), cmocka_unit_test_setup_teardown(gdelt, setup, teardown),
      cmocka_unit_test_setup_teardown(icews_and_phoenix, setup, teardown),
      cmocka_unit_test_setup_teardown(ids_stay, setup, teardown), cmocka_unit_test_setup_teardown(json, setup, teardown),
      cmocka_unit_test(columns)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
