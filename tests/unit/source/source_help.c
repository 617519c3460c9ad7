/* What the tests of the room `source` share. */
#include "source_help.h"

#include "source/source_compile.h"

#include <stdio.h>

static ent_pack *pack;
static enti_packer *packer;

const ent_pack *help_pack(void)
{
  ent_error err = {0};
  const char *dir = SOURCE_DATA;
  enti_data_dirs dirs = {.dirs = &dir, .n = 1};
  if (pack)
    return pack;
  packer = enti_packer_new();
  assert_non_null(packer);
  ent_status status = enti_source_compile(packer, &dirs, &err);
  if (!status)
    status = enti_packer_open(packer, &pack, &err);
  if (status)
    fail_msg("%s", err.message);
  return pack;
}

void help_pack_close(void)
{
  ent_pack_close(pack);
  enti_packer_free(packer);
  pack = NULL;
  packer = NULL;
}

ent_source_options help_options(void)
{
  ent_source_options options = ENT_SOURCE_OPTIONS_INIT;
  options.pack = help_pack();
  return options;
}

ent_document *help_bytes(const char *bytes, size_t n, const char *name)
{
  ent_error err = {0};
  ent_source_options options = help_options();
  ent_document *doc = NULL;
  if (ent_document_from_bytes((ent_str){bytes, n}, ent_str_of(name), &options, &doc, &err))
    fail_msg("%s", err.message);
  help_check(doc);
  return doc;
}

ent_document *help_document(const char *text)
{
  return help_bytes(text, strlen(text), "test.txt");
}

static bool on_boundary(ent_str s, size_t at)
{
  return at == s.n || ((unsigned char)s.p[at] & 0xC0) != 0x80;
}

void help_check(const ent_document *doc)
{
  assert_int_equal(ent_utf8_valid(doc->text), doc->text.n);
  assert_int_equal(strlen(doc->hash), 32);
  for (size_t i = 0; i < doc->n_regions; i++) {
    const ent_region *r = &doc->regions[i];
    assert_true(r->start < r->end && r->end <= doc->text.n && r->why && r->why[0]);
    assert_true(on_boundary(doc->text, r->start) && on_boundary(doc->text, r->end));
    assert_true(i == 0 || doc->regions[i - 1].end <= r->start);
  }
  for (size_t i = 0; i < doc->n_map; i++) {
    assert_true(doc->map[i].at < doc->text.n || doc->text.n == 0);
    assert_true(i == 0 || doc->map[i - 1].at < doc->map[i].at);
  }
}

bool help_is(ent_str s, const char *expected)
{
  return ent_str_eq(s, ent_str_of(expected));
}

const ent_region *help_region(const ent_document *doc, const char *begins)
{
  for (size_t i = 0; i < doc->n_regions; i++)
    if (ent_str_starts(ent_str_slice(doc->text, doc->regions[i].start, doc->text.n), ent_str_of(begins)))
      return &doc->regions[i];
  return NULL;
}
