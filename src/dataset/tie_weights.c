/* The weights of ties (tie_weights.h): a judgement, and said to be one (docs/datasets.md#ties). A table gives what the
 * relation alone says; what a fact's note and its treaty's name say in words makes it more or less: an alliance, a
 * strategic partnership, a status that is none. */
#include "dataset/tie_weights.h"

#include <ctype.h>
#include <string.h>

static const struct { const char *relation; ent_tie_kind kind; double weight; } table[] = {
    {"member-of", ENT_TIE_MEMBERSHIP, 4},         {"founding-member-of", ENT_TIE_MEMBERSHIP, 4},
    {"base-in", ENT_TIE_BASE, 2},                 {"in-force", ENT_TIE_TREATY, 1},
    {"signed", ENT_TIE_RELATIONS, 0.5},              {"partner-of", ENT_TIE_PARTNERSHIP, 1},
    {"status-in", ENT_TIE_PARTNERSHIP, 1},        {"signed-accession", ENT_TIE_MEMBERSHIP, 1},
    {"dialogue-with", ENT_TIE_PARTNERSHIP, 0.5},  {"candidate-of", ENT_TIE_PARTNERSHIP, 0.5},
    {"observer-of", ENT_TIE_PARTNERSHIP, 0.5},    {"mission-to", ENT_TIE_PARTNERSHIP, 0.5},
    {"supplied-arms-to", ENT_TIE_ARMS, 0.5},      {"diplomatic-relations-with", ENT_TIE_RELATIONS, 0.5},
    {"restored-relations-with", ENT_TIE_RELATIONS, 0.5}, {"recognised", ENT_TIE_RELATIONS, 0.25},
    {"sanctioned", ENT_TIE_ADVERSE, -2},          {"suspended-from", ENT_TIE_ADVERSE, -2},
    {"withdrew-from", ENT_TIE_ADVERSE, -2},       {"broke-relations-with", ENT_TIE_ADVERSE, -3},
    {"at-war-with", ENT_TIE_ADVERSE, -5}};

#define ALLIANCE 3     /* a treaty of defence in force; members of an organisation made for it */
#define MANY 0.25      /* a treaty of more than two, members of the same organisation */
#define STRATEGIC 1.5  /* partnership */
#define HIGHEST 2      /* "comprehensive strategic", "special strategic" */
#define LOWERED -1     /* a status that says less than before */

static const char *const defence_words[] = {"alliance", "collective defen", "mutual defen", "joint defen", "mutual assistance",
                                            "mutual cooperation and security", "defence pact", "defense pact", NULL};
static const char *const lowered_words[] = {"outside", "downgraded", "suspend", "frozen", "its withdrawal", "declined", "paused",
                                            "notice of termination", "decided to end", "expelled", "closed", NULL};
static const char *const highest_words[] = {"comprehensive strategic", "special strategic", "all-weather", "no limits", NULL};
/* made for collective defence by their founding treaties */
static const char *const defence_organisations[] = {"NATO", "WARSAW_PACT", "CSTO", "SEATO", "CENTO", "ANZUS", "WEU", NULL};

static bool has_word(ent_str s, const char *word)
{
  size_t n = strlen(word);
  for (size_t i = 0; i + n <= s.n; i++) {
    size_t k = 0;
    while (k < n && tolower((unsigned char)s.p[i + k]) == word[k])
      k++;
    if (k == n)
      return true;
  }
  return false;
}

static bool has_any(ent_str s, const char *const *words)
{
  for (; *words; words++)
    if (has_word(s, *words))
      return true;
  return false;
}

static bool is(const ent_fact *f, const char *relation)
{
  return ent_str_eq(f->relation, ent_str_of(relation));
}

bool enti_tie_is_membership(const ent_fact *f)
{
  return is(f, "member-of") || is(f, "founding-member-of");
}

bool enti_tie_lists(ent_str ids, ent_str id)
{
  ent_str one;
  while (ids.n && ent_str_split(&ids, ';', &one))
    if (ent_str_eq(one, id))
      return true;
  return false;
}

static size_t count_ids(ent_str ids)
{
  size_t n = ids.n > 0;
  for (size_t i = 0; i < ids.n; i++)
    n += ids.p[i] == ';';
  return n;
}

/* By the treaty's name, or by the note of any fact about it. */
static bool is_defence_treaty(const ent_reference *r, ent_str object)
{
  ent_thing thing;
  size_t n;
  if (ent_reference_thing(r, object, &thing) && has_any(thing.name, defence_words))
    return true;
  const uint32_t *facts = ent_reference_of(r, object, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(r, facts[i]);
    if ((is(&f, "signed") || is(&f, "in-force")) && has_any(f.note, defence_words))
      return true;
  }
  return false;
}

static enti_tie_weight weigh_treaty(const ent_reference *r, const ent_fact *f, enti_tie_weight w)
{
  size_t parties = count_ids(f->subject);
  bool in_force = is(f, "in-force");
  if (parties < 2)
    return (enti_tie_weight){ENT_TIE_TREATY, 0}; /* one party's own act: the treaty's facts tell who joined it */
  if (is_defence_treaty(r, f->object))
    return in_force ? (enti_tie_weight){ENT_TIE_ALLIANCE, ALLIANCE} : (enti_tie_weight){w.kind, parties == 2 ? w.weight : 0};
  if (parties > 2)
    w.weight = in_force ? MANY : 0;
  return w;
}

