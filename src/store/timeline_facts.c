/* Facts of the reference base as assertions of ties. A fact with both dates says when the tie began and when it ended; a
 * fact about a thing (a treaty, a summit) ties its parties. */
#include "store/timeline_private.h"

#include "claim/verdict.h"

#include <ctype.h>
#include <string.h>

#define PARTIES_SHOWN 4 /* a treaty of more is a tie to the thing, not to each party */

static size_t count_ids(ent_str ids)
{
  size_t n = ids.n > 0;
  for (size_t i = 0; i < ids.n; i++)
    n += ids.p[i] == ';';
  return n;
}

static ent_str without(ent_arena *arena, ent_str ids, ent_str id)
{
  ent_buf rest = ENT_BUF_INIT(1 << 16);
  ent_str one;
  while (ids.n && ent_str_split(&ids, ';', &one))
    if (!ent_str_eq(one, id)) {
      if (rest.n)
        ent_buf_char(&rest, ';');
      ent_buf_str(&rest, one);
    }
  ent_str copy = ent_arena_str(arena, ent_buf_view(&rest));
  ent_buf_done(&rest);
  return copy;
}

/* "NATO_SUMMIT_2022" is a meeting of NATO. */
static bool of_series(ent_str thing, ent_str organisation)
{
  return ent_str_starts(thing, organisation) && ent_str_starts(ent_str_slice(thing, organisation.n, thing.n), ENT_STR("_SUMMIT"));
}

static ent_str organisation_of(ent_str thing)
{
  for (size_t i = 0; i + 7 <= thing.n; i++)
    if (ent_str_starts(ent_str_slice(thing, i, thing.n), ENT_STR("_SUMMIT")))
      return ent_str_slice(thing, 0, i);
  return ENT_STR_NONE;
}

/* The members of the thing beside the actor, where they are few enough to be its parties. */
static ent_str company(const enti_assertions *list, const ent_thing *thing, ent_str actor)
{
  size_t n = count_ids(thing->members);
  return n <= PARTIES_SHOWN && enti_id_in(thing->members, actor) ? without(list->arena, thing->members, actor) : ENT_STR_NONE;
}

/* Whom a fact about a thing ties the actor to: the other signatories, the organisation whose summit it was. */
static ent_str other_of_thing(const enti_assertions *list, const ent_fact *f, const ent_thing *thing, ent_str actor)
{
  size_t n = count_ids(f->subject);
  if (n > 1)
    return n <= PARTIES_SHOWN ? without(list->arena, f->subject, actor) : ENT_STR_NONE;
  ent_str organisation = organisation_of(thing->id);
  return organisation.n ? organisation : company(list, thing, actor);
}

/* Does a fact about a thing join the two? */
static bool joins_thing(const ent_fact *f, const ent_thing *thing, ent_str a, ent_str b)
{
  if (!enti_id_in(f->subject, a))
    return false;
  if (!b.n || enti_id_in(f->subject, b) || of_series(thing->id, b))
    return true;
  /* who ratifies a treaty alone is tied by it to its one other party */
  size_t most = ent_str_eq(thing->kind, ENT_STR("treaty")) ? 2 : PARTIES_SHOWN;
  return enti_id_in(thing->members, b) && count_ids(thing->members) <= most;
}

static bool holds(ent_str note, const char *words)
{
  size_t n = strlen(words);
  return note.n >= n && memmem(note.p, note.n, words, n) != NULL;
}

static ent_str code_of(const enti_tie_word *word, const ent_fact *f)
{
  if (ent_str_eq(f->relation, ENT_STR("partner-of")) && (holds(f->note, "global partner") || holds(f->note, "across the globe")))
    return ENT_STR("global-partner");
  if (ent_str_eq(f->relation, ENT_STR("dialogue-with")) && holds(f->note, "dialogue partner"))
    return ENT_STR("dialogue-partner");
  return ent_str_of(word->code);
}

static bool add_step(enti_assertions *list, const enti_assertion *like, ent_step_what what, ent_date from, ent_date to)
{
  enti_assertion *a = enti_assertion_add(list);
  if (!a)
    return false;
  *a = *like;
  a->what = what;
  a->from = from;
  a->to = to;
  enti_order_parties(list, a);
  return true;
}

static bool add_steps(enti_assertions *list, const enti_assertion *a)
{
  const ent_fact *f = &a->fact;
  if (!(a->word->flags & TIE_STANDS))
    return add_step(list, a, ENT_STEP_HAPPENED, f->start, ent_date_cmp(f->start, f->end) ? f->end : ENT_NO_DATE);
  if (a->word->what == ENT_STEP_SUSPENDED)
    return add_step(list, a, ENT_STEP_SUSPENDED, f->start, f->end);
  if (a->word->what)
    return add_step(list, a, a->word->what, f->start, ENT_NO_DATE);
  bool dated = ent_date_known(f->start), ok = true;
  ok = add_step(list, a, dated ? ENT_STEP_BEGAN : ENT_STEP_STOOD, f->start, ENT_NO_DATE);
  return ok && (!ent_date_known(f->end) || add_step(list, a, ENT_STEP_ENDED, f->end, ENT_NO_DATE));
}

