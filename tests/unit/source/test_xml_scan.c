/* The tolerant XML scanner: agrees with libxml2 on what is well-formed, and reads what is not. */
#include "source_help.h"

#include "source/xml_scan.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

static const char *const WELL_FORMED[] = {
    "<a>text &amp; more &lt;b&gt; &#65;&#x42; &quot;q&quot; &apos;</a>",
    "<a><![CDATA[<raw> & ]] ]]> tail</a>",
    "<a><!-- <b>no</b> --> x <b>inner</b> y<c/>z</a>",
    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ELEMENT a ANY>]><a k=\"v\">one\ntwo</a>",
    "<n:a xmlns:n=\"u\">prefix<n:b/></n:a>",
};

static void scan(const char *xml, ent_buf *out)
{
  enti_decoded whole;
  enti_map map = {0};
  assert_int_equal(enti_decode(ent_str_of(xml), 0, ENT_STR_NONE, &whole, NULL), ENT_OK);
  assert_true(enti_xml_text(whole.text, &whole, false, out, &map));
  enti_map_done(&map);
  enti_decoded_done(&whole);
}

static void strip(char *s)
{
  char *to = s;
  for (; *s; s++)
    if (!strchr(" \n\t", *s))
      *to++ = *s;
  *to = 0;
}

static void test_agrees_with_libxml2(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof WELL_FORMED / sizeof *WELL_FORMED; i++) {
    ent_buf out = ENT_BUF_INIT(10000);
    scan(WELL_FORMED[i], &out);
    ent_buf_char(&out, 0);
    xmlDoc *doc = xmlReadMemory(WELL_FORMED[i], (int)strlen(WELL_FORMED[i]), "x", NULL, XML_PARSE_NONET);
    assert_non_null(doc);
    xmlChar *theirs = xmlNodeGetContent(xmlDocGetRootElement(doc));
    strip((char *)theirs);
    strip(out.p); /* between elements we set blanks of our own */
    assert_string_equal(out.p, (char *)theirs);
    xmlFree(theirs);
    xmlFreeDoc(doc);
    ent_buf_done(&out);
  }
}

static void test_not_well_formed(void **state)
{
  (void)state;
  ent_buf out = ENT_BUF_INIT(1000);
  scan("<a>Bosnia & Croatia, 3 < 4 &nbsp;&unknown; <b>never closed", &out);
  assert_true(help_is(ent_buf_view(&out), "Bosnia & Croatia, 3 < 4 &unknown; never closed"));
  ent_buf_done(&out);
}

static void test_attributes(void **state)
{
  (void)state;
  ent_str a = ENT_STR(" date = \"20000715\" x:id='a \"b\"' bare=1 empty=\"\" last");
  assert_true(help_is(enti_xml_attribute(a, "date"), "20000715"));
  assert_true(help_is(enti_xml_attribute(a, "id"), "a \"b\""));
  assert_true(help_is(enti_xml_attribute(a, "bare"), "1"));
  assert_int_equal(enti_xml_attribute(a, "empty").n, 0);
  assert_int_equal(enti_xml_attribute(a, "none").n, 0);
}

static void test_nested_content(void **state)
{
  (void)state;
  ent_str s = ENT_STR("<a>1<a>2</a>3</a>4");
  enti_xml_token token;
  size_t at = 0;
  assert_true(enti_xml_next(s, &at, &token));
  assert_true(help_is(enti_xml_content(s, &at, token.name), "1<a>2</a>3"));
  assert_true(help_is(ent_str_slice(s, at, s.n), "4"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_agrees_with_libxml2), cmocka_unit_test(test_not_well_formed), cmocka_unit_test(test_attributes),
      cmocka_unit_test(test_nested_content),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  xmlCleanupParser();
  return failed;
}
