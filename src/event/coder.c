/* The walk. Two passes over a sentence: verbs and adjectives first, then nouns, so that a noun which a verb's rule
 * has used up ("signed a pact") does not speak again for the same kind of claim. */
#include "event/coder.h"

#include "event/claim_emit.h"
#include "event/mood.h"
#include "event/outcome.h"
#include "event/party.h"
#include "event/presuppose.h"
#include "event/role.h"
#include "event/second.h"
#include "event/walk_tree.h"

typedef struct coder {
  enti_tree tree;
  const enti_rules *rules;
  const ent_opinions *opinions; /* NULL: rules alone */
  ent_document *doc;
  uint16_t *used; /* for each token, bits of the kinds of claim (1 << kind) that it has taken part in */
  size_t first;   /* first claim of the sentence in hand */
  bool game;      /* the sentence is about a game: no events */
} coder;

static bool worth_reading(const ent_document *doc, const ent_sentence *sentence, size_t n_body)
{
  switch (sentence->kind) {
  case ENT_SENTENCE_BODY:
    return true;
  case ENT_SENTENCE_TITLE:
    return n_body == 0 && doc->n_mentions > 0;
  default:
    return false;
  }
}

/* A question states nothing. */
static bool asks(const ent_document *doc, const ent_sentence *sentence)
{
  for (uint32_t k = sentence->n; k-- > 0 && k + 3 > sentence->n;)
    if (ent_str_eq(doc->tokens[sentence->first + k].fold, ENT_STR("?")))
      return true;
  return false;
}

static bool has_mention(const ent_document *doc, const ent_sentence *sentence)
{
  for (uint32_t k = 0; doc->mention_of && k < sentence->n; k++)
    if (doc->mention_of[sentence->first + k] != ENT_NONE)
      return true;
  return false;
}

/* A word inside a name ("the Organization of Islamic Cooperation") triggers nothing. */
static bool inside_name(const enti_tree *tree, uint32_t t)
{
  const ent_document *doc = tree->doc;
  uint32_t m = doc->mention_of[t];
  if (m == ENT_NONE || enti_is_verb(tree, t))
    return false;
  const char *via = doc->mentions[m].via;
  if (t == doc->mentions[m].head && via && ent_str_eq(ent_str_of(via), ENT_STR("role")))
    return false; /* "Greece's main supplier of arms" */
  return (doc->mentions[m].last > doc->mentions[m].first || enti_upos(tree, t) == ENT_PROPN);
}

/* Marks the words that the conditions of a rule have used. */
static void use_up(coder *c, uint32_t trigger, const enti_rule *rule)
{
  uint16_t bit = (uint16_t)(1u << rule->kind);
  c->used[trigger] |= bit;
  for (uint32_t i = 0; i < rule->n_cond; i++) {
    const enti_cond *cond = &c->rules->conds[rule->cond + i];
    enti_candidates list;
    if (cond->negate || cond->role.kind == ENTI_ROLE_GOV || cond->role.kind == ENTI_ROLE_NEAR)
      continue;
    enti_role_candidates(&c->tree, trigger, &cond->role, &list);
    if (list.n)
      c->used[list.tokens[0]] |= bit;
  }
}

/* The source of a rule under an operator that has none of its own: "threatened sanctions", "rejected an alliance". */
static void operator_subject(const enti_tree *tree, const enti_mood *mood, enti_parties *source)
{
  if (mood->op != ENT_NONE && enti_is_verb(tree, mood->op))
    enti_parties_of(tree, enti_agent(tree, mood->op), ENTI_TAKE_OWNERS, source);
}

