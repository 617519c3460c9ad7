/* Memberships: who belongs to what, since when, as which, and how many they are. */
#include "claim/compare.h"
#include "claim/verdict.h"

#include <string.h>

#define FOR_EVER_FROM INT32_MIN
#define FOR_EVER_TO INT32_MAX
#define YEARS_OF_DOUBT 2

static bool is_membership(const ent_fact *f, ent_str org)
{
  return ent_str_eq(f->object, org) &&
         (ent_str_eq(f->relation, ENT_STR("member-of")) || ent_str_eq(f->relation, ENT_STR("founding-member-of")));
}

/* "from the integrated military command only; remained a member": no end of the membership. */
bool enti_partial_withdrawal(const ent_fact *f)
{
  return memmem(f->note.p, f->note.n, "remained a member", 17) || memmem(f->note.p, f->note.n, "military", 8) ||
         memmem(f->note.p, f->note.n, " only", 5);
}

/* Sources differ on whether it is one: neither yes nor no. */
static bool is_disputed(const ent_fact *f)
{
  return ent_str_starts(f->note, ENT_STR("disputed"));
}

/* The day on which a membership ended: its own end (of a founder, that of the membership that began with it), else the
 * last withdrawal after its beginning. */
static int32_t end_of(const ent_reference *r, const ent_fact *membership, ent_str org)
{
  size_t n;
  int32_t end = FOR_EVER_TO;
  if (ent_date_known(membership->end))
    return ent_date_last(membership->end);
  const uint32_t *facts = ent_reference_of(r, membership->subject, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(r, facts[i]);
    if (ent_str_eq(membership->relation, ENT_STR("founding-member-of")) && ent_str_eq(f.relation, ENT_STR("member-of")) &&
        ent_str_eq(f.object, org) && ent_date_known(f.end) && f.end.day > membership->start.day)
      return ent_date_last(f.end);
    if (ent_str_eq(f.relation, ENT_STR("withdrew-from")) && ent_str_eq(f.object, org) && ent_date_known(f.start) &&
        f.start.day > membership->start.day && !enti_partial_withdrawal(&f) && !ent_date_known(f.end))
      end = end == FOR_EVER_TO || ent_date_last(f.start) > end ? ent_date_last(f.start) : end;
  }
  return end;
}

/* Under whose name the members of an organisation stand: of the European Communities the Union's. */
static ent_str keeper_of(const ent_reference *r, ent_str org)
{
  for (size_t i = 0; i < r->n_pairs; i++)
    if (r->pairs[i].kind == PAIR_SAME_MEMBERS && ent_str_eq(ent_pack_string(r->pack, r->pairs[i].b), org))
      return ent_pack_string(r->pack, r->pairs[i].a);
  return org;
}

bool enti_complete_members(const ent_reference *reference, ent_str org)
{
  return enti_reference_pair(reference, PAIR_COMPLETE, ENT_STR("member-of"), keeper_of(reference, org));
}

int enti_was_member(const ent_reference *reference, ent_str member, ent_str org, int32_t from, int32_t to,
                    bool *ret_all)
{
  size_t n;
  bool some = false, family = false, undated = false;
  org = keeper_of(reference, org);
  const uint32_t *facts = ent_reference_of(reference, org, &n);
  *ret_all = false;
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(reference, facts[i]);
    if (!is_membership(&f, org) || !enti_reference_family(reference, f.subject, member))
      continue;
    if (is_disputed(&f)) {
      undated = true;
      continue;
    }
    bool same = ent_str_eq(f.subject, member);
    int32_t begin = ent_date_known(f.start) ? f.start.day : FOR_EVER_FROM;
    int32_t end = end_of(reference, &f, org);
    undated = undated || !ent_date_known(f.start);
    family = family || (!same && begin <= to && end >= from);
    some = some || (same && begin <= to && end >= from);
    *ret_all = *ret_all || (same && ent_date_known(f.start) && ent_date_last(f.start) < from && end >= to);
  }
  if (some)
    return 1;
  return family || undated || !enti_complete_members(reference, org) ? -1 : 0;
}

size_t enti_count_disputed(const ent_reference *reference, ent_str org, int32_t day)
{
  size_t n, count = 0;
  const uint32_t *facts = ent_reference_of(reference, org, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(reference, facts[i]);
    count += is_membership(&f, org) && is_disputed(&f) && (!ent_date_known(f.start) || f.start.day <= day);
  }
  return count;
}

