/* "the 32-member alliance", "ASEAN has ten members": how many members an organisation has. */
#include "claim/statement.h"

#include <string.h>

#define YEARS_OF_DOUBT 6 /* a text without a date may be that old */

static bool ends_as(ent_str fold, const char *tail)
{
  return ent_str_ends(fold, ent_str_of(tail));
}

/* "32-member", "ten-nation": the number, 0 where it is no such word. */
static unsigned compound_number(ent_str fold)
{
  static const char *const tails[] = {"-member", "-nation", "-country", "-state", "-strong"};
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
    if (ends_as(fold, tails[i])) {
      bool ordinal;
      unsigned n = enti_number_said(ent_str_slice(fold, 0, fold.n - strlen(tails[i])), &ordinal);
      return ordinal ? 0 : n;
    }
  return 0;
}

static bool is_one_of(ent_str word, const char *list)
{
  return enti_frame_lists(list, word);
}

/* The number at token t, where the words around it make it a count of all members. */
static unsigned count_at(const enti_scene *s, uint32_t t)
{
  bool ordinal;
  const ent_token *token = enti_scene_token(s, t);
  unsigned n = compound_number(token->fold);
  if (n)
    return n;
  n = enti_number_at(s, t, &ordinal);
  if (!n || ordinal)
    return 0;
  uint32_t next = t + 1;
  if (next + 1 < s->end && ent_str_eq(enti_scene_token(s, next)->norm, ENT_STR("-")))
    return is_one_of(enti_scene_token(s, next + 1)->fold, "member nation country state strong") ? n : 0;
  while (next < s->end && is_one_of(enti_scene_token(s, next)->fold, "full member"))
    next++;
  bool members =
      next < s->end && is_one_of(enti_scene_token(s, next)->fold, "members states member-states countries nations");
  if (!members || t <= s->first + 0)
    return 0;
  const ent_token *before = enti_scene_token(s, t - 1);
  bool grew = ent_str_eq(before->fold, ENT_STR("to")) && t >= s->first + 2 &&
              is_one_of(enti_scene_token(s, t - 2)->lemma, "grow expand rise enlarge increase swell");
  bool there = is_one_of(before->fold, "are were") && t >= s->first + 2 && is_one_of(enti_scene_token(s, t - 2)->fold, "there");
  if (grew || there || is_one_of(before->fold, "has have had counts counted comprises numbers now"))
    return n;
  return ent_str_eq(before->fold, ENT_STR("of")) && t >= s->first + 2 &&
                 is_one_of(enti_scene_token(s, t - 2)->fold,
                           "alliance bloc group grouping organisation organization union")
             ? n
             : 0;
}

/* The one organisation of the sentence. */
static bool only_org(const enti_scene *s, ent_actor_ref *ret)
{
  bool found = false;
  for (size_t i = 0; i < s->doc->n_mentions; i++) {
    const ent_mention *m = &s->doc->mentions[i];
    if (m->first < s->first || m->first >= s->end || m->n_actors != 1 || (m->flags & ENT_MENTION_COREF) ||
        !enti_is_org(s, m->actors[0]))
      continue;
    if (found && !ent_str_eq(ret->id, m->actors[0].id))
      return false;
    *ret = m->actors[0];
    found = true;
  }
  return found;
}

typedef struct range {
  size_t low, high;
} range;

/* How many members there were on the days of [from, to]; months are enough, members do not come and go. */
static range count_between(const enti_scene *s, ent_str org, int32_t from, int32_t to)
{
  range r = {SIZE_MAX, 0};
  for (int32_t day = from;; day = to - day > 30 ? day + 30 : to) {
    size_t n = enti_count_members(s->ref, org, day);
    if (n) {
      r.low = n < r.low ? n : r.low;
      size_t most = n + enti_count_disputed(s->ref, org, day);
      r.high = most > r.high ? most : r.high;
    }
    if (day >= to)
      return r;
  }
}

/* The last day on which somebody joined. */
static int32_t newest_member(const enti_scene *s, ent_str org)
{
  size_t n;
  int32_t newest = 0;
  const uint32_t *facts = ent_reference_of(s->ref, org, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (ent_str_eq(f.object, org) && ent_str_eq(f.relation, ENT_STR("member-of")) && ent_date_known(f.start) &&
        f.start.day > newest)
      newest = f.start.day;
  }
  return newest;
}

