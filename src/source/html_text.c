/* The main text of a page. First what says of itself that it is the article; else the block with the most text that
 * is not links, in the manner of Readability (Arc90, 2009): paragraphs give points to what holds them, links take
 * them away. Then the block's paragraphs, without those that are links and nothing else. */
#include "source/html_text.h"

#include "source/ascii.h"

#include <string.h>

#define ENOUGH 140 /* bytes of text that make an article */

/* ---- furniture ------------------------------------------------------------------------------------------------------- */

/* What a class calls furniture is skipped, unless a good part of the page's running text is in it. */
static void settle_doubts(enti_htree *tree)
{
  uint32_t all = tree->nodes[0].text - tree->nodes[0].links;
  for (size_t i = 0; i < tree->n; i++) {
    enti_hnode *h = &tree->nodes[i];
    if ((h->flags & ENTI_H_DOUBT) && (h->text - h->links) * 10ull < all * 4ull)
      h->flags |= ENTI_H_SKIP;
  }
  enti_htree_count(tree);
}

/* ---- the block ------------------------------------------------------------------------------------------------------- */

static bool has(const enti_htree *tree, const enti_hnode *h, const char *attribute, const char *value)
{
  return enti_eq_nocase(enti_hattribute(tree, h, attribute, NULL), value);
}

typedef bool (*says_article)(const enti_htree *tree, const enti_hnode *h);

static bool is_article_body(const enti_htree *tree, const enti_hnode *h)
{
  return has(tree, h, "itemprop", "articlebody") || has(tree, h, "property", "articlebody");
}

static bool is_article(const enti_htree *tree, const enti_hnode *h)
{
  return enti_htag(h) == GUMBO_TAG_ARTICLE || has(tree, h, "role", "article");
}

static bool is_main(const enti_htree *tree, const enti_hnode *h)
{
  return enti_htag(h) == GUMBO_TAG_MAIN || has(tree, h, "role", "main");
}

/* The largest such block outside of what is skipped; SIZE_MAX for none. Several of like size are a list of teasers. */
static size_t largest(const enti_htree *tree, says_article says)
{
  size_t best = SIZE_MAX;
  uint32_t most = 0, sum = 0;
  for (size_t i = 0; i < tree->n;) {
    const enti_hnode *h = &tree->nodes[i];
    if (h->flags & ENTI_H_SKIP) {
      i = h->end;
      continue;
    }
    if (h->node->type == GUMBO_NODE_ELEMENT && says(tree, h)) {
      uint32_t own = h->text - h->links;
      sum += own;
      if (own > most) {
        most = own;
        best = i;
      }
      i = h->end;
      continue;
    }
    i++;
  }
  return most >= ENOUGH && most * 2 >= sum ? best : SIZE_MAX;
}

/* The block that a node stands in. */
static uint32_t block_of(const enti_htree *tree, uint32_t i)
{
  uint32_t block = tree->nodes[i].parent;
  while (block && !(tree->nodes[block].flags & ENTI_H_BLOCK))
    block = tree->nodes[block].parent;
  return block;
}

/* Does the node give points: a paragraph, or long text right in a <div> or <td>? */
static bool is_running_text(const enti_htree *tree, uint32_t i)
{
  const enti_hnode *h = &tree->nodes[i];
  GumboTag tag = enti_htag(h);
  if (tag == GUMBO_TAG_P || tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_BLOCKQUOTE)
    return true;
  if (!enti_his_text(h) || h->text < 60 || (tree->nodes[h->parent].flags & ENTI_H_LINK))
    return false;
  GumboTag block = enti_htag(&tree->nodes[block_of(tree, i)]);
  return block != GUMBO_TAG_P && block != GUMBO_TAG_PRE && block != GUMBO_TAG_BLOCKQUOTE;
}

static void give_points(enti_htree *tree)
{
  for (uint32_t i = 1; i < tree->n;) {
    enti_hnode *h = &tree->nodes[i];
    if (h->flags & ENTI_H_SKIP) {
      i = h->end;
      continue;
    }
    uint32_t own = h->text - h->links;
    if (own >= 25 && is_running_text(tree, i)) {
      float points = 1 + (float)h->commas + (own < 300 ? (float)own / 100 : 3);
      uint32_t block = block_of(tree, i);
      tree->nodes[block].score += points;
      tree->nodes[block_of(tree, block)].score += points / 2;
    }
    i++;
  }
}

/* Upwards, as long as that brings much more text and few links: the article may be in several boxes. */
static size_t widened(const enti_htree *tree, size_t best)
{
  for (size_t i = best; i;) {
    const enti_hnode *h = &tree->nodes[best], *up = &tree->nodes[tree->nodes[i].parent];
    uint32_t own = h->text - h->links, more = up->text - up->links;
    bool enough = more * 10ull >= own * 13ull && up->links * 10ull <= up->text * 3ull;
    if (enti_htag(up) == GUMBO_TAG_UNKNOWN || (more > own && !enough))
      break;
    i = tree->nodes[i].parent;
    best = more > own ? i : best;
  }
  return best;
}

static size_t by_points(enti_htree *tree)
{
  size_t best = 0;
  float most = 0;
  give_points(tree);
  for (size_t i = 0; i < tree->n; i++) {
    const enti_hnode *h = &tree->nodes[i];
    float score = h->text ? h->score * (1 - (float)h->links / (float)h->text) : 0;
    if (score > most) {
      most = score;
      best = i;
    }
  }
  return widened(tree, best);
}

