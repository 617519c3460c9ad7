/* Files of every kind, from open to the last document: what is read, what is named as wrong, where text came from. */
#include "source_help.h"

#include "base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define MOST 16

typedef struct reading {
  ent_document *docs[MOST];
  ent_error errors[MOST];
  size_t n, n_errors;
} reading;

static void done(reading *r)
{
  for (size_t i = 0; i < r->n; i++)
    ent_document_free(r->docs[i]);
}

static void read_with(const char *path, const ent_source_options *options, reading *r)
{
  ent_source *source = NULL;
  ent_error err = {0};
  *r = (reading){0};
  if (ent_source_open(path, options, &source, &err))
    fail_msg("%s", err.message);
  for (;;) {
    ent_document *doc = NULL;
    err = (ent_error){0};
    ent_status status = ent_source_next(source, &doc, &err);
    assert_true(r->n < MOST && r->n_errors < MOST);
    if (status) {
      assert_int_equal(err.status, status);
      r->errors[r->n_errors++] = err;
      continue;
    }
    if (!doc)
      break;
    help_check(doc);
    r->docs[r->n++] = doc;
  }
  ent_source_close(source);
}

static void read_path(const char *path, reading *r)
{
  ent_source_options options = help_options();
  read_with(path, &options, r);
}

#define READ(name, r) read_path(SOURCE_FIXTURES "/" name, r)

/* The original bytes at which `find` of the text begins, in a file. */
static void check_place(const char *path, const ent_document *doc, const char *find, const char *bytes)
{
  ent_arena *arena = ent_arena_new(0);
  ent_str file;
  assert_int_equal(enti_file_read(path, 1 << 20, arena, &file, NULL), ENT_OK);
  const char *p = memmem(doc->text.p, doc->text.n, find, strlen(find));
  if (!p)
    fail_msg("\"%s\" is not in the text", find);
  uint64_t at = ent_document_original(doc, (uint32_t)(p - doc->text.p));
  if (at > file.n || !ent_str_starts(ent_str_slice(file, at, file.n), ent_str_of(bytes)))
    fail_msg("\"%s\" is traced to \"%.20s\"", find, at < file.n ? file.p + at : "");
  ent_arena_free(arena);
}

static bool has(const ent_document *doc, const char *s)
{
  return memmem(doc->text.p, doc->text.n, s, strlen(s)) != NULL;
}

static void check_date(const ent_document *doc, const char *expected, ent_basis basis)
{
  char date[16];
  assert_string_equal(ent_date_format(doc->date, date), expected);
  assert_int_equal(doc->date_basis, basis);
}

static void test_html(void **state)
{
  (void)state;
  reading r;
  READ("page.html", &r);
  assert_true(r.n == 1 && r.n_errors == 0);
  const ent_document *d = r.docs[0];
  assert_true(help_is(d->kind, "html") && help_is(d->title, "Two ports, one rail line") && help_is(d->id, "page"));
  assert_true(help_is(d->source, "The Example Courier") && help_is(d->url, "https://courier.example/rail"));
  assert_true(help_is(d->language, "en-GB"));
  check_date(d, "2024-03-05", ENT_BASIS_METADATA);
  const char *absent[] = {"Home", "cookies", "Ann Writer", "A train", "Tweet", "Greece", "Italy should", "All rights", "{"};
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
    if (has(d, absent[i]))
      fail_msg("\"%s\" is no part of the article", absent[i]);
  assert_int_equal(help_region(d, "What was agreed")->kind, ENT_REGION_HEADING);
  assert_int_equal(help_region(d, "Read more")->kind, ENT_REGION_BOILERPLATE);
  const char *path = SOURCE_FIXTURES "/page.html";
  check_place(path, d, "Two ports", "Two ports, one rail line</h1>");
  check_place(path, d, "& Italy", "&amp; Italy");
  check_place(path, d, "Italy signed", "Italy signed");
  check_place(path, d, "’s minister", "&rsquo;s");
  check_place(path, d, "€200m", "&euro;200m");
  check_place(path, d, "European Union", "European Union");
  check_place(path, d, "The line opens", "The line opens");
  done(&r);
}