/* Distinct members on a day. A member that founded the organisation stands in two rows. */
size_t enti_count_members(const ent_reference *reference, ent_str org, int32_t day)
{
  size_t n, count = 0;
  org = keeper_of(reference, org);
  const uint32_t *facts = ent_reference_of(reference, org, &n);
  if (!enti_complete_members(reference, org))
    return 0;
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(reference, facts[i]);
    if (!is_membership(&f, org) || is_disputed(&f) || (ent_date_known(f.start) && f.start.day > day) || end_of(reference, &f, org) < day)
      continue;
    bool again = false;
    for (size_t k = 0; k < i && !again; k++) {
      ent_fact g = ent_reference_fact(reference, facts[k]);
      again = is_membership(&g, org) && ent_str_eq(g.subject, f.subject) &&
              !(ent_date_known(g.start) && g.start.day > day) && end_of(reference, &g, org) >= day;
    }
    count += !again;
  }
  return count;
}

/* The day on which a sentence without a date is meant: the document's, where somebody stated one. */
static bool day_of_text(const enti_scene *s, int32_t *ret_from, int32_t *ret_to)
{
  ent_date d = s->doc->date;
  bool stated = ent_date_known(d) && s->doc->date_basis != ENT_BASIS_FILE && s->doc->date_basis != ENT_BASIS_NONE;
  *ret_from = stated ? d.day : FOR_EVER_FROM;
  *ret_to = stated ? ent_date_last(d) : FOR_EVER_TO;
  return stated;
}

static bool past_tense(const enti_scene *s, uint32_t t)
{
  uint32_t cop = enti_scene_child(s, t, ENT_COP);
  uint32_t verb = cop != ENT_NONE ? cop : t;
  return enti_scene_token(s, verb)->xpos == ENT_X_VBD;
}

static void report(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, ent_verdict verdict,
                   bool member)
{
  ent_finding *f = enti_finding_pair(s, verdict, "membership", hit, x, y);
  if (!f)
    return;
  ent_str a = enti_name_of(s, x.id), b = enti_name_of(s, y.id);
  bool said = member == (verdict == ENT_CONSISTENT);
  f->value_in_text = enti_printf(s, "%.*s is %sa member of %.*s", ENT_STR_ARG(a), said ? "" : "not ", ENT_STR_ARG(b));
  f->value_reference =
      enti_printf(s, "%.*s %s a member of %.*s then", ENT_STR_ARG(a), member ? "is" : "is not", ENT_STR_ARG(b));
  f->ref_source = ENT_STR("entente");
}

/* The last day that the base knows anything of. */
int32_t enti_newest_day(const ent_reference *r)
{
  int32_t newest = 0;
  for (size_t i = 0; i < r->n_facts; i++)
    if (r->facts[i].start_precision && r->facts[i].start_day > newest)
      newest = r->facts[i].start_day;
  return newest;
}

/* "is a member", in a text without a date: as of the last years that are known. Who left within them may have been one
 * when it was written: -1. */
static int is_member_now(const enti_scene *s, ent_actor_ref x, ent_actor_ref y)
{
  bool all;
  if (enti_was_member(s->ref, x.id, y.id, FOR_EVER_TO - 1, FOR_EVER_TO, &all) == 1)
    return 1;
  return enti_was_member(s->ref, x.id, y.id, enti_newest_day(s->ref) - YEARS_OF_DOUBT * 366, FOR_EVER_TO, &all) == 0 ? 0
                                                                                                                : -1;
}

/* Membership on a date, or at all. */
static void check_state(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, const ent_timex *time,
                        bool sure)
{
  int32_t from, to;
  bool all, dated = time != NULL || day_of_text(s, &from, &to);
  if (time) {
    from = time->from.day;
    to = ent_date_last(ent_date_known(time->to) ? time->to : time->from);
  } else if (past_tense(s, hit->anchor) || !dated) {
    from = FOR_EVER_FROM;
    to = FOR_EVER_TO;
  }
  int was = enti_was_member(s->ref, x.id, y.id, from, to, &all);
  bool denied = enti_negated(s, hit->anchor);
  bool present = hit->frame == FRAME_MEMBER && !past_tense(s, hit->anchor) &&
                 enti_scene_child(s, hit->anchor, ENT_COP) != ENT_NONE;
  if (!dated && !denied && present)
    was = was < 0 ? was : is_member_now(s, x, y);
  if (!dated && denied) { /* today, as far as is known: members in the end */
    was = enti_was_member(s->ref, x.id, y.id, FOR_EVER_TO - 1, FOR_EVER_TO, &all);
    all = was == 1;
  }
  if (was < 0)
    return;
  if (!denied && (was || sure))
    report(s, hit, x, y, was ? ENT_CONSISTENT : ENT_CONTRADICTED, was != 0);
  else if (denied && (!was || (all && sure)))
    report(s, hit, x, y, was ? ENT_CONTRADICTED : ENT_CONSISTENT, was != 0);
}

