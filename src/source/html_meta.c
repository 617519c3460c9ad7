/* Metadata of pages: <meta>, JSON-LD, <time>, <h1>, <title>, <link rel=canonical>. */
#include "source/html_meta.h"

#include "source/ascii.h"
#include "source/date_words.h"
#include "source/html_text.h"

#include <jansson.h>
#include <string.h>

#define DEEPEST 8

typedef struct search {
  enti_htree *tree;
  enti_hvalue og_title, ld_title, title_tag, h1;
  size_t h1_node;
  ent_str og_site, ld_publisher, publisher, canonical, og_url, language;
  ent_date ld_date, meta_date, time_date;
  size_t date_rank;
} search;

static ent_str keep(search *s, ent_str value)
{
  return ent_arena_str(s->tree->arena, ent_str_trim(value));
}

static void set(search *s, ent_str *field, ent_str value)
{
  if (!field->n && value.n)
    *field = keep(s, value);
}

/* ---- <meta> ---------------------------------------------------------------------------------------------------------------- */

static const char *const DATE_NAMES[] = { /* the best first */
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "publish-date", "publishdate", "publish_date", "publication_date", "publication-date", "pubdate", "cxenseparse:recs:publishtime",
    "article.published", "published-date", "published_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date", "dcterms.date", "citation_publication_date", "citation_date", "originalpublicationdate", "article_date_original",
    "og:published_time", "date", "last-modified", "og:updated_time", "article:modified_time",
};

static void take_meta(search *s, const enti_hnode *h)
{
  size_t at = 0;
  ent_str content = enti_hattribute(s->tree, h, "content", &at);
  static const char *const attributes[] = {"property", "name", "itemprop"};
  for (size_t k = 0; k < 3 && content.n; k++) {
    ent_str name = enti_hattribute(s->tree, h, attributes[k], NULL);
    if (!name.n)
      continue;
    if (enti_eq_nocase(name, "og:title") || (!s->og_title.s.n && enti_eq_nocase(name, "twitter:title")))
      s->og_title = (enti_hvalue){keep(s, content), at, content.n};
    if (enti_eq_nocase(name, "og:site_name"))
      set(s, &s->og_site, content);
    if (enti_eq_nocase(name, "publisher") || enti_eq_nocase(name, "dc.publisher") ||
        enti_eq_nocase(name, "dcterms.publisher") || enti_eq_nocase(name, "citation_journal_title") ||
        enti_eq_nocase(name, "application-name"))
      set(s, &s->publisher, content);
    if (enti_eq_nocase(name, "og:url"))
      set(s, &s->og_url, content);
    for (size_t i = 0; i < s->date_rank && i < sizeof DATE_NAMES / sizeof *DATE_NAMES; i++)
      if (enti_eq_nocase(name, DATE_NAMES[i]) && ent_date_known(enti_date_of_metadata(content))) {
        s->meta_date = enti_date_of_metadata(content);
        s->date_rank = i;
      }
  }
}

/* ---- JSON-LD ---------------------------------------------------------------------------------------------------------------- */

static ent_str ld_string(const json_t *object, const char *key)
{
  const json_t *value = json_object_get(object, key);
  if (json_is_array(value))
    value = json_array_get(value, 0);
  if (json_is_object(value))
    value = json_object_get(value, "name");
  return json_is_string(value) ? (ent_str){json_string_value(value), json_string_length(value)} : ENT_STR_NONE;
}

static bool ld_is_article(const json_t *object)
{
  ent_str type = ld_string(object, "@type");
  return enti_find_nocase(type, "article") != SIZE_MAX || enti_find_nocase(type, "posting") != SIZE_MAX ||
         enti_find_nocase(type, "report") != SIZE_MAX || json_object_get(object, "headline");
}

static void take_ld(search *s, const json_t *value, unsigned depth)
{
  size_t i;
  json_t *element;
  if (depth > DEEPEST)
    return;
  if (json_is_array(value))
    json_array_foreach(value, i, element)
      take_ld(s, element, depth + 1);
  if (!json_is_object(value))
    return;
  take_ld(s, json_object_get(value, "@graph"), depth + 1);
  take_ld(s, json_object_get(value, "mainEntity"), depth + 1);
  if (!ld_is_article(value))
    return;
  if (!s->ld_title.s.n)
    s->ld_title.s = keep(s, ld_string(value, "headline"));
  set(s, &s->ld_publisher, ld_string(value, "publisher"));
  if (!ent_date_known(s->ld_date))
    s->ld_date = enti_date_of_metadata(ld_string(value, "datePublished"));
}

static void take_script(search *s, size_t i)
{
  const enti_hnode *h = &s->tree->nodes[i];
  if (!enti_eq_nocase(enti_hattribute(s->tree, h, "type", NULL), "application/ld+json") || h->end <= i + 1)
    return;
  ent_str text = enti_htext(h + 1);
  json_t *root = json_loadb(text.p ? text.p : "", text.n, JSON_ALLOW_NUL, NULL);
  take_ld(s, root, 0);
  json_decref(root);
}

/* ---- elements ---------------------------------------------------------------------------------------------------------------- */

