/* Parsing with libgumbo, in an arena: nothing of its tree is freed node by node, so that no depth of nesting can
 * exhaust the stack, and a limit on memory can stop it at any allocation. */
#include "source/html_tree.h"

#include "source/ascii.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define DEEPEST 1500      /* open elements; the parser is slow, and pages are not sensible, beyond it */
#define MEMORY_BASE ((size_t)8 << 20)
#define MEMORY_RATIO 100
#define MEMORY_MOST ((size_t)1 << 30)

/* ---- depth ------------------------------------------------------------------------------------------------------------ */

/* Elements that have no end tag, or that the next one of their kind ends. */
static bool ends_itself(ent_str name)
{
  static const char *const names[] = {"br", "img", "hr", "input", "meta", "link", "p", "li", "dt", "dd", "tr", "td", "th",
                                      "option", "source", "wbr", "area", "base", "col", "embed", "param", "track",
                                      "thead", "tbody", "tfoot", "html", "head", "body"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (enti_eq_nocase(name, names[i]))
      return true;
  return false;
}

static size_t name_end(ent_str s, size_t at)
{
  while (at < s.n && (enti_is_letter(s.p[at]) || enti_is_digit(s.p[at]) || s.p[at] == '-' || s.p[at] == ':'))
    at++;
  return at;
}

/* Elements open at the same time, roughly: what is never closed counts on. */
static bool too_deep(ent_str s, size_t *ret_at)
{
  size_t depth = 0;
  for (const char *p = s.p; p && (p = memchr(p, '<', s.n - (size_t)(p - s.p)));) {
    size_t at = (size_t)(p - s.p) + 1;
    bool close = at < s.n && s.p[at] == '/';
    size_t begin = at + close, end = name_end(s, begin);
    if (end > begin && !ends_itself(ent_str_slice(s, begin, end))) {
      const char *stop = memchr(s.p + end, '>', s.n - end);
      bool empty = stop && stop[-1] == '/';
      depth = close ? depth - (depth > 0) : depth + !empty;
      if (depth > DEEPEST) {
        *ret_at = at - 1;
        return true;
      }
    }
    p = s.p + (end < s.n ? end : s.n);
    if (end >= s.n)
      break;
  }
  return false;
}

/* ---- gumbo in an arena ------------------------------------------------------------------------------------------------- */

typedef struct parser {
  ent_arena *arena;
  jmp_buf out;
} parser;

static void *allocate(void *context, size_t n)
{
  parser *p = context;
  void *got = ent_arena_alloc(p->arena, n);
  if (!got)
    longjmp(p->out, 1);
  return got;
}

static void release(void *context, void *p)
{
  (void)context;
  (void)p;
}

static const GumboOutput *parse(parser *p, ent_str html)
{
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = p;
  options.max_errors = 0;
  if (setjmp(p->out))
    return NULL;
  return gumbo_parse_with_options(&options, html.p ? html.p : "", html.n);
}

/* ---- the row of nodes --------------------------------------------------------------------------------------------------- */

static const GumboVector *children(const GumboNode *node)
{
  if (node->type == GUMBO_NODE_DOCUMENT)
    return &node->v.document.children;
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE ? &node->v.element.children : NULL;
}

static const GumboNode *next_sibling(const GumboNode *node)
{
  const GumboVector *row = node->parent ? children(node->parent) : NULL;
  size_t next = node->index_within_parent + 1;
  return row && next < row->length ? row->data[next] : NULL;
}

/* In document order, without recursion: down, else aside, else up. Calls back with depth by the parents' indices. */
static size_t count_nodes(const GumboNode *root)
{
  size_t n = 0;
  for (const GumboNode *node = root; node;) {
    const GumboVector *below = children(node);
    n++;
    if (below && below->length) {
      node = below->data[0];
      continue;
    }
    while (node && node != root && !next_sibling(node))
      node = node->parent;
    node = !node || node == root ? NULL : next_sibling(node);
  }
  return n;
}

static void lay_out(enti_htree *tree, const GumboNode *root)
{
  uint32_t parent = 0;
  for (const GumboNode *node = root; node;) {
    uint32_t i = (uint32_t)tree->n++;
    enti_hnode *h = &tree->nodes[i];
    *h = (enti_hnode){.node = node, .parent = parent, .end = i + 1};
    h->flags = enti_hflags(tree, h);
    const GumboVector *below = children(node);
    if (below && below->length) {
      parent = i;
      node = below->data[0];
      continue;
    }
    while (node && node != root && !next_sibling(node)) {
      node = node->parent;
      tree->nodes[parent].end = (uint32_t)tree->n;
      if (node != root)
        parent = tree->nodes[parent].parent;
    }
    node = !node || node == root ? NULL : next_sibling(node);
  }
  tree->nodes[0].end = (uint32_t)tree->n;
}

ent_status enti_htree_parse(enti_htree *tree, ent_str html, ent_error *err)
{
  size_t at, limit = MEMORY_BASE + html.n * MEMORY_RATIO;
  *tree = (enti_htree){.html = html};
  if (too_deep(html, &at))
    return ent_fail(err, ENT_EINPUT, at, "HTML nested more than %d elements deep", DEEPEST);
  tree->arena = ent_arena_new(limit < MEMORY_MOST ? limit : MEMORY_MOST);
  if (!tree->arena)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  parser p = {.arena = tree->arena};
  const GumboOutput *output = parse(&p, html);
  size_t n = output ? count_nodes(output->root) : 0;
  tree->nodes = output && n < UINT32_MAX ? ent_arena_array(tree->arena, n, sizeof *tree->nodes) : NULL;
  if (!tree->nodes) {
    enti_htree_done(tree);
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "HTML that takes more than %zu MB of memory to parse", limit >> 20);
  }
  lay_out(tree, output->root);
  enti_htree_count(tree);
  return ENT_OK;
}

