/* Coreference in one pass: each anaphor looks back over the last mentions and takes the one that fits best in number,
 * kind, place in its sentence and distance. Two that fit equally well make the answer unsure; below MIN_CONFIDENCE
 * there is none.
 *
 * Known to be wrong: a thing that is no actor ("the missile … it"), a person whom nothing introduces, cataphora. */
#include "actor/coref.h"

#include <string.h>

#define MIN_CONFIDENCE 0.35f
#define REACH 3u /* sentences back that a pronoun looks */
#define FEW 3u   /* from this number on a row of names is told apart by its length */

void enti_coref_push(enti_coref *c, const enti_entity *entity)
{
  c->recent[c->n++ % ENTI_ENTITIES] = *entity;
}

const enti_entity *enti_coref_back(const enti_coref *c, uint32_t k)
{
  return k < c->n && k < ENTI_ENTITIES ? &c->recent[(c->n - 1 - k) % ENTI_ENTITIES] : NULL;
}

static bool same_refs(const enti_entity *a, const enti_entity *b)
{
  return a->n_refs == b->n_refs && a->n_refs && ent_str_eq(a->refs[0].id, b->refs[0].id);
}

typedef bool (*fits_fn)(const enti_entity *e);

static bool fits_it(const enti_entity *e)
{
  return e->n_refs == 1 && !e->person && !e->plural;
}

static bool fits_he(const enti_entity *e)
{
  return e->person && !e->plural;
}

static bool fits_they(const enti_entity *e)
{
  return e->n_refs && (e->plural || e->n_refs > 1);
}

static bool fits_state(const enti_entity *e)
{
  return e->n_refs == 1 && e->state && !e->person && !e->role;
}

static bool fits_org(const enti_entity *e)
{
  return e->n_refs == 1 && e->org;
}

static int score(const enti_entity *e, uint32_t sentence)
{
  uint32_t back = sentence - e->sentence;
  return (back == 0 ? 4 : back == 1 ? 2 : 0) + (e->subject ? 2 : e->object ? 1 : 0) - (e->weak ? 2 : 0);
}

/* "China is [the country's] largest customer", "Moscow was [its] supplier": whoever stands before the verb is not
 * meant. `first`: the anaphor's first token. */
static void bar_subject(enti_coref *c, uint32_t first)
{
  static const char *const be[] = {"is", "was", "are", "were", "remains", "remained", "became", "becomes", "'s", NULL};
  const enti_finder *f = c->f;
  uint32_t t = first;
  c->barred = NULL;
  if (t && enti_same_sentence(f, t, t - 1) && enti_is(enti_tok(f, t - 1), "the"))
    t--;
  while (t > 1 && enti_same_sentence(f, t, t - 2)) {
    bool verb = enti_is_any(enti_tok(f, t - 1), be);
    if (!verb && !enti_is(enti_tok(f, t - 1), "still") && !enti_is(enti_tok(f, t - 1), "now") && !enti_is(enti_tok(f, t - 1), "also"))
      return;
    t--;
    const enti_entity *e = enti_coref_back(c, 0);
    if (verb && e && e->mention != ENT_NONE && f->mentions[e->mention].last + 1 == t)
      c->barred = e;
  }
}

/* The best of the recent entities that fit; the runner-up is another actor. */
static enti_antecedent best(const enti_coref *c, uint32_t sentence, uint32_t reach, fits_fn fits, float base)
{
  const enti_entity *first = NULL, *second = NULL;
  int top = -100, next = -100;
  for (uint32_t k = 0; k < ENTI_ENTITIES; k++) {
    const enti_entity *e = enti_coref_back(c, k);
    if (!e || sentence - e->sentence > reach)
      break;
    if (!fits(e) || (c->barred && same_refs(e, c->barred)))
      continue;
    int s = score(e, sentence);
    if (!first || s > top) {
      if (first && !same_refs(first, e)) {
        second = first;
        next = top;
      }
      first = e;
      top = s;
    } else if (s > next && !same_refs(first, e)) {
      second = e;
      next = s;
    }
  }
  enti_antecedent a = {.mention = ENT_NONE};
  if (!first || !first->n_refs)
    return a;
  a.confidence = base + (top >= 5 ? 0.1f : top <= 1 ? -0.15f : 0.0f);
  if (second && top - next <= 1)
    a.confidence -= 0.15f;
  if (a.confidence < MIN_CONFIDENCE)
    return a;
  a.refs = first->refs;
  a.n_refs = first->n_refs;
  a.mention = first->mention;
  a.group = first->n_refs > 1;
  return a;
}

/* ---- pronouns ------------------------------------------------------------------------------------------------ */

