/* What every unit test includes: cmocka with the headers that it wants before it, and a few short words. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <entente/base.h>

/* Both are ent_str; a failure prints them. */
#define assert_str(got, expected) assert_str_at(got, ENT_STR(expected), __FILE__, __LINE__)

static inline void assert_str_at(ent_str got, ent_str expected, const char *file, int line)
{
  if (ent_str_eq(got, expected))
    return;
  print_error("got \"%.*s\", expected \"%.*s\"\n", ENT_STR_ARG(got), ENT_STR_ARG(expected));
  _fail(file, line);
}

/* A call that must succeed; a failure prints its error. */
#define assert_ok(call, err) assert_ok_at((call), (err), __FILE__, __LINE__)

static inline void assert_ok_at(ent_status status, const ent_error *err, const char *file, int line)
{
  if (status == ENT_OK)
    return;
  print_error("failed: %s\n", err->message);
  _fail(file, line);
}

#endif