/* ---- "the thirtieth member" ---- */

/* Ranks that a member may claim: those who came the same day share theirs. 0: cannot be told. */
static size_t rank_of(const ent_reference *r, ent_str member, ent_str org, size_t *ret_high)
{
  size_t n;
  const uint32_t *facts = ent_reference_of(r, org, &n);
  ent_date joined = ENT_NO_DATE;
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(r, facts[i]);
    if (is_membership(&f, org) && ent_str_eq(f.subject, member) && ent_date_known(f.start))
      joined = f.start;
  }
  if (joined.precision != ENT_DATE_DAY)
    return 0;
  *ret_high = enti_count_members(r, org, joined.day);
  size_t before = enti_count_members(r, org, joined.day - 1);
  return *ret_high ? before + 1 : 0;
}

/* "the 30th member", "the 30th full member"; not "the first Nordic member", "the second member to ratify". */
static bool counts_members(const enti_scene *s, const enti_hit *hit, uint32_t t)
{
  if (t + 1 < hit->last && enti_frame_lists("full", enti_scene_token(s, t + 1)->fold))
    t++;
  bool narrowed =
      hit->last + 1 < s->end &&
      enti_frame_lists("to that who which in from", enti_scene_token(s, hit->last + 1)->fold) &&
      !(hit->last + 2 < s->end && (enti_scene_token(s, hit->last + 2)->flags & (ENT_TOKEN_DIGITS | ENT_TOKEN_CAPITAL)));
  return enti_frame_lists("member members", enti_scene_token(s, t + 1)->fold) && !narrowed;
}

/* "the first European country to join": not counted among all. */
static bool is_narrowed(const enti_scene *s, uint32_t noun)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    const ent_token *token = enti_scene_token(s, t);
    ent_rel rel = ent_rel_base(token->rel);
    bool kind = rel == ENT_AMOD || rel == ENT_COMPOUND || rel == ENT_NMOD;
    if (token->head == noun && kind && !enti_number_said(token->fold, &(bool){false}) &&
        !enti_frame_lists("member new full", token->fold))
      return true;
  }
  return false;
}

/* "the 30th state to enter NATO", "the 30th state that entered": the noun that the verb describes. 0: none. */
static unsigned ordinal_of_state(const enti_scene *s, uint32_t verb)
{
  unsigned said;
  const ent_token *t = enti_scene_token(s, verb);
  if (ent_rel_base(t->rel) != ENT_ACL || t->head == ENT_NONE || t->head < s->first || t->head >= s->end ||
      !enti_frame_lists("state country nation member", enti_scene_token(s, t->head)->lemma))
    return 0;
  return !is_narrowed(s, t->head) && enti_scene_ordinal(s, t->head, &said) != ENT_NONE ? said : 0;
}

static unsigned ordinal_said(const enti_scene *s, const enti_hit *hit)
{
  bool ordinal;
  for (uint32_t t = hit->first; t <= hit->last; t++) {
    unsigned said = enti_number_at(s, t, &ordinal);
    if (said && ordinal && counts_members(s, hit, t))
      return said;
  }
  return hit->frame == FRAME_JOIN ? ordinal_of_state(s, hit->anchor) : 0;
}

static void check_ordinal(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, bool sure)
{
  size_t high, low;
  unsigned said = ordinal_said(s, hit);
  if (!said || (low = rank_of(s->ref, x.id, y.id, &high)) == 0)
    return;
  bool right = said >= low && said <= high;
  ent_finding *f =
      right || sure ? enti_finding_pair(s, right ? ENT_CONSISTENT : ENT_CONTRADICTED, "number", hit, x, y) : NULL;
  if (!f)
    return;
  ent_str a = enti_name_of(s, x.id), b = enti_name_of(s, y.id);
  f->value_in_text = enti_printf(s, "%.*s was member number %u of %.*s", ENT_STR_ARG(a), said, ENT_STR_ARG(b));
  f->value_reference = low == high ? enti_printf(s, "%.*s was member number %zu of %.*s", ENT_STR_ARG(a), low, ENT_STR_ARG(b))
                                   : enti_printf(s, "%.*s was member number %zu to %zu of %.*s", ENT_STR_ARG(a), low, high,
                                                 ENT_STR_ARG(b));
  f->ref_source = ENT_STR("entente");
}