/* "admitted to [the] ASEAN": no infinitive follows. */
static bool names_next(const enti_finder *f, uint32_t to)
{
  if (!enti_same_sentence(f, to, to + 1))
    return false;
  const ent_token *t = enti_tok(f, to + 1);
  return enti_is(t, "the") || enti_is(t, "a") || enti_is(t, "its") || (t->flags & ENT_TOKEN_CAPITAL);
}

/* "It was in Geneva on May 15 that he signed" */
static bool cleft(const enti_finder *f, uint32_t token)
{
  static const char *const preps[] = {"in", "on", "at", "under", "from", "during", "after", "only", "not", "with", "through", "by", NULL};
  if (!enti_is(enti_tok(f, token), "it") || !enti_same_sentence(f, token, token + 2) ||
      !(enti_is(enti_tok(f, token + 1), "was") || enti_is(enti_tok(f, token + 1), "is")))
    return false;
  bool prep = enti_is_any(enti_tok(f, token + 2), preps);
  for (uint32_t k = 4; prep && k <= 10 && enti_same_sentence(f, token, token + k); k++)
    if (enti_is(enti_tok(f, token + k), "that") || enti_is(enti_tok(f, token + k), "when"))
      return true;
  return false;
}

/* "It is clear that …", "it took …": nothing is meant. */
static bool pleonastic(const enti_finder *f, uint32_t token)
{
  static const char *const verbs[] = {"is", "was", "'s", "would", "will", "may", "seems", "seemed", "appears", "appeared",
                                      "remains", "took", "takes", "has", "had", NULL};
  static const char *const links[] = {"that", "to", "whether", "if", "unclear", NULL};
  if (!enti_is(enti_tok(f, token), "it") || !enti_same_sentence(f, token, token + 1))
    return false;
  bool verb = enti_is_any(enti_tok(f, token + 1), verbs);
  for (uint32_t k = 3; verb && k <= 6 && enti_same_sentence(f, token, token + k); k++)
    if (enti_is_any(enti_tok(f, token + k), links))
      return !enti_is(enti_tok(f, token + k), "to") || (k <= 4 && !names_next(f, token + k));
  return false;
}

/* "The pledge adds nothing. It leaves …": the sentence before has a subject of its own that is no actor. */
static bool thing_before(enti_finder *f, uint32_t token)
{
  uint32_t s = enti_tok(f, token)->sentence;
  if (!(enti_tok(f, token)->flags & ENT_TOKEN_FIRST) || s == 0 || !f->doc->sentences[s - 1].parsed)
    return false;
  const ent_sentence *before = &f->doc->sentences[s - 1];
  for (uint32_t i = before->first; i < before->first + before->n; i++) {
    const ent_token *t = enti_tok(f, i);
    if (ent_rel_base(t->rel) != ENT_NSUBJ || t->head == ENT_NONE || enti_tok(f, t->head)->head != ENT_NONE)
      continue;
    return t->upos == ENT_NOUN && !enti_piece_covering(f, i);
  }
  return false;
}

/* "… denied it.", "called it treason": what was said before is meant, no actor. */
static bool is_object(const enti_finder *f, uint32_t token)
{
  const ent_token *t = enti_tok(f, token);
  if (!enti_is(t, "it") || (t->flags & ENT_TOKEN_FIRST))
    return false;
  const ent_token *before = enti_tok(f, token - 1);
  if (ent_rel_base(t->rel) == ENT_OBJ)
    return true;
  if (before->upos == ENT_POS_NONE && ent_str_ends(before->fold, ENT_STR("ed")) && !enti_cue_at(f, token + 1, ENTI_CUE_SPEECH))
    return true;
  if (!enti_same_sentence(f, token, token + 1))
    return true;
  char c = enti_tok(f, token + 1)->norm.p[0];
  return enti_tok(f, token + 1)->norm.n == 1 && (c == '.' || c == ',' || c == ';' || c == '"');
}

static bool after_one_of(const enti_finder *f, uint32_t token, const char *const *verbs)
{
  return token && enti_is(enti_tok(f, token), "it") && enti_same_sentence(f, token, token - 1) &&
         enti_is_any(enti_tok(f, token - 1), verbs);
}

/* "joined the League in 1926 and left it": what one joins or leaves is an organisation. */
static bool joins_it(const enti_finder *f, uint32_t token)
{
  static const char *const verbs[] = {"left", "leave", "leaves", "leaving", "joined", "join", "joins", "joining", "quit",
                                      "rejoined", "rejoin", "founded", "entered", "chaired", "chairs", NULL};
  return after_one_of(f, token, verbs);
}