/* As of the text: its date; without one, the last years that are known. */
static range count_now(const enti_scene *s, ent_str org)
{
  ent_date d = s->doc->date;
  bool stated = ent_date_known(d) && s->doc->date_basis != ENT_BASIS_FILE && s->doc->date_basis != ENT_BASIS_NONE;
  if (stated)
    return count_between(s, org, d.day, ent_date_last(d));
  int32_t today = enti_newest_day(s->ref);
  range now = count_between(s, org, today - YEARS_OF_DOUBT * 366, today);
  int32_t newest = newest_member(s, org);
  return now.high ? now : count_between(s, org, newest - YEARS_OF_DOUBT * 366, newest); /* one that is no more */
}

/* Every date of the sentence: "NATO grew to 29 members when Montenegro joined in 2017". */
static size_t all_times(const enti_scene *s, const ent_timex *out[ENTI_TIMES_MAX])
{
  size_t n = 0;
  for (size_t i = 0; i < s->doc->n_times && n < ENTI_TIMES_MAX; i++) {
    const ent_timex *t = &s->doc->times[i];
    if (t->first >= s->first && t->first < s->end && t->kind == ENT_TIME_DATE && ent_date_known(t->from))
      out[n++] = t;
  }
  return n;
}

static bool in_range(unsigned said, range r)
{
  return said >= r.low && said <= r.high;
}

static void report(enti_scene *s, uint32_t t, unsigned said, ent_actor_ref org, range known, bool right)
{
  ent_finding *f = enti_finding_add(s, right ? ENT_CONSISTENT : ENT_CONTRADICTED, "number", t, ENT_STR("claim/number"));
  if (!f)
    return;
  ent_str name = enti_name_of(s, org.id);
  f->source = enti_finding_actors(s, &org, 1);
  f->n_source = 1;
  f->value_in_text = enti_printf(s, "%.*s has %u members", ENT_STR_ARG(name), said);
  f->value_reference =
      known.low == known.high
          ? enti_printf(s, "%.*s has %zu members then", ENT_STR_ARG(name), known.high)
          : enti_printf(s, "%.*s has %zu to %zu members then", ENT_STR_ARG(name), known.low, known.high);
  f->ref_source = ENT_STR("entente");
}

/* "grew to 32 members", "had 28 members": the number of the time that is told of, not of today's. */
static bool told_of_then(const enti_scene *s, uint32_t t)
{
  for (int i = 0; i < 3; i++) {
    uint32_t head = enti_scene_token(s, t)->head;
    ent_rel rel = ent_rel_base(enti_scene_token(s, t)->rel);
    if (head == ENT_NONE || head < s->first || head >= s->end)
      return false;
    if (enti_scene_token(s, head)->xpos == ENT_X_VBD)
      return rel == ENT_OBJ || rel == ENT_OBL;
    t = head;
  }
  return false;
}

/* Right as of the text or as of a time in the clause: "NATO, an alliance of 32 members, was founded in 1949". */
static void check_count(enti_scene *s, uint32_t t, unsigned said, ent_actor_ref org)
{
  const ent_timex *times[ENTI_TIMES_MAX];
  if (!enti_asserted(s, t) || enti_negated(s, t))
    return;
  size_t n = all_times(s, times);
  if (n < 2)
    enti_state_members(s, org.id, said, n ? times[0] : NULL);
  if (!enti_complete_members(s->ref, org.id))
    return;
  range known = count_now(s, org.id);
  bool right = in_range(said, known) && !(n && told_of_then(s, t));
  for (size_t i = 0; i < n && !right; i++) {
    range then = count_between(s, org.id, times[i]->from.day,
                               ent_date_last(ent_date_known(times[i]->to) ? times[i]->to : times[i]->from));
    right = in_range(said, then);
    known = right || n == 1 ? then : known;
  }
  if (known.high)
    report(s, t, said, org, known, right);
}

/* Most tokens are not: this is asked of each. */
static bool may_be_number(const ent_token *t)
{
  return (t->flags & ENT_TOKEN_DIGITS) || t->upos == ENT_NUM || (t->fold.n > 7 && memchr(t->fold.p, '-', t->fold.n));
}

void enti_check_numbers(enti_scene *s)
{
  ent_actor_ref org;
  for (uint32_t t = s->first; t < s->end; t++) {
    if (!may_be_number(enti_scene_token(s, t)))
      continue;
    unsigned said = count_at(s, t);
    if (said && only_org(s, &org))
      check_count(s, t, said, org);
  }
}