static void demanded(const enti_tree *tree, enti_finding *found)
{
  enti_parties asker = {0}, asked = found->source;
  operator_subject(tree, &found->mood, &asker);
  enti_parties_without(tree, &asked, &asker); /* nobody that is named asks: no source */
  uint32_t object = found->mood.op != ENT_NONE ? enti_child(tree, found->mood.op, ENT_OBJ) : ENT_NONE;
  if (!asked.n && object != ENT_NONE)
    enti_parties_of(tree, object, ENTI_TAKE_OWNERS, &asked);
  if (!asked.n)
    asked = found->target;
  enti_parties_without(tree, &asked, &asker);
  found->source = asker;
  found->target = asked;
}

static bool enough(const enti_finding *found)
{
  const enti_rule *rule = found->rule;
  size_t s = found->source.n, t = found->target.n;
  if (s + t == 0)
    return false;
  if (!s && !(rule->flags & ENTI_RULE_SOURCE_OPTIONAL))
    return false;
  if (!t && (rule->flags & ENTI_RULE_MUTUAL))
    return s >= 2 || ((rule->flags & ENTI_RULE_TARGET_OPTIONAL) && rule->n_target == 0);
  return t || (rule->flags & ENTI_RULE_TARGET_OPTIONAL);
}

/* "alongside Japan and Australia", "together with": who is there too. */
static void add_company(const enti_tree *tree, enti_finding *found)
{
  static const char *const words[] = {"alongside", "along", "together"};
  const ent_document *doc = tree->doc;
  const ent_sentence *s = &doc->sentences[enti_token(tree, found->trigger)->sentence];
  for (uint32_t k = 0; k + 1 < s->n; k++)
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
      uint32_t t = s->first + k;
      if (!ent_str_eq(enti_token(tree, t)->fold, ent_str_of(words[i])))
        continue;
      for (uint32_t m = t + 1; m < t + 4 && m < s->first + s->n; m++)
        if (enti_mention_at(tree, m) != ENT_NONE) {
          enti_parties company = {0};
          enti_parties_add(tree, enti_mention_at(tree, m), 0, &company);
          enti_parties_without(tree, &company, &found->target);
          for (size_t p = 0; p < company.n && found->source.n < ENTI_MAX_PARTIES; p++)
            if (!enti_parties_have(&found->source, company.items[p].actor))
              found->source.items[found->source.n++] = company.items[p];
          return;
        }
    }
}

static bool guesses(const enti_role *role)
{
  return role->kind == ENTI_ROLE_OTHER || role->kind == ENTI_ROLE_BEFORE || role->kind == ENTI_ROLE_TOPIC ||
         role->kind == ENTI_ROLE_MAIN;
}

/* "Turkish police detained Turkish students": the source's own state, if another mention names it ("its port" names
 * nobody anew). */
static bool own_state(const enti_tree *tree, uint32_t trigger, const enti_role *role, const enti_parties *source,
                      enti_parties *ret)
{
  if (guesses(role) || !enti_role_parties(tree, trigger, role, 1, NULL, ret) || ret->nearby)
    return false;
  uint32_t mention = ret->items[0].mention;
  return mention != source->items[0].mention && !(tree->doc->mentions[mention].flags & ENT_MENTION_COREF);
}

static void find_target(const enti_tree *tree, enti_finding *found)
{
  const enti_rule *rule = found->rule;
  const enti_role *roles = tree->rules->roles + rule->target;
  bool domestic = (rule->flags & ENTI_RULE_DOMESTIC) && found->source.n;
  for (uint32_t r = 0; r < rule->n_target; r++)
    if (enti_role_parties(tree, found->trigger, roles + r, 1, &found->source, &found->target) ||
        (domestic && own_state(tree, found->trigger, roles + r, &found->source, &found->target)))
      return;
  found->target = (enti_parties){0};
}