/* "which had invited it", "armed it": what is done to an actor only. */
static bool does_to_it(const enti_finder *f, uint32_t token)
{
  static const char *const verbs[] = {"invited", "invites", "invite", "urged", "urges", "accused", "accuses", "armed", "arms",
                                      "recognised", "recognized", "admitted", "expelled", "threatened", "threatens", "invaded",
                                      "sanctioned", "warned", "occupied", "condemned", NULL};
  return after_one_of(f, token, verbs);
}

/* "asked India to withdraw its troops": whoever is asked. NULL: no such thing is said. */
static const enti_entity *asked(enti_coref *c, uint32_t token)
{
  static const char *const verbs[] = {"asked", "asks", "urged", "urges", "told", "ordered", "pressed", "forced", "allowed", "wants", "on",
                                      "wanted", "warned", "upon", "persuaded", "encouraged", "invited", "compelled", "obliged", "asking",
                                      "urging", "ordering", "forcing", "allowing", "ask", "urge", NULL};
  const enti_finder *f = c->f;
  const enti_entity *e = enti_coref_back(c, 0);
  if (!e || e->mention == ENT_NONE || e->n_refs != 1)
    return NULL;
  const ent_mention *m = &f->mentions[e->mention];
  uint32_t to = m->last + 1, before = m->first;
  if (!enti_same_sentence(f, m->last, token) || to >= token || token - to > 3 || !enti_is(enti_tok(f, to), "to"))
    return NULL;
  if (before && enti_is(enti_tok(f, before - 1), "the"))
    before--;
  if (!before || !enti_same_sentence(f, m->first, before - 1))
    return NULL;
  return enti_is_any(enti_tok(f, before - 1), verbs) ? e : NULL;
}

/* Two unexplained capitals in a row between: a person whom no table knows may be meant. */
static bool stranger_between(enti_finder *f, uint32_t from, uint32_t to)
{
  if (to - from > 80)
    return false;
  for (uint32_t i = from; i + 1 < to; i++)
    if (enti_same_sentence(f, i, i + 1) && enti_unknown_capital(f, i) && enti_unknown_capital(f, i + 1) &&
        !(enti_tok(f, i)->flags & ENT_TOKEN_FIRST))
      return true;
  return false;
}

static enti_antecedent he(enti_coref *c, const enti_piece *p, uint32_t sentence)
{
  enti_antecedent a = best(c, sentence, REACH, fits_he, 0.65f);
  if (a.n_refs && stranger_between(c->f, c->f->mentions[a.mention].last + 1, p->first))
    a.n_refs = 0;
  return a;
}

/* The latest coordination, if it is near; the one before a lone name too where a number says how many they were. */
static enti_antecedent listed(enti_coref *c, uint32_t sentence, uint32_t count, float confidence)
{
  enti_antecedent a = {.mention = ENT_NONE};
  ent_mention *m = c->f->mentions;
  /* "The four" are the latest four of the text, "the two" only the latest row. */
  bool row = count && c->n_list != count && count <= ENTI_MAX_LIST && c->n_rows[count] &&
             (count >= FEW || c->n_row == count);
  const uint32_t *list = row ? c->rows[count] : c->list;
  uint32_t n = row ? count : c->n_list;
  if (n < 2 || (count && n != count))
    return a;
  uint32_t last = list[n - 1];
  bool far = sentence - enti_tok(c->f, m[last].first)->sentence > REACH;
  if (far && count < FEW)
    return a;
  if (far)
    confidence -= 0.1f;
  ent_actor_ref *refs = ent_arena_array(c->f->arena, n, sizeof *refs);
  if (!refs) {
    c->f->failed = true;
    return a;
  }
  for (uint32_t i = 0; i < n; i++)
    refs[i] = m[list[i]].actors[0];
  return (enti_antecedent){refs, n, last, confidence, true};
}

/* A row of names stands for "they" where it was the subject ("Mali and Niger left"), else only for want of others. */
static enti_antecedent they(enti_coref *c, uint32_t sentence)
{
  enti_antecedent group = best(c, sentence, REACH, fits_they, 0.55f);
  enti_antecedent list = listed(c, sentence, 0, 0.5f);
  if (!list.n_refs)
    return group;
  bool subject = false;
  for (uint32_t k = 0; k < ENTI_ENTITIES; k++) {
    const enti_entity *e = enti_coref_back(c, k);
    if (!e)
      break;
    subject |= e->mention == c->list[0] && e->subject;
  }
  bool later = list.mention > group.mention || group.mention == ENT_NONE;
  return !group.n_refs || (subject && later) ? list : group;
}

