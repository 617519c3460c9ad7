/* Collecting actors, people and forms, and laying them out (actor_builder.h, actor_format.h).
 *
 * A form is split by room text, so that it meets a document's tokens exactly; hyphens are left out on both sides
 * ("Suk-yeol" is "Suk yeol"), and a small "the" in front. The trie grows in a hash table over (node, word). */
#include "actor/actor_builder.h"

#include "base/vec.h"

#include <entente/text.h>

#include <stdlib.h>
#include <string.h>

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "compiling actors: out of memory");
}

ent_status enti_builder_init(enti_builder *b, enti_packer *packer, ent_error *err)
{
  *b = (enti_builder){.packer = packer, .arena = ent_arena_new(0)};
  bool ok = b->arena && enti_intern_init(&b->ids) && enti_intern_init(&b->persons);
  ok = ok && enti_grow(b->arena, (void **)&b->actors, 0, &b->cap_actors, sizeof *b->actors);
  ok = ok && enti_grow(b->arena, (void **)&b->people, 0, &b->cap_people, sizeof *b->people);
  ok = ok && enti_grow(b->arena, (void **)&b->groups, 0, &b->cap_groups, sizeof *b->groups);
  if (!ok)
    return no_memory(err);
  memset(b->actors, 0, sizeof *b->actors);
  memset(b->people, 0, sizeof *b->people);
  b->groups[0] = 0; /* offset 0: no group */
  b->n_actors = b->n_people = b->n_groups = 1;
  b->n_nodes = 1;
  return enti_packer_open(packer, &b->pack, err);
}

void enti_builder_done(enti_builder *b)
{
  ent_pack_close(b->pack);
  enti_intern_done(&b->ids);
  enti_intern_done(&b->persons);
  ent_arena_free(b->arena);
}

uint32_t enti_builder_str(enti_builder *b, ent_str s)
{
  return enti_packer_string(b->packer, s);
}

enti_day enti_builder_day(ent_date date)
{
  return (enti_day){date.day, date.precision};
}

uint32_t enti_builder_find(const enti_builder *b, ent_str id)
{
  uint32_t i = enti_intern_find(&b->ids, id);
  return i == UINT32_MAX ? 0 : i + 1;
}

uint32_t enti_builder_actor(enti_builder *b, ent_str id)
{
  uint32_t i = enti_intern_add(&b->ids, id);
  if (i == UINT32_MAX)
    return 0;
  if (i + 1 < b->n_actors)
    return i + 1;
  if (!enti_grow(b->arena, (void **)&b->actors, b->n_actors, &b->cap_actors, sizeof *b->actors))
    return 0;
  uint32_t s = enti_builder_str(b, id);
  b->actors[b->n_actors++] = (enti_actor){.id = s, .name = s};
  return i + 1;
}

uint32_t enti_builder_person(enti_builder *b, ent_str id)
{
  uint32_t i = enti_intern_add(&b->persons, id);
  if (i == UINT32_MAX)
    return 0;
  if (i + 1 < b->n_people)
    return i + 1;
  if (!enti_grow(b->arena, (void **)&b->people, b->n_people, &b->cap_people, sizeof *b->people))
    return 0;
  b->people[b->n_people++] = (enti_person){.id = enti_builder_str(b, id)};
  return i + 1;
}

static bool push_group(enti_builder *b, uint32_t value)
{
  if (!enti_grow(b->arena, (void **)&b->groups, b->n_groups, &b->cap_groups, sizeof *b->groups))
    return false;
  b->groups[b->n_groups++] = value;
  return true;
}

uint32_t enti_builder_group(enti_builder *b, ent_str ids)
{
  uint32_t at = (uint32_t)b->n_groups, n = 0;
  if (!push_group(b, 0))
    return 0;
  ent_str id;
  while (ent_str_split(&ids, ';', &id)) {
    uint32_t actor = enti_builder_find(b, id);
    if (!actor || !push_group(b, actor)) {
      b->n_groups = at;
      return 0;
    }
    n++;
  }
  b->groups[at] = n;
  return at;
}

bool enti_builder_office(enti_builder *b, const enti_office *office)
{
  if (!enti_grow(b->arena, (void **)&b->offices, b->n_offices, &b->cap_offices, sizeof *b->offices))
    return false;
  b->offices[b->n_offices++] = *office;
  return true;
}

