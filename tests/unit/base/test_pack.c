/* Tables, and packs made from them: what goes in comes out, and damage is refused. */
#include "unit/unit.h"

#include "base/pack_private.h"
#include "base/packer.h"
#include "base/table.h"

#include <stdio.h>

static void tables_are_read_by_column_name(void **state)
{
  (void)state;
  enti_table t;
  ent_error err = {0};
  ent_date d;
  size_t name, since;
  bool more;
  ent_str text = ENT_STR("# comment\n\nsince\tname\n2005-07\tKorea\r\n# more\n\tNATO \n");
  assert_ok(enti_table_init(&t, ENT_STR("t.tsv"), text, &err), &err);
  assert_ok(enti_table_column(&t, "name", &name, &err), &err);
  assert_ok(enti_table_column(&t, "since", &since, &err), &err);
  assert_int_equal(enti_table_find(&t, "none"), SIZE_MAX);
  assert_ok(enti_table_next(&t, &more, &err), &err);
  assert_true(more);
  assert_str(enti_table_get(&t, name), "Korea");
  assert_ok(enti_table_date(&t, since, &d, &err), &err);
  assert_int_equal(d.precision, ENT_DATE_MONTH);
  assert_ok(enti_table_next(&t, &more, &err), &err);
  assert_str(enti_table_get(&t, name), "NATO");
  assert_ok(enti_table_date(&t, since, &d, &err), &err);
  assert_false(ent_date_known(d));
  assert_ok(enti_table_next(&t, &more, &err), &err);
  assert_false(more);
}

static void wrong_rows_are_named(void **state)
{
  (void)state;
  enti_table t;
  ent_error err = {0};
  ent_date d;
  bool more;
  assert_ok(enti_table_init(&t, ENT_STR("t.tsv"), ENT_STR("a\tb\nx\nsoon\ty\n"), &err), &err);
  assert_int_equal(enti_table_next(&t, &more, &err), ENT_EINPUT);
  assert_string_equal(err.message, "t.tsv:2: 1 fields, but 2 columns in the header");
  assert_ok(enti_table_next(&t, &more, &err), &err);
  assert_int_equal(enti_table_date(&t, 0, &d, &err), ENT_EINPUT);
  assert_string_equal(err.message, "t.tsv:3: \"soon\" is no date (YYYY, YYYY-MM or YYYY-MM-DD)");
  assert_int_equal(enti_table_init(&t, ENT_STR("t.tsv"), ENT_STR("a\n\xff\n"), &err), ENT_EINPUT);
  assert_int_equal(enti_table_init(&t, ENT_STR("t.tsv"), ENT_STR("# only\n"), &err), ENT_EINPUT);
  assert_int_equal(enti_table_init(&t, ENT_STR("t.tsv"), ENT_STR("a\ta\n"), &err), ENT_EINPUT);
}

/* A pack of one section and n words; the caller frees the buffer. */
static ent_buf make_pack(uint32_t n)
{
  ent_error err = {0};
  ent_buf bytes = ENT_BUF_INIT(1 << 24);
  enti_packer *packer = enti_packer_new();
  uint32_t string = enti_packer_string(packer, ENT_STR("KOR"));
  assert_int_equal(enti_packer_string(packer, ENT_STR("KOR")), string);
  for (uint32_t i = 0; i < n; i++) {
    char word[16];
    int length = snprintf(word, sizeof word, "Word%u", i);
    assert_int_equal(enti_packer_word(packer, (ent_str){word, (size_t)length}), i + 1);
  }
  ent_buf_add(enti_packer_section(packer, "test.numbers"), &string, sizeof string);
  enti_packer_version(packer, ENT_STR("tables"));
  assert_ok(enti_packer_write(packer, &bytes, &err), &err);
  enti_packer_free(packer);
  return bytes;
}

static void what_goes_in_comes_out(void **state)
{
  (void)state;
  ent_error err = {0};
  ent_buf bytes = make_pack(3000);
  ent_pack *pack;
  assert_ok(enti_pack_from_memory(ent_buf_view(&bytes), &pack, &err), &err);
  ent_str section = ent_pack_section(pack, "test.numbers");
  uint32_t offset;
  assert_int_equal(section.n, sizeof offset);
  memcpy(&offset, section.p, sizeof offset);
  assert_str(ent_pack_string(pack, offset), "KOR");
  assert_str(ent_pack_string(pack, UINT32_MAX), "");
  assert_str(ent_pack_string(pack, 0), "");
  assert_int_equal(ent_pack_section(pack, "none").n, 0);
  const ent_vocab *vocab = ent_pack_vocab(pack);
  assert_int_equal(ent_vocab_size(vocab), 3000);
  assert_int_equal(ent_vocab_find(vocab, ENT_STR("word2999")), 3000);
  assert_int_equal(ent_vocab_find(vocab, ENT_STR("word3000")), 0);
  assert_str(ent_vocab_word(vocab, 1), "word0");
  assert_int_equal(strlen(ent_pack_version(pack)), 32);
  ent_pack_close(pack);
  ent_buf_done(&bytes);
}

static void the_same_tables_give_the_same_bytes(void **state)
{
  (void)state;
  ent_buf a = make_pack(100), b = make_pack(100);
  assert_true(ent_str_eq(ent_buf_view(&a), ent_buf_view(&b)));
  ent_buf_done(&a);
  ent_buf_done(&b);
}

static void damage_is_refused(void **state)
{
  (void)state;
  ent_buf bytes = make_pack(50);
  ent_pack *pack = NULL;
  for (size_t i = 0; i < bytes.n; i += 1 + bytes.n / 500) {
    ent_error err = {0};
    bytes.p[i] ^= 0x40;
    assert_int_equal(enti_pack_from_memory(ent_buf_view(&bytes), &pack, &err), ENT_EMODEL);
    bytes.p[i] ^= 0x40;
    assert_int_equal(enti_pack_from_memory((ent_str){bytes.p, i}, &pack, &err), ENT_EMODEL);
  }
  ent_buf_done(&bytes);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tables_are_read_by_column_name), cmocka_unit_test(wrong_rows_are_named),
      cmocka_unit_test(what_goes_in_comes_out), cmocka_unit_test(the_same_tables_give_the_same_bytes),
      cmocka_unit_test(damage_is_refused)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