static bool in_quotes(const enti_finder *f, uint32_t token)
{
  uint32_t n = 0, first = f->doc->sentences[enti_tok(f, token)->sentence].first;
  for (uint32_t i = token; i > first && token - i < 200; i--)
    n += enti_tok(f, i - 1)->norm.p[0] == '"' && enti_tok(f, i - 1)->norm.n == 1;
  return n % 2 == 1;
}

/* Only small words between two pieces: ", the", "and of". */
static bool small_words(const enti_finder *f, uint32_t from, uint32_t to)
{
  static const char *const words[] = {",", "and", "of", "the", "for", "from", NULL};
  for (uint32_t t = from; t < to; t++)
    if (!enti_is_any(enti_tok(f, t), words))
      return false;
  return true;
}

static void set_parties(enti_coref *c, const ent_actor_ref *refs, uint32_t n)
{
  ent_actor_ref *kept = n > 1 ? ent_arena_array(c->f->arena, n, sizeof *kept) : NULL;
  if (!kept)
    return;
  memcpy(kept, refs, n * sizeof *kept);
  for (uint32_t i = 0; i < n; i++)
    kept[i].sector = ENT_STR("");
  c->parties = kept;
  c->n_parties = n;
}

/* "We, the leaders of Japan, the Republic of Korea and the United States, …", "We, the foreign ministers and the defence
 * ministers of Japan and of the Philippines, …": who "we" is from there on. */
static void find_parties(enti_coref *c, const enti_piece *p)
{
  enti_finder *f = c->f;
  uint32_t i = (uint32_t)(p - f->pieces) + 1, to = f->piece_at[enti_tok(f, p->first)->sentence + 1];
  if (i >= to || !enti_same_sentence(f, p->last, p->last + 1) || !enti_is(enti_tok(f, p->last + 1), ","))
    return;
  const enti_piece *role = &f->pieces[i];
  if (role->kind != ENTI_PIECE_ROLE || role->first > p->last + 4)
    return;
  ent_actor_ref refs[ENTI_MAX_LIST];
  uint32_t n = 0;
  for (uint32_t k = i; k < to && n < ENTI_MAX_LIST; k++) {
    const enti_piece *m = &f->pieces[k];
    bool named = m->kind == ENTI_PIECE_ACTOR && m->n_readings == 1;
    if ((m->kind != ENTI_PIECE_ROLE && !named) || (k > i && !small_words(f, f->pieces[k - 1].last + 1, m->first)))
      break;
    if (named)
      refs[n++] = enti_actors_ref(f->actors, m->readings[0].actor, 0);
  }
  set_parties(c, refs, n);
}

/* "Joint statement of the foreign ministers of Japan and the Philippines": the title says who speaks. */
static void title_parties(enti_coref *c)
{
  static const char *const papers[] = {"statement", "communique", "declaration", "vision", NULL};
  const ent_document *doc = c->f->doc;
  if (c->n_title_row < 2)
    return;
  const ent_sentence *s = &doc->sentences[enti_tok(c->f, c->f->mentions[c->title_row[0]].first)->sentence];
  bool joint = false, paper = false;
  for (uint32_t t = s->first; t < s->first + s->n; t++) {
    joint |= enti_is(&doc->tokens[t], "joint");
    paper |= enti_is_any(&doc->tokens[t], papers);
  }
  ent_actor_ref refs[ENTI_MAX_LIST];
  for (uint32_t i = 0; i < c->n_title_row; i++)
    refs[i] = c->f->mentions[c->title_row[i]].actors[0];
  if (joint && paper)
    set_parties(c, refs, c->n_title_row);
}

/* "the former", "the latter": of the latest pair. */
static enti_antecedent of_pair(enti_coref *c, const enti_piece *p, bool former)
{
  enti_antecedent a = {.mention = ENT_NONE};
  uint32_t next = p->last + 1;
  bool alone = p->first && enti_is(enti_tok(c->f, p->first - 1), "the") && (c->n_list == 2 || (c->n_list > 2 && !former));
  if (alone && enti_same_sentence(c->f, p->last, next)) { /* no noun may follow */
    const ent_token *t = enti_tok(c->f, next);
    const enti_piece *q = enti_piece_covering(c->f, next);
    bool noun = q || (t->flags & ENT_TOKEN_CAPITAL) || t->upos == ENT_NOUN || t->upos == ENT_ADJ || t->upos == ENT_PROPN;
    alone = !noun && (t->upos != ENT_POS_NONE || enti_cue_at(c->f, next, ENTI_CUE_SPEECH) || t->norm.n <= 3);
  }
  if (!alone)
    return a;
  uint32_t m = c->list[former ? 0 : c->n_list - 1];
  return (enti_antecedent){c->f->mentions[m].actors, c->f->mentions[m].n_actors, m, 0.7f, false};
}

