/* Persons: the office that a name holds on the document's date, or on the days the sentence speaks of; and surnames
 * alone, which need an introduction, a title, or an office so high that the news calls its holder so. */
#include "actor/find.h"

#include <string.h>

#define MAX_OFFICES 24u

typedef struct office_set {
  enti_reading items[MAX_OFFICES];
  uint32_t n;
} office_set;

/* The offices of a person in a period; without a period, all. */
static void add_offices(const enti_finder *f, uint32_t person, const enti_period *in, bool top_only, office_set *set)
{
  uint32_t n;
  const enti_office *offices = enti_actors_offices(f->actors, person, &n);
  for (uint32_t i = 0; i < n && set->n < MAX_OFFICES; i++) {
    int holds = in ? enti_office_holds(&offices[i], in->from, in->to) : 1;
    if (!holds || (top_only && !offices[i].top))
      continue;
    set->items[set->n++] = (enti_reading){.actor = enti_actors_checked(f->actors, offices[i].actor), .sector = offices[i].sector, .person = person, .office = offices[i].office,
                                          .last_known = holds == 2, .top = offices[i].top};
  }
}

/* The persons of a node's forms of one kind; each person once. */
static uint32_t persons_at(const enti_finder *f, const enti_piece *p, enti_what what, uint32_t *out, uint32_t max)
{
  uint32_t n, m = 0;
  const enti_form *forms = enti_actors_forms(f->actors, p->node, &n);
  for (uint32_t i = 0; i < n && m < max; i++) {
    bool again = forms[i].what != what;
    for (uint32_t k = 0; k < m; k++)
      again |= out[k] == forms[i].of;
    if (!again)
      out[m++] = forms[i].of;
  }
  return m;
}

static void offices_in(const enti_finder *f, const uint32_t *persons, uint32_t n, const enti_period *in, bool top_only,
                       office_set *set)
{
  for (uint32_t i = 0; i < n; i++)
    add_offices(f, persons[i], in, top_only, set);
}

/* By the document's date, then the sentence's; a text without any takes all periods. */
static void offices_in_time(const enti_finder *f, const uint32_t *persons, uint32_t n, bool top_only, office_set *set)
{
  set->n = 0;
  if (f->doc_known)
    offices_in(f, persons, n, &f->doc_period, top_only, set);
  for (uint32_t i = 0; set->n == 0 && i < f->n_periods; i++)
    offices_in(f, persons, n, &f->periods[i], top_only, set);
  if (!f->doc_known && !f->n_periods)
    offices_in(f, persons, n, NULL, top_only, set);
}

/* One reading for each actor and sector. Of one person's offices the highest stands, so that a president who also
 * leads his party is the president; among equal ones the latest. */
static void tidy(office_set *set)
{
  uint32_t n = 0;
  bool one_person = true, top = false;
  for (uint32_t i = 0; i < set->n; i++) {
    one_person &= set->items[i].person == set->items[0].person;
    top |= set->items[i].top;
  }
  for (uint32_t i = 0; i < set->n; i++) {
    const enti_reading *r = &set->items[i];
    bool again = one_person && (top ? !r->top : i + 1 < set->n); /* offices stand in order of their start */
    for (uint32_t k = 0; k < n && !again; k++) {
      again = set->items[k].actor == r->actor && set->items[k].sector == r->sector;
      if (again)
        set->items[k].last_known &= r->last_known;
    }
    if (!again)
      set->items[n++] = *r;
  }
  set->n = n;
}

#define GRACE 60 /* days for which the news goes on calling somebody by the title */

/* "President Ashraf Ghani" on the day after his fall: the title says what he was a moment ago. */
static void offices_just_over(const enti_finder *f, const uint32_t *persons, uint32_t n, office_set *set)
{
  enti_period p = {f->doc_period.from - GRACE, f->doc_period.to};
  set->n = 0;
  if (f->doc_known)
    offices_in(f, persons, n, &p, false, set);
  tidy(set);
}

static void keep(enti_finder *f, enti_piece *p, const office_set *set)
{
  p->readings = ent_arena_array(f->arena, set->n ? set->n : 1, sizeof *p->readings);
  if (!p->readings) {
    f->failed = true;
    return;
  }
  memcpy(p->readings, set->items, set->n * sizeof *p->readings);
  p->n_readings = set->n;
  p->flags &= ~(uint32_t)(ENT_MENTION_AMBIGUOUS | ENT_MENTION_LAST_KNOWN | ENT_MENTION_UNRESOLVED);
  bool last_known = set->n > 0;
  for (uint32_t i = 0; i < set->n; i++)
    last_known &= set->items[i].last_known;
  if (set->n == 0)
    p->flags |= ENT_MENTION_UNRESOLVED;
  if (set->n > 1)
    p->flags |= ENT_MENTION_AMBIGUOUS;
  if (last_known)
    p->flags |= ENT_MENTION_LAST_KNOWN;
  p->confidence -= last_known ? 0.1f : 0.0f;
}

