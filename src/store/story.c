/* Which documents tell the same story: near-identical copies of a wire report.
 *
 * Two documents are alike when at least ALIKE of SIGNATURE places of their MinHash signatures over five-word shingles
 * agree (Broder 1997, doi:10.1109/SEQUEN.1997.666900) and they appeared within WINDOW days of each other, or one of
 * them states no date. Stories are the connected components of that relation, named by the least hash in them: the
 * relation is symmetric and looked at for every pair, so the order of adding does not matter (S2). Candidates are
 * found by bands of the signature (BANDS × ROWS): a pair with 80 % of shingles in common is missed with a
 * probability of (1 − 0.8^4)^16 = 0.02 %. Very short texts are alike only when their words are the same. */
#include "store/store_private.h"

#include "base/fault.h"
#include "base/hash.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

#define SIGNATURE 64
#define BANDS 16
#define ROWS (SIGNATURE / BANDS)
#define ALIKE 45 /* of 64: about 0.7 of the shingles in common */
#define SHINGLE 5
#define WINDOW 30
#define SEED 0x73746f7279ULL

typedef struct signature {
  uint32_t least[SIGNATURE];
} signature;

static bool counts(const ent_document *doc, const ent_token *t)
{
  return doc->sentences[t->sentence].kind != ENT_SENTENCE_BOILERPLATE && t->upos != ENT_PUNCT && t->fold.n &&
         (t->fold.n > 1 || (t->fold.p[0] >= '0' && t->fold.p[0] <= 'z'));
}

static void mix(signature *s, uint64_t shingle)
{
  /* one hash a place would cost 64 products a word; two and their combinations do (Kirsch & Mitzenmacher 2006) */
  uint32_t a = (uint32_t)shingle, b = (uint32_t)(shingle >> 32) | 1;
  for (uint32_t i = 0; i < SIGNATURE; i++) {
    uint32_t h = (a + i * b) * 0x9E3779B1u;
    h ^= h >> 15;
    if (h < s->least[i])
      s->least[i] = h;
  }
}

static void compute(const ent_document *doc, signature *s)
{
  uint64_t words[SHINGLE] = {0}, all = SEED;
  size_t n = 0;
  memset(s, 0xff, sizeof *s);
  for (size_t i = 0; i < doc->n_tokens; i++) {
    if (!counts(doc, &doc->tokens[i]))
      continue;
    words[n++ % SHINGLE] = enti_hash_fixed(doc->tokens[i].fold, SEED);
    all = enti_hash_fixed((ent_str){(const char *)&words[(n - 1) % SHINGLE], sizeof *words}, all);
    if (n < SHINGLE)
      continue;
    uint64_t shingle = SEED;
    for (size_t k = 0; k < SHINGLE; k++)
      shingle = enti_hash_fixed((ent_str){(const char *)&words[(n + k) % SHINGLE], sizeof *words}, shingle);
    mix(s, shingle);
  }
  if (n < 4 * SHINGLE) { /* too short to be similar: only the same */
    memset(s, 0xff, sizeof *s);
    mix(s, all);
  }
}

static unsigned agreement(const signature *a, const signature *b)
{
  unsigned n = 0;
  for (int i = 0; i < SIGNATURE; i++)
    n += a->least[i] == b->least[i];
  return n;
}

static bool near_in_time(ent_date a, ent_date b)
{
  if (!ent_date_known(a) || !ent_date_known(b))
    return true;
  return a.day - ent_date_last(b) <= WINDOW && b.day - ent_date_last(a) <= WINDOW;
}

static int64_t band_value(const signature *s, int band)
{
  uint64_t h = enti_hash_fixed((ent_str){(const char *)&s->least[band * ROWS], ROWS * sizeof *s->least}, SEED);
  return (int64_t)h;
}

typedef struct story_name {
  char hex[33];
} story_name;

typedef struct joining { /* the story under construction: the least hash so far, and the stories it takes in */
  ent_store *store;
  const ent_document *doc;
  const signature *own;
  const enti_intern *fresh; /* hashes of the documents that are being added, in their order */
  uint32_t number;          /* of this one among them */
  char story[33];
  story_name *old;
  size_t n_old, cap_old;
  bool copy, failed;
} joining;

static void take_in(joining *j, ent_str story)
{
  if (story.n != 32)
    return;
  for (size_t i = 0; i < j->n_old; i++)
    if (memcmp(j->old[i].hex, story.p, 32) == 0)
      return;
  if (!enti_grow_heap((void **)&j->old, j->n_old, &j->cap_old, sizeof *j->old)) {
    j->failed = true;
    return;
  }
  memcpy(j->old[j->n_old].hex, story.p, 32);
  j->old[j->n_old++].hex[32] = 0;
  if (memcmp(story.p, j->story, 32) < 0)
    memcpy(j->story, story.p, 32);
}

/* Columns: minhash, story, published, document of one that shares a band; the document itself is among them. A copy is
 * one of whose story something was there before: in the store, or earlier among those that are being added. */
static void compare(joining *j, enti_stmt *row)
{
  signature other;
  ent_date published = ENT_NO_DATE;
  ent_str minhash = enti_column_blob(row, 0), document = enti_store_column(row, 3);
  if (minhash.n != sizeof other)
    return;
  memcpy(&other, minhash.p, sizeof other);
  (void)ent_date_parse(enti_store_column(row, 2), &published);
  if (agreement(j->own, &other) < ALIKE || !near_in_time(j->doc->date, published))
    return;
  uint32_t number = enti_intern_find(j->fresh, document);
  j->copy = j->copy || number == UINT32_MAX || number < j->number;
  take_in(j, enti_store_column(row, 1));
}

