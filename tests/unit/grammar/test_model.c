/* A model file that is cut, altered, or of another kind is refused with a reason; never read out of bounds. */
#include "unit/unit.h"

#include "base/file.h"
#include "grammar/model.h"

typedef struct copy { /* of the committed model, to be spoilt */
  char *bytes;
  size_t n;
} copy;

static copy load(void)
{
  ent_str file;
  ent_error err = {0};
  const char *path = getenv("ENTENTE_MODEL");
  assert_non_null(path);
  assert_ok(enti_file_map(path, &file, &err), &err);
  copy c = {aligned_alloc(64, (file.n + 63) / 64 * 64), file.n};
  memcpy(c.bytes, file.p, file.n);
  enti_file_unmap(file);
  return c;
}

static ent_status read_copy(const copy *c, size_t n, ent_error *err)
{
  enti_model model;
  ent_status status = enti_model_read(&model, (ent_str){c->bytes, n}, "model", err);
  enti_model_done(&model);
  return status;
}

static void expect(const copy *c, size_t n, const char *reason)
{
  ent_error err = {0};
  assert_int_equal(read_copy(c, n, &err), ENT_EMODEL);
  if (!strstr(err.message, reason))
    fail_msg("\"%s\" does not say \"%s\"", err.message, reason);
}

/* Makes the checksum right again, so that the checks behind it are reached. */
static void sign(copy *c)
{
  enti_model_header *h = (enti_model_header *)(void *)c->bytes;
  size_t from = offsetof(enti_model_header, n_sections);
  h->checksum = enti_model_checksum(c->bytes + from, c->n - from);
}

static enti_model_section *section(const copy *c, uint32_t kind)
{
  enti_model_header *h = (enti_model_header *)(void *)c->bytes;
  enti_model_section *s = (enti_model_section *)(void *)(c->bytes + sizeof *h);
  for (uint32_t i = 0; i < h->n_sections; i++)
    if (s[i].kind == kind)
      return &s[i];
  fail();
  return NULL;
}

static void test_whole(void **state)
{
  (void)state;
  copy c = load();
  ent_error err = {0};
  assert_ok(read_copy(&c, c.n, &err), &err);
  assert_true(c.n <= 10u * 1000 * 1000);
  free(c.bytes);
}

static void test_cut(void **state)
{
  (void)state;
  copy c = load();
  expect(&c, 0, "too short");
  expect(&c, sizeof(enti_model_header) - 1, "too short");
  for (size_t n = sizeof(enti_model_header); n < c.n; n += 700001)
    expect(&c, n, "truncated");
  expect(&c, c.n - 1, "truncated");
  free(c.bytes);
}

static void test_altered(void **state)
{
  (void)state;
  copy c = load();
  for (size_t at = offsetof(enti_model_header, n_sections); at < c.n; at += 1300021) {
    c.bytes[at] ^= 4;
    expect(&c, c.n, "checksum");
    c.bytes[at] ^= 4;
  }
  c.bytes[c.n - 1] ^= 1;
  expect(&c, c.n, "checksum");
  free(c.bytes);
}

static void test_other_kinds(void **state)
{
  (void)state;
  copy c = load();
  enti_model_header *h = (enti_model_header *)(void *)c.bytes, kept = *h;
  h->magic[0] = 'X';
  expect(&c, c.n, "not a grammar model");
  *h = kept;
  h->order = 0x04030201;
  expect(&c, c.n, "byte order");
  *h = kept;
  h->version++;
  expect(&c, c.n, "version");
  free(c.bytes);
}

/* Wrong insides under a right checksum. */
static void test_insides(void **state)
{
  (void)state;
  copy c = load();
  enti_model_section *dims = section(&c, ENTI_SECTION_DIMS);
  enti_model_dims *d = (enti_model_dims *)(void *)(c.bytes + dims->offset), kept = *d;
  d->units = 1 << 20;
  sign(&c);
  expect(&c, c.n, "out of range");
  *d = kept;
  d->word_rows += 1;
  sign(&c);
  expect(&c, c.n, "section");
  *d = kept;
  d->rel -= 1;
  sign(&c);
  expect(&c, c.n, "other sets");
  *d = kept;
  uint64_t offset = dims->offset;
  dims->offset = c.n;
  sign(&c);
  expect(&c, c.n, "outside");
  dims->offset = offset;
  enti_slot *slots = (enti_slot *)(void *)(c.bytes + section(&c, ENTI_SECTION_WORD_SLOTS)->offset);
  uint32_t row = slots[5].row;
  slots[5].row = d->word_rows;
  sign(&c);
  expect(&c, c.n, "table of words");
  slots[5].row = row;
  sign(&c);
  ent_error err = {0};
  assert_ok(read_copy(&c, c.n, &err), &err);
  free(c.bytes);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole), cmocka_unit_test(test_cut),
                                     cmocka_unit_test(test_altered), cmocka_unit_test(test_other_kinds),
                                     cmocka_unit_test(test_insides)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
