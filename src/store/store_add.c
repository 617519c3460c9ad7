/* Adding documents: each whole or not at all (S1), the same set whatever the order (S2). */
#include "store/store_private.h"

#include "base/fault.h"

#include <string.h>

typedef struct adder {
  ent_store *store;
  enti_stmt *known, *document, *name, *claim, *actor, *statement, *touched;
  ent_arena *arena;  /* for joined lists; reset after each document */
  enti_intern fresh; /* hashes of the documents that are new */
  const ent_document **docs; /* they themselves */
} adder;

/* The order is that in which rows may refer to each other: see enti_engine.inserter. */
static ent_status prepare(adder *a, ent_error *err)
{
  const struct {
    enti_stmt **stmt;
    const char *table;
    size_t columns;
  } wanted[] = {{&a->document, "document", 9}, {&a->name, "document_name", 3}, {&a->claim, "claim", 26},
                {&a->actor, "claim_actor", 4}, {&a->statement, "statement", 10}, {&a->touched, "touched", 1}};
  ent_status status = enti_merge_begin(a->store, err);
  if (status == ENT_OK)
    status = enti_store_prepare(a->store, "SELECT 1 FROM document WHERE hash = ?1", &a->known, err);
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted && status == ENT_OK; i++)
    status = enti_store_inserter(a->store, wanted[i].table, wanted[i].columns, wanted[i].stmt, err);
  return status;
}

static void finalize(adder *a)
{
  enti_finalize(a->known);
  enti_finalize(a->document);
  enti_finalize(a->name);
  enti_finalize(a->claim);
  enti_finalize(a->actor);
  enti_finalize(a->statement);
  enti_finalize(a->touched);
  enti_intern_done(&a->fresh);
  ent_arena_free(a->arena);
  free(a->docs);
}

/* "a;b;c" in the arena; p NULL when out of memory */
static ent_str join(ent_arena *arena, const ent_str *words, size_t n)
{
  size_t room = 0;
  for (size_t i = 0; i < n; i++)
    room += words[i].n + 1;
  char *p = ent_arena_alloc(arena, room + 1);
  size_t at = 0;
  for (size_t i = 0; p && i < n; i++) {
    if (i)
      p[at++] = ';';
    if (words[i].n)
      memcpy(p + at, words[i].p, words[i].n);
    at += words[i].n;
  }
  return (ent_str){p, at};
}

static ent_str join_ids(ent_arena *arena, const ent_actor_ref *actors, size_t n)
{
  ent_str *ids = ent_arena_array(arena, n, sizeof *ids);
  for (size_t i = 0; ids && i < n; i++)
    ids[i] = actors[i].id;
  return ids ? join(arena, ids, n) : ENT_STR_NONE;
}

static ent_str date_text(ent_arena *arena, ent_date date)
{
  char text[16];
  return ent_arena_str(arena, ent_str_of(ent_date_format(date, text)));
}

static ent_status add_document_row(adder *a, const ent_document *doc, ent_error *err)
{
  enti_stmt *s = a->document;
  enti_store_bind(s, 1, ent_str_of(doc->hash));
  enti_store_bind(s, 2, date_text(a->arena, doc->date));
  enti_store_bind(s, 3, ent_str_of(ent_basis_text(doc->date_basis)));
  enti_store_bind(s, 4, doc->source);
  enti_store_bind(s, 5, doc->title);
  enti_store_bind(s, 6, doc->language);
  enti_store_bind(s, 7, doc->text);
  enti_store_bind(s, 8, a->store->program);
  enti_store_bind(s, 9, a->store->data);
  return enti_store_step(a->store, s, "adding a document", err);
}

static ent_status add_name(adder *a, const ent_document *doc, ent_error *err)
{
  enti_store_bind(a->name, 1, ent_str_of(doc->hash));
  enti_store_bind(a->name, 2, doc->id);
  enti_store_bind(a->name, 3, doc->url);
  return enti_store_step(a->store, a->name, "adding a document's name", err);
}

static ent_status add_actors(adder *a, const ent_document *doc, size_t number, const ent_actor_ref *actors, size_t n,
                             const char *role, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    enti_store_bind(a->actor, 1, actors[i].id);
    enti_store_bind(a->actor, 2, ent_str_of(doc->hash));
    enti_bind_int(a->actor, 3, (int64_t)number);
    enti_store_bind(a->actor, 4, ent_str_of(role));
    status = enti_store_step(a->store, a->actor, "adding an actor", err);
  }
  return status;
}

static void bind_what(adder *a, const ent_claim *c)
{
  enti_stmt *s = a->claim;
  enti_store_bind(s, 3, ent_str_of(ent_claim_kind_text(c->kind)));
  enti_store_bind(s, 4, c->code);
  enti_store_bind(s, 5, c->mode);
  enti_store_bind(s, 6, c->cameo);
  enti_store_bind(s, 7, join(a->arena, c->contexts, c->n_contexts));
  enti_store_bind(s, 8, join_ids(a->arena, c->source, c->n_source));
  enti_store_bind(s, 9, join_ids(a->arena, c->target, c->n_target));
  enti_store_bind(s, 10, ent_str_of(ent_modality_text(c->modality)));
  enti_store_bind(s, 11, date_text(a->arena, c->from));
  enti_store_bind(s, 12, date_text(a->arena, c->to));
  enti_store_bind(s, 13, ent_str_of(ent_basis_text(c->basis)));
  enti_store_bind(s, 14, c->object);
  enti_store_bind(s, 15, join(a->arena, c->issues, c->n_issues));
  enti_store_bind(s, 16, c->value_in_text);
  enti_store_bind(s, 17, c->value_reference);
  enti_store_bind(s, 18, c->ref_source);
  enti_store_bind(s, 19, c->attributed);
}