static void test_json_lines(void **state)
{
  (void)state;
  reading r;
  READ("records.jsonl", &r);
  assert_true(r.n == 2 && r.n_errors == 2);
  assert_true(help_is(r.docs[0]->id, "a-1") && help_is(r.docs[0]->kind, "jsonl"));
  assert_true(help_is(r.docs[0]->source, "Example Wire"));
  assert_int_equal(r.docs[0]->n_fields, 2);
  assert_true(help_is(r.docs[0]->fields[1].name, "n") && help_is(r.docs[0]->fields[1].json, "12345678901234567890"));
  check_place(SOURCE_FIXTURES "/records.jsonl", r.docs[0], "a new link", "a new link");
  check_place(SOURCE_FIXTURES "/records.jsonl", r.docs[0], "— ", "\\u2014");
  check_place(SOURCE_FIXTURES "/records.jsonl", r.docs[1], "Two paragraphs", "Two paragraphs");
  assert_non_null(strstr(r.errors[0].message, "records.jsonl:2, byte 275: string without its end"));
  assert_int_equal(r.errors[0].offset, 275);
  assert_non_null(strstr(r.errors[1].message, "records.jsonl:5, byte "));
  assert_true(ent_str_ends(r.docs[1]->path, ENT_STR("records.jsonl:4")) && help_is(r.docs[1]->id, "records:4"));
  assert_true(help_is(r.docs[1]->source, "Wire B") && help_is(r.docs[1]->language, "en"));
  check_date(r.docs[1], "2024-03-07", ENT_BASIS_METADATA);
  done(&r);
}

static void test_json(void **state)
{
  (void)state;
  reading r;
  READ("records.json", &r);
  assert_true(r.n == 2 && r.n_errors == 1);
  assert_true(help_is(r.docs[0]->id, "7") && has(r.docs[0], "Italy & Albania signed.\n\nThe line is new."));
  check_place(SOURCE_FIXTURES "/records.json", r.docs[0], "& Albania", "&amp; Albania");
  assert_non_null(strstr(r.errors[0].message, "records.json:2, byte "));
  done(&r);
  READ("object.json", &r);
  assert_true(r.n == 2 && r.n_errors == 0 && help_is(r.docs[1]->source, "Wire"));
  check_place(SOURCE_FIXTURES "/object.json", r.docs[1], "Mali left", "Mali left");
  done(&r);
}

static void test_xml(void **state)
{
  (void)state;
  reading r;
  READ("petrarch.xml", &r);
  assert_true(r.n == 3 && r.n_errors == 1);
  assert_true(help_is(r.docs[0]->id, "STORY_1") && help_is(r.docs[0]->source, "AFP"));
  assert_true(help_is(r.docs[0]->text, "Bosnia & Croatia signed an accord in Sarajevo."));
  assert_true(help_is(r.docs[1]->text, "Hungary recalled its ambassador."));
  assert_true(help_is(r.docs[2]->id, "STORY_4"));
  check_place(SOURCE_FIXTURES "/petrarch.xml", r.docs[0], "in Sarajevo", "in Sarajevo");
  assert_non_null(strstr(r.errors[0].message, "line 16"));
  check_date(r.docs[0], "2000-07-15", ENT_BASIS_METADATA);
  done(&r);
}

static void test_feeds(void **state)
{
  (void)state;
  reading r;
  READ("feed.rss", &r);
  assert_true(r.n == 3 && r.n_errors == 1);
  assert_true(help_is(r.docs[0]->title, "Peru & Chile reopen the border") && help_is(r.docs[0]->id, "wire-1"));
  assert_true(help_is(r.docs[0]->source, "Example Wire & Radio") && help_is(r.docs[0]->language, "en-gb"));
  assert_true(has(r.docs[0], "Lima & Santiago agreed."));
  check_place(SOURCE_FIXTURES "/feed.rss", r.docs[0], "Santiago", "Santiago");
  assert_true(help_is(r.docs[1]->title, "Norway <and> Sweden") && !has(r.docs[1], "x()") && !has(r.docs[1], "short"));
  assert_true(has(r.docs[2], "Finland joined NATO in 2023."));
  done(&r);
  READ("feed.atom", &r);
  assert_true(r.n == 1 && help_is(r.docs[0]->kind, "atom") && help_is(r.docs[0]->url, "https://gazette.example/1"));
  assert_true(has(r.docs[0], "send police officers to Haiti"));
  check_date(r.docs[0], "2024-03-06", ENT_BASIS_METADATA);
  check_place(SOURCE_FIXTURES "/feed.atom", r.docs[0], "police officers", "police officers");
  done(&r);
}