bool enti_builder_member(enti_builder *b, const enti_member *member)
{
  if (!enti_grow(b->arena, (void **)&b->members, b->n_members, &b->cap_members, sizeof *b->members))
    return false;
  b->members[b->n_members++] = *member;
  return true;
}

bool enti_builder_span(enti_builder *b, uint32_t actor, const enti_span *span)
{
  if (!enti_grow(b->arena, (void **)&b->spans, b->n_spans, &b->cap_spans, sizeof *b->spans) ||
      !enti_grow(b->arena, (void **)&b->span_actor, b->n_spans, &b->cap_span_actor, sizeof *b->span_actor))
    return false;
  b->spans[b->n_spans] = *span;
  b->span_actor[b->n_spans++] = actor;
  return true;
}

/* ---- the trie ------------------------------------------------------------------------------------------------ */

static enti_edge *edge_slot(enti_edge *edges, size_t cap, uint32_t node, uint32_t word)
{
  size_t at = enti_edge_hash(node, word) & (cap - 1);
  while (edges[at].child && (edges[at].node != node || edges[at].word != word))
    at = (at + 1) & (cap - 1);
  return &edges[at];
}

static bool widen_edges(enti_builder *b)
{
  if (b->n_edges * 2 < b->cap_edges)
    return true;
  size_t cap = b->cap_edges ? b->cap_edges * 2 : 1024;
  enti_edge *wider = ent_arena_array(b->arena, cap, sizeof *wider);
  if (!wider)
    return false;
  for (size_t i = 0; i < b->cap_edges; i++)
    if (b->edges[i].child)
      *edge_slot(wider, cap, b->edges[i].node, b->edges[i].word) = b->edges[i];
  b->edges = wider;
  b->cap_edges = cap;
  return true;
}

/* The node behind `node` by word, made when new; 0: out of memory. */
static uint32_t step(enti_builder *b, uint32_t node, uint32_t word)
{
  if (!widen_edges(b))
    return 0;
  enti_edge *e = edge_slot(b->edges, b->cap_edges, node, word);
  if (!e->child) {
    *e = (enti_edge){node, word, b->n_nodes++};
    b->n_edges++;
  }
  if (word > b->max_word)
    b->max_word = word;
  return e->child;
}

static bool push_form(enti_builder *b, const enti_form *form, const uint32_t *words, uint32_t n)
{
  uint32_t node = 0;
  for (uint32_t i = 0; i < n; i++)
    if (!(node = step(b, node, words[i])))
      return false;
  if (!enti_grow(b->arena, (void **)&b->forms, b->n_forms, &b->cap_forms, sizeof *b->forms))
    return false;
  b->forms[b->n_forms++] = (enti_builder_form){*form, node};
  return true;
}

/* ---- splitting forms ------------------------------------------------------------------------------------------ */

/* The two spellings of English; a form with one also gets the other. */
static const char *const spellings[][2] = {
    {"defence", "defense"},           {"centre", "center"},   {"labour", "labor"},
    {"organisation", "organization"}, {"programme", "program"}, {"organisations", "organizations"},
};

static const char *other_spelling(ent_str fold)
{
  for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
    for (size_t j = 0; j < 2; j++)
      if (ent_str_eq(fold, ent_str_of(spellings[i][j])))
        return spellings[i][1 - j];
  return NULL;
}

typedef struct split_form {
  uint32_t n, shape;
  uint32_t words[ENTI_MAX_FORM_TOKENS], other[ENTI_MAX_FORM_TOKENS];
  bool has_other;
} split_form;

static bool is_hyphen(ent_str norm)
{
  return norm.n == 1 && norm.p[0] == '-';
}

static void split_token(enti_builder *b, const ent_token *t, split_form *ret)
{
  bool mixed = enti_is_mixed(t->norm);
  uint32_t shape = t->flags & ENT_TOKEN_ALL_CAPS ? 2u : mixed ? 3u : t->flags & ENT_TOKEN_CAPITAL ? 1u : 0u;
  ret->shape |= shape << (2 * ret->n);
  ret->words[ret->n] = enti_packer_word(b->packer, t->fold);
  const char *other = other_spelling(t->fold);
  ret->other[ret->n] = other ? enti_packer_word(b->packer, ent_str_of(other)) : ret->words[ret->n];
  ret->has_other |= other != NULL;
  ret->n++;
}