static ent_status add_claim(adder *a, const ent_document *doc, size_t number, ent_error *err)
{
  const ent_claim *c = &doc->claims[number];
  enti_stmt *s = a->claim;
  enti_store_bind(s, 1, ent_str_of(doc->hash));
  enti_bind_int(s, 2, (int64_t)number);
  bind_what(a, c);
  enti_bind_int(s, 20, c->sentence);
  enti_bind_int(s, 21, c->start);
  enti_bind_int(s, 22, c->end);
  enti_store_bind(s, 23, c->rule);
  enti_bind_real(s, 24, (double)c->confidence);
  ent_str key = enti_merge_key(c, a->arena);
  enti_store_bind(s, 25, key);
  enti_store_bind(s, 26, ent_str_of(ent_aspect_text(c->aspect)));
  ent_status status = enti_store_step(a->store, s, "adding a claim", err);
  enti_store_bind(a->touched, 1, key);
  if (status == ENT_OK && key.n)
    status = enti_store_step(a->store, a->touched, "merging", err);
  if (status == ENT_OK)
    status = add_actors(a, doc, number, c->source, c->n_source, "source", err);
  if (status == ENT_OK)
    status = add_actors(a, doc, number, c->target, c->n_target, "target", err);
  return status;
}

static ent_status add_statement(adder *a, const ent_document *doc, size_t number, ent_error *err)
{
  const ent_statement *st = &doc->statements[number];
  enti_stmt *s = a->statement;
  enti_store_bind(s, 1, ent_str_of(doc->hash));
  enti_bind_int(s, 2, (int64_t)number);
  enti_store_bind(s, 3, st->topic);
  enti_store_bind(s, 4, st->attribute);
  enti_store_bind(s, 5, st->value);
  enti_store_bind(s, 6, date_text(a->arena, st->from));
  enti_store_bind(s, 7, date_text(a->arena, st->to));
  enti_store_bind(s, 8, ent_str_of(ent_basis_text(st->basis)));
  enti_bind_int(s, 9, st->start);
  enti_bind_int(s, 10, st->end);
  return enti_store_step(a->store, s, "adding a statement", err);
}

/* Which of them are new, each once: into a->docs and a->fresh. */
static ent_status find_new(adder *a, ent_document *const *docs, size_t n, ent_error *err)
{
  ent_status status = ENT_OK;
  a->docs = enti_malloc((n + 1) * sizeof *a->docs);
  if (!a->docs || !enti_intern_init(&a->fresh))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", a->store->path);
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    enti_store_bind(a->known, 1, ent_str_of(docs[i]->hash));
    enti_step_result found = enti_step(a->known);
    enti_reset(a->known);
    uint32_t before = a->fresh.n;
    if (found == ENTI_FAILED)
      status = enti_store_fail(a->store, err, "looking for a document");
    else if (found == ENTI_DONE && enti_intern_add(&a->fresh, ent_str_of(docs[i]->hash)) == UINT32_MAX)
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", a->store->path);
    else if (a->fresh.n > before)
      a->docs[before] = docs[i];
  }
  return status;
}

static ent_status add_rows(adder *a, const ent_document *doc, ent_error *err)
{
  ent_status status = add_document_row(a, doc, err);
  for (size_t i = 0; i < doc->n_claims && status == ENT_OK; i++)
    status = add_claim(a, doc, i, err);
  for (size_t i = 0; i < doc->n_statements && status == ENT_OK; i++)
    status = add_statement(a, doc, i, err);
  ent_arena_reset(a->arena);
  return status;
}

static ent_status add_all(adder *a, ent_document *const *docs, size_t n, ent_store_added *added, ent_error *err)
{
  ent_status status = prepare(a, err);
  if (status == ENT_OK)
    status = find_new(a, docs, n, err);
  for (size_t i = 0; i < a->fresh.n && status == ENT_OK; i++) {
    status = add_rows(a, a->docs[i], err);
    added->claims += a->docs[i]->n_claims;
  }
  for (size_t i = 0; i < n && status == ENT_OK; i++)
    status = add_name(a, docs[i], err);
  if (status == ENT_OK)
    status = enti_story_add(a->store, a->docs, a->fresh.n, &a->fresh, &added->copies, err);
  if (status == ENT_OK)
    status = enti_merge_touched(a->store, err);
  added->documents = a->fresh.n;
  added->known = n - a->fresh.n;
  return status;
}

static ent_status count_up(ent_store_added *added, const ent_store_added *counts, ent_status status)
{
  if (status == ENT_OK && added) {
    added->documents += counts->documents;
    added->known += counts->known;
    added->copies += counts->copies;
    added->claims += counts->claims;
  }
  return status;
}

ent_status enti_store_add_rows(ent_store *store, ent_document *const *docs, size_t n, ent_store_added *added, ent_error *err)
{
  adder a = {.store = store, .arena = ent_arena_new(0)};
  if (!a.arena)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
  ent_status status = add_all(&a, docs, n, added, err);
  finalize(&a);
  return status;
}

ent_status ent_store_add(ent_store *store, ent_document *const *docs, size_t n, ent_store_added *added, ent_error *err)
{
  ent_store_added counts = {0};
  ent_status status = enti_store_begin(store, err);
  if (status != ENT_OK)
    return status;
  status = enti_store_end(store, enti_store_add_rows(store, docs, n, &counts, err), err);
  return count_up(added, &counts, status);
}