/* The text of an element, with its place where it is one text node. */
static enti_hvalue element_text(search *s, size_t i)
{
  ent_buf text = ENT_BUF_INIT(4000);
  const enti_hnode *h = &s->tree->nodes[i];
  enti_hvalue v = {0};
  enti_htext_plain(s->tree, i, &text);
  v.s = keep(s, ent_buf_view(&text));
  ent_buf_done(&text);
  for (size_t j = i + 1; j < h->end; j++) {
    const enti_hnode *t = &s->tree->nodes[j];
    if (!enti_his_text(t) || !t->text)
      continue;
    const char *p = t->node->v.text.original_text.data;
    size_t at = p >= s->tree->html.p && p <= s->tree->html.p + s->tree->html.n ? (size_t)(p - s->tree->html.p) : 0;
    if (!v.n)
      v.at = at;
    v.n = at + t->node->v.text.original_text.length - v.at;
  }
  while (v.n && enti_is_blank(s->tree->html.p[v.at]))
    v.at++, v.n--;
  while (v.n && enti_is_blank(s->tree->html.p[v.at + v.n - 1]))
    v.n--;
  return v;
}

static void take_time(search *s, const enti_hnode *h)
{
  ent_date date = enti_date_of_metadata(enti_hattribute(s->tree, h, "datetime", NULL));
  if (!ent_date_known(s->time_date))
    s->time_date = date;
}

static void take_element(search *s, size_t i)
{
  const enti_hnode *h = &s->tree->nodes[i];
  switch (enti_htag(h)) {
  case GUMBO_TAG_META: take_meta(s, h); break;
  case GUMBO_TAG_SCRIPT: take_script(s, i); break;
  case GUMBO_TAG_TIME: take_time(s, h); break;
  case GUMBO_TAG_HTML: set(s, &s->language, enti_hattribute(s->tree, h, "lang", NULL)); break;
  case GUMBO_TAG_LINK:
    if (enti_eq_nocase(enti_hattribute(s->tree, h, "rel", NULL), "canonical"))
      set(s, &s->canonical, enti_hattribute(s->tree, h, "href", NULL));
    break;
  case GUMBO_TAG_TITLE:
    if (!s->title_tag.s.n)
      s->title_tag = element_text(s, i);
    break;
  case GUMBO_TAG_H1:
    if (s->h1_node == SIZE_MAX && h->text) {
      s->h1 = element_text(s, i);
      s->h1_node = i;
    }
    break;
  default: break;
  }
}

/* ---- choosing ------------------------------------------------------------------------------------------------------------------ */

/* "Headline | The Paper" → "Headline". Cut at the last joint, where the part behind it is short or the site's name. */
static ent_str without_site(ent_str title, ent_str site)
{
  static const char *const joints[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB ", " \xC2\xB7 "};
  for (size_t i = title.n; i-- > 1;)
    for (size_t k = 0; k < sizeof joints / sizeof *joints; k++) {
      ent_str rest = ent_str_slice(title, i, title.n), joint = ent_str_of(joints[k]);
      if (!ent_str_starts(rest, joint))
        continue;
      ent_str name = ent_str_slice(rest, joint.n, rest.n);
      bool bar = joint.p[1] == '|' || joint.p[1] == ':';
      bool short_name = name.n && name.n < 30 && (bar || (name.n * 2 <= i && enti_is_upper(name.p[0])));
      bool is_site = short_name || (site.n && ent_str_eq(name, site));
      return is_site ? ent_str_slice(title, 0, i) : title;
    }
  return title;
}

/* Is the h1 the headline, and not the name of the site? It agrees with another title, or there is no other. */
static bool h1_is_title(const search *s)
{
  ent_str others[] = {s->og_title.s, s->ld_title.s, s->title_tag.s};
  bool any = false;
  if (!s->h1.s.n || ent_str_eq(s->h1.s, s->og_site))
    return false;
  for (size_t i = 0; i < 3; i++) {
    ent_str o = others[i];
    any |= o.n > 0;
    if (o.n && (memmem(o.p, o.n, s->h1.s.p, s->h1.s.n) || memmem(s->h1.s.p, s->h1.s.n, o.p, o.n)))
      return true;
  }
  return !any || s->h1.s.n >= 25;
}

static void choose_title(search *s, enti_hmeta *ret)
{
  ret->title_node = SIZE_MAX;
  if (h1_is_title(s)) {
    ret->title = s->h1;
    ret->title_node = s->h1_node;
  } else if (s->og_title.s.n) {
    ret->title = s->og_title;
  } else if (s->ld_title.s.n) {
    ret->title = s->ld_title;
  } else {
    ret->title = s->title_tag;
  }
  ent_str cut = ret->title_node == SIZE_MAX ? without_site(ret->title.s, s->og_site) : ret->title.s;
  if (ret->title.n == ret->title.s.n)
    ret->title.n = cut.n;
  ret->title.s = cut;
}

static ent_str first_of(ent_str a, ent_str b, ent_str c)
{
  return a.n ? a : b.n ? b : c;
}

void enti_hmeta_read(enti_htree *tree, enti_hmeta *ret)
{
  search s = {.tree = tree, .h1_node = SIZE_MAX, .date_rank = SIZE_MAX};
  *ret = (enti_hmeta){0};
  for (size_t i = 0; i < tree->n; i++)
    take_element(&s, i);
  choose_title(&s, ret);
  ret->source = first_of(s.og_site, s.ld_publisher, s.publisher);
  ret->url = first_of(s.canonical, s.og_url, ENT_STR_NONE);
  ret->language = s.language;
  bool published = s.date_rank + 3 < sizeof DATE_NAMES / sizeof *DATE_NAMES; /* not merely modified */
  ret->date = ent_date_known(s.ld_date) ? s.ld_date : published ? s.meta_date
              : ent_date_known(s.time_date) ? s.time_date : s.meta_date;
}
