/* Arena, growing arrays, interned strings, hashing. */
#include "unit/unit.h"

#include "base/hash.h"
#include "base/intern.h"
#include "base/vec.h"

#include <stdio.h>

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
  (void)state;
  ent_arena *arena = ent_arena_new(0);
  for (size_t n = 0; n < 5000; n += 37) {
    unsigned char *p = ent_arena_alloc(arena, n);
    assert_non_null(p);
    assert_int_equal((uintptr_t)p % 16, 0);
    for (size_t i = 0; i < n; i++)
      assert_int_equal(p[i], 0);
    memset(p, 0xa5, n);
  }
  ent_arena_reset(arena);
  assert_int_equal(ent_arena_used(arena), 0);
  unsigned char *again = ent_arena_alloc(arena, 4000);
  for (size_t i = 0; i < 4000; i++)
    assert_int_equal(again[i], 0);
  ent_arena_free(arena);
}

static void limits_and_overflows_give_null(void **state)
{
  (void)state;
  ent_arena *arena = ent_arena_new(1000);
  assert_non_null(ent_arena_alloc(arena, 900));
  assert_null(ent_arena_alloc(arena, 200));
  assert_null(ent_arena_array(arena, SIZE_MAX / 2, 16));
  assert_null(ent_arena_alloc(arena, SIZE_MAX - 3));
  ent_arena_free(arena);
  ent_arena_free(NULL);
}

static void arrays_grow_and_keep_what_they_hold(void **state)
{
  (void)state;
  ent_arena *arena = ent_arena_new(0);
  void *items = NULL;
  size_t cap = 0;
  for (uint32_t i = 0; i < 1000; i++) {
    assert_true(enti_grow(arena, &items, i, &cap, sizeof i));
    ((uint32_t *)items)[i] = i;
  }
  for (uint32_t i = 0; i < 1000; i++)
    assert_int_equal(((uint32_t *)items)[i], i);
  ent_arena_free(arena);
}

static void interned_strings_get_dense_ids(void **state)
{
  (void)state;
  enti_intern map;
  char key[32];
  assert_true(enti_intern_init(&map));
  for (uint32_t i = 0; i < 20000; i++) {
    int n = snprintf(key, sizeof key, "word %u", i);
    assert_int_equal(enti_intern_add(&map, (ent_str){key, (size_t)n}), i);
  }
  assert_int_equal(enti_intern_add(&map, ENT_STR("word 777")), 777);
  assert_int_equal(enti_intern_find(&map, ENT_STR("word 19999")), 19999);
  assert_int_equal(enti_intern_find(&map, ENT_STR("word 20000")), UINT32_MAX);
  assert_str(map.keys[5], "word 5");
  enti_intern_done(&map);
}

static void content_hash_tells_pieces_apart(void **state)
{
  (void)state;
  enti_hash128 a = ENTI_HASH128_INIT, b = ENTI_HASH128_INIT, c = ENTI_HASH128_INIT;
  char x[33], y[33], z[33];
  enti_hash128_add(&a, ENT_STR("ab"));
  enti_hash128_add(&a, ENT_STR("c"));
  enti_hash128_add(&b, ENT_STR("a"));
  enti_hash128_add(&b, ENT_STR("bc"));
  enti_hash128_add(&c, ENT_STR("ab"));
  enti_hash128_add(&c, ENT_STR("c"));
  enti_hash128_hex(a, x);
  enti_hash128_hex(b, y);
  enti_hash128_hex(c, z);
  assert_string_not_equal(x, y);
  assert_string_equal(x, z);
  assert_int_equal(strlen(x), 32);
}

/* Stored in files, so it may never change: values written down once. */
static void fixed_hash_is_fixed(void **state)
{
  (void)state;
  enti_hash128 h = ENTI_HASH128_INIT;
  char hex[33];
  enti_hash128_add(&h, ENT_STR("South Korea and NATO, in more than sixteen bytes"));
  enti_hash128_hex(h, hex);
  assert_string_equal(hex, "ea0c7def4be21241fd10dbf5f3f5755c");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pieces_are_zeroed_aligned_and_apart), cmocka_unit_test(limits_and_overflows_give_null),
      cmocka_unit_test(arrays_grow_and_keep_what_they_hold), cmocka_unit_test(interned_strings_get_dense_ids),
      cmocka_unit_test(content_hash_tells_pieces_apart),     cmocka_unit_test(fixed_hash_is_fixed)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