static void test_warc(void **state)
{
  (void)state;
  reading r;
  READ("crawl.warc", &r);
  assert_true(r.n == 3 && r.n_errors == 0);
  assert_true(help_is(r.docs[0]->title, "Two ports, one rail line") && ent_str_eq(r.docs[0]->text, r.docs[1]->text));
  check_place(SOURCE_FIXTURES "/crawl.warc", r.docs[0], "European Union", "European Union");
  assert_true(help_is(r.docs[2]->url, "https://courier.example/lisbon"));
  check_date(r.docs[2], "2024-03-10", ENT_BASIS_FILE);
  done(&r);
  READ("crawl.warc.gz", &r);
  assert_true(r.n == 3 && r.n_errors == 0);
  done(&r);
}

static void test_archives(void **state)
{
  (void)state;
  reading r;
  READ("mixed.zip", &r);
  assert_true(r.n == 4 && r.n_errors == 3);
  assert_true(ent_str_ends(r.docs[0]->path, ENT_STR("mixed.zip/pages/rail.html")) && help_is(r.docs[0]->id, "rail"));
  assert_non_null(strstr(r.errors[0].message, "mixed.zip/logo.png: not a text: a PNG image"));
  done(&r);
  READ("nested.tar.gz", &r);
  assert_true(r.n == 5 && ent_str_ends(r.docs[1]->path, ENT_STR("nested.tar.gz/inner.zip/pages/rail.html")));
  done(&r);
  READ("lisbon.txt.gz", &r);
  assert_true(r.n == 1 && help_is(r.docs[0]->id, "lisbon") && has(r.docs[0], "Portugal"));
  done(&r);
  READ("records.jsonl.zst", &r);
  assert_true(r.n == 2 && r.n_errors == 2);
  done(&r);
}

static void test_encodings(void **state)
{
  (void)state;
  reading r;
  READ("latin.txt", &r);
  assert_true(r.n == 1 && has(r.docs[0], "Café society: “Riga” stays calm."));
  check_place(SOURCE_FIXTURES "/latin.txt", r.docs[0], "stays", "stays");
  done(&r);
  READ("cyrillic.txt", &r);
  assert_true(r.n == 1 && has(r.docs[0], "Казахстана и Узбекистана"));
  done(&r);
  READ("wide.txt", &r);
  assert_true(r.n == 1 && help_is(r.docs[0]->title, "Two towns"));
  done(&r);
  READ("broken.txt", &r);
  assert_true(r.n == 1 && has(r.docs[0], "café and naïve"));
  check_place(SOURCE_FIXTURES "/broken.txt", r.docs[0], "End", "End");
  done(&r);
}

/* Where poppler's tool is not installed, the message says what is missing. */
static void test_pdf(void **state)
{
  (void)state;
  reading r;
  READ("brief.pdf", &r);
  if (r.n_errors) {
    assert_non_null(strstr(r.errors[0].message, "poppler-utils"));
  } else {
    assert_true(help_is(r.docs[0]->title, "Two fleets in one strait") && help_is(r.docs[0]->kind, "pdf"));
    assert_true(has(r.docs[0], "guard the strait together, and to share what their radars see."));
    assert_true(has(r.docs[0], "four judges, who sat in Copenhagen & Stockholm"));
    assert_false(has(r.docs[0], "Policy Brief"));
  }
  done(&r);
  assert_int_equal(setenv("PATH", "/nowhere", 1), 0);
  READ("brief.pdf", &r);
  assert_true(r.n == 0 && r.n_errors == 1 && strstr(r.errors[0].message, "poppler-utils"));
  done(&r);
}

static ent_status from(const char *bytes, size_t n, const ent_source_options *options, ent_document **doc, ent_error *err)
{
  *doc = NULL;
  *err = (ent_error){0};
  return ent_document_from_bytes((ent_str){bytes, n}, ENT_STR("x"), options, doc, err);
}

