/* What the tags, roles and classes of a page say: what is no text at all, what is probably furniture. */
#include "source/ascii.h"
#include "source/html_tree.h"

#include <string.h>

static bool one_of(ent_str s, const char *const *names, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (enti_eq_nocase(s, names[i]))
      return true;
  return false;
}

/* ---- tags -------------------------------------------------------------------------------------------------------------- */

static uint32_t flags_of_tag(GumboTag tag)
{
  switch (tag) {
  case GUMBO_TAG_SCRIPT: case GUMBO_TAG_STYLE: case GUMBO_TAG_NOSCRIPT: case GUMBO_TAG_TEMPLATE: case GUMBO_TAG_SVG:
  case GUMBO_TAG_MATH: case GUMBO_TAG_NAV: case GUMBO_TAG_BUTTON: case GUMBO_TAG_SELECT:
  case GUMBO_TAG_TEXTAREA: case GUMBO_TAG_INPUT: case GUMBO_TAG_IFRAME: case GUMBO_TAG_OBJECT: case GUMBO_TAG_CANVAS:
  case GUMBO_TAG_AUDIO: case GUMBO_TAG_VIDEO: case GUMBO_TAG_MENU: case GUMBO_TAG_FIGCAPTION: case GUMBO_TAG_HEAD:
  case GUMBO_TAG_NOFRAMES: case GUMBO_TAG_CAPTION: case GUMBO_TAG_TITLE: case GUMBO_TAG_LABEL: case GUMBO_TAG_OPTION:
    return ENTI_H_SKIP;
  case GUMBO_TAG_FOOTER: case GUMBO_TAG_ASIDE: case GUMBO_TAG_HEADER: case GUMBO_TAG_FORM: case GUMBO_TAG_ADDRESS:
    return ENTI_H_DOUBT | ENTI_H_BLOCK;
  case GUMBO_TAG_H1: case GUMBO_TAG_H2: case GUMBO_TAG_H3: case GUMBO_TAG_H4: case GUMBO_TAG_H5: case GUMBO_TAG_H6:
    return ENTI_H_HEADING | ENTI_H_BLOCK;
  case GUMBO_TAG_A:
    return ENTI_H_LINK;
  case GUMBO_TAG_PRE:
    return ENTI_H_PREFORMATTED | ENTI_H_BLOCK;
  case GUMBO_TAG_P: case GUMBO_TAG_DIV: case GUMBO_TAG_SECTION: case GUMBO_TAG_ARTICLE: case GUMBO_TAG_MAIN:
  case GUMBO_TAG_UL: case GUMBO_TAG_OL: case GUMBO_TAG_LI: case GUMBO_TAG_DL: case GUMBO_TAG_DT: case GUMBO_TAG_DD:
  case GUMBO_TAG_TABLE: case GUMBO_TAG_TR: case GUMBO_TAG_TD: case GUMBO_TAG_TH: case GUMBO_TAG_TBODY:
  case GUMBO_TAG_BLOCKQUOTE: case GUMBO_TAG_FIGURE: case GUMBO_TAG_HR: case GUMBO_TAG_BODY: case GUMBO_TAG_HTML:
  case GUMBO_TAG_CENTER: case GUMBO_TAG_FIELDSET: case GUMBO_TAG_DETAILS: case GUMBO_TAG_SUMMARY: case GUMBO_TAG_HGROUP:
    return ENTI_H_BLOCK;
  default:
    return 0;
  }
}

/* ---- attributes --------------------------------------------------------------------------------------------------------- */

static const char *const FURNITURE[] = {
    "nav",        "navbar",      "navigation", "menu",       "breadcrumb",  "breadcrumbs", "sidebar",   "footer",
    "masthead",   "comment",     "comments",   "disqus",     "share",       "sharing",     "sharebar",  "social",
    "related",    "recirc",      "recommended", "recommendation", "recommendations", "promo", "promotion", "newsletter",
    "subscribe",  "subscription", "signup",    "cookie",     "cookies",     "consent",     "gdpr",      "banner",
    "advert",     "adverts",     "ads",        "ad",         "advertisement", "sponsor",   "sponsored", "outbrain",
    "taboola",    "popup",       "modal",      "overlay",    "paywall",     "widget",      "pagination", "pager",
    "tags",       "taglist",     "toolbar",    "caption",    "credit",      "byline",      "bio",       "readmore",
    "popular",    "trending",    "print",      "skip",       "hidden",      "author",      "authors",   "dateline",
    "timestamp",  "copyright",   "login",      "signin",     "ticker",      "mostread",    "infobox",   "navbox",
    "toc",        "reflist",     "editsection", "metadata",  "noprint",     "hatnote",     "reference", "references",
    "donate",     "donation",    "poll",       "survey",     "carousel",    "slideshow",   "tooltip",   "dropdown",
    "shariff",    "addthis",     "whatsapp",   "tagcloud",   "teaser",      "teasers",     "moreon",    "seealso",
};

