/* What stands in the queue, and what its servers greet with. */
#include "unit/unit.h"

#include "queue/message.h"

static void messages_come_back(void **state)
{
  (void)state;
  ent_buf buf = ENT_BUF_INIT(1 << 20);
  ent_str key, record;
  enti_message_write(ENT_STR("abc-1"), ENT_STR("{\"text\":\"a\\nb\"}\n"), 1000, &buf);
  assert_true(enti_message_read(ent_buf_view(&buf), &key, &record));
  assert_true(ent_str_eq(key, ENT_STR("abc-1")) && ent_str_eq(record, ENT_STR("{\"text\":\"a\\nb\"}\n")));
  ent_buf_clear(&buf);
  enti_message_write(ENT_STR("abc-1"), ENT_STR("0123456789"), 15, &buf); /* 16 with the key: it stays in the store */
  assert_true(enti_message_read(ent_buf_view(&buf), &key, &record));
  assert_true(ent_str_eq(key, ENT_STR("abc-1")) && record.n == 0);
  ent_buf_done(&buf);
}

static void strange_messages_are_none(void **state)
{
  (void)state;
  static const char *const strange[] = {"", "\n", "\nrecord", "a key with blanks\nx", "no line break", "k\x01\nx"};
  char longer[ENTI_MESSAGE_KEY + 3];
  ent_str key, record;
  for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
    assert_false(enti_message_read(ent_str_of(strange[i]), &key, &record));
    assert_true(key.n == 0 && record.n == 0);
  }
  memset(longer, 'k', sizeof longer);
  longer[ENTI_MESSAGE_KEY + 1] = '\n';
  assert_false(enti_message_read((ent_str){longer, sizeof longer}, &key, &record));
  longer[ENTI_MESSAGE_KEY] = '\n';
  assert_true(enti_message_read((ent_str){longer, sizeof longer}, &key, &record));
  assert_int_equal(key.n, ENTI_MESSAGE_KEY);
}

static void versions(void **state)
{
  (void)state;
  char version[32];
  enti_greeting_version(ENT_STR("INFO {\"server_id\":\"N\",\"version\":\"2.10.23-beta\",\"proto\":1}\r\n"), version);
  assert_string_equal(version, "2.10.23");
  enti_greeting_version(ENT_STR("INFO {\"version\":\""), version);
  assert_string_equal(version, "");
  enti_greeting_version(ENT_STR("SSH-2.0-OpenSSH"), version);
  assert_string_equal(version, "");
  assert_true(enti_version_compare("2.9.10", "2.10.23") < 0);
  assert_true(enti_version_compare("2.10.22", "2.10.23") < 0);
  assert_int_equal(enti_version_compare("2.10.23", "2.10.23"), 0);
  assert_true(enti_version_compare("2.11", "2.10.23") > 0);
  assert_true(enti_version_compare("3", "2.10.23") > 0);
}

static void addresses(void **state)
{
  (void)state;
  static const struct { const char *host, *port; } wanted[] = {{"n1", "4222"}, {"n2", "5000"}, {"::1", "6000"}, {"n3", "4222"}};
  ent_str rest = ENT_STR("nats://n1,tls://user:se@cret@n2:5000,[::1]:6000,n3");
  char host[256], port[8];
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    assert_true(enti_next_address(&rest, host, port));
    assert_string_equal(host, wanted[i].host);
    assert_string_equal(port, wanted[i].port);
  }
  assert_false(enti_next_address(&rest, host, port));
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(messages_come_back), cmocka_unit_test(strange_messages_are_none),
                                     cmocka_unit_test(versions), cmocka_unit_test(addresses)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
