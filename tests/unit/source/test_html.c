/* The main text of pages of several makes, and the places of text in them. */
#include "source_help.h"

#include "source/html_tree.h"

static ent_document *page(const char *html)
{
  return help_bytes(html, strlen(html), "page.html");
}

static bool has(const ent_document *doc, const char *s)
{
  return memmem(doc->text.p, doc->text.n, s, strlen(s)) != NULL;
}

#define LONG "Sweden and Finland held an exercise in the north, with tanks, ships and planes, for the third year in a row."

static void test_no_semantic_tags(void **state)
{
  (void)state;
  ent_document *d = page("<html><head><title>Old page - Site</title></head><body><table><tr><td><a href=1>One</a> <a href=2>Two</a>"
                         " <a href=3>Three and more of them</a></td><td><font>" LONG "<br><br>" LONG " It ended on Friday.</font></td>"
                         "</tr></table><div>Best viewed in any browser</div></body></html>");
  assert_true(help_is(d->title, "Old page"));
  assert_true(has(d, "row.\n\nSweden") && has(d, "It ended on Friday.") && !has(d, "Three and more") && !has(d, "Best viewed"));
  ent_document_free(d);
}

static void test_density(void **state)
{
  (void)state;
  ent_document *d = page("<body><div class=top><p><a href=x>Iran signs with Oman, a long headline in a list of links</a></p>"
                         "<p><a href=y>Oman signs with Iran, another long headline in that list</a></p></div><div class=c1><div class=c2><p>" LONG
                         "</p><p>" LONG "</p><h3>After it</h3><p>" LONG "</p></div></div><div><p>Call us, write to us, or come by one day.</p></div></body>");
  assert_true(has(d, "Sweden") && !has(d, "Iran") && !has(d, "Call us"));
  assert_int_equal(help_region(d, "After it")->kind, ENT_REGION_HEADING);
  ent_document_free(d);
}

/* A class that names furniture does not take the article away with it. */
static void test_furniture_around_everything(void **state)
{
  (void)state;
  ent_document *d = page("<body><div class='page no-sidebar widget-area'><p>" LONG "</p><p>" LONG "</p></div></body>");
  assert_true(has(d, "Sweden"));
  ent_document_free(d);
}

static void test_hidden_and_scripts(void **state)
{
  (void)state;
  ent_document *d = page("<article><p style='display: none'>Secret war on Norway.</p><p hidden>Second secret.</p><script>var a='<p>x</p>';</script>"
                         "<noscript><p>Turn on scripts</p></noscript><p>" LONG "</p><p>" LONG "</p></article>");
  assert_true(!has(d, "ecret") && !has(d, "Turn on") && !has(d, "var a") && has(d, "Sweden"));
  ent_document_free(d);
}

static void check_place(const char *html, const char *find, const char *bytes)
{
  ent_document *d = page(html);
  const char *p = memmem(d->text.p, d->text.n, find, strlen(find));
  if (!p)
    fail_msg("no \"%s\" in \"%.*s\"", find, ENT_STR_ARG(d->text));
  uint64_t at = ent_document_original(d, (uint32_t)(p - d->text.p));
  if (strncmp(html + at, bytes, strlen(bytes)))
    fail_msg("\"%s\" is traced to \"%.20s\"", find, html + at);
  ent_document_free(d);
}

static void test_places(void **state)
{
  (void)state;
  check_place("<p>A &amp; B&#8217;s &notin; C &copy 2024</p>", "B", "B&#8217;");
  check_place("<p>A &amp; B&#8217;s &notin; C &copy 2024</p>", "’s", "&#8217;s");
  check_place("<p>A &amp; B&#8217;s &notin; C &copy 2024</p>", "∉", "&notin;");
  check_place("<p>A &amp; B&#8217;s &notin; C &copy 2024</p>", "2024", "2024");
  check_place("<p>R&D and Q & A</p>", "A", "A</p>");
  check_place("<p>R&D and Q & A</p>", "D and", "D and");
  check_place("<p>one</b>two <i>th</i>ree &lt;four&gt;</p>", "two", "two");
  check_place("<p>one</b>two <i>th</i>ree &lt;four&gt;</p>", "ree", "ree");
  check_place("<p>one</b>two <i>th</i>ree &lt;four&gt;</p>", "<four", "&lt;four");
  check_place("<p>x \r\n  y&nbsp;&nbsp;z</p>", "y", "y&nbsp;");
  check_place("<p>x \r\n  y&nbsp;&nbsp;z</p>", "z", "z</p>");
  check_place("<p>3 < 4 and more</p>", "4 and", "4 and");
  check_place("<pre>a\n\nb\nc</pre><p>d</p>", "c", "c</pre>");
}

static void test_listing_of_teasers(void **state)
{
  (void)state;
  enti_htree tree;
  ent_error err;
  assert_int_equal(enti_htree_parse(&tree, ENT_STR("<p>x<p>y<div><a>z</a></div>"), &err), ENT_OK);
  assert_int_equal(tree.nodes[0].text, 3);
  assert_int_equal(tree.nodes[0].links, 1);
  assert_int_equal(tree.nodes[0].end, tree.n);
  for (size_t i = 1; i < tree.n; i++)
    assert_true(tree.nodes[i].parent < i && tree.nodes[i].end <= tree.nodes[tree.nodes[i].parent].end);
  enti_htree_done(&tree);
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
      cmocka_unit_test(test_no_semantic_tags),   cmocka_unit_test(test_density),
      cmocka_unit_test(test_furniture_around_everything), cmocka_unit_test(test_hidden_and_scripts),
      cmocka_unit_test(test_places),             cmocka_unit_test(test_listing_of_teasers),
  };
  return cmocka_run_group_tests(tests, NULL, end);
}