/* Names of the body of an article: they win over furniture in the same class. */
static const char *const BODY[] = {"articlebody", "storybody", "postcontent", "entrycontent", "articlecontent",
                                   "storycontent", "maincontent", "bodycontent", "contentbody", "articletext"};

static size_t next_word(ent_str s, size_t *at, char word[24])
{
  size_t n = 0;
  while (*at < s.n && !enti_is_letter(s.p[*at]))
    (*at)++;
  size_t begin = *at;
  while (*at < s.n && enti_is_letter(s.p[*at])) {
    if (*at > begin && enti_is_upper(s.p[*at]) && !enti_is_upper(s.p[*at - 1]))
      break; /* camelCase */
    if (n < 23)
      word[n++] = enti_lower(s.p[*at]);
    (*at)++;
  }
  word[n] = 0;
  return n;
}

static bool names_body(ent_str s)
{
  char plain[256];
  size_t n = 0;
  for (size_t i = 0; i < s.n && n < sizeof plain - 1; i++)
    if (enti_is_letter(s.p[i]))
      plain[n++] = enti_lower(s.p[i]);
  plain[n] = 0;
  for (size_t i = 0; i < sizeof BODY / sizeof *BODY; i++)
    if (strstr(plain, BODY[i]))
      return true;
  return false;
}

/* Words of a class or id. Pairs are tried too: "most-read", "read-more". */
static bool names_furniture(ent_str s)
{
  char word[24], pair[48] = "";
  for (size_t at = 0, n; (n = next_word(s, &at, word));) {
    size_t before = strlen(pair);
    memcpy(pair + before, word, n + 1);
    ent_str one = {word, n}, two = {pair, before + n};
    if (one_of(one, FURNITURE, sizeof FURNITURE / sizeof *FURNITURE) ||
        (before && one_of(two, FURNITURE, sizeof FURNITURE / sizeof *FURNITURE)))
      return true;
    memcpy(pair, word, n + 1);
  }
  return false;
}

static bool is_hidden(const enti_htree *tree, const enti_hnode *h)
{
  ent_str style = enti_hattribute(tree, h, "style", NULL);
  size_t display = style.n ? enti_find_nocase(style, "display") : SIZE_MAX;
  bool none = display != SIZE_MAX && enti_find_nocase(ent_str_slice(style, display, display + 24), "none") != SIZE_MAX;
  return none || gumbo_get_attribute(&h->node->v.element.attributes, "hidden") ||
         enti_eq_nocase(enti_hattribute(tree, h, "aria-hidden", NULL), "true");
}

static bool role_is_furniture(ent_str role)
{
  static const char *const roles[] = {"navigation", "banner", "contentinfo", "complementary", "search",
                                      "dialog",     "alert",  "menu",        "toolbar",       "menubar"};
  return role.n && one_of(role, roles, sizeof roles / sizeof *roles);
}

uint32_t enti_hflags(const enti_htree *tree, const enti_hnode *h)
{
  if (h->node->type == GUMBO_NODE_COMMENT)
    return ENTI_H_SKIP;
  if (h->node->type != GUMBO_NODE_ELEMENT && h->node->type != GUMBO_NODE_TEMPLATE)
    return 0;
  GumboTag tag = enti_htag(h);
  uint32_t flags = flags_of_tag(tag);
  if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || (flags & ENTI_H_SKIP))
    return flags;
  if (is_hidden(tree, h))
    return flags | ENTI_H_DOUBT;
  ent_str class = enti_hattribute(tree, h, "class", NULL), id = enti_hattribute(tree, h, "id", NULL);
  bool article = tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN || names_body(class) || names_body(id) ||
                 enti_eq_nocase(enti_hattribute(tree, h, "itemprop", NULL), "articlebody");
  if (!article && (role_is_furniture(enti_hattribute(tree, h, "role", NULL)) || names_furniture(class) || names_furniture(id)))
    flags |= ENTI_H_DOUBT;
  return flags;
}