static void introduce(enti_finder *f, const enti_piece *p, const uint32_t *persons, uint32_t n)
{
  if (!f->introduced && n)
    f->introduced = ent_arena_array(f->arena, f->actors->n_people, sizeof *f->introduced);
  if (!f->introduced && n)
    f->failed = true;
  for (uint32_t i = 0; f->introduced && i < n; i++)
    if (persons[i] < f->actors->n_people && !f->introduced[persons[i]])
      f->introduced[persons[i]] = p->first + 1;
}

/* A person out of office on all days of this sentence, but whom the text has shown in office before ("Gorbachev" in a
 * later look back): what they were then. */
static void as_before(enti_finder *f, enti_piece *p, const uint32_t *persons, uint32_t n)
{
  for (uint32_t k = 0; k < f->n_held && k < ENTI_HELD; k++) {
    const enti_reading *r = &f->held[(f->n_held - 1 - k) % ENTI_HELD];
    for (uint32_t i = 0; i < n; i++)
      if (r->person == persons[i]) {
        office_set set = {.items = {*r}, .n = 1};
        keep(f, p, &set);
        p->confidence = 0.65f;
        return;
      }
  }
}

static void remember(enti_finder *f, const enti_piece *p)
{
  if (p->n_readings == 1)
    f->held[f->n_held++ % ENTI_HELD] = p->readings[0];
}

#define MAX_PERSONS 32u

void enti_person_readings(enti_finder *f, enti_piece *p)
{
  uint32_t persons[MAX_PERSONS], n = persons_at(f, p, ENTI_PERSON_FORM, persons, MAX_PERSONS);
  office_set set;
  offices_in_time(f, persons, n, false, &set);
  tidy(&set);
  p->confidence = 0.95f;
  keep(f, p, &set);
  remember(f, p);
  introduce(f, p, persons, n);
}

void enti_person_titled(enti_finder *f, enti_piece *p)
{
  uint32_t persons[MAX_PERSONS], n = persons_at(f, p, ENTI_PERSON_FORM, persons, MAX_PERSONS);
  office_set set;
  if (p->n_readings)
    return;
  offices_just_over(f, persons, n, &set);
  p->confidence = 0.7f;
  if (set.n)
    keep(f, p, &set);
}

/* Was this person named in full: before the token, or anywhere when the token stands in a headline? */
static bool introduced(const enti_finder *f, uint32_t person, uint32_t token)
{
  ent_sentence_kind kind = f->doc->sentences[enti_tok(f, token)->sentence].kind;
  bool headline = kind == ENT_SENTENCE_TITLE || kind == ENT_SENTENCE_HEADING;
  uint32_t at = f->introduced && person < f->actors->n_people ? f->introduced[person] : 0;
  return at && (headline || at <= token);
}

/* Only those of one state, or whose state the document names. */
static void narrow(const enti_finder *f, office_set *set, uint32_t actor)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < set->n; i++)
    if (actor ? set->items[i].actor == actor : f->counts[set->items[i].actor] > 0)
      set->items[n++] = set->items[i];
  if (n)
    set->n = n;
}

/* Only the holders of the office that a title names: "Prime Minister Lee" is not President Lee. */
static void narrow_by_title(const enti_finder *f, office_set *set, uint32_t title_node)
{
  uint32_t n_forms, n = 0;
  const enti_form *forms = enti_actors_forms(f->actors, title_node, &n_forms);
  for (uint32_t k = 0; k < n_forms; k++) {
    if (forms[k].what != ENTI_CUE_FORM || forms[k].kind != ENTI_CUE_OFFICE)
      continue;
    for (uint32_t i = 0; i < set->n; i++)
      if (ent_str_ends(enti_actors_str(f->actors, set->items[i].office), enti_actors_str(f->actors, forms[k].value)))
        set->items[n++] = set->items[i];
    if (n)
      set->n = n;
    return;
  }
}

/* A capital beside it that nothing explains: "Michael Yoon", "Yoon Industries". */
static bool beside_name(enti_finder *f, const enti_piece *p)
{
  enti_sentence_case c = f->cases[enti_tok(f, p->first)->sentence];
  if (c.title || c.all_caps)
    return false;
  uint32_t before = p->first - 1, behind = p->last + 1;
  if (p->first && enti_same_sentence(f, p->first, before) && enti_unknown_capital(f, before)) {
    const ent_token *t = enti_tok(f, before);
    if (!(t->flags & ENT_TOKEN_FIRST) || enti_first_is_name(f, before))
      return true;
  }
  if (!enti_same_sentence(f, p->last, behind))
    return false;
  if (enti_is_hyphen(enti_tok(f, behind)) && !(enti_tok(f, behind)->flags & ENT_TOKEN_SPACE_BEFORE))
    return true; /* "Kim-class", "Bush-era" */
  return enti_unknown_capital(f, behind);
}