static bool add_thing(enti_assertions *list, const enti_tie_word *word, const ent_fact *f, ent_str actor, ent_str other)
{
  ent_thing thing = {.id = f->object};
  (void)ent_reference_thing(list->reference, f->object, &thing);
  if (!joins_thing(f, &thing, actor, other))
    return true;
  if (!other.n)
    other = other_of_thing(list, f, &thing, actor);
  enti_assertion a = {.word = word, .source = actor, .target = other, .code = code_of(word, f),
                      .is_fact = true, .fact = *f, .label = thing.name.n ? thing.name : f->object};
  bool treaty = ent_str_eq(ent_str_of(word->family), ENT_STR("treaty"));
  a.object = treaty || !a.target.n ? f->object : ENT_STR_NONE;
  return add_steps(list, &a);
}

/* A withdrawal from a part alone, or one that was announced: the membership that ended on another day tells when. */
static bool ends_no_membership(const enti_assertions *list, const ent_fact *f)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(list->reference, f->subject, &n);
  if (enti_partial_withdrawal(f))
    return true;
  for (size_t i = 0; i < n; i++) {
    ent_fact g = ent_reference_fact(list->reference, facts[i]);
    if (ent_str_eq(g.relation, ENT_STR("member-of")) && ent_str_eq(g.object, f->object) && ent_date_known(g.end))
      return ent_date_cmp(g.end, f->start) != 0;
  }
  return false;
}

static bool add_withdrawal(enti_assertions *list, enti_assertion *a)
{
  if (!ends_no_membership(list, &a->fact))
    return add_steps(list, a);
  a->code = ENT_STR("withdrawal");
  return add_step(list, a, ENT_STEP_HAPPENED, a->fact.start, ENT_NO_DATE);
}

static bool add_direct(enti_assertions *list, const enti_tie_word *word, const ent_fact *f, ent_str actor, ent_str other)
{
  ent_str subjects = f->subject, one;
  bool ok = true;
  while (ok && ent_str_split(&subjects, ';', &one)) {
    bool mine = ent_str_eq(one, actor) || ent_str_eq(f->object, actor);
    bool theirs = !other.n || ent_str_eq(one, other) || ent_str_eq(f->object, other);
    enti_assertion a = {.word = word, .source = one, .target = f->object, .code = code_of(word, f), .is_fact = true, .fact = *f};
    if (mine && theirs)
      ok = ent_str_eq(f->relation, ENT_STR("withdrew-from")) ? add_withdrawal(list, &a) : add_steps(list, &a);
  }
  return ok;
}

static bool add_fact(enti_assertions *list, const ent_fact *f, ent_str actor, ent_str other)
{
  const enti_tie_word *word = enti_tie_word_of(f->relation, true);
  ent_thing thing;
  if (!word)
    return true;
  bool thing_invited = ent_str_eq(f->relation, ENT_STR("invited-to")) && ent_reference_thing(list->reference, f->object, &thing);
  if (thing_invited) /* to a summit, not into an organisation */
    word = enti_tie_word_of(ENT_STR("invited-to-summit"), true);
  if ((word->flags & TIE_THING) || ent_reference_thing(list->reference, f->object, &thing))
    return ent_str_eq(f->relation, ENT_STR("held-in")) || add_thing(list, word, f, actor, other);
  return add_direct(list, word, f, actor, other);
}

static bool among(const uint32_t *sorted, size_t n, uint32_t wanted)
{
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (sorted[middle] < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return low < n && sorted[low] == wanted;
}

/* The facts of the other say what he did with things of the actor's: "KOR attended NATO_SUMMIT_2022" does not name NATO. */
ent_status enti_timeline_facts(enti_assertions *list, ent_str actor, ent_str other, ent_error *err)
{
  size_t n, n_others = 0;
  const uint32_t *facts = ent_reference_of(list->reference, actor, &n);
  const uint32_t *others = other.n ? ent_reference_of(list->reference, other, &n_others) : NULL;
  bool ok = true;
  for (size_t i = 0; i < n && ok; i++) {
    ent_fact f = ent_reference_fact(list->reference, facts[i]);
    ok = add_fact(list, &f, actor, other);
  }
  for (size_t i = 0; i < n_others && ok; i++) {
    ent_fact f = ent_reference_fact(list->reference, others[i]);
    ok = among(facts, n, others[i]) || add_fact(list, &f, other, actor);
  }
  return ok ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}