enti_antecedent enti_coref_pronoun(enti_coref *c, const enti_piece *p)
{
  enti_antecedent none = {.mention = ENT_NONE};
  ent_str value = enti_actors_str(c->f->actors, p->form->value);
  uint32_t sentence = enti_tok(c->f, p->first)->sentence;
  bar_subject(c, p->first);
  const enti_entity *obliged = enti_is(enti_tok(c->f, p->first), "its") ? asked(c, p->first) : NULL;
  if (obliged && !obliged->person)
    return (enti_antecedent){obliged->refs, 1, obliged->mention, 0.7f, false};
  if (ent_str_eq(value, ENT_STR("it")) && joins_it(c->f, p->first))
    return best(c, sentence, REACH, fits_org, 0.65f);
  if (ent_str_eq(value, ENT_STR("it")) && does_to_it(c->f, p->first))
    return best(c, sentence, REACH, fits_it, 0.6f);
  if (ent_str_eq(value, ENT_STR("it")))
    return pleonastic(c->f, p->first) || cleft(c->f, p->first) || is_object(c->f, p->first) || thing_before(c->f, p->first) ? none : best(c, sentence, REACH, fits_it, 0.6f);
  if (ent_str_eq(value, ENT_STR("he")))
    return he(c, p, sentence);
  if (ent_str_eq(value, ENT_STR("they")))
    return they(c, sentence);
  if (ent_str_eq(value, ENT_STR("former")) || ent_str_eq(value, ENT_STR("latter")))
    return of_pair(c, p, ent_str_eq(value, ENT_STR("former")));
  if (!ent_str_eq(value, ENT_STR("we")))
    return none;
  if (!c->n_parties)
    find_parties(c, p);
  if (!c->n_parties)
    title_parties(c);
  if (!c->n_parties || in_quotes(c->f, p->first))
    return none;
  return (enti_antecedent){c->parties, c->n_parties, ENT_NONE, 0.5f, true};
}

/* ---- things by their kind --------------------------------------------------------------------------------------- */

static bool has_id(const ent_actors *a, const uint32_t *ids, uint32_t n, ent_str id)
{
  for (uint32_t i = 0; i < n; i++)
    if (ent_str_eq(enti_actors_str(a, enti_actors_actor(a, ids[i])->id), id))
      return true;
  return false;
}

/* The organisation that the title is about, where it is one of the ids: "the alliance" in an article on CENTO is CENTO
 * whatever other alliance was named in passing. */
static const enti_entity *title_one(const enti_coref *c, const uint32_t *ids, uint32_t n)
{
  const enti_entity *t = &c->title;
  return t->n_refs == 1 && has_id(c->f->actors, ids, n, t->refs[0].id) ? t : NULL;
}

/* The latest entity that is one of the ids, in the sentence itself; else the title's; else the latest at all. */
static enti_antecedent one_of(const enti_coref *c, uint32_t sentence, const uint32_t *ids, uint32_t n, float confidence)
{
  enti_antecedent a = {.mention = ENT_NONE};
  const ent_actors *actors = c->f->actors;
  const enti_entity *title = title_one(c, ids, n);
  for (uint32_t k = 0; k < ENTI_ENTITIES; k++) {
    const enti_entity *e = enti_coref_back(c, k);
    if (!e)
      break;
    if (title && e->sentence != sentence)
      e = title;
    if (c->barred && same_refs(e, c->barred))
      continue;
    if (e->n_refs == 1 && has_id(actors, ids, n, e->refs[0].id)) {
      ent_actor_ref *whole = ent_arena_array(c->f->arena, 1, sizeof *whole);
      if (!whole)
        return a;
      *whole = e->refs[0];
      whole->sector = ENT_STR("");
      return (enti_antecedent){whole, 1, e->mention, confidence, false};
    }
  }
  return a;
}

static bool determined(const enti_finder *f, uint32_t first)
{
  for (uint32_t k = 1; k <= 4 && first >= k && enti_same_sentence(f, first, first - k); k++) {
    const ent_token *t = enti_tok(f, first - k);
    if (enti_is(t, "the") || enti_is(t, "this") || enti_is(t, "that"))
      return true;
    bool hyphened = enti_is_hyphen(t) || enti_is_hyphen(enti_tok(f, first - k + 1)) || /* "the Russian-led alliance" */
                    (first > k && enti_is_hyphen(enti_tok(f, first - k - 1)));
    if (!enti_cue_at(f, first - k, ENTI_CUE_MODIFIER) && !hyphened && t->upos != ENT_ADJ)
      return false;
  }
  return false;
}