static void find_parties(const enti_tree *tree, enti_finding *found)
{
  const enti_rule *rule = found->rule;
  const enti_role *roles = tree->rules->roles;
  enti_role_parties(tree, found->trigger, roles + rule->source, rule->n_source, NULL, &found->source);
  if (!found->source.n && rule->n_source && rule->kind == ENT_EVENT && !(found->mood.operators & ENTI_MOOD_END))
    operator_subject(tree, &found->mood, &found->source);
  find_target(tree, found);
  if ((rule->flags & ENTI_RULE_COMPANY) && found->source.n)
    add_company(tree, found);
  /* "X was an alliance of A, B and C": a later role may give the group that the first one lacks */
  for (uint32_t r = 1; (rule->flags & ENTI_RULE_MUTUAL) && found->source.n < 2 && !found->target.n && r < rule->n_source;
       r++) {
    enti_parties group;
    enti_role_parties(tree, found->trigger, roles + rule->source + r, 1, NULL, &group);
    if (group.n >= 2)
      found->source = group;
  }
  if ((rule->flags & ENTI_RULE_MUTUAL) && found->source.n == 2 && !found->target.n) { /* two are a dyad */
    bool turned = found->source.items[1].mention < found->source.items[0].mention; /* in the order of the text */
    found->target = found->source;
    found->target.items[0] = found->target.items[!turned];
    found->source.items[0] = found->source.items[turned];
    found->target.n = found->source.n = 1;
  }
}

/* "Niger did the same two days later": what the nearest claims before say of their source, said of this subject. */
static bool echo(coder *c, uint32_t trigger, const enti_rule *rule, ent_status *status, ent_error *err)
{
  enti_finding found = {.rule = rule, .trigger = trigger};
  uint32_t here = enti_token(&c->tree, trigger)->sentence;
  enti_mood_read(&c->tree, trigger, &found.mood);
  if (!enti_role_parties(&c->tree, trigger, c->rules->roles + rule->source, rule->n_source, NULL, &found.source) ||
      found.mood.negated || found.mood.hypothetical || !c->doc->n_claims)
    return false;
  *status = enti_echo(&c->tree, c->doc, &found, here, err);
  return true;
}

/* What is told of as history ("marked the anniversary of the invasion") or of a game is no claim, but can be asked
 * for: doc->asides. */
static ent_status set_aside(coder *c, const enti_finding *finding, ent_modality modality, ent_error *err)
{
  enti_finding found = *finding;
  size_t before = c->doc->n_claims;
  found.outcome.modality = modality;
  ent_status status = enti_emit(&c->tree, c->doc, &found, before, err);
  for (size_t i = before; status == ENT_OK && i < c->doc->n_claims; i++) {
    ent_claim *aside = ent_aside_add(c->doc);
    if (!aside)
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    *aside = c->doc->claims[i];
    aside->modality = modality;
  }
  c->doc->n_claims = before;
  return status;
}

/* True when the rule holds (whether or not it gives a claim): the rules after it are then not tried. */
static bool apply(coder *c, uint32_t trigger, const enti_rule *rule, ent_status *status, ent_error *err)
{
  enti_finding found = {.rule = rule, .trigger = trigger};
  if (!(enti_pos_of(&c->tree, trigger) & rule->pos) || !enti_conds_hold(&c->tree, trigger, rule))
    return false;
  if (rule->flags & ENTI_RULE_VOID)
    return true;
  if (rule->flags & ENTI_RULE_ECHO)
    return echo(c, trigger, rule, status, err);
  enti_mood_read(&c->tree, trigger, &found.mood);
  if (rule->flags & ENTI_RULE_STANDING)
    enti_presuppose(&c->tree, trigger, &found.mood);
  find_parties(&c->tree, &found);
  if (rule->flags & ENTI_RULE_NEGATED) { /* "is not a member": the rule is about the denial */
    if (!found.mood.negated || found.mood.hypothetical || (found.mood.operators & ENTI_MOOD_DOUBT))
      return false;
    found.mood.negated = false;
  }
  enti_outcome_of(rule, ent_pack_string(c->rules->pack, rule->code), &found.mood, &found.outcome);
  if (found.outcome.demanded)
    demanded(&c->tree, &found);
  if (!enough(&found))
    return false;
  if ((rule->flags & ENTI_RULE_UNPLANNED) && found.outcome.planned)
    return false;
  if ((rule->flags & ENTI_RULE_PLANNED) && !found.outcome.planned)
    return false;
  if ((rule->flags & ENTI_RULE_ASSERTED) && found.outcome.modality == ENT_DENIED)
    return false;
  use_up(c, trigger, rule);
  if (rule->kind == ENT_EVENT && (c->game || (found.mood.operators & ENTI_MOOD_HISTORY)))
    *status = set_aside(c, &found, c->game ? ENT_SPORT : ENT_HISTORICAL, err);
  else if (!found.outcome.drop)
    *status = enti_emit(&c->tree, c->doc, &found, c->first, err);
  return true;
}

