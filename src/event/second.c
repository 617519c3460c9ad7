/* Pairs of actors → opinions → claims added, changed, taken out.
 *
 * What a sentence mainly tells is the pair with the largest worth: sure of its type, near to its predicate, in the
 * main clause, of two states. It is coded where no rule has coded that pair. A rule's event stands unless the opinion
 * is all but sure that something else happens between the two. The numbers below were set with the even half of the
 * developers' sentences in view (docs/events.md). */
#include "event/second.h"

#include "event/claim_emit.h"
#include "event/opinion_judge.h"
#include "event/pair.h"

#define LONGEST_SENTENCE 150 /* tokens; what is longer is a list or a table */
#define LEAST_WORTH 600      /* thousandths, as all below */
#define LEAST_WORTH_STANDING 700 /* of a verb in the present: "Serbia wants", "Laos depends" tell how things are */
#define LEAST_WORTH_BESIDE 850 /* where rules have found something else in the sentence */
#define FILLING_WORTH 300
#define OVERRULING_SHARE 600
#define OVERRULED_SHARE 150

typedef struct judged {
  enti_pair pair;
  bool asked; /* shares and label are known: an opinion costs as much as a sentence's rules, so it is asked late */
  int shares[ENTI_LABEL_COUNT];
  unsigned label;
} judged;

typedef struct look {
  const enti_tree *tree;
  ent_document *doc;
  const ent_opinions *opinions;
  size_t first; /* claim of the sentence */
  judged pairs[ENTI_MAX_PAIRS];
  size_t n;
  ent_status status;
  ent_error *err;
} look;

static unsigned likeliest(const int *shares)
{
  unsigned best = 0;
  for (unsigned i = 1; i < ENTI_LABEL_NONE; i++)
    if (shares[i] > shares[best])
      best = i;
  return best;
}

static void ask(look *l, judged *j)
{
  if (j->asked || l->status != ENT_OK)
    return;
  l->status = enti_opinion_weigh(l->opinions, l->doc, &j->pair.source_span, &j->pair.target_span, ENT_PLOVER, j->shares,
                                 l->err);
  j->label = likeliest(j->shares);
  j->asked = true;
}

static void find_pairs(look *l, const ent_sentence *sentence)
{
  enti_pair found[ENTI_MAX_PAIRS];
  l->n = enti_pairs_find(l->tree, sentence, found);
  for (size_t i = 0; i < l->n; i++) {
    l->pairs[i].pair = found[i];
    l->pairs[i].asked = false;
  }
}

/* ---- the main pair ------------------------------------------------------------------------------------------------ */

static bool one_state(const enti_pair *p)
{
  return enti_parties_have(&p->sources, p->targets.items[0].actor);
}

static bool subordinate(const enti_tree *tree, uint32_t t)
{
  unsigned base = ent_rel_base(enti_rel_of(tree, t));
  return base == ENT_ACL || base == ENT_ADVCL;
}

/* What the pair can be worth at most, before it is asked about. */
static int bound(const look *l, const judged *j)
{
  return 1000 - 60 * (int)j->pair.depth - (one_state(&j->pair) ? 150 : 0) -
         (subordinate(l->tree, j->pair.predicate) ? 100 : 0);
}

static int worth(const look *l, const judged *j)
{
  return bound(l, j) - 1000 + j->shares[j->label] - 3 * j->shares[ENTI_LABEL_NONE];
}

static judged *most_promising(look *l)
{
  judged *best = NULL;
  for (size_t i = 0; i < l->n; i++)
    if (!l->pairs[i].asked && (!best || bound(l, &l->pairs[i]) > bound(l, best)))
      best = &l->pairs[i];
  return best;
}

/* The worthiest pair; NULL where none is worth coding. */
static judged *main_pair(look *l)
{
  judged *best = NULL;
  for (size_t i = 0; i < l->n; i++)
    if (l->pairs[i].asked && (!best || worth(l, &l->pairs[i]) > worth(l, best)))
      best = &l->pairs[i];
  for (judged *j; l->status == ENT_OK && (j = most_promising(l)) != NULL;) {
    if (bound(l, j) < LEAST_WORTH || (best && bound(l, j) <= worth(l, best)))
      break;
    ask(l, j);
    if (!best || worth(l, j) > worth(l, best))
      best = j;
  }
  return best;
}

/* The chance that type and both parties are right, as measured (docs/events.md): a sure opinion is right in three of
 * four, an unsure one in two of four. */
static float confidence(const judged *j, unsigned label)
{
  return 0.45f + 0.33f * (float)j->shares[label] / 1000.0f;
}

/* ---- what rules have said ------------------------------------------------------------------------------------------- */

static bool among(const ent_actor_ref *actors, size_t n, const enti_parties *parties)
{
  for (size_t i = 0; i < n; i++)
    if (enti_parties_have(parties, &actors[i]))
      return true;
  return false;
}

static bool same_pair(const ent_claim *c, const enti_pair *p)
{
  return among(c->source, c->n_source, &p->sources) && among(c->target, c->n_target, &p->targets);
}