/* The whole of a state or body, whatever part of it the antecedent was. */
static enti_antecedent whole(enti_coref *c, enti_antecedent a)
{
  if (a.n_refs != 1 || !a.refs[0].sector.n)
    return a;
  ent_actor_ref *ref = ent_arena_array(c->f->arena, 1, sizeof *ref);
  if (!ref) {
    c->f->failed = true;
    a.n_refs = 0;
    return a;
  }
  *ref = a.refs[0];
  ref->sector = ENT_STR("");
  a.refs = ref;
  return a;
}

/* In a country's entry "the country" and "the government" are the title's, unless the sentence has named another state. */
static enti_antecedent of_entry(enti_coref *c, uint32_t sentence)
{
  enti_antecedent a = {.mention = ENT_NONE};
  if (!c->entry || c->title_states)
    return a;
  for (uint32_t k = 0; k < ENTI_ENTITIES; k++) {
    const enti_entity *e = enti_coref_back(c, k);
    if (!e || e->sentence != sentence)
      break;
    if (e->state && !e->weak && !same_refs(e, &c->title_state))
      return a;
  }
  return (enti_antecedent){c->title_state.refs, 1, c->title_state.mention, 0.7f, false};
}

enti_antecedent enti_coref_generic(enti_coref *c, const enti_piece *p)
{
  enti_antecedent none = {.mention = ENT_NONE};
  enti_finder *f = c->f;
  if (!determined(f, p->first))
    return none;
  bar_subject(c, p->first);
  uint32_t sentence = enti_tok(f, p->first)->sentence, n;
  if (enti_same_sentence(f, p->last, p->last + 1) && enti_is(enti_tok(f, p->last + 1), "of"))
    return none; /* "the kingdom of …" */
  const uint32_t *ids = enti_actors_group(f->actors, p->form->of, &n);
  if (n)
    return one_of(c, sentence, ids, n, 0.7f);
  bool state = ent_str_eq(enti_actors_str(f->actors, p->form->value), ENT_STR("state"));
  enti_antecedent entry = state ? of_entry(c, sentence) : none;
  if (entry.n_refs && !c->barred)
    return entry;
  if (!state && c->title.n_refs == 1) {
    enti_antecedent here = best(c, sentence, 0, fits_org, 0.65f);
    return here.n_refs ? here : (enti_antecedent){c->title.refs, 1, c->title.mention, 0.65f, false};
  }
  return whole(c, best(c, sentence, state ? 2 * REACH : REACH, state ? fits_state : fits_org, 0.65f));
}

enti_antecedent enti_coref_half(enti_coref *c, const enti_piece *p)
{
  enti_antecedent none = {.mention = ENT_NONE};
  enti_finder *f = c->f;
  uint32_t n, next = p->last + 1;
  const uint32_t *ids = enti_actors_group(f->actors, p->form->of, &n);
  if (!p->first || !enti_same_sentence(f, p->first, p->first - 1) || !enti_is(enti_tok(f, p->first - 1), "the") ||
      !(enti_tok(f, p->first)->flags & ENT_TOKEN_CAPITAL))
    return none;
  if (enti_same_sentence(f, p->last, next) && (enti_is(enti_tok(f, next), "of") || enti_unknown_capital(f, next)))
    return none;
  enti_antecedent a = one_of(c, enti_tok(f, p->first)->sentence, ids, n, 0.8f);
  if (a.n_refs)
    return a;
  uint32_t known = 0, only = 0; /* later in the text, as when a headline says "the North" first */
  for (uint32_t i = 0; i < n; i++)
    if (ids[i] < f->actors->n_actors && f->counts[ids[i]]) {
      known++;
      only = ids[i];
    }
  ent_actor_ref *ref = known == 1 ? ent_arena_array(f->arena, 1, sizeof *ref) : NULL;
  if (!ref)
    return none;
  *ref = enti_actors_ref(f->actors, only, 0);
  return (enti_antecedent){ref, 1, ENT_NONE, 0.65f, false};
}

