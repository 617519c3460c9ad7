/* "the 32-member alliance", "ASEAN has ten members": how many members an organisation has. */
#include "claim/verdict.h"

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
      unsigned n = enti_number_of(ent_str_slice(fold, 0, fold.n - strlen(tails[i])), &ordinal);
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
  n = enti_number_of(token->fold, &ordinal);
  if (!n || ordinal)
    return 0;
  uint32_t next = t + 1;
  if (next + 1 < s->end && ent_str_eq(enti_scene_token(s, next)->norm, ENT_STR("-")))
    return is_one_of(enti_scene_token(s, next + 1)->fold, "member nation country state strong") ? n : 0;
  while (next < s->end && is_one_of(enti_scene_token(s, next)->fold, "full member"))
    next++;
  bool members = next < s->end && is_one_of(enti_scene_token(s, next)->fold, "members states member-states countries nations");
  if (!members || t <= s->first + 0)
    return 0;
  const ent_token *before = enti_scene_token(s, t - 1);
  if (is_one_of(before->fold, "has have had counts counted comprises numbers now"))
    return n;
  return ent_str_eq(before->fold, ENT_STR("of")) && t >= s->first + 2 &&
                 is_one_of(enti_scene_token(s, t - 2)->fold, "alliance bloc group grouping organisation organization union")
             ? n
             : 0;
}

/* The one organisation of the sentence whose members are known completely. */
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
  return found && enti_complete_members(s->ref, ret->id);
}

/* The span of days that the sentence may speak of. */
static bool span_of_text(const enti_scene *s, uint32_t token, int32_t *ret_from, int32_t *ret_to)
{
  const ent_timex *times[ENTI_TIMES_MAX];
  size_t n = enti_scene_times(s, token, times);
  ent_date d = s->doc->date;
  if (!ent_date_known(d))
    return false;
  bool stated = s->doc->date_basis != ENT_BASIS_FILE && s->doc->date_basis != ENT_BASIS_NONE;
  *ret_from = stated ? d.day : d.day - YEARS_OF_DOUBT * 366;
  *ret_to = ent_date_last(d);
  if (n == 1 && times[0]->role == ENT_TIME_AT && ent_date_known(times[0]->from)) {
    *ret_from = times[0]->from.day;
    *ret_to = ent_date_last(ent_date_known(times[0]->to) ? times[0]->to : times[0]->from);
  }
  return true;
}

static void check_count(enti_scene *s, uint32_t t, unsigned said, ent_actor_ref org)
{
  int32_t from, to;
  size_t low = SIZE_MAX, high = 0;
  if (!enti_asserted(s, t) || enti_negated(s, t) || !span_of_text(s, t, &from, &to))
    return;
  for (int32_t day = from;; day = to - day > 30 ? day + 30 : to) {
    size_t n = enti_count_members(s->ref, org.id, day);
    low = n < low ? n : low;
    high = n > high ? n : high;
    if (day >= to)
      break;
  }
  if (!high || !low)
    return;
  bool right = said >= low && said <= high;
  ent_finding *f = enti_finding_add(s, right ? ENT_CONSISTENT : ENT_CONTRADICTED, "number", t, ENT_STR("claim/number"));
  if (!f)
    return;
  ent_str name = enti_name_of(s, org.id);
  f->source = enti_finding_actors(s, &org, 1);
  f->n_source = 1;
  f->value_in_text = enti_printf(s, "%.*s has %u members", ENT_STR_ARG(name), said);
  f->value_reference = low == high ? enti_printf(s, "%.*s has %zu members then", ENT_STR_ARG(name), high)
                                   : enti_printf(s, "%.*s has %zu to %zu members then", ENT_STR_ARG(name), low, high);
  f->ref_source = ENT_STR("entente");
}

void enti_check_numbers(enti_scene *s)
{
  ent_actor_ref org;
  for (uint32_t t = s->first; t < s->end; t++) {
    unsigned said = count_at(s, t);
    if (said && only_org(s, &org))
      check_count(s, t, said, org);
  }
}
