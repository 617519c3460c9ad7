/* Where something took place: cities and regions of claim.names, and mentions of states and their capitals. */
#include "claim/scene.h"

static bool named_place(const enti_scene *s, uint32_t token, enti_place *ret)
{
  for (size_t i = 0; i < s->n_names; i++) {
    const name_record *r = &s->ref->names[s->names[i].name];
    if ((r->kind != NAME_PLACE && r->kind != NAME_HOST) || token < s->names[i].first || token > s->names[i].last)
      continue;
    *ret = (enti_place){ent_pack_string(s->ref->pack, r->value), ent_pack_string(s->ref->pack, r->text),
                        s->names[i].first, s->names[i].last, false};
    for (uint32_t k = 0; k < s->names[i].n; k++)
      ret->town = ret->town || s->ref->names[s->names[i].name + k].kind == NAME_HOST;
    return true;
  }
  return false;
}

static bool is_via(const ent_mention *m, const char *via)
{
  return ent_str_eq(ent_str_of(m->via), ent_str_of(via));
}

bool enti_place_at(const enti_scene *s, uint32_t token, enti_place *ret)
{
  uint32_t m = s->doc->mention_of ? s->doc->mention_of[token] : ENT_NONE;
  if (m != ENT_NONE) {
    const ent_mention *mention = &s->doc->mentions[m];
    bool capital = is_via(mention, "capital");
    for (uint32_t i = 0; i < mention->n_actors && !(mention->flags & ENT_MENTION_UNRESOLVED); i++)
      if (!enti_is_org(s, mention->actors[i]) &&
          (capital || is_via(mention, "name") || is_via(mention, "short") || is_via(mention, "official"))) {
        ent_str text = ent_str_slice(s->doc->text, mention->start, mention->end);
        *ret =
            (enti_place){mention->actors[i].id, capital ? text : ENT_STR_NONE, mention->first, mention->last, capital};
        return true;
      }
    if (mention->first < mention->last &&
        !(mention->flags & ENT_MENTION_UNRESOLVED)) /* Shanghai Cooperation Organisation */
      return false;
  }
  return named_place(s, token, ret);
}