/* The last `count` different states (or persons) spoken of, from `near` to `reach` sentences back. */
static enti_antecedent last_different(enti_coref *c, uint32_t sentence, uint32_t near, uint32_t reach, uint32_t count,
                                      bool persons)
{
  enti_antecedent a = {.mention = ENT_NONE};
  ent_actor_ref refs[ENTI_MAX_LIST];
  uint32_t n = 0, others = 0;
  for (uint32_t k = 0; k < ENTI_ENTITIES; k++) {
    const enti_entity *e = enti_coref_back(c, k);
    if (!e || sentence - e->sentence > reach)
      break;
    if (sentence - e->sentence < near || e->weak || e->n_refs != 1 || (persons ? !e->person && !e->state : !e->state))
      continue;
    bool again = false;
    for (uint32_t i = 0; i < n; i++)
      again |= ent_str_eq(refs[i].id, e->refs[0].id);
    if (again)
      continue;
    if (n == count) {
      others++;
      continue;
    }
    a.mention = n == 0 ? e->mention : a.mention;
    refs[n++] = e->refs[0];
  }
  bool guess = others && count >= FEW; /* three of four or more: which, nobody can tell */
  ent_actor_ref *kept = n == count && !guess ? ent_arena_array(c->f->arena, n, sizeof *kept) : NULL;
  if (!kept)
    return (enti_antecedent){.mention = ENT_NONE};
  for (uint32_t i = 0; i < n; i++) { /* in the order of the text */
    kept[i] = refs[n - 1 - i];
    if (!persons)
      kept[i].sector = ENT_STR("");
  }
  a.refs = kept;
  a.n_refs = n;
  a.group = true;
  a.confidence = (others ? 0.4f : 0.6f) - (count > 2 ? 0.1f : 0.0f);
  return a;
}

/* The only `count` states of one sentence, `back` sentences before. */
static enti_antecedent only_ones(enti_coref *c, uint32_t sentence, uint32_t back, uint32_t count, bool persons)
{
  enti_antecedent a = last_different(c, sentence, back, back, count, persons);
  if (a.confidence <= 0.45f)
    a.n_refs = 0;
  return a;
}

/* A country's entry names the other one only: "The border with Indonesia is porous. The two governments …". */
static enti_antecedent with_title(enti_coref *c, uint32_t sentence, uint32_t count)
{
  enti_antecedent none = {.mention = ENT_NONE};
  if (count != 2 || !c->title_state.n_refs || c->title_states)
    return none;
  const ent_actor_ref *home = &c->title_state.refs[0];
  for (uint32_t back = 0; back < 2 && sentence >= back; back++) {
    enti_antecedent one = last_different(c, sentence, back, back, 1, false);
    if (!one.n_refs || one.confidence < 0.55f || ent_str_eq(one.refs[0].id, home->id))
      continue;
    ent_actor_ref *refs = ent_arena_array(c->f->arena, 2, sizeof *refs);
    if (!refs)
      return none;
    refs[0] = *home;
    refs[0].sector = ENT_STR("");
    refs[1] = one.refs[0];
    return (enti_antecedent){refs, 2, one.mention, 0.6f, true};
  }
  return none;
}

/* The two states of the title. */
static enti_antecedent title_pair(enti_coref *c)
{
  enti_antecedent none = {.mention = ENT_NONE};
  if (!c->title_second.n_refs || c->title_more)
    return none;
  ent_actor_ref *refs = ent_arena_array(c->f->arena, 2, sizeof *refs);
  if (!refs)
    return none;
  refs[0] = c->title_state.refs[0];
  refs[1] = c->title_second.refs[0];
  refs[0].sector = refs[1].sector = ENT_STR("");
  return (enti_antecedent){refs, 2, c->title_second.mention, 0.55f, true};
}

/* In turn: the row or the only states of the sentence itself, those of the sentence before, the latest row, a group
 * ("both Koreas"), the last states named. */
enti_antecedent enti_coref_several(enti_coref *c, uint32_t sentence, uint32_t count, bool persons)
{
  if (count > ENTI_MAX_LIST)
    return (enti_antecedent){.mention = ENT_NONE};
  uint32_t n = count ? count : 2;
  enti_antecedent list = listed(c, sentence, count, 0.7f);
  uint32_t listed_in = list.n_refs ? enti_tok(c->f, c->f->mentions[list.mention].first)->sentence : 0;
  for (uint32_t back = 0; back < 2 && sentence >= back && !(list.n_refs && listed_in + back == sentence); back++) {
    enti_antecedent only = only_ones(c, sentence, back, n, persons);
    if (only.n_refs)
      return only;
  }
  if (!list.n_refs || listed_in + 2 <= sentence) {
    enti_antecedent own = with_title(c, sentence, n);
    if (own.n_refs)
      return own;
  }
  for (uint32_t k = 0; k < ENTI_ENTITIES && !list.n_refs; k++) { /* "both Koreas" */
    const enti_entity *e = enti_coref_back(c, k);
    if (!e || sentence - e->sentence > REACH)
      break;
    if (e->n_refs > 1 && e->plural && (!count || e->n_refs == count))
      list = (enti_antecedent){e->refs, e->n_refs, e->mention, 0.65f, true};
  }
  if (list.n_refs && listed_in + REACH < sentence) { /* a far row gives way to just so many states nearer by */
    enti_antecedent near = last_different(c, sentence, 0, REACH, n, persons);
    if (near.n_refs && near.confidence > 0.45f)
      return near;
  }
  if (!list.n_refs && n == 2)
    list = title_pair(c);
  return list.n_refs ? list : last_different(c, sentence, 0, REACH, n, persons);
}