static bool in_time_expression(const enti_finder *f, const enti_piece *p)
{
  size_t low = 0, high = f->doc->n_times;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (f->doc->times[mid].last < p->first)
      low = mid + 1;
    else
      high = mid;
  }
  return low < f->doc->n_times && f->doc->times[low].first <= p->first;
}

/* May, Rice, Bush: a word of the language, unless a verb that persons do follows, or its capital stands inside a
 * sentence that uses capitals for names only. */
static bool may_be_a_word(const enti_finder *f, const enti_piece *p)
{
  const ent_token *t = enti_tok(f, p->first);
  if (!enti_cue_at(f, p->first, ENTI_CUE_COMMON_WORD))
    return false;
  uint32_t next = p->last + 1;
  const ent_token *n = enti_same_sentence(f, p->last, next) ? enti_tok(f, next) : NULL;
  if (n && (enti_cue_at(f, next, ENTI_CUE_SPEECH) || n->upos == ENT_VERB || n->upos == ENT_AUX ||
            (ent_str_ends(n->fold, ENT_STR("ed")) && n->upos == ENT_POS_NONE)))
    return false;
  enti_sentence_case c = f->cases[t->sentence];
  return (t->flags & ENT_TOKEN_FIRST) || c.title || c.all_caps || enti_cue_at(f, p->first, ENTI_CUE_CALENDAR);
}

/* Without title or introduction: only the holders of the highest offices, and where one reading is left. */
static void resolve_bare(enti_finder *f, enti_piece *p, const uint32_t *persons, uint32_t n)
{
  office_set set;
  if (may_be_a_word(f, p) || beside_name(f, p) || p->weak)
    return;
  offices_in_time(f, persons, n, true, &set);
  tidy(&set);
  if (set.n > 1)
    narrow(f, &set, 0);
  p->confidence = set.n == 1 ? 0.75f : 0.3f;
  if (set.n == 0) { /* a minister whose state the text names */
    offices_in_time(f, persons, n, false, &set);
    tidy(&set);
    if (set.n == 1 && !f->counts[set.items[0].actor])
      set.n = 0;
    p->confidence = 0.6f;
  }
  if (set.n)
    keep(f, p, &set);
}

/* The actor that a role before the name has beside it, 0: none. */
static uint32_t actor_of_title(const enti_finder *f, const enti_piece *p)
{
  if (p->owner == ENT_NONE)
    return 0;
  uint32_t mod = f->pieces[p->owner].mod;
  const enti_piece *m = mod == ENT_NONE ? NULL : &f->pieces[mod];
  return m && m->kind == ENTI_PIECE_ACTOR && m->n_readings == 1 ? m->readings[0].actor : 0;
}

void enti_resolve_surname(enti_finder *f, uint32_t piece)
{
  enti_piece *p = &f->pieces[piece];
  uint32_t persons[MAX_PERSONS], n = persons_at(f, p, ENTI_SURNAME_FORM, persons, MAX_PERSONS), known = 0;
  p->flags |= ENT_MENTION_UNRESOLVED;
  if (in_time_expression(f, p))
    return;
  uint32_t named[MAX_PERSONS];
  for (uint32_t i = 0; i < n; i++)
    if (introduced(f, persons[i], p->first))
      named[known++] = persons[i];
  office_set set;
  p->confidence = 0.9f;
  bool titled = p->owner != ENT_NONE || (p->first && enti_cue_at(f, p->first - 1, ENTI_CUE_TITLE));
  if (known && !(beside_name(f, p) && !titled)) {
    offices_in_time(f, named, known, false, &set);
    tidy(&set);
    keep(f, p, &set);
    if (!set.n)
      as_before(f, p, named, known);
  } else if (titled) {
    offices_in_time(f, persons, n, false, &set);
    uint32_t actor = actor_of_title(f, p);
    if (set.n && (actor || set.n > 1))
      narrow(f, &set, actor);
    if (set.n > 1 && p->owner != ENT_NONE)
      narrow_by_title(f, &set, f->pieces[p->owner].head_node);
    tidy(&set);
    if (set.n > 1 && !actor) {
      office_set top;
      offices_in_time(f, persons, n, true, &top);
      tidy(&top);
      set = top.n ? top : set;
    }
    p->confidence = 0.85f;
    keep(f, p, &set);
    if (set.n == 1)
      introduce(f, p, &set.items[0].person, 1);
  } else {
    resolve_bare(f, p, persons, n);
  }
}
