/* The scene: what one sentence says of whom, when and where, as the checks see it (scene.h). */
#include "claim/scene.h"

#include "base/vec.h"

static bool readable(const ent_sentence *s)
{
  return (s->kind == ENT_SENTENCE_BODY || s->kind == ENT_SENTENCE_TITLE || s->kind == ENT_SENTENCE_HEADING) &&
         s->parsed && s->n && s->n <= ENTI_SCENE_TOKENS;
}

bool enti_scene_set(enti_scene *scene, size_t sentence)
{
  const ent_sentence *s = &scene->doc->sentences[sentence];
  scene->sentence = (uint32_t)sentence;
  scene->first = s->first;
  scene->end = s->first + s->n;
  scene->n_hits = scene->n_names = 0;
  if (!readable(s))
    return false;
  enti_scene_find_frames(scene);
  enti_scene_find_names(scene);
  return true;
}

/* ---- frames ---- */

typedef struct matcher {
  const enti_scene *scene;
  uint32_t end_words; /* behind the pattern */
  uint32_t last;      /* token that the pattern ended with */
} matcher;

static bool is_word(const ent_token *t, const uint32_t *words, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    if (words[i] && (words[i] == t->word || words[i] == t->lemma_word))
      return true;
  return false;
}

static bool is_element(const ent_token *t, uint32_t head, const uint32_t *words)
{
  if ((head & ELEMENT_VERB) && t->upos != ENT_VERB && t->upos != ENT_AUX)
    return false;
  if ((head & ELEMENT_NOUN) && t->upos != ENT_NOUN && t->upos != ENT_PROPN)
    return false;
  return is_word(t, words, head & ELEMENT_WORDS);
}

/* The pattern from element `at` against the tokens from `t`. Gaps and optional words branch, a pattern has few. */
static bool match_from(matcher *m, uint32_t at, uint32_t t)
{
  if (at == m->end_words) {
    m->last = t - 1;
    return true;
  }
  const uint32_t *words = m->scene->ref->frame_words + at;
  uint32_t head = words[0], next = at + 1 + (head & ELEMENT_WORDS);
  if (head & ELEMENT_GAP) {
    uint32_t most = head & ELEMENT_LONG ? 12 : 5;
    for (uint32_t skip = 0; skip <= most && t + skip <= m->scene->end; skip++) {
      if (match_from(m, next, t + skip))
        return true;
      if (t + skip < m->scene->end && enti_scene_token(m->scene, t + skip)->upos == ENT_VERB)
        return false;
    }
    return false;
  }
  if (t < m->scene->end && is_element(enti_scene_token(m->scene, t), head, words + 1) && match_from(m, next, t + 1))
    return true;
  return (head & ELEMENT_OPTIONAL) && match_from(m, next, t);
}

/* A copula or auxiliary stands for the word that it helps. */
static uint32_t anchor_of(const enti_scene *s, uint32_t t)
{
  const ent_token *token = enti_scene_token(s, t);
  ent_rel rel = ent_rel_base(token->rel);
  if ((rel == ENT_COP || rel == ENT_AUX_REL) && token->head != ENT_NONE)
    return token->head;
  return t;
}

static void add_hit(enti_scene *s, const frame_record *f, uint32_t first, uint32_t last)
{
  const ent_pack *p = s->ref->pack;
  if (!enti_grow(s->doc->arena, (void **)&s->hits, s->n_hits, &s->cap_hits, sizeof *s->hits)) {
    s->failed = true;
    return;
  }
  s->hits[s->n_hits++] = (enti_hit){enti_frame_of(ent_pack_string(p, f->frame)),
                                    first,
                                    last,
                                    anchor_of(s, first),
                                    ent_pack_string(p, f->note),
                                    ent_pack_string(p, f->object),
                                    ent_pack_string(p, f->rule)};
}

/* Of two hits of one kind that overlap, the longer says more: "comprehensive strategic partnership". */
static void drop_inner(enti_scene *s)
{
  size_t kept = 0;
  for (size_t i = 0; i < s->n_hits; i++) {
    bool inner = false;
    for (size_t j = 0; j < s->n_hits && !inner; j++)
      inner = s->hits[j].frame == s->hits[i].frame && s->hits[j].first <= s->hits[i].first &&
              s->hits[j].last >= s->hits[i].last &&
              (s->hits[j].last - s->hits[j].first > s->hits[i].last - s->hits[i].first || j < i);
    if (!inner)
      s->hits[kept++] = s->hits[i];
  }
  s->n_hits = kept;
}

static size_t first_start(const ent_reference *r, uint32_t word)
{
  size_t low = 0, high = r->n_starts;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->starts[middle].word < word)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void match_starts(enti_scene *s, uint32_t t, uint32_t word)
{
  const ent_reference *r = s->ref;
  for (size_t i = word ? first_start(r, word) : r->n_starts; i < r->n_starts && r->starts[i].word == word; i++) {
    const frame_record *f = &r->frames[r->starts[i].frame];
    const uint32_t *words = r->frame_words + f->at;
    matcher m = {s, f->at + f->n, t};
    if (is_element(enti_scene_token(s, t), words[0], words + 1) && match_from(&m, f->at, t))
      add_hit(s, f, t, m.last);
  }
}

void enti_scene_find_frames(enti_scene *s)
{
  for (uint32_t t = s->first; t < s->end && !s->failed; t++) {
    const ent_token *token = enti_scene_token(s, t);
    match_starts(s, t, token->word);
    if (token->lemma_word != token->word)
      match_starts(s, t, token->lemma_word);
  }
  drop_inner(s);
}