static enti_tie_weight weigh_by_note(const ent_fact *f, enti_tie_weight w)
{
  if (is(f, "partner-of") && has_any(f->note, highest_words))
    w.weight = HIGHEST;
  else if (is(f, "partner-of") && has_word(f->note, "strategic"))
    w.weight = STRATEGIC;
  if ((is(f, "partner-of") || is(f, "status-in")) && has_any(f->note, lowered_words))
    w = (enti_tie_weight){ENT_TIE_ADVERSE, LOWERED};
  return w;
}

/* A state that leaves loses its membership, which is enough; who withdraws from a part only stays one. */
static bool stays_member(const ent_reference *r, const ent_fact *f)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(r, f->object, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact g = ent_reference_fact(r, facts[i]);
    if (enti_tie_is_membership(&g) && ent_str_eq(g.object, f->object) && enti_tie_lists(g.subject, f->subject) &&
        ent_date_known(g.start) && g.start.day <= f->start.day && (!ent_date_known(g.end) || g.end.day > ent_date_last(f->start) + 366))
      return true;
  }
  return false;
}

enti_tie_weight enti_tie_weigh(const ent_reference *r, const ent_fact *f)
{
  enti_tie_weight w = {ENT_TIE_RELATIONS, 0};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (is(f, table[i].relation))
      w = (enti_tie_weight){table[i].kind, table[i].weight};
  if (w.weight == 0)
    return w;
  if (is(f, "signed") || is(f, "in-force"))
    return weigh_treaty(r, f, w);
  if (is(f, "supplied-arms-to") && !ent_date_known(f->end))
    w.weight = 0; /* a delivery is no standing tie; a contract that has an end is one until then */
  if (is(f, "withdrew-from") && !stays_member(r, f))
    w.weight = 0;
  if (enti_tie_is_membership(f))
    w.kind = enti_tie_shared(f->object).kind;
  return weigh_by_note(f, w);
}

enti_tie_weight enti_tie_shared(ent_str organisation)
{
  for (const char *const *o = defence_organisations; *o; o++)
    if (ent_str_eq(organisation, ent_str_of(*o)))
      return (enti_tie_weight){ENT_TIE_ALLIANCE, ALLIANCE};
  return (enti_tie_weight){ENT_TIE_MEMBERSHIP, MANY};
}

/* ---- ends --------------------------------------------------------------------------------------------------------------- */

static bool same_pair(const ent_fact *f, const ent_fact *g)
{
  return (ent_str_eq(f->subject, g->subject) && ent_str_eq(f->object, g->object)) ||
         (ent_str_eq(f->subject, g->object) && ent_str_eq(f->object, g->subject));
}

/* Does g, which begins later, take f's place? */
static bool replaces(const ent_fact *g, const ent_fact *f)
{
  const enti_tie_weight base = {ENT_TIE_PARTNERSHIP, 1};
  if (is(f, "signed"))
    return (is(g, "in-force") || is(g, "terminated")) && ent_str_eq(g->object, f->object) && count_ids(g->subject) >= 2;
  if (is(f, "in-force"))
    return is(g, "terminated") && ent_str_eq(g->object, f->object) && count_ids(g->subject) >= 2;
  if (is(f, "signed-accession"))
    return enti_tie_is_membership(g) && ent_str_eq(g->object, f->object) && enti_tie_lists(g->subject, f->subject);
  if (is(f, "partner-of")) { /* a partnership that says less stands beside the greater one, unless it takes it back */
    if (!is(g, "partner-of") || !same_pair(f, g))
      return false; /* most are not: their words need not be looked through */
    double before = weigh_by_note(f, base).weight, after = weigh_by_note(g, base).weight;
    return after >= before || after < 0;
  }
  if (is(f, "status-in"))
    return (is(g, "status-in") || enti_tie_is_membership(g)) && same_pair(f, g);
  if (is(f, "dialogue-with"))
    return (is(g, "partner-of") || enti_tie_is_membership(g)) && same_pair(f, g);
  if (is(f, "candidate-of") || is(f, "observer-of"))
    return enti_tie_is_membership(g) && same_pair(f, g);
  if (is(f, "withdrew-from"))
    return is(g, "status-in") && same_pair(f, g) && !has_any(g->note, lowered_words);
  return false;
}

static ent_date first_of(ent_date a, ent_date b)
{
  return !ent_date_known(a) ? b : !ent_date_known(b) || a.day <= b.day ? a : b;
}

ent_date enti_tie_end(const ent_reference *r, const ent_fact *f, bool *ret_replaced)
{
  ent_date end = f->end;
  ent_thing thing;
  size_t n;
  *ret_replaced = false;
  if ((is(f, "signed") || is(f, "in-force")) && ent_reference_thing(r, f->object, &thing))
    end = first_of(end, thing.end);
  if (!ent_date_known(f->start))
    return end;
  const uint32_t *facts = ent_reference_of(r, f->object, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact g = ent_reference_fact(r, facts[i]);
    bool after = g.start.day > f->start.day || (is(f, "signed") && g.start.day == f->start.day);
    if (!ent_date_known(g.start) || !after || !replaces(&g, f) || (ent_date_known(end) && end.day < g.start.day))
      continue;
    end = g.start;
    *ret_replaced = true;
  }
  return end;
}
