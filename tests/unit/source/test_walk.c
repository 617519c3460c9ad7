/* Folders: byte order of paths, hidden files, links, FIFOs. */
#include "source_help.h"

#include "source/walk.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/entente-walk-XXXXXX";

static void put(const char *name)
{
  char path[300];
  snprintf(path, sizeof path, "%s/%s", dir, name);
  int fd = open(path, O_CREAT | O_WRONLY, 0644);
  assert_true(fd >= 0);
  close(fd);
}

static int begin(void **state)
{
  (void)state;
  char path[300];
  assert_non_null(mkdtemp(dir));
  const char *folders[] = {"a", "a/deep", ".hidden", "empty"};
  for (size_t i = 0; i < 4; i++) {
    snprintf(path, sizeof path, "%s/%s", dir, folders[i]);
    assert_int_equal(mkdir(path, 0755), 0);
  }
  put("a/z");
  put("a/deep/x");
  put("a-b");
  put("a0");
  put("B");
  put(".hidden/y");
  snprintf(path, sizeof path, "%s/fifo", dir);
  assert_int_equal(mkfifo(path, 0644), 0);
  snprintf(path, sizeof path, "%s/out", dir);
  assert_int_equal(symlink("/etc/hostname", path), 0);
  snprintf(path, sizeof path, "%s/a/up", dir);
  assert_int_equal(symlink("../B", path), 0);
  snprintf(path, sizeof path, "%s/a/loop", dir);
  assert_int_equal(symlink("..", path), 0);
  snprintf(path, sizeof path, "%s/dangling", dir);
  assert_int_equal(symlink("nowhere", path), 0);
  return 0;
}

static int end(void **state)
{
  (void)state;
  char command[100];
  snprintf(command, sizeof command, "rm -r %s", dir);
  return system(command);
}

static void check(bool hidden, const char *const *expected, size_t n, size_t skipped)
{
  enti_walk *walk;
  enti_walked file;
  bool more;
  size_t got = 0, passed = 0;
  assert_int_equal(enti_walk_open(dir, hidden, &walk, NULL), ENT_OK);
  while (!enti_walk_next(walk, &file, &more, NULL) && more) {
    close(file.fd);
    assert_true(got < n);
    assert_string_equal(file.path + strlen(dir) + 1, expected[got]);
    assert_true(ent_date_known(file.date));
    got++;
  }
  assert_int_equal(got, n);
  for (const char *line; (line = enti_walk_skipped(walk)); passed++)
    assert_non_null(strstr(line, ": "));
  assert_int_equal(passed, skipped);
  enti_walk_close(walk);
}

static void test_order(void **state)
{
  (void)state;
  static const char *const all[] = {".hidden/y", "B", "a-b", "a/deep/x", "a/z", "a0"};
  check(true, all, 6, 5);
  check(false, all + 1, 5, 5);
}

static void test_missing(void **state)
{
  (void)state;
  enti_walk *walk = NULL;
  ent_error err;
  assert_int_equal(enti_walk_open("/nonexistent/x", true, &walk, &err), ENT_ENOTFOUND);
  assert_non_null(strstr(err.message, "/nonexistent/x"));
  assert_null(walk);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_missing)};
  return cmocka_run_group_tests(tests, begin, end);
}