/* ---- roles alone ---------------------------------------------------------------------------------------------------- */

/* "The president", "the army", "the parliament" are the state's that is spoken of; "the son", "the company" need not be. */
static bool belongs_to_state(const enti_finder *f, const enti_piece *role, ent_str sector)
{
  static const char *const sectors[] = {"GOV", "MIL", "LEG", "JUD", "COP"};
  bool state = false;
  for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
    state |= ent_str_eq(sector, ent_str_of(sectors[i]));
  bool office = f->actors->nodes[role->head_node].cues >> ENTI_CUE_OFFICE & 1u;
  return state && (office || role->form->kind == ENTI_ROLE_BODY);
}

/* "The minister" after "the Vietnamese defence minister": the longer title's last word. "The president" is no vice
 * president, so that only few titles are cut so. */
static const enti_entity *title_cut(const enti_coref *c, const enti_piece *role, uint32_t sentence)
{
  static const char *const words[] = {"minister", "ministers", "secretary", "envoy", "ambassador", "commander"};
  const enti_finder *f = c->f;
  const ent_token *t = enti_tok(f, role->last);
  bool cut = role->first == role->last;
  size_t k = 0;
  while (k < sizeof words / sizeof *words && !enti_is(t, words[k]))
    k++;
  if (!cut || k == sizeof words / sizeof *words)
    return NULL;
  for (uint32_t i = 0; i < c->n_roles && i < ENTI_ROLES_KEPT; i++) {
    const enti_entity *e = &c->roles[(c->n_roles - 1 - i) % ENTI_ROLES_KEPT];
    ent_str phrase = enti_actors_str(f->actors, e->role->value);
    if (sentence - e->sentence > 2 * REACH)
      return NULL;
    if (ent_str_ends(phrase, t->fold) && !ent_str_starts(phrase, ENT_STR("prime")))
      return e;
  }
  return NULL;
}

enti_antecedent enti_coref_role(enti_coref *c, const enti_piece *role)
{
  enti_antecedent none = {.mention = ENT_NONE};
  enti_finder *f = c->f;
  uint32_t sentence = enti_tok(f, role->first)->sentence;
  c->barred = NULL;
  if (!determined(f, role->first))
    return none;
  ent_str sector = enti_actors_str(f->actors, role->sector);
  for (uint32_t k = 0; k < c->n_roles && k < ENTI_ROLES_KEPT; k++) { /* the same role with its actor, before */
    const enti_entity *e = &c->roles[(c->n_roles - 1 - k) % ENTI_ROLES_KEPT];
    if (e->role == role->form)
      return (enti_antecedent){e->refs, e->n_refs, e->mention, 0.7f, e->n_refs > 1};
  }
  const enti_entity *longer = title_cut(c, role, sentence);
  if (longer)
    return (enti_antecedent){longer->refs, longer->n_refs, longer->mention, 0.6f, longer->n_refs > 1};
  for (uint32_t k = 0; k < ENTI_ENTITIES; k++) { /* several of the same part of a society */
    const enti_entity *e = enti_coref_back(c, k);
    if (!e)
      break;
    if (!e->n_refs || !e->role || !ent_str_eq(e->refs[0].sector, sector))
      continue;
    bool part = !ent_str_eq(sector, ENT_STR("GOV")) && sentence - e->sentence <= 2 * REACH &&
                (role->form->kind == ENTI_ROLE_GROUP || (role->form->flags & ENTI_FORM_PLURAL));
    if (part)
      return (enti_antecedent){e->refs, e->n_refs, e->mention, 0.55f, e->n_refs > 1};
  }
  if ((role->form->flags & ENTI_FORM_PLURAL) || !belongs_to_state(f, role, sector))
    return none;
  enti_antecedent a = of_entry(c, sentence);
  if (!a.n_refs)
    a = best(c, sentence, REACH, fits_state, 0.48f); /* two states in view: neither */
  if (!a.n_refs)
    return a;
  ent_actor_ref *ref = ent_arena_array(f->arena, 1, sizeof *ref);
  if (!ref) {
    f->failed = true;
    return none;
  }
  *ref = a.refs[0];
  ref->sector = sector;
  a.refs = ref;
  return a;
}
