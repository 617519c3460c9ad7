/* A time belongs to the trigger when it hangs on it, or on the verb that carries it, or stands in its clause; a time
 * that opens the sentence belongs to all coordinated clauses that have none of their own. Among several of the same
 * rank the nearest counts. Known errors: docs/events.md#dates. */
#include "event/when.h"

#include <stdlib.h>

enum { /* ranks, best first */
  RANK_OWN = 1,   /* under the trigger itself */
  RANK_PHRASE,    /* within the trigger's noun phrase or its object's */
  RANK_CARRIER,   /* under the verb that carries the noun */
  RANK_CLAUSE,    /* in the same clause */
  RANK_LEADING,   /* opens the sentence; the clause is coordinated with the first */
  RANK_NONE = 99
};

void enti_times_of(const ent_document *doc, uint32_t sentence, uint32_t *ret_first, uint32_t *ret_n)
{
  const ent_sentence *s = &doc->sentences[sentence];
  size_t low = 0, high = doc->n_times;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (doc->times[middle].first < s->first)
      low = middle + 1;
    else
      high = middle;
  }
  size_t n = 0;
  while (low + n < doc->n_times && doc->times[low + n].first < s->first + s->n)
    n++;
  *ret_first = (uint32_t)low;
  *ret_n = (uint32_t)n;
}

/* The token through which a time hangs on the rest of the sentence. */
static uint32_t time_head(const enti_tree *tree, const ent_timex *time)
{
  for (uint32_t t = time->first; t <= time->last; t++) {
    uint32_t head = enti_head(tree, t);
    if (head == ENT_NONE || head < time->first || head > time->last)
      return t;
  }
  return time->first;
}

/* Steps from t up to `top`, without leaving the clause of t's head; -1: not under it. */
static int below(const enti_tree *tree, uint32_t t, uint32_t top)
{
  for (int steps = 0; steps < 6 && t != ENT_NONE; steps++) {
    if (t == top)
      return steps;
    unsigned base = ent_rel_base(enti_rel_of(tree, t));
    if ((steps && enti_is_verb(tree, t)) || base == ENT_APPOS || base == ENT_NSUBJ)
      return -1; /* a time under another verb dates that verb, one in an apposition what stands there */
    t = enti_head(tree, t);
  }
  return -1;
}

static bool coordinated_with_first(const enti_tree *tree, uint32_t clause)
{
  unsigned guard = 0;
  while (clause != ENT_NONE && guard++ < 8) {
    unsigned base = ent_rel_base(enti_rel_of(tree, clause));
    if (base == ENT_ROOT || enti_head(tree, clause) == ENT_NONE)
      return true;
    if (base != ENT_CONJ && base != ENT_CCOMP && base != ENT_XCOMP)
      return false;
    clause = enti_head(tree, clause);
  }
  return false;
}

/* "It was founded on 24 February 1955, when Iraq and Turkey signed a pact": the time dates both. */
static bool when_clause(const enti_tree *tree, uint32_t trigger, uint32_t time)
{
  uint32_t clause = tree->clause[trigger];
  uint32_t above = clause == ENT_NONE ? ENT_NONE : enti_head(tree, clause);
  if (above == ENT_NONE || tree->clause[time] != tree->clause[above] || time > trigger)
    return false;
  for (uint32_t c = tree->child[clause]; c != ENT_NONE; c = tree->next[c])
    if (ent_str_eq(enti_token(tree, c)->fold, ENT_STR("when")))
      return true;
  return false;
}

/* Does the noun stand straight in its clause, as subject, object or adverbial, so that the clause's time is its own?
 * Not "Montenegro, a NATO member, recognised Kosovo in 2008". */
static bool straight(const enti_tree *tree, uint32_t noun)
{
  uint32_t t = noun;
  for (unsigned steps = 0; steps < 4 && t != ENT_NONE && !enti_is_verb(tree, t); steps++) {
    unsigned base = ent_rel_base(enti_rel_of(tree, t));
    if (base == ENT_APPOS || base == ENT_ACL || enti_rel_of(tree, t) == ENT_NMOD_POSS)
      return false;
    t = enti_head(tree, t);
  }
  return true;
}

/* "the pact of 1995", "the 1995 pact": a date of the noun, not of what was done with it. */
static bool dates_noun(const enti_tree *tree, const ent_timex *time, uint32_t noun)
{
  uint32_t marker = enti_case_word(tree, time_head(tree, time));
  return time->last < noun || (marker && marker == tree->rules->of) ||
         enti_token(tree, time->first)->word == tree->rules->of;
}

/* A verb coordinated with another, with a subject of its own: its times are not the other's. */
static bool other_clause(const enti_tree *tree, uint32_t verb, uint32_t trigger)
{
  unsigned base = ent_rel_base(enti_rel_of(tree, verb));
  return verb != trigger && enti_is_verb(tree, verb) && (base == ENT_CONJ || base == ENT_PARATAXIS) &&
         enti_child(tree, verb, ENT_NSUBJ) != ENT_NONE;
}