static void test_refused(void **state)
{
  (void)state;
  ent_document *doc;
  ent_error err;
  ent_source_options options = help_options();
  static const struct {
    const char *bytes;
    size_t n;
    const char *reason;
  } cases[] = {
      {"", 0, "empty"},
      {" \n\t\n", 4, "empty"},
      {"\x89PNG\r\n\x1A\n....", 12, "not a text: a PNG image"},
      {"\x7F" "ELF\2\1\1\0\0\0\0\0", 12, "not a text: an ELF program"},
      {"\1\2\3\4\5\6\7\x0e\x0f\1\2\3", 12, "not a text: binary data"},
      {"<?xml version='1.0'?><svg></svg>", 32, "root <svg>"},
      {"{\"a\":1}", 7, "no text"},
      {"{\"text\":\"x\"", 11, "ends too early"},
      {"\x1F\x8B\x08\0\0\0\0\0", 8, "damaged archive"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ent_status status = from(cases[i].bytes, cases[i].n, &options, &doc, &err);
    assert_null(doc);
    if (status != ENT_EINPUT)
      fail_msg("case %zu: %s", i, err.message);
    if (!strstr(err.message, cases[i].reason))
      fail_msg("%s", err.message);
  }
  assert_int_equal(from("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", 26, &options, &doc, &err), ENT_EUSAGE);
}

static void test_limits(void **state)
{
  (void)state;
  ent_document *doc;
  ent_error err;
  ent_source_options options = help_options();
  options.max_bytes = 10;
  assert_int_equal(from("eleven byte", 11, &options, &doc, &err), ENT_ELIMIT);
  assert_int_equal(from("ten bytes.", 10, &options, &doc, &err), ENT_OK);
  ent_document_free(doc);
  char *deep = malloc(100000);
  memset(deep, 'x', 100000);
  for (size_t i = 0; i < 100000 - 10; i += 5)
    memcpy(deep + i, "<div>", 5);
  memcpy(deep, "<html>", 6);
  options = help_options();
  assert_int_equal(from(deep, 100000, &options, &doc, &err), ENT_EINPUT);
  assert_non_null(strstr(err.message, "nested"));
  free(deep);
}

/* --date and --source give what the document lacks, and nothing else. */
static void test_options(void **state)
{
  (void)state;
  ent_source_options options = help_options();
  ent_document *doc;
  ent_error err;
  options.date = ent_date_make(2020, 5, 0);
  options.name = ENT_STR("Given");
  assert_int_equal(from("Plain text.", 11, &options, &doc, &err), ENT_OK);
  check_date(doc, "2020-05", ENT_BASIS_GIVEN);
  assert_true(help_is(doc->source, "Given"));
  ent_document_free(doc);
  const char json[] = "{\"text\":\"x\",\"date\":\"2021-01-02\",\"source\":\"Own\"}";
  assert_int_equal(from(json, sizeof json - 1, &options, &doc, &err), ENT_OK);
  check_date(doc, "2021-01-02", ENT_BASIS_METADATA);
  assert_true(help_is(doc->source, "Own"));
  ent_document_free(doc);
}

/* The same content is the same document, whatever the file is called and whenever it was touched. */
static void test_identity(void **state)
{
  (void)state;
  ent_document *a = help_bytes("T\n\nOne.", 7, "2024-01-01.txt"), *b = help_bytes("T\n\nOne.", 7, "b.txt");
  ent_document *c = help_bytes("T\n\nTwo.", 7, "b.txt");
  check_date(a, "2024-01-01", ENT_BASIS_FILE);
  assert_string_equal(a->hash, b->hash);
  assert_string_not_equal(a->hash, c->hash);
  ent_document_free(a);
  ent_document_free(b);
  ent_document_free(c);
}

/* One bad line, however long, leaves the next ones readable. */
static void test_long_line(void **state)
{
  (void)state;
  char path[] = "/tmp/entente-test-XXXXXX";
  int fd = mkstemp(path);
  FILE *file = fdopen(fd, "w");
  reading r;
  assert_non_null(file);
  fputs("{\"text\":\"one\"}\n{\"text\":\"", file);
  for (int i = 0; i < 3000; i++)
    fputc('x', file);
  fputs("\"}\n{\"text\":\"three\"}\n", file);
  fclose(file);
  ent_source_options options = help_options();
  options.max_bytes = 1000;
  read_with(path, &options, &r);
  assert_true(r.n == 2 && r.n_errors == 1 && r.errors[0].status == ENT_ELIMIT);
  assert_true(ent_str_ends(r.docs[1]->path, ENT_STR(":3")));
  done(&r);
  unlink(path);
}

static int end(void **state)
{
  (void)state;
  help_pack_close();
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_html),     cmocka_unit_test(test_json_lines), cmocka_unit_test(test_json),
      cmocka_unit_test(test_xml),      cmocka_unit_test(test_feeds),      cmocka_unit_test(test_warc),
      cmocka_unit_test(test_archives), cmocka_unit_test(test_encodings),  cmocka_unit_test(test_refused),
      cmocka_unit_test(test_limits),   cmocka_unit_test(test_options),    cmocka_unit_test(test_identity),
      cmocka_unit_test(test_long_line), cmocka_unit_test(test_pdf),
  };
  return cmocka_run_group_tests(tests, NULL, end);
}