/* The first rule of each kind of claim that holds. */
static ent_status code_word(coder *c, uint32_t trigger, uint32_t word, ent_error *err)
{
  uint32_t first, n;
  ent_status status = ENT_OK;
  uint16_t done = c->used[trigger];
  enti_rules_of(c->rules, word, &first, &n);
  for (uint32_t i = first; status == ENT_OK && i < first + n; i++) {
    const enti_rule *rule = &c->rules->rules[c->rules->keys[i].rule];
    if ((done >> rule->kind & 1) && !(rule->flags & ENTI_RULE_EXTRA))
      continue;
    if (apply(c, trigger, rule, &status, err) && !(rule->flags & ENTI_RULE_EXTRA))
      done |= (uint16_t)(1u << rule->kind);
  }
  return status;
}

static ent_status code_token(coder *c, uint32_t t, ent_error *err)
{
  const ent_token *token = enti_token(&c->tree, t);
  if (inside_name(&c->tree, t))
    return ENT_OK;
  ent_status status = ENT_OK;
  uint32_t word = enti_word(&c->tree, t);
  if (word)
    status = code_word(c, t, word, err);
  if (status == ENT_OK && token->word && token->word != word)
    status = code_word(c, t, token->word, err);
  return status;
}

static ent_status code_sentence(coder *c, const ent_sentence *sentence, ent_error *err)
{
  ent_status status = ENT_OK;
  c->first = c->doc->n_claims;
  c->game = enti_mood_game(&c->tree, sentence);
  for (int pass = 0; pass < 2; pass++)
    for (uint32_t k = 0; status == ENT_OK && k < sentence->n; k++) {
      uint32_t t = sentence->first + k;
      bool noun = (enti_pos_of(&c->tree, t) & ENTI_POS_NOUN) != 0;
      if (noun == (pass == 1))
        status = code_token(c, t, err);
    }
  if (status == ENT_OK && c->opinions && !c->game)
    status = enti_second_look(&c->tree, c->doc, c->opinions, sentence, c->first, err);
  return status;
}

ent_status enti_code(const enti_rules *rules, const ent_opinions *opinions, ent_document *doc, ent_error *err)
{
  coder c = {.rules = rules, .opinions = opinions, .doc = doc};
  size_t n_body = 0;
  if (!doc->n_mentions)
    return ENT_OK;
  ent_status status = enti_tree_build(&c.tree, doc, rules, err);
  c.used = ent_arena_array(doc->arena, doc->n_tokens, sizeof *c.used);
  if (status == ENT_OK && doc->n_tokens && !c.used)
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t s = 0; s < doc->n_sentences; s++)
    n_body += doc->sentences[s].kind == ENT_SENTENCE_BODY;
  for (size_t s = 0; status == ENT_OK && s < doc->n_sentences; s++) {
    const ent_sentence *sentence = &doc->sentences[s];
    if (worth_reading(doc, sentence, n_body) && has_mention(doc, sentence) && !asks(doc, sentence))
      status = code_sentence(&c, sentence, err);
  }
  return status;
}
