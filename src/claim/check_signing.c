/* Where a treaty was signed, and by whom. */
#include "claim/meeting.h"
#include "claim/verdict.h"

#include <string.h>

#define FEW_PARTIES 6 /* later accessions of larger treaties are not all known */

static bool has_party(const enti_scene *s, ent_str parties, ent_str id)
{
  ent_str one;
  while (ent_str_split(&parties, ';', &one))
    if (enti_reference_family(s->ref, one, id) || enti_reference_family(s->ref, id, one))
      return true;
  return false;
}

static void report(enti_scene *s, const enti_hit *hit, ent_verdict verdict, const char *type, const ent_thing *treaty,
                   ent_str said, ent_str known)
{
  ent_finding *f = enti_finding_add(s, verdict, type, hit->anchor, hit->rule);
  if (!f)
    return;
  f->value_in_text = enti_printf(s, "%.*s: signed %.*s", ENT_STR_ARG(treaty->name), ENT_STR_ARG(said));
  f->value_reference = enti_printf(s, "%.*s: signed %.*s", ENT_STR_ARG(treaty->name), ENT_STR_ARG(known));
  f->ref_source = treaty->source;
}

/* ---- where ---- */

static bool named_after(const ent_thing *treaty, ent_str place)
{
  return place.n && memmem(treaty->name.p, treaty->name.n, place.p, place.n);
}

/* The place of a treaty is that of its one ceremony; those with several have none in the base. A place that the treaty
 * is named after is never wrong: Dayton, where it was agreed. */
void enti_check_signing_place(enti_scene *s, const enti_hit *hit, const ent_thing *treaty)
{
  enti_said what = {0};
  if (!treaty->place.n || enti_scene_token(s, hit->anchor)->upos != ENT_VERB)
    return;
  enti_said_places(s, hit->anchor, false, &what);
  if (!what.placed || !what.place.state.n)
    return;
  bool right = has_party(s, treaty->place, what.place.state);
  ent_str where = what.place.city.n ? what.place.city : enti_name_of(s, what.place.state);
  if (!right && named_after(treaty, where))
    return;
  report(s, hit, right ? ENT_CONSISTENT : ENT_CONTRADICTED, "host", treaty, enti_printf(s, "in %.*s", ENT_STR_ARG(where)),
         enti_printf(s, "in %.*s", ENT_STR_ARG(enti_name_of(s, treaty->place))));
}

/* ---- by whom ---- */

/* Does the name say which treaty it is, or could it be anybody's ("Treaty of Friendship and Cooperation")? */
static bool is_telling(const enti_scene *s, const enti_named *name)
{
  static const char common[] =
      "treaty of on the and for between in a pact accord accords agreement agreements convention protocol charter declaration "
      "memorandum joint communique statement mutual security defence defense friendship cooperation peace amity relations "
      "basic general free trade partnership strategic comprehensive alliance assistance non-aggression neutrality "
      "border act framework access reciprocal visiting forces status good neighbourliness military technical economic";
  for (uint32_t t = name->first; t <= name->last; t++)
    if (!enti_frame_lists(common, enti_scene_token(s, t)->fold) && enti_scene_token(s, t)->upos != ENT_PUNCT)
      return true;
  return false;
}

static bool in_clause(const enti_scene *s, const enti_named *name, uint32_t verb)
{
  return enti_clause_of(s, name->last) == enti_clause_of(s, verb);
}

static bool named_treaty(const enti_scene *s, const enti_hit *hit, ent_thing *ret)
{
  for (size_t i = 0; i < s->n_names; i++) {
    const enti_named *name = &s->names[i];
    if (s->ref->names[name->name].kind == NAME_THING && name->n == 1 && in_clause(s, name, hit->anchor) &&
        is_telling(s, name) &&
        ent_reference_thing(s->ref, ent_pack_string(s->ref->pack, s->ref->names[name->name].value), ret))
      return ent_str_eq(ret->kind, ENT_STR("treaty"));
  }
  return false;
}

/* Who signed beside a real party of a treaty of few, and is none of them. */
void enti_check_signers(enti_scene *s, const enti_hit *hit)
{
  ent_thing treaty;
  enti_party xs = {0};
  size_t fit = 0;
  ent_actor_ref wrong = {ENT_STR_NONE, ENT_STR_NONE, ENT_STR_NONE};
  if (hit->frame != FRAME_SIGN || enti_scene_token(s, hit->anchor)->upos != ENT_VERB || enti_negated(s, hit->anchor) ||
      !named_treaty(s, hit, &treaty) || enti_count_ids(treaty.members) < 2 || enti_count_ids(treaty.members) > FEW_PARTIES)
    return;
  enti_party_doing(s, hit->anchor, &xs); /* "signed by Egypt and Jordan", "Egypt and Jordan signed" */
  for (size_t i = 0; i < xs.n; i++) {
    bool party = has_party(s, treaty.members, xs.actors[i].id);
    fit += party;
    if (!party && !enti_is_org(s, xs.actors[i]))
      wrong = xs.actors[i];
  }
  if (!fit || !wrong.id.n || !xs.sure)
    return;
  ent_str all = ENT_STR_NONE, one, rest = treaty.members;
  while (ent_str_split(&rest, ';', &one))
    all = enti_printf(s, "%.*s%s%.*s", ENT_STR_ARG(all), all.n ? ", " : "", ENT_STR_ARG(enti_name_of(s, one)));
  report(s, hit, ENT_CONTRADICTED, "membership", &treaty,
         enti_printf(s, "by %.*s", ENT_STR_ARG(enti_name_of(s, wrong.id))), enti_printf(s, "by %.*s", ENT_STR_ARG(all)));
}
