/* Documents made by hand for the tests of event and tie: one sentence a document, a row for each word, as
 *   {"Sweden", "Sweden", "PROPN", "NNP", "2", "nsubj", "SWE"}      form lemma UPOS XPOS head relation actor
 * Heads count from 1, 0 is the root; an actor with "@" before it is an organisation; NULL: none. */
#ifndef CODED_H
#define CODED_H

#include "unit/unit.h"

#include "base/packer.h"
#include "event/event_compile.h"
#include "tie/tie_compile.h"

#include <entente/event.h>
#include <entente/tie.h>

typedef const char *coded_row[7];

/* The pack of the project's own rules; TEST_DATA is its data folder. */
static ent_pack *coded_pack(void)
{
  ent_error err = {0};
  ent_pack *pack = NULL;
  const char *dirs[] = {TEST_DATA};
  enti_packer *packer = enti_packer_new();
  assert_non_null(packer);
  assert_ok(enti_event_compile(packer, &(enti_data_dirs){.dirs = dirs, .n = 1}, &err), &err);
  assert_ok(enti_tie_compile(packer, &(enti_data_dirs){.dirs = dirs, .n = 1}, &err), &err);
  assert_ok(enti_packer_open(packer, &pack, &err), &err);
  enti_packer_free(packer);
  return pack;
}

static void coded_token(ent_document *doc, const ent_pack *pack, const coded_row row, uint32_t t, uint32_t at)
{
  ent_token *token = &doc->tokens[t];
  const ent_vocab *vocab = ent_pack_vocab(pack);
  *token = (ent_token){.start = at, .end = at + (uint32_t)strlen(row[0]), .norm = ent_str_of(row[0]),
                       .lemma = ent_str_of(row[1])};
  token->fold = ent_utf8_fold(doc->arena, token->norm);
  token->word = ent_vocab_find(vocab, token->fold);
  token->lemma_word = ent_vocab_find(vocab, ent_utf8_fold(doc->arena, token->lemma));
  token->upos = (uint8_t)ent_upos_parse(ent_str_of(row[2]));
  token->xpos = (uint8_t)ent_xpos_parse(ent_str_of(row[3]));
  unsigned long head = strtoul(row[4], NULL, 10);
  token->head = head ? (uint32_t)head - 1 : ENT_NONE;
  token->rel = (uint8_t)ent_rel_parse(ent_str_of(row[5]));
}

static void coded_mention(ent_document *doc, const char *actor, uint32_t t)
{
  ent_actor_ref *ref = ent_arena_alloc(doc->arena, sizeof *ref);
  bool org = actor[0] == '@';
  *ref = (ent_actor_ref){.id = ent_str_of(actor + org), .org = org ? ENT_STR("IGO") : ENT_STR_NONE};
  doc->mention_of[t] = (uint32_t)doc->n_mentions;
  doc->mentions[doc->n_mentions++] = (ent_mention){.first = t, .last = t, .head = t, .start = doc->tokens[t].start,
                                                   .end = doc->tokens[t].end, .actors = ref, .n_actors = 1,
                                                   .via = "name", .antecedent = ENT_NONE, .confidence = 1};
}

static inline ent_document *coded_document(const ent_pack *pack, const coded_row *rows, size_t n)
{
  ent_arena *arena = ent_arena_new(0);
  ent_document *doc = ent_arena_alloc(arena, sizeof *doc);
  ent_buf text = ENT_BUF_INIT(1 << 16);
  doc->arena = arena;
  doc->tokens = ent_arena_array(arena, n, sizeof *doc->tokens);
  doc->mentions = ent_arena_array(arena, n, sizeof *doc->mentions);
  doc->mention_of = ent_arena_array(arena, n, sizeof *doc->mention_of);
  doc->sentences = ent_arena_alloc(arena, sizeof *doc->sentences);
  doc->n_tokens = n;
  doc->n_sentences = 1;
  for (uint32_t t = 0; t < n; t++) {
    coded_token(doc, pack, rows[t], t, (uint32_t)text.n);
    ent_buf_c(&text, rows[t][0]);
    ent_buf_char(&text, ' ');
    doc->mention_of[t] = ENT_NONE;
    if (rows[t][6])
      coded_mention(doc, rows[t][6], t);
  }
  doc->text = ent_arena_str(arena, ent_buf_view(&text));
  doc->sentences[0] = (ent_sentence){.start = 0, .end = (uint32_t)text.n - 1, .first = 0, .n = (uint32_t)n, .parsed = true};
  ent_buf_done(&text);
  return doc;
}
#define CODED(pack, rows) coded_document(pack, rows, sizeof(rows) / sizeof *(rows))

/* "SANCTION EU>BLR past", the claims in order, joined with "; ". Lives in the document's arena. */
static inline ent_str coded_claims(const ent_document *doc)
{
  ent_str all = ENT_STR("");
  for (size_t i = 0; i < doc->n_claims; i++) {
    const ent_claim *c = &doc->claims[i];
    all = ent_arena_printf(doc->arena, "%.*s%s%.*s ", ENT_STR_ARG(all), all.n ? "; " : "", ENT_STR_ARG(c->code));
    for (size_t k = 0; k < c->n_source + c->n_target; k++) {
      const ent_actor_ref *a = k < c->n_source ? &c->source[k] : &c->target[k - c->n_source];
      all = ent_arena_printf(doc->arena, "%.*s%s%.*s", ENT_STR_ARG(all),
                             k == c->n_source ? ">" : k ? "," : "", ENT_STR_ARG(a->id));
    }
    all = ent_arena_printf(doc->arena, "%.*s %s", ENT_STR_ARG(all), ent_modality_text(c->modality));
  }
  return all;
}

#endif