static bool turned_pair(const ent_claim *c, const enti_pair *p)
{
  return among(c->source, c->n_source, &p->targets) && among(c->target, c->n_target, &p->sources);
}

static bool in_clause(const look *l, const ent_claim *c, const enti_pair *p)
{
  return l->tree->clause[c->trigger] == l->tree->clause[p->predicate];
}

/* The opinion on the claim's two parties in the claim's clause, the worthiest; NULL: none. */
static judged *opinion_on(look *l, const ent_claim *c)
{
  judged *best = NULL;
  for (size_t i = 0; i < l->n && l->status == ENT_OK; i++) {
    judged *j = &l->pairs[i];
    if (!same_pair(c, &j->pair) || !in_clause(l, c, &j->pair))
      continue;
    ask(l, j);
    if (!best || worth(l, j) > worth(l, best))
      best = j;
  }
  return best;
}

static void take_out(ent_document *doc, size_t at)
{
  for (size_t i = at + 1; i < doc->n_claims; i++)
    doc->claims[i - 1] = doc->claims[i];
  doc->n_claims--;
}

/* Of a rule's event on which there is no opinion (its parties do not stand under one predicate), two in three are
 * wrong. */
#define UNSEEN_CONFIDENCE 0.35f
#define FIRM_CONFIDENCE 0.9f /* a rule so sure of itself (column confidence) overrules the opinion */

/* Takes out what the opinion is all but sure is something else; the rest gets its confidence. */
static void weigh_rules(look *l)
{
  for (size_t i = l->first; i < l->doc->n_claims;) {
    ent_claim *c = &l->doc->claims[i];
    judged *j = c->kind == ENT_EVENT && c->confidence < FIRM_CONFIDENCE ? opinion_on(l, c) : NULL;
    enti_label label = j ? enti_label_parse(c->code) : ENTI_LABEL_COUNT;
    if (label < ENTI_LABEL_NONE && j->shares[label] < OVERRULED_SHARE && j->shares[j->label] >= OVERRULING_SHARE) {
      take_out(l->doc, i);
      continue;
    }
    if (label < ENTI_LABEL_NONE)
      c->confidence = confidence(j, label);
    else if (c->kind == ENT_EVENT && !c->mutual && c->confidence < FIRM_CONFIDENCE)
      c->confidence = UNSEEN_CONFIDENCE;
    i++;
  }
}

static bool unseen(const ent_claim *c)
{
  return c->kind == ENT_EVENT && c->modality <= ENT_INTENDED && c->confidence == UNSEEN_CONFIDENCE;
}

/* Does the claim's clause have an event that the opinion has seen, or the main pair? */
static bool rivalled(const look *l, const ent_claim *c, const judged *best)
{
  if (best && worth(l, best) >= LEAST_WORTH && in_clause(l, c, &best->pair))
    return true;
  for (size_t i = l->first; i < l->doc->n_claims; i++) {
    const ent_claim *other = &l->doc->claims[i];
    if (other->kind == ENT_EVENT && !unseen(other) && l->tree->clause[other->trigger] == l->tree->clause[c->trigger])
      return true;
  }
  return false;
}

/* Those that it has not seen go where their own clause has one that it has: "visited Athens, where the two signed a
 * declaration" tells two things, each in its clause. */
static void drop_unseen(look *l, const judged *best)
{
  for (size_t i = l->first; i < l->doc->n_claims;)
    if (unseen(&l->doc->claims[i]) && rivalled(l, &l->doc->claims[i], best))
      take_out(l->doc, i);
    else
      i++;
}

/* A claim of a rule without a target, whose type the opinion sees between its source and somebody below the same
 * predicate ("decided to ease its restrictions on aid to X"): that is the target. */
static judged *target_for(look *l, const ent_claim *c)
{
  unsigned label = enti_label_parse(c->code);
  judged *best = NULL;
  for (size_t i = 0; i < l->n && label < ENTI_LABEL_NONE && l->status == ENT_OK; i++) {
    judged *j = &l->pairs[i];
    if (!among(c->source, c->n_source, &j->pair.sources) || !in_clause(l, c, &j->pair) || bound(l, j) < FILLING_WORTH)
      continue;
    ask(l, j);
    if (j->label == label && worth(l, j) >= FILLING_WORTH && (!best || worth(l, j) > worth(l, best)))
      best = j;
  }
  return best;
}