/* ---- hits ---- */

static void add_all(enti_party *party, const enti_party *more)
{
  for (size_t i = 0; i < more->n; i++)
    enti_party_add(party, more->actors[i]);
  party->sure = more->sure;
}

/* Who is said to be a member: "Norway is a member of", "Poland, a member of", "NATO member Poland". */
static void find_holders(const enti_scene *s, const enti_hit *hit, enti_party *xs)
{
  uint32_t anchor = hit->anchor, subject = ENT_NONE;
  const ent_token *t = enti_scene_token(s, anchor);
  bool passive;
  if (hit->frame == FRAME_JOIN || t->upos == ENT_VERB || enti_scene_child(s, anchor, ENT_COP) != ENT_NONE)
    subject = enti_subject(s, anchor, &passive);
  else if (ent_rel_base(t->rel) == ENT_NSUBJ && t->head != ENT_NONE &&
           enti_scene_child(s, t->head, ENT_COP) != ENT_NONE)
    subject = t->head; /* "the members are A, B and C" */
  else if (ent_rel_base(t->rel) == ENT_NMOD && enti_frame_lists("one among", enti_scene_token(s, t->head)->fold))
    subject = enti_subject(s, t->head, &passive); /* "was one of the founding members" */
  else if (ent_rel_base(t->rel) == ENT_APPOS)
    subject = t->head;
  else if (enti_scene_child(s, anchor, ENT_APPOS) != ENT_NONE)
    subject = enti_scene_child(s, anchor, ENT_APPOS);
  enti_party one = {0};
  if (subject != ENT_NONE && subject != anchor)
    enti_party_at(s, subject, &one);
  add_all(xs, &one);
}

/* The organisation may stand before the word: "a NATO member". *ret_token: where it stands. */
static bool org_of_member(const enti_scene *s, const enti_hit *hit, ent_actor_ref *ret, uint32_t *ret_token)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    const ent_token *token = enti_scene_token(s, t);
    if (token->head != hit->anchor || (token->rel != ENT_NMOD_POSS && ent_rel_base(token->rel) != ENT_COMPOUND))
      continue;
    enti_party party = {0};
    enti_party_at(s, t, &party);
    if (party.n == 1 && enti_is_org(s, party.actors[0])) {
      *ret = party.actors[0];
      *ret_token = t;
      return true;
    }
  }
  return enti_object_org(s, hit, ret, ret_token);
}

/* "a member of the G20 and of NATO": all that are named together. */
static void orgs_of_member(const enti_scene *s, ent_actor_ref first, uint32_t token, enti_party *ys)
{
  enti_party together = {0};
  uint32_t m = s->doc->mention_of ? s->doc->mention_of[token] : ENT_NONE;
  enti_party_add(ys, first);
  enti_party_at(s, m != ENT_NONE ? s->doc->mentions[m].head : token, &together);
  for (size_t i = 0; i < together.n; i++)
    if (enti_is_org(s, together.actors[i]))
      enti_party_add(ys, together.actors[i]);
}

/* "a founding member": 1 is one, 0 is none, -1 nobody knows the founders. */
static int is_founder(const enti_scene *s, ent_str x, ent_str y)
{
  size_t n;
  bool founders = false;
  const uint32_t *facts = ent_reference_of(s->ref, y, &n);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(s->ref, facts[i]);
    bool of_y = ent_str_eq(f.object, y);
    if (of_y && enti_frame_lists("founding-member-of founded", f.relation) && ent_str_eq(f.subject, x))
      return 1;
    founders = founders || (of_y && ent_str_eq(f.relation, ENT_STR("founding-member-of")));
  }
  return founders && enti_complete_members(s->ref, y) ? 0 : -1;
}

static bool says_founding(const enti_scene *s, const enti_hit *hit)
{
  for (uint32_t t = s->first; t < s->end; t++)
    if (t + 4 > hit->first && t <= hit->last &&
        enti_frame_lists("founding founder original", enti_scene_token(s, t)->fold))
      return true;
  return false;
}

