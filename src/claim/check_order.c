/* Who came first: "joined a year before Finland", "together with Greece", "the newest member". */
#include "claim/compare.h"
#include "claim/verdict.h"

#define DAYS_A_YEAR 365.25
#define DAYS_A_MONTH 30.4
#define TOGETHER_DAYS 31 /* one wave of accessions; ceremonies differ by days */

typedef enum order { SAME = 0, BEFORE = -1, AFTER = 1 } order;

typedef struct said {    /* what the text says of the order */
  ent_actor_ref other;   /* before, after or with whom */
  order order;
  double least, most;    /* days between them; both 0: no measure */
} said;

static bool is_fold(const enti_scene *s, uint32_t t, const char *words)
{
  return t < s->end && enti_frame_lists(words, enti_scene_token(s, t)->fold);
}

/* The only accession of x to y, in *ret; false where there are several, or none that is known. */
static bool accession(const ent_reference *r, ent_str x, ent_str y, ent_date *ret)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(r, y, &n);
  *ret = ENT_NO_DATE;
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(r, facts[i]);
    if (!ent_str_eq(f.object, y) || !ent_str_eq(f.subject, x) || ent_str_starts(f.note, ENT_STR("disputed")) ||
        !enti_frame_lists("member-of founding-member-of", f.relation))
      continue;
    if (!ent_date_known(f.start) || (ent_date_known(*ret) && ret->day != f.start.day))
      return false;
    *ret = f.start;
  }
  return ent_date_known(*ret);
}

/* The same for those whose members went over to y unchanged: the European Communities of the Union. */
static bool accession_to(const ent_reference *r, ent_str x, ent_str y, ent_date *ret)
{
  if (accession(r, x, y, ret))
    return true;
  for (size_t i = 0; i < r->n_pairs; i++) {
    ent_str a = ent_pack_string(r->pack, r->pairs[i].a), b = ent_pack_string(r->pack, r->pairs[i].b);
    if (r->pairs[i].kind == PAIR_SAME_MEMBERS && (ent_str_eq(a, y) || ent_str_eq(b, y)) &&
        accession(r, x, ent_str_eq(a, y) ? b : a, ret))
      return true;
  }
  return false;
}

/* ---- what the text says ---- */

/* A state that stands alone behind the word, not as the subject of another deed: "before Finland", "after Finland
 * did", not "after Hungary lifted its veto", "after Finnish elections". */
static bool state_behind(const enti_scene *s, uint32_t t, ent_actor_ref *ret)
{
  if (is_fold(s, t, "the"))
    t++;
  uint32_t m = t < s->end && s->doc->mention_of ? s->doc->mention_of[t] : ENT_NONE;
  if (m == ENT_NONE || s->doc->mentions[m].n_actors != 1 ||
      s->doc->mentions[m].flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED | ENT_MENTION_AMBIGUOUS))
    return false;
  const ent_mention *mention = &s->doc->mentions[m];
  uint32_t next = mention->last + 1;
  *ret = mention->actors[0];
  if (enti_scene_token(s, mention->head)->upos != ENT_PROPN || enti_is_org(s, *ret))
    return false;
  if (next >= s->end)
    return true;
  uint8_t upos = enti_scene_token(s, next)->upos;
  bool does = enti_frame_lists("do have join accede enter", enti_scene_token(s, next)->lemma);
  return does || (upos != ENT_VERB && upos != ENT_AUX && upos != ENT_NOUN && upos != ENT_PROPN && !is_fold(s, next, "'s ’s"));
}

/* "two years" that ends at token t. */
static void read_measure(const enti_scene *s, uint32_t t, said *what)
{
  bool ordinal;
  double unit = enti_frame_lists("year", enti_scene_token(s, t)->lemma)    ? DAYS_A_YEAR
                : enti_frame_lists("month", enti_scene_token(s, t)->lemma) ? DAYS_A_MONTH
                                                                           : 0;
  if (!unit || t <= s->first)
    return;
  unsigned n = is_fold(s, t - 1, "a one") ? 1 : enti_number_at(s, t - 1, &ordinal);
  if (n) { /* counted by the calendar, or by what has passed */
    what->least = (n - 1.0) * unit + 1;
    what->most = (n + 1.0) * unit - 1;
  }
}

/* The order that begins at token t: "before X", "earlier than X", "together with X", "on the same day as X". */
static bool order_at(const enti_scene *s, uint32_t t, said *what)
{
  uint32_t next = t + 1;
  *what = (said){0};
  if (is_fold(s, t, "before after")) {
    what->order = is_fold(s, t, "before") ? BEFORE : AFTER;
    if (t > s->first)
      read_measure(s, t - 1, what);
  } else if (is_fold(s, t, "earlier later sooner") && is_fold(s, t + 1, "than")) {
    what->order = is_fold(s, t, "later") ? AFTER : BEFORE;
    next = t + 2;
    if (t > s->first)
      read_measure(s, t - 1, what);
  } else if (is_fold(s, t, "together along") && is_fold(s, t + 1, "with"))
    next = t + 2;
  else if (is_fold(s, t, "day time") && t > s->first && is_fold(s, t - 1, "same") && is_fold(s, t + 1, "as"))
    next = t + 2;
  else if (!is_fold(s, t, "alongside"))
    return false;
  return state_behind(s, next, &what->other);
}

/* ---- the comparison ---- */