size_t enti_htext_find(enti_htree *tree)
{
  static const says_article order[] = {is_article_body, is_article, is_main};
  settle_doubts(tree);
  for (size_t i = 0; i < 2; i++) {
    size_t found = largest(tree, order[i]);
    if (found != SIZE_MAX)
      return found;
  }
  size_t box = largest(tree, is_main);
  size_t best = by_points(tree);
  bool inside = box != SIZE_MAX && best >= box && best < tree->nodes[box].end;
  return box != SIZE_MAX && !inside ? box : best;
}

/* ---- writing --------------------------------------------------------------------------------------------------------- */

/* A paragraph or item that is a link and hardly anything else. */
static bool is_only_links(const enti_hnode *h)
{
  return h->text && h->links * 10 > h->text * 8;
}

typedef struct emitter {
  enti_htree *tree;
  enti_hwriter writer;
  bool whole;      /* a fragment: everything is text */
  ent_str title;   /* not written a second time */
} emitter;

static bool same_words(ent_str a, ent_str b)
{
  a = ent_str_trim(a);
  b = ent_str_trim(b);
  return a.n == b.n && a.n && !memcmp(a.p, b.p, a.n);
}

static bool is_left_out(const emitter *e, size_t i)
{
  const enti_hnode *h = &e->tree->nodes[i];
  if (h->flags & ENTI_H_SKIP)
    return true;
  if (!e->whole && (h->flags & ENTI_H_BLOCK) && is_only_links(h) && h->text < 1000)
    return true;
  if ((h->flags & ENTI_H_HEADING) && e->title.n) {
    ent_buf text = ENT_BUF_INIT(2000);
    enti_htext_plain(e->tree, i, &text);
    bool same = same_words(ent_buf_view(&text), e->title);
    ent_buf_done(&text);
    return same;
  }
  return false;
}

static void end_block(emitter *e, const enti_hnode *h, uint32_t start)
{
  if ((h->flags & ENTI_H_HEADING) && e->writer.draft->text.n > start)
    enti_draft_mark(e->writer.draft, start, ENT_REGION_HEADING, "heading of the page");
  enti_hwrite_break(&e->writer, 2);
}

/* A heading's region begins with its first text, behind the blank line that is still owed. */
static void write_heading(emitter *e, size_t i)
{
  uint32_t before = (uint32_t)e->writer.draft->text.n;
  for (size_t j = i + 1; j < e->tree->nodes[i].end;) {
    const enti_hnode *h = &e->tree->nodes[j];
    if (enti_his_text(h))
      enti_hwrite_text(&e->writer, h, false);
    j = (h->flags & ENTI_H_SKIP) ? h->end : j + 1;
  }
  uint32_t start = e->writer.block_start > before ? e->writer.block_start : before;
  end_block(e, &e->tree->nodes[i], start);
}

static void write_range(emitter *e, size_t first)
{
  enti_htree *tree = e->tree;
  size_t open = first, end = tree->nodes[first].end;
  for (size_t i = first; i < end;) {
    enti_hnode *h = &tree->nodes[i];
    for (; open != h->parent && open > first && i >= tree->nodes[open].end; open = tree->nodes[open].parent)
      if (tree->nodes[open].flags & ENTI_H_BLOCK)
        enti_hwrite_break(&e->writer, 2);
    if (i != first && is_left_out(e, i)) {
      if (h->flags & ENTI_H_BLOCK)
        enti_hwrite_break(&e->writer, 2);
      i = h->end;
      continue;
    }
    GumboTag tag = enti_htag(h);
    if (h->flags & ENTI_H_BLOCK)
      enti_hwrite_break(&e->writer, tag == GUMBO_TAG_TR ? 1 : 2);
    if (tag == GUMBO_TAG_BR)
      enti_hwrite_break(&e->writer, e->writer.breaks == 1 ? 2 : 1);
    if (h->flags & ENTI_H_HEADING) {
      write_heading(e, i);
      i = h->end;
      continue;
    }
    if (enti_his_text(h))
      enti_hwrite_text(&e->writer, h, tree->nodes[h->parent].flags & ENTI_H_PREFORMATTED);
    else if (h->end > i + 1)
      open = i;
    i++;
  }
  enti_hwrite_break(&e->writer, 2);
}

void enti_htext_write(enti_htree *tree, size_t root, bool whole, enti_draft *draft)
{
  emitter e = {.tree = tree, .whole = whole, .title = draft->doc->title};
  e.writer = (enti_hwriter){.draft = draft, .tree = tree, .breaks = draft->text.n ? 2 : 0};
  e.writer.block_start = (uint32_t)draft->text.n;
  if (tree->n)
    write_range(&e, root);
}

void enti_htext_plain(const enti_htree *tree, size_t i, ent_buf *out)
{
  for (size_t j = i; j < tree->nodes[i].end; j++) {
    ent_str s = enti_htext(&tree->nodes[j]);
    for (size_t k = 0; k < s.n; k++) {
      bool blank = enti_is_blank(s.p[k]);
      if (!blank || (out->n && out->p[out->n - 1] != ' '))
        ent_buf_char(out, blank ? ' ' : s.p[k]);
    }
  }
}