static ent_status split_text(enti_builder *b, ent_str text, split_form *ret, ent_error *err)
{
  *ret = (split_form){0};
  if (ent_str_starts(text, ENT_STR("the ")))
    text = ent_str_slice(text, 4, text.n);
  ent_arena *arena = ent_arena_new(0);
  if (!arena)
    return no_memory(err);
  ent_document doc = {.arena = arena, .text = text};
  ent_status status = ent_text_split(&doc, b->pack, err);
  for (size_t i = 0; status == ENT_OK && i < doc.n_tokens; i++) {
    if (is_hyphen(doc.tokens[i].norm))
      continue;
    if (ret->n == ENTI_MAX_FORM_TOKENS)
      status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "\"%.*s\" has more than %u words", ENT_STR_ARG(text),
                        ENTI_MAX_FORM_TOKENS);
    else
      split_token(b, &doc.tokens[i], ret);
  }
  ent_arena_free(arena);
  if (status == ENT_OK && ret->n == 0)
    status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "a name without a word: \"%.*s\"", ENT_STR_ARG(text));
  return status;
}

ent_status enti_builder_form_add(enti_builder *b, ent_str text, enti_form form, ent_error *err)
{
  split_form split;
  ent_status status = split_text(b, text, &split, err);
  if (status != ENT_OK)
    return status;
  if (!form.value)
    form.value = enti_builder_str(b, text);
  form.shape = split.shape;
  if (split.n == 1)
    form.flags |= ENTI_FORM_ONE_WORD;
  bool ok = push_form(b, &form, split.words, split.n);
  if (ok && split.has_other)
    ok = push_form(b, &form, split.other, split.n);
  return ok ? ENT_OK : no_memory(err);
}

/* ---- layout ---------------------------------------------------------------------------------------------------- */

static int by_node(const void *a, const void *b)
{
  const enti_builder_form *x = a, *y = b;
  if (x->node != y->node)
    return x->node < y->node ? -1 : 1;
  return memcmp(&x->form, &y->form, sizeof x->form);
}

static int by_person(const void *a, const void *b)
{
  const enti_office *x = a, *y = b;
  if (x->person != y->person)
    return x->person < y->person ? -1 : 1;
  if (x->start.day != y->start.day)
    return x->start.day < y->start.day ? -1 : 1;
  return x->actor < y->actor ? -1 : x->actor > y->actor;
}

static int by_org(const void *a, const void *b)
{
  const enti_member *x = a, *y = b;
  if (x->org != y->org)
    return x->org < y->org ? -1 : 1;
  if (x->member != y->member)
    return x->member < y->member ? -1 : 1;
  return x->start.day < y->start.day ? -1 : x->start.day > y->start.day;
}

static bool put(enti_builder *b, const char *name, const void *bytes, size_t n)
{
  ent_buf *out = enti_packer_section(b->packer, name);
  if (!out)
    return false;
  ent_buf_clear(out);
  if (n)
    ent_buf_add(out, bytes, n);
  return !out->failed;
}

/* A node whose readings are several actors under a plural name ("the Koreas") means all of them at once. */
static bool join_plurals(enti_builder *b)
{
  for (size_t i = 0, end; i < b->n_forms; i = end) {
    for (end = i; end < b->n_forms && b->forms[end].node == b->forms[i].node;)
      end++;
    size_t plural = 0;
    for (size_t k = i; k < end; k++)
      plural += b->forms[k].form.what == ENTI_ACTOR_FORM && (b->forms[k].form.flags & ENTI_FORM_PLURAL);
    if (plural < 2 || plural != end - i)
      continue;
    uint32_t at = (uint32_t)b->n_groups;
    bool ok = push_group(b, (uint32_t)plural);
    for (size_t k = i; ok && k < end; k++)
      ok = push_group(b, b->forms[k].form.of);
    if (!ok)
      return false;
    for (size_t k = i; k < end; k++) {
      b->forms[k].form.kind = ENTI_KIND_GROUP;
      b->forms[k].form.of = at;
    }
  }
  return true;
}

