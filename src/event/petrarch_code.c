/* Events by a PETRARCH dictionary: verbs of the text → hits → claims. Who is source and target is taken from the
 * pattern where it says so, else from the tree (through voice and control, which PETRARCH read off the order of the
 * words), else the nearest actors before and behind the verb, as there. */
#include "event/petrarch_dict.h"

#include "event/claim_emit.h"

#include <string.h>

#define CONFIDENCE 800 /* thousandths, as of a rule */

typedef struct coding {
  const ent_petrarch_verbs *dict;
  ent_document *doc;
  enti_tree tree;
  enti_pd_text text;
  size_t first;      /* the first claim of the dictionary */
  uint8_t *decided;   /* for each token: the dictionary has said what it is, a code or no event */
  size_t *claims_of;  /* n_sentences + 1: the first claim of the dictionary in a sentence */
} coding;

/* ---- PLOVER ---------------------------------------------------------------------------------------------------------- */

static bool is_one_of(ent_str s, const char *const *list, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (ent_str_eq(s, ent_str_of(list[i])))
      return true;
  return false;
}

ent_str ent_plover_of_cameo(ent_str cameo)
{
  static const char *const types[] = {"OTHER", "STATEMENT", "APPEAL", "AGREE", "CONSULT", "SUPPORT", "COOPERATE",
                                      "AID", "CONCEDE", "ACCUSE", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
                                      "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "ASSAULT", "ASSAULT"};
  static const char *const retreat[] = {"084", "085", "086", "087", "0813", "0814"};
  static const char *const coerce[] = {"163", "191", "192"}, *const assault[] = {"175", "1712"};
  int root = 0;
  for (size_t i = 0; i < cameo.n; i++)
    if (cameo.p[i] < '0' || cameo.p[i] > '9')
      return ENT_STR("OTHER");
  if (cameo.n < 2 || cameo.n > 4)
    return ENT_STR("OTHER");
  root = (cameo.p[0] - '0') * 10 + (cameo.p[1] - '0');
  ent_str base = ent_str_slice(cameo, 0, 3);
  if (root < 1 || root > 20)
    return ENT_STR("OTHER");
  if (is_one_of(cameo, retreat, 6) || is_one_of(base, retreat, 4))
    return ENT_STR("RETREAT");
  if (is_one_of(base, coerce, 3))
    return ENT_STR("COERCE");
  return is_one_of(base, assault, 1) || is_one_of(cameo, assault, 2) ? ENT_STR("ASSAULT") : ent_str_of(types[root]);
}

/* ---- parties --------------------------------------------------------------------------------------------------------- */

static void take(const coding *c, uint32_t mention, enti_parties *to)
{
  if (mention != ENT_NONE)
    enti_parties_add(&c->tree, mention, ENTI_TAKE_PLACES, to);
}

/* Takes out who is on the other side too: the same actor in the same part ("police" and "students" of one state are
 * two), or named by the same words. */
static void apart(enti_parties *from, const enti_parties *which)
{
  size_t n = 0;
  for (size_t i = 0; i < from->n; i++) {
    bool there = false;
    for (size_t k = 0; k < which->n; k++) {
      const ent_actor_ref *a = from->items[i].actor, *b = which->items[k].actor;
      there |= ent_str_eq(a->id, b->id) && (ent_str_eq(a->sector, b->sector) || from->items[i].mention == which->items[k].mention);
    }
    if (!there)
      from->items[n++] = from->items[i];
  }
  from->n = n;
}

/* Does token t stand in the verb's clause, or in the one that it completes ("vowed to wage war")? */
static bool in_clause(const coding *c, uint32_t t, uint32_t verb)
{
  const enti_tree *tree = &c->tree;
  uint32_t clause = tree->clause[verb];
  for (unsigned steps = 0; clause != ENT_NONE && steps < 6; steps++) {
    if (tree->clause[t] == clause)
      return true;
    unsigned rel = ent_rel_base(enti_rel_of(tree, clause));
    bool free = rel == ENT_ADVCL && enti_child(tree, clause, ENT_NSUBJ) == ENT_NONE;
    uint32_t head = enti_head(tree, clause);
    clause = (rel == ENT_XCOMP || rel == ENT_CONJ || free) && head != ENT_NONE ? tree->clause[head] : ENT_NONE;
  }
  return false;
}

/* The first actor from `from` on that is none of `without`; before the verb only in its clause, unless the pattern has
 * looked beyond it ("NOTED + *"). */
static void nearest(const coding *c, const enti_pd_hit *hit, uint32_t verb, uint32_t from, uint32_t end,
                    const enti_parties *without, enti_parties *to)
{
  bool anywhere = hit->pattern && hit->pattern->n_upper;
  int direction = from > verb ? 1 : -1;
  uint32_t m;
  for (uint32_t t = from; !to->n && (m = enti_pd_mention(&c->tree, t, end, direction)) != ENT_NONE;) {
    const ent_mention *mention = &c->doc->mentions[m];
    if (direction > 0 || anywhere || in_clause(c, mention->head, verb))
      take(c, m, to);
    apart(to, without);
    if (direction > 0 ? mention->last >= end : mention->first <= end)
      return;
    t = direction > 0 ? mention->last + 1 : mention->first - 1;
  }
}

static void find_source(const coding *c, const enti_pd_hit *hit, uint32_t verb, enti_parties *source, const enti_parties *target)
{
  uint32_t begin = enti_pd_begin(&c->tree, hit->first);
  uint32_t agent = enti_agent(&c->tree, verb);
  if (hit->source != ENT_NONE)
    take(c, hit->source, source);
  else if (agent != ENT_NONE)
    enti_parties_of(&c->tree, agent, ENTI_TAKE_OWNERS | ENTI_TAKE_PLACES, source);
  apart(source, target);
  if (!source->n && !enti_passive(&c->tree, verb) && hit->first > begin)
    nearest(c, hit, verb, hit->first - 1, begin, target, source);
}

static void find_target(const coding *c, const enti_pd_hit *hit, uint32_t verb, const enti_parties *source, enti_parties *target)
{
  uint32_t begin = enti_pd_begin(&c->tree, hit->first);
  uint32_t reach = enti_pd_reach(&c->tree, verb), patient = enti_patient(&c->tree, verb);
  if (hit->target == ENT_NONE && enti_passive(&c->tree, verb) && patient != ENT_NONE)
    enti_parties_of(&c->tree, patient, ENTI_TAKE_OWNERS | ENTI_TAKE_PLACES, target);
  apart(target, source);
  if (!target->n && reach > hit->last)
    nearest(c, hit, verb, hit->last + 1, reach, source, target);
  if (!target->n && hit->target == ENT_NONE && hit->first > begin)
    nearest(c, hit, verb, hit->first - 1, begin, source, target);
}

static void find_parties(const coding *c, const enti_pd_hit *hit, uint32_t verb, enti_parties *source, enti_parties *target)
{
  if (hit->target != ENT_NONE)
    take(c, hit->target, target);
  find_source(c, hit, verb, source, target);
  if (!target->n)
    find_target(c, hit, verb, source, target);
}

/* ---- claims ---------------------------------------------------------------------------------------------------------- */

/* A pattern with words before the verb ("WILL NOT *") tells the mood itself. */
static bool tells_mood(const coding *c, const enti_pd_hit *hit)
{
  for (uint32_t i = 0; hit->pattern && i < hit->pattern->n_upper; i++)
    if (c->dict->elements[hit->pattern->upper + i].kind <= ENTI_PD_SET)
      return true;
  return false;
}

/* What the dictionary codes is an event where the sentence asserts it; the code stays as it is. */
static ent_modality modality(const enti_mood *mood, bool told)
{
  const uint32_t apart = ENTI_MOOD_DOUBT | ENTI_MOOD_REFUSE | ENTI_MOOD_DEMAND | ENTI_MOOD_THREATEN | ENTI_MOOD_HISTORY;
  if (!told && (mood->negated || (mood->operators & ENTI_MOOD_DENY)))
    return ENT_DENIED;
  if (!told && (mood->hypothetical || (mood->operators & apart)))
    return ENT_HYPOTHETICAL;
  if (!told && (mood->future || (mood->operators & (ENTI_MOOD_PROMISE | ENTI_MOOD_INTEND))))
    return ENT_INTENDED;
  return mood->clause == ENT_NONE ? ENT_ACTUAL : mood->past ? ENT_PAST : ENT_ONGOING;
}

static bool said_already(const coding *c, const enti_finding *found, ent_str code)
{
  uint32_t sentence = enti_token(&c->tree, found->trigger)->sentence;
  for (size_t i = c->claims_of[sentence]; i < c->doc->n_claims; i++) {
    const ent_claim *old = &c->doc->claims[i];
    bool same = ent_str_eq(old->cameo, code) && old->n_source == found->source.n && old->n_target == found->target.n;
    for (size_t k = 0; same && k < old->n_source; k++)
      same = enti_parties_have(&found->source, &old->source[k]);
    for (size_t k = 0; same && k < old->n_target; k++)
      same = enti_parties_have(&found->target, &old->target[k]);
    if (same)
      return true;
  }
  return false;
}

static ent_status emit(coding *c, const enti_pd_hit *hit, enti_finding *found, ent_str code, ent_error *err)
{
  static const enti_rule rule = {.kind = ENT_EVENT, .confidence = CONFIDENCE};
  size_t before = c->doc->n_claims;
  if (!code.n || !found->source.n || !found->target.n || said_already(c, found, code))
    return ENT_OK;
  found->rule = &rule;
  found->outcome.code = ent_plover_of_cameo(code);
  found->outcome.cameo = code;
  ent_status status = enti_emit(&c->tree, c->doc, found, before, err);
  uint32_t line = hit->pattern ? hit->pattern->line : hit->verb->line;
  ent_str id = ent_arena_printf(c->doc->arena, "petrarch/%.*s:%u", ENT_STR_ARG(c->dict->blocks[hit->verb->block].label), line);
  for (size_t i = before; i < c->doc->n_claims; i++)
    c->doc->claims[i].rule = id;
  return status == ENT_OK && !id.p ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : status;
}

static ent_status emit_pair(coding *c, const enti_pd_hit *hit, enti_finding *found, const enti_pd_code *code, ent_error *err)
{
  enti_finding back = *found;
  back.source = found->target;
  back.target = found->source;
  ent_status status = emit(c, hit, found, code->forth, err);
  return status == ENT_OK ? emit(c, hit, &back, code->back, err) : status;
}

/* "% HAVE *": each of those who do it together with each other, both ways. */
static ent_status emit_group(coding *c, const enti_pd_hit *hit, enti_finding *found, const enti_pd_code *code, ent_error *err)
{
  enti_parties group = {0};
  ent_status status = ENT_OK;
  take(c, hit->both != ENT_NONE ? hit->both : hit->list, &group);
  for (size_t a = 0; status == ENT_OK && a < group.n; a++)
    for (size_t b = 0; status == ENT_OK && b < group.n; b++) {
      if (a == b)
        continue;
      found->source = (enti_parties){.items = {group.items[a]}, .n = 1};
      found->target = (enti_parties){.items = {group.items[b]}, .n = 1};
      status = emit(c, hit, found, code->forth.n ? code->forth : code->back, err);
    }
  return status;
}

static ent_status code_hit(coding *c, const enti_pd_hit *hit, uint32_t verb, ent_error *err)
{
  const enti_pd_block *block = &c->dict->blocks[hit->verb->block];
  const enti_pd_code *code = hit->pattern ? &hit->pattern->code : hit->verb->coded ? &hit->verb->code : &block->code;
  bool none = !code->forth.n && !code->back.n;
  if (none && !hit->pattern)
    return ENT_OK; /* the verb says nothing by itself: the rules may */
  c->decided[verb] = 1;
  if (none)
    return ENT_OK;
  enti_finding found = {.trigger = verb};
  enti_mood_read(&c->tree, verb, &found.mood);
  found.outcome.modality = modality(&found.mood, tells_mood(c, hit));
  if (hit->both != ENT_NONE)
    return emit_group(c, hit, &found, code, err);
  find_parties(c, hit, verb, &found.source, &found.target);
  if (!found.source.n && hit->list != ENT_NONE) /* "fighting between Gondor and Mordor" */
    return emit_group(c, hit, &found, code, err);
  return emit_pair(c, hit, &found, code, err);
}

/* ---- the document ---------------------------------------------------------------------------------------------------- */

static bool is_read(const ent_document *doc, const ent_sentence *s)
{
  if (s->kind != ENT_SENTENCE_BODY)
    return false;
  for (uint32_t k = 0; doc->mention_of && k < s->n; k++)
    if (doc->mention_of[s->first + k] != ENT_NONE)
      return true;
  return false;
}

/* The words of a sentence by the dictionary's numbers. */
static void number_words(coding *c, const ent_sentence *s)
{
  for (uint32_t t = s->first; t < s->first + s->n; t++) {
    const ent_token *token = enti_token(&c->tree, t);
    c->text.form[t] = enti_intern_find(&c->dict->words, token->fold);
    c->text.lemma[t] = UINT32_MAX;
    if (token->lemma.n && !ent_str_eq(token->lemma, token->fold)) {
      char small[64];
      size_t n = token->lemma.n < sizeof small ? token->lemma.n : 0;
      for (size_t i = 0; i < n; i++)
        small[i] = (char)(token->lemma.p[i] >= 'A' && token->lemma.p[i] <= 'Z' ? token->lemma.p[i] + 32 : token->lemma.p[i]);
      c->text.lemma[t] = enti_intern_find(&c->dict->words, (ent_str){small, n});
    }
  }
}

/* A verb within the phrase of one that is coded ("urged Bree to help") says nothing by itself. */
static bool is_within(const coding *c, uint32_t verb)
{
  uint32_t t = verb;
  for (unsigned steps = 0; steps < 12; steps++) {
    unsigned rel = enti_rel_of(&c->tree, t), base = ent_rel_base(rel);
    bool open = base == ENT_XCOMP || base == ENT_OBJ || base == ENT_OBL || base == ENT_NMOD ||
                (base == ENT_ACL && rel != ENT_ACL_RELCL) || (base == ENT_ADVCL && enti_child(&c->tree, t, ENT_NSUBJ) == ENT_NONE);
    t = open ? enti_head(&c->tree, t) : ENT_NONE;
    if (t == ENT_NONE || c->decided[t])
      return t != ENT_NONE;
  }
  return false;
}

/* "according to" is no verb, whatever its tag. */
static bool is_verb(const coding *c, uint32_t t)
{
  unsigned base = ent_rel_base(enti_rel_of(&c->tree, t));
  return enti_upos(&c->tree, t) == ENT_VERB && base != ENT_CASE && base != ENT_MARK && base != ENT_FIXED && base != ENT_CC;
}

static ent_status code_sentence(coding *c, const ent_sentence *s, ent_error *err)
{
  ent_status status = ENT_OK;
  number_words(c, s);
  for (uint32_t t = s->first; status == ENT_OK && t < s->first + s->n; t++) {
    enti_pd_hit hit;
    if (is_verb(c, t) && !is_within(c, t) && enti_pd_match(&c->text, t, &hit))
      status = code_hit(c, &hit, t, err);
  }
  return status;
}

/* The rules' event says what one of the dictionary's says: same sentence, type and actors. */
static bool repeats(const coding *c, const ent_claim *claim)
{
  for (size_t i = c->claims_of[claim->sentence]; i < c->claims_of[claim->sentence + 1]; i++) {
    const ent_claim *own = &c->doc->claims[i];
    if (ent_str_eq(own->code, claim->code) && own->n_source && claim->n_source &&
        own->n_target && claim->n_target && ent_str_eq(own->source[0].id, claim->source[0].id) &&
        ent_str_eq(own->target[0].id, claim->target[0].id))
      return true;
  }
  return false;
}

/* The rules' events give way where the dictionary has spoken. */
static void give_way(coding *c)
{
  ent_claim *claims = c->doc->claims;
  size_t n = 0;
  for (size_t i = 0; i < c->doc->n_claims; i++) {
    bool goes = i < c->first && claims[i].kind == ENT_EVENT && (c->decided[claims[i].trigger] || repeats(c, &claims[i]));
    if (!goes)
      claims[n++] = claims[i];
  }
  c->doc->n_claims = n;
}

ent_status ent_petrarch_code(const ent_petrarch_verbs *verbs, ent_document *doc, ent_error *err)
{
  coding c = {.dict = verbs, .doc = doc, .first = doc->n_claims};
  if (!doc->n_mentions || !doc->n_tokens)
    return ENT_OK;
  ent_status status = enti_tree_build(&c.tree, doc, &verbs->rules, err);
  c.decided = ent_arena_array(doc->arena, doc->n_tokens, sizeof *c.decided);
  c.claims_of = ent_arena_array(doc->arena, doc->n_sentences + 1, sizeof *c.claims_of);
  c.text = (enti_pd_text){verbs, &c.tree, ent_arena_array(doc->arena, doc->n_tokens, sizeof(uint32_t)),
                          ent_arena_array(doc->arena, doc->n_tokens, sizeof(uint32_t))};
  if (status == ENT_OK && (!c.decided || !c.claims_of || !c.text.form || !c.text.lemma))
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t s = 0; status == ENT_OK && s < doc->n_sentences; s++) {
    c.claims_of[s] = doc->n_claims;
    if (is_read(doc, &doc->sentences[s]))
      status = code_sentence(&c, &doc->sentences[s], err);
    c.claims_of[s + 1] = doc->n_claims;
  }
  if (status == ENT_OK)
    give_way(&c);
  return status;
}