/* One question for all bands; CROSS JOIN keeps SQLite from reading all bands to look for these. */
static const char select_alike[] =
    "SELECT s.minhash, s.story, d.published, s.document FROM (SELECT DISTINCT b.document FROM (VALUES"
    " (0, CAST(?1 AS BIGINT)), (1, CAST(?2 AS BIGINT)), (2, CAST(?3 AS BIGINT)), (3, CAST(?4 AS BIGINT)), "
    " (4, CAST(?5 AS BIGINT)), (5, CAST(?6 AS BIGINT)), (6, CAST(?7 AS BIGINT)), (7, CAST(?8 AS BIGINT)), "
    " (8, CAST(?9 AS BIGINT)), (9, CAST(?10 AS BIGINT)), (10, CAST(?11 AS BIGINT)), (11, CAST(?12 AS BIGINT)), "
    " (12, CAST(?13 AS BIGINT)), (13, CAST(?14 AS BIGINT)), (14, CAST(?15 AS BIGINT)), (15, CAST(?16 AS BIGINT))) v"
    "  CROSS JOIN band b WHERE b.band = v.column1 AND b.value = v.column2) a"
    " CROSS JOIN signature s CROSS JOIN document d WHERE s.document = a.document AND d.hash = a.document";

static ent_status find_alike(joining *j, enti_stmt *stmt, ent_error *err)
{
  enti_step_result rc;
  for (int band = 0; band < BANDS; band++)
    enti_bind_int(stmt, band + 1, band_value(j->own, band));
  while ((rc = enti_step(stmt)) == ENTI_ROW)
    compare(j, stmt);
  ent_status status = rc == ENTI_DONE ? ENT_OK : enti_store_fail(j->store, err, "looking for copies");
  enti_reset(stmt);
  if (j->failed)
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", j->store->path);
  return status;
}

static ent_status rename_stories(joining *j, enti_stmt *stmt, ent_error *err)
{
  ent_status status = ENT_OK;
  for (size_t i = 0; i < j->n_old && status == ENT_OK; i++) {
    if (memcmp(j->old[i].hex, j->story, 32) == 0)
      continue;
    enti_store_bind(stmt, 1, ent_str_of(j->story));
    enti_store_bind(stmt, 2, ent_str_of(j->old[i].hex));
    status = enti_store_step(j->store, stmt, "joining copies", err);
  }
  return status;
}

static ent_status add_signature(ent_store *store, enti_stmt *put, enti_stmt *put_band, const ent_document *doc,
                                const signature *own, ent_error *err)
{
  enti_store_bind(put, 1, ent_str_of(doc->hash));
  enti_bind_blob(put, 2, (ent_str){(const char *)own, sizeof *own});
  enti_store_bind(put, 3, ent_str_of(doc->hash)); /* until it is compared, a story of its own */
  ent_status status = enti_store_step(store, put, "adding a signature", err);
  for (int band = 0; band < BANDS && status == ENT_OK; band++) {
    enti_bind_int(put_band, 1, band);
    enti_bind_int(put_band, 2, band_value(own, band));
    enti_store_bind(put_band, 3, ent_str_of(doc->hash));
    status = enti_store_step(store, put_band, "adding a signature", err);
  }
  return status;
}

/* Signatures of all first: then each document finds all that are like it, whichever came first. */
static ent_status add_signatures(ent_store *store, const ent_document *const *docs, size_t n, signature *own, ent_error *err)
{
  enti_stmt *put = NULL, *put_band = NULL;
  ent_status status = enti_store_inserter(store, "signature", 3, &put, err);
  if (status == ENT_OK)
    status = enti_store_inserter(store, "band", 3, &put_band, err);
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    compute(docs[i], &own[i]);
    status = add_signature(store, put, put_band, docs[i], &own[i], err);
  }
  enti_finalize(put);
  enti_finalize(put_band);
  return status;
}

static ent_status join(joining *j, enti_stmt *find, enti_stmt *rename, ent_error *err)
{
  memcpy(j->story, j->doc->hash, sizeof j->story);
  ent_status status = find_alike(j, find, err);
  if (status == ENT_OK)
    status = rename_stories(j, rename, err);
  if (status == ENT_OK && j->n_old > 1) /* counts of every event and tie of the joined story may have changed */
    status = enti_merge_touch_story(j->store, ent_str_of(j->story), err);
  free(j->old);
  return status;
}

ent_status enti_story_add(ent_store *store, const ent_document *const *docs, size_t n, const enti_intern *fresh, size_t *ret_copies,
                          ent_error *err)
{
  enti_stmt *find = NULL, *rename = NULL;
  signature *own = enti_malloc((n + 1) * sizeof *own);
  ent_status status = own ? add_signatures(store, docs, n, own, err)
                          : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
  if (status == ENT_OK)
    status = enti_store_prepare(store, select_alike, &find, err);
  if (status == ENT_OK)
    status = enti_store_prepare(store, "UPDATE signature SET story = ?1 WHERE story = ?2", &rename, err);
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    joining j = {.store = store, .doc = docs[i], .own = &own[i], .fresh = fresh, .number = (uint32_t)i};
    status = join(&j, find, rename, err);
    *ret_copies += j.copy;
  }
  enti_finalize(find);
  enti_finalize(rename);
  free(own);
  return status;
}
