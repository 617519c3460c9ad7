/* The tree of a page as a row of nodes in document order, with what the search for its main text counts. */
#ifndef ENTI_HTML_TREE_H
#define ENTI_HTML_TREE_H

#include <entente/base.h>
#include <gumbo.h>

enum { /* enti_hnode.flags */
  ENTI_H_SKIP = 1,      /* no part of the text: it and all below */
  ENTI_H_DOUBT = 2,     /* its class says that it is furniture; skipped unless most of the page is in it */
  ENTI_H_BLOCK = 4,     /* begins and ends a paragraph */
  ENTI_H_LINK = 8,
  ENTI_H_HEADING = 16,
  ENTI_H_PREFORMATTED = 32
};

typedef struct enti_hnode {
  const GumboNode *node;
  uint32_t parent;      /* index; the root is its own */
  uint32_t end;         /* one behind its last descendant */
  uint32_t text, links; /* bytes of text below it, and of those within links; without skipped parts */
  uint32_t commas;
  uint32_t flags;
  float score;
} enti_hnode;

typedef struct enti_htree {
  ent_arena *arena;     /* owns everything, gumbo's tree too */
  ent_str html;
  enti_hnode *nodes;
  size_t n;
} enti_htree;

ENT_CHECKED ent_status enti_htree_parse(enti_htree *tree, ent_str html, ent_error *err);
void enti_htree_done(enti_htree *tree);

/* Counts again, after flags have changed. */
void enti_htree_count(enti_htree *tree);
/* Tag of an element, GUMBO_TAG_UNKNOWN for text. */
GumboTag enti_htag(const enti_hnode *node);
/* Value of an attribute; empty where it is not there. *ret_at (may be NULL): offset of the value in the page. */
ent_str enti_hattribute(const enti_htree *tree, const enti_hnode *node, const char *name, size_t *ret_at);
ent_str enti_htext(const enti_hnode *node); /* of a text node, decoded; empty for others */
bool enti_his_text(const enti_hnode *node);

/* html_classes.c: what tags, roles and classes say of a node */
uint32_t enti_hflags(const enti_htree *tree, const enti_hnode *node);

#endif