static void fill_targets(look *l)
{
  for (size_t i = l->first; i < l->doc->n_claims && l->status == ENT_OK; i++) {
    ent_claim *c = &l->doc->claims[i];
    judged *j = c->kind == ENT_EVENT && !c->n_target && !c->mutual ? target_for(l, c) : NULL;
    size_t n = j ? j->pair.targets.n : 0;
    ent_actor_ref *target = n ? ent_arena_array(l->doc->arena, n, sizeof *target) : NULL;
    for (size_t k = 0; target && k < n; k++)
      target[k] = *j->pair.targets.items[k].actor;
    if (n && !target)
      l->status = ent_fail(l->err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    else if (n) {
      c->target = target;
      c->n_target = n;
    }
  }
}

static bool coded(const look *l, const enti_pair *p)
{
  for (size_t i = l->first; i < l->doc->n_claims; i++)
    if (l->doc->claims[i].kind == ENT_EVENT && (same_pair(&l->doc->claims[i], p) || turned_pair(&l->doc->claims[i], p)))
      return true;
  return false;
}

static bool has_event(const look *l)
{
  for (size_t i = l->first; i < l->doc->n_claims; i++)
    if (l->doc->claims[i].kind == ENT_EVENT)
      return true;
  return false;
}

/* ---- what none has said ----------------------------------------------------------------------------------------------- */

static bool verbal(unsigned label)
{
  return label == ENTI_LABEL_AGREE || label == ENTI_LABEL_REQUEST || label == ENTI_LABEL_REJECT || label == ENTI_LABEL_THREATEN ||
         label == ENTI_LABEL_ACCUSE;
}

/* "Unless Mali pays, Russia will leave": nothing has happened yet. */
static bool conditional(const enti_tree *tree, uint32_t predicate)
{
  for (uint32_t c = tree->child[predicate]; c != ENT_NONE; c = tree->next[c]) {
    uint32_t mark = ent_rel_base(enti_rel_of(tree, c)) == ENT_ADVCL ? enti_child(tree, c, ENT_MARK) : ENT_NONE;
    if (mark != ENT_NONE && (enti_rules_mood(tree->rules, enti_token(tree, mark)->word, ENTI_POS_MARK) & ENTI_MOOD_HYPO))
      return true;
  }
  return false;
}

/* The label has the mood in it ("agreed to lift" is AGREE); what is left is whether it is real: what is denied or
 * doubted no rule vouches for, and it is left out. */
static void reality(const enti_tree *tree, const judged *j, const enti_mood *m, enti_outcome *out)
{
  out->drop = (m->operators & (ENTI_MOOD_HISTORY | ENTI_MOOD_DENY | ENTI_MOOD_DOUBT)) || m->hypothetical ||
              (m->negated && j->label != ENTI_LABEL_REJECT) ||
              (conditional(tree, j->pair.predicate) && j->label != ENTI_LABEL_REJECT);
  if (m->future || ((m->operators & ENTI_MOOD_INTEND) && !verbal(j->label)))
    out->modality = ENT_INTENDED;
  else
    out->modality = m->clause == ENT_NONE ? ENT_ACTUAL : m->past ? ENT_PAST : ENT_ONGOING;
}

static void add_event(look *l, const judged *j)
{
  const enti_rule mutual = {.kind = ENT_EVENT, .flags = ENTI_RULE_MUTUAL}, directed = {.kind = ENT_EVENT};
  bool alike = j->pair.kind == ENTI_PAIR_ALIKE || j->label == ENTI_LABEL_CONSULT;
  enti_finding found = {.rule = alike ? &mutual : &directed, .trigger = j->pair.predicate, .source = j->pair.sources,
                        .target = j->pair.targets};
  enti_mood_read(l->tree, j->pair.predicate, &found.mood);
  found.outcome.code = ent_str_of(enti_label_name(j->label));
  found.outcome.cameo = ent_str_of(enti_label_cameo(j->label));
  reality(l->tree, j, &found.mood, &found.outcome);
  size_t before = l->doc->n_claims;
  if (!found.outcome.drop)
    l->status = enti_emit(l->tree, l->doc, &found, l->first, l->err);
  for (size_t i = before; i < l->doc->n_claims; i++) {
    l->doc->claims[i].rule = ENT_STR("event/second-opinion");
    l->doc->claims[i].confidence = confidence(j, j->label);
  }
}

static int least_worth(const look *l, const judged *j)
{
  unsigned x = enti_xpos(l->tree, j->pair.predicate);
  bool present = (x == ENT_X_VBZ || x == ENT_X_VBP) && enti_child(l->tree, j->pair.predicate, ENT_AUX_REL) == ENT_NONE;
  return has_event(l) ? LEAST_WORTH_BESIDE : present || j->pair.kind == ENTI_PAIR_NOUN ? LEAST_WORTH_STANDING : LEAST_WORTH;
}

ent_status enti_second_look(const enti_tree *tree, ent_document *doc, const ent_opinions *opinions,
                            const ent_sentence *sentence, size_t first, ent_error *err)
{
  look l;
  if (sentence->n > LONGEST_SENTENCE)
    return ENT_OK;
  l.tree = tree, l.doc = doc, l.opinions = opinions, l.first = first, l.status = ENT_OK, l.err = err;
  find_pairs(&l, sentence);
  weigh_rules(&l);
  fill_targets(&l);
  const judged *best = main_pair(&l);
  drop_unseen(&l, best);
  if (l.status == ENT_OK && best && worth(&l, best) >= least_worth(&l, best) &&
      !coded(&l, &best->pair))
    add_event(&l, best);
  return l.status;
}