static bool put_forms(enti_builder *b)
{
  if (b->n_forms)
    qsort(b->forms, b->n_forms, sizeof *b->forms, by_node);
  if (!join_plurals(b))
    return false;
  enti_node *nodes = ent_arena_array(b->arena, b->n_nodes, sizeof *nodes);
  enti_form *forms = ent_arena_array(b->arena, b->n_forms ? b->n_forms : 1, sizeof *forms);
  if (!nodes || !forms)
    return false;
  uint32_t n = 0;
  for (size_t i = 0; i < b->n_forms; i++) {
    enti_node *node = &nodes[b->forms[i].node];
    if (node->n && memcmp(&forms[n - 1], &b->forms[i].form, sizeof *forms) == 0)
      continue; /* the same row twice */
    if (!node->n)
      node->first = n;
    node->n++;
    node->what |= 1u << b->forms[i].form.what;
    if (b->forms[i].form.what == ENTI_CUE_FORM)
      node->cues |= 1u << b->forms[i].form.kind;
    forms[n++] = b->forms[i].form;
  }
  for (size_t i = 0; i < b->cap_edges; i++)
    if (b->edges[i].child)
      nodes[b->edges[i].node].deeper = 1;
  for (uint32_t i = 0; i < b->n_nodes; i++)
    nodes[i].only_cues = nodes[i].what == 1u << ENTI_CUE_FORM && !(nodes[i].cues & ENTI_CUES_WITH_VALUE) && !nodes[i].deeper;
  return put(b, "actor.nodes", nodes, b->n_nodes * sizeof *nodes) && put(b, "actor.forms", forms, n * sizeof *forms);
}

static bool put_edges(enti_builder *b)
{
  uint32_t *first = ent_arena_array(b->arena, (size_t)b->max_word + 1, sizeof *first);
  if (!first || !widen_edges(b)) /* a table without a form has a slot too */
    return false;
  for (size_t i = 0; i < b->cap_edges; i++)
    if (b->edges[i].child && b->edges[i].node == 0)
      first[b->edges[i].word] = b->edges[i].child;
  return put(b, "actor.first", first, ((size_t)b->max_word + 1) * sizeof *first) &&
         put(b, "actor.edges", b->edges, b->cap_edges * sizeof *b->edges);
}

static int by_id_bytes(const void *a, const void *b, void *context)
{
  const enti_builder *builder = context;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return ent_str_cmp(builder->ids.keys[x - 1], builder->ids.keys[y - 1]);
}

static bool put_actors(enti_builder *b)
{
  size_t n = b->n_actors - 1;
  uint32_t *byid = ent_arena_array(b->arena, n + 1, sizeof *byid);
  enti_span *spans = ent_arena_array(b->arena, b->n_spans + 1, sizeof *spans);
  if (!byid || !spans)
    return false;
  for (size_t i = 0; i < n; i++)
    byid[i] = (uint32_t)i + 1;
  qsort_r(byid, n, sizeof *byid, by_id_bytes, b);
  uint32_t at = 0;
  for (uint32_t a = 1; a < b->n_actors; a++) { /* spans, an actor's together, in the order of the table */
    b->actors[a].first_span = at;
    for (size_t i = 0; b->actors[a].n_spans && i < b->n_spans; i++)
      if (b->span_actor[i] == a)
        spans[at++] = b->spans[i];
  }
  return put(b, "actor.byid", byid, n * sizeof *byid) && put(b, "actor.spans", spans, at * sizeof *spans) &&
         put(b, "actor.actors", b->actors, b->n_actors * sizeof *b->actors);
}

static bool put_people(enti_builder *b)
{
  if (b->n_offices)
    qsort(b->offices, b->n_offices, sizeof *b->offices, by_person);
  for (size_t i = 0; i < b->n_offices; i++) {
    enti_person *p = &b->people[b->offices[i].person];
    if (!p->n++)
      p->first = (uint32_t)i;
  }
  if (b->n_members)
    qsort(b->members, b->n_members, sizeof *b->members, by_org);
  return put(b, "actor.people", b->people, b->n_people * sizeof *b->people) &&
         put(b, "actor.offices", b->offices, b->n_offices * sizeof *b->offices) &&
         put(b, "actor.members", b->members, b->n_members * sizeof *b->members);
}

ent_status enti_builder_write(enti_builder *b, ent_error *err)
{
  bool ok = put_forms(b) && put_edges(b) && put_actors(b) && put_people(b);
  ok = ok && put(b, "actor.groups", b->groups, b->n_groups * sizeof *b->groups);
  return ok ? ENT_OK : no_memory(err);
}