static ent_verdict compare(const said *what, ent_date x, ent_date y)
{
  bool exact = x.precision == ENT_DATE_DAY && y.precision == ENT_DATE_DAY;
  bool before = ent_date_last(x) < y.day, after = ent_date_last(y) < x.day;
  double gap = x.day < y.day ? y.day - x.day : x.day - y.day;
  if (what->order == SAME)
    return gap <= TOGETHER_DAYS && exact ? ENT_CONSISTENT : gap > DAYS_A_YEAR + TOGETHER_DAYS ? ENT_CONTRADICTED : ENT_UNKNOWN;
  if (what->order == BEFORE ? after : before)
    return ENT_CONTRADICTED;
  if (!before && !after)
    return exact ? ENT_CONTRADICTED : ENT_UNKNOWN;
  if (what->most > 0 && exact && (gap < what->least || gap > what->most))
    return ENT_CONTRADICTED;
  return ENT_CONSISTENT;
}

static void report(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, const said *what, ent_date dx,
                   ent_date dz, ent_verdict verdict)
{
  static const char *const words[] = {"before", "together with", "after"};
  ent_finding *f = enti_finding_pair(s, verdict, "date", hit, x, y);
  if (!f)
    return;
  ent_str a = enti_name_of(s, x.id), b = enti_name_of(s, what->other.id), org = enti_name_of(s, y.id);
  ent_str first = enti_date_words(s, dx), second = enti_date_words(s, dz);
  f->value_in_text = enti_printf(s, "%.*s joined %.*s %s %.*s", ENT_STR_ARG(a), ENT_STR_ARG(org),
                                 words[what->order + 1], ENT_STR_ARG(b));
  f->value_reference = enti_printf(s, "%.*s joined %.*s: %.*s, %.*s: %.*s", ENT_STR_ARG(a), ENT_STR_ARG(org),
                                   ENT_STR_ARG(first), ENT_STR_ARG(b), ENT_STR_ARG(second));
  f->ref_source = ENT_STR("entente");
}

void enti_check_order(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, bool sure)
{
  ent_date dx, dz;
  said what;
  if (hit->frame != FRAME_JOIN || !enti_is_org(s, y) || enti_partial_object(s, hit) || enti_negated(s, hit->anchor) ||
      !accession_to(s->ref, x.id, y.id, &dx))
    return;
  for (uint32_t t = s->first; t < s->end; t++) {
    if (!order_at(s, t, &what) || ent_str_eq(what.other.id, x.id) || !accession_to(s->ref, what.other.id, y.id, &dz))
      continue;
    ent_verdict verdict = compare(&what, dx, dz);
    if (verdict == ENT_CONSISTENT || (verdict == ENT_CONTRADICTED && sure))
      report(s, hit, x, y, &what, dx, dz, verdict);
    return;
  }
}

/* ---- the newest member ---- */

static bool says_newest(const enti_scene *s, const enti_hit *hit)
{
  for (uint32_t t = hit->first > s->first + 4 ? hit->first - 4 : s->first; t <= hit->last; t++)
    if (is_fold(s, t, "newest youngest latest") || (is_fold(s, t, "most") && is_fold(s, t + 1, "recent")) ||
        (is_fold(s, t, "last") && is_fold(s, t + 1, "country state nation member")))
      return true;
  return false;
}

/* Somebody who came later than x, by the day that the text is of. */
static bool later_member(const enti_scene *s, ent_str y, ent_date x, int32_t day, ent_fact *ret)
{
  size_t n;
  bool found = false;
  const uint32_t *facts = ent_reference_of(s->ref, y, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    if (ent_str_eq(f.object, y) && ent_str_eq(f.relation, ENT_STR("member-of")) && ent_date_known(f.start) &&
        !ent_str_starts(f.note, ENT_STR("disputed")) && f.start.day > ent_date_last(x) && f.start.day <= day &&
        (!found || f.start.day > ret->start.day)) {
      *ret = f;
      found = true;
    }
  }
  return found;
}

bool enti_check_newest(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, bool sure)
{
  ent_date joined, day = ent_document_day(s->doc);
  ent_fact later;
  if (!says_newest(s, hit))
    return false;
  if (!enti_complete_members(s->ref, y.id) || enti_negated(s, hit->anchor) || !accession(s->ref, x.id, y.id, &joined))
    return true;
  bool beaten = later_member(s, y.id, joined, ent_date_known(day) ? ent_date_last(day) : INT32_MAX, &later);
  if (beaten && !sure)
    return true;
  ent_finding *f = enti_finding_pair(s, beaten ? ENT_CONTRADICTED : ENT_CONSISTENT, "number", hit, x, y);
  if (!f)
    return true;
  ent_fact newest = beaten ? later : (ent_fact){.subject = x.id, .start = joined};
  ent_str a = enti_name_of(s, x.id), b = enti_name_of(s, newest.subject), org = enti_name_of(s, y.id);
  ent_str when = enti_date_words(s, newest.start);
  f->value_in_text = enti_printf(s, "%.*s is the newest member of %.*s", ENT_STR_ARG(a), ENT_STR_ARG(org));
  f->value_reference = enti_printf(s, "%.*s joined %.*s: %.*s", ENT_STR_ARG(b), ENT_STR_ARG(org), ENT_STR_ARG(when));
  f->ref_source = beaten ? later.source : ENT_STR("entente");
  return true;
}
