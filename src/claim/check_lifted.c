/* Suspensions and sanctions: "the OAS lifted Cuba's suspension", "ECOWAS lifted its sanctions on Niger". */
#include "claim/verdict.h"

/* Whom it concerns: the owner of the object, or who stands behind "of", "on", "against". */
static void concerned(const enti_scene *s, const enti_hit *hit, uint32_t object, enti_party *xs)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    const ent_token *token = enti_scene_token(s, t);
    bool owns = token->rel == ENT_NMOD_POSS && token->head == object && hit->frame == FRAME_LIFT;
    bool behind = (token->head == object || token->head == hit->anchor) &&
                  enti_frame_lists(hit->frame == FRAME_LIFT ? "of" : "on against", enti_case_of(s, t));
    if (owns || behind)
      enti_party_at(s, t, xs);
  }
}

void enti_check_lifted(enti_scene *s, const enti_hit *hit)
{
  enti_party xs = {0}, ys = {0};
  bool passive;
  uint32_t object = enti_scene_child(s, hit->anchor, ENT_OBJ);
  if (object == ENT_NONE)
    object = enti_subject(s, hit->anchor, &passive);
  enti_party_doing(s, hit->anchor, &ys);
  if (object == ENT_NONE || !ys.n || enti_clause_hit(s, hit->anchor, FRAME_ABOUT))
    return;
  concerned(s, hit, object, &xs);
  /* sanctions come in rounds: another date than the base's may be that of another round */
  bool sure = xs.sure && ys.sure && hit->frame != FRAME_SANCTION;
  for (size_t i = 0; i < xs.n; i++)
    for (size_t k = 0; k < ys.n; k++) {
      bool suspended = hit->frame == FRAME_LIFT; /* X was suspended from Y; Y sanctioned X */
      ent_actor_ref a = suspended ? xs.actors[i] : ys.actors[k], b = suspended ? ys.actors[k] : xs.actors[i];
      if (!ent_str_eq(a.id, b.id))
        enti_check_pair(s, hit, a, b, sure);
    }
}