void enti_htree_done(enti_htree *tree)
{
  ent_arena_free(tree->arena);
  *tree = (enti_htree){0};
}

/* ---- looking at nodes ---------------------------------------------------------------------------------------------------- */

GumboTag enti_htag(const enti_hnode *h)
{
  return h->node->type == GUMBO_NODE_ELEMENT || h->node->type == GUMBO_NODE_TEMPLATE ? h->node->v.element.tag
                                                                                     : GUMBO_TAG_UNKNOWN;
}

bool enti_his_text(const enti_hnode *h)
{
  return h->node->type == GUMBO_NODE_TEXT || h->node->type == GUMBO_NODE_WHITESPACE || h->node->type == GUMBO_NODE_CDATA;
}

ent_str enti_htext(const enti_hnode *h)
{
  return enti_his_text(h) ? ent_str_of(h->node->v.text.text) : ENT_STR_NONE;
}

ent_str enti_hattribute(const enti_htree *tree, const enti_hnode *h, const char *name, size_t *ret_at)
{
  if (h->node->type != GUMBO_NODE_ELEMENT)
    return ENT_STR_NONE;
  const GumboAttribute *a = gumbo_get_attribute(&h->node->v.element.attributes, name);
  if (!a || !a->value)
    return ENT_STR_NONE;
  if (ret_at) {
    const char *p = a->original_value.data;
    bool inside = p >= tree->html.p && p < tree->html.p + tree->html.n;
    *ret_at = inside ? (size_t)(p - tree->html.p) + (*p == '"' || *p == '\'') : 0;
  }
  return ent_str_of(a->value);
}

/* ---- counting ---------------------------------------------------------------------------------------------------------- */

static uint32_t letters_in(ent_str s, uint32_t *ret_commas)
{
  uint32_t n = 0;
  for (size_t i = 0; i < s.n; i++) {
    n += !enti_is_blank(s.p[i]);
    *ret_commas += s.p[i] == ',';
  }
  return n;
}

void enti_htree_count(enti_htree *tree)
{
  for (size_t i = 0; i < tree->n; i++) {
    enti_hnode *h = &tree->nodes[i];
    h->commas = h->links = 0;
    h->text = letters_in(enti_htext(h), &h->commas);
  }
  for (size_t i = tree->n; i-- > 1;) {
    enti_hnode *h = &tree->nodes[i], *parent = &tree->nodes[h->parent];
    if (h->flags & ENTI_H_SKIP)
      continue;
    if (h->flags & ENTI_H_LINK)
      h->links = h->text;
    parent->text += h->text;
    parent->links += h->links;
    parent->commas += h->commas;
  }
}
