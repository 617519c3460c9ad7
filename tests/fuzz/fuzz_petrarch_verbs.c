/* PETRARCH verb dictionaries: any bytes are read to the end or refused with a reason, rejected entries are told and
 * counted, and what was read codes a parsed sentence without leaving it. Reaches ent_petrarch_verbs_read,
 * ent_petrarch_code. The pack is the build's (ENTENTE_PACK). */
#include <entente/petrarch.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
  if (!condition)
    abort();
}

static void told(void *context, const char *line)
{
  check(strstr(line, "dict:") == line); /* names its file */
  ++*(size_t *)context;
}

#define N 9

/* "Arnor will not abandon new economic relations with Gondor": a verb in the middle, actors at both ends. */
static void fill(ent_document *doc, ent_token *tokens, ent_mention *mentions, const ent_actor_ref *actors, uint32_t *of)
{
  static const char *const words[N] = {"Arnor", "will", "not", "abandon", "new", "economic", "relations", "with", "Gondor"};
  static const uint8_t pos[N] = {ENT_PROPN, ENT_AUX, ENT_PART, ENT_VERB, ENT_ADJ, ENT_ADJ, ENT_NOUN, ENT_ADP, ENT_PROPN};
  static const uint8_t rel[N] = {ENT_NSUBJ, ENT_AUX_REL, ENT_ADVMOD, ENT_ROOT, ENT_AMOD, ENT_AMOD, ENT_OBJ, ENT_CASE, ENT_NMOD};
  static const uint32_t head[N] = {3, 3, 3, ENT_NONE, 6, 6, 3, 8, 6};
  uint32_t at = 0;
  for (uint32_t i = 0; i < N; i++) {
    ent_str word = ent_str_of(words[i]);
    tokens[i] = (ent_token){.start = at, .end = at + (uint32_t)word.n, .norm = word, .fold = ent_utf8_fold(doc->arena, word),
                            .head = head[i], .upos = pos[i], .rel = rel[i], .xpos = i == 3 ? ENT_X_VB : ENT_X_NN,
                            .flags = i ? ENT_TOKEN_SPACE_BEFORE : 0};
    tokens[i].lemma = tokens[i].fold;
    of[i] = i == 0 ? 0 : i == N - 1 ? 1 : ENT_NONE;
    at += (uint32_t)word.n + 1;
  }
  for (uint32_t m = 0; m < 2; m++) {
    uint32_t t = m ? N - 1 : 0;
    mentions[m] = (ent_mention){.first = t, .last = t, .head = t, .start = tokens[t].start, .end = tokens[t].end,
                                .actors = &actors[m], .n_actors = 1, .via = "name", .antecedent = ENT_NONE, .confidence = 1};
  }
}

static void code(const ent_petrarch_verbs *verbs)
{
  ent_document *doc = ent_document_new();
  ent_token tokens[N];
  ent_mention mentions[2];
  uint32_t of[N];
  const ent_actor_ref actors[2] = {{ENT_STR("ARN"), ENT_STR_NONE, ENT_STR_NONE}, {ENT_STR("GON"), ENT_STR_NONE, ENT_STR_NONE}};
  check(doc != NULL);
  fill(doc, tokens, mentions, actors, of);
  doc->text = ENT_STR("Arnor will not abandon new economic relations with Gondor");
  ent_sentence sentence = {.end = (uint32_t)doc->text.n, .n = N, .parsed = true};
  doc->sentences = &sentence;
  doc->n_sentences = 1;
  doc->tokens = tokens;
  doc->n_tokens = N;
  doc->mentions = mentions;
  doc->n_mentions = 2;
  doc->mention_of = of;
  ent_error err = {0};
  check(ent_petrarch_code(verbs, doc, &err) == ENT_OK);
  for (size_t i = 0; i < doc->n_claims; i++) {
    const ent_claim *c = &doc->claims[i];
    check(c->kind == ENT_EVENT && c->code.n && c->cameo.n && c->n_source && c->n_target && c->trigger < N);
    check(c->end <= doc->text.n && c->start < c->end && ent_str_starts(c->rule, ENT_STR("petrarch/")));
  }
  doc->sentences = NULL;
  doc->tokens = NULL;
  ent_document_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static ent_pack *pack;
  if (!pack && getenv("ENTENTE_PACK"))
    check(ent_pack_open(getenv("ENTENTE_PACK"), &pack, NULL) == ENT_OK);
  if (!pack || size > 20000)
    return 0;
  size_t lines = 0;
  ent_error err = {0};
  ent_petrarch_verbs *verbs = NULL;
  ent_status status =
      ent_petrarch_verbs_read(pack, ENT_STR("dict"), (ent_str){(const char *)data, size}, told, &lines, &verbs, &err);
  check(status == ENT_OK || (status == ENT_EINPUT && strstr(err.message, "dict")));
  if (status == ENT_OK) {
    check(ent_petrarch_verbs_report(verbs).rejected == lines && ent_petrarch_verbs_report(verbs).verbs > 0);
    code(verbs);
  }
  ent_petrarch_verbs_close(verbs);
  return 0;
}