static void check_founder(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, bool sure)
{
  int founder = is_founder(s, x.id, y.id);
  if (founder == 1 || (founder == 0 && sure && !enti_negated(s, hit->anchor)))
    report(s, hit, x, y, founder ? ENT_CONSISTENT : ENT_CONTRADICTED, founder);
}

static void check_holder(enti_scene *s, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, bool sure)
{
  const ent_timex *times[ENTI_TIMES_MAX];
  size_t n = enti_scene_times(s, hit->anchor, times);
  check_ordinal(s, hit, x, y, sure);
  if (enti_check_newest(s, hit, x, y, sure))
    return;
  if (says_founding(s, hit))
    check_founder(s, hit, x, y, sure);
  else if (n && times[0]->role == ENT_TIME_SINCE && hit->frame == FRAME_MEMBER)
    enti_check_pair(s, hit, x, y, sure); /* "since 1999": that is when it joined */
  else if (hit->frame == FRAME_MEMBER)
    check_state(s, hit, x, y, n ? times[0] : NULL, sure);
}

void enti_check_member(enti_scene *s, const enti_hit *hit)
{
  enti_party xs = {0}, ys = {0};
  ent_actor_ref y;
  uint32_t at;
  if (enti_clause_hit(s, hit->anchor, FRAME_OTHER) || !org_of_member(s, hit, &y, &at))
    return;
  find_holders(s, hit, &xs);
  orgs_of_member(s, y, at, &ys);
  for (size_t i = 0; i < xs.n; i++)
    for (size_t k = 0; k < ys.n && !enti_is_org(s, xs.actors[i]); k++)
      check_holder(s, hit, xs.actors[i], ys.actors[k], xs.sure);
}

/* The mention nearest before the words, that nothing but small words parts from them. */
static bool group_before(const enti_scene *s, const enti_hit *hit, enti_party *group)
{
  for (uint32_t t = hit->first; t-- > s->first && t + 7 > hit->first;) {
    if (s->doc->mention_of && s->doc->mention_of[t] != ENT_NONE) {
      enti_party_at(s, t, group);
      return group->n == 1;
    }
    if (enti_scene_token(s, t)->upos == ENT_VERB)
      return false;
  }
  return false;
}

/* "includes Uzbekistan as a full member": one is enough then. */
static bool as_member(const enti_scene *s, const enti_hit *hit)
{
  for (uint32_t t = hit->last + 1; t + 1 < s->end; t++)
    if (enti_frame_lists("as among", enti_scene_token(s, t)->fold))
      for (uint32_t k = t + 1; k < s->end && k <= t + 4; k++)
        if (enti_frame_lists("member members", enti_scene_token(s, k)->fold))
          return !enti_frame_lists("associate", enti_scene_token(s, k - 1)->fold);
  return false;
}

/* The first actor behind the words, with those coordinated to it. */
static void members_behind(const enti_scene *s, const enti_hit *hit, enti_party *members)
{
  for (uint32_t t = hit->last + 1; t < s->end && t <= hit->last + 4; t++)
    if (s->doc->mention_of && s->doc->mention_of[t] != ENT_NONE) {
      enti_party_at(s, s->doc->mentions[s->doc->mention_of[t]].head, members);
      return;
    }
}

void enti_check_group(enti_scene *s, const enti_hit *hit)
{
  enti_party group = {0}, members = {0};
  uint8_t tag = enti_scene_token(s, hit->first)->xpos;
  if (tag == ENT_X_VBD || tag == ENT_X_VB || enti_negated(s, hit->anchor) || !group_before(s, hit, &group))
    return;
  members_behind(s, hit, &members);
  if (!enti_is_org(s, group.actors[0]) || !enti_complete_members(s->ref, group.actors[0].id) || members.n < (as_member(s, hit) ? 1 : 2))
    return;
  for (size_t i = 0; i < members.n; i++) {
    bool all;
    if (enti_is_org(s, members.actors[i]))
      continue;
    int was = enti_was_member(s->ref, members.actors[i].id, group.actors[0].id, FOR_EVER_FROM, FOR_EVER_TO, &all);
    if (was == 1 || (was == 0 && group.sure && members.sure))
      report(s, hit, members.actors[i], group.actors[0], was ? ENT_CONSISTENT : ENT_CONTRADICTED, was);
  }
}
