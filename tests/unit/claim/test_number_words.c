#include "../unit.h"

#include "claim/verdict.h"

typedef struct number {
  const char *text;
  unsigned value;
  bool ordinal;
} number;

static void numbers(void **state)
{
  (void)state;
  static const number cases[] = {{"30", 30, false},
                                 {"30th", 30, true},
                                 {"1st", 1, true},
                                 {"22nd", 22, true},
                                 {"thirty", 30, false},
                                 {"thirtieth", 30, true},
                                 {"thirty-two", 32, false},
                                 {"thirty-second", 32, true},
                                 {"193", 193, false},
                                 {"ten", 10, false},
                                 {"third", 3, true},
                                 {"ninety-nine", 99, false},
                                 {"", 0, false},
                                 {"member", 0, false},
                                 {"thirty-twelve", 0, false},
                                 {"2004", 0, false},
                                 {"30x", 0, false},
                                 {"two-thirty", 0, false},
                                 {"-", 0, false},
                                 {"twenty-", 0, false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    bool ordinal;
    unsigned got = enti_number_said(ent_str_of(cases[i].text), &ordinal);
    if (got != cases[i].value || (got && ordinal != cases[i].ordinal))
      fail_msg("%s: got %u%s", cases[i].text, got, ordinal ? " (ordinal)" : "");
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(numbers)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