/* "X broke with A and recognised B in 2017": the time stands behind the second verb, though it hangs on the first. */
static bool behind_conjunct(const enti_tree *tree, uint32_t trigger, uint32_t up, uint32_t time)
{
  uint32_t verb = enti_is_verb(tree, trigger) ? trigger : enti_governor(tree, trigger);
  if (verb == ENT_NONE || enti_rel_of(tree, verb) != ENT_CONJ || enti_head(tree, verb) != up || time < verb)
    return false;
  for (uint32_t c = tree->next[verb]; c != ENT_NONE; c = tree->next[c])
    if (c > verb && c < time && enti_rel_of(tree, c) == ENT_CONJ)
      return false;
  return enti_child(tree, verb, ENT_NSUBJ) == ENT_NONE;
}

static int rank(const enti_tree *tree, uint32_t trigger, const ent_timex *time)
{
  uint32_t head = time_head(tree, time), up = enti_head(tree, head);
  bool noun = !enti_is_verb(tree, trigger);
  if (trigger >= time->first && trigger <= time->last)
    return RANK_NONE;
  bool opens = time->first <= tree->doc->sentences[enti_token(tree, trigger)->sentence].first + 1;
  if (!noun && !opens && up != ENT_NONE && enti_is_nominal(tree, up) && dates_noun(tree, time, up))
    return RANK_NONE;
  int steps = up == ENT_NONE ? -1 : below(tree, up, trigger);
  if (steps == 0)
    return RANK_OWN;
  if (steps > 0 && steps <= 2 && !other_clause(tree, up, trigger))
    return RANK_PHRASE;
  if (noun && !straight(tree, trigger))
    return RANK_NONE;
  uint32_t carrier = noun ? enti_governor(tree, trigger) : ENT_NONE;
  if (up != ENT_NONE && carrier != ENT_NONE && up == carrier)
    return RANK_CARRIER;
  const ent_sentence *sentence = &tree->doc->sentences[enti_token(tree, trigger)->sentence];
  bool leading = time->first <= sentence->first + 1 && coordinated_with_first(tree, tree->clause[trigger]);
  if (leading)
    return tree->clause[head] == tree->clause[trigger] ? RANK_CLAUSE : RANK_LEADING;
  bool noun_time = up != ENT_NONE && enti_is_nominal(tree, up) && enti_child(tree, up, ENT_COP) == ENT_NONE;
  if (noun_time && !noun && enti_rel_of(tree, up) != ENT_OBL && enti_rel_of(tree, up) != ENT_OBJ)
    return RANK_NONE;
  if (noun_time && enti_governor(tree, up) == trigger)
    return RANK_PHRASE;
  if (tree->clause[head] == tree->clause[trigger])
    return RANK_CLAUSE;
  if (up != ENT_NONE && behind_conjunct(tree, trigger, up, head))
    return RANK_CLAUSE;
  return when_clause(tree, trigger, head) ? RANK_CLAUSE : RANK_NONE;
}

void enti_when_from(const ent_document *doc, uint32_t index, enti_when *ret)
{
  const ent_timex *time = &doc->times[index];
  *ret = (enti_when){.time = index, .basis = time->basis, .future = time->future};
  if (time->kind == ENT_TIME_SET)
    return;
  switch (time->role) {
  case ENT_TIME_UNTIL:
  case ENT_TIME_BEFORE:
    ret->to = time->from;
    break;
  case ENT_TIME_BETWEEN:
    ret->from = time->from;
    ret->to = time->to;
    break;
  case ENT_TIME_AFTER:
    break;
  case ENT_TIME_AS_OF:
    break;
  default:
    ret->from = time->from;
    ret->to = time->role == ENT_TIME_SINCE ? ENT_NO_DATE : time->to;
    break;
  }
  if (time->kind == ENT_TIME_DURATION && time->role != ENT_TIME_SINCE && time->role != ENT_TIME_BETWEEN)
    ret->from = ret->to = ENT_NO_DATE;
}

void enti_when_of(const enti_tree *tree, uint32_t trigger, enti_when *ret)
{
  const ent_document *doc = tree->doc;
  uint32_t first, n, best = ENT_NONE;
  int best_rank = RANK_NONE, best_distance = 0;
  *ret = (enti_when){.time = ENT_NONE};
  enti_times_of(doc, doc->tokens[trigger].sentence, &first, &n);
  for (uint32_t i = first; i < first + n; i++) {
    enti_when seen;
    enti_when_from(doc, i, &seen);
    if (!ent_date_known(seen.from) && !ent_date_known(seen.to))
      continue;
    int r = rank(tree, trigger, &doc->times[i]);
    int distance = abs((int)doc->times[i].first - (int)trigger);
    if (r < best_rank || (r == best_rank && r != RANK_NONE && distance < best_distance)) {
      best = i;
      best_rank = r;
      best_distance = distance;
    }
  }
  if (best != ENT_NONE)
    enti_when_from(doc, best, ret);
}
